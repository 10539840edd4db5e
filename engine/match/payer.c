/*
 * engine/match/payer.c - the client's way of paying against the record's facts
 *
 * Payers form a tree: medicaid > medicaid:AZ > mco:az_mercy_care. A record
 * that names an ancestor of the client's payer takes the programme, which is
 * never printed as taking the plan. Silence about a payer is unknown, also
 * where other payers are named.
 */
#include "match/payer.h"

#include <math.h>
#include <string.h>

#include "match/criterion.h"

#define STALE_DAYS      365 /* a programme fact older than this: ask */
#define STALE_PLAN_DAYS 90  /* networks change every quarter */

static const double programme_score = 0.85;
static const double carrier_score = 0.7;
static const double some_plans_score = 0.6;
static const double limited_score = 0.6;
static const double sliding_insured_score = 0.7;

static bool has_prefix(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_plan(const struct wp_payer *payer)
{
    return has_prefix(payer->code, "mco:") ||
           has_prefix(payer->code, "carrier:");
}

/* True if ancestor is payer or above it. */
static bool is_within(const struct wp_vocab *vocab, int payer, int ancestor)
{
    for (int depth = 0; payer >= 0 && depth < 16; depth++) {
        if (payer == ancestor) {
            return true;
        }
        payer = wp_vocab_payer(vocab, payer)->parent;
    }
    return false;
}

static bool has_code(const struct wp_vocab *vocab, int payer, const char *code)
{
    const int number = wp_vocab_payer_by_code(vocab, code);

    return number >= 0 && is_within(vocab, payer, number);
}

static bool is_two_letters(const char *state)
{
    return state && state[0] >= 'A' && state[0] <= 'Z' && state[1] != '\0';
}

static struct wp_judgement judged(enum wp_verdict verdict, double score,
                                  enum wp_say say, const struct wp_datum *fact)
{
    return (struct wp_judgement){
        .applies = true,
        .verdict = verdict,
        .score = score,
        .say = say,
        .fact = fact,
    };
}

static struct wp_judgement silent(const struct wp_ask *ask)
{
    return judged(WP_UNKNOWN, wp_prior(ask, WP_CRITERION_PAYER),
                  WP_SAY_PAYER_SILENT, NULL);
}

/* ---- one payer of the client against one fact --------------------------- */

/* A general fact and a specific client: "Medicaid" for AHCCCS. */
static struct wp_judgement programme(const struct wp_ask *ask,
                                     const struct wp_subject *subject, int mine,
                                     const struct wp_datum *fact)
{
    const struct wp_payer *want = wp_vocab_payer(ask->vocab, mine);
    const struct wp_payer *have = wp_vocab_payer(ask->vocab, fact->number);
    struct wp_judgement result;

    /* Medicaid at an office of another state is that state's Medicaid. */
    if (strcmp(have->kind, "medicaid") == 0 && is_two_letters(want->state) &&
        !is_two_letters(have->state) && subject->state[0] &&
        strncmp(subject->state, want->state, 2) != 0) {
        result = judged(WP_UNKNOWN, wp_prior(ask, WP_CRITERION_PAYER),
                        WP_SAY_PAYER_OTHER_STATE, fact);
        result.word = subject->state;
        return result;
    }
    if (strcmp(have->kind, "private") == 0 ||
        has_code(ask->vocab, mine, "medicare_advantage")) {
        return judged(WP_UNKNOWN, carrier_score, WP_SAY_PAYER_PLAN_UNKNOWN,
                      fact);
    }
    result = judged(WP_MEETS, programme_score, WP_SAY_PAYER_PROGRAMME, fact);
    if (!is_plan(want) && is_two_letters(want->state) &&
        !is_two_letters(have->state)) {
        result.say = WP_SAY_PAYER_STATE_PROGRAMME;
        result.word = want->state;
    }
    return result;
}

/* A specific fact and a general client: a plan of AHCCCS for AHCCCS. */
static struct wp_judgement some_plans(const struct wp_ask *ask,
                                      const struct wp_datum *fact)
{
    const struct wp_payer *have = wp_vocab_payer(ask->vocab, fact->number);

    if (is_plan(have) || strcmp(have->kind, "private") == 0) {
        return judged(WP_UNKNOWN, some_plans_score, WP_SAY_PAYER_SOME_PLANS,
                      fact);
    }
    return judged(WP_MEETS, programme_score, WP_SAY_PAYER_PART, fact);
}

/* CHIP and Medicaid are one programme in many states, never certainly. */
static bool is_chip_in_medicaid(const struct wp_ask *ask, int mine,
                                const struct wp_datum *fact)
{
    const struct wp_payer *want = wp_vocab_payer(ask->vocab, mine);
    const struct wp_payer *have = wp_vocab_payer(ask->vocab, fact->number);

    return strcmp(want->kind, "chip") == 0 &&
           strcmp(have->kind, "medicaid") == 0 && !is_plan(have) &&
           (!is_two_letters(have->state) ||
            strncmp(have->state, want->state, 2) == 0);
}

/* Someone with both cards is served by a place that takes either. */
static bool is_half_of_dual(const struct wp_ask *ask, int mine,
                            const struct wp_datum *fact)
{
    return has_code(ask->vocab, mine, "dual") &&
           (fact->number == wp_vocab_payer_by_code(ask->vocab, "medicare") ||
            fact->number == wp_vocab_payer_by_code(ask->vocab, "medicaid"));
}

static struct wp_judgement relate(const struct wp_ask *ask,
                                  const struct wp_subject *subject, int mine,
                                  const struct wp_datum *fact)
{
    if (fact->number == mine) {
        return judged(WP_MEETS, 1.0, WP_SAY_PAYER_EXACT, fact);
    }
    if (is_within(ask->vocab, mine, fact->number)) {
        return programme(ask, subject, mine, fact);
    }
    if (is_within(ask->vocab, fact->number, mine)) {
        return some_plans(ask, fact);
    }
    if (is_half_of_dual(ask, mine, fact)) {
        return judged(WP_MEETS, programme_score, WP_SAY_PAYER_PART, fact);
    }
    if (is_chip_in_medicaid(ask, mine, fact)) {
        return judged(WP_UNKNOWN, some_plans_score, WP_SAY_PAYER_SOME_PLANS,
                      fact);
    }
    return WP_NOT_ASKED;
}

/* Days since the fact, or since the record when the fact has no date. */
static int32_t age_days(const struct wp_ask *ask,
                        const struct wp_subject *subject,
                        const struct wp_datum *fact)
{
    const int32_t days = wp_ask_days_since(ask, fact->asserted_day);

    return days >= 0 ? days : wp_ask_days_since(ask, subject->asserted_day);
}

static struct wp_judgement refusal(const struct wp_ask *ask,
                                   const struct wp_subject *subject, int mine,
                                   const struct wp_datum *fact)
{
    const int32_t days = age_days(ask, subject, fact);

    if (!is_within(ask->vocab, mine, fact->number)) {
        return WP_NOT_ASKED; /* another plan, or only a part of it */
    }
    if (days < 0 || days > STALE_DAYS) {
        return judged(WP_UNKNOWN, wp_prior(ask, WP_CRITERION_PAYER),
                      WP_SAY_PAYER_REFUSED_STALE, fact);
    }
    return judged(WP_FAILS, 0.0, WP_SAY_PAYER_REFUSED, fact);
}

static struct wp_judgement acceptance(const struct wp_ask *ask,
                                      const struct wp_subject *subject,
                                      int mine, const struct wp_datum *fact)
{
    const bool plan = is_plan(wp_vocab_payer(ask->vocab, fact->number));
    const int32_t days = age_days(ask, subject, fact);
    struct wp_judgement result = relate(ask, subject, mine, fact);

    if (!result.applies) {
        return result;
    }
    if (fact->stance == WP_STANCE_LIMITED) {
        result.verdict = WP_UNKNOWN;
        result.score = fmin(result.score, limited_score);
        result.say = WP_SAY_PAYER_LIMITED;
    } else if (plan && days > STALE_DAYS) {
        result.verdict = WP_UNKNOWN;
        result.score = wp_prior(ask, WP_CRITERION_PAYER);
        result.say = WP_SAY_PAYER_STALE;
    }
    /* number tells the confirm list that the fact is getting old. */
    result.number = days > (plan ? STALE_PLAN_DAYS : STALE_DAYS) ? days : 0;
    return result;
}

/* Of two judgements the one to act on. A refusal of exactly this payer beats
   silence, anything affirmed beats a refusal of something wider. */
static bool is_better(const struct wp_judgement *one,
                      const struct wp_judgement *than)
{
    if (!than->applies) {
        return one->applies;
    }
    if (!one->applies) {
        return false;
    }
    if ((one->verdict == WP_MEETS) != (than->verdict == WP_MEETS)) {
        return one->verdict == WP_MEETS;
    }
    return one->score > than->score;
}

/* The same payer refused and taken: the later word counts. */
static bool overrules(const struct wp_judgement *refused,
                      const struct wp_judgement *taken)
{
    if (!refused->applies || refused->verdict != WP_FAILS) {
        return false;
    }
    return !taken->applies ||
           (refused->fact->number == taken->fact->number &&
            refused->fact->asserted_day > taken->fact->asserted_day) ||
           taken->say == WP_SAY_PAYER_SOME_PLANS;
}

static struct wp_judgement judge_one_payer(const struct wp_ask *ask,
                                           const struct wp_subject *subject,
                                           int mine)
{
    struct wp_judgement taken = WP_NOT_ASKED;
    struct wp_judgement refused = WP_NOT_ASKED;
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_PAYER, &count);

    for (size_t i = 0; i < count; i++) {
        const struct wp_datum *fact = &facts[i];

        if (fact->stance == WP_STANCE_REFUSES ||
            fact->stance == WP_STANCE_EXCLUDES) {
            const struct wp_judgement one = refusal(ask, subject, mine, fact);
            if (one.applies && (!refused.applies || one.verdict == WP_FAILS)) {
                refused = one;
            }
        } else if (fact->stance != WP_STANCE_UNKNOWN) {
            const struct wp_judgement one =
                acceptance(ask, subject, mine, fact);
            if (is_better(&one, &taken)) {
                taken = one;
            }
        }
    }
    if (overrules(&refused, &taken) || (!taken.applies && refused.applies)) {
        return refused;
    }
    return taken.applies ? taken : silent(ask);
}

