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
static bool is_hidden_need(const struct wp_vocab *vocab,
                           const struct wp_fact *fact)
{
    int number = fact->kind == WP_FACT_NEED
                     ? wp_vocab_concept_by_slug(vocab, fact->code)
                     : -1;

    return number >= 0 &&
           wp_concept_has_flag(wp_vocab_concept(vocab, number), "confidential");
}

static bool names_danger(struct wp_arena *arena, const char *text)
{
    static const char *const words[] = {"violence",
                                        "violent",
                                        "abuse",
                                        "abused",
                                        "abuser",
                                        "battered",
                                        "batterer",
                                        "trafficking",
                                        "trafficked",
                                        "exploited",
                                        "exploitation",
                                        "dv",
                                        "ipv",
                                        "safe house",
                                        "safe houses",
                                        "safehouse",
                                        "safe home",
                                        "safe homes",
                                        "safe haven",
                                        "safe shelter",
                                        "women s shelter",
                                        "shelter for women",
                                        "victims",
                                        "survivors",
                                        "violencia",
                                        "maltrato",
                                        "maltratadas",
                                        "trata",
                                        "victimas",
                                        "sobrevivientes",
                                        "refugio para mujeres"};
    const char *folded = text == NULL ? NULL : wp_folded(arena, text);

    for (size_t i = 0; folded != NULL && i < sizeof(words) / sizeof(words[0]);
         i++) {
        if (wp_says(folded, words[i])) {
            return true;
        }
    }
    return false;
}

/*
 * "Safe housing" is a category of shelters and of lead pipe programmes alike: a
 * need read out of words hides a place only where danger is named as well.
 */
static bool danger_is_named(const struct wp_tree *tree,
                            struct wp_derived *derived)
{
    static const char *const columns[] = {
        "name", "alternate_name", "description", "eligibility_description"};
    const struct wp_record *organization = wp_tree_find(
        tree, WP_ORGANIZATION, wp_record_get(tree->service, "organization_id"));

    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        if (names_danger(&derived->arena,
                         wp_tree_value(tree->service, columns[i]))) {
            return true;
        }
    }
    if (organization != NULL &&
        (names_danger(&derived->arena, wp_tree_value(organization, "name")) ||
         names_danger(&derived->arena,
                      wp_tree_value(organization, "description")))) {
        return true;
    }
    for (size_t i = 0; i < derived->count; i++) {
        if (is_hidden_need(derived->vocab, &derived->facts[i]) &&
            names_danger(&derived->arena, derived->facts[i].evidence)) {
            return true;
        }
    }
    return false;
}

bool wp_derive_confidential(const struct wp_tree *tree,
                            struct wp_derived *derived)
{
    enum said said = visibility(tree);
    bool read = false;

    if (said == SAID_CONFIDENTIAL || is_marked(tree)) {
        return true;
    }
    if (said == SAID_PUBLIC) {
        return false;
    }
    for (size_t i = 0; i < tree->asserted_count; i++) {
        if (is_hidden_need(derived->vocab, &tree->asserted[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < derived->count; i++) {
        const struct wp_fact *fact = &derived->facts[i];
        if (is_hidden_need(derived->vocab, fact)) {
            if (strcmp(fact->field, "attribute") == 0) {
                return true;
            }
            read = true;
        }
    }
    return read && danger_is_named(tree, derived);
}
