/* engine/store/handle.h - what an open directory is made of */
#ifndef WP_STORE_HANDLE_H
#define WP_STORE_HANDLE_H

#include <sqlite3.h>

#include "waypost/arena.h"
#include "waypost/record.h"
#include "waypost/store.h"

#include "store/load.h"
#include "store/statement.h"

struct wp_store {
    sqlite3 *db;
    char *home;
    int lock; /* file descriptor, or -1 */
    bool in_batch;
    struct wp_vocab *vocab; /* made when first asked for */

    /* Prepared when first asked for, finalized by wp_store_close(). */
    sqlite3_stmt *fixed[WP_SQL_COUNT];
    sqlite3_stmt *of_entity[WP_ENTITY_COUNT][WP_ENTITY_SQL_COUNT];
    sqlite3_stmt *of_link[WP_ENTITY_COUNT][WP_COLUMNS_MAX];
    sqlite3_stmt *of_any[WP_ENTITY_COUNT][WP_COLUMNS_MAX];
    sqlite3_stmt *places;
    sqlite3_stmt *of_orphan[WP_ENTITY_COUNT][WP_COLUMNS_MAX];
    sqlite3_stmt *of_written[WP_ENTITY_COUNT][WP_COLUMNS_MAX];
    sqlite3_stmt *of_fact[WP_FACT_KIND_COUNT][WP_FACT_SQL_COUNT];

    struct wp_arena source_arena;
    struct wp_source_row *sources; /* by id; read when first asked for */
    size_t source_count;
    bool sources_known;
};

/* Fill err from SQLite's own; "cannot read the directory: disk I/O error". */
enum wp_status wp_store_fail(struct wp_store *store, struct wp_error *err,
                             const char *doing);

#endif /* WP_STORE_HANDLE_H */
