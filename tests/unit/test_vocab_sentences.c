/* tests/unit/test_vocab_sentences.c - every wording, in every language */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"
#include "waypost/vocab.h"

#include "explain/sentences.h"
#include "match/criterion.h"
#include "support/test.h"

static int open_vocab(void **state)
{
    struct wp_vocab *vocab = NULL;
    struct wp_error err = WP_ERROR_INIT;

    assert_int_equal(wp_vocab_create(&vocab, &err), WP_OK);
    *state = vocab;
    return 0;
}

static int close_vocab(void **state)
{
    wp_vocab_destroy(*state);
    return 0;
}

static void has_both(const struct wp_vocab *vocab, const char *key)
{
    for (int lang = 0; lang < WP_LANG_COUNT; lang++) {
        const char *text = wp_vocab_sentence(vocab, key, (enum wp_lang)lang);

        if (!text || !text[0]) {
            fail_msg("%s has no wording in %s", key,
                     wp_lang_tag((enum wp_lang)lang));
        }
    }
}

static void every_name_has_a_row_in_both_languages(void **state)
{
    for (int say = WP_SAY_NOTHING + 1; say < WP_SAY_COUNT; say++) {
        has_both(*state, wp_say_key((enum wp_say)say));
    }
    for (int text = 0; text < WP_TEXT_COUNT; text++) {
        has_both(*state, wp_text_key((enum wp_text)text));
    }
}

/* One bit a blank; fails on a blank nobody fills. */
static unsigned blanks_of(const char *key, const char *text)
{
    static const char *const known[] = {"{wanted}", "{label}", "{word}",
                                        "{date}",   "{n}",     "{m}"};
    unsigned found = 0;

    for (; (text = strpbrk(text, "{}")) != NULL; text++) {
        size_t i = 0;

        while (i < 6 && strncmp(text, known[i], strlen(known[i])) != 0) {
            i++;
        }
        if (i == 6) {
            fail_msg("%s has a blank that nobody fills: %s", key, text);
        }
        found |= 1u << i;
        text += strlen(known[i]) - 1;
    }
    return found;
}

static void both_languages_have_the_same_blanks(void **state)
{
    const struct wp_vocab *vocab = *state;

    for (size_t i = 0; i < wp_vocab_sentence_count(vocab); i++) {
        const char *key = wp_vocab_sentence_key(vocab, i);

        has_both(vocab, key);
        const char *en = wp_vocab_sentence(vocab, key, WP_LANG_EN);
        const char *es = wp_vocab_sentence(vocab, key, WP_LANG_ES);
        if (blanks_of(key, en) != blanks_of(key, es)) {
            fail_msg("%s: '%s' and '%s' have different blanks", key, en, es);
        }
    }
}

static bool is_named(const char *key)
{
    for (int say = WP_SAY_NOTHING + 1; say < WP_SAY_COUNT; say++) {
        if (strcmp(wp_say_key((enum wp_say)say), key) == 0) {
            return true;
        }
    }
    for (int text = 0; text < WP_TEXT_COUNT; text++) {
        if (strcmp(wp_text_key((enum wp_text)text), key) == 0) {
            return true;
        }
    }
    return false;
}

/* All sources of the engine and the command, one after the other. */
static void read_sources(struct wp_buf *sources, const char *pattern)
{
    glob_t found;
    char chunk[8192];

    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *stream = fopen(found.gl_pathv[i], "rb");
        size_t got;

        assert_non_null(stream);
        while ((got = fread(chunk, 1, sizeof(chunk), stream)) > 0) {
            wp_buf_bytes(sources, chunk, got);
        }
        (void)fclose(stream);
    }
    globfree(&found);
}

