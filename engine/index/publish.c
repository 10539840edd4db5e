/* engine/index/publish.c - directory.db becomes the current generation */
#include "waypost/publish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/deriver.h"
#include "index/build.h"
#include "index/compose.h"
#include "index/generation.h"
#include "index/manifest.h"
#include "store/handle.h"
#include "store/load.h"
#include "store/runs.h"

struct publish {
    struct wp_store *store;
    const char *home;
    const struct wp_vocab *vocab;
    struct wp_build *build;
    struct wp_compose compose;
    char *folder;
    char generation[WP_GENERATION_TEXT];
};

/* ---- building ----------------------------------------------------------- */

static enum wp_status add_service(const struct wp_service_tree *tree,
                                  void *payload, struct wp_error *err)
{
    struct publish *publish = payload;

    return wp_compose_service(&publish->compose, tree, err);
}

static enum wp_status build_columns(struct publish *publish,
                                    struct wp_error *err)
{
    enum wp_status status =
        wp_generation_begin(publish->home, &publish->folder, err);
    if (status == WP_OK) {
        status = wp_build_create(publish->folder, publish->vocab,
                                 &publish->build, err);
    }
    if (status == WP_OK) {
        status = wp_compose_begin(&publish->compose, publish->vocab,
                                  publish->store, publish->build, err);
    }
    if (status == WP_OK) {
        status = wp_store_each_service(publish->store, WP_LOAD_FOR_INDEX,
                                       add_service, publish, err);
    }
    if (status == WP_OK) {
        status = wp_build_columns(publish->build, err);
    }
    if (status == WP_OK) {
        wp_build_content(publish->build, publish->generation);
    }
    return status;
}

static enum wp_status write_manifest(struct publish *publish,
                                     struct wp_error *err)
{
    struct wp_manifest manifest = {.format = WP_INDEX_FORMAT};
    struct wp_build_counts counts;

    wp_build_counts(publish->build, &counts);
    manifest.documents = counts.documents;
    manifest.services = counts.services;
    manifest.organizations = counts.organizations;
    manifest.facts = counts.facts;
    memcpy(manifest.generation, publish->generation,
           sizeof(manifest.generation));
    (void)snprintf(manifest.vocabulary, sizeof(manifest.vocabulary), "%s",
                   wp_vocab_fingerprint(publish->vocab));
    enum wp_status status = wp_analyzer_fingerprint(manifest.analyzer, err);
    if (status == WP_OK) {
        status = wp_file_hash(publish->folder, WP_COLUMNS_FILE,
                              &manifest.files[0], err);
    }
    if (status == WP_OK) {
        status = wp_file_hash(publish->folder, WP_TEXT_FILE, &manifest.files[1],
                              err);
    }
    return status == WP_OK ? wp_manifest_write(publish->folder, &manifest, err)
                           : status;
}

/* True if this generation is there and every byte of it is sound. */
static bool is_sound(const struct publish *publish)
{
    struct wp_index *index = NULL;

    if (wp_generation_open(publish->home, publish->generation, publish->vocab,
                           &index, NULL) != WP_OK) {
        return false;
    }
    wp_index_close(index);
    return true;
}

static enum wp_status finish_folder(struct publish *publish,
                                    struct wp_error *err)
{
    enum wp_status status = wp_build_text(publish->build, err);

    if (status == WP_OK) {
        status = write_manifest(publish, err);
    }
    if (status == WP_OK) {
        status = wp_generation_settle(publish->home, publish->folder,
                                      publish->generation, err);
    }
    return status;
}

/* Through the pointer, as every reader will: is it the one we meant? */
static enum wp_status verify(struct publish *publish, struct wp_error *err)
{
    struct wp_index *index = NULL;
    struct wp_build_counts counts;

    /* What was only needed to build makes room for what was built. */
    wp_build_counts(publish->build, &counts);
    wp_build_destroy(publish->build);
    publish->build = NULL;
    (void)sqlite3_db_release_memory(publish->store->db);

    enum wp_status status =
        wp_index_open(publish->home, publish->vocab, &index, err);
    if (status != WP_OK) {
        return status;
    }
    if (strcmp(wp_index_generation(index), publish->generation) != 0 ||
        wp_index_count(index) != counts.documents) {
        status = wp_fail(err, WP_EIO,
                         "the published index is not the one built: somebody "
                         "else writes in %s",
                         publish->home);
    }
    wp_index_close(index);
    return status;
}

static enum wp_status publish_all(struct publish *publish, bool *ret_changed,
                                  struct wp_error *err)
{
    char current[WP_GENERATION_TEXT] = "";

    wp_generation_prune(publish->home, NULL);
    enum wp_status status = build_columns(publish, err);
    if (status != WP_OK) {
        return status;
    }
    if (wp_publish_current(publish->home, current, NULL) != WP_OK) {
        current[0] = '\0';
    }
    bool changed = strcmp(current, publish->generation) != 0;
    if (!is_sound(publish)) {
        changed = true;
        status = finish_folder(publish, err);
    }
    if (status == WP_OK && changed) {
        status = wp_generation_point(publish->home, publish->generation, err);
    }
    if (status == WP_OK) {
        status = verify(publish, err);
    }
    if (status == WP_OK) {
        status =
            wp_store_note_generation(publish->store, publish->generation, err);
    }
    if (status == WP_OK) {
        *ret_changed = changed;
    }
    return status;
}

enum wp_status wp_publish(struct wp_store *store,
                          char ret_generation[WP_GENERATION_TEXT],
                          bool *ret_changed, struct wp_error *err)
{
    struct publish publish = {.store = store, .home = wp_store_home(store)};
    bool changed = false;

    enum wp_status status = wp_store_vocab(store, &publish.vocab, err);
    if (status == WP_OK) {
        status = wp_derive_stale(store, err);
    }
    if (status == WP_OK) {
        status = publish_all(&publish, &changed, err);
    }
    wp_compose_end(&publish.compose);
    wp_build_destroy(publish.build);
    if (publish.folder != NULL) {
        wp_generation_discard(publish.folder);
    }
    free(publish.folder);
    if (status == WP_OK) {
        wp_generation_prune(publish.home, publish.generation);
        memcpy(ret_generation, publish.generation, WP_GENERATION_TEXT);
        *ret_changed = changed;
    }
    return status;
}
