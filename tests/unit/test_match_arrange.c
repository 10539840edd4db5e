/* tests/unit/test_match_arrange.c - lanes, near ties, the first five */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "match/arrange.h"
#include "support/subject.h"

static struct wp_row row(int service, int score)
{
    struct wp_row one = {
        .doc = (uint32_t)service,
        .organization = (uint32_t)service,
        .score_hundredths = score,
        .distance_m = 500.0,
        .refused_by = -1,
        .lane = WP_LANE_WEEK,
        .covers = 1,
    };

    one.service_id[0] = (unsigned char)service;
    return one;
}

static void arrange(struct bench *bench, struct wp_row *rows, size_t count,
                    size_t limit)
{
    assert_int_equal(wp_rows_arrange(asked(bench), rows, count, limit, NULL),
                     WP_OK);
}

static void near_ties_are_groups_from_the_top(void **state)
{
    struct wp_row rows[] = {row(1, 8200), row(2, 8100), row(3, 8050),
                            row(4, 8000)};

    rows[0].unknown_count = 2;
    rows[1].unknown_count = 1;
    rows[2].age_steps = 1; /* 8200 - 8050 is not less than 1.5 points */
    arrange(*state, rows, 4, 10);
    assert_int_equal(rows[0].doc, 2);
    assert_int_equal(rows[1].doc, 1);
    assert_int_equal(rows[0].tie_group, rows[1].tie_group);
    assert_int_equal(rows[2].doc, 4); /* fresher than 3 */
    assert_int_equal(rows[3].doc, 3);
    assert_int_not_equal(rows[1].tie_group, rows[2].tie_group);
}

static void a_row_alone_is_no_tie(void **state)
{
    struct wp_row rows[] = {row(1, 8200), row(2, 8000)};

    arrange(*state, rows, 2, 10);
    assert_int_equal(rows[0].tie_group, 0);
    assert_int_equal(rows[1].tie_group, 0);
}

static void a_place_for_both_needs_goes_before_a_place_for_one(void **state)
{
    struct wp_row rows[] = {row(1, 8100), row(2, 8000)};

    rows[1].covers = 3;
    rows[1].unknown_count = 1;
    arrange(*state, rows, 2, 10);
    assert_int_equal(rows[0].doc, 2);
}

/* Another day, another first: nobody is first for being first in the file. */
static void full_ties_take_turns_by_the_day(void **state)
{
    struct bench *bench = *state;
    size_t first[2] = {0, 0};

    want(bench, "food.pantry");
    for (int day = 10; day < 30; day++) {
        struct wp_row rows[] = {row(1, 8000), row(2, 8000)};
        uint64_t seed;

        snprintf(bench->client.as_of, sizeof(bench->client.as_of),
                 "2026-11-%02d", day);
        seed = wp_turn_seed(asked(bench));
        assert_int_equal(seed, wp_turn_seed(asked(bench)));
        for (int i = 0; i < 2; i++) {
            rows[i].turn = wp_turn_of(seed, rows[i].service_id);
        }
        arrange(bench, rows, 2, 10);
        first[rows[0].doc - 1]++;
    }
    assert_true(first[0] > 3 && first[1] > 3);
}

static void a_phone_option_is_among_the_first_five(void **state)
{
    struct wp_row rows[8];

    for (int i = 0; i < 8; i++) {
        rows[i] = row(i, 9000 - 200 * i);
    }
    rows[7].remote = true;
    arrange(*state, rows, 8, 10);
    assert_int_equal(rows[4].doc, 7);
    assert_int_equal(rows[4].lift, WP_LIFT_REMOTE);
    assert_int_equal(rows[5].doc, 4);
    assert_int_equal(rows[5].lift, WP_LIFT_NONE);
}

static void a_poor_phone_option_stays_where_it_is(void **state)
{
    struct wp_row rows[8];

    for (int i = 0; i < 8; i++) {
        rows[i] = row(i, 9000 - 200 * i);
    }
    rows[7].remote = true;
    rows[7].score_hundredths = 4000; /* far behind every row it would pass */
    arrange(*state, rows, 8, 10);
    assert_int_equal(rows[7].doc, 7);
    rows[7].score_hundredths = 7600;
    rows[7].covers = 0; /* it helps to find, it does not give */
    arrange(*state, rows, 8, 10);
    assert_int_equal(rows[7].doc, 7);
}

