/* engine/facts/neighbours.c - what a service hides, its neighbours hide too */
#include "facts/neighbours.h"

#include "store/handle.h"

static const char forget[] = "UPDATE service SET guarded = 0 WHERE guarded = 2";

static const char spread[] =
    "UPDATE service SET guarded = 2"
    " WHERE guarded = 0 AND visibility = 'public' AND id IN ("
    "  SELECT near.service_id"
    "  FROM service hidden"
    "  JOIN service_at_location at ON at.service_id = hidden.id"
    "  JOIN service_at_location near ON near.location_id = at.location_id"
    "  WHERE hidden.guarded = 1 OR hidden.visibility <> 'public')";

enum wp_status wp_guard_neighbours(struct wp_store *store, struct wp_error *err)
{
    if (sqlite3_exec(store->db, forget, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(store->db, spread, NULL, NULL, NULL) != SQLITE_OK) {
        return wp_store_fail(store, err, "guarding the neighbours of a place");
    }
    return WP_OK;
}
