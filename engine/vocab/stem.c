/* engine/vocab/stem.c - Snowball with a check on what it cut */
#include "vocab/stem.h"

#include <libstemmer.h>
#include <string.h>

#define WORD_MIN 4 /* letters a word must have to be cut */
#define STEM_MIN 4 /* and letters that must be left */

bool wp_stemmers_init(struct wp_stemmers *stemmers)
{
    *stemmers = (struct wp_stemmers){{NULL}};
    stemmers->snowball[WP_FORM_EN] = sb_stemmer_new("english", NULL);
    stemmers->snowball[WP_FORM_ES] = sb_stemmer_new("spanish", NULL);
    if (!stemmers->snowball[WP_FORM_EN] || !stemmers->snowball[WP_FORM_ES]) {
        wp_stemmers_clear(stemmers);
        return false;
    }
    return true;
}

void wp_stemmers_clear(struct wp_stemmers *stemmers)
{
    for (size_t i = 0; i < WP_FORM_COUNT; i++) {
        sb_stemmer_delete(stemmers->snowball[i]);
        stemmers->snowball[i] = NULL;
    }
}

const char *wp_stem(struct wp_stemmers *stemmers, enum wp_form form,
                    const char *word, size_t length, size_t *ret_length)
{
    *ret_length = length;
    if (length < WORD_MIN || !stemmers->snowball[form]) {
        return word;
    }

    struct sb_stemmer *snowball = stemmers->snowball[form];
    const char *stem = (const char *)sb_stemmer_stem(
        snowball, (const sb_symbol *)word, (int)length);
    if (!stem) {
        return word;
    }

    /* beds -> bed is safe however short; case -> cas is not. */
    const size_t left = (size_t)sb_stemmer_length(snowball);
    const bool plural = left + 1 == length && word[left] == 's' && left > 2 &&
                        memcmp(word, stem, left) == 0;
    if (left < STEM_MIN && !plural) {
        return word;
    }
    *ret_length = left;
    return stem;
}

static bool listed(const char *const *endings, const char *ending,
                   size_t length)
{
    for (; *endings; endings++) {
        if (strlen(*endings) == length &&
            memcmp(*endings, ending, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool english_ending(const char *ending, size_t length, char before,
                           bool alone)
{
    static const char *const endings[] = {
        "", "s", "es", "e", "ed", "d", "ion", "ions", NULL,
    };
    static const char *const in_company[] = {
        "ing", "ings", "er", "ers", "r", "rs", NULL,
    };

    /* plan -> planned, counsel -> counselling */
    if (length > 1 && ending[0] == before) {
        ending++;
        length--;
    }
    return listed(endings, ending, length) ||
           (!alone && listed(in_company, ending, length));
}

static bool english_y(const char *ending, size_t length)
{
    static const char *const endings[] = {"y", "ies", "ied", "ier", NULL};

    return listed(endings, ending, length);
}

static bool spanish_plural(const char *ending, size_t length)
{
    static const char *const endings[] = {"", "s", "es", NULL};

    return listed(endings, ending, length);
}

static bool spanish_ending(const char *ending, size_t length)
{
    static const char *const endings[] = {
        "a",   "o",    "e",    "as",   "os",    "es",   "an",   "en",
        "ar",  "er",   "ir",   "ando", "iendo", "ado",  "ada",  "ido",
        "ida", "ados", "adas", "idos", "idas",  "amos", "emos", "imos",
        "aba", "aban", "ia",   "ian",  NULL,
    };

    return listed(endings, ending, length);
}

struct ending {
    const char *text;
    size_t length;
};

static bool spanish_agrees(struct ending left, struct ending right)
{
    return (spanish_plural(left.text, left.length) &&
            spanish_plural(right.text, right.length)) ||
           (spanish_ending(left.text, left.length) &&
            spanish_ending(right.text, right.length));
}

static bool english_agrees(struct ending left, struct ending right, char before,
                           bool alone)
{
    if (english_y(left.text, left.length) &&
        english_y(right.text, right.length)) {
        return true;
    }
    return english_ending(left.text, left.length, before, alone) &&
           english_ending(right.text, right.length, before, alone);
}

bool wp_stem_agrees(enum wp_form form, bool alone, const char *left,
                    size_t left_length, const char *right, size_t right_length)
{
    size_t same = 0;

    while (same < left_length && same < right_length &&
           left[same] == right[same]) {
        same++;
    }
    const struct ending left_end = {left + same, left_length - same};
    const struct ending right_end = {right + same, right_length - same};
    const char before = same > 0 ? left[same - 1] : '\0';

    if (left_end.length == 0 && right_end.length == 0) {
        return true;
    }
    return form == WP_FORM_ES
               ? spanish_agrees(left_end, right_end)
               : english_agrees(left_end, right_end, before, alone);
}
