/* tests/unit/test_vocab_payers.c - what a payer's name means, and where */
#include <string.h>

#include "support/test.h"
#include "vocab/payers.h"
#include "vocab/vocab.h"

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

static void assert_payer(const struct wp_vocab *vocab, const char *name,
                         const char *state, const char *code)
{
    bool ambiguous = true;
    const int payer = wp_vocab_payer_by_name(vocab, name, state, &ambiguous);
    const struct wp_payer *row = wp_vocab_payer(vocab, payer);

    if (!row || strcmp(row->code, code) != 0) {
        print_error("'%s' in %s is %s, not %s\n", name, state ? state : "-",
                    row ? row->code : "nothing", code);
    }
    assert_non_null(row);
    assert_string_equal(row->code, code);
    assert_false(ambiguous);
}

static void assert_unclear(const struct wp_vocab *vocab, const char *name,
                           const char *state, bool wanted)
{
    bool ambiguous = !wanted;

    assert_int_equal(wp_vocab_payer_by_name(vocab, name, state, &ambiguous),
                     -1);
    assert_int_equal(ambiguous, wanted);
}

static void a_state_programme_goes_by_its_own_name(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_payer(vocab, "AHCCCS", NULL, "medicaid:AZ");
    assert_payer(vocab, "MassHealth", "MA", "medicaid:MA");
    assert_payer(vocab, "Medi-Cal", NULL, "medicaid:CA");
    assert_payer(vocab, "medicaid:AZ", NULL, "medicaid:AZ");
}

static void medicaid_means_the_states_own_where_a_state_is_known(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_payer(vocab, "Medicaid", NULL, "medicaid");
    assert_payer(vocab, "Medicaid", "AZ", "medicaid:AZ");
    assert_payer(vocab, "Title XIX", "TN", "medicaid:TN");
    assert_payer(vocab, "medicaid", "Arizona", "medicaid:AZ");
}

static void an_everyday_word_is_a_payer_only_in_its_state(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_payer(vocab, "Access", "AZ", "medicaid:AZ");
    assert_payer(vocab, "access", "PA", "medicaid:PA");
    assert_unclear(vocab, "access", NULL, true);
    assert_unclear(vocab, "access", "VT", false);
    assert_payer(vocab, "MA", "MN", "medicaid:MN");
    assert_unclear(vocab, "MA", NULL, true);
}

static void a_medicaid_plan_is_not_its_commercial_brand(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_payer(vocab, "Aetna", NULL, "carrier:aetna");
    assert_payer(vocab, "Aetna Better Health", NULL, "mco:aetna_better_health");
    assert_payer(vocab, "Mercy Care", "AZ", "mco:az_mercy_care");
}

static void a_longer_name_is_known_by_its_known_part(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_payer(vocab, "Aetna PPO Gold 2000", NULL, "carrier:aetna");
    assert_payer(vocab, "AHCCCS / Mercy Care plan", "AZ", "mco:az_mercy_care");
}

static void a_refused_or_unknown_name_is_nobody(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_unclear(vocab, "no Medicaid plans", NULL, false);
    assert_unclear(vocab, "Blorp Mutual", "AZ", false);
    assert_unclear(vocab, "", NULL, false);
}

static void codes_of_other_systems_are_known(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_string_equal(
        wp_vocab_payer(vocab, wp_vocab_payer_by_samhsa(vocab, "MD"))->code,
        "medicaid");
    assert_int_equal(wp_vocab_payer_by_samhsa(vocab, "XX"), -1);
    assert_true(wp_vocab_payer_by_hsds1(vocab, "Cash") >= 0);
    assert_int_equal(wp_vocab_payer_by_hsds1(vocab, "seashells"), -1);
}

static void payers_are_found_inside_a_sentence(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char text[] = "detox, has AHCCCS and Aetna PPO, 85301";
    struct wp_payer_hit hits[4];

    assert_int_equal(wp_vocab_payers_in(vocab, text, "AZ", hits, 4), 2);
    assert_memory_equal(text + hits[0].begin, "AHCCCS", 6);
    assert_string_equal(wp_vocab_payer(vocab, hits[1].payer)->code,
                        "carrier:aetna");
}

static void everyday_words_in_a_sentence_stay_everyday_words(void **state)
{
    const struct wp_vocab *vocab = *state;
    struct wp_payer_hit hits[4];

    assert_int_equal(
        wp_vocab_payers_in(vocab, "access to housing", "AZ", hits, 4), 0);
    assert_int_equal(
        wp_vocab_payers_in(vocab, "suboxone, access, 85301", "AZ", hits, 4), 1);
    assert_int_equal(
        wp_vocab_payers_in(vocab, "has an access card", "AZ", hits, 4), 1);
    assert_int_equal(
        wp_vocab_payers_in(vocab, "food stamps and EBT", "AZ", hits, 4), 0);
    assert_int_equal(wp_vocab_payers_in(vocab, "no medicaid", "AZ", hits, 4),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_programme_goes_by_its_own_name),
        cmocka_unit_test(medicaid_means_the_states_own_where_a_state_is_known),
        cmocka_unit_test(an_everyday_word_is_a_payer_only_in_its_state),
        cmocka_unit_test(a_medicaid_plan_is_not_its_commercial_brand),
        cmocka_unit_test(a_longer_name_is_known_by_its_known_part),
        cmocka_unit_test(a_refused_or_unknown_name_is_nobody),
        cmocka_unit_test(codes_of_other_systems_are_known),
        cmocka_unit_test(payers_are_found_inside_a_sentence),
        cmocka_unit_test(everyday_words_in_a_sentence_stay_everyday_words),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
