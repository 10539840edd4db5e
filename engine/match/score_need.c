/* engine/match/score_need.c - does the service offer what was asked? */
#include <math.h>

#include "match/criterion.h"

/* Does the record name a level of care, and none that was asked? Then its
   text cannot make a sober house a detox. */
static bool is_other_level(const struct wp_ask *ask, const struct wp_want *want,
                           const struct wp_subject *subject)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_NEED, &count);
    bool leveled = false;

    if (!want->leveled || want->first_concept < 0) {
        return false;
    }
    const int asked =
        wp_concept_level(wp_vocab_concept(ask->vocab, want->first_concept));
    for (size_t i = 0; i < count; i++) {
        const int level =
            wp_concept_level(wp_vocab_concept(ask->vocab, facts[i].number));
        if (level == asked) {
            return false;
        }
        leveled = leveled || level != 0;
    }
    return leveled;
}

static enum wp_say say_relation(enum wp_relation relation)
{
    static const enum wp_say says[] = {
        [WP_RELATION_NONE] = WP_SAY_NEED_NONE,
        [WP_RELATION_SUBSTITUTE] = WP_SAY_NEED_SUBSTITUTE,
        [WP_RELATION_BROADER] = WP_SAY_NEED_BROADER,
        [WP_RELATION_NARROWER] = WP_SAY_NEED_NARROWER,
        [WP_RELATION_EXACT] = WP_SAY_NEED_EXACT,
    };

    return says[relation];
}

/* Near what was asked is a question, not a yes. */
static enum wp_verdict verdict_of(enum wp_relation relation)
{
    return relation == WP_RELATION_EXACT || relation == WP_RELATION_NARROWER
               ? WP_MEETS
               : WP_UNKNOWN;
}

/* ---- answers that are worth a substitute at most ------------------------ */

static bool has_need(const struct wp_subject *subject, int concept)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_NEED, &count);

    for (size_t i = 0; i < count; i++) {
        if (facts[i].number == concept) {
            return true;
        }
    }
    return false;
}

/* 211 is listed under food and rent because it knows who has them. */
static bool only_refers(const struct wp_ask *ask,
                        const struct wp_subject *subject,
                        const struct wp_datum *fact)
{
    const int line =
        wp_vocab_concept_by_slug(ask->vocab, "access.information_line");
    const struct wp_concept *offered =
        wp_vocab_concept(ask->vocab, fact->number);

    return (subject->flags & WP_DOC_PLACELESS) && fact->number != line &&
           !wp_concept_has_flag(offered, "hotline") && has_need(subject, line);
}

/* Beds behind a hidden address are kept for survivors: they come forward
   when violence was spoken of, by a need or as a situation. */
static bool is_kept_for_survivors(const struct wp_ask *ask,
                                  const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    const int safety = wp_vocab_concept_by_slug(ask->vocab, "safety");
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_NEED, &count);
    bool kept = false;

    for (size_t i = 0; i < count; i++) {
        kept = kept || wp_concept_has_flag(
                           wp_vocab_concept(ask->vocab, facts[i].number),
                           "confidential");
    }
    if (!kept ||
        wp_listed(client->situations, client->situation_count, "dv_survivor") ||
        wp_listed(client->situations, client->situation_count,
                  "trafficking_survivor")) {
        return false;
    }
    for (size_t i = 0; i < ask->want_count; i++) {
        const int asked = ask->wants[i].first_concept;

        if (asked >= 0 && safety >= 0 &&
            wp_vocab_is_under(ask->vocab, asked, safety)) {
            return false;
        }
    }
    return true;
}

static void weaken(struct wp_judgement *best, const struct wp_ask *ask,
                   const struct wp_subject *subject)
{
    const double substitute_score = wp_number(ask, WP_NUMBER_NEED_SUBSTITUTE);
    enum wp_say say = WP_SAY_NOTHING;

    if (!best->fact || best->score <= substitute_score) {
        return;
    }
    if (only_refers(ask, subject, best->fact)) {
        say = WP_SAY_NEED_REFERRAL;
    } else if (is_kept_for_survivors(ask, subject)) {
        say = WP_SAY_NEED_SHELTERED;
    }
    if (say != WP_SAY_NOTHING) {
        best->score = substitute_score;
        best->verdict = WP_UNKNOWN;
        best->say = say;
    }
}

struct wp_judgement wp_judge_want(const struct wp_ask *ask,
                                  const struct wp_subject *subject,
                                  size_t position)
{
    const struct wp_want *want = &ask->wants[position];
    struct wp_judgement best = {
        .applies = true,
        .verdict = WP_FAILS,
        .say = WP_SAY_NEED_NONE,
        .limit = want->first_concept,
    };
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_NEED, &count);

    for (size_t i = 0; want->fits && i < count; i++) {
        const struct wp_fit *fit = &want->fits[facts[i].number];
        const double score = (double)fit->score * facts[i].weight;

        if (fit->relation != WP_RELATION_NONE && score > best.score) {
            best.score = score;
            best.verdict = verdict_of(fit->relation);
            best.say = say_relation(fit->relation);
            best.fact = &facts[i];
            best.limit = fit->asked;
        }
    }
    weaken(&best, ask, subject);
    /* A hint, never worth more than a declared substitute. */
    const double text_score = wp_number(ask, WP_NUMBER_NEED_TEXT);
    const double share = (double)subject->share[position];
    if (share >= want->least_share && text_score * share > best.score &&
        !is_other_level(ask, want, subject)) {
        best.score = text_score * share;
        best.verdict = WP_UNKNOWN;
        best.say = WP_SAY_NEED_TEXT;
        best.fact = NULL;
    }
    best.number = (double)position;
    return best;
}

/*
 * Several needs: 1 - product of (1 - each), so that serving a second need
 * always helps and never counts twice. One of several counts less than the one
 * there is, or a record that answers two would be worth no more than one that
 * answers the first. number is the position of the need that counted most,
 * limit the concept it asked for.
 */
struct wp_judgement wp_score_need(const struct wp_ask *ask,
                                  const struct wp_subject *subject)
{
    struct wp_judgement best = WP_NOT_ASKED;
    const double share = ask->want_count > 1
                             ? wp_number(ask, WP_NUMBER_NEED_ONE_OF_SEVERAL)
                             : 1.0;
    double missing = 1.0;

    if (ask->general) {
        return WP_NOT_ASKED; /* nothing was asked that could be met */
    }
    for (size_t i = 0; i < ask->want_count; i++) {
        const struct wp_judgement one = wp_judge_want(ask, subject, i);

        missing *= 1.0 - share * fmin(one.score, 1.0);
        if (!best.applies || one.score > best.score) {
            best = one;
        }
    }
    if (best.applies) {
        best.score = 1.0 - missing;
        if (best.score <= 0.0) {
            best.verdict = WP_FAILS;
        } else if (best.verdict == WP_MEETS &&
                   best.score < wp_number(ask, WP_NUMBER_NEED_SURE)) {
            best.verdict = WP_UNKNOWN; /* a weak fact or an unsure reading */
        }
    }
    return best;
}

/*
 * A place to begin is mostly that: a clinic that also has a case manager, or
 * a line for one topic, is for people who are known to need it.
 */
bool wp_is_starting_point(const struct wp_ask *ask,
                          const struct wp_subject *subject)
{
    size_t count = 0;
    size_t starts = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_NEED, &count);

    for (size_t i = 0; i < count; i++) {
        starts += wp_concept_has_flag(
            wp_vocab_concept(ask->vocab, facts[i].number), "start");
    }
    return starts > 0 && 2 * starts >= count;
}
