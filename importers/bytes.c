/* importers/bytes.c - files, gzip and memory behind one read() */
#include "bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "path.h"

#define PACKED_BYTES 32768u

struct wp_bytes {
    char label[WP_LABEL_MAX + 1];
    struct wp_bytes_source source;
    void *self;
};

/* What lies under a file or a piece of memory, and the gzip on top of it. */
struct plain {
    char label[WP_LABEL_MAX + 1];
    int fd; /* -1 for memory */
    const unsigned char *data;
    size_t size;
    size_t position;
    bool gzip;
    bool inflating; /* inflateInit2() succeeded */
    bool in_member;
    bool ended; /* no more packed bytes */
    uint64_t packed;
    uint64_t unpacked;
    z_stream inflater;
    unsigned char input[PACKED_BYTES];
};

static enum wp_status raw_read(struct plain *plain, void *buffer, size_t room,
                               size_t *ret_size, struct wp_error *err)
{
    if (plain->fd < 0) {
        const size_t left = plain->size - plain->position;
        const size_t count = left < room ? left : room;
        if (count > 0) {
            memcpy(buffer, plain->data + plain->position, count);
        }
        plain->position += count;
        *ret_size = count;
        return WP_OK;
    }

    ssize_t count;
    do {
        count = read(plain->fd, buffer, room);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        (void)wp_fail_errno(err, errno, "cannot read the file");
        (void)wp_fail_at(err, plain->label, 0, 0);
        return WP_EIO;
    }
    *ret_size = (size_t)count;
    return WP_OK;
}

static enum wp_status raw_rewind(struct plain *plain, struct wp_error *err)
{
    plain->position = 0;
    if (plain->fd >= 0 && lseek(plain->fd, 0, SEEK_SET) != 0) {
        (void)wp_fail_errno(err, errno, "cannot go back to the start");
        (void)wp_fail_at(err, plain->label, 0, 0);
        return WP_EIO;
    }
    return WP_OK;
}

static enum wp_status bad_gzip(const struct plain *plain, struct wp_error *err,
                               const char *reason)
{
    (void)wp_fail(err, WP_EPARSE, "the gzip data is damaged: %s", reason);
    (void)wp_fail_at(err, plain->label, 0, 0);
    return WP_EPARSE;
}

static enum wp_status fill_input(struct plain *plain, struct wp_error *err)
{
    size_t size;

    if (plain->inflater.avail_in > 0 || plain->ended) {
        return WP_OK;
    }
    const enum wp_status status =
        raw_read(plain, plain->input, sizeof(plain->input), &size, err);
    if (status != WP_OK) {
        return status;
    }
    plain->inflater.next_in = plain->input;
    plain->inflater.avail_in = (uInt)size;
    plain->packed += size;
    plain->ended = size == 0;
    return WP_OK;
}

/*
 * Between two members: skip zero padding, then either the next member or the
 * end. Anything else means that the file is not what its maker wrote.
 */
static enum wp_status next_member(struct plain *plain, struct wp_error *err)
{
    for (;;) {
        const enum wp_status status = fill_input(plain, err);
        if (status != WP_OK || plain->inflater.avail_in == 0) {
            return status;
        }
        const unsigned char byte = *plain->inflater.next_in;
        if (byte == 0x1F) {
            if (inflateReset(&plain->inflater) != Z_OK) {
                return bad_gzip(plain, err, "cannot start a member");
            }
            plain->in_member = true;
            return WP_OK;
        }
        if (byte != 0) {
            return bad_gzip(plain, err, "other bytes follow its end");
        }
        plain->inflater.next_in++;
        plain->inflater.avail_in--;
    }
}

/* One step of inflate(); *ret_size may be 0 without being at the end. */
static enum wp_status inflate_some(struct plain *plain, void *buffer,
                                   size_t room, size_t *ret_size,
                                   struct wp_error *err)
{
    z_stream *inflater = &plain->inflater;
    const uInt wanted = room > PACKED_BYTES * 8 ? PACKED_BYTES * 8 : (uInt)room;

    inflater->next_out = buffer;
    inflater->avail_out = wanted;
    const int result = inflate(inflater, Z_NO_FLUSH);
    *ret_size = wanted - inflater->avail_out;
    plain->unpacked += *ret_size;

    if (result == Z_STREAM_END) {
        plain->in_member = false;
    } else if (result == Z_MEM_ERROR) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    } else if (result == Z_BUF_ERROR) {
        if (inflater->avail_in == 0 && plain->ended) {
            return bad_gzip(plain, err, "the file is cut short");
        }
    } else if (result != Z_OK) {
        return bad_gzip(plain, err,
                        inflater->msg ? inflater->msg : "not deflate data");
    }
    return wp_bytes_check_caps(plain->label, plain->packed, plain->unpacked,
                               err);
}

static enum wp_status gzip_read(struct plain *plain, void *buffer, size_t room,
                                size_t *ret_size, struct wp_error *err)
{
    size_t size = 0;

    while (size == 0) {
        enum wp_status status = WP_OK;
        if (!plain->in_member) {
            status = next_member(plain, err);
            if (status == WP_OK && !plain->in_member) {
                break;
            }
        }
        if (status == WP_OK) {
            status = fill_input(plain, err);
        }
        if (status == WP_OK) {
            status = inflate_some(plain, buffer, room, &size, err);
        }
        if (status != WP_OK) {
            return status;
        }
    }
    *ret_size = size;
    return WP_OK;
}

static enum wp_status plain_read(void *self, void *buffer, size_t room,
                                 size_t *ret_size, struct wp_error *err)
{
    struct plain *plain = self;

    return plain->gzip ? gzip_read(plain, buffer, room, ret_size, err)
                       : raw_read(plain, buffer, room, ret_size, err);
}

