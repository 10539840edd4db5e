/*
 * engine/match/coverage.h - one service area against the client's place
 */
#ifndef WP_MATCH_COVERAGE_H
#define WP_MATCH_COVERAGE_H

#include "match/ask.h"
#include "match/subject.h"

enum wp_inside {
    WP_INSIDE_NO,
    WP_INSIDE_NEXT, /* the county next door */
    WP_INSIDE_PART, /* a small part of the client's ZIP lies in it */
    WP_INSIDE_UNKNOWN,
    WP_INSIDE_YES,
};

/*
 * Where the client is, seen from a coverage fact ("county:04013"). A ZIP is in
 * each county that holds a quarter of its addresses, not in its largest alone.
 */
enum wp_inside wp_coverage_of(const struct wp_ask *ask,
                              const struct wp_subject *subject,
                              const struct wp_datum *fact);

/* True when the fact says that the area is served. */
bool wp_coverage_serves(const struct wp_datum *fact);

#endif /* WP_MATCH_COVERAGE_H */
