/* engine/facts/hours_rule.c - a schedule's columns become a rule and a span */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/hours.h"

/* ---- days ---------------------------------------------------------------- */

/* A day's bit from a folded word or an RRULE code, or 0. */
static unsigned day_bit(const char *word, size_t length)
{
    static const char *const names[7] = {"monday",   "tuesday", "wednesday",
                                         "thursday", "friday",  "saturday",
                                         "sunday"};

    for (unsigned i = 0; i < 7; i++) {
        if (length >= 2 && length <= strlen(names[i]) &&
            strncmp(word, names[i], length) == 0) {
            return 1U << i;
        }
    }
    if (length >= 2 && strncmp(word, "thurs", length) == 0) {
        return 1U << 3;
    }
    return 0;
}

/*
 * "MO,TU", "MO-FR", "Monday Wednesday": the days as bits. False for anything
 * else, such as the "2SA" of a month.
 */
static bool read_days(const char *folded, bool range, unsigned *ret_days)
{
    unsigned days = 0;
    unsigned words[16];
    size_t count = 0;

    for (const char *at = folded; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length > 0) {
            unsigned bit = day_bit(at, length);
            if (bit == 0 || count == 16) {
                return false;
            }
            words[count++] = bit;
        }
        at += length;
        at += *at == ' ';
    }
    if (range) {
        if (count != 2) {
            return false;
        }
        for (unsigned bit = words[0];; bit = bit == 64 ? 1 : bit << 1) {
            days |= bit;
            if (bit == words[1]) {
                break;
            }
        }
    } else {
        for (size_t i = 0; i < count; i++) {
            days |= words[i];
        }
    }
    *ret_days = days;
    return days != 0;
}

/* ---- columns ------------------------------------------------------------- */

static int32_t day_of(const char *date)
{
    char clean[11];

    if (date == NULL || !wp_date_parse(date, clean)) {
        return WP_NO_DAY;
    }
    return wp_civil_day((int)strtol(clean, NULL, 10),
                        (int)strtol(clean + 5, NULL, 10),
                        (int)strtol(clean + 8, NULL, 10));
}

/* HSDS knows WEEKLY and MONTHLY; other words of RRULE were kept aside. */
static bool read_frequency(const struct wp_record *schedule,
                           enum wp_frequency *ret_frequency)
{
    static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    const char *freq = wp_tree_value(schedule, "freq");
    json_t *extra = NULL;
    bool known = freq == NULL;

    if (freq == NULL && schedule->extra_json != NULL) {
        extra = json_loads(schedule->extra_json, 0, NULL);
        freq = json_string_value(json_object_get(extra, "freq"));
    }
    *ret_frequency = WP_WEEKLY;
    for (int i = 0; freq != NULL && i < 4; i++) {
        if (strcmp(freq, names[i]) == 0) {
            *ret_frequency = (enum wp_frequency)i;
            known = true;
        }
    }
    json_decref(extra);
    return known;
}

static bool read_byday(struct wp_arena *arena, const char *byday,
                       struct wp_recurrence *rule)
{
    const char *folded = wp_folded(arena, byday);
    const bool range = strchr(byday, '-') != NULL && strchr(byday, ',') == NULL;

    if (folded != NULL && read_days(folded, range, &rule->weekdays)) {
        return true;
    }
    return rule->frequency == WP_MONTHLY && wp_recurrence_byday(byday, rule);
}

static bool is_unread(const struct wp_record *schedule)
{
    return wp_tree_value(schedule, "byweekno") != NULL ||
           wp_tree_value(schedule, "byyearday") != NULL;
}

static void read_interval(const struct wp_record *schedule,
                          struct wp_recurrence *rule)
{
    const char *interval = wp_tree_value(schedule, "interval");
    const double number = interval != NULL ? strtod(interval, NULL) : 1.0;

    rule->interval = number >= 1.0 && number < 10000.0 ? (int)number : 1;
}

static void read_dates(const struct wp_record *schedule,
                       struct wp_recurrence *rule)
{
    const char *count = wp_tree_value(schedule, "count");
    const int32_t from = day_of(wp_tree_value(schedule, "valid_from"));

    rule->starts = day_of(wp_tree_value(schedule, "dtstart"));
    rule->until = day_of(wp_tree_value(schedule, "until"));
    if (rule->starts == WP_NO_DAY && (rule->interval > 1 || count != NULL)) {
        rule->starts = from;
    }
    if (count != NULL && rule->until == WP_NO_DAY) {
        const double times = strtod(count, NULL);
        rule->until = wp_recurrence_last(
            rule, times >= 1.0 && times < 1e9 ? (long)times : 0);
    }
}

bool wp_schedule_rule(struct wp_arena *arena, const struct wp_record *schedule,
                      struct wp_recurrence *ret_rule)
{
    static const char *const days[7] = {"MO", "TU", "WE", "TH",
                                        "FR", "SA", "SU"};
    struct wp_recurrence rule = WP_RECURRENCE_INIT;
    const char *byday = wp_tree_value(schedule, "byday");
    const char *month_days = wp_tree_value(schedule, "bymonthday");
    const char *wkst = wp_tree_value(schedule, "wkst");

    if (is_unread(schedule) || !read_frequency(schedule, &rule.frequency)) {
        return false;
    }
    read_interval(schedule, &rule);
    if ((byday != NULL && !read_byday(arena, byday, &rule)) ||
        (month_days != NULL && !wp_recurrence_bymonthday(month_days, &rule))) {
        return false;
    }
    for (int i = 0; wkst != NULL && i < 7; i++) {
        rule.week_start = strcmp(wkst, days[i]) == 0 ? i : rule.week_start;
    }
    read_dates(schedule, &rule);
    if (byday == NULL && month_days == NULL && rule.frequency != WP_DAILY &&
        (rule.starts == WP_NO_DAY || wp_tree_value(schedule, "freq") == NULL)) {
        return false;
    }
    *ret_rule = rule;
    return true;
}

/* ---- times --------------------------------------------------------------- */

bool wp_schedule_times(const struct wp_record *schedule,
                       struct wp_hours_span *ret_span)
{
    const char *opens = wp_tree_value(schedule, "opens_at");
    const char *closes = wp_tree_value(schedule, "closes_at");
    struct wp_hours_span span;

    if (opens == NULL || closes == NULL ||
        !wp_clock_parse(opens, &span.opens) ||
        !wp_clock_parse(closes, &span.closes) || span.opens < 0 ||
        span.opens >= WP_DAY_MIN || span.closes < 0 ||
        span.closes > WP_DAY_MIN) {
        return false;
    }
    /* 23:59 is how HSDS writes the end of the day. */
    if (span.closes == WP_DAY_MIN - 1) {
        span.closes = WP_DAY_MIN;
    }
    if (span.closes == span.opens) {
        if (span.opens != 0) {
            return false; /* open for no time, or all day? nobody says */
        }
        span.closes = WP_DAY_MIN;
    } else if (span.closes < span.opens) {
        span.closes += WP_DAY_MIN;
    }
    *ret_span = span;
    return true;
}
