/*
 * engine/vocab/alarms.h - crisis words in an order: who does what to whom
 *
 * Nobody can list every sentence that tells of danger. A pattern names classes
 * of words ("partner .. attack") and finds them within a few words of each
 * other, whatever stands between.
 */
#ifndef WP_VOCAB_ALARMS_H
#define WP_VOCAB_ALARMS_H

#include <stdint.h>

#include "waypost/arena.h"
#include "waypost/error.h"

#include "vocab/glossary.h"

#define WP_ALARM_CLASSES_MAX 64
#define WP_ALARM_STEPS_MAX   6

struct wp_alarm {
    const char *pattern;
    struct wp_alarm_step {
        unsigned char word_class;
        bool gap; /* other words may stand before it */
    } steps[WP_ALARM_STEPS_MAX];
    size_t step_count;
    char *hotlines;   /* ids, as in the table */
    const char *need; /* a slug, or "" */
    const char *why_en, *why_es;
};

struct wp_alarms {
    struct wp_glossary words;
    unsigned char *classes; /* parallel to words.glosses */
    const char *class_names[WP_ALARM_CLASSES_MAX];
    size_t class_count;
    struct wp_alarm *alarms;
    size_t count;
};

WP_MUST_USE enum wp_status wp_alarms_load(struct wp_alarms *alarms,
                                          struct wp_arena *arena,
                                          struct wp_error *err);
/* After a load, failed or not: what only loading needed. */
void wp_alarms_loaded(struct wp_alarms *alarms);

/*
 * Set hits[i] for every alarm i that the text raises. hits has room for all.
 * Out of memory raises none.
 */
void wp_alarms_hear(const struct wp_alarms *alarms, const struct wp_prose *text,
                    bool *hits);

#endif /* WP_VOCAB_ALARMS_H */
