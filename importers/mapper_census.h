/*
 * importers/mapper_census.h - which ids mean more than one thing?
 *
 * A first pass over the input notes (kind, id, content) of every row and every
 * record. An id that came with two contents cannot identify either alone; the
 * second pass asks and adds what tells them apart. Because the answer is known
 * before anything is put, it does not depend on the order of the rows.
 *
 * Sixteen bytes are kept for every id. Two different ids can only be mistaken
 * for one another if their 64-bit hashes agree, and then they are told apart
 * by content needlessly: no harm is done.
 */
#ifndef IMPORTERS_MAPPER_CENSUS_H
#define IMPORTERS_MAPPER_CENSUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/error.h"

#define WP_CENSUS_MAX ((size_t)1 << 26)

struct wp_census_slot {
    uint64_t key;     /* 0: empty */
    uint64_t content; /* lowest bit: ambiguous */
};

struct wp_census {
    struct wp_census_slot *slots;
    size_t room, count; /* room is a power of two */
};

#define WP_CENSUS_INIT ((struct wp_census){NULL, 0, 0})

/* kind: any small number of the caller's: an entity, a table. */
WP_MUST_USE enum wp_status
wp_census_note(struct wp_census *census, unsigned kind, const char *id,
               uint64_t content, struct wp_error *err);

bool wp_census_has(const struct wp_census *census, unsigned kind,
                   const char *id);
bool wp_census_ambiguous(const struct wp_census *census, unsigned kind,
                         const char *id);

/* The content noted first (its lowest bit is lost); 0 if there is none. */
uint64_t wp_census_content(const struct wp_census *census, unsigned kind,
                           const char *id);

void wp_census_clear(struct wp_census *census);

#endif /* IMPORTERS_MAPPER_CENSUS_H */
