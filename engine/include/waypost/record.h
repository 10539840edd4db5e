/*
 * waypost/record.h - the normalized model: HSDS 3.2 entities, and facts
 *
 *     importers -> wp_record, wp_fact -> waypost/ingest.h -> directory.db
 *
 * An entity is one of the 24 tables of HSDS 3.2.3; its columns carry the
 * standard's names and are described as data in engine/record/entities.c, once.
 * A record is one row: text values by column, NULL where the source is silent.
 * A fact is what matching needs and HSDS cannot say: value, stance, date,
 * evidence. Unknown is the absence of a fact, never a fact that says no.
 *
 * Ownership  Strings in records and facts are borrowed for the call they are
 *            passed to.
 */
#ifndef WP_RECORD_H
#define WP_RECORD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

/* In the order of the HSDS tabular package. */
enum wp_entity {
    WP_ORGANIZATION,
    WP_PROGRAM,
    WP_SERVICE,
    WP_ATTRIBUTE,
    WP_SERVICE_AT_LOCATION,
    WP_LOCATION,
    WP_PHONE,
    WP_CONTACT,
    WP_ADDRESS,
    WP_SCHEDULE,
    WP_FUNDING,
    WP_SERVICE_AREA,
    WP_REQUIRED_DOCUMENT,
    WP_LANGUAGE,
    WP_ACCESSIBILITY,
    WP_TAXONOMY_TERM,
    WP_METADATA,
    WP_META_TABLE_DESCRIPTION,
    WP_COST_OPTION,
    WP_ORGANIZATION_IDENTIFIER,
    WP_TAXONOMY,
    WP_SERVICE_CAPACITY,
    WP_UNIT,
    WP_URL,
};
#define WP_ENTITY_COUNT 24

enum wp_type {
    WP_TYPE_TEXT,
    WP_TYPE_NUMBER,
    WP_TYPE_UUID,
    WP_TYPE_DATE,     /* 2026-11-23 */
    WP_TYPE_DATETIME, /* 2026-11-23T14:05:00Z */
    WP_TYPE_TIME,     /* 09:00, 09:00:00-05:00 */
    WP_TYPE_URI,
    WP_TYPE_EMAIL,
    WP_TYPE_CHOICE, /* one of the words in choices */
};

/*
 * One column. refers is the entity an id points at, or -1. A soft link
 * (attribute.link_id, metadata.resource_id) has refers -1 and soft true.
 */
struct wp_column {
    const char *name;
    enum wp_type type;
    bool required; /* by the JSON schema */
    int refers;
    bool soft;
    const char *choices; /* "active|inactive|..." or NULL */
};

/* A nested member in HSDS JSON: parent.member holds child rows. */
struct wp_nesting {
    const char *member; /* "phones", "location", "taxonomy_term" */
    enum wp_entity child;
    bool many;            /* array, else one object */
    const char *link;     /* child column for the parent's id, or NULL */
    const char *own_link; /* parent column for the child's id, or NULL */
};

struct wp_entity_info {
    const char *name; /* "service": table in SQL, link_entity in attributes */
    const char *file; /* "services": tabular file stem and usual member name */
    const struct wp_column *columns; /* [0] is always id */
    size_t column_count;
    const struct wp_nesting *nestings;
    size_t nesting_count;
};

#define WP_COLUMNS_MAX 32

/* Never NULL. */
WP_API const struct wp_entity_info *wp_entity(enum wp_entity entity);

/* By SQL name or tabular file stem ("service", "services"); -1 if none. */
WP_API int wp_entity_by_name(const char *name);

/* Index of a column, or -1. */
WP_API int wp_entity_column(enum wp_entity entity, const char *name);

/* Where a value stands in its file; counted from 1, 0 when not known. */
struct wp_spot {
    unsigned long line, column;
};

/* One row. values[i] belongs to wp_entity(entity)->columns[i]. */
struct wp_record {
    enum wp_entity entity;
    const char *values[WP_COLUMNS_MAX];
    const struct wp_spot *spots; /* parallel to values, for remarks; or NULL */
    const char *extra_json;      /* unknown keys as one JSON object, or NULL */
    const char *native_id; /* what its source calls it, or NULL: no own name
                               but the id; kept in id_map */
    bool confidential;     /* never leaves in any public output */
};

