/* tests/unit/test_facts_deriver.c - derived facts in the store, and their
   renewal */
#include "facts/deriver.h"
#include "store_fixture.h"

static void run_sql(struct fixture *fixture, const char *sql)
{
    char path[96];
    sqlite3 *db = NULL;

    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

static void import_one(struct fixture *fixture)
{
    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "feed");
    fixture_row(fixture, "s1", "s1");
    fixture_put(fixture, WP_ORGANIZATION, "o1", "name", "Org", NULL);
    fixture_put(fixture, WP_SERVICE, "s1", "organization_id", fixture_id("o1"),
                "name", "Teen Center", "status", "active", "minimum_age", "12",
                "maximum_age", "17", NULL);
}

static void facts_of_older_rules_are_derived_anew(void **state)
{
    static const char count[] =
        "SELECT count(*) FROM fact_eligibility WHERE code = 'age'";
    struct fixture *fixture = *state;

    import_one(fixture);
    fixture_finish(fixture);
    assert_string_equal(fixture_sql(fixture, count), "1");
    run_sql(fixture, "DELETE FROM fact_eligibility");
    fixture_ok(fixture, wp_derive_stale(fixture->store, &fixture->err));
    assert_string_equal(fixture_sql(fixture, count), "0");

    run_sql(fixture, "UPDATE derivation SET fingerprint = 'older'");
    fixture_ok(fixture, wp_derive_stale(fixture->store, &fixture->err));
    assert_string_equal(fixture_sql(fixture, count), "1");
    assert_string_not_equal(
        fixture_sql(fixture, "SELECT fingerprint FROM derivation"), "older");
}

static void a_batch_that_brings_nothing_new_renews_too(void **state)
{
    struct fixture *fixture = *state;

    import_one(fixture);
    fixture_finish(fixture);
    run_sql(fixture, "DELETE FROM fact_eligibility;"
                     "DELETE FROM derivation");
    fixture_begin(fixture, "feed");
    assert_int_equal(fixture_row(fixture, "s1", "s1"), WP_ROW_UNCHANGED);
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM fact_eligibility"), "1");
}

static void where_the_words_stand_is_kept_and_shown(void **state)
{
    struct fixture *fixture = *state;
    struct wp_fact fact = WP_FACT_INIT;
    char *json = NULL;

    import_one(fixture);
    fact.kind = WP_FACT_ATTRIBUTE;
    fact.service_id = fixture_id("s1");
    fact.code = "walk_in";
    fact.field = "description";
    fact.evidence = "walk-ins welcome";
    fact.extracted = true;
    fact.begin = 7;
    fact.end = 23;
    fixture_ok(fixture, wp_ingest_fact(fixture->ingest, &fact, &fixture->err));
    fixture_finish(fixture);
    fixture_ok(fixture, wp_store_show(fixture->store, fixture_id("s1"), &json,
                                      &fixture->err));
    assert_non_null(strstr(json, "\"extracted\":true,\"begin\":7,\"end\":23"));
    /* The age has a column of its own. */
    assert_null(strstr(strstr(json, "\"extracted\"") + 1, "\"extracted\""));
    free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(facts_of_older_rules_are_derived_anew),
        test(a_batch_that_brings_nothing_new_renews_too),
        test(where_the_words_stand_is_kept_and_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
