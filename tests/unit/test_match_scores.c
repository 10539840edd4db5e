/* tests/unit/test_match_scores.c - what each criterion is worth */
#include <stdio.h>
#include <stdlib.h>

#include "support/subject.h"

#define ACCEPTS WP_STANCE_ACCEPTS

static void check(struct wp_judgement result, enum wp_verdict verdict,
                  double score)
{
    assert_true(result.applies);
    assert_int_equal(result.verdict, verdict);
    assert_float_equal(result.score, score, 1e-6);
}

static void offers(struct bench *bench, const char *slug)
{
    forget_facts(bench);
    fact(bench, WP_FACT_NEED, slug, ACCEPTS, NAN, NAN);
}

/* ---- need --------------------------------------------------------------- */

static void the_exact_need_counts_full_and_its_kinds_nearly(void **state)
{
    struct bench *bench = *state;

    want(bench, "sud.moud");
    offers(bench, "sud.moud");
    check(wp_score_need(ASK(bench)), WP_MEETS, 1.0);
    offers(bench, "sud.moud.buprenorphine");
    check(wp_score_need(ASK(bench)), WP_MEETS, 0.95);
    offers(bench, "food.pantry");
    check(wp_score_need(ASK(bench)), WP_FAILS, 0.0);
}

static void a_whole_domain_is_met_by_anything_in_it(void **state)
{
    struct bench *bench = *state;

    want(bench, "food");
    offers(bench, "food.pantry");
    check(wp_score_need(ASK(bench)), WP_MEETS, 1.0);
}

static void the_broader_need_and_the_substitute_are_questions(void **state)
{
    struct bench *bench = *state;

    want(bench, "sud.moud.methadone");
    offers(bench, "sud.moud");
    check(wp_score_need(ASK(bench)), WP_UNKNOWN, 0.6);
    bench->client.need_count = 0;
    want(bench, "sud.iop");
    offers(bench, "sud.php");
    check(wp_score_need(ASK(bench)), WP_UNKNOWN, 0.5);
    assert_int_equal(wp_score_need(ASK(bench)).say, WP_SAY_NEED_SUBSTITUTE);
}

static void substitutes_are_not_read_backwards(void **state)
{
    struct bench *bench = *state;

    want(bench, "housing.transitional");
    offers(bench, "housing.sober_living");
    check(wp_score_need(ASK(bench)), WP_FAILS, 0.0);
}

static void sober_living_is_never_detox_whatever_its_text_says(void **state)
{
    struct bench *bench = *state;

    want(bench, "sud.withdrawal_management");
    bench->client.needs[0].words = "detox";
    bench->subject.share[0] = 1.0F;
    offers(bench, "housing.sober_living");
    check(wp_score_need(ASK(bench)), WP_FAILS, 0.0);
    offers(bench, "care.case_management");
    check(wp_score_need(ASK(bench)), WP_UNKNOWN, 0.45);
    assert_int_equal(wp_score_need(ASK(bench)).say, WP_SAY_NEED_TEXT);
}

static void a_chance_word_is_no_match_beside_an_understood_need(void **state)
{
    struct bench *bench = *state;

    want(bench, "food.pantry");
    bench->client.needs[0].words = "food pantry near church";
    offers(bench, "care.case_management");
    bench->subject.share[0] = 0.3F;
    check(wp_score_need(ASK(bench)), WP_FAILS, 0.0);
}

static void a_second_need_always_helps(void **state)
{
    struct bench *bench = *state;

    want(bench, "sud.moud.methadone");
    want(bench, "care.case_management");
    offers(bench, "sud.moud");
    fact(bench, WP_FACT_NEED, "care.case_management", ACCEPTS, NAN, NAN)
        ->weight = 0.5;
    check(wp_score_need(ASK(bench)), WP_UNKNOWN,
          1.0 - (1.0 - 0.8 * 0.6) * (1.0 - 0.8 * 0.5));
}

static void two_needs_met_are_worth_more_than_one(void **state)
{
    struct bench *bench = *state;

    want(bench, "legal.aid");
    want(bench, "housing.eviction_prevention");
    offers(bench, "legal.aid");
    check(wp_score_need(ASK(bench)), WP_MEETS, 0.8);
    fact(bench, WP_FACT_NEED, "housing.eviction_prevention", ACCEPTS, NAN, NAN);
    check(wp_score_need(ASK(bench)), WP_MEETS, 1.0 - 0.2 * 0.2);
}

