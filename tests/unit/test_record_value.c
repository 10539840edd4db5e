/* tests/unit/test_record_value.c - which text fits which column */
#include <string.h>

#include "record/value.h"
#include "support/test.h"

static struct wp_arena arena;

static void assert_fits(enum wp_entity entity, const char *column,
                        const char *value, const char *wanted)
{
    const struct wp_column *info =
        &wp_entity(entity)->columns[wp_entity_column(entity, column)];
    const char *fitted = wp_value_fit(info, value, &arena);

    if ((fitted != NULL) != (wanted != NULL)) {
        fail_msg("%s '%s' became '%s'", column, value,
                 fitted ? fitted : "(nothing)");
    }
    if (wanted) {
        assert_string_equal(fitted, wanted);
    }
    assert_false(wp_arena_failed(&arena));
}

static int clear_arena(void **state)
{
    (void)state;
    wp_arena_clear(&arena);
    return 0;
}

static void numbers_are_decimal_and_finite(void **state)
{
    (void)state;
    assert_fits(WP_LOCATION, "latitude", "33.5387", "33.5387");
    assert_fits(WP_LOCATION, "latitude", "-0.5", "-0.5");
    assert_fits(WP_SERVICE, "minimum_age", "18.0", "18");
    assert_fits(WP_SERVICE, "minimum_age", "18 years", NULL);
    assert_fits(WP_SERVICE, "minimum_age", "0x12", NULL);
    assert_fits(WP_SERVICE, "minimum_age", "nan", NULL);
    assert_fits(WP_SERVICE, "minimum_age", "1e999", NULL);
    assert_fits(WP_SERVICE, "minimum_age", "", NULL);
    assert_fits(WP_PHONE, "extension", "ext 12 or 14", NULL);
}

static void ids_are_lower_case(void **state)
{
    (void)state;
    assert_fits(WP_SERVICE, "id", "2ED6657D-E927-568B-95E1-2665A8AEA6A2",
                "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assert_fits(WP_SERVICE, "id", "17", NULL);
}

static void dates_and_times_become_iso(void **state)
{
    (void)state;
    assert_fits(WP_SERVICE, "assured_date", "2026-11-23", "2026-11-23");
    assert_fits(WP_SERVICE, "assured_date", "11/23/2026", "2026-11-23");
    assert_fits(WP_SERVICE, "assured_date", "soon", NULL);
    assert_fits(WP_SERVICE, "last_modified", "2026-11-23T14:05:00Z",
                "2026-11-23T14:05:00Z");
    assert_fits(WP_SERVICE, "last_modified", "2026-11-23",
                "2026-11-23T00:00:00Z");
    assert_fits(WP_SERVICE, "last_modified", "2026-11-23 14:05:00",
                "2026-11-23T14:05:00Z");
    assert_fits(WP_SERVICE, "last_modified", "2026-02-30T14:05:00Z", NULL);
    assert_fits(WP_SCHEDULE, "opens_at", "09:00", "09:00");
    assert_fits(WP_SCHEDULE, "opens_at", "9:00am", "09:00");
    assert_fits(WP_SCHEDULE, "opens_at", "Closed", NULL);
}

static void addresses_on_the_net_are_checked(void **state)
{
    (void)state;
    assert_fits(WP_ORGANIZATION, "website", "https://x.org/", "https://x.org/");
    assert_fits(WP_ORGANIZATION, "website", "www.x.org", "https://www.x.org");
    assert_fits(WP_ORGANIZATION, "website", "see our page", NULL);
    assert_fits(WP_ORGANIZATION, "email", " help@x.org ", "help@x.org");
    assert_fits(WP_ORGANIZATION, "email", "help at x.org", NULL);
    assert_fits(WP_ORGANIZATION, "email", "help@x", NULL);
    assert_fits(WP_ORGANIZATION, "email", "a@x.org, b@x.org", NULL);
}

static void choices_are_taken_in_any_case(void **state)
{
    (void)state;
    assert_fits(WP_SERVICE, "status", "active", "active");
    assert_fits(WP_SERVICE, "status", "Temporarily Closed ",
                "temporarily closed");
    assert_fits(WP_SERVICE, "status", "4", NULL);
    assert_fits(WP_SERVICE, "status", "act", NULL);
    assert_fits(WP_SCHEDULE, "freq", "monday", NULL);
    assert_fits(WP_SCHEDULE, "wkst", "mo", "MO");
}

static void every_type_says_what_it_wants(void **state)
{
    (void)state;
    for (int i = WP_TYPE_TEXT; i <= WP_TYPE_CHOICE; i++) {
        assert_true(strlen(wp_value_wanted((enum wp_type)i)) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_decimal_and_finite),
        cmocka_unit_test(ids_are_lower_case),
        cmocka_unit_test(dates_and_times_become_iso),
        cmocka_unit_test(addresses_on_the_net_are_checked),
        cmocka_unit_test(choices_are_taken_in_any_case),
        cmocka_unit_test(every_type_says_what_it_wants),
    };

    return cmocka_run_group_tests(tests, NULL, clear_arena);
}
