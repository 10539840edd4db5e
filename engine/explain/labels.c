/* engine/explain/labels.c - facts in plain words */
#include "explain/labels.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "match/ask.h"
#include "match/hours.h"

/* Whatever has no row is said by its own code, without underscores. */
void wp_label_code(struct wp_buf *out, struct wp_voice voice, const char *code)
{
    const char *phrase = wp_word_of(voice, "code", code);

    if (phrase) {
        wp_buf_text(out, phrase);
        return;
    }
    const char *colon = strchr(code, ':');
    for (const char *c = colon ? colon + 1 : code; *c; c++) {
        wp_buf_char(out, *c == '_' ? ' ' : *c);
    }
}

/* A text whose only blanks are figures. */
static void figures(struct wp_buf *out, struct wp_voice voice,
                    enum wp_text text, double number, double limit)
{
    wp_text(out, voice, text,
            &(struct wp_terms){.number = number, .limit = limit});
}

/* A text around other words. */
static void around(struct wp_buf *out, struct wp_voice voice, enum wp_text text,
                   const char *word, double limit)
{
    wp_text(out, voice, text, &(struct wp_terms){.word = word, .limit = limit});
}

static void label_months(struct wp_buf *out, struct wp_voice voice,
                         double months)
{
    if (fmod(months, 12.0) == 0.0) {
        figures(out, voice, WP_TEXT_AGE_YEARS, months / 12.0, 0);
    } else {
        figures(out, voice, WP_TEXT_AGE_MONTHS, months, 0);
    }
}

void wp_label_ages(struct wp_buf *out, struct wp_voice voice, double lo_months,
                   double hi_months)
{
    const bool has_lo = !isnan(lo_months) && lo_months > 0;
    /* 17 years and 11 months is the end of being 17. */
    const double hi_years = floor(hi_months / 12.0);
    struct wp_buf from = WP_BUF_INIT;

    if (!isnan(hi_months) && hi_months < 36 && fmod(hi_months, 12.0) != 11.0) {
        figures(out, voice, WP_TEXT_AGES_MONTHS, has_lo ? lo_months : 0.0,
                hi_months);
    } else if (isnan(hi_months) && !has_lo) {
        wp_text(out, voice, WP_TEXT_AGES_ALL, NULL);
    } else if (isnan(hi_months)) {
        label_months(&from, voice, lo_months);
        around(out, voice, WP_TEXT_AGES_FROM, wp_buf_str(&from), 0);
    } else if (!has_lo) {
        figures(out, voice, WP_TEXT_AGES_UP_TO, hi_years, 0);
    } else if (fmod(lo_months, 12.0) == 0.0) {
        figures(out, voice, WP_TEXT_AGES_YEARS, lo_months / 12.0, hi_years);
    } else {
        label_months(&from, voice, lo_months);
        around(out, voice, WP_TEXT_AGES_BETWEEN, wp_buf_str(&from), hi_years);
    }
    wp_buf_clear(&from);
}

void wp_label_minute(struct wp_buf *out, struct wp_voice voice,
                     int minute_of_week)
{
    static const enum wp_text days[] = {
        WP_TEXT_DAY_MON, WP_TEXT_DAY_TUE, WP_TEXT_DAY_WED, WP_TEXT_DAY_THU,
        WP_TEXT_DAY_FRI, WP_TEXT_DAY_SAT, WP_TEXT_DAY_SUN};
    const int minute = minute_of_week % WP_MINUTES_PER_WEEK;

    wp_buf_printf(out, "%s %02d:%02d", wp_text_of(voice, days[minute / 1440]),
                  minute % 1440 / 60, minute % 60);
}

void wp_label_days_ago(struct wp_buf *out, struct wp_voice voice, int32_t days)
{
    if (days < 2) {
        wp_text(out, voice, days < 1 ? WP_TEXT_TODAY : WP_TEXT_YESTERDAY, NULL);
    } else if (days < 60) {
        figures(out, voice, WP_TEXT_DAYS_AGO, days, 0);
    } else if (days < 730) {
        figures(out, voice, WP_TEXT_MONTHS_AGO, floor(days / 30.0), 0);
    } else {
        figures(out, voice, WP_TEXT_YEARS_AGO, floor(days / 365.0), 0);
    }
}

void wp_label_miles(struct wp_buf *out, double distance_m)
{
    const double miles = distance_m / 1609.344;

    wp_buf_printf(out, miles < 9.95 ? "%.1f mi" : "%.0f mi", miles);
}

