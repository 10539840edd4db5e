/* engine/vocab/understand.c - from a text to what it says */
#include <stdlib.h>
#include <string.h>

#include "vocab/prose.h"
#include "vocab/vocab.h"

#define REFUSAL_REACH  4   /* "don't want any": words once apostrophes go */
#define STEMMED_WEIGHT 0.9 /* a form nobody listed is a little less sure */

struct senses {
    struct wp_sense *senses;
    size_t max, count;
};

static void add_sense(struct senses *senses, struct wp_sense sense)
{
    for (size_t i = 0; i < senses->count && i < senses->max; i++) {
        struct wp_sense *other = &senses->senses[i];
        if (other->begin == sense.begin && other->concept == sense.concept) {
            return; /* English and Spanish may share a phrase */
        }
    }
    if (senses->count < senses->max) {
        senses->senses[senses->count] = sense;
    }
    senses->count++;
}

static bool is_any(const struct wp_prose *text, size_t position,
                   const char *const *words)
{
    for (; *words; words++) {
        if (wp_prose_is(text, position, *words)) {
            return true;
        }
    }
    return false;
}

/* "no heat" says what is missing; "no detox" says what is not wanted. */
enum refusal { NOT_REFUSED, LACKED, REFUSED };

/* The "t" that is left of "don't" once the apostrophe is gone. */
static bool is_dont(const struct wp_prose *text, size_t position,
                    size_t free_from)
{
    static const char *const helping[] = {"don", "doesn", "isn", "didn", NULL};

    return position > free_from && wp_prose_is(text, position, "t") &&
           is_any(text, position - 1, helping);
}

/*
 * A refusing word before position, in the same clause and not part of an
 * earlier phrase. Only small words may stand between: in "not working, rent"
 * the rent is not refused.
 */
static enum refusal refusal_at(const struct wp_prose *text, size_t position,
                               size_t free_from)
{
    static const char *const lacking[] = {"no",     "without", "sin",
                                          "ningun", "ninguna", NULL};
    static const char *const refusing[] = {"not", "dont", "doesnt", "isnt",
                                           NULL};
    static const char *const wishing[] = {
        "need", "want", "quiero", "quiere", "necesito", "necesita", NULL};
    static const char *const small[] = {"a",   "an",     "any",  "the",
                                        "t",   "un",     "una",  "ningun",
                                        "muy", "really", "more", NULL};
    bool wish = false;

    for (size_t back = 1; back <= REFUSAL_REACH; back++) {
        if (position < back || position - back < free_from ||
            text->words[position - back + 1].fresh) {
            return NOT_REFUSED;
        }
        const size_t at = position - back;
        if (is_any(text, at, refusing) || is_dont(text, at, free_from)) {
            return REFUSED;
        }
        if (is_any(text, at, lacking)) {
            return wish ? REFUSED : LACKED;
        }
        wish = wish || is_any(text, at, wishing);
        if (!is_any(text, at, wishing) && !is_any(text, at, small)) {
            return NOT_REFUSED;
        }
    }
    return NOT_REFUSED;
}

/* What a person who has none of it needs. */
static bool is_lackable(const struct wp_vocab *vocab, int concept)
{
    static const char *const domains[] = {"food",    "goods",   "housing",
                                          "transit", "utility", "work"};
    const char *slug = wp_vocab_concept(vocab, concept)->slug;

    for (size_t i = 0; i < sizeof(domains) / sizeof(domains[0]); i++) {
        const size_t length = strlen(domains[i]);
        if (strncmp(slug, domains[i], length) == 0 &&
            (slug[length] == '\0' || slug[length] == '.')) {
            return true;
        }
    }
    return false;
}

static void add_entry(const struct wp_vocab *vocab, struct wp_entry entry,
                      struct wp_sense sense, double factor, bool lacked,
                      struct senses *senses)
{
    struct wp_meaning meaning;
    bool added = false;

    sense.facts = lacked ? "" : entry.facts;
    sense.question = entry.question[0] != '\0' ? entry.question : NULL;
    while (wp_entry_next(&vocab->needs, &entry.concepts, &meaning) == WP_OK) {
        sense.concept = meaning.concept;
        sense.weight = meaning.weight * factor;
        if (!lacked || is_lackable(vocab, sense.concept)) {
            add_sense(senses, sense);
            added = true;
        }
    }
    if (!added && !lacked && (entry.facts[0] != '\0' || sense.question)) {
        sense.concept = -1;
        sense.weight = factor;
        add_sense(senses, sense);
    }
}

static void add_found(const struct wp_vocab *vocab, const struct wp_prose *text,
                      size_t first, struct wp_found found, bool lacked,
                      struct senses *senses)
{
    const struct wp_lexicon *lexicon = &vocab->lexicon;
    const double factor = found.form == WP_FORM_EXACT ? 1.0 : STEMMED_WEIGHT;

    for (int i = found.number; i >= 0;) {
        const struct wp_gloss *gloss = &lexicon->glossary.glosses[i];
        const struct wp_sense sense = {
            .concept = -1,
            .begin = text->words[first].begin,
            .end = text->words[first + found.words - 1].end,
            .phrase = gloss->phrase,
        };
        add_entry(vocab, wp_lexicon_entry(lexicon, i), sense, factor, lacked,
                  senses);
        i = found.form == WP_FORM_EXACT ? gloss->next[WP_FORM_EXACT] : -1;
    }
}

size_t wp_vocab_understand(const struct wp_vocab *vocab, const char *original,
                           struct wp_sense *list, size_t max)
{
    struct senses senses = {list, max, 0};
    struct wp_prose text;
    size_t free_from = 0;

    if (wp_prose_init(&text, original)) {
        size_t first = 0;
        while (first < text.count) {
            struct wp_found found;
            if (!wp_glossary_longest(&vocab->lexicon.glossary, &text, first,
                                     &found)) {
                first++;
                continue;
            }
            const enum refusal refusal = refusal_at(&text, first, free_from);
            if (refusal != REFUSED) {
                add_found(vocab, &text, first, found, refusal == LACKED,
                          &senses);
            }
            first += found.words;
            free_from = first;
        }
    }
    wp_prose_clear(&text);
    return senses.count;
}
