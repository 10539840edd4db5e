/* engine/index/columns.c - write columns.bin out of the ordered drafts */
#include "index/columns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "geo/hilbert.h"
#include "index/analyzer.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "columns.bin is mapped as it is: little-endian only");
_Static_assert(sizeof(struct wp_doc) == 96, "wp_doc has no padding");
_Static_assert(sizeof(struct wp_doc_fact) == 16, "wp_doc_fact has no padding");
_Static_assert(sizeof(struct wp_fact_proof) == 28, "no padding");
_Static_assert(sizeof(struct wp_section_entry) == 24, "no padding");

/* The sections that grow while the documents are walked. */
enum stream {
    STREAM_DOC,
    STREAM_FACT,
    STREAM_PROOF,
    STREAM_POOL,
};
#define STREAM_COUNT 4

struct writer {
    struct wp_build *build;
    FILE *streams[STREAM_COUNT];
    struct wp_pool pool;
    struct wp_postings postings;
    uint64_t *keys;
    size_t placed_count;
    uint64_t fact_count, token_total;
    XXH3_state_t *texts; /* everything the text index will hold */
    struct wp_columns_head head;
    FILE *out;
};

static int compare_places(const void *left, const void *right)
{
    const struct wp_place_key *a = left;
    const struct wp_place_key *b = right;
    int order = (a->key > b->key) - (a->key < b->key);

    if (order == 0) {
        order = memcmp(a->service_id, b->service_id, 16);
    }
    if (order == 0) {
        order = memcmp(a->location_id, b->location_id, 16);
    }
    return order != 0 ? order : memcmp(a->at_id, b->at_id, 16);
}

static int compare_organizations(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(struct wp_organization_id));
}

static void order_documents(struct wp_build *build)
{
    size_t distinct = 0;
    struct wp_organization_id *ids = build->organizations;

    if (build->count == 0) {
        return;
    }
    qsort(build->places, build->count, sizeof(*build->places), compare_places);
    qsort(ids, build->count, sizeof(*ids), compare_organizations);
    for (size_t i = 0; i < build->count; i++) {
        if (i == 0 || compare_organizations(&ids[i - 1], &ids[i]) != 0) {
            ids[distinct++] = ids[i];
        }
    }
    build->organization_count = distinct;
}

static enum wp_status map_spill(struct wp_build *build, struct wp_error *err)
{
    if (fflush(build->spill) != 0) {
        return wp_fail_errno(err, errno, "cannot write the drafts in %s",
                             build->folder);
    }
    if (build->spill_size == 0) {
        return WP_OK;
    }
    void *mapped = mmap(NULL, (size_t)build->spill_size, PROT_READ,
                        MAP_PRIVATE, fileno(build->spill), 0);
    if (mapped == MAP_FAILED) {
        return wp_fail_errno(err, errno, "cannot map the drafts in %s",
                             build->folder);
    }
    build->mapped = mapped;
    return WP_OK;
}

/* An unnamed file in the folder: the disk the result will be on. */
static enum wp_status open_stream(const char *folder, FILE **ret_file,
                                  struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&path, "%s/section", folder);
    enum wp_status status = wp_buf_status(&path, err);
    if (status == WP_OK) {
        *ret_file = fopen(path.text, "w+bxe");
        if (*ret_file == NULL) {
            status = wp_fail_errno(err, errno, "cannot create %s", path.text);
        } else {
            (void)unlink(path.text);
        }
    }
    wp_buf_clear(&path);
    return status;
}

static enum wp_status put(FILE *file, const void *bytes, size_t size,
                          struct wp_error *err)
{
    if (size > 0 && fwrite(bytes, 1, size, file) != size) {
        return wp_fail_errno(err, errno, "cannot write the index columns");
    }
    return WP_OK;
}

/* ---- one document ------------------------------------------------------- */

