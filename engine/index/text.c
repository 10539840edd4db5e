/* engine/index/text.c - which documents hold the words, and how much of them
 *
 * FTS5 finds the documents inside a range of numbers; what they are worth is
 * computed here from statistics stored with the index. A word's worth is its
 * rarity, idf = ln(1 + (N - df + 0.5) / (df + 0.5)); how much of it a document
 * carries grows with its hits, by column, and levels off:
 *
 *     share = sum(idf * tf / (tf + K * (1 - B + B * length / mean)))
 *             / sum(idf)
 *
 * Source: Robertson and Zaragoza, The Probabilistic Relevance Framework
 * (2009), section 3; here the levelled part is kept below 1 so that the share
 * can be read as "how much of what was asked".
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "waypost/buf.h"

#include "base/words.h"
#include "index/opened.h"
#include "index/tokenizer.h"

#define SATURATION_K 0.6
#define LENGTH_B     0.3

/* A hit in a short, telling field says more than one in a description. */
static const double column_weights[WP_TEXT_COLUMN_COUNT] = {
    [WP_TEXT_NAME] = 3.0,        [WP_TEXT_ORGANIZATION] = 1.5,
    [WP_TEXT_DESCRIPTION] = 1.0, [WP_TEXT_TERMS] = 2.0,
    [WP_TEXT_ELIGIBILITY] = 0.5,
};

/* Hits beyond these change nothing one could see. */
#define HITS_MAX 64

/* ---- scoring, called by FTS5 for each document -------------------------- */

static int phrase_weight(const Fts5ExtensionApi *api, Fts5Context *context,
                         int phrase, double *ret_weight)
{
    Fts5PhraseIter iterator;
    int column = -1;
    int offset = 0;
    int hits = 0;
    double weight = 0.0;

    int code = api->xPhraseFirst(context, phrase, &iterator, &column, &offset);
    while (code == SQLITE_OK && column >= 0 && hits++ < HITS_MAX) {
        if (column < WP_TEXT_COLUMN_COUNT) {
            weight += column_weights[column];
        }
        api->xPhraseNext(context, &iterator, &column, &offset);
    }
    *ret_weight = weight;
    return code;
}

static void share_function(const Fts5ExtensionApi *api, Fts5Context *context,
                           sqlite3_context *result, int value_count,
                           sqlite3_value **values)
{
    const struct wp_index *index = api->xUserData(context);
    const struct wp_text_query *query = &index->text.query;
    sqlite3_int64 row = api->xRowid(context);
    int phrases = api->xPhraseCount(context);
    double total = 0.0;

    (void)value_count;
    (void)values;
    if (row < 1 || (uint64_t)row > index->doc_count ||
        phrases != (int)query->count) {
        sqlite3_result_error_code(result, SQLITE_CORRUPT_VTAB);
        return;
    }
    double length = (double)index->docs[row - 1].token_count;
    double norm =
        SATURATION_K * (1.0 - LENGTH_B + LENGTH_B * length / index->token_mean);
    for (int i = 0; i < phrases; i++) {
        double weight = 0.0;
        int code = phrase_weight(api, context, i, &weight);
        if (code != SQLITE_OK) {
            sqlite3_result_error_code(result, code);
            return;
        }
        if (weight > 0.0) {
            total += query->idf[i] * weight / (weight + norm);
        }
    }
    sqlite3_result_double(result, total / query->idf_total);
}

/* ---- opening ------------------------------------------------------------ */

/* A path as a URI, so that immutable=1 can be said. */
static void render_uri(const char *path, struct wp_buf *uri)
{
    wp_buf_text(uri, "file:");
    for (; *path != '\0'; path++) {
        if (strchr("%?# ", *path) != NULL) {
            wp_buf_printf(uri, "%%%02X", (unsigned)(unsigned char)*path);
        } else {
            wp_buf_char(uri, *path);
        }
    }
    wp_buf_text(uri, "?mode=ro&immutable=1");
}

static enum wp_status prepare(struct wp_text_index *text, const char *sql,
                              sqlite3_stmt **ret_statement,
                              struct wp_error *err)
{
    if (sqlite3_prepare_v3(text->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                           ret_statement, NULL) != SQLITE_OK) {
        return wp_text_index_failed(text->db, err);
    }
    return WP_OK;
}

static enum wp_status prepare_all(struct wp_index *index, struct wp_error *err)
{
    struct wp_text_index *text = &index->text;
    fts5_api *api = NULL;

    enum wp_status status = wp_tokenizer_register(text->db, err);
    if (status == WP_OK) {
        status = wp_fts5_api(text->db, &api, err);
    }
    if (status == WP_OK &&
        api->xCreateFunction(api, "share", index, share_function, NULL) !=
            SQLITE_OK) {
        status = wp_text_index_failed(text->db, err);
    }
    if (status == WP_OK) {
        status = prepare(text,
                         "SELECT rowid, share(text) FROM text "
                         "WHERE text MATCH ?1 AND rowid BETWEEN ?2 AND ?3",
                         &text->match, err);
    }
    if (status == WP_OK) {
        status = prepare(text, "SELECT df FROM term WHERE term = ?1",
                         &text->frequency, err);
    }
    if (status == WP_OK) {
        status = prepare(text, "BEGIN", &text->begin, err);
    }
    if (status == WP_OK) {
        status = prepare(text, "COMMIT", &text->end, err);
    }
    return status;
}

