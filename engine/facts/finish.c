/* engine/facts/finish.c - end a batch: links, facts, history, commit */
#include "waypost/ingest.h"

#include "facts/deriver.h"
#include "facts/neighbours.h"
#include "store/batch.h"

static enum wp_status derive_service(struct wp_ingest *ingest,
                                     const char *service_id, void *payload,
                                     struct wp_error *err)
{
    (void)ingest;
    return wp_deriver_service(payload, service_id, err);
}

/* What the batch touched; everything, if the rest was derived otherwise. */
static enum wp_status derive_touched(struct wp_ingest *ingest,
                                     struct wp_error *err)
{
    struct wp_deriver *deriver = NULL;
    bool stale = false;

    enum wp_status status =
        wp_derivation_is_stale(wp_batch_store(ingest), &stale, err);
    if (status == WP_OK) {
        status = wp_deriver_create(wp_batch_store(ingest), &deriver, err);
    }
    if (status == WP_OK) {
        status =
            stale ? wp_deriver_all(deriver, err)
                  : wp_batch_each_touched(ingest, derive_service, deriver, err);
    }
    wp_deriver_destroy(deriver);
    return status;
}

enum wp_status wp_ingest_finish(struct wp_ingest *ingest,
                                struct wp_ingest_counts *ret_counts,
                                struct wp_error *err)
{
    enum wp_status status = wp_batch_flush(ingest, err);

    if (status == WP_OK) {
        status = wp_batch_resolve_links(ingest, err);
    }
    if (status == WP_OK) {
        status = derive_touched(ingest, err);
    }
    if (status == WP_OK) {
        status = wp_guard_neighbours(wp_batch_store(ingest), err);
    }
    if (status == WP_OK) {
        status = wp_batch_count_missing(ingest, err);
    }
    if (status == WP_OK) {
        status = wp_batch_record_run(ingest, err);
    }
    if (status == WP_OK) {
        status = wp_batch_close(ingest, ret_counts, err);
    }
    if (status != WP_OK) {
        wp_ingest_abort(ingest);
    }
    return status;
}
