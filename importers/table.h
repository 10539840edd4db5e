/*
 * importers/table.h - rows with named columns, from CSV or from a spreadsheet
 *
 *     enum wp_status status = wp_table_open(path, NULL, &table, err);
 *     const long name = wp_table_column(table, "name");
 *     while ((status = wp_table_next(table, err)) == WP_OK) {
 *         use(wp_table_text(table, name));
 *     }
 *     if (status != WP_EEND) ... err says what and where ...
 *
 * Header names are trimmed of blanks (NBSP too). Looking one up ignores case,
 * but an exact match goes first: files exist with both "ID" and "id". A name
 * that is repeated keeps its first place; the later ones are called "name#2",
 * "name#3"; a column without a name is called "column 7". Rows may be shorter
 * than the header (the rest reads as "") or longer (wp_table_row.extra_count).
 */
#ifndef IMPORTERS_TABLE_H
#define IMPORTERS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

#include "csv_reader.h"
#include "package.h"
#include "text.h"
#include "xlsx.h"

struct wp_table;

struct wp_table_options {
    char delimiter;     /* of a CSV; 0: find out */
    bool no_header;     /* columns are then called "column 1" ... */
    unsigned skip_rows; /* rows (not blank ones) above the header: titles */
    const char *sheet;  /* of a workbook, by name; NULL: by sheet_index */
    size_t sheet_index; /* from 0 */
};

struct wp_table_row {
    const struct wp_cell *cells; /* borrowed until the next row */
    size_t count;                /* cells present in this row */
    unsigned long line;          /* where it starts; spreadsheet: its row */
    size_t extra_count;          /* cells beyond the header, kept in cells[] */
    size_t missing_count;        /* header columns without a cell */
    size_t stray_quotes;         /* quotes read as text (csv_reader.h) */
};

/*
 * A .csv, .csv.gz, .xlsx, or a .zip that holds exactly one .csv/.tsv/.txt;
 * told by content. options may be NULL. A file without any row is an error.
 */
WP_MUST_USE enum wp_status
wp_table_open(const char *path, const struct wp_table_options *options,
              struct wp_table **ret_table, struct wp_error *err);

/* A CSV inside a package (package.h), which must stay open. */
WP_MUST_USE enum wp_status
wp_table_open_member(struct wp_package *package, size_t index,
                     const struct wp_table_options *options,
                     struct wp_table **ret_table, struct wp_error *err);

/* A CSV; takes text over, also when it fails. */
WP_MUST_USE enum wp_status
wp_table_open_text(struct wp_text *text, const struct wp_table_options *options,
                   struct wp_table **ret_table, struct wp_error *err);

/* A sheet of an open workbook, which must stay open. */
WP_MUST_USE enum wp_status
wp_table_open_sheet(struct wp_xlsx *xlsx, size_t index,
                    const struct wp_table_options *options,
                    struct wp_table **ret_table, struct wp_error *err);

/* "package.zip!services.csv": the path part of an origin. */
const char *wp_table_label(const struct wp_table *table);

/* How a CSV was encoded; NULL for a spreadsheet. */
const struct wp_text_report *wp_table_text_report(const struct wp_table *table);

/* Columns of the header. */
size_t wp_table_column_count(const struct wp_table *table);
const char *wp_table_column_name(const struct wp_table *table, size_t column);

/* Names that came up again, and columns without a name: for a finding. */
size_t wp_table_repeated_count(const struct wp_table *table);
size_t wp_table_unnamed_count(const struct wp_table *table);

/* The index of a column, or -1. */
long wp_table_column(const struct wp_table *table, const char *name);

/* Move to the next row. WP_OK, WP_EEND, or an error (origin is set). */
WP_MUST_USE enum wp_status wp_table_next(struct wp_table *table,
                                         struct wp_error *err);

/* The current row; count 0 before the first. */
const struct wp_table_row *wp_table_row(const struct wp_table *table);

/* The current row's text in a column as it stands in the file; "" if column
 * is -1 or the row is too short. Never NULL. */
const char *wp_table_text(const struct wp_table *table, long column);

/* Write "services.csv:214:7" for a cell of the current row into err->origin;
 * column -1: the row. Returns err->status. */
enum wp_status wp_table_fail_at(const struct wp_table *table, long column,
                                struct wp_error *err);

/* NULL is allowed. Closes what the open call took over. */
void wp_table_close(struct wp_table *table);

#endif /* IMPORTERS_TABLE_H */
