/*
 * engine/store/nest.h - rows as nested HSDS 3.2 JSON
 *
 * No nulls; required members are always there (text that nobody told is "");
 * numbers are numbers; ids that the nesting already says are left out; unknown
 * members come back under their names. A value that did not fit its column
 * would not be valid there: it goes into the member "waypost_unfit".
 */
#ifndef WP_STORE_NEST_H
#define WP_STORE_NEST_H

#include "base/json.h"
#include "store/load.h"
#include "store/withhold.h"

struct wp_nest {
    struct wp_json json;
    const struct wp_withheld *withheld;
    const char *organization_id; /* of the service being written, or NULL */
    bool confidential;           /* the whole of it */
};

/*
 * The members of a row, without the braces: more can follow. root keeps the
 * ids of its parents, which no nesting says.
 */
void wp_nest_members(struct wp_nest *nest, const struct wp_row *row, bool root);

#endif /* WP_STORE_NEST_H */
