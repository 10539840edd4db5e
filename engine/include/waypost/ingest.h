/*
 * waypost/ingest.h - the write side: rows of a source become records and facts
 *
 *     begin -> (row -> put* fact* | reject)* -> finish (or abort)
 *
 * One batch is one transaction: until wp_ingest_finish() returns WP_OK the
 * directory is exactly as it was, and wp_ingest_abort() leaves it so.
 *
 * A row is the unit of counting: one line of a CSV, one element of a JSON
 * array. Its key is its identity inside the source; its bytes are kept
 * verbatim in raw_record. read = added + changed + unchanged + rejected.
 */
#ifndef WP_INGEST_H
#define WP_INGEST_H

#include "waypost/record.h"
#include "waypost/store.h"
#include "waypost/vocab.h"

struct wp_ingest; /* opaque */

struct wp_source_info {
    const char *name;      /* required: [a-z0-9_.-]{1,64} */
    const char *title;     /* what people see as the source of a fact */
    const char *publisher; /* or NULL, as the rest */
    const char *url;
    const char *licence;
    const char *format; /* "samhsa", "hsds-csv" */
};

enum wp_severity { WP_NOTE, WP_WARNING, WP_ERROR_FINDING };
WP_API const char *wp_severity_name(enum wp_severity severity);

/* line and column count from 1; 0 where there is none. */
struct wp_finding {
    enum wp_severity severity;
    const char *path;
    unsigned long line, column;
    const char *message; /* what is wrong with which value, what is right */
};

struct wp_ingest_options {
    const char *now;    /* "2026-11-23T14:05:00Z": the caller's clock */
    const char *mapper; /* name and version of the mapping; part of the hash,
                            so that a better mapper re-reads unchanged rows */
    bool partial;       /* not a full feed: absent rows are not missing */
    bool dry_run;       /* finish counts and rolls back */
    /* Called for each finding as it happens; may be NULL. The first 10,000
       findings of a run are also kept in the store. */
    void (*finding)(const struct wp_finding *finding, void *payload);
    void *payload;
};

struct wp_ingest_counts {
    long read, added, changed, unchanged, missing, rejected, findings;
    long run_id;
};

WP_API WP_MUST_USE enum wp_status
wp_ingest_begin(struct wp_store *store, const struct wp_source_info *source,
                const struct wp_ingest_options *options,
                struct wp_ingest **ret_ingest, struct wp_error *err);

enum wp_row_verdict {
    WP_ROW_ADDED,
    WP_ROW_CHANGED,
    WP_ROW_UNCHANGED, /* its records and facts stand; put nothing */
    WP_ROW_REPEATED,  /* the same key and bytes again in this run; counted as
                         unchanged; put nothing */
};

struct wp_raw_row {
    const char *table;  /* "services.csv", "facility" */
    const char *key;    /* identity inside (source, table) */
    const char *format; /* "csv", "json" */
    const void *bytes;  /* verbatim row */
    size_t size;
    const char *path;
    unsigned long line;
};

/* Begin a row; what is put until the next row belongs to it. */
WP_API WP_MUST_USE enum wp_status
wp_ingest_row(struct wp_ingest *ingest, const struct wp_raw_row *row,
              enum wp_row_verdict *ret_verdict, struct wp_error *err);

/*
 * Put one record of the current row. The id must be a UUID. Where two rows or
 * sources put the same id, the row with the later last_modified or assured
 * date wins, then the greater content, so that order never matters.
 *
 * Values are checked against the column's type: what does not fit is moved to
 * extra_json under its own name and reported, never dropped, and the row goes
 * on. WP_EPARSE only if the id or a required parent is unusable.
 */
WP_API WP_MUST_USE enum wp_status wp_ingest_put(struct wp_ingest *ingest,
                                                const struct wp_record *record,
                                                struct wp_error *err);

/* Assert one fact of the current row; its source is the batch's. */
WP_API WP_MUST_USE enum wp_status wp_ingest_fact(struct wp_ingest *ingest,
                                                 const struct wp_fact *fact,
                                                 struct wp_error *err);

