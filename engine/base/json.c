/* engine/base/json.c - write JSON into a buffer */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wp_json wp_json_to(struct wp_buf *out)
{
    return (struct wp_json){.out = out, .comma = false};
}

/* ---- strings ------------------------------------------------------------- */

/* Bytes of the well-formed UTF-8 character at text, or 0. */
static size_t character_size(const unsigned char *text)
{
    const unsigned char first = text[0];
    size_t size;

    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        size = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        size = 3;
    } else if (first >= 0xF0 && first <= 0xF4) {
        size = 4;
    } else {
        return 0;
    }
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if ((first == 0xE0 && text[1] < 0xA0) || /* overlong */
        (first == 0xED && text[1] > 0x9F) || /* surrogate */
        (first == 0xF0 && text[1] < 0x90) || /* overlong */
        (first == 0xF4 && text[1] > 0x8F)) { /* beyond U+10FFFF */
        return 0;
    }
    return size;
}

bool wp_utf8_valid(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at != '\0') {
        const size_t size = character_size(at);
        if (size == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

static void escape(struct wp_buf *out, unsigned char character)
{
    switch (character) {
    case '"':
        wp_buf_text(out, "\\\"");
        break;
    case '\\':
        wp_buf_text(out, "\\\\");
        break;
    case '\n':
        wp_buf_text(out, "\\n");
        break;
    case '\r':
        wp_buf_text(out, "\\r");
        break;
    case '\t':
        wp_buf_text(out, "\\t");
        break;
    default:
        wp_buf_printf(out, "\\u%04x", character);
        break;
    }
}

static bool plain(unsigned char character)
{
    return character >= 0x20 && character != '"' && character != '\\' &&
           character < 0x7F;
}

void wp_json_quote(struct wp_buf *out, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    wp_buf_char(out, '"');
    while (*at != '\0') {
        const unsigned char *from = at;

        while (plain(*at)) {
            at++;
        }
        wp_buf_bytes(out, from, (size_t)(at - from));
        if (*at == '\0') {
            break;
        }
        if (*at < 0x80) {
            escape(out, *at++);
            continue;
        }
        const size_t size = character_size(at);
        if (size == 0) {
            wp_buf_text(out, "\xEF\xBF\xBD");
            at++;
        } else {
            wp_buf_bytes(out, at, size);
            at += size;
        }
    }
    wp_buf_char(out, '"');
}

/* ---- structure ----------------------------------------------------------- */

static void begin_value(struct wp_json *json, const char *name)
{
    if (json->comma) {
        wp_buf_char(json->out, ',');
    }
    if (name) {
        wp_json_quote(json->out, name);
        wp_buf_char(json->out, ':');
    }
    json->comma = true;
}

static void open_bracket(struct wp_json *json, const char *name, char bracket)
{
    begin_value(json, name);
    wp_buf_char(json->out, bracket);
    json->comma = false;
}

static void close_bracket(struct wp_json *json, char bracket)
{
    wp_buf_char(json->out, bracket);
    json->comma = true;
}

void wp_json_begin_object(struct wp_json *json, const char *name)
{
    open_bracket(json, name, '{');
}

void wp_json_end_object(struct wp_json *json)
{
    close_bracket(json, '}');
}

void wp_json_begin_array(struct wp_json *json, const char *name)
{
    open_bracket(json, name, '[');
}

void wp_json_end_array(struct wp_json *json)
{
    close_bracket(json, ']');
}

/* ---- values -------------------------------------------------------------- */

void wp_json_verbatim(struct wp_json *json, const char *name, const char *value)
{
    begin_value(json, name);
    wp_buf_text(json->out, value);
}

void wp_json_string(struct wp_json *json, const char *name, const char *text)
{
    if (text) {
        begin_value(json, name);
        wp_json_quote(json->out, text);
    }
}

void wp_json_string_or_null(struct wp_json *json, const char *name,
                            const char *text)
{
    if (text) {
        wp_json_string(json, name, text);
    } else {
        wp_json_null(json, name);
    }
}

void wp_json_number(struct wp_json *json, const char *name, double number)
{
    char text[WP_NUMBER_TEXT];

    wp_number_text(number, text);
    if (text[0] != '\0') {
        wp_json_verbatim(json, name, text);
    }
}

void wp_json_rounded(struct wp_json *json, const char *name, double number,
                     int digits)
{
    char text[64];

    if (!isfinite(number) || fabs(number) >= 1e15) {
        wp_json_number(json, name, number);
        return;
    }
    (void)snprintf(text, sizeof(text), "%.*f", digits, number);
    size_t length = strlen(text);
    if (strchr(text, '.')) {
        while (text[length - 1] == '0') {
            text[--length] = '\0';
        }
        if (text[length - 1] == '.') {
            text[--length] = '\0';
        }
    }
    wp_json_verbatim(json, name, strcmp(text, "-0") == 0 ? "0" : text);
}

void wp_json_integer(struct wp_json *json, const char *name, long long number)
{
    begin_value(json, name);
    wp_buf_printf(json->out, "%lld", number);
}

void wp_json_bool(struct wp_json *json, const char *name, bool value)
{
    wp_json_verbatim(json, name, value ? "true" : "false");
}

void wp_json_null(struct wp_json *json, const char *name)
{
    wp_json_verbatim(json, name, "null");
}

void wp_number_text(double number, char ret_text[WP_NUMBER_TEXT])
{
    if (!isfinite(number)) {
        ret_text[0] = '\0';
        return;
    }
    if (number == 0) {
        number = 0; /* -0 is 0 */
    }
    if (fabs(number) < 1e15 && floor(number) == number) {
        (void)snprintf(ret_text, WP_NUMBER_TEXT, "%.0f", number);
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(ret_text, WP_NUMBER_TEXT, "%.*g", digits, number);
        if (strtod(ret_text, NULL) == number) {
            return;
        }
    }
}
