/* engine/render/weights.c - the published weights and numbers, for reviewers */
#include <math.h>

#include "waypost/render.h"

#include "base/json.h"
#include "render/page.h"

static void put_criterion(struct wp_json *json,
                          const struct wp_criterion_info *one)
{
    wp_json_begin_object(json, NULL);
    wp_json_string(json, "name", one->name);
    wp_json_rounded(json, "weight", one->weight, 2);
    if (isnan(one->unknown_prior)) {
        wp_json_null(json, "prior");
    } else {
        wp_json_rounded(json, "prior", one->unknown_prior, 4);
    }
    wp_json_string(json, "en", one->sentence);
    wp_json_string(json, "es", one->sentence_es);
    wp_json_string(json, "source", one->source);
    wp_json_end_object(json);
}

enum wp_status wp_render_weights_json(const struct wp_vocab *vocab,
                                      struct wp_buf *out, struct wp_error *err)
{
    struct wp_json json = wp_json_to(out);

    wp_json_begin_object(&json, NULL);
    wp_json_string(&json, "schema", "waypost.weights/1");
    wp_json_string(&json, "version", wp_vocab_scoring_version(vocab));
    wp_json_string(&json, "hash", wp_vocab_scoring_hash(vocab));
    wp_json_begin_array(&json, "criteria");
    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        put_criterion(&json, wp_vocab_criterion(vocab, i));
    }
    wp_json_end_array(&json);
    wp_json_begin_array(&json, "numbers");
    for (int i = 0; i < WP_NUMBER_COUNT; i++) {
        const struct wp_scoring_number *one = wp_vocab_number(vocab, i);

        wp_json_begin_object(&json, NULL);
        wp_json_string(&json, "name", one->name);
        wp_json_rounded(&json, "value", one->value, 4);
        wp_json_string(&json, "en", one->sentence);
        wp_json_string(&json, "es", one->sentence_es);
        wp_json_end_object(&json);
    }
    wp_json_end_array(&json);
    wp_json_end_object(&json);
    wp_buf_char(out, '\n');
    return wp_buf_status(out, err);
}

enum wp_status wp_render_weights_text(const struct wp_vocab *vocab,
                                      const struct wp_text_style *style,
                                      struct wp_buf *out, struct wp_error *err)
{
    struct wp_page page = wp_page_to(out, style);
    struct wp_buf line = WP_BUF_INIT;

    wp_buf_printf(&line, "Weights %s (%s)", wp_vocab_scoring_version(vocab),
                  wp_vocab_scoring_hash(vocab));
    wp_page_heading(&page, wp_buf_str(&line));
    for (int i = 0; i < WP_CRITERION_COUNT; i++) {
        const struct wp_criterion_info *one = wp_vocab_criterion(vocab, i);

        wp_buf_clear(&line);
        wp_buf_printf(&line, "%s %g", one->name, one->weight);
        if (!isnan(one->unknown_prior)) {
            wp_buf_printf(&line, ", silence %g", one->unknown_prior);
        }
        wp_buf_printf(&line, ": %s (%s)", one->sentence, one->source);
        wp_page_item(&page, 2, "- ", wp_buf_str(&line));
    }
    wp_page_heading(&page, "Numbers");
    for (int i = 0; i < WP_NUMBER_COUNT; i++) {
        const struct wp_scoring_number *one = wp_vocab_number(vocab, i);

        wp_buf_clear(&line);
        wp_buf_printf(&line, "%s %g: %s", one->name, one->value, one->sentence);
        wp_page_item(&page, 2, "- ", wp_buf_str(&line));
    }
    wp_buf_clear(&line);
    return wp_buf_status(out, err);
}
