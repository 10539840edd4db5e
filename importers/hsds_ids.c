/* importers/hsds_ids.c - ids of drafts, their links, and what stays hidden */
#include <stdlib.h>
#include <string.h>

#include "hsds_flatten.h"
#include "mapper.h"

bool wp_entity_is_main(enum wp_entity entity)
{
    return entity == WP_ORGANIZATION || entity == WP_SERVICE ||
           entity == WP_LOCATION || entity == WP_PROGRAM ||
           entity == WP_TAXONOMY || entity == WP_TAXONOMY_TERM ||
           entity == WP_UNIT;
}

/* ---- fingerprints -------------------------------------------------------- */

static uint64_t hash_columns(const struct wp_draft *draft,
                             const char *const *columns)
{
    uint64_t hash = WP_HASH_START;

    for (size_t i = 0; columns[i]; i++) {
        const int column = wp_entity_column(draft->record.entity, columns[i]);

        hash = wp_hash_text(hash,
                            column > 0 ? draft->record.values[column] : NULL);
    }
    return hash;
}

static uint64_t hash_links(struct wp_draft *draft, uint64_t hash)
{
    for (size_t i = 0; i < draft->link_count; i++) {
        struct wp_draft *to = draft->links[i].to;
        const uint64_t print = wp_draft_fingerprint(to);

        hash = wp_hash_bytes(hash, &draft->links[i].column, sizeof(int));
        hash = wp_hash_text(hash, to->native);
        hash = wp_hash_bytes(hash, &print, sizeof(print));
    }
    return hash;
}

static uint64_t compute(struct wp_draft *draft)
{
    static const char *const organization[] = {"name", NULL};
    static const char *const service[] = {"name", "organization_id", NULL};
    static const char *const location[] = {"name", "latitude", "longitude",
                                           NULL};
    static const char *const term[] = {"name", "code", "taxonomy", NULL};

    switch ((int)draft->record.entity) {
    case WP_ORGANIZATION:
    case WP_TAXONOMY:
    case WP_UNIT:
        return hash_columns(draft, organization);
    case WP_SERVICE:
    case WP_PROGRAM:
        return hash_links(draft, hash_columns(draft, service));
    case WP_LOCATION:
        return draft->addresses + hash_columns(draft, location);
    case WP_TAXONOMY_TERM:
        return hash_columns(draft, term);
    default:
        return hash_links(draft, draft->content);
    }
}

uint64_t wp_draft_fingerprint(struct wp_draft *draft)
{
    if (draft->busy) {
        return draft->content;
    }
    if (draft->fingerprint == 0) {
        draft->busy = true;
        const uint64_t hash = compute(draft);
        draft->busy = false;
        draft->fingerprint = hash == 0 ? 1 : hash;
    }
    return draft->fingerprint;
}

/* A location's address is a draft of its own: fold it into the location. */
static void fold_addresses(struct wp_flat *flat)
{
    static const char *const street[] = {"address_1", "city", "postal_code",
                                         NULL};

    for (struct wp_draft *at = flat->first; at; at = at->next) {
        at->addresses = 0;
    }
    for (struct wp_draft *at = flat->first; at; at = at->next) {
        if (at->record.entity != WP_ADDRESS) {
            continue;
        }
        for (size_t i = 0; i < at->link_count; i++) {
            if (at->links[i].down) {
                /* Any order of the addresses gives the same sum. */
                at->links[i].to->addresses += hash_columns(at, street);
            }
        }
    }
}

/* ---- first pass ---------------------------------------------------------- */

static bool worth_noting(const struct wp_draft *draft)
{
    return draft->native && (!wp_entity_is_main(draft->record.entity) ||
                             !wp_uuid_valid(draft->native));
}

enum wp_status wp_flat_note(struct wp_flat *flat, struct wp_census *census,
                            struct wp_error *err)
{
    enum wp_status status = WP_OK;

    fold_addresses(flat);
    for (struct wp_draft *at = flat->first; at && status == WP_OK;
         at = at->next) {
        if (worth_noting(at)) {
            status = wp_census_note(census, (unsigned)at->record.entity,
                                    at->native, wp_draft_fingerprint(at), err);
        }
    }
    return status;
}

/* ---- second pass --------------------------------------------------------- */

struct settling {
    struct wp_flat *flat;
    const char *space;
    const struct wp_census *census;
};

static void give_id(const struct settling *settling, struct wp_draft *draft);

/* No id: made of what it links to and what it says. */
static const char *made_up_key(const struct settling *settling,
                               struct wp_draft *draft)
{
    struct wp_buf key = WP_BUF_INIT;
    char hex[17];
    const bool placeless = draft->record.entity == WP_ORGANIZATION ||
                           draft->record.entity == WP_LOCATION ||
                           draft->record.entity == WP_TAXONOMY ||
                           draft->record.entity == WP_UNIT;

    for (size_t i = 0; i < draft->link_count && !placeless; i++) {
        give_id(settling, draft->links[i].to);
        wp_buf_printf(&key, "%s/",
                      draft->links[i].to->id ? draft->links[i].to->id : "");
    }
    wp_hash_hex(wp_entity_is_main(draft->record.entity)
                    ? wp_draft_fingerprint(draft)
                    : draft->content,
                hex);
    wp_buf_printf(&key, "%s~%s", draft->member, hex);
    const char *text =
        wp_arena_strdup(&settling->flat->arena, wp_buf_str(&key));
    wp_buf_clear(&key);
    return text;
}

