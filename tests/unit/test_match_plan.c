/* tests/unit/test_match_plan.c - the fewest trips */
#include <math.h>

#include "match/plan.h"
#include "support/test.h"

static struct wp_row at(uint32_t doc, uint64_t place, uint32_t covers,
                        int score, double distance_m)
{
    return (struct wp_row){
        .doc = doc,
        .place = place,
        .covers = covers,
        .score_hundredths = score,
        .distance_m = distance_m,
        .refused_by = -1,
    };
}

static struct wp_plan make(const struct wp_row *rows, size_t count,
                           size_t needs)
{
    struct wp_plan plan;

    assert_int_equal(wp_plan_make(rows, count, needs, &plan, NULL), WP_OK);
    return plan;
}

static size_t trips(const struct wp_plan *plan)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->count; i++) {
        count += plan->stops[i].trip;
    }
    return count;
}

static void two_services_under_one_roof_are_one_trip(void **state)
{
    const struct wp_row rows[] = {
        at(1, 10, 1, 9900, 100), at(2, 20, 2, 9900, 200),
        at(3, 30, 1, 8000, 5000), at(4, 30, 2, 8000, 5000)};
    const struct wp_plan plan = make(rows, 4, 2);

    (void)state;
    assert_int_equal(plan.count, 1);
    assert_int_equal(plan.stops[0].leg_count, 2);
    assert_int_equal(plan.stops[0].covers, 3);
    assert_int_equal(plan.uncovered, 0);
}

static void greed_would_take_a_trip_more(void **state)
{
    /* The place that meets most (1 to 4) is no part of the best pair. */
    const struct wp_row rows[] = {at(1, 10, 0x1e, 9000, 100),
                                  at(2, 20, 0x07, 8000, 100),
                                  at(3, 30, 0x38, 8000, 100)};
    const struct wp_plan plan = make(rows, 3, 6);

    (void)state;
    assert_int_equal(plan.count, 2);
    assert_int_equal(plan.stops[0].legs[0].doc + plan.stops[1].legs[0].doc, 5);
}

static void a_call_is_no_trip(void **state)
{
    struct wp_row rows[] = {at(1, 10, 1, 9000, 100), at(2, 0, 2, 5000, NAN),
                            at(3, 30, 2, 9900, 50)};

    (void)state;
    rows[1].remote = true;
    const struct wp_plan plan = make(rows, 3, 2);
    assert_int_equal(plan.count, 2);
    assert_int_equal(trips(&plan), 1);
    assert_true(plan.stops[0].trip);
    assert_int_equal(plan.stops[1].legs[0].doc, 2);
}

static void equal_trips_go_by_score_then_way(void **state)
{
    struct wp_row rows[] = {at(1, 10, 1, 9000, 100), at(2, 20, 1, 9100, 900),
                            at(3, 30, 1, 9100, 800)};

    (void)state;
    assert_int_equal(make(rows, 3, 1).stops[0].legs[0].doc, 3);
    rows[0].score_hundredths = 9200;
    assert_int_equal(make(rows, 3, 1).stops[0].legs[0].doc, 1);
}

static void what_nobody_meets_is_said(void **state)
{
    struct wp_row rows[] = {at(1, 10, 1, 9000, 100), at(2, 20, 4, 9000, 100)};

    (void)state;
    rows[1].refused_by = 0;
    const struct wp_plan plan = make(rows, 2, 3);
    assert_int_equal(plan.uncovered, 6);
    assert_int_equal(plan.count, 1);
    assert_int_equal(make(rows, 0, 2).uncovered, 3);
}

static void places_that_may_not_be_named_are_apart(void **state)
{
    const struct wp_row rows[] = {at(1, 0, 1, 9000, NAN),
                                  at(2, 0, 2, 9000, NAN)};

    (void)state;
    assert_int_equal(make(rows, 2, 2).count, 2);
}

/* Every subset of the places, tried one by one. */
static size_t fewest(const struct wp_row *rows, size_t count, uint32_t full)
{
    size_t best = SIZE_MAX;

    for (uint32_t set = 0; set < (uint32_t)1 << count; set++) {
        uint32_t covers = 0;
        size_t used = 0;

        for (size_t i = 0; i < count; i++) {
            if (set & ((uint32_t)1 << i)) {
                covers |= rows[i].covers;
                used += !rows[i].remote;
            }
        }
        best = covers == full && used < best ? used : best;
    }
    return best;
}

static void no_other_choice_makes_fewer_trips(void **state)
{
    unsigned long seed = 5;

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct wp_row rows[9];
        uint32_t full = 0;

        for (uint32_t i = 0; i < 9; i++) {
            seed = seed * 6364136223846793005UL + 1442695040888963407UL;
            const uint32_t draw = (uint32_t)(seed >> 33);

            rows[i] = at(i, i + 1, draw & 63, (int)(draw >> 8) % 9000, draw);
            rows[i].remote = (draw >> 6) % 4 == 0;
            rows[i].place = rows[i].remote ? 0 : rows[i].place;
            full |= rows[i].covers;
        }
        const struct wp_plan plan = make(rows, 9, 6);
        assert_int_equal(trips(&plan), fewest(rows, 9, full));
        assert_int_equal(plan.uncovered, 63 & ~full);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_services_under_one_roof_are_one_trip),
        cmocka_unit_test(greed_would_take_a_trip_more),
        cmocka_unit_test(a_call_is_no_trip),
        cmocka_unit_test(equal_trips_go_by_score_then_way),
        cmocka_unit_test(what_nobody_meets_is_said),
        cmocka_unit_test(places_that_may_not_be_named_are_apart),
        cmocka_unit_test(no_other_choice_makes_fewer_trips),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
