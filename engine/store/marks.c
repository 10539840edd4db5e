/* engine/store/marks.c - facts as attributes of the waypost-* taxonomies */
#include "store/marks.h"

#include <string.h>

#define SPACE "waypost-marks"

struct mark {
    const char *taxonomy, *link_type, *code, *value, *label;
};

/* ---- is it said already? ------------------------------------------------- */

static bool equal(const char *one, const char *two)
{
    return strcmp(one ? one : "", two ? two : "") == 0;
}

static bool says(const struct wp_row *attribute, const struct mark *mark)
{
    const struct wp_row *term = wp_row_member(attribute, "taxonomy_term");

    if (!term ||
        !equal(wp_record_get(&term->record, "taxonomy"), mark->taxonomy) ||
        !equal(wp_record_get(&term->record, "code"), mark->code)) {
        return false;
    }
    /* A payer without a value is one that is accepted. */
    const char *value = wp_record_get(&attribute->record, "value");
    return equal(value, mark->value) ||
           (!value && equal(mark->value, "accepts"));
}

static struct wp_row **attributes_of(struct wp_row *row)
{
    const struct wp_entity_info *info = wp_entity(row->record.entity);

    for (size_t i = 0; row->children && i < info->nesting_count; i++) {
        if (info->nestings[i].child == WP_ATTRIBUTE) {
            return &row->children[i];
        }
    }
    return NULL;
}

/* ---- one more attribute -------------------------------------------------- */

static const char *made_id(struct wp_arena *arena, enum wp_entity entity,
                           const char *native)
{
    char id[WP_UUID_TEXT];

    if (!native) {
        return NULL;
    }
    wp_uuid_map(SPACE, wp_entity(entity)->name, native, id);
    return wp_arena_strdup(arena, id);
}

static struct wp_row *new_row(struct wp_arena *arena, enum wp_entity entity,
                              const char *native)
{
    struct wp_row *row = wp_arena_alloc(arena, sizeof(*row));
    const struct wp_entity_info *info = wp_entity(entity);

    if (!row) {
        return NULL;
    }
    row->record.entity = entity;
    row->record.values[0] = made_id(arena, entity, native);
    row->children = wp_arena_alloc(arena, (info->nesting_count + 1) *
                                              sizeof(*row->children));
    return row->record.values[0] && row->children ? row : NULL;
}

/* By id, as all siblings are. */
static void insert(struct wp_row **list, struct wp_row *row)
{
    while (*list &&
           strcmp((*list)->record.values[0], row->record.values[0]) < 0) {
        list = &(*list)->next;
    }
    row->next = *list;
    *list = row;
}

static void add_mark(struct wp_row *row, const struct mark *mark,
                     struct wp_arena *arena)
{
    struct wp_row **list = attributes_of(row);

    for (const struct wp_row *at = list ? *list : NULL; at; at = at->next) {
        if (says(at, mark)) {
            return;
        }
    }
    struct wp_row *attribute =
        new_row(arena, WP_ATTRIBUTE,
                wp_arena_printf(arena, "%s/%s/%s/%s", row->record.values[0],
                                mark->taxonomy, mark->code,
                                mark->value ? mark->value : ""));
    struct wp_row *term =
        new_row(arena, WP_TAXONOMY_TERM,
                wp_arena_printf(arena, "%s/%s", mark->taxonomy, mark->code));
    if (!list || !attribute || !term) {
        return;
    }
    wp_record_set(&term->record, "code", mark->code);
    wp_record_set(&term->record, "name", mark->code);
    wp_record_set(
        &term->record, "description",
        wp_arena_printf(arena, "%s of %s", mark->code, mark->taxonomy));
    wp_record_set(&term->record, "taxonomy", mark->taxonomy);
    wp_record_set(&attribute->record, "link_type", mark->link_type);
    wp_record_set(&attribute->record, "link_entity",
                  wp_entity(row->record.entity)->name);
    wp_record_set(&attribute->record, "value", mark->value);
    wp_record_set(&attribute->record, "label", mark->label);
    attribute->children[0] = term; /* taxonomy_term nests first */
    insert(list, attribute);
}

/* ---- facts --------------------------------------------------------------- */

/* False for kinds and stances that attributes do not carry. */
static bool mark_of(const struct wp_fact *fact, struct mark *mark)
{
    *mark = (struct mark){.code = fact->code};
    if (fact->stance == WP_STANCE_UNKNOWN) {
        return false;
    }
    switch (fact->kind) {
    case WP_FACT_NEED:
        mark->taxonomy = "waypost-needs";
        mark->link_type = "service need";
        return true;
    case WP_FACT_PAYER:
        mark->taxonomy = "waypost-payers";
        mark->link_type = "payment";
        mark->value = wp_stance_name(fact->stance);
        mark->label = fact->note;
        return true;
    case WP_FACT_ELIGIBILITY:
        mark->taxonomy = "waypost-eligibility";
        mark->link_type = "service eligibility";
        mark->value = wp_stance_name(fact->stance);
        return strcmp(fact->code, "age") != 0;
    case WP_FACT_ATTRIBUTE:
        mark->taxonomy = "waypost-attributes";
        mark->link_type = "service feature";
        mark->value = fact->stance == WP_STANCE_REFUSES ? "no" : "yes";
        return true;
    case WP_FACT_COVERAGE:
    case WP_FACT_HOURS:
    case WP_FACT_CAPACITY:
    case WP_FACT_LANGUAGE:
    case WP_FACT_COST:
        return false; /* HSDS has members for these */
    }
    return false;
}

/* The service, or the service_at_location a fact is about. */
static struct wp_row *row_of(const struct wp_service_tree *tree,
                             const struct wp_fact *fact)
{
    struct wp_row *at = tree->service;

    if (fact->service_at_location_id) {
        at = wp_row_member(tree->service, "service_at_locations");
        while (at && strcmp(at->record.values[0],
                            fact->service_at_location_id) != 0) {
            at = at->next;
        }
    }
    return at;
}

enum wp_status wp_marks_add(struct wp_service_tree *tree,
                            const struct wp_withheld *withheld,
                            struct wp_arena *arena, struct wp_error *err)
{
    static const struct mark hidden = {.taxonomy = "waypost-visibility",
                                       .link_type = "visibility",
                                       .code = "confidential"};
    struct mark mark;

    for (size_t i = 0; i < tree->fact_count; i++) {
        const struct wp_fact *fact = &tree->facts[i].fact;
        struct wp_row *row = row_of(tree, fact);
        if (!tree->facts[i].derived && row && mark_of(fact, &mark)) {
            add_mark(row, &mark, arena);
        }
    }
    if (tree->confidential) {
        add_mark(tree->service, &hidden, arena);
    } else {
        for (struct wp_row *at =
                 wp_row_member(tree->service, "service_at_locations");
             at; at = at->next) {
            struct wp_row *location = wp_row_member(at, "location");
            if (location && wp_is_hidden_place(withheld, location)) {
                add_mark(location, &hidden, arena);
            }
        }
    }
    return wp_arena_failed(arena) ? wp_fail(err, WP_ENOMEM, "adding facts")
                                  : WP_OK;
}
