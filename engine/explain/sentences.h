/*
 * engine/explain/sentences.h - names of wordings into words
 *
 * Wordings are rows of datasets/sentences/sentences.tsv, in every language of
 * output. A judgement names what it found (match/say.h), a page names its
 * fixed texts (texts.h); here they get their words and their blanks filled.
 */
#ifndef WP_EXPLAIN_SENTENCES_H
#define WP_EXPLAIN_SENTENCES_H

#include <stdbool.h>

#include "waypost/buf.h"
#include "waypost/client.h"

#include "explain/texts.h"
#include "match/say.h"

/* Who speaks: every function that makes words is given one. */
struct wp_voice {
    const struct wp_vocab *vocab;
    enum wp_lang lang;
};

/* What the blanks of a wording are filled with; NULL fills nothing. */
struct wp_terms {
    const char *wanted; /* {wanted}: what the client stated */
    const char *label;  /* {label}: the deciding fact in our words */
    const char *word;   /* {word} */
    const char *date;   /* {date} of the fact */
    double number;      /* {n} */
    double limit;       /* {m} */
};

/* The voice a client is answered in. */
struct wp_voice wp_voice_of(const struct wp_vocab *vocab,
                            const struct wp_client *client);

/* Append the sentence; nothing for WP_SAY_NOTHING. */
void wp_sentence(struct wp_buf *out, struct wp_voice voice, enum wp_say say,
                 const struct wp_terms *terms);

/* Append a fixed text; terms may be NULL where it has no blanks. */
void wp_text(struct wp_buf *out, struct wp_voice voice, enum wp_text text,
             const struct wp_terms *terms);

/* A fixed text as it stands, for headings and leads. */
const char *wp_text_of(struct wp_voice voice, enum wp_text text);

/* The key of a wording: "SAY_NEED_EXACT", "TEXT_NEXT". */
const char *wp_say_key(enum wp_say say);
const char *wp_text_key(enum wp_text text);

/* The row "FAMILY.code" ("lane.week", "code.sex:female"); NULL: none. */
const char *wp_word_of(struct wp_voice voice, const char *family,
                       const char *code);

/* How a reason in "hidden" is told: "serve other ages", for one: "serves". */
const char *wp_hidden_phrase(struct wp_voice voice, const char *reason,
                             bool one);

#endif /* WP_EXPLAIN_SENTENCES_H */
