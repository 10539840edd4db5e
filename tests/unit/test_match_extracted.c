/* tests/unit/test_match_extracted.c - prose hides only with excluding words */
#include <string.h>

#include "match/criterion.h"
#include "match/extracted.h"
#include "support/subject.h"

#define ONLY WP_STANCE_ONLY

static struct wp_datum *read_out(struct wp_datum *datum, double weight)
{
    datum->extracted = true;
    datum->weight = weight;
    return datum;
}

static const struct wp_judgement *check(const struct wp_assessment *assessment,
                                        const char *name)
{
    for (size_t i = 0; i < wp_gate_count(); i++) {
        if (strcmp(wp_gate(i)->name, name) == 0) {
            return &assessment->checks[i];
        }
    }
    fail_msg("no gate %s", name);
    return NULL;
}

static struct wp_assessment assess(struct bench *bench)
{
    struct wp_assessment assessment;

    wp_assess(ASK(bench), &assessment);
    return assessment;
}

static void what_prose_implies_is_a_question(void **state)
{
    struct bench *bench = *state;

    bench->client.sex = "male";
    struct wp_datum *datum =
        fact(bench, WP_FACT_ELIGIBILITY, "sex:female", ONLY, NAN, NAN);
    assert_true(assess(bench).refused_by >= 0);

    read_out(datum, WP_EXTRACTED_IMPLIED);
    struct wp_assessment soft = assess(bench);
    assert_int_equal(soft.refused_by, -1);
    assert_int_equal(check(&soft, "sex")->verdict, WP_UNKNOWN);
    assert_int_equal(check(&soft, "sex")->say, WP_SAY_TEXT_IMPLIES);
}

static void what_prose_says_with_excluding_words_hides(void **state)
{
    struct bench *bench = *state;

    bench->client.sex = "male";
    read_out(fact(bench, WP_FACT_ELIGIBILITY, "sex:female", ONLY, NAN, NAN),
             WP_EXTRACTED_SAID);
    const struct wp_assessment hard = assess(bench);
    assert_true(hard.refused_by >= 0);
    assert_int_equal(check(&hard, "sex")->verdict, WP_FAILS);
}

static void an_area_prose_implies_hides_nobody(void **state)
{
    struct bench *bench = *state;

    stand_in(bench, "85301", "04013", "AZ");
    read_out(fact(bench, WP_FACT_COVERAGE, "county:12071", WP_STANCE_ACCEPTS,
                  NAN, NAN),
             WP_EXTRACTED_IMPLIED);
    const struct wp_assessment assessment = assess(bench);
    assert_int_equal(assessment.refused_by, -1);
    assert_int_equal(check(&assessment, "area")->verdict, WP_UNKNOWN);
}

/* The score of eligibility with an age fact that meets or fails. */
static double eligibility(struct bench *bench, double lo, bool extracted)
{
    forget_facts(bench);
    bench->client.age_years = 34;
    struct wp_datum *datum =
        fact(bench, WP_FACT_ELIGIBILITY, "age", ONLY, lo, NAN);
    if (extracted) {
        read_out(datum, WP_EXTRACTED_SAID);
    }
    return wp_score_eligibility(ASK(bench)).score;
}

static void prose_counts_between_silence_and_a_column(void **state)
{
    struct bench *bench = *state;
    const double meets = eligibility(bench, 216, false);
    const double prose_meets = eligibility(bench, 216, true);
    const double fails = eligibility(bench, 720, false);
    const double prose_fails = eligibility(bench, 720, true);

    forget_facts(bench);
    const double silence = wp_score_eligibility(ASK(bench)).score;
    assert_true(silence < prose_meets && prose_meets < meets);
    assert_true(fails < prose_fails && prose_fails < silence);
    /* The same share of the way, up and down. */
    const double up = (prose_meets - silence) / (meets - silence);
    const double down = (silence - prose_fails) / (silence - fails);
    assert_true(fabs(up - down) < 1e-9);
}

static void other_criteria_discount_prose_too(void **state)
{
    struct bench *bench = *state;

    bench->client.can_self_pay = WP_NO;
    struct wp_datum *datum =
        fact(bench, WP_FACT_COST, "free", WP_STANCE_ACCEPTS, 0, 0);
    const double column = assess(bench).parts[WP_CRITERION_COST].score;
    read_out(datum, WP_EXTRACTED_SAID);
    const double prose = assess(bench).parts[WP_CRITERION_COST].score;
    forget_facts(bench);
    const double silence = assess(bench).parts[WP_CRITERION_COST].score;
    assert_true(silence < prose && prose < column);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(what_prose_implies_is_a_question),
        BENCH_TEST(what_prose_says_with_excluding_words_hides),
        BENCH_TEST(an_area_prose_implies_hides_nobody),
        BENCH_TEST(prose_counts_between_silence_and_a_column),
        BENCH_TEST(other_criteria_discount_prose_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
