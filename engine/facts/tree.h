/*
 * engine/facts/tree.h - one service and all the records that speak about it
 *
 * A flat list: the service, its organization, its service_at_locations, their
 * locations and everything that hangs on any of these, with the taxonomy terms
 * and units they name. Children are found by the column that links them.
 */
#ifndef WP_FACTS_TREE_H
#define WP_FACTS_TREE_H

#include <stddef.h>

#include "waypost/record.h"

struct wp_tree {
    const struct wp_record *service;
    const struct wp_record *const *records; /* the service among them */
    size_t count;
    const struct wp_fact *asserted; /* by sources, not derived */
    size_t asserted_count;
};

/* The value of a column, or NULL when the record is silent or blank. */
const char *wp_tree_value(const struct wp_record *record, const char *column);

/*
 * The next record of an entity whose column holds this id; both NULL for any.
 * *at starts at 0 and moves on; NULL when there is none left.
 */
const struct wp_record *wp_tree_next(const struct wp_tree *tree,
                                     enum wp_entity entity, const char *column,
                                     const char *id, size_t *at);

/* The record of an entity with this id; NULL if none or id is NULL. */
const struct wp_record *wp_tree_find(const struct wp_tree *tree,
                                     enum wp_entity entity, const char *id);

/* The two-letter state of a place or, without one, of the first place that
   has one; "" if nobody says. location_id may be NULL. */
void wp_tree_state(const struct wp_tree *tree, const char *location_id,
                   char ret_state[3]);

#endif /* WP_FACTS_TREE_H */
