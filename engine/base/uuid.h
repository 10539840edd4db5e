/* engine/base/uuid.h - UUIDs made from names: RFC 9562 version 5 */
#ifndef WP_BASE_UUID_H
#define WP_BASE_UUID_H

#include <stdbool.h>
#include <stddef.h>

#define WP_UUID_BYTES  16
#define WP_SHA1_BYTES  20
#define WP_UUID_LENGTH 36

/* SHA-1 of bytes: for naming only, it protects nothing. */
void wp_sha1(const void *bytes, size_t size,
             unsigned char ret_digest[WP_SHA1_BYTES]);

/* The version 5 UUID of a name in a namespace. */
void wp_uuid_of_name(const unsigned char name_space[WP_UUID_BYTES],
                     const void *name, size_t size,
                     unsigned char ret_uuid[WP_UUID_BYTES]);

/* 36 lower-case characters and the NUL. */
void wp_uuid_render(const unsigned char uuid[WP_UUID_BYTES],
                    char ret_text[WP_UUID_LENGTH + 1]);

/* False unless text is 8-4-4-4-12 hexadecimal digits in either case. */
bool wp_uuid_parse(const char *text, unsigned char ret_uuid[WP_UUID_BYTES]);

#endif /* WP_BASE_UUID_H */
