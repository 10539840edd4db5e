/*
 * importers/mapper.h - what every mapping uses: rows, records, findings, ids
 *
 *     wp_context_row -> (wp_context_put | wp_context_fact)* | _reject
 *
 * A row's key is its identity inside (source, table). Two rows of one file may
 * claim the same key with different content (mapper_census.h finds out in a
 * first pass); those get a suffix, so that a second import finds nothing new.
 *
 * A row of a table is kept as a JSON object of its non-empty cells under the
 * column names of the file: it can be read without the header, and a column
 * that moves does not make every row look changed.
 */
#ifndef IMPORTERS_MAPPER_H
#define IMPORTERS_MAPPER_H

#include <jansson.h>
#include <stdint.h>

#include "waypost/arena.h"
#include "waypost/buf.h"
#include "waypost/ingest.h"
#include "waypost/vocab.h"

#include "source.h"

/* ---- repeated findings --------------------------------------------------- */

/* The same remark about many rows is made once, with a count. */
struct wp_tally_entry {
    uint64_t kind;
    enum wp_severity severity;
    char path[160];
    char message[240];
    unsigned long line, column;
    long count;
};
#define WP_TALLY_MAX 256u

struct wp_tally {
    struct wp_tally_entry *entries; /* WP_TALLY_MAX of them, or NULL */
    size_t count;
    long left_out; /* of kinds beyond WP_TALLY_MAX */
};

/* ---- the run ------------------------------------------------------------- */

struct wp_context {
    struct wp_ingest *ingest;
    const struct wp_vocab *vocab;
    const struct wp_feed *feed;
    const struct wp_import_options *options;
    const char *space; /* the source's name: the space of its ids */
    struct wp_tally tally;
    long rows;
    long rows_total; /* of the first pass */
};

/* A place in the input; line and column from 1, 0 for none. */
struct wp_place {
    const char *path;
    unsigned long line, column;
};

/* Begin a row; ticks the progress. Put only if the verdict says added or
   changed (wp_row_is_new). */
WP_MUST_USE enum wp_status
wp_context_row(struct wp_context *context, const struct wp_raw_row *row,
               enum wp_row_verdict *ret_verdict, struct wp_error *err);
bool wp_row_is_new(enum wp_row_verdict verdict);

/*
 * Put a record of the row. One that the store cannot take (WP_EPARSE) becomes
 * a finding at place and the row goes on; everything else is an error.
 */
WP_MUST_USE enum wp_status
wp_context_put(struct wp_context *context, const struct wp_record *record,
               const struct wp_place *place, struct wp_error *err);
WP_MUST_USE enum wp_status
wp_context_fact(struct wp_context *context, const struct wp_fact *fact,
                const struct wp_place *place, struct wp_error *err);

/* The row, or a line that could not be read, is unusable: why. */
WP_MUST_USE enum wp_status
wp_context_reject(struct wp_context *context, const struct wp_place *place,
                  struct wp_error *err, const char *format, ...)
    WP_PRINTF(4, 5);

/* Report at once. */
void wp_context_find(struct wp_context *context, enum wp_severity severity,
                     const struct wp_place *place, const char *format, ...)
    WP_PRINTF(4, 5);

/*
 * Report once for every (path, kind), with how often it happened. kind is a
 * word of ours, or of ours and the value that matters: "status 4".
 */
void wp_context_tally(struct wp_context *context, enum wp_severity severity,
                      const struct wp_place *place, const char *kind,
                      const char *format, ...) WP_PRINTF(5, 6);
void wp_context_flush(struct wp_context *context);
void wp_context_clear(struct wp_context *context);

/* How a file was encoded, when that is worth telling. */
void wp_context_encoding(struct wp_context *context, const char *path,
                         const struct wp_text_report *report);

/* ---- text ---------------------------------------------------------------- */

/* FNV-1a, 64 bits; start with WP_HASH_START and feed on. */
#define WP_HASH_START UINT64_C(14695981039346656037)
uint64_t wp_hash_text(uint64_t hash, const char *text);
uint64_t wp_hash_bytes(uint64_t hash, const void *bytes, size_t size);

/* Sixteen hexadecimal digits. */
void wp_hash_hex(uint64_t hash, char ret_text[17]);

/* Blanks (NBSP and BOM too) off both ends; NULL if nothing is left. */
char *wp_trimmed(struct wp_arena *arena, const char *text);

/* Trimmed, and NULL for a spelling of nothing ("n/a", "-999"). */
char *wp_meaningful(struct wp_arena *arena, const char *text);

/* "key":"value" with a comma before it unless the object just opened. */
void wp_json_text(struct wp_buf *out, const char *text);
void wp_json_member(struct wp_buf *out, const char *key, const char *value);

/* A row of a table as JSON (see above). names[i] belongs to cells[i]. */
void wp_json_row(struct wp_buf *out, const struct wp_table *table);

/* ---- ids ----------------------------------------------------------------- */

/* wp_uuid_map() of a key made of parts; the text lives in the arena. */
const char *wp_id_of(struct wp_arena *arena, const char *space,
                     enum wp_entity entity, const char *native);

#endif /* IMPORTERS_MAPPER_H */
