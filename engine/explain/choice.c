/*
 * engine/explain/choice.c - every qualified provider, in a neutral order
 *
 * For referrals in which the patient chooses (42 CFR 482.43(c)): no score, no
 * rank, nobody left out, and a statement of the order.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "explain/matches.h"
#include "explain/tell.h"

static int compare_names(const struct wp_match *one,
                         const struct wp_match *other)
{
    const int names = strcmp(one->service_name ? one->service_name : "",
                             other->service_name ? other->service_name : "");

    return names != 0 ? names : strcmp(one->service_id, other->service_id);
}

static int by_name(const void *left, const void *right)
{
    return compare_names(left, right);
}

static int by_distance(const void *left, const void *right)
{
    const struct wp_match *one = left;
    const struct wp_match *other = right;
    const double left_m = isnan(one->distance_m) ? INFINITY : one->distance_m;
    const double right_m =
        isnan(other->distance_m) ? INFINITY : other->distance_m;

    if (left_m < right_m || left_m > right_m) {
        return left_m < right_m ? -1 : 1;
    }
    return compare_names(one, other);
}

enum wp_status wp_matches_choice(struct wp_matches *matches,
                                 const struct wp_ranking *ranking,
                                 struct wp_index *index, struct wp_error *err)
{
    const struct wp_client *client = ranking->ask.client;
    const bool names = client->order_by_name == WP_YES || !client->near.stated;
    struct wp_arena *arena = &matches->arena;
    struct wp_buf text = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    matches->rows =
        wp_arena_alloc(arena, (ranking->count + 1) * sizeof(*matches->rows));
    if (!matches->rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for a list of choices");
    }
    for (size_t i = 0; i < ranking->count && status == WP_OK; i++) {
        status = wp_matches_fill(matches, ranking, index, ranking->rows[i].doc,
                                 &matches->rows[i], err);
        matches->rows[i].neutral = true;
        matches->count++;
    }
    if (matches->count > 0) {
        qsort(matches->rows, matches->count, sizeof(*matches->rows),
              names ? by_name : by_distance);
    }
    matches->choice_total = matches->count;
    matches->choice_order = names ? "name" : "distance";
    matches->count =
        matches->count < WP_LIMIT_MAX ? matches->count : WP_LIMIT_MAX;
    const struct wp_voice voice = wp_voice_of(ranking->ask.vocab, client);
    wp_text(&text, voice, WP_TEXT_CHOICE,
            &(struct wp_terms){
                .word = wp_text_of(voice, names ? WP_TEXT_CHOICE_NAME
                                                : WP_TEXT_CHOICE_DISTANCE),
                .date = client->as_of,
                .number = (double)matches->count,
                .limit = (double)matches->choice_total});
    matches->choice_statement = wp_tell_keep(arena, &text);
    return status;
}

const char *wp_matches_choice_statement(const struct wp_matches *matches,
                                        const char **ret_order,
                                        size_t *ret_total)
{
    *ret_order = matches->choice_order;
    *ret_total = matches->choice_total;
    return matches->choice_statement;
}
