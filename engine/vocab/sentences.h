/*
 * engine/vocab/sentences.h - sentences.tsv: wordings by key and language
 */
#ifndef WP_VOCAB_SENTENCES_H
#define WP_VOCAB_SENTENCES_H

#include "waypost/arena.h"
#include "waypost/vocab.h"

struct wp_wording {
    const char *key;
    const char *in[WP_LANG_COUNT];
};

struct wp_sentences {
    struct wp_wording *rows; /* by key */
    size_t count;
};

/* WP_EEND when all of it was read. */
WP_MUST_USE enum wp_status wp_sentences_load(struct wp_sentences *sentences,
                                             struct wp_arena *arena,
                                             struct wp_error *err);

#endif /* WP_VOCAB_SENTENCES_H */
