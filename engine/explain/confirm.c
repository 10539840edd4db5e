/* engine/explain/confirm.c - what to ask on the phone */
#include "explain/confirm.h"

#include <string.h>

#include "explain/labels.h"

/* The judgement of a gate by name; never NULL, may not apply. */
static const struct wp_judgement *check(const struct wp_assessment *assessment,
                                        const char *name)
{
    static const struct wp_judgement none;

    for (size_t i = 0; i < wp_gate_count(); i++) {
        if (strcmp(wp_gate(i)->name, name) == 0) {
            return &assessment->checks[i];
        }
    }
    return &none;
}

static const struct wp_judgement *part(const struct wp_assessment *assessment,
                                       const char *name)
{
    static const struct wp_judgement none;

    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        if (strcmp(wp_criterion_name(i), name) == 0) {
            return &assessment->parts[i];
        }
    }
    return &none;
}

static bool is_open(const struct wp_judgement *judgement)
{
    return judgement->applies && judgement->verdict == WP_UNKNOWN;
}

/* One sentence with all it may name. */
static void ask(struct wp_buf *out, const struct wp_teller *teller,
                enum wp_text text, const char *wanted, const char *word)
{
    wp_text(out, wp_teller_voice(teller), text,
            &(struct wp_terms){.wanted = wanted, .word = word});
}

static void put_label(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_judgement *judgement)
{
    if (judgement->fact) {
        wp_label_fact(out, wp_teller_voice(teller), judgement->fact);
    }
}

static void put_date(struct wp_buf *out, const struct wp_teller *teller,
                     const struct wp_judgement *judgement)
{
    const int32_t day =
        judgement->fact && judgement->fact->asserted_day != WP_DAY_UNKNOWN
            ? judgement->fact->asserted_day
            : teller->subject->asserted_day;
    char date[11];

    if (day != WP_DAY_UNKNOWN) {
        wp_ask_date(day, date);
        wp_buf_text(out, date);
    } else {
        ask(out, teller, WP_TEXT_DATE_UNKNOWN, NULL, NULL);
    }
}

/* ---- the sentences ------------------------------------------------------ */

/* The question that settles the way of paying; WP_TEXT_COUNT: none is open. */
static enum wp_text payer_question(const struct wp_judgement *payer)
{
    if (!payer->applies || payer->verdict == WP_FAILS) {
        return WP_TEXT_COUNT;
    }
    if (payer->say == WP_SAY_PAYER_SILENT_UNINSURED ||
        payer->say == WP_SAY_PAYER_SELF_ONLY ||
        payer->say == WP_SAY_PAYER_ASSISTANCE) {
        return WP_TEXT_ASK_COST;
    }
    if (payer->say == WP_SAY_PAYER_LIMITED && payer->fact) {
        return WP_TEXT_ASK_LIMITED;
    }
    if (payer->say == WP_SAY_PAYER_REFUSED_STALE) {
        return WP_TEXT_ASK_REFUSED_OLD;
    }
    if (payer->say == WP_SAY_PAYER_PROGRAMME ||
        payer->say == WP_SAY_PAYER_PLAN_UNKNOWN) {
        return WP_TEXT_ASK_PLAN;
    }
    if (payer->say == WP_SAY_PAYER_PENDING) {
        return WP_TEXT_ASK_PENDING;
    }
    if (payer->verdict == WP_UNKNOWN) {
        return WP_TEXT_ASK_PAYER;
    }
    return payer->number > 0 ? WP_TEXT_ASK_PAYER_STILL : WP_TEXT_COUNT;
}

