/* engine/facts/prose_service.c - all texts of a service */
#include <string.h>

#include "facts/prose.h"

static const struct {
    const char *column;
    enum wp_prose_field kind;
} columns[] = {
    {"eligibility_description", WP_PROSE_ELIGIBILITY},
    {"application_process", WP_PROSE_APPLICATION},
    {"fees_description", WP_PROSE_FEES},
    {"fees", WP_PROSE_FEES},
    {"interpretation_services", WP_PROSE_ACCESS},
    {"description", WP_PROSE_DESCRIPTION},
};

static void read_column(struct wp_prose *prose, struct wp_derived *derived,
                        const struct wp_record *record, const char *column,
                        struct wp_prose_text *text)
{
    text->field = column;
    text->text = wp_tree_value(record, column);
    if (text->text != NULL) {
        wp_prose_read(prose, derived, text);
    }
}

static size_t place_count(const struct wp_tree *tree)
{
    size_t count = 0;
    size_t at = 0;

    while (wp_tree_next(tree, WP_SERVICE_AT_LOCATION, NULL, NULL, &at) !=
           NULL) {
        count++;
    }
    return count;
}

void wp_derive_prose(struct wp_prose *prose, struct wp_derived *derived,
                     const struct wp_tree *tree)
{
    const struct wp_record *record = NULL;
    char state[3] = "";
    struct wp_prose_text text = {.state = state};
    size_t at = 0;

    wp_tree_state(tree, NULL, state);
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        text.kind = columns[i].kind;
        read_column(prose, derived, tree->service, columns[i].column, &text);
    }
    text.kind = WP_PROSE_DOCUMENTS;
    while ((record = wp_tree_next(tree, WP_REQUIRED_DOCUMENT, "service_id",
                                  wp_record_get(tree->service, "id"), &at)) !=
           NULL) {
        read_column(prose, derived, record, "document", &text);
    }
    /* What is said of one place of several is not true of the others. */
    if (place_count(tree) > 1) {
        return;
    }
    text.kind = WP_PROSE_ACCESS;
    at = 0;
    while ((record = wp_tree_next(tree, WP_ACCESSIBILITY, NULL, NULL, &at)) !=
           NULL) {
        read_column(prose, derived, record, "details", &text);
        read_column(prose, derived, record, "description", &text);
    }
}
