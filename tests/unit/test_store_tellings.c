/* tests/unit/test_store_tellings.c - several rows about one record */
#include "store_fixture.h"

/* What a source says of service s1; NULL columns are left out. */
struct telling {
    const char *source;
    const char *name;
    const char *description;
    const char *modified;
    bool confidential;
};

static void tell_as(struct fixture *fixture, const struct telling *telling,
                    const char *key, const char *bytes)
{
    struct wp_record record = {.entity = WP_SERVICE,
                               .confidential = telling->confidential};

    (void)fixture_row(fixture, key, bytes);
    wp_record_set(&record, "id", fixture_id("s1"));
    wp_record_set(&record, "name", telling->name);
    wp_record_set(&record, "status", "active");
    wp_record_set(&record, "description", telling->description);
    wp_record_set(&record, "last_modified", telling->modified);
    fixture_ok(fixture, wp_ingest_put(fixture->ingest, &record, &fixture->err));
}

/* A feed of one row. */
static void tell(struct fixture *fixture, const struct telling *telling)
{
    fixture_begin(fixture, telling->source);
    tell_as(fixture, telling, "1", telling->name);
    fixture_finish(fixture);
}

static const char *standing(struct fixture *fixture)
{
    return fixture_sql(
        fixture,
        "SELECT service.name || ' by ' || source.name || ' ' || visibility "
        "FROM service JOIN source ON source.id = source_id");
}

/* The standing record and who tells of it besides, however it came to be. */
static const char *all_tellings(struct fixture *fixture)
{
    return fixture_sql(
        fixture,
        "SELECT (SELECT service.name || ' ' || ifnull(description, '') || "
        "source.name || visibility FROM service JOIN source ON source.id = "
        "source_id) || (SELECT ifnull(group_concat(line), '') FROM (SELECT "
        "source.name || ifnull(content, '=') AS line FROM retelling JOIN "
        "raw_record ON raw_record.id = raw_id JOIN source ON source.id = "
        "source_id ORDER BY 1))");
}

static void the_later_date_stands(void **state)
{
    struct fixture *fixture = *state;
    const struct telling old = {"one", "Old, and with much more to say", "d",
                                "2020-01-01T00:00:00Z", false};
    const struct telling new = {"two", "New", NULL, "2024-01-01T00:00:00Z",
                                false};

    fixture_open(fixture, WP_STORE_WRITE);
    tell(fixture, &new);
    tell(fixture, &old);
    assert_string_equal(standing(fixture), "New by two public");
}

static void without_dates_the_fuller_telling_stands(void **state)
{
    struct fixture *fixture = *state;
    const struct telling full = {"one", "Food", "Every day, for all", NULL,
                                 false};
    const struct telling brief = {"two", "Food pantry", NULL, NULL, false};

    fixture_open(fixture, WP_STORE_WRITE);
    tell(fixture, &full);
    tell(fixture, &brief);
    assert_string_equal(standing(fixture), "Food by one public");
}

static void withholding_stands_over_everything(void **state)
{
    struct fixture *fixture = *state;
    const struct telling hidden = {"one", "A", NULL, NULL, true};
    const struct telling shown = {"two", "A much fuller telling", "x",
                                  "2024-01-01T00:00:00Z", false};

    fixture_open(fixture, WP_STORE_WRITE);
    tell(fixture, &shown);
    tell(fixture, &hidden);
    assert_string_equal(standing(fixture), "A by one confidential");
}

static void equal_tellings_name_the_first_source_by_name(void **state)
{
    struct fixture *fixture = *state;
    const struct telling b = {"b", "Food", NULL, NULL, false};
    const struct telling a = {"a", "Food", NULL, NULL, false};

    fixture_open(fixture, WP_STORE_WRITE);
    tell(fixture, &b);
    tell(fixture, &a);
    assert_string_equal(standing(fixture), "Food by a public");
}

static void when_the_best_telling_goes_the_next_comes_forward(void **state)
{
    struct fixture *fixture = *state;
    const struct telling best = {"one", "Food", "d", "2024-01-01T00:00:00Z",
                                 false};
    const struct telling next = {"two", "Groceries", NULL,
                                 "2023-01-01T00:00:00Z", false};
    const struct telling last = {"three", "Meals", NULL, "2022-01-01T00:00:00Z",
                                 false};

    fixture_open(fixture, WP_STORE_WRITE);
    tell(fixture, &last);
    tell(fixture, &best);
    tell(fixture, &next);
    assert_string_equal(standing(fixture), "Food by one public");

    /* The row of the best now speaks of something else. */
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "other");
    fixture_put(fixture, WP_SERVICE, "s2", "name", "Other", NULL);
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT group_concat(name) FROM (SELECT name "
                             "FROM service ORDER BY name)"),
        "Groceries,Other");

    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "nothing");
    fixture_finish(fixture);
    fixture_begin(fixture, "three");
    (void)fixture_row(fixture, "1", "nothing");
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT group_concat(name) FROM service"),
        "Other");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM retelling"),
                        "0");
}

