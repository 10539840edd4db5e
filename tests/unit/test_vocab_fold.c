/* tests/unit/test_vocab_fold.c - one rule for what a word is */
#include <stdlib.h>
#include <string.h>

#include "waypost/vocab.h"

#include "base/utf8.h"
#include "base/words.h"
#include "support/test.h"

static void assert_folds(const char *text, const char *wanted)
{
    char *folded = NULL;

    assert_int_equal(wp_fold(text, &folded, NULL), WP_OK);
    assert_string_equal(folded, wanted);
    free(folded);
}

static void case_and_accents_are_folded(void **state)
{
    (void)state;
    assert_folds("Clínica Señora PAÑALES", "clinica senora panales");
    assert_folds("cafe\xCC\x81", "cafe"); /* e and a combining accent */
    assert_folds("STRASSE Straße", "strasse strasse");
    assert_folds("Đà Nẵng", "da nang");
    assert_folds("Łódź Ørsted Hawaiʻi", "lodz orsted hawai i");
    assert_folds("\xEF\xAC\x81rst", "first"); /* the fi ligature */
}

static void punctuation_and_apostrophes_become_one_space(void **state)
{
    (void)state;
    assert_folds("  St. John's -- A/B  ", "st john s a b");
    assert_folds("can\xE2\x80\x99t", "can t");
    assert_folds("", "");
    assert_folds("!?,", "");
}

static void digits_stay(void **state)
{
    (void)state;
    assert_folds("12-step, 24/7", "12 step 24 7");
    assert_folds("Suboxone\xE2\x84\xA2", "suboxone"); /* trade mark sign */
    assert_folds("1\xC2\xBD miles", "1 miles");       /* one half */
}

static void bytes_that_are_no_text_end_a_word(void **state)
{
    (void)state;
    assert_folds("food\xFFshelter", "food shelter");
    assert_folds("\xC3", "");
    assert_folds("a\xED\xA0\x80z", "a z"); /* half a surrogate pair */
}

static void a_soft_hyphen_joins_and_a_zero_width_space_parts(void **state)
{
    (void)state;
    assert_folds("shel\xC2\xADter", "shelter");
    assert_folds("food\xE2\x80\x8B"
                 "bank",
                 "food bank");
}

static void words_say_where_they_are_in_the_text(void **state)
{
    static const char text[] = "¿Dónde, niño?";
    struct wp_words words;

    (void)state;
    wp_words_init(&words, text, strlen(text));
    assert_true(wp_words_next(&words));
    assert_string_equal(words.word, "donde");
    assert_memory_equal(text + words.begin, "Dónde", 6);
    assert_int_equal(words.end - words.begin, 6);
    assert_true(wp_words_next(&words));
    assert_string_equal(words.word, "nino");
    assert_int_equal(words.end - words.begin, 5);
    assert_false(wp_words_next(&words));
    assert_false(wp_words_next(&words));
}

static void a_long_word_is_cut_at_a_character(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;
    char text[402];
    struct wp_words words;

    (void)state;
    text[0] = 'x';
    for (size_t i = 1; i < 401; i += 2) {
        memcpy(text + i, "\xD0\xB6", 2); /* a Cyrillic letter of two bytes */
    }
    text[401] = '\0';
    wp_words_init(&words, text, strlen(text));
    assert_true(wp_words_next(&words));
    assert_int_equal(words.length, 63);
    assert_string_equal(wp_utf8_repair(&arena, words.word, words.length),
                        words.word);
    wp_arena_clear(&arena);
    assert_int_equal(words.end, 401);
    assert_false(wp_words_next(&words));
}

static void folding_into_a_small_room_gives_nothing_not_half(void **state)
{
    char folded[8];

    (void)state;
    assert_int_equal(wp_words_fold("Food", 4, folded, sizeof(folded)), 4);
    assert_string_equal(folded, "food");
    assert_int_equal(wp_words_fold("food bank", 9, folded, sizeof(folded)), 0);
    assert_string_equal(folded, "");
}

static void broken_text_is_repaired(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    assert_string_equal(wp_utf8_repair(&arena, "a\xFF\tb\x7F", 5),
                        "a\xEF\xBF\xBD b ");
    assert_string_equal(wp_utf8_repair(&arena, "", 0), "");
    assert_string_equal(wp_utf8_repair(&arena, "ñ", 2), "ñ");
    wp_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_and_accents_are_folded),
        cmocka_unit_test(punctuation_and_apostrophes_become_one_space),
        cmocka_unit_test(digits_stay),
        cmocka_unit_test(bytes_that_are_no_text_end_a_word),
        cmocka_unit_test(a_soft_hyphen_joins_and_a_zero_width_space_parts),
        cmocka_unit_test(words_say_where_they_are_in_the_text),
        cmocka_unit_test(a_long_word_is_cut_at_a_character),
        cmocka_unit_test(folding_into_a_small_room_gives_nothing_not_half),
        cmocka_unit_test(broken_text_is_repaired),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
