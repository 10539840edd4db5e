/*
 * engine/facts/derived.h - the facts read out of one service's records
 *
 *     records -> derive_* -> struct wp_derived -> store, in place of the last
 *
 * Every derive function is pure: the same records give the same facts. It reads
 * what a record says and adds nothing to it; what it cannot read stays unsaid.
 */
#ifndef WP_FACTS_DERIVED_H
#define WP_FACTS_DERIVED_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/arena.h"
#include "waypost/record.h"
#include "waypost/vocab.h"

#include "facts/tree.h"

/* Raise it when the same records give other facts than before. The tables of
   datasets/ need not be thought of: the vocabulary's fingerprint knows them. */
#define WP_DERIVATION 2

struct wp_prose;

struct wp_derived {
    struct wp_arena arena; /* the facts' strings */
    struct wp_fact *facts;
    size_t count, room;
    bool failed;

    const struct wp_vocab *vocab;
    struct wp_prose *prose; /* made when first needed */
    const char *service_id;
    const char *asserted_on; /* date of the service's record, or NULL */
    bool confidential;       /* the service's places must be withheld */
};

void wp_derived_init(struct wp_derived *derived, const struct wp_vocab *vocab);
void wp_derived_clear(struct wp_derived *derived);

/*
 * Add a fact; its strings are copied. service_id is the service's, and so is
 * asserted_on unless the fact has its own. Out of memory shows in failed.
 */
void wp_derived_add(struct wp_derived *derived, struct wp_fact fact);

/*
 * Add a fact read out of running text: its evidence is text[begin, end), the
 * words that say so in the value of the column or field. It stands only while
 * no structured fact of the same service speaks of the same thing.
 */
void wp_derived_extract(struct wp_derived *derived, struct wp_fact fact,
                        const char *field, const char *text, size_t begin,
                        size_t end);

/* Everything. WP_OK or WP_ENOMEM. */
WP_MUST_USE enum wp_status wp_derive(struct wp_derived *derived,
                                     const struct wp_tree *tree,
                                     struct wp_error *err);

/* ---- the parts ---------------------------------------------------------- */

/* A service whose needs were asserted or marked is not searched for more in
   its prose. */
void wp_derive_needs(struct wp_derived *derived, const struct wp_tree *tree);
void wp_derive_payment(struct wp_derived *derived, const struct wp_tree *tree);
void wp_derive_eligibility(struct wp_derived *derived,
                           const struct wp_tree *tree);
void wp_derive_coverage(struct wp_derived *derived, const struct wp_tree *tree);
void wp_derive_hours(struct wp_derived *derived, const struct wp_tree *tree);
void wp_derive_capacity(struct wp_derived *derived, const struct wp_tree *tree);
void wp_derive_languages(struct wp_derived *derived,
                         const struct wp_tree *tree);
void wp_derive_attributes(struct wp_derived *derived,
                          const struct wp_tree *tree);

/*
 * True when the places of the service must be withheld: its records say so, or
 * it shelters people in danger and nothing says that its place is public.
 */
bool wp_derive_confidential(const struct wp_tree *tree,
                            struct wp_derived *derived);

/* ---- attributes of the waypost-* taxonomies ----------------------------- */

struct wp_mark {
    const char *code;                   /* of the taxonomy term */
    const char *name;                   /* of the taxonomy term, or NULL */
    const char *value;                  /* or NULL */
    const char *label;                  /* or NULL */
    const char *service_at_location_id; /* or NULL: of the whole service */
    bool of_location; /* said of a location, so of all that happens there */
    const char *location_id;
};

/* The next attribute of a taxonomy on the service, one of its
   service_at_locations or locations. False when there is none left. */
bool wp_mark_next(const struct wp_tree *tree, const char *taxonomy, size_t *at,
                  struct wp_mark *ret_mark);

/* Folded text with a space at both ends, so that whole words can be looked
   for; NULL when out of memory. The arena keeps it. */
const char *wp_folded(struct wp_arena *arena, const char *text);
/* True if the folded text has this phrase as whole words. */
bool wp_says(const char *folded, const char *phrase);

#endif /* WP_FACTS_DERIVED_H */
