/*
 * importers/json_stream.h - one JSON object at a time, whatever wraps them
 *
 * A first pass over a file that starts with '{' learns its shape, so memory
 * holds one element and never the file:
 *
 *   [ {..}, {..} ]                          elements of an array
 *   {..} LF {..} LF                         lines (NDJSON); also objects that
 *                                           span lines, one after the other
 *   { "total_items": 2, "contents": [..] }  a page: the elements of contents
 *   { "services.csv": [..], "x.csv": [..] } tables: rows, each with its table
 *   { .. }                                  anything else is one object
 *
 * An element that cannot be used is handed out as a problem with its place,
 * and reading goes on behind it. Where its end cannot be found (brackets that
 * do not match, a file cut short) reading ends with an error. Anything behind
 * the last element is an error, too.
 */
#ifndef IMPORTERS_JSON_STREAM_H
#define IMPORTERS_JSON_STREAM_H

#include <jansson.h>
#include <stddef.h>

#include "waypost/error.h"

#include "text.h"

#define WP_JSON_DEPTH_MAX   64u
#define WP_JSON_ELEMENT_MAX ((size_t)64 << 20)
#define WP_JSON_STRING_MAX  ((size_t)16 << 20)
#define WP_JSON_VALUES_MAX  1000000u /* per element: each costs ~100 bytes */

enum wp_json_shape {
    WP_JSON_ARRAY,
    WP_JSON_LINES,
    WP_JSON_PAGE,
    WP_JSON_TABLES,
    WP_JSON_OBJECT,
};

struct wp_json_item {
    json_t *object;     /* borrowed until the next call; NULL: see problem */
    const char *table;  /* the member of WP_JSON_TABLES as it is written
                             ("services.csv"); else NULL */
    unsigned long line; /* where the element starts in the file */
    unsigned long column;
    struct wp_error problem; /* WP_EPARSE: not JSON; WP_EINVAL: JSON, but not
                                an object; WP_ELIMIT: too big or too deep */
};

struct wp_json_stream;

/*
 * Takes text over, also when it fails. envelope names the member whose array
 * makes an object a page; NULL means "contents".
 */
WP_MUST_USE enum wp_status
wp_json_stream_open(struct wp_text *text, const char *envelope,
                    struct wp_json_stream **ret_json, struct wp_error *err);

enum wp_json_shape wp_json_stream_shape(const struct wp_json_stream *json);
const char *wp_json_stream_label(const struct wp_json_stream *json);

/* How the file was encoded. */
const struct wp_text_report *
wp_json_stream_text_report(const struct wp_json_stream *json);

/* WP_OK, WP_EEND, or an error that ends the reading (origin is set). */
WP_MUST_USE enum wp_status wp_json_stream_next(struct wp_json_stream *json,
                                               struct wp_json_item *ret_item,
                                               struct wp_error *err);

/* NULL is allowed. */
void wp_json_stream_close(struct wp_json_stream *json);

#endif /* IMPORTERS_JSON_STREAM_H */
