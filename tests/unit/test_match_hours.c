/* tests/unit/test_match_hours.c - open, until when, and when again */
#include "match/hours.h"
#include "support/subject.h"

enum { MON = 0, TUE = 1440, FRI = 4 * 1440, SUN = 6 * 1440 };

static struct wp_datum *opens(struct bench *bench, const char *code, int from,
                              int to)
{
    return fact(bench, WP_FACT_HOURS, code, WP_STANCE_ACCEPTS, from, to);
}

static struct wp_openness at(struct bench *bench, int minute)
{
    /* The week of 23 November 2026, a Monday. */
    return wp_hours_at(&bench->subject, day_of("2026-11-23") + minute / 1440,
                       minute);
}

static void no_hours_are_unknown_never_closed(void **state)
{
    assert_int_equal(at(*state, MON + 600).open, WP_NOT_STATED);
}

static void the_opening_minute_is_open_and_the_closing_is_not(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", MON + 540, MON + 1020);
    assert_int_equal(at(bench, MON + 539).open, WP_NO);
    assert_int_equal(at(bench, MON + 540).open, WP_YES);
    assert_int_equal(at(bench, MON + 1019).open, WP_YES);
    assert_int_equal(at(bench, MON + 1020).open, WP_NO);
    assert_int_equal(at(bench, MON + 600).until_minute, MON + 1020);
    assert_int_equal(at(bench, MON + 1020).opens_minute, MON + 540);
    assert_int_equal(at(bench, MON + 1020).wait_minutes, 10080 - 480);
}

static void a_night_runs_past_sunday_midnight(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", SUN + 1200, SUN + 1440 + 360);
    assert_int_equal(at(bench, SUN + 1300).open, WP_YES);
    assert_int_equal(at(bench, MON + 300).open, WP_YES);
    assert_int_equal(at(bench, MON + 300).until_minute, MON + 360);
    assert_int_equal(at(bench, MON + 400).open, WP_NO);
}

static void adjoining_hours_are_one_stretch(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", MON + 1320, MON + 1440);
    opens(bench, "regular", TUE, TUE + 360);
    assert_int_equal(at(bench, MON + 1400).until_minute, TUE + 360);
}

static void seven_whole_days_never_close(void **state)
{
    struct bench *bench = *state;

    for (int day = 0; day < 7; day++) {
        opens(bench, "regular", day * 1440, day * 1440 + 1440);
    }
    assert_true(at(bench, FRI + 77).always);
}

static void the_next_opening_is_the_nearest(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", FRI + 540, FRI + 600);
    opens(bench, "regular", TUE + 540, TUE + 600);
    assert_int_equal(at(bench, MON + 600).opens_minute, TUE + 540);
    assert_int_equal(at(bench, TUE + 700).opens_minute, FRI + 540);
}

static void hours_out_of_season_do_not_count(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *summer = opens(bench, "regular", MON + 540, MON + 1020);

    summer->from_day = day_of("2026-06-01");
    summer->to_day = day_of("2026-08-31");
    assert_int_equal(at(bench, MON + 600).open, WP_NOT_STATED);
}

static void a_dated_holiday_beats_the_usual_week(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *holiday = opens(bench, "holiday", MON + 600, MON + 660);

    holiday->from_day = day_of("2026-11-23");
    holiday->to_day = day_of("2026-11-23");
    opens(bench, "regular", MON + 540, MON + 1020);
    assert_int_equal(at(bench, MON + 630).open, WP_YES);
    assert_int_equal(at(bench, MON + 900).open, WP_NO);
    holiday->from_day = WP_DAY_UNKNOWN;
    assert_int_equal(at(bench, MON + 900).open, WP_YES);
}

static void intake_hours_decide_when_somebody_can_come_in(void **state)
{
    struct bench *bench = *state;

    opens(bench, "intake", MON + 540, MON + 600);
    opens(bench, "always", 0, 10080);
    assert_int_equal(at(bench, MON + 550).open, WP_YES);
    assert_true(at(bench, MON + 550).intake);
    assert_int_equal(at(bench, MON + 610).open, WP_NO);
    assert_int_equal(at(bench, MON + 610).opens_minute, MON + 540);
}

static struct wp_openness on(struct bench *bench, const char *date, int minute)
{
    const int32_t day = day_of(date);

