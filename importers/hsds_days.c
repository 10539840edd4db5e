/* importers/hsds_days.c - days of the week out of what people type */
#include <stdlib.h>
#include <string.h>

#include "hsds_hours.h"

#define DAY_COUNT 7

static const char *const letters[DAY_COUNT] = {"MO", "TU", "WE", "TH",
                                               "FR", "SA", "SU"};

/* Lower case; a word is a day if it is a prefix of the name, this long. */
static const struct {
    const char *name;
    size_t least;
} days[DAY_COUNT] = {{"mondays", 2},   {"tuesdays", 2}, {"wednesdays", 2},
                     {"thursdays", 2}, {"fridays", 2},  {"saturdays", 2},
                     {"sundays", 2}};

static const struct {
    const char *word;
    unsigned mask; /* bit 0 is Monday */
} groups[] = {
    {"daily", 0x7f},   {"everyday", 0x7f}, {"weekdays", 0x1f},
    {"weekday", 0x1f}, {"weekends", 0x60}, {"weekend", 0x60},
};

static const struct {
    const char *word;
    int ordinal;
} ordinals[] = {
    {"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4},
    {"fifth", 5}, {"last", -1},  {"1st", 1},   {"2nd", 2},
    {"3rd", 3},   {"4th", 4},    {"5th", 5},
};

static const char *const fillers[] = {"and",  "on",    "of",   "the", "every",
                                      "each", "month", "only", "day"};

struct parsing {
    unsigned mask;
    int last;            /* the day before, for a range; -1 */
    bool range;          /* a dash was seen after it */
    int ordinal;         /* 0: none */
    unsigned monthly[6]; /* masks by ordinal 1..5, 0 for "last" */
    bool any_monthly, any_weekly;
};

static int day_of(const char *word)
{
    const size_t length = strlen(word);

    for (int i = 0; i < DAY_COUNT; i++) {
        if (length >= days[i].least && length <= strlen(days[i].name) &&
            strncmp(word, days[i].name, length) == 0) {
            return i;
        }
    }
    /* "tues", "thur", "thurs", "weds" are not all prefixes. */
    return strcmp(word, "weds") == 0 ? 2 : -1;
}

static void add_day(struct parsing *state, int day)
{
    if (state->ordinal != 0) {
        state->monthly[state->ordinal > 0 ? state->ordinal : 0] |= 1u << day;
        state->any_monthly = true;
        return;
    }
    if (state->range && state->last >= 0) {
        for (int at = state->last; at != day; at = (at + 1) % DAY_COUNT) {
            state->mask |= 1u << at;
        }
    }
    state->mask |= 1u << day;
    state->last = day;
    state->range = false;
    state->any_weekly = true;
}

static bool take_word(struct parsing *state, const char *word)
{
    const int day = day_of(word);

    if (day >= 0) {
        add_day(state, day);
        return true;
    }
    if (strcmp(word, "to") == 0 || strcmp(word, "through") == 0 ||
        strcmp(word, "thru") == 0) {
        state->range = true;
        return true;
    }
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        if (strcmp(word, groups[i].word) == 0) {
            state->mask |= groups[i].mask;
            state->any_weekly = true;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof(ordinals) / sizeof(ordinals[0]); i++) {
        if (strcmp(word, ordinals[i].word) == 0) {
            state->ordinal = ordinals[i].ordinal;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++) {
        if (strcmp(word, fillers[i]) == 0) {
            return true;
        }
    }
    if (strspn(word, "01234567") == 1 && word[1] == '\0') {
        add_day(state, (word[0] - '0' + 6) % DAY_COUNT);
        return true;
    }
    return false;
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static bool take_text(struct parsing *state, const char *text)
{
    char word[16];
    size_t used = 0;

    for (const char *at = text;; at++) {
        if (is_word_byte(*at)) {
            if (used + 1 >= sizeof(word)) {
                return false;
            }
            word[used++] = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
            continue;
        }
        if (used > 0) {
            word[used] = '\0';
            used = 0;
            if (!take_word(state, word)) {
                return false;
            }
        }
        if (*at == '\0') {
            return true;
        }
        if (*at == '-' || (unsigned char)*at == 0xE2) {
            state->range = true; /* a dash, or the first byte of a long one */
        } else if ((unsigned char)*at < 0x80 && !strchr(" ,;&/.()", *at)) {
            return false;
        }
    }
}

static void render_mask(unsigned mask, int ordinal,
                        char ret_byday[WP_BYDAY_ROOM])
{
    size_t used = strlen(ret_byday);

    for (int i = 0; i < DAY_COUNT; i++) {
        if ((mask & (1u << i)) == 0 || used + 6 >= WP_BYDAY_ROOM) {
            continue;
        }
        if (used > 0) {
            ret_byday[used++] = ',';
        }
        if (ordinal < 0) {
            ret_byday[used++] = '-';
        }
        if (ordinal != 0) {
            ret_byday[used++] = (char)('0' + abs(ordinal));
        }
        memcpy(ret_byday + used, letters[i], 3);
        used += 2;
    }
}

bool wp_days_parse(const char *text, char ret_byday[WP_BYDAY_ROOM],
                   bool *ret_monthly)
{
    struct parsing state = {.last = -1};
    char byday[WP_BYDAY_ROOM] = "";

    if (!take_text(&state, text) || state.any_monthly == state.any_weekly) {
        return false;
    }
    if (state.any_weekly) {
        render_mask(state.mask, 0, byday);
    } else {
        for (int i = 1; i <= 5; i++) {
            render_mask(state.monthly[i], i, byday);
        }
        render_mask(state.monthly[0], -1, byday);
    }
    memcpy(ret_byday, byday, sizeof(byday));
    *ret_monthly = state.any_monthly;
    return true;
}
