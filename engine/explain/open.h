/*
 * engine/explain/open.h - is it open, until when, and when again
 */
#ifndef WP_EXPLAIN_OPEN_H
#define WP_EXPLAIN_OPEN_H

#include "explain/tell.h"

/* Fill open, open_until, opens_next and open_asked of a match. */
void wp_tell_open(const struct wp_teller *teller, struct wp_match *match);

#endif /* WP_EXPLAIN_OPEN_H */
