/*
 * importers/hsds_csv.h - shared by the files that map HSDS tables
 *
 * A package is read twice. The first pass counts ids (mapper_census.h) and
 * collects what belongs to another table's rows: texts about a service that
 * are columns of the service now, the ZIP of each location, the organization
 * of each location where services name none. The second pass maps row by row;
 * the order of the tables does not matter, links are resolved at the end.
 */
#ifndef IMPORTERS_HSDS_CSV_H
#define IMPORTERS_HSDS_CSV_H

#include <jansson.h>

#include "hsds_tables.h"
#include "mapper.h"
#include "mapper_census.h"

/* Kinds of the census beside the entities. */
#define WP_KIND_ROW 100u /* + position of the file in the feed */
#define WP_KIND_ZIP 99u

struct wp_csv_pass {
    struct wp_context *context;
    struct wp_census census;
    struct wp_arena arena; /* of the current row */
    json_t *texts;         /* "column/service id": list of texts */
    json_t *owners;        /* location id: organization id */
    long row_counts[WP_ENTITY_COUNT];
    bool services_lack_owner; /* services name a location, no organization */
    bool counting;            /* the first pass */
};

struct wp_csv_line {
    struct wp_csv_pass *pass;
    const struct wp_hsds_table *table;
    const struct wp_cell_target *targets; /* by column of the file */
    const char *const *names;             /* headers */
    const char **cells;                   /* meaningful text or NULL */
    size_t count;
    bool blank;    /* no cell holds anything */
    unsigned kind; /* of the census: rows of this file */
    struct wp_place place;
    const char *native; /* the row's id as it came, or NULL */
    struct wp_buf raw;  /* the row as it is kept */
    uint64_t content;
    struct wp_record record;
    struct wp_spot spots[WP_COLUMNS_MAX]; /* where the record's values stand */
    json_t *extra;
};

/* hsds_line.c: cells of the current row of a file. */
void wp_csv_line_read(struct wp_csv_line *line, const struct wp_table *file);
/* The cell under a header, or NULL. */
const char *wp_csv_line_cell(const struct wp_csv_line *line,
                             const char *header);
/* The first id of a cell that may hold a list; NULL for "" and "0". */
const char *wp_csv_first_id(struct wp_arena *arena, const char *text);

/* hsds_line.c: first pass. */
WP_MUST_USE enum wp_status wp_csv_line_note(struct wp_csv_line *line,
                                            struct wp_error *err);

/* hsds_record.c: a row that is a record, with all its parts. */
WP_MUST_USE enum wp_status wp_csv_line_put(struct wp_csv_line *line,
                                           struct wp_error *err);

/* hsds_parts.c: records that a cell of the row stands for. */
WP_MUST_USE enum wp_status wp_csv_put_parts(struct wp_csv_line *line,
                                            struct wp_error *err);

/* The row's own id, apart from the ids of other tables of its entity. */
const char *wp_csv_native_key(const struct wp_csv_line *line);

/* The id, as if it were native, of a taxonomy known by its name alone. */
const char *wp_csv_taxonomy_key(struct wp_csv_line *line, const char *name);

/* hsds_clients.c: who is served and who pays. */
WP_MUST_USE enum wp_status wp_csv_put_eligibility(struct wp_csv_line *line,
                                                  struct wp_error *err);
WP_MUST_USE enum wp_status
wp_csv_put_payment(struct wp_csv_line *line, const char *service_id,
                   const char *words, struct wp_error *err);
/* A word of the 1.x list (adult, female, ...), not prose. */
bool wp_csv_is_client_word(const char *text);

/* Split at commas and semicolons: calls each with a trimmed piece. */
WP_MUST_USE enum wp_status
wp_csv_each(struct wp_csv_line *line, const char *text,
            enum wp_status (*each)(struct wp_csv_line *line, const char *piece,
                                   struct wp_error *err),
            struct wp_error *err);

/* The uuid of another record of this source. */
const char *wp_csv_id(struct wp_csv_line *line, enum wp_entity entity,
                      const char *native);

#endif /* IMPORTERS_HSDS_CSV_H */
