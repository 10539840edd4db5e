/* tests/unit/test_record_normalize_time.c - dates and clocks as people type */
#include <string.h>

#include "waypost/ingest.h"

#include "support/test.h"

static void assert_date(const char *text, const char *wanted)
{
    char date[11] = "?";

    if (wp_date_parse(text, date) != (wanted != NULL)) {
        fail_msg("date '%s'", text ? text : "(null)");
    }
    assert_string_equal(date, wanted ? wanted : "?");
}

static void a_date_has_many_spellings(void **state)
{
    static const char *const spellings[] = {
        "2026-01-02",
        "2026/01/02",
        "2026-1-2",
        "20260102",
        "1/2/2026",
        "01/02/2026",
        "01-02-2026",
        "1/2/26",
        " 1/2/2026 ",
        "2026-01-02T14:05:00Z",
        "2026-01-02 14:05:00",
        "1/2/2026 0:00",
        "January 2, 2026",
        "Jan. 2, 2026",
        "Jan 2 2026",
        "2 January 2026",
        "02-JAN-2026",
        "02-JAN-26",
        "2026-01-02T14:05:00.123-07:00",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        assert_date(spellings[i], "2026-01-02");
    }
    assert_date("Sept 30, 2025", "2025-09-30");
    assert_date("04SEP15:08:54:57", "2015-09-04");
    assert_date("5/31/71", "1971-05-31");
}

static void a_date_is_checked_against_the_calendar(void **state)
{
    (void)state;
    assert_date("2024-02-29", "2024-02-29");
    assert_date("2000-02-29", "2000-02-29");
    assert_date("2026-02-29", NULL);
    assert_date("1900-02-29", NULL);
    assert_date("2026-04-31", NULL);
    assert_date("2026-13-01", NULL);
    assert_date("2026-00-10", NULL);
    assert_date("13/01/2026", NULL); /* no month 13: not guessed at */
    assert_date("20261301", NULL);
    assert_date("0001-01-01", NULL);         /* how some say never */
    assert_date("12/31/9999", "9999-12-31"); /* open-ended */
}

static void what_is_not_a_date_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "NA",
        "2026",
        "2026-01",
        "May 2026",
        "45000",
        "1/2/202",
        "2026-01-02x",
        "yesterday",
        "1/2",
        "Feb 2026",
        "202601021",
        "-2026-01-02",
        "Ma 2 2026",
        "00/00/0000",
        "the second of January, spelled out with more letters than fit",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_date(texts[i], NULL);
    }
    assert_date(NULL, NULL);
}

static void assert_clock(const char *text, int wanted)
{
    int minutes = -1;

    if (wp_clock_parse(text, &minutes) != (wanted >= 0)) {
        fail_msg("clock '%s' gave %d", text ? text : "(null)", minutes);
    }
    assert_int_equal(minutes, wanted);
}

static void a_time_of_day_has_many_spellings(void **state)
{
    (void)state;
    assert_clock("9:00am", 540);
    assert_clock("9:00 AM", 540);
    assert_clock("09:00", 540);
    assert_clock("09:00:00", 540);
    assert_clock("09:00:00Z", 540);
    assert_clock("09:00-05:00", 540); /* as the HSDS documentation has it */
    assert_clock("09:00:00-05:00", 540);
    assert_clock("09:00:00.000+0530", 540);
    assert_clock("9 AM", 540);
    assert_clock("9 a.m.", 540);
    assert_clock("9", 540);
    assert_clock("900", 540);
    assert_clock("9.00", 540);
    assert_clock("700AM", 420);
    assert_clock("430PM", 990);
    assert_clock("1930", 1170);
    assert_clock("193000", 1170);
    assert_clock("02:00 PM", 840);
    assert_clock("10:00AM", 600);
    assert_clock(" 7p ", 1140);
    assert_clock("13:00 PM", 780);
    assert_clock("noon", 720);
    assert_clock("12 Noon", 720);
    assert_clock("Midnight", 0);
}

static void noon_and_midnight_are_where_they_belong(void **state)
{
    (void)state;
    assert_clock("12:00 AM", 0);
    assert_clock("12:30am", 30);
    assert_clock("12:00 PM", 720);
    assert_clock("12:30pm", 750);
    assert_clock("00:00", 0);
    assert_clock("24:00", 1440);
    assert_clock("23:59", 1439);
    assert_clock("24:01", -1);
}

static void a_range_is_not_a_time_with_a_zone(void **state)
{
    (void)state;
    assert_clock("9:00-17:00", -1);
    assert_clock("09:00-12:00", -1);
    assert_clock("9:00-5", -1);
    assert_clock("700-1500", -1);
    assert_clock("700AM-430PM", -1);
    assert_clock("9:00:00-16:00:00", -1);
    assert_clock("9am - 5pm", -1);
}

static void what_is_not_a_time_is_refused(void **state)
{
    static const char *const texts[] = {
        "",        "-",
        "Closed",  "24/7",
        "25:00",   "9:60",
        "9:0",     "9:000",
        "99",      "9 xm",
        "am",      "12345",
        "1:2:3",   "-9:00",
        "9:00:60", "2026-01-02",
        "9am9",    "Monday: 02:00 PM - 04:00 PM Tuesday: 02:00 PM - 04:00 PM",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_clock(texts[i], -1);
    }
    assert_clock(NULL, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_has_many_spellings),
        cmocka_unit_test(a_date_is_checked_against_the_calendar),
        cmocka_unit_test(what_is_not_a_date_is_refused),
        cmocka_unit_test(a_time_of_day_has_many_spellings),
        cmocka_unit_test(noon_and_midnight_are_where_they_belong),
        cmocka_unit_test(a_range_is_not_a_time_with_a_zone),
        cmocka_unit_test(what_is_not_a_time_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
