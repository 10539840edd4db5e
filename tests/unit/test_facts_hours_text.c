/* tests/unit/test_facts_hours_text.c - hours that people typed */
#include <string.h>

#include "facts/hours_text.h"
#include "support/test.h"

enum { MON = 1, TUE = 2, THU = 8, FRI = 16, SAT = 32, SUN = 64, WORK = 31 };

static struct wp_hours_reading reading;

static void expect(size_t at, unsigned days, int opens, int closes)
{
    assert_true(at < reading.count);
    assert_int_equal(reading.pieces[at].days, days);
    assert_int_equal(reading.pieces[at].span.opens, opens);
    assert_int_equal(reading.pieces[at].span.closes, closes);
}

static void read_all(const char *text, size_t count)
{
    assert_true(wp_hours_read(text, &reading));
    assert_false(reading.partial);
    assert_int_equal(reading.count, count);
}

static void a_working_week_in_many_hands(void **state)
{
    static const char *const texts[] = {
        "Monday - Friday 9-5",    "Mon-Fri 9am to 5pm",
        "Mon. thru Fri., 9-5",    "Monday through Friday, 9:00 AM - 5 p.m.",
        "Mon-Fri 09:00-17:00",    "weekdays 900AM-500PM",
        "9:00am-5:00pm, Mon-Fri",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        read_all(texts[i], 1);
        expect(0, WORK, 540, 1020);
    }
}

static void several_clauses(void **state)
{
    (void)state;
    read_all("Mon-Thu 8:30-12, 1-5; Fri 10am-2pm", 3);
    expect(0, 15, 510, 720);
    expect(1, 15, 780, 1020);
    expect(2, FRI, 600, 840);
    read_all("Monday: 02:00 PM - 04:00 PM Tuesday: 06:00 PM - 08:00 PM", 2);
    expect(0, MON, 840, 960);
    expect(1, TUE, 1080, 1200);
    read_all("Sunday: Closed Monday: 9:00-17:00  Saturday: Closed", 3);
    expect(0, SUN, 0, 1440);
    assert_int_equal(reading.pieces[0].stance, WP_STANCE_REFUSES);
    expect(1, MON, 540, 1020);
    assert_int_equal(reading.pieces[2].stance, WP_STANCE_REFUSES);
}

static void times_may_come_before_their_days(void **state)
{
    (void)state;
    read_all("8am-5pm, Mon-Thu, 8am-4pm Fri", 2);
    expect(0, 15, 480, 1020);
    expect(1, FRI, 480, 960);
    read_all("9:30am-4:00pm, Tue;\n10:00am-2:00pm, Sat", 2);
    expect(1, SAT, 600, 840);
}

static void conditions_nights_and_whole_days(void **state)
{
    (void)state;
    read_all("Mon-Fri 9-5; Sat by appointment", 2);
    assert_int_equal(reading.pieces[1].stance, WP_STANCE_LIMITED);
    expect(1, SAT, 0, 1440);
    read_all("Thursday 8pm - 2am", 1);
    expect(0, THU, 1200, 1560);
    read_all("24/7", 1);
    expect(0, WP_ALL_DAYS, 0, 1440);
    read_all("24 hours daily", 1);
    expect(0, WP_ALL_DAYS, 0, 1440);
}

static void the_words_are_quoted(void **state)
{
    static const char text[] = "Mon 9-12; Sat 1pm-3pm";

    (void)state;
    read_all(text, 2);
    assert_int_equal(reading.pieces[1].begin, 10);
    assert_int_equal(reading.pieces[1].end, sizeof(text) - 1);
}

static void part_of_a_text_is_part(void **state)
{
    (void)state;
    assert_true(
        wp_hours_read("Mon-Fri 8:30am to 5:00pm; hotline 24/7", &reading));
    assert_true(reading.partial);
    assert_int_equal(reading.count, 1);
    expect(0, WORK, 510, 1020);
}

static void a_heading_speaks_for_the_lines_below_it(void **state)
{
    (void)state;
    assert_false(wp_hours_read("Food Pantry:\n9:30am-11:30am, Sat", &reading));
    assert_true(wp_hours_read("Teens:\nFri 1-8\nSat 1-8\n\n"
                              "Office hours:\nMon 9-5",
                              &reading));
    assert_int_equal(reading.count, 1);
    expect(0, MON, 540, 1020);
    assert_true(reading.partial);
}

static void doubtful_words_are_not_read(void **state)
{
    static const char *const texts[] = {
        "",
        "-",
        "Hours vary",
        "9-5",
        "Closed",
        "24-hour answering machine",
        "Teens only, Friday 7-8:30",
        "Monday 6-8",
        "Mon 7:00",
        "Saturday 3/29 and 4/5, 10-3",
        "Second Saturday 10-12",
        "Monday 8:00am-5:00am",
        "Monday dusk to dawn",
        "Mon-Fri 24/7",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_false(wp_hours_read(texts[i], &reading));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_working_week_in_many_hands),
        cmocka_unit_test(several_clauses),
        cmocka_unit_test(times_may_come_before_their_days),
        cmocka_unit_test(conditions_nights_and_whole_days),
        cmocka_unit_test(the_words_are_quoted),
        cmocka_unit_test(part_of_a_text_is_part),
        cmocka_unit_test(a_heading_speaks_for_the_lines_below_it),
        cmocka_unit_test(doubtful_words_are_not_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
