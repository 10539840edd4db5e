/* engine/match/ask.c - the client in the units that scorers compare */
#include "match/ask.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"

#define MINUTES_PER_DAY 1440

/* ---- dates -------------------------------------------------------------- */

void wp_ask_date(int32_t day, char ret_date[11])
{
    const struct wp_civil civil = wp_civil_of(day);
    char text[40];

    snprintf(text, sizeof(text), "%04d-%02d-%02d", civil.year, civil.month,
             civil.day);
    memcpy(ret_date, text, 10);
    ret_date[10] = '\0';
}

/* Exactly count digits at text. */
static bool read_digits(const char *text, int count, int *ret_value)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    *ret_value = value;
    return true;
}

bool wp_ask_day(const char *date, int32_t *ret_day)
{
    int year = 0;
    int month = 0;
    int day = 0;
    char again[11];

    if (!date || !read_digits(date, 4, &year) || date[4] != '-' ||
        !read_digits(date + 5, 2, &month) || date[7] != '-' ||
        !read_digits(date + 8, 2, &day) || month < 1 || month > 12 || day < 1) {
        return false;
    }
    const int32_t number = wp_civil_day(year, month, day);
    wp_ask_date(number, again); /* 31 April would come back as 1 May */
    if (strncmp(again, date, 10) != 0) {
        return false;
    }
    *ret_day = number;
    return true;
}

int32_t wp_ask_days_since(const struct wp_ask *ask, int32_t day)
{
    if (day == WP_DAY_UNKNOWN) {
        return -1;
    }
    return day >= ask->as_of_day ? 0 : ask->as_of_day - day;
}

static bool read_at(const char *at, int32_t *ret_day, int *ret_minute)
{
    int32_t day = 0;
    int hour = 0;
    int minute = 0;

    if (!wp_ask_day(at, &day) || (at[10] != 'T' && at[10] != ' ') ||
        !read_digits(at + 11, 2, &hour) || at[13] != ':' ||
        !read_digits(at + 14, 2, &minute) || hour > 23 || minute > 59) {
        return false;
    }
    /* 1970-01-01 was a Thursday. */
    const int weekday = (int)(((day + 3) % 7 + 7) % 7);
    *ret_day = day;
    *ret_minute = weekday * MINUTES_PER_DAY + hour * 60 + minute;
    return true;
}

/* ---- needs -------------------------------------------------------------- */

int wp_concept_level(const struct wp_concept *concept)
{
    static const char *const levels[] = {
        "level:withdrawal", "level:residential", "level:inpatient",
        "level:php",        "level:iop",         "level:outpatient",
        "level:housing",    "level:crisis",
    };

    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
        if (wp_concept_has_flag(concept, levels[i])) {
            return (int)i + 1;
        }
    }
    return 0;
}

/*
 * What was asked and everything below it is meant: a kind of shelter is a
 * shelter. The exact word stays a little ahead of its kinds, except where a
 * whole domain was asked ("food"), which nobody offers as such.
 */
static enum wp_number fit_narrower(const struct wp_concept *asked,
                                   const struct wp_concept *offered)
{
    const int want = wp_concept_level(asked);
    const int have = wp_concept_level(offered);

    if (want != 0 && have != 0 && want != have) {
        return WP_NUMBER_COUNT; /* another level of care: not the same */
    }
    return asked->parent < 0 ? WP_NUMBER_NEED_NARROWER_DOMAIN
                             : WP_NUMBER_NEED_NARROWER;
}

static enum wp_number fit_broader(const struct wp_vocab *vocab,
                                  const struct wp_concept *asked, int offered)
{
    const bool direct = asked->parent == offered;
    const bool domain = wp_vocab_concept(vocab, offered)->parent < 0;

    return direct && !domain ? WP_NUMBER_NEED_BROADER
                             : WP_NUMBER_NEED_BROADER_FAR;
}

static bool is_substitute(const struct wp_vocab *vocab,
                          const struct wp_concept *asked, int offered)
{
    for (size_t i = 0; i < asked->substitute_count; i++) {
        if (wp_vocab_is_under(vocab, offered, asked->substitutes[i])) {
            return true;
        }
    }
    return false;
}

