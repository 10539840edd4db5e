/*
 * engine/store/batch.h - what wp_ingest_finish() (engine/facts) is made of
 *
 *     flush -> resolve links -> [derive facts of touched services] -> missing
 *           -> record the run -> commit or roll back
 *
 * The functions below are to be called in that order, by one function. After
 * any failure call wp_ingest_abort(): it rolls back and frees.
 */
#ifndef WP_STORE_BATCH_H
#define WP_STORE_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/ingest.h"

struct wp_store *wp_batch_store(struct wp_ingest *ingest);

/* The batch's source. */
long wp_batch_source(const struct wp_ingest *ingest);

/* Write the row that is still pending. Always first. */
WP_MUST_USE enum wp_status wp_batch_flush(struct wp_ingest *ingest,
                                          struct wp_error *err);

/*
 * Links that lead nowhere are reported, kept in extra_json and cleared;
 * a service_at_location without its service or location is set aside; a
 * service without organization gets one. What was set aside or cleared comes
 * back by itself when a later batch brings what was missing.
 */
WP_MUST_USE enum wp_status wp_batch_resolve_links(struct wp_ingest *ingest,
                                                  struct wp_error *err);

/*
 * The services whose records or asserted facts this batch may have changed,
 * each once, by id; only such as still exist. The id is borrowed for the call,
 * and each() may load and put facts. A status other than WP_OK stops and is
 * passed on.
 */
WP_MUST_USE enum wp_status wp_batch_each_touched(
    struct wp_ingest *ingest,
    enum wp_status (*each)(struct wp_ingest *ingest, const char *service_id,
                           void *payload, struct wp_error *err),
    void *payload, struct wp_error *err);

/* Forget the derived facts of a service, before new ones are put. */
WP_MUST_USE enum wp_status wp_batch_drop_derived(struct wp_store *store,
                                                 const char *service_id,
                                                 struct wp_error *err);

/* A fact as an INSERT; derived facts name the source they were read from. */
WP_MUST_USE enum wp_status
wp_batch_put_fact(struct wp_store *store, const struct wp_fact *fact,
                  long source_id, long raw_id, bool derived,
                  struct wp_error *err);

/*
 * Withhold the places of a service on our own account, or stop doing so. Kept
 * apart from what its source says (record.confidential).
 */
WP_MUST_USE enum wp_status wp_batch_guard(struct wp_store *store,
                                          const char *service_id, bool guarded,
                                          struct wp_error *err);

/* Mark the rows of this source that a full feed no longer has; counts them. */
WP_MUST_USE enum wp_status wp_batch_count_missing(struct wp_ingest *ingest,
                                                  struct wp_error *err);

/* Write the run's line of history with its counts. */
WP_MUST_USE enum wp_status wp_batch_record_run(struct wp_ingest *ingest,
                                               struct wp_error *err);

/*
 * Commit, or roll back after a dry run. On WP_OK the counts are written and
 * the ingest is freed; on failure it still has to be aborted.
 */
WP_MUST_USE enum wp_status wp_batch_close(struct wp_ingest *ingest,
                                          struct wp_ingest_counts *ret_counts,
                                          struct wp_error *err);

#endif /* WP_STORE_BATCH_H */
