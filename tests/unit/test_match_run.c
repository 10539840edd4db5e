/* tests/unit/test_match_run.c - a small town, matched from end to end */
#include "waypost/render.h"

#include "explain/matches.h"
#include "support/town.h"

#define ELIGIBILITY WP_FACT_ELIGIBILITY
#define SHELTER     "housing.shelter.emergency"
#define NEW         "2026-11-01"

static const struct lot lots[] = {
    {1, 1, 1, "Near shelter", SHELTER, NULL, NULL, 800, 0, 0, 0, NEW, {{0}}},
    {2, 2, 2, "Far shelter", SHELTER, NULL, NULL, 0, 30000, 0, 0, NEW, {{0}}},
    {3,
     3,
     3,
     "Women's shelter",
     SHELTER,
     NULL,
     NULL,
     500,
     0,
     0,
     0,
     NEW,
     {{ELIGIBILITY, "sex:female", WP_STANCE_ONLY, 0, 0, NULL, NEW}}},
    {3,
     3,
     4,
     "Women's shelter",
     SHELTER,
     NULL,
     NULL,
     900,
     0,
     0,
     0,
     NEW,
     {{ELIGIBILITY, "sex:female", WP_STANCE_ONLY, 0, 0, NULL, NEW}}},
    {4,
     4,
     5,
     "Closed shelter",
     SHELTER,
     NULL,
     NULL,
     100,
     0,
     WP_DOC_DEFUNCT,
     0,
     NEW,
     {{0}}},
    {5, 5, 6, "Two places", SHELTER, NULL, NULL, 9000, 0, 0, 0, NEW, {{0}}},
    {5, 5, 7, "Two places", SHELTER, NULL, NULL, 2000, 0, 0, 0, NEW, {{0}}},
    {6,
     6,
     8,
     "Safe house",
     "safety.dv.shelter",
     NULL,
     NULL,
     300,
     0,
     0,
     WP_DOC_CONFIDENTIAL,
     NEW,
     {{0}}},
    {7,
     7,
     0,
     "County line",
     "food.pantry",
     NULL,
     NULL,
     0,
     0,
     0,
     0,
     NEW,
     {{WP_FACT_COVERAGE, "county:04013", WP_STANCE_ACCEPTS, 0, 0, NULL, NEW}}},
    {8,
     8,
     0,
     "Other county line",
     "food.pantry",
     NULL,
     NULL,
     0,
     0,
     0,
     0,
     NEW,
     {{WP_FACT_COVERAGE, "county:04019", WP_STANCE_ACCEPTS, 0, 0, NULL, NEW}}},
    {9, 9, 9, "Pantry", "food.pantry", NULL, NULL, 0, 70000, 0, 0, NEW, {{0}}},
    {10,
     9,
     10,
     "Pantry two",
     "food.pantry",
     NULL,
     NULL,
     0,
     71000,
     0,
     0,
     NEW,
     {{0}}},
    {11,
     9,
     11,
     "Pantry three",
     "food.pantry",
     NULL,
     NULL,
     0,
     72000,
     0,
     0,
     NEW,
     {{0}}},
    {12,
     10,
     12,
     "Words only",
     "care.case_management",
     "We lend saxophones to everybody",
     NULL,
     100,
     0,
     0,
     0,
     NEW,
     {{0}}},
    {13,
     11,
     13,
     "Served from afar",
     "food.pantry",
     NULL,
     NULL,
     0,
     300000,
     0,
     0,
     NEW,
     {{WP_FACT_COVERAGE, "zip:85301", WP_STANCE_ACCEPTS, 0, 0, NULL, NEW}}},
    {14,
     12,
     14,
     "State office",
     "edu.ged",
     NULL,
     NULL,
     0,
     300000,
     0,
     0,
     NEW,
     {{WP_FACT_COVERAGE, "state:AZ", WP_STANCE_ACCEPTS, 0, 0, NULL, NEW}}},
    {15,
     12,
     15,
     "Far class",
     "edu.ged",
     NULL,
     NULL,
     0,
     300000,
     0,
     0,
     NEW,
     {{0}}},
    {16, 13, 16, "Class", "edu.esl", NULL, NULL, 0, 1000, 0, 0, NEW, {{0}}},
    {17, 14, 17, "Class two", "edu.esl", NULL, NULL, 0, 1000, 0, 0, NEW, {{0}}},
    {18,
     15,
     18,
     "Class of all",
     "edu.esl",
     NULL,
     NULL,
     0,
     900,
     0,
     0,
     NEW,
     {{0}}},
    {19,
     16,
     19,
     "Class for veterans",
     "edu.esl",
     NULL,
     NULL,
     0,
     90000,
     0,
     0,
     NEW,
     {{ELIGIBILITY, "veteran", WP_STANCE_WELCOMES, 0, 0, NULL, NEW}}},
    {20,
     17,
     20,
     "Far class too",
     "edu.esl",
     NULL,
     NULL,
     0,
     90000,
     0,
     0,
     NEW,
     {{0}}},
};

