/*
 * engine/base/json.h - write JSON into a buffer, commas included
 *
 *     struct wp_json json = wp_json_to(&buf);
 *     wp_json_begin_object(&json, NULL);
 *     wp_json_string(&json, "name", name);        (left out when NULL)
 *     wp_json_begin_array(&json, "phones"); ... wp_json_end_array(&json);
 *     wp_json_end_object(&json);
 *
 * Inside an array, and for the outermost value, the name is NULL. Errors are
 * those of the buffer: sticky, checked once with wp_buf_status(). Output is
 * compact and always valid UTF-8: bytes that are not become U+FFFD.
 */
#ifndef WP_BASE_JSON_H
#define WP_BASE_JSON_H

#include <stdbool.h>

#include "waypost/buf.h"

struct wp_json {
    struct wp_buf *out;
    bool comma; /* the next member or element needs one */
};

struct wp_json wp_json_to(struct wp_buf *out);

void wp_json_begin_object(struct wp_json *json, const char *name);
void wp_json_end_object(struct wp_json *json);
void wp_json_begin_array(struct wp_json *json, const char *name);
void wp_json_end_array(struct wp_json *json);

/* NULL text writes nothing. */
void wp_json_string(struct wp_json *json, const char *name, const char *text);
void wp_json_string_or_null(struct wp_json *json, const char *name,
                            const char *text);
/* The shortest text that reads back as the same number; NAN writes nothing. */
void wp_json_number(struct wp_json *json, const char *name, double number);
/* With so many digits after the point, at most 17; trailing zeros go. */
void wp_json_rounded(struct wp_json *json, const char *name, double number,
                     int digits);
void wp_json_integer(struct wp_json *json, const char *name, long long number);
void wp_json_bool(struct wp_json *json, const char *name, bool value);
void wp_json_null(struct wp_json *json, const char *name);
/* Text that is one JSON value already. */
void wp_json_verbatim(struct wp_json *json, const char *name,
                      const char *value);

/* One string literal with its quotes, without comma. */
void wp_json_quote(struct wp_buf *out, const char *text);

/* Well-formed UTF-8 to its end? */
bool wp_utf8_valid(const char *text);

#define WP_NUMBER_TEXT 32
/* The shortest decimal text that reads back as number; "" if not finite. */
void wp_number_text(double number, char ret_text[WP_NUMBER_TEXT]);

#endif /* WP_BASE_JSON_H */
