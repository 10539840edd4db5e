/* engine/record/value.c - the column types and what fits them */
#include "record/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "base/json.h"
#include "record/scan.h"

/* ---- numbers, dates ------------------------------------------------------ */

bool wp_number_parse(const char *text, double *ret_number)
{
    const char *first = *text == '-' ? text + 1 : text;
    char *end = NULL;

    if (!wp_is_digit(*first) && *first != '.') {
        return false;
    }
    for (const char *at = first; *at != '\0'; at++) {
        if (!wp_is_digit(*at) && !strchr(".eE+-", *at)) {
            return false; /* strtod would take hexadecimal */
        }
    }
    const double number = strtod(text, &end);
    if (end == text || *end != '\0' || !isfinite(number)) {
        return false;
    }
    *ret_number = number;
    return true;
}

static const char *scan_date(const char *text)
{
    int year = 0, month = 0, day = 0;

    for (int i = 0; i < 10; i++) {
        if (i == 4 || i == 7 ? text[i] != '-' : !wp_is_digit(text[i])) {
            return NULL;
        }
    }
    (void)wp_scan_number(text, 4, &year);
    (void)wp_scan_number(text + 5, 2, &month);
    (void)wp_scan_number(text + 8, 2, &day);
    return wp_civil_valid(year, month, day) ? text + 10 : NULL;
}

bool wp_date_valid(const char *text)
{
    const char *rest = scan_date(text);

    return rest && *rest == '\0';
}

/* Exactly two digits, at most max. */
static const char *scan_two(const char *text, int max)
{
    int number = 0;

    if (!wp_is_digit(text[0]) || !wp_is_digit(text[1])) {
        return NULL;
    }
    number = (text[0] - '0') * 10 + (text[1] - '0');
    return number <= max ? text + 2 : NULL;
}

/* hh:mm, then seconds with a fraction if any. */
static const char *scan_clock(const char *text, bool seconds_needed)
{
    const char *rest = scan_two(text, 23);

    rest = rest && *rest == ':' ? scan_two(rest + 1, 59) : NULL;
    if (!rest || (*rest != ':' && seconds_needed)) {
        return NULL;
    }
    if (*rest == ':') {
        rest = scan_two(rest + 1, 59);
        if (rest && *rest == '.') {
            if (!wp_is_digit(rest[1])) {
                return NULL;
            }
            rest += 1 + strspn(rest + 1, "0123456789");
        }
    }
    return rest;
}

static const char *scan_zone(const char *text)
{
    if (*text == 'Z' || *text == 'z') {
        return text + 1;
    }
    if (*text != '+' && *text != '-') {
        return NULL;
    }
    const char *rest = scan_two(text + 1, 23);
    return rest && *rest == ':' ? scan_two(rest + 1, 59) : NULL;
}

bool wp_datetime_valid(const char *text)
{
    const char *rest = scan_date(text);

    rest = rest && (*rest == 'T' || *rest == 't') ? scan_clock(rest + 1, true)
                                                  : NULL;
    rest = rest ? scan_zone(rest) : NULL;
    return rest && *rest == '\0';
}

static bool is_time(const char *text)
{
    const char *rest = scan_clock(text, false);

    if (rest && *rest != '\0') {
        rest = scan_zone(rest);
    }
    return rest && *rest == '\0';
}

/* ---- addresses of the network -------------------------------------------- */

static bool is_unreserved(char character)
{
    return wp_is_letter(character) || wp_is_digit(character) ||
           (character != '\0' && strchr("-._~", character));
}

static bool is_hex(char character)
{
    return character != '\0' && strchr("0123456789abcdefABCDEF", character);
}

/* Characters allowed in a part of a URI; more is what the part adds. */
static const char *scan_part(const char *text, const char *more)
{
    while (*text != '\0') {
        if (*text == '%') {
            if (!is_hex(text[1]) || !is_hex(text[2])) {
                return NULL;
            }
            text += 3;
        } else if (is_unreserved(*text) || strchr("!$&'()*+,;=", *text) ||
                   strchr(more, *text)) {
            text++;
        } else {
            break;
        }
    }
    return text;
}

static const char *scan_authority(const char *text)
{
    const char *rest = scan_part(text, ":@");

    if (!rest) {
        return NULL;
    }
    /* At most one @, and a port of digits behind the last colon. */
    const size_t size = (size_t)(rest - text);
    const char *host = memchr(text, '@', size);
    host = host ? host + 1 : text;
    const size_t host_size = (size_t)(rest - host);
    if (memchr(host, '@', host_size)) {
        return NULL;
    }
    const char *port = memchr(host, ':', host_size);
    if (port && port + 1 + strspn(port + 1, "0123456789") != rest) {
        return NULL;
    }
    return rest;
}

bool wp_uri_valid(const char *text)
{
    const char *rest = text;

    if (!wp_is_letter(*rest)) {
        return false;
    }
    while (wp_is_letter(*rest) || wp_is_digit(*rest) ||
           (*rest != '\0' && strchr("+-.", *rest))) {
        rest++;
    }
    if (*rest++ != ':' || *rest == '\0') {
        return false;
    }
    if (rest[0] == '/' && rest[1] == '/') {
        rest = scan_authority(rest + 2);
        if (rest && *rest != '\0' && !strchr("/?#", *rest)) {
            return false;
        }
    }
    rest = rest ? scan_part(rest, ":@/") : NULL;
    if (rest && *rest == '?') {
        rest = scan_part(rest + 1, ":@/?");
    }
    if (rest && *rest == '#') {
        rest = scan_part(rest + 1, ":@/?");
    }
    return rest && *rest == '\0';
}

