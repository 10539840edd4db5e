/* tests/unit/test_store_export.c - show and export: nested, redacted, whole */
#include <jansson.h>

#include "waypost/buf.h"
#include "waypost/importer.h"
#include "waypost/vocab.h"

#include "store_fixture.h"

#define EXAMPLES "../shared/standards/hsds-3.2.3/examples/"

/* ---- getting at it ------------------------------------------------------- */

static bool append(const char *bytes, size_t size, void *payload)
{
    wp_buf_bytes(payload, bytes, size);
    return true;
}

static json_t *exported(struct fixture *fixture, bool facts)
{
    const struct wp_export_options options = {.facts = facts};
    struct wp_buf out = WP_BUF_INIT;
    json_error_t trouble;

    fixture_ok(fixture, wp_export_hsds_json(fixture->store, &options, append,
                                            &out, &fixture->err));
    json_t *services =
        json_loads(wp_buf_str(&out), JSON_REJECT_DUPLICATES, &trouble);
    if (!services) {
        fail_msg("%s: %s", trouble.text, wp_buf_str(&out));
    }
    wp_buf_clear(&out);
    return services;
}

static json_t *shown(struct fixture *fixture, const char *id)
{
    char *text = NULL;
    json_error_t trouble;

    fixture_ok(fixture,
               wp_store_show(fixture->store, id, &text, &fixture->err));
    json_t *record = json_loads(text, JSON_REJECT_DUPLICATES, &trouble);
    assert_non_null(record);
    free(text);
    return record;
}

static char *text_of(json_t *value)
{
    char *text = json_dumps(value, JSON_SORT_KEYS | JSON_ENCODE_ANY);

    assert_non_null(text);
    return text;
}

static void has_text(json_t *value, const char *needle, bool expected)
{
    char *text = text_of(value);

    if ((strstr(text, needle) != NULL) != expected) {
        fail_msg("'%s' is%s in %s", needle, expected ? " not" : "", text);
    }
    free(text);
}

/* A service at a place, with an address, a phone and an attribute. */
static void put_all(struct fixture *fixture, bool hide_service, bool hide_place)
{
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_ORGANIZATION, "o1", "name", "County", NULL);
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Refuge", "status", "active",
                "organization_id", fixture_id("o1"), "description",
                "We are at 12 Hidden Lane.", "minimum_age", "18",
                hide_service ? "confidential" : "url",
                hide_service ? "" : "https://example.org/", NULL);
    fixture_put(fixture, WP_LOCATION, "l1", "name", "House", "location_type",
                "physical", "organization_id", fixture_id("o1"), "latitude",
                "33.53155", "longitude", "-112.17128", "transportation",
                "Bus 7 stops next door", "extra_json",
                "{\"parcel\":\"104-22\"}", hide_place ? "confidential" : NULL,
                "", NULL);
    fixture_put(fixture, WP_ADDRESS, "d1", "location_id", fixture_id("l1"),
                "address_1", "12 Hidden Lane", "city", "Glendale",
                "state_province", "AZ", "postal_code", "85301", "country", "US",
                "address_type", "physical", NULL);
    fixture_put(fixture, WP_SERVICE_AT_LOCATION, "a1", "service_id",
                fixture_id("s1"), "location_id", fixture_id("l1"), NULL);
    fixture_put(fixture, WP_PHONE, "p1", "service_id", fixture_id("s1"),
                "number", "+16025550100", NULL);
    fixture_put(fixture, WP_SERVICE_AREA, "r1", "service_id", fixture_id("s1"),
                "extent", "85301,85302", "extent_type", "zip", NULL);
    fixture_finish(fixture);
}

/* ---- shape --------------------------------------------------------------- */

