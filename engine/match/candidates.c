/* engine/match/candidates.c - the documents worth scoring */
#include "match/candidates.h"

#include <stdlib.h>
#include <string.h>

/* ---- growing ------------------------------------------------------------ */

static void add_doc(struct wp_candidates *candidates, uint32_t doc)
{
    if (candidates->failed) {
        return;
    }
    if (candidates->count == candidates->room) {
        const size_t room = candidates->room ? 2 * candidates->room : 1024;
        uint32_t *docs =
            realloc(candidates->docs, room * sizeof(*candidates->docs));
        if (!docs) {
            candidates->failed = true;
            return;
        }
        candidates->docs = docs;
        candidates->room = room;
    }
    candidates->docs[candidates->count++] = doc;
}

static void add_hit(struct wp_candidates *candidates, struct wp_text_hit hit)
{
    if (candidates->failed) {
        return;
    }
    if (candidates->hit_count == candidates->hit_room) {
        const size_t room =
            candidates->hit_room ? 2 * candidates->hit_room : 256;
        struct wp_text_hit *hits =
            realloc(candidates->hits, room * sizeof(*candidates->hits));
        if (!hits) {
            candidates->failed = true;
            return;
        }
        candidates->hits = hits;
        candidates->hit_room = room;
    }
    candidates->hits[candidates->hit_count++] = hit;
}

void wp_candidates_clear(struct wp_candidates *candidates)
{
    free(candidates->docs);
    free(candidates->hits);
    *candidates = WP_CANDIDATES_INIT;
}

/* ---- where -------------------------------------------------------------- */

struct area {
    struct wp_span spans[WP_SPANS_MAX + 1];
    size_t count;
};

/* Everything placed within the radius, and everything without a place. */
static struct area area_of(const struct wp_index *index,
                           const struct wp_ask *ask)
{
    const struct wp_near *near = &ask->client->near;
    struct area area = {.count = 0};

    if (!near->stated) {
        area.spans[0] = (struct wp_span){0, (uint32_t)wp_index_count(index)};
        area.count = 1;
        return area;
    }
    area.count = wp_index_near(index, near->lat_deg, near->lon_deg,
                               wp_ask_radius_m(ask, ask->step), area.spans);
    const struct wp_span placeless = wp_index_placeless(index);
    if (placeless.end > placeless.first) {
        area.spans[area.count++] = placeless;
    }
    return area;
}

static size_t lower_bound(const uint32_t *docs, size_t count, uint32_t doc)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (docs[middle] < doc) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_wanted(const struct wp_ask *ask, int concept)
{
    for (size_t i = 0; i < ask->want_count; i++) {
        if (ask->wants[i].fits &&
            ask->wants[i].fits[concept].relation != WP_RELATION_NONE) {
            return true;
        }
    }
    return false;
}

static void add_concepts(struct wp_candidates *candidates,
                         const struct wp_index *index, const struct wp_ask *ask,
                         const struct area *area)
{
    const size_t concepts = wp_vocab_concept_count(ask->vocab);

    for (size_t concept = 0; concept < concepts; concept ++) {
        const uint32_t *docs = NULL;

        if (!is_wanted(ask, (int)concept)) {
            continue;
        }
        const size_t count = wp_index_concept(index, (int)concept, &docs);
        for (size_t s = 0; s < area->count; s++) {
            const struct wp_span span = area->spans[s];

            for (size_t i = lower_bound(docs, count, span.first);
                 i < count && docs[i] < span.end; i++) {
                add_doc(candidates, docs[i]);
            }
        }
    }
}

/* The documents of an area's key that offer what is wanted. */
static void add_key(struct wp_candidates *candidates,
                    const struct wp_index *index, const struct wp_ask *ask,
                    const char *kind, const char *key, size_t length)
{
    char text[24] = "";
    const size_t lead = strlen(kind);
    const uint32_t *docs = NULL;

    if (length == 0 || lead + length >= sizeof(text)) {
        return;
    }
    memcpy(text, kind, lead);
    memcpy(text + lead, key, length);
    const size_t count = wp_index_coverage(index, text, &docs);
    for (size_t i = 0; i < count; i++) {
        size_t facts = 0;
        const struct wp_doc_fact *needs =
            wp_index_facts(index, docs[i], WP_FACT_NEED, &facts);

        for (size_t n = 0; n < facts; n++) {
            if (is_wanted(ask, (int)needs[n].code)) {
                add_doc(candidates, docs[i]);
                break;
            }
        }
    }
}

