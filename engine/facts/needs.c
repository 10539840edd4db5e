/* engine/facts/needs.c - which needs a service meets
 *
 * What the publisher says outright weighs 1. What is understood from words
 * weighs less the further the words are from a statement; the highest of
 * several readings of one need is kept.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "facts/derived.h"

#define WEIGHT_CODE        0.85 /* a code of another taxonomy */
#define WEIGHT_TERM        0.85
#define WEIGHT_NAME        0.7
#define WEIGHT_DESCRIPTION 0.4
#define DESCRIPTION_BYTES  300
#define SENSES_MAX         32
#define CODE_CONCEPTS_MAX  4

/* One reading of one need; strings borrowed from the tree or the arena. */
struct reading {
    double weight;
    const char *service_at_location_id;
    const char *field, *evidence;
};

struct readings {
    struct wp_derived *derived;
    struct reading *best; /* by concept; weight 0: none */
    size_t count;
};

static void offer(struct readings *readings, int concept,
                  struct reading reading)
{
    struct reading *best = &readings->best[concept];

    if (reading.weight > best->weight) {
        *best = reading;
    }
}

static bool same_phrase(const struct wp_sense *a, const struct wp_sense *b)
{
    return a->begin == b->begin && a->end == b->end;
}

/*
 * The lexicon says what a person may want who says a phrase: "intimate partner
 * violence" leads to a hotline, a shelter and help in general. A service that
 * says so states only the last: the need above several others it may mean.
 */
static bool stands_above(const struct wp_vocab *vocab,
                         const struct wp_sense *senses, size_t count,
                         size_t which)
{
    size_t below = 0;

    for (size_t i = 0; i < count; i++) {
        below +=
            i != which && senses[i].concept >= 0 &&
            senses[i].concept != senses[which].concept &&
            same_phrase(&senses[i], &senses[which]) &&
            wp_vocab_is_under(vocab, senses[i].concept, senses[which].concept);
    }
    return below >= 2;
}

/* What the phrase of this sense states: what stands above the rest of it, else
   its strongest reading. Sets the weight of the strongest. */
static bool is_stated(const struct wp_vocab *vocab,
                      const struct wp_sense *senses, size_t count, size_t which,
                      double *ret_weight)
{
    double strongest = 0.0;
    bool above = false;

    for (size_t i = 0; i < count; i++) {
        if (senses[i].concept >= 0 && same_phrase(&senses[i], &senses[which])) {
            strongest =
                senses[i].weight > strongest ? senses[i].weight : strongest;
            above = above || stands_above(vocab, senses, count, i);
        }
    }
    *ret_weight = strongest;
    return above ? stands_above(vocab, senses, count, which)
                 : senses[which].weight >= strongest - 0.001;
}

static void read_words(struct readings *readings, const char *text,
                       struct reading reading)
{
    const struct wp_vocab *vocab = readings->derived->vocab;
    struct wp_sense senses[SENSES_MAX];
    size_t count = wp_vocab_understand(vocab, text, senses, SENSES_MAX);
    double weight = reading.weight;

    count = count < SENSES_MAX ? count : SENSES_MAX;
    for (size_t i = 0; i < count; i++) {
        double strongest = 0.0;
        /* A phrase one would have to ask about states nothing. */
        if (senses[i].concept >= 0 && senses[i].question == NULL &&
            is_stated(vocab, senses, count, i, &strongest)) {
            reading.weight = weight * strongest;
            offer(readings, senses[i].concept, reading);
        }
    }
}

/* ---- codes -------------------------------------------------------------- */

static bool cell_names(const char *cell, const char *code)
{
    size_t size = strlen(code);

    for (const char *at = strstr(cell, code); at != NULL;
         at = strstr(at + 1, code)) {
        if ((at == cell || at[-1] == ' ') &&
            (at[size] == ' ' || at[size] == '\0')) {
            return true;
        }
    }
    return false;
}

/*
 * The needs that name this id. An id that many needs share is too wide to say
 * which of them is meant: then only those that stand above the others.
 */
static void read_open_eligibility(struct readings *readings, const char *code,
                                  struct reading reading)
{
    const struct wp_vocab *vocab = readings->derived->vocab;
    int found[64];
    size_t count = 0;
    size_t top = 0;

    for (size_t i = 0; i < readings->count && count < 64; i++) {
        const struct wp_concept *concept = wp_vocab_concept(vocab, (int)i);
        if (cell_names(concept->open_eligibility, code)) {
            found[count++] = (int)i;
        }
    }
    for (size_t i = 0; i < count; i++) {
        bool below = false;
        for (size_t j = 0; j < count && !below; j++) {
            below = j != i && wp_vocab_is_under(vocab, found[i], found[j]);
        }
        if (!below) {
            found[top++] = found[i];
        }
    }
    for (size_t i = 0; top <= CODE_CONCEPTS_MAX && i < top; i++) {
        offer(readings, found[i], reading);
    }
}

static bool is_open_eligibility(struct wp_arena *arena, const char *taxonomy)
{
    const char *folded = taxonomy == NULL ? NULL : wp_folded(arena, taxonomy);

    return folded != NULL && (wp_says(folded, "open eligibility") ||
                              wp_says(folded, "openeligibility"));
}

/* Ids are bare or behind a prefix: "1102", "open-eligibility:1102". */
static const char *last_digits(const char *code)
{
    size_t length = strlen(code);
    size_t from = length;

    while (from > 0 && isdigit((unsigned char)code[from - 1])) {
        from--;
    }
    return code + from;
}

