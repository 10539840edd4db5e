/*
 * engine/vocab/tsv.h - read one embedded datasets/ table row by row
 *
 * The table is copied into the arena and cut there, so that every field is a
 * terminated string that lives as long as the vocabulary.
 */
#ifndef WP_VOCAB_TSV_H
#define WP_VOCAB_TSV_H

#include <stddef.h>

#include "waypost/arena.h"
#include "waypost/error.h"

#define WP_TSV_COLUMNS_MAX 12

struct wp_tsv {
    const char *name; /* "needs.tsv", for messages */
    char *at;
    size_t rows_max; /* lines left when it was opened: an upper bound */
    size_t columns;
    unsigned long line;
    char *fields[WP_TSV_COLUMNS_MAX];
};

/*
 * header is the expected first line that is not a comment; a table with
 * another one is WP_EPARSE: the program and its data do not fit.
 */
WP_MUST_USE enum wp_status wp_tsv_open(struct wp_tsv *table,
                                       struct wp_arena *arena, const char *name,
                                       const char *header, const char *begin,
                                       const char *end, struct wp_error *err);

/* WP_OK with fields filled ("-" is read as ""), WP_EEND, or WP_EPARSE. */
WP_MUST_USE enum wp_status wp_tsv_next(struct wp_tsv *table,
                                       struct wp_error *err);

/* A failure of the current row: what is wrong, with table and line. */
enum wp_status wp_tsv_fail(const struct wp_tsv *table, struct wp_error *err,
                           const char *what, const char *value);

/*
 * Cut the next piece off *rest at a separator; NULL at the end. Empty pieces
 * are skipped. Writes into the text.
 */
char *wp_tsv_piece(char **rest, char separator);

#endif /* WP_VOCAB_TSV_H */
