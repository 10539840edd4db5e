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

static void say_label(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_judgement *judgement)
{
    if (judgement->fact) {
        wp_label_fact(out, teller->ask->vocab, judgement->fact);
    }
}

static void say_wanted(struct wp_buf *out, const struct wp_teller *teller,
                       const struct wp_judgement *judgement, const char *name)
{
    if (judgement->wanted) {
        wp_buf_text(out, judgement->wanted);
    } else {
        wp_tell_wanted(out, teller->ask, name);
    }
}

static void say_date(struct wp_buf *out, const struct wp_teller *teller,
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
        wp_buf_text(out, "an unknown date");
    }
}

/* ---- the four sentences ------------------------------------------------- */

static void ask_payer(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_assessment *assessment)
{
    const struct wp_judgement *payer = part(assessment, "payer");
    struct wp_buf wanted = WP_BUF_INIT;

    if (!payer->applies || payer->verdict == WP_FAILS) {
        return;
    }
    say_wanted(&wanted, teller, payer, "payer");
    if (payer->say == WP_SAY_PAYER_SILENT_UNINSURED ||
        payer->say == WP_SAY_PAYER_SELF_ONLY ||
        payer->say == WP_SAY_PAYER_ASSISTANCE) {
        wp_buf_text(out, "Ask what it costs without insurance");
    } else if (payer->say == WP_SAY_PAYER_LIMITED && payer->fact) {
        wp_buf_printf(
            out, "Ask about %s: the record says \"%s\"", wp_buf_str(&wanted),
            payer->fact->note[0] ? payer->fact->note : "under a condition");
    } else if (payer->say == WP_SAY_PAYER_REFUSED_STALE) {
        wp_buf_printf(out, "Ask again about %s: the refusal is from ",
                      wp_buf_str(&wanted));
        say_date(out, teller, payer);
    } else if (payer->say == WP_SAY_PAYER_PROGRAMME ||
               payer->say == WP_SAY_PAYER_PLAN_UNKNOWN) {
        wp_buf_printf(out,
                      "Ask whether they take the plan %s: the record "
                      "only says ",
                      wp_buf_str(&wanted));
        say_label(out, teller, payer);
    } else if (payer->say == WP_SAY_PAYER_PENDING) {
        wp_buf_printf(out, "Ask whether they take people whose %s is pending",
                      wp_buf_str(&wanted));
    } else if (payer->verdict == WP_UNKNOWN) {
        wp_buf_printf(out, "Ask whether they take %s", wp_buf_str(&wanted));
    } else if (payer->number > 0) {
        wp_buf_printf(out, "Ask whether they still take %s: last confirmed ",
                      wp_buf_str(&wanted));
        say_date(out, teller, payer);
    }
    wp_buf_clear(&wanted);
}

static void comma(struct wp_buf *out, const char *opening)
{
    wp_buf_text(out, out->length == 0 ? opening : ", ");
}

/* Silence of the record on what the client stated. */
static void ask_whom(struct wp_buf *out, const struct wp_teller *teller,
                     const struct wp_assessment *assessment)
{
    static const struct {
        const char *name, *lead;
        enum wp_say silent;
    } silences[] = {
        {"age", "", WP_SAY_AGE_SILENT},
        {"sex", "", WP_SAY_GROUP_SILENT},
        {"pregnant", "", WP_SAY_GROUP_SILENT},
        {"household", "", WP_SAY_GROUP_SILENT},
        {"income", "an income of ", WP_SAY_INCOME_CLOSE},
        {"income", "an income of ", WP_SAY_INCOME_NO_SIZE},
        {"area", "people from ", WP_SAY_AREA_SILENT},
        {"area", "people from ", WP_SAY_AREA_UNCHECKED},
        {"area", "people from ", WP_SAY_AREA_LOCAL},
        {"attribute", "", WP_SAY_ATTRIBUTE_SILENT},
    };

    for (size_t i = 0; i < sizeof(silences) / sizeof(silences[0]); i++) {
        const struct wp_judgement *one = check(assessment, silences[i].name);

        if (!is_open(one) || one->say != silences[i].silent) {
            continue;
        }
        struct wp_buf wanted = WP_BUF_INIT;
        say_wanted(&wanted, teller, one, silences[i].name);
        comma(out, "Ask whether they can take: ");
        if (wanted.length == 0) {
            wp_buf_text(out, "people from the client's area");
        } else {
            wp_buf_text(out, silences[i].lead);
            wp_buf_text(out, wp_buf_str(&wanted));
        }
        wp_buf_clear(&wanted);
    }
}

/* What the client made hard and the record leaves open: "open Mon 18:00". */
static void check_required(struct wp_buf *out, const struct wp_teller *teller,
                           const struct wp_assessment *assessment,
                           const char *opening)
{
    for (size_t i = wp_gate_count(); i < wp_check_count(); i++) {
        const struct wp_judgement *one = &assessment->checks[i];

        if (is_open(one) && one->hard) {
            comma(out, opening);
            say_wanted(out, teller, one, wp_check_name(i));
        }
    }
}

