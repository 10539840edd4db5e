/* importers/table.c - name the columns of a CSV or a spreadsheet */
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/arena.h"

#include "path.h"

struct wp_table {
    struct wp_package *package; /* owned; NULL unless we opened it */
    struct wp_xlsx *xlsx;       /* the same */
    struct wp_xlsx_sheet *sheet;
    struct wp_text *text;
    struct wp_csv *csv;
    struct wp_arena arena; /* names */
    const char **names;
    size_t column_count;
    size_t repeated_count;
    size_t unnamed_count;
    bool pending; /* the first row was read to count its cells */
    struct wp_table_row row;
};

static const struct wp_table_options no_options = {0};

static struct wp_table *table_create(void)
{
    struct wp_table *table = calloc(1, sizeof(*table));

    if (table) {
        table->arena = WP_ARENA_INIT;
    }
    return table;
}

/* The bytes of the blank at the start of text: ASCII, NBSP or a stray byte
 * order mark; 0 if there is none. */
static size_t blank_size(const char *text, size_t length)
{
    if (length >= 1 && strchr(" \t\r\n", *text) && *text) {
        return 1;
    }
    if (length >= 2 && memcmp(text, "\xC2\xA0", 2) == 0) {
        return 2;
    }
    return length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static char *trimmed(struct wp_arena *arena, const struct wp_cell *cell)
{
    const char *text = cell->text;
    size_t length = cell->length;
    size_t size;

    while ((size = blank_size(text, length)) > 0) {
        text += size;
        length -= size;
    }
    for (;;) {
        if (length >= 1 && blank_size(text + length - 1, 1) == 1) {
            length -= 1;
        } else if (length >= 2 && blank_size(text + length - 2, 2) == 2) {
            length -= 2;
        } else if (length >= 3 && blank_size(text + length - 3, 3) == 3) {
            length -= 3;
        } else {
            return wp_arena_strndup(arena, text, length);
        }
    }
}

static enum wp_status read_row(struct wp_table *table, struct wp_error *err)
{
    struct wp_table_row *row = &table->row;
    enum wp_status status;

    if (table->csv) {
        struct wp_csv_row read;
        status = wp_csv_next(table->csv, &read, err);
        if (status == WP_OK) {
            *row = (struct wp_table_row){
                .cells = read.cells,
                .count = read.count,
                .line = read.line,
                .stray_quotes = read.stray_quotes,
            };
        }
    } else {
        struct wp_xlsx_row read;
        status = wp_xlsx_sheet_next(table->sheet, &read, err);
        if (status == WP_OK) {
            *row = (struct wp_table_row){
                .cells = read.cells,
                .count = read.count,
                .line = read.number,
            };
        }
    }
    if (status != WP_OK) {
        *row = (struct wp_table_row){0};
    }
    return status;
}

/* "phone" again becomes "phone#2". If a column really has that name the first
 * one is found: a search for a free name could be made to take for ever. */
static const char *numbered(struct wp_table *table, const char *const *headings,
                            size_t column)
{
    const char *name = headings[column];
    size_t times = 1;

    for (size_t i = 0; i < column; i++) {
        times += strcmp(headings[i], name) == 0;
    }
    return times > 1 ? wp_arena_printf(&table->arena, "%s#%zu", name, times)
                     : name;
}

static enum wp_status name_columns(struct wp_table *table, bool header,
                                   struct wp_error *err)
{
    const size_t count = table->row.count;
    const char **headings = calloc(count + 1, sizeof(*headings));

    table->names = calloc(count + 1, sizeof(*table->names));
    bool failed = !headings || !table->names;
    for (size_t i = 0; !failed && i < count; i++) {
        const char *name =
            header ? trimmed(&table->arena, &table->row.cells[i]) : "";
        if (name && !*name) {
            table->unnamed_count += header;
            name = wp_arena_printf(&table->arena, "column %zu", i + 1);
        }
        headings[i] = name;
        table->names[i] = name ? numbered(table, headings, i) : NULL;
        table->repeated_count += table->names[i] != name;
        failed = !table->names[i];
    }
    free(headings);
    table->column_count = count;
    return failed ? wp_fail(err, WP_ENOMEM, "out of memory") : WP_OK;
}

/* Pass over titles, read the header, and hand over or clean up. */
static enum wp_status finish(struct wp_table *table,
                             const struct wp_table_options *options,
                             struct wp_table **ret_table, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (unsigned i = 0; status == WP_OK && i <= options->skip_rows; i++) {
        status = read_row(table, err);
    }
    if (status == WP_EEND) {
        (void)wp_fail(err, WP_EPARSE,
                      "there is no row in it, not even a header");
        (void)wp_fail_at(err, wp_table_label(table), 0, 0);
        status = WP_EPARSE;
    }
    if (status == WP_OK) {
        status = name_columns(table, !options->no_header, err);
    }
    if (status != WP_OK) {
        wp_table_close(table);
        return status;
    }
    table->pending = options->no_header;
    if (!table->pending) {
        table->row = (struct wp_table_row){0};
    }
    *ret_table = table;
    return WP_OK;
}

/* Takes table over. */
static enum wp_status open_text(struct wp_table *table, struct wp_text *text,
                                const struct wp_table_options *options,
                                struct wp_table **ret_table,
                                struct wp_error *err)
{
    table->text = text;
    const enum wp_status status =
        wp_csv_create(text, options->delimiter, &table->csv, err);
    if (status != WP_OK) {
        wp_table_close(table);
        return status;
    }
    return finish(table, options, ret_table, err);
}

/* The old binary Excel would only ever give a puzzling message about NULs. */
static enum wp_status refuse_xls(struct wp_bytes *bytes, struct wp_error *err)
{
    unsigned char magic[4] = {0};
    size_t have = 0;
    size_t size = 1;
    enum wp_status status = WP_OK;

    while (status == WP_OK && have < sizeof(magic) && size > 0) {
        status = wp_bytes_read(bytes, magic + have, sizeof(magic) - have, &size,
                               err);
        have += status == WP_OK ? size : 0;
    }
    if (status == WP_OK && memcmp(magic, "\xD0\xCF\x11\xE0", 4) == 0) {
        (void)wp_fail(err, WP_EPARSE,
                      "an old Excel file (.xls); save it as .xlsx or CSV");
        (void)wp_fail_at(err, wp_bytes_label(bytes), 0, 0);
        status = WP_EPARSE;
    }
    return status == WP_OK ? wp_bytes_rewind(bytes, err) : status;
}

/* Takes table and bytes over. */
static enum wp_status open_bytes(struct wp_table *table, struct wp_bytes *bytes,
                                 const struct wp_table_options *options,
                                 struct wp_table **ret_table,
                                 struct wp_error *err)
{
    struct wp_text *text = NULL;
    enum wp_status status = refuse_xls(bytes, err);

    if (status != WP_OK) {
        wp_bytes_close(bytes);
    } else {
        status = wp_text_open(bytes, &text, err);
    }
    if (status != WP_OK) {
        wp_table_close(table);
        return status;
    }
    return open_text(table, text, options, ret_table, err);
}

/* Takes table over. */
static enum wp_status
open_sheet(struct wp_table *table, struct wp_xlsx *xlsx, size_t index,
           const struct wp_table_options *options, struct wp_table **ret_table,
           struct wp_error *err)
{
    const enum wp_status status =
        wp_xlsx_sheet_open(xlsx, index, &table->sheet, err);

    if (status != WP_OK) {
        wp_table_close(table);
        return status;
    }
    return finish(table, options, ret_table, err);
}

/* The only .csv, .tsv or .txt of a zip. */
static enum wp_status find_only_table(const struct wp_package *package,
                                      size_t *ret_index, struct wp_error *err)
{
    size_t found = 0;

    for (size_t i = 0; i < wp_package_count(package); i++) {
        const char *name = wp_package_at(package, i)->name;
        if (wp_path_has_suffix(name, ".csv") ||
            wp_path_has_suffix(name, ".tsv") ||
            wp_path_has_suffix(name, ".txt")) {
            found++;
            *ret_index = i;
        }
    }
    if (found == 1) {
        return WP_OK;
    }
    (void)wp_fail(err, WP_EINVAL,
                  "one table is expected in this zip, but it holds %zu", found);
    (void)wp_fail_at(err, wp_package_label(package), 0, 0);
    return WP_EINVAL;
}

/* Takes table over; table->package is open. */
static enum wp_status
open_package(struct wp_table *table, const struct wp_table_options *options,
             struct wp_table **ret_table, struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    size_t index = options->sheet_index;
    enum wp_status status = WP_OK;

    if (wp_xlsx_is(table->package)) {
        struct wp_package *package = table->package;
        table->package = NULL;
        status = wp_xlsx_open(package, &table->xlsx, err);
        if (status == WP_OK && options->sheet) {
            status =
                wp_xlsx_sheet_find(table->xlsx, options->sheet, &index, err);
        }
        if (status == WP_OK) {
            return open_sheet(table, table->xlsx, index, options, ret_table,
                              err);
        }
    } else {
        status = find_only_table(table->package, &index, err);
        if (status == WP_OK) {
            status = wp_package_read(table->package, index, &bytes, err);
        }
        if (status == WP_OK) {
            return open_bytes(table, bytes, options, ret_table, err);
        }
    }
    wp_table_close(table);
    return status;
}

enum wp_status wp_table_open(const char *path,
                             const struct wp_table_options *options,
                             struct wp_table **ret_table, struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    struct wp_table *table = table_create();
    enum wp_status status;

    if (!table) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    options = options ? options : &no_options;
    if (wp_package_is(path)) {
        status = wp_package_open(path, &table->package, err);
        if (status == WP_OK) {
            return open_package(table, options, ret_table, err);
        }
    } else {
        status = wp_bytes_open(path, &bytes, err);
        if (status == WP_OK) {
            return open_bytes(table, bytes, options, ret_table, err);
        }
    }
    wp_table_close(table);
    return status;
}

enum wp_status wp_table_open_member(struct wp_package *package, size_t index,
                                    const struct wp_table_options *options,
                                    struct wp_table **ret_table,
                                    struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    struct wp_table *table = table_create();

    if (!table) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    const enum wp_status status = wp_package_read(package, index, &bytes, err);
    if (status != WP_OK) {
        wp_table_close(table);
        return status;
    }
    return open_bytes(table, bytes, options ? options : &no_options, ret_table,
                      err);
}

enum wp_status
wp_table_open_text(struct wp_text *text, const struct wp_table_options *options,
                   struct wp_table **ret_table, struct wp_error *err)
{
    struct wp_table *table = table_create();

    if (!table) {
        wp_text_close(text);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    return open_text(table, text, options ? options : &no_options, ret_table,
                     err);
}

enum wp_status wp_table_open_sheet(struct wp_xlsx *xlsx, size_t index,
                                   const struct wp_table_options *options,
                                   struct wp_table **ret_table,
                                   struct wp_error *err)
{
    struct wp_table *table = table_create();

    if (!table) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    return open_sheet(table, xlsx, index, options ? options : &no_options,
                      ret_table, err);
}

const char *wp_table_label(const struct wp_table *table)
{
    return table->csv ? wp_text_label(table->text)
                      : wp_xlsx_sheet_label(table->sheet);
}

const struct wp_text_report *wp_table_text_report(const struct wp_table *table)
{
    return table->csv ? wp_text_report(table->text) : NULL;
}

size_t wp_table_column_count(const struct wp_table *table)
{
    return table->column_count;
}

const char *wp_table_column_name(const struct wp_table *table, size_t column)
{
    return table->names[column];
}

size_t wp_table_repeated_count(const struct wp_table *table)
{
    return table->repeated_count;
}

size_t wp_table_unnamed_count(const struct wp_table *table)
{
    return table->unnamed_count;
}

long wp_table_column(const struct wp_table *table, const char *name)
{
    long found = -1;

    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->names[i], name) == 0) {
            return (long)i;
        }
        if (found < 0 && wp_path_same(table->names[i], name)) {
            found = (long)i;
        }
    }
    return found;
}

