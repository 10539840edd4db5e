/* engine/vocab/needs.h - the tree of needs, from needs.tsv */
#ifndef WP_VOCAB_NEEDS_H
#define WP_VOCAB_NEEDS_H

#include "waypost/vocab.h"

#include "vocab/phrases.h"

struct wp_needs {
    struct wp_concept *concepts; /* by slug */
    size_t count;
    struct wp_phrases by_slug;
};

WP_MUST_USE enum wp_status wp_needs_load(struct wp_needs *needs,
                                         struct wp_arena *arena,
                                         struct wp_error *err);
int wp_needs_find(const struct wp_needs *needs, const char *slug);

#endif /* WP_VOCAB_NEEDS_H */
