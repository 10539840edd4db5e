/* engine/store/loader.h - what a loader knows between services */
#ifndef WP_STORE_LOADER_H
#define WP_STORE_LOADER_H

#include "store/load.h"

struct wp_loader {
    struct wp_store *store;
    unsigned flags;
    const char *service_id; /* whose tree is being read, or NULL */
    bool used[WP_ENTITY_COUNT][WP_COLUMNS_MAX]; /* link columns with a value */
    bool any_hidden; /* is any service or place of a service withheld? */
    bool described[WP_ENTITY_COUNT]; /* entities that have attributes */
};

#endif /* WP_STORE_LOADER_H */
