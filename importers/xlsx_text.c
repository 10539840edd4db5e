/* importers/xlsx_text.c - shared strings, escapes and numbers of a workbook */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xlsx_private.h"

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    if (byte >= 'A' && byte <= 'F') {
        return byte - 'A' + 10;
    }
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* The code of "_xHHHH_" at text, or -1. */
static int escape_at(const char *text, size_t size)
{
    int code = 0;

    if (size < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
        return -1;
    }
    for (int i = 2; i < 6; i++) {
        const int digit = hex_digit(text[i]);
        if (digit < 0) {
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

void wp_xlsx_unescape(struct wp_buf *buf, size_t start)
{
    if (buf->failed || !buf->text || !strstr(buf->text + start, "_x")) {
        return;
    }
    char *to = buf->text + start;
    for (size_t i = start; i < buf->length;) {
        int code = escape_at(buf->text + i, buf->length - i);
        if (code < 0) {
            *to++ = buf->text[i++];
            continue;
        }
        i += 7;
        if (code == 0 || (code >= 0xD800 && code <= 0xDFFF)) {
            code = 0xFFFD;
        }
        if (code < 0x80) {
            *to++ = (char)code;
        } else if (code < 0x800) {
            *to++ = (char)(0xC0 | code >> 6);
            *to++ = (char)(0x80 | (code & 0x3F));
        } else {
            *to++ = (char)(0xE0 | code >> 12);
            *to++ = (char)(0x80 | (code >> 6 & 0x3F));
            *to++ = (char)(0x80 | (code & 0x3F));
        }
    }
    buf->length = (size_t)(to - buf->text);
    *to = '\0';
}

void wp_xlsx_number(struct wp_buf *out, const char *raw)
{
    char *end = NULL;

    if (!raw[strspn(raw, "0123456789")]) {
        wp_buf_text(out, raw);
        return;
    }
    errno = 0;
    const double value = strtod(raw, &end);
    if (end == raw || *end || !isfinite(value) || errno == ERANGE ||
        raw[strspn(raw, "0123456789+-.eE")]) {
        wp_buf_text(out, raw);
    } else if (value == 0) {
        wp_buf_char(out, '0');
    } else if (fabs(value) < 1e15 && value == floor(value)) {
        wp_buf_printf(out, "%.0f", value);
    } else {
        wp_buf_printf(out, "%.15g", value);
    }
}

static enum wp_status add_string(struct wp_xlsx_strings *strings,
                                 struct wp_error *err)
{
    if (strings->count + 1 >= strings->room) {
        const size_t room = strings->room ? strings->room * 2 : 1024;
        uint32_t *starts = realloc(strings->starts, room * sizeof(*starts));
        if (!starts) {
            return wp_fail(err, WP_ENOMEM, "out of memory");
        }
        strings->starts = starts;
        strings->room = room;
    }
    if (strings->count == 0) {
        strings->starts[0] = 0;
    }
    if (strings->count == WP_XLSX_STRINGS_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %u shared strings",
                       WP_XLSX_STRINGS_MAX);
    }
    wp_xlsx_unescape(&strings->text, strings->starts[strings->count]);
    wp_buf_char(&strings->text, '\0');
    strings->count++;
    strings->starts[strings->count] = (uint32_t)strings->text.length;
    return wp_buf_status(&strings->text, err);
}

static enum wp_status add_text(struct wp_xlsx_strings *strings,
                               const char *text, struct wp_error *err)
{
    const size_t start =
        strings->count > 0 ? strings->starts[strings->count] : 0;

    wp_buf_text(&strings->text, text);
    if (strings->text.length > WP_XLSX_STRINGS_BYTES_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %zu MiB of shared strings",
                       WP_XLSX_STRINGS_BYTES_MAX >> 20);
    }
    if (strings->text.length - start > WP_CSV_FIELD_MAX) {
        return wp_fail(err, WP_ELIMIT, "a text of more than %zu bytes",
                       WP_CSV_FIELD_MAX);
    }
    return wp_buf_status(&strings->text, err);
}

/* <si> holds <t>, or runs <r> of it; <rPh> is how to pronounce it. */
static enum wp_status read_strings(struct wp_xlsx_strings *strings,
                                   struct wp_xlsx_xml *xml,
                                   struct wp_error *err)
{
    struct wp_xlsx_event event = {0};
    bool in_string = false;
    bool in_text = false;
    bool in_phonetic = false;
    enum wp_status status;

    while ((status = wp_xlsx_xml_next(xml, &event, err)) == WP_OK) {
        const bool opens = event.kind == WP_XLSX_OPEN;
        if (event.kind == WP_XLSX_TEXT) {
            if (in_string && in_text && !in_phonetic) {
                status = add_text(strings, event.text, err);
            }
        } else if (strcmp(event.name, "si") == 0) {
            if (in_string && !opens) {
                status = add_string(strings, err);
            }
            in_string = opens;
        } else if (strcmp(event.name, "t") == 0) {
            in_text = opens;
        } else if (strcmp(event.name, "rPh") == 0) {
            in_phonetic = opens;
        }
        if (status != WP_OK) {
            break;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

enum wp_status wp_xlsx_strings_load(struct wp_xlsx_strings *strings,
                                    struct wp_bytes *bytes,
                                    struct wp_error *err)
{
    struct wp_xlsx_xml *xml = NULL;
    char label[160];

    (void)snprintf(label, sizeof(label), "%s", wp_bytes_label(bytes));
    enum wp_status status = wp_xlsx_xml_open(bytes, &xml, err);
    if (status != WP_OK) {
        return status;
    }
    strings->text = WP_BUF_INIT;
    status = read_strings(strings, xml, err);
    if (status == WP_ELIMIT && err && !err->origin[0]) {
        (void)wp_fail_at(err, label, 0, 0);
    }
    wp_xlsx_xml_close(xml);
    return status;
}

void wp_xlsx_strings_clear(struct wp_xlsx_strings *strings)
{
    wp_buf_clear(&strings->text);
    free(strings->starts);
    strings->starts = NULL;
    strings->count = 0;
    strings->room = 0;
}
