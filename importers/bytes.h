/*
 * importers/bytes.h - pull decompressed bytes out of whatever holds them
 *
 * A plain file, a .gz (told by its first bytes, not by its name; several
 * members are joined), a member of a package (package.h), or memory. Readers
 * above make a first pass to learn the encoding or the shape and then rewind,
 * so only things that can be read twice are accepted: no pipes.
 *
 * A compressed source is never trusted: output is capped in total and, after
 * the first WP_BYTES_RATIO_FREE bytes, in proportion to the compressed input.
 * A gzip that is cut short, fails its checksum or length, or is followed by
 * anything but zero padding ends in an error, never in a quiet end of file:
 * half a directory must not look like a whole one.
 */
#ifndef IMPORTERS_BYTES_H
#define IMPORTERS_BYTES_H

#include <stddef.h>
#include <stdint.h>

#include "waypost/error.h"

#define WP_BYTES_TOTAL_MAX  (UINT64_C(2) << 30) /* decompressed, per file */
#define WP_BYTES_RATIO_MAX  UINT64_C(200)       /* decompressed : compressed */
#define WP_BYTES_RATIO_FREE (UINT64_C(10) << 20)

struct wp_bytes;

/* Fails with WP_EINVAL unless path is a regular file. */
WP_MUST_USE enum wp_status wp_bytes_open(const char *path,
                                         struct wp_bytes **ret_bytes,
                                         struct wp_error *err);

/* data is borrowed and must outlive the reader. It may be gzip, too. */
WP_MUST_USE enum wp_status
wp_bytes_open_memory(const char *label, const void *data, size_t size,
                     struct wp_bytes **ret_bytes, struct wp_error *err);

/* Up to room bytes, room > 0; *ret_size is 0 only at the end. */
WP_MUST_USE enum wp_status wp_bytes_read(struct wp_bytes *bytes, void *buffer,
                                         size_t room, size_t *ret_size,
                                         struct wp_error *err);

/* Start again from the first byte; also after an error. */
WP_MUST_USE enum wp_status wp_bytes_rewind(struct wp_bytes *bytes,
                                           struct wp_error *err);

/* "services.csv", "package.zip!services.csv": the path part of an origin. */
const char *wp_bytes_label(const struct wp_bytes *bytes);

/* NULL is allowed. */
void wp_bytes_close(struct wp_bytes *bytes);

/*
 * For the layers that provide bytes (package.c): a reader over callbacks.
 * wp_bytes_create takes self over even when it fails. close() may be NULL.
 */
struct wp_bytes_source {
    enum wp_status (*read)(void *self, void *buffer, size_t room,
                           size_t *ret_size, struct wp_error *err);
    enum wp_status (*rewind)(void *self, struct wp_error *err);
    void (*close)(void *self);
};

WP_MUST_USE enum wp_status
wp_bytes_create(const char *label, const struct wp_bytes_source *source,
                void *self, struct wp_bytes **ret_bytes, struct wp_error *err);

/*
 * The caps of this header, for whoever decompresses: WP_OK or WP_ELIMIT.
 * packed and unpacked are the byte counts so far.
 */
WP_MUST_USE enum wp_status
wp_bytes_check_caps(const char *label, uint64_t packed, uint64_t unpacked,
                    struct wp_error *err);

#endif /* IMPORTERS_BYTES_H */
