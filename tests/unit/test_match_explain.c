/* tests/unit/test_match_explain.c - judgements in words, and what to confirm */
#include "explain/confirm.h"
#include "explain/labels.h"
#include "explain/open.h"
#include "explain/sentences.h"
#include "explain/tell.h"
#include "support/subject.h"

static struct wp_teller teller_of(struct bench *bench)
{
    (void)asked(bench);
    return (struct wp_teller){&bench->arena, &bench->ask, &bench->subject};
}

static struct wp_told tell_part(struct bench *bench, const char *name)
{
    const struct wp_teller teller = teller_of(bench);
    struct wp_assessment assessment;

    wp_assess(&bench->ask, &bench->subject, &assessment);
    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        if (strcmp(wp_criterion_name(i), name) == 0) {
            return wp_tell(&teller, name, &assessment.parts[i]);
        }
    }
    fail_msg("no criterion %s", name);
    return (struct wp_told){0};
}

static size_t confirm(struct bench *bench, const char *sentences[])
{
    const struct wp_teller teller = teller_of(bench);
    struct wp_assessment assessment;

    wp_assess(&bench->ask, &bench->subject, &assessment);
    return wp_confirm(&teller, &assessment, sentences);
}

static void every_hidden_reason_has_plain_words(void **state)
{
    struct bench *bench = *state;
    const struct wp_voice voice = {bench->vocab, WP_LANG_ES};

    for (size_t i = 0; i < wp_gate_count(); i++) {
        assert_string_not_equal(
            wp_hidden_phrase(voice, wp_gate(i)->name, false),
            wp_hidden_phrase(voice, "else", false));
    }
}

static void a_program_is_told_with_its_evidence_source_and_date(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *medicaid;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    medicaid =
        fact(bench, WP_FACT_PAYER, "medicaid", WP_STANCE_ACCEPTS, NAN, NAN);
    medicaid->field = "MD";
    medicaid->evidence = "Medicaid";
    const struct wp_told told = tell_part(bench, "payer");
    assert_string_equal(told.wanted, "AHCCCS");
    assert_string_equal(told.evidence, "MD: Medicaid");
    assert_string_equal(told.source, "Test list");
    assert_string_equal(told.as_of, "2026-11-20");
    assert_string_equal(told.say, "takes Medicaid; AHCCCS is Medicaid in AZ");
}

static void spanish_is_spoken_around_names_that_stay(void **state)
{
    struct bench *bench = *state;
    struct wp_datum *medicaid;
    const char *sentences[WP_CONFIRM_MAX];

    bench->client.output_language = WP_LANG_ES;
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    assert_string_equal(tell_part(bench, "payer").say,
                        "no dice si acepta AHCCCS");
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0], "Pregunte si aceptan AHCCCS");
    medicaid =
        fact(bench, WP_FACT_PAYER, "medicaid", WP_STANCE_ACCEPTS, NAN, NAN);
    medicaid->evidence = "Medicaid";
    const struct wp_told told = tell_part(bench, "payer");
    assert_string_equal(told.evidence, "Medicaid");
    assert_string_equal(told.say, "acepta Medicaid; AHCCCS es Medicaid en AZ");
}

static void silence_has_no_evidence_no_source_and_no_date(void **state)
{
    struct bench *bench = *state;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    const struct wp_told told = tell_part(bench, "payer");
    assert_null(told.evidence);
    assert_null(told.source);
    assert_null(told.as_of);
    assert_string_equal(told.say, "does not say whether it takes AHCCCS");
}

