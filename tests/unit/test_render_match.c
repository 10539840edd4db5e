/* tests/unit/test_render_match.c - one set of matches in every form */
#include <jansson.h>
#include <stdlib.h>

#include "waypost/render.h"

#include "explain/matches.h"
#include "support/subject.h"

static const struct wp_component components[] = {
    {"need", 30, 1.0, WP_MEETS, "detox", "DT: Detoxification", "SAMHSA",
     "2026-01-02", true, "offers Withdrawal management"},
    {"payer", 14, 0.95999999999, WP_UNKNOWN, "AHCCCS", NULL, NULL, NULL, false,
     "does not say whether it takes AHCCCS"},
};
static const struct wp_constraint constraints[] = {
    {"age", WP_FAILS, true, "34 years", "minimum_age: 60", "List", "2026-01-02",
     false, "serves ages 60 and over only"},
};
static const struct wp_phone_line phones[] = {{"+16025550100", NULL, "voice"}};
static const char *const confirm[] = {"Ask whether they take AHCCCS"};

/* Freed by the caller like any result. */
static struct wp_matches *one_match(struct bench *bench)
{
    struct wp_matches *matches = calloc(1, sizeof(*matches));

    assert_non_null(matches);
    matches->generation = "abc";
    matches->rows = wp_arena_alloc(&matches->arena, sizeof(*matches->rows));
    matches->rows[0] = (struct wp_match){
        .rank = 1,
        .score = 87.41,
        .lane = "tonight",
        .service_id = "3f2a91c0-0000-4000-8000-000000000001",
        .service_name = "Detox \"One\"\x1b[2J",
        .organization = "Desert Bloom",
        .status = "active",
        .has_place = true,
        .location_id = "loc-1",
        .address = "1 Main St",
        .city = "Glendale",
        .state = "AZ",
        .postal_code = "85301",
        .lat_deg = 33.5,
        .lon_deg = -112.1,
        .distance_m = 1234.5,
        .phones = phones,
        .phone_count = 1,
        .components = components,
        .component_count = 2,
        .constraints = constraints,
        .constraint_count = 1,
        .confirm = confirm,
        .confirm_count = 1,
        .open = WP_UNKNOWN,
    };
    matches->count = 1;
    matches->considered = 812;
    matches->hidden[0] = (struct wp_hidden){"age", 12};
    matches->hidden[1] = (struct wp_hidden){"payer", 1};
    matches->hidden_count = 2;
    matches->outcome = WP_OUTCOME_SHOWN;
    matches->outcome_rank = 1;
    want(bench, "sud.withdrawal_management");
    pay_with(bench, "medicaid:AZ", "AHCCCS");
    stand_in(bench, "85301", "04013", "AZ");
    (void)asked(bench);
    return matches;
}

static json_t *as_json(struct bench *bench, const struct wp_matches *matches)
{
    struct wp_buf out = WP_BUF_INIT;
    json_t *root;

    assert_int_equal(
        wp_render_match_json(matches, &bench->client, bench->vocab, &out, NULL),
        WP_OK);
    root = json_loads(wp_buf_str(&out), JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    wp_buf_clear(&out);
    return root;
}

static void members_come_in_the_order_of_the_contract(void **state)
{
    static const char *const order[] = {
        "schema",  "generation", "as_of",   "client",     "safety",
        "results", "hidden",     "widened", "low_supply", "considered"};
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    json_t *root = as_json(bench, matches);
    void *at = json_object_iter(root);

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        assert_string_equal(json_object_iter_key(at), order[i]);
        at = json_object_iter_next(root, at);
    }
    json_decref(root);
    wp_matches_destroy(matches);
}

