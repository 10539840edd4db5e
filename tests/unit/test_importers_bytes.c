/* tests/unit/test_importers_bytes.c - files, gzip and memory as bytes */
#include "support/readers_support.h"

static enum wp_status drain(struct wp_bytes *bytes, size_t *ret_total,
                            struct wp_error *err)
{
    char piece[1000];
    size_t size = 1;
    enum wp_status status = WP_OK;

    *ret_total = 0;
    while (status == WP_OK && size > 0) {
        status = wp_bytes_read(bytes, piece, sizeof(piece), &size, err);
        *ret_total += status == WP_OK ? size : 0;
    }
    return status;
}

static enum wp_status drain_packed(const struct wp_buf *packed,
                                   size_t *ret_total, struct wp_error *err)
{
    struct wp_bytes *bytes = bytes_of(packed->text, packed->length);
    const enum wp_status status = drain(bytes, ret_total, err);

    wp_bytes_close(bytes);
    return status;
}

static void reading_again_after_a_rewind_gives_the_same_bytes(void **state)
{
    (void)state;
    const struct wp_buf packed = gzip_of("a,b\n1,2\n", 8);
    const struct wp_buf plain = {(char *)(uintptr_t) "a,b\n1,2\n", 8, 0, false};
    const struct wp_buf *const sources[] = {&packed, &plain};

    for (size_t i = 0; i < 2; i++) {
        struct wp_bytes *bytes = bytes_of(sources[i]->text, sources[i]->length);
        for (int pass = 0; pass < 3; pass++) {
            char piece[16];
            size_t size = 0;
            assert_int_equal(
                wp_bytes_read(bytes, piece, sizeof(piece), &size, NULL), WP_OK);
            assert_int_equal(size, 8);
            assert_memory_equal(piece, "a,b\n1,2\n", 8);
            assert_int_equal(wp_bytes_rewind(bytes, NULL), WP_OK);
        }
        wp_bytes_close(bytes);
    }
    struct wp_buf done = packed;
    wp_buf_clear(&done);
}

static void gzip_members_in_a_row_are_joined(void **state)
{
    (void)state;
    struct wp_buf both = gzip_of("one", 3);
    struct wp_buf second = gzip_of("second", 6);
    struct wp_buf empty = gzip_of("", 0);
    size_t total = 0;

    wp_buf_bytes(&both, empty.text, empty.length);
    wp_buf_bytes(&both, second.text, second.length);
    assert_int_equal(drain_packed(&both, &total, NULL), WP_OK);
    assert_int_equal(total, 9);
    wp_buf_clear(&both);
    wp_buf_clear(&second);
    wp_buf_clear(&empty);
}

static void
zero_padding_after_gzip_is_fine_and_other_bytes_are_not(void **state)
{
    (void)state;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_buf packed = gzip_of("one", 3);
    size_t total = 0;

    wp_buf_bytes(&packed, "\0\0\0\0\0", 5);
    assert_int_equal(drain_packed(&packed, &total, NULL), WP_OK);
    assert_int_equal(total, 3);
    wp_buf_text(&packed, "x");
    assert_int_equal(drain_packed(&packed, &total, &err), WP_EPARSE);
    assert_string_equal(err.origin, "test.txt");
    wp_buf_clear(&packed);
}

static void gzip_that_is_cut_anywhere_is_an_error(void **state)
{
    (void)state;
    char text[3000];
    for (size_t i = 0; i < sizeof(text); i++) {
        text[i] = (char)(i * i * 7 / 13);
    }
    struct wp_buf packed = gzip_of(text, sizeof(text));
    const size_t whole = packed.length;

    for (size_t cut = 2; cut < whole; cut++) {
        size_t total = 0;
        packed.length = cut;
        assert_int_equal(drain_packed(&packed, &total, NULL), WP_EPARSE);
    }
    wp_buf_clear(&packed);
}

