/* tests/unit/test_vocab_hear.c - everyday wordings and words easily mistaken */
#include <stdio.h>
#include <string.h>

#include "waypost/vocab.h"

#include "support/test.h"

#define SENSES_MAX 64
#define LINE_MAX   400

static struct wp_vocab *vocab;
static struct wp_sense senses[SENSES_MAX];
static size_t count;

static int load(void **state)
{
    (void)state;
    return wp_vocab_create(&vocab, NULL) == WP_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    wp_vocab_destroy(vocab);
    return 0;
}

static void hear(const char *text)
{
    count = wp_vocab_hear(vocab, text, senses, SENSES_MAX);
    assert_true(count <= SENSES_MAX);
}

static bool says(int concept, bool below)
{
    for (size_t i = 0; i < count; i++) {
        if (senses[i].concept == concept ||
            (below && senses[i].concept >= 0 &&
             wp_vocab_is_under(vocab, senses[i].concept, concept))) {
            return true;
        }
    }
    return false;
}

/* The next row cut at its tabs; false at the end. */
static bool next_row(FILE *file, char line[LINE_MAX], char *fields[3])
{
    while (fgets(line, LINE_MAX, file)) {
        line[strcspn(line, "\n")] = '\0';
        fields[0] = line;
        fields[1] = strchr(line, '\t');
        fields[2] = fields[1] ? strchr(fields[1] + 1, '\t') : NULL;
        if (line[0] != '#' && strncmp(line, "phrase\t", 7) != 0) {
            assert_non_null(fields[2]);
            *fields[1]++ = '\0';
            *fields[2]++ = '\0';
            return true;
        }
    }
    return false;
}

static void four_of_five_everyday_wordings_land(void **state)
{
    FILE *file = fopen("tests/relevance/dev_phrases.tsv", "r");
    char line[LINE_MAX];
    char *fields[3];
    size_t rows = 0;
    size_t landed = 0;

    (void)state;
    assert_non_null(file);
    while (next_row(file, line, fields)) {
        const int concept = wp_vocab_concept_by_slug(vocab, fields[2]);
        assert_true(concept >= 0);
        hear(fields[0]);
        rows++;
        landed += says(concept, false);
    }
    (void)fclose(file);
    print_message("%zu of %zu everyday wordings land\n", landed, rows);
    assert_true(rows >= 150);
    assert_true(landed * 5 >= rows * 4);
}

static bool check(const char *phrase, char *slugs, bool wanted)
{
    bool ok = true;

    while (*slugs != '\0' && strcmp(slugs, "-") != 0) {
        const size_t length = strcspn(slugs, " ");
        const bool more = slugs[length] == ' ';
        slugs[length] = '\0';
        const int concept = wp_vocab_concept_by_slug(vocab, slugs);
        assert_true(concept >= 0);
        if (says(concept, true) != wanted) {
            print_error("'%s': %s %s\n", phrase, wanted ? "misses" : "says",
                        slugs);
            ok = false;
        }
        slugs += length + more;
    }
    return ok;
}

static void words_easily_mistaken_are_not(void **state)
{
    FILE *file = fopen("tests/relevance/collisions.tsv", "r");
    char line[LINE_MAX];
    char *fields[3];
    bool ok = true;

    (void)state;
    assert_non_null(file);
    while (next_row(file, line, fields)) {
        hear(fields[0]);
        ok = check(fields[0], fields[1], true) && ok;
        ok = check(fields[0], fields[2], false) && ok;
    }
    (void)fclose(file);
    assert_true(ok);
}

static void a_likeness_says_less_than_a_phrase(void **state)
{
    (void)state;
    hear("power company is shutting us off");
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        assert_true(senses[i].weight < 0.9);
        assert_true(senses[i].begin < senses[i].end);
    }
    assert_int_equal(wp_vocab_understand(vocab,
                                         "power company is shutting us off",
                                         senses, SENSES_MAX),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_of_five_everyday_wordings_land),
        cmocka_unit_test(words_easily_mistaken_are_not),
        cmocka_unit_test(a_likeness_says_less_than_a_phrase),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
