/*
 * engine/explain/tell.h - one judgement in words: wanted, evidence, sentence
 *
 * Strings are made in an arena and live as long as it does.
 */
#ifndef WP_EXPLAIN_TELL_H
#define WP_EXPLAIN_TELL_H

#include "waypost/arena.h"
#include "waypost/buf.h"

#include "explain/sentences.h"
#include "match/judge.h"

struct wp_teller {
    struct wp_arena *arena;
    const struct wp_ask *ask;
    const struct wp_subject *subject;
};

struct wp_told {
    const char *wanted, *evidence, *source, *as_of, *say;
    bool extracted; /* the evidence is out of running text */
};

/* name is a criterion's or a gate's. */
struct wp_told wp_tell(const struct wp_teller *teller, const char *name,
                       const struct wp_judgement *judgement);

struct wp_voice wp_teller_voice(const struct wp_teller *teller);

/* What the judgement compared: the one of several, else all that was stated. */
void wp_tell_about(struct wp_buf *out, const struct wp_teller *teller,
                   const char *name, const struct wp_judgement *judgement);

/* What the client stated about it: "34 years, female". "" when nothing. */
void wp_tell_wanted(struct wp_buf *out, const struct wp_ask *ask,
                    const char *name);

/* A finished text in the arena; NULL when empty or out of memory. */
const char *wp_tell_keep(struct wp_arena *arena, struct wp_buf *text);

#endif /* WP_EXPLAIN_TELL_H */