enum wp_status wp_text_index_open(struct wp_index *index, const char *path,
                                  struct wp_error *err)
{
    struct wp_text_index *text = &index->text;
    struct wp_buf uri = WP_BUF_INIT;

    render_uri(path, &uri);
    enum wp_status status = wp_buf_status(&uri, err);
    if (status == WP_OK &&
        sqlite3_open_v2(uri.text, &text->db,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
                            SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        status = text->db == NULL
                     ? wp_fail(err, WP_ENOMEM, "no memory for the text index")
                     : wp_text_index_failed(text->db, err);
    }
    wp_buf_clear(&uri);
    if (status == WP_OK) {
        status = wp_analyzer_create(&text->analyzer, err);
    }
    if (status == WP_OK &&
        sqlite3_exec(text->db,
                     "PRAGMA trusted_schema=0; PRAGMA query_only=1;"
                     "PRAGMA mmap_size=1073741824; PRAGMA cache_size=-8192",
                     NULL, NULL, NULL) != SQLITE_OK) {
        status = wp_text_index_failed(text->db, err);
    }
    return status == WP_OK ? prepare_all(index, err) : status;
}

void wp_text_index_close(struct wp_text_index *text)
{
    (void)sqlite3_finalize(text->match);
    (void)sqlite3_finalize(text->frequency);
    (void)sqlite3_finalize(text->begin);
    (void)sqlite3_finalize(text->end);
    (void)sqlite3_close(text->db);
    wp_analyzer_destroy(text->analyzer);
    memset(text, 0, sizeof(*text));
}

/* ---- asking ------------------------------------------------------------- */

/* Words hold letters and digits alone, so quoting them is all it takes. */
static void compose(struct wp_index *index, const struct wp_query_word *words,
                    size_t count, struct wp_buf *match)
{
    struct wp_text_query *query = &index->text.query;
    double all = (double)index->doc_count;

    query->count = count;
    query->idf_total = 0.0;
    for (size_t i = 0; i < count; i++) {
        query->idf[i] =
            log(1.0 + (all - words[i].df + 0.5) / (words[i].df + 0.5));
        query->idf_total += query->idf[i];
        wp_buf_printf(match, "%s\"%s\"", i == 0 ? "" : " OR ", words[i].text);
    }
}

static enum wp_status
run_span(struct wp_index *index, struct wp_span span,
         void (*each)(uint32_t doc, double share, void *payload), void *payload,
         struct wp_error *err)
{
    sqlite3_stmt *match = index->text.match;
    enum wp_status status = WP_OK;

    if (span.first >= span.end) {
        return WP_OK;
    }
    if (sqlite3_bind_int64(match, 2, (sqlite3_int64)span.first + 1) !=
            SQLITE_OK ||
        sqlite3_bind_int64(match, 3, (sqlite3_int64)span.end) != SQLITE_OK) {
        return wp_text_index_failed(index->text.db, err);
    }
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(match)) == SQLITE_ROW) {
        double share = sqlite3_column_double(match, 1);
        if (share > 0.0) {
            each((uint32_t)(sqlite3_column_int64(match, 0) - 1), share,
                 payload);
        }
    }
    if (code != SQLITE_DONE) {
        status = wp_text_index_failed(index->text.db, err);
    }
    (void)sqlite3_reset(match);
    return status;
}

static enum wp_status run_once(sqlite3 *db, sqlite3_stmt *statement,
                               struct wp_error *err)
{
    enum wp_status status = WP_OK;

    if (sqlite3_step(statement) != SQLITE_DONE) {
        status = wp_text_index_failed(db, err);
    }
    (void)sqlite3_reset(statement);
    return status;
}

enum wp_status
wp_index_text(struct wp_index *index, const char *words,
              const struct wp_span *spans, size_t span_count,
              void (*each)(uint32_t doc, double share, void *payload),
              void *payload, struct wp_error *err)
{
    struct wp_text_index *text = &index->text;
    struct wp_query_word found[WP_QUERY_WORDS_MAX];
    struct wp_buf match = WP_BUF_INIT;
    size_t count = 0;

    enum wp_status status = run_once(text->db, text->begin, err);
    if (status != WP_OK) {
        return status;
    }
    status = wp_query_read(index, words, found, &count, err);
    if (status == WP_OK && count > 0) {
        compose(index, found, count, &match);
        status = wp_buf_status(&match, err);
        if (status == WP_OK &&
            sqlite3_bind_text(text->match, 1, match.text, (int)match.length,
                              SQLITE_STATIC) != SQLITE_OK) {
            status = wp_text_index_failed(text->db, err);
        }
        for (size_t i = 0; i < span_count && status == WP_OK; i++) {
            status = run_span(index, spans[i], each, payload, err);
        }
        (void)sqlite3_clear_bindings(text->match);
    }
    wp_buf_clear(&match);
    enum wp_status ended =
        run_once(text->db, text->end, status == WP_OK ? err : NULL);
    return status == WP_OK ? ended : status;
}
