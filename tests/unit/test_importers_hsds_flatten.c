/* tests/unit/test_importers_hsds_flatten.c - nested HSDS as flat records */
#include <stdio.h>
#include <string.h>

#include "hsds_flatten.h"
#include "support/test.h"

#define ORG   "11111111-1111-4111-8111-111111111111"
#define SVC   "22222222-2222-4222-8222-222222222222"
#define SAL   "33333333-3333-4333-8333-333333333333"
#define PLACE "44444444-4444-4444-8444-444444444444"
#define PHONE "55555555-5555-4555-8555-555555555555"

static struct wp_flat flat;

static json_t *parse(const char *text)
{
    json_error_t error;
    json_t *object = json_loads(text, 0, &error);

    if (!object) {
        fail_msg("test input: %s", error.text);
    }
    return object;
}

/* Flatten and settle one element; the census knows nothing else. */
static void flatten(const char *text)
{
    struct wp_census census = WP_CENSUS_INIT;
    json_t *object = parse(text);

    wp_flat_reset(&flat);
    assert_int_equal(
        wp_flat_object(&flat, object, wp_hsds_entity_of(object), NULL), WP_OK);
    assert_int_equal(wp_flat_settle(&flat, "test", &census, NULL), WP_OK);
    json_decref(object);
}

static struct wp_record *nth(enum wp_entity entity, int position)
{
    for (struct wp_draft *at = flat.first; at; at = at->next) {
        if (at->record.entity == entity && position-- == 0) {
            return &at->record;
        }
    }
    fail_msg("there is no %s", wp_entity(entity)->name);
    return NULL;
}

static size_t count(enum wp_entity entity)
{
    size_t found = 0;

    for (struct wp_draft *at = flat.first; at; at = at->next) {
        found += at->record.entity == entity;
    }
    return found;
}

#define HAS(record, column, wanted) \
    assert_string_equal(wp_record_get(record, column), wanted)

