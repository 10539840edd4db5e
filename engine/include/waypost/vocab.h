/*
 * waypost/vocab.h - what people call things: needs, payers, places, languages
 *
 * The tables are datasets/ TSV files embedded in the library; they are parsed
 * once into an immutable wp_vocab that any number of threads may read.
 * Directional: a phrase leads to concepts, never back.
 */
#ifndef WP_VOCAB_H
#define WP_VOCAB_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

struct wp_vocab; /* opaque */

WP_API WP_MUST_USE enum wp_status wp_vocab_create(struct wp_vocab **ret_vocab,
                                                  struct wp_error *err);
WP_API void wp_vocab_destroy(struct wp_vocab *vocab);

/* ---- what the program says ---------------------------------------------- */

/* Languages of output. Records are quoted in whatever language they have. */
enum wp_lang { WP_LANG_EN, WP_LANG_ES, WP_LANG_COUNT };

/* "en", "es-MX", "es_US.UTF-8"; WP_EINVAL for any other language. */
WP_API WP_MUST_USE enum wp_status
wp_lang_parse(const char *tag, enum wp_lang *ret_lang, struct wp_error *err);
WP_API const char *wp_lang_tag(enum wp_lang lang);

/* The wording of sentences.tsv, blanks and all; NULL if there is none. */
WP_API const char *wp_vocab_sentence(const struct wp_vocab *vocab,
                                     const char *key, enum wp_lang lang);
WP_API size_t wp_vocab_sentence_count(const struct wp_vocab *vocab);
/* In key order; NULL beyond the end. */
WP_API const char *wp_vocab_sentence_key(const struct wp_vocab *vocab,
                                         size_t position);

/* ---- needs -------------------------------------------------------------- */

/* Numbers are positions in slug order: stable for one vocabulary. */
struct wp_concept {
    const char *slug, *name_en, *name_es, *lane, *gravity, *open_eligibility;
    int parent;         /* number, or -1 */
    const char *samhsa; /* cell as in needs.tsv, or "" */
    const char *nucc;
    const char *flags;
    const int *substitutes; /* numbers */
    size_t substitute_count;
};
WP_API size_t wp_vocab_concept_count(const struct wp_vocab *vocab);
WP_API const struct wp_concept *wp_vocab_concept(const struct wp_vocab *vocab,
                                                 int number);
/* -1 if there is no such slug. */
WP_API int wp_vocab_concept_by_slug(const struct wp_vocab *vocab,
                                    const char *slug);
/* True if number is ancestor itself or below it. */
WP_API bool wp_vocab_is_under(const struct wp_vocab *vocab, int number,
                              int ancestor);
WP_API bool wp_concept_has_flag(const struct wp_concept *concept,
                                const char *flag);

/* ---- payers ------------------------------------------------------------- */

struct wp_payer {
    const char *code, *kind, *state, *label;
    int parent; /* number, or -1 */
    const char *note;
};
WP_API size_t wp_vocab_payer_count(const struct wp_vocab *vocab);
WP_API const struct wp_payer *wp_vocab_payer(const struct wp_vocab *vocab,
                                             int number);
WP_API int wp_vocab_payer_by_code(const struct wp_vocab *vocab,
                                  const char *code);
/*
 * What a name means in a state (two letters, or NULL): "AHCCCS",
 * "medicaid" + "AZ", "Blue Cross". -1 if nothing is known by that name;
 * ambiguous names without a state give -1 and set *ret_ambiguous.
 */
WP_API int wp_vocab_payer_by_name(const struct wp_vocab *vocab,
                                  const char *name, const char *state,
                                  bool *ret_ambiguous);
/* The payer of a SAMHSA PAY/PYAS code ("MD"), -1 if not a payer code. */
WP_API int wp_vocab_payer_by_samhsa(const struct wp_vocab *vocab,
                                    const char *code);
/* The payer of a Plan-Net InsuranceProductType ("commppo"), -1 if none. */
WP_API int wp_vocab_payer_by_plan_net(const struct wp_vocab *vocab,
                                      const char *code);
/* The payer of an HSDS 1.x payment_accepted word, -1 if none. */
WP_API int wp_vocab_payer_by_hsds1(const struct wp_vocab *vocab,
                                   const char *word);

/* ---- places ------------------------------------------------------------- */

#define WP_ZIP_COUNTIES_MAX 6

/* A county that holds a part of a ZIP's addresses. */
struct wp_zip_share {
    char county[6]; /* FIPS */
    double share;   /* of all addresses, (0, 1) */
};

struct wp_zip {
    char zip[6];
    char state[3];
    char county[6]; /* FIPS of the county with most addresses, or "" */
    const char *city;
    double lat_deg, lon_deg; /* NAN for military ZIPs and where unknown */
    char kind; /* 'z' ZCTA area, 'p' point (PO box), 'm' military */
    struct wp_zip_share others[WP_ZIP_COUNTIES_MAX]; /* largest first */
    size_t other_count;
    double land_km2; /* of the area; NAN where unknown */
    int areas_near;  /* ZIP areas within 25 km, itself included */
};
/* NULL if there is no such ZIP. */
WP_API const struct wp_zip *wp_vocab_zip(const struct wp_vocab *vocab,
                                         const char *zip);
