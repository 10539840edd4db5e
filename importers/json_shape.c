/* importers/json_shape.c - array, lines, page, tables or one object? */
#include "json_shape.h"

#include <string.h>

#include "path.h"

/* What the members of the first object tell. */
struct survey {
    size_t members;
    size_t tables; /* members that are arrays of objects, or empty */
    bool has_envelope;
    bool has_csv_name; /* a table called "....csv" */
};

enum wp_status
wp_json_member_name(struct wp_json_cursor *cursor, struct wp_buf *scratch,
                    struct wp_buf *ret_name, struct wp_error *err)
{
    struct wp_json_cut cut = {.into = scratch};
    int byte = -1;
    enum wp_status status = wp_json_peek_solid(cursor, &byte, err);

    if (status != WP_OK) {
        return status;
    }
    if (byte != '"') {
        return wp_json_fail_at(cursor, &cursor->place, err,
                               "a member's name in quotes should stand here");
    }
    status = wp_json_cut(cursor, &cut, err);
    if (status != WP_OK) {
        return status;
    }
    json_t *name = cut.too_big ? NULL
                               : json_loadb(scratch->text, scratch->length,
                                            JSON_DECODE_ANY, NULL);
    if (!json_is_string(name)) {
        json_decref(name);
        return wp_json_fail_at(cursor, &cut.start, err,
                               "this name is not a JSON string");
    }
    wp_buf_reset(ret_name);
    wp_buf_text(ret_name, json_string_value(name));
    json_decref(name);
    status = wp_buf_status(ret_name, err);
    if (status == WP_OK) {
        status = wp_json_peek_solid(cursor, &byte, err);
    }
    if (status == WP_OK && byte != ':') {
        return wp_json_fail_at(cursor, &cursor->place, err,
                               "a ':' should follow the member's name");
    }
    if (status == WP_OK) {
        wp_json_step(cursor);
    }
    return status;
}

static enum wp_status survey_member(struct wp_json_cursor *cursor,
                                    struct wp_buf *scratch, struct wp_buf *name,
                                    const char *envelope, struct survey *survey,
                                    struct wp_error *err)
{
    struct wp_json_cut cut = {.into = NULL};
    enum wp_status status = wp_json_member_name(cursor, scratch, name, err);

    if (status == WP_OK) {
        status = wp_json_cut(cursor, &cut, err);
    }
    if (status != WP_OK) {
        return status;
    }
    survey->members++;
    if (cut.scan.first != '[') {
        return WP_OK;
    }
    if (strcmp(wp_buf_str(name), envelope) == 0) {
        if (survey->has_envelope) {
            return wp_json_fail_at(cursor, &cut.start, err,
                                   "the page has its list twice");
        }
        survey->has_envelope = true;
    }
    if (cut.scan.inner == '{' || cut.scan.inner == ']') {
        survey->tables++;
        survey->has_csv_name = survey->has_csv_name ||
                               wp_path_has_suffix(wp_buf_str(name), ".csv");
    }
    return WP_OK;
}

/* Walk the members of the object at the cursor, to behind its '}'. */
static enum wp_status survey_object(struct wp_json_cursor *cursor,
                                    const char *envelope, struct survey *survey,
                                    struct wp_error *err)
{
    struct wp_buf scratch = WP_BUF_INIT;
    struct wp_buf name = WP_BUF_INIT;
    int byte = -1;
    bool closed = false;

    wp_json_step(cursor);
    enum wp_status status = wp_json_peek_solid(cursor, &byte, err);
    if (status == WP_OK && byte == '}') {
        wp_json_step(cursor);
        closed = true;
    }
    while (status == WP_OK && !closed) {
        status = survey_member(cursor, &scratch, &name, envelope, survey, err);
        if (status == WP_OK) {
            status = wp_json_peek_solid(cursor, &byte, err);
        }
        if (status == WP_OK && byte != ',' && byte != '}') {
            status = wp_json_fail_at(cursor, &cursor->place, err,
                                     "a ',' or '}' should stand here");
        }
        if (status == WP_OK) {
            wp_json_step(cursor);
            closed = byte == '}';
        }
    }
    wp_buf_clear(&scratch);
    wp_buf_clear(&name);
    return status;
}

