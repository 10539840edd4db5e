/*
 * importers/package_zip.c - read and doubt the directory of a .zip
 *
 * A zip names its members twice, before each one and in the directory at the
 * end, and bombs and slips live in the difference. Here both must agree, and
 * no two members may share a byte.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "package_private.h"
#include "text.h"

#define END_BYTES       22u /* end of central directory */
#define COMMENT_MAX     65535u
#define END64_BYTES     56u
#define LOCATOR64_BYTES 20u
#define CENTRAL_BYTES   46u
#define LOCAL_BYTES     30u
#define DIRECTORY_MAX   ((uint64_t)16 << 20)

#define FLAG_ENCRYPTED    0x0001u
#define FLAG_SIZES_BEHIND 0x0008u
#define FLAG_STRONG       0x0040u
#define FLAG_MASKED       0x2000u

struct directory {
    uint64_t offset;
    uint64_t size;
    uint64_t count;
};

static unsigned get16(const unsigned char *bytes)
{
    return (unsigned)bytes[0] | (unsigned)bytes[1] << 8;
}

static uint32_t get32(const unsigned char *bytes)
{
    return (uint32_t)get16(bytes) | (uint32_t)get16(bytes + 2) << 16;
}

static uint64_t get64(const unsigned char *bytes)
{
    return (uint64_t)get32(bytes) | (uint64_t)get32(bytes + 4) << 32;
}

static enum wp_status refuse(const struct wp_zip *zip, enum wp_status status,
                             const char *reason, struct wp_error *err)
{
    (void)wp_fail(err, status, "%s", reason);
    (void)wp_fail_at(err, zip->source.label, 0, 0);
    return status;
}

enum wp_status wp_zip_pread(const struct wp_zip_source *source, void *buffer,
                            size_t size, uint64_t offset, struct wp_error *err)
{
    unsigned char *to = buffer;

    if (offset > source->size || size > source->size - offset) {
        (void)wp_fail(err, WP_EPARSE, "the zip is damaged or cut short");
        (void)wp_fail_at(err, source->label, 0, 0);
        return WP_EPARSE;
    }
    if (source->fd < 0) {
        memcpy(to, source->data + offset, size);
        return WP_OK;
    }
    while (size > 0) {
        const ssize_t count = pread(source->fd, to, size, (off_t)offset);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            (void)wp_fail_errno(err, count < 0 ? errno : EIO,
                                "cannot read the zip");
            (void)wp_fail_at(err, source->label, 0, 0);
            return WP_EIO;
        }
        to += count;
        size -= (size_t)count;
        offset += (uint64_t)count;
    }
    return WP_OK;
}

/* The record at the very end; its comment must reach the end of the file. */
static enum wp_status find_end(const struct wp_zip *zip, uint64_t *ret_offset,
                               struct wp_error *err)
{
    const uint64_t size = zip->source.size;
    const size_t tail =
        size < END_BYTES + COMMENT_MAX ? (size_t)size : END_BYTES + COMMENT_MAX;
    unsigned char *bytes = malloc(tail + 1);
    enum wp_status status = WP_OK;
    bool found = false;

    if (!bytes) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    status = wp_zip_pread(&zip->source, bytes, tail, size - tail, err);
    for (size_t i = tail; status == WP_OK && !found && i >= END_BYTES; i--) {
        const unsigned char *end = bytes + i - END_BYTES;
        if (get32(end) == 0x06054B50 && get16(end + 20) == tail - i) {
            *ret_offset = size - tail + i - END_BYTES;
            found = true;
        }
    }
    free(bytes);
    if (status == WP_OK && !found) {
        status = refuse(zip, WP_EPARSE,
                        "not a whole zip: its directory is missing from the "
                        "end (cut short, or followed by other bytes)",
                        err);
    }
    return status;
}

/* The 64-bit directory record, if there is one before the end record. */
static enum wp_status read_end64(const struct wp_zip *zip, uint64_t *end,
                                 struct directory *directory,
                                 struct wp_error *err)
{
    unsigned char locator[LOCATOR64_BYTES];
    unsigned char record[END64_BYTES];

