/* engine/facts/hours.c - schedules become weekly intervals
 *
 * A week starts on Monday at 00:00. An interval that ends after Sunday's
 * midnight runs past 10080. What repeats in another way than every week is
 * kept as a note, never as an interval: people would find a closed door.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/derived.h"

#define DAY_MIN  1440
#define WEEK_MIN 10080

enum { ALL_DAYS = 127 };

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

/* Monday is 0. Source: Zeller's congruence, Gregorian form. */
static bool weekday_of(const char *date, unsigned *ret_days)
{
    char clean[11];
    int year = 0;
    int month = 0;
    int day = 0;

    if (date == NULL || !wp_date_parse(date, clean) ||
        sscanf(clean, "%d-%d-%d", &year, &month, &day) != 3) {
        return false;
    }
    if (month < 3) {
        month += 12;
        year--;
    }
    int saturday_based = (day + 13 * (month + 1) / 5 + year + year / 4 -
                          year / 100 + year / 400) %
                         7;
    *ret_days = 1U << (saturday_based + 5) % 7;
    return true;
}

struct span {
    int opens, closes; /* closes may be up to 2880 */
};

static bool read_times(const struct wp_record *schedule, struct span *ret_span)
{
    const char *opens = wp_tree_value(schedule, "opens_at");
    const char *closes = wp_tree_value(schedule, "closes_at");
    struct span span;

    if (opens == NULL || closes == NULL ||
        !wp_clock_parse(opens, &span.opens) ||
        !wp_clock_parse(closes, &span.closes) || span.opens < 0 ||
        span.opens >= DAY_MIN || span.closes < 0 || span.closes > DAY_MIN) {
        return false;
    }
    /* 23:59 is how HSDS writes the end of the day. */
    if (span.closes == DAY_MIN - 1) {
        span.closes = DAY_MIN;
    }
    if (span.closes == span.opens) {
        if (span.opens != 0) {
            return false; /* open for no time, or all day? nobody says */
        }
        span.closes = DAY_MIN;
    } else if (span.closes < span.opens) {
        span.closes += DAY_MIN;
    }
    *ret_span = span;
    return true;
}

static const char *kind_of(struct wp_arena *arena,
                           const struct wp_record *schedule)
{
    static const char *const columns[] = {"notes", "description",
                                          "attending_type"};
    const char *kind = "regular";

    for (size_t i = 0; i < 3; i++) {
        const char *text = wp_tree_value(schedule, columns[i]);
        const char *folded = text == NULL ? NULL : wp_folded(arena, text);
        if (folded == NULL) {
            continue;
        }
        if (wp_says(folded, "holiday") || wp_says(folded, "holidays")) {
            return "holiday";
        }
        if (wp_says(folded, "intake") || wp_says(folded, "intakes") ||
            wp_says(folded, "admissions")) {
            kind = "intake";
        }
    }
    return kind;
}

/* The record's own words: its description, or the columns as they stand. */
static const char *evidence_of(struct wp_arena *arena,
                               const struct wp_record *schedule)
{
    static const char *const columns[] = {"freq", "byday", "opens_at",
                                          "closes_at"};
    const char *text = wp_tree_value(schedule, "description");
    const char *joined = "";

    if (text != NULL) {
        return text;
    }
    for (size_t i = 0; i < 4; i++) {
        const char *value = wp_tree_value(schedule, columns[i]);
        if (value != NULL) {
            joined = wp_arena_printf(arena, "%s%s%s", joined,
                                     *joined == '\0' ? "" : " ", value);
        }
        if (joined == NULL) {
            return NULL;
        }
    }
    return joined;
}

static bool says_always(struct wp_arena *arena,
                        const struct wp_record *schedule)
{
    static const char *const phrases[] = {
        "24 7", "24 hours a day 7 days a week", "24 hours a day",
        "24 hours 7 days", "24 horas al dia"};
    const char *text = wp_tree_value(schedule, "description");
    const char *folded = text == NULL ? NULL : wp_folded(arena, text);

    if (folded == NULL || wp_says(folded, "except")) {
        return false;
    }
    /* Nothing but the phrase: "office 9 to 5, hotline 24/7" is two things. */
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (wp_says(folded, phrases[i]) &&
            strlen(folded) <= strlen(phrases[i]) + 10) {
            return true;
        }
    }
    return false;
}

/* Every week, as far as the rule says. */
static bool is_weekly(const struct wp_record *schedule)
{
    static const char *const others[] = {"bymonthday", "byweekno", "byyearday"};
    const char *freq = wp_tree_value(schedule, "freq");
    const char *interval = wp_tree_value(schedule, "interval");

    for (size_t i = 0; i < 3; i++) {
        if (wp_tree_value(schedule, others[i]) != NULL) {
            return false;
        }
    }
    if (interval != NULL && strtod(interval, NULL) > 1.0) {
        return false;
    }
    return freq == NULL || strcmp(freq, "WEEKLY") == 0;
}

