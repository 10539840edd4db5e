/* importers/hsds_hours.c - schedule rows of HSDS 1.x and 2.x */
#include "hsds_hours.h"

#include <string.h>
#include <strings.h>

#include "hsds_fix.h"

struct filling {
    struct wp_context *context;
    struct wp_arena *arena;
    const struct wp_schedule_cells *cells;
    struct wp_record *record;
    json_t **extra;
    const struct wp_place *place;
    struct wp_buf words; /* what no column could take */
};

static void keep_words(struct filling *filling, const char *text)
{
    if (!text || text[0] == '\0' || strstr(wp_buf_str(&filling->words), text)) {
        return;
    }
    if (filling->words.length > 0) {
        wp_buf_text(&filling->words, "; ");
    }
    wp_buf_text(&filling->words, text);
}

static void unreadable(struct filling *filling, const char *column,
                       const char *text)
{
    wp_context_tally(filling->context, WP_WARNING, filling->place, column,
                     "%s '%.60s' is not a time of day or a day; kept as the "
                     "description",
                     column, text);
    keep_words(filling, text);
}

/* ---- days ---------------------------------------------------------------- */

static bool is_standard_freq(const char *text)
{
    return strcasecmp(text, "WEEKLY") == 0 || strcasecmp(text, "MONTHLY") == 0;
}

/* Take the days from the first cell that holds some. */
static bool fill_days(struct filling *filling)
{
    const struct wp_schedule_cells *cells = filling->cells;
    const char *candidates[3] = {cells->byday, cells->weekday, cells->freq};
    static const char *const names[3] = {"byday", "weekday", "freq"};
    bool found = false;

    if (cells->freq && is_standard_freq(cells->freq)) {
        wp_record_set(filling->record, "freq", cells->freq);
        candidates[2] = NULL;
    }
    for (size_t i = 0; i < 3; i++) {
        char byday[WP_BYDAY_ROOM];
        bool monthly = false;

        if (!candidates[i] || found) {
            continue;
        }
        if (wp_days_parse(candidates[i], byday, &monthly)) {
            wp_record_set(filling->record, "byday",
                          wp_arena_strdup(filling->arena, byday));
            if (!wp_record_get(filling->record, "freq")) {
                wp_record_set(filling->record, "freq",
                              monthly ? "MONTHLY" : "WEEKLY");
            }
            found = true;
        } else if (i == 0 && strspn(candidates[i], "0123456789-,MOTUWEHFRSA") ==
                                 strlen(candidates[i])) {
            wp_record_set(filling->record, "byday", candidates[i]);
            found = true;
        } else {
            unreadable(filling, names[i], candidates[i]);
        }
    }
    return found;
}

/* ---- times and dates ----------------------------------------------------- */

static bool is_all_day(const char *text)
{
    return strncasecmp(text, "24 hour", 7) == 0 ||
           strcasecmp(text, "24hours") == 0 || strcmp(text, "24/7") == 0 ||
           strcasecmp(text, "open 24 hours") == 0;
}

static bool says_half_of_day(const char *text)
{
    return strpbrk(text, "aApP") != NULL;
}

struct clock {
    const char *text; /* NULL: none given */
    int minutes;
    bool all_day;
    bool closed;
};

/* A cell that should hold a time; dates in it go to the column of dates. */
static void read_clock(struct filling *filling, const char *column,
                       const char *text, bool may_be_date, struct clock *clock)
{
    char date[11];
    int minutes = 0;

    if (!text) {
        return;
    }
    if (may_be_date && wp_date_parse(text, date)) {
        wp_record_set(filling->record, column,
                      wp_arena_strdup(filling->arena, date));
    } else if (is_all_day(text)) {
        clock->all_day = true;
    } else if (strcasecmp(text, "closed") == 0) {
        clock->closed = true;
    } else if (wp_clock_parse(text, &minutes)) {
        if (!clock->text) {
            clock->text = text;
            clock->minutes = minutes;
        }
    } else {
        unreadable(filling, column, text);
    }
}

