/*
 * waypost/match.h - from one client to ranked, explained services
 *
 *     client -> candidates -> constraints -> criteria -> order -> matches
 *
 * The explanation is the score: score = 100 * sum(weight * score) /
 * sum(weight) over the components that apply, and each component carries its
 * evidence, source and date. Same client, same generation, same bytes.
 *
 * Units      A quantity carries its unit in its name. A component's score is
 *            in [0, 1]; its weight is > 0. A match's score is in [0, 100],
 *            rounded to hundredths, and is what the order is made from.
 * Ownership  wp_matches owns all that is reachable from it.
 * Threads    An index may be used by one thread at a time.
 */
#ifndef WP_MATCH_H
#define WP_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/client.h"
#include "waypost/index.h"

enum wp_verdict { WP_MEETS, WP_FAILS, WP_UNKNOWN };
WP_API const char *wp_verdict_name(enum wp_verdict verdict);

/* What was compared, what it was worth, and who says so. */
struct wp_component {
    const char *name; /* "need", "payer", "distance", ... */
    double weight;
    double score;
    enum wp_verdict verdict;
    const char *wanted;   /* what the client stated: "AHCCCS" */
    const char *evidence; /* the record's own words; NULL if silent */
    const char *source;   /* who says so; NULL if silent */
    const char *as_of;    /* date of the evidence; NULL if unknown */
    bool extracted;       /* evidence out of running text: less sure */
    const char *say;      /* what it comes to: "takes Medicaid; ..." */
};

/* A hard fact looked at for this client: why-not names the failing ones. */
struct wp_constraint {
    const char *name; /* "age", "sex", "area", "payer", "status", ... */
    enum wp_verdict verdict;
    bool hard; /* a FAILS here hides the service */
    const char *wanted, *evidence, *source, *as_of;
    bool extracted;
    const char *say; /* one sentence: "serves 12 to 17 only" */
};

struct wp_phone_line {
    const char *number, *extension, *type;
};

struct wp_neighbour {
    const char *service_id, *service_name, *organization;
};

struct wp_match {
    size_t rank; /* from 1 */
    double score;
    const char *lane;   /* "tonight", "week", "long-term" */
    bool neutral;       /* of a choice list: no score and no rank is shown */
    size_t tie_group;   /* rows of one group are near ties; 0: no tie */
    const char *lifted; /* why it stands higher than its score: "no-trip",
                           "need" (the best for one of several), or NULL */

    const char *service_id, *service_name, *organization, *url, *status;
    const char *alert, *description;

    bool has_place;
    bool confidential;
    const char *location_id, *address, *city, *state, *postal_code;
    double lat_deg, lon_deg; /* NAN when confidential or without a place */
    double distance_m;       /* NAN without a place or a starting point */
    bool approximate;        /* measured to the ZIP's point */
    const char *beyond; /* what it goes beyond: "25 mi asked, found within 50
                           mi"; NULL when it is what was asked */

    const struct wp_phone_line *phones;
    size_t phone_count;
    const struct wp_component *components;
    size_t component_count;
    const struct wp_constraint *constraints;
    size_t constraint_count;
    /* Other services at the same place for needs this one does not meet. */
    const struct wp_neighbour *neighbours;
    size_t neighbour_count;
    const char *const *confirm; /* "Ask whether they take AHCCCS" */
    size_t confirm_count;

    enum wp_verdict open; /* at client->at; WP_UNKNOWN without hours or time */
    const char *open_until, *opens_next; /* "17:00", "Tue 09:00", or NULL */
    bool open_asked;
    bool open_intake;   /* intake hours decided, not opening hours */
    bool open_doubtful; /* hours are given and leave it open: a holiday, "by
                           appointment", words that could not be read */
    const char *source, *as_of; /* of the record */
};

struct wp_hidden {
    const char *reason; /* constraint name */
    size_t count;       /* services, not documents */
};

struct wp_safety {
    const char *name, *phone, *text, *url, *why;
};

