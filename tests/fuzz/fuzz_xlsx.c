/*
 * tests/fuzz/fuzz_xlsx.c - any bytes as the XML parts of a workbook
 *
 * The input is the parts themselves, each but the last ended by a 0xFF byte,
 * and is put into a stored zip here: a fuzzer that had to hit checksums would
 * never get as far as a cell. An input that starts with "PK" is a whole file.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "waypost/buf.h"

#include "xlsx.h"

#define PARTS 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put(struct wp_buf *out, unsigned long value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        wp_buf_char(out, (char)(value >> (8 * i) & 0xFF));
    }
}

static void add_part(struct wp_buf *out, struct wp_buf *directory,
                     const char *name, const uint8_t *data, size_t size)
{
    const unsigned long offset = out->length;
    const unsigned long sum = crc32(0, data, (uInt)size);

    put(out, 0x04034B50, 4);
    put(out, 20, 2);
    put(out, 0, 8);
    put(out, sum, 4);
    put(out, size, 4);
    put(out, size, 4);
    put(out, strlen(name), 4);
    wp_buf_text(out, name);
    wp_buf_bytes(out, data, size);

    put(directory, 0x02014B50, 4);
    put(directory, 20, 2);
    put(directory, 20, 2);
    put(directory, 0, 8);
    put(directory, sum, 4);
    put(directory, size, 4);
    put(directory, size, 4);
    put(directory, strlen(name), 4);
    put(directory, 0, 4);
    put(directory, 0, 6);
    put(directory, offset, 4);
    wp_buf_text(directory, name);
}

static void pack(struct wp_buf *out, const uint8_t *data, size_t size)
{
    static const char *const names[PARTS] = {
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels"};
    static const char workbook[] =
        "<workbook><sheets><sheet name=\"S\" id=\"r1\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" "
        "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
        "Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "</Relationships>";
    struct wp_buf directory = WP_BUF_INIT;

    for (int i = 0; i < PARTS; i++) {
        const uint8_t *end =
            i < PARTS - 1 && size > 0 ? memchr(data, 0xFF, size) : NULL;
        const size_t length = end ? (size_t)(end - data) : size;
        if (length > 0 || i == 0) {
            add_part(out, &directory, names[i], data, length);
        } else {
            const char *usual = i == 1   ? "<sst/>"
                                : i == 2 ? workbook
                                         : relations;
            add_part(out, &directory, names[i], (const uint8_t *)usual,
                     strlen(usual));
        }
        data += length + (end ? 1 : 0);
        size -= length + (end ? 1 : 0);
    }
    const unsigned long offset = out->length;
    wp_buf_bytes(out, directory.text, directory.length);
    put(out, 0x06054B50, 4);
    put(out, 0, 4);
    put(out, PARTS, 2);
    put(out, PARTS, 2);
    put(out, directory.length, 4);
    put(out, offset, 4);
    put(out, 0, 2);
    wp_buf_clear(&directory);
}

static void read_sheets(struct wp_xlsx *xlsx)
{
    for (size_t i = 0; i < wp_xlsx_sheet_count(xlsx) && i < 4; i++) {
        struct wp_xlsx_sheet *sheet = NULL;
        struct wp_xlsx_row row;
        struct wp_error err = WP_ERROR_INIT;
        enum wp_status status = wp_xlsx_sheet_open(xlsx, i, &sheet, &err);
        while (status == WP_OK) {
            status = wp_xlsx_sheet_next(sheet, &row, &err);
            for (size_t k = 0; status == WP_OK && k < row.count; k++) {
                if (strlen(row.cells[k].text) != row.cells[k].length ||
                    row.cells[k].line != row.number ||
                    row.cells[k].column != k + 1) {
                    abort();
                }
            }
        }
        if (status != WP_EEND && !err.message[0]) {
            abort();
        }
        wp_xlsx_sheet_close(sheet);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_buf made = WP_BUF_INIT;
    struct wp_package *package = NULL;
    struct wp_xlsx *xlsx = NULL;
    enum wp_status status;

    if (size >= 2 && data[0] == 'P' && data[1] == 'K') {
        status =
            wp_package_open_memory("fuzz.xlsx", data, size, &package, NULL);
    } else {
        pack(&made, data, size);
        status = wp_package_open_memory("fuzz.xlsx", wp_buf_str(&made),
                                        made.length, &package, NULL);
        if (status != WP_OK) {
            abort();
        }
    }
    if (status == WP_OK && wp_xlsx_open(package, &xlsx, NULL) == WP_OK) {
        read_sheets(xlsx);
        wp_xlsx_close(xlsx);
    }
    wp_buf_clear(&made);
    return 0;
}
