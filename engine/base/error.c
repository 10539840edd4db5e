/* engine/base/error.c - status names and the one place that formats errors */
#include "waypost/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *wp_status_name(enum wp_status status)
{
    switch (status) {
    case WP_OK:
        return "ok";
    case WP_ENOMEM:
        return "no-memory";
    case WP_EINVAL:
        return "invalid";
    case WP_ENOTFOUND:
        return "not-found";
    case WP_EPARSE:
        return "parse";
    case WP_ESCHEMA:
        return "schema";
    case WP_ESTORE:
        return "store";
    case WP_EIO:
        return "io";
    case WP_ELIMIT:
        return "limit";
    case WP_EBUSY:
        return "busy";
    case WP_ENETWORK:
        return "network";
    case WP_EEND:
        return "end";
    }
    return "unknown";
}

/* A message that did not fit must not end in half a character. */
static void cut_at_character(char *text, size_t length)
{
    size_t back = 0;

    while (back < 3 && back < length &&
           ((unsigned char)text[length - 1 - back] & 0xC0) == 0x80) {
        back++;
    }
    if (back < length && (unsigned char)text[length - 1 - back] >= 0xC0) {
        text[length - 1 - back] = '\0';
    }
}

static void format_message(struct wp_error *err, const char *format,
                           va_list args) WP_PRINTF(2, 0);

static void format_message(struct wp_error *err, const char *format,
                           va_list args)
{
    const int length =
        vsnprintf(err->message, sizeof(err->message), format, args);

    if (length >= (int)sizeof(err->message)) {
        cut_at_character(err->message, sizeof(err->message) - 1);
    }
}

enum wp_status wp_fail(struct wp_error *err, enum wp_status status,
                       const char *format, ...)
{
    if (!err) {
        return status;
    }

    *err = (struct wp_error){.status = status};

    va_list args;
    va_start(args, format);
    format_message(err, format, args);
    va_end(args);

    return status;
}

enum wp_status wp_fail_errno(struct wp_error *err, int error_number,
                             const char *format, ...)
{
    if (!err) {
        return WP_EIO;
    }

    *err = (struct wp_error){.status = WP_EIO, .native_code = error_number};

    va_list args;
    va_start(args, format);
    format_message(err, format, args);
    va_end(args);

    char reason[96];
    if (strerror_r(error_number, reason, sizeof(reason)) == 0) {
        const size_t used = strlen(err->message);
        (void)snprintf(err->message + used, sizeof(err->message) - used, ": %s",
                       reason);
    }
    return WP_EIO;
}

enum wp_status wp_fail_at(struct wp_error *err, const char *path,
                          unsigned long line, unsigned long column)
{
    if (!err) {
        return WP_EINVAL;
    }
    if (line == 0) {
        (void)snprintf(err->origin, sizeof(err->origin), "%s", path);
    } else if (column == 0) {
        (void)snprintf(err->origin, sizeof(err->origin), "%s:%lu", path, line);
    } else {
        (void)snprintf(err->origin, sizeof(err->origin), "%s:%lu:%lu", path,
                       line, column);
    }
    return err->status;
}
