/*
 * importers/package.h - the files of a package: a folder or a .zip
 *
 * A .zip is checked as a whole before its first byte is used. Refused: names
 * that are absolute, climb with "..", hold control characters, a backslash or
 * a drive; names that are equal once case is ignored; links; encryption;
 * methods other than stored and deflated; members that overlap; more than
 * WP_PACKAGE_ENTRIES_MAX members; a total above WP_PACKAGE_TOTAL_MAX; and a
 * directory that does not match the members. While a member is read its size,
 * its checksum and the caps of bytes.h are enforced. Nothing is ever written
 * to disk, and an archive inside an archive is just a file.
 *
 * (The file is not called archive.h: that name is libarchive's.)
 *
 * In a folder, hidden files and links are passed over and sub-folders are
 * searched WP_PACKAGE_DEPTH_MAX levels deep. "__MACOSX" entries are left out.
 */
#ifndef IMPORTERS_PACKAGE_H
#define IMPORTERS_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/error.h"

#include "bytes.h"

#define WP_PACKAGE_ENTRIES_MAX 4096u
#define WP_PACKAGE_TOTAL_MAX   (UINT64_C(8) << 30)
#define WP_PACKAGE_DEPTH_MAX   4

struct wp_package;

struct wp_package_entry {
    const char *name; /* with its folder: "data/services.csv" */
    uint64_t size;    /* bytes once unpacked, as declared */
};

/* path is a folder or a .zip (told by its first bytes). */
WP_MUST_USE enum wp_status wp_package_open(const char *path,
                                           struct wp_package **ret_package,
                                           struct wp_error *err);

/* A .zip in memory; data is borrowed. */
WP_MUST_USE enum wp_status
wp_package_open_memory(const char *label, const void *data, size_t size,
                       struct wp_package **ret_package, struct wp_error *err);

/* Does this path look like something wp_package_open() reads? */
bool wp_package_is(const char *path);

/* Files only, sorted by name. */
size_t wp_package_count(const struct wp_package *package);

/* index < count; the entry lives as long as the package. */
const struct wp_package_entry *wp_package_at(const struct wp_package *package,
                                             size_t index);

/*
 * Find by base name ("services.csv"), whatever the folder and letter case; a
 * name with a '/' must match whole. In a folder "services.csv.gz" also serves.
 * The file nearest the top wins; two equally near are WP_EINVAL, because
 * guessing would mix two packages. WP_ENOTFOUND if there is none.
 */
WP_MUST_USE enum wp_status wp_package_find(const struct wp_package *package,
                                           const char *name, size_t *ret_index,
                                           struct wp_error *err);

/* The reader's label is "package.zip!services.csv", in a folder just
 * "services.csv"; close it before the package. Several may be open at once. */
WP_MUST_USE enum wp_status
wp_package_read(struct wp_package *package, size_t index,
                struct wp_bytes **ret_bytes, struct wp_error *err);

const char *wp_package_label(const struct wp_package *package);

/* NULL is allowed. */
void wp_package_close(struct wp_package *package);

#endif /* IMPORTERS_PACKAGE_H */
