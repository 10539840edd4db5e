/* engine/vocab/languages.h - languages and what people call them */
#ifndef WP_VOCAB_LANGUAGES_H
#define WP_VOCAB_LANGUAGES_H

#include "waypost/vocab.h"

#include "vocab/phrases.h"

struct wp_languages {
    struct wp_language *rows;
    size_t count;
    struct wp_phrases by_name; /* codes, names and aliases, folded */
    struct wp_phrases by_samhsa;
};

WP_MUST_USE enum wp_status wp_languages_load(struct wp_languages *languages,
                                             struct wp_arena *arena,
                                             struct wp_error *err);

#endif /* WP_VOCAB_LANGUAGES_H */
