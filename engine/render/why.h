/*
 * engine/render/why.h - what why and why-not say in one sentence
 */
#ifndef WP_RENDER_WHY_H
#define WP_RENDER_WHY_H

#include "waypost/render.h"

#include "explain/sentences.h"

/* "It is shown, rank 2." or what stands in the way. */
void wp_why_sentence(struct wp_buf *out, struct wp_voice voice,
                     const struct wp_matches *matches);

/* The first hard constraint that fails; NULL if none does. */
const struct wp_constraint *wp_why_refusal(const struct wp_match *match);

#endif /* WP_RENDER_WHY_H */