static void add_neighbours(struct wp_candidates *candidates,
                           const struct wp_index *index,
                           const struct wp_ask *ask, const char *county)
{
    size_t length = 0;
    const char *list = wp_vocab_county_neighbours(ask->vocab, county, &length);

    for (size_t at = 0; at + 5 <= length; at += 6) {
        add_key(candidates, index, ask, "county:", list + at, 5);
    }
}

/* Placed further away but serving the client's area by their own word. */
static void add_coverage(struct wp_candidates *candidates,
                         const struct wp_index *index, const struct wp_ask *ask)
{
    const struct wp_near *near = &ask->client->near;

    add_key(candidates, index, ask, "zip:", near->zip, strlen(near->zip));
    add_key(candidates, index, ask, "county:", near->county,
            strlen(near->county));
    for (size_t i = 0; i < near->other_count; i++) {
        add_key(candidates, index, ask, "county:", near->others[i].county, 5);
    }
    if (ask->step >= WP_STEP_NEXT_DOOR && near->county[0]) {
        add_neighbours(candidates, index, ask, near->county);
        for (size_t i = 0; i < near->other_count; i++) {
            add_neighbours(candidates, index, ask, near->others[i].county);
        }
    }
    if (ask->step >= WP_STEP_STATEWIDE) {
        add_key(candidates, index, ask, "state:", near->state,
                strlen(near->state));
        add_key(candidates, index, ask, "nation:", "US", 2);
    }
}

struct text_call {
    struct wp_candidates *candidates;
    uint32_t want;
    double least_share;
};

static void on_text(uint32_t doc, double share, void *payload)
{
    struct text_call *call = payload;

    if (share >= call->least_share) {
        add_doc(call->candidates, doc);
        add_hit(call->candidates,
                (struct wp_text_hit){doc, call->want, (float)share});
    }
}

static int compare_docs(const void *left, const void *right)
{
    const uint32_t one = *(const uint32_t *)left;
    const uint32_t other = *(const uint32_t *)right;

    return one < other ? -1 : one > other;
}

static int compare_hits(const void *left, const void *right)
{
    const struct wp_text_hit *one = left;
    const struct wp_text_hit *other = right;

    if (one->doc != other->doc) {
        return one->doc < other->doc ? -1 : 1;
    }
    return one->want < other->want ? -1 : one->want > other->want;
}

static void sort_once(struct wp_candidates *candidates)
{
    size_t kept = 0;

    if (candidates->count > 0) {
        qsort(candidates->docs, candidates->count, sizeof(*candidates->docs),
              compare_docs);
    }
    if (candidates->hit_count > 0) {
        qsort(candidates->hits, candidates->hit_count,
              sizeof(*candidates->hits), compare_hits);
    }
    for (size_t i = 0; i < candidates->count; i++) {
        if (kept == 0 || candidates->docs[kept - 1] != candidates->docs[i]) {
            candidates->docs[kept++] = candidates->docs[i];
        }
    }
    candidates->count = kept;
}

enum wp_status
wp_candidates_collect(struct wp_candidates *candidates, struct wp_index *index,
                      const struct wp_ask *ask, struct wp_error *err)
{
    const struct area area = area_of(index, ask);

    add_concepts(candidates, index, ask, &area);
    if (ask->client->near.stated) {
        add_coverage(candidates, index, ask);
    }
    for (size_t i = 0; i < ask->want_count; i++) {
        struct text_call call = {candidates, (uint32_t)i,
                                 ask->wants[i].least_share};

        if (!ask->wants[i].words || !ask->wants[i].words[0]) {
            continue;
        }
        const enum wp_status status =
            wp_index_text(index, ask->wants[i].words, area.spans, area.count,
                          on_text, &call, err);
        if (status != WP_OK) {
            return status;
        }
    }
    if (candidates->failed) {
        return wp_fail(err, WP_ENOMEM, "no memory for the candidates");
    }
    sort_once(candidates);
    return WP_OK;
}

void wp_candidates_shares(const struct wp_candidates *candidates,
                          struct wp_subject *subject)
{
    size_t low = 0;
    size_t high = candidates->hit_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (candidates->hits[middle].doc < subject->doc) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < candidates->hit_count &&
           candidates->hits[low].doc == subject->doc;
         low++) {
        const struct wp_text_hit *hit = &candidates->hits[low];

        if (hit->share > subject->share[hit->want]) {
            subject->share[hit->want] = hit->share;
        }
    }
}
