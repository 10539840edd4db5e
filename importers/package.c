/* importers/package.c - one face for a folder and for a .zip */
#include "package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waypost/buf.h"

#include "package_private.h"
#include "path.h"

struct wp_package {
    struct wp_arena arena; /* names */
    char label[WP_LABEL_MAX + 1];
    const char *folder; /* NULL for a zip */
    struct wp_zip zip;
    struct wp_package_entry *entries;
    const struct wp_zip_member **members; /* of each entry, for a zip */
    size_t count;
    size_t room;
};

static enum wp_status refuse(const struct wp_package *package,
                             enum wp_status status, const char *reason,
                             struct wp_error *err)
{
    (void)wp_fail(err, status, "%s", reason);
    (void)wp_fail_at(err, package->label, 0, 0);
    return status;
}

static enum wp_status add_entry(struct wp_package *package, const char *name,
                                uint64_t size, struct wp_error *err)
{
    if (package->count == WP_PACKAGE_ENTRIES_MAX) {
        return refuse(package, WP_ELIMIT,
                      "more files than a package may have (4096)", err);
    }
    if (package->count == package->room) {
        const size_t room = package->room ? package->room * 2 : 32;
        struct wp_package_entry *entries =
            realloc(package->entries, room * sizeof(*entries));
        if (!entries) {
            return wp_fail(err, WP_ENOMEM, "out of memory");
        }
        package->entries = entries;
        package->room = room;
    }
    package->entries[package->count++] =
        (struct wp_package_entry){.name = name, .size = size};
    return WP_OK;
}

static int by_name(const void *one, const void *other)
{
    const struct wp_package_entry *a = one;
    const struct wp_package_entry *b = other;

    return strcmp(a->name, b->name);
}

static int by_folded_name(const void *one, const void *other)
{
    const char *a = *(const char *const *)one;
    const char *b = *(const char *const *)other;

    for (;; a++, b++) {
        const int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a;
        const int y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
        if (x != y || x == '\0') {
            return (x > y) - (x < y);
        }
    }
}

/* In a folder the file system has decided; in a zip two equal names mean that
 * one of them hides. */
static enum wp_status refuse_equal_names(const struct wp_package *package,
                                         struct wp_error *err)
{
    const struct wp_zip *zip = &package->zip;
    const char **names = malloc((zip->count + 1) * sizeof(*names));
    enum wp_status status = WP_OK;

    if (!names) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    for (size_t i = 0; i < zip->count; i++) {
        names[i] = zip->members[i].name;
    }
    if (zip->count > 0) {
        qsort(names, zip->count, sizeof(*names), by_folded_name);
    }
    for (size_t i = 1; status == WP_OK && i < zip->count; i++) {
        if (wp_path_same(names[i - 1], names[i])) {
            (void)wp_fail(err, WP_EPARSE,
                          "the zip is refused: two members are called '%.120s'",
                          names[i]);
            (void)wp_fail_at(err, package->label, 0, 0);
            status = WP_EPARSE;
        }
    }
    free(names);
    return status;
}

/* ---- folders ------------------------------------------------------------ */

static enum wp_status list_folder(struct wp_package *package,
                                  const char *inside, int depth,
                                  struct wp_error *err);

/* One thing in a folder; name is relative to the package. */
static enum wp_status list_thing(struct wp_package *package, const char *name,
                                 int depth, struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;
    struct stat info;
    enum wp_status status = WP_OK;

    wp_buf_printf(&path, "%s/%s", package->folder, name);
    status = wp_buf_status(&path, err);
    if (status == WP_OK && lstat(path.text, &info) == 0) {
        if (S_ISREG(info.st_mode)) {
            char *copy = wp_arena_strdup(&package->arena, name);
            status = copy
                         ? add_entry(package, copy, (uint64_t)info.st_size, err)
                         : wp_fail(err, WP_ENOMEM, "out of memory");
        } else if (S_ISDIR(info.st_mode) && depth < WP_PACKAGE_DEPTH_MAX) {
            status = list_folder(package, name, depth + 1, err);
        }
    }
    wp_buf_clear(&path);
    return status;
}