/*
 * The current row is complete. The next row says so, too; only before a reject
 * that is about something else on the same line does it have to be said.
 */
WP_API void wp_ingest_end_row(struct wp_ingest *ingest);

/*
 * The current row is unusable: undo what it put, count it rejected, and
 * report why. With no current row, or where path and line are not its own (a
 * line that could not even be read), nothing is undone; what was rejected still
 * counts as read.
 */
WP_API WP_MUST_USE enum wp_status wp_ingest_reject(struct wp_ingest *ingest,
                                                   const struct wp_finding *why,
                                                   struct wp_error *err);

/* Report something about the data without rejecting it. */
WP_API void wp_ingest_finding(struct wp_ingest *ingest,
                              const struct wp_finding *finding);

/* Is this id already in the directory (also from this batch)? */
WP_API WP_MUST_USE enum wp_status
wp_ingest_has(struct wp_ingest *ingest, enum wp_entity entity, const char *uuid,
              bool *ret_has, struct wp_error *err);

/*
 * Resolve links (dangling ids are reported, kept in extra_json and cleared, so
 * that no service is lost; a service whose organization is unknown gets one
 * named after its location or itself), derive facts, record the run, commit.
 * The handle is gone afterwards, whatever the result.
 */
WP_API WP_MUST_USE enum wp_status
wp_ingest_finish(struct wp_ingest *ingest, struct wp_ingest_counts *ret_counts,
                 struct wp_error *err);

/* Roll back and free. NULL is allowed. */
WP_API void wp_ingest_abort(struct wp_ingest *ingest);

/* ---- value normalizers for importers (engine/record/normalize_*.c) -------
 * Each takes what people type and gives the canonical spelling in ret, or
 * false when it is not one (ret then untouched). Pure.
 */

/* "", "NA", "n/a", "null", "unknown", "-999", "<UNAVAIL>", "http://" ... */
WP_API bool wp_is_null_spelling(const char *text);

/* The first phone in free text: +1 and ten digits; N11 and 988 as they are;
   other countries' after a plus sign. Extension digits or "". Vanity letters
   are dialled. */
WP_API bool wp_phone_parse(const char *text, char ret_number[24],
                           char ret_extension[12]);

/* "85301", "853011234", "85301-1234", "6708", "2809.0" -> five digits. */
WP_API bool wp_zip_parse(const char *text, char ret_zip[6]);

/* "AZ", "az ", "Arizona" -> "AZ" (states, DC and territories). */
WP_API bool wp_state_parse(const char *text, char ret_state[3]);

/* ISO, US m/d/y, "20260102", datetimes -> "2026-01-02". */
WP_API bool wp_date_parse(const char *text, char ret_date[11]);

/* "9:00am", "700AM", "1930", "09:00:00Z", "9 AM" -> minutes since midnight
   (24:00 gives 1440). "09:00-05:00" has a zone, "9:00-17:00" is refused. */
WP_API bool wp_clock_parse(const char *text, int *ret_minutes);

/* A web address with a scheme, or false for placeholders. ret is cut never:
   the caller's buffer must hold strlen(text) + 9 bytes. */
WP_API bool wp_url_parse(const char *text, char *ret_url);

/*
 * A position: both parse, in range, not 0,0. Then checked against the ZIP's
 * own point (when vocab is given and knows zip): WP_GEO_FAR beyond 50 km. The
 * position is written for WP_GEO_OK and WP_GEO_FAR. zip may be NULL.
 */
enum wp_geo_verdict { WP_GEO_OK, WP_GEO_ABSENT, WP_GEO_BAD, WP_GEO_FAR };
WP_API enum wp_geo_verdict
wp_geo_check(const struct wp_vocab *vocab, const char *latitude,
             const char *longitude, const char *zip, double *ret_lat_deg,
             double *ret_lon_deg);

#endif /* WP_INGEST_H */
