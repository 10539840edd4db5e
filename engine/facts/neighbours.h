/*
 * engine/facts/neighbours.h - what one service hides, its neighbours hide too
 *
 * Two services at one door: if the door of one must be withheld, the other
 * would give it away. After facts were derived every service at a withheld
 * place is guarded as well, with a mark of its own (guarded = 2), so that it is
 * shown again when its neighbour is no longer hidden.
 */
#ifndef WP_FACTS_NEIGHBOURS_H
#define WP_FACTS_NEIGHBOURS_H

#include "waypost/store.h"

/* Inside the batch's transaction. */
WP_MUST_USE enum wp_status wp_guard_neighbours(struct wp_store *store,
                                               struct wp_error *err);

#endif /* WP_FACTS_NEIGHBOURS_H */
