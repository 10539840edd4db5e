/* tests/unit/test_vocab_understand.c - what a text is understood to say */
#include <math.h>
#include <string.h>

#include "waypost/vocab.h"

#include "support/test.h"

#define SENSES_MAX 32

static int load(void **state)
{
    struct wp_vocab *vocab = NULL;

    if (wp_vocab_create(&vocab, NULL) != WP_OK) {
        return -1;
    }
    *state = vocab;
    return 0;
}

static int unload(void **state)
{
    wp_vocab_destroy(*state);
    return 0;
}

/* The weight a text gives a concept; 0 if it does not name it. */
static double weight_of(const struct wp_vocab *vocab, const char *text,
                        const char *slug)
{
    const int concept = wp_vocab_concept_by_slug(vocab, slug);
    struct wp_sense senses[SENSES_MAX];
    const size_t count = wp_vocab_understand(vocab, text, senses, SENSES_MAX);
    double weight = 0.0;

    assert_true(concept >= 0);
    for (size_t i = 0; i < count && i < SENSES_MAX; i++) {
        if (senses[i].concept == concept && senses[i].weight > weight) {
            weight = senses[i].weight;
        }
    }
    return weight;
}

static bool states(const struct wp_vocab *vocab, const char *text,
                   const char *fact)
{
    struct wp_sense senses[SENSES_MAX];
    const size_t count = wp_vocab_understand(vocab, text, senses, SENSES_MAX);

    for (size_t i = 0; i < count && i < SENSES_MAX; i++) {
        if (strstr(senses[i].facts, fact)) {
            return true;
        }
    }
    return false;
}

static size_t count_of(const struct wp_vocab *vocab, const char *text)
{
    struct wp_sense senses[SENSES_MAX];

    return wp_vocab_understand(vocab, text, senses, SENSES_MAX);
}

static void plain_words_lead_to_needs(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(weight_of(vocab, "suboxone", "sud.moud.buprenorphine") == 1.0);
    assert_true(weight_of(vocab, "SNAP", "benefit.snap") == 1.0);
    assert_true(weight_of(vocab, "section 8", "housing.voucher.hcv") == 1.0);
    assert_true(
        weight_of(vocab, "a free clinic, please", "health.primary_care") > 0.0);
}

static void spanish_with_or_without_accents_is_understood(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(weight_of(vocab, "PAÑALES", "goods.diapers") > 0.0);
    assert_true(weight_of(vocab, "panales", "goods.diapers") > 0.0);
    assert_true(
        weight_of(vocab, "busco albergues", "housing.shelter.emergency") > 0.0);
    assert_true(
        weight_of(vocab, "desintoxicación", "sud.withdrawal_management") > 0.0);
    assert_true(weight_of(vocab, "violencia doméstica", "safety.dv") > 0.0);
}

static void words_begin_and_end_at_word_boundaries(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_int_equal(count_of(vocab, "mushroom"), 0);
    assert_int_equal(count_of(vocab, "Snapchat"), 0);
    assert_int_equal(count_of(vocab, "homesick"), 0);
    assert_int_equal(count_of(vocab, "snapdragon foodie"), 0);
}

static void a_name_shields_its_parts(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_false(states(vocab, "Salvation Army", "veteran"));
    assert_int_equal(count_of(vocab, "Salvation Army"), 0);
    assert_true(weight_of(vocab, "bed frame", "goods.furniture") > 0.0 ||
                weight_of(vocab, "bed frame", "goods.bedding") > 0.0);
    assert_true(weight_of(vocab, "bed frame", "housing.shelter.emergency") ==
                0.0);
}

static void the_longest_phrase_wins(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(weight_of(vocab, "food stamps", "benefit.snap") > 0.0);
    assert_true(weight_of(vocab, "food stamps", "food") == 0.0);
    assert_true(weight_of(vocab, "sober living", "housing.sober_living") > 0.0);
    assert_true(weight_of(vocab, "sober living", "sud.withdrawal_management") ==
                0.0);
}

static void a_form_nobody_listed_counts_a_little_less(void **state)
{
    const struct wp_vocab *vocab = *state;
    const double listed = weight_of(vocab, "addiction", "sud.treatment");
    const double form = weight_of(vocab, "addictions", "sud.treatment");

    assert_true(listed > 0.0);
    assert_true(form > 0.0 && form <= listed);
    assert_true(weight_of(vocab, "evictions", "housing.eviction_prevention") >
                0.0);
}

static void a_family_of_words_is_not_one_meaning(void **state)
{
    const struct wp_vocab *vocab = *state;

    /* Snowball has medical = medication and police = policy. */
    assert_true(weight_of(vocab, "medical", "mh.medication") == 0.0);
    assert_int_equal(count_of(vocab, "police report"), 0);
    assert_int_equal(count_of(vocab, "just in case"), 0);
}

