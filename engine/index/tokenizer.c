/* engine/index/tokenizer.c - the analyzer as FTS5's tokenizer "waypost" */
#include "index/tokenizer.h"

#include <stddef.h>

#include "base/words.h"
#include "index/analyzer.h"

enum wp_status wp_fts5_api(sqlite3 *db, fts5_api **ret_api,
                           struct wp_error *err)
{
    sqlite3_stmt *statement = NULL;
    fts5_api *api = NULL;

    int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
    if (code == SQLITE_OK) {
        /* FTS5 writes the address of its interface through this pointer. */
        code = sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr",
                                    NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement) == SQLITE_ROW ? SQLITE_OK
                                                     : sqlite3_errcode(db);
    }
    (void)sqlite3_finalize(statement);
    if (code != SQLITE_OK || api == NULL || api->iVersion < 2) {
        return wp_fail(err, code == SQLITE_NOMEM ? WP_ENOMEM : WP_ESTORE,
                       "this SQLite has no FTS5 full-text search");
    }
    *ret_api = api;
    return WP_OK;
}

static int tokenizer_create(void *payload, const char **arguments, int count,
                            Fts5Tokenizer **ret_tokenizer)
{
    (void)payload;
    (void)arguments;
    (void)count;
    struct wp_analyzer *analyzer = NULL;

    if (wp_analyzer_create(&analyzer, NULL) != WP_OK) {
        return SQLITE_NOMEM;
    }
    *ret_tokenizer = (Fts5Tokenizer *)analyzer;
    return SQLITE_OK;
}

static void tokenizer_delete(Fts5Tokenizer *tokenizer)
{
    wp_analyzer_destroy((struct wp_analyzer *)tokenizer);
}

static int tokenizer_run(Fts5Tokenizer *tokenizer, void *context, int flags,
                         const char *text, int size,
                         int (*emit)(void *context, int token_flags,
                                     const char *token, int token_size,
                                     int begin, int end))
{
    struct wp_analyzer *analyzer = (struct wp_analyzer *)tokenizer;
    struct wp_words words;
    struct wp_forms forms;

    (void)flags;
    wp_words_init(&words, text == NULL ? "" : text, (size_t)size);
    while (wp_words_next(&words)) {
        if (wp_analyzer_forms(analyzer, words.word, words.length, &forms) !=
            WP_OK) {
            return SQLITE_NOMEM;
        }
        for (size_t i = 0; i < forms.count; i++) {
            int code =
                emit(context, i == 0 ? 0 : FTS5_TOKEN_COLOCATED, forms.text[i],
                     (int)forms.length[i], (int)words.begin, (int)words.end);
            if (code != SQLITE_OK) {
                return code;
            }
        }
    }
    return SQLITE_OK;
}

enum wp_status wp_tokenizer_register(sqlite3 *db, struct wp_error *err)
{
    fts5_api *api = NULL;
    fts5_tokenizer tokenizer = {tokenizer_create, tokenizer_delete,
                                tokenizer_run};

    enum wp_status status = wp_fts5_api(db, &api, err);
    if (status != WP_OK) {
        return status;
    }
    int code = api->xCreateTokenizer(api, "waypost", NULL, &tokenizer, NULL);
    if (code != SQLITE_OK) {
        return wp_fail(err, WP_ESTORE, "cannot register the tokenizer: %s",
                       sqlite3_errstr(code));
    }
    return WP_OK;
}
