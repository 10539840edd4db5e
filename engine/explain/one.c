/*
 * engine/explain/one.c - wp_match_explain: one service, shown or not
 */
#include <stdlib.h>
#include <string.h>

#include "explain/matches.h"

#define PLACES_MAX 64 /* places of one service that are explained */

struct places {
    uint32_t docs[PLACES_MAX];
    size_t count;
    unsigned char service_id[16];
    bool ambiguous;
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Nibbles of an id or of its beginning; 0 when it is not one. */
static size_t read_id(const char *text, unsigned char nibbles[32])
{
    size_t count = 0;

    for (; *text; text++) {
        const int digit = hex_digit(*text);

        if (*text == '-') {
            continue;
        }
        if (digit < 0 || count == 32) {
            return 0;
        }
        nibbles[count++] = (unsigned char)digit;
    }
    return count;
}

static bool starts_with(const unsigned char id[16],
                        const unsigned char nibbles[32], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const unsigned char own = i % 2 == 0 ? id[i / 2] >> 4 : id[i / 2] & 15;
        if (own != nibbles[i]) {
            return false;
        }
    }
    return true;
}

static void add_place(struct places *places, uint32_t doc,
                      const unsigned char id[16])
{
    if (places->count == 0) {
        memcpy(places->service_id, id, sizeof(places->service_id));
    } else if (memcmp(places->service_id, id, 16) != 0) {
        places->ambiguous = true;
        return;
    }
    if (places->count < PLACES_MAX) {
        places->docs[places->count++] = doc;
    }
}

/* All documents are looked at: explaining is for people, one at a time. */
static enum wp_status find_places(const struct wp_index *index,
                                  const char *service_id, struct places *places,
                                  struct wp_error *err)
{
    unsigned char nibbles[32];
    const size_t count = read_id(service_id, nibbles);

    if (count < 6) {
        return wp_fail(err, WP_EINVAL,
                       "'%s' is not an id or its first 6 digits or more",
                       service_id);
    }
    for (size_t doc = 0; doc < wp_index_count(index); doc++) {
        const struct wp_doc *row = wp_index_doc(index, (uint32_t)doc);

        if (starts_with(row->service_id, nibbles, count)) {
            add_place(places, (uint32_t)doc, row->service_id);
        }
    }
    if (places->ambiguous) {
        return wp_fail(err, WP_EINVAL,
                       "'%s' begins several ids; give more digits", service_id);
    }
    if (places->count == 0) {
        return wp_fail(err, WP_ENOTFOUND, "no service '%s'", service_id);
    }
    return WP_OK;
}

/* Best first, by the same order as the list. */
static enum wp_status
order_places(const struct wp_ranking *ranking, struct wp_index *index,
             struct places *places, struct wp_row rows[PLACES_MAX],
             struct wp_error *err)
{
    struct wp_subject_room room = {NULL, 0};
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < places->count && status == WP_OK; i++) {
        struct wp_subject subject;
        struct wp_assessment assessment;

        status = wp_rank_look(ranking, index, places->docs[i], &room, &subject,
                              &assessment, err);
        if (status != WP_OK) {
            break;
        }
        struct wp_row row = {
            .doc = places->docs[i],
            .score_hundredths = assessment.score_hundredths,
            .unknown_count = assessment.unknown_count,
            .asserted_day = subject.asserted_day,
            .distance_m = subject.distance_m,
            /* A place out of reach goes behind, like a refused one. */
            .refused_by = wp_subject_in_reach(&subject, &ranking->ask)
                              ? assessment.refused_by
                              : WP_CHECKS_MAX,
        };
        size_t at = i;
        while (at > 0 &&
               ((row.refused_by < 0 && rows[at - 1].refused_by >= 0) ||
                ((row.refused_by < 0) == (rows[at - 1].refused_by < 0) &&
                 wp_row_compare(&row, &rows[at - 1]) < 0))) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = row;
    }
    free(room.data);
    return status;
}

