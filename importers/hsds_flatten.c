/* importers/hsds_flatten.c - walk one HSDS element */
#include "hsds_flatten.h"

#include <stdlib.h>
#include <string.h>

#include "mapper.h"

/* Deeper objects are kept as unknown members: no HSDS view nests so far. */
#define DEPTH_MAX 16

#define PROBLEMS_MAX 64u

void wp_flat_init(struct wp_flat *flat)
{
    *flat = (struct wp_flat){.arena = WP_ARENA_INIT};
}

static void release_extras(struct wp_flat *flat)
{
    for (struct wp_draft *at = flat->first; at; at = at->next) {
        json_decref(at->extra);
        at->extra = NULL;
    }
}

void wp_flat_reset(struct wp_flat *flat)
{
    struct wp_arena arena;

    release_extras(flat);
    wp_arena_reset(&flat->arena);
    arena = flat->arena;
    *flat = (struct wp_flat){.arena = arena};
}

void wp_flat_clear(struct wp_flat *flat)
{
    release_extras(flat);
    wp_arena_clear(&flat->arena);
    *flat = (struct wp_flat){.arena = WP_ARENA_INIT};
}

static void problem(struct wp_flat *flat, const char *kind, const char *message)
{
    struct wp_flat_problem *entry =
        flat->problem_count < PROBLEMS_MAX
            ? wp_arena_alloc(&flat->arena, sizeof(*entry))
            : NULL;

    if (entry && message) {
        entry->kind = kind;
        entry->message = message;
        if (flat->last_problem) {
            flat->last_problem->next = entry;
        } else {
            flat->problems = entry;
        }
        flat->last_problem = entry;
        flat->problem_count++;
    }
}

/* ---- one object's own values --------------------------------------------- */

static void take_member(struct wp_flat *flat, struct wp_draft *draft,
                        const char *key, json_t *value)
{
    const enum wp_entity entity = draft->record.entity;
    const int column = wp_entity_column(entity, key);

    if (column < 0) {
        wp_draft_aside(draft, key, value);
        return;
    }
    const char *text = wp_json_scalar(&flat->arena, value);
    if (!text) {
        problem(flat, key,
                wp_arena_printf(&flat->arena,
                                "%s.%s is %s where text or a number belongs",
                                wp_entity(entity)->name, key,
                                json_is_array(value) ? "a list" : "an object"));
        wp_draft_aside(draft, key, value);
        return;
    }
    if (column == 0) {
        draft->native = wp_trimmed(&flat->arena, text);
    } else if (text[0] != '\0') {
        draft->record.values[column] = text;
    }
}

/* ---- nested objects ------------------------------------------------------ */

static struct wp_draft *flatten(struct wp_flat *flat, json_t *object,
                                enum wp_entity entity, const char *member,
                                int depth);

/* Soft links name the entity they point at. */
static void say_parent(struct wp_record *record, enum wp_entity parent)
{
    if (record->entity == WP_ATTRIBUTE) {
        wp_record_set(record, "link_entity", wp_entity(parent)->name);
    } else if (record->entity == WP_METADATA) {
        wp_record_set(record, "resource_type", wp_entity(parent)->name);
    }
}

static void tie(struct wp_flat *flat, struct wp_draft *parent,
                struct wp_draft *child, const struct wp_nesting *nesting)
{
    if (nesting->link) {
        struct wp_draft *held = child;

        /* A main thing stays with its first parent: it cannot be doubled. */
        if (!wp_draft_link(held, nesting->link, parent, true) &&
            !wp_entity_is_main(held->record.entity)) {
            held = wp_draft_clone(flat, child);
            if (held) {
                (void)wp_draft_link(held, nesting->link, parent, true);
            }
        }
        if (held) {
            say_parent(&held->record, parent->record.entity);
        }
    }
    if (nesting->own_link) {
        (void)wp_draft_link(parent, nesting->own_link, child, false);
    }
}

static bool nest_one(struct wp_flat *flat, struct wp_draft *parent,
                     const struct wp_nesting *nesting, const char *key,
                     json_t *value, int depth)
{
    struct wp_draft *child = NULL;
    const char *member = wp_arena_strdup(&flat->arena, key);

    if (!member) {
        return false;
    }
    if (json_is_object(value)) {
        child = flatten(flat, value, nesting->child, member, depth + 1);
    } else {
        const char *column = wp_hsds_bare_column(nesting->child);
        const char *text = wp_json_scalar(&flat->arena, value);

        if (!column || !text || text[0] == '\0') {
            return false;
        }
        problem(flat, key,
                wp_arena_printf(&flat->arena,
                                "%s holds bare text where %s objects belong; "
                                "taken as the %s",
                                key, wp_entity(nesting->child)->name, column));
        child = wp_draft_create(flat, nesting->child, member);
        if (child) {
            wp_record_set(&child->record, column, text);
            child->content = wp_draft_content(child);
            child = wp_draft_add(flat, child);
        }
    }
    if (!child) {
        return false;
    }
    tie(flat, parent, child, nesting);
    return true;
}