static int set_up(void **state)
{
    struct town *town = calloc(1, sizeof(*town));

    assert_non_null(town);
    town_open(town);
    for (size_t i = 0; i < sizeof(lots) / sizeof(lots[0]); i++) {
        town_add(town, &lots[i]);
    }
    town_publish(town);
    *state = town;
    return 0;
}

static int tear_down(void **state)
{
    town_close(*state);
    free(*state);
    return 0;
}

static struct wp_matches *run(struct town *town, const struct wp_client *client)
{
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;

    must(wp_match_run(town->index, town->vocab, client, &matches, &err), &err);
    return matches;
}

static const struct wp_match *find(const struct wp_matches *matches,
                                   const char *name)
{
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        if (strcmp(wp_matches_at(matches, i)->service_name, name) == 0) {
            return wp_matches_at(matches, i);
        }
    }
    return NULL;
}

static size_t hidden_by(const struct wp_matches *matches, const char *reason)
{
    size_t count = 0;
    const struct wp_hidden *hidden = wp_matches_hidden(matches, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(hidden[i].reason, reason) == 0) {
            return hidden[i].count;
        }
    }
    return 0;
}

static void hidden_counts_services_not_places(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, SHELTER);

    client.sex = "male";
    struct wp_matches *matches = run(town, &client);
    assert_null(find(matches, "Women's shelter"));
    assert_null(find(matches, "Closed shelter"));
    assert_int_equal(hidden_by(matches, "sex"), 1);
    assert_int_equal(hidden_by(matches, "status"), 1);
    assert_int_equal(wp_matches_considered(matches), 5);
    wp_matches_destroy(matches);
}

static void a_service_is_shown_at_its_nearest_place(void **state)
{
    struct town *town = *state;
    const struct wp_client client = town_client(town, SHELTER);
    struct wp_matches *matches = run(town, &client);
    const struct wp_match *match = find(matches, "Two places");

    assert_non_null(match);
    assert_float_equal(match->distance_m, 2000.0, 25.0);
    assert_float_equal(find(matches, "Near shelter")->distance_m, 800.0, 10.0);
    assert_true(find(matches, "Near shelter")->rank <
                find(matches, "Far shelter")->rank);
    wp_matches_destroy(matches);
}

static void too_few_results_widen_in_published_steps(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, "food.pantry");

    client.within_m = 25 * 1609.344;
    struct wp_matches *matches = run(town, &client);
    assert_string_equal(wp_matches_widened(matches),
                        "within 50 mi, beyond the 25 mi asked");
    assert_false(wp_matches_low_supply(matches));
    assert_non_null(find(matches, "Pantry"));
    wp_matches_destroy(matches);

    /* The county next door comes before four times the way. */
    client.within_m = 5 * 1609.344;
    matches = run(town, &client);
    size_t count = 0;
    const struct wp_widened *steps = wp_matches_widening(matches, &count);
    assert_int_equal(count, 2);
    assert_string_equal(steps[0].step, "double_radius");
    assert_string_equal(steps[1].step, "next_county");
    assert_string_equal(wp_matches_widened(matches),
                        "within 10 mi, beyond the 5 mi asked");
    const struct wp_match *next = find(matches, "Other county line");
    assert_non_null(next);
    assert_non_null(strstr(next->beyond, "next door"));
    assert_null(find(matches, "County line")->beyond);
    assert_null(find(matches, "Served from afar")->beyond);
    assert_false(wp_matches_low_supply(matches));
    wp_matches_destroy(matches);

    client.require[client.require_count++] = "distance";
    matches = run(town, &client);
    assert_null(wp_matches_widened(matches));
    assert_true(wp_matches_low_supply(matches));
    assert_int_equal(hidden_by(matches, "distance"), 1); /* served from afar */
    wp_matches_destroy(matches);
}

static void a_far_office_for_the_whole_state_is_the_last_resort(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, "edu.ged");
    struct wp_matches *matches = run(town, &client);
    const struct wp_match *office = find(matches, "State office");

    assert_non_null(office);
    assert_string_equal(office->beyond,
                        "25 mi asked; its office is further, its area takes "
                        "in this place");
    assert_null(find(matches, "Far class"));
    assert_true(wp_matches_low_supply(matches));
    wp_matches_destroy(matches);
}