/* ---- care that asks no payer -------------------------------------------- */

static const struct wp_datum *find_payer(const struct wp_ask *ask,
                                         const struct wp_subject *subject,
                                         const char *code)
{
    const int wanted = wp_vocab_payer_by_code(ask->vocab, code);
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_PAYER, &count);

    for (size_t i = 0; i < count; i++) {
        if (facts[i].stance == WP_STANCE_ACCEPTS && wanted >= 0 &&
            is_within(ask->vocab, facts[i].number, wanted)) {
            return &facts[i];
        }
    }
    return NULL;
}

static const struct wp_datum *find_cost(const struct wp_subject *subject,
                                        const char *code)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_COST, &count);

    for (size_t i = 0; i < count; i++) {
        if (facts[i].stance == WP_STANCE_ACCEPTS &&
            strcmp(facts[i].code, code) == 0) {
            return &facts[i];
        }
    }
    return NULL;
}

static const struct wp_datum *first_of(const struct wp_datum *one,
                                       const struct wp_datum *other)
{
    return one ? one : other;
}

static struct wp_judgement judge_uninsured(const struct wp_ask *ask,
                                           const struct wp_subject *subject)
{
    const struct wp_datum *fact = first_of(
        find_payer(ask, subject, "sliding_fee"), find_cost(subject, "sliding"));

    if (fact) {
        return judged(WP_MEETS, 1.0, WP_SAY_PAYER_SLIDING, fact);
    }
    fact = find_payer(ask, subject, "assistance");
    if (fact) {
        return judged(WP_MEETS, 0.8, WP_SAY_PAYER_ASSISTANCE, fact);
    }
    fact = first_of(find_payer(ask, subject, "grant"),
                    find_payer(ask, subject, "state_funded"));
    if (fact) {
        return judged(WP_UNKNOWN, 0.6, WP_SAY_PAYER_ASSISTANCE, fact);
    }
    fact = find_payer(ask, subject, "self_pay");
    if (fact && ask->client->can_self_pay == WP_YES) {
        return judged(WP_MEETS, 1.0, WP_SAY_PAYER_SELF, fact);
    }
    if (fact && ask->client->can_self_pay == WP_NO) {
        return judged(WP_UNKNOWN, 0.3, WP_SAY_PAYER_SELF_ONLY, fact);
    }
    return judged(WP_UNKNOWN, wp_prior(ask, WP_CRITERION_PAYER),
                  WP_SAY_PAYER_SILENT_UNINSURED, fact);
}

