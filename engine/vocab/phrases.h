/*
 * engine/vocab/phrases.h - find a phrase among many by its bytes
 *
 * An open-addressing table from text to a number that keeps no text: two texts
 * count as equal when their 64-bit hashes are. Among ten thousand phrases a
 * mix-up is a one in 10^15 event and costs one wrong guess; leaving the text
 * out halves the time it takes to load the vocabulary.
 */
#ifndef WP_VOCAB_PHRASES_H
#define WP_VOCAB_PHRASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/arena.h"

struct wp_phrases {
    uint64_t *hashes; /* 0: free */
    int32_t *numbers;
    size_t mask;
    size_t words_max; /* words in the longest phrase */
};

/* Room for count texts. False when out of memory. */
bool wp_phrases_init(struct wp_phrases *phrases, struct wp_arena *arena,
                     size_t count);

/*
 * Put number under text. Returns the number that was there before, or -1; the
 * new one replaces it.
 */
int wp_phrases_add(struct wp_phrases *phrases, const char *text, size_t length,
                   int number);

/* The number under text, or -1. */
int wp_phrases_find(const struct wp_phrases *phrases, const char *text,
                    size_t length);

#endif /* WP_VOCAB_PHRASES_H */
