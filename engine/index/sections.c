/* engine/index/sections.c - put the sections into columns.bin */
#include "index/sections.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "index/analyzer.h"

enum wp_status wp_columns_put(FILE *file, const void *bytes, size_t size,
                              struct wp_error *err)
{
    if (size > 0 && fwrite(bytes, 1, size, file) != size) {
        return wp_fail_errno(err, errno, "cannot write the index columns");
    }
    return WP_OK;
}

struct source {
    const void *bytes; /* in memory, or */
    FILE *file;        /* in a stream */
    uint64_t count;
    uint32_t item_size;
};

static void name_sources(struct wp_columns_writer *writer,
                         struct source sources[WP_SECTION_COUNT])
{
    const struct wp_postings *postings = &writer->postings;
    size_t docs = writer->build->count;
    size_t concepts = writer->build->concept_count;

    sources[WP_SECTION_DOC] = (struct source){
        NULL, writer->streams[WP_STREAM_DOC], docs, sizeof(struct wp_doc)};
    sources[WP_SECTION_FACT] =
        (struct source){NULL, writer->streams[WP_STREAM_FACT],
                        writer->fact_count, sizeof(struct wp_doc_fact)};
    sources[WP_SECTION_PROOF] =
        (struct source){NULL, writer->streams[WP_STREAM_PROOF],
                        writer->fact_count, sizeof(struct wp_fact_proof)};
    sources[WP_SECTION_KEY] =
        (struct source){writer->keys, NULL, writer->placed_count, 8};
    sources[WP_SECTION_CONCEPT_START] =
        (struct source){postings->concept_starts, NULL, concepts + 1, 4};
    sources[WP_SECTION_CONCEPT_DOC] = (struct source){
        postings->concept_docs, NULL, postings->concept_starts[concepts], 4};
    sources[WP_SECTION_COVERAGE_START] = (struct source){
        postings->coverage_starts, NULL, postings->coverage_count + 1,
        sizeof(struct wp_coverage_start)};
    sources[WP_SECTION_COVERAGE_DOC] =
        (struct source){postings->coverage_docs, NULL, postings->pair_count, 4};
    sources[WP_SECTION_SERVICE] =
        (struct source){postings->services, NULL, docs, 4};
    sources[WP_SECTION_POOL] = (struct source){
        NULL, writer->streams[WP_STREAM_POOL], writer->pool.size, 1};
}

static void hash_words(const char *text, uint64_t ret_hash[2])
{
    XXH128_hash_t hash = XXH3_128bits(text, strlen(text));

    ret_hash[0] = hash.high64;
    ret_hash[1] = hash.low64;
}

static enum wp_status fill_head(struct wp_columns_writer *writer,
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
static enum wp_status
write_section(struct wp_columns_writer *writer, XXH3_state_t *hash,
              const struct source *source, struct wp_error *err)
{
    static const char zeroes[8];
    char chunk[65536];
    uint64_t left = source->count * source->item_size;
    size_t padding = (size_t)((8 - left % 8) % 8);
    enum wp_status status = WP_OK;

    if (source->file == NULL) {
        (void)XXH3_128bits_update(hash, source->bytes, (size_t)left);
        status = wp_columns_put(writer->out, source->bytes, (size_t)left, err);
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
        status = wp_columns_put(writer->out, chunk, size, err);
        left -= size;
    }
    if (status == WP_OK) {
        (void)XXH3_128bits_update(hash, zeroes, padding);
        status = wp_columns_put(writer->out, zeroes, padding, err);
    }
    return status;
}

static void take_checksum(struct wp_columns_writer *writer, XXH3_state_t *hash)
{
    XXH128_hash_t sum = XXH3_128bits_digest(hash);
    XXH128_hash_t texts = XXH3_128bits_digest(writer->texts);
    uint64_t both[4] = {sum.high64, sum.low64, texts.high64, texts.low64};

    writer->head.checksum[0] = sum.high64;
    writer->head.checksum[1] = sum.low64;
    writer->build->content = XXH3_128bits(both, sizeof(both));
}

static enum wp_status write_sections(struct wp_columns_writer *writer,
                                     XXH3_state_t *hash, struct wp_error *err)
{
    struct source sources[WP_SECTION_COUNT];
    const size_t from = offsetof(struct wp_columns_head, sections);

    name_sources(writer, sources);
    enum wp_status status = fill_head(writer, sources, err);
    if (status == WP_OK) {
        (void)XXH3_128bits_reset(hash);
        (void)XXH3_128bits_update(hash, (const char *)&writer->head + from,
                                  sizeof(writer->head) - from);
        status = wp_columns_put(writer->out, &writer->head,
                                sizeof(writer->head), err);
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
    return wp_columns_put(writer->out, &writer->head, sizeof(writer->head),
                          err);
}

enum wp_status wp_columns_write(struct wp_columns_writer *writer,
                                struct wp_error *err)
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
        if (status == WP_OK &&
            (fflush(writer->out) != 0 || fsync(fileno(writer->out)) != 0)) {
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
