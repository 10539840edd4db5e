/* engine/facts/hours.c - schedules become opening hours
 *
 * A week starts on Monday at 00:00. An interval that ends after Sunday's
 * midnight runs past 10080. What repeats in another way than every week keeps
 * its rule in the fact's code, and is expanded when somebody asks: nothing here
 * knows what day it is.
 */
#include "facts/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/derived.h"
#include "facts/hours_text.h"

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

static void add_weekly(struct wp_derived *derived, struct wp_fact fact,
                       unsigned days, struct wp_hours_span span)
{
    if (days == WP_ALL_DAYS && span.opens == 0 && span.closes == WP_DAY_MIN) {
        fact.lo = 0.0;
        fact.hi = WP_WEEK_MIN;
        if (fact.stance == WP_STANCE_ACCEPTS &&
            strncmp(fact.code, "regular", 7) == 0) {
            fact.code =
                wp_arena_printf(&derived->arena, "always%s", fact.code + 7);
        }
        wp_derived_add(derived, fact);
        return;
    }
    for (int day = 0; day < 7; day++) {
        if ((days >> day & 1U) != 0) {
            fact.lo = day * WP_DAY_MIN + span.opens;
            fact.hi = day * WP_DAY_MIN + span.closes;
            wp_derived_add(derived, fact);
        }
    }
}

static const char *date_text(struct wp_arena *arena, int32_t day)
{
    const struct wp_civil civil = wp_civil_of(day);

    return wp_arena_printf(arena, "%04d-%02d-%02d", civil.year, civil.month,
                           civil.day);
}

/* Times and a rule that could be read. */
static void add_timed(struct wp_derived *derived, struct wp_fact fact,
                      const struct wp_recurrence *rule,
                      struct wp_hours_span span)
{
    char text[WP_RECURRENCE_MAX];
    unsigned days = 0;

    if (wp_recurrence_weekly(rule, &days)) {
        if (fact.valid_from == NULL && rule->starts != WP_NO_DAY) {
            fact.valid_from = date_text(&derived->arena, rule->starts);
        }
        if (fact.valid_to == NULL && rule->until != WP_NO_DAY) {
            fact.valid_to = date_text(&derived->arena, rule->until);
        }
        add_weekly(derived, fact, days, span);
        return;
    }
    if (wp_recurrence_usable(rule)) {
        wp_recurrence_render(rule, text);
        fact.code = wp_arena_printf(&derived->arena, "%s:%s", fact.code, text);
        fact.lo = span.opens;
        fact.hi = span.closes;
        wp_derived_add(derived, fact);
        return;
    }
    /* Every second week of nobody knows when: those days may be open. */
    fact.stance = WP_STANCE_UNKNOWN;
    fact.note = fact.note != NULL ? fact.note : fact.evidence;
    if (rule->weekdays != 0) {
        add_weekly(derived, fact, rule->weekdays, span);
    } else {
        wp_derived_add(derived, fact);
    }
}

static bool says_closed(struct wp_arena *arena,
                        const struct wp_record *schedule)
{
    const char *text = wp_tree_value(schedule, "description");
    const char *folded = text == NULL ? NULL : wp_folded(arena, text);

    return folded != NULL && (strcmp(folded, " closed ") == 0 ||
                              strcmp(folded, " cerrado ") == 0);
}

/* "Closed" on named days of the week, or from one date to another. */
static void add_closed(struct wp_derived *derived, struct wp_fact fact,
                       const struct wp_recurrence *rule, bool ruled)
{
    unsigned days = WP_ALL_DAYS;

    fact.stance = WP_STANCE_REFUSES;
    if (ruled && !wp_recurrence_weekly(rule, &days)) {
        return;
    }
    if (!ruled && (fact.valid_from == NULL || fact.valid_to == NULL)) {
        return; /* closed when? */
    }
    if (fact.valid_from != NULL && fact.valid_to != NULL) {
        fact.code = "holiday";
    }
    add_weekly(derived, fact, days, (struct wp_hours_span){0, WP_DAY_MIN});
}

/* The days of a piece, as facts that quote its words. */
static void add_piece(struct wp_derived *derived, struct wp_fact fact,
                      const char *text, const struct wp_hours_piece *piece)
{
    const size_t begin = piece->begin;
    const size_t end = piece->end;
    const bool always = piece->days == WP_ALL_DAYS && piece->span.opens == 0 &&
                        piece->span.closes == WP_DAY_MIN;

    fact.stance = piece->stance;
    for (int day = 0; day < 7; day++) {
        if ((piece->days >> day & 1U) != 0) {
            fact.lo = always ? 0 : day * WP_DAY_MIN + piece->span.opens;
            fact.hi =
                always ? WP_WEEK_MIN : day * WP_DAY_MIN + piece->span.closes;
            wp_derived_extract(derived, fact, "schedule", text, begin, end);
        }
        if (always) {
            return;
        }
    }
}

/* Hours in words; what they leave unread is said to be unknown. */
static void add_words(struct wp_derived *derived, struct wp_fact fact,
                      const char *text)
{
    struct wp_hours_reading reading;

    if (text == NULL || !wp_hours_read(text, &reading)) {
        return;
    }
    for (size_t i = 0; i < reading.count; i++) {
        add_piece(derived, fact, text, &reading.pieces[i]);
    }
    if (reading.partial) {
        fact.stance = WP_STANCE_UNKNOWN;
        fact.lo = 0;
        fact.hi = WP_WEEK_MIN;
        wp_derived_extract(derived, fact, "schedule", text, 0, strlen(text));
    }
}

static void derive_schedule(struct wp_derived *derived,
                            const struct wp_record *schedule,
                            const char *service_at_location_id)
{
    struct wp_arena *arena = &derived->arena;
    struct wp_fact fact = WP_FACT_INIT;
    struct wp_hours_span span = {0, 0};
    struct wp_recurrence rule = WP_RECURRENCE_INIT;
    const bool timed = wp_schedule_times(schedule, &span);
    const bool ruled = wp_schedule_rule(arena, schedule, &rule);

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
    if (timed && ruled) {
        add_timed(derived, fact, &rule, span);
    } else if (!timed && says_always(arena, schedule)) {
        add_weekly(derived, fact, WP_ALL_DAYS,
                   (struct wp_hours_span){0, WP_DAY_MIN});
    } else if (!timed && says_closed(arena, schedule)) {
        add_closed(derived, fact, &rule, ruled);
    } else if (!timed && !ruled) {
        add_words(derived, fact, wp_tree_value(schedule, "description"));
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
