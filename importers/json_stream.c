/* importers/json_stream.c - hand out one JSON object after the other */
#include "json_stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_shape.h"
#include "json_splitter.h"

#define KEEP_BYTES ((size_t)1 << 20) /* of capture between elements */

enum position {
    BEFORE_VALUE, /* the whole file is still to come */
    IN_MEMBERS,   /* of the page or the tables; before a name or '}' */
    BEFORE_FIRST, /* in an array, behind its '[' */
    BEHIND_ELEMENT,
    AT_LINES,
    AT_END,
};

struct wp_json_stream {
    struct wp_text *text;
    char *envelope;
    struct wp_json_layout layout;
    struct wp_json_cursor cursor;
    enum position position;
    bool first_member;
    struct wp_buf capture;
    struct wp_buf name;      /* of the member whose array this is */
    json_t *value;           /* handed out last */
    struct wp_error failure; /* of a reading that has ended in one */
};

static const char *kind_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static enum wp_status fail_here(const struct wp_json_stream *json,
                                struct wp_error *err, const char *message)
{
    return wp_json_fail_at(&json->cursor, &json->cursor.place, err, message);
}

/* The limits jansson does not have; the cut's scan has seen the element. */
static enum wp_status check_limits(const struct wp_json_cut *cut,
                                   struct wp_error *err)
{
    if (cut->too_big) {
        return wp_fail(err, WP_ELIMIT, "an element of more than %zu MiB",
                       WP_JSON_ELEMENT_MAX >> 20);
    }
    if (cut->scan.max_depth > WP_JSON_DEPTH_MAX) {
        return wp_fail(err, WP_ELIMIT,
                       "brackets are nested more than %u levels deep",
                       WP_JSON_DEPTH_MAX);
    }
    if (cut->scan.values >= WP_JSON_VALUES_MAX) {
        return wp_fail(err, WP_ELIMIT, "an element of more than %u values",
                       WP_JSON_VALUES_MAX);
    }
    if (cut->scan.max_string > WP_JSON_STRING_MAX) {
        return wp_fail(err, WP_ELIMIT, "a string of more than %zu MiB",
                       WP_JSON_STRING_MAX >> 20);
    }
    return WP_OK;
}

/* jansson's message, which quotes the input, on one line; and its place. */
static void report_jansson(const struct wp_json_stream *json,
                           const struct wp_json_cut *cut,
                           const json_error_t *reason, struct wp_error *err)
{
    struct wp_text_place place = cut->start;
    const size_t length = json->capture.length;
    const size_t behind = reason->position > 0 ? (size_t)reason->position : 1;
    const size_t upto = behind - 1 < length ? behind - 1 : length;

    wp_text_place_move(&place, json->capture.text, upto);
    (void)wp_fail(err, WP_EPARSE, "this is not JSON: %s",
                  json_error_code(reason) == json_error_null_character
                      ? "a \\u0000, which text cannot hold"
                      : reason->text);
    for (char *at = err->message; *at; at++) {
        *at = (unsigned char)*at < 0x20 || *at == 0x7F ? ' ' : *at;
    }
    (void)wp_fail_at(err, wp_json_stream_label(json), place.line, place.column);
}

/* Read what was cut; *ret_value is any JSON value, or NULL with a problem. */
static void read_cut(const struct wp_json_stream *json,
                     const struct wp_json_cut *cut, json_t **ret_value,
                     struct wp_error *problem)
{
    json_error_t reason;

    *ret_value = NULL;
    *problem = WP_ERROR_INIT;
    if (check_limits(cut, problem) != WP_OK) {
        (void)wp_fail_at(problem, wp_json_stream_label(json), cut->start.line,
                         cut->start.column);
        return;
    }
    /* DECODE_ANY only so that a bare value can be told from a broken one. */
    *ret_value = json_loadb(json->capture.text, json->capture.length,
                            JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &reason);
    if (!*ret_value) {
        report_jansson(json, cut, &reason, problem);
    }
}

static void fill_item(struct wp_json_stream *json,
                      const struct wp_json_cut *cut,
                      struct wp_json_item *ret_item)
{
    *ret_item = (struct wp_json_item){
        .line = cut->start.line,
        .column = cut->start.column,
    };
    if (json->layout.shape == WP_JSON_TABLES) {
        ret_item->table = wp_buf_str(&json->name);
    }
    read_cut(json, cut, &json->value, &ret_item->problem);
    if (json_is_object(json->value)) {
        ret_item->object = json->value;
    } else if (json->value) {
        (void)wp_fail(&ret_item->problem, WP_EINVAL,
                      "an object is expected here, not %s",
                      kind_of(json->value));
        (void)wp_fail_at(&ret_item->problem, wp_json_stream_label(json),
                         cut->start.line, cut->start.column);
    }
    if (json->capture.room > KEEP_BYTES) {
        wp_buf_clear(&json->capture);
    }
}

