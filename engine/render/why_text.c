/* engine/render/why_text.c - one service explained for one client, as text */
#include <math.h>
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

void wp_why_sentence(struct wp_buf *out, const struct wp_matches *matches)
{
    const struct wp_match *match = wp_matches_at(matches, 0);
    const struct wp_constraint *refusal = wp_why_refusal(match);
    size_t rank = 0;
    size_t qualified = 0;
    const enum wp_outcome outcome =
        wp_matches_outcome(matches, &rank, &qualified);

    if (outcome == WP_OUTCOME_SHOWN) {
        wp_buf_printf(out, "It is shown, rank %zu.", rank);
    } else if (outcome == WP_OUTCOME_BELOW_LIMIT) {
        wp_buf_printf(out,
                      "It qualifies as number %zu of %zu, below the end "
                      "of the list: raise the limit to see it.",
                      rank, qualified);
    } else if (outcome == WP_OUTCOME_CROWDED_OUT) {
        wp_buf_printf(out,
                      "It qualifies as number %zu of %zu, but two "
                      "services of the same organization are ahead and "
                      "others get their turn.",
                      rank, qualified);
    } else if (outcome == WP_OUTCOME_NO_NEED) {
        wp_buf_text(out, "It is not a candidate: the record does not offer "
                         "what was asked.");
    } else if (outcome == WP_OUTCOME_TOO_FAR) {
        wp_buf_text(out, "It is not a candidate: it is too far away");
        if (match && !isnan(match->distance_m)) {
            wp_buf_text(out, " (");
            wp_page_distance(out, match->distance_m, true);
            wp_buf_char(out, ')');
        }
        wp_buf_char(out, '.');
    } else if (refusal) {
        wp_buf_printf(out, "It is hidden by %s: it %s", refusal->name,
                      refusal->say ? refusal->say : "does not fit");
        wp_line_proof(out, refusal->evidence, refusal->source, refusal->as_of);
        wp_buf_char(out, '.');
    }
}

/* ---- the table ---------------------------------------------------------- */

static void put_table(struct wp_page *page, const struct wp_match *match)
{
    double points = 0.0;
    double weights = 0.0;

    wp_buf_text(page->out,
                "  component      weight    score   points  verdict\n");
    for (size_t i = 0; i < match->component_count; i++) {
        const struct wp_component *one = &match->components[i];
        struct wp_buf line = WP_BUF_INIT;

        points += one->weight * one->score;
        weights += one->weight;
        wp_buf_printf(page->out, "  %-13s %7g  %7.4f  %7.3f  %s\n", one->name,
                      one->weight, one->score, one->weight * one->score,
                      wp_verdict_name(one->verdict));
        if (one->wanted) {
            wp_buf_printf(&line, "%s: ", one->wanted);
        }
        wp_buf_text(&line, one->say ? one->say : "");
        wp_line_proof(&line, one->evidence, one->source, one->as_of);
        wp_page_wrap(page, 6, 6, wp_buf_str(&line));
        wp_buf_clear(&line);
    }
    wp_buf_printf(page->out, "  %-13s %7g           %7.3f\n", "sum", weights,
                  points);
    wp_buf_printf(page->out, "  score = 100 x %.3f / %g = %.2f\n", points,
                  weights, match->score);
}

static void put_constraints(struct wp_page *page, const struct wp_match *match)
{
    for (size_t i = 0; i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];
        struct wp_buf line = WP_BUF_INIT;

        wp_buf_printf(
            &line, "%s %s%s: %s", one->name, wp_verdict_name(one->verdict),
            one->hard ? "" : " (does not hide)", one->say ? one->say : "");
        wp_line_proof(&line, one->evidence, one->source, one->as_of);
        wp_page_wrap(page, 2, 6, wp_buf_str(&line));
        wp_buf_clear(&line);
    }
}

static void put_match(struct wp_page *page, const struct wp_match *match,
                      bool why_not)
{
    struct wp_buf line = WP_BUF_INIT;

    wp_page_heading(page,
                    match->service_name ? match->service_name : "(no name)");
    wp_page_wrap(page, 2, 2, match->organization);
    wp_line_place(&line, match);
    wp_page_wrap(page, 2, 2, wp_buf_str(&line));
    wp_buf_clear(&line);
    if (!why_not) {
        wp_page_blank(page);
        put_table(page, match);
    }
    wp_page_blank(page);
    wp_page_wrap(page, 0, 0, "Constraints");
    put_constraints(page, match);
    for (size_t i = 0; i < match->confirm_count; i++) {
        wp_page_item(page, 2, "> ", match->confirm[i]);
    }
}

enum wp_status wp_render_why_text(const struct wp_matches *matches,
                                  const struct wp_client *client,
                                  const struct wp_vocab *vocab, bool why_not,
                                  const struct wp_text_style *style,
                                  struct wp_buf *out, struct wp_error *err)
{
    struct wp_page page = wp_page_to(out, style);
    struct wp_buf sentence = WP_BUF_INIT;

    wp_page_client(&page, client, vocab, !style || style->miles);
    wp_page_blank(&page);
    wp_why_sentence(&sentence, matches);
    wp_page_wrap(&page, 0, 0, wp_buf_str(&sentence));
    wp_buf_clear(&sentence);
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        wp_page_blank(&page);
        put_match(&page, wp_matches_at(matches, i), why_not);
    }
    return wp_buf_status(out, err);
}
