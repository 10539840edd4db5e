/*
 * tests/support/facts_support.h - a service's records by hand, and its facts
 *
 *     make_tree(&made);
 *     struct wp_record *row = add_row(&made, WP_SCHEDULE, "service_id", "s");
 *     wp_record_set(row, "byday", "MO");
 *     derive(&made);
 *     assert_facts(&made, WP_FACT_HOURS, 1) ...
 */
#ifndef TESTS_SUPPORT_FACTS_SUPPORT_H
#define TESTS_SUPPORT_FACTS_SUPPORT_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/derived.h"
#include "support/test.h"

#define MADE_ROWS 24

struct made {
    struct wp_vocab *vocab;
    struct wp_record rows[MADE_ROWS];
    const struct wp_record *list[MADE_ROWS];
    char ids[MADE_ROWS][24];
    size_t count;
    struct wp_tree tree;
    struct wp_derived derived;
};

/* The next row; link may be NULL. Its id is the entity's name and a number. */
static inline struct wp_record *add_row(struct made *made,
                                        enum wp_entity entity, const char *link,
                                        const char *id)
{
    assert_true(made->count < MADE_ROWS);
    struct wp_record *row = &made->rows[made->count];

    memset(row, 0, sizeof(*row));
    row->entity = entity;
    snprintf(made->ids[made->count], sizeof(made->ids[0]), "%.12s-%zu",
             wp_entity(entity)->name, made->count);
    wp_record_set(row, "id", made->ids[made->count]);
    if (link != NULL) {
        wp_record_set(row, link, id);
    }
    made->list[made->count] = row;
    made->count++;
    made->tree.count = made->count;
    return row;
}

/* A service "service-0" in one place in Phoenix, "at-1" of location "loc". */
static inline int make_tree(void **state)
{
    struct made *made = calloc(1, sizeof(*made));

    assert_non_null(made);
    assert_int_equal(wp_vocab_create(&made->vocab, NULL), WP_OK);
    made->tree.records = made->list;
    struct wp_record *service = add_row(made, WP_SERVICE, NULL, NULL);
    made->tree.service = service;
    wp_record_set(service, "assured_date", "2026-01-02");
    struct wp_record *at = add_row(made, WP_SERVICE_AT_LOCATION, "service_id",
                                   wp_record_get(service, "id"));
    wp_record_set(at, "id", "at-1");
    wp_record_set(at, "location_id", "loc");
    struct wp_record *location = add_row(made, WP_LOCATION, NULL, NULL);
    wp_record_set(location, "id", "loc");
    struct wp_record *address = add_row(made, WP_ADDRESS, "location_id", "loc");
    wp_record_set(address, "city", "Phoenix");
    wp_record_set(address, "state_province", "AZ");
    wp_record_set(address, "postal_code", "85003");
    wp_derived_init(&made->derived, made->vocab);
    *state = made;
    return 0;
}

static inline int unmake_tree(void **state)
{
    struct made *made = *state;

    wp_derived_clear(&made->derived);
    wp_vocab_destroy(made->vocab);
    free(made);
    return 0;
}

/* An attribute of the service with a term of a taxonomy. */
static inline struct wp_record *add_mark(struct made *made, const char *owner,
                                         const char *taxonomy, const char *code,
                                         const char *name, const char *value)
{
    struct wp_record *term = add_row(made, WP_TAXONOMY_TERM, NULL, NULL);

    wp_record_set(term, "taxonomy", taxonomy);
    wp_record_set(term, "code", code);
    wp_record_set(term, "name", name);
    struct wp_record *attribute = add_row(made, WP_ATTRIBUTE, "link_id", owner);
    wp_record_set(attribute, "taxonomy_term_id", wp_record_get(term, "id"));
    wp_record_set(attribute, "value", value);
    return attribute;
}

static inline void derive(struct made *made)
{
    assert_int_equal(wp_derive(&made->derived, &made->tree, NULL), WP_OK);
}

/* The nth fact of a kind, or NULL. */
static inline const struct wp_fact *fact_at(const struct made *made,
                                            enum wp_fact_kind kind, size_t at)
{
    for (size_t i = 0; i < made->derived.count; i++) {
        if (made->derived.facts[i].kind == kind && at-- == 0) {
            return &made->derived.facts[i];
        }
    }
    return NULL;
}

static inline const struct wp_fact *
fact_by_code(const struct made *made, enum wp_fact_kind kind, const char *code)
{
    for (size_t i = 0; i < made->derived.count; i++) {
        if (made->derived.facts[i].kind == kind &&
            strcmp(made->derived.facts[i].code, code) == 0) {
            return &made->derived.facts[i];
        }
    }
    return NULL;
}

static inline size_t fact_count(const struct made *made, enum wp_fact_kind kind)
{
    size_t count = 0;

    while (fact_at(made, kind, count) != NULL) {
        count++;
    }
    return count;
}

#endif /* TESTS_SUPPORT_FACTS_SUPPORT_H */