/* Set by name. Asserts that the column exists: names are ours, not input. */
WP_API void wp_record_set(struct wp_record *record, const char *column,
                          const char *value);
WP_API const char *wp_record_get(const struct wp_record *record,
                                 const char *column);

/* ---- facts -------------------------------------------------------------- */

enum wp_fact_kind {
    WP_FACT_NEED,        /* code: concept slug; weight in (0, 1] */
    WP_FACT_PAYER,       /* code: payer code; note: condition */
    WP_FACT_ELIGIBILITY, /* code: "sex:female", "age"; lo/hi: months, %FPL */
    WP_FACT_COVERAGE,    /* code: "zip:85301", "county:04013", "state:AZ" */
    WP_FACT_HOURS,       /* code: regular|holiday|intake|always; lo/hi: minutes
                            since Monday 00:00, hi > lo */
    WP_FACT_CAPACITY,    /* code: unit; lo: available; hi: maximum */
    WP_FACT_LANGUAGE,    /* code: BCP 47; note: staff|interpreter|line */
    WP_FACT_ATTRIBUTE,   /* code: "wheelchair"; stance accepts=yes refuses=no */
    WP_FACT_COST,        /* code: free|sliding|fee; lo/hi: US dollars */
};
#define WP_FACT_KIND_COUNT 9

enum wp_stance {
    WP_STANCE_UNKNOWN,  /* asserted to be unknown: kept, never counts against */
    WP_STANCE_ACCEPTS,  /* payer taken; attribute present; area covered */
    WP_STANCE_REFUSES,  /* payer refused; attribute affirmed absent */
    WP_STANCE_LIMITED,  /* taken under a condition, see note */
    WP_STANCE_ONLY,     /* restricted to this group */
    WP_STANCE_WELCOMES, /* has a programme for this group; excludes nobody */
    WP_STANCE_EXCLUDES, /* affirmed exclusion of this group */
};

WP_API const char *wp_fact_kind_name(enum wp_fact_kind kind); /* "payer" */
WP_API const char *wp_stance_name(enum wp_stance stance);     /* "accepts" */
/* -1 if none. */
WP_API int wp_stance_by_name(const char *name);

struct wp_fact {
    enum wp_fact_kind kind;
    const char *service_id;             /* uuid; required */
    const char *service_at_location_id; /* uuid, or NULL: at all its places */
    const char *code;
    enum wp_stance stance;
    double lo; /* NAN where open or meaningless */
    double hi;
    double weight; /* need facts; how sure an extracted one is; else 1 */
    const char *note;
    const char *valid_from; /* date or NULL */
    const char *valid_to;
    const char *asserted_on; /* date or NULL: not known when */
    const char *field;       /* where it came from: "MD", "minimum_age" */
    const char *evidence;    /* the source's own words */
    /* Read out of running text, so less sure than a column: bytes begin..end
       of the text of field are the evidence. */
    bool extracted;
    size_t begin, end;
};

/*
 * How sure a fact out of running text is. SAID: it is stated, and where it
 * shuts people out, with excluding words ("only", "must be"). IMPLIED: it could
 * be read as shutting people out, so it is asked about and never hides.
 */
#define WP_EXTRACTED_SAID    0.8
#define WP_EXTRACTED_IMPLIED 0.5

#define WP_FACT_INIT   \
    ((struct wp_fact){ \
        .stance = WP_STANCE_ACCEPTS, .lo = NAN, .hi = NAN, .weight = 1.0})

/* ---- stable ids --------------------------------------------------------- */

#define WP_UUID_TEXT 37 /* 36 characters and the NUL */

/* True for 8-4-4-4-12 hexadecimal digits in either case. */
WP_API bool wp_uuid_valid(const char *text);

/*
 * The id we give a foreign record: a valid UUID passes through in lower case;
 * anything else becomes UUIDv5(namespace of space, "entity:native").
 * space is the source's name, or a publisher's where sources share records.
 *
 * Source: RFC 9562 section 5.5.
 */
WP_API void wp_uuid_map(const char *space, const char *entity,
                        const char *native, char ret_uuid[WP_UUID_TEXT]);

#endif /* WP_RECORD_H */
