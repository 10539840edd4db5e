/*
 * waypost/publish.h - index generations: build, switch, list, roll back
 *
 *     directory.db -> index/<generation>/ -> current
 *
 * A generation is immutable. Its name is a hash of what it holds, so the same
 * records give the same name and the same bytes in whatever order they came.
 */
#ifndef WP_PUBLISH_H
#define WP_PUBLISH_H

#include "waypost/store.h"

#define WP_GENERATION_TEXT 33

/*
 * Build a generation from the store's public records and make it current.
 * Nothing is built when the current one already holds the same
 * (*ret_changed = false). The folder is written under a temporary name,
 * synced, renamed, and the pointer file swapped: readers see old or new,
 * never half.
 */
WP_API WP_MUST_USE enum wp_status
wp_publish(struct wp_store *store, char ret_generation[WP_GENERATION_TEXT],
           bool *ret_changed, struct wp_error *err);

/* The current generation's name. WP_ENOTFOUND when nothing was published. */
WP_API WP_MUST_USE enum wp_status
wp_publish_current(const char *home, char ret_generation[WP_GENERATION_TEXT],
                   struct wp_error *err);

#endif /* WP_PUBLISH_H */
