/* tests/unit/test_query_danger.c - danger told in words becomes a need */
#include <string.h>

#include "waypost/client.h"

#include "support/test.h"

static struct wp_vocab *vocab;

static int load(void **state)
{
    (void)state;
    return wp_vocab_create(&vocab, NULL) == WP_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    wp_vocab_destroy(vocab);
    return 0;
}

/* How many needs of the words are this concept or below it. */
static size_t asks_for(const char *words, const char *slug,
                       enum wp_urgency *ret_urgency)
{
    const int wanted = wp_vocab_concept_by_slug(vocab, slug);
    struct wp_client *client = NULL;
    size_t count = 0;

    assert_true(wanted >= 0);
    assert_int_equal(wp_client_create(&client, NULL), WP_OK);
    assert_int_equal(wp_client_parse_words(client, vocab, words, NULL), WP_OK);
    for (size_t i = 0; i < client->need_count; i++) {
        bool is = false;

        for (size_t j = 0; j < client->needs[i].concept_count; j++) {
            is = is || wp_vocab_is_under(
                           vocab, client->needs[i].concepts[j].concept, wanted);
        }
        if (is) {
            *ret_urgency = client->needs[i].urgency;
        }
        count += is;
    }
    wp_client_destroy(client);
    return count;
}

static void danger_is_a_need_for_tonight(void **state)
{
    enum wp_urgency urgency = WP_URGENCY_NOT_STATED;

    (void)state;
    assert_int_equal(
        asks_for("food, and my ex keeps choking me", "safety.dv", &urgency), 1);
    assert_int_equal(urgency, WP_URGENCY_TONIGHT);
    assert_int_equal(
        asks_for("food, and my ex keeps choking me", "food", &urgency), 1);
}

static void danger_asked_for_already_is_not_asked_twice(void **state)
{
    enum wp_urgency urgency = WP_URGENCY_NOT_STATED;

    (void)state;
    assert_int_equal(asks_for("domestic violence shelter, my husband beats me",
                              "safety.dv", &urgency),
                     1);
}

static void no_danger_no_need(void **state)
{
    enum wp_urgency urgency = WP_URGENCY_NOT_STATED;

    (void)state;
    assert_int_equal(asks_for("food for me and my husband", "safety", &urgency),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(danger_is_a_need_for_tonight),
        cmocka_unit_test(danger_asked_for_already_is_not_asked_twice),
        cmocka_unit_test(no_danger_no_need),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