static void a_telling_that_got_worse_gives_way(void **state)
{
    struct fixture *fixture = *state;
    struct telling mine = {"one", "Mine", NULL, "2024-06-01T00:00:00Z", false};
    const struct telling theirs = {"two", "Theirs", NULL,
                                   "2024-01-01T00:00:00Z", false};

    fixture_open(fixture, WP_STORE_WRITE);
    tell(fixture, &mine);
    tell(fixture, &theirs);
    assert_string_equal(standing(fixture), "Mine by one public");
    mine.modified = "2023-01-01T00:00:00Z";
    mine.name = "Mine, older";
    tell(fixture, &mine);
    assert_string_equal(standing(fixture), "Theirs by two public");
}

static void one_row_that_says_two_things_says_the_better(void **state)
{
    struct fixture *fixture = *state;
    const struct telling brief = {"one", "F", NULL, NULL, false};
    const struct telling full = {"one", "Food", "d", NULL, false};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    tell_as(fixture, &brief, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", "status", "active",
                "description", "longest of all", NULL);
    fixture_put(fixture, WP_SERVICE, "s1", "name", full.name, "status",
                "active", "description", full.description, NULL);
    fixture_finish(fixture);
    assert_string_equal(fixture_sql(fixture, "SELECT description FROM service"),
                        "longest of all");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM retelling"),
                        "0");
}

static void the_same_organization_in_many_rows_is_kept_once(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    for (int i = 0; i < 50; i++) {
        char key[16];
        (void)snprintf(key, sizeof(key), "s%d", i);
        (void)fixture_row(fixture, key, key);
        fixture_put(fixture, WP_ORGANIZATION, "o1", "name", "County", NULL);
        fixture_put(fixture, WP_SERVICE, key, "name", key, "organization_id",
                    fixture_id("o1"), NULL);
    }
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM organization"), "1");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM retelling "
                                             "WHERE content IS NULL"),
                        "49");
}

/* ---- order never matters ------------------------------------------------- */

static const struct telling crowd[] = {
    {"a", "Food", "one", "2023-01-01T00:00:00Z", false},
    {"b", "Food", "one", "2023-01-01T00:00:00Z", false},
    {"c", "Groceries", NULL, "2024-01-01T00:00:00Z", false},
    {"d", "Groceries, and meals", NULL, "2024-01-01T00:00:00Z", false},
};
#define CROWD_COUNT (sizeof(crowd) / sizeof(crowd[0]))

/* All feeds in the order of a permutation; then some of them change. */
static const char *told_in_order(struct fixture *fixture,
                                 const size_t order[CROWD_COUNT])
{
    char path[96];

    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    (void)unlink(path);
    fixture_open(fixture, WP_STORE_WRITE);
    for (size_t i = 0; i < CROWD_COUNT; i++) {
        tell(fixture, &crowd[order[i]]);
    }
    /* The best is worse the second time. */
    struct telling worse = crowd[3];
    worse.modified = "2001-01-01T00:00:00Z";
    worse.name = "Meals";
    tell(fixture, &worse);
    const char *content = all_tellings(fixture);
    fixture_close(fixture);
    return content;
}

static void the_order_of_imports_never_matters(void **state)
{
    struct fixture *fixture = *state;
    const char *expected = NULL;
    char first[4096] = "";

    for (size_t code = 0; code < 256; code++) {
        const size_t order[CROWD_COUNT] = {code & 3, code >> 2 & 3,
                                           code >> 4 & 3, code >> 6 & 3};
        unsigned seen = 0;
        for (size_t i = 0; i < CROWD_COUNT; i++) {
            seen |= 1u << order[i];
        }
        if (seen != 15) {
            continue;
        }
        const char *content = told_in_order(fixture, order);
        if (!expected) {
            (void)snprintf(first, sizeof(first), "%s", content);
            expected = first;
            assert_non_null(strstr(first, "Groceries"));
        }
        assert_string_equal(content, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(the_later_date_stands),
        test(without_dates_the_fuller_telling_stands),
        test(withholding_stands_over_everything),
        test(equal_tellings_name_the_first_source_by_name),
        test(when_the_best_telling_goes_the_next_comes_forward),
        test(a_telling_that_got_worse_gives_way),
        test(one_row_that_says_two_things_says_the_better),
        test(the_same_organization_in_many_rows_is_kept_once),
        test(the_order_of_imports_never_matters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
