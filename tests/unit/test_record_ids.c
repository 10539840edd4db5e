/* tests/unit/test_record_ids.c - the ids foreign records get, for good */
#include <stdlib.h>
#include <string.h>

#include "waypost/record.h"

#include "support/test.h"

static void assert_id(const char *space, const char *entity, const char *native,
                      const char *wanted)
{
    char id[WP_UUID_TEXT];

    wp_uuid_map(space, entity, native, id);
    assert_string_equal(id, wanted);
}

static void only_36_hexadecimal_characters_are_a_uuid(void **state)
{
    (void)state;
    assert_true(wp_uuid_valid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    assert_true(wp_uuid_valid("2ED6657D-E927-568B-95E1-2665A8AEA6A2"));
    assert_true(wp_uuid_valid("00000000-0000-0000-0000-000000000000"));
    assert_false(wp_uuid_valid("2ed6657d-e927-568b-95e1-2665a8aea6a"));
    assert_false(wp_uuid_valid("2ed6657d-e927-568b-95e1-2665a8aea6a2 "));
    assert_false(wp_uuid_valid("2ed6657d_e927_568b_95e1_2665a8aea6a2"));
    assert_false(wp_uuid_valid("{2ed6657d-e927-568b-95e1-2665a8aea6a2}"));
    assert_false(wp_uuid_valid("2ed6657de927568b95e12665a8aea6a2"));
    assert_false(wp_uuid_valid("gggggggg-e927-568b-95e1-2665a8aea6a2"));
    assert_false(wp_uuid_valid(""));
    assert_false(wp_uuid_valid(NULL));
}

static void a_uuid_keeps_its_value_in_lower_case(void **state)
{
    (void)state;
    assert_id("any", "service", "2ED6657D-E927-568B-95E1-2665A8AEA6A2",
              "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

/* If one of these changes, every directory out there loses its history. */
static void ids_made_years_ago_are_made_again(void **state)
{
    (void)state;
    assert_id("samhsa", "service", "12345",
              "b9669ff8-f274-51f8-81fa-dc9bdd12e5a5");
    assert_id("dc-hsds", "organization", "1",
              "0aecb8a8-5bff-5c1a-b5a0-1485fe73b7c4");
    assert_id("dc-hsds", "service", "\xC3\xA9t\xC3\xA9",
              "cd27fce9-b2af-5a28-94a9-a012f8338a42");
}

static void space_entity_and_key_each_count(void **state)
{
    char id[4][WP_UUID_TEXT];

    (void)state;
    wp_uuid_map("a", "service", "1", id[0]);
    wp_uuid_map("b", "service", "1", id[1]);
    wp_uuid_map("a", "location", "1", id[2]);
    wp_uuid_map("a", "service", "2", id[3]);
    for (int i = 0; i < 4; i++) {
        assert_true(wp_uuid_valid(id[i]));
        assert_int_equal(id[i][14], '5');
        assert_non_null(strchr("89ab", id[i][19]));
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(id[i], id[k]);
        }
    }
}

static void a_key_of_any_length_has_one_id(void **state)
{
    static const size_t sizes[] = {0, 1, 247, 248, 249, 5000};
    char id[6][WP_UUID_TEXT];
    char again[WP_UUID_TEXT];

    (void)state;
    for (size_t i = 0; i < 6; i++) {
        char *key = malloc(sizes[i] + 1);
        assert_non_null(key);
        memset(key, 'k', sizes[i]);
        key[sizes[i]] = '\0';
        wp_uuid_map("a", "service", key, id[i]);
        wp_uuid_map("a", "service", key, again);
        assert_string_equal(id[i], again);
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(id[i], id[k]);
        }
        free(key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_36_hexadecimal_characters_are_a_uuid),
        cmocka_unit_test(a_uuid_keeps_its_value_in_lower_case),
        cmocka_unit_test(ids_made_years_ago_are_made_again),
        cmocka_unit_test(space_entity_and_key_each_count),
        cmocka_unit_test(a_key_of_any_length_has_one_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
