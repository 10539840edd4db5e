/*
 * engine/explain/matches.h - a ranking in words: what struct wp_matches holds
 *
 * All strings are copies in the arena, so matches outlive client and index.
 */
#ifndef WP_EXPLAIN_MATCHES_H
#define WP_EXPLAIN_MATCHES_H

#include "waypost/match.h"

#include "match/run.h"

#define WP_SAFETY_MAX 8

/* Why the explained service is or is not among the results. */
enum wp_outcome {
    WP_OUTCOME_NONE, /* not an explanation of one service */
    WP_OUTCOME_SHOWN,
    WP_OUTCOME_BELOW_LIMIT, /* qualifies, further down than the list goes */
    WP_OUTCOME_CROWDED_OUT, /* two rows of its organization are ahead */
    WP_OUTCOME_REFUSED,     /* a hard constraint fails at all its places */
    WP_OUTCOME_NO_NEED,
    WP_OUTCOME_TOO_FAR,
};

/* Points of the score that one component makes out between two rows. */
struct wp_difference {
    const char *name;   /* of the component */
    double points;      /* this service's less the other's */
    const char *say;    /* of this service; NULL: not compared */
    const char *others; /* of the other */
};

#define WP_DIFFERENCES_MAX 3

/* The row that is one place ahead of the explained service. */
struct wp_ahead {
    const char *service_id, *service_name; /* NULL: none is ahead */
    double score;
    bool other_lane; /* another list goes first, not a higher score */
    struct wp_difference differences[WP_DIFFERENCES_MAX];
    size_t count; /* largest first */
};

struct wp_matches {
    struct wp_arena arena;
    struct wp_match *rows;
    size_t count;
    size_t considered;
    struct wp_hidden hidden[WP_CHECKS_MAX];
    size_t hidden_count;
    struct wp_safety safety[WP_SAFETY_MAX];
    size_t safety_count;
    const char *widened;
    struct wp_widened *widening;
    size_t widening_count;
    bool low_supply;
    const char *choice_statement; /* NULL: an ordinary list */
    const char *choice_order;
    size_t choice_total;
    bool general; /* no need was stated */
    bool planned;
    struct wp_trip trips[WP_CLIENT_NEEDS_MAX];
    size_t trip_count;
    size_t uncovered[WP_CLIENT_NEEDS_MAX];
    size_t uncovered_count;
    const char *generation;
    char seed[17]; /* of the rotation among near ties; "" when there was none */
    size_t qualified; /* services, shown or further down */
    enum wp_outcome outcome;
    struct wp_ahead ahead;
    size_t outcome_rank; /* among all that qualify, from 1; 0: not ranked */
};

/* A new, empty result with what every result carries. */
WP_MUST_USE enum wp_status
wp_matches_create(const struct wp_index *index, const struct wp_vocab *vocab,
                  const struct wp_client *client,
                  struct wp_matches **ret_matches, struct wp_error *err);

/* One document in words. */
WP_MUST_USE enum wp_status
wp_matches_fill(struct wp_matches *matches, const struct wp_ranking *ranking,
                struct wp_index *index, uint32_t doc, struct wp_match *match,
                struct wp_error *err);

/* All who qualify, in a neutral order. */
WP_MUST_USE enum wp_status
wp_matches_choice(struct wp_matches *matches, const struct wp_ranking *ranking,
                  struct wp_index *index, struct wp_error *err);

/* The ranking's plan in words. */
WP_MUST_USE enum wp_status
wp_matches_plan(struct wp_matches *matches, const struct wp_ranking *ranking,
                struct wp_index *index, struct wp_error *err);

/* Services at the same place as from, for needs that from leaves open. */
WP_MUST_USE enum wp_status
wp_matches_neighbours(struct wp_matches *matches,
                      const struct wp_ranking *ranking, struct wp_index *index,
                      const struct wp_row *from, struct wp_match *match,
                      struct wp_error *err);

/* WP_EINVAL when there is no date to match for. */
WP_MUST_USE enum wp_status wp_matches_check(const struct wp_client *client,
                                            struct wp_error *err);

/* widen.c: how far the search had to go, in words. */
WP_MUST_USE enum wp_status wp_matches_widen(struct wp_matches *matches,
                                            const struct wp_ranking *ranking,
                                            struct wp_error *err);
/* What a row goes beyond ("25 mi asked, found within 50 mi"), or NULL. */
const char *wp_matches_beyond(struct wp_matches *matches,
                              const struct wp_ranking *ranking,
                              const struct wp_row *row);

/* Outcome of an explained service; WP_OUTCOME_NONE otherwise. */
enum wp_outcome wp_matches_outcome(const struct wp_matches *matches,
                                   size_t *ret_rank, size_t *ret_qualified);

#endif /* WP_EXPLAIN_MATCHES_H */
