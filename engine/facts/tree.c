/* engine/facts/tree.c - find the records of one service */
#include "facts/tree.h"

#include <string.h>

#include "waypost/ingest.h"

const char *wp_tree_value(const struct wp_record *record, const char *column)
{
    const char *value = wp_record_get(record, column);

    return value == NULL || *value == '\0' ? NULL : value;
}

const struct wp_record *wp_tree_next(const struct wp_tree *tree,
                                     enum wp_entity entity, const char *column,
                                     const char *id, size_t *at)
{
    while (*at < tree->count) {
        const struct wp_record *record = tree->records[(*at)++];
        if (record->entity != entity) {
            continue;
        }
        if (column == NULL) {
            return record;
        }
        const char *value = wp_record_get(record, column);
        if (value != NULL && id != NULL && strcmp(value, id) == 0) {
            return record;
        }
    }
    return NULL;
}

const struct wp_record *wp_tree_find(const struct wp_tree *tree,
                                     enum wp_entity entity, const char *id)
{
    size_t at = 0;

    return id == NULL ? NULL : wp_tree_next(tree, entity, "id", id, &at);
}

static bool state_of(const struct wp_tree *tree, const char *column,
                     const char *id, char ret_state[3])
{
    size_t at = 0;
    const struct wp_record *address = NULL;

    while ((address = wp_tree_next(tree, WP_ADDRESS, column, id, &at)) !=
           NULL) {
        const char *state = wp_tree_value(address, "state_province");
        if (state != NULL && wp_state_parse(state, ret_state)) {
            return true;
        }
    }
    return false;
}

void wp_tree_state(const struct wp_tree *tree, const char *location_id,
                   char ret_state[3])
{
    ret_state[0] = '\0';
    if (location_id == NULL ||
        !state_of(tree, "location_id", location_id, ret_state)) {
        (void)state_of(tree, NULL, NULL, ret_state);
    }
}
