/*
 * engine/query/values.h - what people write for numbers, distances and dates
 *
 * Each returns false, and writes nothing, when the text is something else.
 */
#ifndef WP_QUERY_VALUES_H
#define WP_QUERY_VALUES_H

#include <stdbool.h>

#include "waypost/client.h"

/* A plain decimal number in [low, high]; nothing may follow it. */
bool wp_parse_number(const char *text, double low, double high,
                     double *ret_number);

/* "$1,200" and "18000.50" too. */
bool wp_parse_money(const char *text, double *ret_usd);

/* "15mi", "15 miles", "40km", "24000m", "24000". */
bool wp_parse_distance(const char *text, double *ret_distance_m);

/* true, yes, 1, si / false, no, 0. */
bool wp_parse_tri(const char *text, enum wp_tri *ret_tri);

/* A day of the calendar, as 2026-11-23. */
bool wp_parse_date(const char *text, char ret_date[11]);

/* "2026-11-23T18:00", with seconds, or a space for the T. */
bool wp_parse_moment(const char *text, char ret_moment[20]);

#endif /* WP_QUERY_VALUES_H */
