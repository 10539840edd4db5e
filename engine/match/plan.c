/*
 * engine/match/plan.c - a small set cover, solved exactly
 *
 * Services at one place are one option; what needs no trip is an option that
 * costs none. best[set] is the cheapest way to meet a set of needs; every set
 * is extended by an option for its first need that is still open.
 */
#include "match/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FAR_AWAY_M 1e6 /* what an unknown way is taken for in comparisons */

struct option {
    bool trip;
    uint32_t covers;
    double distance_m;
    long worth; /* total score of the best service for each need */
    uint32_t doc[WP_CLIENT_NEEDS_MAX];
    int score[WP_CLIENT_NEEDS_MAX];
};

struct step {
    bool reached;
    int trips;
    long worth;
    double way_m;
    uint32_t before;
    size_t option;
};

/* ---- options ------------------------------------------------------------ */

/* By place; places nobody can name stay apart by document. */
static int compare_places(const void *left, const void *right)
{
    const struct wp_row *one = left;
    const struct wp_row *other = right;

    if (one->place != other->place) {
        return one->place < other->place ? -1 : 1;
    }
    return one->doc < other->doc ? -1 : one->doc > other->doc;
}

static void add_row(struct option *option, const struct wp_row *row)
{
    for (size_t i = 0; i < WP_CLIENT_NEEDS_MAX; i++) {
        const uint32_t bit = (uint32_t)1 << i;
        const bool held = (option->covers & bit) != 0;

        if ((row->covers & bit) == 0 ||
            (held && option->score[i] >= row->score_hundredths)) {
            continue;
        }
        option->worth += row->score_hundredths - (held ? option->score[i] : 0);
        option->covers |= bit;
        option->doc[i] = row->doc;
        option->score[i] = row->score_hundredths;
    }
}

static size_t make_options(const struct wp_row *rows, size_t count,
                           struct option *options)
{
    size_t used = 0;
    uint64_t place = 0;

    for (size_t i = 0; i < count; i++) {
        const struct wp_row *row = &rows[i];
        const bool same = used > 0 && place != 0 && row->place == place;

        if (!same) {
            options[used++] = (struct option){
                .trip = !row->remote,
                .distance_m = row->distance_m,
            };
            place = row->place;
        }
        add_row(&options[used - 1], row);
    }
    return used;
}

static double way_of(const struct option *option)
{
    if (!option->trip) {
        return 0.0;
    }
    return isnan(option->distance_m) ? FAR_AWAY_M : option->distance_m;
}

static int compare_options(const void *left, const void *right)
{
    const struct option *one = left;
    const struct option *other = right;
    const double ways[] = {way_of(one), way_of(other)};

    if (one->covers != other->covers) {
        return one->covers < other->covers ? -1 : 1;
    }
    if (one->trip != other->trip) {
        return one->trip ? 1 : -1;
    }
    if (one->worth != other->worth) {
        return one->worth > other->worth ? -1 : 1;
    }
    if (ways[0] < ways[1] || ways[0] > ways[1]) {
        return ways[0] < ways[1] ? -1 : 1;
    }
    return memcmp(one->doc, other->doc, sizeof(one->doc));
}

/* Of options that do the same, the best with a trip and the best without. */
static size_t keep_best(struct option *options, size_t count)
{
    size_t kept = 0;

    qsort(options, count, sizeof(*options), compare_options);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || options[kept - 1].covers != options[i].covers ||
            options[kept - 1].trip != options[i].trip) {
            options[kept++] = options[i];
        }
    }
    return kept;
}

/* ---- the smallest cover ------------------------------------------------- */

static bool is_better(const struct step *one, const struct step *other)
{
    if (!other->reached || one->trips != other->trips) {
        return !other->reached || one->trips < other->trips;
    }
    if (one->worth != other->worth) {
        return one->worth > other->worth;
    }
    return one->way_m < other->way_m;
}

static long worth_of(const struct option *option, uint32_t needs)
{
    long worth = 0;

    for (size_t i = 0; i < WP_CLIENT_NEEDS_MAX; i++) {
        if (needs & ((uint32_t)1 << i)) {
            worth += option->score[i];
        }
    }
    return worth;
}

