/* engine/facts/prose_split.c - sentences, so that a "not" stays where it is
 *
 * Sources write lists, headings, HTML and the two characters \n. A piece ends
 * at a line end, a tag, a full stop before a blank (not after an abbreviation),
 * a semicolon or a marker; it is as short as may be, since a rule must not
 * reach from one statement into the next.
 */
#include <string.h>

#include "facts/prose_rules.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "D.C.", "St.", "e.g.", "approx.": the dot at text[at] ends no sentence. */
static bool is_abbreviation(const char *text, size_t begin, size_t at)
{
    static const char *const known[] = {"st",  "dr",  "mr",     "mrs", "ms",
                                        "no",  "inc", "vs",     "ext", "etc",
                                        "yrs", "mos", "incl",   "min", "max",
                                        "e.g", "i.e", "approx", "dept"};
    size_t word = at;

    while (word > begin && (is_letter(text[word - 1]) ||
                            (text[word - 1] == '.' && word > begin + 1))) {
        word--;
    }
    if (at - word == 1 || (at - word == 3 && text[word + 1] == '.')) {
        return true; /* a letter alone, or "U.S" */
    }
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strlen(known[i]) == at - word) {
            size_t n = 0;
            while (n < at - word && (text[word + n] | 0x20) == known[i][n]) {
                n++;
            }
            if (n == at - word || (known[i][n] == '.' && n == 1)) {
                return true;
            }
        }
    }
    return false;
}

/* How many bytes at text[at] end a piece; 0: it goes on. */
static size_t ending(const char *text, size_t size, size_t begin, size_t at)
{
    char c = text[at];
    char next = at + 1 < size ? text[at + 1] : '\n';

    switch (c) {
    case '\n':
    case '\0':
    case '\f':
    case ';':
        return 1;
    case '\\': /* two characters that meant a line end */
        return next == 'n' || next == 'r' || next == 't' ? 2 : 0;
    case '!':
    case '?':
        return next == ' ' || next == '\n' || next == '<' ? 1 : 0;
    case '.': {
        bool open = next == ' ' || next == '\n' || next == '\r' ||
                    next == '<' || next == '"' || next == '\\' || next == '*';
        return open && !is_abbreviation(text, begin, at) ? 1 : 0;
    }
    case '#':
        return next == '#' ? strspn(text + at, "#") : 0;
    case '<': {
        const char *close = memchr(text + at, '>', size - at);
        bool tag = is_letter(next) || next == '/' || next == '!';
        return tag && close != NULL && close - (text + at) < 200
                   ? (size_t)(close - (text + at)) + 1
                   : 0;
    }
    default:
        return 0;
    }
}

/* A piece without an end: cut at the last blank before the limit. */
static size_t cut(const char *text, size_t begin, size_t at)
{
    size_t blank = at;

    while (blank > begin + WP_PROSE_SENTENCE_MAX / 2 &&
           !is_blank(text[blank - 1])) {
        blank--;
    }
    return blank > begin + WP_PROSE_SENTENCE_MAX / 2 ? blank : at;
}

bool wp_prose_next_sentence(const char *text, size_t size, size_t *at,
                            size_t *ret_begin, size_t *ret_end)
{
    while (*at < size) {
        size_t begin = *at;
        size_t end = begin;
        size_t mark = 0;

        while (end < size && end - begin < WP_PROSE_SENTENCE_MAX &&
               (mark = ending(text, size, begin, end)) == 0) {
            end++;
        }
        if (mark == 0 && end < size) {
            end = cut(text, begin, end);
        }
        *at = end + mark;
        while (begin < end && (is_blank(text[begin]) || text[begin] == '*' ||
                               text[begin] == '-')) {
            begin++;
        }
        while (end > begin && is_blank(text[end - 1])) {
            end--;
        }
        if (end > begin) {
            *ret_begin = begin;
            *ret_end = end;
            return true;
        }
    }
    return false;
}
