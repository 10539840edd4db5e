/* tests/unit/test_match_gates.c - who may be sent where */
#include "match/group.h"
#include "support/subject.h"

#define ONLY     WP_STANCE_ONLY
#define WELCOMES WP_STANCE_WELCOMES
#define EXCLUDES WP_STANCE_EXCLUDES

static struct wp_datum *serves(struct bench *bench, const char *code,
                               enum wp_stance stance)
{
    return fact(bench, WP_FACT_ELIGIBILITY, code, stance, NAN, NAN);
}

static struct wp_datum *ages(struct bench *bench, double lo, double hi)
{
    return fact(bench, WP_FACT_ELIGIBILITY, "age", ONLY, lo, hi);
}

/* ---- status ------------------------------------------------------------- */

static void a_closed_service_fails_and_an_unstated_one_does_not(void **state)
{
    struct bench *bench = *state;

    bench->subject.status = WP_DOC_DEFUNCT;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_FAILS);
    bench->subject.status = WP_DOC_INACTIVE;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_FAILS);
    bench->subject.status = WP_DOC_STATUS_UNKNOWN;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_UNKNOWN);
    assert_false(wp_gate_status(ASK(bench)).hard);
    bench->subject.status = WP_DOC_ACTIVE;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_MEETS);
    bench->subject.flags = WP_DOC_MISSING;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_UNKNOWN);
    assert_true(wp_gate_status(ASK(bench)).hard);
}

static void closed_for_now_is_no_help_tonight(void **state)
{
    struct bench *bench = *state;

    bench->subject.status = WP_DOC_TEMPORARILY_CLOSED;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_UNKNOWN);
    want(bench, "housing.shelter.emergency");
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    assert_int_equal(wp_gate_status(ASK(bench)).verdict, WP_FAILS);
}

/* ---- age ---------------------------------------------------------------- */

static void both_ends_of_an_age_range_are_inside(void **state)
{
    struct bench *bench = *state;

    ages(bench, 12 * 12, 17 * 12 + 11);
    bench->client.age_years = 12;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_MEETS);
    bench->client.age_years = 17;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_MEETS);
    bench->client.age_years = 17.95;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_MEETS);
    bench->client.age_years = 18;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_FAILS);
    bench->client.age_years = 11;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_FAILS);
}

static void several_age_ranges_are_alternatives(void **state)
{
    struct bench *bench = *state;

    ages(bench, 0, 17 * 12 + 11);
    ages(bench, 65 * 12, NAN);
    bench->client.age_years = 70;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_MEETS);
    bench->client.age_years = 40;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_FAILS);
}

static void silence_about_age_is_unknown_and_no_age_is_not_asked(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_gate_age(ASK(bench)).applies);
    bench->client.age_years = 40;
    assert_int_equal(wp_gate_age(ASK(bench)).verdict, WP_UNKNOWN);
}

static void a_child_of_27_months_turns_three_in_nine_months(void **state)
{
    struct bench *bench = *state;

    ages(bench, 36, NAN);
    bench->client.age_years = 27.0 / 12.0;
    const struct wp_judgement result = wp_gate_age(ASK(bench));
    assert_int_equal(result.verdict, WP_FAILS);
    assert_int_equal(result.say, WP_SAY_AGE_SOON);
    assert_float_equal(result.number, 9.0, 1e-9);
}

/* ---- sex, household ----------------------------------------------------- */

static void women_only_hides_from_men_and_asks_about_nonbinary(void **state)
{
    struct bench *bench = *state;

    serves(bench, "sex:female", ONLY);
    bench->client.sex = "female";
    assert_int_equal(wp_gate_sex(ASK(bench)).verdict, WP_MEETS);
    bench->client.sex = "male";
    assert_int_equal(wp_gate_sex(ASK(bench)).verdict, WP_FAILS);
    bench->client.sex = "nonbinary";
    assert_int_equal(wp_gate_sex(ASK(bench)).verdict, WP_UNKNOWN);
    bench->client.sex = NULL;
    assert_int_equal(wp_gate_sex(ASK(bench)).verdict, WP_UNKNOWN);
}

static void women_only_and_men_only_together_serve_both(void **state)
{
    struct bench *bench = *state;

    serves(bench, "sex:female", ONLY);
    serves(bench, "sex:male", ONLY);
    bench->client.sex = "male";
    assert_int_equal(wp_gate_sex(ASK(bench)).verdict, WP_MEETS);
}

