/* engine/base/arena.c - one owner, one free; sticky out-of-memory */
#include "waypost/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES 16384u
#define ALIGNMENT   16u

struct wp_arena_block {
    struct wp_arena_block *next;
    size_t room;
    size_t used;
    size_t padding; /* keeps bytes[] aligned */
    unsigned char bytes[];
};

void *wp_arena_alloc(struct wp_arena *arena, size_t size)
{
    if (arena->failed || size > SIZE_MAX / 4) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);

    struct wp_arena_block *block = arena->blocks;
    if (!block || block->room - block->used < size) {
        const size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;
        block = malloc(sizeof(*block) + room);
        if (!block) {
            arena->failed = true;
            return NULL;
        }
        block->next = arena->blocks;
        block->room = room;
        block->used = 0;
        arena->blocks = block;
    }

    void *memory = block->bytes + block->used;
    block->used += size;
    memset(memory, 0, size);
    return memory;
}

char *wp_arena_strndup(struct wp_arena *arena, const char *text, size_t length)
{
    if (!text) {
        return NULL;
    }
    char *copy = wp_arena_alloc(arena, length + 1);
    if (copy) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *wp_arena_strdup(struct wp_arena *arena, const char *text)
{
    return text ? wp_arena_strndup(arena, text, strlen(text)) : NULL;
}

char *wp_arena_printf(struct wp_arena *arena, const char *format, ...)
{
    va_list args;
    va_list again;
    char *text = NULL;

    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);

    if (length >= 0) {
        text = wp_arena_alloc(arena, (size_t)length + 1);
    }
    if (text) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

bool wp_arena_failed(const struct wp_arena *arena)
{
    return arena->failed;
}

void wp_arena_reset(struct wp_arena *arena)
{
    struct wp_arena_block *keep = arena->blocks;

    if (keep) {
        struct wp_arena_block *block = keep->next;
        while (block) {
            struct wp_arena_block *next = block->next;
            free(block);
            block = next;
        }
        keep->next = NULL;
        keep->used = 0;
    }
    arena->failed = false;
}

void wp_arena_clear(struct wp_arena *arena)
{
    if (!arena) {
        return;
    }
    while (arena->blocks) {
        struct wp_arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    arena->failed = false;
}
