/*
 * engine/index/compose.h - a service and its places become drafts
 *
 *     tree -> places -> facts, card, texts of each -> wp_build_add
 *
 * Where the places must be withheld, nothing that could lead there gets past
 * this step: no street, ZIP or coordinate, not even out of a description.
 */
#ifndef WP_INDEX_COMPOSE_H
#define WP_INDEX_COMPOSE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "waypost/arena.h"
#include "waypost/buf.h"
#include "waypost/vocab.h"

#include "facts/tree.h"
#include "index/build.h"
#include "store/load.h"

struct wp_compose {
    const struct wp_vocab *vocab;
    struct wp_store *store; /* for the sources' titles */
    struct wp_build *build;
    sqlite3_stmt *missing; /* is this raw row gone from its source? */
};

/* All borrowed until wp_compose_end(). */
WP_MUST_USE enum wp_status
wp_compose_begin(struct wp_compose *compose, const struct wp_vocab *vocab,
                 struct wp_store *store, struct wp_build *build,
                 struct wp_error *err);
void wp_compose_end(struct wp_compose *compose);

/* Add the documents of one service. */
WP_MUST_USE enum wp_status
wp_compose_service(const struct wp_compose *compose,
                   const struct wp_service_tree *tree, struct wp_error *err);

/* ---- the parts, one service at a time ----------------------------------- */

/* One place of a service while its document is put together. */
struct wp_place {
    const struct wp_record *at;       /* service_at_location, or NULL */
    const struct wp_record *location; /* or NULL */
    const struct wp_record *address;  /* the one to show, or NULL */
    bool placeless;
    char zip[6];
    char state[3];
    char county[6];
    const char *city;
    double lat_deg, lon_deg; /* NAN when nobody knows */
    bool from_zip;
};

/* Strings that must not be seen, see scrub.c. */
struct wp_secret {
    const char *folded; /* words with one space between */
    bool open;          /* the last word may go on: digits of a position */
};

struct wp_secrets {
    struct wp_secret *list;
    size_t count;
    bool active;
};

struct wp_composing {
    const struct wp_compose *compose;
    struct wp_tree tree;
    const struct wp_service_tree *loaded;
    struct wp_arena arena;
    struct wp_secrets secrets;
    const struct wp_record *organization; /* or NULL */
    bool withheld, missing;
};

/* place.c: find where a service_at_location is. */
void wp_place_find(const struct wp_composing *composing,
                   const struct wp_record *at, struct wp_place *ret_place);

/* compose_facts.c: days since 1970-01-01 of a date, or WP_DAY_UNKNOWN. */
int32_t wp_read_day(const char *text);

/* The name people see for a source; NULL if there is no such source. */
const char *wp_source_title(struct wp_composing *composing, long source_id);

/* Write the facts that hold at a place; there is room for all of the
   service's. Returns how many were written. */
size_t wp_compose_facts(struct wp_composing *composing,
                        const struct wp_place *place,
                        struct wp_draft_fact *facts);

/* Fill the texts of a draft whose facts are there. */
void wp_compose_texts(struct wp_composing *composing, struct wp_draft *draft);

/* card.c: what is shown of a document, one JSON object in the arena. */
WP_MUST_USE enum wp_status
wp_card_render(struct wp_composing *composing, const struct wp_place *place,
               const char **ret_card, struct wp_error *err);

/* scrub.c */
void wp_secrets_collect(struct wp_composing *composing);
/* text without what must not be seen; text itself when there is nothing. */
const char *wp_scrub(struct wp_composing *composing, const char *text);

#endif /* WP_INDEX_COMPOSE_H */
