/* tests/fuzz/fuzz_csv.c - any bytes as a CSV with named columns */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What holds for every row, whatever was read. */
static void check_row(const struct wp_table *table)
{
    const struct wp_table_row *row = wp_table_row(table);

    if (row->count == 0 || row->count > WP_CSV_COLUMNS_MAX || row->line == 0) {
        abort();
    }
    for (size_t i = 0; i < row->count; i++) {
        const struct wp_cell *cell = &row->cells[i];
        if (strlen(cell->text) != cell->length || cell->line < row->line ||
            cell->column == 0 || !wp_text_is_utf8(cell->text, cell->length)) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_bytes *bytes = NULL;
    struct wp_text *text = NULL;
    struct wp_table *table = NULL;
    struct wp_error err = WP_ERROR_INIT;
    enum wp_status status =
        wp_bytes_open_memory("fuzz.csv", data, size, &bytes, &err);

    if (status == WP_OK) {
        status = wp_text_open(bytes, &text, &err);
    }
    if (status == WP_OK) {
        status = wp_table_open_text(text, NULL, &table, &err);
    }
    if (status == WP_OK) {
        while ((status = wp_table_next(table, &err)) == WP_OK) {
            check_row(table);
        }
    }
    if (status != WP_EEND && (!err.message[0] || !err.origin[0])) {
        abort();
    }
    wp_table_close(table);
    return 0;
}