bool wp_email_valid(const char *text)
{
    const char *at = text;
    size_t dots = 0;

    for (bool atom = false; *at != '@'; at++) {
        const bool dot = *at == '.';
        if (*at == '\0' || (dot && !atom) ||
            (!dot && !wp_is_letter(*at) && !wp_is_digit(*at) &&
             !strchr("!#$%&'*+/=?^_`{|}~-", *at))) {
            return false;
        }
        atom = !dot;
    }
    if (at == text || at[-1] == '.') {
        return false;
    }
    at++;
    for (char before = '.';; at++) {
        const bool ends = *at == '.' || *at == '\0';
        if (ends && (before == '.' || before == '-')) {
            return false;
        }
        if (!ends && !wp_is_letter(*at) && !wp_is_digit(*at) &&
            !(*at == '-' && before != '.')) {
            return false;
        }
        if (*at == '\0') {
            return dots > 0;
        }
        dots += *at == '.';
        before = *at;
    }
}

/* ---- columns ------------------------------------------------------------- */

static const char *fit_number(const char *value, struct wp_arena *arena)
{
    char text[WP_NUMBER_TEXT];
    double number;

    if (!wp_number_parse(value, &number)) {
        return NULL;
    }
    wp_number_text(number, text);
    return strcmp(text, value) == 0 ? value : wp_arena_strdup(arena, text);
}

static const char *fit_uuid(const char *value, struct wp_arena *arena)
{
    if (!wp_uuid_valid(value)) {
        return NULL;
    }
    if (!strpbrk(value, "ABCDEF")) {
        return value;
    }
    char *copy = wp_arena_strdup(arena, value);
    for (char *at = copy; at && *at != '\0'; at++) {
        *at = wp_lower(*at);
    }
    return copy;
}

static const char *fit_date(const char *value, struct wp_arena *arena)
{
    char date[11];

    if (wp_date_valid(value)) {
        return value;
    }
    return wp_date_parse(value, date) ? wp_arena_strdup(arena, date) : NULL;
}

/* A day alone is its midnight; a time without a zone is taken as UTC. */
static const char *fit_datetime(const char *value, struct wp_arena *arena)
{
    char date[11];
    char clock[9] = "00:00:00";

    if (wp_datetime_valid(value)) {
        return value;
    }
    if (!wp_date_parse(value, date)) {
        return NULL;
    }
    if (scan_date(value) && value[10] != '\0') {
        const char *rest = scan_clock(value + 11, true);
        if (!rest || *rest != '\0') {
            return NULL;
        }
        memcpy(clock, value + 11, 8);
    }
    return wp_arena_printf(arena, "%sT%sZ", date, clock);
}

static const char *fit_time(const char *value, struct wp_arena *arena)
{
    int minutes = 0;

    if (is_time(value)) {
        return value;
    }
    if (!wp_clock_parse(value, &minutes)) {
        return NULL;
    }
    return wp_arena_printf(arena, "%02d:%02d", minutes / 60, minutes % 60);
}

static const char *fit_uri(const char *value, struct wp_arena *arena)
{
    if (wp_uri_valid(value)) {
        return value;
    }
    char *url = wp_arena_alloc(arena, strlen(value) + 9);
    return url && wp_url_parse(value, url) ? url : NULL;
}

static const char *fit_email(const char *value, struct wp_arena *arena)
{
    const struct wp_slice slice = wp_trim(value);

    if (wp_email_valid(value)) {
        return value;
    }
    char *copy = wp_arena_strndup(arena, slice.text, slice.size);
    return copy && wp_email_valid(copy) ? copy : NULL;
}

/* Any case of one of the words; the word as the standard has it. */
static const char *fit_choice(const char *words, const char *value,
                              struct wp_arena *arena)
{
    const struct wp_slice slice = wp_trim(value);

    while (*words != '\0') {
        const size_t size = strcspn(words, "|");
        size_t same = 0;

        while (same < size && same < slice.size &&
               wp_lower(slice.text[same]) == wp_lower(words[same])) {
            same++;
        }
        if (same == size && size == slice.size) {
            return strlen(value) == size && strncmp(value, words, size) == 0
                       ? value
                       : wp_arena_strndup(arena, words, size);
        }
        words += size + (words[size] == '|' ? 1 : 0);
    }
    return NULL;
}

const char *wp_value_fit(const struct wp_column *column, const char *value,
                         struct wp_arena *arena)
{
    switch (column->type) {
    case WP_TYPE_TEXT:
        return value;
    case WP_TYPE_NUMBER:
        return fit_number(value, arena);
    case WP_TYPE_UUID:
        return fit_uuid(value, arena);
    case WP_TYPE_DATE:
        return fit_date(value, arena);
    case WP_TYPE_DATETIME:
        return fit_datetime(value, arena);
    case WP_TYPE_TIME:
        return fit_time(value, arena);
    case WP_TYPE_URI:
        return fit_uri(value, arena);
    case WP_TYPE_EMAIL:
        return fit_email(value, arena);
    case WP_TYPE_CHOICE:
        return fit_choice(column->choices, value, arena);
    }
    return NULL;
}

const char *wp_value_wanted(enum wp_type type)
{
    switch (type) {
    case WP_TYPE_TEXT:
        return "text";
    case WP_TYPE_NUMBER:
        return "a number";
    case WP_TYPE_UUID:
        return "a UUID";
    case WP_TYPE_DATE:
        return "a date like 2026-11-23";
    case WP_TYPE_DATETIME:
        return "a time like 2026-11-23T14:05:00Z";
    case WP_TYPE_TIME:
        return "a time of day like 09:00";
    case WP_TYPE_URI:
        return "an address like https://example.org/";
    case WP_TYPE_EMAIL:
        return "one e-mail address";
    case WP_TYPE_CHOICE:
        return "one of the words HSDS allows";
    }
    return "text";
}