    if (*end < LOCATOR64_BYTES + END64_BYTES) {
        return WP_OK;
    }
    enum wp_status status = wp_zip_pread(&zip->source, locator, sizeof(locator),
                                         *end - LOCATOR64_BYTES, err);
    if (status != WP_OK || get32(locator) != 0x07064B50) {
        return status;
    }
    const uint64_t offset = get64(locator + 8);
    status = wp_zip_pread(&zip->source, record, sizeof(record), offset, err);
    if (status != WP_OK) {
        return status;
    }
    if (get32(record) != 0x06064B50 || get32(record + 16) != 0 ||
        get32(record + 20) != 0 || get64(record + 24) != get64(record + 32)) {
        return refuse(zip, WP_EPARSE, "the zip64 directory is damaged", err);
    }
    directory->count = get64(record + 32);
    directory->size = get64(record + 40);
    directory->offset = get64(record + 48);
    *end = offset;
    return WP_OK;
}

static enum wp_status find_directory(const struct wp_zip *zip,
                                     struct directory *directory,
                                     struct wp_error *err)
{
    unsigned char record[END_BYTES];
    uint64_t end = 0;
    enum wp_status status = find_end(zip, &end, err);

    if (status == WP_OK) {
        status = wp_zip_pread(&zip->source, record, sizeof(record), end, err);
    }
    if (status != WP_OK) {
        return status;
    }
    if (get16(record + 4) != get16(record + 6) ||
        get16(record + 8) != get16(record + 10) ||
        (get16(record + 4) != 0 && get16(record + 4) != 0xFFFF)) {
        return refuse(zip, WP_EPARSE, "a zip in several parts; join it first",
                      err);
    }
    directory->count = get16(record + 10);
    directory->size = get32(record + 12);
    directory->offset = get32(record + 16);
    status = read_end64(zip, &end, directory, err);
    if (status != WP_OK) {
        return status;
    }
    if (directory->count > WP_PACKAGE_ENTRIES_MAX) {
        return refuse(zip, WP_ELIMIT,
                      "more members than a package may have (4096)", err);
    }
    if (directory->size > DIRECTORY_MAX) {
        return refuse(zip, WP_ELIMIT, "a directory of more than 16 MiB", err);
    }
    if (directory->size > end || directory->offset != end - directory->size) {
        return refuse(zip, WP_EPARSE,
                      "the zip's directory is not where it says", err);
    }
    return WP_OK;
}

/* Direction overrides make "txt.exe" read as something else. */
static bool is_direction_control(const unsigned char *at)
{
    return at[0] == 0xE2 &&
           ((at[1] == 0x80 && at[2] >= 0xAA && at[2] <= 0xAE) ||
            (at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9));
}

const char *wp_zip_bad_name(const char *name, size_t length)
{
    if (length == 0) {
        return "an empty name";
    }
    if (name[0] == '/') {
        return "an absolute name";
    }
    if (length >= 2 && name[1] == ':') {
        return "a name with a drive";
    }
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)name[i];
        if (byte < 0x20 || byte == 0x7F ||
            (i + 2 < length &&
             is_direction_control((const unsigned char *)name + i))) {
            return "a name with control characters";
        }
        if (byte == '\\') {
            return "a name with a backslash";
        }
    }
    for (size_t start = 0; start < length;) {
        const char *slash = memchr(name + start, '/', length - start);
        const size_t end = slash ? (size_t)(slash - name) : length;
        if (end - start == 2 && memcmp(name + start, "..", 2) == 0) {
            return "a name that leaves the package";
        }
        start = end + 1;
    }
    return NULL;
}

/* The sizes and offset of a member that needed 64 bits. */
static bool read_extra64(const unsigned char *extra, size_t size,
                         struct wp_zip_member *member)
{
    uint64_t *const wanted[] = {&member->unpacked, &member->packed,
                                &member->offset};
    const bool any = member->unpacked == UINT32_MAX ||
                     member->packed == UINT32_MAX ||
                     member->offset == UINT32_MAX;

    while (size >= 4) {
        const size_t length = get16(extra + 2);
        if (length > size - 4) {
            break;
        }
        if (get16(extra) == 0x0001) {
            size_t at = 4;
            for (size_t i = 0; i < 3; i++) {
                if (*wanted[i] != UINT32_MAX) {
                    continue;
                }
                if (at + 8 > length + 4) {
                    return false;
                }
                *wanted[i] = get64(extra + at);
                at += 8;
            }
            return true;
        }
        extra += 4 + length;
        size -= 4 + length;
    }
    return !any;
}

