/*
 * engine/vocab/vocab.h - what a loaded vocabulary consists of
 *
 * Immutable once created: any number of threads may read.
 */
#ifndef WP_VOCAB_VOCAB_H
#define WP_VOCAB_VOCAB_H

#include "waypost/arena.h"
#include "waypost/vocab.h"

#include "vocab/languages.h"
#include "vocab/lexicon.h"
#include "vocab/loose.h"
#include "vocab/needs.h"
#include "vocab/payers.h"
#include "vocab/places.h"
#include "vocab/poverty.h"
#include "vocab/safety.h"
#include "vocab/scoring.h"
#include "vocab/sentences.h"

struct wp_vocab {
    struct wp_arena arena;
    struct wp_needs needs;
    struct wp_lexicon lexicon;
    struct wp_loose_cell *loose;
    struct wp_safety_table safety;
    struct wp_payers payers;
    struct wp_places places;
    struct wp_languages languages;
    struct wp_poverty poverty;
    struct wp_scoring scoring;
    struct wp_sentences sentences;
    char fingerprint[33];
};

#endif /* WP_VOCAB_VOCAB_H */
