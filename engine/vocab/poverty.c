/* engine/vocab/poverty.c - income as a share of the poverty guideline */
#include "vocab/poverty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

#define HOUSEHOLD_MAX  30
#define INCOME_MAX_USD 1e8

enum column { YEAR, REGION, FIRST, ADDITIONAL, EFFECTIVE, SOURCE };

#define HEADER                                                           \
    "year\tregion\tfirst_person_usd\tadditional_person_usd\teffective\t" \
    "source"

enum wp_status wp_poverty_load(struct wp_poverty *poverty,
                               struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;

    *poverty = (struct wp_poverty){0};
    enum wp_status status =
        wp_tsv_open(&table, arena, "guidelines.tsv", HEADER, wp_table_poverty,
                    wp_table_poverty_end, err);
    if (status != WP_OK) {
        return status;
    }
    poverty->rows =
        wp_arena_alloc(arena, table.rows_max * sizeof(*poverty->rows));
    if (!poverty->rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for the guidelines");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        char *const *fields = table.fields;
        const struct wp_guideline row = {
            .year = (int)strtol(fields[YEAR], NULL, 10),
            .region = fields[REGION],
            .first_person_usd = strtod(fields[FIRST], NULL),
            .additional_person_usd = strtod(fields[ADDITIONAL], NULL),
        };
        if (row.year < 1965 || !(row.first_person_usd > 0.0) ||
            !(row.additional_person_usd > 0.0)) {
            return wp_tsv_fail(&table, err, "no guideline:", fields[YEAR]);
        }
        poverty->rows[poverty->count++] = row;
    }
    return status;
}

double wp_vocab_fpl_percent(const struct wp_vocab *vocab,
                            double income_usd_per_year, int household_size,
                            int year, const char *state)
{
    const struct wp_poverty *poverty = &vocab->poverty;
    const struct wp_guideline *best = NULL;
    const char *region = "48DC";

    if (state && (strcmp(state, "AK") == 0 || strcmp(state, "HI") == 0)) {
        region = state;
    }
    if (!(income_usd_per_year >= 0.0) || income_usd_per_year > INCOME_MAX_USD ||
        household_size < 1 || household_size > HOUSEHOLD_MAX) {
        return NAN;
    }
    for (size_t i = 0; i < poverty->count; i++) {
        const struct wp_guideline *row = &poverty->rows[i];
        if (row->year <= year && strcmp(row->region, region) == 0 &&
            (!best || row->year > best->year)) {
            best = row;
        }
    }
    if (!best) {
        return NAN;
    }
    return 100.0 * income_usd_per_year /
           (best->first_person_usd +
            (household_size - 1) * best->additional_person_usd);
}
