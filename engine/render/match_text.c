/* engine/render/match_text.c - matches for people at a terminal */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/page.h"
#include "render/plan.h"
#include "render/text_parts.h"

#define GIST_REASONS 4

/* ---- safety ------------------------------------------------------------- */

static void put_safety(struct wp_page *page, struct wp_voice voice,
                       const struct wp_matches *matches)
{
    size_t count = 0;
    const struct wp_safety *safety = wp_matches_safety(matches, &count);

    if (count == 0) {
        return;
    }
    wp_page_heading(page, wp_text_of(voice, WP_TEXT_DANGER));
    for (size_t i = 0; i < count; i++) {
        const struct wp_safety *one = &safety[i];
        struct wp_buf line = WP_BUF_INIT;

        if (one->phone && one->phone[0]) {
            wp_text(&line, voice, WP_TEXT_CALL,
                    &(struct wp_terms){.label = one->name, .word = one->phone});
        } else {
            wp_buf_text(&line, one->name);
        }
        if (one->text && one->text[0]) {
            wp_buf_printf(&line, ". %s", one->text);
        }
        wp_page_item(page, 2, "! ", wp_buf_str(&line));
        wp_page_wrap(page, 4, 4, one->why);
        wp_buf_clear(&line);
    }
    wp_page_blank(page);
}

/* ---- one result --------------------------------------------------------- */

static char mark_of(enum wp_verdict verdict)
{
    static const char marks[] = {
        [WP_MEETS] = '+', [WP_FAILS] = '-', [WP_UNKNOWN] = '?'};

    return marks[verdict];
}

static bool is_same(const char *one, const char *other)
{
    return one && other && strcmp(one, other) == 0;
}

/* Source and date are named once a result, and again where they differ. */
static void put_proof(struct wp_buf *line, const struct wp_match *match,
                      const struct wp_component *component, bool detail)
{
    const bool same_source = is_same(component->source, match->source);
    const bool same_date = is_same(component->as_of, match->as_of);

    wp_line_proof(line, component->evidence,
                  same_source && !detail ? NULL : component->source,
                  same_source && same_date && !detail ? NULL
                                                      : component->as_of);
}

static void put_reason(struct wp_page *page, struct wp_voice voice,
                       const struct wp_match *match,
                       const struct wp_component *component, bool detail)
{
    const char lead[] = {mark_of(component->verdict), ' ', '\0'};
    struct wp_buf line = WP_BUF_INIT;

    if (detail) {
        wp_buf_printf(&line,
                      "%s %g x %.4g: ", wp_part_name(voice, component->name),
                      component->weight, component->score);
    }
    wp_buf_text(&line, component->say ? component->say : component->name);
    put_proof(&line, match, component, detail);
    wp_page_item(page, 4, lead, wp_buf_str(&line));
    wp_buf_clear(&line);
}

/* The gist is what the record affirms; its silences are in "Ask". */
static void put_reasons(struct wp_page *page, struct wp_voice voice,
                        const struct wp_match *match, bool detail)
{
    size_t shown = 0;

    for (size_t i = 0; i < match->component_count; i++) {
        const struct wp_component *one = &match->components[i];
        const bool silent = one->verdict == WP_UNKNOWN && one->evidence == NULL;
        const bool elsewhere = strcmp(one->name, "distance") == 0 ||
                               strcmp(one->name, "freshness") == 0;

        if (detail || (!silent && !elsewhere && shown < GIST_REASONS)) {
            put_reason(page, voice, match, one, detail);
            shown++;
        }
    }
}

static void put_record(struct wp_page *page, struct wp_voice voice,
                       const struct wp_match *match)
{
    struct wp_buf line = WP_BUF_INIT;
    char id[9] = "";

    (void)snprintf(id, sizeof(id), "%.8s", match->service_id);
    wp_text(&line, voice, WP_TEXT_RECORD_OF,
            &(struct wp_terms){
                .label = match->source
                             ? match->source
                             : wp_text_of(voice, WP_TEXT_UNNAMED_SOURCE),
                .date = match->as_of ? match->as_of
                                     : wp_text_of(voice, WP_TEXT_NO_DATE),
                .word = id,
            });
    wp_page_lead(page, 4, wp_text_of(voice, WP_TEXT_RECORD), wp_buf_str(&line));
    wp_buf_clear(&line);
}

