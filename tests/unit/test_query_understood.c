/* tests/unit/test_query_understood.c - what was taken from which words */
#include <math.h>
#include <string.h>

#include "waypost/client.h"

#include "render/match_json.h"
#include "support/test.h"

static struct wp_vocab *vocab;
static struct wp_client *client;

static int load(void **state)
{
    (void)state;
    return wp_vocab_create(&vocab, NULL) == WP_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    wp_client_destroy(client);
    wp_vocab_destroy(vocab);
    return 0;
}

static void hear(const char *words)
{
    wp_client_destroy(client);
    client = NULL;
    assert_int_equal(wp_client_create(&client, NULL), WP_OK);
    assert_int_equal(wp_client_parse_words(client, vocab, words, NULL), WP_OK);
    assert_int_equal(wp_client_settle(client, vocab, NULL), WP_OK);
}

static const struct wp_understood *find(const char *field, const char *value)
{
    for (size_t i = 0; i < client->understood_count; i++) {
        if (strcmp(client->understood[i].field, field) == 0 &&
            strcmp(client->understood[i].value, value) == 0) {
            return &client->understood[i];
        }
    }
    for (size_t i = 0; i < client->understood_count; i++) {
        print_error("%s %s: %s\n", client->understood[i].field,
                    client->understood[i].value, client->understood[i].words);
    }
    fail_msg("nothing says %s %s in '%s'", field, value, client->words);
    return NULL;
}

static void assert_said(const char *field, const char *value, const char *words)
{
    assert_string_equal(find(field, value)->words, words);
}

static void every_fact_keeps_the_words_that_said_it(void **state)
{
    (void)state;
    hear("pregnant 19yo needs detox near 01103, MassHealth, speaks Spanish, "
         "no car");
    assert_said("pregnant", "yes", "pregnant");
    assert_said("age_years", "19", "19yo");
    assert_said("needs", "sud.withdrawal_management", "detox");
    assert_said("near", "01103 Springfield, MA", "01103");
    assert_said("payers", "MassHealth", "MassHealth");
    assert_said("languages", "es", "speaks Spanish");
    assert_said("travel", "transit", "no car");
    hear("couple with 2 kids 5 and 7 and a dog, uninsured, family of 4, "
         "$1,200/month, shelter tonight, no ID");
    assert_said("household.kind", "family", "2 kids 5 and 7");
    assert_said("household.children_ages_years", "5", "2 kids 5 and 7");
    assert_said("household.size", "4", "family of 4");
    assert_said("attributes", "pets:dog", "and a dog");
    assert_said("insured", "no", "uninsured");
    assert_said("income_usd_per_year", "14400", "$1,200/month");
    assert_said("lacks", "photo_id", "no ID");
}

static void spans_are_of_the_typed_text_and_in_its_order(void **state)
{
    static const char *const texts[] = {
        "señora de 68 años, diabetes, Medicare y AHCCCS, vive sola, 85301",
        "man 29, on parole, Maricopa County, AZ, no ID, methadone, no phone",
        "34/F/85301 detox bed; newborn; 190% FPL; 10 miles",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        size_t before = 0;
        hear(texts[i]);
        assert_true(client->understood_count >= 4);
        for (size_t j = 0; j < client->understood_count; j++) {
            const struct wp_understood *one = &client->understood[j];
            assert_true(one->begin < one->end);
            assert_true(one->end <= strlen(client->words));
            assert_true(one->begin >= before);
            assert_memory_equal(one->words, client->words + one->begin,
                                one->end - one->begin);
            before = one->begin;
        }
    }
}

static void what_was_stated_outright_is_not_taken_from_words(void **state)
{
    (void)state;
    wp_client_destroy(client);
    client = NULL;
    assert_int_equal(wp_client_create(&client, NULL), WP_OK);
    assert_int_equal(wp_client_set(client, vocab, "age_years", "40", NULL),
                     WP_OK);
    assert_int_equal(wp_client_set(client, vocab, "need", "food pantry", NULL),
                     WP_OK);
    assert_int_equal(wp_client_parse_words(client, vocab, "34yo detox", NULL),
                     WP_OK);
    assert_int_equal(client->understood_count, 1);
    assert_said("needs", "sud.withdrawal_management", "detox");
}

