/* tests/unit/test_record_normalize_text.c - nothing, and web addresses */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "support/test.h"

static void exports_say_nothing_in_many_words(void **state)
{
    static const char *const nothings[] = {
        "",
        " ",
        "     ",
        "\t\r\n",
        "\xC2\xA0",
        "\xEF\xBB\xBF",
        "NA",
        "N/A",
        "n/a ",
        "null",
        "NULL",
        "None or unknown",
        "NOT AVAILABLE",
        "-999",
        "-",
        "XX",
        "Not Determined",
        "Unknown",
        "http://",
        "http://n/a",
        "http://site.notavailable.org",
        "unavailable",
        "TBD",
        "<UNAVAIL>",
    };

    (void)state;
    assert_true(wp_is_null_spelling(NULL));
    for (size_t i = 0; i < sizeof(nothings) / sizeof(nothings[0]); i++) {
        if (!wp_is_null_spelling(nothings[i])) {
            fail_msg("'%s' says something?", nothings[i]);
        }
    }
}

static void what_says_something_is_kept(void **state)
{
    static const char *const words[] = {
        "0",
        "none",
        "None",
        "no",
        "Free",
        "Xxx",
        "-1",
        "Navajo",
        "Nan's Place",
        "9990",
        "http://x.org",
        "Unknown caller",
        "County            ",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (wp_is_null_spelling(words[i])) {
            fail_msg("'%s' says nothing?", words[i]);
        }
    }
}

static void assert_url(const char *text, const char *wanted)
{
    /* Exactly the room the header promises to be enough. */
    char *url = malloc((text ? strlen(text) : 0) + 9);

    assert_non_null(url);
    url[0] = '\0';
    if (wp_url_parse(text, url) != (wanted != NULL)) {
        fail_msg("address '%s' gave '%s'", text ? text : "(null)", url);
    }
    assert_string_equal(url, wanted ? wanted : "");
    free(url);
}

static void an_address_gets_its_scheme(void **state)
{
    (void)state;
    assert_url("www.x.org", "https://www.x.org");
    assert_url("x.org", "https://x.org");
    assert_url(" http://X.org/Path?q=1 ", "http://x.org/Path?q=1");
    assert_url("HTTPS://WWW.X.ORG/", "https://www.x.org/");
    assert_url("http://https://x.org", "https://x.org");
    assert_url("x.org:8080/a", "https://x.org:8080/a");
    assert_url("www.x.org and www.y.org", "https://www.x.org");
    assert_url("www.x.org/\xE2\x80\x8E", "https://www.x.org/");
    assert_url("www.x.org; www.y.org", "https://www.x.org");
}

static void placeholders_are_no_address(void **state)
{
    char long_one[3000];

    (void)state;
    assert_url(NULL, NULL);
    assert_url("", NULL);
    assert_url("http://", NULL);
    assert_url("http://n/a", NULL);
    assert_url("http://site.notavailable.org", NULL);
    assert_url("N/A", NULL);
    assert_url("none", NULL);
    assert_url("unavailable", NULL);
    assert_url("info@x.org", NULL);
    assert_url("see our page", NULL);
    assert_url("http://localhost/", NULL);
    assert_url("1.5", NULL);
    assert_url("ftp://x.org", NULL);
    assert_url("javascript:alert(1)", NULL);
    assert_url("x.org/<script>", NULL);
    (void)snprintf(long_one, sizeof(long_one), "x.org/%02900d", 0);
    assert_url(long_one, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports_say_nothing_in_many_words),
        cmocka_unit_test(what_says_something_is_kept),
        cmocka_unit_test(an_address_gets_its_scheme),
        cmocka_unit_test(placeholders_are_no_address),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
