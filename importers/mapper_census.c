/* importers/mapper_census.c - an open-addressing table of 64-bit hashes */
#include "mapper_census.h"

#include <stdlib.h>
#include <string.h>

#include "mapper.h"

static uint64_t key_of(unsigned kind, const char *id)
{
    const uint64_t hash =
        wp_hash_text(wp_hash_bytes(WP_HASH_START, &kind, sizeof(kind)), id);

    return hash == 0 ? 1 : hash;
}

static struct wp_census_slot *slot_of(const struct wp_census *census,
                                      uint64_t key)
{
    size_t at = (size_t)(key ^ (key >> 29)) & (census->room - 1);

    while (census->slots[at].key != 0 && census->slots[at].key != key) {
        at = (at + 1) & (census->room - 1);
    }
    return &census->slots[at];
}

static enum wp_status grow(struct wp_census *census, struct wp_error *err)
{
    struct wp_census grown = {.room =
                                  census->room > 0 ? census->room * 2 : 1024,
                              .count = census->count};

    if (grown.room > WP_CENSUS_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %zu ids in one feed",
                       WP_CENSUS_MAX / 4 * 3);
    }
    grown.slots = calloc(grown.room, sizeof(*grown.slots));
    if (!grown.slots) {
        return wp_fail(err, WP_ENOMEM, "counting ids");
    }
    for (size_t i = 0; i < census->room; i++) {
        if (census->slots[i].key != 0) {
            *slot_of(&grown, census->slots[i].key) = census->slots[i];
        }
    }
    free(census->slots);
    *census = grown;
    return WP_OK;
}

enum wp_status wp_census_note(struct wp_census *census, unsigned kind,
                              const char *id, uint64_t content,
                              struct wp_error *err)
{
    if (census->count >= census->room / 4 * 3) {
        const enum wp_status status = grow(census, err);

        if (status != WP_OK) {
            return status;
        }
    }
    const uint64_t key = key_of(kind, id);
    struct wp_census_slot *slot = slot_of(census, key);

    if (slot->key == 0) {
        *slot = (struct wp_census_slot){key, content & ~UINT64_C(1)};
        census->count++;
    } else if (((slot->content ^ content) & ~UINT64_C(1)) != 0) {
        slot->content |= 1;
    }
    return WP_OK;
}

bool wp_census_has(const struct wp_census *census, unsigned kind,
                   const char *id)
{
    return census->room > 0 && slot_of(census, key_of(kind, id))->key != 0;
}

bool wp_census_ambiguous(const struct wp_census *census, unsigned kind,
                         const char *id)
{
    if (census->room == 0) {
        return false;
    }
    const struct wp_census_slot *slot = slot_of(census, key_of(kind, id));
    return slot->key != 0 && (slot->content & 1) != 0;
}

uint64_t wp_census_content(const struct wp_census *census, unsigned kind,
                           const char *id)
{
    if (census->room == 0) {
        return 0;
    }
    const struct wp_census_slot *slot = slot_of(census, key_of(kind, id));
    return slot->key != 0 ? slot->content & ~UINT64_C(1) : 0;
}

void wp_census_clear(struct wp_census *census)
{
    free(census->slots);
    *census = WP_CENSUS_INIT;
}
