/* engine/record/normalize_text.c - spellings of nothing, and web addresses */
#include <stdio.h>
#include <string.h>

#include "waypost/ingest.h"

#include "record/scan.h"
#include "record/value.h"

/*
 * What exports write where they have nothing to say. "none" is not among them:
 * as a fee or a requirement it says something.
 */
static const char *const nothings[] = {
    "",
    "#n/a",
    "-",
    "--",
    "---",
    "-999",
    "-999.0",
    "-9999",
    "<unavail>",
    "n.a.",
    "n/a",
    "na",
    "nan",
    "nil",
    "none or unknown",
    "not applicable",
    "not available",
    "not determined",
    "not provided",
    "not specified",
    "null",
    "tbd",
    "unavailable",
    "undefined",
    "unknown",
    "xx",
    "http://",
    "https://",
    "http://n/a",
    "http://na",
    "http://none",
    "http://www.na.com",
    "http://site.notavailable.org",
    "https://site.notavailable.org",
    "?",
    ".",
};

bool wp_is_null_spelling(const char *text)
{
    if (!text) {
        return true;
    }
    const struct wp_slice slice = wp_trim(text);

    for (size_t i = 0; i < sizeof(nothings) / sizeof(nothings[0]); i++) {
        if (wp_slice_is(slice, nothings[i])) {
            return true;
        }
    }
    return false;
}

/* ---- web addresses ------------------------------------------------------- */

static bool starts_with(const char *text, size_t size, const char *lower)
{
    const size_t length = strlen(lower);

    return size >= length &&
           wp_slice_is((struct wp_slice){text, length}, lower);
}

/* Up to a blank, or a comma or semicolon before a blank: the first of many. */
static size_t first_word(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (wp_blank_size(text + i) > 0) {
            while (i > 0 && (text[i - 1] == ',' || text[i - 1] == ';')) {
                i--;
            }
            return i;
        }
    }
    return size;
}

/* "name.tld", perhaps with a port: a dot, and letters after the last one. */
static bool is_public_host(const char *host, size_t size)
{
    size_t end = 0;
    size_t dot = 0;

    while (end < size && host[end] != ':') {
        if (host[end] == '.') {
            dot = end;
        }
        end++;
    }
    if (dot == 0 || end - dot < 3) {
        return false;
    }
    for (size_t i = 0; i < end; i++) {
        if (!wp_is_letter(host[i]) && !wp_is_digit(host[i]) && host[i] != '-' &&
            host[i] != '.') {
            return false;
        }
        if (i > dot && wp_is_digit(host[i])) {
            return false;
        }
    }
    return true;
}

bool wp_url_parse(const char *text, char *ret_url)
{
    if (wp_is_null_spelling(text)) {
        return false;
    }
    struct wp_slice slice = wp_trim(text);
    const char *scheme = "https://";
    size_t host = 0;

    /* "http://https://x.org" happens: the last scheme is the one meant. */
    for (;;) {
        if (starts_with(slice.text, slice.size, "http://")) {
            scheme = "http://";
            slice.text += 7;
            slice.size -= 7;
        } else if (starts_with(slice.text, slice.size, "https://")) {
            scheme = "https://";
            slice.text += 8;
            slice.size -= 8;
        } else {
            break;
        }
    }
    slice.size = first_word(slice.text, slice.size);
    while (host < slice.size && !strchr("/?#", slice.text[host])) {
        host++;
    }
    if (!is_public_host(slice.text, host)) {
        return false;
    }

    const size_t scheme_size = strlen(scheme);
    char url[2048];
    if (slice.size > sizeof(url) - sizeof("https://") - 1) {
        return false;
    }
    memcpy(url, scheme, scheme_size);
    memcpy(url + scheme_size, slice.text, slice.size);
    url[scheme_size + slice.size] = '\0';
    for (size_t i = 0; i < host; i++) {
        url[scheme_size + i] = wp_lower(url[scheme_size + i]);
    }
    if (!wp_uri_valid(url)) {
        return false;
    }
    memcpy(ret_url, url, scheme_size + slice.size + 1);
    return true;
}
