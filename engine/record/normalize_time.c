/* engine/record/normalize_time.c - dates and times of day, as people type */
#include <stdio.h>
#include <string.h>

#include "waypost/ingest.h"

#include "record/scan.h"
#include "record/value.h"

/* ---- dates --------------------------------------------------------------- */

#define YEAR_FIRST 1600
#define YEAR_LAST  9999

/* "26" is 2026 and "71" is 1971: half a century ahead is not what people
   write about a service. */
#define PIVOT 70

bool wp_civil_valid(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 &&
           month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* What may follow a date: nothing, or a time ("T14:05", ":14:05" in SAS). */
static bool ends_date(const char *rest)
{
    return *rest == '\0' || wp_blank_size(rest) > 0 ||
           ((*rest == 'T' || *rest == 't' || *rest == ':') &&
            wp_is_digit(rest[1]));
}

static bool is_date_mark(char character)
{
    return character == '-' || character == '/' || character == '.';
}

/* 2026-01-02, 2026/1/2, and 20260102. */
static bool year_first(const char *text, int *year, int *month, int *day)
{
    int number = 0;
    const char *rest = wp_scan_number(text, 8, &number);

    if (!rest) {
        return false;
    }
    if (rest == text + 8) {
        *year = number / 10000;
        *month = number / 100 % 100;
        *day = number % 100;
        return ends_date(rest);
    }
    if (rest != text + 4 || !is_date_mark(*rest)) {
        return false;
    }
    *year = number;
    rest = wp_scan_number(rest + 1, 2, month);
    if (!rest || !is_date_mark(*rest)) {
        return false;
    }
    rest = wp_scan_number(rest + 1, 2, day);
    return rest && ends_date(rest);
}

static bool read_year(const char *text, int *year)
{
    const char *rest = wp_scan_number(text, 4, year);

    if (!rest || !ends_date(rest)) {
        return false;
    }
    if (rest == text + 2) {
        *year += *year < PIVOT ? 2000 : 1900;
        return true;
    }
    return rest == text + 4;
}

/* 1/2/2026, 01-02-26: the month first, as Americans write. */
static bool month_first(const char *text, int *year, int *month, int *day)
{
    const char *rest = wp_scan_number(text, 2, month);

    if (!rest || !is_date_mark(*rest)) {
        return false;
    }
    rest = wp_scan_number(rest + 1, 2, day);
    return rest && is_date_mark(*rest) && read_year(rest + 1, year);
}

/* The month a name of at least three letters begins; the rest, or NULL. */
static const char *month_name(const char *text, int *month)
{
    static const char *const names[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    size_t size = 0;

    while (wp_is_letter(text[size])) {
        size++;
    }
    for (int i = 0; i < 12 && size >= 3; i++) {
        const size_t full = strlen(names[i]);
        char head[16];

        if (size > full && !(i == 8 && size == 4)) {
            continue;
        }
        (void)snprintf(head, sizeof(head), "%.*s", (int)size, names[i]);
        if (wp_slice_is((struct wp_slice){text, size}, head)) {
            *month = i + 1;
            text += size;
            return *text == '.' ? text + 1 : text;
        }
    }
    return NULL;
}

static const char *skip(const char *text, const char *marks)
{
    while (*text != '\0' && strchr(marks, *text)) {
        text++;
    }
    return text;
}

/* "January 2, 2026", "Jan 2 2026", "2 January 2026", "02-Jan-2026". */
static bool by_name(const char *text, int *year, int *month, int *day)
{
    const char *rest = month_name(text, month);

    if (rest) {
        rest = wp_scan_number(skip(rest, " "), 2, day);
    } else {
        rest = wp_scan_number(text, 2, day);
        rest = rest ? month_name(skip(rest, " -"), month) : NULL;
    }
    return rest && read_year(skip(rest, " ,-"), year);
}

bool wp_date_parse(const char *text, char ret_date[11])
{
    int year = 0, month = 0, day = 0;
    char copy[64];

    if (!text) {
        return false;
    }
    const struct wp_slice slice = wp_trim(text);
    if (slice.size >= sizeof(copy)) {
        return false;
    }
    memcpy(copy, slice.text, slice.size);
    copy[slice.size] = '\0';
    if (!year_first(copy, &year, &month, &day) &&
        !month_first(copy, &year, &month, &day) &&
        !by_name(copy, &year, &month, &day)) {
        return false;
    }
    if (!wp_civil_valid(year, month, day)) {
        return false;
    }
    char date[40]; /* as large as any three ints: the compiler counts */
    (void)snprintf(date, sizeof(date), "%04d-%02d-%02d", year, month, day);
    memcpy(ret_date, date, 10);
    ret_date[10] = '\0';
    return true;
}

/* ---- times of day -------------------------------------------------------- */

#define DAY_MIN 1440

/* 9:00-12:00 is a range, and nowhere in the west is 12 hours behind. */
#define WEST_MAX_HOURS 11
#define EAST_MAX_HOURS 14

/*
 * "Z", "-05:00", "+0530"; the rest after it, text itself if there is none, and
 * NULL where it is no zone ("09:00-17:00" is two times, not one).
 */
static const char *skip_zone(const char *text)
{
    int hours = 0, minutes = 0;

    if (*text == 'Z' || *text == 'z') {
        return text + 1;
    }
    if (*text != '+' && *text != '-') {
        return text;
    }
    const int most = *text == '-' ? WEST_MAX_HOURS : EAST_MAX_HOURS;
    const char *rest = wp_scan_number(text + 1, 4, &hours);
    if (rest == text + 5) {
        minutes = hours % 100;
        hours /= 100;
    } else if (rest == text + 3 && *rest == ':') {
        const char *after = wp_scan_number(rest + 1, 2, &minutes);
        rest = after == rest + 3 ? after : NULL;
    } else {
        rest = NULL;
    }
    return hours <= most && minutes % 15 == 0 && minutes < 60 ? rest : NULL;
}

/* What may follow the minutes: seconds, a fraction, a zone. */
static const char *skip_seconds_and_zone(const char *text)
{
    int number = 0;

    if (*text == ':') {
        const char *rest = wp_scan_number(text + 1, 2, &number);
        if (!rest || number > 59) {
            return NULL;
        }
        text = rest;
        if (*text == '.' && wp_is_digit(text[1])) {
            text = skip(text + 1, "0123456789");
        }
    }
    return skip_zone(text);
}

enum half { NO_HALF, AM, PM, NOT_A_HALF };

/* "am", "a.m.", "PM", "p", or nothing, to the end of the text. */
static enum half read_half(const char *text)
{
    char letters[4] = "";
    size_t count = 0;

    for (; *text != '\0'; text++) {
        if (wp_is_letter(*text) && count < 3) {
            letters[count++] = wp_lower(*text);
        } else if (*text != '.' && *text != ' ') {
            return NOT_A_HALF;
        }
    }
    letters[count] = '\0';
    if (count == 0) {
        return NO_HALF;
    }
    if (strcmp(letters, "am") == 0 || strcmp(letters, "a") == 0) {
        return AM;
    }
    if (strcmp(letters, "pm") == 0 || strcmp(letters, "p") == 0) {
        return PM;
    }
    return NOT_A_HALF;
}

static bool read_clock(const char *text, int *hour, int *minute,
                       enum half *half)
{
    int number = 0;
    const char *rest = wp_scan_number(text, 6, &number);

    if (!rest) {
        return false;
    }
    const int digits = (int)(rest - text);
    *minute = 0;
    if (*rest == ':' || (*rest == '.' && wp_is_digit(rest[1]))) {
        const char *after = wp_scan_number(rest + 1, 2, minute);
        if (digits > 2 || !after || after != rest + 3) {
            return false;
        }
        *hour = number;
        rest = skip_seconds_and_zone(after);
    } else if (digits <= 2) {
        *hour = number;
    } else if (digits <= 4) {
        *hour = number / 100;
        *minute = number % 100;
        rest = *rest == 'Z' ? rest + 1 : rest;
    } else if (digits == 6) {
        *hour = number / 10000;
        *minute = number / 100 % 100;
    } else {
        return false;
    }
    *half = rest ? read_half(rest) : NOT_A_HALF;
    return *half != NOT_A_HALF;
}

bool wp_clock_parse(const char *text, int *ret_minutes)
{
    int hour = 0, minute = 0;
    enum half half = NO_HALF;
    char copy[32];

    if (!text) {
        return false;
    }
    const struct wp_slice slice = wp_trim(text);
    if (wp_slice_is(slice, "noon") || wp_slice_is(slice, "12 noon")) {
        *ret_minutes = DAY_MIN / 2;
        return true;
    }
    if (wp_slice_is(slice, "midnight") || wp_slice_is(slice, "12 midnight")) {
        *ret_minutes = 0;
        return true;
    }
    if (slice.size >= sizeof(copy)) {
        return false;
    }
    memcpy(copy, slice.text, slice.size);
    copy[slice.size] = '\0';
    if (!read_clock(copy, &hour, &minute, &half) || minute > 59) {
        return false;
    }
    /* "13:00 PM" is said by people who mean 13:00. */
    if (half == AM && hour == 12) {
        hour = 0;
    } else if (half == PM && hour < 12) {
        hour += 12;
    }
    if (hour * 60 + minute > DAY_MIN) {
        return false;
    }
    *ret_minutes = hour * 60 + minute;
    return true;
}
