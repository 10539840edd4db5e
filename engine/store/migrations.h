/* engine/store/migrations.h - the ordered list of schema changes */
#ifndef WP_STORE_MIGRATIONS_H
#define WP_STORE_MIGRATIONS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

/* "WAYP": what makes an SQLite file a directory of ours. */
#define WP_APPLICATION_ID 1463900496

struct wp_migration {
    int version;      /* PRAGMA user_version after it has run; 1, 2, 3, ... */
    const char *name; /* file name under engine/store/sql/ */
    const char *sql;  /* the whole file, NUL-terminated */
};

extern const struct wp_migration wp_migrations[];
extern const size_t wp_migration_count;

/*
 * Check that the file is ours and bring it to this build's version. An empty
 * file is taken as new where writing is allowed.
 *
 * @return WP_ESCHEMA: not ours, newer than this build, or older and read only.
 */
WP_MUST_USE enum wp_status wp_migrate(sqlite3 *db, const char *path,
                                      bool writing, struct wp_error *err);

#endif /* WP_STORE_MIGRATIONS_H */
