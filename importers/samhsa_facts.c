/* importers/samhsa_facts.c - service codes as facts */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samhsa.h"

/* ---- the needs of the vocabulary ----------------------------------------- */

/* One alternative of a cell: "SU:RES+BC". False if a code is unknown to us. */
static bool parse_need(char *text, struct wp_samhsa_need *need)
{
    char *at = text;

    need->side = 0;
    need->count = 0;
    if (strncmp(at, "SU:", 3) == 0 || strncmp(at, "MH:", 3) == 0) {
        need->side = at[0] == 'S' ? WP_SAMHSA_SU : WP_SAMHSA_MH;
        at += 3;
    }
    while (at && need->count < 4) {
        char *plus = strchr(at, '+');

        if (plus) {
            *plus++ = '\0';
        }
        need->codes[need->count] = wp_samhsa_code_find(at);
        if (need->codes[need->count++] < 0) {
            return false;
        }
        at = plus;
    }
    return !at && need->count > 0;
}

static enum wp_status add_need(struct wp_samhsa_run *run,
                               const struct wp_samhsa_need *need,
                               struct wp_error *err)
{
    struct wp_samhsa_need *grown =
        realloc(run->needs, (run->need_count + 1) * sizeof(*grown));

    if (!grown) {
        return wp_fail(err, WP_ENOMEM, "reading the vocabulary");
    }
    run->needs = grown;
    run->needs[run->need_count++] = *need;
    return WP_OK;
}

enum wp_status wp_samhsa_needs_load(struct wp_samhsa_run *run,
                                    struct wp_error *err)
{
    const struct wp_vocab *vocab = run->context->vocab;
    const size_t count = wp_vocab_concept_count(vocab);

    for (size_t i = 0; i < count; i++) {
        const char *at = wp_vocab_concept(vocab, (int)i)->samhsa;

        while (at && *at) {
            const size_t size = strcspn(at, " ");
            struct wp_samhsa_need need = {.concept = (int)i};
            char text[32];

            (void)snprintf(text, sizeof(text), "%.*s", (int)size, at);
            if (size > 0 && size < sizeof(text) && parse_need(text, &need)) {
                const enum wp_status status = add_need(run, &need, err);
                if (status != WP_OK) {
                    return status;
                }
            }
            at += size + strspn(at + size, " ");
        }
    }
    return WP_OK;
}

/* ---- one fact ------------------------------------------------------------ */

struct putting {
    struct wp_samhsa_run *run;
    const struct wp_samhsa_row *row;
};

static enum wp_status put(const struct putting *putting, struct wp_fact *fact,
                          struct wp_error *err)
{
    fact->service_id = putting->row->service_id;
    fact->asserted_on = putting->row->asserted_on;
    return wp_context_fact(putting->run->context, fact, &putting->row->place,
                           err);
}

/* The source's own code and our words for it: "MD: Medicaid". */
static const char *evidence_of(const struct putting *putting, long position)
{
    const struct wp_samhsa_code *code = wp_samhsa_code_at((size_t)position);

    return wp_arena_printf(&putting->run->arena, "%s: %s", code->code,
                           code->label);
}

static void blame(const struct putting *putting, struct wp_fact *fact,
                  long position)
{
    fact->field = wp_samhsa_code_at((size_t)position)->code;
    fact->evidence = evidence_of(putting, position);
}

/* ---- needs --------------------------------------------------------------- */

static bool applies(const struct wp_samhsa_row *row,
                    const struct wp_samhsa_need *need)
{
    if (need->side != 0 && need->side != row->sides) {
        return false;
    }
    for (size_t i = 0; i < need->count; i++) {
        if (!row->has[need->codes[i]]) {
            return false;
        }
    }
    return true;
}

static enum wp_status put_need(const struct putting *putting,
                               const struct wp_samhsa_need *need,
                               struct wp_error *err)
{
    struct wp_fact fact = WP_FACT_INIT;

    fact.kind = WP_FACT_NEED;
    fact.code =
        wp_vocab_concept(putting->run->context->vocab, need->concept)->slug;
    blame(putting, &fact, need->codes[0]);
    for (size_t i = 1; i < need->count; i++) {
        fact.evidence = wp_arena_printf(&putting->run->arena, "%s, %s",
                                        fact.evidence ? fact.evidence : "",
                                        evidence_of(putting, need->codes[i]));
    }
    return put(putting, &fact, err);
}

/* A listing without codes still says what it is a listing of. */
static enum wp_status put_plain_need(const struct putting *putting,
                                     struct wp_error *err)
{
    const struct wp_samhsa_row *row = putting->row;
    const bool is_su = row->sides == WP_SAMHSA_SU;
    const char *slug = is_su ? "sud.treatment" : "mh";
    struct wp_fact fact = WP_FACT_INIT;

    if (row->sides == 0 || wp_samhsa_has(row, is_su ? "SA" : "MH") ||
        wp_vocab_concept_by_slug(putting->run->context->vocab, slug) < 0) {
        return WP_OK;
    }
    fact.kind = WP_FACT_NEED;
    fact.code = slug;
    fact.field = row->sides_from;
    fact.evidence = is_su ? "listed for substance use treatment"
                          : "listed for mental health treatment";
    return put(putting, &fact, err);
}