static void a_service_is_exported_with_all_that_hangs_on_it(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, false, false);
    json_t *services = exported(fixture, false);
    json_t *service = json_array_get(services, 0);
    assert_int_equal(json_array_size(services), 1);
    assert_int_equal(
        json_integer_value(json_object_get(service, "minimum_age")), 18);
    json_t *location = json_object_get(
        json_array_get(json_object_get(service, "service_at_locations"), 0),
        "location");
    assert_string_equal(json_string_value(json_object_get(location, "name")),
                        "House");
    assert_string_equal(json_string_value(json_object_get(location, "parcel")),
                        "104-22");
    assert_int_equal(json_array_size(json_object_get(location, "addresses")),
                     1);
    assert_string_equal(
        json_string_value(json_object_get(
            json_object_get(service, "organization"), "description")),
        "");
    /* Said by the nesting, so not said again. */
    has_text(services, "service_id", false);
    has_text(services, "location_id", false);
    has_text(services, "organization_id", false);
    has_text(services, "null", false);
    json_decref(services);
}

static void an_empty_directory_is_an_empty_array(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    json_t *services = exported(fixture, true);
    assert_true(json_is_array(services));
    assert_int_equal(json_array_size(services), 0);
    json_decref(services);
}

static void a_line_of_ndjson_is_a_service(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_export_options options = {.ndjson = true};
    struct wp_buf out = WP_BUF_INIT;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food\nand drink", NULL);
    fixture_put(fixture, WP_SERVICE, "s2", "name", "Shelter", NULL);
    fixture_finish(fixture);
    fixture_ok(fixture, wp_export_hsds_json(fixture->store, &options, append,
                                            &out, &fixture->err));
    size_t lines = 0;
    for (const char *at = out.text; (at = strchr(at, '\n')) != NULL; at++) {
        lines++;
    }
    assert_int_equal(lines, 2);
    assert_int_equal(out.text[0], '{');
    wp_buf_clear(&out);
}

static bool refuse(const char *bytes, size_t size, void *payload)
{
    (void)bytes;
    (void)size;
    (void)payload;
    return false;
}

static void an_export_that_cannot_be_written_says_so(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_export_options options = {.ndjson = false};

    fixture_open(fixture, WP_STORE_WRITE);
    assert_int_equal(wp_export_hsds_json(fixture->store, &options, refuse, NULL,
                                         &fixture->err),
                     WP_EIO);
}

static void required_members_are_always_there(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", NULL);
    fixture_put(fixture, WP_PHONE, "p1", "service_id", fixture_id("s1"),
                "description", "no number", NULL);
    fixture_put(fixture, WP_URL, "u1", "service_id", fixture_id("s1"), "label",
                "no address", NULL);
    fixture_put(fixture, WP_SERVICE_CAPACITY, "c1", "service_id",
                fixture_id("s1"), "available", "3", NULL);
    fixture_finish(fixture);
    json_t *services = exported(fixture, false);
    json_t *service = json_array_get(services, 0);
    assert_string_equal(json_string_value(json_object_get(service, "status")),
                        "active");
    assert_null(json_object_get(service, "phones"));
    assert_null(json_object_get(service, "additional_urls"));
    assert_null(json_object_get(service, "capacities"));
    json_decref(services);
}

static void what_does_not_fit_is_exported_where_it_harms_nobody(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", "minimum_age",
                "teens", "extra_json",
                "{\"z\":{\"b\":null,\"a\":[1,null]},\"c\":null,"
                "\"phones\":\"call us\"}",
                NULL);
    fixture_finish(fixture);
    json_t *services = exported(fixture, false);
    json_t *service = json_array_get(services, 0);
    json_t *expected =
        json_pack("{s:{s:[i]}, s:{s:s, s:s}}", "z", "a", 1, "waypost_unfit",
                  "minimum_age", "teens", "phones", "call us");
    assert_null(json_object_get(service, "minimum_age"));
    assert_true(json_equal(json_object_get(service, "z"),
                           json_object_get(expected, "z")));
    assert_true(json_equal(json_object_get(service, "waypost_unfit"),
                           json_object_get(expected, "waypost_unfit")));
    json_decref(expected);
    json_decref(services);
}

/* ---- facts --------------------------------------------------------------- */