static void a_programme_for_women_never_excludes_a_man(void **state)
{
    struct bench *bench = *state;

    serves(bench, "sex:female", WELCOMES);
    bench->client.sex = "male";
    assert_int_equal(wp_gate_sex(ASK(bench)).verdict, WP_UNKNOWN);
}

static void single_adults_only_hides_from_a_couple(void **state)
{
    struct bench *bench = *state;

    serves(bench, "household:single", ONLY);
    bench->client.household = "couple";
    assert_int_equal(wp_gate_household(ASK(bench)).verdict, WP_FAILS);
    bench->client.household = "single";
    assert_int_equal(wp_gate_household(ASK(bench)).verdict, WP_MEETS);
    bench->client.household = NULL;
    assert_int_equal(wp_gate_household(ASK(bench)).verdict, WP_UNKNOWN);
}

static void a_parent_with_a_child_is_a_family(void **state)
{
    struct bench *bench = *state;

    serves(bench, "household:family", ONLY);
    bench->client.children_count = 1;
    bench->client.household_size = 2;
    assert_int_equal(wp_gate_household(ASK(bench)).verdict, WP_MEETS);
    bench->client.children_count = 0;
    assert_int_equal(wp_gate_household(ASK(bench)).verdict, WP_UNKNOWN);
}

static void a_bed_that_is_silent_about_households_is_asked(void **state)
{
    struct bench *bench = *state;

    bench->client.household = "couple";
    assert_false(wp_gate_household(ASK(bench)).applies);
    want(bench, "housing.shelter.emergency");
    assert_int_equal(wp_gate_household(ASK(bench)).verdict, WP_UNKNOWN);
}

/* ---- groups ------------------------------------------------------------- */

static void veterans_only_fails_only_who_says_no(void **state)
{
    struct bench *bench = *state;

    serves(bench, "veteran", ONLY);
    assert_int_equal(wp_gate_veteran(ASK(bench)).verdict, WP_UNKNOWN);
    bench->client.veteran = WP_NO;
    assert_int_equal(wp_gate_veteran(ASK(bench)).verdict, WP_FAILS);
    bench->client.veteran = WP_YES;
    assert_int_equal(wp_gate_veteran(ASK(bench)).verdict, WP_MEETS);
}

static void an_exclusion_needs_the_client_to_have_said_it(void **state)
{
    struct bench *bench = *state;

    serves(bench, "situation:cooccurring", EXCLUDES);
    assert_false(wp_gate_situation(ASK(bench)).applies);
    bench->client.situations[bench->client.situation_count++] = "cooccurring";
    assert_int_equal(wp_gate_situation(ASK(bench)).verdict, WP_FAILS);
}

static void a_justice_history_is_a_question_not_a_felony(void **state)
{
    struct bench *bench = *state;

    serves(bench, "record:felony", EXCLUDES);
    assert_false(wp_gate_record(ASK(bench)).applies);
    bench->client.situations[bench->client.situation_count++] =
        "justice_involved";
    assert_int_equal(wp_gate_record(ASK(bench)).verdict, WP_UNKNOWN);
}

static void a_registry_exclusion_hides_from_who_is_on_one(void **state)
{
    struct bench *bench = *state;

    serves(bench, "record:sex_offense", EXCLUDES);
    bench->client.situations[bench->client.situation_count++] =
        "registered_offender";
    assert_int_equal(wp_gate_record(ASK(bench)).verdict, WP_FAILS);
}

static void seniors_only_reads_the_age_that_was_stated(void **state)
{
    struct bench *bench = *state;

    serves(bench, "situation:senior", ONLY);
    assert_int_equal(wp_gate_situation(ASK(bench)).verdict, WP_UNKNOWN);
    bench->client.age_years = 34;
    assert_int_equal(wp_gate_situation(ASK(bench)).verdict, WP_FAILS);
    bench->client.age_years = 58;
    assert_int_equal(wp_gate_situation(ASK(bench)).verdict, WP_UNKNOWN);
    bench->client.age_years = 70;
    assert_int_equal(wp_gate_situation(ASK(bench)).verdict, WP_MEETS);
}

static void no_dogs_hides_from_who_brings_one(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_ATTRIBUTE, "pets:dog", WP_STANCE_REFUSES, NAN, NAN);
    assert_false(wp_gate_attribute(ASK(bench)).applies);
    bench->client.attributes[bench->client.attribute_count++] = "walk_in";
    assert_false(wp_gate_attribute(ASK(bench)).applies);
    bench->client.attributes[bench->client.attribute_count++] = "pets:dog";
    assert_int_equal(wp_gate_attribute(ASK(bench)).verdict, WP_FAILS);
}

