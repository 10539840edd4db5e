/* engine/facts/deriver.c - derive services in the store, some or all */
#include "facts/deriver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/derived.h"
#include "facts/neighbours.h"
#include "store/batch.h"
#include "store/handle.h"
#include "store/load.h"

struct wp_deriver {
    struct wp_store *store;
    struct wp_loader *loader;
    struct wp_derived derived;
    struct wp_arena arena;
    struct wp_fact *asserted;
    size_t asserted_room;
};

enum wp_status wp_deriver_create(struct wp_store *store,
                                 struct wp_deriver **ret_deriver,
                                 struct wp_error *err)
{
    const struct wp_vocab *vocab = NULL;
    struct wp_deriver *deriver = calloc(1, sizeof(*deriver));

    if (deriver == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory to derive facts");
    }
    deriver->store = store;
    deriver->arena = WP_ARENA_INIT;
    enum wp_status status = wp_store_vocab(store, &vocab, err);
    wp_derived_init(&deriver->derived, vocab);
    if (status == WP_OK) {
        status =
            wp_loader_create(store, WP_LOAD_FOR_FACTS, &deriver->loader, err);
    }
    if (status != WP_OK) {
        wp_deriver_destroy(deriver);
        return status;
    }
    *ret_deriver = deriver;
    return WP_OK;
}

void wp_deriver_destroy(struct wp_deriver *deriver)
{
    if (deriver == NULL) {
        return;
    }
    wp_loader_destroy(deriver->loader);
    wp_derived_clear(&deriver->derived);
    wp_arena_clear(&deriver->arena);
    free(deriver->asserted);
    free(deriver);
}

/* ---- one service -------------------------------------------------------- */

/* The facts sources asserted, in one array. */
static enum wp_status gather(struct wp_deriver *deriver,
                             const struct wp_service_tree *loaded,
                             struct wp_tree *tree, struct wp_error *err)
{
    size_t count = 0;

    if (loaded->fact_count > deriver->asserted_room) {
        void *facts = realloc(deriver->asserted,
                              loaded->fact_count * sizeof(*deriver->asserted));
        if (facts == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory to derive facts");
        }
        deriver->asserted = facts;
        deriver->asserted_room = loaded->fact_count;
    }
    for (size_t i = 0; i < loaded->fact_count; i++) {
        if (!loaded->facts[i].derived) {
            deriver->asserted[count++] = loaded->facts[i].fact;
        }
    }
    *tree = (struct wp_tree){.service = &loaded->service->record,
                             .records = loaded->records,
                             .count = loaded->record_count,
                             .asserted = deriver->asserted,
                             .asserted_count = count};
    return WP_OK;
}

enum wp_status wp_deriver_service(struct wp_deriver *deriver,
                                  const char *service_id, struct wp_error *err)
{
    struct wp_service_tree loaded;
    struct wp_tree tree;

    wp_arena_reset(&deriver->arena);
    enum wp_status status = wp_load_service(deriver->loader, service_id,
                                            &deriver->arena, &loaded, err);
    if (status == WP_ENOTFOUND) {
        return wp_batch_drop_derived(deriver->store, service_id, err);
    }
    if (status == WP_OK) {
        status = gather(deriver, &loaded, &tree, err);
    }
    if (status == WP_OK) {
        status = wp_derive(&deriver->derived, &tree, err);
    }
    if (status == WP_OK) {
        status = wp_batch_drop_derived(deriver->store, service_id, err);
    }
    for (size_t i = 0; status == WP_OK && i < deriver->derived.count; i++) {
        status = wp_batch_put_fact(deriver->store, &deriver->derived.facts[i],
                                   loaded.service->source_id,
                                   loaded.service->raw_id, true, err);
    }
    if (status == WP_OK) {
        status = wp_batch_guard(deriver->store, service_id,
                                deriver->derived.confidential, err);
    }
    return status;
}

/* ---- all of them -------------------------------------------------------- */

/* What the facts depend on besides the records. */
static void fingerprint(const struct wp_vocab *vocab, char ret_text[64])
{
    (void)snprintf(ret_text, 64, "%s-%d", wp_vocab_fingerprint(vocab),
                   WP_DERIVATION);
}

/* Ids are copied out first: deriving writes to what would be under the
   cursor. */
static enum wp_status derive_each(struct wp_deriver *deriver,
                                  struct wp_error *err)
{
    struct wp_query query = wp_sql(deriver->store, WP_SQL_SERVICE_IDS);
    struct wp_buf ids = WP_BUF_INIT;
    enum wp_status status;

    while ((status = wp_query_next(&query, err)) == WP_OK) {
        const char *id = wp_query_text(&query, 0);
        if (id != NULL) {
            wp_buf_bytes(&ids, id, strlen(id) + 1);
        }
    }
    if (status == WP_EEND) {
        status = wp_buf_status(&ids, err);
    }
    for (size_t at = 0; status == WP_OK && at < ids.length;
         at += strlen(ids.text + at) + 1) {
        status = wp_deriver_service(deriver, ids.text + at, err);
    }
    wp_buf_clear(&ids);
    return status;
}

enum wp_status wp_deriver_all(struct wp_deriver *deriver, struct wp_error *err)
{
    struct wp_query query = wp_sql(deriver->store, WP_SQL_DERIVATION_PUT);
    char ours[64];

    enum wp_status status = derive_each(deriver, err);
    if (status == WP_OK) {
        fingerprint(deriver->derived.vocab, ours);
        wp_bind_text(&query, 1, ours);
        status = wp_query_run(&query, err);
    }
    return status;
}

enum wp_status wp_derivation_is_stale(struct wp_store *store, bool *ret_stale,
                                      struct wp_error *err)
{
    const struct wp_vocab *vocab = NULL;
    char ours[64];

    enum wp_status status = wp_store_vocab(store, &vocab, err);
    if (status != WP_OK) {
        return status;
    }
    fingerprint(vocab, ours);
    struct wp_query query = wp_sql(store, WP_SQL_DERIVATION_GET);
    status = wp_query_next(&query, err);
    if (status == WP_EEND) {
        *ret_stale = true;
        return WP_OK;
    }
    if (status == WP_OK) {
        const char *theirs = wp_query_text(&query, 0);
        *ret_stale = theirs == NULL || strcmp(theirs, ours) != 0;
        wp_query_end(&query);
    }
    return status;
}

enum wp_status wp_derive_stale(struct wp_store *store, struct wp_error *err)
{
    struct wp_deriver *deriver = NULL;
    bool stale = false;

    enum wp_status status = wp_derivation_is_stale(store, &stale, err);
    if (status != WP_OK || !stale) {
        return status;
    }
    struct wp_query query = wp_sql(store, WP_SQL_BEGIN);
    status = wp_query_run(&query, err);
    if (status != WP_OK) {
        return status;
    }
    status = wp_deriver_create(store, &deriver, err);
    if (status == WP_OK) {
        status = wp_deriver_all(deriver, err);
    }
    if (status == WP_OK) {
        status = wp_guard_neighbours(store, err);
    }
    wp_deriver_destroy(deriver);
    if (status == WP_OK) {
        query = wp_sql(store, WP_SQL_COMMIT);
        status = wp_query_run(&query, err);
    }
    if (status != WP_OK) {
        query = wp_sql(store, WP_SQL_ROLLBACK);
        /* The first failure is the one to tell. */
        (void)!wp_query_run(&query, NULL);
    }
    return status;
}
