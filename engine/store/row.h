/* engine/store/row.h - read one row of an entity's table */
#ifndef WP_STORE_ROW_H
#define WP_STORE_ROW_H

#include "waypost/arena.h"
#include "waypost/record.h"

#include "store/statement.h"

/* A record as it stands, and the row that tells it. */
struct wp_told {
    struct wp_record record;
    long source_id;
    long raw_id; /* 0: made by us */
};

/*
 * The current row of a WP_ENTITY_SELECT or link statement as a record whose
 * strings live in the arena. WP_ENOMEM.
 */
WP_MUST_USE enum wp_status
wp_row_take(const struct wp_query *query, enum wp_entity entity,
            struct wp_arena *arena, struct wp_told *ret_told,
            struct wp_error *err);

/* Bind a record for WP_ENTITY_INSERT or _UPDATE. */
void wp_row_bind(struct wp_query *query, const struct wp_record *record,
                 long source_id, long raw_id, long run_id);

#endif /* WP_STORE_ROW_H */
