/* importers/text.c - sniff the encoding of a whole file, then decode it */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define INPUT_BYTES  32768u
#define OUTPUT_BYTES ((size_t)INPUT_BYTES * 3 + 16)
#define NO_MEANING   0xFFFDu

struct wp_text {
    struct wp_bytes *bytes;
    struct wp_text_report report;
    bool sniffing;              /* the first pass: keep count and place */
    bool at_start;              /* a byte order mark may follow */
    bool ended;                 /* the bytes have */
    uint64_t wide_count;        /* UTF-8 characters of more than one byte */
    uint64_t offset;            /* of input[0] in the file */
    struct wp_text_place place; /* of output[placed], while sniffing */
    size_t placed;
    size_t used;   /* bytes in input */
    size_t length; /* bytes in output */
    unsigned char input[INPUT_BYTES];
    char output[OUTPUT_BYTES];
};

/* 0x80-0x9F of windows-1252; 0 where it has no character. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

const char *wp_text_encoding_name(enum wp_text_encoding encoding)
{
    switch (encoding) {
    case WP_TEXT_UTF8:
        return "utf-8";
    case WP_TEXT_UTF16LE:
        return "utf-16le";
    case WP_TEXT_UTF16BE:
        return "utf-16be";
    case WP_TEXT_WINDOWS_1252:
        return "windows-1252";
    case WP_TEXT_MIXED:
        return "mixed";
    }
    return "unknown";
}

void wp_text_place_move(struct wp_text_place *place, const char *bytes,
                        size_t size)
{
    struct wp_text_place at = *place;

    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        if (byte >= 0x20) {
            at.column += (byte & 0xC0) != 0x80;
            at.after_cr = false;
        } else if (byte == '\n') {
            at.line += !at.after_cr;
            at.column = 1;
            at.after_cr = false;
        } else if (byte == '\r') {
            at.line++;
            at.column = 1;
            at.after_cr = true;
        } else {
            at.column++;
            at.after_cr = false;
        }
    }
    *place = at;
}

static void put(struct wp_text *text, uint32_t code)
{
    char *out = text->output + text->length;

    if (code < 0x80) {
        out[0] = (char)code;
        text->length += 1;
    } else if (code < 0x800) {
        out[0] = (char)(0xC0 | (code >> 6));
        out[1] = (char)(0x80 | (code & 0x3F));
        text->length += 2;
    } else if (code < 0x10000) {
        out[0] = (char)(0xE0 | (code >> 12));
        out[1] = (char)(0x80 | ((code >> 6) & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        text->length += 3;
    } else {
        out[0] = (char)(0xF0 | (code >> 18));
        out[1] = (char)(0x80 | ((code >> 12) & 0x3F));
        out[2] = (char)(0x80 | ((code >> 6) & 0x3F));
        out[3] = (char)(0x80 | (code & 0x3F));
        text->length += 4;
    }
}

/* Bring place up to the end of the output. */
static void keep_place(struct wp_text *text)
{
    if (text->sniffing) {
        wp_text_place_move(&text->place, text->output + text->placed,
                           text->length - text->placed);
        text->placed = text->length;
    }
}

static void count_bad(struct wp_text *text, size_t index, unsigned bytes)
{
    if (!text->sniffing) {
        return;
    }
    if (text->report.bad_count == 0) {
        keep_place(text);
        text->report.bad_offset = text->offset + index;
        text->report.bad_line = text->place.line;
    }
    text->report.bad_count += bytes;
}

static void put_replacement(struct wp_text *text)
{
    put(text, NO_MEANING);
    text->report.replaced_count += text->sniffing;
}

static enum wp_status refuse_nul(struct wp_text *text, struct wp_error *err)
{
    keep_place(text);
    (void)wp_fail(err, WP_EPARSE,
                  "a NUL character, which text cannot hold; if the file is "
                  "UTF-16 without a byte order mark, save it as UTF-8");
    (void)wp_fail_at(err, wp_bytes_label(text->bytes), text->place.line,
                     text->place.column);
    return WP_EPARSE;
}

/*
 * The length of the UTF-8 character at bytes, 0 if it is none (overlong forms
 * and surrogates included), or -1 if size ends before that can be told.
 */
