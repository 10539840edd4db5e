/*
 * engine/measure/rank.c - what Waypost shows, and two simpler orders beside it
 *
 *     waypost   wp_match_run()
 *     distance  the same candidates, nearest first: a map
 *     words     the same candidates, by words alone: a search box
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"
#include "waypost/match.h"
#include "waypost/measure.h"

#include "base/uuid.h"
#include "match/run.h"

static const char *const names[WP_RANKER_COUNT] = {
    [WP_RANKER_WAYPOST] = "waypost",
    [WP_RANKER_DISTANCE] = "distance",
    [WP_RANKER_WORDS] = "words",
};

const char *wp_ranker_name(enum wp_ranker ranker)
{
    return names[ranker];
}

bool wp_ranker_by_name(const char *name, enum wp_ranker *ret_ranker)
{
    for (int i = 0; i < WP_RANKER_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *ret_ranker = (enum wp_ranker)i;
            return true;
        }
    }
    return false;
}

/* ---- Waypost itself ----------------------------------------------------- */

static struct wp_ranked ranked_of(const struct wp_match *match)
{
    struct wp_ranked row = {.refuses = false};

    memcpy(row.id, match->service_id,
           strnlen(match->service_id, sizeof(row.id) - 1));
    for (size_t i = 0; i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];

        row.refuses = row.refuses || (one->hard && one->verdict == WP_FAILS);
        row.unknown += one->hard && one->verdict == WP_UNKNOWN;
    }
    return row;
}

/*
 * Lanes are lists side by side: their first rows are seen first, then their
 * second ones. Without lanes this is the order shown.
 */
static size_t read_across(const struct wp_matches *matches,
                          struct wp_ranked rows[WP_RANKED_MAX])
{
    const size_t shown = wp_matches_count(matches);
    size_t starts[WP_RANKED_MAX + 1] = {0};
    size_t lanes = 0;
    size_t count = 0;

    for (size_t i = 0; i < shown && lanes < WP_RANKED_MAX; i++) {
        if (i == 0 || strcmp(wp_matches_at(matches, i)->lane,
                             wp_matches_at(matches, i - 1)->lane) != 0) {
            starts[lanes++] = i;
        }
    }
    starts[lanes] = shown;
    for (size_t place = 0; place < shown; place++) {
        for (size_t lane = 0; lane < lanes && count < WP_RANKED_MAX; lane++) {
            const size_t at = starts[lane] + place;

            if (at < starts[lane + 1]) {
                rows[count++] = ranked_of(wp_matches_at(matches, at));
            }
        }
    }
    return count;
}

static enum wp_status run_waypost(struct wp_index *index,
                                  const struct wp_vocab *vocab,
                                  const struct wp_client *client,
                                  struct wp_ranked rows[WP_RANKED_MAX],
                                  size_t *ret_count, struct wp_error *err)
{
    struct wp_client deep = *client;
    struct wp_matches *matches = NULL;

    deep.limit = WP_RANKED_MAX;
    const enum wp_status status =
        wp_match_run(index, vocab, &deep, &matches, err);
    if (status != WP_OK) {
        return status;
    }
    *ret_count = read_across(matches, rows);
    wp_matches_destroy(matches);
    return WP_OK;
}

/* ---- the simpler orders ------------------------------------------------- */

struct entry {
    double key; /* smaller goes first */
    unsigned char service_id[16];
    bool refuses;
    int unknown;
};

struct lineup {
    struct entry *entries;
    size_t count;
    double *shares; /* by document; NULL unless words count */
};

static int compare_services(const void *left, const void *right)
{
    const struct entry *one = left;
    const struct entry *other = right;
    const int ids = memcmp(one->service_id, other->service_id, 16);

    if (ids != 0) {
        return ids;
    }
    return one->key < other->key ? -1 : one->key > other->key;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *one = left;
    const struct entry *other = right;

    if (one->key < other->key || one->key > other->key) {
        return one->key < other->key ? -1 : 1;
    }
    return memcmp(one->service_id, other->service_id, 16);
}

/* What a search box would be given: all that was typed, else the needs. */
static enum wp_status words_of(const struct wp_client *client,
                               const struct wp_vocab *vocab,
                               struct wp_buf *words, struct wp_error *err)
{
    if (client->words && client->words[0]) {
        wp_buf_text(words, client->words);
        return wp_buf_status(words, err);
    }
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];

        if (need->words && need->words[0]) {
            wp_buf_text(words, need->words);
        } else if (need->concept_count > 0) {
            wp_buf_text(
                words,
                wp_vocab_concept(vocab, need->concepts[0].concept)->name_en);
        }
        wp_buf_char(words, ' ');
    }
    return wp_buf_status(words, err);
}

static void on_share(uint32_t doc, double share, void *payload)
{
    double *shares = payload;

    shares[doc] = share;
}