static void a_rare_group_is_looked_for_further_away(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, "edu.esl");
    struct wp_matches *matches = run(town, &client);

    assert_null(wp_matches_widened(matches));
    assert_null(find(matches, "Class for veterans"));
    wp_matches_destroy(matches);

    client.veteran = WP_YES;
    matches = run(town, &client);
    assert_non_null(find(matches, "Class for veterans"));
    assert_non_null(
        strstr(find(matches, "Class for veterans")->beyond, "is further"));
    assert_null(find(matches, "Far class too"));
    assert_null(find(matches, "Class")->beyond);
    wp_matches_destroy(matches);

    client.require[client.require_count++] = "distance";
    matches = run(town, &client);
    assert_null(find(matches, "Class for veterans"));
    wp_matches_destroy(matches);
}

static void a_state_alone_keeps_other_states_out(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, "edu.esl");

    client.near = (struct wp_near){.state = "NM"};
    struct wp_matches *matches = run(town, &client);
    assert_int_equal(wp_matches_count(matches), 0);
    wp_matches_destroy(matches);
    client.near = (struct wp_near){.state = "AZ"};
    matches = run(town, &client);
    assert_non_null(find(matches, "Class"));
    assert_true(isnan(find(matches, "Class")->distance_m));
    wp_matches_destroy(matches);
}

static void coverage_brings_lines_and_far_offices_and_hides_others(void **state)
{
    struct town *town = *state;
    const struct wp_client client = town_client(town, "food.pantry");
    struct wp_matches *matches = run(town, &client);

    assert_non_null(find(matches, "County line"));
    assert_false(find(matches, "County line")->has_place);
    assert_true(isnan(find(matches, "County line")->distance_m));
    assert_non_null(find(matches, "Served from afar"));
    assert_null(find(matches, "Other county line"));
    assert_int_equal(hidden_by(matches, "area"), 1);
    wp_matches_destroy(matches);
}

static void three_organizations_leave_two_rows_each(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, "food.pantry");

    client.within_m = 80000;
    struct wp_matches *matches = run(town, &client);
    assert_non_null(find(matches, "Pantry"));
    assert_non_null(find(matches, "Pantry two"));
    assert_null(find(matches, "Pantry three"));
    wp_matches_destroy(matches);
}

static void a_confidential_place_has_no_distance_and_no_address(void **state)
{
    struct town *town = *state;
    const struct wp_client client = town_client(town, "safety.dv.shelter");
    struct wp_text_style style = {.detail = true, .miles = true};
    struct wp_matches *matches = run(town, &client);
    const struct wp_match *match = find(matches, "Safe house");
    struct wp_buf out = WP_BUF_INIT;

    assert_non_null(match);
    assert_true(match->confidential);
    assert_null(match->address);
    assert_null(match->postal_code);
    assert_true(isnan(match->lat_deg) && isnan(match->distance_m));
    must(wp_render_match_json(matches, &client, town->vocab, &out, NULL),
         &WP_ERROR_INIT);
    must(
        wp_render_match_text(matches, &client, town->vocab, &style, &out, NULL),
        &WP_ERROR_INIT);
    assert_null(strstr(out.text, "Hidden Rd"));
    assert_null(strstr(out.text, "85301"));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void words_in_the_text_find_at_a_lower_score(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, NULL);

    client.needs[client.need_count++] = (struct wp_need){.words = "saxophone"};
    struct wp_matches *matches = run(town, &client);
    const struct wp_match *match = find(matches, "Words only");
    assert_non_null(match);
    assert_string_equal(match->components[0].name, "need");
    assert_true(match->components[0].score > 0.0);
    assert_true(match->components[0].score <= 0.45);
    wp_matches_destroy(matches);
}

static void without_a_place_everything_is_considered(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, "food.pantry");

    client.near = (struct wp_near){0};
    struct wp_matches *matches = run(town, &client);
    assert_int_equal(wp_matches_considered(matches), 6);
    assert_null(wp_matches_widened(matches));
    const struct wp_match *first = wp_matches_at(matches, 0);
    for (size_t i = 0; i < first->component_count; i++) {
        assert_string_not_equal(first->components[i].name, "distance");
    }
    wp_matches_destroy(matches);
}

static enum wp_outcome outcome_of(struct town *town,
                                  const struct wp_client *client,
                                  const char *id, size_t *ret_rank)
{
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;
    size_t qualified = 0;

    must(wp_match_explain(town->index, town->vocab, client, id, &matches, &err),
         &err);
    const enum wp_outcome outcome =
        wp_matches_outcome(matches, ret_rank, &qualified);
    wp_matches_destroy(matches);
    return outcome;
}