static void asserted_facts_become_attributes_once(void **state)
{
    struct fixture *fixture = *state;
    struct wp_fact fact = WP_FACT_INIT;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", NULL);
    fact.kind = WP_FACT_PAYER;
    fact.service_id = fixture_id("s1");
    fact.code = "medicaid";
    fact.stance = WP_STANCE_LIMITED;
    fact.note = "adults only";
    for (int i = 0; i < 2; i++) {
        fixture_ok(fixture,
                   wp_ingest_fact(fixture->ingest, &fact, &fixture->err));
    }
    fixture_finish(fixture);
    json_t *services = exported(fixture, true);
    json_t *attributes =
        json_object_get(json_array_get(services, 0), "attributes");
    size_t payers = 0;
    for (size_t i = 0; i < json_array_size(attributes); i++) {
        json_t *attribute = json_array_get(attributes, i);
        json_t *term = json_object_get(attribute, "taxonomy_term");
        if (strcmp(json_string_value(json_object_get(term, "taxonomy")),
                   "waypost-payers") == 0) {
            payers++;
            assert_string_equal(
                json_string_value(json_object_get(attribute, "value")),
                "limited");
            assert_string_equal(
                json_string_value(json_object_get(attribute, "label")),
                "adults only");
            assert_true(wp_uuid_valid(
                json_string_value(json_object_get(attribute, "id"))));
        }
    }
    assert_int_equal(payers, 1);
    json_decref(services);
    services = exported(fixture, false);
    has_text(services, "waypost-payers", false);
    json_decref(services);
}

/* ---- what is hidden ------------------------------------------------------ */

static void nothing_gives_the_place_away(json_t *value)
{
    has_text(value, "Hidden Lane", false);
    has_text(value, "33.53", false);
    has_text(value, "112.17", false);
    has_text(value, "Bus 7", false);
    has_text(value, "104-22", false);
    has_text(value, "addresses", false);
    has_text(value, "Refuge", true);
    has_text(value, "+16025550100", true);
    /* The area served may be named by its ZIP codes. */
    has_text(value, "85301,85302", true);
}

static void a_confidential_place_gives_nothing_away(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, false, true);
    json_t *services = exported(fixture, true);
    nothing_gives_the_place_away(services);
    has_text(services, "waypost-visibility", true);
    json_decref(services);
    json_t *record = shown(fixture, fixture_id("s1"));
    nothing_gives_the_place_away(record);
    assert_true(json_is_true(
        json_object_get(json_object_get(record, "waypost"), "confidential")));
    json_decref(record);
}

static void a_confidential_service_hides_its_places(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, true, false);
    json_t *services = exported(fixture, true);
    nothing_gives_the_place_away(services);
    json_decref(services);
    json_t *record = shown(fixture, fixture_id("s1"));
    nothing_gives_the_place_away(record);
    json_decref(record);

    /* Asked for by itself the place is hidden as well, */
    record = shown(fixture, fixture_id("l1"));
    has_text(record, "Hidden Lane", false);
    has_text(record, "33.53", false);
    has_text(record, "House", true);
    json_decref(record);
    record = shown(fixture, fixture_id("a1"));
    has_text(record, "Hidden Lane", false);
    json_decref(record);
    /* and among the places of its organization. */
    record = shown(fixture, fixture_id("o1"));
    has_text(record, "Hidden Lane", false);
    json_decref(record);
}

static void
a_public_service_does_not_show_the_place_of_a_hidden_one(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, true, false);
    fixture_begin(fixture, "two");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s2", "name", "Food", NULL);
    fixture_put(fixture, WP_SERVICE_AT_LOCATION, "a2", "service_id",
                fixture_id("s2"), "location_id", fixture_id("l1"), NULL);
    fixture_finish(fixture);
    json_t *services = exported(fixture, true);
    assert_int_equal(json_array_size(services), 2);
    has_text(services, "Hidden Lane", false);
    json_decref(services);
}