/* cp437 and worse become '?': only names in ASCII or UTF-8 are looked for. */
static char *clean_name(struct wp_arena *arena, const char *name, size_t length)
{
    char *copy = wp_arena_strndup(arena, name, length);

    if (copy && !wp_text_is_utf8(name, length)) {
        for (size_t i = 0; i < length; i++) {
            copy[i] = (unsigned char)copy[i] >= 0x80 ? '?' : copy[i];
        }
    }
    return copy;
}

static bool is_listed(const char *name)
{
    const char *base = wp_path_base_name(name);

    return *base && *base != '.' && strncmp(name, "__MACOSX/", 9) != 0;
}

/* Unix modes travel in the upper half of the attributes. A pipe is allowed: so
 * zip(1) marks what it was given on its standard input. */
static bool is_special(const unsigned char *central)
{
    const unsigned host = central[5];
    const unsigned type = (get32(central + 38) >> 16) & 0170000u;

    return (host == 3 || host == 19) && type != 0 && type != 0100000u &&
           type != 0040000u && type != 0010000u;
}

/* The member described at central, which has all its bytes. */
static enum wp_status
read_central(const struct wp_zip *zip, struct wp_arena *arena,
             const unsigned char *central, struct wp_zip_member *member,
             struct wp_error *err)
{
    const size_t length = get16(central + 28);
    const char *name = (const char *)central + CENTRAL_BYTES;
    const unsigned flags = get16(central + 8);
    const char *bad = wp_zip_bad_name(name, length);

    if (!bad && (flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED))) {
        bad = "an encrypted member";
    }
    if (!bad && is_special(central)) {
        bad = "a link or special file";
    }
    member->method = get16(central + 10);
    member->sum = get32(central + 16);
    if (!bad && member->method != 0 && member->method != 8) {
        bad = "a member compressed by other means than deflate";
    }
    member->packed = get32(central + 20);
    member->unpacked = get32(central + 24);
    member->offset = get32(central + 42);
    if (!bad && !read_extra64(central + CENTRAL_BYTES + length,
                              get16(central + 30), member)) {
        bad = "a member with damaged zip64 sizes";
    }
    if (!bad && member->method == 0 && member->packed != member->unpacked) {
        bad = "a stored member with two sizes";
    }
    member->raw_name = wp_arena_strndup(arena, name, length);
    member->name = clean_name(arena, name, length);
    if (!member->name || !member->raw_name) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    member->listed = is_listed(member->name);
    if (bad) {
        (void)wp_fail(err, WP_EPARSE, "the zip is refused: it has %s", bad);
        (void)wp_fail_at(err, zip->source.label, 0, 0);
        return WP_EPARSE;
    }
    return WP_OK;
}

static enum wp_status read_directory(struct wp_zip *zip, struct wp_arena *arena,
                                     const struct directory *directory,
                                     const unsigned char *bytes,
                                     struct wp_error *err)
{
    uint64_t at = 0;
    uint64_t total = 0;

    for (size_t i = 0; i < directory->count; i++) {
        const unsigned char *central = bytes + at;
        const uint64_t left = directory->size - at;
        if (left < CENTRAL_BYTES || get32(central) != 0x02014B50) {
            return refuse(zip, WP_EPARSE, "the zip's directory is damaged",
                          err);
        }
        const uint64_t size = CENTRAL_BYTES + (uint64_t)get16(central + 28) +
                              get16(central + 30) + get16(central + 32);
        if (size > left) {
            return refuse(zip, WP_EPARSE, "the zip's directory is damaged",
                          err);
        }
        const enum wp_status status =
            read_central(zip, arena, central, &zip->members[i], err);
        if (status != WP_OK) {
            return status;
        }
        zip->count = i + 1;
        at += size;
        total += zip->members[i].unpacked > WP_PACKAGE_TOTAL_MAX
                     ? WP_PACKAGE_TOTAL_MAX + 1
                     : zip->members[i].unpacked;
        if (total > WP_PACKAGE_TOTAL_MAX) {
            return refuse(zip, WP_ELIMIT,
                          "the members unpack to more than 8 GiB", err);
        }
    }
    return at == directory->size ? WP_OK
                                 : refuse(zip, WP_EPARSE,
                                          "the zip's directory has more in it "
                                          "than it counts",
                                          err);
}

