/* tests/unit/test_facts_prose.c - facts out of running text */
#include <stdio.h>

#include "facts/prose.h"
#include "support/facts_support.h"

#define ELIGIBILITY WP_FACT_ELIGIBILITY

static struct wp_record *service_of(struct made *made)
{
    return &made->rows[0];
}

static int make_reader(void **state)
{
    (void)make_tree(state);
    struct made *made = *state;
    return wp_prose_create(&made->derived.prose, NULL) == WP_OK ? 0 : -1;
}

static void read_text(struct made *made, enum wp_prose_field kind,
                      const char *text)
{
    const struct wp_prose_text prose = {
        .kind = kind, .field = "text", .text = text, .state = "FL"};

    made->derived.count = 0;
    wp_prose_read(made->derived.prose, &made->derived, &prose);
}

/* ---- the table ----------------------------------------------------------- */

static bool made_by(const struct made *made, const char *rule)
{
    for (size_t i = 0; i < made->derived.count; i++) {
        if (strcmp(wp_prose_rule_of(made->derived.prose, i), rule) == 0) {
            return true;
        }
    }
    return false;
}

static void every_rule_keeps_its_examples(void **state)
{
    struct made *made = *state;
    const struct wp_prose *prose = made->derived.prose;
    int broken = 0;

    assert_true(wp_prose_rule_count(prose) > 100);
    for (size_t i = 0; i < wp_prose_rule_count(prose); i++) {
        const struct wp_prose_rule_info rule = wp_prose_rule_at(prose, i);

        if (rule.example[0] != '\0') {
            read_text(made, rule.kind, rule.example);
            if (!made_by(made, rule.name)) {
                print_message("%s does not read: %s\n", rule.name,
                              rule.example);
                broken++;
            }
        } else {
            assert_true(rule.blocks);
        }
        if (rule.counter[0] == '\0') {
            continue;
        }
        read_text(made, rule.kind, rule.counter);
        if (made_by(made, rule.name)) {
            print_message("%s must not read: %s\n", rule.name, rule.counter);
            broken++;
        }
        for (size_t n = 0; rule.blocks && n < made->derived.count; n++) {
            if (strcmp(made->derived.facts[n].code, rule.code) == 0) {
                print_message("%s does not keep %s from reading: %s\n",
                              rule.name, wp_prose_rule_of(prose, n),
                              rule.counter);
                broken++;
            }
        }
    }
    assert_int_equal(broken, 0);
}

/* ---- ages ---------------------------------------------------------------- */

static void ages_are_read_in_years_and_months(void **state)
{
    static const struct {
        const char *text;
        double lo, hi;
    } cases[] = {
        {"Clients must be 18+.", 216, NAN},
        {"Ages: 18-24", 216, 299},
        {"Children under 5.", NAN, 59},
        {"Birth to three", 0, 47},
        {"6 months to 12 years old", 6, 155},
        {"60 and over", 720, NAN},
        {"Seniors 55+", 660, NAN},
        {"Ages 5 through 17", 60, 215},
        {"Under the age of 18", NAN, 215},
        {"Mayores de 18 a\xC3\xB1os", 216, NAN},
    };
    struct made *made = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        read_text(made, WP_PROSE_ELIGIBILITY, cases[i].text);
        const struct wp_fact *fact = fact_by_code(made, ELIGIBILITY, "age");
        if (fact == NULL) {
            fail_msg("no age in: %s", cases[i].text);
        }
        assert_true(isnan(cases[i].lo) ? isnan(fact->lo)
                                       : fact->lo == cases[i].lo);
        assert_true(isnan(cases[i].hi) ? isnan(fact->hi)
                                       : fact->hi == cases[i].hi);
    }
}

static void other_numbers_are_no_ages(void **state)
{
    static const char *const texts[] = {
        "Established in 1960.",
        "Open 18 hours a day.",
        "There are 18 beds for adults.",
        "The fee is $18 for adults.",
        "Call (305) 555-1855 or (18) 55.",
        "18 Elder Street, Suite 60",
        "June 5 through 17",
        "Has served children for more than 40 years.",
        "Families with children under 18.",
        "Grades 6-8",
    };
    struct made *made = *state;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        read_text(made, WP_PROSE_DESCRIPTION, texts[i]);
        if (fact_by_code(made, ELIGIBILITY, "age") != NULL) {
            fail_msg("an age in: %s", texts[i]);
        }
    }
}