static void a_public_place_is_shown(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, false, false);
    json_t *record = shown(fixture, fixture_id("s1"));
    has_text(record, "We are at 12 Hidden Lane.", true);
    has_text(record, "33.53155", true);
    assert_true(json_is_false(
        json_object_get(json_object_get(record, "waypost"), "confidential")));
    json_decref(record);
}

/* ---- show ---------------------------------------------------------------- */

static void a_record_is_shown_by_the_beginning_of_its_id(void **state)
{
    struct fixture *fixture = *state;
    char prefix[9];

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, false, false);
    (void)snprintf(prefix, sizeof(prefix), "%.8s", fixture_id("s1"));
    json_t *record = shown(fixture, prefix);
    assert_string_equal(json_string_value(json_object_get(record, "id")),
                        fixture_id("s1"));
    json_t *sources =
        json_object_get(json_object_get(record, "waypost"), "sources");
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(sources, 0), "name")),
        "one");
    assert_string_equal(json_string_value(json_object_get(
                            json_array_get(sources, 0), "imported")),
                        NOW);
    json_decref(record);
}

static void unknown_and_short_ids_are_not_found(void **state)
{
    struct fixture *fixture = *state;
    char *text = NULL;

    fixture_open(fixture, WP_STORE_WRITE);
    put_all(fixture, false, false);
    assert_int_equal(wp_store_show(fixture->store, "abc", &text, &fixture->err),
                     WP_ENOTFOUND);
    assert_int_equal(
        wp_store_show(fixture->store, "no-such-id", &text, &fixture->err),
        WP_ENOTFOUND);
    assert_int_equal(wp_store_show(fixture->store,
                                   "00000000-0000-0000-0000-000000000000",
                                   &text, &fixture->err),
                     WP_ENOTFOUND);
    assert_null(text);
}

static void an_ambiguous_beginning_is_told(void **state)
{
    struct fixture *fixture = *state;
    char *text = NULL;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    struct wp_record record = {.entity = WP_SERVICE};
    wp_record_set(&record, "name", "Food");
    wp_record_set(&record, "id", "aaaaaaaa-0000-4000-8000-000000000001");
    fixture_ok(fixture, wp_ingest_put(fixture->ingest, &record, &fixture->err));
    wp_record_set(&record, "id", "aaaaaaaa-0000-4000-8000-000000000002");
    fixture_ok(fixture, wp_ingest_put(fixture->ingest, &record, &fixture->err));
    fixture_finish(fixture);
    assert_int_equal(
        wp_store_show(fixture->store, "aaaaaa", &text, &fixture->err),
        WP_EINVAL);
}

static void several_sources_of_one_record_are_all_named(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (const char *source = "b\0a\0"; *source; source += 2) {
        fixture_begin(fixture, source);
        (void)fixture_row(fixture, "1", "x");
        fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", NULL);
        fixture_finish(fixture);
    }
    json_t *record = shown(fixture, fixture_id("s1"));
    json_t *sources =
        json_object_get(json_object_get(record, "waypost"), "sources");
    assert_int_equal(json_array_size(sources), 2);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(sources, 0), "name")),
        "a");
    json_decref(record);
}

/* ---- there and back ------------------------------------------------------ */

static void import_file(struct fixture *fixture, const char *path)
{
    const struct wp_import_options options = {
        .format = "auto", .source = "example", .now = NOW};
    struct wp_import_report report;
    struct wp_vocab *vocab = NULL;

    fixture_ok(fixture, wp_vocab_create(&vocab, &fixture->err));
    fixture_ok(fixture, wp_import(fixture->store, vocab, &path, 1, &options,
                                  &report, &fixture->err));
    wp_vocab_destroy(vocab);
}

/* What the example makes up and no importer should believe: a table named
   "link_entity", a change of the service said of a location, a latitude of
   100. */