static void no_name_is_without_a_use(void **state)
{
    struct wp_buf sources = WP_BUF_INIT;

    (void)state;
    read_sources(&sources, "engine/match/*.c");
    read_sources(&sources, "engine/explain/*.c");
    read_sources(&sources, "engine/render/*.c");
    for (int i = 1; i < WP_SAY_COUNT + WP_TEXT_COUNT; i++) {
        const char *key = i < WP_SAY_COUNT
                              ? wp_say_key((enum wp_say)i)
                              : wp_text_key((enum wp_text)(i - WP_SAY_COUNT));
        const char *at = wp_buf_str(&sources);
        char name[80];

        snprintf(name, sizeof(name), "WP_%s", key);
        const size_t length = strlen(name);
        while ((at = strstr(at, name)) != NULL &&
               strspn(at + length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") > 0) {
            at += length;
        }
        if (!at) {
            fail_msg("%s is worded but never said", name);
        }
    }
    wp_buf_clear(&sources);
}

static void no_row_is_without_a_name_or_a_family(void **state)
{
    static const char *const families[] = {
        "code.",   "is.",    "lane.", "part.",    "verdict.",
        "hidden.", "payer.", "unit.", "holiday.",
    };
    const struct wp_vocab *vocab = *state;

    for (size_t i = 0; i < wp_vocab_sentence_count(vocab); i++) {
        const char *key = wp_vocab_sentence_key(vocab, i);
        bool known = is_named(key);

        for (size_t n = 0; n < sizeof(families) / sizeof(families[0]); n++) {
            known =
                known || strncmp(key, families[n], strlen(families[n])) == 0;
        }
        if (!known) {
            fail_msg("the row %s has no use", key);
        }
        if (strncmp(key, "payer.", 6) == 0) {
            assert_true(wp_vocab_payer_by_code(vocab, key + 6) >= 0);
        }
    }
}

static void whatever_is_compared_has_a_name_for_people(void **state)
{
    const struct wp_vocab *vocab = *state;
    char key[48];

    for (size_t i = 0; i < wp_gate_count(); i++) {
        snprintf(key, sizeof(key), "part.%s", wp_gate(i)->name);
        has_both(vocab, key);
        snprintf(key, sizeof(key), "hidden.%s.one", wp_gate(i)->name);
        has_both(vocab, key);
        snprintf(key, sizeof(key), "hidden.%s.many", wp_gate(i)->name);
        has_both(vocab, key);
    }
    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        snprintf(key, sizeof(key), "part.%s", wp_criterion_name(i));
        has_both(vocab, key);
    }
}

/* The client is addressed as usted: no second person singular. */
static void spanish_says_usted(void **state)
{
    static const char *const familiar[] = {
        " tu ",         " tus ",     " te ",      " ti ",
        " eres ",       " tienes ",  " puedes ",  " quieres ",
        " pregunta si", " llama al", "Pregunta ", "Llama "};
    const struct wp_vocab *vocab = *state;

    for (size_t i = 0; i < wp_vocab_sentence_count(vocab); i++) {
        const char *key = wp_vocab_sentence_key(vocab, i);
        const char *es = wp_vocab_sentence(vocab, key, WP_LANG_ES);

        for (size_t n = 0; n < sizeof(familiar) / sizeof(familiar[0]); n++) {
            if (strstr(es, familiar[n])) {
                fail_msg("%s: '%s' is not usted", key, es);
            }
        }
    }
}

static void a_tag_of_a_language_is_read_with_its_region(void **state)
{
    enum wp_lang lang = WP_LANG_EN;
    struct wp_error err = WP_ERROR_INIT;

    (void)state;
    assert_int_equal(wp_lang_parse("es_MX.UTF-8", &lang, &err), WP_OK);
    assert_int_equal(lang, WP_LANG_ES);
    assert_int_equal(wp_lang_parse("en-US", &lang, &err), WP_OK);
    assert_int_equal(lang, WP_LANG_EN);
    lang = WP_LANG_ES;
    assert_int_equal(wp_lang_parse("est", &lang, &err), WP_EINVAL);
    assert_int_equal(wp_lang_parse("", &lang, &err), WP_EINVAL);
    assert_int_equal(lang, WP_LANG_ES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_has_a_row_in_both_languages),
        cmocka_unit_test(both_languages_have_the_same_blanks),
        cmocka_unit_test(no_name_is_without_a_use),
        cmocka_unit_test(no_row_is_without_a_name_or_a_family),
        cmocka_unit_test(whatever_is_compared_has_a_name_for_people),
        cmocka_unit_test(spanish_says_usted),
        cmocka_unit_test(a_tag_of_a_language_is_read_with_its_region),
    };

    return cmocka_run_group_tests(tests, open_vocab, close_vocab);
}
