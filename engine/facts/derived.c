/* engine/facts/derived.c - collect facts, and read attributes and words */
#include "facts/derived.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "facts/prose.h"

void wp_derived_init(struct wp_derived *derived, const struct wp_vocab *vocab)
{
    *derived = (struct wp_derived){.arena = WP_ARENA_INIT, .vocab = vocab};
}

void wp_derived_clear(struct wp_derived *derived)
{
    wp_arena_clear(&derived->arena);
    free(derived->facts);
    wp_prose_destroy(derived->prose);
    *derived = (struct wp_derived){.arena = WP_ARENA_INIT};
}

void wp_derived_add(struct wp_derived *derived, struct wp_fact fact)
{
    const char **texts[] = {
        &fact.service_at_location_id,
        &fact.code,
        &fact.note,
        &fact.valid_from,
        &fact.valid_to,
        &fact.asserted_on,
        &fact.field,
        &fact.evidence,
    };

    if (derived->count == derived->room) {
        size_t room = derived->room == 0 ? 16 : derived->room * 2;
        void *facts = realloc(derived->facts, room * sizeof(fact));
        if (facts == NULL) {
            derived->failed = true;
            return;
        }
        derived->facts = facts;
        derived->room = room;
    }
    fact.service_id = derived->service_id;
    if (fact.asserted_on == NULL) {
        fact.asserted_on = derived->asserted_on;
    }
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        *texts[i] = wp_arena_strdup(&derived->arena, *texts[i]);
    }
    derived->facts[derived->count++] = fact;
}

void wp_derived_extract(struct wp_derived *derived, struct wp_fact fact,
                        const char *field, const char *text, size_t begin,
                        size_t end)
{
    char *words = wp_arena_alloc(&derived->arena, end - begin + 1);

    if (words == NULL) {
        return; /* the arena remembers */
    }
    memcpy(words, text + begin, end - begin);
    words[end - begin] = '\0';
    fact.extracted = true;
    fact.begin = begin;
    fact.end = end;
    fact.field = field;
    fact.evidence = words;
    wp_derived_add(derived, fact);
}

/* ---- attributes --------------------------------------------------------- */

static bool same_taxonomy(const struct wp_tree *tree,
                          const struct wp_record *term, const char *taxonomy)
{
    const char *name = wp_tree_value(term, "taxonomy");

    if (name == NULL) {
        const struct wp_record *detail =
            wp_tree_find(tree, WP_TAXONOMY, wp_record_get(term, "taxonomy_id"));
        name = detail == NULL ? NULL : wp_tree_value(detail, "name");
    }
    return name != NULL && strcmp(name, taxonomy) == 0;
}

/* Whose attribute it is; false if it is of none of the three entities. */
static bool take_owner(const struct wp_tree *tree,
                       const struct wp_record *attribute,
                       struct wp_mark *ret_mark)
{
    const char *id = wp_record_get(attribute, "link_id");

    if (id == NULL) {
        return false;
    }
    const char *service = wp_record_get(tree->service, "id");
    if (service != NULL && strcmp(id, service) == 0) {
        return true;
    }
    if (wp_tree_find(tree, WP_SERVICE_AT_LOCATION, id) != NULL) {
        ret_mark->service_at_location_id = id;
        return true;
    }
    if (wp_tree_find(tree, WP_LOCATION, id) != NULL) {
        ret_mark->of_location = true;
        ret_mark->location_id = id;
        return true;
    }
    return false;
}

bool wp_mark_next(const struct wp_tree *tree, const char *taxonomy, size_t *at,
                  struct wp_mark *ret_mark)
{
    const struct wp_record *attribute = NULL;

    while ((attribute = wp_tree_next(tree, WP_ATTRIBUTE, NULL, NULL, at)) !=
           NULL) {
        const struct wp_record *term =
            wp_tree_find(tree, WP_TAXONOMY_TERM,
                         wp_record_get(attribute, "taxonomy_term_id"));
        struct wp_mark mark = {.code = NULL};
        if (term == NULL || !same_taxonomy(tree, term, taxonomy) ||
            !take_owner(tree, attribute, &mark)) {
            continue;
        }
        mark.code = wp_tree_value(term, "code");
        mark.name = wp_tree_value(term, "name");
        mark.value = wp_tree_value(attribute, "value");
        mark.label = wp_tree_value(attribute, "label");
        if (mark.code != NULL) {
            *ret_mark = mark;
            return true;
        }
    }
    return false;
}

/* ---- words -------------------------------------------------------------- */

const char *wp_folded(struct wp_arena *arena, const char *text)
{
    struct wp_words words;
    size_t size = strlen(text);
    /* A folded character can be longer than it was (one ligature: three). */
    char *folded = wp_arena_alloc(arena, size * 4 + 3);
    size_t length = 0;

    if (folded == NULL) {
        return NULL;
    }
    folded[length++] = ' ';
    wp_words_init(&words, text, size);
    while (wp_words_next(&words)) {
        if (length + words.length + 2 > size * 4 + 3) {
            break;
        }
        memcpy(folded + length, words.word, words.length);
        length += words.length;
        folded[length++] = ' ';
    }
    folded[length] = '\0';
    return folded;
}

bool wp_says(const char *folded, const char *phrase)
{
    size_t size = strlen(phrase);

    for (const char *at = strstr(folded, phrase); at != NULL;
         at = strstr(at + 1, phrase)) {
        if (at > folded && at[-1] == ' ' && at[size] == ' ') {
            return true;
        }
    }
    return false;
}