static void put_right(json_t *value)
{
    const char *key = NULL;
    json_t *member = NULL;
    size_t i = 0;

    json_object_foreach(value, key, member)
    {
        if (strcmp(key, "latitude") == 0) {
            (void)json_integer_set(member, 33);
        } else if (strcmp(key, "link_entity") == 0 ||
                   strcmp(key, "resource_type") == 0) {
            (void)json_string_set(member, "service");
        }
        put_right(member);
    }
    json_array_foreach(value, i, member)
    {
        put_right(member);
    }
}

/* Fails at the first member in which two values differ. */
static void same_json(const char *path, json_t *one, json_t *two)
{
    char inner[512];
    const char *key = NULL;
    json_t *value = NULL;
    size_t i = 0;

    if (json_equal(one, two)) {
        return;
    }
    json_object_foreach(one, key, value)
    {
        (void)snprintf(inner, sizeof(inner), "%s.%s", path, key);
        same_json(inner, value, json_object_get(two, key));
    }
    json_object_foreach(two, key, value)
    {
        if (json_is_object(one) && !json_object_get(one, key)) {
            fail_msg("%s.%s is too much", path, key);
        }
    }
    json_array_foreach(one, i, value)
    {
        (void)snprintf(inner, sizeof(inner), "%s[%zu]", path, i);
        same_json(inner, value, json_array_get(two, i));
    }
    fail_msg("%s differs", path);
}

static void the_official_service_comes_back_whole(void **state)
{
    struct fixture *fixture = *state;
    json_error_t trouble;
    char path[96];
    json_t *example = json_load_file(EXAMPLES "service_full.json", 0, &trouble);

    if (!example) {
        skip();
    }
    put_right(example);
    (void)snprintf(path, sizeof(path), "%s/example.json", fixture->home);
    assert_int_equal(json_dump_file(example, path, 0), 0);
    fixture_open(fixture, WP_STORE_WRITE);
    import_file(fixture, path);
    json_t *services = exported(fixture, false);
    assert_int_equal(json_array_size(services), 1);
    same_json("service", example, json_array_get(services, 0));
    json_decref(services);
    json_decref(example);
}

static void our_own_export_comes_back_with_the_same_bytes(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_export_options options = {.facts = true};
    struct wp_buf one = WP_BUF_INIT, two = WP_BUF_INIT;
    char path[96];

    fixture_open(fixture, WP_STORE_WRITE);
    import_file(fixture, "datasets/county/ocotillo.json");
    fixture_ok(fixture, wp_export_hsds_json(fixture->store, &options, append,
                                            &one, &fixture->err));
    fixture_close(fixture);
    (void)snprintf(path, sizeof(path), "%s/export.json", fixture->home);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(one.text, 1, one.length, file), one.length);
    (void)fclose(file);

    const size_t used = strlen(fixture->home);
    (void)snprintf(fixture->home + used, sizeof(fixture->home) - used, "/2");
    fixture_open(fixture, WP_STORE_WRITE);
    import_file(fixture, path);
    fixture_ok(fixture, wp_export_hsds_json(fixture->store, &options, append,
                                            &two, &fixture->err));
    fixture_close(fixture);
    fixture->home[used] = '\0';
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.text, two.text, one.length);
    wp_buf_clear(&one);
    wp_buf_clear(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_service_is_exported_with_all_that_hangs_on_it),
        test(an_empty_directory_is_an_empty_array),
        test(a_line_of_ndjson_is_a_service),
        test(an_export_that_cannot_be_written_says_so),
        test(required_members_are_always_there),
        test(what_does_not_fit_is_exported_where_it_harms_nobody),
        test(asserted_facts_become_attributes_once),
        test(a_confidential_place_gives_nothing_away),
        test(a_confidential_service_hides_its_places),
        test(a_public_service_does_not_show_the_place_of_a_hidden_one),
        test(a_public_place_is_shown),
        test(a_record_is_shown_by_the_beginning_of_its_id),
        test(unknown_and_short_ids_are_not_found),
        test(an_ambiguous_beginning_is_told),
        test(several_sources_of_one_record_are_all_named),
        test(the_official_service_comes_back_whole),
        test(our_own_export_comes_back_with_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