static void an_information_line_finds_food_but_has_none(void **state)
{
    struct bench *bench = *state;

    want(bench, "food.pantry");
    offers(bench, "food.pantry");
    fact(bench, WP_FACT_NEED, "access.information_line", ACCEPTS, NAN, NAN);
    check(wp_score_need(ASK(bench)), WP_MEETS, 1.0);
    bench->subject.flags = WP_DOC_PLACELESS;
    check(wp_score_need(ASK(bench)), WP_UNKNOWN, 0.5);
    assert_int_equal(wp_score_need(ASK(bench)).say, WP_SAY_NEED_REFERRAL);
    bench->client.need_count = 0;
    want(bench, "access.information_line");
    check(wp_score_need(ASK(bench)), WP_MEETS, 1.0);
}

static void hidden_beds_come_forward_when_violence_is_spoken_of(void **state)
{
    struct bench *bench = *state;

    want(bench, "housing.shelter.emergency");
    offers(bench, "housing.shelter.emergency");
    fact(bench, WP_FACT_NEED, "safety.dv.shelter", ACCEPTS, NAN, NAN);
    check(wp_score_need(ASK(bench)), WP_UNKNOWN, 0.5);
    bench->client.situations[bench->client.situation_count++] = "dv_survivor";
    check(wp_score_need(ASK(bench)), WP_MEETS, 1.0);
    bench->client.situation_count = 0;
    want(bench, "safety.dv");
    check(wp_score_need(ASK(bench)), WP_MEETS,
          1.0 - (1.0 - 0.8) * (1.0 - 0.8 * 0.95));
}

/* ---- eligibility -------------------------------------------------------- */

static void asked_facts_are_averaged_and_a_special_group_adds(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_score_eligibility(ASK(bench)).applies);
    bench->client.age_years = 34;
    bench->client.sex = "female";
    check(wp_score_eligibility(ASK(bench)), WP_UNKNOWN, 0.6);
    fact(bench, WP_FACT_ELIGIBILITY, "age", WP_STANCE_ONLY, 216, NAN);
    check(wp_score_eligibility(ASK(bench)), WP_UNKNOWN, 0.8);
    bench->client.pregnant = WP_YES;
    fact(bench, WP_FACT_ELIGIBILITY, "pregnant", WP_STANCE_WELCOMES, NAN, NAN);
    check(wp_score_eligibility(ASK(bench)), WP_UNKNOWN,
          (1.0 + 0.6 + 1.0) / 3 + 0.1);
    fact(bench, WP_FACT_ELIGIBILITY, "sex:female", WP_STANCE_ONLY, NAN, NAN);
    check(wp_score_eligibility(ASK(bench)), WP_MEETS, 1.0);
}

/* ---- distance ----------------------------------------------------------- */

static double at_miles(struct bench *bench, double miles)
{
    bench->subject.distance_m = miles * 1609.344;
    return wp_score_distance(ASK(bench)).score;
}

static void distance_falls_in_lines_between_published_points(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_score_distance(ASK(bench)).applies);
    stand_in(bench, "85301", "04013", "AZ");
    assert_float_equal(at_miles(bench, 0), 1.0, 1e-9);
    assert_float_equal(at_miles(bench, 1), 1.0, 1e-9);
    assert_float_equal(at_miles(bench, 3), 0.85, 1e-9);
    assert_float_equal(at_miles(bench, 10), 0.6, 1e-9);
    assert_float_equal(at_miles(bench, 17.5), 0.475, 1e-9);
    assert_float_equal(at_miles(bench, 25), 0.35, 1e-9);
    assert_float_equal(at_miles(bench, 5000), 0.05, 1e-9);
    bench->client.travel = WP_TRAVEL_WALK;
    assert_float_equal(at_miles(bench, 3), 0.35, 1e-9);
}

static void no_trip_is_best_and_an_unknown_place_is_a_question(void **state)
{
    struct bench *bench = *state;

    stand_in(bench, "85301", "04013", "AZ");
    bench->subject.flags = WP_DOC_PLACELESS;
    check(wp_score_distance(ASK(bench)), WP_MEETS, 1.0);
    bench->subject.flags = WP_DOC_CONFIDENTIAL;
    bench->client.within_m = 25 * 1609.344;
    check(wp_score_distance(ASK(bench)), WP_UNKNOWN, 0.35);
    bench->client.within_m = 8000;
    check(wp_score_distance(ASK(bench)), WP_UNKNOWN, 0.4);
}

/* ---- availability ------------------------------------------------------- */

