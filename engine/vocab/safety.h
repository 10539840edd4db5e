/* engine/vocab/safety.h - words that call for a hotline, and the hotlines */
#ifndef WP_VOCAB_SAFETY_H
#define WP_VOCAB_SAFETY_H

#include "waypost/vocab.h"

#include "vocab/alarms.h"
#include "vocab/glossary.h"

#define WP_CALLS_MAX 6 /* hotlines one phrase may call */

/* Parallel to glossary.glosses. */
struct wp_call {
    unsigned char hotlines[WP_CALLS_MAX]; /* positions */
    size_t hotline_count;
    const char *why_en, *why_es;
};

struct wp_safety_table {
    struct wp_hotline *hotlines;
    size_t hotline_count;
    struct wp_glossary glossary;
    struct wp_call *calls;
    struct wp_alarms alarms;
    struct wp_call *alarm_calls; /* parallel to alarms.alarms */
};

WP_MUST_USE enum wp_status wp_safety_load(struct wp_safety_table *safety,
                                          struct wp_arena *arena,
                                          struct wp_error *err);
/* After a load, failed or not: what only loading needed. */
void wp_safety_loaded(struct wp_safety_table *safety);

#endif /* WP_VOCAB_SAFETY_H */
