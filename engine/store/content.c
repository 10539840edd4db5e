/* engine/store/content.c - tellings of a record: write, compare, read back */
#include "store/content.h"

#include <jansson.h>
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
            arena,
            json_string_value(json_object_get(object, info->columns[i].name)));
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

/* Past the string literal that begins at text. */
static const char *skip_string(const char *text)
{
    for (text++; *text != '\0' && *text != '"'; text++) {
        if (*text == '\\' && text[1] != '\0') {
            text++;
        }
    }
    return *text == '"' ? text + 1 : text;
}

/* Does an object have this member itself, not in something nested? */
static bool has_member(const char *object, const char *key)
{
    const size_t size = strlen(key);
    int depth = 0;

    while (*object != '\0') {
        if (*object == '"') {
            const char *rest = skip_string(object);
            if (depth == 1 && (size_t)(rest - object) == size + 2 &&
                strncmp(object + 1, key, size) == 0 &&
                rest[strspn(rest, " \t\r\n")] == ':') {
                return true;
            }
            object = rest;
            continue;
        }
        depth += *object == '{' || *object == '[';
        depth -= *object == '}' || *object == ']';
        object++;
    }
    return false;
}

const char *wp_extra_add(const char *extra, const char *key, const char *value,
                         struct wp_arena *arena)
{
    const char *end = extra ? strrchr(extra, '}') : NULL;
    struct wp_buf text = WP_BUF_INIT;
    const char *copy = NULL;

    if (end && has_member(extra, key)) {
        return extra;
    }
    struct wp_json json = wp_json_to(&text);
    if (end) {
        wp_buf_bytes(&text, extra, (size_t)(end - extra));
        json.comma = end > extra && end[-1] != '{';
    } else {
        wp_json_begin_object(&json, NULL);
    }
    wp_json_string(&json, key, value);
    wp_json_end_object(&json);
    if (text.failed) {
        arena->failed = true;
    } else {
        copy = wp_arena_strdup(arena, wp_buf_str(&text));
    }
    wp_buf_clear(&text);
    return copy;
}
