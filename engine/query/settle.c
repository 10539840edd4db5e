/* engine/query/settle.c - what follows once everything was said */
#include <string.h>

#include "query/build.h"
#include "vocab/vocab.h"

#define METRES_PER_MILE 1609.344

/* The state's programme for "Medicaid"; a plan for a name still open. */
static void resolve_payer(struct wp_client *client,
                          const struct wp_vocab *vocab,
                          struct wp_client_payer *payer)
{
    const char *state = client->near.state[0] ? client->near.state : NULL;
    bool ambiguous = false;

    if (payer->payer < 0) {
        payer->payer =
            wp_vocab_payer_by_name(vocab, payer->label, state, &ambiguous);
        if (payer->payer < 0) {
            wp_client_note(client,
                           ambiguous
                               ? "payer '%.80s' means different things: say "
                                 "the state"
                               : "payer '%.80s' is not known: it counts for "
                                 "nothing here",
                           payer->label);
        }
    }
    payer->payer = wp_payer_in_state(&vocab->payers, payer->payer, state);
    if (payer->payer >= 0) {
        payer->label = wp_vocab_payer(vocab, payer->payer)->label;
    }
}

/* "AHCCCS" says all that "Medicaid" says, and more. */
static bool is_said_better(const struct wp_client *client,
                           const struct wp_vocab *vocab, size_t position)
{
    const struct wp_client_payer *payer = &client->payers[position];

    for (size_t i = 0; i < client->payer_count; i++) {
        const struct wp_client_payer *other = &client->payers[i];
        int above = other->payer;
        if (i == position || other->pending != payer->pending) {
            continue;
        }
        if (above == payer->payer && i < position) {
            return true;
        }
        for (int depth = 0; above >= 0 && depth < 8; depth++) {
            above = wp_vocab_payer(vocab, above)->parent;
            if (above == payer->payer) {
                return true;
            }
        }
    }
    return false;
}

static void settle_payers(struct wp_client *client,
                          const struct wp_vocab *vocab)
{
    size_t known = 0;
    size_t kept = 0;
    struct wp_client_payer left[WP_CLIENT_LIST_MAX];

    for (size_t i = 0; i < client->payer_count; i++) {
        resolve_payer(client, vocab, &client->payers[i]);
        if (client->payers[i].payer >= 0) {
            client->payers[known++] = client->payers[i];
        }
    }
    client->payer_count = known;
    for (size_t i = 0; i < known; i++) {
        if (!is_said_better(client, vocab, i)) {
            left[kept++] = client->payers[i];
        }
    }
    memcpy(client->payers, left, kept * sizeof(left[0]));
    client->payer_count = kept;
    for (size_t i = 0; i < kept; i++) {
        if (client->insured == WP_NOT_STATED && !client->payers[i].pending) {
            client->insured = WP_YES;
        }
    }
}

/*
 * Nobody is put into tonight's lane because of what they need: only because
 * they said so. A slower lane is the need's own.
 */
static void settle_urgency(struct wp_client *client,
                           const struct wp_vocab *vocab)
{
    for (size_t i = 0; i < client->need_count; i++) {
        struct wp_need *need = &client->needs[i];
        if (need->urgency == WP_URGENCY_NOT_STATED) {
            need->urgency = client->urgency;
        }
        if (need->urgency != WP_URGENCY_NOT_STATED ||
            need->concept_count == 0) {
            continue;
        }
        const char *lane =
            wp_vocab_concept(vocab, need->concepts[0].concept)->lane;
        if (strcmp(lane, "week") == 0) {
            need->urgency = WP_URGENCY_WEEK;
        } else if (strcmp(lane, "long-term") == 0) {
            need->urgency = WP_URGENCY_LONG_TERM;
        }
    }
}

static void settle_household(struct wp_client *client)
{
    const int children = (int)client->children_count;

    if (!client->household && children > 0) {
        client->household = client->household_size > children + 1
                                ? "family"
                                : "parent_with_children";
    }
    if (!client->household && client->household_size == 1) {
        client->household = "single";
    }
    if (client->household_size == 0 && client->household) {
        if (strcmp(client->household, "single") == 0 ||
            strcmp(client->household, "youth_alone") == 0) {
            client->household_size = 1;
        } else if (strcmp(client->household, "couple") == 0 && children == 0) {
            client->household_size = 2;
        }
    }
}

static void settle_within(struct wp_client *client)
{
    if (client->within_stated) {
        return;
    }
    switch (client->travel) {
    case WP_TRAVEL_WALK:
        client->within_m = 3 * METRES_PER_MILE;
        break;
    case WP_TRAVEL_TRANSIT:
        client->within_m = 10 * METRES_PER_MILE;
        break;
    case WP_TRAVEL_CAR:
    case WP_TRAVEL_NOT_STATED:
        client->within_m = WP_WITHIN_DEFAULT_M;
        break;
    }
}

enum wp_status wp_client_settle(struct wp_client *client,
                                const struct wp_vocab *vocab,
                                struct wp_error *err)
{
    const enum wp_status status = wp_near_settle(client, vocab, err);

    if (status != WP_OK) {
        return status;
    }
    settle_payers(client, vocab);
    settle_urgency(client, vocab);
    settle_household(client);
    settle_within(client);
    if (wp_arena_failed(&client->arena)) {
        return wp_fail(err, WP_ENOMEM, "no memory for the client");
    }
    return WP_OK;
}