static void ages_are_said_as_people_say_them(void **state)
{
    static const struct {
        double lo, hi;
        const char *text, *es;
    } cases[] = {
        {144, 215, "ages 12 to 17", "de 12 a 17 años"},
        {216, NAN, "ages 18 and over", "de 18 años en adelante"},
        {NAN, 215, "ages up to 17", "de hasta 17 años"},
        {0, 30, "ages 0 to 30 months", "de 0 a 30 meses"},
        {6, 71, "ages 6 months to 5", "de 6 meses a 5 años"},
        {NAN, NAN, "all ages", "de todas las edades"},
        {0, 35, "ages up to 2", "de hasta 2 años"},
    };
    struct bench *bench = *state;
    const struct wp_voice en = {bench->vocab, WP_LANG_EN};
    const struct wp_voice es = {bench->vocab, WP_LANG_ES};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct wp_buf text = WP_BUF_INIT;

        wp_label_ages(&text, en, cases[i].lo, cases[i].hi);
        assert_string_equal(wp_buf_str(&text), cases[i].text);
        wp_buf_reset(&text);
        wp_label_ages(&text, es, cases[i].lo, cases[i].hi);
        assert_string_equal(wp_buf_str(&text), cases[i].es);
        wp_buf_clear(&text);
    }
}

static void what_the_record_leaves_open_is_asked_in_one_sentence(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];

    bench->client.age_years = 34;
    bench->client.sex = "female";
    bench->client.pregnant = WP_YES;
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    assert_int_equal(confirm(bench, sentences), 2);
    assert_string_equal(sentences[0], "Ask whether they take AHCCCS");
    assert_string_equal(
        sentences[1], "Ask whether they can take: 34 years, female, pregnant");
}

static void rules_the_client_did_not_speak_about_are_passed_on(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];

    fact(bench, WP_FACT_ELIGIBILITY, "veteran", WP_STANCE_ONLY, NAN, NAN);
    fact(bench, WP_FACT_ELIGIBILITY, "document:photo_id", WP_STANCE_ONLY, NAN,
         NAN);
    bench->client.lacks[bench->client.lack_count++] = "photo_id";
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0],
                        "Check first: veterans only, they ask for a photo ID");
}

static void tonight_space_is_asked_first_with_the_report(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];
    struct wp_datum *beds;

    want(bench, "housing.shelter.emergency");
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    fact(bench, WP_FACT_NEED, "housing.shelter.emergency", WP_STANCE_ACCEPTS,
         NAN, NAN);
    beds = fact(bench, WP_FACT_CAPACITY, "beds", WP_STANCE_ACCEPTS, 3, 20);
    beds->asserted_day = day_of("2026-11-20");
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0],
                        "Ask whether there is space tonight: 3 of 20 beds "
                        "free, reported 3 days ago");
}

static void an_old_or_limited_payer_is_asked_again(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];
    struct wp_datum *payer;

    pay_with(bench, "medicaid:AZ", "AHCCCS");
    payer =
        fact(bench, WP_FACT_PAYER, "medicaid:AZ", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(confirm(bench, sentences), 0);
    payer->asserted_day = day_of("2025-01-02");
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0], "Ask whether they still take AHCCCS: "
                                      "last confirmed 2025-01-02");
    payer->stance = WP_STANCE_LIMITED;
    payer->note = "children only";
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0],
                        "Ask about AHCCCS: the record says \"children only\"");
}

static void a_plan_is_asked_by_its_name(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];

    pay_with(bench, "mco:az_mercy_care", "Mercy Care");
    fact(bench, WP_FACT_PAYER, "medicaid", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0],
                        "Ask whether they take the plan Mercy Care: the "
                        "record only says Medicaid");
}

static void access_the_record_does_not_speak_of_is_asked(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];

    bench->client.accessibility[bench->client.accessibility_count++] =
        "wheelchair";
    assert_int_equal(confirm(bench, sentences), 1);
    assert_non_null(strstr(sentences[0], "wheelchair"));
    fact(bench, WP_FACT_ATTRIBUTE, "wheelchair", WP_STANCE_ACCEPTS, NAN, NAN);
    assert_int_equal(confirm(bench, sentences), 0);
}

static void a_military_only_rule_is_passed_on(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];

    fact(bench, WP_FACT_ELIGIBILITY, "military", WP_STANCE_ONLY, NAN, NAN);
    assert_int_equal(confirm(bench, sentences), 1);
    assert_string_equal(sentences[0], "Check first: service members only");
}