static void an_object_is_told_by_its_members(void **state)
{
    static const struct {
        const char *text;
        int entity;
    } cases[] = {
        {"{\"id\":\"1\",\"name\":\"x\",\"status\":\"active\"}", WP_SERVICE},
        {"{\"id\":\"1\",\"name\":\"x\",\"services\":[]}", WP_ORGANIZATION},
        {"{\"id\":\"1\",\"service\":{},\"location\":{}}",
         WP_SERVICE_AT_LOCATION},
        {"{\"id\":\"1\",\"latitude\":1,\"longitude\":2}", WP_LOCATION},
        {"{\"id\":\"1\",\"name\":\"x\",\"taxonomy\":\"t\",\"code\":\"c\"}",
         WP_TAXONOMY_TERM},
        {"{\"id\":\"1\",\"name\":\"x\",\"version\":\"1\"}", WP_TAXONOMY},
        {"{\"id\":\"1\",\"name\":\"x\"}", WP_ORGANIZATION},
        {"{\"version\":\"3.0\",\"profile\":\"p\"}", -1},
        {"{\"Errors\":[{\"number\":\"05\"}]}", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        json_t *object = parse(cases[i].text);
        assert_int_equal(wp_hsds_entity_of(object), cases[i].entity);
        json_decref(object);
    }
}

static void a_childs_parent_is_set_from_its_place(void **state)
{
    (void)state;
    flatten("{\"id\":\"" SVC "\",\"name\":\"Shelter\",\"status\":\"active\","
            "\"organization\":{\"id\":\"" ORG "\",\"name\":\"Haven\"},"
            "\"service_at_locations\":[{\"id\":\"" SAL "\",\"location\":"
            "{\"id\":\"" PLACE "\",\"location_type\":\"physical\","
            "\"addresses\":[{\"address_1\":\"1 Main\"}]}}]}");
    HAS(nth(WP_SERVICE, 0), "organization_id", ORG);
    HAS(nth(WP_SERVICE_AT_LOCATION, 0), "service_id", SVC);
    HAS(nth(WP_SERVICE_AT_LOCATION, 0), "location_id", PLACE);
    HAS(nth(WP_ADDRESS, 0), "location_id", PLACE);
    assert_true(wp_uuid_valid(wp_record_get(nth(WP_ADDRESS, 0), "id")));
}

static void one_phone_in_two_places_is_one_record_with_two_parents(void **state)
{
    (void)state;
    flatten("{\"id\":\"" SVC "\",\"name\":\"Shelter\",\"status\":\"active\","
            "\"phones\":[{\"id\":\"" PHONE "\",\"number\":\"1\"}],"
            "\"organization\":{\"id\":\"" ORG "\",\"name\":\"Haven\","
            "\"phones\":[{\"id\":\"" PHONE "\",\"number\":\"1\"}]}}");
    assert_int_equal(count(WP_PHONE), 1);
    HAS(nth(WP_PHONE, 0), "service_id", SVC);
    HAS(nth(WP_PHONE, 0), "organization_id", ORG);
    HAS(nth(WP_PHONE, 0), "id", PHONE);
}

static void one_phone_at_two_services_is_two_records(void **state)
{
    (void)state;
    flatten("{\"id\":\"" ORG "\",\"name\":\"Haven\",\"services\":["
            "{\"id\":\"" SVC "\",\"name\":\"A\",\"phones\":"
            "[{\"id\":\"" PHONE "\",\"number\":\"1\"}]},"
            "{\"id\":\"" SAL "\",\"name\":\"B\",\"phones\":"
            "[{\"id\":\"" PHONE "\",\"number\":\"1\"}]}]}");
    assert_int_equal(count(WP_PHONE), 2);
    HAS(nth(WP_PHONE, 0), "service_id", SVC);
    HAS(nth(WP_PHONE, 1), "service_id", SAL);
}

static void a_missing_id_depends_on_what_is_said_not_on_the_order(void **state)
{
    char first[WP_UUID_TEXT];

    (void)state;
    flatten("{\"id\":\"" ORG "\",\"name\":\"H\",\"services\":[],\"phones\":["
            "{\"number\":\"1\"},{\"number\":\"2\"}]}");
    (void)snprintf(first, sizeof(first), "%s",
                   wp_record_get(nth(WP_PHONE, 0), "id"));
    flatten("{\"id\":\"" ORG "\",\"name\":\"H\",\"services\":[],\"phones\":["
            "{\"number\":\"2\"},{\"number\":\"1\"}]}");
    HAS(nth(WP_PHONE, 1), "id", first);
    assert_string_not_equal(wp_record_get(nth(WP_PHONE, 0), "id"), first);
}

static void unknown_members_are_kept_and_nulls_are_not(void **state)
{
    (void)state;
    flatten("{\"id\":\"" ORG "\",\"name\":\"H\",\"tax_id\":null,"
            "\"mood\":\"good\",\"numbers\":[1,2]}");
    assert_string_equal(nth(WP_ORGANIZATION, 0)->extra_json,
                        "{\"mood\":\"good\",\"numbers\":[1,2]}");
    assert_int_equal(flat.null_count, 1);
}

static void numbers_keep_their_shortest_spelling(void **state)
{
    (void)state;
    flatten("{\"id\":\"" PLACE "\",\"location_type\":\"physical\","
            "\"latitude\":39.0097,\"longitude\":-77.4331}");
    HAS(nth(WP_LOCATION, 0), "latitude", "39.0097");
    HAS(nth(WP_LOCATION, 0), "longitude", "-77.4331");
}

static void wrong_shapes_are_read_when_they_can_be_and_always_told(void **state)
{
    (void)state;
    flatten("{\"id\":\"" ORG "\",\"name\":\"H\",\"phone\":\"555-0100\","
            "\"location\":[{\"name\":\"L\",\"addresss\":"
            "[{\"address_1\":\"1 Main\"}]}],\"programs\":7,"
            "\"description\":{\"text\":\"d\"}}");
    HAS(nth(WP_PHONE, 0), "number", "555-0100");
    HAS(nth(WP_PHONE, 0), "organization_id", ORG);
    HAS(nth(WP_LOCATION, 0), "organization_id", ORG);
    HAS(nth(WP_ADDRESS, 0), "address_1", "1 Main");
    assert_null(wp_record_get(nth(WP_ORGANIZATION, 0), "description"));
    assert_string_equal(nth(WP_ORGANIZATION, 0)->extra_json,
                        "{\"programs\":7,\"description\":{\"text\":\"d\"}}");
    assert_true(flat.problem_count >= 4);
}

static void lists_of_several_entities_are_read_as_such(void **state)
{
    (void)state;
    flatten("{\"organizations\":[{\"id\":\"" ORG "\",\"name\":\"H\"}],"
            "\"locations\":[{\"id\":\"" PLACE "\",\"organization_id\":\"" ORG
            "\"}]}");
    HAS(nth(WP_LOCATION, 0), "organization_id", ORG);
}

/* ---- ids that are not what they seem ------------------------------------- */

static void ids_of(const char *const *elements, size_t element_count,
                   enum wp_entity entity, char ids[][WP_UUID_TEXT])
{
    struct wp_census census = WP_CENSUS_INIT;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < element_count; i++) {
            json_t *object = parse(elements[i]);
            wp_flat_reset(&flat);
            assert_int_equal(
                wp_flat_object(&flat, object, wp_hsds_entity_of(object), NULL),
                WP_OK);
            if (pass == 0) {
                assert_int_equal(wp_flat_note(&flat, &census, NULL), WP_OK);
            } else {
                assert_int_equal(wp_flat_settle(&flat, "test", &census, NULL),
                                 WP_OK);
                (void)snprintf(ids[i], WP_UUID_TEXT, "%s",
                               wp_record_get(nth(entity, 0), "id"));
            }
            json_decref(object);
        }
    }
    wp_census_clear(&census);
}

