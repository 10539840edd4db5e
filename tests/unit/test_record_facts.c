/* tests/unit/test_record_facts.c - the names of facts, stances, findings */
#include <string.h>

#include "waypost/ingest.h"

#include "support/test.h"

static void every_kind_of_fact_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < WP_FACT_KIND_COUNT; i++) {
        const char *name = wp_fact_kind_name((enum wp_fact_kind)i);

        assert_non_null(name);
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(name,
                                    wp_fact_kind_name((enum wp_fact_kind)k));
        }
    }
    assert_string_equal(wp_fact_kind_name(WP_FACT_PAYER), "payer");
    assert_string_equal(wp_fact_kind_name(WP_FACT_COST), "cost");
}

static void a_stance_is_found_again_by_its_name(void **state)
{
    (void)state;
    for (int i = WP_STANCE_UNKNOWN; i <= WP_STANCE_EXCLUDES; i++) {
        assert_int_equal(wp_stance_by_name(wp_stance_name((enum wp_stance)i)),
                         i);
    }
    assert_string_equal(wp_stance_name(WP_STANCE_ONLY), "only");
    assert_int_equal(wp_stance_by_name("maybe"), -1);
    assert_int_equal(wp_stance_by_name(""), -1);
}

static void an_empty_fact_claims_nothing_it_was_not_told(void **state)
{
    const struct wp_fact fact = WP_FACT_INIT;

    (void)state;
    assert_true(isnan(fact.lo));
    assert_true(isnan(fact.hi));
    assert_null(fact.asserted_on);
    assert_null(fact.evidence);
}

static void findings_are_notes_warnings_and_errors(void **state)
{
    (void)state;
    assert_string_equal(wp_severity_name(WP_NOTE), "note");
    assert_string_equal(wp_severity_name(WP_WARNING), "warning");
    assert_string_equal(wp_severity_name(WP_ERROR_FINDING), "error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_fact_has_a_name_of_its_own),
        cmocka_unit_test(a_stance_is_found_again_by_its_name),
        cmocka_unit_test(an_empty_fact_claims_nothing_it_was_not_told),
        cmocka_unit_test(findings_are_notes_warnings_and_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
