/*
 * engine/store/load.h - one service and everything that hangs on it, in memory
 *
 *     loader -> wp_load_service(id) -> tree of rows, flat list, facts
 *
 * A row is a record with its origin and its children by nesting, as HSDS JSON
 * nests them. The same rows are also there as a flat list, each record once:
 * the service first, then what hangs on it, depth first. Siblings are ordered
 * by id, so equal directories give equal trees.
 *
 * Nothing is redacted here: that is done where things leave (show, export,
 * index). tree.confidential says that the places must be withheld.
 *
 * Ownership  Rows live in the arena given; the loader keeps prepared
 *            statements and must not outlive its store.
 */
#ifndef WP_STORE_LOAD_H
#define WP_STORE_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/arena.h"
#include "waypost/record.h"
#include "waypost/store.h"

struct wp_row {
    /* confidential: as its source told it; of a location also when a service
       given there is withheld (not for facts, which decide that). */
    struct wp_record record;
    long source_id;
    long raw_id;              /* 0: made by Waypost (a missing organization) */
    struct wp_row *next;      /* sibling in the same member */
    struct wp_row **children; /* [i]: first child of nesting i, or NULL; the
                                 array is NULL for an entity without any */
};

/* First row of a nested member ("phones", "location"), or NULL. Asserts that
   the entity has such a member. */
struct wp_row *wp_row_member(const struct wp_row *row, const char *member);

/* One fact as kept. fact.service_id is always set. */
struct wp_stored_fact {
    struct wp_fact fact;
    long source_id;
    const char *source; /* its name */
    bool derived; /* read out of records by us; else asserted by a source */
};

struct wp_service_tree {
    struct wp_row *service;
    const struct wp_record *const *records; /* each record once */
    size_t record_count;
    const struct wp_stored_fact *facts; /* by kind, code, place, stance, ... */
    size_t fact_count;
    bool guarded;      /* we withhold its places on our own account */
    bool confidential; /* its source says so, or guarded */
};

/* What to leave out to be quick. */
enum {
    WP_LOAD_ALL = 0,
    WP_LOAD_NO_METADATA = 1,            /* metadata[] of every record */
    WP_LOAD_NO_ORGANIZATION_PLACES = 2, /* organization.locations, .programs */
    WP_LOAD_NO_DERIVED_FACTS = 4,
    WP_LOAD_FOR_FACTS = 7,
    WP_LOAD_FOR_INDEX = 3,
};

struct wp_loader;

WP_MUST_USE enum wp_status
wp_loader_create(struct wp_store *store, unsigned flags,
                 struct wp_loader **ret_loader, struct wp_error *err);
void wp_loader_destroy(struct wp_loader *loader);

/* WP_ENOTFOUND when there is no such service. */
WP_MUST_USE enum wp_status
wp_load_service(struct wp_loader *loader, const char *service_id,
                struct wp_arena *arena, struct wp_service_tree *ret_tree,
                struct wp_error *err);

/* Any record with what nests in it; WP_ENOTFOUND when there is none. */
WP_MUST_USE enum wp_status
wp_load_row(struct wp_loader *loader, enum wp_entity entity, const char *id,
            struct wp_arena *arena, struct wp_row **ret_row,
            struct wp_error *err);

/*
 * Every service in the order of its id. The tree is valid during the call;
 * each() returns WP_OK to go on, WP_EEND to stop (then WP_OK is returned), or
 * a failure that is passed on.
 */
WP_MUST_USE enum wp_status
wp_store_each_service(struct wp_store *store, unsigned flags,
                      enum wp_status (*each)(const struct wp_service_tree *tree,
                                             void *payload,
                                             struct wp_error *err),
                      void *payload, struct wp_error *err);

/* What is known of a source; strings live as long as the store. */
struct wp_source_row {
    long id;
    const char *name, *title, *publisher, *url, *licence, *format;
    const char *imported; /* when its last run was finished, or NULL */
};
/* NULL if there is no such source. The list is read once per handle and again
   after every batch. */
const struct wp_source_row *wp_store_source(struct wp_store *store, long id);

#endif /* WP_STORE_LOAD_H */
