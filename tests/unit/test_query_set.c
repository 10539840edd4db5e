/* tests/unit/test_query_set.c - facts set outright, and what follows */
#include <math.h>
#include <stdio.h>
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
    wp_vocab_destroy(vocab);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    err = WP_ERROR_INIT;
    return wp_client_create(&client, NULL) == WP_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    wp_client_destroy(client);
    client = NULL;
    return 0;
}

static enum wp_status set(const char *name, const char *value)
{
    return wp_client_set(client, vocab, name, value, &err);
}

static void settle(void)
{
    assert_int_equal(wp_client_settle(client, vocab, &err), WP_OK);
}

static void a_new_client_states_nothing(void **state)
{
    (void)state;
    settle();
    assert_int_equal(client->need_count, 0);
    assert_true(client->within_m == WP_WITHIN_DEFAULT_M);
    assert_int_equal(client->limit, WP_LIMIT_DEFAULT);
    assert_null(client->household);
    assert_int_equal(client->insured, WP_NOT_STATED);
}

static void every_fact_can_be_set(void **state)
{
    (void)state;
    assert_int_equal(set("near", "85301"), WP_OK);
    assert_int_equal(set("within_m", "15mi"), WP_OK);
    assert_int_equal(set("need", "suboxone"), WP_OK);
    assert_int_equal(set("concept", "food.pantry"), WP_OK);
    assert_int_equal(set("payer", "AHCCCS"), WP_OK);
    assert_int_equal(set("age_years", "0.25"), WP_OK);
    assert_int_equal(set("sex", "f"), WP_OK);
    assert_int_equal(set("pregnant", "true"), WP_OK);
    assert_int_equal(set("veteran", "no"), WP_OK);
    assert_int_equal(set("household_size", "3"), WP_OK);
    assert_int_equal(set("household_kind", "family"), WP_OK);
    assert_int_equal(set("child_age_years", "6"), WP_OK);
    assert_int_equal(set("income_usd_per_year", "$18,000"), WP_OK);
    assert_int_equal(set("language", "Spanish"), WP_OK);
    assert_int_equal(set("language", "es"), WP_OK);
    assert_int_equal(set("urgency", "long-term"), WP_OK);
    assert_int_equal(set("travel", "walk"), WP_OK);
    assert_int_equal(set("at", "2026-11-23T18:00"), WP_OK);
    assert_int_equal(set("as_of", "2026-11-23"), WP_OK);
    assert_int_equal(set("require", "payer"), WP_OK);
    assert_int_equal(set("attribute", "walk-in"), WP_OK);
    assert_int_equal(set("accessibility", "wheelchair"), WP_OK);
    assert_int_equal(set("situation", "homeless"), WP_OK);
    assert_int_equal(set("lacks", "photo id"), WP_OK);
    assert_int_equal(set("limit", "200"), WP_OK);
    assert_int_equal(set("can_self_pay", "false"), WP_OK);
    assert_int_equal(set("insured", "yes"), WP_OK);
    settle();
    assert_true(fabs(client->within_m - 24140.16) < 0.01);
    assert_int_equal(client->need_count, 2);
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_LONG_TERM);
    assert_string_equal(client->payers[0].label, "AHCCCS (Arizona Medicaid)");
    assert_string_equal(client->sex, "female");
    assert_int_equal(client->language_count, 1);
    assert_string_equal(client->at, "2026-11-23T18:00");
    assert_string_equal(client->attributes[0], "walk_in");
    assert_string_equal(client->lacks[0], "photo_id");
}

