/* engine/facts/finish.c - end a batch: links, facts, history, commit */
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/derived.h"
#include "facts/neighbours.h"
#include "store/batch.h"
#include "store/load.h"

struct finish {
    struct wp_loader *loader;
    struct wp_derived derived;
    struct wp_arena arena;
    struct wp_fact *asserted;
    size_t asserted_room;
};

/* The facts sources asserted, in one array. */
static enum wp_status gather(struct finish *finish,
                             const struct wp_service_tree *loaded,
                             struct wp_tree *tree, struct wp_error *err)
{
    size_t count = 0;

    if (loaded->fact_count > finish->asserted_room) {
        void *facts = realloc(finish->asserted,
                              loaded->fact_count * sizeof(*finish->asserted));
        if (facts == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory to derive facts");
        }
        finish->asserted = facts;
        finish->asserted_room = loaded->fact_count;
    }
    for (size_t i = 0; i < loaded->fact_count; i++) {
        if (!loaded->facts[i].derived) {
            finish->asserted[count++] = loaded->facts[i].fact;
        }
    }
    *tree = (struct wp_tree){.service = &loaded->service->record,
                             .records = loaded->records,
                             .count = loaded->record_count,
                             .asserted = finish->asserted,
                             .asserted_count = count};
    return WP_OK;
}

static enum wp_status derive_service(struct wp_ingest *ingest,
                                     const char *service_id, void *payload,
                                     struct wp_error *err)
{
    struct finish *finish = payload;
    struct wp_service_tree loaded;
    struct wp_tree tree;

    wp_arena_reset(&finish->arena);
    enum wp_status status = wp_load_service(finish->loader, service_id,
                                            &finish->arena, &loaded, err);
    if (status == WP_ENOTFOUND) {
        return wp_batch_drop_derived(ingest, service_id, err);
    }
    if (status == WP_OK) {
        status = gather(finish, &loaded, &tree, err);
    }
    if (status == WP_OK) {
        status = wp_derive(&finish->derived, &tree, err);
    }
    if (status == WP_OK) {
        status = wp_batch_drop_derived(ingest, service_id, err);
    }
    for (size_t i = 0; i < finish->derived.count && status == WP_OK; i++) {
        status = wp_batch_put_fact(ingest, &finish->derived.facts[i],
                                   loaded.service->source_id,
                                   loaded.service->raw_id, true, err);
    }
    if (status == WP_OK) {
        status = wp_batch_guard(ingest, service_id,
                                finish->derived.confidential, err);
    }
    return status;
}

static enum wp_status derive_touched(struct wp_ingest *ingest,
                                     struct wp_error *err)
{
    struct finish finish = {.arena = WP_ARENA_INIT};
    const struct wp_vocab *vocab = NULL;

    enum wp_status status = wp_store_vocab(wp_batch_store(ingest), &vocab, err);
    if (status == WP_OK) {
        wp_derived_init(&finish.derived, vocab);
        status = wp_loader_create(wp_batch_store(ingest), WP_LOAD_FOR_FACTS,
                                  &finish.loader, err);
    }
    if (status == WP_OK) {
        status = wp_batch_each_touched(ingest, derive_service, &finish, err);
    }
    wp_loader_destroy(finish.loader);
    wp_derived_clear(&finish.derived);
    wp_arena_clear(&finish.arena);
    free(finish.asserted);
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
