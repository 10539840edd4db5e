/* engine/index/lookup.c - answers straight from the mapped columns */
#include <stdlib.h>
#include <string.h>

#include "geo/hilbert.h"
#include "index/opened.h"

/* Documents between two ranges that are not worth a range of their own. */
#define SPAN_GAP_DOCS 512

const char *wp_index_generation(const struct wp_index *index)
{
    return index->generation;
}

size_t wp_index_count(const struct wp_index *index)
{
    return index->doc_count;
}

const struct wp_doc *wp_index_doc(const struct wp_index *index, uint32_t doc)
{
    return doc < index->doc_count ? &index->docs[doc] : NULL;
}

const struct wp_doc_fact *wp_index_facts(const struct wp_index *index,
                                         uint32_t doc, enum wp_fact_kind kind,
                                         size_t *ret_count)
{
    *ret_count = 0;
    if (doc >= index->doc_count) {
        return NULL;
    }
    const struct wp_doc_fact *facts =
        &index->facts[index->docs[doc].fact_first];
    size_t count = index->docs[doc].fact_count;
    size_t first = 0;
    while (first < count && facts[first].kind < (uint8_t)kind) {
        first++;
    }
    size_t end = first;
    while (end < count && facts[end].kind == (uint8_t)kind) {
        end++;
    }
    *ret_count = end - first;
    return end == first ? NULL : &facts[first];
}

const struct wp_fact_proof *wp_index_proof(const struct wp_index *index,
                                           const struct wp_doc_fact *fact)
{
    return &index->proofs[fact - index->facts];
}

const char *wp_index_string(const struct wp_index *index, uint32_t offset)
{
    return offset < index->pool_size ? index->pool + offset : "";
}

size_t wp_index_concept(const struct wp_index *index, int concept,
                        const uint32_t **ret_docs)
{
    if (concept < 0 || (size_t) concept >= index->concept_count) {
        *ret_docs = NULL;
        return 0;
    }
    uint32_t first = index->concept_starts[concept];
    *ret_docs = &index->concept_docs[first];
    return index->concept_starts[concept + 1] - first;
}

size_t wp_index_coverage(const struct wp_index *index, const char *key,
                         const uint32_t **ret_docs)
{
    size_t low = 0;
    size_t high = index->coverage_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct wp_coverage_start *start = &index->coverage_starts[middle];
        int order = strcmp(index->pool + start->key, key);
        if (order == 0) {
            *ret_docs = &index->coverage_docs[start->first];
            return start[1].first - start->first;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *ret_docs = NULL;
    return 0;
}

/* The first placed document whose key is not below this one. */
static uint32_t first_at(const struct wp_index *index, uint64_t key)
{
    size_t low = 0;
    size_t high = index->placed_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->keys[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}

size_t wp_index_near(const struct wp_index *index, double lat_deg,
                     double lon_deg, double radius_m,
                     struct wp_span spans[WP_SPANS_MAX])
{
    struct wp_hilbert_range ranges[WP_SPANS_MAX];
    size_t range_count =
        wp_hilbert_cover(lat_deg, lon_deg, radius_m, ranges, WP_SPANS_MAX);
    size_t count = 0;

    for (size_t i = 0; i < range_count; i++) {
        uint32_t first = first_at(index, ranges[i].first);
        uint32_t end = first_at(index, ranges[i].last + 1);
        if (first >= end) {
            continue;
        }
        if (count > 0 && first <= spans[count - 1].end + SPAN_GAP_DOCS) {
            spans[count - 1].end = end;
        } else {
            spans[count++] = (struct wp_span){first, end};
        }
    }
    return count;
}

struct wp_span wp_index_placeless(const struct wp_index *index)
{
    return (struct wp_span){(uint32_t)index->placed_count,
                            (uint32_t)index->doc_count};
}

/* ---- services by id ----------------------------------------------------- */

static int hex_digit(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return -1;
}

/* The digits of an id or of its beginning; how many, or 0 if it is neither. */
static size_t read_digits(const char *uuid, unsigned char digits[32])
{
    size_t count = 0;

    for (size_t at = 0; uuid[at] != '\0'; at++) {
        bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        int digit = hex_digit(uuid[at]);
        if (at >= 36 || (dash ? uuid[at] != '-' : digit < 0)) {
            return 0;
        }
        if (!dash) {
            digits[count++] = (unsigned char)digit;
        }
    }
    return count >= 6 ? count : 0;
}

static int compare_prefix(const unsigned char id[16],
                          const unsigned char digits[32], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int nibble = i % 2 == 0 ? id[i / 2] >> 4 : id[i / 2] & 15;
        if (nibble != digits[i]) {
            return nibble - digits[i];
        }
    }
    return 0;
}

bool wp_index_find_service(const struct wp_index *index, const char *uuid,
                           void (*each)(uint32_t doc, void *payload),
                           void *payload)
{
    unsigned char digits[32];
    size_t count = read_digits(uuid, digits);
    size_t low = 0;
    size_t high = index->doc_count;
    bool found = false;

    if (count == 0) {
        return false;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct wp_doc *doc = &index->docs[index->services[middle]];
        if (compare_prefix(doc->service_id, digits, count) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < index->doc_count; low++) {
        uint32_t number = index->services[low];
        if (compare_prefix(index->docs[number].service_id, digits, count) !=
            0) {
            break;
        }
        each(number, payload);
        found = true;
    }
    return found;
}
