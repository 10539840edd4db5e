/* tests/unit/test_facts_hours.c - schedules become weekly intervals */
#include "support/facts_support.h"
#include "support/test.h"

static struct wp_record *add_hours(struct made *made, const char *byday,
                                   const char *opens, const char *closes)
{
    struct wp_record *row =
        add_row(made, WP_SCHEDULE, "service_id", "service-0");

    wp_record_set(row, "freq", "WEEKLY");
    wp_record_set(row, "byday", byday);
    wp_record_set(row, "opens_at", opens);
    wp_record_set(row, "closes_at", closes);
    return row;
}

static void expect_hours(const struct made *made, size_t at, double lo,
                         double hi)
{
    const struct wp_fact *fact = fact_at(made, WP_FACT_HOURS, at);

    assert_non_null(fact);
    assert_true(fact->lo == lo);
    assert_true(fact->hi == hi);
}

static void weekdays_become_minutes_of_the_week(void **state)
{
    struct made *made = *state;

    add_hours(made, "MO,WE", "09:00", "17:00");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 2);
    expect_hours(made, 0, 540, 1020);
    expect_hours(made, 1, 2 * 1440 + 540, 2 * 1440 + 1020);
    const struct wp_fact *fact = fact_at(made, WP_FACT_HOURS, 0);
    assert_string_equal(fact->code, "regular");
    assert_string_equal(fact->evidence, "WEEKLY MO,WE 09:00 17:00");
    assert_string_equal(fact->asserted_on, "2026-01-02");
    assert_null(fact->service_at_location_id);
}

static void ranges_and_day_names_are_understood(void **state)
{
    struct made *made = *state;

    add_hours(made, "SA-MO", "10:00", "11:00");
    add_hours(made, "Tuesday", "10:00", "11:00");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 4);
    expect_hours(made, 0, 600, 660);
    expect_hours(made, 1, 5 * 1440 + 600, 5 * 1440 + 660);
    expect_hours(made, 2, 6 * 1440 + 600, 6 * 1440 + 660);
    expect_hours(made, 3, 1440 + 600, 1440 + 660);
}

static void closing_before_opening_is_past_midnight(void **state)
{
    struct made *made = *state;

    add_hours(made, "SU", "20:00", "02:00");
    derive(made);
    expect_hours(made, 0, 6 * 1440 + 1200, 6 * 1440 + 1560);
}

static void all_day_every_day_is_always(void **state)
{
    struct made *made = *state;

    add_hours(made, "MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 1);
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 0)->code, "always");
    expect_hours(made, 0, 0, 10080);
}

static void all_day_on_some_days_stays_those_days(void **state)
{
    struct made *made = *state;

    add_hours(made, "SA", "00:00", "24:00");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 1);
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 0)->code, "regular");
    expect_hours(made, 0, 5 * 1440, 6 * 1440);
}

static void a_monthly_day_keeps_its_rule(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, "1SA", "09:00", "12:00");

    wp_record_set(row, "freq", "MONTHLY");
    row = add_hours(made, "2WE,4WE", "14:00", "16:00");
    wp_record_set(row, "freq", "MONTHLY");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 2);
    expect_hours(made, 0, 540, 720);
    const struct wp_fact *fact = fact_at(made, WP_FACT_HOURS, 0);
    assert_string_equal(fact->code, "regular:FREQ=MONTHLY;BYDAY=1SA");
    assert_string_equal(fact->evidence, "MONTHLY 1SA 09:00 12:00");
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 1)->code,
                        "regular:FREQ=MONTHLY;BYDAY=2WE,4WE");
}

static void every_other_week_needs_a_date_to_count_from(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, "SA", "09:00", "12:00");

    wp_record_set(row, "interval", "2");
    wp_record_set(row, "dtstart", "2026-11-07");
    wp_record_set(row, "count", "3");
    row = add_hours(made, "SU", "09:00", "12:00");
    wp_record_set(row, "interval", "2");
    derive(made);
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 0)->code,
                        "regular:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;"
                        "DTSTART=20261107;UNTIL=20261205");
    const struct wp_fact *fact = fact_at(made, WP_FACT_HOURS, 1);
    assert_int_equal(fact->stance, WP_STANCE_UNKNOWN);
    assert_true(fact->lo == 6 * 1440 + 540);
}

static void a_number_of_weeks_ends_the_hours(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, "MO", "09:00", "12:00");

    wp_record_set(row, "dtstart", "2026-11-02");
    wp_record_set(row, "count", "4");
    derive(made);
    const struct wp_fact *fact = fact_at(made, WP_FACT_HOURS, 0);
    assert_string_equal(fact->code, "regular");
    assert_string_equal(fact->valid_from, "2026-11-02");
    assert_string_equal(fact->valid_to, "2026-11-23");
}

