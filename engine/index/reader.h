/*
 * engine/index/reader.h - what matching asks of an open generation
 *
 * Everything returned is borrowed from the mapping and lives until
 * wp_index_close(). Document numbers count from 0.
 */
#ifndef WP_INDEX_READER_H
#define WP_INDEX_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/index.h"
#include "waypost/record.h"

#include "index/format.h"

const struct wp_doc *wp_index_doc(const struct wp_index *index, uint32_t doc);

/* The slice of a document's facts of one kind; NULL and 0 when silent. */
const struct wp_doc_fact *wp_index_facts(const struct wp_index *index,
                                         uint32_t doc, enum wp_fact_kind kind,
                                         size_t *ret_count);
const struct wp_fact_proof *wp_index_proof(const struct wp_index *index,
                                           const struct wp_doc_fact *fact);

/* A pooled string; "" for 0 and for offsets out of range. */
const char *wp_index_string(const struct wp_index *index, uint32_t offset);

/* The documents with a need fact for exactly this concept, ascending. */
size_t wp_index_concept(const struct wp_index *index, int concept,
                        const uint32_t **ret_docs);

/* The documents covering a key such as "county:04013", ascending. */
size_t wp_index_coverage(const struct wp_index *index, const char *key,
                         const uint32_t **ret_docs);

/* Half-open range of document numbers. */
struct wp_span {
    uint32_t first, end;
};

#define WP_SPANS_MAX 64

/*
 * Ranges that together hold every placed document within radius_m of a point
 * (and some beyond: measure the distance). Ascending, not overlapping.
 */
size_t wp_index_near(const struct wp_index *index, double lat_deg,
                     double lon_deg, double radius_m,
                     struct wp_span spans[WP_SPANS_MAX]);

/* The documents without a place. */
struct wp_span wp_index_placeless(const struct wp_index *index);

/*
 * Calls each() for the documents of one service by its id text, ascending;
 * false if there is none. A service at several places has several documents.
 * uuid may be a prefix of at least 6 hexadecimal digits (dashes as in the whole
 * id): then the documents of every service whose id begins so are called, by
 * service id; compare service_id to see whether it was one.
 */
bool wp_index_find_service(const struct wp_index *index, const char *uuid,
                           void (*each)(uint32_t doc, void *payload),
                           void *payload);

/*
 * Documents inside the spans whose text holds at least one of the words.
 * share in (0, 1]: how much of the query's weight (idf with tf saturation,
 * our own statistics, never bm25()) the document carries. Words are analysed
 * with the index's own tokenizer; at most 32 are used. No words: no calls.
 */
enum wp_status
wp_index_text(struct wp_index *index, const char *words,
              const struct wp_span *spans, size_t span_count,
              void (*each)(uint32_t doc, double share, void *payload),
              void *payload, struct wp_error *err);

#endif /* WP_INDEX_READER_H */