static void a_free_bed_fades_with_the_age_of_its_report(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_score_availability(ASK(bench)).applies);
    struct wp_datum *beds =
        fact(bench, WP_FACT_CAPACITY, "beds", ACCEPTS, 3, 20);
    beds->asserted_day = day_of("2026-11-22");
    check(wp_score_availability(ASK(bench)), WP_MEETS, 1.0);
    beds->asserted_day = day_of("2026-11-23") - 15;
    check(wp_score_availability(ASK(bench)), WP_MEETS, 1.0 - 0.5 * 14.0 / 29.0);
    beds->asserted_day = day_of("2026-11-23") - 30;
    check(wp_score_availability(ASK(bench)), WP_UNKNOWN, 0.5);
    beds->asserted_day = WP_DAY_UNKNOWN;
    check(wp_score_availability(ASK(bench)), WP_UNKNOWN, 0.5);
}

static void full_today_fails_softly_and_full_last_week_is_unknown(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *beds =
        fact(bench, WP_FACT_CAPACITY, "beds", ACCEPTS, 0, 20);

    beds->asserted_day = day_of("2026-11-23");
    check(wp_score_availability(ASK(bench)), WP_FAILS, 0.05);
    beds->asserted_day = day_of("2026-11-16");
    assert_int_equal(wp_score_availability(ASK(bench)).verdict, WP_UNKNOWN);
}

static void silence_about_space_matters_only_tonight(void **state)
{
    struct bench *bench = *state;

    want(bench, "housing.shelter.emergency");
    assert_false(wp_score_availability(ASK(bench)).applies);
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    check(wp_score_availability(ASK(bench)), WP_UNKNOWN, 0.5);
    bench->subject.flags = WP_DOC_PLACELESS;
    assert_false(wp_score_availability(ASK(bench)).applies);
}

static void a_size_is_not_a_vacancy(void **state)
{
    struct bench *bench = *state;

    fact(bench, WP_FACT_CAPACITY, "beds", ACCEPTS, NAN, 20);
    assert_false(wp_score_availability(ASK(bench)).applies);
}

/* ---- cost, language, accessibility, freshness --------------------------- */

static void free_beats_sliding_beats_a_fee(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_score_cost(ASK(bench)).applies);
    bench->client.can_self_pay = WP_NO;
    check(wp_score_cost(ASK(bench)), WP_UNKNOWN, 0.5);
    fact(bench, WP_FACT_COST, "fee", ACCEPTS, 60, NAN);
    check(wp_score_cost(ASK(bench)), WP_FAILS, 0.1);
    fact(bench, WP_FACT_COST, "sliding", ACCEPTS, NAN, NAN);
    check(wp_score_cost(ASK(bench)), WP_MEETS, 0.8);
    fact(bench, WP_FACT_COST, "free", ACCEPTS, NAN, NAN);
    check(wp_score_cost(ASK(bench)), WP_MEETS, 1.0);
}

static void staff_beat_interpreters_beat_a_line(void **state)
{
    struct bench *bench = *state;
    const struct wp_language *spanish = wp_vocab_language(bench->vocab, "es");
    const struct wp_language *english = wp_vocab_language(bench->vocab, "en");

    assert_false(wp_score_language(ASK(bench)).applies);
    bench->client.languages[bench->client.language_count++] = spanish;
    check(wp_score_language(ASK(bench)), WP_UNKNOWN, 0.5);
    struct wp_datum *spoken =
        fact(bench, WP_FACT_LANGUAGE, "es", ACCEPTS, NAN, NAN);
    spoken->note = "line";
    check(wp_score_language(ASK(bench)), WP_MEETS, 0.6);
    spoken->note = "interpreter";
    check(wp_score_language(ASK(bench)), WP_MEETS, 0.8);
    spoken->note = "staff";
    check(wp_score_language(ASK(bench)), WP_MEETS, 1.0);
    bench->client.languages[bench->client.language_count++] = english;
    assert_false(wp_score_language(ASK(bench)).applies);
}

static void accessibility_is_the_share_that_is_affirmed(void **state)
{
    struct bench *bench = *state;

    assert_false(wp_score_accessibility(ASK(bench)).applies);
    bench->client.accessibility[bench->client.accessibility_count++] =
        "wheelchair";
    bench->client.attributes[bench->client.attribute_count++] = "pets:dog";
    check(wp_score_accessibility(ASK(bench)), WP_UNKNOWN, 0.5);
    fact(bench, WP_FACT_ATTRIBUTE, "wheelchair", ACCEPTS, NAN, NAN);
    check(wp_score_accessibility(ASK(bench)), WP_UNKNOWN, 0.75);
    fact(bench, WP_FACT_ATTRIBUTE, "pets:dog", WP_STANCE_REFUSES, NAN, NAN);
    check(wp_score_accessibility(ASK(bench)), WP_FAILS, 0.5);
}