static enum wp_status weigh_words(struct lineup *lineup, struct wp_index *index,
                                  const struct wp_vocab *vocab,
                                  const struct wp_client *client,
                                  struct wp_error *err)
{
    const struct wp_span all = {0, (uint32_t)wp_index_count(index)};
    struct wp_buf words = WP_BUF_INIT;

    lineup->shares = calloc((size_t)all.end + 1, sizeof(*lineup->shares));
    if (!lineup->shares) {
        return wp_fail(err, WP_ENOMEM, "no memory to weigh words");
    }
    enum wp_status status = words_of(client, vocab, &words, err);
    if (status == WP_OK) {
        status = wp_index_text(index, wp_buf_str(&words), &all, 1, on_share,
                               lineup->shares, err);
    }
    wp_buf_clear(&words);
    return status;
}

static double key_of(const struct lineup *lineup,
                     const struct wp_subject *subject)
{
    if (lineup->shares) {
        return -lineup->shares[subject->doc];
    }
    return isnan(subject->distance_m) ? INFINITY : subject->distance_m;
}

/* Everything in reach that offers the need, each service once. */
static enum wp_status fill(struct lineup *lineup,
                           const struct wp_ranking *ranking,
                           struct wp_index *index, struct wp_error *err)
{
    const struct wp_candidates *candidates = &ranking->candidates;
    struct wp_subject_room room = {NULL, 0};
    enum wp_status status = WP_OK;
    size_t kept = 0;

    lineup->entries = calloc(candidates->count + 1, sizeof(*lineup->entries));
    if (!lineup->entries) {
        return wp_fail(err, WP_ENOMEM, "no memory for a baseline");
    }
    for (size_t i = 0; i < candidates->count && status == WP_OK; i++) {
        struct wp_subject subject;
        struct wp_assessment assessment;

        status = wp_rank_look(ranking, index, candidates->docs[i], &room,
                              &subject, &assessment, err);
        if (status == WP_OK && wp_subject_in_reach(&subject, &ranking->ask) &&
            wp_offers_need(&ranking->ask, &subject)) {
            struct entry *entry = &lineup->entries[lineup->count++];

            entry->key = key_of(lineup, &subject);
            memcpy(entry->service_id, subject.service_id, 16);
            entry->refuses = assessment.refused_by >= 0;
            entry->unknown = assessment.unknown_count;
        }
    }
    free(room.data);
    if (lineup->count > 0) {
        qsort(lineup->entries, lineup->count, sizeof(*lineup->entries),
              compare_services);
    }
    for (size_t i = 0; i < lineup->count; i++) {
        const struct entry entry = lineup->entries[i];

        if (kept == 0 || memcmp(lineup->entries[kept - 1].service_id,
                                entry.service_id, 16) != 0) {
            lineup->entries[kept++] = entry;
        }
    }
    lineup->count = kept;
    if (kept > 0) {
        qsort(lineup->entries, kept, sizeof(*lineup->entries), compare_entries);
    }
    return status;
}

static enum wp_status run_baseline(bool by_words, struct wp_index *index,
                                   const struct wp_vocab *vocab,
                                   const struct wp_client *client,
                                   struct lineup *lineup, struct wp_error *err)
{
    struct wp_ranking ranking = {0};
    enum wp_status status =
        wp_rank(&ranking, index, vocab, client, WP_ASK_MATCH, err);

    if (status == WP_OK && by_words) {
        status = weigh_words(lineup, index, vocab, client, err);
    }
    if (status == WP_OK) {
        status = fill(lineup, &ranking, index, err);
    }
    wp_ranking_clear(&ranking);
    return status;
}

enum wp_status wp_ranker_run(enum wp_ranker ranker, struct wp_index *index,
                             const struct wp_vocab *vocab,
                             const struct wp_client *client,
                             struct wp_ranked ret_rows[WP_RANKED_MAX],
                             size_t *ret_count, struct wp_error *err)
{
    struct lineup lineup = {.entries = NULL};

    if (ranker == WP_RANKER_WAYPOST) {
        return run_waypost(index, vocab, client, ret_rows, ret_count, err);
    }
    const enum wp_status status = run_baseline(ranker == WP_RANKER_WORDS, index,
                                               vocab, client, &lineup, err);
    for (size_t i = 0; status == WP_OK && i < lineup.count && i < WP_RANKED_MAX;
         i++) {
        const struct entry *entry = &lineup.entries[i];

        ret_rows[i] = (struct wp_ranked){.refuses = entry->refuses,
                                         .unknown = entry->unknown};
        wp_uuid_render(entry->service_id, ret_rows[i].id);
        *ret_count = i + 1;
    }
    if (status == WP_OK && lineup.count == 0) {
        *ret_count = 0;
    }
    free(lineup.entries);
    free(lineup.shares);
    return status;
}
