/* engine/vocab/scoring.c - weights.tsv and numbers.tsv, checked as they load */
#include "vocab/scoring.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

static const char *const criterion_names[WP_CRITERION_COUNT] = {
    [WP_CRITERION_NEED] = "need",
    [WP_CRITERION_ELIGIBILITY] = "eligibility",
    [WP_CRITERION_PAYER] = "payer",
    [WP_CRITERION_DISTANCE] = "distance",
    [WP_CRITERION_AVAILABILITY] = "availability",
    [WP_CRITERION_HOURS] = "hours",
    [WP_CRITERION_COST] = "cost",
    [WP_CRITERION_LANGUAGE] = "language",
    [WP_CRITERION_ACCESSIBILITY] = "accessibility",
    [WP_CRITERION_FRESHNESS] = "freshness",
    [WP_CRITERION_OUTCOMES] = "outcomes",
};

static const char *const number_names[WP_NUMBER_COUNT] = {
    [WP_NUMBER_NEED_EXACT] = "need.exact",
    [WP_NUMBER_NEED_NARROWER] = "need.narrower",
    [WP_NUMBER_NEED_NARROWER_DOMAIN] = "need.narrower_domain",
    [WP_NUMBER_NEED_BROADER] = "need.broader",
    [WP_NUMBER_NEED_BROADER_FAR] = "need.broader_far",
    [WP_NUMBER_NEED_SUBSTITUTE] = "need.substitute",
    [WP_NUMBER_NEED_TEXT] = "need.text",
    [WP_NUMBER_NEED_SURE] = "need.sure",
    [WP_NUMBER_NEED_ONE_OF_SEVERAL] = "need.one_of_several",
    [WP_NUMBER_TEXT_LEAST_UNDERSTOOD] = "text.least_understood",
    [WP_NUMBER_TEXT_LEAST_WORDS] = "text.least_words",
    [WP_NUMBER_ELIGIBILITY_SPECIAL] = "eligibility.special",
    [WP_NUMBER_EXTRACTED_TRUST] = "extracted.trust",
    [WP_NUMBER_LANGUAGE_STAFF] = "language.staff",
    [WP_NUMBER_LANGUAGE_INTERPRETER] = "language.interpreter",
    [WP_NUMBER_LANGUAGE_OFFERED] = "language.offered",
    [WP_NUMBER_LANGUAGE_LINE] = "language.line",
    [WP_NUMBER_AVAILABILITY_OPEN] = "availability.open",
    [WP_NUMBER_AVAILABILITY_FEW] = "availability.few",
    [WP_NUMBER_AVAILABILITY_WAITLIST] = "availability.waitlist",
    [WP_NUMBER_AVAILABILITY_CLOSED] = "availability.closed",
    [WP_NUMBER_AVAILABILITY_FULL] = "availability.full",
    [WP_NUMBER_AVAILABILITY_FULL_VALUE_DAYS] = "availability.full_value_days",
    [WP_NUMBER_AVAILABILITY_WORTHLESS_DAYS] = "availability.worthless_days",
    [WP_NUMBER_FRESHNESS_HALF_LIFE_DAYS] = "freshness.half_life_days",
    [WP_NUMBER_FRESHNESS_OLD_DAYS] = "freshness.old_days",
    [WP_NUMBER_NEAR_TIE_POINTS] = "near_tie.points",
    [WP_NUMBER_NEAR_TIE_FRESHNESS_DAYS] = "near_tie.freshness_days",
    [WP_NUMBER_LIST_ROWS_PER_ORGANIZATION] = "list.rows_per_organization",
    [WP_NUMBER_LIST_ORGANIZATIONS] = "list.organizations",
    [WP_NUMBER_LIST_TOP] = "list.top",
    [WP_NUMBER_LIST_REMOTE_POINTS] = "list.remote_points",
};

static int find_name(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* A whole number text, not below least; NAN otherwise. */
static double read_number(const char *text, double least)
{
    char *end = NULL;
    const double number = strtod(text, &end);

    return end == text || *end != '\0' || !(number >= least) ? NAN : number;
}

/* ---- weights ------------------------------------------------------------ */

#define WEIGHTS_HEADER \
    "criterion\tweight\tprior\tsentence_en\tsentence_es\tsource"

enum weight_column { NAME, WEIGHT, PRIOR, WEIGHT_EN, WEIGHT_ES, SOURCE };

static enum wp_status add_criterion(struct wp_scoring *scoring,
                                    const struct wp_tsv *table,
                                    struct wp_error *err)
{
    char *const *fields = table->fields;
    const int at = find_name(criterion_names, WP_CRITERION_COUNT, fields[NAME]);
    const bool silent = fields[PRIOR][0] == '\0';
    const struct wp_criterion_info row = {
        .name = at < 0 ? NULL : criterion_names[at],
        .weight = read_number(fields[WEIGHT], 0.0),
        .unknown_prior = silent ? NAN : read_number(fields[PRIOR], 0.0),
        .sentence = fields[WEIGHT_EN],
        .sentence_es = fields[WEIGHT_ES],
        .source = fields[SOURCE],
    };

    if (at < 0 || scoring->criteria[at].name) {
        return wp_tsv_fail(table, err, "unknown or doubled criterion",
                           fields[NAME]);
    }
    if (!(row.weight > 0.0) || !(silent || row.unknown_prior <= 1.0)) {
        return wp_tsv_fail(table, err, "a weight or prior out of range for",
                           fields[NAME]);
    }
    scoring->criteria[at] = row;
    return WP_OK;
}

/* Every criterion once, and a hundred in all. */
static enum wp_status check_weights(const struct wp_scoring *scoring,
                                    const struct wp_tsv *table,
                                    struct wp_error *err)
{
    double total = 0.0;

    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        if (!scoring->criteria[i].name) {
            return wp_tsv_fail(table, err, "no weight for", criterion_names[i]);
        }
        total += scoring->criteria[i].weight;
    }
    return fabs(total - 100.0) < 1e-9
               ? WP_OK
               : wp_tsv_fail(table, err, "weights do not add up to", "100");
}