static void freshness_halves_every_180_days(void **state)
{
    struct bench *bench = *state;

    bench->subject.asserted_day = day_of("2026-11-23");
    check(wp_score_freshness(ASK(bench)), WP_MEETS, 1.0);
    bench->subject.asserted_day -= 180;
    check(wp_score_freshness(ASK(bench)), WP_MEETS, 0.5);
    bench->subject.asserted_day -= 186;
    assert_int_equal(wp_score_freshness(ASK(bench)).verdict, WP_UNKNOWN);
    bench->subject.asserted_day = WP_DAY_UNKNOWN;
    check(wp_score_freshness(ASK(bench)), WP_UNKNOWN, 0.2);
    bench->subject.asserted_day = day_of("2027-01-01"); /* a source's clock */
    check(wp_score_freshness(ASK(bench)), WP_MEETS, 1.0);
}

/* ---- the sum ------------------------------------------------------------ */

static void the_sum_is_made_from_printed_scores(void **state)
{
    struct bench *bench = *state;
    struct wp_assessment assessment;
    double total = 0.0;
    double weights = 0.0;

    want(bench, "sud.moud.methadone");
    offers(bench, "sud.moud");
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    stand_in(bench, "85301", "04013", "AZ");
    bench->subject.distance_m = 12345.6;
    wp_assess(ASK(bench), &assessment);
    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        const struct wp_judgement *part = &assessment.parts[i];

        if (part->applies) {
            char text[16];

            snprintf(text, sizeof(text), "%.4f", part->score);
            total += wp_vocab_criterion(bench->vocab, i)->weight *
                     strtod(text, NULL);
            weights += wp_vocab_criterion(bench->vocab, i)->weight;
        }
    }
    assert_int_equal(assessment.score_hundredths,
                     lround(1e4 * total / weights));
    assert_float_equal(weights, 30 + 14 + 12 + 4, 1e-9);
}

static void a_required_criterion_hides_what_is_affirmed_absent(void **state)
{
    struct bench *bench = *state;
    struct wp_assessment assessment;

    bench->client.accessibility[bench->client.accessibility_count++] =
        "wheelchair";
    fact(bench, WP_FACT_ATTRIBUTE, "wheelchair", WP_STANCE_REFUSES, NAN, NAN);
    wp_assess(ASK(bench), &assessment);
    assert_int_equal(assessment.refused_by, -1);
    bench->client.require[bench->client.require_count++] = "accessibility";
    wp_assess(ASK(bench), &assessment);
    assert_true(assessment.refused_by >= 0);
    assert_string_equal(wp_check_name((size_t)assessment.refused_by),
                        "accessibility");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(the_exact_need_counts_full_and_its_kinds_nearly),
        BENCH_TEST(a_whole_domain_is_met_by_anything_in_it),
        BENCH_TEST(the_broader_need_and_the_substitute_are_questions),
        BENCH_TEST(substitutes_are_not_read_backwards),
        BENCH_TEST(sober_living_is_never_detox_whatever_its_text_says),
        BENCH_TEST(a_chance_word_is_no_match_beside_an_understood_need),
        BENCH_TEST(a_second_need_always_helps),
        BENCH_TEST(two_needs_met_are_worth_more_than_one),
        BENCH_TEST(an_information_line_finds_food_but_has_none),
        BENCH_TEST(hidden_beds_come_forward_when_violence_is_spoken_of),
        BENCH_TEST(asked_facts_are_averaged_and_a_special_group_adds),
        BENCH_TEST(distance_falls_in_lines_between_published_points),
        BENCH_TEST(no_trip_is_best_and_an_unknown_place_is_a_question),
        BENCH_TEST(a_free_bed_fades_with_the_age_of_its_report),
        BENCH_TEST(full_today_fails_softly_and_full_last_week_is_unknown),
        BENCH_TEST(silence_about_space_matters_only_tonight),
        BENCH_TEST(a_size_is_not_a_vacancy),
        BENCH_TEST(free_beats_sliding_beats_a_fee),
        BENCH_TEST(staff_beat_interpreters_beat_a_line),
        BENCH_TEST(accessibility_is_the_share_that_is_affirmed),
        BENCH_TEST(freshness_halves_every_180_days),
        BENCH_TEST(the_sum_is_made_from_printed_scores),
        BENCH_TEST(a_required_criterion_hides_what_is_affirmed_absent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
