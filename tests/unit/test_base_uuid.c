/* tests/unit/test_base_uuid.c - SHA-1 and version 5 UUIDs against the RFCs */
#include <stdlib.h>
#include <string.h>

#include "base/uuid.h"
#include "support/test.h"

static void assert_sha1(const char *bytes, size_t size, const char *wanted)
{
    unsigned char digest[WP_SHA1_BYTES];
    char text[2 * WP_SHA1_BYTES + 1];
    static const char digits[] = "0123456789abcdef";

    wp_sha1(bytes, size, digest);
    for (size_t i = 0; i < WP_SHA1_BYTES; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[2 * WP_SHA1_BYTES] = '\0';
    assert_string_equal(text, wanted);
}

/* RFC 3174 section 7.3, and FIPS 180 for the empty text. */
static void sha1_gives_the_published_digests(void **state)
{
    static const char two_blocks[] =
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    static const char eight_bytes[] = "01234567012345670123456701234567";

    (void)state;
    assert_sha1("", 0, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    assert_sha1("abc", 3, "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert_sha1(two_blocks, strlen(two_blocks),
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1");

    char *million = malloc(1000000);
    assert_non_null(million);
    memset(million, 'a', 1000000);
    assert_sha1(million, 1000000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
    for (size_t i = 0; i < 640; i++) {
        million[i] = eight_bytes[i % 32];
    }
    assert_sha1(million, 640, "dea356a2cddd90c7a7ecedc5ebb563934f460452");
    free(million);
}

/* Padding changes its length around 56 and 64 bytes; python3's hashlib. */
static void sha1_pads_every_length(void **state)
{
    char text[66];

    (void)state;
    memset(text, 'x', sizeof(text));
    assert_sha1(text, 55, "cef734ba81a024479e09eb5a75b6ddae62e6abf1");
    assert_sha1(text, 56, "901305367c259952f4e7af8323f480d59f81335b");
    assert_sha1(text, 63, "0ddc4e0cccd9a12850deb5abb0853a4425559fec");
    assert_sha1(text, 64, "bb2fa3ee7afb9f54c6dfb5d021f14b1ffe40c163");
    assert_sha1(text, 65, "78c741ddc482e4cdf8c474a0876347a0905b6233");
}

/* RFC 9562, appendix A.4. */
static void a_name_in_a_namespace_gives_the_uuid_of_the_rfc(void **state)
{
    static const char host[] = "www.example.com";
    unsigned char dns[WP_UUID_BYTES];
    unsigned char uuid[WP_UUID_BYTES];
    char text[WP_UUID_LENGTH + 1];

    (void)state;
    assert_true(wp_uuid_parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8", dns));
    wp_uuid_of_name(dns, host, strlen(host), uuid);
    wp_uuid_render(uuid, text);
    assert_string_equal(text, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

static void a_refused_text_leaves_the_uuid_alone(void **state)
{
    unsigned char uuid[WP_UUID_BYTES];
    unsigned char before[WP_UUID_BYTES];

    (void)state;
    memset(uuid, 7, sizeof(uuid));
    memcpy(before, uuid, sizeof(uuid));
    assert_false(wp_uuid_parse("6ba7b810-9dad-11d1-80b4-00c04fd430c", uuid));
    assert_false(wp_uuid_parse("", uuid));
    assert_false(wp_uuid_parse("6ba7b810", uuid));
    assert_memory_equal(uuid, before, sizeof(uuid));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha1_gives_the_published_digests),
        cmocka_unit_test(sha1_pads_every_length),
        cmocka_unit_test(a_name_in_a_namespace_gives_the_uuid_of_the_rfc),
        cmocka_unit_test(a_refused_text_leaves_the_uuid_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
