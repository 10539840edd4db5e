/*
 * engine/store/ingest.h - a batch in progress
 *
 * What a row puts waits in memory and is written when the next row begins, so
 * that rejecting a row needs no savepoint: it is simply forgotten.
 */
#ifndef WP_STORE_INGEST_H
#define WP_STORE_INGEST_H

#include "waypost/arena.h"
#include "waypost/buf.h"
#include "waypost/ingest.h"

#include "base/hash.h"
#include "store/batch.h"
#include "store/handle.h"
#include "store/row.h"

/* The row whose records are being put. */
struct wp_pending {
    bool open;  /* not written or forgotten yet */
    bool ended; /* takes nothing more */
    enum wp_row_verdict verdict;
    long raw_id; /* 0 until an added row is written */
    struct wp_digest hash;
    struct wp_arena arena; /* everything below */
    const char *table, *key, *format, *path;
    const void *bytes;
    size_t size;
    unsigned long line;
    struct wp_record *records;
    size_t record_count, record_room;
    struct wp_fact *facts;
    size_t fact_count, fact_room;
};

struct wp_ingest {
    struct wp_store *store;
    struct wp_ingest_options options;
    char *now, *mapper, *source_name; /* copies; options points at them */
    long source_id, run_id;
    struct wp_ingest_counts counts;
    struct wp_pending pending;
    bool restored;          /* loose ends were tied back for this batch */
    struct wp_error bad;    /* a finding that could not be kept: fails finish */
    struct wp_buf one, two; /* scratch of the comparison */
    struct wp_arena scratch; /* one record at a time */
};

/* store/telling.c: a record of the pending row into its table. */
WP_MUST_USE enum wp_status wp_telling_put(struct wp_ingest *ingest,
                                          const struct wp_record *record,
                                          long raw_id, struct wp_error *err);
/* Take back all that a raw row told. */
WP_MUST_USE enum wp_status
wp_telling_retract(struct wp_ingest *ingest, long raw_id, struct wp_error *err);
/* Write a record over the one with its id. raw_id 0 is NULL. */
WP_MUST_USE enum wp_status
wp_record_overwrite(struct wp_ingest *ingest, const struct wp_record *record,
                    long source_id, long raw_id, struct wp_error *err);
/* *ret_inserted is false when the id was there; then nothing was done. */
WP_MUST_USE enum wp_status
wp_record_insert(struct wp_ingest *ingest, const struct wp_record *record,
                 long source_id, long raw_id, bool *ret_inserted,
                 struct wp_error *err);
/* The record as it stands, strings in the arena; WP_ENOTFOUND. */
WP_MUST_USE enum wp_status
wp_record_read(struct wp_store *store, enum wp_entity entity, const char *id,
               struct wp_arena *arena, struct wp_told *ret_told,
               struct wp_error *err);

/* store/fit.c: a copy of a record in the pending row, its values fitted to
   their columns; what does not fit goes to extra_json with a finding. */
WP_MUST_USE enum wp_status
wp_record_fit(struct wp_ingest *ingest, const struct wp_record *record,
              struct wp_record *ret_record, struct wp_error *err);

/* store/links.c: undo the last resolving, once, before anything is written. */
WP_MUST_USE enum wp_status wp_links_restore(struct wp_ingest *ingest,
                                            struct wp_error *err);

/* store/touched.c: note that this record's service needs new facts. */
WP_MUST_USE enum wp_status wp_touch(struct wp_ingest *ingest,
                                    enum wp_entity entity, const char *id,
                                    struct wp_error *err);
/* A record was deleted: what links to it has to be looked at. */
WP_MUST_USE enum wp_status wp_touch_gone(struct wp_ingest *ingest,
                                         enum wp_entity entity, const char *id,
                                         struct wp_error *err);
/* wp_touch() for everything a record links to, and for itself. */
WP_MUST_USE enum wp_status wp_touch_links(struct wp_ingest *ingest,
                                          const struct wp_record *record,
                                          struct wp_error *err);

/* Report in printf style; path NULL is the pending row's. */
void wp_ingest_say(struct wp_ingest *ingest, enum wp_severity severity,
                   const struct wp_spot *spot, const char *format, ...)
    WP_PRINTF(4, 5);

#endif /* WP_STORE_INGEST_H */
