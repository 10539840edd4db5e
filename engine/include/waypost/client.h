/*
 * waypost/client.h - what is known about the person in front of the desk
 *
 *     CLIENT.json | plain words | flags -> wp_client -> waypost/match.h
 *
 * A field left alone means "not stated" and never excludes a service. Names
 * and birth dates have no place here. Every setter takes the words people
 * use and resolves them with the vocabulary; what cannot be resolved is kept
 * as words and reported in notes, never guessed.
 *
 * Ownership  wp_client owns everything reachable from it.
 */
#ifndef WP_CLIENT_H
#define WP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/arena.h"
#include "waypost/vocab.h"

enum wp_tri { WP_NOT_STATED, WP_NO, WP_YES };

enum wp_urgency {
    WP_URGENCY_NOT_STATED,
    WP_URGENCY_TONIGHT,
    WP_URGENCY_WEEK,
    WP_URGENCY_LONG_TERM,
};

enum wp_travel {
    WP_TRAVEL_NOT_STATED,
    WP_TRAVEL_WALK,
    WP_TRAVEL_TRANSIT,
    WP_TRAVEL_CAR,
};

#define WP_CLIENT_NEEDS_MAX  16
#define WP_NEED_CONCEPTS_MAX 12
#define WP_CLIENT_LIST_MAX   16
#define WP_UNDERSTOOD_MAX    64
#define WP_WITHIN_DEFAULT_M  40234.0 /* 25 miles */
#define WP_WITHIN_MAX_M      800000.0
#define WP_LIMIT_DEFAULT     10
#define WP_LIMIT_MAX         200

struct wp_need_concept {
    int concept;       /* vocabulary number */
    double weight;     /* (0, 1] */
    const char *via;   /* the words that said so, or the slug */
    const char *label; /* which reading of unclear words it is, or NULL */
};

struct wp_need {
    const char *words; /* as typed, or NULL when given by slug */
    struct wp_need_concept concepts[WP_NEED_CONCEPTS_MAX];
    size_t concept_count; /* 0: only its words can find anything */
    enum wp_urgency urgency;
    const char *question; /* key of the question that would settle it */
};

struct wp_near {
    bool stated;
    double lat_deg, lon_deg;
    const char *label; /* "85301 Glendale, AZ" */
    char zip[6];       /* "" when unknown */
    char state[3]; /* also when only a state was stated: not stated then */
    char county[6]; /* FIPS */
    struct wp_zip_share others[WP_ZIP_COUNTIES_MAX]; /* parts of the ZIP */
    size_t other_count;
    bool rural;          /* see wp_zip_is_rural() */
    const char *pending; /* a name of several places, until settled */
};

/* One thing taken from plain words, to be shown and corrected. */
struct wp_understood {
    const char *field; /* the member of CLIENT.json: "age_years", "needs" */
    const char *value; /* "19"; of a need its concepts, ", " between */
    const char *words; /* that said it */
    size_t begin, end; /* where they stand in wp_client.words */
};

struct wp_client_payer {
    int payer;         /* vocabulary number; -1 until settled */
    const char *label; /* the name to show: "AHCCCS" */
    bool pending;      /* applied for, not yet decided */
};

struct wp_client {
    struct wp_arena arena;

    struct wp_need needs[WP_CLIENT_NEEDS_MAX];
    size_t need_count;
    enum wp_urgency urgency; /* of needs that state none of their own */

    struct wp_near near;
    double within_m;
    bool within_stated;
    enum wp_travel travel;

    struct wp_client_payer payers[WP_CLIENT_LIST_MAX];
    size_t payer_count;
    enum wp_tri insured; /* WP_NO: "no insurance" */
    enum wp_tri can_self_pay;

    double age_years; /* NAN when not stated; 0.25 is three months */
    const char *sex;  /* "female", "male", "nonbinary" or NULL */
    enum wp_tri pregnant, veteran;
    int household_size;    /* 0 when not stated */
    const char *household; /* "single", "couple", "parent_with_children" */
    double children_ages_years[WP_CLIENT_LIST_MAX];
    size_t children_count;
    double income_usd_per_year; /* NAN when not stated */
    double income_fpl_percent;  /* of the poverty guideline; else NAN */

    const struct wp_language *languages[WP_CLIENT_LIST_MAX];
    size_t language_count;
    const char *situations[WP_CLIENT_LIST_MAX]; /* "homeless" */
    size_t situation_count;
    const char *attributes[WP_CLIENT_LIST_MAX]; /* "pets:dog", "walk_in" */
    size_t attribute_count;
    const char *accessibility[WP_CLIENT_LIST_MAX]; /* "wheelchair" */
    size_t accessibility_count;
    const char *lacks[WP_CLIENT_LIST_MAX]; /* documents: "photo_id" */
    size_t lack_count;
    const char *require[WP_CLIENT_LIST_MAX]; /* component names made hard */
    size_t require_count;

    char as_of[11]; /* date; required by the matcher */
    char at[20];    /* "2026-11-23T18:00", local to the place, or "" */
    size_t limit;
    enum wp_tri choice_list;   /* all who qualify, neutral order, no score? */
    enum wp_tri order_by_name; /* of a choice list; else by distance */
    enum wp_tri plan;          /* the fewest trips that meet all needs? */
    enum wp_lang output_language; /* of all sentences; English by itself */

    const char *words; /* everything typed, for safety and text search */
    struct wp_understood understood[WP_UNDERSTOOD_MAX]; /* in text order */
    size_t understood_count;
    const char *notes[WP_CLIENT_LIST_MAX]; /* what was not understood */
    size_t note_count;
};

WP_API WP_MUST_USE enum wp_status
wp_client_create(struct wp_client **ret_client, struct wp_error *err);
WP_API void wp_client_destroy(struct wp_client *client);

/*
 * Set one fact by its CLIENT.json name, from text: "near" "85301",
 * "within_m" "15mi" | "40km" | "24000", "need" "suboxone", "concept" SLUG,
 * "payer" "AHCCCS", "age_years" "34", "sex", "pregnant" "true", "veteran",
 * "household_size", "income_usd_per_year", "language" "es", "urgency",
 * "travel", "at", "as_of", "require", "attribute", "accessibility",
 * "situation", "lacks", "limit", "can_self_pay", "insured",
 * "output_language" "es". Lists append.
 *
 * @return WP_EINVAL with what would be right.
 */
WP_API WP_MUST_USE enum wp_status
wp_client_set(struct wp_client *client, const struct wp_vocab *vocab,
              const char *name, const char *value, struct wp_error *err);

/*
 * CLIENT.json of design 4.1. Unknown members are WP_EINVAL with the name and
 * the nearest known one; origin is a JSON path ("$.needs[1].urgency").
 */
WP_API WP_MUST_USE enum wp_status
wp_client_parse_json(struct wp_client *client, const struct wp_vocab *vocab,
                     const char *json, size_t size, struct wp_error *err);

/* Plain words: needs and the facts they state, in English or Spanish. */
WP_API WP_MUST_USE enum wp_status
wp_client_parse_words(struct wp_client *client, const struct wp_vocab *vocab,
                      const char *words, struct wp_error *err);

/*
 * After everything was set: payers named generically get the client's state,
 * urgency falls to each need, household is inferred from what was stated.
 */
WP_API WP_MUST_USE enum wp_status wp_client_settle(struct wp_client *client,
                                                   const struct wp_vocab *vocab,
                                                   struct wp_error *err);

#endif /* WP_CLIENT_H */
