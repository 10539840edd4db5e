/* tests/unit/test_vocab_places.c - ZIP Codes, cities, counties */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <threads.h>

#include "support/test.h"
#include "vocab/vocab.h"

static int load(void **state)
{
    struct wp_vocab *vocab = NULL;

    if (wp_vocab_create(&vocab, NULL) != WP_OK) {
        return -1;
    }
    *state = vocab;
    return 0;
}

static int unload(void **state)
{
    wp_vocab_destroy(*state);
    return 0;
}

static void a_zip_has_a_place_a_city_and_a_county(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_zip *zip = wp_vocab_zip(vocab, "85301");

    assert_non_null(zip);
    assert_string_equal(zip->zip, "85301");
    assert_string_equal(zip->city, "Glendale");
    assert_string_equal(zip->state, "AZ");
    assert_string_equal(zip->county, "04013");
    assert_int_equal(zip->kind, 'z');
    /* A tenth of a degree: the figure is the Census Bureau's to refine. */
    assert_true(fabs(zip->lat_deg - 33.53) < 0.1);
    assert_true(fabs(zip->lon_deg + 112.18) < 0.1);
    assert_ptr_equal(wp_vocab_zip(vocab, "85301"), zip);
}

static void the_first_and_the_last_zip_are_found(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_non_null(wp_vocab_zip(vocab, "00501"));
    assert_non_null(wp_vocab_zip(vocab, "99950"));
    assert_null(wp_vocab_zip(vocab, "00000"));
    assert_null(wp_vocab_zip(vocab, "99999"));
    assert_null(wp_vocab_zip(vocab, "8530"));
    assert_null(wp_vocab_zip(vocab, "853011"));
    assert_null(wp_vocab_zip(vocab, "abcde"));
    assert_null(wp_vocab_zip(vocab, ""));
}

/* The table is read by halving: every single row must be reachable. */
static void every_zip_number_answers_and_every_row_is_sound(void **state)
{
    const struct wp_vocab *vocab = *state;
    size_t found = 0;
    size_t placeless = 0;

    for (int i = 0; i < 100000; i++) {
        char text[6];
        (void)snprintf(text, sizeof(text), "%05u", (unsigned)i % 100000U);
        const struct wp_zip *zip = wp_vocab_zip(vocab, text);
        if (!zip) {
            continue;
        }
        found++;
        assert_string_equal(zip->zip, text);
        assert_true(zip->city[0] != '\0');
        assert_true(zip->kind == 'z' || zip->kind == 'p' || zip->kind == 'm');
        if (isnan(zip->lat_deg)) {
            placeless++;
            assert_int_not_equal(zip->kind, 'z');
        } else {
            assert_true(zip->lat_deg > -20.0 && zip->lat_deg < 72.0);
            assert_true(wp_vocab_county_name(vocab, zip->county) ||
                        zip->county[0] == '\0');
        }
    }
    assert_int_equal(found, 41637);
    assert_int_equal(placeless, 513);
}

static void a_military_zip_is_known_but_nowhere(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_zip *zip = wp_vocab_zip(vocab, "09001");

    assert_non_null(zip);
    assert_int_equal(zip->kind, 'm');
    assert_true(isnan(zip->lat_deg));
}

static void a_city_is_the_middle_of_its_zips(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_zip *zip = NULL;
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    assert_true(
        wp_vocab_city(vocab, "phoenix", "az", &lat_deg, &lon_deg, &zip));
    assert_true(fabs(lat_deg - 33.5) < 0.2 && fabs(lon_deg + 112.07) < 0.2);
    assert_string_equal(zip->city, "Phoenix");
    assert_true(wp_vocab_city(vocab, "Saint Paul", "Minnesota", &lat_deg,
                              &lon_deg, &zip));
    assert_true(
        wp_vocab_city(vocab, "ST. PAUL", "MN", &lat_deg, &lon_deg, &zip));
    assert_false(
        wp_vocab_city(vocab, "Phoenix", "VT", &lat_deg, &lon_deg, &zip));
    assert_false(
        wp_vocab_city(vocab, "Phoenix", "??", &lat_deg, &lon_deg, &zip));
    assert_false(wp_vocab_city(vocab, "", "AZ", &lat_deg, &lon_deg, &zip));
}

static void counties_go_both_ways(void **state)
{
    const struct wp_vocab *vocab = *state;

    assert_string_equal(wp_vocab_county_name(vocab, "04013"),
                        "Maricopa County");
    assert_string_equal(wp_vocab_county_fips(vocab, "Maricopa County", "AZ"),
                        "04013");
    assert_string_equal(wp_vocab_county_fips(vocab, "maricopa", "Arizona"),
                        "04013");
    assert_string_equal(wp_vocab_county_fips(vocab, "Orleans", "LA"), "22071");
    assert_string_equal(wp_vocab_county_fips(vocab, "Saint Louis city", "MO"),
                        "29510");
    assert_string_equal(wp_vocab_county_fips(vocab, "St. Louis County", "MO"),
                        "29189");
    assert_null(wp_vocab_county_name(vocab, "99999"));
    assert_null(wp_vocab_county_fips(vocab, "Maricopa", "VT"));
    assert_null(wp_vocab_county_fips(vocab, "Nowhere", "AZ"));
}

