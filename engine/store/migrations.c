/* engine/store/migrations.c - append only: a released one never changes */
#include "store/migrations.h"

static const unsigned char sql_0001_initial[] = {
#include "store/sql/0001_initial.sql.inc"
};

const struct wp_migration wp_migrations[] = {
    {1, "0001_initial.sql", (const char *)sql_0001_initial},
};

const size_t wp_migration_count =
    sizeof(wp_migrations) / sizeof(wp_migrations[0]);
