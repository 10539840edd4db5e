/*
 * engine/store/withhold.h - what must not leave with a confidential place
 *
 * A place is hidden when it is marked itself, or a service is that is given
 * there. Its address, position, directions and outside identifiers stay here,
 * and so does every text that repeats its street, ZIP or coordinates.
 */
#ifndef WP_STORE_WITHHOLD_H
#define WP_STORE_WITHHOLD_H

#include "waypost/arena.h"
#include "waypost/record.h"

#include "store/load.h"

struct wp_withheld {
    struct wp_arena *arena;
    const char **places; /* ids of hidden locations */
    size_t place_count, place_room;
    const char **secrets; /* lower case */
    size_t secret_count, secret_room;
};

/* All below the row; everything there is hidden when confidential. */
WP_MUST_USE enum wp_status
wp_withhold(const struct wp_row *root, bool confidential,
            struct wp_arena *arena, struct wp_withheld *ret_withheld,
            struct wp_error *err);

bool wp_is_hidden_place(const struct wp_withheld *withheld,
                        const struct wp_row *location);

/* Does a text repeat a secret, as whole words in any case? Of an area served,
   ZIP codes may be named. */
bool wp_gives_away(const struct wp_withheld *withheld, const char *text,
                   bool zip_allowed);

/* Columns and members that are left out of a hidden location. */
bool wp_is_hidden_column(const char *name);
bool wp_is_hidden_member(const char *name);

#endif /* WP_STORE_WITHHOLD_H */
