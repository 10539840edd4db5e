/*
 * importers/json_splitter.h - find where JSON values begin and end
 *
 * Knows strings, escapes and brackets and nothing else; jansson judges what is
 * between. That keeps one value in memory where jansson alone would need the
 * whole file, times seven.
 */
#ifndef IMPORTERS_JSON_SPLITTER_H
#define IMPORTERS_JSON_SPLITTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/buf.h"
#include "waypost/error.h"

#include "text.h"

/* What a walk over a value has seen so far; start with zeroes. */
struct wp_json_scan {
    size_t depth;
    size_t max_depth;
    uint64_t objects; /* bit n: the bracket at depth n is a '{' */
    size_t values;
    size_t string_length;
    size_t max_string;
    bool in_string;
    bool escaped;
    bool in_scalar;
    char first; /* of the value: '{', '[', '"', 't' ... */
    char inner; /* the first byte inside its brackets that is not blank */
};

enum wp_json_scan_state {
    WP_JSON_SCAN_MORE,    /* the value goes on */
    WP_JSON_SCAN_DONE,    /* it ended before bytes[*ret_used] */
    WP_JSON_SCAN_CROSSED, /* bytes[*ret_used] closes the wrong bracket */
};

enum wp_json_scan_state wp_json_scan(struct wp_json_scan *scan,
                                     const char *bytes, size_t size,
                                     size_t *ret_used);

struct wp_json_cursor {
    struct wp_text *text; /* borrowed */
    const char *piece;
    size_t size;
    size_t position;
    bool ended;
    struct wp_text_place place;
};

void wp_json_cursor_init(struct wp_json_cursor *cursor, struct wp_text *text);

/* The byte at hand, or -1 at the end. */
WP_MUST_USE enum wp_status wp_json_peek(struct wp_json_cursor *cursor,
                                        int *ret_byte, struct wp_error *err);

/* The same, behind any blanks. */
WP_MUST_USE enum wp_status wp_json_peek_solid(struct wp_json_cursor *cursor,
                                              int *ret_byte,
                                              struct wp_error *err);

/* Pass over the byte that a peek has shown. */
void wp_json_step(struct wp_json_cursor *cursor);

struct wp_json_cut {
    struct wp_buf *into; /* NULL: only pass over the value */
    struct wp_text_place start;
    struct wp_json_scan scan;
    bool too_big; /* for WP_JSON_ELEMENT_MAX; into holds nothing of use */
};

/*
 * Cut the value at hand out of the text. WP_OK also for a value jansson will
 * refuse; an error only if its end cannot be found.
 */
WP_MUST_USE enum wp_status wp_json_cut(struct wp_json_cursor *cursor,
                                       struct wp_json_cut *cut,
                                       struct wp_error *err);

/* Cut the rest of the line, without its end; never an error of JSON. */
WP_MUST_USE enum wp_status wp_json_cut_line(struct wp_json_cursor *cursor,
                                            struct wp_json_cut *cut,
                                            struct wp_error *err);

/* wp_fail() with the origin at place. */
enum wp_status wp_json_fail_at(const struct wp_json_cursor *cursor,
                               const struct wp_text_place *place,
                               struct wp_error *err, const char *message);

#endif /* IMPORTERS_JSON_SPLITTER_H */
