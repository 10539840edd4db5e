/*
 * waypost/error.h - how every fallible engine function reports failure
 *
 * A fallible function returns an enum wp_status and takes a struct wp_error *
 * as its last parameter. The status is for the program, the struct is for the
 * person. Pass NULL when only the status matters. The engine never prints,
 * never exits, and keeps no hidden "last error".
 */
#ifndef WP_ERROR_H
#define WP_ERROR_H

#include "waypost/attributes.h"

enum wp_status {
    WP_OK = 0,
    WP_ENOMEM,    /* an allocation failed */
    WP_EINVAL,    /* an argument breaks a documented precondition */
    WP_ENOTFOUND, /* the named record or file does not exist */
    WP_EPARSE,    /* input is not in its declared format; see origin */
    WP_ESCHEMA,   /* a store or index is not ours, or of another version */
    WP_ESTORE,    /* SQLite refused; see native_code */
    WP_EIO,       /* the operating system refused; see native_code */
    WP_ELIMIT,    /* a documented limit was exceeded */
    WP_EBUSY,     /* somebody else holds the lock */
    WP_ENETWORK,  /* a remote end refused or could not be reached */
    WP_EEND,      /* not a failure: an iterator has nothing more */
};

struct wp_error {
    enum wp_status status;
    int native_code;   /* errno or SQLite extended result code; 0 if neither */
    char origin[160];  /* where the bad input is: "services.csv:214:7", or "" */
    char message[320]; /* one line of UTF-8, lower case, no final full stop */
};

#define WP_ERROR_INIT ((struct wp_error){.status = WP_OK})

/* Stable, untranslated name of a status ("not-found"). Never NULL. */
WP_API const char *wp_status_name(enum wp_status status);

/*
 * Record a failure and return its status, so that a failing path is one line:
 *
 *     return wp_fail(err, WP_ENOTFOUND, "no service '%s'", id);
 *
 * err may be NULL. A message longer than the field is cut at a UTF-8 boundary.
 */
WP_API enum wp_status wp_fail(struct wp_error *err, enum wp_status status,
                              const char *format, ...) WP_PRINTF(3, 4);

/* wp_fail() for a refused system call: adds errno's words and native_code. */
WP_API enum wp_status wp_fail_errno(struct wp_error *err, int error_number,
                                    const char *format, ...) WP_PRINTF(3, 4);

/*
 * Say where the bad input is: "path", "path:line" or "path:line:column";
 * line and column count from 1 and 0 leaves them out. err may be NULL.
 * Returns err->status, so that it can end a failing path.
 */
WP_API enum wp_status wp_fail_at(struct wp_error *err, const char *path,
                                 unsigned long line, unsigned long column);

#endif /* WP_ERROR_H */