static struct wp_judgement judge_insured(const struct wp_ask *ask,
                                         const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    struct wp_judgement best = WP_NOT_ASKED;

    for (size_t i = 0; i < client->payer_count; i++) {
        const struct wp_client_payer *payer = &client->payers[i];
        struct wp_judgement one =
            has_code(ask->vocab, payer->payer, "uninsured")
                ? judge_uninsured(ask, subject)
                : judge_one_payer(ask, subject, payer->payer);

        /* Applied for is not covered: only who takes pending cases counts. */
        if (payer->pending && one.verdict != WP_FAILS &&
            one.say != WP_SAY_PAYER_SILENT) {
            one.verdict = WP_UNKNOWN;
            one.score = fmin(one.score, wp_prior(ask, WP_CRITERION_PAYER));
            one.say = WP_SAY_PAYER_PENDING;
        }
        one.wanted = payer->label;
        if (is_better(&one, &best)) {
            best = one;
        }
    }
    if (best.say == WP_SAY_PAYER_SILENT) {
        const struct wp_datum *sliding =
            first_of(find_payer(ask, subject, "sliding_fee"),
                     find_cost(subject, "sliding"));
        if (sliding) {
            best.score = sliding_insured_score;
            best.say = WP_SAY_PAYER_SILENT_SLIDING;
            best.fact = sliding;
        }
    }
    return best;
}

struct wp_judgement wp_judge_payer(const struct wp_ask *ask,
                                   const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    const bool insured = client->payer_count > 0;

    if (!insured && client->insured != WP_NO &&
        client->can_self_pay == WP_NOT_STATED) {
        return WP_NOT_ASKED;
    }
    const struct wp_datum *nothing =
        first_of(find_payer(ask, subject, "free"), find_cost(subject, "free"));
    if (nothing) {
        return judged(WP_MEETS, 1.0, WP_SAY_PAYER_FREE, nothing);
    }
    return insured ? judge_insured(ask, subject)
                   : judge_uninsured(ask, subject);
}
