/* tests/unit/test_facts_needs.c - needs, languages, access, hidden places */
#include "support/facts_support.h"
#include "support/test.h"

static struct wp_record *service_of(struct made *made)
{
    return &made->rows[0];
}

static void a_mark_is_a_statement(void **state)
{
    struct made *made = *state;

    add_mark(made, "service-0", "waypost-needs", "food.pantry", "Food pantry",
             NULL);
    add_mark(made, "service-0", "waypost-needs", "no.such.need", NULL, NULL);
    wp_record_set(service_of(made), "name", "Emergency shelter");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_NEED), 1);
    const struct wp_fact *fact = fact_at(made, WP_FACT_NEED, 0);
    assert_string_equal(fact->code, "food.pantry");
    assert_true(fact->weight == 1.0);
    assert_string_equal(fact->evidence, "Food pantry");
}

static void categories_of_others_are_understood_by_name(void **state)
{
    struct made *made = *state;

    add_mark(made, "service-0", "AIRS", "BD-1800.2000", "Food Pantries", NULL);
    wp_record_set(service_of(made), "name", "Emergency shelter");
    derive(made);
    const struct wp_fact *food =
        fact_by_code(made, WP_FACT_NEED, "food.pantry");
    const struct wp_fact *shelter =
        fact_by_code(made, WP_FACT_NEED, "housing.shelter.emergency");
    assert_non_null(food);
    assert_true(food->weight > 0.8 && food->weight < 1.0);
    assert_string_equal(food->evidence, "Food Pantries");
    assert_string_equal(food->field, "taxonomy_term");
    assert_non_null(shelter);
    assert_true(shelter->weight <= 0.7);
    assert_string_equal(shelter->field, "name");
}

static void the_highest_reading_is_kept(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "name", "Food pantry");
    wp_record_set(service_of(made), "description",
                  "A food pantry for everybody.");
    derive(made);
    const struct wp_fact *food =
        fact_by_code(made, WP_FACT_NEED, "food.pantry");
    assert_non_null(food);
    assert_true(food->weight > 0.4);
    assert_string_equal(food->field, "name");
}

static void a_wide_phrase_states_the_wide_need(void **state)
{
    struct made *made = *state;

    add_mark(made, "service-0", "AIRS", "PH-1",
             "Intimate Partner Violence Counseling", NULL);
    derive(made);
    assert_null(fact_by_code(made, WP_FACT_NEED, "safety.dv.shelter"));
    assert_null(fact_by_code(made, WP_FACT_NEED, "safety.dv.hotline"));
    assert_false(made->derived.confidential);
}

static void what_a_source_asserts_is_not_read_again(void **state)
{
    struct made *made = *state;
    struct wp_fact asserted = WP_FACT_INIT;

    asserted.kind = WP_FACT_PAYER;
    asserted.code = "sliding_fee";
    made->tree.asserted = &asserted;
    made->tree.asserted_count = 1;
    wp_record_set(service_of(made), "fees_description", "Sliding scale");
    derive(made);
    assert_null(fact_by_code(made, WP_FACT_PAYER, "sliding_fee"));
    assert_non_null(fact_by_code(made, WP_FACT_COST, "sliding"));
}

static void asserted_needs_keep_prose_out(void **state)
{
    struct made *made = *state;
    struct wp_fact asserted = WP_FACT_INIT;

    asserted.kind = WP_FACT_NEED;
    asserted.code = "sud.residential";
    made->tree.asserted = &asserted;
    made->tree.asserted_count = 1;
    wp_record_set(service_of(made), "name", "Food pantry");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_NEED), 0);
}

static void languages_say_how(void **state)
{
    struct made *made = *state;
    struct wp_record *row =
        add_row(made, WP_LANGUAGE, "service_id", "service-0");

    wp_record_set(row, "name", "Spanish");
    row = add_row(made, WP_LANGUAGE, "location_id", "loc");
    wp_record_set(row, "name", "Vietnamese");
    wp_record_set(row, "note", "through an interpreter");
    row = add_row(made, WP_LANGUAGE, "service_id", "service-0");
    wp_record_set(row, "name", "Klingonese");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_LANGUAGE), 2);
    assert_string_equal(fact_by_code(made, WP_FACT_LANGUAGE, "es")->note,
                        "staff");
    const struct wp_fact *other = fact_by_code(made, WP_FACT_LANGUAGE, "vi");
    assert_string_equal(other->note, "interpreter");
    assert_string_equal(other->service_at_location_id, "at-1");
}