static void label_coverage(struct wp_buf *out, struct wp_voice voice,
                           const struct wp_datum *fact)
{
    const char *code = fact->code;
    const char *colon = strchr(code, ':');
    const char *key = colon ? colon + 1 : code;

    if (strncmp(code, "zip:", 4) == 0) {
        around(out, voice, WP_TEXT_ZIP, key, 0);
    } else if (strncmp(code, "county:", 7) == 0) {
        const char *name = wp_vocab_county_name(voice.vocab, key);
        wp_buf_text(out, name ? name : key);
    } else if (strncmp(code, "nation:", 7) == 0) {
        wp_text(out, voice, WP_TEXT_NATION, NULL);
    } else if (strncmp(code, "state:", 6) == 0) {
        wp_buf_text(out, key);
    } else {
        /* A shape or a name: only the record's own words can say it. */
        const char *words = fact->note[0] ? fact->note : fact->evidence;
        wp_buf_text(out,
                    words[0] ? words : wp_text_of(voice, WP_TEXT_OWN_AREA));
    }
}

void wp_label_opening(struct wp_buf *out, struct wp_voice voice,
                      int minute_of_week, int32_t day)
{
    struct wp_buf text = WP_BUF_INIT;
    char date[11];

    if (day == WP_DAY_UNKNOWN) {
        wp_label_minute(out, voice, minute_of_week);
        return;
    }
    wp_label_minute(&text, voice, minute_of_week);
    const char *space = strrchr(wp_buf_str(&text), ' ');
    wp_ask_date(day, date);
    if (space != NULL) {
        wp_buf_printf(out, "%.*s %s%s", (int)(space - wp_buf_str(&text)),
                      wp_buf_str(&text), date, space);
    }
    wp_buf_clear(&text);
}

const char *wp_holiday_label(struct wp_voice voice, const char *code)
{
    const char *name = code ? wp_word_of(voice, "holiday", code) : NULL;

    return name ? name : "";
}

static void label_hours(struct wp_buf *out, struct wp_voice voice,
                        const struct wp_datum *fact)
{
    const char *words = fact->note[0] ? fact->note : fact->evidence;

    if (isnan(fact->lo) || isnan(fact->hi)) {
        wp_text(out, voice, WP_TEXT_DAY_AND_NIGHT, NULL);
        return;
    }
    /* Patterns, conditions and closures: the record's own words say it. */
    if ((fact->stance != WP_STANCE_ACCEPTS || wp_hours_rule(fact)) &&
        words[0]) {
        wp_buf_text(out, words);
        return;
    }
    if (fact->stance == WP_STANCE_REFUSES) {
        wp_text(out, voice, WP_TEXT_CLOSED, NULL);
        return;
    }
    wp_label_minute(out, voice, (int)fact->lo);
    const int end = (int)fact->hi % 1440;
    wp_buf_printf(out, "-%02d:%02d", end == 0 ? 24 : end / 60, end % 60);
}

/* "beds" for 24 of what the record calls "bed"; its own word if unknown. */
static void label_unit(struct wp_buf *out, struct wp_voice voice,
                       const char *unit, double shown)
{
    const size_t length = strlen(unit);
    const bool plural = unit[length - 1] == 's';
    char code[48];

    (void)snprintf(code, sizeof(code), "%.*s.%s",
                   (int)(length < 32 ? length - plural : 32), unit,
                   shown == 1.0 ? "one" : "many");
    const char *known = wp_word_of(voice, "unit", code);
    if (known) {
        wp_buf_text(out, known);
        return;
    }
    wp_buf_text(out, unit);
    if (voice.lang == WP_LANG_EN && shown != 1.0 && !plural) {
        wp_buf_char(out, 's');
    }
}

static void label_capacity(struct wp_buf *out, struct wp_voice voice,
                           const struct wp_datum *fact)
{
    const bool has_most = !isnan(fact->hi) && fact->hi > 0;

    if (!isnan(fact->lo) && has_most) {
        figures(out, voice, WP_TEXT_SHARE, fact->lo, fact->hi);
    } else if (!isnan(fact->lo) || has_most) {
        wp_buf_printf(out, "%g", has_most ? fact->hi : fact->lo);
    }
    if (fact->code[0]) {
        const double shown = isnan(fact->hi) ? fact->lo : fact->hi;

        wp_buf_text(out, isnan(shown) ? "" : " ");
        label_unit(out, voice, fact->code, shown);
    }
}

