/* tests/unit/test_record_normalize_place.c - ZIPs, states and positions */
#include <string.h>

#include "waypost/ingest.h"

#include "support/test.h"

/* ---- ZIP codes ----------------------------------------------------------- */

static void assert_zip(const char *text, const char *wanted)
{
    char zip[6] = "?";

    if (wp_zip_parse(text, zip) != (wanted != NULL)) {
        fail_msg("ZIP '%s'", text ? text : "(null)");
    }
    assert_string_equal(zip, wanted ? wanted : "?");
}

static void a_zip_is_five_digits_however_it_was_kept(void **state)
{
    (void)state;
    assert_zip("85301", "85301");
    assert_zip(" 85301 ", "85301");
    assert_zip("85301-1234", "85301");
    assert_zip("85301 1234", "85301");
    assert_zip("85301-", "85301");
    assert_zip("853011234", "85301");
    assert_zip("067905606", "06790");
    assert_zip("ZIP 20020", "20020");
}

static void zeros_lost_at_the_front_come_back(void **state)
{
    (void)state;
    assert_zip("6708", "06708");
    assert_zip("2809.0", "02809");
    assert_zip("67905606", "06790");
    assert_zip("6790-5606", "06790");
    assert_zip("601", "00601");
    assert_zip("6011234", "00601");
}

static void what_is_not_a_zip_is_refused(void **state)
{
    (void)state;
    assert_zip(NULL, NULL);
    assert_zip("", NULL);
    assert_zip("     ", NULL);
    assert_zip("XX", NULL);
    assert_zip("ZIP ", NULL);
    assert_zip("12", NULL);
    assert_zip("123456", NULL);
    assert_zip("85301-12", NULL);
    assert_zip("85301-12345", NULL);
    assert_zip("85301.5", NULL);
    assert_zip("00000", NULL);
    assert_zip("99999", NULL);
    assert_zip("K1A 0B1", NULL);
    assert_zip("8530l", NULL);
    assert_zip("85301-1234-5", NULL);
    assert_zip("-85301", NULL);
}

/* ---- states -------------------------------------------------------------- */

static void assert_state(const char *text, const char *wanted)
{
    char code[3] = "?";

    if (wp_state_parse(text, code) != (wanted != NULL)) {
        fail_msg("state '%s'", text ? text : "(null)");
    }
    assert_string_equal(code, wanted ? wanted : "?");
}

static void a_state_is_two_letters_or_a_name(void **state)
{
    (void)state;
    assert_state("AZ", "AZ");
    assert_state("az ", "AZ");
    assert_state("Arizona", "AZ");
    assert_state("NEW MEXICO", "NM");
    assert_state("N.Y.", "NY");
    assert_state("D.C.", "DC");
    assert_state("Washington, D.C.", "DC");
    assert_state("District of Columbia", "DC");
    assert_state("Washington", "WA");
    assert_state("PR", "PR");
    assert_state("Puerto Rico", "PR");
    assert_state("U.S. Virgin Islands", "VI");
    assert_state("gu", "GU");
    assert_state("\xC2\xA0"
                 "AZ",
                 "AZ");
}

static void what_is_no_state_is_refused(void **state)
{
    (void)state;
    assert_state(NULL, NULL);
    assert_state("", NULL);
    assert_state("XX", NULL);
    assert_state("A", NULL);
    assert_state("1", NULL);
    assert_state("Ontario", NULL);
    assert_state("AZ 85301", NULL);
    assert_state("a text that is longer than the name of any state of all",
                 NULL);
}

/* ---- positions ----------------------------------------------------------- */

static struct wp_vocab *vocab;

static int open_vocab(void **state)
{
    (void)state;
    return wp_vocab_create(&vocab, NULL) == WP_OK ? 0 : -1;
}

static int close_vocab(void **state)
{
    (void)state;
    wp_vocab_destroy(vocab);
    return 0;
}

static void assert_geo(const char *latitude, const char *longitude,
                       const char *zip, enum wp_geo_verdict wanted)
{
    double lat_deg = 1000.0;
    double lon_deg = 1000.0;
    const enum wp_geo_verdict verdict =
        wp_geo_check(vocab, latitude, longitude, zip, &lat_deg, &lon_deg);

    if (verdict != wanted) {
        fail_msg("%s, %s in %s: verdict %d", latitude ? latitude : "(null)",
                 longitude ? longitude : "(null)", zip ? zip : "(null)",
                 (int)verdict);
    }
    if (wanted == WP_GEO_OK || wanted == WP_GEO_FAR) {
        assert_true(lat_deg >= -90.0 && lat_deg <= 90.0);
        assert_true(lon_deg >= -180.0 && lon_deg <= 180.0);
    } else {
        assert_true(lat_deg == 1000.0 && lon_deg == 1000.0);
    }
}

