/* importers/json_splitter.c - find where JSON values begin and end */
#include "json_splitter.h"

#include "json_stream.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool ends_scalar(char byte)
{
    return is_blank(byte) || byte == ',' || byte == ']' || byte == '}';
}

static void open_bracket(struct wp_json_scan *scan, char byte)
{
    const uint64_t bit =
        scan->depth < WP_JSON_DEPTH_MAX ? UINT64_C(1) << scan->depth : 0;

    scan->objects = byte == '{' ? scan->objects | bit : scan->objects & ~bit;
    scan->depth++;
    scan->values++;
    if (scan->depth > scan->max_depth) {
        scan->max_depth = scan->depth;
    }
}

/* False if it is the wrong one. Beyond the depth limit any one will do: the
 * value is refused anyway, only its end is wanted. */
static bool close_bracket(struct wp_json_scan *scan, char byte)
{
    if (scan->depth == 0) {
        return false;
    }
    scan->depth--;
    if (scan->depth >= WP_JSON_DEPTH_MAX) {
        return true;
    }
    const bool object = (scan->objects >> scan->depth & 1) != 0;
    return object == (byte == '}');
}

/* Pass over the inside of a string; stops behind its closing quote. */
static size_t scan_string(struct wp_json_scan *scan, const char *bytes,
                          size_t size)
{
    size_t i = 0;

    while (i < size && scan->in_string) {
        const size_t from = i;
        if (scan->escaped) {
            scan->escaped = false;
            i++;
        }
        while (i < size && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        scan->string_length += i - from;
        if (i < size) {
            scan->in_string = bytes[i] != '"';
            scan->escaped = bytes[i] == '\\';
            i++;
        }
    }
    if (scan->string_length > scan->max_string) {
        scan->max_string = scan->string_length;
    }
    return i;
}

/* One byte outside strings and scalars; false if a bracket is crossed. */
static bool scan_byte(struct wp_json_scan *scan, char byte)
{
    if (scan->first == '\0') {
        scan->first = byte;
    } else if (scan->inner == '\0' && !is_blank(byte)) {
        scan->inner = byte;
    }
    switch (byte) {
    case '"':
        scan->in_string = true;
        scan->string_length = 0;
        break;
    case '{':
    case '[':
        open_bracket(scan, byte);
        break;
    case '}':
    case ']':
        return close_bracket(scan, byte);
    case ',':
        scan->values++;
        break;
    default:
        scan->in_scalar = scan->depth == 0;
        break;
    }
    return true;
}

enum wp_json_scan_state wp_json_scan(struct wp_json_scan *scan,
                                     const char *bytes, size_t size,
                                     size_t *ret_used)
{
    size_t i = 0;

    while (i < size) {
        if (scan->in_scalar) {
            if (ends_scalar(bytes[i])) {
                *ret_used = i;
                return WP_JSON_SCAN_DONE;
            }
            i++;
            continue;
        }
        if (scan->in_string) {
            i += scan_string(scan, bytes + i, size - i);
            if (scan->in_string) {
                break;
            }
        } else {
            if (!scan_byte(scan, bytes[i])) {
                *ret_used = i;
                return WP_JSON_SCAN_CROSSED;
            }
            i++;
            if (scan->in_string || scan->in_scalar) {
                continue;
            }
        }
        if (scan->depth == 0) {
            *ret_used = i;
            return WP_JSON_SCAN_DONE;
        }
    }
    *ret_used = size;
    return WP_JSON_SCAN_MORE;
}

void wp_json_cursor_init(struct wp_json_cursor *cursor, struct wp_text *text)
{
    *cursor = (struct wp_json_cursor){
        .text = text,
        .place = WP_TEXT_PLACE_INIT,
    };
}

enum wp_status wp_json_fail_at(const struct wp_json_cursor *cursor,
                               const struct wp_text_place *place,
                               struct wp_error *err, const char *message)
{
    (void)wp_fail(err, WP_EPARSE, "%s", message);
    (void)wp_fail_at(err, wp_text_label(cursor->text), place->line,
                     place->column);
    return WP_EPARSE;
}

static enum wp_status more(struct wp_json_cursor *cursor, struct wp_error *err)
{
    if (cursor->position < cursor->size || cursor->ended) {
        return WP_OK;
    }
    const enum wp_status status =
        wp_text_next(cursor->text, &cursor->piece, &cursor->size, err);
    if (status == WP_OK) {
        cursor->position = 0;
        cursor->ended = cursor->size == 0;
    }
    return status;
}

static void move(struct wp_json_cursor *cursor, size_t count)
{
    wp_text_place_move(&cursor->place, cursor->piece + cursor->position, count);
    cursor->position += count;
}

void wp_json_step(struct wp_json_cursor *cursor)
{
    move(cursor, 1);
}

enum wp_status wp_json_peek(struct wp_json_cursor *cursor, int *ret_byte,
                            struct wp_error *err)
{
    const enum wp_status status = more(cursor, err);

    if (status == WP_OK) {
        *ret_byte =
            cursor->ended ? -1 : (unsigned char)cursor->piece[cursor->position];
    }
    return status;
}

enum wp_status wp_json_peek_solid(struct wp_json_cursor *cursor, int *ret_byte,
                                  struct wp_error *err)
{
    for (;;) {
        const enum wp_status status = more(cursor, err);
        if (status != WP_OK) {
            return status;
        }
        size_t end = cursor->position;
        while (end < cursor->size && is_blank(cursor->piece[end])) {
            end++;
        }
        move(cursor, end - cursor->position);
        if (cursor->ended || end < cursor->size) {
            return wp_json_peek(cursor, ret_byte, err);
        }
    }
}

/* Take count bytes into the cut, as long as it may still be of use. */
static enum wp_status take(struct wp_json_cursor *cursor,
                           struct wp_json_cut *cut, size_t count,
                           struct wp_error *err)
{
    enum wp_status status = WP_OK;

    if (cut->into && !cut->too_big) {
        if (count > WP_JSON_ELEMENT_MAX - cut->into->length) {
            cut->too_big = true;
            wp_buf_clear(cut->into);
        } else {
            wp_buf_bytes(cut->into, cursor->piece + cursor->position, count);
            status = wp_buf_status(cut->into, err);
        }
    }
    move(cursor, count);
    return status;
}

static void begin(const struct wp_json_cursor *cursor, struct wp_json_cut *cut)
{
    if (cut->into) {
        wp_buf_reset(cut->into);
    }
    cut->start = cursor->place;
    cut->scan = (struct wp_json_scan){0};
    cut->too_big = false;
}

static enum wp_status fail_cut_short(const struct wp_json_cursor *cursor,
                                     const struct wp_json_cut *cut,
                                     struct wp_error *err)
{
    (void)wp_fail(err, WP_EPARSE,
                  "the file ends inside the value that starts at line %lu, "
                  "column %lu",
                  cut->start.line, cut->start.column);
    (void)wp_fail_at(err, wp_text_label(cursor->text), cursor->place.line,
                     cursor->place.column);
    return WP_EPARSE;
}

enum wp_status wp_json_cut(struct wp_json_cursor *cursor,
                           struct wp_json_cut *cut, struct wp_error *err)
{
    int byte = -1;
    enum wp_status status = wp_json_peek_solid(cursor, &byte, err);

    begin(cursor, cut);
    if (status != WP_OK) {
        return status;
    }
    if (byte < 0 || byte == ',' || byte == ']' || byte == '}' || byte == ':') {
        return wp_json_fail_at(cursor, &cursor->place, err,
                               byte < 0 ? "the file ends where a value should "
                                          "follow"
                                        : "a value should stand here");
    }
    for (;;) {
        size_t used = 0;
        const enum wp_json_scan_state state =
            wp_json_scan(&cut->scan, cursor->piece + cursor->position,
                         cursor->size - cursor->position, &used);
        status = take(cursor, cut, used, err);
        if (status != WP_OK || state == WP_JSON_SCAN_DONE) {
            return status;
        }
        if (state == WP_JSON_SCAN_CROSSED) {
            return wp_json_fail_at(cursor, &cursor->place, err,
                                   "this bracket does not close the one that "
                                   "is open");
        }
        status = more(cursor, err);
        if (status != WP_OK) {
            return status;
        }
        if (cursor->ended) {
            return cut->scan.in_scalar ? WP_OK
                                       : fail_cut_short(cursor, cut, err);
        }
    }
}

enum wp_status wp_json_cut_line(struct wp_json_cursor *cursor,
                                struct wp_json_cut *cut, struct wp_error *err)
{
    begin(cursor, cut);
    for (;;) {
        enum wp_status status = more(cursor, err);
        if (status != WP_OK || cursor->ended) {
            return status;
        }
        size_t end = cursor->position;
        while (end < cursor->size && cursor->piece[end] != '\n' &&
               cursor->piece[end] != '\r') {
            end++;
        }
        const bool whole = end < cursor->size;
        status = take(cursor, cut, end - cursor->position, err);
        if (status != WP_OK || whole) {
            return status;
        }
    }
}
