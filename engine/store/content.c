/* engine/store/content.c - tellings of a record: write, compare, read back */
#include "store/content.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

#define HEAD "{\"rank\":\""

static const char *date_of(const struct wp_record *record)
{
    if (record->entity != WP_SERVICE) {
        return "";
    }
    const char *modified = wp_record_get(record, "last_modified");
    const char *assured = wp_record_get(record, "assured_date");
    return modified ? modified : assured ? assured : "";
}

void wp_content_write(const struct wp_record *record, struct wp_buf *out)
{
    const struct wp_entity_info *info = wp_entity(record->entity);
    struct wp_json json = wp_json_to(out);

    wp_buf_text(out, HEAD);
    wp_buf_char(out, record->confidential ? '1' : '0');
    wp_buf_text(out, date_of(record));
    wp_buf_char(out, '"');
    json.comma = true;
    for (size_t i = 1; i < info->column_count; i++) {
        wp_json_string(&json, info->columns[i].name, record->values[i]);
    }
    wp_json_string(&json, "extra_json", record->extra_json);
    wp_json_end_object(&json);
}

int wp_content_compare(const char *one, const char *two)
{
    const char *rank = one + sizeof(HEAD) - 1;
    const char *other = two + sizeof(HEAD) - 1;
    const size_t size = strcspn(rank, "\"");
    const size_t other_size = strcspn(other, "\"");
    const int order =
        memcmp(rank, other, size < other_size ? size : other_size);

    if (order != 0) {
        return order;
    }
    if (size != other_size) {
        return size > other_size ? 1 : -1;
    }
    const size_t length = strlen(one);
    const size_t other_length = strlen(two);
    if (length != other_length) {
        return length > other_length ? 1 : -1;
    }
    return memcmp(one, two, length);
}

enum wp_status wp_content_read(const char *content, enum wp_entity entity,
                               const char *id, struct wp_arena *arena,
                               struct wp_record *ret_record,
                               struct wp_error *err)
{
    const struct wp_entity_info *info = wp_entity(entity);
    struct wp_record record = {.entity = entity};
    json_error_t trouble;
    json_t *object = json_loads(content, 0, &trouble);

    if (!json_is_object(object)) {
        json_decref(object);
        return wp_fail(err, WP_ESTORE, "a kept telling of %s '%s' is damaged",
                       info->name, id);
    }
    record.values[0] = wp_arena_strdup(arena, id);
    for (size_t i = 1; i < info->column_count; i++) {
        record.values[i] = wp_arena_strdup(
            arena, json_string_value(
                       json_object_get(object, info->columns[i].name)));
    }
    record.extra_json = wp_arena_strdup(
        arena, json_string_value(json_object_get(object, "extra_json")));
    record.confidential = content[sizeof(HEAD) - 1] == '1';
    json_decref(object);
    if (wp_arena_failed(arena)) {
        return wp_fail(err, WP_ENOMEM, "reading a telling");
    }
    *ret_record = record;
    return WP_OK;
}

const char *wp_extra_add(const char *extra, const char *key,
                         const char *value, struct wp_arena *arena)
{
    json_error_t trouble;
    json_t *object = extra ? json_loads(extra, 0, &trouble) : NULL;
    const char *copy = NULL;

    if (!json_is_object(object)) {
        json_decref(object);
        object = json_object();
    }
    if (object && !json_object_get(object, key)) {
        json_t *text = json_string(value);
        if (!text) {
            /* Not UTF-8: the raw row has the bytes. */
            text = json_string("(not UTF-8)");
        }
        (void)json_object_set_new(object, key, text);
    }
    char *text = object ? json_dumps(object, JSON_COMPACT) : NULL;
    copy = wp_arena_strdup(arena, text);
    free(text);
    json_decref(object);
    return copy;
}