static enum wp_status list_folder(struct wp_package *package,
                                  const char *inside, int depth,
                                  struct wp_error *err)
{
    struct wp_buf name = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_buf_printf(&name, "%s/%s", package->folder, inside);
    DIR *folder = name.failed ? NULL : opendir(name.text);
    if (!folder) {
        status = wp_fail_errno(err, errno, "cannot list the folder '%s'",
                               wp_buf_str(&name));
    }
    while (status == WP_OK) {
        errno = 0;
        const struct dirent *thing = readdir(folder);
        if (!thing) {
            if (errno != 0) {
                status = wp_fail_errno(err, errno,
                                       "cannot list the folder "
                                       "'%s'",
                                       wp_buf_str(&name));
            }
            break;
        }
        if (thing->d_name[0] == '.') {
            continue;
        }
        struct wp_buf one = WP_BUF_INIT;
        wp_buf_printf(&one, "%s%s%s", inside, *inside ? "/" : "",
                      thing->d_name);
        status = wp_buf_status(&one, err);
        if (status == WP_OK) {
            status = list_thing(package, one.text, depth, err);
        }
        wp_buf_clear(&one);
    }
    if (folder) {
        (void)closedir(folder);
    }
    wp_buf_clear(&name);
    return status;
}

/* ---- zips --------------------------------------------------------------- */

static enum wp_status list_zip(struct wp_package *package, struct wp_error *err)
{
    struct wp_zip *zip = &package->zip;

    memcpy(zip->source.label, package->label, sizeof(package->label));
    enum wp_status status = wp_zip_list(zip, &package->arena, err);
    if (status == WP_OK) {
        status = refuse_equal_names(package, err);
    }
    for (size_t i = 0; status == WP_OK && i < zip->count; i++) {
        if (zip->members[i].listed) {
            status = add_entry(package, zip->members[i].name,
                               zip->members[i].unpacked, err);
        }
    }
    return status;
}

/* Each entry's member, once the entries have their final order. */
static enum wp_status link_members(struct wp_package *package,
                                   struct wp_error *err)
{
    const struct wp_zip *zip = &package->zip;

    package->members = calloc(package->count + 1, sizeof(*package->members));
    if (!package->members) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    for (size_t i = 0; i < zip->count; i++) {
        const struct wp_package_entry key = {.name = zip->members[i].name};
        const struct wp_package_entry *entry =
            zip->members[i].listed
                ? bsearch(&key, package->entries, package->count, sizeof(key),
                          by_name)
                : NULL;
        if (entry) {
            package->members[entry - package->entries] = &zip->members[i];
        }
    }
    return WP_OK;
}

static enum wp_status open_zip_file(struct wp_package *package,
                                    const char *path, uint64_t size,
                                    struct wp_error *err)
{
    package->zip.source.size = size;
    package->zip.source.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (package->zip.source.fd < 0) {
        return wp_fail_errno(err, errno, "cannot open '%s'", path);
    }
    return list_zip(package, err);
}

/* ---- both --------------------------------------------------------------- */

static struct wp_package *package_create(const char *path)
{
    struct wp_package *package = calloc(1, sizeof(*package));

    if (package) {
        package->arena = WP_ARENA_INIT;
        package->zip.source.fd = -1;
        wp_path_label(path, NULL, package->label);
    }
    return package;
}

/* Sort, link and hand over, or clean up. */
static enum wp_status
package_finish(struct wp_package *package, enum wp_status status,
               struct wp_package **ret_package, struct wp_error *err)
{
    if (status == WP_OK && package->count > 0) {
        qsort(package->entries, package->count, sizeof(*package->entries),
              by_name);
    }
    if (status == WP_OK && !package->folder) {
        status = link_members(package, err);
    }
    if (status != WP_OK) {
        wp_package_close(package);
        return status;
    }
    *ret_package = package;
    return WP_OK;
}

enum wp_status wp_package_open(const char *path,
                               struct wp_package **ret_package,
                               struct wp_error *err)
{
    struct stat info;

    if (stat(path, &info) != 0) {
        return errno == ENOENT || errno == ENOTDIR
                   ? wp_fail(err, WP_ENOTFOUND,
                             "there is no file or folder '%s'", path)
                   : wp_fail_errno(err, errno, "cannot open '%s'", path);
    }
    if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode)) {
        return wp_fail(err, WP_EINVAL, "'%s' is neither a folder nor a file",
                       path);
    }
    struct wp_package *package = package_create(path);
    if (!package) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    enum wp_status status;
    if (S_ISDIR(info.st_mode)) {
        package->folder = wp_arena_strdup(&package->arena, path);
        status = package->folder ? list_folder(package, "", 1, err)
                                 : wp_fail(err, WP_ENOMEM, "out of memory");
    } else {
        status = open_zip_file(package, path, (uint64_t)info.st_size, err);
    }
    return package_finish(package, status, ret_package, err);
}