static void what_is_refused_is_left_out(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(states(vocab, "faith based", "attr=faith_based"));
    assert_false(states(vocab, "not faith based", "faith_based"));
    assert_int_equal(count_of(vocab, "no quiero detox"), 0);
    assert_int_equal(count_of(vocab, "I don't want a detox"), 0);
    assert_int_equal(count_of(vocab, "doesn't need food"), 0);
}

static void what_is_missing_is_needed(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(weight_of(vocab, "we have no diapers", "goods.diapers") > 0.0);
    assert_true(weight_of(vocab, "no heat", "utility.gas_heat") > 0.0);
    assert_true(states(vocab, "no insurance", "insured=no"));
    assert_true(weight_of(vocab, "no insurance", "benefit.medicaid_enroll") ==
                0.0);
}

static void a_comma_ends_a_refusal(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(
        weight_of(vocab, "not now, detox", "sud.withdrawal_management") > 0.0);
    assert_true(weight_of(vocab, "no car, food pantry", "food.pantry") > 0.0);
    assert_true(states(vocab, "no car, food pantry", "travel=transit"));
}

static void a_concepts_name_does_not_bring_others(void **state)
{
    const struct wp_vocab *vocab = *state;
    struct wp_sense senses[SENSES_MAX];
    const size_t count =
        wp_vocab_understand(vocab, "methadone", senses, SENSES_MAX);

    /* Directional: methadone is a kind of MOUD; MOUD was not said. */
    assert_int_equal(count, 1);
    assert_string_equal(wp_vocab_concept(vocab, senses[0].concept)->slug,
                        "sud.moud.methadone");
    assert_true(weight_of(vocab, "methadone", "sud.moud.buprenorphine") == 0.0);
    assert_true(weight_of(vocab, "methadone", "sud.syringe_services") == 0.0);
}

static void a_sense_says_which_bytes_said_it(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char text[] = "¡Ayuda! PAÑALES.";
    struct wp_sense senses[SENSES_MAX];
    const size_t count = wp_vocab_understand(vocab, text, senses, SENSES_MAX);

    assert_int_equal(count, 1);
    assert_int_equal(senses[0].end - senses[0].begin, strlen("PAÑALES"));
    assert_memory_equal(text + senses[0].begin, "PAÑALES", strlen("PAÑALES"));
    assert_string_equal(senses[0].phrase, "panales");
}

static void an_unclear_word_brings_a_question(void **state)
{
    const struct wp_vocab *vocab = *state;
    struct wp_sense senses[SENSES_MAX];
    const size_t count =
        wp_vocab_understand(vocab, "rehab", senses, SENSES_MAX);

    assert_true(count >= 2);
    assert_non_null(senses[0].question);
    assert_non_null(wp_vocab_question(vocab, senses[0].question));
    assert_true(weight_of(vocab, "rehab", "health.rehab") < 1.0);
}

static void more_senses_than_asked_for_are_counted_not_written(void **state)
{
    const struct wp_vocab *vocab = *state;
    struct wp_sense senses[1];

    assert_true(wp_vocab_understand(vocab, "food stamps, suboxone, diapers",
                                    senses, 1) == 3);
    assert_string_equal(senses[0].phrase, "food stamps");
    assert_int_equal(wp_vocab_understand(vocab, "diapers", NULL, 0), 1);
    assert_int_equal(wp_vocab_understand(vocab, "", NULL, 0), 0);
}

/* ---- crisis -------------------------------------------------------------- */

static bool calls(const struct wp_vocab *vocab, const char *text,
                  const char *id)
{
    const struct wp_hotline *hotlines[16];
    const char *whys[16];
    const size_t count =
        wp_vocab_crisis(vocab, text, WP_LANG_EN, hotlines, whys, 16);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(hotlines[i]->id, id) == 0) {
            return whys[i][0] != '\0';
        }
    }
    return false;
}

static void crisis_words_call_a_hotline(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_true(calls(vocab, "I want to kill myself", "988"));
    assert_true(calls(vocab, "me quiero morir", "988"));
    assert_true(calls(vocab, "need food. i want to die", "988"));
    assert_false(calls(vocab, "food pantry 85301", "988"));
    assert_false(calls(vocab, "", "988"));
}

