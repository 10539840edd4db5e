/* engine/index/text_write.c - write text.db: FTS5 over the ordered drafts */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "index/columns.h"
#include "index/tokenizer.h"

/* Journals are for files that may be half written: this one is thrown away. */
static const char schema[] =
    "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16384;"
    "PRAGMA temp_store=MEMORY;"
    "BEGIN;"
    "CREATE VIRTUAL TABLE text USING fts5(name, organization, description,"
    " terms, eligibility, content='', columnsize=0, detail=full,"
    " tokenize='waypost');"
    "INSERT INTO text(text, rank) VALUES('hashsize', 67108864);"
    "INSERT INTO text(text, rank) VALUES('automerge', 0);"
    "CREATE TABLE term(term TEXT PRIMARY KEY, df INTEGER NOT NULL)"
    " WITHOUT ROWID;";

/* The statistics FTS5 would count anew for every query are kept. */
static const char finish[] =
    "INSERT INTO text(text) VALUES('optimize');"
    "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, text, row);"
    "INSERT INTO term SELECT term, doc FROM temp.vocabulary;"
    "DROP TABLE temp.vocabulary;"
    "COMMIT;";

static enum wp_status sql_failed(sqlite3 *db, struct wp_error *err)
{
    enum wp_status status =
        sqlite3_errcode(db) == SQLITE_NOMEM ? WP_ENOMEM : WP_ESTORE;

    wp_fail(err, status, "cannot write the text index: %s", sqlite3_errmsg(db));
    if (err != NULL) {
        err->native_code = sqlite3_extended_errcode(db);
    }
    return status;
}

static enum wp_status run(sqlite3 *db, const char *sql, struct wp_error *err)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        return sql_failed(db, err);
    }
    return WP_OK;
}

static enum wp_status insert_document(sqlite3 *db, sqlite3_stmt *insert,
                                      const struct wp_spilled *spilled,
                                      size_t number, struct wp_error *err)
{
    int code = sqlite3_bind_int64(insert, 1, (sqlite3_int64)number + 1);

    for (int i = 0; i < WP_TEXT_COLUMN_COUNT && code == SQLITE_OK; i++) {
        code = sqlite3_bind_text(insert, i + 2,
                                 wp_spilled_text(spilled, spilled->texts[i]),
                                 -1, SQLITE_STATIC);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(insert) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
    }
    enum wp_status status = code == SQLITE_OK ? WP_OK : sql_failed(db, err);
    (void)sqlite3_reset(insert);
    return status;
}

static enum wp_status insert_all(sqlite3 *db, const struct wp_build *build,
                                 struct wp_error *err)
{
    sqlite3_stmt *insert = NULL;
    enum wp_status status = WP_OK;

    if (sqlite3_prepare_v2(db,
                           "INSERT INTO text(rowid, name, organization,"
                           " description, terms, eligibility)"
                           " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                           -1, &insert, NULL) != SQLITE_OK) {
        return sql_failed(db, err);
    }
    for (size_t i = 0; i < build->count && status == WP_OK; i++) {
        status =
            insert_document(db, insert, wp_build_document(build, i), i, err);
        wp_build_relax(build, i);
    }
    (void)sqlite3_finalize(insert);
    return status;
}

static enum wp_status sync_file(const char *path, struct wp_error *err)
{
    enum wp_status status = WP_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0 || fsync(file) != 0) {
        status = wp_fail_errno(err, errno, "cannot sync %s", path);
    }
    if (file >= 0) {
        (void)close(file);
    }
    return status;
}

enum wp_status wp_build_text(struct wp_build *build, struct wp_error *err)
{
    sqlite3 *db = NULL;
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&path, "%s/" WP_TEXT_FILE, build->folder);
    enum wp_status status = wp_buf_status(&path, err);
    if (status == WP_OK &&
        sqlite3_open_v2(path.text, &db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                            SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        status = db == NULL
                     ? wp_fail(err, WP_ENOMEM, "no memory for the text index")
                     : sql_failed(db, err);
    }
    if (status == WP_OK) {
        status = wp_tokenizer_register(db, err);
    }
    if (status == WP_OK) {
        status = run(db, schema, err);
    }
    if (status == WP_OK) {
        status = insert_all(db, build, err);
    }
    if (status == WP_OK) {
        status = run(db, finish, err);
    }
    if (db != NULL && sqlite3_close(db) != SQLITE_OK && status == WP_OK) {
        status = wp_fail(err, WP_ESTORE, "cannot close the text index");
    }
    if (status == WP_OK) {
        status = sync_file(path.text, err);
    }
    wp_buf_clear(&path);
    return status;
}
