/*
 * engine/match/subject.h - one document as gates and criteria see it
 *
 *     generation row -> wp_subject -> gate_*.c, score_*.c
 *
 * Gates and criteria never touch the index: they read a subject, so that a
 * test can write one by hand. Strings are borrowed from the generation.
 */
#ifndef WP_MATCH_SUBJECT_H
#define WP_MATCH_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/client.h"
#include "waypost/record.h"

#include "index/format.h"
#include "index/reader.h"

/* A fact with its proof. */
struct wp_datum {
    enum wp_fact_kind kind;
    enum wp_stance stance;
    int number;       /* concept or payer number; -1 for other kinds */
    const char *code; /* "sex:female"; "" for needs and payers */
    double lo, hi;    /* NAN where open */
    double weight;    /* (0, 1] */
    int32_t asserted_day, from_day, to_day;
    bool extracted; /* read out of running text, not out of a column */
    const char *note;
    /* Only filled for a subject loaded with its proofs; else "". */
    const char *field, *evidence, *source;
};

struct wp_subject {
    uint32_t doc;
    uint32_t organization;
    enum wp_doc_status status;
    unsigned flags;          /* enum wp_doc_flags */
    double lat_deg, lon_deg; /* NAN without a public position */
    double distance_m;       /* NAN without a position or starting point */
    char state[3], zip[9], county[9];
    int32_t asserted_day;
    const char *source;
    unsigned char service_id[16];

    /* Facts of kind k: data[first[k]] up to data[first[k + 1]]. */
    const struct wp_datum *data;
    size_t first[WP_FACT_KIND_COUNT + 1];

    /* How much of each need's words the record's text carries. */
    float share[WP_CLIENT_NEEDS_MAX];
};

/* The facts of one kind; *ret_count is 0 when the record is silent. */
const struct wp_datum *wp_subject_facts(const struct wp_subject *subject,
                                        enum wp_fact_kind kind,
                                        size_t *ret_count);

/*
 * What follows "facet:" in the fact's code: "female" for sex in "sex:female",
 * "" when the code is the bare facet ("veteran"), NULL for another facet.
 */
const char *wp_datum_facet(const struct wp_datum *datum, const char *facet);

/* True when day lies inside the fact's validity (open ends allowed). */
bool wp_datum_valid_on(const struct wp_datum *datum, int32_t day);

/* Room for the facts of one subject after another. */
struct wp_subject_room {
    struct wp_datum *data;
    size_t room;
};

/*
 * Fill a subject from a generation. The room is reused and must outlive the
 * subject; free(room.data) at the end. distance_m and share are left NAN and 0.
 */
WP_MUST_USE enum wp_status
wp_subject_load(const struct wp_index *index, uint32_t doc, bool proofs,
                struct wp_subject_room *room, struct wp_subject *ret_subject,
                struct wp_error *err);

#endif /* WP_MATCH_SUBJECT_H */
