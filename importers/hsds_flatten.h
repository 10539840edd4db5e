/*
 * importers/hsds_flatten.h - one nested HSDS element as a list of records
 *
 *     JSON object -> drafts (one per object) -> fingerprints -> ids -> records
 *
 * The entity table says what nests in what (wp_nesting); this file only walks.
 * A child's parent column is set from its place, a single nested object sets
 * its parent's own link. The same object nested twice (an organization in
 * every service, a phone at a service and at its contact) is one draft with
 * all the parents it was found under, as HSDS tables write it.
 *
 * Ids     A UUID stays. Any other id is mapped by wp_uuid_map in the space of
 *         the source. A missing id is made from what the object links to and
 *         from its content, so it stays the same while they do.
 *         An id that came with two meanings in one feed (the census) is
 *         widened by a fingerprint: of an organization its name; of a service
 *         or program its name and its organization; of a location its name,
 *         position and address; of anything else all it says and its parents.
 *         Organizations, services, programs, locations, units and taxonomies
 *         with a UUID are exempt: there the same id is the same thing, changed.
 */
#ifndef IMPORTERS_HSDS_FLATTEN_H
#define IMPORTERS_HSDS_FLATTEN_H

#include <jansson.h>
#include <stdint.h>

#include "waypost/arena.h"
#include "waypost/record.h"

#include "mapper_census.h"

#define WP_DRAFT_LINKS_MAX 8u

struct wp_draft;

struct wp_draft_link {
    int column; /* of the draft that has the link */
    struct wp_draft *to;
    bool down; /* from a child to the parent it is nested in */
};

struct wp_draft {
    struct wp_record record; /* ids are native until wp_flat_settle() */
    const char *native;      /* the id as it came, or NULL */
    const char *member;      /* where it was nested: "phones"; or "" */
    struct wp_draft_link links[WP_DRAFT_LINKS_MAX];
    size_t link_count;
    json_t *extra;         /* unknown members, borrowed values; or NULL */
    uint64_t content;      /* hash of values and extra */
    uint64_t addresses;    /* of a location: what its addresses say */
    uint64_t fingerprint;  /* see above; 0 until computed */
    const char *id;        /* the UUID; NULL until settled */
    bool hidden;           /* marked confidential, or below what is */
    bool busy, settling;   /* guards of the recursions over links */
    struct wp_draft *next; /* in order of appearance */
    struct wp_draft *same_bucket; /* of the lookup by native id */
};

/* Something in the element that is not as HSDS says. */
struct wp_flat_problem {
    const char *kind;    /* one of ours, for the tally */
    const char *message; /* what is wrong with what */
    struct wp_flat_problem *next;
};

#define WP_FLAT_BUCKETS 512u

struct wp_flat {
    struct wp_arena arena;
    struct wp_draft *first, *last;
    size_t count;
    struct wp_draft *buckets[WP_FLAT_BUCKETS];
    struct wp_flat_problem *problems, *last_problem;
    size_t problem_count;
    long null_count;
    const struct wp_draft *widened; /* the last one whose id was ambiguous */
    long widened_count;
};

void wp_flat_init(struct wp_flat *flat);

/* Forget the element, keep memory. */
void wp_flat_reset(struct wp_flat *flat);
void wp_flat_clear(struct wp_flat *flat);

/* What an object is, by its members; -1 if nothing of HSDS. */
int wp_hsds_entity_of(json_t *object);

/*
 * Flatten one element. entity is what it is, or -1: then its members that are
 * named like entities hold them. The drafts borrow nothing from object.
 */
WP_MUST_USE enum wp_status wp_flat_object(struct wp_flat *flat, json_t *object,
                                          int entity, struct wp_error *err);

/* First pass: note every id that could be ambiguous. */
WP_MUST_USE enum wp_status wp_flat_note(struct wp_flat *flat,
                                        struct wp_census *census,
                                        struct wp_error *err);

/* Second pass: give ids, resolve links, mark what is confidential. */
WP_MUST_USE enum wp_status
wp_flat_settle(struct wp_flat *flat, const char *space,
               const struct wp_census *census, struct wp_error *err);

/* hsds_draft.c */
struct wp_draft *wp_draft_create(struct wp_flat *flat, enum wp_entity entity,
                                 const char *member);
/* Keep a member that is no column. */
void wp_draft_aside(struct wp_draft *draft, const char *key, json_t *value);
/* Hash of all the draft says itself. */
uint64_t wp_draft_content(const struct wp_draft *draft);
/* Add the draft, or fold it into the one that was there; returns which. */
struct wp_draft *wp_draft_add(struct wp_flat *flat, struct wp_draft *draft);
/* A link; false if that column already points elsewhere. */
bool wp_draft_link(struct wp_draft *draft, const char *column,
                   struct wp_draft *to, bool down);
/* The same phone at two services: a draft of its own for the second. */
struct wp_draft *wp_draft_clone(struct wp_flat *flat,
                                const struct wp_draft *draft);

/* hsds_ids.c: the fingerprint of one draft. */
uint64_t wp_draft_fingerprint(struct wp_draft *draft);

/* Is the same id always the same thing, whatever it says? */
bool wp_entity_is_main(enum wp_entity entity);

/* hsds_shape.c: the nesting of a member of entity, or NULL; ret_known is set
   when the name is not the standard's own. */
const struct wp_nesting *wp_hsds_nesting(enum wp_entity entity,
                                         const char *member, bool *ret_alias);
/* The column that takes a bare string in place of an object, or NULL. */
const char *wp_hsds_bare_column(enum wp_entity entity);

/* A scalar as text in the arena; NULL for objects, arrays and null. */
const char *wp_json_scalar(struct wp_arena *arena, const json_t *value);

#endif /* IMPORTERS_HSDS_FLATTEN_H */
