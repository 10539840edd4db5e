/* tests/unit/test_facts_eligibility.c - ages, groups, papers, payment */
#include "support/facts_support.h"
#include "support/test.h"

static struct wp_record *service_of(struct made *made)
{
    return &made->rows[0];
}

static void last_year_of_an_age_counts_to_its_end(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "minimum_age", "12");
    wp_record_set(service_of(made), "maximum_age", "17.0");
    derive(made);
    const struct wp_fact *fact = fact_by_code(made, WP_FACT_ELIGIBILITY, "age");
    assert_non_null(fact);
    assert_int_equal(fact->stance, WP_STANCE_ONLY);
    assert_true(fact->lo == 144.0 && fact->hi == 17 * 12 + 11);
    assert_string_equal(fact->evidence, "minimum_age 12, maximum_age 17.0");
}

static void months_and_open_ends_are_kept(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "maximum_age", "0.5");
    derive(made);
    const struct wp_fact *fact = fact_by_code(made, WP_FACT_ELIGIBILITY, "age");
    assert_true(isnan(fact->lo) && fact->hi == 6.0);
    wp_record_set(service_of(made), "minimum_age", "55");
    wp_record_set(service_of(made), "maximum_age", "120");
    derive(made);
    fact = fact_by_code(made, WP_FACT_ELIGIBILITY, "age");
    assert_true(fact->lo == 660.0 && isnan(fact->hi));
}

static void senseless_ages_say_nothing(void **state)
{
    static const char *const pairs[][2] = {{"0", "0"},    {"40", "20"},
                                           {"-1", NULL},  {"old", "older"},
                                           {"999", NULL}, {NULL, "0"}};
    struct made *made = *state;

    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        wp_record_set(service_of(made), "minimum_age", pairs[i][0]);
        wp_record_set(service_of(made), "maximum_age", pairs[i][1]);
        derive(made);
        assert_null(fact_by_code(made, WP_FACT_ELIGIBILITY, "age"));
    }
}

static void marks_carry_their_stance(void **state)
{
    struct made *made = *state;

    add_mark(made, "service-0", "waypost-eligibility", "sex:female", "Women",
             "only");
    add_mark(made, "service-0", "waypost-eligibility", "veteran", NULL, NULL);
    add_mark(made, "service-0", "waypost-eligibility", "income_fpl:200", NULL,
             "only");
    add_mark(made, "service-0", "waypost-eligibility", "record:felony", NULL,
             "excludes");
    add_mark(made, "service-0", "something-else", "sex:male", NULL, "only");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_ELIGIBILITY), 4);
    assert_int_equal(
        fact_by_code(made, WP_FACT_ELIGIBILITY, "sex:female")->stance,
        WP_STANCE_ONLY);
    assert_int_equal(fact_by_code(made, WP_FACT_ELIGIBILITY, "veteran")->stance,
                     WP_STANCE_WELCOMES);
    const struct wp_fact *income =
        fact_by_code(made, WP_FACT_ELIGIBILITY, "income_fpl");
    assert_true(income->hi == 200.0);
    assert_int_equal(
        fact_by_code(made, WP_FACT_ELIGIBILITY, "record:felony")->stance,
        WP_STANCE_EXCLUDES);
}

static void documents_are_recognised_or_kept_as_said(void **state)
{
    struct made *made = *state;
    struct wp_record *row =
        add_row(made, WP_REQUIRED_DOCUMENT, "service_id", "service-0");

    wp_record_set(row, "document",
                  "Photo ID, proof of residency and pay stubs");
    row = add_row(made, WP_REQUIRED_DOCUMENT, "service_id", "service-0");
    wp_record_set(row, "document", "A letter from your landlord");
    row = add_row(made, WP_REQUIRED_DOCUMENT, "service_id", "service-0");
    wp_record_set(row, "document", "No documents required");
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_ELIGIBILITY), 4);
    assert_non_null(
        fact_by_code(made, WP_FACT_ELIGIBILITY, "document:photo_id"));
    assert_non_null(
        fact_by_code(made, WP_FACT_ELIGIBILITY, "document:proof_of_address"));
    assert_non_null(
        fact_by_code(made, WP_FACT_ELIGIBILITY, "document:proof_of_income"));
    assert_string_equal(
        fact_by_code(made, WP_FACT_ELIGIBILITY, "document:other")->note,
        "A letter from your landlord");
}