static void gzip_with_a_bit_flipped_never_gives_other_bytes(void **state)
{
    (void)state;
    static const char wanted[] = "id,name\n1,Harbor House\n";
    struct wp_buf packed = gzip_of(wanted, sizeof(wanted) - 1);

    for (size_t bit = 80; bit < packed.length * 8; bit++) {
        char piece[8192];
        size_t size = 0;
        size_t more = 0;
        packed.text[bit / 8] ^= (char)(1 << bit % 8);
        struct wp_bytes *bytes = bytes_of(packed.text, packed.length);
        if (wp_bytes_read(bytes, piece, sizeof(piece), &size, NULL) == WP_OK &&
            wp_bytes_read(bytes, piece + size, sizeof(piece) - size, &more,
                          NULL) == WP_OK) {
            /* the bits that fill up deflate's last byte mean nothing */
            assert_int_equal(size + more, sizeof(wanted) - 1);
            assert_memory_equal(piece, wanted, sizeof(wanted) - 1);
        }
        wp_bytes_close(bytes);
        packed.text[bit / 8] ^= (char)(1 << bit % 8);
    }
    wp_buf_clear(&packed);
}

static void a_gzip_bomb_stops_at_the_ratio(void **state)
{
    (void)state;
    const size_t size = (size_t)64 << 20;
    char *zeroes = calloc(1, size);
    struct wp_error err = WP_ERROR_INIT;
    size_t total = 0;

    assert_non_null(zeroes);
    struct wp_buf packed = gzip_of(zeroes, size);
    free(zeroes);
    assert_int_equal(drain_packed(&packed, &total, &err), WP_ELIMIT);
    assert_true(total < (size_t)24 << 20);
    assert_non_null(strstr(err.message, "decompression bomb"));
    wp_buf_clear(&packed);
}

static void what_is_no_regular_file_is_refused_without_waiting(void **state)
{
    (void)state;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_bytes *bytes = NULL;
    char folder[] = "/tmp/waypost-bytes-XXXXXX";
    char pipe[64];

    assert_non_null(mkdtemp(folder));
    (void)snprintf(pipe, sizeof(pipe), "%s/pipe", folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(wp_bytes_open(pipe, &bytes, &err), WP_EINVAL);
    assert_int_equal(wp_bytes_open(folder, &bytes, &err), WP_EINVAL);
    assert_int_equal(unlink(pipe), 0);
    assert_int_equal(wp_bytes_open(pipe, &bytes, &err), WP_ENOTFOUND);
    assert_int_equal(rmdir(folder), 0);
}

static void damaged_gzip_files_of_the_corpus_end_in_errors(void **state)
{
    (void)state;
    static const char *const names[] = {"bad-crc", "bad-isize",
                                        "trailing-garbage", "truncated"};
    NEEDS(BAD_INPUTS "generated");

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[256];
        struct wp_bytes *bytes = NULL;
        size_t total = 0;
        (void)snprintf(path, sizeof(path),
                       BAD_INPUTS "generated/gzip-%s.csv.gz", names[i]);
        assert_int_equal(wp_bytes_open(path, &bytes, NULL), WP_OK);
        assert_int_equal(drain(bytes, &total, NULL), WP_EPARSE);
        wp_bytes_close(bytes);
    }
}

static void a_200_mib_gzip_of_the_corpus_is_a_bomb(void **state)
{
    (void)state;
    struct wp_bytes *bytes = NULL;
    size_t total = 0;

    NEEDS(BAD_INPUTS "generated/gzip-200MiB.gz");
    assert_int_equal(
        wp_bytes_open(BAD_INPUTS "generated/gzip-200MiB.gz", &bytes, NULL),
        WP_OK);
    assert_int_equal(drain(bytes, &total, NULL), WP_ELIMIT);
    assert_int_equal(wp_bytes_rewind(bytes, NULL), WP_OK);
    assert_int_equal(drain(bytes, &total, NULL), WP_ELIMIT);
    wp_bytes_close(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_again_after_a_rewind_gives_the_same_bytes),
        cmocka_unit_test(gzip_members_in_a_row_are_joined),
        cmocka_unit_test(
            zero_padding_after_gzip_is_fine_and_other_bytes_are_not),
        cmocka_unit_test(gzip_that_is_cut_anywhere_is_an_error),
        cmocka_unit_test(gzip_with_a_bit_flipped_never_gives_other_bytes),
        cmocka_unit_test(a_gzip_bomb_stops_at_the_ratio),
        cmocka_unit_test(what_is_no_regular_file_is_refused_without_waiting),
        cmocka_unit_test(damaged_gzip_files_of_the_corpus_end_in_errors),
        cmocka_unit_test(a_200_mib_gzip_of_the_corpus_is_a_bomb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
