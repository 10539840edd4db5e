/* importers/json_shape.h - the first pass of json_stream.c */
#ifndef IMPORTERS_JSON_SHAPE_H
#define IMPORTERS_JSON_SHAPE_H

#include "json_splitter.h"
#include "json_stream.h"

struct wp_json_layout {
    enum wp_json_shape shape;
    bool one_per_line; /* of WP_JSON_LINES */
};

/*
 * Look at the text from its start, as far as needed, and say how it is laid
 * out; leaves text anywhere. Only what no later reading could pass is an
 * error: no JSON at all, or bytes behind the only value.
 */
WP_MUST_USE enum wp_status
wp_json_find_shape(struct wp_text *text, const char *envelope,
                   struct wp_json_layout *ret_layout, struct wp_error *err);

/*
 * Read `"name":` at the cursor and stop before the value. scratch is used for
 * the raw name; the decoded one is appended to ret_name, emptied first.
 */
WP_MUST_USE enum wp_status
wp_json_member_name(struct wp_json_cursor *cursor, struct wp_buf *scratch,
                    struct wp_buf *ret_name, struct wp_error *err);

#endif /* IMPORTERS_JSON_SHAPE_H */
