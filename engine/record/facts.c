/* engine/record/facts.c - the names of fact kinds and stances */
#include <string.h>

#include "waypost/record.h"

static const char *const kinds[WP_FACT_KIND_COUNT] = {
    [WP_FACT_NEED] = "need",
    [WP_FACT_PAYER] = "payer",
    [WP_FACT_ELIGIBILITY] = "eligibility",
    [WP_FACT_COVERAGE] = "coverage",
    [WP_FACT_HOURS] = "hours",
    [WP_FACT_CAPACITY] = "capacity",
    [WP_FACT_LANGUAGE] = "language",
    [WP_FACT_ATTRIBUTE] = "attribute",
    [WP_FACT_COST] = "cost",
};

static const char *const stances[] = {
    [WP_STANCE_UNKNOWN] = "unknown",   [WP_STANCE_ACCEPTS] = "accepts",
    [WP_STANCE_REFUSES] = "refuses",   [WP_STANCE_LIMITED] = "limited",
    [WP_STANCE_ONLY] = "only",         [WP_STANCE_WELCOMES] = "welcomes",
    [WP_STANCE_EXCLUDES] = "excludes",
};
#define STANCE_COUNT (sizeof(stances) / sizeof(stances[0]))

const char *wp_fact_kind_name(enum wp_fact_kind kind)
{
    return (size_t)kind < WP_FACT_KIND_COUNT ? kinds[kind] : "unknown";
}

const char *wp_stance_name(enum wp_stance stance)
{
    return (size_t)stance < STANCE_COUNT ? stances[stance] : "unknown";
}

int wp_stance_by_name(const char *name)
{
    for (size_t i = 0; i < STANCE_COUNT; i++) {
        if (strcmp(stances[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}
