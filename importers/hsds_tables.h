/*
 * importers/hsds_tables.h - every name an HSDS table or column ever had
 *
 * One description for versions 1.0 to 3.x, for Ohana and for exports that
 * prefix their columns ("service_name"): what a file is called says what its
 * rows are, what a column is called says where its cells go. Nothing asks for
 * a version.
 */
#ifndef IMPORTERS_HSDS_TABLES_H
#define IMPORTERS_HSDS_TABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/record.h"

enum wp_table_use {
    WP_TABLE_RECORDS,     /* each row is a record of the entity */
    WP_TABLE_ELIGIBILITY, /* rows say something about a service's clients */
    WP_TABLE_PAYMENT,     /* rows name a way to pay */
    WP_TABLE_TEXT,        /* rows hold a text that is a service column now */
};

struct wp_hsds_table {
    const char *stem; /* file name without folder and ending */
    enum wp_table_use use;
    enum wp_entity entity;   /* of the rows, or the one they speak about */
    const char *defaults;    /* "address_type=physical", or NULL */
    const char *id_prefix;   /* keeps ids of two tables of one entity apart */
    const char *text_column; /* of WP_TABLE_TEXT: where it goes */
};

/* NULL if no HSDS table has that name. */
const struct wp_hsds_table *wp_hsds_table_by_stem(const char *stem);

/* What a cell is for, when it is not simply a column's value. */
enum wp_cell_use {
    WP_CELL_COLUMN,      /* value of the entity's column */
    WP_CELL_EXTRA,       /* unknown: kept under its own name */
    WP_CELL_LOCATIONS,   /* ids of the places of a service */
    WP_CELL_TERMS,       /* ids of taxonomy terms */
    WP_CELL_LANGUAGES,   /* names or codes, a list */
    WP_CELL_PAYMENTS,    /* ways to pay, a list */
    WP_CELL_FUNDINGS,    /* sources, a list */
    WP_CELL_DOCUMENTS,   /* required documents, one text */
    WP_CELL_AREAS,       /* areas served, a list */
    WP_CELL_ACCESS,      /* accessibility words, a list */
    WP_CELL_LINES,       /* address lines 3 and 4: joined to line 2 */
    WP_CELL_DEPARTMENT,  /* of a phone: joined to its description */
    WP_CELL_VIRTUAL,     /* true or false: location_type */
    WP_CELL_PARENT_NAME, /* of a term: an id in some exports */
    WP_CELL_SCHEDULE,    /* a part of opening hours (hsds_hours.h) */
    WP_CELL_WORDS,       /* of a table about services: what it says */
};

struct wp_cell_target {
    enum wp_cell_use use;
    int column;       /* of WP_CELL_COLUMN; else -1 */
    const char *part; /* of WP_CELL_SCHEDULE: its standard name */
};

/*
 * Where the cells under this header go. has_column tells whether the file also
 * has a column of that exact name: an alias never takes the place of the real
 * one.
 */
struct wp_cell_target
wp_hsds_target(const struct wp_hsds_table *table, const char *header,
               bool (*has_column)(const char *name, const void *payload),
               const void *payload);

#endif /* IMPORTERS_HSDS_TABLES_H */
