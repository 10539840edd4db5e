/* engine/match/arrange.c - lanes, near ties, diversity, positions */
#include "match/arrange.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#define REMOTE_FROM 4 /* a list this long has room for a phone option */

/* ---- whose turn it is --------------------------------------------------- */

static XXH64_hash_t mix(XXH64_hash_t seed, const void *data, size_t size)
{
    return XXH3_64bits_withSeed(data, size, seed);
}

uint64_t wp_turn_seed(const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    XXH64_hash_t seed = mix(0, client->as_of, strlen(client->as_of));

    for (size_t i = 0; i < ask->want_count; i++) {
        const struct wp_want *want = &ask->wants[i];
        const struct wp_concept *concept =
            wp_vocab_concept(ask->vocab, want->first_concept);

        if (concept) {
            seed = mix(seed, concept->slug, strlen(concept->slug));
        } else if (want->words) {
            seed = mix(seed, want->words, strlen(want->words));
        }
    }
    if (client->near.stated && client->near.label) {
        seed = mix(seed, client->near.label, strlen(client->near.label));
    }
    return seed;
}

uint64_t wp_turn_of(uint64_t seed, const unsigned char service_id[16])
{
    return mix(seed, service_id, 16);
}

/* ---- order -------------------------------------------------------------- */

static int compare_numbers(double left, double right)
{
    return left < right ? -1 : left > right;
}

static int count_bits(uint32_t set)
{
    int count = 0;

    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

/* The chain of near ties: what saves a second place, a call, a stale record,
   a way. */
static int compare_near(const void *left, const void *right)
{
    const struct wp_row *one = left;
    const struct wp_row *other = right;
    int order = count_bits(other->covers) - count_bits(one->covers);

    if (order == 0) {
        order = one->unknown_count - other->unknown_count;
    }
    if (order == 0) {
        order = compare_numbers(one->age_steps, other->age_steps);
    }
    if (order == 0) {
        order = compare_numbers(
            isnan(one->distance_m) ? INFINITY : one->distance_m,
            isnan(other->distance_m) ? INFINITY : other->distance_m);
    }
    if (order == 0 && one->turn != other->turn) {
        order = one->turn < other->turn ? -1 : 1;
    }
    if (order == 0) {
        order =
            memcmp(one->service_id, other->service_id, sizeof(one->service_id));
    }
    return order != 0 ? order
                      : compare_numbers((double)one->doc, (double)other->doc);
}

static int compare_scores(const void *left, const void *right)
{
    const struct wp_row *one = left;
    const struct wp_row *other = right;

    if (one->lane != other->lane) {
        return one->lane < other->lane ? -1 : 1;
    }
    if (one->score_hundredths != other->score_hundredths) {
        return one->score_hundredths > other->score_hundredths ? -1 : 1;
    }
    return compare_near(left, right);
}

/*
 * Nearness of scores is not transitive, so it cannot be part of a comparison.
 * Groups are: from the top, every row less than the limit behind the first
 * of its group belongs to it.
 */
static void order_ties(struct wp_row *rows, size_t count, double points)
{
    const int reach = (int)lround(points * 100.0);
    size_t group = 0;

    for (size_t first = 0, end = 0; first < count; first = end) {
        for (end = first + 1;
             end < count && rows[end].lane == rows[first].lane &&
             rows[first].score_hundredths - rows[end].score_hundredths < reach;
             end++) {
        }
        if (end - first < 2) {
            continue;
        }
        group++;
        qsort(rows + first, end - first, sizeof(*rows), compare_near);
        for (size_t i = first; i < end; i++) {
            rows[i].tie_group = group;
        }
    }
}

/* ---- the first few ------------------------------------------------------ */

/* The first row of a lane that does something: these must be near its top. */
static void mark_champions(struct wp_row *rows, size_t count)
{
    uint32_t covered = 0;
    bool remote = false;

    for (size_t i = 0; i < count; i++) {
        struct wp_row *row = &rows[i];

        row->lift = WP_LIFT_NONE;
        if (row->crowded_out) {
            continue;
        }
        if ((row->covers & ~covered) != 0) {
            row->lift = WP_LIFT_NEED;
            covered |= row->covers;
        }
        if (!remote && row->remote && row->covers != 0) {
            row->lift = row->lift == WP_LIFT_NEED ? row->lift : WP_LIFT_REMOTE;
            remote = true;
        }
    }
}

/* A phone option does not pass rows that are clearly better. */
static void drop_weak_champion(const struct wp_ask *ask, struct wp_row *rows,
                               size_t count, size_t top)
{
    const int reach =
        (int)lround(wp_number(ask, WP_NUMBER_LIST_REMOTE_POINTS) * 100.0);
    size_t seen = 0;
    int last = 0;

    for (size_t i = 0; i < count; i++) {
        if (rows[i].crowded_out) {
            continue;
        }
        if (++seen <= top) {
            last = rows[i].score_hundredths;
        } else if (rows[i].lift == WP_LIFT_REMOTE &&
                   (top < REMOTE_FROM ||
                    last - rows[i].score_hundredths >= reach)) {
            rows[i].lift = WP_LIFT_NONE;
        }
    }
}

/* Which rows take the first top places: champions, then the best others.
   lift is left only on rows that would not have come so far by themselves. */
static void choose(struct wp_row *rows, size_t count, size_t top, bool *chosen)
{
    size_t champions = 0;
    size_t seen = 0;
    size_t others = 0;

    for (size_t i = 0; i < count; i++) {
        champions += rows[i].lift != WP_LIFT_NONE && champions < top;
    }
    for (size_t i = 0, left = champions; i < count; i++) {
        struct wp_row *row = &rows[i];
        const bool champion = row->lift != WP_LIFT_NONE && left > 0;

        chosen[i] = false;
        if (row->crowded_out) {
            continue;
        }
        if (champion) {
            left--;
            chosen[i] = true;
        } else if (others < top - champions) {
            others++;
            chosen[i] = true;
        }
        if (++seen <= top || !chosen[i]) {
            row->lift = WP_LIFT_NONE;
        }
    }
}

/* Chosen rows ahead of the others; both keep their order. */
static enum wp_status lift_rows(const struct wp_ask *ask, struct wp_row *rows,
                                size_t count, size_t top, struct wp_error *err)
{
    if (count == 0) {
        return WP_OK; /* rows may be NULL then */
    }
    struct wp_row *copy = malloc(count * sizeof(*copy) + 1);
    bool *chosen = malloc(count + 1);
    size_t used = 0;

    if (!copy || !chosen) {
        free(copy);
        free(chosen);
        return wp_fail(err, WP_ENOMEM, "no memory to arrange %zu rows", count);
    }
    mark_champions(rows, count);
    drop_weak_champion(ask, rows, count, top);
    choose(rows, count, top, chosen);
    memcpy(copy, rows, count * sizeof(*copy));
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < count; i++) {
            if (chosen[i] == (round == 0)) {
                rows[used++] = copy[i];
            }
        }
    }
    free(copy);
    free(chosen);
    return WP_OK;
}