static int utf8_length(const unsigned char *bytes, size_t size)
{
    const unsigned char first = bytes[0];
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    int length;

    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        low = first == 0xE0 ? 0xA0 : 0x80;
        high = first == 0xED ? 0x9F : 0xBF;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        low = first == 0xF0 ? 0x90 : 0x80;
        high = first == 0xF4 ? 0x8F : 0xBF;
    } else {
        return 0;
    }
    for (int i = 1; i < length; i++) {
        if ((size_t)i >= size) {
            return -1;
        }
        if (bytes[i] < low || bytes[i] > high) {
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

bool wp_text_is_utf8(const char *bytes, size_t size)
{
    size_t i = 0;

    while (i < size) {
        const int length =
            utf8_length((const unsigned char *)bytes + i, size - i);
        if (length <= 0) {
            return false;
        }
        i += (size_t)length;
    }
    return true;
}

static void put_windows_1252(struct wp_text *text, size_t index)
{
    const unsigned char byte = text->input[index];
    const uint32_t code = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;

    count_bad(text, index, 1);
    if (code == 0) {
        put_replacement(text);
    } else {
        put(text, code);
    }
}

/* Copy the ASCII bytes from index on; stops at NUL, too. */
static size_t put_ascii(struct wp_text *text, size_t index)
{
    size_t end = index;

    while (end < text->used && text->input[end] - 1u < 0x7Fu) {
        end++;
    }
    memcpy(text->output + text->length, text->input + index, end - index);
    text->length += end - index;
    return end;
}

static enum wp_status decode_utf8(struct wp_text *text, size_t *ret_used,
                                  struct wp_error *err)
{
    size_t i = 0;

    while (i < text->used) {
        i = put_ascii(text, i);
        if (i == text->used) {
            break;
        }
        if (text->input[i] == 0) {
            return refuse_nul(text, err);
        }
        const int length = utf8_length(text->input + i, text->used - i);
        if (length < 0 && !text->ended) {
            break;
        }
        if (length <= 0) {
            put_windows_1252(text, i);
            i++;
            continue;
        }
        memcpy(text->output + text->length, text->input + i, (size_t)length);
        text->length += (size_t)length;
        text->wide_count += text->sniffing;
        i += (size_t)length;
    }
    *ret_used = i;
    return WP_OK;
}

static uint32_t utf16_unit(const struct wp_text *text, size_t index)
{
    const uint32_t first = text->input[index];
    const uint32_t second = text->input[index + 1];

    return text->report.encoding == WP_TEXT_UTF16LE ? first | second << 8
                                                    : first << 8 | second;
}

static enum wp_status decode_utf16(struct wp_text *text, size_t *ret_used,
                                   struct wp_error *err)
{
    size_t i = 0;

    while (i + 1 < text->used) {
        const uint32_t unit = utf16_unit(text, i);
        if (unit == 0) {
            return refuse_nul(text, err);
        }
        if (unit < 0xD800 || unit > 0xDFFF) {
            put(text, unit);
            i += 2;
            continue;
        }
        if (unit < 0xDC00 && i + 3 >= text->used && !text->ended) {
            break;
        }
        const uint32_t low =
            unit < 0xDC00 && i + 3 < text->used ? utf16_unit(text, i + 2) : 0;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            put(text, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            i += 4;
        } else {
            count_bad(text, i, 2);
            put_replacement(text);
            i += 2;
        }
    }
    if (i + 1 == text->used && text->ended) {
        count_bad(text, i, 1);
        put_replacement(text);
        i++;
    }
    *ret_used = i;
    return WP_OK;
}

/* The length of the byte order mark, and what it says. */
static size_t byte_order_mark(const struct wp_text *text,
                              enum wp_text_encoding *ret_encoding)
{
    const unsigned char *input = text->input;

    *ret_encoding = WP_TEXT_UTF8;
    if (text->used >= 3 && memcmp(input, "\xEF\xBB\xBF", 3) == 0) {
        return 3;
    }
    if (text->used >= 2 && input[0] == 0xFF && input[1] == 0xFE) {
        *ret_encoding = WP_TEXT_UTF16LE;
        return 2;
    }
    if (text->used >= 2 && input[0] == 0xFE && input[1] == 0xFF) {
        *ret_encoding = WP_TEXT_UTF16BE;
        return 2;
    }
    return 0;
}

static void drop_input(struct wp_text *text, size_t count)
{
    memmove(text->input, text->input + count, text->used - count);
    text->used -= count;
    text->offset += count;
}

static enum wp_status fill(struct wp_text *text, struct wp_error *err)
{
    while (!text->ended && text->used < INPUT_BYTES) {
        size_t size = 0;
        const enum wp_status status =
            wp_bytes_read(text->bytes, text->input + text->used,
                          INPUT_BYTES - text->used, &size, err);
        if (status == WP_EPARSE || status == WP_ELIMIT) {
            /* Compressed data has no lines; say how far its text was good. */
            (void)wp_fail_at(err, wp_bytes_label(text->bytes), text->place.line,
                             0);
        }
        if (status != WP_OK) {
            return status;
        }
        text->used += size;
        text->ended = size == 0;
    }
    return WP_OK;
}

/* Pass over the byte order mark; the first time, believe it. */
static enum wp_status start(struct wp_text *text, struct wp_error *err)
{
    enum wp_text_encoding encoding;
    const size_t size = byte_order_mark(text, &encoding);

    if (text->sniffing) {
        text->report.encoding = encoding;
        text->report.bom = size > 0;
    }
    drop_input(text, size);
    return fill(text, err);
}

enum wp_status wp_text_next(struct wp_text *text, const char **ret_piece,
                            size_t *ret_size, struct wp_error *err)
{
    size_t used = 0;
    enum wp_status status = fill(text, err);

    if (status != WP_OK) {
        return status;
    }
    if (text->at_start) {
        text->at_start = false;
        status = start(text, err);
    }
    text->length = 0;
    text->placed = 0;
    if (status == WP_OK) {
        const bool utf16 = text->report.encoding == WP_TEXT_UTF16LE ||
                           text->report.encoding == WP_TEXT_UTF16BE;
        status = utf16 ? decode_utf16(text, &used, err)
                       : decode_utf8(text, &used, err);
    }
    if (status != WP_OK) {
        return status;
    }
    keep_place(text);
    drop_input(text, used);
    *ret_piece = text->output;
    *ret_size = text->length;
    return WP_OK;
}

static void restart(struct wp_text *text)
{
    text->at_start = true;
    text->ended = false;
    text->offset = 0;
    text->used = 0;
    text->length = 0;
    text->placed = 0;
    text->place = WP_TEXT_PLACE_INIT;
}

enum wp_status wp_text_rewind(struct wp_text *text, struct wp_error *err)
{
    restart(text);
    return wp_bytes_rewind(text->bytes, err);
}

/* The first pass: read everything, keep only what the report needs. */
static enum wp_status sniff(struct wp_text *text, struct wp_error *err)
{
    const char *piece;
    size_t size = 1;
    enum wp_status status = WP_OK;

    text->sniffing = true;
    restart(text);
    while (status == WP_OK && size > 0) {
        status = wp_text_next(text, &piece, &size, err);
    }
    text->sniffing = false;
    if (status != WP_OK) {
        return status;
    }
    text->report.size = text->offset;
    if (text->report.encoding == WP_TEXT_UTF8 && text->report.bad_count > 0) {
        text->report.encoding = text->wide_count > 0 || text->report.bom
                                    ? WP_TEXT_MIXED
                                    : WP_TEXT_WINDOWS_1252;
    }
    return wp_text_rewind(text, err);
}

enum wp_status wp_text_open(struct wp_bytes *bytes, struct wp_text **ret_text,
                            struct wp_error *err)
{
    struct wp_text *text = calloc(1, sizeof(*text));

    if (!text) {
        wp_bytes_close(bytes);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    text->bytes = bytes;
    const enum wp_status status = sniff(text, err);
    if (status != WP_OK) {
        wp_text_close(text);
        return status;
    }
    *ret_text = text;
    return WP_OK;
}

const struct wp_text_report *wp_text_report(const struct wp_text *text)
{
    return &text->report;
}

const char *wp_text_label(const struct wp_text *text)
{
    return wp_bytes_label(text->bytes);
}

void wp_text_close(struct wp_text *text)
{
    if (text) {
        wp_bytes_close(text->bytes);
        free(text);
    }
}
