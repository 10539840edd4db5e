/* engine/index/attach.c - check columns.bin and find the sections in it */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "geo/hilbert.h"
#include "index/opened.h"

static enum wp_status damaged(struct wp_error *err, const char *what)
{
    return wp_fail(err, WP_EPARSE, "the index is damaged (%s): build it anew",
                   what);
}

static bool same_fingerprint(const uint64_t stored[2], const char *text)
{
    XXH128_hash_t hash = XXH3_128bits(text, strlen(text));

    return stored[0] == hash.high64 && stored[1] == hash.low64;
}

static enum wp_status check_head(const struct wp_index *index,
                                 const struct wp_vocab *vocab,
                                 struct wp_error *err)
{
    const struct wp_columns_head *head = index->mapped;
    char analyzer[WP_ANALYZER_FINGERPRINT_SIZE];

    if (index->mapped_size < sizeof(*head) ||
        memcmp(head->magic, WP_COLUMNS_MAGIC, sizeof(head->magic)) != 0) {
        return damaged(err, "no head");
    }
    if (head->format != WP_INDEX_FORMAT) {
        return wp_fail(err, WP_ESCHEMA,
                       "the index has format %u, this build reads %d: "
                       "build it anew",
                       (unsigned)head->format, WP_INDEX_FORMAT);
    }
    if (head->section_count != WP_SECTION_COUNT ||
        head->size != index->mapped_size) {
        return damaged(err, "size");
    }
    const size_t from = offsetof(struct wp_columns_head, sections);
    XXH128_hash_t sum = XXH3_128bits((const char *)index->mapped + from,
                                     index->mapped_size - from);
    if (sum.high64 != head->checksum[0] || sum.low64 != head->checksum[1]) {
        return damaged(err, "checksum");
    }
    enum wp_status status = wp_analyzer_fingerprint(analyzer, err);
    if (status != WP_OK) {
        return status;
    }
    if (!same_fingerprint(head->vocabulary, wp_vocab_fingerprint(vocab)) ||
        head->concept_count != wp_vocab_concept_count(vocab) ||
        !same_fingerprint(head->analyzer, analyzer)) {
        return wp_fail(err, WP_ESCHEMA,
                       "the index was built with another vocabulary or text "
                       "analyzer: build it anew");
    }
    return WP_OK;
}

static bool take_section(const struct wp_index *index, enum wp_section section,
                         size_t item_size, const void **ret_items,
                         size_t *ret_count)
{
    const struct wp_columns_head *head = index->mapped;
    const struct wp_section_entry *entry = &head->sections[section];

    if (entry->item_size != item_size || entry->offset % 8 != 0 ||
        entry->offset < sizeof(*head) || entry->offset > index->mapped_size ||
        entry->count > (index->mapped_size - entry->offset) / item_size) {
        return false;
    }
    *ret_items = (const char *)index->mapped + entry->offset;
    *ret_count = (size_t)entry->count;
    return true;
}

struct found {
    const void *items;
    size_t count;
};

static bool find_sections(struct wp_index *index)
{
    static const size_t sizes[WP_SECTION_COUNT] = {
        [WP_SECTION_DOC] = sizeof(struct wp_doc),
        [WP_SECTION_FACT] = sizeof(struct wp_doc_fact),
        [WP_SECTION_PROOF] = sizeof(struct wp_fact_proof),
        [WP_SECTION_KEY] = sizeof(uint64_t),
        [WP_SECTION_CONCEPT_START] = sizeof(uint32_t),
        [WP_SECTION_CONCEPT_DOC] = sizeof(uint32_t),
        [WP_SECTION_COVERAGE_START] = sizeof(struct wp_coverage_start),
        [WP_SECTION_COVERAGE_DOC] = sizeof(uint32_t),
        [WP_SECTION_SERVICE] = sizeof(uint32_t),
        [WP_SECTION_POOL] = 1,
    };
    struct found at[WP_SECTION_COUNT];

    for (unsigned i = 0; i < WP_SECTION_COUNT; i++) {
        if (!take_section(index, (enum wp_section)i, sizes[i], &at[i].items,
                          &at[i].count)) {
            return false;
        }
    }
    index->head = index->mapped;
    index->docs = at[WP_SECTION_DOC].items;
    index->doc_count = at[WP_SECTION_DOC].count;
    index->facts = at[WP_SECTION_FACT].items;
    index->fact_count = at[WP_SECTION_FACT].count;
    index->proofs = at[WP_SECTION_PROOF].items;
    index->keys = at[WP_SECTION_KEY].items;
    index->placed_count = at[WP_SECTION_KEY].count;
    index->concept_starts = at[WP_SECTION_CONCEPT_START].items;
    index->concept_docs = at[WP_SECTION_CONCEPT_DOC].items;
    index->coverage_starts = at[WP_SECTION_COVERAGE_START].items;
    index->coverage_docs = at[WP_SECTION_COVERAGE_DOC].items;
    index->services = at[WP_SECTION_SERVICE].items;
    index->pool = at[WP_SECTION_POOL].items;
    index->pool_size = at[WP_SECTION_POOL].count;
    index->concept_count = index->head->concept_count;
    index->coverage_count = at[WP_SECTION_COVERAGE_START].count - 1;
    return at[WP_SECTION_PROOF].count == index->fact_count &&
           at[WP_SECTION_SERVICE].count == index->doc_count &&
           at[WP_SECTION_CONCEPT_START].count == index->concept_count + 1 &&
           at[WP_SECTION_COVERAGE_START].count >= 1 &&
           index->doc_count <= UINT32_MAX &&
           index->placed_count <= index->doc_count && index->pool_size >= 1 &&
           index->pool_size <= UINT32_MAX &&
           index->concept_starts[index->concept_count] ==
               at[WP_SECTION_CONCEPT_DOC].count &&
           index->coverage_starts[index->coverage_count].first ==
               at[WP_SECTION_COVERAGE_DOC].count;
}

