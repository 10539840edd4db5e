/*
 * engine/explain/find.h - the one service a person means
 */
#ifndef WP_EXPLAIN_FIND_H
#define WP_EXPLAIN_FIND_H

#include "waypost/index.h"

#include "index/format.h"
#include "index/reader.h"

#define WP_PLACES_MAX 64 /* places of one service that are explained */

struct wp_places {
    uint32_t docs[WP_PLACES_MAX];
    size_t count;
    unsigned char service_id[16];
};

/*
 * By id, by the first six digits of one or more, or by name: the whole name
 * before a part of it, the service's name before its organization's.
 *
 * @return WP_ENOTFOUND; WP_EINVAL with the ids when several are meant.
 */
WP_MUST_USE enum wp_status
wp_find_service(struct wp_index *index, const char *called,
                struct wp_places *ret_places, struct wp_error *err);

#endif /* WP_EXPLAIN_FIND_H */
