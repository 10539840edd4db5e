/* engine/vocab/poverty.h - the federal poverty guidelines, by year */
#ifndef WP_VOCAB_POVERTY_H
#define WP_VOCAB_POVERTY_H

#include "waypost/arena.h"
#include "waypost/vocab.h"

struct wp_guideline {
    int year;
    const char *region; /* 48DC, AK, HI */
    double first_person_usd, additional_person_usd;
};

struct wp_poverty {
    struct wp_guideline *rows;
    size_t count;
};

WP_MUST_USE enum wp_status wp_poverty_load(struct wp_poverty *poverty,
                                           struct wp_arena *arena,
                                           struct wp_error *err);

#endif /* WP_VOCAB_POVERTY_H */
