/* engine/render/why_text.c - one service explained for one client, as text */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "explain/matches.h"
#include "render/page.h"
#include "render/text_parts.h"
#include "render/why.h"

/* ---- the one sentence --------------------------------------------------- */

const struct wp_constraint *wp_why_refusal(const struct wp_match *match)
{
    for (size_t i = 0; match && i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];

        if (one->hard && one->verdict == WP_FAILS) {
            return one;
        }
    }
    return NULL;
}

static void put_refusal(struct wp_buf *out, struct wp_voice voice,
                        const struct wp_constraint *refusal)
{
    struct wp_buf found = WP_BUF_INIT;

    wp_buf_text(&found, refusal->say ? refusal->say
                                     : wp_text_of(voice, WP_TEXT_DOES_NOT_FIT));
    wp_line_proof(&found, refusal->evidence, refusal->source, refusal->as_of);
    wp_text(out, voice, WP_TEXT_HIDDEN_BY,
            &(struct wp_terms){.label = wp_part_name(voice, refusal->name),
                               .word = wp_buf_str(&found)});
    wp_buf_clear(&found);
}

/* With what it is there for instead, as far as the record says. */
static void put_no_need(struct wp_buf *out, struct wp_voice voice,
                        const struct wp_match *match)
{
    struct wp_buf proof = WP_BUF_INIT;

    for (size_t i = 0; match && i < match->component_count; i++) {
        const struct wp_component *one = &match->components[i];

        if (strcmp(one->name, "need") == 0) {
            wp_line_proof(&proof, one->evidence, one->source, one->as_of);
        }
    }
    wp_text(out, voice, WP_TEXT_NO_CANDIDATE_NEED,
            &(struct wp_terms){.word = wp_buf_str(&proof)});
    wp_buf_clear(&proof);
}

static void put_too_far(struct wp_buf *out, struct wp_voice voice,
                        const struct wp_match *match)
{
    struct wp_buf way = WP_BUF_INIT;

    if (match && !isnan(match->distance_m)) {
        wp_page_distance(&way, match->distance_m, true);
        wp_text(out, voice, WP_TEXT_NO_CANDIDATE_FAR_BY,
                &(struct wp_terms){.word = wp_buf_str(&way)});
    } else {
        wp_text(out, voice, WP_TEXT_NO_CANDIDATE_FAR, NULL);
    }
    wp_buf_clear(&way);
}

void wp_why_sentence(struct wp_buf *out, struct wp_voice voice,
                     const struct wp_matches *matches)
{
    const struct wp_match *match = wp_matches_at(matches, 0);
    const struct wp_constraint *refusal = wp_why_refusal(match);
    size_t rank = 0;
    size_t qualified = 0;
    const enum wp_outcome outcome =
        wp_matches_outcome(matches, &rank, &qualified);
    const struct wp_terms place = {.number = (double)rank,
                                   .limit = (double)qualified};

    if (outcome == WP_OUTCOME_SHOWN) {
        wp_text(out, voice, WP_TEXT_SHOWN_RANK, &place);
    } else if (outcome == WP_OUTCOME_BELOW_LIMIT) {
        wp_text(out, voice, WP_TEXT_BELOW_LIMIT, &place);
    } else if (outcome == WP_OUTCOME_CROWDED_OUT) {
        wp_text(out, voice, WP_TEXT_CROWDED_OUT, &place);
    } else if (outcome == WP_OUTCOME_NO_NEED) {
        put_no_need(out, voice, match);
    } else if (outcome == WP_OUTCOME_TOO_FAR) {
        put_too_far(out, voice, match);
    } else if (refusal) {
        put_refusal(out, voice, refusal);
    }
}

/* ---- the table ---------------------------------------------------------- */

/* printf() counts bytes, not columns. */
static void put_cell(struct wp_page *page, const char *text)
{
    wp_buf_printf(page->out, "  %s%*s", text, 13 - wp_page_columns(text), "");
}

static void put_table(struct wp_page *page, struct wp_voice voice,
                      const struct wp_match *match)
{
    double points = 0.0;
    double weights = 0.0;

    wp_buf_printf(page->out, "  %s\n", wp_text_of(voice, WP_TEXT_WHY_COLUMNS));
    for (size_t i = 0; i < match->component_count; i++) {
        const struct wp_component *one = &match->components[i];
        struct wp_buf line = WP_BUF_INIT;

        points += one->weight * one->score;
        weights += one->weight;
        put_cell(page, wp_part_name(voice, one->name));
        wp_buf_printf(page->out, " %7g  %7.4f  %7.3f  %s\n", one->weight,
                      one->score, one->weight * one->score,
                      wp_verdict_word(voice, one->verdict));
        if (one->wanted) {
            wp_buf_printf(&line, "%s: ", one->wanted);
        }
        wp_buf_text(&line, one->say ? one->say : "");
        wp_line_proof(&line, one->evidence, one->source, one->as_of);
        wp_page_wrap(page, 6, 6, wp_buf_str(&line));
        wp_buf_clear(&line);
    }
    put_cell(page, wp_text_of(voice, WP_TEXT_SUM));
    wp_buf_printf(page->out, " %7g           %7.3f\n", weights, points);
    wp_buf_printf(page->out, "  %s = 100 x %.3f / %g = %.2f\n",
                  wp_text_of(voice, WP_TEXT_SCORE), points, weights,
                  match->score);
}

