/* engine/base/buf.c - growable string with a sticky error */
#include "waypost/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(struct wp_buf *buf, size_t extra)
{
    if (buf->failed) {
        return false;
    }
    if (extra > SIZE_MAX / 4 || buf->length > SIZE_MAX / 4) {
        buf->failed = true;
        return false;
    }

    const size_t wanted = buf->length + extra + 1;
    if (wanted <= buf->room) {
        return true;
    }

    size_t room = buf->room ? buf->room * 2 : 64;
    while (room < wanted) {
        room *= 2;
    }
    char *grown = realloc(buf->text, room);
    if (!grown) {
        buf->failed = true;
        return false;
    }
    buf->text = grown;
    buf->room = room;
    return true;
}

void wp_buf_bytes(struct wp_buf *buf, const void *bytes, size_t size)
{
    if (!reserve(buf, size)) {
        return;
    }
    if (size > 0) {
        memcpy(buf->text + buf->length, bytes, size);
    }
    buf->length += size;
    buf->text[buf->length] = '\0';
}

void wp_buf_text(struct wp_buf *buf, const char *text)
{
    wp_buf_bytes(buf, text, strlen(text));
}

void wp_buf_char(struct wp_buf *buf, char character)
{
    wp_buf_bytes(buf, &character, 1);
}

void wp_buf_printf(struct wp_buf *buf, const char *format, ...)
{
    va_list args;
    va_list again;

    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);

    if (length < 0) {
        buf->failed = true;
    } else if (reserve(buf, (size_t)length)) {
        (void)vsnprintf(buf->text + buf->length, (size_t)length + 1, format,
                        again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

void wp_buf_reset(struct wp_buf *buf)
{
    buf->length = 0;
    buf->failed = false;
    if (buf->text) {
        buf->text[0] = '\0';
    }
}

const char *wp_buf_str(const struct wp_buf *buf)
{
    return buf->text ? buf->text : "";
}

enum wp_status wp_buf_status(const struct wp_buf *buf, struct wp_error *err)
{
    return buf->failed ? wp_fail(err, WP_ENOMEM, "out of memory") : WP_OK;
}

char *wp_buf_take(struct wp_buf *buf)
{
    if (!reserve(buf, 0)) {
        return NULL;
    }
    buf->text[buf->length] = '\0';

    char *text = buf->text;
    *buf = WP_BUF_INIT;
    return text;
}

void wp_buf_clear(struct wp_buf *buf)
{
    if (buf) {
        free(buf->text);
        *buf = WP_BUF_INIT;
    }
}
