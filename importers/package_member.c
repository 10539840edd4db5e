/* importers/package_member.c - read one member of a checked .zip */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_private.h"

#define BLOCK_BYTES 32768u

/* libarchive reads through callbacks, so that each reading has its own place
 * in the file and nothing but zip is ever recognised. */
struct reading {
    const struct wp_zip *zip;
    const struct wp_zip_member *member;
    struct archive *archive;
    uint64_t position; /* libarchive's, in the file */
    uint64_t unpacked;
    char label[WP_LABEL_MAX + 1];
    unsigned char block[BLOCK_BYTES];
};

static la_ssize_t read_block(struct archive *archive, void *self,
                             const void **ret_block)
{
    struct reading *reading = self;
    const struct wp_zip_source *source = &reading->zip->source;
    const uint64_t left = source->size - reading->position;
    const size_t size = left < BLOCK_BYTES ? (size_t)left : BLOCK_BYTES;

    if (wp_zip_pread(source, reading->block, size, reading->position, NULL) !=
        WP_OK) {
        archive_set_error(archive, EIO, "cannot read the zip");
        return ARCHIVE_FATAL;
    }
    reading->position += size;
    *ret_block = reading->block;
    return (la_ssize_t)size;
}

static la_int64_t seek_block(struct archive *archive, void *self,
                             la_int64_t offset, int whence)
{
    struct reading *reading = self;
    const la_int64_t size = (la_int64_t)reading->zip->source.size;
    const la_int64_t from = whence == SEEK_SET   ? 0
                            : whence == SEEK_CUR ? (la_int64_t)reading->position
                                                 : size;

    if (offset > size - from || offset < -from) {
        archive_set_error(archive, EIO, "beyond the zip");
        return ARCHIVE_FATAL;
    }
    reading->position = (uint64_t)(from + offset);
    return (la_int64_t)reading->position;
}

static enum wp_status fail(const struct reading *reading, enum wp_status status,
                           const char *reason, struct wp_error *err)
{
    (void)wp_fail(err, status, "%s", reason);
    (void)wp_fail_at(err, reading->label, 0, 0);
    return status;
}

static enum wp_status fail_damaged(const struct reading *reading,
                                   struct wp_error *err)
{
    const char *reason = archive_error_string(reading->archive);

    (void)wp_fail(err, WP_EPARSE, "the member is damaged: %.*s",
                  reason ? (int)strcspn(reason, "\r\n") : 10,
                  reason ? reason : "unreadable");
    (void)wp_fail_at(err, reading->label, 0, 0);
    return WP_EPARSE;
}

/* libarchive's n-th header by offset is ours, or the zip is not what we saw. */
static enum wp_status go_to_member(struct reading *reading,
                                   struct wp_error *err)
{
    struct archive_entry *entry = NULL;

    for (unsigned i = 0; i <= reading->member->order; i++) {
        const int result = archive_read_next_header(reading->archive, &entry);
        if (result == ARCHIVE_EOF) {
            return fail(reading, WP_EPARSE,
                        "the zip's directory and its members disagree", err);
        }
        if (result < ARCHIVE_WARN) {
            return fail_damaged(reading, err);
        }
    }
    if (!archive_entry_size_is_set(entry) ||
        (uint64_t)archive_entry_size(entry) != reading->member->unpacked) {
        return fail(reading, WP_EPARSE,
                    "the zip's directory and its members disagree", err);
    }
    return WP_OK;
}

static enum wp_status start(struct reading *reading, struct wp_error *err)
{
    reading->position = 0;
    reading->unpacked = 0;
    if (reading->archive) {
        (void)archive_read_free(reading->archive);
    }
    reading->archive = archive_read_new();
    if (!reading->archive) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }

    struct archive *archive = reading->archive;
    if (archive_read_support_format_zip_seekable(archive) != ARCHIVE_OK ||
        archive_read_set_read_callback(archive, read_block) != ARCHIVE_OK ||
        archive_read_set_seek_callback(archive, seek_block) != ARCHIVE_OK ||
        archive_read_set_callback_data(archive, reading) != ARCHIVE_OK ||
        archive_read_open1(archive) != ARCHIVE_OK) {
        return fail_damaged(reading, err);
    }
    return go_to_member(reading, err);
}

static enum wp_status reading_read(void *self, void *buffer, size_t room,
                                   size_t *ret_size, struct wp_error *err)
{
    struct reading *reading = self;
    const la_ssize_t size = archive_read_data(reading->archive, buffer, room);

    if (size < 0) {
        return fail_damaged(reading, err);
    }
    reading->unpacked += (uint64_t)size;
    if (reading->unpacked > reading->member->unpacked ||
        (size == 0 && reading->unpacked < reading->member->unpacked)) {
        return fail(reading, WP_EPARSE,
                    "the member does not hold as much as it declares", err);
    }
    const enum wp_status status = wp_bytes_check_caps(
        reading->label, reading->member->packed, reading->unpacked, err);
    if (status == WP_OK) {
        *ret_size = (size_t)size;
    }
    return status;
}

static enum wp_status reading_rewind(void *self, struct wp_error *err)
{
    return start(self, err);
}

static void reading_close(void *self)
{
    struct reading *reading = self;

    if (reading->archive) {
        (void)archive_read_free(reading->archive);
    }
    free(reading);
}

static const struct wp_bytes_source reading_source = {
    .read = reading_read,
    .rewind = reading_rewind,
    .close = reading_close,
};

enum wp_status wp_zip_read(const struct wp_zip *zip,
                           const struct wp_zip_member *member,
                           struct wp_bytes **ret_bytes, struct wp_error *err)
{
    struct reading *reading = calloc(1, sizeof(*reading));

    if (!reading) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    reading->zip = zip;
    reading->member = member;
    wp_path_label(zip->source.label, member->name, reading->label);

    enum wp_status status = WP_OK;
    if (member->unpacked > WP_BYTES_TOTAL_MAX) {
        status = fail(reading, WP_ELIMIT,
                      "it unpacks to more than 2 GiB; unpack it first and "
                      "give the folder",
                      err);
    }
    if (status == WP_OK) {
        status = start(reading, err);
    }
    if (status != WP_OK) {
        reading_close(reading);
        return status;
    }
    return wp_bytes_create(reading->label, &reading_source, reading, ret_bytes,
                           err);
}
