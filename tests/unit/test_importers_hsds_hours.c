/* tests/unit/test_importers_hsds_hours.c - days and hours people type */
#include <string.h>

#include "hsds_hours.h"
#include "support/test.h"

static void assert_days(const char *text, const char *wanted)
{
    char byday[WP_BYDAY_ROOM] = "";
    bool monthly = false;

    if (!wp_days_parse(text, byday, &monthly)) {
        fail_msg("'%s' was not understood", text);
    }
    assert_string_equal(byday, wanted);
}

static void names_ranges_and_lists_become_letters(void **state)
{
    (void)state;
    assert_days("Monday", "MO");
    assert_days("tuesday", "TU");
    assert_days("Monday - Friday", "MO,TU,WE,TH,FR");
    assert_days("Monday-Friday", "MO,TU,WE,TH,FR");
    assert_days("Mon\xE2\x80\x93"
                "Fri",
                "MO,TU,WE,TH,FR");
    assert_days("Monday, Wednesday, Friday", "MO,WE,FR");
    assert_days("Tuesday & Thursday", "TU,TH");
    assert_days("Mon - Tue & Thur - Fri", "MO,TU,TH,FR");
    assert_days("Mon, Wed-Fri", "MO,WE,TH,FR");
    assert_days("Sunday - Saturday", "MO,TU,WE,TH,FR,SA,SU");
    assert_days("Friday to Sunday", "FR,SA,SU");
    assert_days("Friday,Saturday", "FR,SA");
    assert_days("MO,TU", "MO,TU");
    assert_days("daily", "MO,TU,WE,TH,FR,SA,SU");
    assert_days("Weekdays", "MO,TU,WE,TH,FR");
}

static void numbers_are_iso_days(void **state)
{
    (void)state;
    assert_days("1", "MO");
    assert_days("7", "SU");
    assert_days("0", "SU");
    assert_days("1-5", "MO,TU,WE,TH,FR");
}

static void an_ordinal_makes_a_day_of_the_month(void **state)
{
    char byday[WP_BYDAY_ROOM] = "";
    bool monthly = false;

    (void)state;
    assert_true(wp_days_parse("Second Saturday", byday, &monthly));
    assert_string_equal(byday, "2SA");
    assert_true(monthly);
    assert_true(wp_days_parse("last Friday of the month", byday, &monthly));
    assert_string_equal(byday, "-1FR");
}

static void what_is_no_day_is_refused(void **state)
{
    char byday[WP_BYDAY_ROOM] = "kept";
    bool monthly = false;

    (void)state;
    assert_false(wp_days_parse("", byday, &monthly));
    assert_false(wp_days_parse("by appointment", byday, &monthly));
    assert_false(wp_days_parse("Monday (closed for lunch)", byday, &monthly));
    assert_false(wp_days_parse("8", byday, &monthly));
    assert_false(wp_days_parse("Monday, second Tuesday", byday, &monthly));
    assert_string_equal(byday, "kept");
}

/* ---- rows ---------------------------------------------------------------- */

struct filled {
    struct wp_context context;
    struct wp_arena arena;
    struct wp_record record;
    json_t *extra;
};

static void fill(struct filled *filled, const struct wp_schedule_cells *cells)
{
    const struct wp_place place = {"schedules.csv", 2, 0};

    *filled = (struct filled){.arena = WP_ARENA_INIT,
                              .record = {.entity = WP_SCHEDULE}};
    wp_schedule_fill(&filled->context, &filled->arena, cells, &filled->record,
                     &filled->extra, &place);
}

static void done(struct filled *filled)
{
    json_decref(filled->extra);
    wp_context_clear(&filled->context);
    wp_arena_clear(&filled->arena);
}

#define HAS(filled, column, wanted) \
    assert_string_equal(wp_record_get(&(filled).record, column), wanted)
#define LACKS(filled, column) \
    assert_null(wp_record_get(&(filled).record, column))