/* Rules of the record the client has said nothing about, and papers. */
static void check_rules(struct wp_buf *out, const struct wp_teller *teller,
                        const struct wp_assessment *assessment)
{
    static const char opening[] = "Check first: ";
    static const char *const groups[] = {"sex",      "household", "pregnant",
                                         "veteran",  "situation", "record",
                                         "sobriety", "income"};
    const struct wp_judgement *status = check(assessment, "status");
    const struct wp_judgement *paper = check(assessment, "document");

    if (status->say == WP_SAY_STATUS_PAUSED) {
        comma(out, opening);
        wp_buf_text(out, "closed for the time being, are they open again");
    } else if (status->say == WP_SAY_STATUS_MISSING) {
        comma(out, opening);
        wp_buf_text(out, "gone from its source's list, does it still run");
    }
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
        const struct wp_judgement *one = check(assessment, groups[i]);

        if (is_open(one) && (one->say == WP_SAY_GROUP_ONLY_UNSTATED ||
                             one->say == WP_SAY_INCOME_UNSTATED)) {
            comma(out, opening);
            say_label(out, teller, one);
            wp_buf_text(out, one->say == WP_SAY_INCOME_UNSTATED ? "" : " only");
        } else if (is_open(one) && one->say == WP_SAY_GROUP_MAYBE_EXCLUDED) {
            comma(out, opening);
            wp_buf_text(out, "not for ");
            say_label(out, teller, one);
        }
    }
    if (paper->say == WP_SAY_DOCUMENT_ASKED ||
        paper->say == WP_SAY_DOCUMENT_SILENT) {
        struct wp_buf code = WP_BUF_INIT;

        wp_buf_printf(&code, "document:%s", paper->word);
        comma(out, opening);
        wp_buf_text(out, paper->say == WP_SAY_DOCUMENT_ASKED ? "they ask for "
                                                             : "do they need ");
        wp_label_code(out, wp_buf_str(&code));
        wp_buf_clear(&code);
    }
    check_required(out, teller, assessment, opening);
}

static void ask_space(struct wp_buf *out, const struct wp_teller *teller,
                      const struct wp_assessment *assessment)
{
    const struct wp_judgement *space = part(assessment, "availability");

    if (!space->applies ||
        (!teller->ask->tonight && space->verdict != WP_FAILS)) {
        return;
    }
    wp_buf_text(out, teller->ask->tonight ? "Ask whether there is space tonight"
                                          : "Ask when there is space");
    if (space->fact) {
        const int32_t days =
            wp_ask_days_since(teller->ask, space->fact->asserted_day);

        wp_buf_text(out, ": ");
        if (space->fact->lo > 0) {
            wp_label_fact(out, teller->ask->vocab, space->fact);
            wp_buf_text(out, " free");
        } else {
            wp_buf_text(out, space->fact->stance == WP_STANCE_LIMITED
                                 ? "a waiting list"
                                 : "full");
        }
        if (days >= 0) {
            wp_buf_text(out, ", reported ");
            wp_label_days_ago(out, days);
        }
    }
}

/* Where the record only comes near the need. */
static void ask_need(struct wp_buf *out, const struct wp_teller *teller,
                     const struct wp_assessment *assessment)
{
    const struct wp_judgement *need = part(assessment, "need");

    if (is_open(need)) {
        wp_buf_text(out, "Ask whether they offer ");
        if (need->limit >= 0) {
            wp_buf_text(out,
                        wp_vocab_concept(teller->ask->vocab, (int)need->limit)
                            ->name_en);
        } else {
            say_wanted(out, teller, need, "need");
        }
    }
}

struct question {
    void (*ask)(struct wp_buf *out, const struct wp_teller *teller,
                const struct wp_assessment *assessment);
};

size_t wp_confirm(const struct wp_teller *teller,
                  const struct wp_assessment *assessment,
                  const char *sentences[WP_CONFIRM_MAX])
{
    static const struct question by_day[] = {
        {ask_payer}, {ask_whom}, {check_rules}, {ask_space}, {ask_need}};
    static const struct question by_night[] = {
        {ask_space}, {ask_payer}, {ask_whom}, {check_rules}, {ask_need}};
    const struct question *order = teller->ask->tonight ? by_night : by_day;
    size_t count = 0;

    for (size_t i = 0; i < 5 && count < WP_CONFIRM_MAX; i++) {
        struct wp_buf text = WP_BUF_INIT;

        order[i].ask(&text, teller, assessment);
        const char *sentence = wp_tell_keep(teller->arena, &text);
        if (sentence) {
            sentences[count++] = sentence;
        }
    }
    return count;
}
