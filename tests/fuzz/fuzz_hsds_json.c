/* tests/fuzz/fuzz_hsds_json.c - any JSON object through the element mapper
 *
 * Whatever the object looks like: no crash, every record has a valid id, every
 * link is an id, and the same object gives the same records twice.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

#include "hsds_flatten.h"
#include "mapper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t map(struct wp_flat *flat, const struct wp_census *census)
{
    uint64_t hash = WP_HASH_START;

    if (wp_flat_settle(flat, "fuzz", census, NULL) != WP_OK) {
        return 0;
    }
    for (const struct wp_draft *at = flat->first; at; at = at->next) {
        const struct wp_entity_info *info = wp_entity(at->record.entity);

        if (!wp_uuid_valid(at->record.values[0])) {
            abort();
        }
        for (size_t i = 0; i < info->column_count; i++) {
            const char *value = at->record.values[i];
            if (value && info->columns[i].refers >= 0 &&
                !wp_uuid_valid(value)) {
                abort();
            }
            hash = wp_hash_text(hash, value);
        }
        hash = wp_hash_text(hash, at->record.extra_json);
    }
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_census census = WP_CENSUS_INIT;
    struct wp_flat flat;
    uint64_t hashes[2] = {0, 0};
    json_t *object =
        json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);

    wp_flat_init(&flat);
    if (json_is_object(object)) {
        const int entity = wp_hsds_entity_of(object);

        if (wp_flat_object(&flat, object, entity, NULL) == WP_OK &&
            wp_flat_note(&flat, &census, NULL) != WP_OK) {
            abort();
        }
        for (int i = 0; i < 2; i++) {
            wp_flat_reset(&flat);
            if (wp_flat_object(&flat, object, entity, NULL) == WP_OK) {
                hashes[i] = map(&flat, &census);
            }
        }
        if (hashes[0] != hashes[1]) {
            abort();
        }
    }
    wp_flat_clear(&flat);
    wp_census_clear(&census);
    json_decref(object);
    return 0;
}