enum wp_status wp_table_next(struct wp_table *table, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    if (table->pending) {
        table->pending = false;
    } else {
        status = read_row(table, err);
    }
    if (status == WP_OK) {
        const size_t count = table->row.count;
        const size_t columns = table->column_count;
        table->row.extra_count = count > columns ? count - columns : 0;
        table->row.missing_count = count < columns ? columns - count : 0;
    }
    return status;
}

const struct wp_table_row *wp_table_row(const struct wp_table *table)
{
    return &table->row;
}

const char *wp_table_text(const struct wp_table *table, long column)
{
    return column >= 0 && (size_t)column < table->row.count
               ? table->row.cells[column].text
               : "";
}

enum wp_status wp_table_fail_at(const struct wp_table *table, long column,
                                struct wp_error *err)
{
    if (column >= 0 && (size_t)column < table->row.count) {
        const struct wp_cell *cell = &table->row.cells[column];
        return wp_fail_at(err, wp_table_label(table), cell->line, cell->column);
    }
    return wp_fail_at(err, wp_table_label(table), table->row.line, 0);
}

void wp_table_close(struct wp_table *table)
{
    if (table) {
        wp_csv_destroy(table->csv);
        wp_text_close(table->text);
        wp_xlsx_sheet_close(table->sheet);
        wp_xlsx_close(table->xlsx);
        wp_package_close(table->package);
        wp_arena_clear(&table->arena);
        free(table->names);
        free(table);
    }
}