static void unclear_words_keep_both_readings_and_their_labels(void **state)
{
    (void)state;
    hear("IOP");
    assert_int_equal(client->need_count, 1);
    assert_int_equal(client->needs[0].concept_count, 2);
    assert_string_equal(client->needs[0].concepts[0].label, "drugs or alcohol");
    assert_string_equal(client->needs[0].concepts[1].label, "mental health");
    assert_string_equal(client->needs[0].question, "iop");
    hear("detox");
    assert_null(client->needs[0].concepts[0].label);
}

/* "typed" and "understood" speak of words: left out of the comparison. */
static void print(struct wp_buf *out)
{
    struct wp_json json = wp_json_to(out);

    wp_buf_reset(out);
    client->understood_count = 0;
    wp_json_client(&json, client, vocab);
    assert_int_equal(wp_buf_status(out, NULL), WP_OK);
}

static void a_printed_client_reads_back_as_itself(void **state)
{
    static const char *const texts[] = {
        "pregnant 19yo needs detox near 01103, MassHealth, speaks Spanish",
        "parent, child 7 months old, speech delay, medicaid pending, Cook "
        "County, IL, rehab, 190% FPL",
        "couple (woman 41, man 44) with a 40-lb dog, sleeping in a car, $943 a "
        "month, floozle, no ID, wheelchair, felony",
        "hombre de 30 años sin casa, con perro, sin seguro, esta noche, 85301",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct wp_buf first = WP_BUF_INIT;
        struct wp_buf again = WP_BUF_INIT;
        struct wp_error err = WP_ERROR_INIT;

        hear(texts[i]);
        print(&first);
        const char *object = strchr(wp_buf_str(&first), '{');
        const size_t size = strlen(object);
        wp_client_destroy(client);
        client = NULL;
        assert_int_equal(wp_client_create(&client, NULL), WP_OK);
        if (wp_client_parse_json(client, vocab, object, size, &err) != WP_OK) {
            fail_msg("%s (%s)", err.message, err.origin);
        }
        assert_int_equal(wp_client_settle(client, vocab, NULL), WP_OK);
        print(&again);
        assert_string_equal(wp_buf_str(&again), wp_buf_str(&first));
        wp_buf_clear(&first);
        wp_buf_clear(&again);
    }
}

static void a_correction_of_the_printed_client_counts(void **state)
{
    static const char json[] =
        "{\"needs\":[{\"words\":\"rehab\",\"concepts\":[{\"slug\":"
        "\"health.rehab\",\"weight\":1,\"via\":\"rehab\"}],\"urgency\":"
        "\"week\"}],\"age_years\":20,\"typed\":\"19yo rehab\","
        "\"understood\":[{\"field\":\"age_years\",\"value\":\"19\"}],"
        "\"notes\":[\"x\"],\"repairs\":[]}";

    (void)state;
    wp_client_destroy(client);
    client = NULL;
    assert_int_equal(wp_client_create(&client, NULL), WP_OK);
    assert_int_equal(
        wp_client_parse_json(client, vocab, json, strlen(json), NULL), WP_OK);
    assert_int_equal(wp_client_settle(client, vocab, NULL), WP_OK);
    assert_int_equal(client->need_count, 1);
    assert_int_equal(client->needs[0].concept_count, 1);
    assert_null(client->needs[0].question);
    assert_true(client->age_years == 20.0);
    assert_string_equal(client->words, "19yo rehab");
    assert_int_equal(client->note_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fact_keeps_the_words_that_said_it),
        cmocka_unit_test(spans_are_of_the_typed_text_and_in_its_order),
        cmocka_unit_test(what_was_stated_outright_is_not_taken_from_words),
        cmocka_unit_test(unclear_words_keep_both_readings_and_their_labels),
        cmocka_unit_test(a_printed_client_reads_back_as_itself),
        cmocka_unit_test(a_correction_of_the_printed_client_counts),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
