/* importers/xlsx_sheet.c - one sheet, row after row */
#include <stdlib.h>
#include <string.h>

#include "path.h"
#include "xlsx_private.h"

/* A row may be 16,384 cells wide because of one cell at its end. Together the
 * rows may not cost more than a real sheet of that size would. */
#define CELLS_MAX (UINT64_C(1) << 28)
#define DIRECT    SIZE_MAX /* the cell's text is a shared string */

enum cell_type {
    CELL_NUMBER,
    CELL_SHARED,
    CELL_BOOLEAN,
    CELL_TEXT, /* str, inlineStr, e, d */
};

struct wp_xlsx_sheet {
    struct wp_xlsx *xlsx;
    struct wp_xlsx_xml *xml;
    char label[WP_LABEL_MAX + 1];
    bool in_data;
    unsigned long number; /* of the current row */
    size_t next_column;   /* from 0 */
    size_t count;         /* cells, up to the last with a text */
    uint64_t cells_read;
    struct wp_cell *cells;
    size_t *starts; /* of each cell's text in text, or DIRECT */
    size_t room;
    struct wp_buf text; /* of the current row */
    struct wp_buf raw;  /* of the current cell */
};

static enum wp_status fail_here(const struct wp_xlsx_sheet *sheet,
                                enum wp_status status, const char *reason,
                                struct wp_error *err)
{
    (void)wp_fail(err, status, "%s", reason);
    (void)wp_fail_at(err, sheet->label, sheet->number,
                     sheet->number > 0 ? sheet->next_column + 1 : 0);
    return status;
}

/* A positive whole number without anything around it; 0 if it is none. */
static unsigned long parse_count(const char *text)
{
    unsigned long number = 0;

    for (; *text >= '0' && *text <= '9'; text++) {
        number = number * 10 + (unsigned long)(*text - '0');
        if (number > 100000000) {
            return 0;
        }
    }
    return *text ? 0 : number;
}

/* "AB12" is column 27 (from 0) of row 12; false if it is no such thing. */
static bool parse_reference(const char *text, size_t *ret_column,
                            unsigned long *ret_row)
{
    size_t column = 0;
    size_t letters = 0;

    for (; *text >= 'A' && *text <= 'Z'; text++, letters++) {
        if (letters == 3) {
            return false;
        }
        column = column * 26 + (size_t)(*text - 'A') + 1;
    }
    *ret_row = parse_count(text);
    *ret_column = column - 1;
    return letters > 0 && *text && *ret_row > 0 &&
           column <= WP_XLSX_COLUMNS_MAX;
}

static enum wp_status begin_row(struct wp_xlsx_sheet *sheet,
                                struct wp_error *err)
{
    const char *number = wp_xlsx_xml_attribute(sheet->xml, "r");
    const unsigned long row = number ? parse_count(number) : sheet->number + 1;

    if (row > WP_XLSX_ROWS_MAX || row <= sheet->number) {
        return fail_here(sheet, WP_EPARSE,
                         "the row that follows has no place here: its number "
                         "is not higher, or beyond 1048576",
                         err);
    }
    sheet->number = row;
    sheet->next_column = 0;
    sheet->count = 0;
    wp_buf_reset(&sheet->text);
    return WP_OK;
}

static enum wp_status make_room(struct wp_xlsx_sheet *sheet, size_t wanted,
                                struct wp_error *err)
{
    if (wanted <= sheet->room) {
        return WP_OK;
    }
    size_t room = sheet->room ? sheet->room : 32;
    while (room < wanted) {
        room *= 2;
    }
    struct wp_cell *cells = realloc(sheet->cells, room * sizeof(*cells));
    if (cells) {
        sheet->cells = cells;
    }
    size_t *starts = realloc(sheet->starts, room * sizeof(*starts));
    if (starts) {
        sheet->starts = starts;
    }
    if (!cells || !starts) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    sheet->room = room;
    return WP_OK;
}

/* Put a cell at column; those passed over are empty. */
static enum wp_status place_cell(struct wp_xlsx_sheet *sheet, size_t column,
                                 struct wp_cell cell, size_t start,
                                 struct wp_error *err)
{
    const enum wp_status status = make_room(sheet, column + 1, err);

    if (status != WP_OK) {
        return status;
    }
    sheet->cells_read += column + 1 - sheet->count;
    if (sheet->cells_read > CELLS_MAX) {
        return fail_here(sheet, WP_ELIMIT, "more cells than a directory has",
                         err);
    }
    for (size_t i = sheet->count; i < column; i++) {
        sheet->cells[i] = (struct wp_cell){
            .text = "", .line = sheet->number, .column = i + 1};
        sheet->starts[i] = DIRECT;
    }
    cell.line = sheet->number;
    cell.column = column + 1;
    sheet->cells[column] = cell;
    sheet->starts[column] = start;
    sheet->count = column + 1;
    return WP_OK;
}

