/*
 * engine/explain/many.c - wp_match_run and wp_match_search
 *
 *     wp_rank (numbers) -> wp_matches_fill (words)
 */
#include <stdio.h>

#include "explain/matches.h"
#include "explain/tell.h"

enum wp_status wp_matches_check(const struct wp_client *client,
                                struct wp_error *err)
{
    if (!client->as_of[0]) {
        return wp_fail(err, WP_EINVAL,
                       "the client has no as_of; state the date to match for");
    }
    return WP_OK;
}

static enum wp_status check_words(const struct wp_client *client,
                                  struct wp_error *err)
{
    const bool has_words = client->words && client->words[0];

    return client->need_count > 0 || has_words
               ? WP_OK
               : wp_fail(err, WP_EINVAL, "say what to search for");
}

/* ---- what is true of the whole ranking ---------------------------------- */

static void fill_hidden(struct wp_matches *matches,
                        const struct wp_ranking *ranking)
{
    for (size_t i = 0; i < wp_check_count(); i++) {
        if (ranking->hidden[i] > 0) {
            matches->hidden[matches->hidden_count++] =
                (struct wp_hidden){wp_check_name(i), ranking->hidden[i]};
        }
    }
}

/* ---- many services ------------------------------------------------------ */

static const char *lift_name(enum wp_lift lift)
{
    static const char *const names[] = {[WP_LIFT_NONE] = NULL,
                                        [WP_LIFT_REMOTE] = "no-trip",
                                        [WP_LIFT_NEED] = "need"};

    return names[lift];
}

static size_t count_group(const struct wp_matches *matches, size_t group)
{
    size_t count = 0;

    for (size_t i = 0; i < matches->count; i++) {
        count += matches->rows[i].tie_group == group;
    }
    return count;
}

/* One row of a group alone is no tie. */
static void drop_lone_ties(struct wp_matches *matches)
{
    for (size_t i = 0; i < matches->count; i++) {
        if (matches->rows[i].tie_group > 0 &&
            count_group(matches, matches->rows[i].tie_group) < 2) {
            matches->rows[i].tie_group = 0;
        }
    }
}

/* Rows are in order; those that are shown have a position. */
static enum wp_status fill_rows(struct wp_matches *matches,
                                const struct wp_ranking *ranking,
                                struct wp_index *index, struct wp_error *err)
{
    const size_t limit = wp_ask_limit(&ranking->ask);
    enum wp_status status = WP_OK;

    matches->rows =
        wp_arena_alloc(&matches->arena, limit * sizeof(*matches->rows));
    if (!matches->rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for %zu matches", limit);
    }
    for (size_t i = 0;
         i < ranking->count && matches->count < limit && status == WP_OK; i++) {
        const struct wp_row *from = &ranking->rows[i];
        struct wp_match *row = &matches->rows[matches->count];

        if (from->position == 0) {
            continue;
        }
        status = wp_matches_fill(matches, ranking, index, from->doc, row, err);
        row->beyond = wp_matches_beyond(matches, ranking, from);
        row->rank = ++matches->count;
        row->tie_group = from->tie_group;
        row->lifted = ranking->ask.general ? NULL : lift_name(from->lift);
        if (status == WP_OK && !ranking->ask.general) {
            status =
                wp_matches_neighbours(matches, ranking, index, from, row, err);
        }
    }
    drop_lone_ties(matches);
    return status;
}

static enum wp_status run(struct wp_index *index, const struct wp_vocab *vocab,
                          const struct wp_client *client, enum wp_ask_mode mode,
                          struct wp_matches **ret_matches, struct wp_error *err)
{
    struct wp_ranking ranking = {0};
    struct wp_matches *matches = NULL;
    enum wp_status status = wp_matches_check(client, err);

    if (status == WP_OK && mode == WP_ASK_SEARCH) {
        status = check_words(client, err);
    }
    if (status == WP_OK) {
        status = wp_matches_create(index, vocab, client, &matches, err);
    }
    if (status == WP_OK) {
        status = wp_rank(&ranking, index, vocab, client, mode, err);
    }
    if (status == WP_OK) {
        matches->considered = ranking.considered;
        matches->qualified = ranking.count;
        matches->general = ranking.ask.general;
        (void)snprintf(matches->seed, sizeof(matches->seed), "%016llx",
                       (unsigned long long)ranking.seed);
        fill_hidden(matches, &ranking);
        status = wp_matches_widen(matches, &ranking, err);
    }
    if (status == WP_OK) {
        status = ranking.choice
                     ? wp_matches_choice(matches, &ranking, index, err)
                     : fill_rows(matches, &ranking, index, err);
    }
    if (status == WP_OK && client->plan == WP_YES && !matches->general) {
        status = wp_matches_plan(matches, &ranking, index, err);
    }
    wp_ranking_clear(&ranking);
    if (status != WP_OK) {
        wp_matches_destroy(matches);
        return status;
    }
    *ret_matches = matches;
    return WP_OK;
}

enum wp_status
wp_match_run(struct wp_index *index, const struct wp_vocab *vocab,
             const struct wp_client *client, struct wp_matches **ret_matches,
             struct wp_error *err)
{
    return run(index, vocab, client, WP_ASK_MATCH, ret_matches, err);
}

enum wp_status
wp_match_search(struct wp_index *index, const struct wp_vocab *vocab,
                const struct wp_client *client, struct wp_matches **ret_matches,
                struct wp_error *err)
{
    return run(index, vocab, client, WP_ASK_SEARCH, ret_matches, err);
}