static void a_missing_paper_is_told_and_never_hides(void **state)
{
    struct bench *bench = *state;

    serves(bench, "document:photo_id", ONLY);
    bench->client.lacks[bench->client.lack_count++] = "photo_id";
    struct wp_judgement result = wp_gate_document(ASK(bench));
    assert_int_equal(result.verdict, WP_FAILS);
    assert_false(result.hard);
    bench->client.require[bench->client.require_count++] = "document";
    assert_true(wp_gate_document(ASK(bench)).hard);
}

/* ---- area --------------------------------------------------------------- */

static void coverage_elsewhere_fails_and_unknown_area_is_unknown(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_COVERAGE, "county:04013", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
    stand_in(bench, "85301", "04013", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_MEETS);
    stand_in(bench, "85705", "04019", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
    stand_in(bench, "", "", "NM"); /* a county of another state */
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
    stand_in(bench, "", "", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
}

static void one_of_several_areas_is_enough(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_COVERAGE, "zip:85302", WP_STANCE_ACCEPTS, NAN, NAN);
    fact(bench, WP_FACT_COVERAGE, "state:AZ", WP_STANCE_ACCEPTS, NAN, NAN);
    stand_in(bench, "85301", "04013", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_MEETS);
    forget_facts(bench);
    fact(bench, WP_FACT_COVERAGE, "nation:US", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_MEETS);
}

static void the_county_next_door_is_a_question_near_by(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_COVERAGE, "county:04021", WP_STANCE_ACCEPTS, NAN, NAN);
    stand_in(bench, "85301", "04013", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
    bench->subject.distance_m = 10000;
    struct wp_judgement result = wp_gate_area(ASK(bench));
    assert_int_equal(result.verdict, WP_UNKNOWN);
    assert_int_equal(result.say, WP_SAY_AREA_NEXT);

    /* Further than asked only once too little was found. */
    bench->subject.distance_m = 60000;
    (void)asked(bench);
    assert_int_equal(wp_gate_area(&bench->ask, &bench->subject).verdict,
                     WP_FAILS);
    bench->ask.step = WP_STEP_NEXT_DOOR;
    assert_int_equal(wp_gate_area(&bench->ask, &bench->subject).verdict,
                     WP_UNKNOWN);

    /* Not two counties away, not where one must live there, not when the
       client asked for the area to hold. */
    bench->subject.distance_m = 10000;
    stand_in(bench, "85621", "04023", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
    stand_in(bench, "85301", "04013", "AZ");
    bench->client.require[bench->client.require_count++] = "area";
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
    bench->client.require_count = 0;
    forget_facts(bench);
    fact(bench, WP_FACT_ELIGIBILITY, "residency", ONLY, NAN, NAN);
    fact(bench, WP_FACT_COVERAGE, "county:04021", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
}

static void a_zip_is_in_each_county_that_holds_a_quarter_of_it(void **state)
{
    struct bench *bench = *state;
    struct wp_near *near = &bench->client.near;

    fact(bench, WP_FACT_COVERAGE, "county:04021", WP_STANCE_ACCEPTS, NAN, NAN);
    stand_in(bench, "85142", "04013", "AZ");
    near->others[0] = (struct wp_zip_share){"04021", 0.3};
    near->other_count = 1;
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_MEETS);
    near->others[0].share = 0.2;
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
    assert_int_equal(wp_gate_area(ASK(bench)).say, WP_SAY_AREA_PART);

    /* A small part never shuts the door either. */
    forget_facts(bench);
    fact(bench, WP_FACT_COVERAGE, "county:04021", WP_STANCE_REFUSES, NAN, NAN);
    assert_false(wp_gate_area(ASK(bench)).applies);
    near->others[0].share = 0.4;
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
}

static void old_and_new_areas_of_connecticut_are_not_compared(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_COVERAGE, "county:09170", WP_STANCE_ACCEPTS, NAN, NAN);
    stand_in(bench, "06511", "09009", "CT");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
    forget_facts(bench);
    fact(bench, WP_FACT_COVERAGE, "county:09011", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
}

static void a_radius_is_measured_from_the_service_s_door(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_COVERAGE, "radius:40234", WP_STANCE_ACCEPTS, NAN, NAN);
    stand_in(bench, "85301", "04013", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
    bench->subject.distance_m = 40000;
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_MEETS);
    bench->subject.distance_m = 41000;
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_FAILS);
}

