/* importers/mapper_text.c - hashes, blanks, JSON text and ids for mappings */
#include <stdio.h>
#include <string.h>

#include "mapper.h"

uint64_t wp_hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

/* The NUL is hashed too, so that "ab","c" differs from "a","bc". */
uint64_t wp_hash_text(uint64_t hash, const char *text)
{
    return wp_hash_bytes(hash, text ? text : "", text ? strlen(text) + 1 : 1);
}

void wp_hash_hex(uint64_t hash, char ret_text[17])
{
    for (int i = 0; i < 16; i++) {
        ret_text[i] = "0123456789abcdef"[(hash >> (60 - 4 * i)) & 15];
    }
    ret_text[16] = '\0';
}

/* Bytes of a blank at text, 0 if there is none: ASCII, NBSP, BOM. */
static size_t blank_size(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    if (*at == ' ' || (*at >= '\t' && *at <= '\r')) {
        return 1;
    }
    if (at[0] == 0xC2 && at[1] == 0xA0) {
        return 2;
    }
    return at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF ? 3 : 0;
}

char *wp_trimmed(struct wp_arena *arena, const char *text)
{
    const char *begin = text;
    const char *end = text;
    size_t step = 0;

    if (!text) {
        return NULL;
    }
    while ((step = blank_size(begin)) > 0) {
        begin += step;
    }
    for (const char *at = begin; *at; at += step > 0 ? step : 1) {
        step = blank_size(at);
        if (step == 0) {
            end = at + 1;
        }
    }
    return end > begin ? wp_arena_strndup(arena, begin, (size_t)(end - begin))
                       : NULL;
}

char *wp_meaningful(struct wp_arena *arena, const char *text)
{
    char *trimmed = wp_trimmed(arena, text);

    return trimmed && !wp_is_null_spelling(trimmed) ? trimmed : NULL;
}

void wp_json_text(struct wp_buf *out, const char *text)
{
    const char *from = text;

    wp_buf_char(out, '"');
    for (const char *at = text;; at++) {
        const unsigned char byte = (unsigned char)*at;

        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        wp_buf_bytes(out, from, (size_t)(at - from));
        from = at + 1;
        if (byte == '\0') {
            break;
        }
        if (byte == '"' || byte == '\\') {
            wp_buf_char(out, '\\');
            wp_buf_char(out, (char)byte);
        } else if (byte == '\n') {
            wp_buf_text(out, "\\n");
        } else {
            wp_buf_printf(out, "\\u%04x", byte);
        }
    }
    wp_buf_char(out, '"');
}

void wp_json_member(struct wp_buf *out, const char *key, const char *value)
{
    if (out->length > 0 && out->text[out->length - 1] != '{') {
        wp_buf_char(out, ',');
    }
    wp_json_text(out, key);
    wp_buf_char(out, ':');
    wp_json_text(out, value);
}

void wp_json_row(struct wp_buf *out, const struct wp_table *table)
{
    const struct wp_table_row *row = wp_table_row(table);
    const size_t columns = wp_table_column_count(table);

    wp_buf_char(out, '{');
    for (size_t i = 0; i < row->count; i++) {
        char beyond[32];
        const char *name = beyond;

        if (row->cells[i].length == 0) {
            continue;
        }
        if (i < columns) {
            name = wp_table_column_name(table, i);
        } else {
            (void)snprintf(beyond, sizeof(beyond), "column %zu", i + 1);
        }
        wp_json_member(out, name, row->cells[i].text);
    }
    wp_buf_char(out, '}');
}

const char *wp_id_of(struct wp_arena *arena, const char *space,
                     enum wp_entity entity, const char *native)
{
    char uuid[WP_UUID_TEXT];

    wp_uuid_map(space, wp_entity(entity)->name, native, uuid);
    return wp_arena_strdup(arena, uuid);
}