static void payers_come_from_marks_only(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "fees_description",
                  "We take Medicaid and most insurance.");
    wp_record_set(service_of(made), "description",
                  "Medicaid accepted. AHCCCS welcome.");
    add_mark(made, "service-0", "waypost-payers", "medicare", "Medicare",
             "refuses");
    add_mark(made, "service-0", "waypost-payers", "no_such_payer", NULL, NULL);
    derive(made);
    assert_int_equal(fact_count(made, WP_FACT_PAYER), 1);
    assert_int_equal(fact_at(made, WP_FACT_PAYER, 0)->stance,
                     WP_STANCE_REFUSES);
}

static void free_must_be_affirmed(void **state)
{
    static const struct {
        const char *text;
        int facts;
        enum wp_stance stance;
    } cases[] = {
        {"Free", 1, WP_STANCE_ACCEPTS},
        {"There is no charge for this service.", 1, WP_STANCE_ACCEPTS},
        {"Gratis", 1, WP_STANCE_ACCEPTS},
        {"Services are not free.", 0, WP_STANCE_UNKNOWN},
        {"$20 per visit", 0, WP_STANCE_UNKNOWN},
        {"Call toll free", 0, WP_STANCE_UNKNOWN},
        {"Free for members, $5 for others", 1, WP_STANCE_LIMITED},
        {"Fees may apply", 0, WP_STANCE_UNKNOWN},
    };
    struct made *made = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        wp_record_set(service_of(made), "fees_description", cases[i].text);
        derive(made);
        assert_int_equal(fact_count(made, WP_FACT_PAYER), cases[i].facts);
        assert_int_equal(fact_by_code(made, WP_FACT_COST, "free") != NULL ? 1
                                                                          : 0,
                         cases[i].facts);
        if (cases[i].facts > 0) {
            assert_string_equal(fact_at(made, WP_FACT_PAYER, 0)->code, "free");
            assert_int_equal(fact_at(made, WP_FACT_PAYER, 0)->stance,
                             cases[i].stance);
        }
    }
}

static void sliding_scales_and_amounts_are_costs(void **state)
{
    struct made *made = *state;
    struct wp_record *row =
        add_row(made, WP_COST_OPTION, "service_id", "service-0");

    wp_record_set(service_of(made), "fees_description", "Sliding scale");
    wp_record_set(row, "option", "First visit");
    wp_record_set(row, "amount", "25");
    wp_record_set(row, "currency", "USD");
    derive(made);
    assert_non_null(fact_by_code(made, WP_FACT_PAYER, "sliding_fee"));
    assert_non_null(fact_by_code(made, WP_FACT_COST, "sliding"));
    const struct wp_fact *fee = fact_by_code(made, WP_FACT_COST, "fee");
    assert_true(fee->lo == 25.0 && fee->hi == 25.0);
    assert_string_equal(fee->evidence, "First visit: 25");
    wp_record_set(row, "amount", "0");
    derive(made);
    assert_non_null(fact_by_code(made, WP_FACT_PAYER, "free"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_tree, unmake_tree)
    const struct CMUnitTest tests[] = {
        TEST(last_year_of_an_age_counts_to_its_end),
        TEST(months_and_open_ends_are_kept),
        TEST(senseless_ages_say_nothing),
        TEST(marks_carry_their_stance),
        TEST(documents_are_recognised_or_kept_as_said),
        TEST(payers_come_from_marks_only),
        TEST(free_must_be_affirmed),
        TEST(sliding_scales_and_amounts_are_costs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