static void why_not_knows_every_way_to_be_missing(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, SHELTER);
    size_t rank = 0;

    client.sex = "male";
    assert_int_equal(outcome_of(town, &client, "00000001", &rank),
                     WP_OUTCOME_SHOWN);
    assert_int_equal(rank, 1);
    assert_int_equal(outcome_of(town, &client, "00000003", &rank),
                     WP_OUTCOME_REFUSED);
    assert_int_equal(outcome_of(town, &client, "00000009", &rank),
                     WP_OUTCOME_NO_NEED);
    client.limit = 1;
    assert_int_equal(outcome_of(town, &client, "00000002", &rank),
                     WP_OUTCOME_BELOW_LIMIT);
    client = town_client(town, "food.pantry");
    client.within_m = 80000;
    assert_int_equal(outcome_of(town, &client, "0000000b", &rank),
                     WP_OUTCOME_CROWDED_OUT);
    client.within_m = 1000;
    assert_int_equal(outcome_of(town, &client, "00000009", &rank),
                     WP_OUTCOME_TOO_FAR);
}

static void ids_may_be_cut_but_not_to_nothing(void **state)
{
    struct town *town = *state;
    const struct wp_client client = town_client(town, SHELTER);
    struct wp_matches *matches = NULL;

    assert_int_equal(wp_match_explain(town->index, town->vocab, &client,
                                      "00000", &matches, NULL),
                     WP_EINVAL);
    assert_int_equal(wp_match_explain(town->index, town->vocab, &client,
                                      "000000", &matches, NULL),
                     WP_EINVAL); /* begins them all */
    assert_int_equal(wp_match_explain(town->index, town->vocab, &client,
                                      "ffffff00", &matches, NULL),
                     WP_ENOTFOUND);
    assert_int_equal(wp_match_explain(town->index, town->vocab, &client,
                                      "00000005-0101-0101-0101-010101010101",
                                      &matches, NULL),
                     WP_OK);
    assert_int_equal(wp_matches_count(matches), 2);
    assert_true(wp_matches_at(matches, 0)->distance_m <
                wp_matches_at(matches, 1)->distance_m);
    wp_matches_destroy(matches);
}

static void a_client_without_a_date_is_refused(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, SHELTER);
    struct wp_matches *matches = NULL;

    client.as_of[0] = '\0';
    assert_int_equal(
        wp_match_run(town->index, town->vocab, &client, &matches, NULL),
        WP_EINVAL);
    client = town_client(town, NULL);
    assert_int_equal(
        wp_match_search(town->index, town->vocab, &client, &matches, NULL),
        WP_EINVAL);
}

/* Nothing known is no error: somewhere to begin, and no need is claimed. */
static void a_client_without_a_need_gets_places_to_begin(void **state)
{
    struct town *town = *state;
    const struct wp_client client = town_client(town, NULL);
    struct wp_matches *matches = run(town, &client);

    assert_true(wp_matches_general(matches));
    assert_int_equal(wp_matches_count(matches), 1);
    assert_string_equal(wp_matches_at(matches, 0)->service_name, "Words only");
    for (size_t i = 0; i < wp_matches_at(matches, 0)->component_count; i++) {
        assert_string_not_equal(wp_matches_at(matches, 0)->components[i].name,
                                "need");
    }
    wp_matches_destroy(matches);
}

static void plain_search_scores_need_and_distance_only(void **state)
{
    struct town *town = *state;
    struct wp_client client = town_client(town, SHELTER);
    struct wp_matches *matches = NULL;

    client.sex = "male";
    assert_int_equal(
        wp_match_search(town->index, town->vocab, &client, &matches, NULL),
        WP_OK);
    assert_non_null(find(matches, "Women's shelter"));
    assert_null(find(matches, "Closed shelter"));
    assert_int_equal(wp_matches_at(matches, 0)->component_count, 2);
    wp_matches_destroy(matches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hidden_counts_services_not_places),
        cmocka_unit_test(a_service_is_shown_at_its_nearest_place),
        cmocka_unit_test(too_few_results_widen_in_published_steps),
        cmocka_unit_test(a_far_office_for_the_whole_state_is_the_last_resort),
        cmocka_unit_test(a_rare_group_is_looked_for_further_away),
        cmocka_unit_test(a_state_alone_keeps_other_states_out),
        cmocka_unit_test(
            coverage_brings_lines_and_far_offices_and_hides_others),
        cmocka_unit_test(three_organizations_leave_two_rows_each),
        cmocka_unit_test(a_confidential_place_has_no_distance_and_no_address),
        cmocka_unit_test(words_in_the_text_find_at_a_lower_score),
        cmocka_unit_test(without_a_place_everything_is_considered),
        cmocka_unit_test(why_not_knows_every_way_to_be_missing),
        cmocka_unit_test(ids_may_be_cut_but_not_to_nothing),
        cmocka_unit_test(a_client_without_a_date_is_refused),
        cmocka_unit_test(a_client_without_a_need_gets_places_to_begin),
        cmocka_unit_test(plain_search_scores_need_and_distance_only),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