static enum wp_status write_fact(struct writer *writer, uint32_t number,
                                 const struct wp_spilled *spilled,
                                 const struct wp_spilled_fact *spilled_fact,
                                 struct wp_error *err)
{
    struct wp_doc_fact fact = spilled_fact->fact;
    struct wp_fact_proof proof = spilled_fact->proof;
    uint32_t *texts[] = {&proof.note, &proof.field, &proof.evidence,
                         &proof.source};
    const char *code = wp_spilled_text(spilled, spilled_fact->code);
    bool counts = wp_stance_counts(fact.stance);
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < 4 && status == WP_OK; i++) {
        status = wp_pool_intern(&writer->pool,
                                wp_spilled_text(spilled, *texts[i]), texts[i],
                                err);
    }
    if (status == WP_OK && !wp_kind_is_numbered(fact.kind)) {
        status = wp_pool_intern(&writer->pool, code, &fact.code, err);
    }
    if (status != WP_OK) {
        return status;
    }
    if (fact.kind == WP_FACT_NEED && counts &&
        fact.code < writer->build->concept_count) {
        wp_postings_concept(&writer->postings, fact.code, number);
    } else if (fact.kind == WP_FACT_COVERAGE && counts) {
        status = wp_postings_coverage(&writer->postings, code, fact.code,
                                      number, err);
    }
    if (status == WP_OK) {
        status = put(writer->streams[STREAM_FACT], &fact, sizeof(fact), err);
    }
    if (status == WP_OK) {
        status = put(writer->streams[STREAM_PROOF], &proof, sizeof(proof), err);
    }
    return status;
}

static void hash_texts(struct writer *writer, const struct wp_spilled *spilled)
{
    for (size_t i = 0; i < WP_TEXT_COLUMN_COUNT; i++) {
        const char *text = wp_spilled_text(spilled, spilled->texts[i]);
        (void)XXH3_128bits_update(writer->texts, text, strlen(text) + 1);
    }
}

static uint32_t organization_number(const struct wp_build *build,
                                    const unsigned char id[16])
{
    const struct wp_organization_id *found =
        bsearch(id, build->organizations, build->organization_count,
                sizeof(*found), compare_organizations);

    return found == NULL ? 0 : (uint32_t)(found - build->organizations);
}

static enum wp_status write_document(struct writer *writer, size_t number,
                                     struct wp_error *err)
{
    const struct wp_spilled *spilled =
        wp_build_document(writer->build, number);
    struct wp_doc doc = spilled->doc;
    enum wp_status status = WP_OK;

    doc.organization =
        organization_number(writer->build, spilled->organization_id);
    doc.fact_first = (uint32_t)writer->fact_count;
    doc.fact_count = spilled->fact_count;
    status = wp_pool_add(&writer->pool, wp_spilled_text(spilled, spilled->card),
                         &doc.card, err);
    if (status == WP_OK) {
        status = wp_pool_intern(&writer->pool,
                                wp_spilled_text(spilled, spilled->source),
                                &doc.source, err);
    }
    for (uint32_t i = 0; i < spilled->fact_count && status == WP_OK; i++) {
        status = write_fact(writer, (uint32_t)number, spilled,
                            &spilled->facts[i], err);
    }
    if (status == WP_OK) {
        status = put(writer->streams[STREAM_DOC], &doc, sizeof(doc), err);
    }
    writer->fact_count += spilled->fact_count;
    writer->token_total += doc.token_count;
    hash_texts(writer, spilled);
    if (writer->build->places[number].key != WP_HILBERT_NONE) {
        writer->keys[writer->placed_count++] =
            writer->build->places[number].key;
    }
    return status;
}

static enum wp_status write_documents(struct writer *writer,
                                      struct wp_error *err)
{
    struct wp_build *build = writer->build;
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < build->count && status == WP_OK; i++) {
        status = write_document(writer, i, err);
    }
    return status;
}

/* ---- the file ----------------------------------------------------------- */

struct source {
    const void *bytes; /* in memory, or */
    FILE *file;        /* in a stream */
    uint64_t count;
    uint32_t item_size;
};

static void name_sources(struct writer *writer,
                         struct source sources[WP_SECTION_COUNT])
{
    const struct wp_postings *postings = &writer->postings;
    size_t docs = writer->build->count;
    size_t concepts = writer->build->concept_count;