static void put_constraints(struct wp_page *page, struct wp_voice voice,
                            const struct wp_match *match)
{
    for (size_t i = 0; i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];
        struct wp_buf line = WP_BUF_INIT;

        wp_buf_printf(&line, "%s %s", wp_part_name(voice, one->name),
                      wp_verdict_word(voice, one->verdict));
        if (!one->hard) {
            wp_buf_char(&line, ' ');
            wp_text(&line, voice, WP_TEXT_DOES_NOT_HIDE, NULL);
        }
        wp_buf_printf(&line, ": %s", one->say ? one->say : "");
        wp_line_proof(&line, one->evidence, one->source, one->as_of);
        wp_page_wrap(page, 2, 6, wp_buf_str(&line));
        wp_buf_clear(&line);
    }
}

static void put_match(struct wp_page *page, struct wp_voice voice,
                      const struct wp_match *match, bool why_not)
{
    struct wp_buf line = WP_BUF_INIT;

    wp_page_heading(page, match->service_name
                              ? match->service_name
                              : wp_text_of(voice, WP_TEXT_NO_NAME));
    wp_page_wrap(page, 2, 2, match->organization);
    wp_line_place(&line, voice, match);
    wp_page_wrap(page, 2, 2, wp_buf_str(&line));
    wp_buf_clear(&line);
    if (!why_not) {
        wp_page_blank(page);
        put_table(page, voice, match);
    }
    wp_page_blank(page);
    wp_page_wrap(page, 0, 0, wp_text_of(voice, WP_TEXT_CONSTRAINTS));
    put_constraints(page, voice, match);
    for (size_t i = 0; i < match->confirm_count; i++) {
        wp_page_item(page, 2, "> ", match->confirm[i]);
    }
}

static void put_difference(struct wp_page *page, struct wp_voice voice,
                           const struct wp_difference *one)
{
    const char *nothing = wp_text_of(voice, WP_TEXT_NOT_COMPARED);
    struct wp_buf line = WP_BUF_INIT;

    wp_text(&line, voice,
            one->points < 0 ? WP_TEXT_POINTS_LESS : WP_TEXT_POINTS_MORE,
            &(struct wp_terms){
                .number = fabs(one->points),
                .label = wp_part_name(voice, one->name),
                .wanted = one->say ? one->say : nothing,
                .word = one->others ? one->others : nothing,
            });
    wp_page_item(page, 2, one->points < 0 ? "- " : "+ ", wp_buf_str(&line));
    wp_buf_clear(&line);
}

/* Why it is not one place further up. */
static void put_ahead(struct wp_page *page, struct wp_voice voice,
                      const struct wp_ahead *ahead)
{
    struct wp_buf line = WP_BUF_INIT;
    char score[16];

    if (!ahead->service_id) {
        return;
    }
    (void)snprintf(score, sizeof(score), "%.2f", ahead->score);
    wp_text(
        &line, voice, ahead->other_lane ? WP_TEXT_AHEAD_LANE : WP_TEXT_AHEAD,
        &(struct wp_terms){
            .label = ahead->service_name ? ahead->service_name
                                         : wp_text_of(voice, WP_TEXT_NO_NAME),
            .word = score,
        });
    wp_page_wrap(page, 0, 0, wp_buf_str(&line));
    wp_buf_clear(&line);
    for (size_t i = 0; i < ahead->count; i++) {
        put_difference(page, voice, &ahead->differences[i]);
    }
}

enum wp_status wp_render_why_text(const struct wp_matches *matches,
                                  const struct wp_client *client,
                                  const struct wp_vocab *vocab, bool why_not,
                                  const struct wp_text_style *style,
                                  struct wp_buf *out, struct wp_error *err)
{
    const struct wp_voice voice = wp_voice_of(vocab, client);
    struct wp_page page = wp_page_to(out, style);
    struct wp_buf sentence = WP_BUF_INIT;

    wp_page_client(&page, client, vocab, !style || style->miles);
    wp_page_blank(&page);
    wp_why_sentence(&sentence, voice, matches);
    wp_page_wrap(&page, 0, 0, wp_buf_str(&sentence));
    wp_buf_clear(&sentence);
    put_ahead(&page, voice, &matches->ahead);
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        wp_page_blank(&page);
        put_match(&page, voice, wp_matches_at(matches, i), why_not);
    }
    return wp_buf_status(out, err);
}
