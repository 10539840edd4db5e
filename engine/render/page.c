/* engine/render/page.c - text for a terminal: clean, wrapped, quiet */
#include "render/page.h"

#include <string.h>
#include <utf8proc.h>

struct wp_page wp_page_to(struct wp_buf *out, const struct wp_text_style *style)
{
    const int width = style && style->width > 0 ? style->width : WP_PAGE_WIDTH;

    return (struct wp_page){
        .out = out,
        .width = width < 30 ? 30 : width,
        .colour = style && style->colour,
    };
}

/* Controls, and marks that would reorder or hide what follows. */
static bool is_unprintable(utf8proc_int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
           c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

void wp_page_clean(struct wp_buf *out, const char *text)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);

    while (left > 0) {
        utf8proc_int32_t c = 0;
        const utf8proc_ssize_t size = utf8proc_iterate(at, left, &c);

        if (size <= 0) {
            wp_buf_text(out, "\xef\xbf\xbd");
            at++;
            left--;
            continue;
        }
        if (is_unprintable(c)) {
            wp_buf_char(out, ' ');
        } else {
            wp_buf_bytes(out, at, (size_t)size);
        }
        at += size;
        left -= size;
    }
}

static int columns_of(const char *text, size_t length)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t left = (utf8proc_ssize_t)length;
    int columns = 0;

    while (left > 0) {
        utf8proc_int32_t c = 0;
        const utf8proc_ssize_t size = utf8proc_iterate(at, left, &c);

        if (size <= 0) {
            break;
        }
        columns += utf8proc_charwidth(c);
        at += size;
        left -= size;
    }
    return columns;
}

int wp_page_columns(const char *text)
{
    return columns_of(text, strlen(text));
}

static void spaces(struct wp_page *page, int count)
{
    for (int i = 0; i < count; i++) {
        wp_buf_char(page->out, ' ');
    }
}

/* column is where the line already stands. */
static void wrap_from(struct wp_page *page, int column, int rest,
                      const char *text)
{
    bool begun = false;

    while (*text) {
        const size_t blank = strspn(text, " ");
        const size_t length = strcspn(text + blank, " ");
        const char *word = text + blank;
        const int columns = columns_of(word, length);

        if (length == 0) {
            break;
        }
        if (begun && column + 1 + columns > page->width) {
            wp_buf_char(page->out, '\n');
            spaces(page, rest);
            column = rest;
        } else if (begun) {
            wp_buf_char(page->out, ' ');
            column++;
        }
        wp_buf_bytes(page->out, word, length);
        column += columns;
        begun = true;
        text = word + length;
    }
    wp_buf_char(page->out, '\n');
}

void wp_page_wrap(struct wp_page *page, int first, int rest, const char *text)
{
    struct wp_buf clean = WP_BUF_INIT;

    if (!text || !text[0]) {
        return;
    }
    wp_page_clean(&clean, text);
    spaces(page, first);
    wrap_from(page, first, rest, wp_buf_str(&clean));
    page->out->failed = page->out->failed || clean.failed;
    wp_buf_clear(&clean);
}

void wp_page_item(struct wp_page *page, int indent, const char *lead,
                  const char *text)
{
    const int columns = indent + wp_page_columns(lead);
    struct wp_buf clean = WP_BUF_INIT;

    if (!text || !text[0]) {
        return;
    }
    wp_page_clean(&clean, text);
    spaces(page, indent);
    wp_buf_text(page->out, lead);
    wrap_from(page, columns, columns, wp_buf_str(&clean));
    page->out->failed = page->out->failed || clean.failed;
    wp_buf_clear(&clean);
}

void wp_page_lead(struct wp_page *page, int indent, const char *lead,
                  const char *text)
{
    struct wp_buf spaced = WP_BUF_INIT;

    wp_buf_printf(&spaced, "%s ", lead);
    wp_page_item(page, indent, wp_buf_str(&spaced), text);
    page->out->failed = page->out->failed || spaced.failed;
    wp_buf_clear(&spaced);
}

void wp_page_heading(struct wp_page *page, const char *text)
{
    wp_buf_text(page->out, page->colour ? "\x1b[1m" : "");
    wp_page_clean(page->out, text);
    wp_buf_text(page->out, page->colour ? "\x1b[0m\n" : "\n");
}

void wp_page_blank(struct wp_page *page)
{
    wp_buf_char(page->out, '\n');
}

void wp_page_distance(struct wp_buf *out, double distance_m, bool miles)
{
    const double distance = distance_m / (miles ? 1609.344 : 1000.0);

    wp_buf_printf(out, distance < 9.95 ? "%.1f %s" : "%.0f %s", distance,
                  miles ? "mi" : "km");
}
