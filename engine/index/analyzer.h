/*
 * engine/index/analyzer.h - the forms under which a word is in the text index
 *
 *     text -> base/words.h -> folded word -> English stem [, Spanish stem]
 *
 * Documents and queries go through the same analyzer: a word finds another
 * when they share a form. Words from a text of unknown language get both
 * stems; where the two agree there is one form.
 *
 * Threads    One thread per analyzer at a time.
 */
#ifndef WP_INDEX_ANALYZER_H
#define WP_INDEX_ANALYZER_H

#include <stddef.h>

#include "waypost/error.h"

#include "base/words.h"

#define WP_FORMS_MAX 2

struct wp_forms {
    size_t count;
    size_t length[WP_FORMS_MAX];
    char text[WP_FORMS_MAX][WP_WORD_MAX + 1]; /* terminated */
};

struct wp_analyzer; /* opaque */

WP_MUST_USE enum wp_status wp_analyzer_create(struct wp_analyzer **ret_analyzer,
                                              struct wp_error *err);
void wp_analyzer_destroy(struct wp_analyzer *analyzer);

/* The forms of one folded word. WP_ENOMEM when a stemmer cannot go on. */
WP_MUST_USE enum wp_status wp_analyzer_forms(struct wp_analyzer *analyzer,
                                             const char *word, size_t length,
                                             struct wp_forms *ret_forms);

#define WP_ANALYZER_FINGERPRINT_SIZE 96

/*
 * Names the analyzer, the libraries below it and what they make of some probe
 * words: two analyzers with one fingerprint index alike.
 */
WP_MUST_USE enum wp_status
wp_analyzer_fingerprint(char ret_text[WP_ANALYZER_FINGERPRINT_SIZE],
                        struct wp_error *err);

#endif /* WP_INDEX_ANALYZER_H */
