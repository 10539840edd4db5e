/* engine/explain/matches.c - a ranking in words */
#include "explain/matches.h"

#include <stdlib.h>
#include <string.h>

#include "explain/card.h"
#include "explain/confirm.h"
#include "explain/labels.h"
#include "explain/open.h"
#include "explain/tell.h"

const char *wp_verdict_name(enum wp_verdict verdict)
{
    static const char *const names[] = {
        [WP_MEETS] = "meets", [WP_FAILS] = "fails", [WP_UNKNOWN] = "unknown"};

    return names[verdict];
}

/* ---- safety ------------------------------------------------------------- */

#define YOUNG_FROM 10.0 /* years */
#define ADULT_FROM 18.0

/* All the client's words, and the names of needs that are a crisis. */
static void crisis_words(struct wp_buf *out, const struct wp_vocab *vocab,
                         const struct wp_client *client)
{
    wp_buf_text(out, client->words ? client->words : "");
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];

        wp_buf_text(out, " . ");
        if (client->age_years >= YOUNG_FROM && client->age_years < ADULT_FROM) {
            /* "kicked out" is another matter at fifteen. */
            wp_buf_printf(out, "%d ", (int)client->age_years);
        }
        wp_buf_text(out, need->words ? need->words : "");
        for (size_t n = 0; !need->words && n < need->concept_count; n++) {
            const struct wp_concept *concept =
                wp_vocab_concept(vocab, need->concepts[n].concept);

            if (wp_concept_has_flag(concept, "hotline")) {
                wp_buf_text(out, " . ");
                wp_buf_text(out, concept->name_en);
            }
        }
    }
}

static void fill_safety(struct wp_matches *matches,
                        const struct wp_vocab *vocab,
                        const struct wp_client *client)
{
    const struct wp_hotline *hotlines[WP_SAFETY_MAX];
    const char *whys[WP_SAFETY_MAX];
    struct wp_arena *arena = &matches->arena;
    struct wp_buf words = WP_BUF_INIT;

    crisis_words(&words, vocab, client);
    const size_t found =
        wp_vocab_crisis(vocab, wp_buf_str(&words), client->output_language,
                        hotlines, whys, WP_SAFETY_MAX);
    for (size_t i = 0; i < found; i++) {
        matches->safety[i] = (struct wp_safety){
            .name = wp_arena_strdup(arena, hotlines[i]->name),
            .phone = wp_arena_strdup(arena, hotlines[i]->phone),
            .text = wp_arena_strdup(arena, hotlines[i]->text),
            .url = wp_arena_strdup(arena, hotlines[i]->url),
            .why = wp_arena_strdup(arena, whys[i]),
        };
    }
    matches->safety_count = found;
    matches->arena.failed = matches->arena.failed || words.failed;
    wp_buf_clear(&words);
}

enum wp_status
wp_matches_create(const struct wp_index *index, const struct wp_vocab *vocab,
                  const struct wp_client *client,
                  struct wp_matches **ret_matches, struct wp_error *err)
{
    struct wp_matches *matches = calloc(1, sizeof(*matches));

    if (!matches) {
        return wp_fail(err, WP_ENOMEM, "no memory for matches");
    }
    fill_safety(matches, vocab, client);
    matches->generation =
        wp_arena_strdup(&matches->arena, wp_index_generation(index));
    *ret_matches = matches;
    return WP_OK;
}

/* ---- one row ------------------------------------------------------------ */

static void fill_components(const struct wp_teller *teller,
                            const struct wp_assessment *assessment,
                            struct wp_match *match)
{
    struct wp_component *components =
        wp_arena_alloc(teller->arena, WP_CRITERIA_MAX * sizeof(*components));

    for (int i = 0; components && i < WP_CRITERION_COUNT; i++) {
        const struct wp_criterion_info *info =
            wp_vocab_criterion(teller->ask->vocab, i);
        const struct wp_judgement *part = &assessment->parts[i];

        if (part->applies) {
            const struct wp_told told = wp_tell(teller, info->name, part);

            components[match->component_count++] = (struct wp_component){
                .name = info->name,
                .weight = info->weight,
                .score = part->score,
                .verdict = part->verdict,
                .wanted = told.wanted,
                .evidence = told.evidence,
                .source = told.source,
                .as_of = told.as_of,
                .extracted = told.extracted,
                .say = told.say,
            };
        }
    }
    match->components = components;
}

static void fill_constraints(const struct wp_teller *teller,
                             const struct wp_assessment *assessment,
                             struct wp_match *match)
{
    struct wp_constraint *constraints =
        wp_arena_alloc(teller->arena, WP_CHECKS_MAX * sizeof(*constraints));

