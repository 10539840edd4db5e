/* tests/unit/test_store_links.c - links that lead nowhere, and back again */
#include "store/batch.h"
#include "store_fixture.h"

static void put_place(struct fixture *fixture, const char *name)
{
    fixture_put(fixture, WP_LOCATION, "l1", "name", name, "location_type",
                "physical", NULL);
}

static void put_sal(struct fixture *fixture)
{
    fixture_put(fixture, WP_SERVICE_AT_LOCATION, "a1", "service_id",
                fixture_id("s1"), "location_id", fixture_id("l1"), NULL);
}

static void put_service_of(struct fixture *fixture, const char *organization)
{
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", "status", "active",
                "organization_id", fixture_id(organization), NULL);
}

static const char *organization_name(struct fixture *fixture)
{
    return fixture_sql(fixture, "SELECT organization.name FROM service "
                                "JOIN organization ON organization.id = "
                                "organization_id");
}

static void nothing_leads_nowhere(struct fixture *fixture)
{
    fixture_ok(fixture, wp_store_check(fixture->store, &fixture->err));
}

static void a_dangling_id_is_told_kept_and_cleared(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_PHONE, "p1", "number", "602-555-0100",
                "location_id", fixture_id("gone"), NULL);
    fixture_put(fixture, WP_PHONE, "p2", "number", "602-555-0101",
                "location_id", fixture_id("gone"), NULL);
    fixture_finish(fixture);
    assert_non_null(strstr(fixture->findings,
                           "phone.location_id of 2 records leads to no "
                           "location"));
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM phone WHERE location_id "
                             "IS NULL AND extra_json ->> 'location_id' IS NOT "
                             "NULL"),
        "2");
    nothing_leads_nowhere(fixture);
}

static void a_dangling_id_is_tied_back_when_its_record_comes(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    put_service_of(fixture, "o1");
    fixture_finish(fixture);
    assert_string_equal(organization_name(fixture), "Food");

    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_ORGANIZATION, "o1", "name", "County", NULL);
    fixture_finish(fixture);
    assert_string_equal(organization_name(fixture), "County");
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM organization"), "1");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM loose_end"),
                        "0");
    assert_string_equal(fixture_sql(fixture, "SELECT extra_json FROM service"),
                        "");
}

static void a_link_dangles_again_when_its_record_goes(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    put_service_of(fixture, "o1");
    fixture_finish(fixture);
    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_ORGANIZATION, "o1", "name", "County", NULL);
    fixture_finish(fixture);
    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "changed: no organization any more");
    fixture_finish(fixture);
    assert_string_equal(organization_name(fixture), "Food");
    nothing_leads_nowhere(fixture);
}

static void
a_service_without_organization_is_named_after_its_place(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    put_service_of(fixture, "gone");
    put_place(fixture, "Grace Hall");
    put_sal(fixture);
    fixture_put(fixture, WP_SERVICE, "s2", "name", "Clothes", NULL);
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT group_concat(name) FROM (SELECT name "
                             "FROM organization ORDER BY name)"),
        "Clothes,Grace Hall");
    assert_non_null(
        strstr(fixture->findings, "2 services without an organization"));
    nothing_leads_nowhere(fixture);
}

static void
a_place_without_its_service_is_set_aside_and_comes_back(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    put_place(fixture, "Grace Hall");
    put_sal(fixture);
    fixture_put(fixture, WP_PHONE, "p1", "number", "602-555-0100",
                "service_at_location_id", fixture_id("a1"), NULL);
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM service_at_location"), "0");
    assert_string_equal(
        fixture_sql(fixture, "SELECT ifnull(service_at_location_id, 'cleared') "
                             "FROM phone"),
        "cleared");
    nothing_leads_nowhere(fixture);

    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "x");
    put_service_of(fixture, "gone");
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM service_at_location"), "1");
    assert_string_equal(fixture_sql(fixture,
                                    "SELECT count(*) FROM phone JOIN "
                                    "service_at_location AS sal ON sal.id = "
                                    "service_at_location_id"),
                        "1");
    assert_string_equal(organization_name(fixture), "Grace Hall");
}

static void a_set_aside_place_goes_with_its_row(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    put_place(fixture, "Grace Hall");
    put_sal(fixture);
    fixture_finish(fixture);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "changed");
    put_place(fixture, "Grace Hall");
    fixture_finish(fixture);
    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "x");
    put_service_of(fixture, "o1");
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM service_at_location"), "0");
}

static void an_attribute_of_nothing_is_told(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    put_service_of(fixture, "o1");
    fixture_put(fixture, WP_ATTRIBUTE, "t1", "link_entity", "services",
                "link_id", fixture_id("s1"), NULL);
    fixture_put(fixture, WP_ATTRIBUTE, "t2", "link_entity", "service",
                "link_id", fixture_id("gone"), NULL);
    fixture_finish(fixture);
    assert_non_null(strstr(fixture->findings, "1 attribute belongs to no"));
    assert_string_equal(fixture_sql(fixture,
                                    "SELECT link_entity FROM attribute "
                                    "ORDER BY link_id LIMIT 1"),
                        "service");
}