static void a_short_id_used_for_two_things_is_told_apart(void **state)
{
    static const char *const elements[] = {
        "{\"id\":\"org_1\",\"name\":\"Pantry A\",\"locations\":"
        "[{\"id\":\"loc_1\",\"name\":\"A\",\"organization_id\":\"org_1\"}]}",
        "{\"id\":\"org_1\",\"name\":\"Pantry B\",\"locations\":"
        "[{\"id\":\"loc_1\",\"name\":\"B\",\"organization_id\":\"org_1\"}]}",
        "{\"id\":\"org_2\",\"name\":\"Pantry C\",\"locations\":[]}",
    };
    char ids[3][WP_UUID_TEXT];
    char mapped[WP_UUID_TEXT];

    (void)state;
    ids_of(elements, 3, WP_ORGANIZATION, ids);
    assert_string_not_equal(ids[0], ids[1]);
    /* the one nobody else claims is mapped plainly */
    wp_uuid_map("test", "organization", "org_2", mapped);
    assert_string_equal(ids[2], mapped);
    ids_of(elements, 2, WP_LOCATION, ids);
    assert_string_not_equal(ids[0], ids[1]);
}

static void a_short_id_used_twice_for_one_thing_stays_one(void **state)
{
    static const char *const elements[] = {
        "{\"id\":\"s1\",\"name\":\"Meals\",\"status\":\"active\","
        "\"organization\":{\"id\":\"o1\",\"name\":\"Haven\"}}",
        "{\"id\":\"s2\",\"name\":\"Beds\",\"status\":\"active\","
        "\"organization\":{\"id\":\"o1\",\"name\":\"Haven\","
        "\"website\":\"https://haven.example\"}}",
    };
    char ids[2][WP_UUID_TEXT];

    (void)state;
    ids_of(elements, 2, WP_ORGANIZATION, ids);
    assert_string_equal(ids[0], ids[1]);
}

static void a_uuid_names_one_organization_whatever_it_is_called(void **state)
{
    static const char *const elements[] = {
        "{\"id\":\"" ORG "\",\"name\":\"Haven\",\"services\":[]}",
        "{\"id\":\"" ORG "\",\"name\":\"Haven House\",\"services\":[]}",
    };
    char ids[2][WP_UUID_TEXT];

    (void)state;
    ids_of(elements, 2, WP_ORGANIZATION, ids);
    assert_string_equal(ids[0], ORG);
    assert_string_equal(ids[1], ORG);
}

static void a_marked_service_hides_where_it_is_but_not_its_phone(void **state)
{
    (void)state;
    flatten("{\"id\":\"" SVC "\",\"name\":\"Safe house\","
            "\"status\":\"active\",\"phones\":[{\"number\":\"1\"}],"
            "\"attributes\":[{\"taxonomy_term\":{\"code\":\"confidential\","
            "\"name\":\"c\",\"taxonomy\":\"waypost-visibility\"}}],"
            "\"organization\":{\"id\":\"" ORG "\",\"name\":\"Haven\"},"
            "\"service_at_locations\":[{\"location\":{\"name\":\"House\","
            "\"addresses\":[{\"address_1\":\"1 Main\"}]}}]}");
    assert_true(nth(WP_LOCATION, 0)->confidential);
    assert_true(nth(WP_ADDRESS, 0)->confidential);
    assert_false(nth(WP_PHONE, 0)->confidential);
    assert_false(nth(WP_ORGANIZATION, 0)->confidential);
}

static void deep_nesting_ends_instead_of_the_stack(void **state)
{
    struct wp_census census = WP_CENSUS_INIT;
    json_t *object = json_object();

    (void)state;
    json_object_set_new(object, "number", json_string("1"));
    for (int i = 0; i < 400; i++) {
        json_t *outer = json_object();
        json_t *list = json_array();
        json_array_append_new(list, object);
        json_object_set_new(outer, i % 2 == 0 ? "phones" : "contacts", list);
        object = outer;
    }
    wp_flat_reset(&flat);
    assert_int_equal(wp_flat_object(&flat, object, WP_SERVICE, NULL), WP_OK);
    assert_int_equal(wp_flat_settle(&flat, "test", &census, NULL), WP_OK);
    json_decref(object);
}

static int setup(void **state)
{
    (void)state;
    wp_flat_init(&flat);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    wp_flat_clear(&flat);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_is_told_by_its_members),
        cmocka_unit_test(a_childs_parent_is_set_from_its_place),
        cmocka_unit_test(
            one_phone_in_two_places_is_one_record_with_two_parents),
        cmocka_unit_test(one_phone_at_two_services_is_two_records),
        cmocka_unit_test(a_missing_id_depends_on_what_is_said_not_on_the_order),
        cmocka_unit_test(unknown_members_are_kept_and_nulls_are_not),
        cmocka_unit_test(numbers_keep_their_shortest_spelling),
        cmocka_unit_test(
            wrong_shapes_are_read_when_they_can_be_and_always_told),
        cmocka_unit_test(lists_of_several_entities_are_read_as_such),
        cmocka_unit_test(a_short_id_used_for_two_things_is_told_apart),
        cmocka_unit_test(a_short_id_used_twice_for_one_thing_stays_one),
        cmocka_unit_test(a_uuid_names_one_organization_whatever_it_is_called),
        cmocka_unit_test(a_marked_service_hides_where_it_is_but_not_its_phone),
        cmocka_unit_test(deep_nesting_ends_instead_of_the_stack),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