    for (size_t i = 0; constraints && i < wp_check_count(); i++) {
        const struct wp_judgement *check = &assessment->checks[i];

        if (check->applies) {
            const char *name = wp_check_name(i);
            const struct wp_told told = wp_tell(teller, name, check);

            constraints[match->constraint_count++] = (struct wp_constraint){
                .name = name,
                .verdict = check->verdict,
                .hard = check->hard,
                .wanted = told.wanted,
                .evidence = told.evidence,
                .source = told.source,
                .as_of = told.as_of,
                .extracted = told.extracted,
                .say = told.say,
            };
        }
    }
    match->constraints = constraints;
}

static void fill_record(const struct wp_teller *teller,
                        const struct wp_assessment *assessment,
                        struct wp_match *match)
{
    const struct wp_subject *subject = teller->subject;
    const char *sentences[WP_CONFIRM_MAX];
    char date[11];

    match->score = assessment->score_hundredths / 100.0;
    match->lane = wp_lane_name(wp_service_fit(teller->ask, subject).lane);
    match->source = wp_arena_strdup(teller->arena, subject->source);
    if (subject->asserted_day != WP_DAY_UNKNOWN) {
        wp_ask_date(subject->asserted_day, date);
        match->as_of = wp_arena_strdup(teller->arena, date);
    }
    match->confirm_count = wp_confirm(teller, assessment, sentences);
    const char **kept = wp_arena_alloc(teller->arena, sizeof(sentences));
    if (kept) {
        memcpy(kept, sentences, match->confirm_count * sizeof(*kept));
    }
    match->confirm = kept;
}

enum wp_status wp_matches_fill(struct wp_matches *matches,
                               const struct wp_ranking *ranking,
                               struct wp_index *index, uint32_t doc,
                               struct wp_match *match, struct wp_error *err)
{
    struct wp_subject_room room = {NULL, 0};
    struct wp_subject subject;
    struct wp_assessment assessment;
    const struct wp_teller teller = {&matches->arena, &ranking->ask, &subject};

    *match = (struct wp_match){0};
    enum wp_status status =
        wp_rank_look(ranking, index, doc, &room, &subject, &assessment, err);
    if (status == WP_OK) {
        status = wp_card_read(&matches->arena, index, &subject, match, err);
    }
    if (status == WP_OK) {
        fill_components(&teller, &assessment, match);
        fill_constraints(&teller, &assessment, match);
        fill_record(&teller, &assessment, match);
        wp_tell_open(&teller, match);
    }
    free(room.data);
    if (status == WP_OK && wp_arena_failed(&matches->arena)) {
        status = wp_fail(err, WP_ENOMEM, "no memory to explain a match");
    }
    return status;
}

/* ---- reading ------------------------------------------------------------ */

size_t wp_matches_count(const struct wp_matches *matches)
{
    return matches->count;
}

const struct wp_match *wp_matches_at(const struct wp_matches *matches,
                                     size_t position)
{
    return position < matches->count ? &matches->rows[position] : NULL;
}

size_t wp_matches_considered(const struct wp_matches *matches)
{
    return matches->considered;
}

const struct wp_hidden *wp_matches_hidden(const struct wp_matches *matches,
                                          size_t *ret_count)
{
    *ret_count = matches->hidden_count;
    return matches->hidden;
}

const struct wp_safety *wp_matches_safety(const struct wp_matches *matches,
                                          size_t *ret_count)
{
    *ret_count = matches->safety_count;
    return matches->safety;
}

const char *wp_matches_widened(const struct wp_matches *matches)
{
    return matches->widened;
}

const struct wp_widened *wp_matches_widening(const struct wp_matches *matches,
                                             size_t *ret_count)
{
    *ret_count = matches->widening_count;
    return matches->widening;
}

bool wp_matches_low_supply(const struct wp_matches *matches)
{
    return matches->low_supply;
}

const char *wp_matches_generation(const struct wp_matches *matches)
{
    return matches->generation;
}

bool wp_matches_general(const struct wp_matches *matches)
{
    return matches->general;
}

const char *wp_matches_seed(const struct wp_matches *matches)
{
    return matches->seed;
}

enum wp_outcome wp_matches_outcome(const struct wp_matches *matches,
                                   size_t *ret_rank, size_t *ret_qualified)
{
    *ret_rank = matches->outcome_rank;
    *ret_qualified = matches->qualified;
    return matches->outcome;
}

void wp_matches_destroy(struct wp_matches *matches)
{
    if (matches) {
        wp_arena_clear(&matches->arena);
        free(matches);
    }
}