/* ---- places, stances, negation ------------------------------------------- */

static void residents_of_a_county_name_the_area(void **state)
{
    struct made *made = *state;

    read_text(made, WP_PROSE_ELIGIBILITY,
              "Must live in Lee County or Collier County, or in 33010.");
    assert_non_null(fact_by_code(made, ELIGIBILITY, "residency"));
    assert_non_null(fact_by_code(made, WP_FACT_COVERAGE, "county:12071"));
    assert_non_null(fact_by_code(made, WP_FACT_COVERAGE, "county:12021"));
    assert_non_null(fact_by_code(made, WP_FACT_COVERAGE, "zip:33010"));
    assert_int_equal(fact_count(made, WP_FACT_COVERAGE), 3);
}

static void only_excluding_words_make_a_rule_sure(void **state)
{
    static const struct {
        const char *text, *code;
        double weight;
    } cases[] = {
        {"Must be 18 years or older.", "age", WP_EXTRACTED_SAID},
        {"18 years or older.", "age", WP_EXTRACTED_IMPLIED},
        {"Women only.", "sex:female", WP_EXTRACTED_SAID},
        {"Young women with addiction", "sex:female", WP_EXTRACTED_IMPLIED},
        {"Residents of Lee County", "residency", WP_EXTRACTED_IMPLIED},
        {"Residents of Lee County only", "residency", WP_EXTRACTED_SAID},
    };
    struct made *made = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        read_text(made, WP_PROSE_ELIGIBILITY, cases[i].text);
        const struct wp_fact *fact =
            fact_by_code(made, ELIGIBILITY, cases[i].code);
        assert_non_null(fact);
        assert_int_equal(fact->stance, WP_STANCE_ONLY);
        assert_true(fact->weight == cases[i].weight);
    }
    /* The area of people who may be meant is as unsure as the rule. */
    read_text(made, WP_PROSE_ELIGIBILITY, "Residents of Lee County");
    assert_true(fact_by_code(made, WP_FACT_COVERAGE, "county:12071")->weight ==
                WP_EXTRACTED_IMPLIED);
}

static void a_not_stays_in_its_sentence(void **state)
{
    struct made *made = *state;

    read_text(made, WP_PROSE_DESCRIPTION,
              "We do not serve couples. Homeless families are helped.");
    const struct wp_fact *couple =
        fact_by_code(made, ELIGIBILITY, "household:couple");
    assert_non_null(couple);
    assert_int_equal(couple->stance, WP_STANCE_EXCLUDES);
    const struct wp_fact *family =
        fact_by_code(made, ELIGIBILITY, "household:family");
    assert_non_null(family);
    assert_int_equal(family->stance, WP_STANCE_WELCOMES);
}

static void area_median_income_is_not_the_poverty_line(void **state)
{
    struct made *made = *state;

    read_text(made, WP_PROSE_ELIGIBILITY, "Income below 50% of the AMI.");
    assert_null(fact_by_code(made, ELIGIBILITY, "income_fpl"));
    read_text(made, WP_PROSE_ELIGIBILITY,
              "Income between 125% and 200% of the federal poverty level.");
    assert_true(fact_by_code(made, ELIGIBILITY, "income_fpl")->hi == 200);
}

/* ---- words and columns --------------------------------------------------- */

static void the_quoted_words_are_where_the_fact_says(void **state)
{
    static const char text[] =
        "<p>Se habla espa\xC3\xB1ol.</p>\\nClients must be 18 years or older; "
        "walk-ins welcome \xE2\x80\x93 no pets.";
    struct made *made = *state;

    read_text(made, WP_PROSE_DESCRIPTION, text);
    assert_true(made->derived.count >= 4);
    for (size_t i = 0; i < made->derived.count; i++) {
        const struct wp_fact *fact = &made->derived.facts[i];
        assert_true(fact->extracted);
        assert_true(fact->end <= strlen(text));
        assert_int_equal(strlen(fact->evidence), fact->end - fact->begin);
        assert_memory_equal(fact->evidence, text + fact->begin,
                            fact->end - fact->begin);
    }
}