/* Starts ascend and every list holds ascending document numbers. */
static bool list_is_sound(const struct wp_index *index, const uint32_t *docs,
                          uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (docs[i] >= index->doc_count ||
            (i > first && docs[i] <= docs[i - 1])) {
            return false;
        }
    }
    return true;
}

static bool postings_are_sound(const struct wp_index *index)
{
    const uint32_t *starts = index->concept_starts;
    const struct wp_coverage_start *areas = index->coverage_starts;

    if (starts[0] != 0 || areas[0].first != 0) {
        return false;
    }
    for (size_t i = 0; i < index->concept_count; i++) {
        if (starts[i] > starts[i + 1] ||
            starts[i + 1] > starts[index->concept_count] ||
            !list_is_sound(index, index->concept_docs, starts[i],
                           starts[i + 1])) {
            return false;
        }
    }
    for (size_t i = 0; i < index->coverage_count; i++) {
        if (areas[i].first > areas[i + 1].first ||
            areas[i + 1].first > areas[index->coverage_count].first ||
            areas[i].key >= index->pool_size ||
            (i > 0 && strcmp(index->pool + areas[i - 1].key,
                             index->pool + areas[i].key) >= 0) ||
            !list_is_sound(index, index->coverage_docs, areas[i].first,
                           areas[i + 1].first)) {
            return false;
        }
    }
    return true;
}

static bool doc_is_sound(const struct wp_index *index, size_t number)
{
    const struct wp_doc *doc = &index->docs[number];

    return doc->fact_first <= index->fact_count &&
           doc->fact_count <= index->fact_count - doc->fact_first &&
           doc->organization < index->head->organization_count &&
           doc->card < index->pool_size && doc->source < index->pool_size &&
           doc->status <= WP_DOC_DEFUNCT && doc->zip[5] == '\0' &&
           doc->county[5] == '\0';
}

static bool docs_are_sound(struct wp_index *index)
{
    uint64_t tokens = 0;

    for (size_t i = 0; i < index->doc_count; i++) {
        if (!doc_is_sound(index, i) || index->services[i] >= index->doc_count) {
            return false;
        }
        if (i > 0 &&
            memcmp(index->docs[index->services[i - 1]].service_id,
                   index->docs[index->services[i]].service_id, 16) > 0) {
            return false;
        }
        tokens += index->docs[i].token_count;
    }
    for (size_t i = 0; i < index->placed_count; i++) {
        if (index->keys[i] == WP_HILBERT_NONE ||
            (i > 0 && index->keys[i] < index->keys[i - 1])) {
            return false;
        }
    }
    index->token_mean =
        index->doc_count == 0 ? 1.0 : (double)tokens / (double)index->doc_count;
    return true;
}

static bool facts_are_sound(const struct wp_index *index,
                            const struct wp_vocab *vocab)
{
    const size_t payers = wp_vocab_payer_count(vocab);

    for (size_t i = 0; i < index->fact_count; i++) {
        const struct wp_doc_fact *fact = &index->facts[i];
        size_t limit = index->pool_size;
        if (fact->kind == WP_FACT_NEED) {
            limit = index->concept_count;
        } else if (fact->kind == WP_FACT_PAYER) {
            limit = payers;
        }
        if (fact->kind >= WP_FACT_KIND_COUNT ||
            fact->stance > WP_STANCE_EXCLUDES || fact->code >= limit) {
            return false;
        }
    }
    return true;
}

enum wp_status wp_columns_attach(struct wp_index *index,
                                 const struct wp_vocab *vocab,
                                 struct wp_error *err)
{
    enum wp_status status = check_head(index, vocab, err);

    if (status != WP_OK) {
        return status;
    }
    if (!find_sections(index)) {
        return damaged(err, "sections");
    }
    if (index->pool[0] != '\0' || index->pool[index->pool_size - 1] != '\0') {
        return damaged(err, "strings");
    }
    if (!docs_are_sound(index)) {
        return damaged(err, "documents");
    }
    if (!facts_are_sound(index, vocab)) {
        return damaged(err, "facts");
    }
    if (!postings_are_sound(index)) {
        return damaged(err, "postings");
    }
    return WP_OK;
}
