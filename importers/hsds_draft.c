/* importers/hsds_draft.c - drafts: one per thing, with all its parents */
#include <stdlib.h>
#include <string.h>

#include "hsds_flatten.h"
#include "mapper.h"

/* More drafts with one id than this are not compared with each other. */
#define TWINS_MAX 64

struct wp_draft *wp_draft_create(struct wp_flat *flat, enum wp_entity entity,
                                 const char *member)
{
    struct wp_draft *draft = wp_arena_alloc(&flat->arena, sizeof(*draft));

    if (draft) {
        draft->record.entity = entity;
        draft->member = member;
    }
    return draft;
}

void wp_draft_aside(struct wp_draft *draft, const char *key, json_t *value)
{
    if (!draft->extra) {
        draft->extra = json_object();
    }
    if (draft->extra) {
        (void)json_object_set(draft->extra, key, value);
    }
}

uint64_t wp_draft_content(const struct wp_draft *draft)
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
            wp_draft_aside(into, key, value);
        }
    }
}

/* Add the draft, or fold it into the one that was there; returns which. */
struct wp_draft *wp_draft_add(struct wp_flat *flat, struct wp_draft *draft)
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
bool wp_draft_link(struct wp_draft *draft, const char *column,
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

/* The same phone at two services: a draft of its own for the second. */
struct wp_draft *wp_draft_clone(struct wp_flat *flat,
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
