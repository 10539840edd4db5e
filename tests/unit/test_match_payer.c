/* tests/unit/test_match_payer.c - programs, plans, refusals and no insurance */
#include "match/payer.h"
#include "support/subject.h"

#define ACCEPTS WP_STANCE_ACCEPTS
#define REFUSES WP_STANCE_REFUSES

static struct wp_datum *takes(struct bench *bench, const char *code,
                              enum wp_stance stance)
{
    return fact(bench, WP_FACT_PAYER, code, stance, NAN, NAN);
}

static void check(struct bench *bench, enum wp_verdict verdict, double score)
{
    const struct wp_judgement result = wp_judge_payer(ASK(bench));

    assert_true(result.applies);
    assert_int_equal(result.verdict, verdict);
    assert_float_equal(result.score, score, 1e-9);
}

static void nothing_stated_leaves_the_component_out(void **state)
{
    struct bench *bench = *state;

    takes(bench, "medicaid", ACCEPTS);
    assert_false(wp_judge_payer(ASK(bench)).applies);
}

static void the_named_payer_counts_full(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    takes(bench, "medicaid:AZ", ACCEPTS);
    check(bench, WP_MEETS, 1.0);
}

static void plain_medicaid_is_the_program_of_the_state(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    takes(bench, "medicaid", ACCEPTS);
    check(bench, WP_MEETS, 0.85);
    memcpy(bench->subject.state, "AZ", 3);
    check(bench, WP_MEETS, 0.85);
    memcpy(bench->subject.state, "NV", 3);
    check(bench, WP_UNKNOWN, 0.5);
}

static void a_program_is_never_called_a_plan(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "mco:az_mercy_care", "Mercy Care");
    takes(bench, "medicaid:AZ", ACCEPTS);
    check(bench, WP_MEETS, 0.85);
    assert_int_equal(wp_judge_payer(ASK(bench)).say, WP_SAY_PAYER_PROGRAMME);
}

static void another_plan_of_the_program_is_unknown(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "mco:az_mercy_care", "Mercy Care");
    takes(bench, "mco:az_molina", ACCEPTS);
    check(bench, WP_UNKNOWN, 0.5);
    bench->client.payer_count = 0;
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    check(bench, WP_UNKNOWN, 0.6);
}

static void private_insurance_is_not_yet_a_network(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "carrier:aetna", "Aetna");
    takes(bench, "private", ACCEPTS);
    check(bench, WP_UNKNOWN, 0.7);
}

static void silence_beside_other_payers_is_unknown(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:MA", "MassHealth");
    takes(bench, "medicare", ACCEPTS);
    takes(bench, "private", ACCEPTS);
    check(bench, WP_UNKNOWN, 0.5);
}

static void a_fresh_refusal_hides_who_cannot_pay(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    takes(bench, "medicaid", REFUSES);
    check(bench, WP_FAILS, 0.0);
    assert_true(wp_gate_payer(ASK(bench)).hard);
    bench->client.can_self_pay = WP_YES;
    assert_false(wp_gate_payer(ASK(bench)).hard);
    bench->client.require[bench->client.require_count++] = "payer";
    assert_true(wp_gate_payer(ASK(bench)).hard);
}

static void a_refusal_of_more_than_a_year_is_a_question(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *refusal;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    refusal = takes(bench, "medicaid:AZ", REFUSES);
    refusal->asserted_day = day_of("2025-11-23");
    check(bench, WP_FAILS, 0.0); /* 365 days: still fresh */
    refusal->asserted_day = day_of("2025-11-22");
    check(bench, WP_UNKNOWN, 0.5);
    refusal->asserted_day = WP_DAY_UNKNOWN;
    bench->subject.asserted_day = WP_DAY_UNKNOWN;
    check(bench, WP_UNKNOWN, 0.5);
}

static void refusing_one_plan_does_not_refuse_the_program(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    takes(bench, "mco:az_molina", REFUSES);
    check(bench, WP_UNKNOWN, 0.5);
}

static void one_taken_payer_of_two_is_enough(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    pay_with(bench, "medicare", "Medicare");
    takes(bench, "medicaid", REFUSES);
    takes(bench, "medicare", ACCEPTS);
    check(bench, WP_MEETS, 1.0);
}

static void a_condition_makes_it_a_question(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *limited;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    limited = takes(bench, "medicaid:AZ", WP_STANCE_LIMITED);
    limited->note = "children only";
    check(bench, WP_UNKNOWN, 0.6);
}

static void free_care_is_for_everyone(void **state)
{
    struct bench *bench = *state;

    takes(bench, "free", ACCEPTS);
    pay_with(bench, "carrier:aetna", "Aetna");
    check(bench, WP_MEETS, 1.0);
    bench->client.payer_count = 0;
    bench->client.insured = WP_NO;
    check(bench, WP_MEETS, 1.0);
}

static void a_sliding_fee_is_for_the_uninsured(void **state)
{
    struct bench *bench = *state;

    takes(bench, "sliding_fee", ACCEPTS);
    bench->client.insured = WP_NO;
    check(bench, WP_MEETS, 1.0);
    bench->client.insured = WP_NOT_STATED;
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    check(bench, WP_UNKNOWN, 0.7);
}

static void pending_medicaid_is_not_medicaid_yet(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    bench->client.payers[0].pending = true;
    takes(bench, "medicaid:AZ", ACCEPTS);
    check(bench, WP_UNKNOWN, 0.5);
    assert_int_equal(wp_judge_payer(ASK(bench)).say, WP_SAY_PAYER_PENDING);
}

static void both_cards_are_served_by_either(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "dual", "Medicare and Medicaid");
    takes(bench, "medicare", ACCEPTS);
    check(bench, WP_MEETS, 0.85);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(nothing_stated_leaves_the_component_out),
        BENCH_TEST(the_named_payer_counts_full),
        BENCH_TEST(plain_medicaid_is_the_program_of_the_state),
        BENCH_TEST(a_program_is_never_called_a_plan),
        BENCH_TEST(another_plan_of_the_program_is_unknown),
        BENCH_TEST(private_insurance_is_not_yet_a_network),
        BENCH_TEST(silence_beside_other_payers_is_unknown),
        BENCH_TEST(a_fresh_refusal_hides_who_cannot_pay),
        BENCH_TEST(a_refusal_of_more_than_a_year_is_a_question),
        BENCH_TEST(refusing_one_plan_does_not_refuse_the_program),
        BENCH_TEST(one_taken_payer_of_two_is_enough),
        BENCH_TEST(a_condition_makes_it_a_question),
        BENCH_TEST(free_care_is_for_everyone),
        BENCH_TEST(a_sliding_fee_is_for_the_uninsured),
        BENCH_TEST(pending_medicaid_is_not_medicaid_yet),
        BENCH_TEST(both_cards_are_served_by_either),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
