/* engine/explain/widen.c - how far it was looked, in words */
#include "explain/matches.h"
#include "explain/sentences.h"
#include "explain/tell.h"

#define METRES_PER_MILE 1609.344

struct widen {
    const struct wp_ask *ask;
    struct wp_voice voice;
};

/* A text with the radius asked as {label} and a step's own as {word}. */
static void put_text(struct wp_buf *out, const struct widen *widen,
                     enum wp_text text, enum wp_step step)
{
    struct wp_buf asked = WP_BUF_INIT;
    struct wp_buf now = WP_BUF_INIT;

    wp_buf_printf(&asked, "%.4g mi", widen->ask->asked_m / METRES_PER_MILE);
    wp_buf_printf(&now, "%.4g mi",
                  wp_ask_radius_m(widen->ask, step) / METRES_PER_MILE);
    wp_text(out, widen->voice, text,
            &(struct wp_terms){.word = wp_buf_str(&now),
                               .label = wp_buf_str(&asked)});
    wp_buf_clear(&asked);
    wp_buf_clear(&now);
}

/* What a step looked at, and what a row it found goes beyond. */
static const struct {
    enum wp_text looked, found;
} texts[WP_STEP_COUNT] = {
    [WP_STEP_DOUBLE] = {WP_TEXT_WIDEN_RADIUS, WP_TEXT_BEYOND_RADIUS},
    [WP_STEP_NEXT_DOOR] = {WP_TEXT_WIDEN_NEXT, WP_TEXT_BEYOND_NEXT},
    [WP_STEP_FOURFOLD] = {WP_TEXT_WIDEN_RADIUS, WP_TEXT_BEYOND_RADIUS},
    [WP_STEP_STATEWIDE] = {WP_TEXT_WIDEN_STATE, WP_TEXT_BEYOND_STATE},
    [WP_STEP_RARE] = {WP_TEXT_WIDEN_RARE, WP_TEXT_BEYOND_RARE},
};

static struct widen widen_of(const struct wp_ranking *ranking)
{
    return (struct widen){&ranking->ask,
                          wp_voice_of(ranking->ask.vocab, ranking->ask.client)};
}

static enum wp_status fill_steps(struct wp_matches *matches,
                                 const struct wp_ranking *ranking,
                                 struct wp_error *err)
{
    const struct widen widen = widen_of(ranking);

    matches->widening = wp_arena_alloc(
        &matches->arena, WP_STEP_COUNT * sizeof(*matches->widening));
    if (!matches->widening) {
        return wp_fail(err, WP_ENOMEM, "no memory for the widening");
    }
    for (int step = WP_STEP_DOUBLE; step <= WP_STEP_RARE; step++) {
        struct wp_buf text = WP_BUF_INIT;

        if (step > (int)ranking->ask.step &&
            !(step == WP_STEP_RARE && ranking->rare)) {
            continue;
        }
        put_text(&text, &widen, texts[step].looked, (enum wp_step)step);
        matches->widening[matches->widening_count++] =
            (struct wp_widened){wp_widening((enum wp_step)step)->name,
                                wp_tell_keep(&matches->arena, &text)};
    }
    return WP_OK;
}

enum wp_status wp_matches_widen(struct wp_matches *matches,
                                const struct wp_ranking *ranking,
                                struct wp_error *err)
{
    const struct wp_ask *ask = &ranking->ask;
    struct wp_buf text = WP_BUF_INIT;

    matches->low_supply = ranking->low_supply;
    if (ask->step == WP_STEP_ASKED && !ranking->rare) {
        return WP_OK;
    }
    const struct widen widen = widen_of(ranking);
    put_text(&text, &widen,
             ask->step > WP_STEP_ASKED ? WP_TEXT_WIDENED : WP_TEXT_WIDEN_RARE,
             ask->step);
    matches->widened = wp_tell_keep(&matches->arena, &text);
    return fill_steps(matches, ranking, err);
}

const char *wp_matches_beyond(struct wp_matches *matches,
                              const struct wp_ranking *ranking,
                              const struct wp_row *row)
{
    const struct widen widen = widen_of(ranking);
    struct wp_buf text = WP_BUF_INIT;

    if (row->step == WP_STEP_ASKED) {
        return NULL;
    }
    put_text(&text, &widen, texts[row->step].found, row->step);
    return wp_tell_keep(&matches->arena, &text);
}
