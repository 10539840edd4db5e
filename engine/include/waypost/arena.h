/*
 * waypost/arena.h - many small allocations, one owner, one free
 *
 * A result or a record is a tree; its root owns an arena and everything below
 * is allocated from it. Allocation failure is sticky: the call returns NULL
 * and wp_arena_failed() stays true, so a builder may check once at the end.
 */
#ifndef WP_ARENA_H
#define WP_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/attributes.h"

struct wp_arena_block;

struct wp_arena {
    struct wp_arena_block *blocks;
    bool failed;
};

#define WP_ARENA_INIT ((struct wp_arena){NULL, false})

/* size bytes of zeroes, aligned for any type; NULL on failure. */
WP_API void *wp_arena_alloc(struct wp_arena *arena, size_t size);

/* A copy of text; NULL if text is NULL or on failure. */
WP_API char *wp_arena_strdup(struct wp_arena *arena, const char *text);
WP_API char *wp_arena_strndup(struct wp_arena *arena, const char *text,
                              size_t length);
WP_API char *wp_arena_printf(struct wp_arena *arena, const char *format, ...)
    WP_PRINTF(2, 3);

WP_API bool wp_arena_failed(const struct wp_arena *arena);

/* Forget everything allocated but keep one block for reuse. */
WP_API void wp_arena_reset(struct wp_arena *arena);

/* Free everything. NULL is allowed. */
WP_API void wp_arena_clear(struct wp_arena *arena);

#endif /* WP_ARENA_H */