    return wp_hours_at(&bench->subject, day,
                       (int)((day + 3) % 7) * 1440 + minute);
}

static void a_pattern_opens_only_on_its_days(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular:FREQ=MONTHLY;BYDAY=2WE,4WE", 14 * 60, 16 * 60);
    assert_int_equal(on(bench, "2026-11-25", 14 * 60).open, WP_YES);
    assert_int_equal(on(bench, "2026-11-25", 14 * 60).until_minute,
                     2 * 1440 + 16 * 60);
    const struct wp_openness third = on(bench, "2026-11-18", 14 * 60 + 30);
    assert_int_equal(third.open, WP_NO);
    assert_true(third.opens_known);
    assert_int_equal(third.opens_day, day_of("2026-11-25"));
    assert_int_equal(third.wait_minutes, 7 * 1440 - 30);
}

static void a_pattern_runs_past_midnight(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular:FREQ=MONTHLY;BYDAY=3FR", 22 * 60, 26 * 60);
    assert_int_equal(on(bench, "2026-11-21", 90).open, WP_YES);
    assert_int_equal(on(bench, "2026-11-21", 121).open, WP_NO);
    assert_int_equal(on(bench, "2026-11-21", 121).opens_day,
                     day_of("2026-12-18"));
}

static void an_ended_pattern_never_opens_again(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular:FREQ=DAILY;DTSTART=20260101;UNTIL=20260201", 540,
          600);
    assert_int_equal(at(bench, MON + 550).open, WP_NO);
    assert_false(at(bench, MON + 550).opens_known);
}

static void a_closed_day_is_skipped_by_what_opens_next(void **state)
{
    struct bench *bench = *state;

    for (int day = 0; day < 5; day++) {
        opens(bench, "regular", day * 1440 + 540, day * 1440 + 1020);
    }
    struct wp_datum *closed = opens(bench, "holiday:thanksgiving", 0, 10080);
    closed->stance = WP_STANCE_REFUSES;
    assert_int_equal(on(bench, "2026-11-26", 600).open, WP_NO);
    assert_int_equal(on(bench, "2026-11-25", 1100).opens_day,
                     day_of("2026-11-27"));
    assert_int_equal(on(bench, "2026-11-19", 600).open, WP_YES);
}

static void closed_on_holidays_leaves_a_federal_one_open_to_doubt(void **state)
{
    struct bench *bench = *state;

    for (int day = 0; day < 5; day++) {
        opens(bench, "regular", day * 1440 + 540, day * 1440 + 1020);
    }
    opens(bench, "holiday:us", 0, 10080)->stance = WP_STANCE_REFUSES;
    assert_int_equal(on(bench, "2026-11-26", 600).open, WP_NOT_STATED);
    assert_int_equal(on(bench, "2026-11-26", 600).doubt, WP_DOUBT_HOLIDAY);
    /* The fourth of July of 2026 is a Saturday, kept on the Friday. */
    assert_int_equal(on(bench, "2026-07-03", 600).doubt, WP_DOUBT_HOLIDAY);
    /* It would be closed anyway. */
    assert_int_equal(on(bench, "2026-07-04", 600).open, WP_NO);
    assert_int_equal(on(bench, "2026-11-27", 600).open, WP_YES);
}

static void a_condition_is_neither_open_nor_closed(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", MON + 540, MON + 1020);
    opens(bench, "regular", 5 * 1440, 6 * 1440)->stance = WP_STANCE_LIMITED;
    assert_int_equal(at(bench, 5 * 1440 + 600).open, WP_NOT_STATED);
    assert_int_equal(at(bench, 5 * 1440 + 600).doubt, WP_DOUBT_APPOINTMENT);
    assert_int_equal(at(bench, MON + 600).open, WP_YES);
    assert_int_equal(at(bench, TUE + 600).open, WP_NO);
    assert_int_equal(at(bench, TUE + 600).opens_minute, MON + 540);
}

static void what_could_not_be_read_is_not_closed(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", MON + 540, MON + 1020);
    opens(bench, "regular", 0, 10080)->stance = WP_STANCE_UNKNOWN;
    assert_int_equal(at(bench, MON + 600).open, WP_YES);
    assert_int_equal(at(bench, TUE + 600).open, WP_NOT_STATED);
    assert_int_equal(at(bench, TUE + 600).doubt, WP_DOUBT_PARTLY_READ);
}

