/*
 * engine/record/value.h - does a text fit its column?
 *
 * The rules are those of the formats JSON Schema names (uuid, date, date-time,
 * uri, email), so that what fits here is valid in an export.
 */
#ifndef WP_RECORD_VALUE_H
#define WP_RECORD_VALUE_H

#include <stdbool.h>

#include "waypost/arena.h"
#include "waypost/record.h"

/*
 * The canonical spelling of a value of this column: the value itself, or a copy
 * in the arena where it had to be respelled (a number, an upper-case UUID, a
 * date written the American way, an address without its scheme). NULL when it
 * does not fit; also when the arena failed, see wp_arena_failed().
 */
const char *wp_value_fit(const struct wp_column *column, const char *value,
                         struct wp_arena *arena);

/* "a date like 2026-11-23": what would have fitted. */
const char *wp_value_wanted(enum wp_type type);

bool wp_civil_valid(int year, int month, int day);
bool wp_uri_valid(const char *text);   /* RFC 3986, with a scheme */
bool wp_email_valid(const char *text); /* one address, no display name */
bool wp_date_valid(const char *text);
bool wp_datetime_valid(const char *text); /* RFC 3339 */

/* The whole text as a finite number. */
bool wp_number_parse(const char *text, double *ret_number);

#endif /* WP_RECORD_VALUE_H */
