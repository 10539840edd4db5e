/*
 * engine/store/marks.h - facts as attributes of the waypost-* taxonomies
 *
 * HSDS has no members for needs, payers and whom a service is for. Facts that
 * a source asserted and no attribute says yet become attribute rows, with ids
 * made of what they say; a service or place that is withheld says so, too.
 */
#ifndef WP_STORE_MARKS_H
#define WP_STORE_MARKS_H

#include "store/load.h"
#include "store/withhold.h"

WP_MUST_USE enum wp_status
wp_marks_add(struct wp_service_tree *tree, const struct wp_withheld *withheld,
             struct wp_arena *arena, struct wp_error *err);

#endif /* WP_STORE_MARKS_H */
