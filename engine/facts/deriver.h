/*
 * engine/facts/deriver.h - the derived facts of services, in the store
 *
 *     service id -> records -> wp_derive() -> facts and guard, in place of the
 *     last ones
 *
 * A store remembers with which rules and vocabulary its facts were derived.
 * When the program has others, every service is derived anew: at the end of the
 * next batch, or before the next index is built.
 */
#ifndef WP_FACTS_DERIVER_H
#define WP_FACTS_DERIVER_H

#include <stdbool.h>

#include "waypost/store.h"

struct wp_deriver;

WP_MUST_USE enum wp_status wp_deriver_create(struct wp_store *store,
                                             struct wp_deriver **ret_deriver,
                                             struct wp_error *err);
void wp_deriver_destroy(struct wp_deriver *deriver);

/* Inside a transaction. A service that is gone loses its derived facts. */
WP_MUST_USE enum wp_status wp_deriver_service(struct wp_deriver *deriver,
                                              const char *service_id,
                                              struct wp_error *err);

/* All services, and remember with what; inside a transaction. */
WP_MUST_USE enum wp_status wp_deriver_all(struct wp_deriver *deriver,
                                          struct wp_error *err);

/* Were the store's facts derived with other rules or another vocabulary? */
WP_MUST_USE enum wp_status wp_derivation_is_stale(struct wp_store *store,
                                                  bool *ret_stale,
                                                  struct wp_error *err);

/* Where that is so, derive all anew in a transaction of its own. */
WP_MUST_USE enum wp_status wp_derive_stale(struct wp_store *store,
                                           struct wp_error *err);

#endif /* WP_FACTS_DERIVER_H */