/* What a published number is worth; WP_NUMBER_COUNT is worth nothing. */
static double number_of(const struct wp_vocab *vocab, enum wp_number number)
{
    return number < WP_NUMBER_COUNT ? wp_vocab_number(vocab, number)->value
                                    : 0.0;
}

static struct wp_fit fit_one(const struct wp_vocab *vocab, int asked,
                             int offered)
{
    const struct wp_concept *want = wp_vocab_concept(vocab, asked);
    const double substitute = number_of(vocab, WP_NUMBER_NEED_SUBSTITUTE);
    struct wp_fit fit = {.asked = asked};
    enum wp_number worth = WP_NUMBER_COUNT;

    if (asked == offered) {
        fit.relation = WP_RELATION_EXACT;
        worth = WP_NUMBER_NEED_EXACT;
    } else if (wp_vocab_is_under(vocab, offered, asked)) {
        fit.relation = WP_RELATION_NARROWER;
        worth = fit_narrower(want, wp_vocab_concept(vocab, offered));
    } else if (wp_vocab_is_under(vocab, asked, offered)) {
        fit.relation = WP_RELATION_BROADER;
        worth = fit_broader(vocab, want, offered);
    }
    fit.score = (float)number_of(vocab, worth);
    if ((double)fit.score < substitute && is_substitute(vocab, want, offered)) {
        fit.relation = WP_RELATION_SUBSTITUTE;
        fit.score = (float)substitute;
    }
    return fit;
}

static bool fill_want(struct wp_ask *ask, const struct wp_need *need,
                      struct wp_want *want, struct wp_arena *arena)
{
    const size_t concepts = wp_vocab_concept_count(ask->vocab);
    struct wp_fit *fits = NULL;
    double strongest = 0.0;

    want->words = need->words;
    want->first_concept = -1;
    want->least_share = number_of(ask->vocab, WP_NUMBER_TEXT_LEAST_WORDS);
    if (need->concept_count == 0) {
        return true;
    }
    fits = wp_arena_alloc(arena, concepts * sizeof(*fits));
    if (!fits) {
        return false;
    }
    for (size_t i = 0; i < need->concept_count; i++) {
        const struct wp_need_concept *asked = &need->concepts[i];
        const struct wp_concept *concept =
            wp_vocab_concept(ask->vocab, asked->concept);

        if (asked->weight > strongest) {
            strongest = asked->weight;
            want->first_concept = asked->concept;
        }
        want->leveled = want->leveled || wp_concept_level(concept) != 0;
        ask->wants_bed = ask->wants_bed ||
                         wp_concept_has_flag(concept, "level:housing") ||
                         wp_concept_has_flag(concept, "level:residential");
        for (size_t n = 0; n < concepts; n++) {
            struct wp_fit fit = fit_one(ask->vocab, asked->concept, (int)n);
            fit.score *= (float)asked->weight;
            if (fit.score > fits[n].score) {
                fits[n] = fit;
            }
        }
    }
    want->fits = fits;
    want->least_share = number_of(ask->vocab, WP_NUMBER_TEXT_LEAST_UNDERSTOOD);
    return true;
}

/*
 * Of somebody nothing is known of: where a search begins, one want for each
 * such concept, so that the list holds the best of each kind.
 */
static bool fill_general(struct wp_ask *ask, struct wp_arena *arena)
{
    const size_t concepts = wp_vocab_concept_count(ask->vocab);
    const float exact = (float)number_of(ask->vocab, WP_NUMBER_NEED_EXACT);

    ask->general = true;
    for (size_t i = 0; i < concepts && ask->want_count < WP_CLIENT_NEEDS_MAX;
         i++) {
        const struct wp_concept *concept = wp_vocab_concept(ask->vocab, (int)i);
        struct wp_fit *fits;

        if (!wp_concept_has_flag(concept, "start")) {
            continue;
        }
        fits = wp_arena_alloc(arena, concepts * sizeof(*fits));
        if (!fits) {
            return false;
        }
        fits[i] = (struct wp_fit){exact, (int)i, WP_RELATION_EXACT};
        ask->wants[ask->want_count++] =
            (struct wp_want){.fits = fits, .first_concept = (int)i};
    }
    return true;
}

