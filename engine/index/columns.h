/*
 * engine/index/columns.h - what the files of engine/index/build share
 *
 * build.c keeps the drafts, columns.c and postings.c write columns.bin,
 * text_write.c writes text.db.
 */
#ifndef WP_INDEX_COLUMNS_H
#define WP_INDEX_COLUMNS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <xxhash.h>

#include "index/build.h"
#include "index/draft.h"
#include "index/pool.h"

/* A draft's place in the spill file, and all that decides its number. */
struct wp_place_key {
    uint64_t key; /* Hilbert; WP_HILBERT_NONE without a position */
    unsigned char service_id[16];
    unsigned char location_id[16];
    unsigned char at_id[16];
    uint64_t offset;
};

struct wp_organization_id {
    unsigned char bytes[16];
};

struct wp_build {
    char *folder;
    const struct wp_vocab *vocab;
    FILE *spill;
    uint64_t spill_size;
    const char *mapped; /* the spill file, once all is in it */
    struct wp_buf block;

    struct wp_place_key *places;
    struct wp_organization_id *organizations; /* one per draft, then distinct */
    size_t count, room;
    size_t organization_count, service_count;
    uint32_t *concept_counts; /* drafts per concept */
    size_t concept_count;
    uint64_t fact_count;

    XXH128_hash_t content;
};

/* The nth document in its final order. */
static inline const struct wp_spilled *
wp_build_document(const struct wp_build *build, size_t number)
{
    return (
        const struct wp_spilled *)(const void *)(build->mapped +
                                                 build->places[number].offset);
}

/*
 * Give the mapped drafts' memory back now and then: they are read once, and
 * without this the whole spill file would count as ours. Borrowed strings stay
 * where they are.
 */
void wp_build_relax(const struct wp_build *build, size_t number);

/* ---- postings.c --------------------------------------------------------- */

struct wp_coverage_pair {
    const char *key; /* in the spill file */
    uint32_t offset; /* in the pool */
    uint32_t doc;
};

struct wp_postings {
    uint32_t *concept_starts; /* concepts + 1 */
    uint32_t *concept_next;   /* where the next document of each goes */
    uint32_t *concept_docs;
    uint32_t *services; /* document numbers */
    struct wp_coverage_pair *pairs;
    size_t pair_count, pair_room;
    struct wp_coverage_start *coverage_starts;
    uint32_t *coverage_docs;
    size_t coverage_count; /* keys */
};

WP_MUST_USE enum wp_status wp_postings_init(struct wp_postings *postings,
                                            const struct wp_build *build,
                                            struct wp_error *err);
void wp_postings_clear(struct wp_postings *postings);

/* True when this stance means that the need or the area is served. */
bool wp_stance_counts(uint8_t stance);

/* Note a document's need fact; the same concept may come several times. */
void wp_postings_concept(struct wp_postings *postings, uint32_t concept,
                         uint32_t doc);
WP_MUST_USE enum wp_status
wp_postings_coverage(struct wp_postings *postings, const char *key,
                     uint32_t offset, uint32_t doc, struct wp_error *err);

/* Sort the coverage keys and the services. */
WP_MUST_USE enum wp_status wp_postings_close(struct wp_postings *postings,
                                             const struct wp_build *build,
                                             struct wp_error *err);

#endif /* WP_INDEX_COLUMNS_H */