static enum wp_status put_needs(const struct putting *putting,
                                struct wp_error *err)
{
    const struct wp_samhsa_run *run = putting->run;
    enum wp_status status = put_plain_need(putting, err);
    int last = -1;

    for (size_t i = 0; i < run->need_count && status == WP_OK; i++) {
        /* The first alternative that holds speaks for the concept. */
        if (run->needs[i].concept != last &&
            applies(putting->row, &run->needs[i])) {
            status = put_need(putting, &run->needs[i], err);
            last = run->needs[i].concept;
        }
    }
    return status;
}

/* ---- payers and languages ------------------------------------------------ */

static enum wp_status put_payer(const struct putting *putting, long position,
                                struct wp_error *err)
{
    const struct wp_vocab *vocab = putting->run->context->vocab;
    const char *code = wp_samhsa_code_at((size_t)position)->code;
    const int payer = wp_vocab_payer_by_samhsa(vocab, code);
    struct wp_fact fact = WP_FACT_INIT;

    if (payer < 0) {
        return WP_OK;
    }
    fact.kind = WP_FACT_PAYER;
    fact.code = wp_vocab_payer(vocab, payer)->code;
    blame(putting, &fact, position);
    enum wp_status status = put(putting, &fact, err);
    if (status == WP_OK &&
        (strcmp(code, "SS") == 0 || strcmp(code, "NP") == 0)) {
        fact.kind = WP_FACT_COST;
        fact.code = code[0] == 'S' ? "sliding" : "free";
        status = put(putting, &fact, err);
    }
    return status;
}

static enum wp_status put_language(const struct putting *putting, long position,
                                   struct wp_error *err)
{
    const char *code = wp_samhsa_code_at((size_t)position)->code;
    const struct wp_language *language =
        wp_vocab_language_by_samhsa(putting->run->context->vocab, code);
    const bool is_signed = strcmp(code, "AH") == 0;
    struct wp_fact fact = WP_FACT_INIT;
    enum wp_status status = WP_OK;

    blame(putting, &fact, position);
    if (language) {
        fact.kind = WP_FACT_LANGUAGE;
        fact.code = language->code;
        /* The key: counselors speak it; signing is a service provided. */
        fact.note = is_signed ? "interpreter" : "staff";
        status = put(putting, &fact, err);
    }
    if (is_signed && status == WP_OK) {
        fact.kind = WP_FACT_ATTRIBUTE;
        fact.code = "asl";
        fact.note = NULL;
        status = put(putting, &fact, err);
    }
    return status;
}

/* ---- who is served ------------------------------------------------------- */

/*
 * Ages in months, the last one included. The key describes CHLD as "12 or
 * younger" but names it children and adolescents, and no other code covers 13
 * to 17: read as 0 to 12 it would turn teenagers away from the very places
 * that list them.
 */
static const struct {
    const char *code;
    double lo_months, hi_months;
} ages[] = {
    {"CHLD", 0, 215}, {"YAD", 216, 311}, {"ADLT", 312, 779}, {"SNR", 780, NAN}};
#define AGE_COUNT (sizeof(ages) / sizeof(ages[0]))

static enum wp_status put_ages(const struct putting *putting,
                               struct wp_error *err)
{
    enum wp_status status = WP_OK;
    size_t i = 0;

    while (i < AGE_COUNT && status == WP_OK) {
        struct wp_buf evidence = WP_BUF_INIT;
        struct wp_fact fact = WP_FACT_INIT;
        const size_t begin = i;

        while (i < AGE_COUNT && wp_samhsa_has(putting->row, ages[i].code)) {
            const long position = wp_samhsa_code_find(ages[i].code);
            wp_buf_printf(&evidence, "%s%s", i > begin ? ", " : "",
                          evidence_of(putting, position));
            i++;
        }
        if (i > begin) {
            fact.kind = WP_FACT_ELIGIBILITY;
            fact.code = "age";
            fact.stance = WP_STANCE_ONLY;
            fact.lo = ages[begin].lo_months;
            fact.hi = ages[i - 1].hi_months;
            fact.field = ages[begin].code;
            fact.evidence = wp_buf_str(&evidence);
            status = put(putting, &fact, err);
        } else {
            i++;
        }
        wp_buf_clear(&evidence);
    }
    return status;
}

