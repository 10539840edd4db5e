/*
 * engine/vocab/scoring.h - datasets/scoring/: weights and numbers, as data
 *
 * Not part of the vocabulary's fingerprint: an index does not depend on how
 * its records are scored. The hash of its own is printed with every match.
 */
#ifndef WP_VOCAB_SCORING_H
#define WP_VOCAB_SCORING_H

#include "waypost/arena.h"
#include "waypost/vocab.h"

struct wp_scoring {
    struct wp_criterion_info criteria[WP_CRITERION_COUNT];
    struct wp_scoring_number numbers[WP_NUMBER_COUNT];
    const char *version;
    char hash[17];
};

/* WP_OK, or WP_EPARSE when a row is missing, doubled or out of range. */
WP_MUST_USE enum wp_status wp_scoring_load(struct wp_scoring *scoring,
                                           struct wp_arena *arena,
                                           struct wp_error *err);

#endif /* WP_VOCAB_SCORING_H */
