/* engine/store/migrations.c - append only: a released one never changes */
#include "store/migrations.h"

static const unsigned char sql_0001_initial[] = {
#include "store/sql/0001_initial.sql.inc"
};
static const unsigned char sql_0002_extracted[] = {
#include "store/sql/0002_extracted.sql.inc"
};

const struct wp_migration wp_migrations[] = {
    {1, "0001_initial.sql", (const char *)sql_0001_initial},
    {2, "0002_extracted.sql", (const char *)sql_0002_extracted},
};

const size_t wp_migration_count =
    sizeof(wp_migrations) / sizeof(wp_migrations[0]);
