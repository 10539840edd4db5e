/*
 * engine/render/text_parts.h - lines that several text pages share
 */
#ifndef WP_RENDER_TEXT_PARTS_H
#define WP_RENDER_TEXT_PARTS_H

#include "render/page.h"

/* " ("evidence"; source, date)" as far as they are known. */
void wp_line_proof(struct wp_buf *out, const char *evidence, const char *source,
                   const char *as_of);

/* "123 Main St, Glendale, AZ 85301", or what may be said of it. */
void wp_line_place(struct wp_buf *out, const struct wp_match *match);

/* "602-555-0100 ext. 5"; nothing without a phone. */
void wp_line_phone(struct wp_buf *out, const struct wp_match *match);

/* " - open until 17:00"; nothing when nobody asked. */
void wp_line_open(struct wp_buf *out, const struct wp_match *match);

/* The lines that say what was understood of the client. */
void wp_page_client(struct wp_page *page, const struct wp_client *client,
                    const struct wp_vocab *vocab, bool miles);

#endif /* WP_RENDER_TEXT_PARTS_H */
