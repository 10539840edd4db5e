/* importers/samhsa_key.c - a code key is not a list of places: say so */
#include "samhsa.h"

bool wp_samhsa_is_key(const struct wp_input *input)
{
    return wp_input_has(input, "service_code") &&
           wp_input_has(input, "category_code") &&
           wp_input_has(input, "service_name");
}

enum wp_status wp_samhsa_read_key(struct wp_context *context,
                                  const struct wp_input *input,
                                  struct wp_error *err)
{
    struct wp_census seen = WP_CENSUS_INIT;
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_buf unknown = WP_BUF_INIT;
    struct wp_table *table = NULL;
    size_t unknown_count = 0;
    enum wp_status status = wp_input_table(input, NULL, &table, err);

    if (status != WP_OK) {
        return status;
    }
    const long column = wp_table_column(table, "service_code");
    while ((status = wp_table_next(table, err)) == WP_OK) {
        wp_arena_reset(&arena);
        const char *code = wp_trimmed(&arena, wp_table_text(table, column));

        if (!code || wp_census_has(&seen, 0, code)) {
            continue;
        }
        status = wp_census_note(&seen, 0, code, 0, err);
        if (status != WP_OK) {
            break;
        }
        if (wp_samhsa_code_find(code) < 0) {
            unknown_count++;
            wp_buf_printf(&unknown, " %s", code);
        }
    }
    if (status == WP_EEND) {
        const struct wp_place place = {wp_table_label(table), 0, 0};

        status = wp_buf_status(&unknown, err);
        wp_context_find(context, WP_NOTE, &place,
                        "a key of %zu codes, not a list of places: nothing "
                        "imported; %zu of them are unknown to us%s%.200s",
                        seen.count, unknown_count, unknown_count > 0 ? ":" : "",
                        wp_buf_str(&unknown));
    }
    wp_buf_clear(&unknown);
    wp_arena_clear(&arena);
    wp_census_clear(&seen);
    wp_table_close(table);
    return status;
}