static const struct {
    const char *code;
    enum wp_fact_kind kind;
    const char *fact_code;
    enum wp_stance stance;
    const char *note;
    const char *unless; /* a code that takes the meaning away */
} statements[] = {
#define GROUP(code, fact)                                               \
    {                                                                   \
        code, WP_FACT_ELIGIBILITY, fact, WP_STANCE_WELCOMES, NULL, NULL \
    }
    GROUP("ADM", "military"),
    GROUP("MF", "military"),
    GROUP("ALZ", "situation:dementia"),
    GROUP("CJ", "situation:justice_involved"),
    GROUP("CO", "situation:cooccurring"),
    GROUP("DV", "situation:dv_survivor"),
    GROUP("GL", "situation:lgbtq"),
    GROUP("HV", "situation:hiv"),
    GROUP("MN", "sex:male"),
    GROUP("PEFP", "situation:first_episode_psychosis"),
    GROUP("PTSD", "situation:trauma"),
    GROUP("PW", "pregnant"),
    GROUP("PW", "postpartum"),
    GROUP("SE", "situation:senior"),
    GROUP("SED", "situation:sed"),
    GROUP("SMI", "situation:smi"),
    GROUP("TAY", "situation:young_adult"),
    GROUP("TBI", "situation:brain_injury"),
    GROUP("TRMA", "situation:trauma"),
    GROUP("VET", "veteran"),
    GROUP("WN", "sex:female"),
    GROUP("XA", "situation:trauma"),
    GROUP("BC", "household:parent_with_children"),
    {"FEM", WP_FACT_ELIGIBILITY, "sex:female", WP_STANCE_ONLY, NULL, "MALE"},
    {"MALE", WP_FACT_ELIGIBILITY, "sex:male", WP_STANCE_ONLY, NULL, "FEM"},
    {"DUO", WP_FACT_ELIGIBILITY, "situation:justice_involved", WP_STANCE_ONLY,
     "DUI or DWI clients only", NULL},
    {"AUDO", WP_FACT_ELIGIBILITY, "situation:sud", WP_STANCE_ONLY,
     "alcohol use disorder only", NULL},
    {"OUDO", WP_FACT_ELIGIBILITY, "situation:sud", WP_STANCE_ONLY,
     "opioid use disorder only", NULL},
    /* Whose house it is says who may come in. */
    {"VAMC", WP_FACT_ELIGIBILITY, "veteran", WP_STANCE_ONLY,
     "people enrolled with Veterans Affairs", NULL},
    {"DDF", WP_FACT_ELIGIBILITY, "military", WP_STANCE_ONLY,
     "service members and their families", NULL},
    {"IH", WP_FACT_ELIGIBILITY, "situation:tribal", WP_STANCE_ONLY,
     "people eligible for the Indian Health Service", NULL},
#define ATTRIBUTE(code, fact)                                        \
    {                                                                \
        code, WP_FACT_ATTRIBUTE, fact, WP_STANCE_ACCEPTS, NULL, NULL \
    }
    ATTRIBUTE("TELE", "telehealth"),
    ATTRIBUTE("WI", "walk_in"),
    ATTRIBUTE("TA", "transport_provided"),
    ATTRIBUTE("CCC", "childcare"),
    ATTRIBUTE("BC", "accepts_children"),
    ATTRIBUTE("MOA", "moud_allowed"),
    ATTRIBUTE("OMB", "moud_allowed"),
    ATTRIBUTE("MU", "moud_allowed"),
    ATTRIBUTE("BU", "moud_allowed"),
};
#define STATEMENT_COUNT (sizeof(statements) / sizeof(statements[0]))

/* Has an earlier line of the table said the same of this row? */
static bool already_said(const struct wp_samhsa_row *row, size_t which)
{
    for (size_t i = 0; i < which; i++) {
        if (statements[i].stance == statements[which].stance &&
            strcmp(statements[i].fact_code, statements[which].fact_code) == 0 &&
            wp_samhsa_has(row, statements[i].code)) {
            return true;
        }
    }
    return false;
}

static enum wp_status put_statements(const struct putting *putting,
                                     struct wp_error *err)
{
    const struct wp_samhsa_row *row = putting->row;
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < STATEMENT_COUNT && status == WP_OK; i++) {
        struct wp_fact fact = WP_FACT_INIT;

        if (!wp_samhsa_has(row, statements[i].code) ||
            (statements[i].unless &&
             wp_samhsa_has(row, statements[i].unless)) ||
            already_said(row, i)) {
            continue;
        }
        fact.kind = statements[i].kind;
        fact.code = statements[i].fact_code;
        fact.stance = statements[i].stance;
        fact.note = statements[i].note;
        blame(putting, &fact, wp_samhsa_code_find(statements[i].code));
        status = put(putting, &fact, err);
    }
    return status;
}

static enum wp_status put_coded(const struct putting *putting,
                                struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < wp_samhsa_code_count() && status == WP_OK; i++) {
        if (!putting->row->has[i]) {
            continue;
        }
        switch ((int)wp_samhsa_code_at(i)->category) {
        case WP_SAMHSA_PAY:
        case WP_SAMHSA_PYAS:
            status = put_payer(putting, (long)i, err);
            break;
        case WP_SAMHSA_SL:
        case WP_SAMHSA_OL:
            status = put_language(putting, (long)i, err);
            break;
        default:
            break;
        }
    }
    return status;
}

enum wp_status wp_samhsa_facts_put(struct wp_samhsa_run *run,
                                   const struct wp_samhsa_row *row,
                                   struct wp_error *err)
{
    const struct putting putting = {run, row};
    enum wp_status status = put_needs(&putting, err);

    if (status == WP_OK) {
        status = put_coded(&putting, err);
    }
    if (status == WP_OK) {
        status = put_ages(&putting, err);
    }
    return status == WP_OK ? put_statements(&putting, err) : status;
}
