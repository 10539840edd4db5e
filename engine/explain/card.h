/*
 * engine/explain/card.h - what a record shows of itself
 */
#ifndef WP_EXPLAIN_CARD_H
#define WP_EXPLAIN_CARD_H

#include "waypost/arena.h"
#include "waypost/match.h"

#include "match/subject.h"

/*
 * Fill names, address, phones and position of a match. A confidential place
 * keeps its id, city and state and nothing else, whatever the card says.
 */
WP_MUST_USE enum wp_status
wp_card_read(struct wp_arena *arena, const struct wp_index *index,
             const struct wp_subject *subject, struct wp_match *match,
             struct wp_error *err);

#endif /* WP_EXPLAIN_CARD_H */