    sources[WP_SECTION_DOC] = (struct source){
        NULL, writer->streams[STREAM_DOC], docs, sizeof(struct wp_doc)};
    sources[WP_SECTION_FACT] =
        (struct source){NULL, writer->streams[STREAM_FACT], writer->fact_count,
                        sizeof(struct wp_doc_fact)};
    sources[WP_SECTION_PROOF] =
        (struct source){NULL, writer->streams[STREAM_PROOF],
                        writer->fact_count, sizeof(struct wp_fact_proof)};
    sources[WP_SECTION_KEY] =
        (struct source){writer->keys, NULL, writer->placed_count, 8};
    sources[WP_SECTION_CONCEPT_START] =
        (struct source){postings->concept_starts, NULL, concepts + 1, 4};
    sources[WP_SECTION_CONCEPT_DOC] =
        (struct source){postings->concept_docs, NULL,
                        postings->concept_starts[concepts], 4};
    sources[WP_SECTION_COVERAGE_START] = (struct source){
        postings->coverage_starts, NULL, postings->coverage_count + 1,
        sizeof(struct wp_coverage_start)};
    sources[WP_SECTION_COVERAGE_DOC] = (struct source){
        postings->coverage_docs, NULL, postings->pair_count, 4};
    sources[WP_SECTION_SERVICE] =
        (struct source){postings->services, NULL, docs, 4};
    sources[WP_SECTION_POOL] = (struct source){
        NULL, writer->streams[STREAM_POOL], writer->pool.size, 1};
}

static void hash_words(const char *text, uint64_t ret_hash[2])
{
    XXH128_hash_t hash = XXH3_128bits(text, strlen(text));

    ret_hash[0] = hash.high64;
    ret_hash[1] = hash.low64;
}

static enum wp_status fill_head(struct writer *writer,
                                const struct source sources[WP_SECTION_COUNT],
                                struct wp_error *err)
{
    struct wp_columns_head *head = &writer->head;
    char analyzer[WP_ANALYZER_FINGERPRINT_SIZE];
    uint64_t offset = sizeof(*head);

    enum wp_status status = wp_analyzer_fingerprint(analyzer, err);
    if (status != WP_OK) {
        return status;
    }
    memset(head, 0, sizeof(*head));
    memcpy(head->magic, WP_COLUMNS_MAGIC, sizeof(head->magic));
    head->format = WP_INDEX_FORMAT;
    head->section_count = WP_SECTION_COUNT;
    for (size_t i = 0; i < WP_SECTION_COUNT; i++) {
        struct wp_section_entry *entry = &head->sections[i];
        entry->offset = offset;
        entry->count = sources[i].count;
        entry->item_size = sources[i].item_size;
        uint64_t size = entry->count * entry->item_size;
        offset += (size + 7) / 8 * 8;
    }
    head->size = offset;
    head->organization_count = (uint32_t)writer->build->organization_count;
    head->concept_count = (uint32_t)writer->build->concept_count;
    head->token_total = writer->token_total;
    hash_words(wp_vocab_fingerprint(writer->build->vocab), head->vocabulary);
    hash_words(analyzer, head->analyzer);
    return WP_OK;
}

/* Write a section from wherever it is, padded to 8 bytes. */
static enum wp_status write_section(struct writer *writer, XXH3_state_t *hash,
                                    const struct source *source,
                                    struct wp_error *err)
{
    static const char zeroes[8];
    char chunk[65536];
    uint64_t left = source->count * source->item_size;
    size_t padding = (size_t)((8 - left % 8) % 8);
    enum wp_status status = WP_OK;

    if (source->file == NULL) {
        (void)XXH3_128bits_update(hash, source->bytes, (size_t)left);
        status = put(writer->out, source->bytes, (size_t)left, err);
        left = 0;
    } else if (fflush(source->file) != 0 ||
               fseek(source->file, 0, SEEK_SET) != 0) {
        status = wp_fail_errno(err, errno, "cannot write the index columns");
    }
    while (left > 0 && status == WP_OK) {
        size_t size = left < sizeof(chunk) ? (size_t)left : sizeof(chunk);
        if (fread(chunk, 1, size, source->file) != size) {
            return wp_fail_errno(err, errno, "cannot read a section back");
        }
        (void)XXH3_128bits_update(hash, chunk, size);
        status = put(writer->out, chunk, size, err);
        left -= size;
    }
    if (status == WP_OK) {
        (void)XXH3_128bits_update(hash, zeroes, padding);
        status = put(writer->out, zeroes, padding, err);
    }
    return status;
}

static void take_checksum(struct writer *writer, XXH3_state_t *hash)
{
    XXH128_hash_t sum = XXH3_128bits_digest(hash);
    XXH128_hash_t texts = XXH3_128bits_digest(writer->texts);
    uint64_t both[4] = {sum.high64, sum.low64, texts.high64, texts.low64};

    writer->head.checksum[0] = sum.high64;
    writer->head.checksum[1] = sum.low64;
    writer->build->content = XXH3_128bits(both, sizeof(both));
}

static enum wp_status write_sections(struct writer *writer, XXH3_state_t *hash,
                                     struct wp_error *err)
{
    struct source sources[WP_SECTION_COUNT];
    const size_t from = offsetof(struct wp_columns_head, sections);

