/*
 * engine/base/civil.h - days of the calendar as numbers, and back
 *
 * Day 0 is 1970-01-01, a Thursday. A week starts on Monday.
 */
#ifndef WP_BASE_CIVIL_H
#define WP_BASE_CIVIL_H

#include <stdint.h>

struct wp_civil {
    int year, month, day;
};

int32_t wp_civil_day(int year, int month, int day);
struct wp_civil wp_civil_of(int32_t day);

/* 0 is Monday, 6 is Sunday. */
int wp_civil_weekday(int32_t day);

/* The nth (1 to 5, or -1 for the last) weekday of a month. */
int32_t wp_civil_nth(int year, int month, int weekday, int nth);

#endif /* WP_BASE_CIVIL_H */