static void every_need_is_among_the_first(void **state)
{
    struct wp_row rows[8];

    for (int i = 0; i < 8; i++) {
        rows[i] = row(i, 9000 - 200 * i);
    }
    rows[6].covers = 2;
    arrange(*state, rows, 8, 3);
    assert_int_equal(rows[0].doc, 0);
    assert_int_equal(rows[1].doc, 1);
    assert_int_equal(rows[2].doc, 6);
    assert_int_equal(rows[2].lift, WP_LIFT_NEED);
    assert_int_equal(rows[2].position, 3);
    assert_int_equal(rows[3].position, 0);
}

static void lanes_share_the_limit(void **state)
{
    struct wp_row rows[12];
    size_t shown[WP_LANE_COUNT] = {0};

    for (int i = 0; i < 12; i++) {
        rows[i] = row(i, 9000 - 300 * i);
        rows[i].lane = i < 8    ? WP_LANE_TONIGHT
                       : i < 11 ? WP_LANE_WEEK
                                : WP_LANE_LONG_TERM;
    }
    arrange(*state, rows, 12, 10);
    for (int i = 0; i < 12; i++) {
        shown[rows[i].lane] += rows[i].position > 0;
    }
    assert_int_equal(shown[WP_LANE_TONIGHT], 6);
    assert_int_equal(shown[WP_LANE_WEEK], 3);
    assert_int_equal(shown[WP_LANE_LONG_TERM], 1);
    assert_int_equal(rows[0].position, 1);
}

static void slower_help_goes_to_its_own_lane(void **state)
{
    struct bench *bench = *state;

    want(bench, "housing");
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    fact(bench, WP_FACT_NEED, "housing.shelter.emergency", WP_STANCE_ACCEPTS,
         NAN, NAN);
    assert_int_equal(wp_service_fit(ASK(bench)).lane, WP_LANE_TONIGHT);
    forget_facts(bench);
    fact(bench, WP_FACT_NEED, "housing.voucher", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_service_fit(ASK(bench)).lane, WP_LANE_LONG_TERM);
}

static void what_was_asked_for_today_stays_in_today(void **state)
{
    struct bench *bench = *state;

    want(bench, "sud.residential");
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    fact(bench, WP_FACT_NEED, "sud.residential", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_service_fit(ASK(bench)).lane, WP_LANE_TONIGHT);
    assert_int_equal(wp_service_fit(ASK(bench)).covers, 1);
}

static void the_most_urgent_need_that_is_met_gives_the_lane(void **state)
{
    struct bench *bench = *state;

    want(bench, "housing.voucher");
    want(bench, "housing.shelter.emergency");
    bench->client.needs[1].urgency = WP_URGENCY_TONIGHT;
    fact(bench, WP_FACT_NEED, "housing.voucher", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_service_fit(ASK(bench)).lane, WP_LANE_LONG_TERM);
    fact(bench, WP_FACT_NEED, "housing.shelter.emergency", WP_STANCE_ACCEPTS,
         NAN, NAN);
    assert_int_equal(wp_service_fit(ASK(bench)).lane, WP_LANE_TONIGHT);
    assert_int_equal(wp_service_fit(ASK(bench)).covers, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(near_ties_are_groups_from_the_top),
        BENCH_TEST(a_row_alone_is_no_tie),
        BENCH_TEST(a_place_for_both_needs_goes_before_a_place_for_one),
        BENCH_TEST(full_ties_take_turns_by_the_day),
        BENCH_TEST(a_phone_option_is_among_the_first_five),
        BENCH_TEST(a_poor_phone_option_stays_where_it_is),
        BENCH_TEST(every_need_is_among_the_first),
        BENCH_TEST(lanes_share_the_limit),
        BENCH_TEST(slower_help_goes_to_its_own_lane),
        BENCH_TEST(what_was_asked_for_today_stays_in_today),
        BENCH_TEST(the_most_urgent_need_that_is_met_gives_the_lane),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
