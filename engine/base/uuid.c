/* engine/base/uuid.c - SHA-1 and the UUIDs made with it */
#include "base/uuid.h"

#include <stdint.h>
#include <string.h>

/* ---- SHA-1 (RFC 3174) ---------------------------------------------------- */

#define BLOCK_BYTES 64u

struct sha1 {
    uint32_t state[5];
    uint64_t bits;
    unsigned char block[BLOCK_BYTES];
    size_t used;
};

static uint32_t rotate(uint32_t word, unsigned by)
{
    return (word << by) | (word >> (32 - by));
}

static uint32_t read_word(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

static void mix(struct sha1 *sha, const unsigned char *block)
{
    uint32_t schedule[80];
    uint32_t a = sha->state[0], b = sha->state[1], c = sha->state[2];
    uint32_t d = sha->state[3], e = sha->state[4];

    for (size_t i = 0; i < 16; i++) {
        schedule[i] = read_word(block + 4 * i);
    }
    for (size_t i = 16; i < 80; i++) {
        schedule[i] = rotate(schedule[i - 3] ^ schedule[i - 8] ^
                                 schedule[i - 14] ^ schedule[i - 16],
                             1);
    }
    for (size_t i = 0; i < 80; i++) {
        uint32_t choice, constant;

        if (i < 20) {
            choice = (b & c) | (~b & d);
            constant = 0x5A827999u;
        } else if (i < 40) {
            choice = b ^ c ^ d;
            constant = 0x6ED9EBA1u;
        } else if (i < 60) {
            choice = (b & c) | (b & d) | (c & d);
            constant = 0x8F1BBCDCu;
        } else {
            choice = b ^ c ^ d;
            constant = 0xCA62C1D6u;
        }
        const uint32_t next =
            rotate(a, 5) + choice + e + constant + schedule[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    sha->state[0] += a;
    sha->state[1] += b;
    sha->state[2] += c;
    sha->state[3] += d;
    sha->state[4] += e;
}

static void sha1_start(struct sha1 *sha)
{
    *sha = (struct sha1){.state = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu,
                                   0x10325476u, 0xC3D2E1F0u}};
}

static void sha1_add(struct sha1 *sha, const void *bytes, size_t size)
{
    const unsigned char *from = bytes;

    sha->bits += (uint64_t)size * 8;
    while (size > 0) {
        const size_t room = BLOCK_BYTES - sha->used;
        const size_t step = size < room ? size : room;

        memcpy(sha->block + sha->used, from, step);
        sha->used += step;
        from += step;
        size -= step;
        if (sha->used == BLOCK_BYTES) {
            mix(sha, sha->block);
            sha->used = 0;
        }
    }
}

static void sha1_finish(struct sha1 *sha, unsigned char digest[WP_SHA1_BYTES])
{
    static const unsigned char padding[BLOCK_BYTES] = {0x80};
    const uint64_t bits = sha->bits;
    unsigned char length[8];

    for (size_t i = 0; i < 8; i++) {
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    }
    sha1_add(sha, padding,
             (sha->used < 56 ? 56 : 56 + BLOCK_BYTES) - sha->used);
    sha1_add(sha, length, sizeof(length));
    for (size_t i = 0; i < WP_SHA1_BYTES; i++) {
        digest[i] = (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
    }
}

void wp_sha1(const void *bytes, size_t size,
             unsigned char ret_digest[WP_SHA1_BYTES])
{
    struct sha1 sha;

    sha1_start(&sha);
    sha1_add(&sha, bytes, size);
    sha1_finish(&sha, ret_digest);
}

/* ---- UUIDs --------------------------------------------------------------- */

void wp_uuid_of_name(const unsigned char name_space[WP_UUID_BYTES],
                     const void *name, size_t size,
                     unsigned char ret_uuid[WP_UUID_BYTES])
{
    unsigned char digest[WP_SHA1_BYTES];
    struct sha1 sha;

    sha1_start(&sha);
    sha1_add(&sha, name_space, WP_UUID_BYTES);
    sha1_add(&sha, name, size);
    sha1_finish(&sha, digest);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50); /* version 5 */
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80); /* variant */
    memcpy(ret_uuid, digest, WP_UUID_BYTES);
}

static bool dash_at(size_t position)
{
    return position == 8 || position == 13 || position == 18 || position == 23;
}

void wp_uuid_render(const unsigned char uuid[WP_UUID_BYTES],
                    char ret_text[WP_UUID_LENGTH + 1])
{
    static const char digits[] = "0123456789abcdef";
    size_t at = 0;

    for (size_t i = 0; i < WP_UUID_BYTES; i++) {
        if (dash_at(at)) {
            ret_text[at++] = '-';
        }
        ret_text[at++] = digits[uuid[i] >> 4];
        ret_text[at++] = digits[uuid[i] & 0x0F];
    }
    ret_text[at] = '\0';
}

static int digit_of(char character)
{
    if (character >= '0' && character <= '9') {
        return character - '0';
    }
    if (character >= 'a' && character <= 'f') {
        return character - 'a' + 10;
    }
    if (character >= 'A' && character <= 'F') {
        return character - 'A' + 10;
    }
    return -1;
}

bool wp_uuid_parse(const char *text, unsigned char ret_uuid[WP_UUID_BYTES])
{
    unsigned char uuid[WP_UUID_BYTES] = {0};
    size_t nibble = 0;

    for (size_t i = 0; i < WP_UUID_LENGTH; i++) {
        if (dash_at(i)) {
            if (text[i] != '-') {
                return false;
            }
            continue;
        }
        const int digit = digit_of(text[i]); /* -1 at an early end, too */
        if (digit < 0) {
            return false;
        }
        uuid[nibble / 2] =
            (unsigned char)((unsigned)uuid[nibble / 2] << 4 | (unsigned)digit);
        nibble++;
    }
    if (text[WP_UUID_LENGTH] != '\0') {
        return false;
    }
    memcpy(ret_uuid, uuid, WP_UUID_BYTES);
    return true;
}
