/*
 * waypost/store.h - directory.db: the system of record
 *
 *     ingest -> store -> publish -> index generation
 *
 * $WAYPOST_HOME/directory.db   system of record, migrations forward only
 * $WAYPOST_HOME/index/<gen>/   immutable index generations
 * $WAYPOST_HOME/index/current  one line: the generation in use (atomic swap)
 * $WAYPOST_HOME/lock           held for the whole of a write
 *
 * Threads    One thread per handle at a time.
 */
#ifndef WP_STORE_H
#define WP_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "waypost/error.h"

struct wp_store;

enum wp_store_mode {
    WP_STORE_READ,  /* the file must exist; nothing is written */
    WP_STORE_WRITE, /* created and migrated if need be; takes the home's lock */
};

/*
 * Open the directory of a home folder (created with its parents when writing).
 *
 * @return WP_OK; WP_ENOTFOUND (read, no file); WP_ESCHEMA (newer than this
 *         build, or not ours); WP_EBUSY (another writer); WP_ESTORE; WP_EIO.
 */
WP_API WP_MUST_USE enum wp_status
wp_store_open(const char *home, enum wp_store_mode mode,
              struct wp_store **ret_store, struct wp_error *err);

/* NULL is allowed. Uncommitted work is rolled back. */
WP_API void wp_store_close(struct wp_store *store);

/*
 * The vocabulary its facts are derived with; read when first asked for,
 * borrowed until the store is closed.
 */
struct wp_vocab; /* waypost/vocab.h */
WP_API WP_MUST_USE enum wp_status
wp_store_vocab(struct wp_store *store, const struct wp_vocab **ret_vocab,
               struct wp_error *err);

/* The home folder it was opened with; borrowed. */
WP_API const char *wp_store_home(const struct wp_store *store);

struct wp_store_counts {
    size_t sources, organizations, services, locations, facts, raw_records;
    int schema_version;
};
WP_API WP_MUST_USE enum wp_status
wp_store_counts(struct wp_store *store, struct wp_store_counts *ret_counts,
                struct wp_error *err);

/* PRAGMA quick_check and foreign sanity; WP_ESTORE with the first trouble. */
WP_API WP_MUST_USE enum wp_status wp_store_check(struct wp_store *store,
                                                 struct wp_error *err);

/*
 * One line of history, newest first: an import run and what it did.
 * Strings are borrowed for the call; return false to stop.
 */
struct wp_run {
    long id;
    const char *source, *format, *started, *finished, *generation, *status;
    long read, added, changed, unchanged, missing, rejected, findings;
};
WP_API WP_MUST_USE enum wp_status
wp_store_history(struct wp_store *store,
                 bool (*each)(const struct wp_run *run, void *payload),
                 void *payload, struct wp_error *err);

/* The kept findings of one run, in the order they were made. */
struct wp_finding; /* waypost/ingest.h */
WP_API WP_MUST_USE enum wp_status
wp_store_findings(struct wp_store *store, long run_id,
                  bool (*each)(const struct wp_finding *finding, void *payload),
                  void *payload, struct wp_error *err);

/*
 * One record as an HSDS 3.2 JSON object with everything nested, plus the
 * member "waypost": {"sources":[...],"facts":[...]} with value, stance, date,
 * evidence of each fact. id may be of a service, organization, location or
 * service_at_location, or a unique prefix of at least 6 characters.
 * Confidential places are redacted. Caller frees *ret_json.
 *
 * @return WP_ENOTFOUND; WP_EINVAL when a prefix is ambiguous.
 */
WP_API WP_MUST_USE enum wp_status wp_store_show(struct wp_store *store,
                                                const char *id, char **ret_json,
                                                struct wp_error *err);

/*
 * Export the public records as HSDS 3.2 JSON: an array of services with
 * everything nested, ordered by id, to write(). No nulls, no confidential
 * address, unknown keys of single sources restored, facts as attributes of the
 * waypost-* taxonomies where no HSDS member says them already.
 */
struct wp_export_options {
    bool ndjson; /* one object a line instead of an array */
    bool facts;  /* add the waypost-* attributes */
};
WP_API WP_MUST_USE enum wp_status wp_export_hsds_json(
    struct wp_store *store, const struct wp_export_options *options,
    bool (*write)(const char *bytes, size_t size, void *payload), void *payload,
    struct wp_error *err);

#endif /* WP_STORE_H */
