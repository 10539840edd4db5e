/*
 * waypost/buf.h - a growable string with a sticky error
 *
 * Append freely and check once: after a failed allocation every append does
 * nothing and wp_buf_status() says WP_ENOMEM. The text is always terminated.
 *
 *     struct wp_buf out = WP_BUF_INIT;
 *     wp_buf_text(&out, "hello ");
 *     wp_buf_printf(&out, "%d", 42);
 *     ... wp_buf_status(&out) ... out.text, out.length ...
 *     wp_buf_clear(&out);
 */
#ifndef WP_BUF_H
#define WP_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

struct wp_buf {
    char *text;    /* NUL-terminated once anything was appended; else NULL */
    size_t length; /* bytes, without the NUL */
    size_t room;
    bool failed;
};

#define WP_BUF_INIT ((struct wp_buf){NULL, 0, 0, false})

WP_API void wp_buf_bytes(struct wp_buf *buf, const void *bytes, size_t size);
WP_API void wp_buf_text(struct wp_buf *buf, const char *text);
WP_API void wp_buf_char(struct wp_buf *buf, char character);
WP_API void wp_buf_printf(struct wp_buf *buf, const char *format, ...)
    WP_PRINTF(2, 3);

/* Forget the text, keep the memory; also forgets a sticky failure. */
WP_API void wp_buf_reset(struct wp_buf *buf);

/* Never NULL: the text so far, or "". Borrowed until the next append. */
WP_API const char *wp_buf_str(const struct wp_buf *buf);

/* WP_OK or WP_ENOMEM. */
WP_API WP_MUST_USE enum wp_status wp_buf_status(const struct wp_buf *buf,
                                                struct wp_error *err);

/* Hand the text over (free() it) and empty the buffer; NULL if it failed. */
WP_API WP_MUST_USE char *wp_buf_take(struct wp_buf *buf);

/* Free. The buffer is empty and usable again. NULL is allowed. */
WP_API void wp_buf_clear(struct wp_buf *buf);

#endif /* WP_BUF_H */