static void the_nearest_zip_of_a_zips_own_point_is_itself(void **state)
{
    static const char *const zips[] = {"85301", "01103", "99501",
                                       "96813", "00601", "96799"};
    const struct wp_vocab *vocab = *state;

    for (size_t i = 0; i < sizeof(zips) / sizeof(zips[0]); i++) {
        const struct wp_zip *zip = wp_vocab_zip(vocab, zips[i]);
        assert_non_null(zip);
        const struct wp_zip *near =
            wp_vocab_nearest_zip(vocab, zip->lat_deg, zip->lon_deg);
        assert_non_null(near);
        assert_string_equal(near->zip, zip->zip);
    }
    assert_null(wp_vocab_nearest_zip(vocab, 91.0, 0.0));
    assert_null(wp_vocab_nearest_zip(vocab, NAN, NAN));
}

static int ask_from_a_thread(void *payload)
{
    const struct wp_vocab *vocab = payload;
    const struct wp_zip *zip = NULL;
    double lat_deg = 0.0;
    double lon_deg = 0.0;
    int right = 0;

    for (int i = 85001; i < 85100; i++) {
        char text[6];
        (void)snprintf(text, sizeof(text), "%05u", (unsigned)i % 100000U);
        const struct wp_zip *once = wp_vocab_zip(vocab, text);
        right += once == wp_vocab_zip(vocab, text);
    }
    right += wp_vocab_city(vocab, "Mesa", "AZ", &lat_deg, &lon_deg, &zip);
    return right;
}

static void many_threads_may_ask_at_once(void **state)
{
    thrd_t threads[4];
    struct wp_vocab *vocab = NULL;

    (void)state;
    assert_int_equal(wp_vocab_create(&vocab, NULL), WP_OK);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(thrd_create(&threads[i], ask_from_a_thread, vocab),
                         thrd_success);
    }
    for (size_t i = 0; i < 4; i++) {
        int right = 0;
        assert_int_equal(thrd_join(threads[i], &right), thrd_success);
        assert_int_equal(right, 100);
    }
    wp_vocab_destroy(vocab);
}

static void neighbours_are_mutual_and_no_county_is_its_own(void **state)
{
    const struct wp_vocab *vocab = *state;
    size_t length = 0;
    const char *list = wp_vocab_county_neighbours(vocab, "04013", &length);

    /* Maricopa: Gila, La Paz, Pima, Pinal, Yavapai, Yuma. */
    assert_int_equal(length, 6 * 6 - 1);
    assert_memory_equal(list, "04007 04012 04019 04021 04025 04027", length);
    assert_true(wp_vocab_counties_touch(vocab, "04013", "04021"));
    assert_true(wp_vocab_counties_touch(vocab, "04021", "04013"));
    assert_false(wp_vocab_counties_touch(vocab, "04013", "04013"));
    assert_false(wp_vocab_counties_touch(vocab, "04013", "04003"));
    assert_false(wp_vocab_counties_touch(vocab, "04013", ""));
    assert_false(wp_vocab_counties_touch(vocab, "", "04013"));
    assert_false(wp_vocab_counties_touch(vocab, "99999", "04013"));
    /* The first and the last row, and an island. */
    assert_true(wp_vocab_counties_touch(vocab, "01001", "01021"));
    assert_true(wp_vocab_counties_touch(vocab, "78030", "78020"));
    (void)wp_vocab_county_neighbours(vocab, "15003", &length);
    assert_int_equal(length, 0);
}

static void a_desert_zip_is_rural_and_a_city_zip_is_not(void **state)
{
    const struct wp_vocab *vocab = *state;
    static const char *const rural[] = {"85321", "86503", "50022", "99723"};
    static const char *const urban[] = {"85301", "10001", "05401", "80302"};

    for (size_t i = 0; i < 4; i++) {
        assert_true(wp_zip_is_rural(wp_vocab_zip(vocab, rural[i])));
        assert_false(wp_zip_is_rural(wp_vocab_zip(vocab, urban[i])));
    }
}

static void a_name_of_several_places_lists_them(void **state)
{
    const struct wp_vocab *vocab = *state;
    struct wp_city_choice choices[8];
    const char *fips[64];

    assert_true(wp_vocab_city_choices(vocab, "Phoenix", choices, 8) >= 3);
    assert_string_equal(choices[0].zip->state, "AZ");
    assert_int_equal(wp_vocab_city_choices(vocab, "Tucson", choices, 8), 1);
    assert_int_equal(wp_vocab_city_choices(vocab, "Nowhereville", choices, 8),
                     0);
    assert_int_equal(wp_vocab_county_choices(vocab, "maricopa", fips, 64), 1);
    assert_string_equal(fips[0], "04013");
    assert_true(wp_vocab_county_choices(vocab, "Washington County", fips, 64) >
                25);
    assert_int_equal(wp_vocab_county_choices(vocab, "Washington", fips, 3), 3);
    assert_string_equal(wp_vocab_county_state(vocab, "04013"), "AZ");
    assert_null(wp_vocab_county_state(vocab, "99999"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_are_mutual_and_no_county_is_its_own),
        cmocka_unit_test(a_desert_zip_is_rural_and_a_city_zip_is_not),
        cmocka_unit_test(a_name_of_several_places_lists_them),
        cmocka_unit_test(a_zip_has_a_place_a_city_and_a_county),
        cmocka_unit_test(the_first_and_the_last_zip_are_found),
        cmocka_unit_test(every_zip_number_answers_and_every_row_is_sound),
        cmocka_unit_test(a_military_zip_is_known_but_nowhere),
        cmocka_unit_test(a_city_is_the_middle_of_its_zips),
        cmocka_unit_test(counties_go_both_ways),
        cmocka_unit_test(the_nearest_zip_of_a_zips_own_point_is_itself),
        cmocka_unit_test(many_threads_may_ask_at_once),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
