/* engine/explain/labels.c - facts in plain words */
#include "explain/labels.h"

#include <math.h>
#include <string.h>

#include "match/hours.h"

struct phrase {
    const char *code, *text;
};

/* Whatever is missing here is said by its own code, without underscores. */
static const struct phrase phrases[] = {
    {"sex:female", "women"},
    {"sex:male", "men"},
    {"sex:nonbinary", "nonbinary people"},
    {"pregnant", "pregnant women"},
    {"postpartum", "new mothers"},
    {"veteran", "veterans"},
    {"military", "service members"},
    {"household:single", "single adults"},
    {"household:couple", "couples"},
    {"household:family", "families"},
    {"household:parent_with_children", "parents with children"},
    {"household:youth_alone", "young people on their own"},
    {"situation:homeless", "people without a home"},
    {"situation:dv_survivor", "survivors of domestic violence"},
    {"situation:trafficking_survivor", "survivors of trafficking"},
    {"situation:justice_involved", "people with a justice history"},
    {"situation:registered_offender", "people on a registry"},
    {"situation:student", "students"},
    {"situation:lgbtq", "LGBTQ people"},
    {"situation:hiv", "people living with HIV"},
    {"situation:immigrant", "immigrants"},
    {"situation:refugee", "refugees"},
    {"situation:caregiver", "caregivers"},
    {"situation:foster_youth", "youth from foster care"},
    {"situation:disability", "people with a disability"},
    {"situation:cooccurring", "people with mental health and substance use "
                              "needs together"},
    {"situation:deaf", "deaf and hard-of-hearing people"},
    {"situation:brain_injury", "people with a brain injury"},
    {"situation:dementia", "people with dementia"},
    {"situation:trauma", "people living with trauma"},
    {"situation:first_episode_psychosis", "people in a first psychosis"},
    {"situation:smi", "people with a serious mental illness"},
    {"situation:sed", "children with a serious emotional disturbance"},
    {"situation:sud", "people with a substance use disorder"},
    {"situation:uninsured", "people without insurance"},
    {"situation:insured", "people with insurance"},
    {"situation:tribal", "tribal members"},
    {"situation:worker", "workers"},
    {"situation:senior", "older adults"},
    {"situation:young_adult", "young adults"},
    {"document:photo_id", "a photo ID"},
    {"document:proof_of_address", "a proof of address"},
    {"document:referral", "a referral"},
    {"document:birth_certificate", "a birth certificate"},
    {"document:insurance_card", "an insurance card"},
    {"document:proof_of_income", "a proof of income"},
    {"document:social_security_card", "a Social Security card"},
    {"sobriety:sober", "people who are sober"},
    {"residency", "residents of its area"},
    {"record:felony", "people with a felony record"},
    {"record:violent", "people with a violent offense on record"},
    {"record:sex_offense", "people with a sex offense on record"},
    {"pets:dog", "room for a dog"},
    {"pets:cat", "room for a cat"},
    {"wheelchair", "wheelchair access"},
    {"asl", "American Sign Language"},
    {"tty", "a TTY line"},
    {"interpreter", "interpreters"},
    {"walk_in", "walk-in hours"},
    {"telehealth", "telehealth"},
    {"childcare", "child care on site"},
    {"transport_provided", "a ride"},
    {"moud_allowed", "room for methadone or buprenorphine"},
    {"lgbtq_affirming", "LGBTQ-affirming staff"},
    {"evening", "evening hours"},
    {"weekend", "weekend hours"},
    {"faith_based", "a faith background"},
    {"accepts_children", "room for children"},
};

void wp_label_code(struct wp_buf *out, const char *code)
{
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (strcmp(phrases[i].code, code) == 0) {
            wp_buf_text(out, phrases[i].text);
            return;
        }
    }
    const char *colon = strchr(code, ':');
    for (const char *c = colon ? colon + 1 : code; *c; c++) {
        wp_buf_char(out, *c == '_' ? ' ' : *c);
    }
}

static void label_months(struct wp_buf *out, double months)
{
    if (fmod(months, 12.0) == 0.0) {
        wp_buf_printf(out, "%g", months / 12.0);
    } else {
        wp_buf_printf(out, "%g months", months);
    }
}

void wp_label_ages(struct wp_buf *out, double lo_months, double hi_months)
{
    const bool has_lo = !isnan(lo_months) && lo_months > 0;
    /* 17 years and 11 months is the end of being 17. */
    const double hi_years = floor(hi_months / 12.0);

    if (!isnan(hi_months) && hi_months < 36 && fmod(hi_months, 12.0) != 11.0) {
        wp_buf_printf(out, "ages %g to %g months", has_lo ? lo_months : 0.0,
                      hi_months);
        return;
    }
    if (isnan(hi_months)) {
        if (!has_lo) {
            wp_buf_text(out, "all ages");
            return;
        }
        wp_buf_text(out, "ages ");
        label_months(out, lo_months);
        wp_buf_text(out, " and over");
        return;
    }
    if (!has_lo) {
        wp_buf_printf(out, "ages up to %g", hi_years);
        return;
    }
    wp_buf_text(out, "ages ");
    label_months(out, lo_months);
    wp_buf_printf(out, " to %g", hi_years);
}

void wp_label_minute(struct wp_buf *out, int minute_of_week)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu",
                                       "Fri", "Sat", "Sun"};
    const int minute = minute_of_week % WP_MINUTES_PER_WEEK;

    wp_buf_printf(out, "%s %02d:%02d", days[minute / 1440], minute % 1440 / 60,
                  minute % 60);
}

