/*
 * importers/package_private.h - what the package_*.c files share
 *
 * libarchive inflates the members and checks their sums. What it does not tell
 * (overlaps, equal names, links behind the directory's back) is read from the
 * central directory first, by package_zip.c.
 */
#ifndef IMPORTERS_PACKAGE_PRIVATE_H
#define IMPORTERS_PACKAGE_PRIVATE_H

#include "waypost/arena.h"

#include "package.h"
#include "path.h"

/* Where the bytes of a .zip are: a file, or memory if fd is -1. */
struct wp_zip_source {
    int fd;
    const unsigned char *data;
    uint64_t size;
    char label[WP_LABEL_MAX + 1];
};

struct wp_zip_member {
    const char *name;     /* valid UTF-8, from the package's arena */
    const char *raw_name; /* its bytes, from the same */
    uint64_t offset;      /* of its local header */
    uint64_t packed;
    uint64_t unpacked;
    unsigned order; /* place among all members, by offset */
    unsigned method;
    uint32_t sum; /* CRC-32 */
    bool listed;  /* an ordinary file that importers may want */
};

struct wp_zip {
    struct wp_zip_source source;
    struct wp_zip_member *members;
    size_t count;
};

/* Read exactly size bytes at offset. */
WP_MUST_USE enum wp_status wp_zip_pread(const struct wp_zip_source *source,
                                        void *buffer, size_t size,
                                        uint64_t offset, struct wp_error *err);

/* Check the whole archive and list its members; names come from arena and
 * members must be freed by the caller. */
WP_MUST_USE enum wp_status
wp_zip_list(struct wp_zip *zip, struct wp_arena *arena, struct wp_error *err);

/* Is this a name a package may use? A reason for the message, or NULL. */
const char *wp_zip_bad_name(const char *name, size_t length);

/* zip must outlive the reader. */
WP_MUST_USE enum wp_status
wp_zip_read(const struct wp_zip *zip, const struct wp_zip_member *member,
            struct wp_bytes **ret_bytes, struct wp_error *err);

#endif /* IMPORTERS_PACKAGE_PRIVATE_H */