static void an_unchanged_feed_leaves_loose_ends_alone(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int round = 0; round < 2; round++) {
        fixture_begin(fixture, "one");
        if (fixture_row(fixture, "1", "x") == WP_ROW_ADDED) {
            put_service_of(fixture, "gone");
        }
        fixture_finish(fixture);
    }
    assert_string_equal(fixture->findings, "");
    assert_string_equal(organization_name(fixture), "Food");
}

/* ---- what needs new facts ------------------------------------------------ */

static enum wp_status count_touched(struct wp_ingest *ingest,
                                    const char *service_id, void *payload,
                                    struct wp_error *err)
{
    char *seen = payload;

    (void)ingest;
    (void)err;
    for (const char *name = "s1\0s2\0s3\0"; *name; name += 3) {
        if (strcmp(fixture_id(name), service_id) == 0) {
            memcpy(seen + strlen(seen), name, 3);
        }
    }
    return WP_OK;
}

static const char *touched(struct fixture *fixture)
{
    static char seen[64];

    seen[0] = '\0';
    fixture_ok(fixture, wp_batch_flush(fixture->ingest, &fixture->err));
    fixture_ok(fixture, wp_batch_resolve_links(fixture->ingest, &fixture->err));
    fixture_ok(fixture, wp_batch_each_touched(fixture->ingest, count_touched,
                                              seen, &fixture->err));
    return seen;
}

/* Three services, s1 at l1, all of o1; each in a row of its own. */
static void three_services(struct fixture *fixture)
{
    fixture_begin(fixture, "base");
    (void)fixture_row(fixture, "o1", "x");
    fixture_put(fixture, WP_ORGANIZATION, "o1", "name", "County", NULL);
    (void)fixture_row(fixture, "s1", "x");
    put_service_of(fixture, "o1");
    put_place(fixture, "Hall");
    put_sal(fixture);
    fixture_put(fixture, WP_TAXONOMY_TERM, "t1", "name", "Term", NULL);
    fixture_put(fixture, WP_ATTRIBUTE, "at1", "link_entity", "service",
                "link_id", fixture_id("s1"), "taxonomy_term_id",
                fixture_id("t1"), NULL);
    for (int i = 2; i <= 3; i++) {
        char key[4] = {'s', (char)('0' + i), '\0', '\0'};
        (void)fixture_row(fixture, key, "x");
        fixture_put(fixture, WP_SERVICE, key, "name", key, "organization_id",
                    fixture_id("o1"), NULL);
    }
    fixture_finish(fixture);
    fixture_begin_as(fixture, "base", true, false);
}

static void a_batch_that_writes_nothing_touches_nothing(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    three_services(fixture);
    (void)fixture_row(fixture, "s1", "x");
    assert_string_equal(touched(fixture), "");
}

static void a_changed_row_touches_its_service(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    three_services(fixture);
    (void)fixture_row(fixture, "s2", "changed");
    fixture_put(fixture, WP_SERVICE, "s2", "name", "Other", "organization_id",
                fixture_id("o1"), NULL);
    assert_string_equal(touched(fixture), "s2");
}

static void a_new_schedule_of_its_place_touches_a_service(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    three_services(fixture);
    (void)fixture_row(fixture, "new", "x");
    fixture_put(fixture, WP_SCHEDULE, "h1", "location_id", fixture_id("l1"),
                "opens_at", "09:00", NULL);
    assert_string_equal(touched(fixture), "s1");
}

static void a_better_term_touches_the_services_it_is_said_of(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    three_services(fixture);
    (void)fixture_row(fixture, "new", "x");
    fixture_put(fixture, WP_TAXONOMY_TERM, "t1", "name", "A longer term", NULL);
    assert_string_equal(touched(fixture), "s1");
}

static void what_a_row_no_longer_says_touches_too(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    three_services(fixture);
    (void)fixture_row(fixture, "o1", "changed: gone");
    const char *seen = touched(fixture);
    assert_non_null(strstr(seen, "s1"));
    assert_non_null(strstr(seen, "s2"));
    assert_non_null(strstr(seen, "s3"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_dangling_id_is_told_kept_and_cleared),
        test(a_dangling_id_is_tied_back_when_its_record_comes),
        test(a_link_dangles_again_when_its_record_goes),
        test(a_service_without_organization_is_named_after_its_place),
        test(a_place_without_its_service_is_set_aside_and_comes_back),
        test(a_set_aside_place_goes_with_its_row),
        test(an_attribute_of_nothing_is_told),
        test(an_unchanged_feed_leaves_loose_ends_alone),
        test(a_batch_that_writes_nothing_touches_nothing),
        test(a_changed_row_touches_its_service),
        test(a_new_schedule_of_its_place_touches_a_service),
        test(a_better_term_touches_the_services_it_is_said_of),
        test(what_a_row_no_longer_says_touches_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