static enum wp_status shared_cell(struct wp_xlsx_sheet *sheet, size_t column,
                                  struct wp_error *err)
{
    const struct wp_xlsx_strings *strings = &sheet->xlsx->strings;
    const char *raw = wp_buf_str(&sheet->raw);
    const unsigned long index = parse_count(raw);

    if ((index == 0 && strcmp(raw, "0") != 0) || index >= strings->count) {
        (void)wp_fail(err, WP_EPARSE,
                      "this cell points at shared text '%.20s', but there "
                      "are %zu",
                      raw, strings->count);
        (void)wp_fail_at(err, sheet->label, sheet->number, column + 1);
        return WP_EPARSE;
    }
    const uint32_t start = strings->starts[index];
    const struct wp_cell cell = {
        .text = strings->text.text + start,
        .length = strings->starts[index + 1] - start - 1,
    };
    return cell.length > 0 ? place_cell(sheet, column, cell, DIRECT, err)
                           : WP_OK;
}

static enum wp_status end_cell(struct wp_xlsx_sheet *sheet, size_t column,
                               enum cell_type type, struct wp_error *err)
{
    const size_t start = sheet->text.length;

    if (wp_buf_status(&sheet->raw, err) != WP_OK) {
        return WP_ENOMEM;
    }
    if (sheet->raw.length == 0) {
        return WP_OK;
    }
    switch (type) {
    case CELL_SHARED:
        return shared_cell(sheet, column, err);
    case CELL_NUMBER:
        wp_xlsx_number(&sheet->text, sheet->raw.text);
        break;
    case CELL_BOOLEAN:
        wp_buf_text(&sheet->text, strcmp(sheet->raw.text, "1") == 0 ? "TRUE"
                                  : strcmp(sheet->raw.text, "0") == 0
                                      ? "FALSE"
                                      : sheet->raw.text);
        break;
    case CELL_TEXT:
        wp_xlsx_unescape(&sheet->raw, 0);
        wp_buf_text(&sheet->text, sheet->raw.text);
        break;
    }
    const struct wp_cell cell = {.length = sheet->text.length - start};
    wp_buf_char(&sheet->text, '\0');
    if (wp_buf_status(&sheet->text, err) != WP_OK) {
        return WP_ENOMEM;
    }
    if (sheet->text.length > WP_CSV_RECORD_MAX) {
        return fail_here(sheet, WP_ELIMIT, "a row of more than 16 MiB", err);
    }
    return cell.length > 0 ? place_cell(sheet, column, cell, start, err)
                           : WP_OK;
}

static enum cell_type cell_type(const char *name)
{
    if (!name || strcmp(name, "n") == 0) {
        return CELL_NUMBER;
    }
    if (strcmp(name, "s") == 0) {
        return CELL_SHARED;
    }
    return strcmp(name, "b") == 0 ? CELL_BOOLEAN : CELL_TEXT;
}

/* Gather the text of <v> or <is><t> up to </c>; <f> and <rPh> are not text. */
static enum wp_status read_value(struct wp_xlsx_sheet *sheet,
                                 struct wp_error *err)
{
    struct wp_xlsx_event event = {0};
    bool wanted = false;
    bool in_inline = false;
    bool in_phonetic = false;
    enum wp_status status;

    wp_buf_reset(&sheet->raw);
    while ((status = wp_xlsx_xml_next(sheet->xml, &event, err)) == WP_OK) {
        const bool opens = event.kind == WP_XLSX_OPEN;
        if (event.kind == WP_XLSX_TEXT) {
            if (wanted && !in_phonetic) {
                wp_buf_text(&sheet->raw, event.text);
            }
            if (sheet->raw.length > WP_CSV_FIELD_MAX) {
                return fail_here(sheet, WP_ELIMIT, "a cell of more than 1 MiB",
                                 err);
            }
        } else if (strcmp(event.name, "c") == 0) {
            return opens ? fail_here(sheet, WP_EPARSE, "a cell inside a cell",
                                     err)
                         : WP_OK;
        } else if (strcmp(event.name, "v") == 0) {
            wanted = opens;
        } else if (strcmp(event.name, "is") == 0) {
            in_inline = opens;
        } else if (strcmp(event.name, "rPh") == 0) {
            in_phonetic = opens;
        } else if (strcmp(event.name, "t") == 0) {
            wanted = opens && in_inline;
        }
    }
    return status == WP_EEND ? fail_here(sheet, WP_EPARSE,
                                         "the sheet ends inside a cell", err)
                             : status;
}

static enum wp_status read_cell(struct wp_xlsx_sheet *sheet,
                                struct wp_error *err)
{
    const enum cell_type type =
        cell_type(wp_xlsx_xml_attribute(sheet->xml, "t"));
    const char *reference = wp_xlsx_xml_attribute(sheet->xml, "r");
    size_t column = sheet->next_column;
    unsigned long row = sheet->number;

    if (reference && !parse_reference(reference, &column, &row)) {
        return fail_here(sheet, WP_EPARSE,
                         "a cell that says it lies outside of Excel's grid",
                         err);
    }
    if (row != sheet->number || column < sheet->next_column ||
        column >= WP_XLSX_COLUMNS_MAX) {
        return fail_here(sheet, WP_EPARSE, "a cell out of its place", err);
    }
    enum wp_status status = read_value(sheet, err);
    if (status == WP_OK) {
        status = end_cell(sheet, column, type, err);
    }
    sheet->next_column = column + 1;
    return status;
}