static void what_is_wrong_is_refused_with_what_is_right(void **state)
{
    static const struct {
        const char *name, *value, *says;
    } cases[] = {
        {"age_years", "131", "0 to 130"},
        {"age_years", "-1", "0 to 130"},
        {"age_years", "nan", "0 to 130"},
        {"age_years", "0x20", "0 to 130"},
        {"within_m", "0", "between 1 m"},
        {"within_m", "801km", "800 km"},
        {"within_m", "far", "15mi"},
        {"limit", "0", "1 to 200"},
        {"limit", "2.5", "1 to 200"},
        {"household_size", "31", "1 to 30"},
        {"sex", "femal", "did you mean 'female'"},
        {"urgency", "asap", "tonight"},
        {"pregnant", "maybe", "true nor false"},
        {"at", "2026-11-23", "2026-11-23T18:00"},
        {"at", "2026-11-23T24:00", "2026-11-23T18:00"},
        {"as_of", "2026-02-29", "no date"},
        {"as_of", "23.11.2026", "no date"},
        {"language", "klingonish", "'es'"},
        {"concept", "food.pantri", "did you mean 'food.pantry'"},
        {"concept", "sud.detox", "sud.withdrawal_management"},
        {"situation", "homless", "did you mean 'homeless'"},
        {"attribute", "pets:dogs", "did you mean 'pets:dog'"},
        {"require", "payr", "did you mean 'payer'"},
        {"income", "a lot", "dollars a year"},
        {"ages_years", "34", "did you mean 'age_years'"},
        {"zodiac", "leo", "no fact 'zodiac'"},
        {"need", "  ", "leave it out"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(set(cases[i].name, cases[i].value), WP_EINVAL);
        if (!strstr(err.message, cases[i].says)) {
            print_error("%s %s: %s\n", cases[i].name, cases[i].value,
                        err.message);
        }
        assert_non_null(strstr(err.message, cases[i].says));
    }
    assert_true(isnan(client->age_years));
    assert_int_equal(client->need_count, 0);
}

static void places_nobody_can_use_are_refused_in_words(void **state)
{
    static const struct {
        const char *value, *says;
    } cases[] = {
        {"09001", "military mail"},
        {"2150", "did you mean 02150 (Chelsea, MA)"},
        {"0000", "four digits"},
        {"85399", "nearest number is 85396"},
        {"Springfeld, ZZ", "no place we know"},
        {"nowhere", "no place we know"},
        {"-112.2, 33.5", "write the latitude first"},
        {"-73.99, 40.7", "write the latitude first"},
        {"0, 0", "in the sea"},
        {"85011", "post-office boxes"},
        {"85011", "\"Phoenix, AZ\""},
        {"95.0, 200.0", "not on the earth"},
        {",", "no place we know"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(set("near", cases[i].value), WP_EINVAL);
        if (!strstr(err.message, cases[i].says)) {
            print_error("%s: %s\n", cases[i].value, err.message);
        }
        assert_non_null(strstr(err.message, cases[i].says));
    }
    assert_false(client->near.stated);
}

static void a_place_may_be_a_zip_a_city_a_county_or_a_position(void **state)
{
    (void)state;
    assert_int_equal(set("near", " 02150-1234 "), WP_OK);
    assert_string_equal(client->near.zip, "02150");
    assert_int_equal(set("near", "New York New York"), WP_OK);
    assert_string_equal(client->near.label, "New York, NY");
    assert_string_equal(client->near.zip, "");
    assert_string_equal(client->near.county, "36061");
    assert_int_equal(set("near", "Cook County, IL"), WP_OK);
    assert_string_equal(client->near.county, "17031");
    assert_int_equal(set("near", "33.5,-112.2"), WP_OK);
    assert_string_equal(client->near.state, "AZ");
    assert_string_equal(client->near.label, "33.5000, -112.2000");
    assert_true(client->near.stated);
    assert_int_equal(set("near", "Yavapai, AZ"), WP_OK);
    assert_string_equal(client->near.county, "04025");
    assert_int_equal(set("near", "Yakima county"), WP_OK);
    assert_string_equal(client->near.label, "Yakima County, WA");
    assert_int_equal(set("near", "Tucson"), WP_OK);
    assert_string_equal(client->near.label, "Tucson, AZ");
    assert_int_equal(set("near", "Washington County OR"), WP_OK);
    assert_string_equal(client->near.county, "41067");
    assert_int_equal(set("near", "Phoenix, AZ 85004"), WP_OK);
    assert_string_equal(client->near.zip, "85004");
}

static void a_state_alone_is_an_area_without_a_position(void **state)
{
    (void)state;
    assert_int_equal(set("near", "85301"), WP_OK);
    assert_int_equal(set("near", "Arizona"), WP_OK);
    assert_false(client->near.stated);
    assert_string_equal(client->near.state, "AZ");
    assert_string_equal(client->near.zip, "");
    assert_string_equal(client->near.county, "");
    assert_int_equal(set("near", "tx"), WP_OK);
    assert_string_equal(client->near.state, "TX");
    assert_string_equal(client->near.label, "anywhere in TX");
}

static void a_name_of_several_states_waits_for_a_payer(void **state)
{
    (void)state;
    assert_int_equal(set("near", "Glendale"), WP_OK);
    assert_false(client->near.stated);
    assert_int_equal(set("payer", "AHCCCS"), WP_OK);
    assert_int_equal(wp_client_settle(client, vocab, &err), WP_OK);
    assert_string_equal(client->near.label, "Glendale, AZ");

    assert_int_equal(set("near", "Orange County"), WP_OK);
    assert_int_equal(wp_client_settle(client, vocab, &err), WP_EINVAL);
    assert_non_null(strstr(err.message, "\"Orange County, CA\""));
    assert_non_null(strstr(err.message, "or 3 more"));
    client->near.pending = NULL;
}

static void a_zip_lies_in_all_its_counties(void **state)
{
    (void)state;
    assert_int_equal(set("near", "85142"), WP_OK);
    assert_string_equal(client->near.county, "04013");
    assert_int_equal(client->near.other_count, 1);
    assert_string_equal(client->near.others[0].county, "04021");
    assert_true(client->near.others[0].share > 0.0 &&
                client->near.others[0].share < 0.5);
}

static void a_generic_payer_waits_for_the_state(void **state)
{
    (void)state;
    assert_int_equal(set("payer", "Medicaid"), WP_OK);
    assert_int_equal(set("payer", "access"), WP_OK);
    assert_int_equal(set("near", "85301"), WP_OK);
    settle();
    assert_int_equal(client->payer_count, 1);
    assert_string_equal(wp_vocab_payer(vocab, client->payers[0].payer)->code,
                        "medicaid:AZ");
    assert_int_equal(client->insured, WP_YES);
}

static void an_unknown_payer_is_refused_an_unclear_one_noted(void **state)
{
    (void)state;
    assert_int_equal(set("payer", "Blorp Mutual"), WP_EINVAL);
    assert_int_equal(set("payer", "access"), WP_OK);
    settle();
    assert_int_equal(client->payer_count, 0);
    assert_int_equal(client->note_count, 1);
    assert_non_null(strstr(client->notes[0], "say the state"));
}

static void no_insurance_and_cash_are_not_payers(void **state)
{
    (void)state;
    assert_int_equal(set("payer", "uninsured"), WP_OK);
    assert_int_equal(set("payer", "self pay"), WP_OK);
    settle();
    assert_int_equal(client->payer_count, 0);
    assert_int_equal(client->insured, WP_NO);
    assert_int_equal(client->can_self_pay, WP_YES);
}

static void a_plan_says_all_that_its_kind_says(void **state)
{
    (void)state;
    assert_int_equal(set("payer", "medicaid"), WP_OK);
    assert_int_equal(set("payer", "mercy care"), WP_OK);
    assert_int_equal(set("near", "85301"), WP_OK);
    settle();
    assert_int_equal(client->payer_count, 1);
    assert_string_equal(wp_vocab_payer(vocab, client->payers[0].payer)->code,
                        "mco:az_mercy_care");
}

static void travel_decides_how_far_unless_it_was_said(void **state)
{
    (void)state;
    assert_int_equal(set("travel", "walk"), WP_OK);
    settle();
    assert_true(fabs(client->within_m - 4828.032) < 0.001);
    assert_int_equal(set("travel", "car"), WP_OK);
    settle();
    assert_true(client->within_m == WP_WITHIN_DEFAULT_M);
    assert_int_equal(set("within", "5km"), WP_OK);
    assert_int_equal(set("travel", "walk"), WP_OK);
    settle();
    assert_true(client->within_m == 5000.0);
}

static void a_slow_lane_is_the_needs_own_a_fast_one_must_be_said(void **state)
{
    (void)state;
    assert_int_equal(set("concept", "housing.shelter.emergency"), WP_OK);
    assert_int_equal(set("concept", "health.dental"), WP_OK);
    assert_int_equal(set("concept", "legal.expungement"), WP_OK);
    settle();
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_NOT_STATED);
    assert_int_equal(client->needs[1].urgency, WP_URGENCY_WEEK);
    assert_int_equal(client->needs[2].urgency, WP_URGENCY_LONG_TERM);
}

static void a_household_follows_from_what_was_said(void **state)
{
    (void)state;
    assert_int_equal(set("child_age_years", "6"), WP_OK);
    settle();
    assert_string_equal(client->household, "parent_with_children");
    assert_int_equal(client->household_size, 0);
    assert_int_equal(end(NULL), 0);
    assert_int_equal(begin(NULL), 0);
    assert_int_equal(set("household_size", "4"), WP_OK);
    assert_int_equal(set("child_age_years", "6"), WP_OK);
    settle();
    assert_string_equal(client->household, "family");
    assert_int_equal(end(NULL), 0);
    assert_int_equal(begin(NULL), 0);
    assert_int_equal(set("household", "1"), WP_OK);
    settle();
    assert_string_equal(client->household, "single");
}

static void lists_have_an_end(void **state)
{
    (void)state;
    for (int i = 0; i < WP_CLIENT_NEEDS_MAX; i++) {
        assert_int_equal(set("concept", "food.pantry"), WP_OK);
    }
    assert_int_equal(set("concept", "food.pantry"), WP_ELIMIT);
    assert_int_equal(set("need", "flurble"), WP_ELIMIT);
    for (int i = 0; i < WP_CLIENT_LIST_MAX; i++) {
        const struct wp_payer *plan = wp_vocab_payer(vocab, 40 + i);
        assert_int_equal(set("payer", plan->code), WP_OK);
        assert_int_equal(set("child_age_years", "3"), WP_OK);
    }
    assert_int_equal(set("payer", "medicare"), WP_ELIMIT);
    assert_int_equal(set("child_age_years", "3"), WP_ELIMIT);
}

static void several_needs_in_one_phrase_become_several(void **state)
{
    (void)state;
    assert_int_equal(set("need", "food stamps and diapers"), WP_OK);
    assert_int_equal(client->need_count, 2);
    assert_int_equal(set("need", "flurble"), WP_OK);
    assert_int_equal(client->need_count, 3);
    assert_string_equal(client->needs[2].words, "flurble");
    assert_int_equal(client->needs[2].concept_count, 0);
    assert_int_equal(set("need", "shelter with my dog"), WP_OK);
    assert_string_equal(client->attributes[0], "pets:dog");
    assert_string_equal(client->needs[3].words, "shelter with my dog");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_new_client_states_nothing),
        CASE(every_fact_can_be_set),
        CASE(what_is_wrong_is_refused_with_what_is_right),
        CASE(places_nobody_can_use_are_refused_in_words),
        CASE(a_place_may_be_a_zip_a_city_a_county_or_a_position),
        CASE(a_state_alone_is_an_area_without_a_position),
        CASE(a_name_of_several_states_waits_for_a_payer),
        CASE(a_zip_lies_in_all_its_counties),
        CASE(a_generic_payer_waits_for_the_state),
        CASE(an_unknown_payer_is_refused_an_unclear_one_noted),
        CASE(no_insurance_and_cash_are_not_payers),
        CASE(a_plan_says_all_that_its_kind_says),
        CASE(travel_decides_how_far_unless_it_was_said),
        CASE(a_slow_lane_is_the_needs_own_a_fast_one_must_be_said),
        CASE(a_household_follows_from_what_was_said),
        CASE(lists_have_an_end),
        CASE(several_needs_in_one_phrase_become_several),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