static void numbers_are_printed_short(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_buf out = WP_BUF_INIT;

    assert_int_equal(wp_render_match_ndjson(matches, &out, NULL), WP_OK);
    assert_non_null(strstr(out.text, "\"score\":87.41,"));
    assert_non_null(strstr(out.text, "\"score\":0.96,"));
    assert_non_null(strstr(out.text, "\"distance_m\":1234.5,"));
    assert_non_null(strstr(out.text, "\"lat\":33.5,\"lon\":-112.1,"));
    assert_null(strstr(out.text, "\x1b"));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void only_what_was_read_out_of_prose_says_so(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_buf out = WP_BUF_INIT;

    assert_int_equal(wp_render_match_ndjson(matches, &out, NULL), WP_OK);
    const char *first = strstr(out.text, "\"extracted\":true");
    assert_non_null(first);
    assert_null(strstr(first + 1, "\"extracted\""));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void a_confidential_place_is_never_located(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_text_style style = {.miles = true, .detail = true};
    struct wp_buf out = WP_BUF_INIT;

    matches->rows[0].confidential = true;
    bench->client.near.label = "here"; /* else the client's own ZIP shows */
    assert_int_equal(
        wp_render_match_json(matches, &bench->client, bench->vocab, &out, NULL),
        WP_OK);
    assert_int_equal(wp_render_match_ndjson(matches, &out, NULL), WP_OK);
    assert_int_equal(wp_render_match_tsv(matches, &out, NULL), WP_OK);
    assert_int_equal(wp_render_match_text(matches, &bench->client, bench->vocab,
                                          &style, &out, NULL),
                     WP_OK);
    assert_int_equal(wp_render_why_text(matches, &bench->client, bench->vocab,
                                        false, &style, &out, NULL),
                     WP_OK);
    assert_int_equal(wp_render_why_json(matches, &bench->client, bench->vocab,
                                        true, &out, NULL),
                     WP_OK);
    assert_null(strstr(out.text, "Main St"));
    assert_null(strstr(out.text, "85301"));
    assert_null(strstr(out.text, "33.5"));
    assert_null(strstr(out.text, "112.1"));
    assert_null(strstr(out.text, "1234"));
    assert_null(strstr(out.text, "0.8 mi"));
    assert_non_null(strstr(out.text, "\"confidential\":true"));
    assert_non_null(strstr(out.text, "Confidential place, Glendale, AZ"));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void a_service_without_a_place_has_null_location(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);

    matches->rows[0].has_place = false;
    matches->rows[0].distance_m = NAN;
    json_t *root = as_json(bench, matches);
    const json_t *row = json_array_get(json_object_get(root, "results"), 0);
    assert_true(json_is_null(json_object_get(row, "location")));
    assert_true(json_is_null(json_object_get(row, "distance_m")));
    json_decref(root);
    wp_matches_destroy(matches);
}

static void tsv_rows_hold_nothing_of_the_client(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_buf out = WP_BUF_INIT;
    size_t header = 0;
    size_t row = 0;

    matches->rows[0].service_name = "tab\there\nline";
    assert_int_equal(wp_render_match_tsv(matches, &out, NULL), WP_OK);
    assert_null(strstr(out.text, "AHCCCS"));
    assert_null(strstr(out.text, "detox"));
    const char *second = strchr(out.text, '\n') + 1;
    for (const char *c = out.text; c < second; c++) {
        header += *c == '\t';
    }
    for (const char *c = second; *c; c++) {
        row += *c == '\t';
    }
    assert_int_equal(row, header);
    assert_non_null(strstr(second, "\ttab here line\t"));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void text_says_what_is_hidden_in_plain_words(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_text_style style = {.miles = true};
    struct wp_buf out = WP_BUF_INIT;

    matches->safety[0] = (struct wp_safety){
        .name = "988", .phone = "988", .why = "You wrote it"};
    matches->safety_count = 1;
    assert_int_equal(wp_render_match_text(matches, &bench->client, bench->vocab,
                                          &style, &out, NULL),
                     WP_OK);
    assert_non_null(strstr(out.text, "12 serve other ages; 1 says"));
    assert_non_null(strstr(out.text, "> Ask whether they take AHCCCS"));
    assert_non_null(strstr(out.text, "602-555-0100"));
    assert_non_null(strstr(out.text, "0.8 mi"));
    assert_true(strstr(out.text, "988") < strstr(out.text, "Looking for"));
    assert_null(strchr(out.text, '\x1b'));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void why_shows_the_sum_a_reader_can_redo(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_buf out = WP_BUF_INIT;

    assert_int_equal(wp_render_why_text(matches, &bench->client, bench->vocab,
                                        false, NULL, &out, NULL),
                     WP_OK);
    assert_non_null(strstr(out.text, "It is number 1 of "));
    assert_non_null(strstr(out.text, "need               30   1.0000   30.00"));
    assert_non_null(strstr(out.text, "score = 100 x "));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void why_not_names_the_failing_fact_in_one_sentence(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_buf out = WP_BUF_INIT;

    matches->outcome = WP_OUTCOME_REFUSED;
    matches->outcome_rank = 0;
    assert_int_equal(wp_render_why_json(matches, &bench->client, bench->vocab,
                                        true, &out, NULL),
                     WP_OK);
    assert_non_null(strstr(
        out.text, "\"reason\":\"age\",\"sentence\":\"It is hidden by age: it "
                  "serves ages 60 and over only (minimum_age: 60; List, "
                  "2026-01-02).\""));
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
}

static void concepts_say_what_words_mean(void **state)
{
    struct bench *bench = *state;
    struct wp_buf out = WP_BUF_INIT;
    json_t *root;

    assert_int_equal(
        wp_render_concepts_json(bench->vocab, "suboxone", &out, NULL), WP_OK);
    root = json_loads(wp_buf_str(&out), 0, NULL);
    assert_non_null(root);
    const json_t *first = json_array_get(json_object_get(root, "concepts"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "slug")),
                        "sud.moud.buprenorphine");
    assert_string_equal(json_string_value(json_object_get(first, "via")),
                        "suboxone");
    json_decref(root);
    wp_buf_clear(&out);
}

static void the_same_matches_give_the_same_bytes(void **state)
{
    struct bench *bench = *state;
    struct wp_matches *matches = one_match(bench);
    struct wp_buf one = WP_BUF_INIT;
    struct wp_buf two = WP_BUF_INIT;

    assert_int_equal(
        wp_render_match_json(matches, &bench->client, bench->vocab, &one, NULL),
        WP_OK);
    assert_int_equal(
        wp_render_match_json(matches, &bench->client, bench->vocab, &two, NULL),
        WP_OK);
    assert_string_equal(one.text, two.text);
    assert_int_equal(one.text[one.length - 1], '\n');
    assert_ptr_equal(strchr(one.text, '\n'), one.text + one.length - 1);
    wp_buf_clear(&one);
    wp_buf_clear(&two);
    wp_matches_destroy(matches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BENCH_TEST(members_come_in_the_order_of_the_contract),
        BENCH_TEST(numbers_are_printed_short),
        BENCH_TEST(only_what_was_read_out_of_prose_says_so),
        BENCH_TEST(a_confidential_place_is_never_located),
        BENCH_TEST(a_service_without_a_place_has_null_location),
        BENCH_TEST(tsv_rows_hold_nothing_of_the_client),
        BENCH_TEST(text_says_what_is_hidden_in_plain_words),
        BENCH_TEST(why_shows_the_sum_a_reader_can_redo),
        BENCH_TEST(why_not_names_the_failing_fact_in_one_sentence),
        BENCH_TEST(concepts_say_what_words_mean),
        BENCH_TEST(the_same_matches_give_the_same_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
