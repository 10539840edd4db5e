/*
 * engine/store/content.h - what a row tells of a record, as one text
 *
 * Two rows may tell different things of one record. The text decides which
 * telling stands, and keeps the others: a JSON object of strings, whose first
 * member "rank" is "1" for confidential (withholding wins), then the date of
 * the telling; the columns follow in their order.
 */
#ifndef WP_STORE_CONTENT_H
#define WP_STORE_CONTENT_H

#include "waypost/arena.h"
#include "waypost/buf.h"
#include "waypost/record.h"

/* Append the text of a record. Equal records give equal texts. */
void wp_content_write(const struct wp_record *record, struct wp_buf *out);

/*
 * Above 0 when one stands over two: the higher rank (confidential, then the
 * later date), then the longer, then the greater in bytes. 0 when equal.
 */
int wp_content_compare(const char *one, const char *two);

/* Back to a record whose strings live in the arena. */
WP_MUST_USE enum wp_status
wp_content_read(const char *content, enum wp_entity entity, const char *id,
                struct wp_arena *arena, struct wp_record *ret_record,
                struct wp_error *err);

/* extra_json with one more member, in the arena; extra may be NULL. A member
   that is there already stays as it is. NULL when out of memory: then the
   arena has failed. */
const char *wp_extra_add(const char *extra, const char *key, const char *value,
                         struct wp_arena *arena);

#endif /* WP_STORE_CONTENT_H */