/* "Glendale", "AZ": mean of the city's ZIP areas; false if unknown. */
WP_API bool wp_vocab_city(const struct wp_vocab *vocab, const char *city,
                          const char *state, double *ret_lat_deg,
                          double *ret_lon_deg, const struct wp_zip **ret_zip);
/* A state that has a city of some name. */
struct wp_city_choice {
    const struct wp_zip *zip; /* one of the city's */
    size_t areas;             /* how many ZIPs the city has there */
};
/* The states with a city of this name, the one with most ZIPs first; at most
   max are written and counted. */
WP_API size_t wp_vocab_city_choices(const struct wp_vocab *vocab,
                                    const char *city,
                                    struct wp_city_choice *choices, size_t max);
/*
 * True where distances are long: few ZIP areas around and much land in one.
 */
WP_API bool wp_zip_is_rural(const struct wp_zip *zip);
/* "04013" -> "Maricopa County"; NULL if unknown. */
WP_API const char *wp_vocab_county_name(const struct wp_vocab *vocab,
                                        const char *fips);
/* "Maricopa County", "AZ" -> "04013"; NULL if unknown. */
WP_API const char *wp_vocab_county_fips(const struct wp_vocab *vocab,
                                        const char *name, const char *state);
/* Counties of this name ("Cook County", "Cook") in all states, by FIPS; at
   most max are written and counted. */
WP_API size_t wp_vocab_county_choices(const struct wp_vocab *vocab,
                                      const char *name, const char **fips,
                                      size_t max);
/* The state of a county: "04013" -> "AZ"; NULL if unknown. */
WP_API const char *wp_vocab_county_state(const struct wp_vocab *vocab,
                                         const char *fips);
/* True when two counties share a border (a county is no neighbour of itself).
   Unknown counties have no neighbours. */
WP_API bool wp_vocab_counties_touch(const struct wp_vocab *vocab,
                                    const char *fips, const char *other);
/* The neighbours of a county, by FIPS: "04007 04012"; "" if none is known. The
   text is as long as ret_length says and not terminated. */
WP_API const char *wp_vocab_county_neighbours(const struct wp_vocab *vocab,
                                              const char *fips,
                                              size_t *ret_length);
/* The ZIP area whose point is nearest; NULL only for invalid positions. */
WP_API const struct wp_zip *wp_vocab_nearest_zip(const struct wp_vocab *vocab,
                                                 double lat_deg,
                                                 double lon_deg);

/* ---- languages ---------------------------------------------------------- */

struct wp_language {
    const char *code, *name_en, *name_es;
};
/* By BCP 47, ISO 639-3, English or Spanish name or alias; NULL if unknown. */
WP_API const struct wp_language *wp_vocab_language(const struct wp_vocab *vocab,
                                                   const char *name);
WP_API const struct wp_language *
wp_vocab_language_by_samhsa(const struct wp_vocab *vocab, const char *code);

/* ---- money -------------------------------------------------------------- */

/*
 * Income as a percentage of the federal poverty guideline of that year (the
 * newest known one not after it). NAN if a figure is missing or absurd.
 * state picks 48DC, AK or HI; NULL is 48DC.
 */
WP_API double
wp_vocab_fpl_percent(const struct wp_vocab *vocab, double income_usd_per_year,
                     int household_size, int year, const char *state);

/* ---- scoring ------------------------------------------------------------ */

/* What a score is made of, in the order it is printed. */
enum wp_criterion_number {
    WP_CRITERION_NEED,
    WP_CRITERION_ELIGIBILITY,
    WP_CRITERION_PAYER,
    WP_CRITERION_DISTANCE,
    WP_CRITERION_AVAILABILITY,
    WP_CRITERION_HOURS,
    WP_CRITERION_COST,
    WP_CRITERION_LANGUAGE,
    WP_CRITERION_ACCESSIBILITY,
    WP_CRITERION_FRESHNESS,
    WP_CRITERION_OUTCOMES,
    WP_CRITERION_COUNT
};

/* One row of datasets/scoring/weights.tsv. */
struct wp_criterion_info {
    const char *name;
    double weight;        /* all of them add up to 100 */
    double unknown_prior; /* score when the record is silent; NAN: none */
    const char *sentence; /* what it measures and why it weighs that much */
    const char *sentence_es;
    const char *source; /* where the weight comes from */
};
WP_API const char *wp_criterion_name(enum wp_criterion_number number);
WP_API const struct wp_criterion_info *
wp_vocab_criterion(const struct wp_vocab *vocab,
                   enum wp_criterion_number number);

