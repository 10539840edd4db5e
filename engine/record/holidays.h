/*
 * engine/record/holidays.h - the holidays of the United States, computed
 *
 * Federal holidays and the days around them that offices name when they close.
 * Names are the codes that an hours fact carries after "holiday:"; "us" stands
 * for all federal ones, when a place only says "closed on holidays".
 */
#ifndef WP_RECORD_HOLIDAYS_H
#define WP_RECORD_HOLIDAYS_H

#include <stdbool.h>
#include <stdint.h>

#define WP_HOLIDAY_ANY "us"

/* A known code, "us" included. */
bool wp_holiday_known(const char *code);

/* Is that holiday on this day? For "us" the observed days count, too. */
bool wp_holiday_on(const char *code, int32_t day);

/* The code of the federal holiday kept on this day, or NULL. */
const char *wp_holiday_federal(int32_t day);

#endif /* WP_RECORD_HOLIDAYS_H */
