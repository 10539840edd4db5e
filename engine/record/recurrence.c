/* engine/record/recurrence.c - the text of a recurrence, read and written */
#include "record/recurrence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"

#define INTERVAL_MAX 400

static const char weekday_names[7][3] = {"MO", "TU", "WE", "TH",
                                         "FR", "SA", "SU"};
static const char *const frequency_names[] = {"DAILY", "WEEKLY", "MONTHLY",
                                              "YEARLY"};

static bool any_nth(const struct wp_recurrence *rule)
{
    for (size_t i = 0; i < 6; i++) {
        if (rule->nth[i] != 0) {
            return true;
        }
    }
    return false;
}

/* Some month it may fall into has the day. */
static bool month_days_exist(const struct wp_recurrence *rule)
{
    static const int lengths[13] = {0,  31, 29, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};

    for (int month = 1; month <= 12; month++) {
        if (rule->months != 0 && (rule->months >> month & 1U) == 0) {
            continue;
        }
        for (int day = 1; day <= lengths[month]; day++) {
            if ((rule->month_days >> day & 1U) != 0) {
                return true;
            }
        }
    }
    return false;
}

bool wp_recurrence_usable(const struct wp_recurrence *rule)
{
    const bool dated = rule->starts != WP_NO_DAY;

    if (rule->interval < 1 || rule->interval > INTERVAL_MAX ||
        (rule->interval > 1 && !dated) ||
        (rule->month_days != 0 && !month_days_exist(rule))) {
        return false;
    }
    if (dated && rule->until != WP_NO_DAY && rule->until < rule->starts) {
        return false;
    }
    switch (rule->frequency) {
    case WP_DAILY:
        return !any_nth(rule) && rule->month_days == 0;
    case WP_WEEKLY:
        return !any_nth(rule) && rule->month_days == 0 &&
               (rule->weekdays != 0 || dated);
    case WP_MONTHLY:
        return any_nth(rule) || rule->weekdays != 0 || rule->month_days != 0 ||
               dated;
    case WP_YEARLY:
        return dated && !any_nth(rule) && rule->weekdays == 0 &&
               rule->month_days == 0 && rule->months == 0;
    }
    return false;
}

bool wp_recurrence_weekly(const struct wp_recurrence *rule,
                          unsigned *ret_weekdays)
{
    unsigned weekdays = rule->weekdays;

    if (rule->interval != 1 || rule->months != 0 || rule->month_days != 0 ||
        rule->except_count != 0 || any_nth(rule) ||
        rule->frequency > WP_WEEKLY) {
        return false;
    }
    if (weekdays == 0 && rule->frequency == WP_DAILY) {
        weekdays = 127;
    } else if (weekdays == 0 && rule->starts != WP_NO_DAY) {
        weekdays = 1U << wp_civil_weekday(rule->starts);
    }
    *ret_weekdays = weekdays;
    return weekdays != 0;
}

/* ---- written ------------------------------------------------------------- */

struct out {
    char *text;
    size_t length;
};

static void put(struct out *out, const char *part, bool first, const char *text)
{
    const int wrote = snprintf(
        out->text + out->length, WP_RECURRENCE_MAX - out->length, "%s%s%s",
        first ? part : "", first && *part ? "=" : (first ? "" : ","), text);

    if (wrote > 0 && (size_t)wrote < WP_RECURRENCE_MAX - out->length) {
        out->length += (size_t)wrote;
    } else {
        out->text[out->length] = '\0';
    }
}

static void put_number(struct out *out, const char *part, bool first,
                       int number)
{
    char text[40];

    (void)snprintf(text, sizeof(text), "%d", number);
    put(out, part, first, text);
}

static void put_date(struct out *out, const char *part, bool first, int32_t day)
{
    const struct wp_civil civil = wp_civil_of(day);
    char text[40];

    (void)snprintf(text, sizeof(text), "%04d%02d%02d", civil.year, civil.month,
                   civil.day);
    put(out, part, first, text);
}

static void put_weekdays(struct out *out, const struct wp_recurrence *rule)
{
    bool first = true;

    for (int row = 0; row < 7; row++) {
        /* Plain days, then the first to the fifth, then the last. */
        const int nth = row == 6 ? -1 : row;
        const unsigned days = row == 0   ? rule->weekdays
                              : row == 6 ? rule->nth[0]
                                         : rule->nth[row];
        for (int day = 0; day < 7; day++) {
            if ((days >> day & 1U) != 0) {
                char text[40];
                (void)snprintf(text, sizeof(text), "%.0d%s", nth,
                               weekday_names[day]);
                put(out, ";BYDAY", first, text);
                first = false;
            }
        }
    }
}

static void put_bits(struct out *out, const char *part, uint32_t bits, int last)
{
    bool first = true;

    for (int i = 1; i <= last; i++) {
        if ((bits >> i & 1U) != 0) {
            put_number(out, part, first, i);
            first = false;
        }
    }
}

void wp_recurrence_render(const struct wp_recurrence *rule,
                          char ret_text[WP_RECURRENCE_MAX])
{
    struct out out = {ret_text, 0};

    ret_text[0] = '\0';
    put(&out, "FREQ", true, frequency_names[rule->frequency]);
    if (rule->interval > 1) {
        put_number(&out, ";INTERVAL", true, rule->interval);
    }
    put_weekdays(&out, rule);
    put_bits(&out, ";BYMONTHDAY", rule->month_days, 31);
    put_bits(&out, ";BYMONTH", rule->months, 12);
    if (rule->week_start != 0) {
        put(&out, ";WKST", true, weekday_names[rule->week_start]);
    }
    if (rule->starts != WP_NO_DAY) {
        put_date(&out, ";DTSTART", true, rule->starts);
    }
    if (rule->until != WP_NO_DAY) {
        put_date(&out, ";UNTIL", true, rule->until);
    }
    for (size_t i = 0; i < rule->except_count; i++) {
        put_date(&out, ";EXDATE", i == 0, rule->except[i]);
    }
}

