/* engine/facts/prose_places.c - counties, ZIPs and states in a sentence
 *
 * Only names that resolve become coverage: "Lee County or Collier County",
 * "Miami-Dade and Monroe Counties", "33010, 33012", "Florida residents".
 */
#include <stdio.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/prose_rules.h"

#define NAME_WORDS_MAX 4

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '\'' || c == '.' || (unsigned char)c >= 0x80;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The word that begins at or after at; false at the end of the sentence. */
static bool next_word(const struct wp_prose_match *match, size_t at,
                      size_t *ret_begin, size_t *ret_end)
{
    while (at < match->end && !is_word(match->text[at])) {
        at++;
    }
    *ret_begin = at;
    while (at < match->end && is_word(match->text[at])) {
        at++;
    }
    while (at > *ret_begin && match->text[at - 1] == '.') {
        at--;
    }
    *ret_end = at;
    return at > *ret_begin;
}

static bool same(const char *text, size_t size, const char *word)
{
    size_t i = 0;

    for (; i < size && word[i] != '\0'; i++) {
        if ((text[i] | 0x20) != word[i]) {
            return false;
        }
    }
    return i == size && word[i] == '\0';
}

/* Is "county" or "counties" not far behind, with only names and "and" in
   between? */
static bool county_follows(const struct wp_prose_match *match, size_t at)
{
    size_t begin = 0;
    size_t end = 0;

    for (int i = 0; i < 12 && next_word(match, at, &begin, &end); i++) {
        const char *word = match->text + begin;
        size_t size = end - begin;
        if (same(word, size, "county") || same(word, size, "counties")) {
            return true;
        }
        if (!is_upper(word[0]) && !same(word, size, "and") &&
            !same(word, size, "or")) {
            return false;
        }
        at = end;
    }
    return false;
}

/* The county whose name begins here, the longest one. */
static const char *county_at(const struct wp_prose_match *match,
                             const struct wp_vocab *vocab, size_t at,
                             size_t *ret_end)
{
    const char *found = NULL;
    char name[96];
    size_t begin = 0;
    size_t end = 0;
    size_t next = at;

    for (int i = 0; i < NAME_WORDS_MAX && next_word(match, next, &begin, &end);
         i++) {
        if (end - at >= sizeof(name) ||
            same(match->text + begin, end - begin, "county")) {
            break;
        }
        memcpy(name, match->text + at, end - at);
        name[end - at] = '\0';
        const char *fips = wp_vocab_county_fips(vocab, name, match->state);
        if (fips != NULL && county_follows(match, end)) {
            found = fips;
            *ret_end = end;
        }
        next = end;
    }
    return found;
}

static bool zip_at(const struct wp_prose_match *match,
                   const struct wp_vocab *vocab, size_t at, char ret_zip[6])
{
    size_t digits = strspn(match->text + at, "0123456789");

    if (digits != 5 || at + 5 > match->end ||
        (at > match->begin &&
         (match->text[at - 1] == '-' || match->text[at - 1] == '$'))) {
        return false;
    }
    memcpy(ret_zip, match->text + at, 5);
    ret_zip[5] = '\0';
    const struct wp_zip *zip = wp_vocab_zip(vocab, ret_zip);
    return zip != NULL &&
           (match->state[0] == '\0' || strcmp(zip->state, match->state) == 0);
}

/* "Florida", "DC", "D.C.", "District of Columbia", "New Jersey". */
static bool state_at(const struct wp_prose_match *match, size_t at,
                     char ret_state[3], size_t *ret_end)
{
    char name[48];
    size_t begin = 0;
    size_t end = 0;
    size_t next = at;
    bool found = false;

    for (int i = 0; i < 3 && next_word(match, next, &begin, &end); i++) {
        size_t length = 0;
        if (end - at >= sizeof(name)) {
            break;
        }
        for (size_t n = at; n < end; n++) {
            if (match->text[n] != '.') {
                name[length++] = match->text[n];
            }
        }
        name[length] = '\0';
        /* Two letters must be a state's and stand for one: DC, not "in". */
        bool letters = length == 2;
        if ((!letters || strcmp(name, "DC") == 0) &&
            wp_state_parse(name, ret_state)) {
            found = true;
            *ret_end = end;
        }
        next = end;
    }
    if (found && county_follows(match, *ret_end)) {
        return false; /* "Washington County" */
    }
    if (!found && next_word(match, at, &begin, &end) &&
        same(match->text + begin, end - begin, "district") &&
        strcmp(match->state, "DC") == 0) {
        memcpy(ret_state, "DC", 3);
        *ret_end = end;
        return true;
    }
    return found;
}

bool wp_prose_place(const struct wp_prose_match *match,
                    const struct wp_vocab *vocab, size_t *at, char ret_code[32],
                    size_t *ret_begin, size_t *ret_end)
{
    char zip[6], state[3];

    for (size_t i = *at > match->begin ? *at : match->begin; i < match->end;
         i++) {
        const char *text = match->text;
        bool starts =
            i == match->begin || !(is_word(text[i - 1]) ||
                                   (text[i - 1] >= '0' && text[i - 1] <= '9'));
        if (!starts) {
            continue;
        }
        *ret_begin = i;
        if (text[i] >= '0' && text[i] <= '9') {
            if (zip_at(match, vocab, i, zip)) {
                (void)snprintf(ret_code, 32, "zip:%s", zip);
                *ret_end = i + 5;
                *at = i + 5;
                return true;
            }
            continue;
        }
        const char *fips =
            is_upper(text[i]) ? county_at(match, vocab, i, ret_end) : NULL;
        if (fips != NULL) {
            (void)snprintf(ret_code, 32, "county:%s", fips);
            *at = *ret_end;
            return true;
        }
        if (is_upper(text[i]) && state_at(match, i, state, ret_end)) {
            (void)snprintf(ret_code, 32, "state:%s", state);
            *at = *ret_end;
            return true;
        }
    }
    return false;
}
