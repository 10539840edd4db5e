/* tests/unit/test_match_rank.c - one row a service, in one order */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "match/ask.h"
#include "match/rank.h"
#include "support/test.h"

static struct wp_row row(int service, int score)
{
    struct wp_row one = {
        .doc = (uint32_t)service,
        .organization = (uint32_t)service,
        .score_hundredths = score,
        .asserted_day = 1000,
        .distance_m = 500.0,
        .refused_by = -1,
    };

    one.service_id[0] = (unsigned char)service;
    return one;
}

static void ties_go_down_the_chain(void **state)
{
    struct wp_row one = row(1, 8000);
    struct wp_row other = row(2, 8000);

    (void)state;
    assert_true(wp_row_compare(&one, &other) < 0);
    one.distance_m = NAN;
    assert_true(wp_row_compare(&one, &other) > 0);
    one.asserted_day = 1001;
    assert_true(wp_row_compare(&one, &other) < 0);
    one.unknown_count = 1;
    assert_true(wp_row_compare(&one, &other) > 0);
    one.score_hundredths = 8001;
    assert_true(wp_row_compare(&one, &other) < 0);
}

static void a_service_appears_once_at_its_best_place(void **state)
{
    struct wp_row rows[] = {row(1, 5000), row(2, 7000), row(1, 9000)};
    size_t hidden[WP_CHECKS_MAX];
    size_t services = 0;

    (void)state;
    rows[2].doc = 33;
    assert_int_equal(wp_rows_settle(rows, 3, hidden, &services), 2);
    assert_int_equal(services, 2);
    assert_int_equal(rows[0].doc, 33);
    assert_int_equal(rows[1].service_id[0], 2);
}

static void a_service_with_a_passing_place_is_not_hidden(void **state)
{
    struct wp_row rows[] = {row(1, 5000), row(1, 9000), row(2, 100),
                            row(2, 200)};
    size_t hidden[WP_CHECKS_MAX];
    size_t services = 0;

    (void)state;
    rows[1].refused_by = 3;
    rows[2].refused_by = 4;
    rows[3].refused_by = 1;
    assert_int_equal(wp_rows_settle(rows, 4, hidden, &services), 1);
    assert_int_equal(hidden[3], 0);
    assert_int_equal(hidden[1], 1); /* counted once, under the first */
    assert_int_equal(hidden[4], 0);
}

static void order_does_not_depend_on_where_rows_began(void **state)
{
    struct wp_row rows[40];
    unsigned long seed = 7;

    (void)state;
    for (int round = 0; round < 20; round++) {
        size_t hidden[WP_CHECKS_MAX];
        size_t services = 0;

        for (int i = 0; i < 40; i++) {
            rows[i] = row(i, 8000 + i % 3);
        }
        for (int i = 39; i > 0; i--) {
            seed = seed * 6364136223846793005UL + 1442695040888963407UL;
            const int other = (int)((seed >> 33) % (unsigned long)(i + 1));
            const struct wp_row swap = rows[i];

            rows[i] = rows[other];
            rows[other] = swap;
        }
        assert_int_equal(wp_rows_settle(rows, 40, hidden, &services), 40);
        for (int i = 1; i < 40; i++) {
            assert_true(wp_row_compare(&rows[i - 1], &rows[i]) < 0);
        }
        assert_int_equal(rows[0].doc, 2);
    }
}

static void three_organizations_share_the_list(void **state)
{
    struct wp_row rows[] = {row(1, 9), row(2, 8), row(3, 7), row(4, 6),
                            row(5, 5)};

    (void)state;
    rows[0].organization = rows[1].organization = rows[2].organization = 9;
    rows[3].organization = 4;
    rows[4].organization = 4;
    assert_int_equal(wp_rows_spread(rows, 5, NULL), WP_OK);
    assert_false(rows[2].crowded_out); /* two organizations: nothing to do */
    rows[4].organization = 5;
    assert_int_equal(wp_rows_spread(rows, 5, NULL), WP_OK);
    assert_false(rows[1].crowded_out);
    assert_true(rows[2].crowded_out);
    assert_false(rows[4].crowded_out);
}

static void dates_survive_a_round_trip(void **state)
{
    char date[11];
    int32_t day = 0;

    (void)state;
    assert_true(wp_ask_day("1970-01-01", &day));
    assert_int_equal(day, 0);
    assert_true(wp_ask_day("2024-02-29", &day));
    wp_ask_date(day, date);
    assert_string_equal(date, "2024-02-29");
    assert_false(wp_ask_day("2023-02-29", &day));
    assert_false(wp_ask_day("2023-13-01", &day));
    assert_false(wp_ask_day("", &day));
    assert_false(wp_ask_day(NULL, &day));
    for (int32_t n = -200000; n < 200000; n += 371) {
        wp_ask_date(n, date);
        if (date[0] != '-') {
            assert_true(wp_ask_day(date, &day));
            assert_int_equal(day, n);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ties_go_down_the_chain),
        cmocka_unit_test(a_service_appears_once_at_its_best_place),
        cmocka_unit_test(a_service_with_a_passing_place_is_not_hidden),
        cmocka_unit_test(order_does_not_depend_on_where_rows_began),
        cmocka_unit_test(three_organizations_share_the_list),
        cmocka_unit_test(dates_survive_a_round_trip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