static void put_where(struct wp_page *page, struct wp_voice voice,
                      const struct wp_match *match,
                      const struct wp_text_style *style)
{
    struct wp_buf line = WP_BUF_INIT;

    wp_line_place(&line, voice, match);
    if (!match->confidential && !isnan(match->distance_m)) {
        wp_buf_text(&line, line.length > 0 ? " - " : "");
        wp_page_distance(&line, match->distance_m, style->miles);
        if (match->approximate) {
            wp_buf_text(&line, ", ");
            wp_text(&line, voice, WP_TEXT_ABOUT, NULL);
        }
    }
    wp_page_wrap(page, 4, 4, wp_buf_str(&line));
    wp_buf_clear(&line);
}

static void put_contact(struct wp_page *page, struct wp_voice voice,
                        const struct wp_match *match)
{
    struct wp_buf line = WP_BUF_INIT;

    wp_line_phone(&line, voice, match);
    wp_line_open(&line, voice, match);
    if (line.length == 0 && match->url) {
        wp_buf_text(&line, match->url);
    }
    wp_page_wrap(page, 4, 4, wp_buf_str(&line));
    wp_buf_clear(&line);
}

static void put_neighbours(struct wp_page *page, struct wp_voice voice,
                           const struct wp_match *match)
{
    struct wp_buf line = WP_BUF_INIT;

    for (size_t i = 0; i < match->neighbour_count; i++) {
        const char *name = match->neighbours[i].service_name;

        wp_buf_printf(&line, "%s%s", i > 0 ? "; " : "",
                      name ? name : wp_text_of(voice, WP_TEXT_NO_NAME));
    }
    wp_page_lead(page, 4, wp_text_of(voice, WP_TEXT_SAME_PLACE),
                 wp_buf_str(&line));
    wp_buf_clear(&line);
}

static void put_lift(struct wp_page *page, struct wp_voice voice,
                     const struct wp_match *match)
{
    if (match->lifted) {
        wp_page_item(page, 4, "",
                     wp_text_of(voice, strcmp(match->lifted, "no-trip") == 0
                                           ? WP_TEXT_LIFTED_NO_TRIP
                                           : WP_TEXT_LIFTED_NEED));
    }
}

static void put_result(struct wp_page *page, struct wp_voice voice,
                       const struct wp_match *match,
                       const struct wp_text_style *style)
{
    struct wp_buf line = WP_BUF_INIT;

    const char *name = match->service_name ? match->service_name
                                           : wp_text_of(voice, WP_TEXT_NO_NAME);
    if (match->neutral) {
        wp_buf_printf(&line, "- %s", name);
    } else {
        wp_buf_printf(&line, "%2zu. %s   %.2f   %s", match->rank, name,
                      match->score, wp_lane_word(voice, match->lane));
    }
    wp_page_heading(page, wp_buf_str(&line));
    wp_buf_clear(&line);
    if (match->organization &&
        (!match->service_name ||
         strcmp(match->organization, match->service_name) != 0)) {
        wp_page_wrap(page, 4, 4, match->organization);
    }
    if (match->beyond) {
        wp_page_lead(page, 4, wp_text_of(voice, WP_TEXT_BEYOND), match->beyond);
    }
    put_lift(page, voice, match);
    put_where(page, voice, match, style);
    put_contact(page, voice, match);
    if (match->alert) {
        wp_page_lead(page, 4, wp_text_of(voice, WP_TEXT_NOTE), match->alert);
    }
    if (!match->neutral) {
        put_reasons(page, voice, match, style->detail);
    }
    for (size_t i = 0; i < match->confirm_count; i++) {
        wp_page_item(page, 4, "> ", match->confirm[i]);
    }
    put_neighbours(page, voice, match);
    put_record(page, voice, match);
    wp_page_blank(page);
}

/* ---- lanes -------------------------------------------------------------- */

static const char *lane_title(struct wp_voice voice, const char *lane)
{
    return wp_text_of(voice, strcmp(lane, "tonight") == 0 ? WP_TEXT_LANE_TONIGHT
                             : strcmp(lane, "week") == 0  ? WP_TEXT_LANE_WEEK
                                                          : WP_TEXT_LANE_LONG);
}

/* Three lists, named where there is more than one. */
static void put_results(struct wp_page *page, struct wp_voice voice,
                        const struct wp_matches *matches,
                        const struct wp_text_style *style)
{
    const size_t count = wp_matches_count(matches);
    const char *lane = "";

    if (count > 0 && !is_same(wp_matches_at(matches, 0)->lane,
                              wp_matches_at(matches, count - 1)->lane)) {
        lane = NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const struct wp_match *match = wp_matches_at(matches, i);

        if (!match->neutral && (!lane || lane[0]) && match->lane &&
            !is_same(lane, match->lane)) {
            lane = match->lane;
            wp_page_heading(page, lane_title(voice, lane));
        }
        put_result(page, voice, match, style);
    }
}

