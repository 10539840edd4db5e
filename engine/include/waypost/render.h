/*
 * waypost/render.h - matches and records as bytes: JSON, NDJSON, TSV, text
 *
 * Renderers compute nothing: they say what matches already hold. They append
 * to a wp_buf; nobody here writes to a file. The JSON of `waypost match` and
 * of POST /match is the very same call.
 */
#ifndef WP_RENDER_H
#define WP_RENDER_H

#include "waypost/buf.h"
#include "waypost/match.h"

/* Schema waypost.match/1 (docs/formats.md); one line, then a newline. */
WP_API WP_MUST_USE enum wp_status wp_render_match_json(
    const struct wp_matches *matches, const struct wp_client *client,
    const struct wp_vocab *vocab, struct wp_buf *out, struct wp_error *err);

/* One result object a line, as in "results". */
WP_API WP_MUST_USE enum wp_status
wp_render_match_ndjson(const struct wp_matches *matches, struct wp_buf *out,
                       struct wp_error *err);

/* Header line and one row a result: rank, score, name, ..., one tab between;
   tabs and line ends inside values become spaces. */
WP_API WP_MUST_USE enum wp_status
wp_render_match_tsv(const struct wp_matches *matches, struct wp_buf *out,
                    struct wp_error *err);

struct wp_text_style {
    int width;   /* columns; 0 means 80 */
    bool colour; /* ANSI */
    bool detail; /* every component of every result, not just the gist */
    bool miles;  /* distances in miles, else kilometres */
};

/* What a score is made of: weights and every other published number, with
   their reasons. Schema waypost.weights/1, and the same as text. */
WP_API WP_MUST_USE enum wp_status
wp_render_weights_json(const struct wp_vocab *vocab, struct wp_buf *out,
                       struct wp_error *err);

struct wp_text_style;
WP_API WP_MUST_USE enum wp_status
wp_render_weights_text(const struct wp_vocab *vocab,
                       const struct wp_text_style *style, struct wp_buf *out,
                       struct wp_error *err);

/* For people: safety first, then understood client, results with reasons,
   what to confirm, what was hidden and why, what to do next. */
WP_API WP_MUST_USE enum wp_status wp_render_match_text(
    const struct wp_matches *matches, const struct wp_client *client,
    const struct wp_vocab *vocab, const struct wp_text_style *style,
    struct wp_buf *out, struct wp_error *err);

/* One service explained (why) or its refusals (why-not), as text. */
WP_API WP_MUST_USE enum wp_status
wp_render_why_text(const struct wp_matches *matches,
                   const struct wp_client *client, const struct wp_vocab *vocab,
                   bool why_not, const struct wp_text_style *style,
                   struct wp_buf *out, struct wp_error *err);
WP_API WP_MUST_USE enum wp_status
wp_render_why_json(const struct wp_matches *matches,
                   const struct wp_client *client, const struct wp_vocab *vocab,
                   bool why_not, struct wp_buf *out, struct wp_error *err);

/* wp_store_show()'s JSON as a readable page. */
WP_API WP_MUST_USE enum wp_status
wp_render_show_text(const char *json, const struct wp_text_style *style,
                    struct wp_buf *out, struct wp_error *err);

/* `waypost concepts`: schema waypost.concepts/1, and as text. words may be
   NULL: the whole vocabulary. */
WP_API WP_MUST_USE enum wp_status
wp_render_concepts_json(const struct wp_vocab *vocab, const char *words,
                        struct wp_buf *out, struct wp_error *err);
WP_API WP_MUST_USE enum wp_status
wp_render_concepts_text(const struct wp_vocab *vocab, const char *words,
                        const struct wp_text_style *style, struct wp_buf *out,
                        struct wp_error *err);

#endif /* WP_RENDER_H */
