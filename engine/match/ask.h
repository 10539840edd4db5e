/*
 * engine/match/ask.h - the client in the units that gates and criteria compare
 *
 * Made once a query: days instead of dates, months instead of years, percent
 * of the poverty guideline instead of dollars, and for every need a table of
 * how well each concept of the vocabulary answers it.
 */
#ifndef WP_MATCH_ASK_H
#define WP_MATCH_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/arena.h"
#include "waypost/client.h"

#include "index/format.h"
#include "match/widening.h"

enum wp_relation {
    WP_RELATION_NONE,
    WP_RELATION_SUBSTITUTE, /* declared in needs.tsv as acceptable instead */
    WP_RELATION_BROADER,    /* the record names only the general need */
    WP_RELATION_NARROWER,   /* the record names a kind of what was asked */
    WP_RELATION_EXACT,
};

/* How well a concept answers a need. */
struct wp_fit {
    float score; /* 0 when unrelated */
    int asked;   /* the concept of the need that it answers */
    enum wp_relation relation;
};

struct wp_want {
    const char *words;         /* searched in record text, or NULL */
    const struct wp_fit *fits; /* by concept number; NULL: words only */
    int first_concept;         /* strongest concept asked, or -1 */
    double least_share;        /* text hits carrying less are chance */
    bool leveled;              /* some asked concept is a level of care */
};

enum wp_ask_mode { WP_ASK_MATCH, WP_ASK_SEARCH };

struct wp_ask {
    const struct wp_client *client;
    const struct wp_vocab *vocab;
    enum wp_ask_mode mode;

    int32_t as_of_day;
    int32_t at_day; /* meaningful when at_minute >= 0 */
    int at_minute;  /* since Monday 00:00, or -1 */
    bool tonight;   /* some need is for tonight */
    bool general;   /* no need known: places to begin, and none is claimed */

    double age_months;   /* NAN when not stated */
    double fpl_percent;  /* NAN when not stated */
    bool fpl_is_ceiling; /* household size unknown: a larger one is lower */
    bool wants_bed;      /* some need is a place to stay */

    double asked_m;    /* the radius asked; INFINITY without near */
    enum wp_step step; /* of widening, as far as it went */

    struct wp_want wants[WP_CLIENT_NEEDS_MAX];
    size_t want_count;
};

/*
 * Prepare a client. Borrows client and vocab; allocates from arena.
 *
 * @return WP_EINVAL if as_of is missing or malformed; WP_ENOMEM.
 */
WP_MUST_USE enum wp_status
wp_ask_init(struct wp_ask *ask, const struct wp_client *client,
            const struct wp_vocab *vocab, enum wp_ask_mode mode,
            struct wp_arena *arena, struct wp_error *err);

/* True when the client asked for this component or constraint to be hard. */
bool wp_ask_requires(const struct wp_ask *ask, const char *name);

/* How many rows the client wants to see. */
size_t wp_ask_limit(const struct wp_ask *ask);

/* How far a step of widening looks; INFINITY without near. */
double wp_ask_radius_m(const struct wp_ask *ask, enum wp_step step);

/* True when text is among the first count entries of list. */
bool wp_listed(const char *const *list, size_t count, const char *text);

/* Days since 1970-01-01 of "2026-11-23..."; false if it is not a date. */
bool wp_ask_day(const char *date, int32_t *ret_day);

/* The reverse: "2026-11-23". */
void wp_ask_date(int32_t day, char ret_date[11]);

/* Days from day to as_of, never negative; -1 when day is unknown. */
int32_t wp_ask_days_since(const struct wp_ask *ask, int32_t day);

/* The flag after "level:", e.g. "withdrawal", as a number; 0 for none. */
int wp_concept_level(const struct wp_concept *concept);

#endif /* WP_MATCH_ASK_H */
