/*
 * engine/query/pattern.h - regular expressions over what somebody typed
 *
 * PCRE2 with limits: a text made to run it wild ends the search instead.
 */
#ifndef WP_QUERY_PATTERN_H
#define WP_QUERY_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

#define WP_GROUPS_MAX 8

/* One match; group 0 is all of it. An unset group has begin == end. */
struct wp_pattern_match {
    const char *text;
    struct {
        size_t begin, end;
    } groups[WP_GROUPS_MAX];
};

/* Copy a group, cut to room. False when it is unset or empty. */
bool wp_pattern_group(const struct wp_pattern_match *match, size_t group,
                      char *copy, size_t room);

/*
 * Call each for every match of pattern in valid UTF-8 text, case ignored, left
 * to right. Stops early when each returns anything but WP_OK, and returns that.
 */
WP_MUST_USE enum wp_status
wp_pattern_each(const char *pattern, const char *text,
                enum wp_status (*each)(const struct wp_pattern_match *match,
                                       void *payload, struct wp_error *err),
                void *payload, struct wp_error *err);

#endif /* WP_QUERY_PATTERN_H */
