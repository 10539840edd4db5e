/*
 * engine/render/match_json.h - parts of waypost.match/1 that others share
 */
#ifndef WP_RENDER_MATCH_JSON_H
#define WP_RENDER_MATCH_JSON_H

#include "waypost/match.h"

#include "base/json.h"

/* One element of "results"; name as in base/json.h. rank 0 becomes null. */
void wp_json_match(struct wp_json *json, const char *name,
                   const struct wp_match *match);

/* Where it is, as far as that may be said; null without a place. */
void wp_json_place(struct wp_json *json, const char *name,
                   const struct wp_match *match);

/* "label=slug|label=slug" of a question, as the member "readings". */
void wp_json_readings(struct wp_json *json, const char *readings);

/* The member "client": what was understood. */
void wp_json_client(struct wp_json *json, const struct wp_client *client,
                    const struct wp_vocab *vocab);

#endif /* WP_RENDER_MATCH_JSON_H */