static void two_that_disagree_are_unknown(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", MON + 540, MON + 1020);
    opens(bench, "regular", MON, TUE)->stance = WP_STANCE_REFUSES;
    assert_int_equal(at(bench, MON + 600).open, WP_NOT_STATED);
    assert_int_equal(at(bench, MON + 600).doubt, WP_DOUBT_TWO_SAY);
    assert_int_equal(at(bench, MON + 1100).open, WP_NO);
}

static void a_night_begun_before_a_closed_day_ends_as_said(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", 5 * 1440 + 1200, 6 * 1440 + 240);
    opens(bench, "regular", SUN, SUN + 1440)->stance = WP_STANCE_REFUSES;
    assert_int_equal(at(bench, SUN + 200).open, WP_YES);
    assert_int_equal(at(bench, SUN + 300).open, WP_NO);
}

static void only_closed_days_say_nothing_of_the_others(void **state)
{
    struct bench *bench = *state;

    opens(bench, "regular", SUN, SUN + 1440)->stance = WP_STANCE_REFUSES;
    assert_int_equal(at(bench, SUN + 200).open, WP_NO);
    assert_int_equal(at(bench, MON + 600).open, WP_NOT_STATED);
}

static void the_score_follows_the_wait(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_score_hours(ASK(bench)).applies);
    memcpy(bench->client.at, "2026-11-23T18:00", 17); /* a Monday */
    assert_float_equal(wp_score_hours(ASK(bench)).score, 0.5, 1e-9);
    opens(bench, "regular", TUE + 300, TUE + 600); /* in 11 hours */
    assert_float_equal(wp_score_hours(ASK(bench)).score, 0.7, 1e-9);
    opens(bench, "regular", MON + 1000, MON + 1200);
    assert_float_equal(wp_score_hours(ASK(bench)).score, 1.0, 1e-9);
    forget_facts(bench);
    opens(bench, "regular", FRI + 300, FRI + 600);
    assert_float_equal(wp_score_hours(ASK(bench)).score, 0.3, 1e-9);
}

static void tonight_without_a_time_is_any_time_until_midnight(void **state)
{
    struct bench *bench = *state;

    want(bench, "housing.shelter.emergency");
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    opens(bench, "regular", MON + 1260, TUE + 420); /* from 21:00 */
    assert_int_equal(wp_score_hours(ASK(bench)).verdict, WP_MEETS);
    forget_facts(bench);
    opens(bench, "regular", MON + 540, MON + 1020);
    assert_int_equal(wp_score_hours(ASK(bench)).verdict, WP_FAILS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(no_hours_are_unknown_never_closed),
        BENCH_TEST(the_opening_minute_is_open_and_the_closing_is_not),
        BENCH_TEST(a_night_runs_past_sunday_midnight),
        BENCH_TEST(adjoining_hours_are_one_stretch),
        BENCH_TEST(seven_whole_days_never_close),
        BENCH_TEST(the_next_opening_is_the_nearest),
        BENCH_TEST(hours_out_of_season_do_not_count),
        BENCH_TEST(a_dated_holiday_beats_the_usual_week),
        BENCH_TEST(intake_hours_decide_when_somebody_can_come_in),
        BENCH_TEST(a_pattern_opens_only_on_its_days),
        BENCH_TEST(a_pattern_runs_past_midnight),
        BENCH_TEST(an_ended_pattern_never_opens_again),
        BENCH_TEST(a_closed_day_is_skipped_by_what_opens_next),
        BENCH_TEST(closed_on_holidays_leaves_a_federal_one_open_to_doubt),
        BENCH_TEST(a_condition_is_neither_open_nor_closed),
        BENCH_TEST(what_could_not_be_read_is_not_closed),
        BENCH_TEST(two_that_disagree_are_unknown),
        BENCH_TEST(a_night_begun_before_a_closed_day_ends_as_said),
        BENCH_TEST(only_closed_days_say_nothing_of_the_others),
        BENCH_TEST(the_score_follows_the_wait),
        BENCH_TEST(tonight_without_a_time_is_any_time_until_midnight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