/* ---- lanes -------------------------------------------------------------- */

struct lane {
    struct wp_row *rows;
    size_t count, open; /* open: rows that are not crowded out */
    size_t share;       /* of the limit */
};

static void cut_lanes(struct wp_row *rows, size_t count,
                      struct lane lanes[WP_LANE_COUNT])
{
    for (size_t i = 0; i < count; i++) {
        struct lane *lane = &lanes[rows[i].lane];

        lane->rows = lane->rows ? lane->rows : &rows[i];
        lane->count++;
        lane->open += !rows[i].crowded_out;
    }
}

/* Even shares, what is left over to the more urgent lane. */
static void share_limit(struct lane lanes[WP_LANE_COUNT], size_t limit)
{
    size_t present = 0;
    size_t left = limit;

    for (int i = 0; i < WP_LANE_COUNT; i++) {
        present += lanes[i].open > 0;
    }
    for (int i = 0; i < WP_LANE_COUNT && present > 0; i++) {
        const size_t even = limit / present;

        lanes[i].share = lanes[i].open < even ? lanes[i].open : even;
        left -= lanes[i].share;
    }
    for (int i = 0; i < WP_LANE_COUNT; i++) {
        const size_t wish = lanes[i].open - lanes[i].share;
        const size_t more = wish < left ? wish : left;

        lanes[i].share += more;
        left -= more;
    }
}

enum wp_status wp_rows_arrange(const struct wp_ask *ask, struct wp_row *rows,
                               size_t count, size_t limit, struct wp_error *err)
{
    const size_t first = (size_t)wp_number(ask, WP_NUMBER_LIST_TOP);
    struct lane lanes[WP_LANE_COUNT] = {{.rows = NULL}};
    size_t position = 0;

    if (count == 0) {
        return WP_OK;
    }
    qsort(rows, count, sizeof(*rows), compare_scores);
    order_ties(rows, count, wp_number(ask, WP_NUMBER_NEAR_TIE_POINTS));
    enum wp_status status = wp_rows_spread(rows, count, err);
    cut_lanes(rows, count, lanes);
    share_limit(lanes, limit);
    for (int i = 0; i < WP_LANE_COUNT && status == WP_OK; i++) {
        const struct lane *lane = &lanes[i];
        const size_t top = lane->share < first ? lane->share : first;
        size_t shown = 0;

        status = lift_rows(ask, lane->rows, lane->count, top, err);
        for (size_t n = 0; n < lane->count; n++) {
            const bool show = !lane->rows[n].crowded_out && shown < lane->share;

            shown += show;
            lane->rows[n].position = show ? ++position : 0;
        }
    }
    return status;
}
