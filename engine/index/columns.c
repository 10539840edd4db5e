/* engine/index/columns.c - write columns.bin out of the ordered drafts */
#include "index/columns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "geo/hilbert.h"
#include "index/sections.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "columns.bin is mapped as it is: little-endian only");
_Static_assert(sizeof(struct wp_doc) == 96, "wp_doc has no padding");
_Static_assert(sizeof(struct wp_doc_fact) == 16, "wp_doc_fact has no padding");
_Static_assert(sizeof(struct wp_fact_proof) == 32, "no padding");
_Static_assert(sizeof(struct wp_section_entry) == 24, "no padding");

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
    void *mapped = mmap(NULL, (size_t)build->spill_size, PROT_READ, MAP_PRIVATE,
                        fileno(build->spill), 0);
    if (mapped == MAP_FAILED) {
        return wp_fail_errno(err, errno, "cannot map the drafts in %s",
                             build->folder);
    }
    build->mapped = mapped;
    return WP_OK;
}

void wp_build_relax(const struct wp_build *build, size_t number)
{
    enum { EVERY = 512 };

    if (number % EVERY != EVERY - 1 || build->mapped == NULL) {
        return;
    }
    /* The same file at the same address, no page of it in memory any more.
       Replacing a mapping by its like needs nothing that could run out. */
    (void)mmap((void *)(uintptr_t)build->mapped, (size_t)build->spill_size,
               PROT_READ, MAP_PRIVATE | MAP_FIXED, fileno(build->spill), 0);
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

/* ---- one document ------------------------------------------------------- */

static enum wp_status
write_fact(struct wp_columns_writer *writer, uint32_t number,
           const struct wp_spilled *spilled,
           const struct wp_spilled_fact *spilled_fact, struct wp_error *err)
{
    struct wp_doc_fact fact = spilled_fact->fact;
    struct wp_fact_proof proof = spilled_fact->proof;
    uint32_t *texts[] = {&proof.note, &proof.field, &proof.evidence,
                         &proof.source};
    const char *code = wp_spilled_text(spilled, spilled_fact->code);
    bool counts = wp_stance_counts(fact.stance);
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < 4 && status == WP_OK; i++) {
        status = wp_pool_intern(
            &writer->pool, wp_spilled_text(spilled, *texts[i]), texts[i], err);
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
        status = wp_columns_put(writer->streams[WP_STREAM_FACT], &fact,
                                sizeof(fact), err);
    }
    if (status == WP_OK) {
        status = wp_columns_put(writer->streams[WP_STREAM_PROOF], &proof,
                                sizeof(proof), err);
    }
    return status;
}

static void hash_texts(struct wp_columns_writer *writer,
                       const struct wp_spilled *spilled)
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

static enum wp_status write_document(struct wp_columns_writer *writer,
                                     size_t number, struct wp_error *err)
{
    const struct wp_spilled *spilled = wp_build_document(writer->build, number);
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
        status = wp_columns_put(writer->streams[WP_STREAM_DOC], &doc,
                                sizeof(doc), err);
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

static enum wp_status write_documents(struct wp_columns_writer *writer,
                                      struct wp_error *err)
{
    struct wp_build *build = writer->build;
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < build->count && status == WP_OK; i++) {
        status = write_document(writer, i, err);
        wp_build_relax(build, i);
    }
    return status;
}

static enum wp_status prepare(struct wp_columns_writer *writer,
                              struct wp_error *err)
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
    for (size_t i = 0; i < WP_STREAM_COUNT && status == WP_OK; i++) {
        status = open_stream(build->folder, &writer->streams[i], err);
    }
    if (status == WP_OK) {
        status =
            wp_pool_init(&writer->pool, writer->streams[WP_STREAM_POOL], err);
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
    struct wp_columns_writer writer = {.build = build};

    enum wp_status status = prepare(&writer, err);
    if (status == WP_OK) {
        status = write_documents(&writer, err);
    }
    if (status == WP_OK) {
        status = wp_postings_close(&writer.postings, build, err);
    }
    if (status == WP_OK) {
        count_services(build, &writer.postings);
        status = wp_columns_write(&writer, err);
    }
    for (size_t i = 0; i < WP_STREAM_COUNT; i++) {
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
