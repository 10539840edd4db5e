/* tests/relevance/main.c - how well does Waypost judge? Every group in turn */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "relevance.h"

#define SAMHSA "../shared/data/samhsa/FindTreatment_MA_2025-08-19.csv.gz"

static const struct feed hotlines = {"datasets/hotlines/hotlines.json",
                                     "hotlines", "National hotlines"};

static bool wanted(int argc, char **argv, const char *group)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], group) == 0) {
            return true;
        }
    }
    return argc == 1;
}

static void run(int argc, char **argv, const char *group,
                const struct directory *directory,
                void (*test)(const struct directory *directory))
{
    const double start_s = seconds();

    if (wanted(argc, argv, group)) {
        test(directory);
        note("%s, %s: %.1f s", directory->name, group, seconds() - start_s);
    }
}

int main(int argc, char **argv)
{
    const struct feed county[] = {
        {"datasets/county/ocotillo.json", "ocotillo", "Ocotillo County sample"},
        hotlines};
    const struct feed massachusetts[] = {
        {SAMHSA, "findtreatment-ma", "FindTreatment.gov"}, hotlines};
    struct directory directory;

    open_claims_load("tests/relevance/open.tsv");
    directory_open(&directory, "county", county, 2);
    run(argc, argv, "vignettes", &directory, test_vignettes);
    run(argc, argv, "expansion", &directory, test_expansion);
    run(argc, argv, "judged", &directory, test_judged);
    run(argc, argv, "heldout", &directory, test_heldout);
    run(argc, argv, "metamorphic", &directory, test_metamorphic);
    directory_close(&directory);
    if (argc == 1) {
        open_claims_settle("county");
        open_claims_settle("held-out");
    }

    if (access(SAMHSA, R_OK) != 0) {
        skip("massachusetts: ../shared is not here");
        return failures() > 0;
    }
    directory_open(&directory, "massachusetts", massachusetts, 2);
    run(argc, argv, "vignettes", &directory, test_vignettes);
    run(argc, argv, "expansion", &directory, test_expansion);
    directory_close(&directory);
    if (argc == 1) {
        open_claims_settle("massachusetts");
    }
    return failures() > 0;
}
