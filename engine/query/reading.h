/*
 * engine/query/reading.h - one text while facts are read out of it
 *
 *     numbers.c  ages, household, income, distance   } mark what they read
 *     whereabouts.c  ZIP Codes, cities, states       }
 *     words.c    payers, then the lexicon, on what is left
 */
#ifndef WP_QUERY_READING_H
#define WP_QUERY_READING_H

#include "waypost/client.h"

#include "query/build.h"

struct wp_reading {
    struct wp_client *client;
    const struct wp_vocab *vocab;
    const char *text; /* as typed, valid UTF-8 */
    char *masked;     /* the same with '|' over what the lexicon must not
                          read: places, incomes, payers */
    char *left;       /* the same with ' ' over all that was understood */
    char state[3];    /* named in the text, or "" */
    struct wp_hearing hearing; /* the same text, for what keeps spans */
    size_t children_begin, children_end; /* where children were spoken of */
    bool age_was_open;         /* nothing had stated an age before this text */
};

/* Understood, but the lexicon may read it too. */
void wp_reading_take(struct wp_reading *reading, size_t begin, size_t end);
/* Understood, and nothing else may read it. */
void wp_reading_mask(struct wp_reading *reading, size_t begin, size_t end);
/* True when all of it was understood before. */
bool wp_reading_is_taken(const struct wp_reading *reading, size_t begin,
                         size_t end);
/* What these bytes said, remembered for the client. */
void wp_reading_note(struct wp_reading *reading, const char *field,
                     const char *value, size_t begin, size_t end);
/* True when a byte of it was masked. */
bool wp_reading_is_masked(const struct wp_reading *reading, size_t begin,
                          size_t end);

WP_MUST_USE enum wp_status wp_read_numbers(struct wp_reading *reading,
                                           struct wp_error *err);
WP_MUST_USE enum wp_status wp_read_whereabouts(struct wp_reading *reading,
                                               struct wp_error *err);

#endif /* WP_QUERY_READING_H */
