/*
 * engine/vocab/loose.h - wordings nobody listed, by the words they are made of
 *
 * The lexicon once more, as bags of words: stems, with small words dropped and
 * the synonyms of parts.tsv made one. A clause is compared with every phrase
 * it shares a word with; the rarer the shared words, the more they say.
 * Decision 0013 has the formula.
 *
 * Made when first needed, by whichever thread comes first.
 */
#ifndef WP_VOCAB_LOOSE_H
#define WP_VOCAB_LOOSE_H

#include "waypost/vocab.h"

#include "vocab/prose.h"

struct wp_loose;
struct wp_loose_cell; /* where a vocabulary keeps its own */

WP_MUST_USE enum wp_status wp_loose_cell_create(struct wp_loose_cell **ret_cell,
                                                struct wp_error *err);
void wp_loose_cell_destroy(struct wp_loose_cell *cell);
/* NULL when out of memory. */
const struct wp_loose *wp_loose_of(const struct wp_vocab *vocab);

/* What became of a word when phrases were looked up. */
enum wp_word_use {
    WP_WORD_FREE,
    WP_WORD_READ, /* part of a phrase that says something */
    WP_WORD_SHUT, /* part of a name or of what is not wanted */
};

#define WP_LOOSE_MAX 3 /* concepts that one clause may be about */

struct wp_loose_sense {
    int concept;
    double weight;
    size_t first, last; /* words */
    const char *phrase; /* the one most like it */
};

/*
 * What the words first to end - 1 of a text are about, best first. certain:
 * something in the text was understood by its phrase, so that only a close
 * likeness counts.
 */
size_t wp_loose_read(const struct wp_vocab *vocab, const struct wp_prose *text,
                     const enum wp_word_use *uses, size_t first, size_t end,
                     bool certain, struct wp_loose_sense senses[WP_LOOSE_MAX]);

#endif /* WP_VOCAB_LOOSE_H */