static enum wp_status plain_rewind(void *self, struct wp_error *err)
{
    struct plain *plain = self;

    plain->in_member = false;
    plain->ended = false;
    plain->packed = 0;
    plain->unpacked = 0;
    plain->inflater.avail_in = 0;
    return raw_rewind(plain, err);
}

static void plain_close(void *self)
{
    struct plain *plain = self;

    if (plain->inflating) {
        (void)inflateEnd(&plain->inflater);
    }
    if (plain->fd >= 0) {
        (void)close(plain->fd);
    }
    free(plain);
}

static const struct wp_bytes_source plain_source = {
    .read = plain_read,
    .rewind = plain_rewind,
    .close = plain_close,
};

/* Look for gzip's magic number and get ready; frees plain on failure. */
static enum wp_status start(struct plain *plain, struct wp_bytes **ret_bytes,
                            struct wp_error *err)
{
    unsigned char magic[3] = {0};
    size_t have = 0;
    size_t size = 1;
    enum wp_status status = WP_OK;

    while (status == WP_OK && have < sizeof(magic) && size > 0) {
        status =
            raw_read(plain, magic + have, sizeof(magic) - have, &size, err);
        have += status == WP_OK ? size : 0;
    }
    if (status == WP_OK) {
        status = raw_rewind(plain, err);
    }
    if (status == WP_OK && have >= 2 && magic[0] == 0x1F && magic[1] == 0x8B) {
        plain->gzip = true;
        plain->inflating = inflateInit2(&plain->inflater, 15 + 16) == Z_OK;
        if (!plain->inflating) {
            status = wp_fail(err, WP_ENOMEM, "out of memory");
        }
    }
    if (status != WP_OK) {
        plain_close(plain);
        return status;
    }
    return wp_bytes_create(plain->label, &plain_source, plain, ret_bytes, err);
}

static struct plain *plain_create(const char *path)
{
    struct plain *plain = calloc(1, sizeof(*plain));

    if (plain) {
        plain->fd = -1;
        wp_path_label(path, NULL, plain->label);
    }
    return plain;
}

static enum wp_status open_regular(const char *path, int *ret_fd,
                                   struct wp_error *err)
{
    struct stat info;

    /* Ask before opening: opening a pipe would wait for its writer. */
    if (stat(path, &info) != 0) {
        return errno == ENOENT || errno == ENOTDIR
                   ? wp_fail(err, WP_ENOTFOUND, "there is no file '%s'", path)
                   : wp_fail_errno(err, errno, "cannot open '%s'", path);
    }
    if (!S_ISREG(info.st_mode)) {
        return wp_fail(err, WP_EINVAL, "'%s' is not a regular file", path);
    }
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return wp_fail_errno(err, errno, "cannot open '%s'", path);
    }
    *ret_fd = fd;
    return WP_OK;
}

enum wp_status wp_bytes_open(const char *path, struct wp_bytes **ret_bytes,
                             struct wp_error *err)
{
    int fd = -1;
    const enum wp_status status = open_regular(path, &fd, err);

    if (status != WP_OK) {
        return status;
    }
    struct plain *plain = plain_create(path);
    if (!plain) {
        (void)close(fd);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    plain->fd = fd;
    return start(plain, ret_bytes, err);
}

enum wp_status wp_bytes_open_memory(const char *label, const void *data,
                                    size_t size, struct wp_bytes **ret_bytes,
                                    struct wp_error *err)
{
    struct plain *plain = plain_create(label);

    if (!plain) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    plain->data = data;
    plain->size = size;
    return start(plain, ret_bytes, err);
}

enum wp_status
wp_bytes_create(const char *label, const struct wp_bytes_source *source,
                void *self, struct wp_bytes **ret_bytes, struct wp_error *err)
{
    struct wp_bytes *bytes = calloc(1, sizeof(*bytes));

    if (!bytes) {
        if (source->close) {
            source->close(self);
        }
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    (void)snprintf(bytes->label, sizeof(bytes->label), "%s", label);
    bytes->source = *source;
    bytes->self = self;
    *ret_bytes = bytes;
    return WP_OK;
}

enum wp_status wp_bytes_read(struct wp_bytes *bytes, void *buffer, size_t room,
                             size_t *ret_size, struct wp_error *err)
{
    if (room == 0) {
        return wp_fail(err, WP_EINVAL, "no room to read into");
    }
    return bytes->source.read(bytes->self, buffer, room, ret_size, err);
}

enum wp_status wp_bytes_rewind(struct wp_bytes *bytes, struct wp_error *err)
{
    return bytes->source.rewind(bytes->self, err);
}

const char *wp_bytes_label(const struct wp_bytes *bytes)
{
    return bytes->label;
}

void wp_bytes_close(struct wp_bytes *bytes)
{
    if (bytes) {
        if (bytes->source.close) {
            bytes->source.close(bytes->self);
        }
        free(bytes);
    }
}

enum wp_status wp_bytes_check_caps(const char *label, uint64_t packed,
                                   uint64_t unpacked, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    if (unpacked > WP_BYTES_TOTAL_MAX) {
        status = wp_fail(err, WP_ELIMIT,
                         "it unpacks to more than %u MiB; unpack it first "
                         "and give the plain file",
                         (unsigned)(WP_BYTES_TOTAL_MAX >> 20));
    } else if (unpacked > WP_BYTES_RATIO_FREE &&
               unpacked / WP_BYTES_RATIO_MAX > packed) {
        status = wp_fail(err, WP_ELIMIT,
                         "it unpacks to more than %u times its size, as "
                         "only a decompression bomb does",
                         (unsigned)WP_BYTES_RATIO_MAX);
    }
    if (status != WP_OK) {
        (void)wp_fail_at(err, label, 0, 0);
    }
    return status;
}
