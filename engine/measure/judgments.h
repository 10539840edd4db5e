/* engine/measure/judgments.h - who judged what how, sorted for lookup */
#ifndef WP_MEASURE_JUDGMENTS_H
#define WP_MEASURE_JUDGMENTS_H

#include "waypost/arena.h"
#include "waypost/measure.h"

struct wp_judgment {
    const char *topic, *document;
    int grade;
    unsigned long line;
};

struct wp_judgments {
    struct wp_arena arena;
    struct wp_judgment *rows; /* by topic, then document */
    size_t count, room;
};

/* The judgments of one topic; *ret_count is 0 when there are none. */
const struct wp_judgment *
wp_judgments_topic(const struct wp_judgments *judgments, const char *topic,
                   size_t *ret_count);

#endif /* WP_MEASURE_JUDGMENTS_H */
