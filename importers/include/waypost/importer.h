/*
 * waypost/importer.h - what the program sees of the importers
 *
 *     path -> open -> detect -> read -> map -> normalize -> wp_ingest
 *
 * Adding a format is one file that fills in a struct importer (source.h) and
 * one line in formats.c.
 */
#ifndef WP_IMPORTER_H
#define WP_IMPORTER_H

#include "waypost/ingest.h"
#include "waypost/vocab.h"

struct wp_format_info {
    const char *name;    /* "hsds-csv" */
    const char *summary; /* one line */
    const char *reads;   /* "folder or .zip of CSV tables, HSDS 1.0 to 3.x" */
};
WP_API size_t wp_formats_count(void);
WP_API const struct wp_format_info *wp_formats_at(size_t position);

struct wp_import_progress {
    const char *path;
    long rows;
    long rows_total; /* of a first look over the feed; 0 when unknown */
};

struct wp_import_options {
    const char *format; /* a format's name, or "auto" (also NULL) */
    const char *source; /* or NULL: made from the first path's name */
    const char *title;  /* shown as the source of facts; or NULL */
    const char *now;    /* UTC time of the caller */
    bool dry_run;
    void (*finding)(const struct wp_finding *finding, void *payload);
    void (*progress)(const struct wp_import_progress *progress, void *payload);
    void *payload;
};

struct wp_import_report {
    char source[65];
    char format[33];
    char detected[64]; /* "HSDS 2.x CSV (7 of 14 tables)" */
    struct wp_ingest_counts counts;
};

/*
 * Import one feed (several paths are one feed: the files of one source).
 * Nothing is changed unless everything could be read to its end.
 *
 * @return WP_OK, also when rows were rejected (see the counts);
 *         WP_EPARSE, WP_ELIMIT, WP_EIO with origin for a broken file, WP_EPARSE
 *         for one of no known format; WP_EINVAL for a format nobody has.
 */
WP_API WP_MUST_USE enum wp_status
wp_import(struct wp_store *store, const struct wp_vocab *vocab,
          const char *const *paths, size_t path_count,
          const struct wp_import_options *options,
          struct wp_import_report *ret_report, struct wp_error *err);

#endif /* WP_IMPORTER_H */