static void ask_payer(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_assessment *assessment)
{
    const struct wp_judgement *payer = part(assessment, "payer");
    const struct wp_voice voice = wp_teller_voice(teller);
    const enum wp_text question = payer_question(payer);
    struct wp_buf wanted = WP_BUF_INIT;
    struct wp_buf label = WP_BUF_INIT;
    struct wp_buf date = WP_BUF_INIT;

    if (question == WP_TEXT_COUNT) {
        return;
    }
    wp_tell_about(&wanted, teller, "payer", payer);
    put_label(&label, teller, payer);
    put_date(&date, teller, payer);
    wp_text(out, voice, question,
            &(struct wp_terms){
                .wanted = wp_buf_str(&wanted),
                .label = wp_buf_str(&label),
                .word = payer->fact && payer->fact->note[0]
                            ? payer->fact->note
                            : wp_text_of(voice, WP_TEXT_UNDER_CONDITION),
                .date = wp_buf_str(&date),
            });
    wp_buf_clear(&wanted);
    wp_buf_clear(&label);
    wp_buf_clear(&date);
}

static void comma(struct wp_buf *out)
{
    wp_buf_text(out, out->length == 0 ? "" : ", ");
}

/* Needed to get in at all: never a wish, so always worth the question. */
static void ask_access(struct wp_buf *all, const struct wp_teller *teller,
                       const struct wp_assessment *assessment)
{
    const struct wp_judgement *access = part(assessment, "accessibility");
    struct wp_buf wanted = WP_BUF_INIT;

    if (is_open(access) && teller->ask->client->accessibility_count > 0) {
        wp_tell_about(&wanted, teller, "accessibility", access);
        if (wanted.length > 0) {
            comma(all);
            wp_buf_text(all, wp_buf_str(&wanted));
        }
    }
    wp_buf_clear(&wanted);
}

/* Silence of the record on what the client stated. */
static void ask_whom(struct wp_buf *out, const struct wp_teller *teller,
                     const struct wp_assessment *assessment)
{
    static const struct {
        const char *name;
        enum wp_text text; /* around what was stated; WP_TEXT_COUNT: none */
        enum wp_say silent;
    } silences[] = {
        {"age", WP_TEXT_COUNT, WP_SAY_AGE_SILENT},
        {"sex", WP_TEXT_COUNT, WP_SAY_GROUP_SILENT},
        {"pregnant", WP_TEXT_COUNT, WP_SAY_GROUP_SILENT},
        {"household", WP_TEXT_COUNT, WP_SAY_GROUP_SILENT},
        {"income", WP_TEXT_WHOM_INCOME, WP_SAY_INCOME_CLOSE},
        {"income", WP_TEXT_WHOM_INCOME, WP_SAY_INCOME_NO_SIZE},
        {"area", WP_TEXT_WHOM_FROM, WP_SAY_AREA_SILENT},
        {"area", WP_TEXT_WHOM_FROM, WP_SAY_AREA_UNCHECKED},
        {"area", WP_TEXT_WHOM_FROM, WP_SAY_AREA_LOCAL},
        {"area", WP_TEXT_WHOM_FROM, WP_SAY_AREA_PART},
        {"area", WP_TEXT_WHOM_FROM, WP_SAY_AREA_NEXT},
        {"attribute", WP_TEXT_COUNT, WP_SAY_ATTRIBUTE_SILENT},
    };
    struct wp_buf all = WP_BUF_INIT;

    for (size_t i = 0; i < sizeof(silences) / sizeof(silences[0]); i++) {
        const struct wp_judgement *one = check(assessment, silences[i].name);

        if (!is_open(one) || one->say != silences[i].silent) {
            continue;
        }
        struct wp_buf wanted = WP_BUF_INIT;
        wp_tell_about(&wanted, teller, silences[i].name, one);
        comma(&all);
        if (wanted.length == 0) {
            ask(&all, teller, WP_TEXT_WHOM_AREA, NULL, NULL);
        } else if (silences[i].text == WP_TEXT_COUNT) {
            wp_buf_text(&all, wp_buf_str(&wanted));
        } else {
            ask(&all, teller, silences[i].text, wp_buf_str(&wanted), NULL);
        }
        wp_buf_clear(&wanted);
    }
    ask_access(&all, teller, assessment);
    if (all.length > 0) {
        ask(out, teller, WP_TEXT_ASK_WHOM, wp_buf_str(&all), NULL);
    }
    wp_buf_clear(&all);
}

