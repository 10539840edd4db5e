/* engine/index/generation.c - the folder index/: names, pointer, upkeep */
#include "index/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waypost/buf.h"

#define TMP_PREFIX ".tmp-"

bool wp_generation_is_name(const char *text)
{
    return strlen(text) == WP_GENERATION_TEXT - 1 &&
           strspn(text, "0123456789abcdef") == WP_GENERATION_TEXT - 1;
}

static enum wp_status sync_folder(const char *path, struct wp_error *err)
{
    enum wp_status status = WP_OK;
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0 || fsync(folder) != 0) {
        status = wp_fail_errno(err, errno, "cannot sync %s", path);
    }
    if (folder >= 0) {
        (void)close(folder);
    }
    return status;
}

enum wp_status wp_publish_current(const char *home,
                                  char ret_generation[WP_GENERATION_TEXT],
                                  struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;
    char line[WP_GENERATION_TEXT + 1] = "";

    wp_buf_printf(&path, "%s/index/current", home);
    enum wp_status status = wp_buf_status(&path, err);
    if (status != WP_OK) {
        return status;
    }
    FILE *file = fopen(path.text, "re");
    if (file == NULL && (errno == ENOENT || errno == ENOTDIR)) {
        status =
            wp_fail(err, WP_ENOTFOUND, "nothing was published in %s yet", home);
    } else if (file == NULL) {
        status = wp_fail_errno(err, errno, "cannot open %s", path.text);
    } else {
        size_t size = fread(line, 1, WP_GENERATION_TEXT, file);
        line[size] = '\0';
        line[strcspn(line, "\n")] = '\0';
        (void)fclose(file);
        if (wp_generation_is_name(line)) {
            memcpy(ret_generation, line, WP_GENERATION_TEXT);
        } else {
            status = wp_fail(err, WP_EPARSE,
                             "%s does not hold the name of a generation: "
                             "build it anew",
                             path.text);
        }
    }
    wp_buf_clear(&path);
    return status;
}

/* ---- beginning and settling --------------------------------------------- */

void wp_generation_discard(const char *folder)
{
    DIR *listing = opendir(folder);
    const struct dirent *entry = NULL;

    if (listing != NULL) {
        while ((entry = readdir(listing)) != NULL) {
            if (strcmp(entry->d_name, ".") != 0 &&
                strcmp(entry->d_name, "..") != 0) {
                (void)unlinkat(dirfd(listing), entry->d_name, 0);
            }
        }
        (void)closedir(listing);
    }
    (void)rmdir(folder);
}

enum wp_status wp_generation_begin(const char *home, char **ret_folder,
                                   struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&path, "%s/index", home);
    enum wp_status status = wp_buf_status(&path, err);
    if (status == WP_OK && mkdir(path.text, 0777) != 0 && errno != EEXIST) {
        status = wp_fail_errno(err, errno, "cannot make %s", path.text);
    }
    wp_buf_text(&path, "/" TMP_PREFIX "XXXXXX");
    if (status == WP_OK) {
        status = wp_buf_status(&path, err);
    }
    if (status == WP_OK && mkdtemp(path.text) == NULL) {
        status =
            wp_fail_errno(err, errno, "cannot make a folder in %s/index", home);
    }
    /* mkdtemp() is for one user; a generation is read by the server's too. */
    if (status == WP_OK && chmod(path.text, 0755) != 0) {
        status = wp_fail_errno(err, errno, "cannot open up %s", path.text);
    }
    if (status == WP_OK) {
        *ret_folder = wp_buf_take(&path);
    }
    wp_buf_clear(&path);
    return status;
}

static enum wp_status rename_over(const char *from, const char *to,
                                  const char *aside, struct wp_error *err)
{
    if (rename(from, to) == 0) {
        return WP_OK;
    }
    if (errno != ENOTEMPTY && errno != EEXIST) {
        return wp_fail_errno(err, errno, "cannot rename %s", from);
    }
    /* A damaged namesake: what it should have been is what we bring. */
    if (rename(to, aside) != 0 || rename(from, to) != 0) {
        return wp_fail_errno(err, errno, "cannot replace %s", to);
    }
    wp_generation_discard(aside);
    return WP_OK;
}

enum wp_status wp_generation_settle(const char *home, const char *folder,
                                    const char *generation,
                                    struct wp_error *err)
{
    struct wp_buf index = WP_BUF_INIT;
    struct wp_buf to = WP_BUF_INIT;
    struct wp_buf aside = WP_BUF_INIT;