static void hours_become_one_rule_wherever_they_stood(void **state)
{
    static const struct wp_schedule_cells spellings[] = {
        {.weekday = "Monday", .opens_at = "9:00am", .closes_at = "5:00pm"},
        {.weekday = "1", .opens_at = "09:00:00", .closes_at = "17:00:00"},
        {.byday = "monday", .dtstart = "9:00AM", .until = "5:00PM"},
        {.freq = "monday", .valid_from = "9:00AM", .valid_to = "5:00PM"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
        struct filled filled;
        fill(&filled, &spellings[i]);
        HAS(filled, "freq", "WEEKLY");
        HAS(filled, "byday", "MO");
        HAS(filled, "opens_at", "09:00");
        HAS(filled, "closes_at", "17:00");
        LACKS(filled, "description");
        assert_int_equal(filled.context.tally.count, 0);
        done(&filled);
    }
}

static void a_date_in_a_time_column_stays_a_date(void **state)
{
    struct filled filled;

    (void)state;
    fill(&filled, &(struct wp_schedule_cells){.dtstart = "2026-01-05",
                                              .until = "12/31/2026",
                                              .byday = "TU",
                                              .opens_at = "10:00",
                                              .closes_at = "11:30"});
    HAS(filled, "dtstart", "2026-01-05");
    HAS(filled, "until", "2026-12-31");
    HAS(filled, "opens_at", "10:00");
    done(&filled);
}

static void a_whole_day_is_midnight_to_a_minute_before(void **state)
{
    struct filled filled;

    (void)state;
    fill(&filled, &(struct wp_schedule_cells){.weekday = "Monday - Sunday",
                                              .dtstart = "24 Hours"});
    HAS(filled, "opens_at", "00:00");
    HAS(filled, "closes_at", "23:59");
    done(&filled);
}

static void what_cannot_be_read_is_kept_as_words(void **state)
{
    struct filled filled;

    (void)state;
    fill(&filled, &(struct wp_schedule_cells){.weekday = "Monday",
                                              .dtstart = "By appointment"});
    HAS(filled, "byday", "MO");
    HAS(filled, "description", "By appointment");
    LACKS(filled, "opens_at");
    assert_int_equal(filled.context.tally.count, 1);
    done(&filled);
}

static void hours_without_a_day_are_not_guessed(void **state)
{
    struct filled filled;

    (void)state;
    fill(&filled,
         &(struct wp_schedule_cells){.dtstart = "8:30AM", .until = "5:30PM"});
    HAS(filled, "description", "8:30AM - 5:30PM");
    LACKS(filled, "opens_at");
    LACKS(filled, "freq");
    done(&filled);
}

static void an_end_before_the_start_needs_am_or_pm(void **state)
{
    struct filled filled;

    (void)state;
    fill(&filled, &(struct wp_schedule_cells){.weekday = "Friday",
                                              .opens_at = "8:00am",
                                              .closes_at = "5:00"});
    LACKS(filled, "opens_at");
    HAS(filled, "description", "8:00am - 5:00");
    done(&filled);
    fill(&filled, &(struct wp_schedule_cells){.weekday = "Friday",
                                              .opens_at = "7:00pm",
                                              .closes_at = "7:00am"});
    HAS(filled, "opens_at", "19:00");
    HAS(filled, "closes_at", "07:00");
    done(&filled);
}

static void a_closed_holiday_has_its_dates_and_no_hours(void **state)
{
    struct filled filled;

    (void)state;
    fill(&filled, &(struct wp_schedule_cells){.closed = "true",
                                              .start_date = "2019-12-24",
                                              .end_date = "12/26/2019"});
    HAS(filled, "valid_from", "2019-12-24");
    HAS(filled, "valid_to", "2019-12-26");
    HAS(filled, "description", "Closed");
    LACKS(filled, "opens_at");
    assert_true(json_is_true(json_object_get(filled.extra, "closed")));
    done(&filled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_ranges_and_lists_become_letters),
        cmocka_unit_test(numbers_are_iso_days),
        cmocka_unit_test(an_ordinal_makes_a_day_of_the_month),
        cmocka_unit_test(what_is_no_day_is_refused),
        cmocka_unit_test(hours_become_one_rule_wherever_they_stood),
        cmocka_unit_test(a_date_in_a_time_column_stays_a_date),
        cmocka_unit_test(a_whole_day_is_midnight_to_a_minute_before),
        cmocka_unit_test(what_cannot_be_read_is_kept_as_words),
        cmocka_unit_test(hours_without_a_day_are_not_guessed),
        cmocka_unit_test(an_end_before_the_start_needs_am_or_pm),
        cmocka_unit_test(a_closed_holiday_has_its_dates_and_no_hours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