enum wp_status
wp_package_open_memory(const char *label, const void *data, size_t size,
                       struct wp_package **ret_package, struct wp_error *err)
{
    struct wp_package *package = package_create(label);

    if (!package) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    package->zip.source.data = data;
    package->zip.source.size = size;
    const enum wp_status status = list_zip(package, err);
    return package_finish(package, status, ret_package, err);
}

bool wp_package_is(const char *path)
{
    struct stat info;
    unsigned char magic[4] = {0};

    if (stat(path, &info) != 0) {
        return false;
    }
    if (S_ISDIR(info.st_mode)) {
        return true;
    }
    const int fd = S_ISREG(info.st_mode)
                       ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
                       : -1;
    if (fd < 0) {
        return false;
    }
    const ssize_t size = read(fd, magic, sizeof(magic));
    (void)close(fd);
    return size == 4 &&
           (memcmp(magic, "PK\3\4", 4) == 0 || memcmp(magic, "PK\5\6", 4) == 0);
}

size_t wp_package_count(const struct wp_package *package)
{
    return package->count;
}

const struct wp_package_entry *wp_package_at(const struct wp_package *package,
                                             size_t index)
{
    return &package->entries[index];
}

static bool matches(const struct wp_package *package, const char *name,
                    const char *entry)
{
    const char *mine = strchr(name, '/') ? entry : wp_path_base_name(entry);

    if (wp_path_same(name, mine)) {
        return true;
    }
    const size_t length = strlen(name);
    char head[256];
    if (!package->folder || !wp_path_has_suffix(mine, ".gz") ||
        strlen(mine) != length + 3 || length >= sizeof(head)) {
        return false;
    }
    memcpy(head, mine, length);
    head[length] = '\0';
    return wp_path_same(name, head);
}

static size_t depth_of(const char *name)
{
    size_t depth = 0;

    for (; *name; name++) {
        depth += *name == '/';
    }
    return depth;
}

enum wp_status wp_package_find(const struct wp_package *package,
                               const char *name, size_t *ret_index,
                               struct wp_error *err)
{
    size_t best = package->count;
    size_t depth = SIZE_MAX;
    bool tied = false;

    for (size_t i = 0; i < package->count; i++) {
        if (!matches(package, name, package->entries[i].name)) {
            continue;
        }
        const size_t mine = depth_of(package->entries[i].name);
        if (mine < depth) {
            depth = mine;
            best = i;
            tied = false;
        } else if (mine == depth) {
            tied = true;
        }
    }
    if (best == package->count) {
        (void)wp_fail(err, WP_ENOTFOUND, "there is no '%s' in it", name);
        (void)wp_fail_at(err, package->label, 0, 0);
        return WP_ENOTFOUND;
    }
    if (tied) {
        (void)wp_fail(err, WP_EINVAL,
                      "more than one file is called '%s'; give one folder "
                      "at a time",
                      name);
        (void)wp_fail_at(err, package->label, 0, 0);
        return WP_EINVAL;
    }
    *ret_index = best;
    return WP_OK;
}

enum wp_status wp_package_read(struct wp_package *package, size_t index,
                               struct wp_bytes **ret_bytes,
                               struct wp_error *err)
{
    if (!package->folder) {
        return wp_zip_read(&package->zip, package->members[index], ret_bytes,
                           err);
    }
    struct wp_buf path = WP_BUF_INIT;
    wp_buf_printf(&path, "%s/%s", package->folder,
                  package->entries[index].name);
    enum wp_status status = wp_buf_status(&path, err);
    if (status == WP_OK) {
        status = wp_bytes_open(path.text, ret_bytes, err);
    }
    wp_buf_clear(&path);
    return status;
}

const char *wp_package_label(const struct wp_package *package)
{
    return package->label;
}

void wp_package_close(struct wp_package *package)
{
    if (package) {
        if (package->zip.source.fd >= 0) {
            (void)close(package->zip.source.fd);
        }
        free(package->zip.members);
        free(package->members);
        free(package->entries);
        wp_arena_clear(&package->arena);
        free(package);
    }
}