static void nest(struct wp_flat *flat, struct wp_draft *parent,
                 const struct wp_nesting *nesting, const char *key,
                 json_t *value, int depth)
{
    const char *name = wp_entity(parent->record.entity)->name;
    size_t position = 0;
    json_t *element = NULL;

    if (!json_is_array(value)) {
        if (!nest_one(flat, parent, nesting, key, value, depth)) {
            wp_draft_aside(parent, key, value);
            problem(flat, key,
                    wp_arena_printf(
                        &flat->arena, "%s.%s is bare text where %s belongs",
                        name, key,
                        nesting->many ? "a list of objects" : "an object"));
        }
        return;
    }
    if (!nesting->many && json_array_size(value) > 1) {
        problem(flat, key,
                wp_arena_printf(&flat->arena,
                                "%s.%s is a list of %zu where one object "
                                "belongs; the first is linked",
                                name, key, json_array_size(value)));
    }
    json_array_foreach(value, position, element)
    {
        if (json_is_null(element)) {
            flat->null_count++;
        } else if (!nest_one(flat, parent, nesting, key, element, depth)) {
            wp_draft_aside(parent, key, value);
            problem(flat, key,
                    wp_arena_printf(&flat->arena,
                                    "%s.%s holds something else than objects",
                                    name, key));
            return;
        }
    }
}

/* A member that nests records; false if it is none of these. */
static bool try_nest(struct wp_flat *flat, struct wp_draft *draft,
                     const char *key, json_t *value, int depth)
{
    bool alias = false;
    const struct wp_nesting *nesting =
        depth < DEPTH_MAX ? wp_hsds_nesting(draft->record.entity, key, &alias)
                          : NULL;

    if (!nesting) {
        return false;
    }
    if (alias) {
        problem(flat, key,
                wp_arena_printf(&flat->arena,
                                "%s has a member '%s'; read as '%s'",
                                wp_entity(draft->record.entity)->name, key,
                                nesting->member));
    }
    nest(flat, draft, nesting, key, value, depth);
    return true;
}

static bool is_nesting(const struct wp_draft *draft, const char *key,
                       const json_t *value)
{
    bool alias = false;

    if (wp_entity_column(draft->record.entity, key) >= 0) {
        return false;
    }
    return (json_is_object(value) || json_is_array(value) ||
            json_is_string(value)) &&
           wp_hsds_nesting(draft->record.entity, key, &alias) != NULL;
}

static struct wp_draft *flatten(struct wp_flat *flat, json_t *object,
                                enum wp_entity entity, const char *member,
                                int depth)
{
    struct wp_draft *draft = wp_draft_create(flat, entity, member);
    const char *key = NULL;
    json_t *value = NULL;

    if (!draft) {
        return NULL;
    }
    json_object_foreach(object, key, value)
    {
        if (json_is_null(value)) {
            flat->null_count++;
        } else if (depth >= DEPTH_MAX || !is_nesting(draft, key, value)) {
            take_member(flat, draft, key, value);
        }
    }
    if (entity == WP_SCHEDULE && strcmp(member, "events") == 0 &&
        !wp_record_get(&draft->record, "notes")) {
        wp_record_set(&draft->record, "notes", "event");
    }
    draft->content = wp_draft_content(draft);
    draft = wp_draft_add(flat, draft);
    json_object_foreach(object, key, value)
    {
        if (depth < DEPTH_MAX && !json_is_null(value) &&
            is_nesting(draft, key, value)) {
            (void)try_nest(flat, draft, key, value, depth);
        }
    }
    return draft;
}

/* ---- elements ------------------------------------------------------------ */

/* {"organizations": [...], "services": [...]}: what the members hold. */
static void flatten_members(struct wp_flat *flat, json_t *object)
{
    const char *key = NULL;
    json_t *value = NULL;

    json_object_foreach(object, key, value)
    {
        const int entity = wp_entity_by_name(key);
        size_t position = 0;
        json_t *element = NULL;

        if (entity < 0) {
            continue;
        }
        if (json_is_object(value)) {
            (void)flatten(flat, value, (enum wp_entity)entity, "", 0);
        }
        json_array_foreach(value, position, element)
        {
            if (json_is_object(element)) {
                (void)flatten(flat, element, (enum wp_entity)entity, "", 0);
            }
        }
    }
}

enum wp_status wp_flat_object(struct wp_flat *flat, json_t *object, int entity,
                              struct wp_error *err)
{
    if (entity < 0) {
        flatten_members(flat, object);
    } else {
        (void)flatten(flat, object, (enum wp_entity)entity, "", 0);
    }
    if (wp_arena_failed(&flat->arena)) {
        return wp_fail(err, WP_ENOMEM, "reading an element");
    }
    return WP_OK;
}
