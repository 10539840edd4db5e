/* tests/unit/test_vocab_scoring.c - the published weights and numbers */
#include <math.h>
#include <string.h>

#include "support/test.h"
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

static void the_weights_add_up_to_a_hundred(void **state)
{
    double weights = 0.0;

    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        const struct wp_criterion_info *one = wp_vocab_criterion(*state, i);

        assert_string_equal(one->name, wp_criterion_name(i));
        weights += one->weight;
        assert_true(one->weight > 0.0);
        assert_true(isnan(one->unknown_prior) ||
                    (one->unknown_prior >= 0.0 && one->unknown_prior <= 1.0));
        assert_true(strlen(one->sentence) > 40);
        assert_true(strlen(one->sentence_es) > 40);
        assert_true(strlen(one->source) > 10);
    }
    assert_float_equal(weights, 100.0, 1e-9);
}

static double number(void **state, enum wp_number which)
{
    return wp_vocab_number(*state, which)->value;
}

static void the_numbers_keep_their_order(void **state)
{
    for (int i = 0; i < WP_NUMBER_COUNT; i++) {
        const struct wp_scoring_number *one = wp_vocab_number(*state, i);

        assert_true(one->value >= 0.0);
        assert_true(one->sentence[0] && one->sentence_es[0]);
    }
    assert_true(number(state, WP_NUMBER_NEED_EXACT) >=
                number(state, WP_NUMBER_NEED_NARROWER));
    assert_true(number(state, WP_NUMBER_NEED_NARROWER) >
                number(state, WP_NUMBER_NEED_BROADER));
    assert_true(number(state, WP_NUMBER_NEED_BROADER) >
                number(state, WP_NUMBER_NEED_SUBSTITUTE));
    assert_true(number(state, WP_NUMBER_NEED_SUBSTITUTE) >
                number(state, WP_NUMBER_NEED_TEXT));
    /* A substitute is never met, and nothing that is met is a question. */
    assert_true(number(state, WP_NUMBER_NEED_SURE) >
                number(state, WP_NUMBER_NEED_SUBSTITUTE));
    assert_true(
        number(state, WP_NUMBER_AVAILABILITY_OPEN) >
        wp_vocab_criterion(*state, WP_CRITERION_AVAILABILITY)->unknown_prior);
    assert_true(
        wp_vocab_criterion(*state, WP_CRITERION_AVAILABILITY)->unknown_prior >
        number(state, WP_NUMBER_AVAILABILITY_WAITLIST));
    assert_true(number(state, WP_NUMBER_AVAILABILITY_WAITLIST) >
                number(state, WP_NUMBER_AVAILABILITY_CLOSED));
    assert_true(number(state, WP_NUMBER_AVAILABILITY_CLOSED) >
                number(state, WP_NUMBER_AVAILABILITY_FULL));
}

static void the_set_has_a_name_and_a_hash(void **state)
{
    assert_int_equal(strlen(wp_vocab_scoring_version(*state)), 7);
    assert_int_equal(strlen(wp_vocab_scoring_hash(*state)), 16);
    assert_int_equal(strspn(wp_vocab_scoring_hash(*state), "0123456789abcdef"),
                     16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_weights_add_up_to_a_hundred),
        cmocka_unit_test(the_numbers_keep_their_order),
        cmocka_unit_test(the_set_has_a_name_and_a_hash),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