/* A client who typed words that became no need still means them. */
static bool fill_wants(struct wp_ask *ask, struct wp_arena *arena)
{
    const struct wp_client *client = ask->client;

    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];

        if (need->urgency == WP_URGENCY_TONIGHT) {
            ask->tonight = true;
        }
        if (!fill_want(ask, need, &ask->wants[ask->want_count], arena)) {
            return false;
        }
        ask->want_count++;
    }
    if (client->need_count == 0 && client->words && client->words[0]) {
        ask->wants[0] = (struct wp_want){
            .words = client->words,
            .first_concept = -1,
            .least_share = number_of(ask->vocab, WP_NUMBER_TEXT_LEAST_WORDS)};
        ask->want_count = 1;
    }
    return ask->want_count > 0 || ask->mode == WP_ASK_SEARCH ||
           fill_general(ask, arena);
}

/* ---- the whole ---------------------------------------------------------- */

static void fill_income(struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    char year[5] = "";

    ask->fpl_percent = client->income_fpl_percent;
    if (!isnan(ask->fpl_percent) || isnan(client->income_usd_per_year)) {
        return;
    }
    memcpy(year, client->as_of, 4);
    ask->fpl_is_ceiling = client->household_size <= 0;
    ask->fpl_percent =
        wp_vocab_fpl_percent(ask->vocab, client->income_usd_per_year,
                             ask->fpl_is_ceiling ? 1 : client->household_size,
                             (int)strtol(year, NULL, 10),
                             client->near.state[0] ? client->near.state : NULL);
}

enum wp_status wp_ask_init(struct wp_ask *ask, const struct wp_client *client,
                           const struct wp_vocab *vocab, enum wp_ask_mode mode,
                           struct wp_arena *arena, struct wp_error *err)
{
    *ask = (struct wp_ask){
        .client = client,
        .vocab = vocab,
        .mode = mode,
        .at_minute = -1,
        .age_months = NAN,
        .asked_m = INFINITY,
    };
    if (!wp_ask_day(client->as_of, &ask->as_of_day)) {
        return wp_fail(err, WP_EINVAL,
                       "as_of '%s' is not a date such as 2026-11-23",
                       client->as_of);
    }
    if (client->at[0] && !read_at(client->at, &ask->at_day, &ask->at_minute)) {
        return wp_fail(err, WP_EINVAL,
                       "at '%s' is not a time such as 2026-11-23T18:00",
                       client->at);
    }
    if (client->near.stated) {
        ask->asked_m =
            client->within_m > 0 ? client->within_m : WP_WITHIN_DEFAULT_M;
    }
    if (!isnan(client->age_years)) {
        /* Ages such as 0.25 are typed in decimals: do not lose a month. */
        ask->age_months = floor(client->age_years * 12.0 + 1e-6);
    }
    fill_income(ask);
    if (!fill_wants(ask, arena)) {
        return wp_fail(err, WP_ENOMEM, "no memory to prepare the client");
    }
    return WP_OK;
}

size_t wp_ask_limit(const struct wp_ask *ask)
{
    const size_t limit =
        ask->client->limit > 0 ? ask->client->limit : WP_LIMIT_DEFAULT;

    return limit < WP_LIMIT_MAX ? limit : WP_LIMIT_MAX;
}

double wp_ask_radius_m(const struct wp_ask *ask, enum wp_step step)
{
    const double radius_m = ask->asked_m * wp_widening(step)->factor;

    if (!ask->client->near.stated || step == WP_STEP_ASKED) {
        return ask->asked_m;
    }
    return step == WP_STEP_RARE ? WP_WITHIN_MAX_M
                                : fmin(radius_m, WP_WITHIN_MAX_M);
}

bool wp_listed(const char *const *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], text) == 0) {
            return true;
        }
    }
    return false;
}

bool wp_ask_requires(const struct wp_ask *ask, const char *name)
{
    return wp_listed(ask->client->require, ask->client->require_count, name);
}