static int by_offset(const void *one, const void *other)
{
    const struct wp_zip_member *a = one;
    const struct wp_zip_member *b = other;

    return (a->offset > b->offset) - (a->offset < b->offset);
}

/* Does a size in a local header fit the directory's? A zip64 size lies in an
 * extra field, which libarchive reads. */
static bool same_size(const unsigned char *local, uint64_t size)
{
    return get32(local) == UINT32_MAX || get32(local) == size;
}

/* Do header and directory tell the same about the member? The sizes and the
 * sum may follow behind it instead. */
static bool agrees(const unsigned char *local,
                   const struct wp_zip_member *member)
{
    if (get32(local) != 0x04034B50 || get16(local + 8) != member->method ||
        get16(local + 26) != strlen(member->raw_name)) {
        return false;
    }
    return (get16(local + 6) & FLAG_SIZES_BEHIND) != 0 ||
           (get32(local + 14) == member->sum &&
            same_size(local + 18, member->packed) &&
            same_size(local + 22, member->unpacked));
}

/* The header before the member must agree; *ret_end is where its data ends. */
static enum wp_status check_local(const struct wp_zip *zip,
                                  const struct wp_zip_member *member,
                                  uint64_t *ret_end, struct wp_error *err)
{
    unsigned char local[LOCAL_BYTES];
    enum wp_status status =
        wp_zip_pread(&zip->source, local, sizeof(local), member->offset, err);

    if (status != WP_OK) {
        return status;
    }
    const size_t length = strlen(member->raw_name);
    char *name = malloc(length + 1);
    if (!name) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    status = wp_zip_pread(&zip->source, name, length,
                          member->offset + LOCAL_BYTES, err);
    if (status == WP_OK && (!agrees(local, member) ||
                            memcmp(name, member->raw_name, length) != 0)) {
        status = refuse(zip, WP_EPARSE,
                        "the zip's directory and its members disagree", err);
    }
    free(name);
    if (status == WP_OK && member->packed > zip->source.size) {
        status = refuse(zip, WP_EPARSE, "the zip is damaged or cut short", err);
    }
    if (status == WP_OK) {
        *ret_end = member->offset + LOCAL_BYTES + length + get16(local + 28) +
                   member->packed;
    }
    return status;
}

static enum wp_status check_overlaps(const struct wp_zip *zip,
                                     uint64_t directory_offset,
                                     struct wp_error *err)
{
    for (size_t i = 0; i < zip->count; i++) {
        const uint64_t limit =
            i + 1 < zip->count ? zip->members[i + 1].offset : directory_offset;
        uint64_t end = 0;
        const enum wp_status status =
            check_local(zip, &zip->members[i], &end, err);
        if (status != WP_OK) {
            return status;
        }
        if (end > limit) {
            return refuse(zip, WP_EPARSE,
                          "the zip is refused: members overlap, as only in "
                          "a decompression bomb",
                          err);
        }
    }
    return WP_OK;
}

enum wp_status wp_zip_list(struct wp_zip *zip, struct wp_arena *arena,
                           struct wp_error *err)
{
    struct directory directory = {0};
    enum wp_status status = find_directory(zip, &directory, err);

    if (status != WP_OK) {
        return status;
    }
    unsigned char *bytes = malloc((size_t)directory.size + 1);
    zip->members = calloc((size_t)directory.count + 1, sizeof(*zip->members));
    if (!bytes || !zip->members) {
        status = wp_fail(err, WP_ENOMEM, "out of memory");
    } else {
        status = wp_zip_pread(&zip->source, bytes, (size_t)directory.size,
                              directory.offset, err);
    }
    if (status == WP_OK) {
        status = read_directory(zip, arena, &directory, bytes, err);
    }
    if (status == WP_OK && zip->count > 0) {
        qsort(zip->members, zip->count, sizeof(*zip->members), by_offset);
        for (size_t i = 0; i < zip->count; i++) {
            zip->members[i].order = (unsigned)i;
        }
        status = check_overlaps(zip, directory.offset, err);
    }
    free(bytes);
    return status;
}