static void a_column_speaks_louder_than_prose(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "description",
                  "Must be 18 years or older. Women only.");
    derive(made);
    assert_true(fact_by_code(made, ELIGIBILITY, "age")->extracted);
    wp_record_set(service_of(made), "minimum_age", "0");
    wp_record_set(service_of(made), "maximum_age", "99");
    derive(made);
    assert_int_equal(fact_count(made, ELIGIBILITY), 2);
    assert_false(fact_by_code(made, ELIGIBILITY, "age")->extracted);
    assert_true(fact_by_code(made, ELIGIBILITY, "sex:female")->extracted);
    add_mark(made, "service-0", "waypost-eligibility", "sex:male", "Men",
             "only");
    derive(made);
    assert_null(fact_by_code(made, ELIGIBILITY, "sex:female"));
}

static void what_is_said_twice_is_one_fact(void **state)
{
    struct made *made = *state;

    wp_record_set(service_of(made), "description", "Must be 18 or older.");
    wp_record_set(service_of(made), "eligibility_description",
                  "Must be 18 or older.");
    derive(made);
    assert_int_equal(fact_count(made, ELIGIBILITY), 1);
    assert_string_equal(fact_at(made, ELIGIBILITY, 0)->field,
                        "eligibility_description");
}

/* ---- hostile texts ------------------------------------------------------- */

/* A megabyte that wakes many rules and lets none finish early. */
static void a_hostile_text_costs_no_more_than_its_limits(void **state)
{
    static const char *const baits[] = {
        "a ",
        "must be ages 1 and 1 or 1 to 1 of with families children women ",
        "no felony not violent cannot sex offender no no no not not not ",
        "for for for for for women men with with and and immigrants ",
        "speaking in English, Spanish, and and English and Spanish and ",
        "((((((((((($1 to $1 - $1 fee fee fee per per per",
    };
    const size_t size = (size_t)1 << 20;
    struct made *made = *state;
    char *text = malloc(size + 1);

    assert_non_null(text);
    for (size_t i = 0; i < sizeof(baits) / sizeof(baits[0]); i++) {
        const struct wp_prose_stats before =
            *wp_prose_stats(made->derived.prose);
        const size_t length = strlen(baits[i]);
        for (size_t at = 0; at < size; at++) {
            text[at] = baits[i][at % length];
        }
        text[size] = '\0';
        read_text(made, WP_PROSE_ELIGIBILITY, text);
        const struct wp_prose_stats *after =
            wp_prose_stats(made->derived.prose);
        const size_t sentences = after->sentences - before.sentences;
        /* Only so much is read, in pieces of bounded length, and each rule
           searches a piece a bounded number of times. */
        assert_true(sentences <=
                    2 * WP_PROSE_TEXT_MAX / WP_PROSE_SENTENCE_MAX + 1);
        assert_true(after->searches - before.searches <=
                    sentences *
                        (11 * wp_prose_rule_count(made->derived.prose) + 2));
        for (size_t n = 0; n < made->derived.count; n++) {
            assert_true(made->derived.facts[n].end <= WP_PROSE_TEXT_MAX);
        }
    }
    free(text);
}

int main(void)
{
#define TEST(name) \
    cmocka_unit_test_setup_teardown(name, make_reader, unmake_tree)
    const struct CMUnitTest tests[] = {
        TEST(every_rule_keeps_its_examples),
        TEST(ages_are_read_in_years_and_months),
        TEST(other_numbers_are_no_ages),
        TEST(residents_of_a_county_name_the_area),
        TEST(only_excluding_words_make_a_rule_sure),
        TEST(a_not_stays_in_its_sentence),
        TEST(area_median_income_is_not_the_poverty_line),
        TEST(the_quoted_words_are_where_the_fact_says),
        TEST(a_column_speaks_louder_than_prose),
        TEST(what_is_said_twice_is_one_fact),
        TEST(a_hostile_text_costs_no_more_than_its_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
