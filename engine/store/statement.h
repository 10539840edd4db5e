/*
 * engine/store/statement.h - every SQL statement there is, and how to run one
 *
 *     struct wp_query query = wp_sql(store, WP_SQL_RAW_FIND);
 *     wp_bind_text(&query, 1, key);
 *     while ((status = wp_query_next(&query, err)) == WP_OK) {
 *         ... wp_query_text(&query, 0) ...
 *     }                              (WP_EEND: no more rows, reset)
 *
 * Binding errors are sticky and reported by the next step. Text and blobs are
 * borrowed until the statement is reset; so is what a row lends until the next
 * step. A statement is one cursor: finish with it before it is asked for again.
 */
#ifndef WP_STORE_STATEMENT_H
#define WP_STORE_STATEMENT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "waypost/buf.h"
#include "waypost/record.h"
#include "waypost/store.h"

enum wp_sql {
    WP_SQL_BEGIN,
    WP_SQL_COMMIT,
    WP_SQL_ROLLBACK,
    WP_SQL_SOURCE_PUT,
    WP_SQL_SOURCE_LIST,
    WP_SQL_RUN_START,
    WP_SQL_RUN_FINISH,
    WP_SQL_RUN_LIST,
    WP_SQL_RUN_PUBLISHED,
    WP_SQL_FINDING_PUT,
    WP_SQL_FINDING_LIST,
    WP_SQL_RAW_FIND,
    WP_SQL_RAW_ADD,
    WP_SQL_RAW_CHANGE,
    WP_SQL_RAW_SEEN,
    WP_SQL_RAW_BODY,
    WP_SQL_ID_MAP_PUT,
    WP_SQL_RAW_MISSING,
    WP_SQL_RAW_SOURCE,
    WP_SQL_RETELLING_PUT,
    WP_SQL_RETELLING_OF,
    WP_SQL_RETELLING_MINE,
    WP_SQL_RETELLING_SPREAD,
    WP_SQL_RETELLING_SETTLE,
    WP_SQL_RETELLING_DROP,
    WP_SQL_RETELLING_DROP_RAW,
    WP_SQL_RETELLING_SOURCES,
    WP_SQL_LOOSE_PUT,
    WP_SQL_LOOSE_LIST,
    WP_SQL_LOOSE_CLEAR,
    WP_SQL_TOUCH,
    WP_SQL_TOUCH_CLEAR,
    WP_SQL_TOUCHED_SERVICES,
    WP_SQL_GONE_SERVICES,
    WP_SQL_SPREAD_TAXONOMY,
    WP_SQL_SPREAD_TERM,
    WP_SQL_SPREAD_UNIT,
    WP_SQL_SPREAD_PLACE,
    WP_SQL_SPREAD_SAL,
    WP_SQL_SPREAD_ORGANIZATION,
    WP_SQL_SERVICE_IDS,
    WP_SQL_SERVICE_GUARD,
    WP_SQL_SERVICE_GUARDED,
    WP_SQL_SERVICE_HOMELESS,
    WP_SQL_SERVICE_PLACE_NAME,
    WP_SQL_SERVICE_SET_ORGANIZATION,
    WP_SQL_MADE_ORGANIZATIONS_CLEAN,
    WP_SQL_PLACE_HIDDEN,
    WP_SQL_ANY_HIDDEN,
    WP_SQL_COUNTS,
    WP_SQL_QUICK_CHECK,
    WP_SQL_DERIVATION_GET,
    WP_SQL_DERIVATION_PUT,
    WP_SQL_LINK_ENTITIES,
    WP_SQL_COUNT, /* how many there are */
};

enum wp_entity_sql {
    WP_ENTITY_INSERT, /* nothing when the id is there: see sqlite3_changes() */
    WP_ENTITY_UPDATE,
    WP_ENTITY_SELECT,
    WP_ENTITY_DELETE,
    WP_ENTITY_IDS_OF_RAW,
    WP_ENTITY_SET_RAW,
    WP_ENTITY_HAS,
    WP_ENTITY_LIKE,     /* ids by prefix, at most two */
    WP_ENTITY_DANGLING, /* rows of a run with links that lead nowhere */
    WP_ENTITY_BROKEN,   /* one row of any run with such a link */
    WP_ENTITY_LOST,     /* how many attributes of a run belong to nothing */
    WP_ENTITY_SQL_COUNT,
};

