/* tests/unit/test_query_json.c - CLIENT.json */
#include <math.h>
#include <string.h>

#include "waypost/client.h"

#include "support/test.h"

static struct wp_vocab *vocab;
static struct wp_client *client;
static struct wp_error err;

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

static enum wp_status parse(const char *json)
{
    wp_client_destroy(client);
    client = NULL;
    err = WP_ERROR_INIT;
    assert_int_equal(wp_client_create(&client, NULL), WP_OK);

    enum wp_status status =
        wp_client_parse_json(client, vocab, json, strlen(json), &err);
    if (status == WP_OK) {
        status = wp_client_settle(client, vocab, &err);
    }
    return status;
}

static void the_example_of_the_contract_is_read_whole(void **state)
{
    (void)state;
    assert_int_equal(
        parse("{\"needs\":[{\"words\":\"suboxone\",\"urgency\":\"week\"},"
              "{\"concept\":\"housing.shelter.emergency\","
              "\"urgency\":\"tonight\"}],\"near\":\"02150\","
              "\"within_m\":24000,\"travel\":\"transit\","
              "\"payers\":[\"MassHealth\"],\"can_self_pay\":false,"
              "\"age_years\":34,\"sex\":\"female\",\"pregnant\":true,"
              "\"veteran\":false,\"household\":{\"size\":2,"
              "\"children_ages_years\":[6]},\"income_usd_per_year\":18000,"
              "\"languages\":[\"es\"],\"attributes\":[\"pets:dog\"],"
              "\"accessibility\":[\"wheelchair\"],\"require\":[\"payer\"],"
              "\"at\":\"2025-09-01T18:00\",\"as_of\":\"2025-09-01\","
              "\"limit\":10}"),
        WP_OK);
    assert_int_equal(client->need_count, 2);
    assert_string_equal(client->needs[0].words, "suboxone");
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_WEEK);
    assert_null(client->needs[1].words);
    assert_int_equal(client->needs[1].urgency, WP_URGENCY_TONIGHT);
    assert_string_equal(client->near.label, "02150 Chelsea, MA");
    assert_true(client->within_m == 24000.0 && client->within_stated);
    assert_int_equal(client->travel, WP_TRAVEL_TRANSIT);
    assert_string_equal(wp_vocab_payer(vocab, client->payers[0].payer)->code,
                        "medicaid:MA");
    assert_int_equal(client->can_self_pay, WP_NO);
    assert_true(client->age_years == 34.0);
    assert_string_equal(client->sex, "female");
    assert_int_equal(client->pregnant, WP_YES);
    assert_int_equal(client->veteran, WP_NO);
    assert_int_equal(client->household_size, 2);
    assert_string_equal(client->household, "parent_with_children");
    assert_true(client->children_ages_years[0] == 6.0);
    assert_true(client->income_usd_per_year == 18000.0);
    assert_string_equal(client->languages[0]->code, "es");
    assert_string_equal(client->attributes[0], "pets:dog");
    assert_string_equal(client->accessibility[0], "wheelchair");
    assert_string_equal(client->require[0], "payer");
    assert_string_equal(client->at, "2025-09-01T18:00");
    assert_string_equal(client->as_of, "2025-09-01");
    assert_int_equal(client->limit, 10);
}

static void the_members_beyond_the_example_are_read_too(void **state)
{
    (void)state;
    assert_int_equal(
        parse("{\"near\":{\"lat\":33.5,\"lon\":-112.2},\"insured\":false,"
              "\"situations\":[\"homeless\"],\"lacks\":[\"photo_id\"],"
              "\"household\":{\"kind\":\"couple\"},\"urgency\":\"tonight\","
              "\"within_m\":\"15mi\",\"age_years\":0.25,"
              "\"words\":\"34yo needs formula\",\"sex\":null}"),
        WP_OK);
    assert_string_equal(client->near.state, "AZ");
    assert_int_equal(client->insured, WP_NO);
    assert_string_equal(client->situations[0], "homeless");
    assert_string_equal(client->household, "couple");
    assert_true(client->age_years == 0.25);
    assert_null(client->sex);
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_TONIGHT);
    assert_string_equal(client->words, "34yo needs formula");
}

