/* engine/base/hash.h - XXH3-128: what has changed, not what can be trusted */
#ifndef WP_BASE_HASH_H
#define WP_BASE_HASH_H

#include <stddef.h>

#define WP_DIGEST_BYTES 16
#define WP_DIGEST_TEXT  33 /* 32 hexadecimal digits and the NUL */

struct wp_digest {
    unsigned char bytes[WP_DIGEST_BYTES]; /* big-endian, the canonical form */
};

struct wp_part {
    const void *bytes;
    size_t size;
};

/* The digest of parts one after the other. Never fails. */
struct wp_digest wp_digest_of(const struct wp_part *parts, size_t count);

void wp_digest_text(const struct wp_digest *digest,
                    char ret_text[WP_DIGEST_TEXT]);

#endif /* WP_BASE_HASH_H */