static enum wp_status cut_item(struct wp_json_stream *json,
                               struct wp_json_item *ret_item,
                               struct wp_error *err)
{
    struct wp_json_cut cut = {.into = &json->capture};
    const enum wp_status status = wp_json_cut(&json->cursor, &cut, err);

    if (status == WP_OK) {
        fill_item(json, &cut, ret_item);
    }
    return status;
}

/* Pass over a member that wraps the elements; it must be JSON all the same. */
static enum wp_status skip_member(struct wp_json_stream *json,
                                  struct wp_error *err)
{
    struct wp_json_cut cut = {.into = &json->capture};
    struct wp_error problem = WP_ERROR_INIT;
    json_t *value = NULL;
    const enum wp_status status = wp_json_cut(&json->cursor, &cut, err);

    if (status != WP_OK) {
        return status;
    }
    read_cut(json, &cut, &value, &problem);
    if (!value) {
        if (err) {
            *err = problem;
        }
        return problem.status;
    }
    json_decref(value);
    return WP_OK;
}

/* Is the member named json->name, whose value starts with byte, a list of
 * elements? */
static bool is_list(const struct wp_json_stream *json, int byte)
{
    return byte == '[' &&
           (json->layout.shape == WP_JSON_TABLES ||
            strcmp(wp_buf_str(&json->name), json->envelope) == 0);
}

/* From a name or '}' to the first list of elements, or to the end. */
static enum wp_status go_to_list(struct wp_json_stream *json,
                                 struct wp_error *err)
{
    int byte = -1;
    enum wp_status status = wp_json_peek_solid(&json->cursor, &byte, err);

    while (status == WP_OK) {
        if (byte == '}') {
            wp_json_step(&json->cursor);
            json->position = AT_END;
            return WP_OK;
        }
        if (!json->first_member) {
            if (byte != ',') {
                return fail_here(json, err, "a ',' or '}' should stand here");
            }
            wp_json_step(&json->cursor);
        }
        json->first_member = false;
        status = wp_json_member_name(&json->cursor, &json->capture, &json->name,
                                     err);
        if (status == WP_OK) {
            status = wp_json_peek_solid(&json->cursor, &byte, err);
        }
        if (status == WP_OK && is_list(json, byte)) {
            wp_json_step(&json->cursor);
            json->position = BEFORE_FIRST;
            return WP_OK;
        }
        if (status == WP_OK) {
            status = skip_member(json, err);
        }
        if (status == WP_OK) {
            status = wp_json_peek_solid(&json->cursor, &byte, err);
        }
    }
    return status;
}

/* In an array: to the next element (*ret_more) or behind the ']'. */
static enum wp_status go_to_element(struct wp_json_stream *json, bool *ret_more,
                                    struct wp_error *err)
{
    const bool first = json->position == BEFORE_FIRST;
    int byte = -1;
    const enum wp_status status = wp_json_peek_solid(&json->cursor, &byte, err);

    *ret_more = false;
    if (status != WP_OK) {
        return status;
    }
    if (byte == ']') {
        wp_json_step(&json->cursor);
        json->position =
            json->layout.shape == WP_JSON_ARRAY ? AT_END : IN_MEMBERS;
        return WP_OK;
    }
    if (!first) {
        if (byte != ',') {
            return fail_here(json, err,
                             byte < 0 ? "the file ends inside its list"
                                      : "a ',' or ']' should stand here");
        }
        wp_json_step(&json->cursor);
    }
    json->position = BEHIND_ELEMENT;
    *ret_more = true;
    return WP_OK;
}

static enum wp_status next_line(struct wp_json_stream *json,
                                struct wp_json_item *ret_item,
                                struct wp_error *err)
{
    struct wp_json_cut cut = {.into = &json->capture};
    int byte = -1;
    size_t used;
    enum wp_status status = wp_json_peek_solid(&json->cursor, &byte, err);

    if (status != WP_OK || byte < 0) {
        return status != WP_OK ? status : WP_EEND;
    }
    if (!json->layout.one_per_line) {
        if (byte != '{') {
            return fail_here(json, err, "the next object should start here");
        }
        return cut_item(json, ret_item, err);
    }
    status = wp_json_cut_line(&json->cursor, &cut, err);
    if (status == WP_OK) {
        if (!cut.too_big) {
            (void)wp_json_scan(&cut.scan, json->capture.text,
                               json->capture.length, &used);
        }
        fill_item(json, &cut, ret_item);
    }
    return status;
}