static void a_phone_service_of_unknown_area_is_a_question(void **state)
{
    struct bench *bench = *state;

    stand_in(bench, "85301", "04013", "AZ");
    assert_false(wp_gate_area(ASK(bench)).applies);
    bench->subject.flags = WP_DOC_PLACELESS;
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
}

static void residents_only_of_an_unnamed_place_is_a_question(void **state)
{
    struct bench *bench = *state;

    serves(bench, "residency", ONLY);
    stand_in(bench, "85301", "04013", "AZ");
    assert_int_equal(wp_gate_area(ASK(bench)).verdict, WP_UNKNOWN);
}

/* ---- income ------------------------------------------------------------- */

static void limit(struct bench *bench, double percent)
{
    fact(bench, WP_FACT_ELIGIBILITY, "income_fpl", ONLY, NAN, percent);
}

static void income_over_the_limit_fails_and_near_it_asks(void **state)
{
    struct bench *bench = *state;

    bench->client.household_size = 1;
    bench->client.income_usd_per_year = 16000;
    const double percent = asked(bench)->fpl_percent;
    assert_true(percent > 50 && percent < 200);
    limit(bench, percent + 5);
    assert_int_equal(wp_gate_income(ASK(bench)).verdict, WP_MEETS);
    forget_facts(bench);
    limit(bench, percent / 1.05);
    assert_int_equal(wp_gate_income(ASK(bench)).verdict, WP_UNKNOWN);
    forget_facts(bench);
    limit(bench, percent / 1.2);
    assert_int_equal(wp_gate_income(ASK(bench)).verdict, WP_FAILS);
}

static void income_without_a_household_size_can_only_pass(void **state)
{
    struct bench *bench = *state;

    bench->client.income_usd_per_year = 16000;
    const double alone = asked(bench)->fpl_percent;
    limit(bench, alone + 1);
    assert_int_equal(wp_gate_income(ASK(bench)).verdict, WP_MEETS);
    forget_facts(bench);
    limit(bench, alone / 3);
    assert_int_equal(wp_gate_income(ASK(bench)).verdict, WP_UNKNOWN);
}

static void an_income_limit_without_an_income_is_unknown(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_gate_income(ASK(bench)).applies);
    limit(bench, 200);
    assert_int_equal(wp_gate_income(ASK(bench)).verdict, WP_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(a_closed_service_fails_and_an_unstated_one_does_not),
        BENCH_TEST(closed_for_now_is_no_help_tonight),
        BENCH_TEST(both_ends_of_an_age_range_are_inside),
        BENCH_TEST(several_age_ranges_are_alternatives),
        BENCH_TEST(silence_about_age_is_unknown_and_no_age_is_not_asked),
        BENCH_TEST(a_child_of_27_months_turns_three_in_nine_months),
        BENCH_TEST(women_only_hides_from_men_and_asks_about_nonbinary),
        BENCH_TEST(women_only_and_men_only_together_serve_both),
        BENCH_TEST(a_programme_for_women_never_excludes_a_man),
        BENCH_TEST(single_adults_only_hides_from_a_couple),
        BENCH_TEST(a_parent_with_a_child_is_a_family),
        BENCH_TEST(a_bed_that_is_silent_about_households_is_asked),
        BENCH_TEST(veterans_only_fails_only_who_says_no),
        BENCH_TEST(an_exclusion_needs_the_client_to_have_said_it),
        BENCH_TEST(a_justice_history_is_a_question_not_a_felony),
        BENCH_TEST(a_registry_exclusion_hides_from_who_is_on_one),
        BENCH_TEST(seniors_only_reads_the_age_that_was_stated),
        BENCH_TEST(no_dogs_hides_from_who_brings_one),
        BENCH_TEST(a_missing_paper_is_told_and_never_hides),
        BENCH_TEST(coverage_elsewhere_fails_and_unknown_area_is_unknown),
        BENCH_TEST(one_of_several_areas_is_enough),
        BENCH_TEST(the_county_next_door_is_a_question_near_by),
        BENCH_TEST(a_zip_is_in_each_county_that_holds_a_quarter_of_it),
        BENCH_TEST(old_and_new_areas_of_connecticut_are_not_compared),
        BENCH_TEST(a_radius_is_measured_from_the_service_s_door),
        BENCH_TEST(a_phone_service_of_unknown_area_is_a_question),
        BENCH_TEST(residents_only_of_an_unnamed_place_is_a_question),
        BENCH_TEST(income_over_the_limit_fails_and_near_it_asks),
        BENCH_TEST(income_without_a_household_size_can_only_pass),
        BENCH_TEST(an_income_limit_without_an_income_is_unknown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