/* Is there an object per line? Only the ends of the first two lines count, so
 * that one bad line does not hide what the file is. */
static enum wp_status find_lines(struct wp_json_cursor *cursor, bool *ret_lines,
                                 struct wp_error *err)
{
    int byte = -1;
    char last = '\0';
    enum wp_status status = WP_OK;

    while (status == WP_OK) {
        status = wp_json_peek(cursor, &byte, err);
        if (status != WP_OK || byte < 0 || byte == '\n' || byte == '\r') {
            break;
        }
        size_t end = cursor->position;
        while (end < cursor->size && cursor->piece[end] != '\n' &&
               cursor->piece[end] != '\r') {
            const char at = cursor->piece[end];
            last = at == ' ' || at == '\t' ? last : at;
            end++;
        }
        cursor->position = end;
    }
    if (status == WP_OK && last == '}') {
        status = wp_json_peek_solid(cursor, &byte, err);
    }
    if (status == WP_OK) {
        *ret_lines = last == '}' && byte == '{';
    }
    return status;
}

/* Behind the first object: nothing, or another one on a later line. */
static enum wp_status check_behind(struct wp_json_cursor *cursor,
                                   struct wp_json_layout *layout,
                                   struct wp_error *err)
{
    const unsigned long line = cursor->place.line;
    int byte = -1;
    const enum wp_status status = wp_json_peek_solid(cursor, &byte, err);

    if (status != WP_OK || byte < 0) {
        return status;
    }
    if (byte == '{' && cursor->place.line > line) {
        layout->shape = WP_JSON_LINES;
        return WP_OK;
    }
    return wp_json_fail_at(cursor, &cursor->place, err,
                           "nothing should follow the JSON value");
}

static enum wp_status
survey_text(struct wp_json_cursor *cursor, const char *envelope,
            struct wp_json_layout *layout, struct wp_error *err)
{
    struct survey survey = {0};
    struct wp_error odd = WP_ERROR_INIT;

    layout->shape = WP_JSON_OBJECT;
    const enum wp_status status =
        survey_object(cursor, envelope, &survey, &odd);
    if (status == WP_EPARSE && !survey.has_envelope && survey.tables == 0) {
        /* Whatever is wrong inside is jansson's to say, with the place. */
        return WP_OK;
    }
    if (status != WP_OK) {
        if (err) {
            *err = odd;
        }
        return status;
    }
    if (survey.has_envelope) {
        layout->shape = WP_JSON_PAGE;
    } else if (survey.has_csv_name ||
               (survey.members > 0 && survey.tables == survey.members)) {
        layout->shape = WP_JSON_TABLES;
    }
    return check_behind(cursor, layout, err);
}

enum wp_status wp_json_find_shape(struct wp_text *text, const char *envelope,
                                  struct wp_json_layout *ret_layout,
                                  struct wp_error *err)
{
    struct wp_json_cursor cursor;
    int byte = -1;

    wp_json_cursor_init(&cursor, text);
    enum wp_status status = wp_json_peek_solid(&cursor, &byte, err);
    if (status != WP_OK) {
        return status;
    }
    if (byte == '[') {
        *ret_layout = (struct wp_json_layout){.shape = WP_JSON_ARRAY};
        return WP_OK;
    }
    if (byte != '{') {
        return wp_json_fail_at(&cursor, &cursor.place, err,
                               byte < 0 ? "the file is empty; a JSON object "
                                          "or array is expected"
                                        : "a JSON object or array is expected "
                                          "here");
    }
    bool lines = false;
    status = find_lines(&cursor, &lines, err);
    if (status == WP_OK && lines) {
        *ret_layout = (struct wp_json_layout){WP_JSON_LINES, true};
        return WP_OK;
    }
    if (status == WP_OK) {
        status = wp_text_rewind(text, err);
    }
    if (status == WP_OK) {
        wp_json_cursor_init(&cursor, text);
        status = wp_json_peek_solid(&cursor, &byte, err);
    }
    struct wp_json_layout layout = {.shape = WP_JSON_OBJECT};
    if (status == WP_OK) {
        status = survey_text(&cursor, envelope, &layout, err);
    }
    if (status == WP_OK) {
        *ret_layout = layout;
    }
    return status;
}
