/*
 * importers/hsds_fix.h - values of HSDS records in their canonical spelling
 *
 * Only spelling: "Active" -> active, "9:00am" -> 09:00, "www.x.org" with a
 * scheme. What already is canonical is left alone, so that a file that was
 * good comes out as it went in. What cannot be read is left to the store,
 * which keeps it aside and says so; only words that are not among a column's
 * choices are put aside here, because one remark for all of them is enough.
 */
#ifndef IMPORTERS_HSDS_FIX_H
#define IMPORTERS_HSDS_FIX_H

#include <jansson.h>

#include "mapper.h"

/* extra: members for extra_json; created when needed. */
void wp_hsds_fix(struct wp_context *context, struct wp_arena *arena,
                 struct wp_record *record, json_t **extra,
                 const struct wp_place *place);

/*
 * The position of a location against the point of its ZIP (or NULL): one that
 * cannot be right goes to extra with a finding, and the index falls back to
 * the ZIP.
 */
void wp_hsds_fix_position(struct wp_context *context, struct wp_record *record,
                          const char *zip, json_t **extra,
                          const struct wp_place *place);

/* Put aside under key; the first value of a key stays. */
void wp_hsds_aside(json_t **extra, const char *key, const char *value);

#endif /* IMPORTERS_HSDS_FIX_H */
