/*
 * engine/facts/hours_text.h - opening hours that people typed
 *
 * A text is read clause by clause: some days and some times. A clause with a
 * word that is not known is left unsaid as a whole, since "teens only" or
 * "answering machine" turns its meaning; the reading is then partial, and
 * outside of what was read nothing is known.
 */
#ifndef WP_FACTS_HOURS_TEXT_H
#define WP_FACTS_HOURS_TEXT_H

#include "waypost/record.h"

#include "facts/hours.h"

#define WP_HOURS_PIECES_MAX 48

struct wp_hours_piece {
    enum wp_stance stance; /* accepts: open; refuses: closed; limited: by
                              appointment */
    unsigned days;
    struct wp_hours_span span;
    size_t begin, end; /* its words in the text */
};

struct wp_hours_reading {
    struct wp_hours_piece pieces[WP_HOURS_PIECES_MAX];
    size_t count;
    bool partial; /* more was said than was read */
};

/* False when nothing was read. */
bool wp_hours_read(const char *text, struct wp_hours_reading *ret_reading);

enum wp_hours_half { WP_HALF_NONE, WP_HALF_AM, WP_HALF_PM };

/* A time as written. */
struct wp_hours_word {
    int number; /* minutes */
    enum wp_hours_half half;
    bool clock24; /* 09:00, 14:00: nobody means the afternoon */
    bool bare;    /* 1930: maybe a year */
};

/*
 * A span from two times as written; after is the end of the span before it on
 * the same days, or -1. False when it is open to doubt which was meant.
 */
bool wp_hours_span_of(const struct wp_hours_word *from,
                      const struct wp_hours_word *to, bool clock24, int after,
                      struct wp_hours_span *ret_span);

#endif /* WP_FACTS_HOURS_TEXT_H */
