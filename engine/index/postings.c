/* engine/index/postings.c - which documents serve a need, an area, a service */
#include <stdlib.h>
#include <string.h>

#include "waypost/record.h"

#include "index/columns.h"

bool wp_stance_counts(uint8_t stance)
{
    return stance == WP_STANCE_ACCEPTS || stance == WP_STANCE_LIMITED ||
           stance == WP_STANCE_ONLY || stance == WP_STANCE_WELCOMES;
}

enum wp_status wp_postings_init(struct wp_postings *postings,
                                const struct wp_build *build,
                                struct wp_error *err)
{
    size_t concepts = build->concept_count;
    uint64_t total = 0;

    *postings = (struct wp_postings){.pair_count = 0};
    for (size_t i = 0; i < concepts; i++) {
        total += build->concept_counts[i];
    }
    if (total > UINT32_MAX) {
        return wp_fail(err, WP_ELIMIT, "too many needs for one index");
    }
    postings->concept_starts = calloc(concepts + 1, sizeof(uint32_t));
    postings->concept_next = calloc(concepts + 1, sizeof(uint32_t));
    postings->concept_docs = calloc((size_t)total + 1, sizeof(uint32_t));
    postings->services = calloc(build->count + 1, sizeof(uint32_t));
    if (postings->concept_starts == NULL || postings->concept_next == NULL ||
        postings->concept_docs == NULL || postings->services == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for the postings");
    }
    for (size_t i = 0; i < concepts; i++) {
        postings->concept_next[i] = postings->concept_starts[i];
        postings->concept_starts[i + 1] =
            postings->concept_starts[i] + build->concept_counts[i];
    }
    return WP_OK;
}

void wp_postings_clear(struct wp_postings *postings)
{
    free(postings->concept_starts);
    free(postings->concept_next);
    free(postings->concept_docs);
    free(postings->services);
    free(postings->pairs);
    free(postings->coverage_starts);
    free(postings->coverage_docs);
    *postings = (struct wp_postings){.pair_count = 0};
}

void wp_postings_concept(struct wp_postings *postings, uint32_t concept,
                         uint32_t doc)
{
    uint32_t at = postings->concept_next[concept];

    if (at > postings->concept_starts[concept] &&
        postings->concept_docs[at - 1] == doc) {
        return;
    }
    postings->concept_docs[at] = doc;
    postings->concept_next[concept] = at + 1;
}

enum wp_status wp_postings_coverage(struct wp_postings *postings,
                                    const char *key, uint32_t offset,
                                    uint32_t doc, struct wp_error *err)
{
    size_t count = postings->pair_count;

    if (count > 0 && postings->pairs[count - 1].doc == doc &&
        postings->pairs[count - 1].offset == offset) {
        return WP_OK;
    }
    if (count == postings->pair_room) {
        size_t room = count == 0 ? 1024 : count * 2;
        if (room > UINT32_MAX) {
            return wp_fail(err, WP_ELIMIT, "too many service areas");
        }
        void *pairs = realloc(postings->pairs, room * sizeof(*postings->pairs));
        if (pairs == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory for the service areas");
        }
        postings->pairs = pairs;
        postings->pair_room = room;
    }
    postings->pairs[postings->pair_count++] =
        (struct wp_coverage_pair){key, offset, doc};
    return WP_OK;
}

/* One string has one offset, so the text decides only between two of them. */
static int compare_pairs(const void *left, const void *right)
{
    const struct wp_coverage_pair *a = left;
    const struct wp_coverage_pair *b = right;
    int order = a->offset == b->offset ? 0 : strcmp(a->key, b->key);

    if (order == 0) {
        order = (a->doc > b->doc) - (a->doc < b->doc);
    }
    return order;
}

struct service_number {
    unsigned char service_id[16];
    uint32_t doc;
};

static int compare_services(const void *left, const void *right)
{
    const struct service_number *a = left;
    const struct service_number *b = right;
    int order = memcmp(a->service_id, b->service_id, 16);

    return order != 0 ? order : (a->doc > b->doc) - (a->doc < b->doc);
}

static enum wp_status sort_services(struct wp_postings *postings,
                                    const struct wp_build *build,
                                    struct wp_error *err)
{
    struct service_number *numbers = calloc(build->count + 1, sizeof(*numbers));

    if (numbers == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory to order the services");
    }
    for (size_t i = 0; i < build->count; i++) {
        memcpy(numbers[i].service_id, build->places[i].service_id, 16);
        numbers[i].doc = (uint32_t)i;
    }
    qsort(numbers, build->count, sizeof(*numbers), compare_services);
    for (size_t i = 0; i < build->count; i++) {
        postings->services[i] = numbers[i].doc;
    }
    free(numbers);
    return WP_OK;
}

static enum wp_status sort_coverage(struct wp_postings *postings,
                                    struct wp_error *err)
{
    size_t count = postings->pair_count;
    struct wp_coverage_pair *pairs = postings->pairs;

    postings->coverage_starts =
        calloc(count + 1, sizeof(*postings->coverage_starts));
    postings->coverage_docs = calloc(count + 1, sizeof(uint32_t));
    if (postings->coverage_starts == NULL || postings->coverage_docs == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for the service areas");
    }
    if (count > 0) {
        qsort(pairs, count, sizeof(*pairs), compare_pairs);
    }
    size_t docs = 0;
    for (size_t i = 0; i < count; i++) {
        bool opens = i == 0 || pairs[i].offset != pairs[i - 1].offset;
        if (opens) {
            postings->coverage_starts[postings->coverage_count++] =
                (struct wp_coverage_start){pairs[i].offset, (uint32_t)docs};
        } else if (pairs[i].doc == pairs[i - 1].doc) {
            continue;
        }
        postings->coverage_docs[docs++] = pairs[i].doc;
    }
    postings->coverage_starts[postings->coverage_count].first = (uint32_t)docs;
    postings->pair_count = docs;
    return WP_OK;
}

enum wp_status wp_postings_close(struct wp_postings *postings,
                                 const struct wp_build *build,
                                 struct wp_error *err)
{
    enum wp_status status = sort_services(postings, build, err);

    return status == WP_OK ? sort_coverage(postings, err) : status;
}