static bool days_of(struct wp_arena *arena, const struct wp_record *schedule,
                    unsigned *ret_days)
{
    const char *byday = wp_tree_value(schedule, "byday");

    if (byday == NULL) {
        return wp_tree_value(schedule, "freq") != NULL &&
               weekday_of(wp_record_get(schedule, "dtstart"), ret_days);
    }
    const char *folded = wp_folded(arena, byday);
    bool range = strchr(byday, '-') != NULL && strchr(byday, ',') == NULL;
    return folded != NULL && read_days(folded, range, ret_days);
}

static void add_days(struct wp_derived *derived, struct wp_fact fact,
                     unsigned days, struct span span)
{
    if (days == ALL_DAYS && span.opens == 0 && span.closes == DAY_MIN) {
        fact.code = strcmp(fact.code, "regular") == 0 ? "always" : fact.code;
        fact.lo = 0.0;
        fact.hi = WEEK_MIN;
        wp_derived_add(derived, fact);
        return;
    }
    for (int day = 0; day < 7; day++) {
        if ((days >> day & 1U) != 0) {
            fact.lo = day * DAY_MIN + span.opens;
            fact.hi = day * DAY_MIN + span.closes;
            wp_derived_add(derived, fact);
        }
    }
}

static void derive_schedule(struct wp_derived *derived,
                            const struct wp_record *schedule,
                            const char *service_at_location_id)
{
    struct wp_arena *arena = &derived->arena;
    struct wp_fact fact = WP_FACT_INIT;
    struct span span = {0, 0};
    unsigned days = 0;
    bool timed = read_times(schedule, &span);

    fact.kind = WP_FACT_HOURS;
    fact.service_at_location_id = service_at_location_id;
    fact.code = kind_of(arena, schedule);
    fact.valid_from = wp_tree_value(schedule, "valid_from");
    fact.valid_to = wp_tree_value(schedule, "valid_to");
    if (fact.valid_to == NULL) {
        fact.valid_to = wp_tree_value(schedule, "until");
    }
    fact.field = "schedule";
    fact.evidence = evidence_of(arena, schedule);
    fact.note = wp_tree_value(schedule, "notes");
    if (timed && is_weekly(schedule) && days_of(arena, schedule, &days)) {
        add_days(derived, fact, days, span);
    } else if (!is_weekly(schedule) && wp_tree_value(schedule, "freq")) {
        fact.note = fact.note != NULL ? fact.note : fact.evidence;
        wp_derived_add(derived, fact);
    } else if (!timed && says_always(arena, schedule)) {
        add_days(derived, fact, ALL_DAYS, (struct span){0, DAY_MIN});
    }
}

/* Hours of a place count for the service there only if it has none itself. */
static void derive_place(struct wp_derived *derived, const struct wp_tree *tree,
                         const struct wp_record *place, bool service_has_hours)
{
    const char *id = wp_record_get(place, "id");
    const char *location_id = wp_record_get(place, "location_id");
    const struct wp_record *schedule = NULL;
    size_t before = derived->count;
    size_t at = 0;

    while ((schedule = wp_tree_next(tree, WP_SCHEDULE, "service_at_location_id",
                                    id, &at)) != NULL) {
        derive_schedule(derived, schedule, id);
    }
    at = 0;
    while (!service_has_hours && derived->count == before &&
           (schedule = wp_tree_next(tree, WP_SCHEDULE, "location_id",
                                    location_id, &at)) != NULL) {
        do {
            derive_schedule(derived, schedule, id);
            schedule = wp_tree_next(tree, WP_SCHEDULE, "location_id",
                                    location_id, &at);
        } while (schedule != NULL);
    }
}

void wp_derive_hours(struct wp_derived *derived, const struct wp_tree *tree)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *record = NULL;
    size_t before = derived->count;
    size_t at = 0;

    while ((record = wp_tree_next(tree, WP_SCHEDULE, "service_id", service_id,
                                  &at)) != NULL) {
        /* Rows of 1.x name service and place at once: the place decides. */
        const char *place = wp_tree_value(record, "service_at_location_id");
        if (place == NULL) {
            derive_schedule(derived, record, NULL);
        }
    }
    bool service_has_hours = derived->count > before;
    at = 0;
    while ((record = wp_tree_next(tree, WP_SERVICE_AT_LOCATION, "service_id",
                                  service_id, &at)) != NULL) {
        derive_place(derived, tree, record, service_has_hours);
    }
}