/* What the client made hard and the record leaves open: "open Mon 18:00". */
static void check_required(struct wp_buf *out, const struct wp_teller *teller,
                           const struct wp_assessment *assessment)
{
    for (size_t i = wp_gate_count(); i < wp_check_count(); i++) {
        const struct wp_judgement *one = &assessment->checks[i];

        if (is_open(one) && one->hard) {
            comma(out);
            wp_tell_about(out, teller, wp_check_name(i), one);
        }
    }
}

/* "women only", "not for couples". */
static void check_group(struct wp_buf *out, const struct wp_teller *teller,
                        const struct wp_judgement *one)
{
    struct wp_buf label = WP_BUF_INIT;

    if (!is_open(one) || (one->say != WP_SAY_GROUP_ONLY_UNSTATED &&
                          one->say != WP_SAY_INCOME_UNSTATED &&
                          one->say != WP_SAY_GROUP_MAYBE_EXCLUDED &&
                          one->say != WP_SAY_TEXT_IMPLIES)) {
        return;
    }
    comma(out);
    put_label(&label, teller, one);
    if (one->say == WP_SAY_INCOME_UNSTATED) {
        wp_buf_text(out, wp_buf_str(&label));
    } else {
        wp_text(out, wp_teller_voice(teller),
                one->say == WP_SAY_GROUP_MAYBE_EXCLUDED ||
                        one->fact->stance == WP_STANCE_EXCLUDES
                    ? WP_TEXT_CHECK_NOT_FOR
                    : WP_TEXT_CHECK_ONLY,
                &(struct wp_terms){.label = wp_buf_str(&label)});
    }
    wp_buf_clear(&label);
}

static void check_paper(struct wp_buf *out, const struct wp_teller *teller,
                        const struct wp_judgement *paper)
{
    struct wp_buf code = WP_BUF_INIT;
    struct wp_buf label = WP_BUF_INIT;

    if (paper->say != WP_SAY_DOCUMENT_ASKED &&
        paper->say != WP_SAY_DOCUMENT_SILENT) {
        return;
    }
    wp_buf_printf(&code, "document:%s", paper->word);
    wp_label_code(&label, wp_teller_voice(teller), wp_buf_str(&code));
    comma(out);
    ask(out, teller,
        paper->say == WP_SAY_DOCUMENT_ASKED ? WP_TEXT_CHECK_PAPER
                                            : WP_TEXT_CHECK_PAPER_SILENT,
        NULL, wp_buf_str(&label));
    wp_buf_clear(&code);
    wp_buf_clear(&label);
}

/* Rules of the record the client has said nothing about, and papers. */
static void check_rules(struct wp_buf *out, const struct wp_teller *teller,
                        const struct wp_assessment *assessment)
{
    static const char *const groups[] = {
        "age",     "sex",       "area",   "household", "pregnant",
        "veteran", "situation", "record", "sobriety",  "income"};
    const struct wp_judgement *status = check(assessment, "status");
    struct wp_buf all = WP_BUF_INIT;

    if (status->say == WP_SAY_STATUS_PAUSED) {
        ask(&all, teller, WP_TEXT_CHECK_PAUSED, NULL, NULL);
    } else if (status->say == WP_SAY_STATUS_MISSING) {
        ask(&all, teller, WP_TEXT_CHECK_MISSING, NULL, NULL);
    }
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        check_group(&all, teller, check(assessment, groups[i]));
    }
    check_paper(&all, teller, check(assessment, "document"));
    check_required(&all, teller, assessment);
    if (all.length > 0) {
        ask(out, teller, WP_TEXT_CHECK_FIRST, wp_buf_str(&all), NULL);
    }
    wp_buf_clear(&all);
}