static void a_position_in_its_own_zip_is_good(void **state)
{
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    (void)state;
    assert_int_equal(wp_geo_check(vocab, " 33.5387", "-112.1860 ", "85301-1234",
                                  &lat_deg, &lon_deg),
                     WP_GEO_OK);
    assert_true(lat_deg == 33.5387);
    assert_true(lon_deg == -112.186);
}

static void a_position_far_from_its_zip_is_told_apart(void **state)
{
    (void)state;
    assert_geo("42.3601", "-71.0589", "85301", WP_GEO_FAR);
    assert_geo("33.5387", "112.1860", "85301", WP_GEO_FAR); /* lost minus */
    assert_geo("23.10", "72.59", "20001", WP_GEO_FAR);      /* DC, in India */
    assert_geo("33.94", "-112.1752", "85301", WP_GEO_OK);   /* 45 km north */
    assert_geo("34.04", "-112.1752", "85301", WP_GEO_FAR);  /* 56 km north */
    /* As far from the middle of Ajo, whose ZIP is 3,989 km2 of desert. */
    assert_geo("32.87", "-112.5847", "85321", WP_GEO_OK);
    assert_geo("33.37", "-112.5847", "85321", WP_GEO_FAR);
}

static void without_a_known_zip_nothing_is_far(void **state)
{
    (void)state;
    assert_geo("42.3601", "-71.0589", NULL, WP_GEO_OK);
    assert_geo("42.3601", "-71.0589", "", WP_GEO_OK);
    assert_geo("42.3601", "-71.0589", "XX", WP_GEO_OK);
    assert_geo("42.3601", "-71.0589", "00002", WP_GEO_OK);
    assert_geo("42.3601", "-71.0589", "09001", WP_GEO_OK); /* military */

    struct wp_vocab *keep = vocab;
    vocab = NULL;
    assert_geo("42.3601", "-71.0589", "85301", WP_GEO_OK);
    vocab = keep;
}

static void no_position_is_absent(void **state)
{
    (void)state;
    assert_geo(NULL, NULL, "85301", WP_GEO_ABSENT);
    assert_geo("", "", "85301", WP_GEO_ABSENT);
    assert_geo("   ", "NA", "85301", WP_GEO_ABSENT);
    assert_geo("-999", "-999", "85301", WP_GEO_ABSENT);
}

static void a_position_nowhere_on_earth_is_bad(void **state)
{
    (void)state;
    assert_geo("0", "0", "85301", WP_GEO_BAD);
    assert_geo("0.000000", "-0.0", NULL, WP_GEO_BAD);
    assert_geo("4696277", "-8606807", "20001", WP_GEO_BAD); /* Mercator */
    assert_geo("91", "0", NULL, WP_GEO_BAD);
    assert_geo("33.5", "-180.01", NULL, WP_GEO_BAD);
    assert_geo("33.5", "", NULL, WP_GEO_BAD);
    assert_geo(NULL, "-112", NULL, WP_GEO_BAD);
    assert_geo("33,5", "-112", NULL, WP_GEO_BAD);
    assert_geo("0x10", "-112", NULL, WP_GEO_BAD);
    assert_geo("inf", "-112", NULL, WP_GEO_BAD);
    assert_geo("33.5 N", "112 W", NULL, WP_GEO_BAD);
    assert_geo("33.500000000000000000000000000000000000", "-112", NULL,
               WP_GEO_BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zip_is_five_digits_however_it_was_kept),
        cmocka_unit_test(zeros_lost_at_the_front_come_back),
        cmocka_unit_test(what_is_not_a_zip_is_refused),
        cmocka_unit_test(a_state_is_two_letters_or_a_name),
        cmocka_unit_test(what_is_no_state_is_refused),
        cmocka_unit_test(a_position_in_its_own_zip_is_good),
        cmocka_unit_test(a_position_far_from_its_zip_is_told_apart),
        cmocka_unit_test(without_a_known_zip_nothing_is_far),
        cmocka_unit_test(no_position_is_absent),
        cmocka_unit_test(a_position_nowhere_on_earth_is_bad),
    };

    return cmocka_run_group_tests(tests, open_vocab, close_vocab);
}
