/*
 * importers/samhsa_codes.h - the service codes of SAMHSA's treatment locator
 *
 * One code means the same in the substance use and in the mental health
 * listing. The labels are ours: short, plain, in the middle of a sentence.
 *
 * Source: code keys of the national directories of 2022 (US government work);
 *         UBN is an older code of the FindTreatment download.
 */
#ifndef IMPORTERS_SAMHSA_CODES_H
#define IMPORTERS_SAMHSA_CODES_H

#include <stddef.h>

#define WP_SAMHSA_SU 1u /* substance use listing */
#define WP_SAMHSA_MH 2u /* mental health listing */

/* The categories of the key. */
enum wp_samhsa_category {
    WP_SAMHSA_AGE,
    WP_SAMHSA_AS,
    WP_SAMHSA_ASPT,
    WP_SAMHSA_AUT,
    WP_SAMHSA_DETOX,
    WP_SAMHSA_ECS,
    WP_SAMHSA_EMS,
    WP_SAMHSA_EXCL,
    WP_SAMHSA_FOP,
    WP_SAMHSA_FT,
    WP_SAMHSA_FVP,
    WP_SAMHSA_GN,
    WP_SAMHSA_HOSP,
    WP_SAMHSA_LCA,
    WP_SAMHSA_MSRV,
    WP_SAMHSA_OL,
    WP_SAMHSA_OM,
    WP_SAMHSA_OMSC,
    WP_SAMHSA_OT,
    WP_SAMHSA_OTHR,
    WP_SAMHSA_PAY,
    WP_SAMHSA_PHR,
    WP_SAMHSA_PYAS,
    WP_SAMHSA_RSS,
    WP_SAMHSA_SCR,
    WP_SAMHSA_SET,
    WP_SAMHSA_SG,
    WP_SAMHSA_SL,
    WP_SAMHSA_SMAT,
    WP_SAMHSA_SMP,
    WP_SAMHSA_TAP,
    WP_SAMHSA_TC,
    WP_SAMHSA_TRSRV,
};

struct wp_samhsa_code {
    const char *code; /* upper case */
    enum wp_samhsa_category category;
    unsigned sides; /* in which key it stands */
    const char *label;
};

/* In the order of the codes. */
size_t wp_samhsa_code_count(void);
const struct wp_samhsa_code *wp_samhsa_code_at(size_t position);

/* Letter case is ignored; -1 if it is none of ours. */
long wp_samhsa_code_find(const char *code);

#endif /* IMPORTERS_SAMHSA_CODES_H */