static void solve(const struct option *options, size_t count, uint32_t full,
                  struct step *best)
{
    best[0] = (struct step){.reached = true};
    for (uint32_t set = 0; set < full; set++) {
        const uint32_t open = full & ~set;
        const uint32_t next_need = open & (~open + 1);

        for (size_t i = 0; best[set].reached && i < count; i++) {
            const struct option *option = &options[i];
            const uint32_t news = option->covers & open;
            const struct step step = {
                .reached = true,
                .trips = best[set].trips + option->trip,
                .worth = best[set].worth + worth_of(option, news),
                .way_m = best[set].way_m + way_of(option),
                .before = set,
                .option = i,
            };

            if ((news & next_need) && is_better(&step, &best[set | news])) {
                best[set | news] = step;
            }
        }
    }
}

static void add_leg(struct wp_stop *stop, uint32_t doc, uint32_t bit)
{
    for (size_t i = 0; i < stop->leg_count; i++) {
        if (stop->legs[i].doc == doc) {
            stop->legs[i].covers |= bit;
            return;
        }
    }
    stop->legs[stop->leg_count++] = (struct wp_leg){doc, bit};
}

static int compare_stops(const void *left, const void *right)
{
    const struct wp_stop *one = left;
    const struct wp_stop *other = right;
    const double ways[] = {
        isnan(one->distance_m) ? FAR_AWAY_M : one->distance_m,
        isnan(other->distance_m) ? FAR_AWAY_M : other->distance_m};

    if (one->trip != other->trip) {
        return one->trip ? -1 : 1;
    }
    if (ways[0] < ways[1] || ways[0] > ways[1]) {
        return ways[0] < ways[1] ? -1 : 1;
    }
    return one->covers < other->covers ? -1 : 1; /* no two cover the same */
}

static void walk_back(const struct option *options, const struct step *best,
                      uint32_t full, struct wp_plan *plan)
{
    for (uint32_t set = full; set != 0; set = best[set].before) {
        const struct option *option = &options[best[set].option];
        struct wp_stop *stop = &plan->stops[plan->count++];

        *stop = (struct wp_stop){
            .trip = option->trip,
            .covers = set & ~best[set].before,
            .distance_m = option->trip ? option->distance_m : NAN,
        };
        for (size_t i = 0; i < WP_CLIENT_NEEDS_MAX; i++) {
            const uint32_t bit = (uint32_t)1 << i;

            if (stop->covers & bit) {
                add_leg(stop, option->doc[i], bit);
            }
        }
    }
    if (plan->count > 0) {
        qsort(plan->stops, plan->count, sizeof(plan->stops[0]), compare_stops);
    }
}

/* Sets with a need that nothing meets are never reached. */
static enum wp_status solve_all(const struct option *options, size_t count,
                                uint32_t full, struct wp_plan *plan,
                                struct wp_error *err)
{
    struct step *best = calloc((size_t)full + 1, sizeof(*best));

    if (!best) {
        return wp_fail(err, WP_ENOMEM, "no memory for a plan");
    }
    solve(options, count, full, best);
    walk_back(options, best, full, plan);
    free(best);
    return WP_OK;
}

enum wp_status wp_plan_make(const struct wp_row *rows, size_t count,
                            size_t needs, struct wp_plan *ret_plan,
                            struct wp_error *err)
{
    struct wp_row *sorted = malloc(count * sizeof(*sorted) + 1);
    struct option *options = malloc(count * sizeof(*options) + 1);
    enum wp_status status = WP_OK;
    uint32_t full = 0;
    size_t used = 0;

    *ret_plan = (struct wp_plan){.count = 0};
    if (!sorted || !options) {
        status = wp_fail(err, WP_ENOMEM, "no memory for a plan");
        goto out;
    }
    for (size_t i = 0; i < count; i++) {
        if (rows[i].refused_by < 0 && rows[i].covers != 0) {
            full |= rows[i].covers;
            sorted[used++] = rows[i];
        }
    }
    ret_plan->uncovered = (((uint32_t)1 << needs) - 1) & ~full;
    if (used > 0) {
        qsort(sorted, used, sizeof(*sorted), compare_places);
        used = keep_best(options, make_options(sorted, used, options));
        status = solve_all(options, used, full, ret_plan, err);
    }

out:
    free(sorted);
    free(options);
    return status;
}
