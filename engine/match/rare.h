/*
 * engine/match/rare.h - which of the client's groups a record says it serves
 *
 * What is made for few people is far apart, so a list that names nobody for
 * deaf people looks further for them, see widening.h.
 */
#ifndef WP_MATCH_RARE_H
#define WP_MATCH_RARE_H

#include <stddef.h>
#include <stdint.h>

#include "match/ask.h"
#include "match/subject.h"

/* veteran, pregnant, then the client's situations: one bit each. */
#define WP_RARE_GROUPS_MAX (2 + WP_CLIENT_LIST_MAX)

/* The groups the client stated. */
uint32_t wp_rare_asked(const struct wp_ask *ask);

/* Those of them that the record is for or welcomes, by its own word. */
uint32_t wp_rare_served(const struct wp_ask *ask,
                        const struct wp_subject *subject);

#endif /* WP_MATCH_RARE_H */
