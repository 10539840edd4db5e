/* engine/index/pool.c - strings written once and named by their offset */
#include "index/pool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#define POOL_ROOM_FIRST 1024

enum wp_status wp_pool_init(struct wp_pool *pool, FILE *file,
                            struct wp_error *err)
{
    *pool = (struct wp_pool){.file = file, .arena = WP_ARENA_INIT};
    pool->slots = calloc(POOL_ROOM_FIRST, sizeof(*pool->slots));
    if (pool->slots == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for the string pool");
    }
    pool->room = POOL_ROOM_FIRST;
    if (fputc('\0', file) == EOF) {
        return wp_fail_errno(err, errno, "cannot write the string pool");
    }
    pool->size = 1;
    return WP_OK;
}

void wp_pool_clear(struct wp_pool *pool)
{
    wp_arena_clear(&pool->arena);
    free(pool->slots);
    *pool = (struct wp_pool){.file = NULL};
}

enum wp_status wp_pool_add(struct wp_pool *pool, const char *text,
                           uint32_t *ret_offset, struct wp_error *err)
{
    size_t size = strlen(text) + 1;

    if (size == 1) {
        *ret_offset = 0;
        return WP_OK;
    }
    if (pool->size + size > UINT32_MAX) {
        return wp_fail(err, WP_ELIMIT,
                       "more than 4 GiB of text in one generation");
    }
    if (fwrite(text, 1, size, pool->file) != size) {
        return wp_fail_errno(err, errno, "cannot write the string pool");
    }
    *ret_offset = (uint32_t)pool->size;
    pool->size += size;
    return WP_OK;
}

static struct wp_pool_slot *find_slot(struct wp_pool_slot *slots, size_t room,
                                      uint64_t hash, const char *text)
{
    size_t at = (size_t)hash & (room - 1);

    while (slots[at].text != NULL &&
           (slots[at].hash != hash || strcmp(slots[at].text, text) != 0)) {
        at = (at + 1) & (room - 1);
    }
    return &slots[at];
}

static enum wp_status grow(struct wp_pool *pool, struct wp_error *err)
{
    size_t room = pool->room * 2;
    struct wp_pool_slot *slots = calloc(room, sizeof(*slots));

    if (slots == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for the string pool");
    }
    for (size_t i = 0; i < pool->room; i++) {
        const struct wp_pool_slot *old = &pool->slots[i];
        if (old->text != NULL) {
            *find_slot(slots, room, old->hash, old->text) = *old;
        }
    }
    free(pool->slots);
    pool->slots = slots;
    pool->room = room;
    return WP_OK;
}

enum wp_status wp_pool_intern(struct wp_pool *pool, const char *text,
                              uint32_t *ret_offset, struct wp_error *err)
{
    if (*text == '\0') {
        *ret_offset = 0;
        return WP_OK;
    }
    enum wp_status status = WP_OK;
    if (pool->used * 2 >= pool->room) {
        status = grow(pool, err);
    }
    if (status != WP_OK) {
        return status;
    }
    uint64_t hash = XXH3_64bits(text, strlen(text));
    struct wp_pool_slot *slot = find_slot(pool->slots, pool->room, hash, text);
    if (slot->text == NULL) {
        uint32_t offset = 0;
        const char *copy = wp_arena_strdup(&pool->arena, text);
        if (copy == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory for the string pool");
        }
        status = wp_pool_add(pool, text, &offset, err);
        if (status != WP_OK) {
            return status;
        }
        *slot = (struct wp_pool_slot){hash, copy, offset};
        pool->used++;
    }
    *ret_offset = slot->offset;
    return WP_OK;
}
