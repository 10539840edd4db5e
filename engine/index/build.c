/* engine/index/build.c - drafts wait in the spill file and are put in order */
#include "index/build.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "geo/hilbert.h"
#include "index/columns.h"

static enum wp_status open_spill(struct wp_build *build, struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&path, "%s/drafts", build->folder);
    enum wp_status status = wp_buf_status(&path, err);
    if (status == WP_OK) {
        build->spill = fopen(path.text, "w+bxe");
        if (build->spill == NULL) {
            status = wp_fail_errno(err, errno, "cannot create %s", path.text);
        } else {
            (void)unlink(path.text);
        }
    }
    wp_buf_clear(&path);
    return status;
}

enum wp_status wp_build_create(const char *folder, const struct wp_vocab *vocab,
                               struct wp_build **ret_build,
                               struct wp_error *err)
{
    struct wp_build *build = calloc(1, sizeof(*build));
    if (build == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory to build an index");
    }
    build->vocab = vocab;
    build->concept_count = wp_vocab_concept_count(vocab);
    build->concept_counts =
        calloc(build->concept_count + 1, sizeof(*build->concept_counts));
    build->folder = strdup(folder);
    enum wp_status status = WP_OK;
    if (build->folder == NULL || build->concept_counts == NULL) {
        status = wp_fail(err, WP_ENOMEM, "no memory to build an index");
    } else {
        status = open_spill(build, err);
    }
    if (status != WP_OK) {
        wp_build_destroy(build);
        return status;
    }
    *ret_build = build;
    return WP_OK;
}

void wp_build_destroy(struct wp_build *build)
{
    if (build == NULL) {
        return;
    }
    if (build->mapped != NULL) {
        (void)munmap((void *)(uintptr_t)build->mapped,
                     (size_t)build->spill_size);
    }
    if (build->spill != NULL) {
        (void)fclose(build->spill);
    }
    wp_buf_clear(&build->block);
    free(build->places);
    free(build->organizations);
    free(build->concept_counts);
    free(build->folder);
    free(build);
}

static enum wp_status make_room(struct wp_build *build, struct wp_error *err)
{
    if (build->count < build->room) {
        return WP_OK;
    }
    if (build->count >= UINT32_MAX / 2) {
        return wp_fail(err, WP_ELIMIT, "too many documents for one index");
    }
    size_t room = build->room == 0 ? 1024 : build->room * 2;
    void *places = realloc(build->places, room * sizeof(*build->places));
    if (places != NULL) {
        build->places = places;
    }
    void *organizations =
        realloc(build->organizations, room * sizeof(*build->organizations));
    if (organizations != NULL) {
        build->organizations = organizations;
    }
    if (places == NULL || organizations == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory to order the documents");
    }
    build->room = room;
    return WP_OK;
}

static void count_concepts(struct wp_build *build,
                           const struct wp_spilled *spilled)
{
    uint32_t last = UINT32_MAX;

    for (uint32_t i = 0; i < spilled->fact_count; i++) {
        const struct wp_doc_fact *fact = &spilled->facts[i].fact;
        if (fact->kind != WP_FACT_NEED || !wp_stance_counts(fact->stance) ||
            fact->code == last || fact->code >= build->concept_count) {
            continue;
        }
        last = fact->code;
        build->concept_counts[last]++;
    }
}

enum wp_status wp_build_add(struct wp_build *build,
                            const struct wp_draft *draft, struct wp_error *err)
{
    enum wp_status status = make_room(build, err);
    if (status == WP_OK) {
        status = wp_draft_spill(draft, &build->block, err);
    }
    if (status != WP_OK) {
        return status;
    }
    size_t size = build->block.length;
    if (fwrite(build->block.text, 1, size, build->spill) != size) {
        return wp_fail_errno(err, errno, "cannot write the drafts in %s",
                             build->folder);
    }
    const struct wp_spilled *spilled =
        (const struct wp_spilled *)(const void *)build->block.text;
    struct wp_place_key *place = &build->places[build->count];
    place->key = isnan(draft->doc.lat_deg)
                     ? WP_HILBERT_NONE
                     : wp_hilbert_key(draft->doc.lat_deg, draft->doc.lon_deg);
    memcpy(place->service_id, draft->doc.service_id, 16);
    memcpy(place->location_id, draft->doc.location_id, 16);
    memcpy(place->at_id, draft->at_id, 16);
    place->offset = build->spill_size;
    memcpy(build->organizations[build->count].bytes, draft->organization_id,
           16);
    count_concepts(build, spilled);
    build->fact_count += spilled->fact_count;
    build->spill_size += size;
    build->count++;
    return WP_OK;
}

void wp_build_counts(const struct wp_build *build,
                     struct wp_build_counts *ret_counts)
{
    *ret_counts = (struct wp_build_counts){
        .documents = build->count,
        .services = build->service_count,
        .organizations = build->organization_count,
        .facts = (size_t)build->fact_count,
    };
}

void wp_build_content(const struct wp_build *build, char ret_name[33])
{
    (void)snprintf(ret_name, 33, "%016" PRIx64 "%016" PRIx64,
                   (uint64_t)build->content.high64,
                   (uint64_t)build->content.low64);
}