void wp_label_days_ago(struct wp_buf *out, int32_t days)
{
    if (days < 2) {
        wp_buf_text(out, days < 1 ? "today" : "yesterday");
    } else if (days < 60) {
        wp_buf_printf(out, "%d days ago", (int)days);
    } else if (days < 730) {
        wp_buf_printf(out, "%d months ago", (int)days / 30);
    } else {
        wp_buf_printf(out, "%d years ago", (int)days / 365);
    }
}

void wp_label_miles(struct wp_buf *out, double distance_m)
{
    const double miles = distance_m / 1609.344;

    wp_buf_printf(out, miles < 9.95 ? "%.1f mi" : "%.0f mi", miles);
}

static void label_coverage(struct wp_buf *out, const struct wp_vocab *vocab,
                           const struct wp_datum *fact)
{
    const char *code = fact->code;
    const char *colon = strchr(code, ':');
    const char *key = colon ? colon + 1 : code;

    if (strncmp(code, "zip:", 4) == 0) {
        wp_buf_printf(out, "ZIP %s", key);
    } else if (strncmp(code, "county:", 7) == 0) {
        const char *name = wp_vocab_county_name(vocab, key);
        wp_buf_text(out, name ? name : key);
    } else if (strncmp(code, "nation:", 7) == 0) {
        wp_buf_text(out, "the whole country");
    } else if (strncmp(code, "state:", 6) == 0) {
        wp_buf_text(out, key);
    } else {
        /* A shape or a name: only the record's own words can say it. */
        const char *words = fact->note[0] ? fact->note : fact->evidence;
        wp_buf_text(out, words[0] ? words : "an area of its own");
    }
}

static void label_hours(struct wp_buf *out, const struct wp_datum *fact)
{
    if (isnan(fact->lo) || isnan(fact->hi)) {
        wp_buf_text(out, "day and night");
        return;
    }
    wp_label_minute(out, (int)fact->lo);
    const int end = (int)fact->hi % 1440;
    wp_buf_printf(out, "-%02d:%02d", end == 0 ? 24 : end / 60, end % 60);
}

static void label_capacity(struct wp_buf *out, const struct wp_datum *fact)
{
    if (!isnan(fact->lo)) {
        wp_buf_printf(out, "%g", fact->lo);
    }
    if (!isnan(fact->hi) && fact->hi > 0) {
        wp_buf_printf(out, isnan(fact->lo) ? "%g" : " of %g", fact->hi);
    }
    if (fact->code[0]) {
        const size_t length = strlen(fact->code);
        const double shown = isnan(fact->hi) ? fact->lo : fact->hi;

        wp_buf_text(out, isnan(shown) ? "" : " ");
        wp_buf_text(out, fact->code);
        wp_buf_text(out,
                    shown == 1.0 || fact->code[length - 1] == 's' ? "" : "s");
    }
}

static void label_income(struct wp_buf *out, const struct wp_datum *fact)
{
    if (isnan(fact->hi)) {
        wp_buf_printf(out, "income from %g%% of the poverty line", fact->lo);
    } else {
        wp_buf_printf(out, "income up to %g%% of the poverty line", fact->hi);
    }
}

static void label_cost(struct wp_buf *out, const struct wp_datum *fact)
{
    if (strcmp(fact->code, "sliding") == 0) {
        wp_buf_text(out, "a fee by income");
    } else if (strcmp(fact->code, "free") == 0) {
        wp_buf_text(out, "free");
    } else if (!isnan(fact->lo)) {
        wp_buf_printf(out, "$%g", fact->lo);
        if (!isnan(fact->hi) && fact->hi > fact->lo) {
            wp_buf_printf(out, " to $%g", fact->hi);
        }
    } else {
        wp_buf_text(out, fact->note[0] ? fact->note : "a fee");
    }
}

static void label_language(struct wp_buf *out, const struct wp_vocab *vocab,
                           const char *code)
{
    const struct wp_language *language = wp_vocab_language(vocab, code);

    wp_buf_text(out, language ? language->name_en : code);
}

void wp_label_fact(struct wp_buf *out, const struct wp_vocab *vocab,
                   const struct wp_datum *fact)
{
    switch (fact->kind) {
    case WP_FACT_NEED:
        wp_buf_text(out, wp_vocab_concept(vocab, fact->number)->name_en);
        break;
    case WP_FACT_PAYER:
        wp_buf_text(out, wp_vocab_payer(vocab, fact->number)->label);
        break;
    case WP_FACT_ELIGIBILITY:
        if (wp_datum_facet(fact, "age")) {
            wp_label_ages(out, fact->lo, fact->hi);
        } else if (wp_datum_facet(fact, "income_fpl")) {
            label_income(out, fact);
        } else {
            wp_label_code(out, fact->code);
        }
        break;
    case WP_FACT_COVERAGE:
        label_coverage(out, vocab, fact);
        break;
    case WP_FACT_HOURS:
        label_hours(out, fact);
        break;
    case WP_FACT_CAPACITY:
        label_capacity(out, fact);
        break;
    case WP_FACT_LANGUAGE:
        label_language(out, vocab, fact->code);
        break;
    case WP_FACT_ATTRIBUTE:
        wp_label_code(out, fact->code);
        break;
    case WP_FACT_COST:
        label_cost(out, fact);
        break;
    }
}

/* Some sources quote the field with its value: "MD: Medicaid". */
void wp_label_evidence(struct wp_buf *out, const struct wp_datum *fact)
{
    const char *words = fact->evidence[0] ? fact->evidence : fact->note;
    const size_t length = strlen(fact->field);

    if (fact->extracted) {
        wp_buf_printf(out, "from its text: \"%s\"", words);
        return;
    }
    if (length > 0 && strncmp(fact->field, words, length) != 0) {
        wp_buf_text(out, fact->field);
        wp_buf_text(out, words[0] ? ": " : "");
    }
    wp_buf_text(out, words);
}
