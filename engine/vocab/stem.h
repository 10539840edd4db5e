/*
 * engine/vocab/stem.h - cut plural and verb endings, carefully
 *
 * Snowball brings words of one family together; not all of a family mean one
 * thing (medical, medication), so two words only count as forms of each other
 * when what differs is an inflection.
 */
#ifndef WP_VOCAB_STEM_H
#define WP_VOCAB_STEM_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/attributes.h"

enum wp_form { WP_FORM_EXACT, WP_FORM_EN, WP_FORM_ES };
#define WP_FORM_COUNT 3

struct wp_stemmers {
    void *snowball[WP_FORM_COUNT]; /* none for WP_FORM_EXACT */
};

/* Not for two threads at once. False when out of memory. */
WP_MUST_USE bool wp_stemmers_init(struct wp_stemmers *stemmers);
void wp_stemmers_clear(struct wp_stemmers *stemmers);

/*
 * The stem of a folded word, or the word itself when it is too short to be
 * cut safely. Valid until the next call.
 */
const char *wp_stem(struct wp_stemmers *stemmers, enum wp_form form,
                    const char *word, size_t length, size_t *ret_length);

/*
 * True when two words of equal stem differ by an inflection only. A phrase of
 * one word stands alone: there "even" is no evening and "parent" no parenting.
 */
bool wp_stem_agrees(enum wp_form form, bool alone, const char *left,
                    size_t left_length, const char *right, size_t right_length);

#endif /* WP_VOCAB_STEM_H */