static enum wp_status begin(struct wp_json_stream *json,
                            struct wp_json_item *ret_item, struct wp_error *err)
{
    int byte = -1;
    const enum wp_status status = wp_json_peek_solid(&json->cursor, &byte, err);

    if (status != WP_OK) {
        return status;
    }
    switch (json->layout.shape) {
    case WP_JSON_OBJECT:
        json->position = AT_END;
        return cut_item(json, ret_item, err);
    case WP_JSON_LINES:
        json->position = AT_LINES;
        return WP_OK;
    case WP_JSON_ARRAY:
        json->position = BEFORE_FIRST;
        break;
    case WP_JSON_PAGE:
    case WP_JSON_TABLES:
        json->position = IN_MEMBERS;
        json->first_member = true;
        break;
    }
    wp_json_step(&json->cursor);
    return WP_OK;
}

static enum wp_status check_end(struct wp_json_stream *json,
                                struct wp_error *err)
{
    int byte = -1;
    const enum wp_status status = wp_json_peek_solid(&json->cursor, &byte, err);

    if (status != WP_OK) {
        return status;
    }
    return byte < 0
               ? WP_EEND
               : fail_here(json, err, "nothing should follow the JSON value");
}

/* One step: an item (*ret_found), or a move towards it. */
static enum wp_status step(struct wp_json_stream *json,
                           struct wp_json_item *ret_item, bool *ret_found,
                           struct wp_error *err)
{
    enum wp_status status = WP_OK;
    bool more = false;

    switch (json->position) {
    case BEFORE_VALUE:
        status = begin(json, ret_item, err);
        *ret_found = json->layout.shape == WP_JSON_OBJECT;
        return status;
    case AT_LINES:
        *ret_found = true;
        return next_line(json, ret_item, err);
    case IN_MEMBERS:
        return go_to_list(json, err);
    case BEFORE_FIRST:
    case BEHIND_ELEMENT:
        status = go_to_element(json, &more, err);
        if (status == WP_OK && more) {
            *ret_found = true;
            return cut_item(json, ret_item, err);
        }
        return status;
    case AT_END:
        break;
    }
    return check_end(json, err);
}

enum wp_status wp_json_stream_next(struct wp_json_stream *json,
                                   struct wp_json_item *ret_item,
                                   struct wp_error *err)
{
    enum wp_status status = json->failure.status;
    bool found = false;

    json_decref(json->value);
    json->value = NULL;
    while (status == WP_OK && !found) {
        status = step(json, ret_item, &found, &json->failure);
        json->failure.status = status;
    }
    if (status != WP_OK && status != WP_EEND && err) {
        *err = json->failure;
    }
    return status;
}

enum wp_status wp_json_stream_open(struct wp_text *text, const char *envelope,
                                   struct wp_json_stream **ret_json,
                                   struct wp_error *err)
{
    struct wp_json_stream *json = calloc(1, sizeof(*json));

    if (!json) {
        wp_text_close(text);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    json->text = text;
    json->capture = WP_BUF_INIT;
    json->name = WP_BUF_INIT;
    json->envelope = strdup(envelope ? envelope : "contents");

    enum wp_status status =
        json->envelope ? WP_OK : wp_fail(err, WP_ENOMEM, "out of memory");
    if (status == WP_OK) {
        status = wp_json_find_shape(text, json->envelope, &json->layout, err);
    }
    if (status == WP_OK) {
        status = wp_text_rewind(text, err);
    }
    if (status != WP_OK) {
        wp_json_stream_close(json);
        return status;
    }
    wp_json_cursor_init(&json->cursor, text);
    *ret_json = json;
    return WP_OK;
}

enum wp_json_shape wp_json_stream_shape(const struct wp_json_stream *json)
{
    return json->layout.shape;
}

const char *wp_json_stream_label(const struct wp_json_stream *json)
{
    return wp_text_label(json->text);
}

const struct wp_text_report *
wp_json_stream_text_report(const struct wp_json_stream *json)
{
    return wp_text_report(json->text);
}

void wp_json_stream_close(struct wp_json_stream *json)
{
    if (json) {
        json_decref(json->value);
        wp_text_close(json->text);
        wp_buf_clear(&json->capture);
        wp_buf_clear(&json->name);
        free(json->envelope);
        free(json);
    }
}
