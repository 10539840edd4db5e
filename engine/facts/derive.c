/* engine/facts/derive.c - all facts of one service */
#include <string.h>

#include "waypost/ingest.h"

#include "facts/derived.h"
#include "facts/prose.h"

/* Kinds in which a source's own code says all there is to say. */
static bool is_one_word(enum wp_fact_kind kind)
{
    return kind != WP_FACT_HOURS && kind != WP_FACT_COVERAGE &&
           kind != WP_FACT_CAPACITY;
}

static bool is_asserted(const struct wp_tree *tree, const struct wp_fact *fact)
{
    for (size_t i = 0; i < tree->asserted_count; i++) {
        const struct wp_fact *other = &tree->asserted[i];
        const char *place = other->service_at_location_id;
        if (other->kind == fact->kind && strcmp(other->code, fact->code) == 0 &&
            (place == NULL ||
             (fact->service_at_location_id != NULL &&
              strcmp(place, fact->service_at_location_id) == 0))) {
            return true;
        }
    }
    return false;
}

/* What a source asserted need not be read out of its words again. */
static void drop_asserted(struct wp_derived *derived,
                          const struct wp_tree *tree)
{
    size_t kept = 0;

    for (size_t i = 0; i < derived->count; i++) {
        const struct wp_fact *fact = &derived->facts[i];
        if (!is_one_word(fact->kind) || !is_asserted(tree, fact)) {
            derived->facts[kept++] = *fact;
        }
    }
    derived->count = kept;
}

/* ---- prose yields ------------------------------------------------------- */

/* How much of two codes has to agree for two facts to speak of one thing. */
static bool same_matter(const struct wp_fact *one, const struct wp_fact *two)
{
    static const char *const by_group[] = {"situation", "document", "record"};
    size_t size = strcspn(one->code, ":");

    if (one->kind != two->kind) {
        return false;
    }
    switch (one->kind) {
    case WP_FACT_NEED:
    case WP_FACT_LANGUAGE:
        return strcmp(one->code, two->code) == 0;
    case WP_FACT_HOURS: {
        const char *here = one->service_at_location_id;
        const char *there = two->service_at_location_id;
        return here == NULL || there == NULL || strcmp(here, there) == 0;
    }
    case WP_FACT_COVERAGE:
    case WP_FACT_CAPACITY:
    case WP_FACT_COST:
        return true;
    case WP_FACT_PAYER:
    case WP_FACT_ELIGIBILITY:
    case WP_FACT_ATTRIBUTE:
        break;
    }
    for (size_t i = 0; i < sizeof(by_group) / sizeof(by_group[0]); i++) {
        if (strlen(by_group[i]) == size &&
            strncmp(one->code, by_group[i], size) == 0) {
            return strcmp(one->code, two->code) == 0;
        }
    }
    return strcspn(two->code, ":") == size &&
           strncmp(one->code, two->code, size) == 0;
}

static bool is_structured(const struct wp_derived *derived,
                          const struct wp_tree *tree,
                          const struct wp_fact *fact)
{
    for (size_t i = 0; i < derived->count; i++) {
        if (!derived->facts[i].extracted &&
            same_matter(&derived->facts[i], fact)) {
            return true;
        }
    }
    for (size_t i = 0; i < tree->asserted_count; i++) {
        if (!tree->asserted[i].extracted &&
            same_matter(&tree->asserted[i], fact)) {
            return true;
        }
    }
    return false;
}

/* The same said twice: once is enough. */
static bool is_repeated(const struct wp_derived *derived, size_t position)
{
    const struct wp_fact *fact = &derived->facts[position];

    for (size_t i = 0; i < position; i++) {
        const struct wp_fact *other = &derived->facts[i];
        if (other->extracted && other->kind == fact->kind &&
            other->stance == fact->stance &&
            strcmp(other->code, fact->code) == 0 && same_matter(other, fact) &&
            memcmp(&other->lo, &fact->lo, sizeof(fact->lo)) == 0 &&
            memcmp(&other->hi, &fact->hi, sizeof(fact->hi)) == 0) {
            return true;
        }
    }
    return false;
}

/* Running text never speaks against, nor beside, what a column says. */
static void drop_extracted(struct wp_derived *derived,
                           const struct wp_tree *tree)
{
    size_t kept = 0;

    for (size_t i = 0; i < derived->count; i++) {
        struct wp_fact *fact = &derived->facts[i];
        if (fact->extracted &&
            (is_structured(derived, tree, fact) || is_repeated(derived, i))) {
            fact->service_id = NULL; /* marked; the others still look at it */
        }
    }
    for (size_t i = 0; i < derived->count; i++) {
        if (derived->facts[i].service_id != NULL) {
            derived->facts[kept++] = derived->facts[i];
        }
    }
    derived->count = kept;
}

enum wp_status wp_derive(struct wp_derived *derived, const struct wp_tree *tree,
                         struct wp_error *err)
{
    const char *assured = wp_tree_value(tree->service, "assured_date");
    const char *modified = wp_tree_value(tree->service, "last_modified");
    char date[11];

    derived->count = 0;
    derived->failed = false;
    wp_arena_reset(&derived->arena);
    derived->service_id = wp_record_get(tree->service, "id");
    derived->asserted_on = NULL;
    if ((assured != NULL && wp_date_parse(assured, date)) ||
        (modified != NULL && wp_date_parse(modified, date))) {
        derived->asserted_on = wp_arena_strdup(&derived->arena, date);
    }
    wp_derive_needs(derived, tree);
    wp_derive_payment(derived, tree);
    wp_derive_eligibility(derived, tree);
    wp_derive_coverage(derived, tree);
    wp_derive_hours(derived, tree);
    wp_derive_capacity(derived, tree);
    wp_derive_languages(derived, tree);
    wp_derive_attributes(derived, tree);
    if (derived->prose == NULL) {
        const enum wp_status status = wp_prose_create(&derived->prose, err);
        if (status != WP_OK) {
            return status;
        }
    }
    wp_derive_prose(derived->prose, derived, tree);
    if (derived->failed || wp_arena_failed(&derived->arena)) {
        return wp_fail(err, WP_ENOMEM, "no memory to derive facts");
    }
    drop_asserted(derived, tree);
    drop_extracted(derived, tree);
    derived->confidential = wp_derive_confidential(tree, derived);
    /* Words that could not be folded for want of memory hid nothing. */
    if (wp_arena_failed(&derived->arena)) {
        return wp_fail(err, WP_ENOMEM, "no memory to derive facts");
    }
    return WP_OK;
}
