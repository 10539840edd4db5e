/* engine/store/lock.h - one writer per home folder */
#ifndef WP_STORE_LOCK_H
#define WP_STORE_LOCK_H

#include "waypost/error.h"

/* Create a folder and its parents, for us alone. WP_OK if it is there. */
WP_MUST_USE enum wp_status wp_make_home(const char *path, struct wp_error *err);

/* Hold home/lock until wp_unlock_home(). WP_EBUSY names the holder. */
WP_MUST_USE enum wp_status wp_lock_home(const char *home, int *ret_lock,
                                        struct wp_error *err);
/* -1 is allowed. */
void wp_unlock_home(int lock);

#endif /* WP_STORE_LOCK_H */
