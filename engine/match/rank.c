/* engine/match/rank.c - one row a service, in an order that never wavers */
#include "match/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_PER_ORGANIZATION 2
#define CROWD_ORGANIZATIONS   3

/*
 * The exact order, for the best of several places of one service. Scores are
 * rounded to hundredths first, so ties do happen. Fewer open questions save
 * the caller a phone call and come first; the id comes last, where nothing
 * else can tell. Near ties between services are arrange.c's.
 */
int wp_row_compare(const struct wp_row *left, const struct wp_row *right)
{
    if (left->score_hundredths != right->score_hundredths) {
        return left->score_hundredths > right->score_hundredths ? -1 : 1;
    }
    if (left->unknown_count != right->unknown_count) {
        return left->unknown_count < right->unknown_count ? -1 : 1;
    }
    if (left->asserted_day != right->asserted_day) {
        return left->asserted_day > right->asserted_day ? -1 : 1;
    }
    const double left_m = isnan(left->distance_m) ? INFINITY : left->distance_m;
    const double right_m =
        isnan(right->distance_m) ? INFINITY : right->distance_m;
    if (left_m < right_m || left_m > right_m) {
        return left_m < right_m ? -1 : 1;
    }
    const int ids =
        memcmp(left->service_id, right->service_id, sizeof(left->service_id));
    if (ids != 0) {
        return ids;
    }
    return left->doc < right->doc ? -1 : left->doc > right->doc;
}

static int compare_rows(const void *left, const void *right)
{
    return wp_row_compare(left, right);
}

/* Services together, their passing places first, the best of those ahead. */
static int compare_services(const void *left, const void *right)
{
    const struct wp_row *one = left;
    const struct wp_row *other = right;
    const int ids =
        memcmp(one->service_id, other->service_id, sizeof(one->service_id));

    if (ids != 0) {
        return ids;
    }
    if ((one->refused_by < 0) != (other->refused_by < 0)) {
        return one->refused_by < 0 ? -1 : 1;
    }
    if (one->refused_by != other->refused_by) {
        return one->refused_by < other->refused_by ? -1 : 1;
    }
    return wp_row_compare(one, other);
}

size_t wp_rows_settle(struct wp_row *rows, size_t count,
                      size_t hidden[WP_CHECKS_MAX], size_t *ret_services)
{
    size_t kept = 0;
    size_t services = 0;

    memset(hidden, 0, WP_CHECKS_MAX * sizeof(*hidden));
    if (count > 0) {
        qsort(rows, count, sizeof(*rows), compare_services);
    }
    for (size_t i = 0; i < count; i++) {
        const struct wp_row row = rows[i];

        if (i > 0 && memcmp(rows[i - 1].service_id, row.service_id,
                            sizeof(row.service_id)) == 0) {
            continue;
        }
        services++;
        if (row.refused_by >= 0) {
            hidden[row.refused_by]++;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const struct wp_row row = rows[i];

        if (row.refused_by < 0 &&
            (kept == 0 || memcmp(rows[kept - 1].service_id, row.service_id,
                                 sizeof(row.service_id)) != 0)) {
            rows[kept++] = row;
        }
    }
    if (kept > 0) {
        qsort(rows, kept, sizeof(*rows), compare_rows);
    }
    *ret_services = services;
    return kept;
}

static uint32_t last_organization(const struct wp_row *rows, size_t count)
{
    uint32_t last = 0;

    for (size_t i = 0; i < count; i++) {
        last = rows[i].organization > last ? rows[i].organization : last;
    }
    return last;
}

enum wp_status wp_rows_spread(struct wp_row *rows, size_t count,
                              struct wp_error *err)
{
    /* Organizations are numbered densely: one counter each. */
    unsigned char *seen = calloc((size_t)last_organization(rows, count) + 1, 1);
    size_t organizations = 0;

    if (!seen) {
        return wp_fail(err, WP_ENOMEM, "no memory to spread organizations");
    }
    for (size_t i = 0; i < count; i++) {
        unsigned char *rows_seen = &seen[rows[i].organization];

        organizations += *rows_seen == 0;
        rows[i].crowded_out = *rows_seen >= ROWS_PER_ORGANIZATION;
        if (*rows_seen < ROWS_PER_ORGANIZATION) {
            (*rows_seen)++;
        }
    }
    for (size_t i = 0; i < count && organizations < CROWD_ORGANIZATIONS; i++) {
        rows[i].crowded_out = false;
    }
    free(seen);
    return WP_OK;
}
