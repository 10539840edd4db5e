/*
 * tests/support/readers_support.h - what the tests of the readers share
 *
 * Texts and archives are made in memory. Corpora that are not ours are read
 * where they lie, beside the project, and skipped if they are not there.
 */
#ifndef TESTS_SUPPORT_READERS_SUPPORT_H
#define TESTS_SUPPORT_READERS_SUPPORT_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "waypost/buf.h"

#include "bytes.h"
#include "package.h"
#include "support/test.h"
#include "text.h"

#define BAD_INPUTS "../shared/bad-inputs/"
#define REAL_DATA  "../shared/data/"

/* Skip the test, saying why, unless path is there. */
#define NEEDS(path)                                           \
    do {                                                      \
        struct stat info_;                                    \
        if (stat(path, &info_) != 0) {                        \
            print_message("skipped: there is no %s\n", path); \
            skip();                                           \
        }                                                     \
    } while (0)

static inline struct wp_bytes *bytes_of(const void *data, size_t size)
{
    struct wp_error err = WP_ERROR_INIT;
    struct wp_bytes *bytes = NULL;

    assert_int_equal(wp_bytes_open_memory("test.txt", data, size, &bytes, &err),
                     WP_OK);
    return bytes;
}

static inline struct wp_text *text_of_bytes(const void *data, size_t size)
{
    struct wp_error err = WP_ERROR_INIT;
    struct wp_text *text = NULL;

    const enum wp_status status =
        wp_text_open(bytes_of(data, size), &text, &err);
    if (status != WP_OK) {
        fail_msg("%s %s", err.origin, err.message);
    }
    return text;
}

static inline struct wp_text *text_of(const char *literal)
{
    return text_of_bytes(literal, strlen(literal));
}

/* A whole file, perhaps gzipped, as it would be read. */
static inline struct wp_buf file_of(const char *path)
{
    struct wp_buf whole = WP_BUF_INIT;
    struct wp_bytes *bytes = NULL;
    struct wp_error err = WP_ERROR_INIT;
    char piece[8192];
    size_t size = 1;

    assert_int_equal(wp_bytes_open(path, &bytes, &err), WP_OK);
    while (size > 0) {
        assert_int_equal(
            wp_bytes_read(bytes, piece, sizeof(piece), &size, &err), WP_OK);
        wp_buf_bytes(&whole, piece, size);
    }
    wp_bytes_close(bytes);
    assert_int_equal(wp_buf_status(&whole, NULL), WP_OK);
    return whole;
}

/* Call visit with the path of every file in a folder; returns how many. */
static inline size_t each_file(const char *folder, void (*visit)(const char *))
{
    struct dirent **names = NULL;
    const int count = scandir(folder, &names, NULL, alphasort);
    size_t visited = 0;

    for (int i = 0; i < count; i++) {
        char path[1024];
        struct stat info;
        (void)snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
        if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            visit(path);
            visited++;
        }
        free(names[i]);
    }
    free(names);
    return visited;
}

/* The readers' promise: under 256 MB whatever comes. A sanitizer needs more
 * for itself, so there it is not measured. */
static inline void assert_small_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    assert_true(usage.ru_maxrss < 256L * 1024);
#endif
}

static inline struct wp_buf gzip_of(const void *data, size_t size)
{
    struct wp_buf packed = WP_BUF_INIT;
    z_stream stream = {0};
    unsigned char piece[4096];
    int result = Z_OK;

    assert_int_equal(
        deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY),
        Z_OK);
    stream.next_in = (unsigned char *)(uintptr_t)data;
    stream.avail_in = (uInt)size;
    while (result == Z_OK) {
        stream.next_out = piece;
        stream.avail_out = sizeof(piece);
        result = deflate(&stream, Z_FINISH);
        wp_buf_bytes(&packed, piece, sizeof(piece) - stream.avail_out);
    }
    assert_int_equal(result, Z_STREAM_END);
    (void)deflateEnd(&stream);
    return packed;
}

/* ---- a writer of stored zips -------------------------------------------- */

struct zip_writer {
    struct wp_buf out;
    struct wp_buf directory;
    unsigned count;
};

static inline void put16(struct wp_buf *out, unsigned value)
{
    wp_buf_char(out, (char)(value & 0xFF));
    wp_buf_char(out, (char)(value >> 8 & 0xFF));
}

static inline void put32(struct wp_buf *out, unsigned long value)
{
    put16(out, (unsigned)(value & 0xFFFF));
    put16(out, (unsigned)(value >> 16 & 0xFFFF));
}

/* mode is a Unix mode for the directory, 0 for none. */
static inline void zip_add_mode(struct zip_writer *zip, const char *name,
                                const void *data, size_t size, unsigned mode)
{
    const unsigned long offset = zip->out.length;
    const unsigned long sum = crc32(0, data, (uInt)size);

    put32(&zip->out, 0x04034B50);
    put16(&zip->out, 20);
    put16(&zip->out, 0);
    put16(&zip->out, 0);
    put32(&zip->out, 0x58210000);
    put32(&zip->out, sum);
    put32(&zip->out, size);
    put32(&zip->out, size);
    put16(&zip->out, (unsigned)strlen(name));
    put16(&zip->out, 0);
    wp_buf_text(&zip->out, name);
    wp_buf_bytes(&zip->out, data, size);

    struct wp_buf *directory = &zip->directory;
    put32(directory, 0x02014B50);
    put16(directory, mode ? 3u << 8 | 20 : 20);
    put16(directory, 20);
    put16(directory, 0);
    put16(directory, 0);
    put32(directory, 0x58210000);
    put32(directory, sum);
    put32(directory, size);
    put32(directory, size);
    put16(directory, (unsigned)strlen(name));
    put16(directory, 0);
    put16(directory, 0);
    put16(directory, 0);
    put16(directory, 0);
    put32(directory, (unsigned long)mode << 16);
    put32(directory, offset);
    wp_buf_text(directory, name);
    zip->count++;
}

static inline void zip_add(struct zip_writer *zip, const char *name,
                           const char *text)
{
    zip_add_mode(zip, name, text, strlen(text), 0);
}

/* The finished archive is zip->out. */
static inline void zip_finish(struct zip_writer *zip)
{
    const unsigned long offset = zip->out.length;

    wp_buf_bytes(&zip->out, wp_buf_str(&zip->directory), zip->directory.length);
    put32(&zip->out, 0x06054B50);
    put32(&zip->out, 0);
    put16(&zip->out, zip->count);
    put16(&zip->out, zip->count);
    put32(&zip->out, zip->directory.length);
    put32(&zip->out, offset);
    put16(&zip->out, 0);
    assert_int_equal(wp_buf_status(&zip->out, NULL), WP_OK);
}

static inline void zip_clear(struct zip_writer *zip)
{
    wp_buf_clear(&zip->out);
    wp_buf_clear(&zip->directory);
}

#define ZIP_WRITER_INIT ((struct zip_writer){WP_BUF_INIT, WP_BUF_INIT, 0})

#endif /* TESTS_SUPPORT_READERS_SUPPORT_H */
