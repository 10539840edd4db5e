/* engine/store/sources.c - the list of sources, kept in memory */
#include <stdlib.h>

#include "store/handle.h"
#include "store/load.h"

static enum wp_status read_sources(struct wp_store *store)
{
    struct wp_query query = wp_sql(store, WP_SQL_SOURCE_LIST);
    struct wp_arena *arena = &store->source_arena;
    size_t room = 0;
    enum wp_status status;

    wp_arena_clear(arena);
    *arena = WP_ARENA_INIT;
    store->sources = NULL;
    store->source_count = 0;
    while ((status = wp_query_next(&query, NULL)) == WP_OK) {
        if (store->source_count == room) {
            const size_t wanted = room > 0 ? room * 2 : 16;
            struct wp_source_row *grown =
                wp_arena_alloc(arena, wanted * sizeof(*grown));
            for (size_t i = 0; grown && i < room; i++) {
                grown[i] = store->sources[i];
            }
            store->sources = grown;
            room = wanted;
        }
        if (wp_arena_failed(arena)) {
            break;
        }
        store->sources[store->source_count++] = (struct wp_source_row){
            .id = wp_query_integer(&query, 0),
            .name = wp_arena_strdup(arena, wp_query_text(&query, 1)),
            .title = wp_arena_strdup(arena, wp_query_text(&query, 2)),
            .publisher = wp_arena_strdup(arena, wp_query_text(&query, 3)),
            .url = wp_arena_strdup(arena, wp_query_text(&query, 4)),
            .licence = wp_arena_strdup(arena, wp_query_text(&query, 5)),
            .format = wp_arena_strdup(arena, wp_query_text(&query, 6)),
            .imported = wp_arena_strdup(arena, wp_query_text(&query, 7)),
        };
    }
    wp_query_end(&query);
    if (status != WP_EEND || wp_arena_failed(arena)) {
        store->source_count = 0;
        return WP_ENOMEM;
    }
    store->sources_known = true;
    return WP_OK;
}

static int by_id(const void *key, const void *element)
{
    const long id = *(const long *)key;
    const struct wp_source_row *source = element;

    return id < source->id ? -1 : id > source->id;
}

const struct wp_source_row *wp_store_source(struct wp_store *store, long id)
{
    if (!store->sources_known && read_sources(store) != WP_OK) {
        return NULL;
    }
    return store->source_count == 0
               ? NULL
               : bsearch(&id, store->sources, store->source_count,
                         sizeof(*store->sources), by_id);
}
