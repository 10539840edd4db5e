/* engine/record/ids.c - stable ids for records of other people's systems */
#include <string.h>

#include "waypost/record.h"

#include "base/uuid.h"

/*
 * The namespace all of ours lie in: UUIDv5 of "urn:waypost:records" in the URL
 * namespace of RFC 9562. Changing it would give every foreign record a new id.
 */
static const unsigned char waypost_space[WP_UUID_BYTES] = {
    0xf1, 0xe9, 0x5d, 0x02, 0xb2, 0x31, 0x59, 0x80,
    0x83, 0x36, 0xfb, 0xc6, 0x60, 0x8f, 0x4c, 0x62};

bool wp_uuid_valid(const char *text)
{
    unsigned char uuid[WP_UUID_BYTES];

    return text && wp_uuid_parse(text, uuid);
}

/* UUIDv5 of "entity:native" without building that text on the heap. */
static void name_it(const unsigned char space[WP_UUID_BYTES],
                    const char *entity, const char *native,
                    unsigned char ret_uuid[WP_UUID_BYTES])
{
    char short_name[256];
    const size_t entity_size = strlen(entity);
    const size_t native_size = strlen(native);
    const size_t size = entity_size + 1 + native_size;

    if (size <= sizeof(short_name)) {
        memcpy(short_name, entity, entity_size);
        short_name[entity_size] = ':';
        memcpy(short_name + entity_size + 1, native, native_size);
        wp_uuid_of_name(space, short_name, size, ret_uuid);
        return;
    }
    /* Too long to be a key anybody typed: its digest stands for it, so that
       no allocation can fail here. */
    unsigned char digest[WP_SHA1_BYTES];
    unsigned char inner[WP_UUID_BYTES];
    wp_sha1(native, native_size, digest);
    wp_uuid_of_name(space, entity, entity_size, inner);
    wp_uuid_of_name(inner, digest, sizeof(digest), ret_uuid);
}

void wp_uuid_map(const char *space, const char *entity, const char *native,
                 char ret_uuid[WP_UUID_TEXT])
{
    unsigned char name_space[WP_UUID_BYTES];
    unsigned char uuid[WP_UUID_BYTES];

    if (!wp_uuid_parse(native, uuid)) {
        wp_uuid_of_name(waypost_space, space, strlen(space), name_space);
        name_it(name_space, entity, native, uuid);
    }
    wp_uuid_render(uuid, ret_uuid);
}
