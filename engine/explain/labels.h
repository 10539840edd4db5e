/*
 * engine/explain/labels.h - facts in plain words
 */
#ifndef WP_EXPLAIN_LABELS_H
#define WP_EXPLAIN_LABELS_H

#include "waypost/buf.h"

#include "explain/sentences.h"
#include "match/ask.h"
#include "match/subject.h"

/* "women", "ages 12 to 17", "Maricopa County", "Mon 09:00-17:00". */
void wp_label_fact(struct wp_buf *out, struct wp_voice voice,
                   const struct wp_datum *fact);

/* A code of a fact or of the client: "sex:female", "pets:dog". */
void wp_label_code(struct wp_buf *out, struct wp_voice voice, const char *code);

/* "ages 12 to 17", "0 to 35 months". */
void wp_label_ages(struct wp_buf *out, struct wp_voice voice, double lo_months,
                   double hi_months);

/* "Tue 09:00", or "Tue 2026-12-08 09:00" when a day is given. */
void wp_label_opening(struct wp_buf *out, struct wp_voice voice,
                      int minute_of_week, int32_t day);

/* The name of a holiday by its code; never NULL. */
const char *wp_holiday_label(struct wp_voice voice, const char *code);

/* "Tue 09:00" from minutes since Monday 00:00. */
void wp_label_minute(struct wp_buf *out, struct wp_voice voice,
                     int minute_of_week);

/* "today", "yesterday", "12 days ago", "8 months ago"; days >= 0. */
void wp_label_days_ago(struct wp_buf *out, struct wp_voice voice, int32_t days);

/* "0.4 mi", "12 mi". */
void wp_label_miles(struct wp_buf *out, double distance_m);

/* The record's own words for a fact, with the field that said it. */
void wp_label_evidence(struct wp_buf *out, struct wp_voice voice,
                       const struct wp_datum *fact);

/* Names in the voice's language, where the vocabulary has them. */
const char *wp_concept_name(struct wp_voice voice, int concept);
const char *wp_language_name(struct wp_voice voice,
                             const struct wp_language *language);
/* label, unless the payer is a kind ("Paid by the client"), not a name. */
const char *wp_payer_name(struct wp_voice voice, int payer, const char *label);

#endif /* WP_EXPLAIN_LABELS_H */
