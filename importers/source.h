/*
 * importers/source.h - what is read, and who reads it
 *
 *     paths -> wp_feed (inputs, each with a first look) -> detect -> run
 *
 * A feed is the files of one source: single files, folders and .zip packages,
 * all flattened into inputs. The first look holds what detection may use:
 * table names, header columns, the keys of the first JSON object. Never a
 * "version" field: the samples of HSDS 1.1 claim 1.0 and 3.2.3 claims 3.0.0.
 *
 * Adding a format is one file that fills in a struct wp_importer and one line
 * in formats.c.
 */
#ifndef IMPORTERS_SOURCE_H
#define IMPORTERS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/arena.h"
#include "waypost/error.h"
#include "waypost/importer.h"

#include "json_stream.h"
#include "package.h"
#include "table.h"

enum wp_input_kind {
    WP_INPUT_TABLE,    /* CSV and its relatives */
    WP_INPUT_WORKBOOK, /* .xlsx: look at the first sheet */
    WP_INPUT_JSON,
    WP_INPUT_XML,
    WP_INPUT_OTHER, /* not looked into */
};

#define WP_FEED_INPUTS_MAX 8192u

struct wp_input {
    const char *path; /* as the caller gave it */
    const char *name; /* "data/services.csv" in a package; else base name */
    const char *stem; /* "services": lower case, without folder and endings */
    enum wp_input_kind kind;
    struct wp_package *package; /* NULL: a file of its own */
    size_t index;               /* of the member in the package */

    /* The first look. columns: header, or keys of the first JSON object. For
       an XML file columns[0] is the root element. */
    const char *const *columns;
    size_t column_count;
    enum wp_json_shape shape; /* of JSON */
    const char *json_table;   /* of WP_JSON_TABLES, the first one */
    struct wp_error trouble;  /* why there is no look; WP_OK if there is */
};

struct wp_feed {
    struct wp_input *inputs; /* in the order of paths, then of names */
    size_t count;
    struct wp_package **packages;
    size_t package_count;
    struct wp_arena arena;
};

/* Open every path and take the first look. */
WP_MUST_USE enum wp_status
wp_feed_open(const char *const *paths, size_t path_count,
             struct wp_feed *ret_feed, struct wp_error *err);
void wp_feed_clear(struct wp_feed *feed);

/* Readers of one input; the feed must stay open. */
WP_MUST_USE enum wp_status wp_input_text(const struct wp_input *input,
                                         struct wp_text **ret_text,
                                         struct wp_error *err);
WP_MUST_USE enum wp_status wp_input_json(const struct wp_input *input,
                                         struct wp_json_stream **ret_json,
                                         struct wp_error *err);
/* A CSV, or the first sheet of a workbook. options may be NULL. */
WP_MUST_USE enum wp_status
wp_input_table(const struct wp_input *input,
               const struct wp_table_options *options,
               struct wp_table **ret_table, struct wp_error *err);

/* Does the look have this column? Letter case is ignored. */
bool wp_input_has(const struct wp_input *input, const char *column);

struct wp_context; /* mapper.h */

struct wp_importer {
    struct wp_format_info info;
    const char *mapper; /* "hsds-csv/1": raise it when the mapping changes */
    /*
     * How sure (0 none, 100 certain) that this feed is of this format, and in
     * a few words why. sentence is written only when the result is not 0.
     */
    int (*detect)(const struct wp_feed *feed, char *ret_sentence, size_t room);
    enum wp_status (*run)(struct wp_context *context, struct wp_error *err);
};

/* formats.c */
const struct wp_importer *wp_importer_at(size_t position);
const struct wp_importer *wp_importer_by_name(const char *name);

/*
 * The importer that is surest; ret_sentence says why. WP_EINVAL when none is,
 * or the trouble that kept the only inputs from being looked at (detect.c).
 */
#define WP_SENTENCE_ROOM 64
WP_MUST_USE enum wp_status
wp_detect(const struct wp_feed *feed, const struct wp_importer **ret_importer,
          char ret_sentence[WP_SENTENCE_ROOM], struct wp_error *err);

#endif /* IMPORTERS_SOURCE_H */