static void set_time(struct filling *filling, const char *column, int minutes)
{
    wp_record_set(filling->record, column,
                  wp_arena_printf(filling->arena, "%02d:%02d",
                                  minutes / 60 % 24, minutes % 60));
}

static void fill_times(struct filling *filling, bool has_days,
                       const struct clock *open, const struct clock *close)
{
    if (open->all_day || close->all_day) {
        if (has_days) {
            wp_record_set(filling->record, "opens_at", "00:00");
            wp_record_set(filling->record, "closes_at", "23:59");
        } else {
            keep_words(filling, "24 hours");
        }
        return;
    }
    if (open->closed || close->closed) {
        keep_words(filling, "Closed");
        return;
    }
    if (!open->text && !close->text) {
        return;
    }
    const bool both = open->text && close->text;
    if (!both || !has_days ||
        (close->minutes <= open->minutes && !says_half_of_day(close->text))) {
        const char *words = wp_arena_printf(filling->arena, "%s - %s",
                                            open->text ? open->text : "?",
                                            close->text ? close->text : "?");
        wp_context_tally(filling->context, WP_WARNING, filling->place, "hours",
                         "hours '%s' %s; kept as the description",
                         words ? words : "",
                         !both      ? "have only one end"
                         : has_days ? "close before they open and say neither "
                                      "am nor pm"
                                    : "do not say on which days");
        keep_words(filling, words);
        return;
    }
    set_time(filling, "opens_at", open->minutes);
    set_time(filling, "closes_at", close->minutes);
}

static void fill_date(struct filling *filling, const char *column,
                      const char *text)
{
    char date[11];

    if (!text) {
        return;
    }
    if (wp_date_parse(text, date)) {
        wp_record_set(filling->record, column,
                      wp_arena_strdup(filling->arena, date));
        return;
    }
    wp_context_tally(filling->context, WP_WARNING, filling->place, column,
                     "%s '%.40s' is not a date; kept aside", column, text);
    wp_hsds_aside(filling->extra, column, text);
}

static bool is_true(const char *text)
{
    return strcasecmp(text, "true") == 0 || strcmp(text, "1") == 0 ||
           strcasecmp(text, "yes") == 0 || strcasecmp(text, "t") == 0;
}

void wp_schedule_fill(struct wp_context *context, struct wp_arena *arena,
                      const struct wp_schedule_cells *cells,
                      struct wp_record *record, json_t **extra,
                      const struct wp_place *place)
{
    struct filling filling = {context, arena, cells,      record,
                              extra,   place, WP_BUF_INIT};
    struct clock open = {.text = NULL};
    struct clock close = {.text = NULL};

    keep_words(&filling, cells->description);
    keep_words(&filling, cells->original_text);
    const bool has_days = fill_days(&filling);
    read_clock(&filling, "opens_at", cells->opens_at, false, &open);
    read_clock(&filling, "dtstart", cells->dtstart, true, &open);
    read_clock(&filling, "valid_from", cells->valid_from, true, &open);
    read_clock(&filling, "closes_at", cells->closes_at, false, &close);
    read_clock(&filling, "until", cells->until, true, &close);
    read_clock(&filling, "valid_to", cells->valid_to, true, &close);
    fill_date(&filling, "valid_from", cells->start_date);
    fill_date(&filling, "valid_to", cells->end_date);
    if (cells->closed && is_true(cells->closed)) {
        if (!*extra) {
            *extra = json_object();
        }
        (void)json_object_set_new(*extra, "closed", json_true());
        keep_words(&filling, "Closed");
    } else {
        /* A holiday's dates are its days. */
        fill_times(&filling, has_days || cells->start_date, &open, &close);
    }
    if (filling.words.length > 0) {
        wp_record_set(record, "description",
                      wp_arena_strdup(arena, wp_buf_str(&filling.words)));
    }
    wp_buf_clear(&filling.words);
}
