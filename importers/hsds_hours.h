/*
 * importers/hsds_hours.h - opening hours as HSDS writes them
 *
 *     "Monday - Friday", 9:00am, 5:00pm -> WEEKLY MO,TU,WE,TH,FR 09:00 17:00
 *
 * The tables of 1.x and 2.x put the same facts into other columns every time:
 * weekday, byday or freq holds the day; opens_at, dtstart or valid_from holds
 * the hour. What can be read becomes the rule; every word that cannot goes to
 * the description, where people can still read it, and is reported. Hours are
 * never guessed: 8:00am to "5:00" stays text.
 */
#ifndef IMPORTERS_HSDS_HOURS_H
#define IMPORTERS_HSDS_HOURS_H

#include <jansson.h>

#include "mapper.h"

/*
 * Days as RRULE letters, "MO,TU". Names in full or short, ranges, lists, ISO
 * numbers (1 Monday, 7 and 0 Sunday), "daily", "weekdays", "weekends". With an
 * ordinal ("Second Saturday") the letters carry it ("2SA") and *ret_monthly is
 * set. False if any word is not understood.
 */
#define WP_BYDAY_ROOM 32
bool wp_days_parse(const char *text, char ret_byday[WP_BYDAY_ROOM],
                   bool *ret_monthly);

/* The cells of a schedule row as they came; NULL where there are none. */
struct wp_schedule_cells {
    const char *weekday, *byday, *freq;
    const char *opens_at, *closes_at;
    const char *dtstart, *until, *valid_from, *valid_to;
    const char *start_date, *end_date; /* of 1.x holidays */
    const char *closed;
    const char *description, *original_text;
};

/* Fill the rule columns of a schedule record. */
void wp_schedule_fill(struct wp_context *context, struct wp_arena *arena,
                      const struct wp_schedule_cells *cells,
                      struct wp_record *record, json_t **extra,
                      const struct wp_place *place);

#endif /* IMPORTERS_HSDS_HOURS_H */
