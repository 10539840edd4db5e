/* tests/unit/test_vocab_tables.c - the shipped tables load and hang together */
#include <math.h>
#include <string.h>

#include "query/codes.h"
#include "support/test.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

static int load(void **state)
{
    struct wp_error err = WP_ERROR_INIT;
    struct wp_vocab *vocab = NULL;

    if (wp_vocab_create(&vocab, &err) != WP_OK) {
        print_error("%s: %s\n", err.origin, err.message);
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

static void every_need_is_complete_and_numbered_by_slug(void **state)
{
    const struct wp_vocab *vocab = *state;
    const size_t count = wp_vocab_concept_count(vocab);

    assert_true(count > 400);
    for (size_t i = 0; i < count; i++) {
        const struct wp_concept *concept = wp_vocab_concept(vocab, (int)i);
        assert_int_equal(wp_vocab_concept_by_slug(vocab, concept->slug), i);
        assert_true(concept->name_en[0] && concept->name_es[0]);
        assert_true(wp_code_find(&wp_code_urgencies, concept->lane) >= 0);
        if (i > 0) {
            assert_true(strcmp(wp_vocab_concept(vocab, (int)i - 1)->slug,
                               concept->slug) < 0);
        }
        for (size_t j = 0; j < concept->substitute_count; j++) {
            assert_int_not_equal(concept->substitutes[j], i);
        }
    }
    assert_null(wp_vocab_concept(vocab, -1));
    assert_null(wp_vocab_concept(vocab, (int)count));
    assert_int_equal(wp_vocab_concept_by_slug(vocab, "no.such"), -1);
}

static void a_need_is_under_its_parents_and_itself(void **state)
{
    const struct wp_vocab *vocab = *state;
    const int sud = wp_vocab_concept_by_slug(vocab, "sud");
    const int bup = wp_vocab_concept_by_slug(vocab, "sud.moud.buprenorphine");

    assert_true(wp_vocab_is_under(vocab, bup, sud));
    assert_true(wp_vocab_is_under(vocab, bup, bup));
    assert_false(wp_vocab_is_under(vocab, sud, bup));
    assert_false(wp_vocab_is_under(vocab, -1, sud));
}

static void flags_are_whole_words(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_concept *shelter = wp_vocab_concept(
        vocab, wp_vocab_concept_by_slug(vocab, "safety.dv.shelter"));

    assert_true(wp_concept_has_flag(shelter, "confidential"));
    assert_true(wp_concept_has_flag(shelter, "level:housing"));
    assert_false(wp_concept_has_flag(shelter, "level"));
    assert_false(wp_concept_has_flag(shelter, ""));
}

/* Every fact the lexicon states must be one a client can hold. */
static bool is_known_fact(const struct wp_vocab *vocab, const char *key,
                          const char *value)
{
    static const char *const truths[] = {"insured", "pregnant", "veteran"};
    static const struct {
        const char *key;
        const struct wp_codes *codes;
    } lists[] = {
        {"attr", &wp_code_attributes},      {"sex", &wp_code_sexes},
        {"household", &wp_code_households}, {"situation", &wp_code_situations},
        {"lacks", &wp_code_documents},      {"travel", &wp_code_travels},
        {"urgency", &wp_code_urgencies},
    };

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        if (strcmp(lists[i].key, key) == 0) {
            return wp_code_find(lists[i].codes, value) >= 0;
        }
    }
    for (size_t i = 0; i < sizeof(truths) / sizeof(truths[0]); i++) {
        if (strcmp(truths[i], key) == 0) {
            return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
        }
    }
    if (strcmp(key, "payer") == 0) {
        return wp_vocab_payer_by_code(vocab, value) >= 0;
    }
    if (strcmp(key, "language") == 0) {
        return wp_vocab_language(vocab, value) != NULL;
    }
    return strcmp(key, "cost") == 0;
}

static void every_fact_of_the_lexicon_is_one_a_client_can_hold(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_lexicon *lexicon = &vocab->lexicon;
    size_t wrong = 0;

    for (size_t i = 0; i < lexicon->glossary.count; i++) {
        char facts[512];
        char *rest = facts;
        const struct wp_entry entry = wp_lexicon_entry(lexicon, (int)i);
        assert_true(strlen(entry.facts) < sizeof(facts));
        memcpy(facts, entry.facts, strlen(entry.facts) + 1);
        for (char *fact; (fact = wp_tsv_piece(&rest, ' '));) {
            char *equals = strchr(fact, '=');
            if (equals) {
                *equals = '\0';
            }
            if (!equals || !is_known_fact(vocab, fact, equals + 1)) {
                print_message("%s: %s\n", lexicon->glossary.glosses[i].phrase,
                              fact);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
    assert_true(lexicon->glossary.count > 5000);
}

static void every_question_offers_needs_that_exist(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_lexicon *lexicon = &vocab->lexicon;

    for (size_t i = 0; i < lexicon->question_count; i++) {
        const struct wp_question *question = &lexicon->questions[i];
        char readings[1024];
        char *rest = readings;
        assert_true(strlen(question->readings) < sizeof(readings));
        memcpy(readings, question->readings, strlen(question->readings) + 1);
        for (char *reading; (reading = wp_tsv_piece(&rest, '|'));) {
            const char *slug = strchr(reading, '=');
            assert_non_null(slug);
            if (wp_vocab_concept_by_slug(vocab, slug + 1) < 0) {
                print_error("%s: %s\n", question->key, slug + 1);
            }
            assert_true(wp_vocab_concept_by_slug(vocab, slug + 1) >= 0);
        }
        assert_ptr_equal(wp_vocab_question(vocab, question->key), question);
    }
    assert_null(wp_vocab_question(vocab, "no such question"));
}

static void payers_have_parents_that_end(void **state)
{
    const struct wp_vocab *vocab = *state;

    for (size_t i = 0; i < wp_vocab_payer_count(vocab); i++) {
        int payer = (int)i;
        int depth = 0;
        while (payer >= 0 && depth < 8) {
            payer = wp_vocab_payer(vocab, payer)->parent;
            depth++;
        }
        assert_true(depth < 8);
    }
    assert_null(wp_vocab_payer(vocab, -1));
}

static void languages_are_found_by_code_and_by_name(void **state)
{
    const struct wp_vocab *vocab = *state;
    const struct wp_language *spanish = wp_vocab_language(vocab, "es");

    assert_non_null(spanish);
    assert_ptr_equal(wp_vocab_language(vocab, "spa"), spanish);
    assert_ptr_equal(wp_vocab_language(vocab, "Spanish"), spanish);
    assert_ptr_equal(wp_vocab_language(vocab, "Español"), spanish);
    assert_ptr_equal(wp_vocab_language(vocab, "es-MX"), spanish);
    assert_non_null(wp_vocab_language(vocab, "Haitian Creole"));
    assert_non_null(wp_vocab_language(vocab, "lengua de señas"));
    assert_null(wp_vocab_language(vocab, "Klingonish"));
    assert_null(wp_vocab_language(vocab, ""));
    assert_null(wp_vocab_language_by_samhsa(vocab, "ZZZ"));
}

static void income_is_measured_by_the_guideline_of_its_year(void **state)
{
    const struct wp_vocab *vocab = *state;
    const double one = wp_vocab_fpl_percent(vocab, 15960.0, 1, 2026, NULL);
    const double two = wp_vocab_fpl_percent(vocab, 21640.0, 2, 2026, "AZ");

    /* Hundredths of a percent: these are exact divisions. */
    assert_true(fabs(one - 100.0) < 0.01);
    assert_true(fabs(two - 100.0) < 0.01);
    assert_true(fabs(wp_vocab_fpl_percent(vocab, 19950.0, 1, 2026, "AK") -
                     100.0) < 0.01);
    /* A year without a table yet takes the newest one before it. */
    assert_true(wp_vocab_fpl_percent(vocab, 15960.0, 1, 2031, NULL) == one);
    assert_true(isnan(wp_vocab_fpl_percent(vocab, 1.0, 1, 1950, NULL)));
    assert_true(isnan(wp_vocab_fpl_percent(vocab, -1.0, 1, 2026, NULL)));
    assert_true(isnan(wp_vocab_fpl_percent(vocab, NAN, 1, 2026, NULL)));
    assert_true(isnan(wp_vocab_fpl_percent(vocab, 1.0, 0, 2026, NULL)));
}

static void a_fingerprint_is_the_same_every_time(void **state)
{
    const struct wp_vocab *vocab = *state;
    struct wp_vocab *again = NULL;

    assert_int_equal(wp_vocab_create(&again, NULL), WP_OK);
    assert_string_equal(wp_vocab_fingerprint(vocab),
                        wp_vocab_fingerprint(again));
    assert_int_equal(strlen(wp_vocab_fingerprint(vocab)), 32);
    wp_vocab_destroy(again);
    wp_vocab_destroy(NULL);
}

/* ---- tables that are wrong ---------------------------------------------- */

static enum wp_status read_all(const char *text, struct wp_error *err)
{
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_tsv table;
    enum wp_status status = wp_tsv_open(&table, &arena, "made.tsv", "a\tb",
                                        text, text + strlen(text), err);

    while (status == WP_OK) {
        status = wp_tsv_next(&table, err);
    }
    wp_arena_clear(&arena);
    return status;
}

static void a_malformed_table_says_where(void **state)
{
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    assert_int_equal(read_all("# note\na\tb\n1\t-\n", &err), WP_EEND);
    assert_int_equal(read_all("a\tb\n1\t2", &err), WP_EEND);
    assert_int_equal(read_all("a\tc\n", &err), WP_EPARSE);
    assert_string_equal(err.origin, "made.tsv:1");
    assert_int_equal(read_all("# x\na\tb\n1\t2\n3\n", &err), WP_EPARSE);
    assert_string_equal(err.origin, "made.tsv:4");
    assert_int_equal(read_all("a\tb\n1\t2\t3\n", &err), WP_EPARSE);
    assert_int_equal(read_all("a\tb\n1\t\n", &err), WP_EPARSE);
    assert_int_equal(read_all("", &err), WP_EPARSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_need_is_complete_and_numbered_by_slug),
        cmocka_unit_test(a_need_is_under_its_parents_and_itself),
        cmocka_unit_test(flags_are_whole_words),
        cmocka_unit_test(every_fact_of_the_lexicon_is_one_a_client_can_hold),
        cmocka_unit_test(every_question_offers_needs_that_exist),
        cmocka_unit_test(payers_have_parents_that_end),
        cmocka_unit_test(languages_are_found_by_code_and_by_name),
        cmocka_unit_test(income_is_measured_by_the_guideline_of_its_year),
        cmocka_unit_test(a_fingerprint_is_the_same_every_time),
        cmocka_unit_test(a_malformed_table_says_where),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
