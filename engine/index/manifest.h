/*
 * engine/index/manifest.h - manifest.json: what a generation is made of
 *
 * index/<generation>/manifest.json names the format, the vocabulary and the
 * analyzer the generation was built with, and each file with its size and
 * XXH3-128, so that a reader knows before it reads.
 */
#ifndef WP_INDEX_MANIFEST_H
#define WP_INDEX_MANIFEST_H

#include <stddef.h>
#include <stdint.h>

#include "waypost/error.h"
#include "waypost/publish.h"

#include "index/analyzer.h"

#define WP_MANIFEST_FILE  "manifest.json"
#define WP_MANIFEST_FILES 2
#define WP_HASH_TEXT      33

struct wp_manifest_file {
    char name[24];
    uint64_t size;
    char hash[WP_HASH_TEXT]; /* XXH3-128, high half first */
};

struct wp_manifest {
    uint32_t format;
    char generation[WP_GENERATION_TEXT];
    char vocabulary[WP_ANALYZER_FINGERPRINT_SIZE];
    char analyzer[WP_ANALYZER_FINGERPRINT_SIZE];
    uint64_t documents, services, organizations, facts;
    struct wp_manifest_file files[WP_MANIFEST_FILES]; /* columns, text */
};

/* Size and hash of folder/name, into ret_file with its name. */
WP_MUST_USE enum wp_status wp_file_hash(const char *folder, const char *name,
                                        struct wp_manifest_file *ret_file,
                                        struct wp_error *err);

/* Written and synced. */
WP_MUST_USE enum wp_status wp_manifest_write(const char *folder,
                                             const struct wp_manifest *manifest,
                                             struct wp_error *err);

/*
 * @return WP_ENOTFOUND (no such file), WP_EPARSE (damaged), WP_ESCHEMA
 *         (another format), WP_EIO, WP_ENOMEM.
 */
WP_MUST_USE enum wp_status wp_manifest_read(const char *folder,
                                            struct wp_manifest *ret_manifest,
                                            struct wp_error *err);

#endif /* WP_INDEX_MANIFEST_H */