/* ---- read ---------------------------------------------------------------- */

static bool read_number(const char **at, int low, int high, int *ret_number)
{
    char *end = NULL;
    const long number = strtol(*at, &end, 10);

    if (end == *at || number < low || number > high) {
        return false;
    }
    *at = end;
    *ret_number = (int)number;
    return true;
}

static bool read_weekday(const char **at, int *ret_day)
{
    for (int day = 0; day < 7; day++) {
        if (strncmp(*at, weekday_names[day], 2) == 0) {
            *at += 2;
            *ret_day = day;
            return true;
        }
    }
    return false;
}

static bool read_date(const char **at, int32_t *ret_day)
{
    int number = 0;

    if (!read_number(at, 16000101, 99991231, &number)) {
        return false;
    }
    const int32_t day =
        wp_civil_day(number / 10000, number / 100 % 100, number % 100);
    const struct wp_civil again = wp_civil_of(day);
    if (again.year != number / 10000 || again.month != number / 100 % 100 ||
        again.day != number % 100) {
        return false;
    }
    *ret_day = day;
    return true;
}

static bool read_nth_day(const char **at, struct wp_recurrence *rule)
{
    int nth = 0;
    int day = 0;

    if ((**at == '-' || **at == '+' || (**at >= '0' && **at <= '9')) &&
        (!read_number(at, -1, 5, &nth) || nth == 0)) {
        return false;
    }
    if (!read_weekday(at, &day)) {
        return false;
    }
    if (nth == 0) {
        rule->weekdays |= 1U << day;
    } else {
        rule->nth[nth > 0 ? nth : 0] |= 1U << day;
    }
    return true;
}

static bool read_month_day(const char **at, struct wp_recurrence *rule)
{
    int day = 0;

    if (!read_number(at, 1, 31, &day)) {
        return false;
    }
    rule->month_days |= (uint32_t)1 << day;
    return true;
}

static bool read_month(const char **at, struct wp_recurrence *rule)
{
    int month = 0;

    if (!read_number(at, 1, 12, &month)) {
        return false;
    }
    rule->months |= 1U << month;
    return true;
}

static bool read_exception(const char **at, struct wp_recurrence *rule)
{
    return rule->except_count < WP_EXCEPTIONS_MAX &&
           read_date(at, &rule->except[rule->except_count++]);
}

static bool read_frequency(const char **at, struct wp_recurrence *rule)
{
    for (int i = 0; i < 4; i++) {
        const size_t length = strlen(frequency_names[i]);
        if (strncmp(*at, frequency_names[i], length) == 0) {
            *at += length;
            rule->frequency = (enum wp_frequency)i;
            return true;
        }
    }
    return false;
}

static bool read_interval(const char **at, struct wp_recurrence *rule)
{
    return read_number(at, 1, INTERVAL_MAX, &rule->interval);
}

static bool read_week_start(const char **at, struct wp_recurrence *rule)
{
    return read_weekday(at, &rule->week_start);
}

static bool read_start(const char **at, struct wp_recurrence *rule)
{
    return read_date(at, &rule->starts);
}

static bool read_until(const char **at, struct wp_recurrence *rule)
{
    return read_date(at, &rule->until);
}

static const struct {
    const char *name;
    bool (*read)(const char **at, struct wp_recurrence *rule);
} parts[] = {
    {"FREQ=", read_frequency},   {"INTERVAL=", read_interval},
    {"BYDAY=", read_nth_day},    {"BYMONTHDAY=", read_month_day},
    {"BYMONTH=", read_month},    {"WKST=", read_week_start},
    {"DTSTART=", read_start},    {"UNTIL=", read_until},
    {"EXDATE=", read_exception},
};

static bool read_part(const char **at, struct wp_recurrence *rule)
{
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        const size_t length = strlen(parts[i].name);
        if (strncmp(*at, parts[i].name, length) != 0) {
            continue;
        }
        *at += length;
        while (parts[i].read(at, rule)) {
            if (**at != ',') {
                return true;
            }
            (*at)++;
        }
        return false;
    }
    return false;
}

bool wp_recurrence_parse(const char *text, struct wp_recurrence *ret_rule)
{
    struct wp_recurrence rule = WP_RECURRENCE_INIT;
    const char *at = text;

    if (strncmp(text, "FREQ=", 5) != 0 || strlen(text) >= WP_RECURRENCE_MAX) {
        return false;
    }
    while (read_part(&at, &rule)) {
        if (*at == '\0') {
            if (!wp_recurrence_usable(&rule)) {
                return false;
            }
            *ret_rule = rule;
            return true;
        }
        if (*at++ != ';') {
            return false;
        }
    }
    return false;
}

static bool read_list(const char *text, struct wp_recurrence *rule,
                      bool (*read)(const char **, struct wp_recurrence *))
{
    const char *at = text;

    for (;;) {
        at += strspn(at, " ");
        if (!read(&at, rule)) {
            return false;
        }
        at += strspn(at, " ");
        if (*at == '\0') {
            return true;
        }
        if (*at++ != ',') {
            return false;
        }
    }
}

bool wp_recurrence_byday(const char *text, struct wp_recurrence *rule)
{
    return read_list(text, rule, read_nth_day);
}

bool wp_recurrence_bymonthday(const char *text, struct wp_recurrence *rule)
{
    return read_list(text, rule, read_month_day);
}