static bool offers(const struct wp_match *match)
{
    for (size_t i = 0; i < match->component_count; i++) {
        if (strcmp(match->components[i].name, "need") == 0) {
            return match->components[i].score > 0.0;
        }
    }
    return false;
}

static bool refused(const struct wp_match *match)
{
    for (size_t i = 0; i < match->constraint_count; i++) {
        if (match->constraints[i].hard &&
            match->constraints[i].verdict == WP_FAILS) {
            return true;
        }
    }
    return false;
}

static void fill_outcome(struct wp_matches *matches,
                         const struct wp_ranking *ranking,
                         const struct places *places)
{
    size_t open = 0;

    matches->qualified = ranking->count;
    for (size_t i = 0; i < ranking->count; i++) {
        const struct wp_row *row = &ranking->rows[i];

        open += !row->crowded_out;
        if (memcmp(row->service_id, places->service_id, 16) == 0) {
            matches->outcome = row->crowded_out     ? WP_OUTCOME_CROWDED_OUT
                               : row->position == 0 ? WP_OUTCOME_BELOW_LIMIT
                                                    : WP_OUTCOME_SHOWN;
            matches->outcome_rank = row->crowded_out     ? i + 1
                                    : row->position == 0 ? open
                                                         : row->position;
            return;
        }
    }
    bool any_need = false;
    bool all_refused = true;
    for (size_t i = 0; i < matches->count; i++) {
        any_need = any_need || offers(&matches->rows[i]);
        all_refused = all_refused && refused(&matches->rows[i]);
    }
    matches->outcome = !any_need     ? WP_OUTCOME_NO_NEED
                       : all_refused ? WP_OUTCOME_REFUSED
                                     : WP_OUTCOME_TOO_FAR;
}

static enum wp_status
fill_places(struct wp_matches *matches, const struct wp_ranking *ranking,
            struct wp_index *index, struct places *places, struct wp_error *err)
{
    struct wp_row rows[PLACES_MAX];
    enum wp_status status = order_places(ranking, index, places, rows, err);

    matches->rows =
        wp_arena_alloc(&matches->arena, places->count * sizeof(*matches->rows));
    if (status == WP_OK && !matches->rows) {
        status = wp_fail(err, WP_ENOMEM, "no memory to explain a service");
    }
    for (size_t i = 0; i < places->count && status == WP_OK; i++) {
        status = wp_matches_fill(matches, ranking, index, rows[i].doc,
                                 &matches->rows[i], err);
        matches->count++;
    }
    if (status == WP_OK) {
        fill_outcome(matches, ranking, places);
        if (matches->outcome == WP_OUTCOME_SHOWN) {
            matches->rows[0].rank = matches->outcome_rank;
        }
    }
    return status;
}

enum wp_status
wp_match_explain(struct wp_index *index, const struct wp_vocab *vocab,
                 const struct wp_client *client, const char *service_id,
                 struct wp_matches **ret_matches, struct wp_error *err)
{
    struct wp_ranking ranking = {0};
    struct wp_matches *matches = NULL;
    struct places places = {.count = 0};
    enum wp_status status = wp_matches_check(client, err);

    if (status == WP_OK) {
        status = find_places(index, service_id, &places, err);
    }
    if (status == WP_OK) {
        status = wp_matches_create(index, vocab, client, &matches, err);
    }
    if (status == WP_OK) {
        status = wp_rank(&ranking, index, vocab, client, WP_ASK_MATCH, err);
    }
    if (status == WP_OK) {
        matches->considered = ranking.considered;
        wp_matches_widen(matches, &ranking);
        status = fill_places(matches, &ranking, index, &places, err);
    }
    wp_ranking_clear(&ranking);
    if (status != WP_OK) {
        wp_matches_destroy(matches);
        return status;
    }
    *ret_matches = matches;
    return WP_OK;
}
