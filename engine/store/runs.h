/*
 * engine/store/runs.h - what publishing writes into the history
 */
#ifndef WP_STORE_RUNS_H
#define WP_STORE_RUNS_H

#include "waypost/store.h"

/*
 * Note the generation in which the runs not published before are now to be
 * found. Needs a store opened for writing.
 */
WP_MUST_USE enum wp_status wp_store_note_generation(struct wp_store *store,
                                                    const char *generation,
                                                    struct wp_error *err);

#endif /* WP_STORE_RUNS_H */
