/*
 * tests/fuzz/fuzz_prose.c - any bytes as a record's text
 *
 * The first byte picks the field. Every quoted word must lie in the text, and
 * the searches must stay within what so many sentences may cost.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "facts/prose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool true_of_it)
{
    if (!true_of_it) {
        abort();
    }
}

static void check_facts(const struct wp_derived *derived, const char *text)
{
    const size_t size = strlen(text);

    for (size_t i = 0; i < derived->count; i++) {
        const struct wp_fact *fact = &derived->facts[i];

        must(fact->extracted);
        must(fact->begin < fact->end && fact->end <= size);
        must(strlen(fact->evidence) == fact->end - fact->begin);
        must(memcmp(fact->evidence, text + fact->begin,
                    fact->end - fact->begin) == 0);
        must(fact->weight < 1.0 && fact->weight > 0.0);
        must(isnan(fact->lo) || isnan(fact->hi) || fact->lo <= fact->hi);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wp_vocab *vocab;
    static struct wp_prose *prose;
    struct wp_derived derived;

    if (size == 0 ||
        (vocab == NULL && wp_vocab_create(&vocab, NULL) != WP_OK) ||
        (prose == NULL && wp_prose_create(&prose, NULL) != WP_OK)) {
        return 0;
    }
    char *text = malloc(size);
    must(text != NULL);
    memcpy(text, data + 1, size - 1);
    text[size - 1] = '\0';
    const struct wp_prose_text source = {
        .kind = (enum wp_prose_field)(data[0] % WP_PROSE_FIELD_COUNT),
        .field = "text",
        .text = text,
        .state = "FL"};
    const struct wp_prose_stats before = *wp_prose_stats(prose);

    wp_derived_init(&derived, vocab);
    wp_prose_read(prose, &derived, &source);
    check_facts(&derived, text);
    const struct wp_prose_stats *after = wp_prose_stats(prose);
    must(after->searches - before.searches <=
         (after->sentences - before.sentences) *
             (11 * wp_prose_rule_count(prose) + 2));
    wp_derived_clear(&derived);
    free(text);
    return 0;
}
