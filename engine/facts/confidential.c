/* engine/facts/confidential.c - whose places must never be shown
 *
 * When in doubt a place is withheld: hiding a public address costs a phone
 * call, showing a hidden one can cost a life.
 */
#include <string.h>

#include "facts/derived.h"

enum said { SAID_NOTHING, SAID_CONFIDENTIAL, SAID_PUBLIC };

static enum said visibility(const struct wp_tree *tree)
{
    enum said said = SAID_NOTHING;
    struct wp_mark mark;
    size_t at = 0;

    while (wp_mark_next(tree, "waypost-visibility", &at, &mark)) {
        if (strcmp(mark.code, "confidential") == 0) {
            return SAID_CONFIDENTIAL;
        }
        if (strcmp(mark.code, "public") == 0) {
            said = SAID_PUBLIC;
        }
    }
    return said;
}

static bool is_marked(const struct wp_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct wp_record *record = tree->records[i];
        if (record->confidential &&
            (record->entity == WP_SERVICE || record->entity == WP_LOCATION ||
             record->entity == WP_ADDRESS ||
             record->entity == WP_SERVICE_AT_LOCATION)) {
            return true;
        }
    }
    return false;
}

/* A need whose places are hidden by custom: see the flags of needs.tsv. */
static bool shelters(const struct wp_vocab *vocab, const struct wp_fact *facts,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int number = facts[i].kind == WP_FACT_NEED
                         ? wp_vocab_concept_by_slug(vocab, facts[i].code)
                         : -1;
        if (number >= 0 && wp_concept_has_flag(wp_vocab_concept(vocab, number),
                                               "confidential")) {
            return true;
        }
    }
    return false;
}

bool wp_derive_confidential(const struct wp_tree *tree,
                            const struct wp_derived *derived)
{
    enum said said = visibility(tree);

    if (said == SAID_CONFIDENTIAL || is_marked(tree)) {
        return true;
    }
    if (said == SAID_PUBLIC) {
        return false;
    }
    return shelters(derived->vocab, derived->facts, derived->count) ||
           shelters(derived->vocab, tree->asserted, tree->asserted_count);
}
