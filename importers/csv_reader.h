/*
 * importers/csv_reader.h - RFC 4180 and what is sold under that name
 *
 * Written by hand although libcsv is at hand: every message must name line and
 * column, and libcsv tells neither; it also cannot read `"a", "b"`, where the
 * blank keeps the quote from opening the field. (The name leaves <csv.h> to
 * libcsv.)
 *
 * - Records end with LF, CR or CR LF, in any mixture; blank lines are skipped.
 * - A quote opens a field at its start or after blanks. Inside, "" is a quote;
 *   a quote that is followed by neither delimiter nor line end is kept as text
 *   and counted as stray. A quote inside an unquoted field is text.
 * - A quote still open at the end of the file is an error that names the place
 *   where it opened.
 * - The delimiter is whichever of , TAB ; | the first line holds most of,
 *   outside quotes.
 */
#ifndef IMPORTERS_CSV_READER_H
#define IMPORTERS_CSV_READER_H

#include <stddef.h>

#include "waypost/error.h"

#include "text.h"

#define WP_CSV_FIELD_MAX   ((size_t)1 << 20)
#define WP_CSV_RECORD_MAX  ((size_t)16 << 20)
#define WP_CSV_COLUMNS_MAX 4096u

/* One cell of a table, also of a spreadsheet. */
struct wp_cell {
    const char *text;     /* never NULL; NUL-terminated */
    size_t length;        /* bytes */
    unsigned long line;   /* where it starts; for a spreadsheet: the row */
    unsigned long column; /* in characters; for a spreadsheet: the column */
};

struct wp_csv_row {
    const struct wp_cell *cells; /* borrowed until the next call */
    size_t count;
    unsigned long line; /* where the record starts, from 1 */
    size_t stray_quotes;
};

struct wp_csv;

/* text is borrowed. delimiter 0 means: find out. */
WP_MUST_USE enum wp_status wp_csv_create(struct wp_text *text, char delimiter,
                                         struct wp_csv **ret_csv,
                                         struct wp_error *err);

/* WP_OK, WP_EEND, or an error that ends the reading (origin is set). */
WP_MUST_USE enum wp_status wp_csv_next(struct wp_csv *csv,
                                       struct wp_csv_row *ret_row,
                                       struct wp_error *err);

char wp_csv_delimiter(const struct wp_csv *csv);

/* NULL is allowed. Leaves the text open. */
void wp_csv_destroy(struct wp_csv *csv);

#endif /* IMPORTERS_CSV_READER_H */
