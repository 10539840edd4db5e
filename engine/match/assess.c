/* engine/match/assess.c - every gate and criterion on one subject */
#include "match/assess.h"

#include <math.h>
#include <string.h>

#include "match/extracted.h"

size_t wp_check_count(void)
{
    return wp_gate_count() + WP_CRITERION_COUNT;
}

const char *wp_check_name(size_t position)
{
    const size_t gates = wp_gate_count();

    return position < gates ? wp_gate(position)->name
                            : wp_criterion_name(
                                  (enum wp_criterion_number)(position - gates));
}

double wp_printed_score(double score)
{
    return round(score * 1e4) / 1e4;
}

bool wp_offers_need(const struct wp_ask *ask, const struct wp_subject *subject)
{
    return ask->general ? wp_is_starting_point(ask, subject)
                        : wp_score_need(ask, subject).score > 0.0;
}

/*
 * The sum is made from the scores as they are printed, so that a reader with
 * a pencil gets the same number to the last digit.
 */
static void score_all(const struct wp_ask *ask,
                      const struct wp_subject *subject,
                      struct wp_assessment *result)
{
    double total = 0.0;
    double weights = 0.0;

    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        const struct wp_criterion *criterion = wp_criterion(i);
        const double weight = wp_vocab_criterion(ask->vocab, i)->weight;
        struct wp_judgement *part = &result->parts[i];

        *part = WP_NOT_ASKED;
        if (ask->mode == WP_ASK_MATCH || criterion->in_search) {
            *part = criterion->judge(ask, subject);
            /* Eligibility weighs each of its facts by itself. */
            if (i != WP_CRITERION_ELIGIBILITY) {
                part->score =
                    wp_trusted(ask, part, wp_prior(ask, i), part->score);
            }
        }
        if (part->applies) {
            part->score = wp_printed_score(part->score);
            total += weight * part->score;
            weights += weight;
        }
    }
    result->score_hundredths =
        weights > 0.0 ? (int)lround(1e4 * total / weights) : 0;
}

static void note_check(struct wp_assessment *result, size_t position,
                       const struct wp_judgement *check)
{
    result->checks[position] = *check;
    if (!check->applies || !check->hard) {
        return;
    }
    result->next_door = result->next_door || check->say == WP_SAY_AREA_NEXT;
    if (check->verdict == WP_UNKNOWN) {
        result->unknown_count++;
    }
    if (check->verdict == WP_FAILS && result->refused_by < 0) {
        result->refused_by = (int)position;
    }
}

/*
 * A criterion named in "require" hides what it affirms not to be so. With the
 * need required, a substitute is affirmed to be something else.
 */
static struct wp_judgement required(const struct wp_ask *ask, const char *name,
                                    const struct wp_judgement *part)
{
    struct wp_judgement check = *part;

    if (!part->applies || !wp_ask_requires(ask, name)) {
        return WP_NOT_ASKED;
    }
    check.hard = true;
    if (check.say == WP_SAY_NEED_SUBSTITUTE) {
        check.verdict = WP_FAILS;
    }
    return check;
}

static bool is_gate(const char *name)
{
    for (size_t i = 0; i < wp_gate_count(); i++) {
        if (strcmp(wp_gate(i)->name, name) == 0) {
            return true;
        }
    }
    return false;
}

void wp_assess(const struct wp_ask *ask, const struct wp_subject *subject,
               struct wp_assessment *ret_assessment)
{
    const size_t gates = wp_gate_count();

    *ret_assessment = (struct wp_assessment){.refused_by = -1};
    score_all(ask, subject, ret_assessment);
    for (size_t i = 0; i < gates; i++) {
        const struct wp_gate *gate = wp_gate(i);

        if (ask->mode == WP_ASK_MATCH || gate->in_search) {
            const struct wp_judgement check =
                wp_softened(gate->judge(ask, subject));
            note_check(ret_assessment, i, &check);
        }
    }
    /* Rarely asked, and this runs once a candidate. */
    for (int i = 0; ask->client->require_count > 0 && i < WP_CRITERION_COUNT;
         i++) {
        const char *name = wp_criterion_name(i);
        const struct wp_judgement check =
            required(ask, name, &ret_assessment->parts[i]);

        if (!is_gate(name)) {
            note_check(ret_assessment, gates + (size_t)i, &check);
        }
    }
}
