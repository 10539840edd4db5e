/* engine/vocab/payers.h - ways to pay and their names, from payers.tsv */
#ifndef WP_VOCAB_PAYERS_H
#define WP_VOCAB_PAYERS_H

#include "waypost/vocab.h"

#include "vocab/phrases.h"
#include "vocab/prose.h"

/* A name that is an everyday word in every state: "united", "oscar". */
#define WP_ALIAS_EVERYDAY "US"

/* One name of one payer; several under the same name are chained. */
struct wp_alias {
    int payer;
    int next;      /* or -1 */
    char state[3]; /* counts only there; "" everywhere */
};

struct wp_payers {
    struct wp_payer *rows; /* by code */
    size_t count;
    struct wp_alias *aliases;
    size_t alias_count;
    struct wp_phrases by_code, by_name, by_samhsa, by_plan_net, by_hsds1;
};

WP_MUST_USE enum wp_status wp_payers_load(struct wp_payers *payers,
                                          struct wp_arena *arena,
                                          struct wp_error *err);

/* By code; -1 if there is none. */
int wp_payer_number(const struct wp_payers *payers, const char *code);

/* "medicaid" in "AZ" is medicaid:AZ; any other payer is itself. */
int wp_payer_in_state(const struct wp_payers *payers, int payer,
                      const char *state);

/* A payer named in running text. */
struct wp_payer_hit {
    int payer;         /* -1 when ambiguous */
    size_t begin, end; /* bytes of the text */
};

/*
 * Payers that pay for people (not benefit cards, not grants) named anywhere in
 * a text, longest names first. An everyday word that is a plan in one state
 * only ("access") counts only beside words like "card" or "insurance". At most
 * max are written; returns how many were.
 */
size_t wp_vocab_payers_in(const struct wp_vocab *vocab, const char *text,
                          const char *state, struct wp_payer_hit *hits,
                          size_t max);

#endif /* WP_VOCAB_PAYERS_H */
