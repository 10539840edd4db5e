/*
 * engine/index/format.h - what a generation's columns.bin holds
 *
 * columns.bin is mapped and read in place: little-endian, 8-byte aligned
 * sections found through a table at its head. Documents are services at a
 * place in Hilbert order of the place; those without a place follow, by id.
 * Document n is row n + 1 of the full-text table in text.db.
 *
 *     doc[]      struct wp_doc, one per document
 *     fact[]     struct wp_doc_fact, each document's slice sorted by kind
 *     proof[]    struct wp_fact_proof, parallel to fact[]: only read to explain
 *     pool       NUL-terminated UTF-8 strings; offset 0 is ""
 *     concept    postings by concept number
 *     coverage   postings by coverage key ("county:04013"), sorted by key
 *     key[]      Hilbert keys of the placed documents, ascending
 *     service[]  document numbers sorted by service id, then by number
 *
 * The head carries a checksum of all that follows it, so that a damaged file
 * is known before anything in it is believed.
 *
 * The members of a card (explain/card.c reads them; absent ones are silent):
 *     name organization url status alert description     of the service
 *     address city state postal_code                     of the place; city
 *         and state alone when it is confidential
 *     phones: [{"number":..,"extension":..,"type":..}]   first is the one to
 *         call
 */
#ifndef WP_INDEX_FORMAT_H
#define WP_INDEX_FORMAT_H

#include <stdint.h>

#define WP_INDEX_FORMAT 2
#define WP_DAY_UNKNOWN  INT32_MIN

enum wp_doc_status {
    WP_DOC_ACTIVE,
    WP_DOC_STATUS_UNKNOWN,
    WP_DOC_TEMPORARILY_CLOSED,
    WP_DOC_INACTIVE,
    WP_DOC_DEFUNCT,
};

enum wp_doc_flags {
    WP_DOC_PLACELESS = 1 << 0,    /* phone, online, comes to the client */
    WP_DOC_CONFIDENTIAL = 1 << 1, /* position and address are not in here */
    WP_DOC_GEO_FROM_ZIP = 1 << 2, /* the point is the ZIP's, not the door's */
    WP_DOC_MISSING = 1 << 3,      /* absent from its source's last full feed */
};

struct wp_doc {
    double lat_deg, lon_deg;       /* NAN without a (public) position */
    unsigned char service_id[16];  /* big-endian: memcmp is id order */
    unsigned char location_id[16]; /* zeroes without a place */
    uint32_t organization;         /* dense number in id order */
    uint32_t fact_first;           /* into fact[] and proof[] */
    uint32_t fact_count;
    uint32_t token_count; /* words in all text fields */
    uint32_t card;        /* pool: display facts, one JSON object */
    uint32_t source;      /* pool: title of the main source */
    int32_t asserted_day; /* newest assurance or change, days since
                                      1970-01-01; WP_DAY_UNKNOWN */
    uint8_t status;       /* enum wp_doc_status */
    uint8_t flags;        /* enum wp_doc_flags */
    char state[2];        /* "AZ" or NULs */
    char zip[8];          /* "85301" or "" (always "" confidential) */
    char county[8];       /* FIPS or "" */
};

struct wp_doc_fact {
    uint8_t kind;             /* enum wp_fact_kind */
    uint8_t stance;           /* enum wp_stance */
    uint16_t weight_permille; /* 1..1000 */
    uint32_t code;            /* concept or payer number; else pool offset */
    float lo, hi;             /* NAN where open */
};

struct wp_fact_proof {
    uint32_t note, field, evidence, source; /* pool */
    int32_t asserted_day, from_day, to_day; /* WP_DAY_UNKNOWN */
    uint32_t flags;                         /* WP_PROOF_EXTRACTED */
};
#define WP_PROOF_EXTRACTED 1u /* read out of running text */

/* ---- the file ----------------------------------------------------------- */

#define WP_COLUMNS_MAGIC "WPCOLUMN"

enum wp_section {
    WP_SECTION_DOC,            /* struct wp_doc */
    WP_SECTION_FACT,           /* struct wp_doc_fact */
    WP_SECTION_PROOF,          /* struct wp_fact_proof */
    WP_SECTION_KEY,            /* uint64_t, one per placed document */
    WP_SECTION_CONCEPT_START,  /* uint32_t, concepts + 1, into the next */
    WP_SECTION_CONCEPT_DOC,    /* uint32_t */
    WP_SECTION_COVERAGE_START, /* struct wp_coverage_start, keys + 1 */
    WP_SECTION_COVERAGE_DOC,   /* uint32_t */
    WP_SECTION_SERVICE,        /* uint32_t, one per document */
    WP_SECTION_POOL,           /* char; the last one is a NUL */
};
#define WP_SECTION_COUNT 10

struct wp_section_entry {
    uint64_t offset; /* from the file's first byte; a multiple of 8 */
    uint64_t count;  /* items */
    uint32_t item_size;
    uint32_t reserved;
};

struct wp_columns_head {
    char magic[8];
    uint32_t format;        /* WP_INDEX_FORMAT */
    uint32_t section_count; /* WP_SECTION_COUNT */
    uint64_t size;          /* of the file */
    uint64_t checksum[2];   /* XXH3-128, high and low, from sections on */
    struct wp_section_entry sections[WP_SECTION_COUNT];
    uint32_t organization_count;
    uint32_t concept_count;
    uint64_t token_total;
    uint64_t vocabulary[2]; /* XXH3-128 of the fingerprints' text */
    uint64_t analyzer[2];
};

/* Keys are in byte order; the last entry only closes the one before it. */
struct wp_coverage_start {
    uint32_t key;   /* pool */
    uint32_t first; /* into WP_SECTION_COVERAGE_DOC */
};

/* ---- text.db ------------------------------------------------------------ */

enum wp_text_column {
    WP_TEXT_NAME,
    WP_TEXT_ORGANIZATION,
    WP_TEXT_DESCRIPTION,
    WP_TEXT_TERMS, /* names of its needs in both languages, categories */
    WP_TEXT_ELIGIBILITY,
};
#define WP_TEXT_COLUMN_COUNT 5

#endif /* WP_INDEX_FORMAT_H */
