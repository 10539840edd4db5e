/* engine/query/values.c - strict readers for small values */
#include "query/values.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define METRES_PER_MILE 1609.344
#define NUMBER_MAX      40

/*
 * Digits with at most one point: strtod() alone would also take "inf", hex and
 * the decimal comma of some locales.
 */
bool wp_parse_number(const char *text, double low, double high,
                     double *ret_number)
{
    char *end = NULL;
    size_t points = 0;
    size_t digits = 0;

    if (strlen(text) > NUMBER_MAX) {
        return false;
    }
    for (const char *at = text + (*text == '-'); *at != '\0'; at++) {
        points += *at == '.';
        digits += *at >= '0' && *at <= '9';
        if (*at != '.' && !(*at >= '0' && *at <= '9')) {
            return false;
        }
    }
    if (points > 1 || digits == 0) {
        return false;
    }
    const double number = strtod(text, &end);
    if (*end != '\0' || !(number >= low && number <= high)) {
        return false;
    }
    *ret_number = number;
    return true;
}

bool wp_parse_money(const char *text, double *ret_usd)
{
    char plain[NUMBER_MAX + 1];
    size_t length = 0;

    text += strspn(text, " $");
    for (; *text != '\0'; text++) {
        if (*text == ',' || *text == ' ') {
            continue;
        }
        if (length == NUMBER_MAX) {
            return false;
        }
        plain[length++] = *text;
    }
    plain[length] = '\0';
    return wp_parse_number(plain, 0.0, 1e8, ret_usd);
}

bool wp_parse_distance(const char *text, double *ret_distance_m)
{
    static const struct {
        const char *unit;
        double metres;
    } units[] = {
        {"", 1.0},
        {"m", 1.0},
        {"km", 1000.0},
        {"mi", METRES_PER_MILE},
        {"mile", METRES_PER_MILE},
        {"miles", METRES_PER_MILE},
        {"milla", METRES_PER_MILE},
        {"millas", METRES_PER_MILE},
    };
    char digits[NUMBER_MAX + 1];
    double number = 0.0;

    const size_t length = strspn(text, "0123456789.");
    if (length == 0 || length > NUMBER_MAX) {
        return false;
    }
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (!wp_parse_number(digits, 0.0, 1e9, &number)) {
        return false;
    }
    text += length;
    text += strspn(text, " ");
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        if (strcmp(text, units[i].unit) == 0) {
            *ret_distance_m = number * units[i].metres;
            return true;
        }
    }
    return false;
}

bool wp_parse_tri(const char *text, enum wp_tri *ret_tri)
{
    static const char *const yes[] = {"true", "yes", "1", "si", "y"};
    static const char *const no[] = {"false", "no", "0", "n"};

    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
        if (strcmp(text, yes[i]) == 0) {
            *ret_tri = WP_YES;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
        if (strcmp(text, no[i]) == 0) {
            *ret_tri = WP_NO;
            return true;
        }
    }
    return false;
}

static bool digits_at(const char *text, size_t count, int *ret_number)
{
    int number = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        number = number * 10 + (text[i] - '0');
    }
    *ret_number = number;
    return true;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/* The date that text begins with. */
static bool begins_with_date(const char *text)
{
    int year = 0;
    int month = 0;
    int day = 0;

    return strlen(text) >= 10 && digits_at(text, 4, &year) && text[4] == '-' &&
           digits_at(text + 5, 2, &month) && text[7] == '-' &&
           digits_at(text + 8, 2, &day) && year >= 1900 && month >= 1 &&
           month <= 12 && day >= 1 && day <= days_of(year, month);
}

bool wp_parse_date(const char *text, char ret_date[11])
{
    if (!begins_with_date(text) || text[10] != '\0') {
        return false;
    }
    memcpy(ret_date, text, 11);
    return true;
}

bool wp_parse_moment(const char *text, char ret_moment[20])
{
    int hour = 0;
    int minute = 0;
    int second = 0;

    if (!begins_with_date(text) || strlen(text) < 16 ||
        (text[10] != 'T' && text[10] != ' ') ||
        !digits_at(text + 11, 2, &hour) || text[13] != ':' ||
        !digits_at(text + 14, 2, &minute) || hour > 23 || minute > 59) {
        return false;
    }
    if (text[16] != '\0' &&
        (text[16] != ':' || strlen(text) != 19 ||
         !digits_at(text + 17, 2, &second) || second > 59)) {
        return false;
    }
    (void)snprintf(ret_moment, 20, "%.10sT%.5s", text, text + 11);
    return true;
}