static void an_empty_client_is_a_client(void **state)
{
    (void)state;
    assert_int_equal(parse("{}"), WP_OK);
    assert_int_equal(client->need_count, 0);
}

static void mistakes_are_named_with_their_place(void **state)
{
    static const struct {
        const char *json, *origin, *says;
    } cases[] = {
        {"{\"payer\":[]}", "$.payer", "did you mean 'payers'"},
        {"{\"needs\":[{\"words\":\"x\",\"urgencyy\":\"week\"}]}",
         "$.needs[0].urgencyy", "did you mean 'urgency'"},
        {"{\"needs\":[{\"words\":\"x\"},{\"words\":\"y\",\"urgency\":1}]}",
         "$.needs[1].urgency", "text"},
        {"{\"needs\":[{\"words\":\"x\",\"urgency\":\"soon\"}]}",
         "$.needs[0].urgency", "tonight, week or long-term"},
        {"{\"needs\":[{\"concept\":\"no.such\"}]}", "$.needs[0].concept",
         "no concept"},
        {"{\"needs\":[{}]}", "$.needs[0]", "words or a concept"},
        {"{\"needs\":[\"food\"]}", "$.needs[0]", "object"},
        {"{\"needs\":{}}", "$.needs", "list"},
        {"{\"age_years\":\"34\"}", "$.age_years", "number"},
        {"{\"age_years\":131}", "$.age_years", "130"},
        {"{\"age_years\":1e300}", "$.age_years", "130"},
        {"{\"pregnant\":\"yes\"}", "$.pregnant", "true or false"},
        {"{\"payers\":[\"medicare\",2]}", "$.payers[1]", "text"},
        {"{\"payers\":[\"MasHealth\"]}", "$.payers[0]", "'MassHealth'"},
        {"{\"payers\":[{\"code\":\"medicaid:AX\"}]}", "$.payers[0].code",
         "did you mean 'medicaid:A"},
        {"{\"payers\":[{\"kind\":\"medicaid\"}]}", "$.payers[0]", "label"},
        {"{\"languages\":[\"Spanich\"]}", "$.languages[0]", "'Spanish'"},
        {"{\"needs\":[{\"concept\":\"sud.detox\"}]}", "$.needs[0].concept",
         "'sud.withdrawal_management'"},
        {"{\"needs\":[{\"concepts\":[{\"slug\":\"sud.detox\"}]}]}",
         "$.needs[0].concepts[0].slug", "'sud.withdrawal_management'"},
        {"{\"needs\":[{\"concepts\":[{\"slug\":\"sud.iop\",\"weight\":2}]}]}",
         "$.needs[0].concepts[0].weight", "at most 1"},
        {"{\"needs\":[{\"concepts\":[{\"sug\":\"sud.iop\"}]}]}",
         "$.needs[0].concepts[0].sug", "'slug'"},
        {"{\"age_years\":900}", "$.age_years", "0 to 130"},
        {"{\"age_years\":-1}", "$.age_years", "0 to 130"},
        {"{\"age_years\":1e999}", "$.age_years", "0 to 130"},
        {"{\"age_years\":99999999999999999999999}", "$.age_years", "0 to 130"},
        {"{\"household\":{\"children_ages_years\":[3, 1e999]}}",
         "$.household.children_ages_years[1]", "years"},
        {"{\"within_m\":-1}", "$.within_m", "distance"},
        {"{\"within_m\":0}", "$.within_m", "between"},
        {"{\"limit\":0}", "$.limit", "1 to 200"},
        {"{\"income_usd_per_year\":-5}", "$.income_usd_per_year", "dollars"},
        {"{\"income_usd_per_year\":1e999}", "$.income_usd_per_year", "dollars"},
        {"{\"income_fpl_percent\":-1}", "$.income_fpl_percent", "10000"},
        {"{\"household\":{\"size\":31}}", "$.household.size", "1 to 30"},
        {"{\"household\":{\"kind\":\"copule\"}}", "$.household.kind",
         "'couple'"},
        {"{\"sex\":\"femal\"}", "$.sex", "'female'"},
        {"{\"travel\":\"buss\"}", "$.travel", "walk"},
        {"{\"urgency\":\"tonite\"}", "$.urgency", "'tonight'"},
        {"{\"situations\":[\"homless\"]}", "$.situations[0]", "'homeless'"},
        {"{\"attributes\":[\"pets:dgo\"]}", "$.attributes[0]", "'pets:dog'"},
        {"{\"accessibility\":[\"wheelchar\"]}", "$.accessibility[0]",
         "'wheelchair'"},
        {"{\"lacks\":[\"photoid\"]}", "$.lacks[0]", "'photo_id'"},
        {"{\"require\":[\"payr\"]}", "$.require[0]", "'payer'"},
        {"{\"at\":\"2026-13-01T10:00\"}", "$.at", "no time"},
        {"{\"near\":\"99999\"}", "$.near", "99999"},
        {"{\"near\":{\"lat\":1e999,\"lon\":3}}", "$.near", "degrees"},
        {"{\"insured\":1}", "$.insured", "true or false"},
        {"{\"veteran\":\"no\"}", "$.veteran", "true or false"},
        {"{\"can_self_pay\":null,\"words\":7}", "$.words", "text"},
        {"{\"typed\":7}", "$.typed", "text"},
        {"{\"payers\":\"a\"}", "$.payers", "list"},
        {"{\"household\":{\"size\":0}}", "$.household.size", "1 to 30"},
        {"{\"household\":{\"sizes\":1}}", "$.household.sizes",
         "did you mean 'size'"},
        {"{\"household\":{\"children_ages_years\":[1,\"2\"]}}",
         "$.household.children_ages_years[1]", "number"},
        {"{\"household\":3}", "$.household", "object"},
        {"{\"near\":{\"lat\":1}}", "$.near", "lat and lon"},
        {"{\"near\":{\"lat\":1,\"lng\":2}}", "$.near.lng", "no member"},
        {"{\"near\":85301}", "$.near", "text"},
        {"{\"near\":\"09001\"}", "$.near", "military"},
        {"{\"limit\":201}", "$.limit", "1 to 200"},
        {"{\"limit\":1.5}", "$.limit", "1 to 200"},
        {"{\"within_m\":900000}", "$.within_m", "800 km"},
        {"{\"as_of\":\"2025-02-30\"}", "$.as_of", "no date"},
        {"{\"sex\":\"\"}", "$.sex", "leave it out"},
        {"[]", "$", "object"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(parse(cases[i].json), WP_EINVAL);
        if (strcmp(err.origin, cases[i].origin) != 0 ||
            !strstr(err.message, cases[i].says)) {
            print_error("%s: [%s] %s\n", cases[i].json, err.origin,
                        err.message);
        }
        assert_string_equal(err.origin, cases[i].origin);
        assert_non_null(strstr(err.message, cases[i].says));
    }
}

static void what_is_not_json_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_int_equal(parse("{\n\"near\": }"), WP_EPARSE);
    assert_non_null(strstr(err.origin, "client:2:"));
    assert_int_equal(parse(""), WP_EPARSE);
    assert_int_equal(parse("{\"age_years\":34,\"age_years\":35}"), WP_EPARSE);
    assert_int_equal(parse("{\"near\":\"\\u0000\"}"), WP_EPARSE);
}

static void a_file_too_large_is_a_limit(void **state)
{
    (void)state;
    assert_int_equal(parse("{}"), WP_OK);
    assert_int_equal(wp_client_parse_json(client, vocab, "{", 1000001, &err),
                     WP_ELIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_contract_is_read_whole),
        cmocka_unit_test(the_members_beyond_the_example_are_read_too),
        cmocka_unit_test(an_empty_client_is_a_client),
        cmocka_unit_test(mistakes_are_named_with_their_place),
        cmocka_unit_test(what_is_not_json_is_refused_with_its_line),
        cmocka_unit_test(a_file_too_large_is_a_limit),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