static void give_id(const struct settling *settling, struct wp_draft *draft)
{
    struct wp_arena *arena = &settling->flat->arena;
    const enum wp_entity entity = draft->record.entity;
    const char *key = draft->native;

    if (draft->id || draft->settling) {
        return;
    }
    draft->settling = true;
    if (!key) {
        key = made_up_key(settling, draft);
    } else if (worth_noting(draft) &&
               wp_census_ambiguous(settling->census, (unsigned)entity, key)) {
        char hex[17];
        wp_hash_hex(wp_draft_fingerprint(draft), hex);
        settling->flat->widened = draft;
        settling->flat->widened_count++;
        key = wp_arena_printf(arena, "%s/%s", key, hex);
    }
    draft->settling = false;
    draft->record.native_id = draft->native;
    draft->id = key ? wp_id_of(arena, settling->space, entity, key) : NULL;
}

/* An id column that was given and not nested: found in this element, or
   mapped like any other id of that entity. */
static const char *linked_id(const struct settling *settling,
                             enum wp_entity entity, const char *native)
{
    struct wp_flat *flat = settling->flat;
    const struct wp_draft wanted = {.record = {.entity = entity},
                                    .native = native};
    const unsigned kind = (unsigned)entity;
    const uint64_t hash = wp_hash_text(
        wp_hash_bytes(WP_HASH_START, &kind, sizeof(kind)), wanted.native);

    for (struct wp_draft *at =
             flat->buckets[(hash ^ (hash >> 32)) % WP_FLAT_BUCKETS];
         at; at = at->same_bucket) {
        if (at->record.entity == entity && strcmp(at->native, native) == 0) {
            return at->id;
        }
    }
    return wp_id_of(&flat->arena, settling->space, entity, native);
}

static void resolve(const struct settling *settling, struct wp_draft *draft)
{
    const struct wp_entity_info *info = wp_entity(draft->record.entity);
    const char *soft = NULL;

    for (size_t i = 0; i < draft->link_count; i++) {
        draft->record.values[draft->links[i].column] = NULL;
    }
    if (draft->record.entity == WP_ATTRIBUTE) {
        soft = wp_record_get(&draft->record, "link_entity");
    } else if (draft->record.entity == WP_METADATA) {
        soft = wp_record_get(&draft->record, "resource_type");
    }
    for (size_t i = 1; i < info->column_count; i++) {
        const char *native = draft->record.values[i];
        const int entity = info->columns[i].soft
                               ? (soft ? wp_entity_by_name(soft) : -1)
                               : info->columns[i].refers;

        if (native && entity >= 0) {
            draft->record.values[i] =
                linked_id(settling, (enum wp_entity)entity, native);
        }
    }
    for (size_t i = 0; i < draft->link_count; i++) {
        draft->record.values[draft->links[i].column] = draft->links[i].to->id;
    }
    draft->record.values[0] = draft->id;
}

/* ---- what stays hidden --------------------------------------------------- */

static bool says_confidential(const struct wp_draft *attribute)
{
    const struct wp_draft *term = NULL;

    for (size_t i = 0; i < attribute->link_count; i++) {
        if (attribute->links[i].to->record.entity == WP_TAXONOMY_TERM) {
            term = attribute->links[i].to;
        }
    }
    if (!term) {
        return false;
    }
    const char *taxonomy = wp_record_get(&term->record, "taxonomy");
    const char *code = wp_record_get(&term->record, "code");
    return taxonomy && code && strcmp(taxonomy, "waypost-visibility") == 0 &&
           strcmp(code, "confidential") == 0;
}

/* Down to everything nested below, and to the place of a service. */
static bool spread(struct wp_draft *draft)
{
    bool changed = false;

    for (size_t i = 0; i < draft->link_count; i++) {
        struct wp_draft *to = draft->links[i].to;

        if (draft->links[i].down && to->hidden && !draft->hidden) {
            draft->hidden = true;
            changed = true;
        }
        if (draft->record.entity == WP_SERVICE_AT_LOCATION && draft->hidden &&
            to->record.entity == WP_LOCATION && !to->hidden) {
            to->hidden = true;
            changed = true;
        }
    }
    return changed;
}

/* What must not leave is where it is; name, phone and hours may. */
static void hide(struct wp_flat *flat)
{
    bool changed = false;

    for (struct wp_draft *at = flat->first; at; at = at->next) {
        if (at->record.entity != WP_ATTRIBUTE || !says_confidential(at)) {
            continue;
        }
        for (size_t i = 0; i < at->link_count; i++) {
            if (at->links[i].down) {
                at->links[i].to->hidden = true;
                changed = true;
            }
        }
    }
    for (int round = 0; changed && round < 16; round++) {
        changed = false;
        for (struct wp_draft *at = flat->first; at; at = at->next) {
            changed = spread(at) || changed;
        }
    }
    for (struct wp_draft *at = flat->first; at; at = at->next) {
        at->record.confidential =
            at->hidden && (at->record.entity == WP_LOCATION ||
                           at->record.entity == WP_ADDRESS);
    }
}

enum wp_status wp_flat_settle(struct wp_flat *flat, const char *space,
                              const struct wp_census *census,
                              struct wp_error *err)
{
    const struct settling settling = {flat, space, census};

    fold_addresses(flat);
    for (struct wp_draft *at = flat->first; at; at = at->next) {
        give_id(&settling, at);
    }
    for (struct wp_draft *at = flat->first; at; at = at->next) {
        resolve(&settling, at);
        if (at->extra && json_object_size(at->extra) > 0) {
            char *text = json_dumps(at->extra, JSON_COMPACT);
            at->record.extra_json = wp_arena_strdup(&flat->arena, text);
            free(text);
        }
    }
    hide(flat);
    if (wp_arena_failed(&flat->arena)) {
        return wp_fail(err, WP_ENOMEM, "giving ids to an element");
    }
    return WP_OK;
}
