/* tests/unit/test_base_hash.c - digests of parts */
#include <string.h>

#include "base/hash.h"
#include "support/test.h"

static void assert_differ(struct wp_digest a, struct wp_digest b)
{
    assert_memory_not_equal(a.bytes, b.bytes, WP_DIGEST_BYTES);
}

static void the_same_parts_give_the_same_digest(void **state)
{
    const struct wp_part parts[] = {{"samhsa/1", 8}, {"row", 3}};
    char text[WP_DIGEST_TEXT];
    char again[WP_DIGEST_TEXT];

    (void)state;
    const struct wp_digest first = wp_digest_of(parts, 2);
    const struct wp_digest second = wp_digest_of(parts, 2);
    wp_digest_text(&first, text);
    wp_digest_text(&second, again);
    assert_string_equal(text, again);
    assert_int_equal(strlen(text), WP_DIGEST_TEXT - 1);
    assert_int_equal(strspn(text, "0123456789abcdef"), WP_DIGEST_TEXT - 1);
}

static void where_parts_end_counts(void **state)
{
    const struct wp_part early[] = {{"ab", 2}, {"c", 1}};
    const struct wp_part late[] = {{"a", 1}, {"bc", 2}};
    const struct wp_part whole[] = {{"abc", 3}};
    const struct wp_part empty[] = {{"abc", 3}, {"", 0}};

    (void)state;
    assert_differ(wp_digest_of(early, 2), wp_digest_of(late, 2));
    assert_differ(wp_digest_of(early, 2), wp_digest_of(whole, 1));
    assert_differ(wp_digest_of(whole, 1), wp_digest_of(empty, 2));
}

/* One part alone is plain XXH3-128; xxhsum -H2 says the same. */
static void a_digest_is_the_canonical_xxh3(void **state)
{
    const struct wp_part empty = {"", 0};
    char text[WP_DIGEST_TEXT];

    (void)state;
    const struct wp_digest digest = wp_digest_of(&empty, 1);
    wp_digest_text(&digest, text);
    assert_string_equal(text, "99aa06d3014798d86001c324468d497f");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_parts_give_the_same_digest),
        cmocka_unit_test(where_parts_end_counts),
        cmocka_unit_test(a_digest_is_the_canonical_xxh3),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
