/* tests/unit/test_facts_coverage.c - whom a service area takes in */
#include "support/facts_support.h"
#include "support/test.h"

static struct wp_record *add_area(struct made *made, const char *type,
                                  const char *extent, const char *name)
{
    struct wp_record *row =
        add_row(made, WP_SERVICE_AREA, "service_id", "service-0");

    wp_record_set(row, "extent_type", type);
    wp_record_set(row, "extent", extent);
    wp_record_set(row, "name", name);
    return row;
}

static void expect(const struct made *made, const char *code)
{
    const struct wp_fact *fact = fact_by_code(made, WP_FACT_COVERAGE, code);

    if (fact == NULL) {
        fail_msg("no coverage of %s", code);
    }
    assert_int_equal(fact->stance, WP_STANCE_ACCEPTS);
}

static void lists_of_keys_are_taken(void **state)
{
    struct made *made = *state;

    add_area(made, "zip", "85301, 85302;85303-1234", "West side");
    add_area(made, "county", "04013,04021", NULL);
    add_area(made, "state", "AZ,NM", NULL);
    add_area(made, "nation", "US", NULL);
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 8);
    expect(made, "zip:85301");
    expect(made, "zip:85302");
    expect(made, "zip:85303");
    expect(made, "county:04013");
    expect(made, "county:04021");
    expect(made, "state:AZ");
    expect(made, "state:NM");
    expect(made, "nation:US");
    assert_string_equal(
        fact_by_code(made, WP_FACT_COVERAGE, "zip:85301")->evidence,
        "West side");
}

static void names_are_understood(void **state)
{
    static const struct {
        const char *name, *code;
    } cases[] = {
        {"Maricopa County", "county:04013"},
        {"maricopa county", "county:04013"},
        {"Dona Ana County, NM", "county:35013"},
        {"Statewide", "state:AZ"},
        {"Arizona", "state:AZ"},
        {"Arizona statewide", "state:AZ"},
        {"State of New Mexico", "state:NM"},
        {"Nationwide", "nation:US"},
        {"United States", "nation:US"},
        {"85301", "zip:85301"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct made *made = *state;
        size_t before = made->count;
        add_area(made, NULL, NULL, cases[i].name);
        derive(made);
        assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 1);
        expect(made, cases[i].code);
        made->count = before;
        made->tree.count = before;
    }
}

static void several_counties_share_one_word(void **state)
{
    struct made *made = *state;

    add_area(made, NULL, NULL, "Maricopa, Pinal and Pima Counties");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 3);
    expect(made, "county:04013");
    expect(made, "county:04019");
    expect(made, "county:04021");
}

/* Nobody may be told to live outside of what we could not read. */
static void what_is_not_understood_stays_open(void **state)
{
    static const char *const names[] = {"Tucson, AZ", "the West Valley",
                                        "School district 12",
                                        "{\"type\":\"Polygon\"}"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct made *made = *state;
        size_t before = made->count;
        add_area(made, NULL, NULL, names[i]);
        derive(made);
        assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 1);
        const struct wp_fact *fact = fact_at(made, WP_FACT_COVERAGE, 0);
        assert_string_equal(fact->code, "other");
        assert_int_equal(fact->stance, WP_STANCE_UNKNOWN);
        made->count = before;
        made->tree.count = before;
    }
}

static void a_part_that_is_understood_still_counts(void **state)
{
    struct made *made = *state;

    add_area(made, NULL, NULL, "Maricopa County, Apache Junction");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 2);
    expect(made, "county:04013");
    assert_int_equal(fact_by_code(made, WP_FACT_COVERAGE, "other")->stance,
                     WP_STANCE_UNKNOWN);
}

static void an_area_of_one_place_is_of_that_place(void **state)
{
    struct made *made = *state;
    struct wp_record *row = add_area(made, "zip", "85003", NULL);

    wp_record_set(row, "service_id", NULL);
    wp_record_set(row, "service_at_location_id", "at-1");
    derive(made);
    assert_string_equal(
        fact_at(made, WP_FACT_COVERAGE, 0)->service_at_location_id, "at-1");
}

static void silence_is_no_area(void **state)
{
    struct made *made = *state;

    add_area(made, NULL, NULL, NULL);
    add_area(made, "zip", NULL, NULL);
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_tree, unmake_tree)
    const struct CMUnitTest tests[] = {
        TEST(lists_of_keys_are_taken),
        TEST(names_are_understood),
        TEST(several_counties_share_one_word),
        TEST(what_is_not_understood_stays_open),
        TEST(a_part_that_is_understood_still_counts),
        TEST(an_area_of_one_place_is_of_that_place),
        TEST(silence_is_no_area),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