/* One stop of a plan: what is done there, for which of client->needs. */
struct wp_trip {
    bool trip; /* false: by phone, online or at home */
    const struct wp_match *services;
    size_t service_count;
    const size_t *needs; /* positions */
    size_t need_count;
    double distance_m; /* NAN when not known or no trip */
};

struct wp_matches; /* opaque */

/*
 * Find, gate, score and order. client->as_of must be set. Without a need and
 * words, general starting points: wp_matches_general().
 *
 * @return WP_OK, also when nothing matches; WP_EINVAL if as_of is missing;
 *         WP_ESTORE; WP_ENOMEM.
 */
WP_API WP_MUST_USE enum wp_status
wp_match_run(struct wp_index *index, const struct wp_vocab *vocab,
             const struct wp_client *client, struct wp_matches **ret_matches,
             struct wp_error *err);

/*
 * One service explained for one client, whether or not it would be shown:
 * every document of the service, best first, constraints included.
 * service_id may be a unique prefix of at least 6 hexadecimal digits, or the
 * name of the service or its organization, whole or in part.
 *
 * @return WP_ENOTFOUND; WP_EINVAL when several are meant, with their ids.
 */
WP_API WP_MUST_USE enum wp_status
wp_match_explain(struct wp_index *index, const struct wp_vocab *vocab,
                 const struct wp_client *client, const char *service_id,
                 struct wp_matches **ret_matches, struct wp_error *err);

/*
 * Plain search: words near a place, no client. Same scorer with the need and
 * distance components only.
 */
WP_API WP_MUST_USE enum wp_status
wp_match_search(struct wp_index *index, const struct wp_vocab *vocab,
                const struct wp_client *client, struct wp_matches **ret_matches,
                struct wp_error *err);

WP_API size_t wp_matches_count(const struct wp_matches *matches);
/* Borrowed; position counts from 0. NULL beyond the end. */
WP_API const struct wp_match *wp_matches_at(const struct wp_matches *matches,
                                            size_t position);
WP_API size_t wp_matches_considered(const struct wp_matches *matches);
WP_API const struct wp_hidden *
wp_matches_hidden(const struct wp_matches *matches, size_t *ret_count);
WP_API const struct wp_safety *
wp_matches_safety(const struct wp_matches *matches, size_t *ret_count);
/* Published step of widening that was needed ("within 50 mi, beyond the 25 mi
   asked"), or NULL. */
WP_API const char *wp_matches_widened(const struct wp_matches *matches);
/* Each step beyond what was asked that was taken, in order. */
struct wp_widened {
    const char *step; /* "double_radius", "next_county", ... */
    const char *say;
};
WP_API const struct wp_widened *
wp_matches_widening(const struct wp_matches *matches, size_t *ret_count);
WP_API bool wp_matches_low_supply(const struct wp_matches *matches);
WP_API const char *wp_matches_generation(const struct wp_matches *matches);
/*
 * Of a choice list (client->choice_list): every provider that qualifies, in
 * the order stated, none endorsed. NULL for an ordinary list. total is how
 * many qualify; WP_LIMIT_MAX of them at most are listed.
 */
WP_API const char *wp_matches_choice_statement(const struct wp_matches *matches,
                                               const char **ret_order,
                                               size_t *ret_total);
/* True when no need was known: these are places to begin, no need component
   is among them and none is claimed to be met. */
WP_API bool wp_matches_general(const struct wp_matches *matches);
/* What near ties were rotated by: the same day and question, the same turn. */
WP_API const char *wp_matches_seed(const struct wp_matches *matches);
/* The fewest trips that meet all needs, when client->plan asked for it. */
WP_API bool wp_matches_planned(const struct wp_matches *matches);
WP_API const struct wp_trip *wp_matches_trips(const struct wp_matches *matches,
                                              size_t *ret_count);
/* Positions of needs that nothing on record surely meets. */
WP_API const size_t *wp_matches_uncovered(const struct wp_matches *matches,
                                          size_t *ret_count);
WP_API void wp_matches_destroy(struct wp_matches *matches);

#endif /* WP_MATCH_H */
