/* tests/unit/test_query_words.c - a client described in plain words */
#include <math.h>
#include <string.h>

#include "waypost/client.h"

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
    wp_vocab_destroy(vocab);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    wp_client_destroy(client);
    client = NULL;
    return 0;
}

static void hear(const char *words)
{
    struct wp_error err = WP_ERROR_INIT;

    wp_client_destroy(client);
    client = NULL;
    assert_int_equal(wp_client_create(&client, &err), WP_OK);
    assert_int_equal(wp_client_parse_words(client, vocab, words, &err), WP_OK);
    assert_int_equal(wp_client_settle(client, vocab, &err), WP_OK);
}

/* The need that holds a concept; fails the test if none does. */
static const struct wp_need *need_of(const char *slug)
{
    const int concept = wp_vocab_concept_by_slug(vocab, slug);

    for (size_t i = 0; i < client->need_count; i++) {
        for (size_t j = 0; j < client->needs[i].concept_count; j++) {
            if (client->needs[i].concepts[j].concept == concept) {
                return &client->needs[i];
            }
        }
    }
    fail_msg("'%s' is no need of '%s'", slug, client->words);
    return NULL;
}

static void assert_payer(const char *code)
{
    assert_int_equal(client->payer_count, 1);
    assert_string_equal(wp_vocab_payer(vocab, client->payers[0].payer)->code,
                        code);
}

static bool lists(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void a_case_managers_sentence_fills_the_client(void **state)
{
    (void)state;
    hear("pregnant 34yo using opioids, AHCCCS, no car, 85301, today");
    assert_int_equal(client->need_count, 1);
    assert_ptr_equal(need_of("sud.moud"), need_of("sud.treatment"));
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_TONIGHT);
    assert_int_equal(client->pregnant, WP_YES);
    assert_true(client->age_years == 34.0);
    assert_payer("medicaid:AZ");
    assert_int_equal(client->travel, WP_TRAVEL_TRANSIT);
    assert_string_equal(client->near.zip, "85301");
    assert_string_equal(client->near.label, "85301 Glendale, AZ");
    assert_string_equal(client->near.county, "04013");
    assert_false(client->within_stated);
    /* Ten miles is what a bus rider is given. */
    assert_true(fabs(client->within_m - 16093.44) < 0.01);
    assert_string_equal(
        client->words,
        "pregnant 34yo using opioids, AHCCCS, no car, 85301, today");
}

static void a_mother_with_a_child_and_no_id(void **state)
{
    (void)state;
    hear("34 y woman, 20 weeks pregnant, opioid use, AHCCCS, 85301, with "
         "6-year-old, no ID, today");
    assert_true(client->age_years == 34.0);
    assert_string_equal(client->sex, "female");
    assert_int_equal(client->children_count, 1);
    assert_true(client->children_ages_years[0] == 6.0);
    assert_string_equal(client->household, "parent_with_children");
    assert_true(lists(client->lacks, client->lack_count, "photo_id"));
    (void)need_of("legal.id_recovery");
}

static void nothing_said_is_nothing_stated(void **state)
{
    (void)state;
    hear("food pantry");
    assert_true(isnan(client->age_years));
    assert_true(isnan(client->income_usd_per_year));
    assert_null(client->sex);
    assert_int_equal(client->pregnant, WP_NOT_STATED);
    assert_int_equal(client->insured, WP_NOT_STATED);
    assert_int_equal(client->travel, WP_TRAVEL_NOT_STATED);
    assert_int_equal(client->household_size, 0);
    assert_false(client->near.stated);
    assert_int_equal(client->payer_count, 0);
    assert_int_equal(client->note_count, 0);
    /* Hunger is tonight's lane, but nobody said tonight. */
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_NOT_STATED);
}

static void separate_things_are_separate_needs(void **state)
{
    (void)state;
    hear("diapers and food stamps and a lawyer");
    assert_int_equal(client->need_count, 3);
    assert_string_equal(client->needs[0].words, "diapers");
    assert_string_equal(client->needs[1].words, "food stamps");
    assert_ptr_equal(need_of("legal.aid"), &client->needs[2]);
}

static void the_same_thing_said_twice_is_one_need(void **state)
{
    (void)state;
    hear("food pantry or a food bank");
    assert_int_equal(client->need_count, 1);
    hear("suboxone or methadone");
    assert_int_equal(client->need_count, 1);
    assert_int_equal(client->needs[0].concept_count, 2);
    assert_string_equal(client->needs[0].words, "suboxone, methadone");
}