static void access_is_read_from_plain_words(void **state)
{
    struct made *made = *state;
    struct wp_record *row =
        add_row(made, WP_ACCESSIBILITY, "location_id", "loc");

    wp_record_set(row, "description", "Wheelchair accessible entrance");
    row = add_row(made, WP_ACCESSIBILITY, "location_id", "loc");
    wp_record_set(row, "description", "There is no sign language");
    add_mark(made, "service-0", "waypost-attributes", "pets:dog", NULL, "no");
    wp_record_set(service_of(made), "interpretation_services",
                  "Interpreters on request");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_ATTRIBUTE), 4);
    assert_int_equal(fact_by_code(made, WP_FACT_ATTRIBUTE, "asl")->stance,
                     WP_STANCE_REFUSES);
    assert_true(fact_by_code(made, WP_FACT_ATTRIBUTE, "asl")->extracted);
    assert_int_equal(
        fact_by_code(made, WP_FACT_ATTRIBUTE, "wheelchair")->stance,
        WP_STANCE_ACCEPTS);
    assert_int_equal(fact_by_code(made, WP_FACT_ATTRIBUTE, "pets:dog")->stance,
                     WP_STANCE_REFUSES);
    assert_non_null(fact_by_code(made, WP_FACT_ATTRIBUTE, "interpreter"));
}

static void capacity_has_its_own_date(void **state)
{
    struct made *made = *state;
    struct wp_record *unit = add_row(made, WP_UNIT, NULL, NULL);

    wp_record_set(unit, "name", "beds");
    struct wp_record *row =
        add_row(made, WP_SERVICE_CAPACITY, "service_id", "service-0");
    wp_record_set(row, "unit_id", wp_record_get(unit, "id"));
    wp_record_set(row, "available", "3");
    wp_record_set(row, "maximum", "40");
    wp_record_set(row, "updated", "2026-11-20T08:00:00Z");
    derive(made);
    const struct wp_fact *fact = fact_at(made, WP_FACT_CAPACITY, 0);
    assert_string_equal(fact->code, "beds");
    assert_true(fact->lo == 3.0 && fact->hi == 40.0);
    assert_string_equal(fact->asserted_on, "2026-11-20");
}

/* ---- hidden places ------------------------------------------------------ */

static void a_pantry_is_not_hidden(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "name", "Food pantry");
    derive(made);
    assert_false(made->derived.confidential);
}

static void a_mark_hides(void **state)
{
    struct made *made = *state;

    add_mark(made, "loc", "waypost-visibility", "confidential", NULL, NULL);
    derive(made);
    assert_true(made->derived.confidential);
}

static void a_shelter_from_violence_is_hidden_by_itself(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "name", "Domestic violence shelter");
    derive(made);
    assert_true(made->derived.confidential);
    add_mark(made, "service-0", "waypost-visibility", "public", NULL, NULL);
    derive(made);
    assert_false(made->derived.confidential);
}

static void a_wide_category_alone_hides_nothing(void **state)
{
    struct made *made = *state;

    add_mark(made, "service-0", "DC", "12", "Safe Housing", NULL);
    wp_record_set(service_of(made), "name", "Lead Pipe Replacement");
    derive(made);
    assert_false(made->derived.confidential);
    wp_record_set(service_of(made), "description",
                  "For survivors of domestic violence.");
    derive(made);
    assert_true(made->derived.confidential);
}

static void an_asserted_safe_house_is_hidden(void **state)
{
    struct made *made = *state;
    struct wp_fact asserted = WP_FACT_INIT;

    asserted.kind = WP_FACT_NEED;
    asserted.code = "safety.trafficking.shelter";
    made->tree.asserted = &asserted;
    made->tree.asserted_count = 1;
    derive(made);
    assert_true(made->derived.confidential);
}

static void a_record_marked_by_its_source_hides(void **state)
{
    struct made *made = *state;

    made->rows[3].confidential = true; /* the address */
    add_mark(made, "service-0", "waypost-visibility", "public", NULL, NULL);
    derive(made);
    assert_true(made->derived.confidential);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_tree, unmake_tree)
    const struct CMUnitTest tests[] = {
        TEST(a_mark_is_a_statement),
        TEST(categories_of_others_are_understood_by_name),
        TEST(the_highest_reading_is_kept),
        TEST(a_wide_phrase_states_the_wide_need),
        TEST(what_a_source_asserts_is_not_read_again),
        TEST(asserted_needs_keep_prose_out),
        TEST(languages_say_how),
        TEST(access_is_read_from_plain_words),
        TEST(capacity_has_its_own_date),
        TEST(a_pantry_is_not_hidden),
        TEST(a_mark_hides),
        TEST(a_shelter_from_violence_is_hidden_by_itself),
        TEST(a_wide_category_alone_hides_nothing),
        TEST(an_asserted_safe_house_is_hidden),
        TEST(a_record_marked_by_its_source_hides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
