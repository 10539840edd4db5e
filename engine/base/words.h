/*
 * engine/base/words.h - the folded words of a text, and where each one is
 *
 * One rule for what a word is, for the lexicon, payer and place names and the
 * full-text index alike. Text is decomposed and case-folded (Unicode NFKD),
 * marks are dropped, and letters NFKD leaves alone (d with stroke, o with
 * stroke, ...) become plain ones. Runs of letters and digits are words;
 * everything else ends a word. Bytes that are not UTF-8 end a word too.
 *
 *     struct wp_words words;
 *     wp_words_init(&words, text, size);
 *     while (wp_words_next(&words)) {
 *         ... words.word, words.length, words.begin, words.end ...
 *     }
 */
#ifndef WP_BASE_WORDS_H
#define WP_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A longer word is cut at a character boundary; its end is still its own. */
#define WP_WORD_MAX 64

struct wp_words {
    const char *text;
    size_t size;
    size_t at;                  /* bytes of text already read */
    size_t begin, end;          /* bytes of text the word came from */
    size_t length;              /* bytes in word */
    char word[WP_WORD_MAX + 1]; /* folded, terminated */
};

/* text is borrowed and need not be terminated; embedded NULs end words. */
void wp_words_init(struct wp_words *words, const char *text, size_t size);

/* The next word; false at the end of the text. */
bool wp_words_next(struct wp_words *words);

/*
 * All folded words of a short text with one space between them, terminated.
 * Returns the length; 0 if there are none or they do not fit into room.
 */
size_t wp_words_fold(const char *text, size_t size, char *folded, size_t room);

#endif /* WP_BASE_WORDS_H */
