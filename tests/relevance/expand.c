/*
 * tests/relevance/expand.c - every vignette, varied by who, where and how paid
 *
 * payer x age x ZIP x language, each listed here and all combined: the same
 * cases in the same order every time. No judge is needed for what is asked:
 * the oracle and G1 to G10 decide.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "relevance.h"

#define PAYERS    4
#define AGES      4
#define ZIPS      5
#define LANGUAGES 3
#define NAMED     8 /* failures told in full */

struct variety {
    const char *directory;
    const char *payers[PAYERS]; /* "" states none, and no insurance */
    double ages[AGES];
    const char *zips[ZIPS];
    const char *languages[LANGUAGES];
};

/* City, suburb, small town, edge, and across the state's border. */
static const struct variety varieties[] = {
    {"county",
     {"AHCCCS", "Medicare", "Aetna", ""},
     {2.25, 16, 34, 71},
     {"85301", "85033", "85335", "85003", "90001"},
     {"en", "es", "vi"}},
    {"massachusetts",
     {"MassHealth", "Medicare", "Blue Cross", ""},
     {15, 20, 34, 71},
     {"02150", "01103", "02601", "01201", "10001"},
     {"en", "es", "pt"}},
};

struct tally {
    size_t cases, results, full, known, refusals, broken;
};

/* Three results or more about which nothing hard is open. */
static bool is_covered(const struct answer *answer)
{
    size_t known = 0;
    size_t i;
    json_t *result;

    json_array_foreach(answer->results, i, result)
    {
        size_t k;
        json_t *one;
        bool open = false;

        json_array_foreach(json_object_get(result, "constraints"), k, one)
        {
            open = open || (json_is_true(json_object_get(one, "hard")) &&
                            strcmp(text_of(one, "verdict"), "unknown") == 0);
        }
        known += !open;
    }
    return known >= 3;
}

static void vary(json_t *client, const struct variety *variety, size_t number)
{
    const char *payer = variety->payers[number % PAYERS];
    const double age = variety->ages[number / PAYERS % AGES];

    if (payer[0]) {
        json_object_set_new(client, "payers", json_pack("[s]", payer));
        json_object_del(client, "insured");
    } else {
        json_object_del(client, "payers");
        json_object_set_new(client, "insured", json_false());
    }
    json_object_set_new(client, "age_years", json_real(age));
    if (age < 18) {
        json_object_del(client, "veteran");
        json_object_del(client, "pregnant");
    }
    json_object_set_new(
        client, "near",
        json_string(variety->zips[number / (PAYERS * AGES) % ZIPS]));
    json_object_set_new(
        client, "languages",
        json_pack("[s]", variety->languages[number / (PAYERS * AGES * ZIPS)]));
}

static void tell(struct tally *tally, const char *title, const char *wrong,
                 json_t *client)
{
    if (tally->broken++ < NAMED) {
        char *text = json_dumps(client, JSON_COMPACT);

        detail("%s: %s\n        %s", title, wrong, text ? text : "");
        free(text);
    }
}

static void one_case(const struct directory *directory, const char *title,
                     json_t *client, struct tally *tally)
{
    struct answer answer = ask(directory, client);
    struct answer again = ask(directory, client);
    const char *wrong = everywhere(directory, &answer, again.bytes);
    size_t i;
    json_t *result;

    tally->cases++;
    tally->results += json_array_size(answer.results);
    tally->full += json_array_size(answer.results) >= 3;
    tally->known += is_covered(&answer);
    json_array_foreach(answer.results, i, result)
    {
        tally->refusals += refusal(directory, answer.client, result) != NULL;
    }
    if (wrong) {
        tell(tally, title, wrong, client);
    }
    answer_clear(&answer);
    answer_clear(&again);
}

static void expand(const struct directory *directory,
                   const struct variety *variety, json_t *file,
                   struct tally *tally)
{
    json_t *here =
        json_object_get(json_object_get(file, directory->name), "client");
    const size_t all = PAYERS * AGES * ZIPS * LANGUAGES;

    for (size_t number = 0; here && number < all; number++) {
        json_t *client = json_deep_copy(here);

        vary(client, variety, number);
        one_case(directory, text_of(file, "title"), client, tally);
        json_decref(client);
    }
}

void test_expansion(const struct directory *directory)
{
    const double start_s = seconds();
    struct tally tally = {0};
    glob_t files;

    if (glob("tests/relevance/vignettes/*.json", 0, NULL, &files) != 0) {
        die("tests/relevance/vignettes", NULL);
    }
    for (size_t i = 0; i < files.gl_pathc; i++) {
        json_t *file = load_json(files.gl_pathv[i]);

        for (size_t v = 0; v < sizeof(varieties) / sizeof(varieties[0]); v++) {
            if (strcmp(varieties[v].directory, directory->name) == 0) {
                expand(directory, &varieties[v], file, &tally);
            }
        }
        json_decref(file);
    }
    globfree(&files);
    note("%s: %zu cases, %zu results, %zu hard violations; three or more "
         "results in %.1f %%, three or more with nothing hard open in %.1f %%; "
         "%.1f s, each case asked twice",
         directory->name, tally.cases, tally.results, tally.refusals,
         100.0 * (double)tally.full / (double)tally.cases,
         100.0 * (double)tally.known / (double)tally.cases,
         seconds() - start_s);
    if (tally.broken == 0 && tally.refusals == 0) {
        ok("%s: %zu variations, no hard violation, G1 to G10 in every one",
           directory->name, tally.cases);
    } else {
        not_ok("%s: %zu of %zu variations break G1 to G10", directory->name,
               tally.broken, tally.cases);
    }
}