/* From behind <row> to behind </row>. */
static enum wp_status read_row(struct wp_xlsx_sheet *sheet,
                               struct wp_error *err)
{
    struct wp_xlsx_event event = {0};
    enum wp_status status;

    while ((status = wp_xlsx_xml_next(sheet->xml, &event, err)) == WP_OK) {
        if (event.kind == WP_XLSX_OPEN && strcmp(event.name, "c") == 0) {
            status = read_cell(sheet, err);
        } else if (event.kind == WP_XLSX_CLOSE &&
                   strcmp(event.name, "row") == 0) {
            return WP_OK;
        }
        if (status != WP_OK) {
            return status;
        }
    }
    return status == WP_EEND
               ? fail_here(sheet, WP_EPARSE, "the sheet ends inside a row", err)
               : status;
}

enum wp_status wp_xlsx_sheet_next(struct wp_xlsx_sheet *sheet,
                                  struct wp_xlsx_row *ret_row,
                                  struct wp_error *err)
{
    struct wp_xlsx_event event = {0};
    enum wp_status status = WP_OK;

    sheet->count = 0;
    while (status == WP_OK && sheet->count == 0) {
        status = wp_xlsx_xml_next(sheet->xml, &event, err);
        if (status != WP_OK || event.kind == WP_XLSX_TEXT) {
            continue;
        }
        if (strcmp(event.name, "sheetData") == 0) {
            sheet->in_data = event.kind == WP_XLSX_OPEN;
        } else if (sheet->in_data && event.kind == WP_XLSX_OPEN &&
                   strcmp(event.name, "row") == 0) {
            status = begin_row(sheet, err);
            if (status == WP_OK) {
                status = read_row(sheet, err);
            }
        }
    }
    if (status != WP_OK) {
        return status;
    }
    for (size_t i = 0; i < sheet->count; i++) {
        if (sheet->starts[i] != DIRECT) {
            sheet->cells[i].text = sheet->text.text + sheet->starts[i];
        }
    }
    *ret_row = (struct wp_xlsx_row){
        .cells = sheet->cells,
        .count = sheet->count,
        .number = sheet->number,
    };
    return WP_OK;
}

static enum wp_status load_strings(struct wp_xlsx *xlsx, struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;

    if (xlsx->strings.loaded || xlsx->strings_part == SIZE_MAX) {
        return WP_OK;
    }
    enum wp_status status =
        wp_package_read(xlsx->package, xlsx->strings_part, &bytes, err);
    if (status == WP_OK) {
        status = wp_xlsx_strings_load(&xlsx->strings, bytes, err);
    }
    if (status != WP_OK) {
        wp_xlsx_strings_clear(&xlsx->strings);
    }
    xlsx->strings.loaded = status == WP_OK;
    return status;
}

enum wp_status wp_xlsx_sheet_open(struct wp_xlsx *xlsx, size_t index,
                                  struct wp_xlsx_sheet **ret_sheet,
                                  struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    struct wp_xlsx_sheet *sheet = NULL;

    if (index >= xlsx->sheet_count) {
        (void)wp_fail(err, WP_ENOTFOUND,
                      "there is no sheet %zu; the workbook has %zu", index + 1,
                      xlsx->sheet_count);
        (void)wp_fail_at(err, wp_package_label(xlsx->package), 0, 0);
        return WP_ENOTFOUND;
    }
    enum wp_status status = load_strings(xlsx, err);
    if (status == WP_OK) {
        sheet = calloc(1, sizeof(*sheet));
        status = sheet ? WP_OK : wp_fail(err, WP_ENOMEM, "out of memory");
    }
    if (status == WP_OK) {
        sheet->xlsx = xlsx;
        sheet->text = WP_BUF_INIT;
        sheet->raw = WP_BUF_INIT;
        wp_path_label(wp_package_label(xlsx->package), xlsx->sheets[index].name,
                      sheet->label);
        status = wp_package_read(xlsx->package, xlsx->sheets[index].part,
                                 &bytes, err);
    }
    if (status == WP_OK) {
        status = wp_xlsx_xml_open(bytes, &sheet->xml, err);
    }
    if (status != WP_OK) {
        wp_xlsx_sheet_close(sheet);
        return status;
    }
    *ret_sheet = sheet;
    return WP_OK;
}

const char *wp_xlsx_sheet_label(const struct wp_xlsx_sheet *sheet)
{
    return sheet->label;
}

void wp_xlsx_sheet_close(struct wp_xlsx_sheet *sheet)
{
    if (sheet) {
        wp_xlsx_xml_close(sheet->xml);
        wp_buf_clear(&sheet->text);
        wp_buf_clear(&sheet->raw);
        free(sheet->cells);
        free(sheet->starts);
        free(sheet);
    }
}