static void label_income(struct wp_buf *out, struct wp_voice voice,
                         const struct wp_datum *fact)
{
    if (isnan(fact->hi)) {
        figures(out, voice, WP_TEXT_INCOME_FROM, fact->lo, 0);
    } else {
        figures(out, voice, WP_TEXT_INCOME_UP_TO, fact->hi, 0);
    }
}

static void label_cost(struct wp_buf *out, struct wp_voice voice,
                       const struct wp_datum *fact)
{
    if (strcmp(fact->code, "sliding") == 0) {
        wp_text(out, voice, WP_TEXT_FEE_BY_INCOME, NULL);
    } else if (strcmp(fact->code, "free") == 0) {
        wp_text(out, voice, WP_TEXT_FREE, NULL);
    } else if (!isnan(fact->lo)) {
        const bool range = !isnan(fact->hi) && fact->hi > fact->lo;

        figures(out, voice, range ? WP_TEXT_FEE_RANGE : WP_TEXT_FEE_ONE,
                fact->lo, fact->hi);
    } else {
        wp_buf_text(out, fact->note[0] ? fact->note
                                       : wp_text_of(voice, WP_TEXT_FEE));
    }
}

const char *wp_concept_name(struct wp_voice voice, int concept)
{
    const struct wp_concept *named = wp_vocab_concept(voice.vocab, concept);

    return voice.lang == WP_LANG_ES && named->name_es[0] ? named->name_es
                                                         : named->name_en;
}

const char *wp_language_name(struct wp_voice voice,
                             const struct wp_language *language)
{
    return voice.lang == WP_LANG_ES && language->name_es[0] ? language->name_es
                                                            : language->name_en;
}

/* Names of programs and companies stay as they are; kinds are translated. */
const char *wp_payer_name(struct wp_voice voice, int payer, const char *label)
{
    const struct wp_payer *known =
        payer >= 0 ? wp_vocab_payer(voice.vocab, payer) : NULL;
    const char *name = known ? wp_word_of(voice, "payer", known->code) : NULL;

    return name ? name : label;
}

static void label_language(struct wp_buf *out, struct wp_voice voice,
                           const char *code)
{
    const struct wp_language *language = wp_vocab_language(voice.vocab, code);

    wp_buf_text(out, language ? wp_language_name(voice, language) : code);
}

void wp_label_fact(struct wp_buf *out, struct wp_voice voice,
                   const struct wp_datum *fact)
{
    switch (fact->kind) {
    case WP_FACT_NEED:
        wp_buf_text(out, wp_concept_name(voice, fact->number));
        break;
    case WP_FACT_PAYER:
        wp_buf_text(out, wp_payer_name(
                             voice, fact->number,
                             wp_vocab_payer(voice.vocab, fact->number)->label));
        break;
    case WP_FACT_ELIGIBILITY:
        if (wp_datum_facet(fact, "age")) {
            wp_label_ages(out, voice, fact->lo, fact->hi);
        } else if (wp_datum_facet(fact, "income_fpl")) {
            label_income(out, voice, fact);
        } else {
            wp_label_code(out, voice, fact->code);
        }
        break;
    case WP_FACT_COVERAGE:
        label_coverage(out, voice, fact);
        break;
    case WP_FACT_HOURS:
        label_hours(out, voice, fact);
        break;
    case WP_FACT_CAPACITY:
        label_capacity(out, voice, fact);
        break;
    case WP_FACT_LANGUAGE:
        label_language(out, voice, fact->code);
        break;
    case WP_FACT_ATTRIBUTE:
        wp_label_code(out, voice, fact->code);
        break;
    case WP_FACT_COST:
        label_cost(out, voice, fact);
        break;
    }
}

/* Some sources quote the field with its value: "MD: Medicaid". */
void wp_label_evidence(struct wp_buf *out, struct wp_voice voice,
                       const struct wp_datum *fact)
{
    const char *words = fact->evidence[0] ? fact->evidence : fact->note;
    const size_t length = strlen(fact->field);

    if (fact->extracted) {
        wp_text(out, voice, WP_TEXT_FROM_TEXT,
                &(struct wp_terms){.word = words});
        return;
    }
    if (length > 0 && strncmp(fact->field, words, length) != 0) {
        wp_buf_text(out, fact->field);
        wp_buf_text(out, words[0] ? ": " : "");
    }
    wp_buf_text(out, words);
}