/* G3 of the vignettes: nothing the record leaves open goes unasked. */
static void no_open_hard_fact_goes_unasked(void **state)
{
    struct bench *bench = *state;
    const char *sentences[WP_CONFIRM_MAX];
    struct wp_assessment assessment;

    want(bench, "sud.residential");
    bench->client.needs[0].urgency = WP_URGENCY_TONIGHT;
    bench->client.age_years = 34;
    bench->client.sex = "female";
    bench->client.pregnant = WP_YES;
    bench->client.household = "parent_with_children";
    bench->client.attributes[bench->client.attribute_count++] = "pets:dog";
    bench->client.lacks[bench->client.lack_count++] = "photo_id";
    bench->client.income_usd_per_year = 20000;
    bench->subject.flags = WP_DOC_MISSING;
    stand_in(bench, "85301", "04013", "AZ");
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    fact(bench, WP_FACT_ELIGIBILITY, "veteran", WP_STANCE_ONLY, NAN, NAN);
    fact(bench, WP_FACT_ELIGIBILITY, "sobriety:sober", WP_STANCE_ONLY, NAN,
         NAN);
    fact(bench, WP_FACT_ELIGIBILITY, "situation:homeless", WP_STANCE_ONLY, NAN,
         NAN);
    fact(bench, WP_FACT_ELIGIBILITY, "income_fpl", WP_STANCE_ONLY, NAN, 60);
    fact(bench, WP_FACT_ELIGIBILITY, "residency", WP_STANCE_ONLY, NAN, NAN);
    wp_assess(ASK(bench), &assessment);
    assert_int_equal(assessment.unknown_count, 12);
    assert_int_equal(confirm(bench, sentences), 4);
    assert_string_equal(sentences[0], "Ask whether there is space tonight");
    assert_string_equal(sentences[1], "Ask whether they take AHCCCS");
    assert_string_equal(
        sentences[2],
        "Ask whether they can take: 34 years, female, pregnant, parent with "
        "children, an income of $20000 a year, people from 85301, room for a "
        "dog");
    assert_string_equal(
        sentences[3],
        "Check first: gone from its source's list, does it still run, "
        "veterans only, people without a home only, people who are sober "
        "only, do they need a photo ID");
}

static void open_says_until_when_and_when_again(void **state)
{
    struct bench *bench = *state;
    struct wp_match match = {0};

    memcpy(bench->client.at, "2026-11-23T10:00", 17);
    fact(bench, WP_FACT_HOURS, "regular", WP_STANCE_ACCEPTS, 540, 1020);
    struct wp_teller teller = teller_of(bench);
    wp_tell_open(&teller, &match);
    assert_true(match.open_asked);
    assert_int_equal(match.open, WP_MEETS);
    assert_string_equal(match.open_until, "17:00");
    memcpy(bench->client.at, "2026-11-24T10:00", 17);
    teller = teller_of(bench);
    match = (struct wp_match){0};
    wp_tell_open(&teller, &match);
    assert_int_equal(match.open, WP_FAILS);
    assert_string_equal(match.opens_next, "Mon 09:00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(every_hidden_reason_has_plain_words),
        BENCH_TEST(ages_are_said_as_people_say_them),
        BENCH_TEST(a_program_is_told_with_its_evidence_source_and_date),
        BENCH_TEST(spanish_is_spoken_around_names_that_stay),
        BENCH_TEST(silence_has_no_evidence_no_source_and_no_date),
        BENCH_TEST(what_the_record_leaves_open_is_asked_in_one_sentence),
        BENCH_TEST(rules_the_client_did_not_speak_about_are_passed_on),
        BENCH_TEST(tonight_space_is_asked_first_with_the_report),
        BENCH_TEST(an_old_or_limited_payer_is_asked_again),
        BENCH_TEST(a_plan_is_asked_by_its_name),
        BENCH_TEST(access_the_record_does_not_speak_of_is_asked),
        BENCH_TEST(a_military_only_rule_is_passed_on),
        BENCH_TEST(no_open_hard_fact_goes_unasked),
        BENCH_TEST(open_says_until_when_and_when_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
