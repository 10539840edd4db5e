/* engine/store/migrations.h - the ordered list of schema changes. */
#ifndef WP_STORE_MIGRATIONS_H
#define WP_STORE_MIGRATIONS_H

#include <stddef.h>

struct wp_migration {
    int version;      /* PRAGMA user_version after it has run; 1, 2, 3, ... */
    const char *name; /* file name under engine/store/sql/ */
    const char *sql;  /* the whole file, NUL-terminated */
};

extern const struct wp_migration wp_migrations[];
extern const size_t wp_migration_count;

#endif /* WP_STORE_MIGRATIONS_H */
