/*
 * engine/render/text_parts.h - lines that several text pages share
 */
#ifndef WP_RENDER_TEXT_PARTS_H
#define WP_RENDER_TEXT_PARTS_H

#include "explain/sentences.h"
#include "render/page.h"

/* " ("evidence"; source, date)" as far as they are known. */
void wp_line_proof(struct wp_buf *out, const char *evidence, const char *source,
                   const char *as_of);

/* "123 Main St, Glendale, AZ 85301", or what may be said of it. */
void wp_line_place(struct wp_buf *out, struct wp_voice voice,
                   const struct wp_match *match);

/* "602-555-0100 ext. 5"; nothing without a phone. */
void wp_line_phone(struct wp_buf *out, struct wp_voice voice,
                   const struct wp_match *match);

/* " - open until 17:00"; nothing when nobody asked. */
void wp_line_open(struct wp_buf *out, struct wp_voice voice,
                  const struct wp_match *match);

/* A component or constraint, a lane and a verdict as people read them. */
const char *wp_part_name(struct wp_voice voice, const char *name);
const char *wp_lane_word(struct wp_voice voice, const char *lane);
const char *wp_verdict_word(struct wp_voice voice, enum wp_verdict verdict);

/* The lines that say what was understood of the client. */
void wp_page_client(struct wp_page *page, const struct wp_client *client,
                    const struct wp_vocab *vocab, bool miles);

#endif /* WP_RENDER_TEXT_PARTS_H */
