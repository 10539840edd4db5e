/*
 * engine/render/page.h - text for a terminal: clean, wrapped, quiet
 *
 * What comes out of a record may hold anything; what goes to a terminal holds
 * no control character and nothing that reverses the direction of reading.
 */
#ifndef WP_RENDER_PAGE_H
#define WP_RENDER_PAGE_H

#include "waypost/render.h"

#define WP_PAGE_WIDTH 80

struct wp_page {
    struct wp_buf *out;
    int width;
    bool colour;
};

struct wp_page wp_page_to(struct wp_buf *out,
                          const struct wp_text_style *style);

/*
 * Words wrapped at the width: the first line begins after first columns, all
 * others after rest. Ends the line. Empty text writes nothing.
 */
void wp_page_wrap(struct wp_page *page, int first, int rest, const char *text);

/* The same after a lead of its own ("Confirm: "), rest aligned under it. */
void wp_page_item(struct wp_page *page, int indent, const char *lead,
                  const char *text);

/* The same with one space after the lead ("Note:"). */
void wp_page_lead(struct wp_page *page, int indent, const char *lead,
                  const char *text);

/* A line that stands out. */
void wp_page_heading(struct wp_page *page, const char *text);
void wp_page_blank(struct wp_page *page);

/* Columns a clean text takes. */
int wp_page_columns(const char *text);

/* Append without control characters; line ends and tabs become spaces. */
void wp_page_clean(struct wp_buf *out, const char *text);

/* "1.2 mi" or "1.9 km", as the style wants. */
void wp_page_distance(struct wp_buf *out, double distance_m, bool miles);

#endif /* WP_RENDER_PAGE_H */
