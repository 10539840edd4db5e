/* tests/unit/test_record_holidays.c - federal holidays, kept and named */
#include "base/civil.h"
#include "record/holidays.h"
#include "support/test.h"

static void weekdays_of_a_month_are_counted(void **state)
{
    (void)state;
    assert_true(wp_holiday_on("thanksgiving", wp_civil_day(2026, 11, 26)));
    assert_false(wp_holiday_on("thanksgiving", wp_civil_day(2026, 11, 19)));
    assert_true(
        wp_holiday_on("after-thanksgiving", wp_civil_day(2026, 11, 27)));
    assert_true(wp_holiday_on("memorial", wp_civil_day(2027, 5, 31)));
    assert_true(wp_holiday_on("labor", wp_civil_day(2026, 9, 7)));
    assert_true(wp_holiday_on("mlk", wp_civil_day(2027, 1, 18)));
}

static void weekends_move_to_the_nearest_workday(void **state)
{
    (void)state;
    assert_string_equal(wp_holiday_federal(wp_civil_day(2026, 7, 3)),
                        "independence");
    assert_string_equal(wp_holiday_federal(wp_civil_day(2026, 7, 4)),
                        "independence");
    assert_string_equal(wp_holiday_federal(wp_civil_day(2027, 6, 18)),
                        "juneteenth");
    /* New Year's Day of 2028 is a Saturday. */
    assert_string_equal(wp_holiday_federal(wp_civil_day(2027, 12, 31)),
                        "new-year");
    assert_true(wp_holiday_on("us", wp_civil_day(2027, 12, 31)));
    assert_null(wp_holiday_federal(wp_civil_day(2026, 11, 27)));
}

static void only_codes_of_the_table_are_known(void **state)
{
    (void)state;
    assert_true(wp_holiday_known("us"));
    assert_true(wp_holiday_known("christmas-eve"));
    assert_false(wp_holiday_known("easter"));
    assert_false(wp_holiday_on("easter", wp_civil_day(2027, 3, 28)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_of_a_month_are_counted),
        cmocka_unit_test(weekends_move_to_the_nearest_workday),
        cmocka_unit_test(only_codes_of_the_table_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
