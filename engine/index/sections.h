/*
 * engine/index/sections.h - columns.bin while it is written
 *
 * columns.c walks the documents and fills the streams, sections.c puts them
 * one after the other into the file.
 */
#ifndef WP_INDEX_SECTIONS_H
#define WP_INDEX_SECTIONS_H

#include <stdio.h>
#include <xxhash.h>

#include "index/columns.h"

/* The sections that grow while the documents are walked. */
enum wp_stream {
    WP_STREAM_DOC,
    WP_STREAM_FACT,
    WP_STREAM_PROOF,
    WP_STREAM_POOL,
};
#define WP_STREAM_COUNT 4

struct wp_columns_writer {
    struct wp_build *build;
    FILE *streams[WP_STREAM_COUNT];
    struct wp_pool pool;
    struct wp_postings postings;
    uint64_t *keys;
    size_t placed_count;
    uint64_t fact_count, token_total;
    XXH3_state_t *texts; /* everything the text index will hold */
    struct wp_columns_head head;
    FILE *out;
};

/* fwrite() or WP_EIO. */
WP_MUST_USE enum wp_status wp_columns_put(FILE *file, const void *bytes,
                                          size_t size, struct wp_error *err);

/* Write and sync columns.bin; sets the build's content hash. */
WP_MUST_USE enum wp_status wp_columns_write(struct wp_columns_writer *writer,
                                            struct wp_error *err);

#endif /* WP_INDEX_SECTIONS_H */