/* ---- sources ------------------------------------------------------------ */

static void read_marks(struct readings *readings, const struct wp_tree *tree)
{
    struct wp_mark mark;
    size_t at = 0;

    while (wp_mark_next(tree, "waypost-needs", &at, &mark)) {
        int concept =
            wp_vocab_concept_by_slug(readings->derived->vocab, mark.code);
        struct wp_fact fact = WP_FACT_INIT;
        if (concept < 0 || mark.of_location) {
            continue;
        }
        fact.kind = WP_FACT_NEED;
        fact.service_at_location_id = mark.service_at_location_id;
        fact.code = mark.code;
        fact.field = "attribute";
        fact.evidence = mark.label != NULL  ? mark.label
                        : mark.name != NULL ? mark.name
                                            : mark.code;
        if (mark.service_at_location_id == NULL) {
            offer(readings, concept,
                  (struct reading){1.0, NULL, fact.field, fact.evidence});
        } else {
            wp_derived_add(readings->derived, fact);
        }
    }
}

/* The taxonomies of facts other than needs. */
static bool is_ours(const char *taxonomy)
{
    return taxonomy != NULL && strncmp(taxonomy, "waypost-", 8) == 0;
}

static void read_term(struct readings *readings, const struct wp_tree *tree,
                      const struct wp_record *term)
{
    const char *taxonomy = wp_tree_value(term, "taxonomy");
    const char *code = wp_tree_value(term, "code");
    const char *name = wp_tree_value(term, "name");
    const struct wp_record *detail =
        wp_tree_find(tree, WP_TAXONOMY, wp_record_get(term, "taxonomy_id"));
    struct reading reading = {.field = "taxonomy_term"};

    if (taxonomy == NULL && detail != NULL) {
        taxonomy = wp_tree_value(detail, "name");
    }
    if (is_ours(taxonomy)) {
        return;
    }
    reading.evidence = name != NULL ? name : code;
    if (code != NULL &&
        is_open_eligibility(&readings->derived->arena, taxonomy) &&
        *last_digits(code) != '\0') {
        reading.weight = WEIGHT_CODE;
        read_open_eligibility(readings, last_digits(code), reading);
    }
    if (name != NULL) {
        reading.weight = WEIGHT_TERM;
        read_words(readings, name, reading);
    }
}

static void read_terms(struct readings *readings, const struct wp_tree *tree)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *attribute = NULL;
    size_t at = 0;

    while ((attribute = wp_tree_next(tree, WP_ATTRIBUTE, "link_id", service_id,
                                     &at)) != NULL) {
        const struct wp_record *term =
            wp_tree_find(tree, WP_TAXONOMY_TERM,
                         wp_record_get(attribute, "taxonomy_term_id"));
        if (term != NULL) {
            read_term(readings, tree, term);
        }
    }
}

static void read_prose(struct readings *readings, const struct wp_tree *tree)
{
    const char *name = wp_tree_value(tree->service, "name");
    const char *description = wp_tree_value(tree->service, "description");
    struct wp_arena *arena = &readings->derived->arena;

    if (name != NULL) {
        read_words(readings, name,
                   (struct reading){WEIGHT_NAME, NULL, "name", name});
    }
    if (description != NULL) {
        size_t size = strlen(description);
        const char *beginning = wp_arena_strndup(
            arena, description,
            size < DESCRIPTION_BYTES ? size : DESCRIPTION_BYTES);
        if (beginning != NULL) {
            read_words(readings, beginning,
                       (struct reading){WEIGHT_DESCRIPTION, NULL, "description",
                                        NULL});
        }
    }
}

/* The words around a reading of the description are its evidence. */
static const char *describe(struct wp_arena *arena, const char *text)
{
    size_t size = strlen(text);

    if (size <= 160) {
        return text;
    }
    size = 160;
    while (size > 0 && !isspace((unsigned char)text[size])) {
        size--;
    }
    return size == 0 ? NULL : wp_arena_strndup(arena, text, size);
}

static bool needs_are_stated(const struct wp_tree *tree)
{
    struct wp_mark mark;
    size_t at = 0;

    for (size_t i = 0; i < tree->asserted_count; i++) {
        if (tree->asserted[i].kind == WP_FACT_NEED) {
            return true;
        }
    }
    return wp_mark_next(tree, "waypost-needs", &at, &mark);
}

void wp_derive_needs(struct wp_derived *derived, const struct wp_tree *tree)
{
    struct readings readings = {
        .derived = derived,
        .count = wp_vocab_concept_count(derived->vocab),
    };
    const char *description = wp_tree_value(tree->service, "description");

    readings.best = calloc(readings.count + 1, sizeof(*readings.best));
    if (readings.best == NULL) {
        derived->failed = true;
        return;
    }
    read_marks(&readings, tree);
    read_terms(&readings, tree);
    if (!needs_are_stated(tree)) {
        read_prose(&readings, tree);
    }
    for (size_t i = 0; i < readings.count; i++) {
        const struct reading *best = &readings.best[i];
        struct wp_fact fact = WP_FACT_INIT;
        if (best->weight <= 0.0) {
            continue;
        }
        fact.kind = WP_FACT_NEED;
        fact.code = wp_vocab_concept(derived->vocab, (int)i)->slug;
        fact.weight = best->weight;
        fact.field = best->field;
        fact.evidence = best->evidence;
        if (fact.evidence == NULL && description != NULL) {
            fact.evidence = describe(&derived->arena, description);
        }
        wp_derived_add(derived, fact);
    }
    free(readings.best);
}
