/* engine/facts/derive.c - all facts of one service */
#include "waypost/ingest.h"

#include "facts/derived.h"

enum wp_status wp_derive(struct wp_derived *derived, const struct wp_tree *tree,
                         struct wp_error *err)
{
    const char *assured = wp_tree_value(tree->service, "assured_date");
    const char *modified = wp_tree_value(tree->service, "last_modified");
    char date[11];

    derived->count = 0;
    derived->failed = false;
    wp_arena_reset(&derived->arena);
    derived->service_id = wp_record_get(tree->service, "id");
    derived->asserted_on = NULL;
    if ((assured != NULL && wp_date_parse(assured, date)) ||
        (modified != NULL && wp_date_parse(modified, date))) {
        derived->asserted_on = wp_arena_strdup(&derived->arena, date);
    }
    wp_derive_needs(derived, tree);
    wp_derive_payment(derived, tree);
    wp_derive_eligibility(derived, tree);
    wp_derive_coverage(derived, tree);
    wp_derive_hours(derived, tree);
    wp_derive_capacity(derived, tree);
    wp_derive_languages(derived, tree);
    wp_derive_attributes(derived, tree);
    if (derived->failed || wp_arena_failed(&derived->arena)) {
        return wp_fail(err, WP_ENOMEM, "no memory to derive facts");
    }
    derived->confidential = wp_derive_confidential(tree, derived);
    return WP_OK;
}