static enum wp_status load_weights(struct wp_scoring *scoring,
                                   struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;
    enum wp_status status =
        wp_tsv_open(&table, arena, "weights.tsv", WEIGHTS_HEADER,
                    wp_table_weights, wp_table_weights_end, err);

    while (status == WP_OK && (status = wp_tsv_next(&table, err)) == WP_OK) {
        status = add_criterion(scoring, &table, err);
    }
    return status == WP_EEND ? check_weights(scoring, &table, err) : status;
}

/* ---- numbers ------------------------------------------------------------ */

#define NUMBERS_HEADER "number\tvalue\tsentence_en\tsentence_es"

enum number_column { NUMBER, VALUE, NUMBER_EN, NUMBER_ES };

static enum wp_status add_number(struct wp_scoring *scoring,
                                 const struct wp_tsv *table,
                                 struct wp_error *err)
{
    char *const *fields = table->fields;

    if (strcmp(fields[NUMBER], "version") == 0) {
        scoring->version = fields[VALUE];
        return WP_OK;
    }
    const int at = find_name(number_names, WP_NUMBER_COUNT, fields[NUMBER]);
    const double value = read_number(fields[VALUE], 0.0);
    if (at < 0 || scoring->numbers[at].name || isnan(value)) {
        return wp_tsv_fail(table, err, "unknown, doubled or negative number",
                           fields[NUMBER]);
    }
    scoring->numbers[at] = (struct wp_scoring_number){
        number_names[at], value, fields[NUMBER_EN], fields[NUMBER_ES]};
    return WP_OK;
}

static enum wp_status load_numbers(struct wp_scoring *scoring,
                                   struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;
    enum wp_status status =
        wp_tsv_open(&table, arena, "numbers.tsv", NUMBERS_HEADER,
                    wp_table_numbers, wp_table_numbers_end, err);

    while (status == WP_OK && (status = wp_tsv_next(&table, err)) == WP_OK) {
        status = add_number(scoring, &table, err);
    }
    for (int i = 0; status == WP_EEND && i < WP_NUMBER_COUNT; i++) {
        if (!scoring->numbers[i].name) {
            return wp_tsv_fail(&table, err, "no value for", number_names[i]);
        }
    }
    if (status == WP_EEND && !scoring->version) {
        return wp_tsv_fail(&table, err, "no value for", "version");
    }
    return status == WP_EEND ? WP_OK : status;
}

enum wp_status wp_scoring_load(struct wp_scoring *scoring,
                               struct wp_arena *arena, struct wp_error *err)
{
    const size_t weights = (size_t)(wp_table_weights_end - wp_table_weights);
    const size_t numbers = (size_t)(wp_table_numbers_end - wp_table_numbers);
    /* The second hash starts from the first: one number for both files. */
    const unsigned long long hash = XXH3_64bits_withSeed(
        wp_table_numbers, numbers, XXH3_64bits(wp_table_weights, weights));

    *scoring = (struct wp_scoring){.version = NULL};
    (void)snprintf(scoring->hash, sizeof(scoring->hash), "%016llx", hash);
    const enum wp_status status = load_weights(scoring, arena, err);
    return status == WP_OK ? load_numbers(scoring, arena, err) : status;
}

/* ---- reading ------------------------------------------------------------ */

const char *wp_criterion_name(enum wp_criterion_number number)
{
    return criterion_names[number];
}

const struct wp_criterion_info *
wp_vocab_criterion(const struct wp_vocab *vocab,
                   enum wp_criterion_number number)
{
    return &vocab->scoring.criteria[number];
}

const struct wp_scoring_number *wp_vocab_number(const struct wp_vocab *vocab,
                                                enum wp_number number)
{
    return &vocab->scoring.numbers[number];
}

const char *wp_vocab_scoring_version(const struct wp_vocab *vocab)
{
    return vocab->scoring.version;
}

const char *wp_vocab_scoring_hash(const struct wp_vocab *vocab)
{
    return vocab->scoring.hash;
}
