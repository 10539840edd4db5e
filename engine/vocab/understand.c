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

/* The phrases of a text; uses may be NULL. */
static void read_phrases(const struct wp_vocab *vocab,
                         const struct wp_prose *text, enum wp_word_use *uses,
                         struct senses *senses)
{
    size_t free_from = 0;
    size_t first = 0;

    while (first < text->count) {
        struct wp_found found;
        if (!wp_glossary_longest(&vocab->lexicon.glossary, text, first,
                                 &found)) {
            first++;
            continue;
        }
        const enum refusal refusal = refusal_at(text, first, free_from);
        const size_t before = senses->count;
        if (refusal != REFUSED) {
            add_found(vocab, text, first, found, refusal == LACKED, senses);
        }
        for (size_t i = 0; uses && i < found.words; i++) {
            uses[first + i] =
                senses->count > before ? WP_WORD_READ : WP_WORD_SHUT;
        }
        first += found.words;
        free_from = first;
    }
}

size_t wp_vocab_understand(const struct wp_vocab *vocab, const char *original,
                           struct wp_sense *list, size_t max)
{
    struct senses senses = {list, max, 0};
    struct wp_prose text;

    if (wp_prose_init(&text, original)) {
        read_phrases(vocab, &text, NULL, &senses);
    }
    wp_prose_clear(&text);
    return senses.count;
}

/* "don't want", "no quiere", "not": what follows is not asked for. */
static bool is_refusing(const struct wp_prose *text, size_t first, size_t end)
{
    static const char *const refusing[] = {"not", "dont", "doesnt", NULL};
    static const char *const wishing[] = {"want",   "like",     "quiero",
                                          "quiere", "queremos", NULL};

    for (size_t i = first; i < end; i++) {
        const bool no = wp_prose_is(text, i, "no") || is_dont(text, i, 0);
        if (is_any(text, i, refusing) ||
            (no && i + 1 < end && is_any(text, i + 1, wishing))) {
            return true;
        }
    }
    return false;
}

/* Has a sense of these words the concept, or one below or above it? */
static bool is_said(const struct wp_vocab *vocab, const struct senses *senses,
                    size_t count, int concept)
{
    for (size_t i = 0; i < count; i++) {
        const int said = senses->senses[i].concept;
        if (said >= 0 &&
            (said == concept || wp_vocab_is_under(vocab, said, concept))) {
            return true;
        }
    }
    return false;
}

static void read_loosely(const struct wp_vocab *vocab,
                         const struct wp_prose *text,
                         const enum wp_word_use *uses, size_t first, size_t end,
                         size_t phrases, struct senses *senses)
{
    struct wp_loose_sense found[WP_LOOSE_MAX];
    bool open = false;
    bool certain = false;

    for (size_t i = first; i < end; i++) {
        open = open || uses[i] == WP_WORD_FREE;
    }
    for (size_t i = 0; i < phrases && i < senses->max; i++) {
        certain = certain || senses->senses[i].concept >= 0;
    }
    if (!open || is_refusing(text, first, end)) {
        return;
    }
    const size_t count =
        wp_loose_read(vocab, text, uses, first, end, certain, found);
    for (size_t i = 0; i < count; i++) {
        if (phrases > senses->max ||
            is_said(vocab, senses, phrases, found[i].concept)) {
            continue;
        }
        add_sense(senses, (struct wp_sense){
                              .concept = found[i].concept,
                              .weight = found[i].weight,
                              .begin = text->words[found[0].first].begin,
                              .end = text->words[found[0].last].end,
                              .phrase = found[i].phrase,
                              .facts = "",
                          });
    }
}

static int by_place(const void *left, const void *right)
{
    const struct wp_sense *one = left;
    const struct wp_sense *other = right;

    if (one->begin != other->begin) {
        return one->begin < other->begin ? -1 : 1;
    }
    if (one->weight < other->weight || one->weight > other->weight) {
        return one->weight > other->weight ? -1 : 1;
    }
    return (one->concept > other->concept) - (one->concept < other->concept);
}

size_t wp_vocab_hear(const struct wp_vocab *vocab, const char *original,
                     struct wp_sense *list, size_t max)
{
    struct senses senses = {list, max, 0};
    enum wp_word_use *uses = NULL;
    struct wp_prose text;

    if (wp_prose_init(&text, original)) {
        uses = calloc(text.count + 1, sizeof(*uses));
        read_phrases(vocab, &text, uses, &senses);
        const size_t phrases = senses.count;
        for (size_t first = 0; uses && first < text.count;) {
            size_t end = first + 1;
            while (end < text.count && !text.words[end].fresh) {
                end++;
            }
            read_loosely(vocab, &text, uses, first, end, phrases, &senses);
            first = end;
        }
        if (senses.count > phrases && senses.count <= max) {
            qsort(list, senses.count, sizeof(*list), by_place);
        }
    }
    free(uses);
    wp_prose_clear(&text);
    return senses.count;
}