    name_sources(writer, sources);
    enum wp_status status = fill_head(writer, sources, err);
    if (status == WP_OK) {
        (void)XXH3_128bits_reset(hash);
        (void)XXH3_128bits_update(hash, (const char *)&writer->head + from,
                                  sizeof(writer->head) - from);
        status = put(writer->out, &writer->head, sizeof(writer->head), err);
    }
    for (size_t i = 0; i < WP_SECTION_COUNT && status == WP_OK; i++) {
        status = write_section(writer, hash, &sources[i], err);
    }
    if (status != WP_OK) {
        return status;
    }
    take_checksum(writer, hash);
    if (fseek(writer->out, 0, SEEK_SET) != 0) {
        return wp_fail_errno(err, errno, "cannot write the index columns");
    }
    return put(writer->out, &writer->head, sizeof(writer->head), err);
}

static enum wp_status write_file(struct writer *writer, struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;
    XXH3_state_t *hash = XXH3_createState();
    enum wp_status status = WP_OK;

    wp_buf_printf(&path, "%s/" WP_COLUMNS_FILE, writer->build->folder);
    if (hash == NULL) {
        status = wp_fail(err, WP_ENOMEM, "no memory for a checksum");
    } else {
        status = wp_buf_status(&path, err);
    }
    if (status == WP_OK) {
        writer->out = fopen(path.text, "wbxe");
        if (writer->out == NULL) {
            status = wp_fail_errno(err, errno, "cannot create %s", path.text);
        }
    }
    if (status == WP_OK) {
        status = write_sections(writer, hash, err);
    }
    if (writer->out != NULL) {
        if (status == WP_OK && (fflush(writer->out) != 0 ||
                                fsync(fileno(writer->out)) != 0)) {
            status = wp_fail_errno(err, errno, "cannot write %s", path.text);
        }
        if (fclose(writer->out) != 0 && status == WP_OK) {
            status = wp_fail_errno(err, errno, "cannot write %s", path.text);
        }
    }
    (void)XXH3_freeState(hash);
    wp_buf_clear(&path);
    return status;
}

static enum wp_status prepare(struct writer *writer, struct wp_error *err)
{
    struct wp_build *build = writer->build;
    enum wp_status status = map_spill(build, err);

    if (status == WP_OK && build->fact_count > UINT32_MAX) {
        status = wp_fail(err, WP_ELIMIT, "too many facts for one index");
    }
    if (status == WP_OK) {
        order_documents(build);
        status = wp_postings_init(&writer->postings, build, err);
    }
    for (size_t i = 0; i < STREAM_COUNT && status == WP_OK; i++) {
        status = open_stream(build->folder, &writer->streams[i], err);
    }
    if (status == WP_OK) {
        status = wp_pool_init(&writer->pool, writer->streams[STREAM_POOL], err);
    }
    if (status == WP_OK) {
        writer->keys = calloc(build->count + 1, sizeof(*writer->keys));
        writer->texts = XXH3_createState();
        if (writer->keys == NULL || writer->texts == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory for the index columns");
        }
        (void)XXH3_128bits_reset(writer->texts);
    }
    return status;
}

static void count_services(struct wp_build *build,
                           const struct wp_postings *postings)
{
    for (size_t i = 0; i < build->count; i++) {
        uint32_t here = postings->services[i];
        uint32_t before = i == 0 ? here : postings->services[i - 1];
        if (i == 0 || memcmp(build->places[here].service_id,
                             build->places[before].service_id, 16) != 0) {
            build->service_count++;
        }
    }
}

enum wp_status wp_build_columns(struct wp_build *build, struct wp_error *err)
{
    struct writer writer = {.build = build};

    enum wp_status status = prepare(&writer, err);
    if (status == WP_OK) {
        status = write_documents(&writer, err);
    }
    if (status == WP_OK) {
        status = wp_postings_close(&writer.postings, build, err);
    }
    if (status == WP_OK) {
        count_services(build, &writer.postings);
        status = write_file(&writer, err);
    }
    for (size_t i = 0; i < STREAM_COUNT; i++) {
        if (writer.streams[i] != NULL) {
            (void)fclose(writer.streams[i]);
        }
    }
    wp_postings_clear(&writer.postings);
    wp_pool_clear(&writer.pool);
    free(writer.keys);
    (void)XXH3_freeState(writer.texts);
    return status;
}