/* Sentences no table lists: only who does what to whom is known. */
static void danger_is_heard_in_words_nobody_listed(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const struct {
        const char *text, *hotline;
    } cases[] = {
        {"my ex keeps choking me", "dv_hotline"},
        {"her husband threatened her with a knife", "dv_hotline"},
        {"client is trying to get away from her boyfriend", "dv_hotline"},
        {"boyfriend tracks my phone and took my keys", "dv_hotline"},
        {"she was strangled last night by the baby's father", "dv_hotline"},
        {"punched in the face by my girlfriend", "dv_hotline"},
        {"mi marido me empuja y me amenaza", "dv_hotline"},
        {"tengo mucho miedo de mi novio", "dv_hotline"},
        {"he says he will end his own life", "988"},
        {"i do not want to wake up tomorrow", "988"},
        {"feels like he would rather be dead", "988"},
        {"she is tired of living", "988"},
        {"slitting her wrists again", "988"},
        {"ya no quiero seguir viviendo", "988"},
        {"16 year old was thrown out by his stepdad", "runaway_safeline"},
        {"teen sleeping outside since sunday", "runaway_safeline"},
        {"mi hija de 15 se fue de la casa", "runaway_safeline"},
        {"the babysitter keeps slapping my toddler", "childhelp"},
        {"coach touched my daughter", "childhelp"},
        {"caregiver is cashing her checks and my grandma is scared",
         "eldercare_locator"},
        {"my boss is taking our passports", "trafficking"},
        {"they force us to work and never pays", "trafficking"},
        {"toddler drank some detergent", "poison_help"},
        {"he took way too many pills", "911"},
        {"i keep thinking about hurting the baby", "maternal_mental_health"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        if (!calls(vocab, cases[i].text, cases[i].hotline)) {
            fail_msg("'%s' calls no %s", cases[i].text, cases[i].hotline);
        }
    }
}

static void ordinary_needs_raise_no_alarm(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char *const texts[] = {
        "food box for me and my husband",
        "my wife needs a mammogram and a ride",
        "my daughter takes insulin, needs a doctor",
        "parenting class for my boyfriend and me",
        "help with the electric bill for my grandmother",
        "16 year old needs a dentist",
        "summer job for a teen",
        "kick the habit, quit smoking",
        "end of life care for my father",
        "living with diabetes, want to eat better",
        "need diapers for the baby",
        "my boss needs a form for work clothes",
        "want to live in a sober house",
        "comida para mi esposo y mis hijos",
        "trabajo para mi hijo de 17",
    };
    const struct wp_hotline *hotlines[16];
    const char *whys[16];

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (wp_vocab_crisis(vocab, texts[i], WP_LANG_EN, hotlines, whys, 16) >
            0) {
            fail_msg("'%s' calls %s", texts[i], hotlines[0]->id);
        }
    }
}

static void danger_says_what_is_needed(void **state)
{
    const struct wp_vocab *vocab = *state;
    int needs[4];

    assert_int_equal(wp_vocab_crisis_needs(vocab,
                                           "my ex keeps choking me; my "
                                           "husband slapped me",
                                           needs, 4),
                     1);
    assert_int_equal(needs[0], wp_vocab_concept_by_slug(vocab, "safety.dv"));
    assert_int_equal(wp_vocab_crisis_needs(vocab, "food pantry", needs, 4), 0);
}

static void hotlines_come_once_each_and_in_table_order(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_hotline *hotlines[16];
    const char *whys[16];
    const size_t count =
        wp_vocab_crisis(vocab, "i want to die, i want to kill myself, suicidal",
                        WP_LANG_EN, hotlines, whys, 16);

    assert_true(count >= 1);
    for (size_t i = 1; i < count; i++) {
        assert_true(hotlines[i] > hotlines[i - 1]);
    }
    assert_int_equal(
        wp_vocab_crisis(vocab, "suicidal", WP_LANG_EN, hotlines, whys, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_words_lead_to_needs),
        cmocka_unit_test(spanish_with_or_without_accents_is_understood),
        cmocka_unit_test(words_begin_and_end_at_word_boundaries),
        cmocka_unit_test(a_name_shields_its_parts),
        cmocka_unit_test(the_longest_phrase_wins),
        cmocka_unit_test(a_form_nobody_listed_counts_a_little_less),
        cmocka_unit_test(a_family_of_words_is_not_one_meaning),
        cmocka_unit_test(what_is_refused_is_left_out),
        cmocka_unit_test(what_is_missing_is_needed),
        cmocka_unit_test(a_comma_ends_a_refusal),
        cmocka_unit_test(a_concepts_name_does_not_bring_others),
        cmocka_unit_test(a_sense_says_which_bytes_said_it),
        cmocka_unit_test(an_unclear_word_brings_a_question),
        cmocka_unit_test(more_senses_than_asked_for_are_counted_not_written),
        cmocka_unit_test(crisis_words_call_a_hotline),
        cmocka_unit_test(danger_is_heard_in_words_nobody_listed),
        cmocka_unit_test(ordinary_needs_raise_no_alarm),
        cmocka_unit_test(danger_says_what_is_needed),
        cmocka_unit_test(hotlines_come_once_each_and_in_table_order),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