/* The rows of datasets/scoring/numbers.tsv; "need.exact" and so on. */
enum wp_number {
    WP_NUMBER_NEED_EXACT,
    WP_NUMBER_NEED_NARROWER,
    WP_NUMBER_NEED_NARROWER_DOMAIN,
    WP_NUMBER_NEED_BROADER,
    WP_NUMBER_NEED_BROADER_FAR,
    WP_NUMBER_NEED_SUBSTITUTE,
    WP_NUMBER_NEED_TEXT,
    WP_NUMBER_NEED_SURE,
    WP_NUMBER_NEED_ONE_OF_SEVERAL,
    WP_NUMBER_TEXT_LEAST_UNDERSTOOD,
    WP_NUMBER_TEXT_LEAST_WORDS,
    WP_NUMBER_ELIGIBILITY_SPECIAL,
    WP_NUMBER_EXTRACTED_TRUST,
    WP_NUMBER_LANGUAGE_STAFF,
    WP_NUMBER_LANGUAGE_INTERPRETER,
    WP_NUMBER_LANGUAGE_OFFERED,
    WP_NUMBER_LANGUAGE_LINE,
    WP_NUMBER_AVAILABILITY_OPEN,
    WP_NUMBER_AVAILABILITY_FEW,
    WP_NUMBER_AVAILABILITY_WAITLIST,
    WP_NUMBER_AVAILABILITY_CLOSED,
    WP_NUMBER_AVAILABILITY_FULL,
    WP_NUMBER_AVAILABILITY_FULL_VALUE_DAYS,
    WP_NUMBER_AVAILABILITY_WORTHLESS_DAYS,
    WP_NUMBER_FRESHNESS_HALF_LIFE_DAYS,
    WP_NUMBER_FRESHNESS_OLD_DAYS,
    WP_NUMBER_NEAR_TIE_POINTS,
    WP_NUMBER_NEAR_TIE_FRESHNESS_DAYS,
    WP_NUMBER_LIST_ROWS_PER_ORGANIZATION,
    WP_NUMBER_LIST_ORGANIZATIONS,
    WP_NUMBER_LIST_TOP,
    WP_NUMBER_LIST_REMOTE_POINTS,
    WP_NUMBER_COUNT
};
struct wp_scoring_number {
    const char *name;
    double value;
    const char *sentence, *sentence_es;
};
WP_API const struct wp_scoring_number *
wp_vocab_number(const struct wp_vocab *vocab, enum wp_number number);

/* Which weights and numbers these are: "2026-11", and a hash of both files. */
WP_API const char *wp_vocab_scoring_version(const struct wp_vocab *vocab);
WP_API const char *wp_vocab_scoring_hash(const struct wp_vocab *vocab);

/* ---- words -------------------------------------------------------------- */

/* One thing a phrase was understood as. */
struct wp_sense {
    int concept;          /* number, or -1 if the phrase only states facts */
    double weight;        /* (0, 1] */
    size_t begin, end;    /* bytes of the text that said it */
    const char *phrase;   /* the lexicon's phrase */
    const char *facts;    /* "attr=pets:dog language=es", or "" */
    const char *question; /* key of a question that would settle it, or NULL */
};
/*
 * What a text says: longest phrases first, on word boundaries, case and accents
 * folded. At most max senses are written; returns how many there are in all.
 * Negated phrases ("not faith based", "don't want detox") are left out; what
 * somebody has none of ("no diapers") is what they need.
 */
WP_API size_t wp_vocab_understand(const struct wp_vocab *vocab,
                                  const char *text, struct wp_sense *senses,
                                  size_t max);

/*
 * The same for what a person says of a client: where no phrase covers the
 * words, the phrases most like them count, at a lower weight.
 */
WP_API size_t wp_vocab_hear(const struct wp_vocab *vocab, const char *text,
                            struct wp_sense *senses, size_t max);

struct wp_question {
    const char *key, *en, *es;
    const char *readings; /* "drug treatment=sud.treatment|..." */
};
WP_API const struct wp_question *wp_vocab_question(const struct wp_vocab *vocab,
                                                   const char *key);

struct wp_hotline {
    const char *id, *name, *phone, *text, *url, *hours, *for_en, *for_es;
};
/* Hotlines a text calls for, in table order without repeats; the why of the
   first phrase that called each, in lang. Returns how many were written. */
WP_API size_t wp_vocab_crisis(const struct wp_vocab *vocab, const char *text,
                              enum wp_lang lang,
                              const struct wp_hotline **hotlines,
                              const char **whys, size_t max);

/*
 * What a text that tells of danger needs, whatever else it asks for: concept
 * numbers, each once. Returns how many were written.
 */
WP_API size_t wp_vocab_crisis_needs(const struct wp_vocab *vocab,
                                    const char *text, int *concepts,
                                    size_t max);

/* Folded words, one space between: lower case, accents off, punctuation out. */
WP_API WP_MUST_USE enum wp_status wp_fold(const char *text, char **ret_folded,
                                          struct wp_error *err);

/* Hash of all embedded tables but the sentences: part of a generation's
   fingerprint. */
WP_API const char *wp_vocab_fingerprint(const struct wp_vocab *vocab);

#endif /* WP_VOCAB_H */
