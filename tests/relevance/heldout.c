/*
 * tests/relevance/heldout.c - phrases the lexicon's writers never saw
 *
 * Misses are counted and never named: a phrase that is printed is seen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "relevance.h"

#define PATH     "tests/relevance/heldout.tsv"
#define AT_LEAST 0.80

/* Is one of the slugs, or something below it, among what was understood? */
static bool lands(const struct directory *directory, const char *phrase,
                  char *slugs)
{
    struct wp_client *client = NULL;
    struct wp_error err = WP_ERROR_INIT;
    bool landed = false;
    char *rest = NULL;

    if (wp_client_create(&client, &err) != WP_OK ||
        wp_client_parse_words(client, directory->vocab, phrase, &err) !=
            WP_OK) {
        die(phrase, &err);
    }
    for (char *slug = strtok_r(slugs, " \r\n", &rest); slug;
         slug = strtok_r(NULL, " \r\n", &rest)) {
        const int wanted = wp_vocab_concept_by_slug(directory->vocab, slug);

        if (wanted < 0) {
            die(slug, NULL);
        }
        for (size_t n = 0; n < client->need_count; n++) {
            const struct wp_need *need = &client->needs[n];

            for (size_t c = 0; c < need->concept_count; c++) {
                landed = landed ||
                         wp_vocab_is_under(directory->vocab,
                                           need->concepts[c].concept, wanted);
            }
        }
    }
    wp_client_destroy(client);
    return landed;
}

struct tally {
    size_t all, landed;
};

void test_heldout(const struct directory *directory)
{
    FILE *stream = fopen(PATH, "r");
    struct tally english = {0};
    struct tally spanish = {0};
    char line[1000];

    if (!stream) {
        skip("held-out phrases: " PATH " is not here");
        return;
    }
    while (fgets(line, sizeof(line), stream)) {
        char *lang = strchr(line, '\t');
        char *slugs = lang ? strchr(lang + 1, '\t') : NULL;

        if (line[0] == '#' || !slugs || strncmp(line, "phrase\t", 7) == 0) {
            continue;
        }
        *lang++ = '\0';
        *slugs++ = '\0';
        struct tally *tally = strcmp(lang, "es") == 0 ? &spanish : &english;
        tally->all++;
        if (lands(directory, line, slugs)) {
            tally->landed++;
        }
    }
    (void)fclose(stream);
    const size_t all = english.all + spanish.all;
    const size_t landed = english.landed + spanish.landed;
    const double share = all ? (double)landed / (double)all : 0.0;
    note("held-out phrases: %zu of %zu land (English %zu of %zu, Spanish %zu "
         "of %zu)",
         landed, all, english.landed, english.all, spanish.landed, spanish.all);
    if (share >= AT_LEAST) {
        ok("held-out phrases land at 80 %% or more (%.1f %%)", 100.0 * share);
    } else {
        not_ok("held-out phrases land at 80 %% or more (%.1f %%)",
               100.0 * share);
    }
}