static void every_day_is_a_frequency_too(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, NULL, "09:00", "12:00");

    wp_record_set(row, "freq", NULL);
    row->extra_json = "{\"freq\":\"DAILY\"}";
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 7);
    expect_hours(made, 6, 6 * 1440 + 540, 6 * 1440 + 720);
}

static void closed_is_said_only_when_it_says_when(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, "SU", NULL, NULL);

    wp_record_set(row, "description", "Closed");
    row = add_row(made, WP_SCHEDULE, "service_id", "service-0");
    wp_record_set(row, "description", "Closed");
    wp_record_set(row, "valid_from", "2026-12-24");
    wp_record_set(row, "valid_to", "2026-12-26");
    row = add_row(made, WP_SCHEDULE, "service_id", "service-0");
    wp_record_set(row, "description", "Closed");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 2);
    const struct wp_fact *sunday = fact_at(made, WP_FACT_HOURS, 0);
    assert_int_equal(sunday->stance, WP_STANCE_REFUSES);
    assert_true(sunday->lo == 6 * 1440 && sunday->hi == 7 * 1440);
    const struct wp_fact *dated = fact_at(made, WP_FACT_HOURS, 1);
    assert_string_equal(dated->code, "holiday");
    assert_int_equal(dated->stance, WP_STANCE_REFUSES);
}

static void what_cannot_be_read_is_not_said(void **state)
{
    struct made *made = *state;

    add_hours(made, "MO", "morning", "17:00");
    add_hours(made, "someday", "09:00", "17:00");
    add_hours(made, "2MO", "09:00", "17:00");
    add_hours(made, NULL, "09:00", "17:00");
    add_hours(made, "MO", "09:00", "09:00");
    add_hours(made, "MO", NULL, NULL);
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 0);
}

static void a_start_date_names_the_weekday(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, NULL, "09:00", "10:00");

    wp_record_set(row, "dtstart", "2026-11-23"); /* a Monday */
    derive(made);
    expect_hours(made, 0, 540, 600);
}

static void words_for_always_count_only_alone(void **state)
{
    struct made *made = *state;
    struct wp_record *row =
        add_row(made, WP_SCHEDULE, "service_id", "service-0");

    wp_record_set(row, "description", "24/7");
    row = add_row(made, WP_SCHEDULE, "service_id", "service-0");
    wp_record_set(row, "description",
                  "Office weekdays 9 to 5, hotline answered 24/7");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 1);
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 0)->code, "always");
}

static void holidays_and_intake_are_told_apart(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, "MO", "09:00", "12:00");

    wp_record_set(row, "notes", "Holiday hours");
    wp_record_set(row, "valid_from", "2026-12-21");
    wp_record_set(row, "valid_to", "2026-12-28");
    row = add_hours(made, "TU", "09:00", "12:00");
    wp_record_set(row, "description", "Intake Tuesday mornings");
    derive(made);
    const struct wp_fact *fact = fact_at(made, WP_FACT_HOURS, 0);
    assert_string_equal(fact->code, "holiday");
    assert_string_equal(fact->valid_from, "2026-12-21");
    assert_string_equal(fact->valid_to, "2026-12-28");
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 1)->code, "intake");
}

static void hours_of_the_place_belong_to_the_place(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_hours(made, "MO", "09:00", "12:00");

    wp_record_set(row, "service_id", NULL);
    wp_record_set(row, "location_id", "loc");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 1);
    assert_string_equal(fact_at(made, WP_FACT_HOURS, 0)->service_at_location_id,
                        "at-1");
    row = add_hours(made, "TU", "13:00", "14:00");
    wp_record_set(row, "service_id", NULL);
    wp_record_set(row, "service_at_location_id", "at-1");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_HOURS), 1);
    expect_hours(made, 0, 1440 + 780, 1440 + 840);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_tree, unmake_tree)
    const struct CMUnitTest tests[] = {
        TEST(weekdays_become_minutes_of_the_week),
        TEST(ranges_and_day_names_are_understood),
        TEST(closing_before_opening_is_past_midnight),
        TEST(all_day_every_day_is_always),
        TEST(all_day_on_some_days_stays_those_days),
        TEST(a_monthly_day_keeps_its_rule),
        TEST(every_other_week_needs_a_date_to_count_from),
        TEST(a_number_of_weeks_ends_the_hours),
        TEST(every_day_is_a_frequency_too),
        TEST(closed_is_said_only_when_it_says_when),
        TEST(what_cannot_be_read_is_not_said),
        TEST(a_start_date_names_the_weekday),
        TEST(words_for_always_count_only_alone),
        TEST(holidays_and_intake_are_told_apart),
        TEST(hours_of_the_place_belong_to_the_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
