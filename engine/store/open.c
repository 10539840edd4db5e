/* engine/store/open.c - opening and closing directory.db */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waypost/store.h"
#include "waypost/vocab.h"

#include "store/handle.h"
#include "store/lock.h"
#include "store/migrations.h"

#define BUSY_MS 10000

/*
 * A batch is one transaction and readers come and go: write-ahead logging lets
 * them read what was before it. Links are checked by us when a batch ends, not
 * row by row, so foreign keys stay off.
 */
static const char reader_pragmas[] = "PRAGMA trusted_schema = OFF;"
                                     "PRAGMA temp_store = MEMORY;"
                                     "PRAGMA cache_size = -16384;";
static const char writer_pragmas[] = "PRAGMA journal_mode = WAL;"
                                     "PRAGMA synchronous = FULL;"
                                     "PRAGMA foreign_keys = OFF;"
                                     "PRAGMA cache_size = -32768;";
/* What a batch may have changed the facts of; see store/touched.c. */
static const char batch_tables[] =
    "CREATE TEMP TABLE touched (entity INTEGER NOT NULL, id TEXT NOT NULL, "
    "PRIMARY KEY (entity, id)) STRICT, WITHOUT ROWID;";

static enum wp_status open_database(struct wp_store *store, const char *path,
                                    bool writing, struct wp_error *err)
{
    const int flags = writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                    SQLITE_OPEN_NOMUTEX
                              : SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    struct stat found;

    if (!writing && stat(path, &found) != 0) {
        return errno == ENOENT || errno == ENOTDIR
                   ? wp_fail(err, WP_ENOTFOUND,
                             "no directory at '%s': import something first",
                             path)
                   : wp_fail_errno(err, errno, "cannot open '%s'", path);
    }
    if (sqlite3_open_v2(path, &store->db, flags, NULL) != SQLITE_OK) {
        return store->db ? wp_store_fail(store, err,
                                         "cannot open the "
                                         "directory")
                         : wp_fail(err, WP_ENOMEM, "opening '%s'", path);
    }
    (void)sqlite3_extended_result_codes(store->db, 1);
    (void)sqlite3_busy_timeout(store->db, BUSY_MS);
    if (sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) !=
            SQLITE_OK ||
        sqlite3_exec(store->db, reader_pragmas, NULL, NULL, NULL) !=
            SQLITE_OK) {
        return wp_store_fail(store, err, "cannot open the directory");
    }
    return WP_OK;
}

static enum wp_status prepare_for(struct wp_store *store, const char *path,
                                  bool writing, struct wp_error *err)
{
    const enum wp_status status = wp_migrate(store->db, path, writing, err);

    if (status != WP_OK) {
        return status;
    }
    if (sqlite3_exec(store->db,
                     writing ? writer_pragmas : "PRAGMA query_only = ON", NULL,
                     NULL, NULL) != SQLITE_OK ||
        (writing && sqlite3_exec(store->db, batch_tables, NULL, NULL, NULL) !=
                        SQLITE_OK)) {
        return wp_store_fail(store, err, "cannot open the directory");
    }
    return WP_OK;
}

enum wp_status wp_store_open(const char *home, enum wp_store_mode mode,
                             struct wp_store **ret_store, struct wp_error *err)
{
    const bool writing = mode == WP_STORE_WRITE;
    struct wp_store *store = calloc(1, sizeof(*store));
    const size_t size = strlen(home) + sizeof("/directory.db");
    char *path = malloc(size);
    enum wp_status status = WP_OK;

    if (store) {
        store->lock = -1;
        store->source_arena = WP_ARENA_INIT;
        store->home = strdup(home);
    }
    if (!store || !path || !store->home) {
        status = wp_fail(err, WP_ENOMEM, "opening '%s'", home);
        goto fail;
    }
    (void)snprintf(path, size, "%s/directory.db", home);
    if (writing) {
        status = wp_make_home(home, err);
        if (status == WP_OK) {
            status = wp_lock_home(home, &store->lock, err);
        }
    }
    if (status == WP_OK) {
        status = open_database(store, path, writing, err);
    }
    if (status == WP_OK) {
        status = prepare_for(store, path, writing, err);
    }
    if (status != WP_OK) {
        goto fail;
    }
    free(path);
    *ret_store = store;
    return WP_OK;

fail:
    free(path);
    wp_store_close(store);
    return status;
}

void wp_store_close(struct wp_store *store)
{
    if (!store) {
        return;
    }
    wp_statements_finalize(store);
    /* Closing rolls back what was not committed. */
    (void)sqlite3_close(store->db);
    wp_unlock_home(store->lock);
    wp_arena_clear(&store->source_arena);
    wp_vocab_destroy(store->vocab);
    free(store->home);
    free(store);
}

enum wp_status wp_store_vocab(struct wp_store *store,
                              const struct wp_vocab **ret_vocab,
                              struct wp_error *err)
{
    if (!store->vocab) {
        const enum wp_status status = wp_vocab_create(&store->vocab, err);
        if (status != WP_OK) {
            return status;
        }
    }
    *ret_vocab = store->vocab;
    return WP_OK;
}

const char *wp_store_home(const struct wp_store *store)
{
    return store->home;
}