static void an_unclear_need_keeps_its_question(void **state)
{
    (void)state;
    hear("rehab");
    assert_int_equal(client->need_count, 1);
    assert_true(client->needs[0].concept_count >= 2);
    assert_string_equal(client->needs[0].question, "rehab");
}

static void ages_are_read_in_many_forms(void **state)
{
    static const struct {
        const char *words;
        double age_years;
    } cases[] = {
        {"34yo", 34.0},
        {"19 year old", 19.0},
        {"a 72-year-old man", 72.0},
        {"34, female, 85301", 34.0},
        {"age 61", 61.0},
        {"tengo 19 años", 19.0},
        {"19 anos", 19.0},
        {"34F shelter", 34.0},
        {"man 29, on parole", 29.0},
        {"my 72 year old mother needs meals", 72.0},
        {"78 y, hip fracture", 78.0},
        {"veteran 45", 45.0},
        {"vet 45 needs housing", 45.0},
        {"veterano 60 necesita casa", 60.0},
        {"27 months old", 2.25},
        {"27-month-old with speech delay", 2.25},
        {"teen mom 17 with newborn", 17.0},
        {"45M opioid", 45.0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        hear(cases[i].words);
        if (!(client->age_years == cases[i].age_years)) {
            print_error("'%s': %g\n", cases[i].words, client->age_years);
        }
        assert_true(client->age_years == cases[i].age_years);
    }
}

static void numbers_that_are_no_age_are_left_alone(void **state)
{
    static const char *const cases[] = {
        "12 step meeting",          "3 months behind on rent",
        "20 weeks pregnant",        "shelter for 5 years in the street",
        "lleva 5 años en la calle", "30 day notice",
        "300 dollars for rent",     "call 602-555-0142",
        "couple with a 40 lb dog",  "man 30 days sober",
        "woman 20 weeks pregnant",  "190% FPL",
        "veteran 2 kids",           "person 12 miles away",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        hear(cases[i]);
        if (!isnan(client->age_years)) {
            print_error("'%s': %g\n", cases[i], client->age_years);
        }
        assert_true(isnan(client->age_years));
    }
}

static void a_childs_age_is_not_the_clients(void **state)
{
    (void)state;
    hear("my 3 year old needs a dentist");
    assert_true(isnan(client->age_years));
    assert_int_equal(client->children_count, 1);
    hear("my son is 15, counseling");
    assert_true(client->children_ages_years[0] == 15.0);
    hear("baby 6 months old needs formula");
    assert_true(client->children_ages_years[0] == 0.5);
    hear("parent, child 27 months, speech delay");
    assert_true(client->children_ages_years[0] == 2.25);
    hear("2 kids 5 and 7");
    assert_int_equal(client->children_count, 2);
    assert_true(client->children_ages_years[1] == 7.0);
    assert_string_equal(client->household, "parent_with_children");
    hear("mother, 2 children, 5-day eviction notice");
    assert_int_equal(client->children_count, 0);
    hear("my 6 yo son needs a dentist");
    assert_true(isnan(client->age_years));
    assert_true(client->children_ages_years[0] == 6.0);
    hear("father of three, kids 4, 7 and 11, needs food");
    assert_int_equal(client->children_count, 3);
    hear("3 kids ages 2 4 6");
    assert_int_equal(client->children_count, 3);
    hear("teen mom 17 with newborn");
    assert_true(client->children_ages_years[0] == 0.0);
    hear("baby 3 weeks old needs formula");
    assert_true(client->children_ages_years[0] < 0.1);
    hear("raising 2 grandkids 5 and 8");
    assert_int_equal(client->children_count, 2);
    hear("15 year old kicked out");
    assert_true(client->age_years == 15.0);
}

static void households_are_counted(void **state)
{
    (void)state;
    hear("family of 4 needs food");
    assert_int_equal(client->household_size, 4);
    hear("familia de cuatro");
    assert_int_equal(client->household_size, 4);
    hear("household size 3");
    assert_int_equal(client->household_size, 3);
    hear("couple (woman 41, man 44) with a 40-lb dog");
    assert_string_equal(client->household, "couple");
    assert_int_equal(client->household_size, 2);
    assert_null(client->sex);
    assert_true(lists(client->attributes, client->attribute_count, "pets:dog"));
}

static void income_is_counted_by_the_year(void **state)
{
    static const struct {
        const char *words;
        double usd;
    } cases[] = {
        {"$1,200/month", 14400.0},         {"18000 a year", 18000.0},
        {"makes $15 an hour", 31200.0},    {"gana $1500 al mes", 18000.0},
        {"$300 a week", 15600.0},          {"income $18k", 18000.0},
        {"earns 30,000", 30000.0},         {"$1200 monthly", 14400.0},
        {"gana 400 a la semana", 20800.0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        hear(cases[i].words);
        if (!(client->income_usd_per_year == cases[i].usd)) {
            print_error("'%s': %g\n", cases[i].words,
                        client->income_usd_per_year);
        }
        assert_true(client->income_usd_per_year == cases[i].usd);
    }
    hear("mother, 2 children, 190% FPL");
    assert_true(client->income_fpl_percent == 190.0);
    hear("52 y, 138-200 % FPL");
    assert_true(isnan(client->income_fpl_percent));
    hear("rent is $900 a month");
    assert_true(isnan(client->income_usd_per_year));
    hear("income 1500, SNAP");
    assert_true(isnan(client->income_usd_per_year));
    assert_int_equal(client->note_count, 1);
}

static void places_are_read_in_many_forms(void **state)
{
    static const struct {
        const char *words, *label;
    } cases[] = {
        {"food near 01103", "01103 Springfield, MA"},
        {"shelter 85301-1234", "85301 Glendale, AZ"},
        {"Phoenix, AZ food", "Phoenix, AZ"},
        {"food in phoenix az", "Phoenix, AZ"},
        {"detox in Glendale, Arizona", "Glendale, AZ"},
        {"comida en Los Ángeles, CA", "Los Angeles, CA"},
        {"eviction, Cook County, IL", "Cook County, IL"},
        {"18000 a year, dentist, 85301", "85301 Glendale, AZ"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        hear(cases[i].words);
        assert_true(client->near.stated);
        assert_string_equal(client->near.label, cases[i].label);
    }
    hear("food or rent, 18000 a year, lost my ID");
    assert_false(client->near.stated);
    hear("detox 99999");
    assert_false(client->near.stated);
    assert_int_equal(client->note_count, 1);
}

static void a_distance_is_read(void **state)
{
    (void)state;
    hear("food within 10 miles");
    assert_true(client->within_stated);
    assert_true(fabs(client->within_m - 16093.44) < 0.01);
    hear("comida a menos de 5 km");
    assert_true(client->within_m == 5000.0);
    hear("walks 20 miles a day to work");
    assert_false(client->within_stated);
}

static void payers_take_the_state_of_the_place(void **state)
{
    (void)state;
    hear("suboxone, medicaid, Tucson, AZ");
    assert_payer("medicaid:AZ");
    hear("suboxone, mercy care, 85301");
    assert_payer("mco:az_mercy_care");
    hear("dentist that takes medicaid in Oregon");
    assert_payer("medicaid:OR");
    hear("I have Aetna, dentist");
    assert_payer("carrier:aetna");
    hear("medicaid pending, detox, Glendale, Arizona");
    assert_payer("medicaid:AZ");
    assert_true(client->payers[0].pending);
    assert_int_equal(client->insured, WP_NOT_STATED);
}

static void words_about_payers_are_not_payers(void **state)
{
    (void)state;
    hear("apply for medicaid in Arizona");
    assert_int_equal(client->payer_count, 0);
    (void)need_of("benefit.medicaid_enroll");
    hear("need access to housing 85301");
    assert_int_equal(client->payer_count, 0);
    hear("no insurance, dentist");
    assert_int_equal(client->payer_count, 0);
    assert_int_equal(client->insured, WP_NO);
}

static void spanish_says_the_same(void **state)
{
    (void)state;
    hear("madre de 34 años con 2 niños de 5 y 7, sin seguro, necesito comida "
         "esta noche, 85301");
    assert_true(client->age_years == 34.0);
    assert_int_equal(client->children_count, 2);
    assert_int_equal(client->insured, WP_NO);
    (void)need_of("food.pantry");
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_TONIGHT);
    assert_string_equal(client->near.zip, "85301");
}

static void guards_hold(void **state)
{
    (void)state;
    hear("mushroom");
    assert_int_equal(client->needs[0].concept_count, 0);
    hear("not faith based, food pantry");
    assert_int_equal(client->attribute_count, 0);
    assert_int_equal(client->need_count, 1);
    hear("Salvation Army");
    assert_int_equal(client->veteran, WP_NOT_STATED);
}

static void words_nobody_knows_are_kept_as_words(void **state)
{
    (void)state;
    hear("floozle grommit, 85301, 34yo");
    assert_int_equal(client->need_count, 1);
    assert_int_equal(client->needs[0].concept_count, 0);
    assert_string_equal(client->needs[0].words, "floozle grommit");
    hear("34, female, 85301");
    assert_int_equal(client->need_count, 0);
}

static void what_was_set_outright_stays(void **state)
{
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    assert_int_equal(wp_client_create(&client, &err), WP_OK);
    assert_int_equal(wp_client_set(client, vocab, "age_years", "40", &err),
                     WP_OK);
    assert_int_equal(wp_client_set(client, vocab, "near", "01103", &err),
                     WP_OK);
    assert_int_equal(wp_client_set(client, vocab, "urgency", "week", &err),
                     WP_OK);
    assert_int_equal(
        wp_client_parse_words(client, vocab, "34yo detox 85301 tonight", &err),
        WP_OK);
    assert_int_equal(wp_client_settle(client, vocab, &err), WP_OK);
    assert_true(client->age_years == 40.0);
    assert_string_equal(client->near.zip, "01103");
    assert_int_equal(client->needs[0].urgency, WP_URGENCY_WEEK);
}

static void broken_and_endless_texts_do_no_harm(void **state)
{
    static char endless[30001];
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    hear("\xFF\xFE food \x01 pantry \xC3");
    (void)need_of("food.pantry");
    hear("");
    assert_int_equal(client->need_count, 0);

    memset(endless, 'a', sizeof(endless) - 1);
    assert_int_equal(wp_client_parse_words(client, vocab, endless, &err),
                     WP_ELIMIT);
    for (size_t i = 0; i + 8 < 20000; i += 8) {
        memcpy(endless + i, "diapers,", 8);
    }
    endless[19992] = '\0';
    hear(endless);
    assert_int_equal(client->need_count, 1);
}

static void too_many_needs_are_dropped_with_a_note(void **state)
{
    (void)state;
    hear("diapers, food stamps, lawyer, dentist, detox, bus pass, resume help, "
         "hospice, notary, tent, prenatal care, glasses, insulin, doula, "
         "expungement, tax help, adoption, fan, wheelchair ramp, rent help, "
         "child support, hearing aids, GED, ESL");
    assert_int_equal(client->need_count, WP_CLIENT_NEEDS_MAX);
    assert_true(client->note_count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_managers_sentence_fills_the_client),
        cmocka_unit_test(a_mother_with_a_child_and_no_id),
        cmocka_unit_test(nothing_said_is_nothing_stated),
        cmocka_unit_test(separate_things_are_separate_needs),
        cmocka_unit_test(the_same_thing_said_twice_is_one_need),
        cmocka_unit_test(an_unclear_need_keeps_its_question),
        cmocka_unit_test(ages_are_read_in_many_forms),
        cmocka_unit_test(numbers_that_are_no_age_are_left_alone),
        cmocka_unit_test(a_childs_age_is_not_the_clients),
        cmocka_unit_test(households_are_counted),
        cmocka_unit_test(income_is_counted_by_the_year),
        cmocka_unit_test(places_are_read_in_many_forms),
        cmocka_unit_test(a_distance_is_read),
        cmocka_unit_test(payers_take_the_state_of_the_place),
        cmocka_unit_test(words_about_payers_are_not_payers),
        cmocka_unit_test(spanish_says_the_same),
        cmocka_unit_test(guards_hold),
        cmocka_unit_test(words_nobody_knows_are_kept_as_words),
        cmocka_unit_test_setup(what_was_set_outright_stays, forget),
        cmocka_unit_test(broken_and_endless_texts_do_no_harm),
        cmocka_unit_test_teardown(too_many_needs_are_dropped_with_a_note,
                                  forget), /* the last one */
    };

    return cmocka_run_group_tests(tests, load, unload);
}