    wp_buf_printf(&index, "%s/index", home);
    wp_buf_printf(&to, "%s/index/%s", home, generation);
    wp_buf_printf(&aside, "%s-old", folder);
    enum wp_status status = wp_buf_status(&index, err);
    if (status == WP_OK) {
        status = wp_buf_status(&to, err);
    }
    if (status == WP_OK) {
        status = wp_buf_status(&aside, err);
    }
    if (status == WP_OK) {
        status = sync_folder(folder, err);
    }
    if (status == WP_OK) {
        status = rename_over(folder, to.text, aside.text, err);
    }
    if (status == WP_OK) {
        status = sync_folder(index.text, err);
    }
    wp_buf_clear(&index);
    wp_buf_clear(&to);
    wp_buf_clear(&aside);
    return status;
}

/* ---- the pointer -------------------------------------------------------- */

static enum wp_status write_pointer(const char *path, const char *generation,
                                    struct wp_error *err)
{
    FILE *file = fopen(path, "we");

    if (file == NULL) {
        return wp_fail_errno(err, errno, "cannot create %s", path);
    }
    bool wrote = fprintf(file, "%s\n", generation) > 0 && fflush(file) == 0 &&
                 fsync(fileno(file)) == 0;
    int number = errno;
    if (fclose(file) != 0 && wrote) {
        wrote = false;
        number = errno;
    }
    return wrote ? WP_OK : wp_fail_errno(err, number, "cannot write %s", path);
}

enum wp_status wp_generation_point(const char *home, const char *generation,
                                   struct wp_error *err)
{
    struct wp_buf index = WP_BUF_INIT;
    struct wp_buf tmp = WP_BUF_INIT;
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&index, "%s/index", home);
    wp_buf_printf(&tmp, "%s/index/" TMP_PREFIX "current", home);
    wp_buf_printf(&path, "%s/index/current", home);
    enum wp_status status = wp_buf_status(&index, err);
    if (status == WP_OK) {
        status = wp_buf_status(&tmp, err);
    }
    if (status == WP_OK) {
        status = wp_buf_status(&path, err);
    }
    if (status == WP_OK) {
        status = write_pointer(tmp.text, generation, err);
    }
    if (status == WP_OK && rename(tmp.text, path.text) != 0) {
        status = wp_fail_errno(err, errno, "cannot rename %s", tmp.text);
    }
    if (status == WP_OK) {
        status = sync_folder(index.text, err);
    }
    /* Newest is what was last in use: its folder says so. */
    wp_buf_printf(&index, "/%s", generation);
    if (status == WP_OK && !index.failed) {
        (void)utimensat(AT_FDCWD, index.text, NULL, 0);
    }
    wp_buf_clear(&index);
    wp_buf_clear(&tmp);
    wp_buf_clear(&path);
    return status;
}

/* ---- upkeep ------------------------------------------------------------- */

struct aged {
    char name[WP_GENERATION_TEXT];
    struct timespec used;
};

static int newest_first(const void *left, const void *right)
{
    const struct aged *a = left;
    const struct aged *b = right;

    if (a->used.tv_sec != b->used.tv_sec) {
        return a->used.tv_sec < b->used.tv_sec ? 1 : -1;
    }
    if (a->used.tv_nsec != b->used.tv_nsec) {
        return a->used.tv_nsec < b->used.tv_nsec ? 1 : -1;
    }
    return strcmp(a->name, b->name);
}

static void discard_in(const char *index, const char *name)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&path, "%s/%s", index, name);
    if (!path.failed) {
        wp_generation_discard(path.text);
    }
    wp_buf_clear(&path);
}

#define LISTED_MAX 256

static size_t list_generations(const char *index, const char *current,
                               struct aged *found)
{
    DIR *listing = opendir(index);
    const struct dirent *entry = NULL;
    size_t count = 0;

    if (listing == NULL) {
        return 0;
    }
    while (count < LISTED_MAX && (entry = readdir(listing)) != NULL) {
        struct stat info;
        if (strncmp(entry->d_name, TMP_PREFIX, strlen(TMP_PREFIX)) == 0) {
            (void)unlinkat(dirfd(listing), entry->d_name, 0);
            discard_in(index, entry->d_name);
        } else if (wp_generation_is_name(entry->d_name) && current != NULL &&
                   strcmp(entry->d_name, current) != 0 &&
                   fstatat(dirfd(listing), entry->d_name, &info,
                           AT_SYMLINK_NOFOLLOW) == 0) {
            memcpy(found[count].name, entry->d_name, WP_GENERATION_TEXT);
            found[count++].used = info.st_mtim;
        }
    }
    (void)closedir(listing);
    return count;
}

void wp_generation_prune(const char *home, const char *current)
{
    struct wp_buf index = WP_BUF_INIT;
    struct aged *found = calloc(LISTED_MAX, sizeof(*found));

    wp_buf_printf(&index, "%s/index", home);
    if (!index.failed && found != NULL) {
        size_t count = list_generations(index.text, current, found);
        qsort(found, count, sizeof(*found), newest_first);
        for (size_t i = WP_GENERATIONS_KEPT - 1; i < count; i++) {
            discard_in(index.text, found[i].name);
        }
    }
    free(found);
    wp_buf_clear(&index);
}
