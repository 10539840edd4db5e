/* importers/hsds_flatten.c - walk one HSDS element */
#include "hsds_flatten.h"

#include <stdlib.h>
#include <string.h>

#include "mapper.h"

/* Deeper objects are kept as unknown members: no HSDS view nests so far. */
#define DEPTH_MAX 16

/* More drafts with one id than this are not compared with each other. */
#define TWINS_MAX 64

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

static struct wp_draft *new_draft(struct wp_flat *flat, enum wp_entity entity,
                                  const char *member)
{
    struct wp_draft *draft = wp_arena_alloc(&flat->arena, sizeof(*draft));

    if (draft) {
        draft->record.entity = entity;
        draft->member = member;
    }
    return draft;
}

static void keep_extra(struct wp_draft *draft, const char *key, json_t *value)
{
    if (!draft->extra) {
        draft->extra = json_object();
    }
    if (draft->extra) {
        (void)json_object_set(draft->extra, key, value);
    }
}

static void take_member(struct wp_flat *flat, struct wp_draft *draft,
                        const char *key, json_t *value)
{
    const enum wp_entity entity = draft->record.entity;
    const int column = wp_entity_column(entity, key);

    if (column < 0) {
        keep_extra(draft, key, value);
        return;
    }
    const char *text = wp_json_scalar(&flat->arena, value);
    if (!text) {
        problem(flat, key,
                wp_arena_printf(&flat->arena,
                                "%s.%s is %s where text or a number belongs",
                                wp_entity(entity)->name, key,
                                json_is_array(value) ? "a list" : "an object"));
        keep_extra(draft, key, value);
        return;
    }
    if (column == 0) {
        draft->native = wp_trimmed(&flat->arena, text);
    } else if (text[0] != '\0') {
        draft->record.values[column] = text;
    }
}

static uint64_t content_of(const struct wp_draft *draft)
{
    const struct wp_entity_info *info = wp_entity(draft->record.entity);
    uint64_t hash = WP_HASH_START;

    for (size_t i = 1; i < info->column_count; i++) {
        hash = wp_hash_text(hash, draft->record.values[i]);
    }
    if (draft->extra) {
        char *text = json_dumps(draft->extra, JSON_COMPACT | JSON_SORT_KEYS);
        hash = wp_hash_text(hash, text);
        free(text);
    }
    return hash;
}

/* ---- the same object again ----------------------------------------------- */

static struct wp_draft **bucket_of(struct wp_flat *flat,
                                   const struct wp_draft *draft)
{
    const unsigned entity = (unsigned)draft->record.entity;
    const uint64_t hash = wp_hash_text(
        wp_hash_bytes(WP_HASH_START, &entity, sizeof(entity)), draft->native);

    return &flat->buckets[(hash ^ (hash >> 32)) % WP_FLAT_BUCKETS];
}

static const char *name_of(const struct wp_draft *draft)
{
    const int column = wp_entity_column(draft->record.entity, "name");

    return column > 0 ? draft->record.values[column] : NULL;
}

/* Two drafts with one id: one thing? */
static bool same_thing(const struct wp_draft *one, const struct wp_draft *two)
{
    if (one->record.entity != two->record.entity ||
        strcmp(one->native, two->native) != 0) {
        return false;
    }
    if (one->content == two->content) {
        return true;
    }
    if (!wp_entity_is_main(one->record.entity)) {
        return false;
    }
    const char *name = name_of(one);
    const char *other = name_of(two);
    return wp_uuid_valid(one->native) || !name || !other ||
           strcmp(name, other) == 0;
}

/* What the first telling left open, the second fills in. */
static void merge(struct wp_draft *into, const struct wp_draft *from)
{
    const struct wp_entity_info *info = wp_entity(into->record.entity);
    const char *key = NULL;
    json_t *value = NULL;

    for (size_t i = 1; i < info->column_count; i++) {
        if (!into->record.values[i]) {
            into->record.values[i] = from->record.values[i];
        }
    }
    json_object_foreach(from->extra, key, value)
    {
        if (!into->extra || !json_object_get(into->extra, key)) {
            keep_extra(into, key, value);
        }
    }
}

/* Add the draft, or fold it into the one that was there; returns which. */
static struct wp_draft *add_draft(struct wp_flat *flat, struct wp_draft *draft)
{
    if (draft->native) {
        struct wp_draft **bucket = bucket_of(flat, draft);
        size_t seen = 0;

        for (struct wp_draft *at = *bucket; at && seen < TWINS_MAX;
             at = at->same_bucket, seen++) {
            if (same_thing(at, draft)) {
                merge(at, draft);
                json_decref(draft->extra);
                draft->extra = NULL;
                return at;
            }
        }
        draft->same_bucket = *bucket;
        *bucket = draft;
    }
    if (flat->last) {
        flat->last->next = draft;
    } else {
        flat->first = draft;
    }
    flat->last = draft;
    flat->count++;
    return draft;
}

/* A link; false if that column already points elsewhere. */
static bool add_link(struct wp_draft *draft, const char *column,
                     struct wp_draft *to, bool down)
{
    const int position = wp_entity_column(draft->record.entity, column);

    if (position < 0) {
        return true;
    }
    for (size_t i = 0; i < draft->link_count; i++) {
        if (draft->links[i].column == position) {
            return draft->links[i].to == to;
        }
    }
    if (draft->link_count < WP_DRAFT_LINKS_MAX) {
        draft->links[draft->link_count++] =
            (struct wp_draft_link){position, to, down};
    }
    return true;
}

/* ---- nested objects ------------------------------------------------------ */

static struct wp_draft *flatten(struct wp_flat *flat, json_t *object,
                                enum wp_entity entity, const char *member,
                                int depth);

/* The same phone at two services: a draft of its own for the second. */
static struct wp_draft *clone(struct wp_flat *flat,
                              const struct wp_draft *draft)
{
    struct wp_draft *copy = wp_arena_alloc(&flat->arena, sizeof(*copy));

    if (copy) {
        *copy = *draft;
        copy->link_count = 0;
        copy->next = NULL;
        copy->extra = json_incref(draft->extra);
        if (copy->native) {
            struct wp_draft **bucket = bucket_of(flat, copy);
            copy->same_bucket = *bucket;
            *bucket = copy;
        }
        flat->last->next = copy;
        flat->last = copy;
        flat->count++;
    }
    return copy;
}

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
        if (!add_link(held, nesting->link, parent, true) &&
            !wp_entity_is_main(held->record.entity)) {
            held = clone(flat, child);
            if (held) {
                (void)add_link(held, nesting->link, parent, true);
            }
        }
        if (held) {
            say_parent(&held->record, parent->record.entity);
        }
    }
    if (nesting->own_link) {
        (void)add_link(parent, nesting->own_link, child, false);
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
        child = new_draft(flat, nesting->child, member);
        if (child) {
            wp_record_set(&child->record, column, text);
            child->content = content_of(child);
            child = add_draft(flat, child);
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
            keep_extra(parent, key, value);
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
            keep_extra(parent, key, value);
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
    struct wp_draft *draft = new_draft(flat, entity, member);
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
    draft->content = content_of(draft);
    draft = add_draft(flat, draft);
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
