/*
 * engine/explain/sentences.h - the one table of wordings
 *
 * A judgement names what it found (match/say.h); this table says it. Wording
 * rules: plain, warm, exact; the record is the subject, never the client;
 * what is not known is said to be not known.
 */
#ifndef WP_EXPLAIN_SENTENCES_H
#define WP_EXPLAIN_SENTENCES_H

#include <stdbool.h>

#include "waypost/buf.h"

#include "match/say.h"

/* What the blanks of a wording are filled with; NULL fills nothing. */
struct wp_terms {
    const char *wanted; /* {wanted}: what the client stated */
    const char *label;  /* {label}: the deciding fact in our words */
    const char *word;   /* {word} */
    const char *date;   /* {date} of the fact */
    double number;      /* {n} */
    double limit;       /* {m} */
};

/* Append the sentence; nothing for WP_SAY_NOTHING. */
void wp_sentence(struct wp_buf *out, enum wp_say say,
                 const struct wp_terms *terms);

/* How a reason in "hidden" is told: "serve other ages", for one: "serves". */
const char *wp_hidden_phrase(const char *reason, bool one);

#endif /* WP_EXPLAIN_SENTENCES_H */