/* ---- after the results -------------------------------------------------- */

static void put_ties(struct wp_page *page, struct wp_voice voice,
                     const struct wp_matches *matches)
{
    bool any = false;

    for (size_t i = 1; i < wp_matches_count(matches); i++) {
        const struct wp_match *one = wp_matches_at(matches, i - 1);
        const struct wp_match *next = wp_matches_at(matches, i);

        any = any || (one->tie_group > 0 && one->tie_group == next->tie_group &&
                      one->score < next->score);
    }
    if (any) {
        wp_page_wrap(page, 0, 0, wp_text_of(voice, WP_TEXT_NEAR_TIES));
    }
}

static void put_hidden(struct wp_page *page, struct wp_voice voice,
                       const struct wp_matches *matches)
{
    size_t count = 0;
    const struct wp_hidden *hidden = wp_matches_hidden(matches, &count);
    struct wp_buf line = WP_BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        const bool one = hidden[i].count == 1;

        wp_buf_printf(&line, "%s%zu %s", i == 0 ? "" : "; ", hidden[i].count,
                      wp_hidden_phrase(voice, hidden[i].reason, one));
    }
    wp_page_lead(page, 0, wp_text_of(voice, WP_TEXT_NOT_SHOWN),
                 wp_buf_str(&line));
    wp_buf_clear(&line);
}

static void put_next_steps(struct wp_page *page, struct wp_voice voice,
                           const struct wp_matches *matches)
{
    const struct wp_match *first = wp_matches_at(matches, 0);
    size_t hidden = 0;

    (void)wp_matches_hidden(matches, &hidden);
    if (first) {
        struct wp_buf line = WP_BUF_INIT;
        char id[9] = "";

        (void)snprintf(id, sizeof(id), "%.8s", first->service_id);
        wp_text(&line, voice, WP_TEXT_NEXT_WHY, &(struct wp_terms){.word = id});
        if (hidden > 0) {
            wp_buf_text(&line, "; ");
            wp_text(&line, voice, WP_TEXT_NEXT_WHY_NOT, NULL);
        }
        wp_page_lead(page, 0, wp_text_of(voice, WP_TEXT_NEXT),
                     wp_buf_str(&line));
        wp_buf_clear(&line);
    }
}

static void put_end(struct wp_page *page, struct wp_voice voice,
                    const struct wp_matches *matches)
{
    const char *widened = wp_matches_widened(matches);

    if (wp_matches_count(matches) == 0) {
        wp_page_wrap(page, 0, 0, wp_text_of(voice, WP_TEXT_NOTHING_FITS));
    }
    if (widened) {
        wp_page_lead(page, 0, wp_text_of(voice, WP_TEXT_WIDER), widened);
    }
    if (wp_matches_low_supply(matches) && wp_matches_count(matches) > 0) {
        wp_page_wrap(page, 0, 0, wp_text_of(voice, WP_TEXT_FEW_FIT));
    }
    put_ties(page, voice, matches);
    put_hidden(page, voice, matches);
    put_next_steps(page, voice, matches);
}

enum wp_status wp_render_match_text(const struct wp_matches *matches,
                                    const struct wp_client *client,
                                    const struct wp_vocab *vocab,
                                    const struct wp_text_style *style,
                                    struct wp_buf *out, struct wp_error *err)
{
    static const struct wp_text_style plain = {.miles = true};
    const struct wp_voice voice = wp_voice_of(vocab, client);
    struct wp_page page = wp_page_to(out, style);

    style = style ? style : &plain;
    put_safety(&page, voice, matches);
    wp_page_client(&page, client, vocab, style->miles);
    wp_page_blank(&page);
    const char *order = NULL;
    size_t total = 0;
    const char *choice = wp_matches_choice_statement(matches, &order, &total);
    if (choice) {
        wp_page_wrap(&page, 0, 0, choice);
        wp_page_blank(&page);
    }
    if (wp_matches_general(matches)) {
        wp_page_wrap(&page, 0, 0, wp_text_of(voice, WP_TEXT_GENERAL));
        wp_page_blank(&page);
    }
    put_results(&page, voice, matches, style);
    wp_page_plan(&page, voice, matches, client, style->miles);
    put_end(&page, voice, matches);
    return wp_buf_status(out, err);
}
