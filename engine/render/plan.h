/*
 * engine/render/plan.h - the fewest trips, as JSON and as text
 */
#ifndef WP_RENDER_PLAN_H
#define WP_RENDER_PLAN_H

#include "waypost/match.h"

#include "base/json.h"
#include "explain/sentences.h"
#include "render/page.h"

/* The member "plan"; nothing unless one was asked for. */
void wp_json_plan(struct wp_json *json, const struct wp_matches *matches,
                  const struct wp_client *client, const struct wp_vocab *vocab);

void wp_page_plan(struct wp_page *page, struct wp_voice voice,
                  const struct wp_matches *matches,
                  const struct wp_client *client, bool miles);

#endif /* WP_RENDER_PLAN_H */
