/* tests/unit/test_base_arena.c - many small allocations, one owner */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "waypost/arena.h"

#include "support/test.h"

static void memory_is_zero_aligned_and_apart(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;
    unsigned char *all[500];

    (void)state;
    for (size_t i = 0; i < 500; i++) {
        const size_t size = i * 7 % 200;

        all[i] = wp_arena_alloc(&arena, size);
        assert_non_null(all[i]);
        assert_int_equal((uintptr_t)all[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++) {
            assert_int_equal(all[i][k], 0);
            all[i][k] = (unsigned char)i;
        }
    }
    for (size_t i = 0; i < 500; i++) {
        for (size_t k = 0; k < i * 7 % 200; k++) {
            assert_int_equal(all[i][k], (unsigned char)i);
        }
    }
    assert_false(wp_arena_failed(&arena));
    wp_arena_clear(&arena);
}

static void something_larger_than_a_block_fits(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    char *small = wp_arena_strdup(&arena, "before");
    char *large = wp_arena_alloc(&arena, 1000000);
    assert_non_null(large);
    large[999999] = 'x';
    assert_string_equal(small, "before");
    assert_string_equal(wp_arena_strdup(&arena, "after"), "after");
    wp_arena_clear(&arena);
}

static void texts_are_copied(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;
    char text[] = "text";

    (void)state;
    char *copy = wp_arena_strdup(&arena, text);
    text[0] = 'n';
    assert_string_equal(copy, "text");
    assert_string_equal(wp_arena_strndup(&arena, "text", 2), "te");
    assert_string_equal(wp_arena_printf(&arena, "%s-%d", "a", 7), "a-7");
    assert_null(wp_arena_strdup(&arena, NULL));
    assert_null(wp_arena_strndup(&arena, NULL, 3));
    assert_false(wp_arena_failed(&arena));
    wp_arena_clear(&arena);
}

static void a_failure_sticks(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    assert_null(wp_arena_alloc(&arena, SIZE_MAX));
    assert_true(wp_arena_failed(&arena));
    assert_null(wp_arena_strdup(&arena, "x"));
    assert_null(wp_arena_printf(&arena, "x"));
    wp_arena_reset(&arena);
    assert_false(wp_arena_failed(&arena));
    assert_string_equal(wp_arena_strdup(&arena, "x"), "x");
    wp_arena_clear(&arena);
}

static void a_reset_arena_hands_out_zeroes_again(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            unsigned char *bytes = wp_arena_alloc(&arena, 1000);

            assert_non_null(bytes);
            assert_int_equal(bytes[0] | bytes[999], 0);
            memset(bytes, 0xFF, 1000);
        }
        wp_arena_reset(&arena);
    }
    wp_arena_clear(&arena);
}

static void clearing_nothing_is_allowed(void **state)
{
    struct wp_arena arena = WP_ARENA_INIT;

    (void)state;
    wp_arena_clear(NULL);
    wp_arena_reset(&arena);
    wp_arena_clear(&arena);
    wp_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zero_aligned_and_apart),
        cmocka_unit_test(something_larger_than_a_block_fits),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(a_failure_sticks),
        cmocka_unit_test(a_reset_arena_hands_out_zeroes_again),
        cmocka_unit_test(clearing_nothing_is_allowed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
