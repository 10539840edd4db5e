/* engine/base/hash.c - XXH3-128 over parts */
#include "base/hash.h"

#include <xxhash.h>

struct wp_digest wp_digest_of(const struct wp_part *parts, size_t count)
{
    struct wp_digest digest;
    XXH128_canonical_t canonical;
    XXH128_hash_t hash = {0, 0};

    /* Each part is seeded with the hash so far: no state to allocate, and
       "ab","c" differs from "a","bc". */
    for (size_t i = 0; i < count; i++) {
        hash = XXH3_128bits_withSeed(parts[i].bytes, parts[i].size,
                                     hash.low64 ^ hash.high64);
    }
    XXH128_canonicalFromHash(&canonical, hash);
    for (size_t i = 0; i < WP_DIGEST_BYTES; i++) {
        digest.bytes[i] = canonical.digest[i];
    }
    return digest;
}

void wp_digest_text(const struct wp_digest *digest,
                    char ret_text[WP_DIGEST_TEXT])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < WP_DIGEST_BYTES; i++) {
        ret_text[2 * i] = digits[digest->bytes[i] >> 4];
        ret_text[2 * i + 1] = digits[digest->bytes[i] & 0x0F];
    }
    ret_text[2 * WP_DIGEST_BYTES] = '\0';
}
