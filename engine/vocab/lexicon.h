/* engine/vocab/lexicon.h - phrases and what they say, from lexicon.tsv */
#ifndef WP_VOCAB_LEXICON_H
#define WP_VOCAB_LEXICON_H

#include "waypost/vocab.h"

#include "vocab/glossary.h"
#include "vocab/needs.h"

struct wp_meaning {
    int concept;
    double weight;
};

struct wp_lexicon {
    struct wp_glossary glossary; /* phrases are followed by their cells */
    struct wp_question *questions;
    size_t question_count;
};

/*
 * The cells of one phrase. All empty: the phrase shields its parts from being
 * read for themselves.
 */
struct wp_entry {
    const char *lang;
    const char *concepts; /* "slug slug=0.6": wp_entry_next() */
    const char *facts;
    const char *question; /* key, or "" */
};
struct wp_entry wp_lexicon_entry(const struct wp_lexicon *lexicon, int gloss);

/*
 * Read one concept off *rest. WP_EEND at the end, WP_EPARSE if it is neither
 * "slug" nor "slug=weight" with a weight in (0, 1].
 */
enum wp_status wp_entry_next(const struct wp_needs *needs, const char **rest,
                             struct wp_meaning *ret_meaning);

WP_MUST_USE enum wp_status
wp_lexicon_load(struct wp_lexicon *lexicon, const struct wp_needs *needs,
                struct wp_arena *arena, struct wp_error *err);
/* After a load, failed or not: what only loading needed. */
void wp_lexicon_loaded(struct wp_lexicon *lexicon);

#endif /* WP_VOCAB_LEXICON_H */
