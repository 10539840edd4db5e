/*
 * engine/vocab/glossary.h - phrases by their exact words and by their stems
 *
 * The lexicon and the crisis phrases are both glossaries. A phrase is tried as
 * typed first; then, unless it was marked exact, with endings cut.
 */
#ifndef WP_VOCAB_GLOSSARY_H
#define WP_VOCAB_GLOSSARY_H

#include "vocab/phrases.h"
#include "vocab/prose.h"
#include "vocab/stem.h"

struct wp_gloss {
    const char *phrase;      /* folded */
    int next[WP_FORM_COUNT]; /* the one before under the same key, or -1 */
};

struct wp_glossary_loading;

struct wp_glossary {
    struct wp_gloss *glosses;
    size_t count;
    struct wp_phrases by_form[WP_FORM_COUNT];
    struct wp_glossary_loading *loading; /* between init and finish */
};

/* Words of a-z and 0-9 with single spaces: what wp_fold() would give. */
bool wp_glossary_is_folded(const char *phrase);

/* Room for count phrases. Always wp_glossary_finish(), also after a failure. */
WP_MUST_USE bool wp_glossary_init(struct wp_glossary *glossary,
                                  struct wp_arena *arena, size_t count);

/*
 * Numbers count up from 0. lang is "en", "es" or "xx" (a name: exact only).
 * phrase is borrowed for good.
 */
void wp_glossary_add(struct wp_glossary *glossary, const char *phrase,
                     const char *lang, bool exact);
void wp_glossary_finish(struct wp_glossary *glossary);

/* A phrase found in a text. */
struct wp_found {
    int number; /* exact: more may follow through next[WP_FORM_EXACT] */
    enum wp_form form;
    size_t words;
};

/* The longest phrase that begins at a word; false if none does. */
bool wp_glossary_longest(const struct wp_glossary *glossary,
                         const struct wp_prose *text, size_t first,
                         struct wp_found *ret_found);

/* The phrase that is exactly these words; false if there is none. */
bool wp_glossary_match(const struct wp_glossary *glossary,
                       const struct wp_prose *text, size_t first, size_t count,
                       struct wp_found *ret_found);

#endif /* WP_VOCAB_GLOSSARY_H */
