/* tests/unit/test_record_recurrence.c - patterned days, and their bounds */
#include <string.h>

#include "base/civil.h"
#include "record/recurrence.h"
#include "support/test.h"

static int32_t day(int year, int month, int of)
{
    return wp_civil_day(year, month, of);
}

static struct wp_recurrence parsed(const char *text)
{
    struct wp_recurrence rule;

    assert_true(wp_recurrence_parse(text, &rule));
    return rule;
}

/* The days of 2026 from a date on, against a list that ends in 0. */
static void expect_days(const char *text, int32_t from, const int *month_day)
{
    const struct wp_recurrence rule = parsed(text);
    int32_t days[64];
    const size_t count =
        wp_recurrence_days(&rule, from, day(2026, 12, 31), days, 64);
    size_t at = 0;

    for (; month_day[at] != 0; at++) {
        assert_true(at < count);
        assert_int_equal(days[at],
                         day(2026, month_day[at] / 100, month_day[at] % 100));
    }
    assert_int_equal(count, at);
}

static void nth_weekdays_of_the_month(void **state)
{
    (void)state;
    expect_days("FREQ=MONTHLY;BYDAY=2WE,4WE", day(2026, 11, 1),
                (const int[]){1111, 1125, 1209, 1223, 0});
    expect_days("FREQ=MONTHLY;BYDAY=-1FR", day(2026, 10, 1),
                (const int[]){1030, 1127, 1225, 0});
    expect_days("FREQ=MONTHLY;BYDAY=5SA", day(2026, 9, 1),
                (const int[]){1031, 0});
}

static void days_of_the_month(void **state)
{
    (void)state;
    expect_days("FREQ=MONTHLY;BYMONTHDAY=1,15", day(2026, 11, 2),
                (const int[]){1115, 1201, 1215, 0});
    expect_days("FREQ=MONTHLY;BYMONTHDAY=31", day(2026, 9, 1),
                (const int[]){1031, 1231, 0});
}

static void every_other_week_counts_from_its_start(void **state)
{
    (void)state;
    expect_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;DTSTART=20251101",
                day(2026, 11, 20), (const int[]){1128, 1212, 1226, 0});
    /* The week it starts in holds its other days, too. */
    expect_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;DTSTART=20261201",
                day(2026, 11, 1),
                (const int[]){1201, 1213, 1215, 1227, 1229, 0});
    expect_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;DTSTART=20261201",
                day(2026, 11, 1),
                (const int[]){1201, 1206, 1215, 1220, 1229, 0});
}

static void months_bound_a_season(void **state)
{
    (void)state;
    expect_days(
        "FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,2,3,11,12", day(2026, 10, 20),
        (const int[]){1102, 1109, 1116, 1123, 1130, 1207, 1214, 1221, 1228, 0});
}

static void exceptions_and_ends_are_kept(void **state)
{
    (void)state;
    expect_days("FREQ=MONTHLY;BYDAY=1TH;UNTIL=20261210;EXDATE=20261105",
                day(2026, 10, 1), (const int[]){1001, 1203, 0});
    expect_days("FREQ=DAILY;DTSTART=20261224;UNTIL=20261226", day(2026, 1, 1),
                (const int[]){1224, 1225, 1226, 0});
}

static void a_number_of_times_becomes_a_date(void **state)
{
    struct wp_recurrence rule =
        parsed("FREQ=MONTHLY;BYDAY=3SA;DTSTART=20160716");

    (void)state;
    assert_int_equal(wp_recurrence_last(&rule, 24), day(2018, 6, 16));
    assert_int_equal(wp_recurrence_last(&rule, 99999999), WP_NO_DAY);
    assert_int_equal(wp_recurrence_last(&rule, 0), WP_NO_DAY);
}

static void the_text_says_all_there_is(void **state)
{
    static const char *const texts[] = {
        "FREQ=MONTHLY;BYDAY=2WE,4WE",
        "FREQ=MONTHLY;BYDAY=MO,-1FR;BYMONTH=3,4",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=SU;DTSTART=20260103",
        "FREQ=YEARLY;DTSTART=20260704;UNTIL=20300704",
        "FREQ=DAILY;BYMONTH=1;EXDATE=20260101,20260102",
        "FREQ=MONTHLY;BYMONTHDAY=1,31",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct wp_recurrence rule = parsed(texts[i]);
        char text[WP_RECURRENCE_MAX];
        wp_recurrence_render(&rule, text);
        assert_string_equal(text, texts[i]);
    }
}

static void nonsense_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "FREQ=SECONDLY;INTERVAL=1;COUNT=99999999",
        "FREQ=WEEKLY;BYDAY=2WE",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", /* which week? */
        "FREQ=YEARLY;UNTIL=99991231",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4",
        "FREQ=MONTHLY;BYDAY=6WE",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;UNTIL=20260231",
        "FREQ=DAILY;",
        "FREQ=WEEKLY",
    };
    struct wp_recurrence rule;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_false(wp_recurrence_parse(texts[i], &rule));
    }
}

static void a_rule_that_never_comes_ends(void **state)
{
    /* The 31st of every twelfth month from a February on. */
    const struct wp_recurrence rule =
        parsed("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;DTSTART=20260201");
    int32_t days[4];

    (void)state;
    assert_int_equal(
        wp_recurrence_days(&rule, day(2026, 11, 1), day(9999, 12, 31), days, 4),
        0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nth_weekdays_of_the_month),
        cmocka_unit_test(days_of_the_month),
        cmocka_unit_test(every_other_week_counts_from_its_start),
        cmocka_unit_test(months_bound_a_season),
        cmocka_unit_test(exceptions_and_ends_are_kept),
        cmocka_unit_test(a_number_of_times_becomes_a_date),
        cmocka_unit_test(the_text_says_all_there_is),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(a_rule_that_never_comes_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