/* "2 of 24 beds free", "a waiting list", with the age of the report. */
static void put_space(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_datum *fact)
{
    const struct wp_voice voice = wp_teller_voice(teller);
    const int32_t days = wp_ask_days_since(teller->ask, fact->asserted_day);
    struct wp_buf part_of = WP_BUF_INIT;

    if (fact->lo > 0) {
        wp_label_fact(&part_of, voice, fact);
        wp_text(out, voice, WP_TEXT_SPACE_FREE,
                &(struct wp_terms){.label = wp_buf_str(&part_of)});
    } else {
        wp_text(out, voice,
                fact->stance == WP_STANCE_LIMITED ? WP_TEXT_SPACE_WAITING
                                                  : WP_TEXT_SPACE_NONE,
                NULL);
    }
    if (days >= 0) {
        wp_buf_reset(&part_of);
        wp_label_days_ago(&part_of, voice, days);
        wp_buf_text(out, ", ");
        ask(out, teller, WP_TEXT_SPACE_REPORTED, NULL, wp_buf_str(&part_of));
    }
    wp_buf_clear(&part_of);
}

static void ask_space(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_assessment *assessment)
{
    const struct wp_judgement *space = part(assessment, "availability");

    if (!space->applies ||
        (!teller->ask->tonight && space->verdict != WP_FAILS)) {
        return;
    }
    ask(out, teller,
        teller->ask->tonight ? WP_TEXT_ASK_SPACE_TONIGHT : WP_TEXT_ASK_SPACE,
        NULL, NULL);
    if (space->fact) {
        wp_buf_text(out, ": ");
        put_space(out, teller, space->fact);
    }
}

/* Where the record only comes near the need. */
static void ask_need(struct wp_buf *out, const struct wp_teller *teller,
                     const struct wp_assessment *assessment)
{
    const struct wp_judgement *need = part(assessment, "need");
    struct wp_buf wanted = WP_BUF_INIT;

    if (is_open(need)) {
        if (need->limit >= 0) {
            wp_buf_text(&wanted, wp_concept_name(wp_teller_voice(teller),
                                                 (int)need->limit));
        } else {
            wp_tell_about(&wanted, teller, "need", need);
        }
        ask(out, teller, WP_TEXT_ASK_NEED, wp_buf_str(&wanted), NULL);
    }
    wp_buf_clear(&wanted);
}

/* A holiday, a condition, or words that could not be read. */
static void ask_hours(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_assessment *assessment)
{
    const struct wp_judgement *hours = part(assessment, "hours");
    struct wp_buf text = WP_BUF_INIT;

    if (!hours->applies || hours->verdict == WP_FAILS) {
        return;
    }
    if (hours->word) {
        ask(out, teller, WP_TEXT_ASK_HOLIDAY, NULL,
            wp_holiday_label(wp_teller_voice(teller), hours->word));
    } else if (hours->say == WP_SAY_HOURS_CONDITION) {
        put_label(&text, teller, hours);
        ask(out, teller, WP_TEXT_ASK_APPOINTMENT, NULL, wp_buf_str(&text));
    } else if (hours->verdict == WP_UNKNOWN && hours->fact) {
        wp_tell_about(&text, teller, "hours", hours);
        ask(out, teller, WP_TEXT_ASK_HOURS, wp_buf_str(&text), NULL);
    }
    wp_buf_clear(&text);
}

struct question {
    void (*ask)(struct wp_buf *out, const struct wp_teller *teller,
                const struct wp_assessment *assessment);
};

size_t wp_confirm(const struct wp_teller *teller,
                  const struct wp_assessment *assessment,
                  const char *sentences[WP_CONFIRM_MAX])
{
    static const struct question by_day[] = {{ask_payer},   {ask_whom},
                                             {check_rules}, {ask_space},
                                             {ask_need},    {ask_hours}};
    static const struct question by_night[] = {{ask_space}, {ask_payer},
                                               {ask_whom},  {check_rules},
                                               {ask_need},  {ask_hours}};
    const struct question *order = teller->ask->tonight ? by_night : by_day;
    size_t count = 0;

    for (size_t i = 0; i < 6 && count < WP_CONFIRM_MAX; i++) {
        struct wp_buf text = WP_BUF_INIT;

        order[i].ask(&text, teller, assessment);
        const char *sentence = wp_tell_keep(teller->arena, &text);
        if (sentence) {
            sentences[count++] = sentence;
        }
    }
    return count;
}
