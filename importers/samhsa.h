/*
 * importers/samhsa.h - SAMHSA treatment facilities, shared by their mapping
 *
 * One row is one listing: a facility as substance use (SU) or as mental health
 * (MH) provider. The same site is often listed as both; ids are made in a
 * space of the publisher's ("samhsa"), not of the file's, so that the listings
 * meet:
 *
 *     organization  name1, state
 *     location      name1, name2, street1, ZIP
 *     service       location, street2, type of listing
 *
 * All folded: case, punctuation and accents do not make a new site. Listings
 * that agree in all of this and yet differ (the men's and the women's house of
 * one address) stay two services.
 *
 * Facts carry the date the file speaks of: a date in its name
 * (FindTreatment_MA_2025-08-19), else the last day of a year in its name. The
 * directories of 2022 print no other date.
 */
#ifndef IMPORTERS_SAMHSA_H
#define IMPORTERS_SAMHSA_H

#include "mapper.h"
#include "mapper_census.h"
#include "samhsa_codes.h"

#define WP_SAMHSA_SPACE     "samhsa"
#define WP_SAMHSA_CODES_MAX 384

/* Where a column's cells go. */
enum wp_samhsa_column {
    WP_SC_NAME1,
    WP_SC_NAME2,
    WP_SC_STREET1,
    WP_SC_STREET2,
    WP_SC_CITY,
    WP_SC_STATE,
    WP_SC_ZIP,
    WP_SC_ZIP4,
    WP_SC_COUNTY,
    WP_SC_PHONE,
    WP_SC_INTAKE1,
    WP_SC_INTAKE2,
    WP_SC_INTAKE1A,
    WP_SC_INTAKE2A,
    WP_SC_HOTLINE1,
    WP_SC_HOTLINE2,
    WP_SC_WEBSITE,
    WP_SC_LATITUDE,
    WP_SC_LONGITUDE,
    WP_SC_TYPE,
    WP_SC_CODES,
    WP_SC_COUNT
};

/* A listing as read; texts are NULL where the row is silent. */
struct wp_samhsa_row {
    const char *text[WP_SC_COUNT];
    bool has[WP_SAMHSA_CODES_MAX]; /* by position in the code table */
    size_t code_count;
    struct wp_buf code_text; /* every code, also those unknown to us */
    unsigned sides;          /* WP_SAMHSA_SU or _MH; 0: cannot be told */
    const char *sides_from;  /* how that was told: field of its evidence */
    const char *asserted_on; /* date or NULL */
    const char *suffix;      /* of two listings with one key: what tells them
                           apart; else "" */
    const char *organization_id, *location_id, *service_id;
    const char *organization_key, *location_key, *service_key;
    struct wp_place place;
};

struct wp_samhsa_need {
    int concept;
    unsigned side; /* 0: either */
    long codes[4]; /* all needed */
    size_t count;
};

struct wp_samhsa_run {
    struct wp_context *context;
    struct wp_census census;
    struct wp_arena arena;        /* of the current row */
    struct wp_samhsa_need *needs; /* in order of concepts */
    size_t need_count;
    bool counting;
};

bool wp_samhsa_has(const struct wp_samhsa_row *row, const char *code);

/* samhsa_row.c: what the listing is: its type, its ids, its records. */
WP_MUST_USE enum wp_status wp_samhsa_row_put(struct wp_samhsa_run *run,
                                             struct wp_samhsa_row *row,
                                             struct wp_error *err);
/* Set sides from the type column, else from the codes, else from title. */
void wp_samhsa_tell_sides(struct wp_samhsa_row *row, const char *title);

/* samhsa_text.c */
const char *wp_samhsa_service_name(struct wp_arena *arena,
                                   const struct wp_samhsa_row *row);
const char *wp_samhsa_description(struct wp_arena *arena,
                                  const struct wp_samhsa_row *row);
/* Labels of a category, joined by commas; NULL if there are none. */
const char *wp_samhsa_labels(struct wp_arena *arena,
                             const struct wp_samhsa_row *row,
                             enum wp_samhsa_category category);
/* The date a file's name tells, "YYYY-MM-DD", or false. */
bool wp_samhsa_date_of(const char *name, char ret_date[11]);

/* samhsa_facts.c */
WP_MUST_USE enum wp_status wp_samhsa_needs_load(struct wp_samhsa_run *run,
                                                struct wp_error *err);
WP_MUST_USE enum wp_status wp_samhsa_facts_put(struct wp_samhsa_run *run,
                                               const struct wp_samhsa_row *row,
                                               struct wp_error *err);

/* samhsa_key.c: a file that explains the codes instead of using them. */
bool wp_samhsa_is_key(const struct wp_input *input);
WP_MUST_USE enum wp_status wp_samhsa_read_key(struct wp_context *context,
                                              const struct wp_input *input,
                                              struct wp_error *err);

#endif /* IMPORTERS_SAMHSA_H */
