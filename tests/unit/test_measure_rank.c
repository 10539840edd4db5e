/* tests/unit/test_measure_rank.c - Waypost and the baselines beside it */
#include "waypost/measure.h"

#include "support/town.h"

/* Near but for men; further and fits; furthest with the very words. */
static struct town *shelters(void)
{
    struct town *town = test_malloc(sizeof(*town));

    town_open(town);
    town_add(town, &(struct lot){
                       .service = 1,
                       .organization = 1,
                       .place = 1,
                       .name = "Beds for men",
                       .need = "housing.shelter.emergency",
                       .north_m = 500,
                       .asserted = "2026-11-01",
                       .facts = {{WP_FACT_ELIGIBILITY, "sex:male",
                                  WP_STANCE_ONLY, 0, 0, NULL, "2026-11-01"}}});
    town_add(town, &(struct lot){.service = 2,
                                 .organization = 2,
                                 .place = 2,
                                 .name = "House of rest",
                                 .need = "housing.shelter.emergency",
                                 .north_m = 3000,
                                 .asserted = "2026-11-01"});
    town_add(town, &(struct lot){.service = 3,
                                 .organization = 3,
                                 .place = 3,
                                 .name = "Night shelter",
                                 .need = "housing.shelter.emergency",
                                 .north_m = 30000,
                                 .asserted = "2024-01-01"});
    town_publish(town);
    return town;
}

static void drop(struct town *town)
{
    town_close(town);
    test_free(town);
}

static size_t rank(struct town *town, enum wp_ranker ranker,
                   const struct wp_client *client, struct wp_ranked *rows)
{
    size_t count = 99;

    assert_int_equal(wp_ranker_run(ranker, town->index, town->vocab, client,
                                   rows, &count, NULL),
                     WP_OK);
    return count;
}

static void waypost_hides_what_a_map_would_put_first(void **state)
{
    (void)state;
    struct town *town = shelters();
    struct wp_client client = town_client(town, "housing.shelter.emergency");
    struct wp_ranked rows[WP_RANKED_MAX];

    client.sex = "female";
    client.limit = 1; /* how many are shown is not how deep is measured */
    assert_int_equal(rank(town, WP_RANKER_WAYPOST, &client, rows), 2);
    assert_int_equal(rows[0].id[7], '2');
    assert_false(rows[0].refuses);

    assert_int_equal(rank(town, WP_RANKER_DISTANCE, &client, rows), 3);
    assert_int_equal(rows[0].id[7], '1');
    assert_true(rows[0].refuses);
    assert_int_equal(rows[2].id[7], '3');
    drop(town);
}

static void the_words_baseline_reads_nothing_but_words(void **state)
{
    (void)state;
    struct town *town = shelters();
    struct wp_client client = town_client(town, "housing.shelter.emergency");
    struct wp_ranked rows[WP_RANKED_MAX];

    client.words = "night shelter";
    assert_int_equal(rank(town, WP_RANKER_WORDS, &client, rows), 3);
    assert_int_equal(rows[0].id[7], '3');
    drop(town);
}

static void rankers_have_names(void **state)
{
    (void)state;
    enum wp_ranker ranker = WP_RANKER_WAYPOST;

    assert_true(wp_ranker_by_name("words", &ranker));
    assert_int_equal(ranker, WP_RANKER_WORDS);
    assert_string_equal(wp_ranker_name(WP_RANKER_DISTANCE), "distance");
    assert_false(wp_ranker_by_name("luck", &ranker));
}

/* ---- topics ------------------------------------------------------------- */

static void assert_refused(const struct wp_vocab *vocab, const char *text,
                           const char *origin, const char *part)
{
    struct wp_topics *topics = NULL;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(wp_topics_parse("t.ndjson", text, strlen(text), vocab,
                                     "2026-11-23", &topics, &err),
                     WP_EPARSE);
    if (strncmp(err.origin, origin, strlen(origin)) != 0 ||
        !strstr(err.message, part)) {
        fail_msg("%s (%s)", err.message, err.origin);
    }
}

static void topics_are_clients_a_line(void **state)
{
    (void)state;
    static const char text[] =
        "{\"topic\":\"a\",\"client\":{\"needs\":[{\"concept\":"
        "\"food.pantry\"}],\"near\":\"85301\"}}\n\n"
        "{\"topic\":\"b\",\"client\":\"food box in 85301, has 3 kids\"}";
    struct wp_vocab *vocab = NULL;
    struct wp_topics *topics = NULL;

    assert_int_equal(wp_vocab_create(&vocab, NULL), WP_OK);
    assert_int_equal(wp_topics_parse("t.ndjson", text, strlen(text), vocab,
                                     "2026-11-23", &topics, NULL),
                     WP_OK);
    assert_int_equal(wp_topics_count(topics), 2);
    assert_string_equal(wp_topics_at(topics, 1)->name, "b");
    assert_string_equal(wp_topics_at(topics, 0)->client->as_of, "2026-11-23");
    assert_string_equal(wp_topics_at(topics, 1)->client->near.zip, "85301");
    assert_null(wp_topics_at(topics, 2));
    wp_topics_destroy(topics);
    wp_vocab_destroy(vocab);
}

static void a_wrong_topic_is_named_by_line_and_value(void **state)
{
    (void)state;
    struct wp_vocab *vocab = NULL;

    assert_int_equal(wp_vocab_create(&vocab, NULL), WP_OK);
    assert_refused(vocab, "{\"topic\":\"a\",", "t.ndjson:1:", "JSON");
    assert_refused(vocab, "\n{\"client\":\"food\"}", "t.ndjson:2", "\"topic\"");
    assert_refused(vocab, "{\"topic\":\"a\",\"client\":3}", "t.ndjson:1",
                   "\"client\"");
    assert_refused(vocab,
                   "{\"topic\":\"a\",\"client\":\"food\"}\n"
                   "{\"topic\":\"a\",\"client\":\"food\"}",
                   "t.ndjson:2", "already");
    assert_refused(vocab,
                   "{\"topic\":\"a\",\"client\":{\"needs\":[{\"concept\":"
                   "\"food.panty\"}]}}",
                   "t.ndjson:1", "food.panty");
    wp_vocab_destroy(vocab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waypost_hides_what_a_map_would_put_first),
        cmocka_unit_test(the_words_baseline_reads_nothing_but_words),
        cmocka_unit_test(rankers_have_names),
        cmocka_unit_test(topics_are_clients_a_line),
        cmocka_unit_test(a_wrong_topic_is_named_by_line_and_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
