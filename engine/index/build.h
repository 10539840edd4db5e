/*
 * engine/index/build.h - drafts of documents become the files of a generation
 *
 *     add* -> columns -> (content hash) -> text
 *
 * Drafts may be added in any order; what is written depends only on what they
 * say. They wait in an unnamed file beside the result, so that memory does not
 * grow with their text.
 *
 * Threads    One thread per build.
 */
#ifndef WP_INDEX_BUILD_H
#define WP_INDEX_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/error.h"
#include "waypost/record.h"
#include "waypost/vocab.h"

#include "index/format.h"

#define WP_COLUMNS_FILE "columns.bin"
#define WP_TEXT_FILE    "text.db"

/* A fact of a draft. Strings may be NULL. */
struct wp_draft_fact {
    enum wp_fact_kind kind;
    enum wp_stance stance;
    uint32_t number;  /* concept or payer; other kinds go by code */
    const char *code; /* text, for every kind: it decides the order */
    double lo, hi, weight;
    const char *note, *field, *evidence, *source;
    int32_t asserted_day, from_day, to_day;
    bool extracted; /* read out of running text */
};

/*
 * One document. doc holds ids, position, status, flags, state, zip, county and
 * asserted_day; the rest of it is filled in by the build.
 */
struct wp_draft {
    struct wp_doc doc;
    unsigned char organization_id[16];
    unsigned char at_id[16]; /* service_at_location: decides between equals */
    const char *card;
    const char *source;
    const char *texts[WP_TEXT_COLUMN_COUNT];
    const struct wp_draft_fact *facts;
    size_t fact_count;
};

struct wp_build; /* opaque */

/* folder must exist and be ours alone. */
WP_MUST_USE enum wp_status
wp_build_create(const char *folder, const struct wp_vocab *vocab,
                struct wp_build **ret_build, struct wp_error *err);
void wp_build_destroy(struct wp_build *build);

/* Facts are sorted and repeats of one fact dropped. */
WP_MUST_USE enum wp_status wp_build_add(struct wp_build *build,
                                        const struct wp_draft *draft,
                                        struct wp_error *err);

/* Order the drafts and write columns.bin. No draft may be added after. */
WP_MUST_USE enum wp_status wp_build_columns(struct wp_build *build,
                                            struct wp_error *err);

/* Write text.db. After wp_build_columns(). */
WP_MUST_USE enum wp_status wp_build_text(struct wp_build *build,
                                         struct wp_error *err);

struct wp_build_counts {
    size_t documents, services, organizations, facts;
};
void wp_build_counts(const struct wp_build *build,
                     struct wp_build_counts *ret_counts);

/* Hash of all content as 32 hexadecimal digits; after wp_build_columns(). */
void wp_build_content(const struct wp_build *build, char ret_name[33]);

#endif /* WP_INDEX_BUILD_H */
