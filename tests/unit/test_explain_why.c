/* tests/unit/test_explain_why.c - why a service is where it is, or is not */
#include <string.h>

#include "waypost/render.h"

#include "explain/matches.h"
#include "support/town.h"

#define HOME "housing.shelter.emergency"

static const struct lot lots[] = {
    {.service = 0x11111101,
     .organization = 1,
     .place = 1,
     .name = "Harbor Light Shelter",
     .need = HOME,
     .asserted = "2026-11-20"},
    {.service = 0x22222202,
     .organization = 2,
     .place = 2,
     .name = "Far Corner Beds",
     .need = HOME,
     .north_m = 12000,
     .asserted = "2026-11-20"},
    {.service = 0x33333303,
     .organization = 3,
     .place = 3,
     .name = "Women's House",
     .need = HOME,
     .asserted = "2026-11-20",
     .facts = {{WP_FACT_ELIGIBILITY, "sex:female", WP_STANCE_ONLY, 0, 0, NULL,
                "2026-10-01"}}},
    {.service = 0x44444404,
     .organization = 4,
     .place = 4,
     .name = "Bread Table",
     .need = "food.pantry",
     .asserted = "2026-11-20"},
    {.service = 0x55555505,
     .organization = 5,
     .place = 5,
     .name = "Closed Door",
     .need = HOME,
     .status = WP_DOC_INACTIVE,
     .asserted = "2026-11-20"},
    {.service = 0x66666606,
     .organization = 6,
     .place = 6,
     .name = "Other End of the State",
     .need = HOME,
     .north_m = 300000,
     .asserted = "2026-11-20"},
    {.service = 0x77777707,
     .organization = 7,
     .place = 7,
     .name = "Harbor House",
     .need = HOME,
     .north_m = 20000,
     .asserted = "2026-11-20"},
};

static int open_town(void **state)
{
    static struct town town;

    town_open(&town);
    for (size_t i = 0; i < sizeof(lots) / sizeof(lots[0]); i++) {
        town_add(&town, &lots[i]);
    }
    town_publish(&town);
    *state = &town;
    return 0;
}

static int close_town(void **state)
{
    town_close(*state);
    return 0;
}

static struct wp_client man(const struct town *town)
{
    struct wp_client client = town_client(town, HOME);

    client.sex = "male";
    return client;
}

/* The JSON of why-not, to look into. */
static void ask_why(struct town *town, const struct wp_client *client,
                    const char *called, struct wp_buf *out)
{
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;

    must(wp_match_explain(town->index, town->vocab, client, called, &matches,
                          &err),
         &err);
    must(wp_render_why_json(matches, client, town->vocab, true, out, &err),
         &err);
    wp_matches_destroy(matches);
}

static void expect(struct town *town, const char *called, const char *part)
{
    const struct wp_client client = man(town);
    struct wp_buf out = WP_BUF_INIT;

    ask_why(town, &client, called, &out);
    if (!strstr(wp_buf_str(&out), part)) {
        fail_msg("%s: no '%s' in %s", called, part, wp_buf_str(&out));
    }
    wp_buf_clear(&out);
}

static void a_service_is_called_by_a_part_of_its_name(void **state)
{
    expect(*state, "harbor light",
           "\"service_id\":\"11111101-0101-0101-0101-010101010101\"");
    expect(*state, "WOMEN'S house", "\"service_id\":\"33333303-");
}

static void a_name_of_several_is_refused_with_their_ids(void **state)
{
    struct town *town = *state;
    const struct wp_client client = man(town);
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(wp_match_explain(town->index, town->vocab, &client,
                                      "harbor", &matches, &err),
                     WP_EINVAL);
    assert_non_null(strstr(err.message, "11111101 Harbor Light Shelter"));
    assert_non_null(strstr(err.message, "77777707 Harbor House"));
    assert_int_equal(wp_match_explain(town->index, town->vocab, &client,
                                      "arbor light", &matches, &err),
                     WP_ENOTFOUND);
}

static void each_stage_names_the_first_fact(void **state)
{
    expect(*state, "women's house",
           "\"outcome\":\"hidden\",\"first\":{\"stage\":\"constraints\","
           "\"name\":\"sex\",\"say\":\"is for women only\",\"wanted\":"
           "\"male\",\"evidence\":\"said so\",\"source\":\"Town list\","
           "\"as_of\":\"2026-10-01\"}");
    expect(*state, "bread table",
           "\"outcome\":\"not_a_candidate\",\"first\":{\"stage\":\"need\"");
    expect(*state, "bread table",
           "\"evidence\":\"is listed for: Food pantry\"");
    expect(*state, "closed door",
           "\"outcome\":\"hidden\",\"first\":{\"stage\":\"record\"");
    expect(*state, "other end",
           "\"outcome\":\"not_a_candidate\",\"first\":{\"stage\":\"reach\","
           "\"name\":\"distance\"");
}

static void a_shown_one_is_compared_with_the_row_ahead(void **state)
{
    expect(*state, "harbor light",
           "\"rank\":1,\"qualified\":3,\"of\":3,\"outcome\":\"shown\","
           "\"first\":null,\"ahead\":null,\"differences\":[]");
    expect(*state, "far corner",
           "\"rank\":2,\"qualified\":3,\"of\":3,\"outcome\":\"shown\","
           "\"first\":null,\"ahead\":{\"service_id\":\"11111101-");
    expect(*state, "far corner",
           "\"differences\":[{\"name\":\"distance\",\"points\":-");
}

/* The differences add up to the difference of the scores. */
static void differences_are_points_of_the_score(void **state)
{
    struct town *town = *state;
    const struct wp_client client = man(town);
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;
    double sum = 0.0;

    must(wp_match_explain(town->index, town->vocab, &client, "harbor house",
                          &matches, &err),
         &err);
    for (size_t i = 0; i < matches->ahead.count; i++) {
        sum += matches->ahead.differences[i].points;
    }
    assert_true(matches->ahead.count > 0);
    assert_true(fabs(sum - (wp_matches_at(matches, 0)->score -
                            matches->ahead.score)) < 0.02);
    wp_matches_destroy(matches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_service_is_called_by_a_part_of_its_name),
        cmocka_unit_test(a_name_of_several_is_refused_with_their_ids),
        cmocka_unit_test(each_stage_names_the_first_fact),
        cmocka_unit_test(a_shown_one_is_compared_with_the_row_ahead),
        cmocka_unit_test(differences_are_points_of_the_score),
    };

    return cmocka_run_group_tests(tests, open_town, close_town);
}
