/*
 * engine/index/opened.h - an open generation, as its own files see it
 *
 * open.c maps and checks, lookup.c answers from the mapping, text.c asks FTS5.
 */
#ifndef WP_INDEX_OPENED_H
#define WP_INDEX_OPENED_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/publish.h"

#include "index/analyzer.h"
#include "index/reader.h"

#define WP_QUERY_WORDS_MAX 32

/* What the scoring function needs to know of the query that runs. */
struct wp_text_query {
    double idf[WP_QUERY_WORDS_MAX]; /* by phrase number */
    double idf_total;
    size_t count;
};

struct wp_text_index {
    sqlite3 *db;
    sqlite3_stmt *match;
    sqlite3_stmt *frequency;
    sqlite3_stmt *begin, *end;
    struct wp_analyzer *analyzer;
    struct wp_text_query query;
};

struct wp_index {
    char generation[WP_GENERATION_TEXT];
    void *mapped;
    size_t mapped_size;

    const struct wp_columns_head *head;
    const struct wp_doc *docs;
    const struct wp_doc_fact *facts;
    const struct wp_fact_proof *proofs;
    const uint64_t *keys;
    const uint32_t *concept_starts;
    const uint32_t *concept_docs;
    const struct wp_coverage_start *coverage_starts;
    const uint32_t *coverage_docs;
    const uint32_t *services;
    const char *pool;

    size_t doc_count, placed_count, fact_count, concept_count;
    size_t coverage_count, pool_size;
    double token_mean;

    struct wp_text_index text;
};

/* Point the members at the mapping and believe nothing before it is checked. */
WP_MUST_USE enum wp_status wp_columns_attach(struct wp_index *index,
                                             const struct wp_vocab *vocab,
                                             struct wp_error *err);

WP_MUST_USE enum wp_status wp_text_index_open(struct wp_index *index,
                                              const char *path,
                                              struct wp_error *err);
void wp_text_index_close(struct wp_text_index *text);

/* ---- text_words.c ------------------------------------------------------- */

struct wp_query_word {
    char text[WP_WORD_MAX + 1];
    char form[WP_WORD_MAX + 1]; /* first form: two words of one are one */
    double df;                  /* documents that have it */
    bool plain;                 /* a function word, or in most documents */
};

/*
 * The distinct words of a query that some document has, at most
 * WP_QUERY_WORDS_MAX; plain ones only when nothing else was said.
 */
WP_MUST_USE enum wp_status
wp_query_read(struct wp_index *index, const char *words,
              struct wp_query_word *found, size_t *ret_count,
              struct wp_error *err);

/* Turn what SQLite said about this connection into a failure. */
enum wp_status wp_text_index_failed(sqlite3 *db, struct wp_error *err);

#endif /* WP_INDEX_OPENED_H */
