/* engine/query/payers.c - what the client is covered by */
#include <stdlib.h>
#include <string.h>

#include "query/build.h"
#include "query/codes.h"
#include "vocab/places.h"

static bool is_code(const struct wp_vocab *vocab, int payer, const char *code)
{
    const struct wp_payer *row = wp_vocab_payer(vocab, payer);

    return row && strcmp(row->code, code) == 0;
}

static bool is_kind(const struct wp_vocab *vocab, int payer, const char *kind)
{
    const struct wp_payer *row = wp_vocab_payer(vocab, payer);

    return row && strcmp(row->kind, kind) == 0;
}

static enum wp_status push(struct wp_client *client,
                           struct wp_client_payer payer, struct wp_error *err)
{
    for (size_t i = 0; i < client->payer_count; i++) {
        const struct wp_client_payer *other = &client->payers[i];
        if (other->payer == payer.payer && other->pending == payer.pending &&
            (payer.payer >= 0 || strcmp(other->label, payer.label) == 0)) {
            return WP_OK;
        }
    }
    if (client->payer_count == WP_CLIENT_LIST_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %d payers",
                       WP_CLIENT_LIST_MAX);
    }
    client->payers[client->payer_count++] = payer;
    return WP_OK;
}

enum wp_status wp_payer_take(struct wp_client *client,
                             const struct wp_vocab *vocab, int payer,
                             struct wp_error *err)
{
    const char *label = wp_vocab_payer(vocab, payer)->label;
    bool pending = false;

    if (is_code(vocab, payer, "uninsured")) {
        client->insured = WP_NO;
        return WP_OK;
    }
    if (is_kind(vocab, payer, "self_pay")) {
        client->can_self_pay = WP_YES;
        return WP_OK;
    }
    if (is_code(vocab, payer, "medicaid_pending")) {
        payer = wp_vocab_payer_by_code(vocab, "medicaid");
        label = "Medicaid";
        pending = true;
    }
    return push(client, (struct wp_client_payer){payer, label, pending}, err);
}

enum wp_status wp_payer_unknown(const struct wp_vocab *vocab, const char *name,
                                struct wp_error *err)
{
    const size_t count = wp_vocab_payer_count(vocab);
    const char **names = calloc(count * 2, sizeof(*names));
    const char *nearest = NULL;

    if (names) {
        for (size_t i = 0; i < count; i++) {
            names[2 * i] = wp_vocab_payer(vocab, (int)i)->label;
            names[2 * i + 1] = wp_vocab_payer(vocab, (int)i)->code;
        }
        const struct wp_codes payers = {"payer", names, count * 2};
        nearest = wp_code_nearest(&payers, name);
    }
    const enum wp_status status =
        wp_fail(err, WP_EINVAL, "payer '%.80s' is not known; %s%s%s", name,
                nearest ? "did you mean '" : "a kind such as 'Medicaid', ",
                nearest ? nearest : "'Medicare' or 'private' is right",
                nearest ? "'?" : "");
    free(names);
    return status;
}

enum wp_status wp_payer_set(struct wp_client *client,
                            const struct wp_vocab *vocab, const char *name,
                            struct wp_error *err)
{
    static const char *const none[] = {"none", "no insurance", "uninsured"};
    const char *state = client->near.state[0] ? client->near.state : NULL;
    bool ambiguous = false;

    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        if (strcmp(name, none[i]) == 0) {
            client->insured = WP_NO;
            return WP_OK;
        }
    }
    const int payer = wp_vocab_payer_by_name(vocab, name, state, &ambiguous);
    if (payer >= 0) {
        return wp_payer_take(client, vocab, payer, err);
    }
    return ambiguous
               ? push(client, (struct wp_client_payer){-1, name, false}, err)
               : wp_payer_unknown(vocab, name, err);
}
