/*
 * engine/vocab/prose.h - a text cut into words, ready to look phrases up in
 *
 * Each form (as typed, English stems, Spanish stems) is one string with single
 * spaces, so that any run of words is a slice of it.
 */
#ifndef WP_VOCAB_PROSE_H
#define WP_VOCAB_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "vocab/stem.h"

/* Words beyond this are not looked at: nobody describes a need so long. */
#define WP_PROSE_WORDS_MAX 4096

struct wp_prose_word {
    size_t begin, end; /* bytes of the original */
    size_t at[WP_FORM_COUNT];
    size_t length[WP_FORM_COUNT];
    bool fresh; /* a comma, full stop, "but" stands between it and the last */
};

struct wp_prose {
    struct wp_prose_word *words;
    size_t count;
    char *folded[WP_FORM_COUNT];
};

/* False when out of memory; clear it all the same. */
WP_MUST_USE bool wp_prose_init(struct wp_prose *text, const char *original);
void wp_prose_clear(struct wp_prose *text);

/* The words first to first + count - 1 in a form. */
const char *wp_prose_slice(const struct wp_prose *text, enum wp_form form,
                           size_t first, size_t count, size_t *ret_length);

/* True if the word at position is this folded word. */
bool wp_prose_is(const struct wp_prose *text, size_t position,
                 const char *word);

#endif /* WP_VOCAB_PROSE_H */
