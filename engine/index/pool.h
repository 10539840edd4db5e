/* engine/index/pool.h - strings written once and named by their offset */
#ifndef WP_INDEX_POOL_H
#define WP_INDEX_POOL_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "waypost/arena.h"
#include "waypost/error.h"

struct wp_pool_slot {
    uint64_t hash;
    const char *text; /* NULL: free */
    uint32_t offset;
};

struct wp_pool {
    FILE *file; /* borrowed: what was put so far */
    uint64_t size;
    struct wp_arena arena;
    struct wp_pool_slot *slots;
    size_t room, used;
};

/* Start with "" at offset 0, writing to an empty file. */
WP_MUST_USE enum wp_status wp_pool_init(struct wp_pool *pool, FILE *file,
                                        struct wp_error *err);
void wp_pool_clear(struct wp_pool *pool);

/* The offset of a string that will not come again. */
WP_MUST_USE enum wp_status wp_pool_add(struct wp_pool *pool, const char *text,
                                       uint32_t *ret_offset,
                                       struct wp_error *err);

/* The offset of a string that may have come before. */
WP_MUST_USE enum wp_status
wp_pool_intern(struct wp_pool *pool, const char *text, uint32_t *ret_offset,
               struct wp_error *err);

#endif /* WP_INDEX_POOL_H */
