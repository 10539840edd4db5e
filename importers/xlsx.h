/*
 * importers/xlsx.h - rows of an Excel workbook, one at a time
 *
 * Sheets are streamed; only the shared strings are held in memory (capped).
 * A DOCTYPE, an entity, a part outside the package, an index without its
 * string, a cell out of order or beyond Excel's own grid are errors that name
 * sheet and row. Values come as text: whole numbers without ".0", decimals in
 * their shortest form, booleans as TRUE and FALSE, errors as Excel shows them
 * ("#N/A"), dates as the number Excel stores (days since 1899-12-30).
 */
#ifndef IMPORTERS_XLSX_H
#define IMPORTERS_XLSX_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

#include "csv_reader.h"
#include "package.h"

#define WP_XLSX_COLUMNS_MAX       16384u
#define WP_XLSX_ROWS_MAX          1048576u
#define WP_XLSX_SHEETS_MAX        256u
#define WP_XLSX_TOTAL_MAX         (UINT64_C(1) << 30)
#define WP_XLSX_STRINGS_MAX       2000000u
#define WP_XLSX_STRINGS_BYTES_MAX ((size_t)96 << 20)

struct wp_xlsx;       /* the workbook */
struct wp_xlsx_sheet; /* a reading of one of its sheets */

struct wp_xlsx_row {
    const struct wp_cell *cells; /* by column: a gap is an empty cell */
    size_t count;                /* up to the last cell that holds a text */
    unsigned long number;        /* as Excel counts, from 1 */
};

/* Takes package over, also when it fails. */
WP_MUST_USE enum wp_status wp_xlsx_open(struct wp_package *package,
                                        struct wp_xlsx **ret_xlsx,
                                        struct wp_error *err);

/* Is this package a workbook? */
bool wp_xlsx_is(const struct wp_package *package);

size_t wp_xlsx_sheet_count(const struct wp_xlsx *xlsx);
const char *wp_xlsx_sheet_name(const struct wp_xlsx *xlsx, size_t index);

/* By name, trimmed and ignoring case; WP_ENOTFOUND lists the names. */
WP_MUST_USE enum wp_status
wp_xlsx_sheet_find(const struct wp_xlsx *xlsx, const char *name,
                   size_t *ret_index, struct wp_error *err);

WP_MUST_USE enum wp_status
wp_xlsx_sheet_open(struct wp_xlsx *xlsx, size_t index,
                   struct wp_xlsx_sheet **ret_sheet, struct wp_error *err);

/* WP_OK, WP_EEND, or an error. Rows without any text are passed over. */
WP_MUST_USE enum wp_status wp_xlsx_sheet_next(struct wp_xlsx_sheet *sheet,
                                              struct wp_xlsx_row *ret_row,
                                              struct wp_error *err);

/* "directory.xlsx!Sheet1" */
const char *wp_xlsx_sheet_label(const struct wp_xlsx_sheet *sheet);

/* NULL is allowed. Close the sheets before the workbook. */
void wp_xlsx_sheet_close(struct wp_xlsx_sheet *sheet);
void wp_xlsx_close(struct wp_xlsx *xlsx);

#endif /* IMPORTERS_XLSX_H */