/* temp.touched holds entity numbers, and these above them: a record of that
   entity was deleted in this batch. */
#define WP_GONE 100

enum wp_fact_sql {
    WP_FACT_INSERT,
    WP_FACT_SELECT,
    WP_FACT_DROP_RAW,
    WP_FACT_DROP_DERIVED,
    WP_FACT_TOUCH_RAW, /* the services a row's facts are about */
    WP_FACT_SQL_COUNT,
};

/* Positions in a row of WP_ENTITY_SELECT and of links, behind the columns. */
enum wp_tail {
    WP_TAIL_SOURCE,
    WP_TAIL_RAW,
    WP_TAIL_EXTRA,
    WP_TAIL_VISIBILITY,
    WP_TAIL_COUNT,
};

struct wp_query {
    struct wp_store *store;
    sqlite3_stmt *statement; /* NULL when it could not be prepared */
    int code;                /* SQLITE_OK, or the first failure */
};

struct wp_query wp_sql(struct wp_store *store, enum wp_sql which);
struct wp_query wp_entity_sql(struct wp_store *store, enum wp_entity entity,
                              enum wp_entity_sql which);
struct wp_query wp_fact_sql(struct wp_store *store, enum wp_fact_kind kind,
                            enum wp_fact_sql which);
/* Rows whose link column is ?1 (and, for a soft link, ?2 its entity), by id. */
struct wp_query wp_link_sql(struct wp_store *store, enum wp_entity child,
                            int column);
/* One row if any record has this link at all. */
struct wp_query wp_any_sql(struct wp_store *store, enum wp_entity child,
                           int column);
/* The locations of organization ?1 that are at service ?2 or at none. */
struct wp_query wp_places_sql(struct wp_store *store);
/* Rows whose link leads to a record that is gone are marked as of run ?1. */
struct wp_query wp_orphan_sql(struct wp_store *store, enum wp_entity child,
                              int column);

/* The records run ?1 wrote (column 0), or what their link leads to, are put
   into temp.touched. */
struct wp_query wp_written_sql(struct wp_store *store, enum wp_entity entity,
                               int column);

void wp_bind_text(struct wp_query *query, int position, const char *text);
void wp_bind_blob(struct wp_query *query, int position, const void *bytes,
                  size_t size);
void wp_bind_integer(struct wp_query *query, int position, long long number);
/* NAN is NULL. */
void wp_bind_real(struct wp_query *query, int position, double number);

/* WP_OK: a row; WP_EEND: no more, the statement is reset; else a failure. */
WP_MUST_USE enum wp_status wp_query_next(struct wp_query *query,
                                         struct wp_error *err);
/* Step to the end and reset. */
WP_MUST_USE enum wp_status wp_query_run(struct wp_query *query,
                                        struct wp_error *err);
/* Leave early. */
void wp_query_end(struct wp_query *query);

/* NULL for NULL; borrowed until the next step. */
const char *wp_query_text(const struct wp_query *query, int column);
long wp_query_integer(const struct wp_query *query, int column);
double wp_query_real(const struct wp_query *query, int column);
bool wp_query_is_null(const struct wp_query *query, int column);

extern const char *const wp_sql_text[WP_SQL_COUNT];

/* The text of a generated statement, for its cache and for its test. */
void wp_entity_sql_text(enum wp_entity entity, enum wp_entity_sql which,
                        struct wp_buf *out);
void wp_fact_sql_text(enum wp_fact_kind kind, enum wp_fact_sql which,
                      struct wp_buf *out);
void wp_link_sql_text(enum wp_entity child, int column, struct wp_buf *out);
void wp_orphan_sql_text(enum wp_entity child, int column, struct wp_buf *out);
void wp_any_sql_text(enum wp_entity child, int column, struct wp_buf *out);
void wp_places_sql_text(struct wp_buf *out);
void wp_written_sql_text(enum wp_entity entity, int column, struct wp_buf *out);

void wp_statements_finalize(struct wp_store *store);

#endif /* WP_STORE_STATEMENT_H */
