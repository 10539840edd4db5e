/* engine/store/lock.c - the home folder and its lock */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOME_MODE 0700
#define LOCK_MODE 0600

static bool is_folder(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

enum wp_status wp_make_home(const char *path, struct wp_error *err)
{
    char *copy = strdup(path);

    if (!copy) {
        return wp_fail(err, WP_ENOMEM, "making '%s'", path);
    }
    for (char *at = copy + 1; *copy != '\0'; at++) {
        const char here = *at;
        if (here != '/' && here != '\0') {
            continue;
        }
        *at = '\0';
        if (mkdir(copy, HOME_MODE) != 0 && errno != EEXIST &&
            !is_folder(copy)) {
            const enum wp_status status =
                wp_fail_errno(err, errno, "cannot make '%s'", copy);
            free(copy);
            return status;
        }
        if (here == '\0') {
            break;
        }
        *at = here;
    }
    free(copy);
    if (!is_folder(path)) {
        return wp_fail_errno(err, ENOTDIR, "cannot use '%s'", path);
    }
    return WP_OK;
}

static enum wp_status held_by_other(int lock, const char *path,
                                    struct wp_error *err)
{
    char holder[24] = "";
    const ssize_t size = pread(lock, holder, sizeof(holder) - 1, 0);

    holder[size > 0 ? (size_t)size : 0] = '\0';
    holder[strspn(holder, "0123456789")] = '\0';
    if (holder[0] == '\0') {
        return wp_fail(err, WP_EBUSY,
                       "another Waypost is writing ('%s' is held)", path);
    }
    return wp_fail(err, WP_EBUSY,
                   "another Waypost is writing (process %s holds '%s')", holder,
                   path);
}

enum wp_status wp_lock_home(const char *home, int *ret_lock,
                            struct wp_error *err)
{
    enum wp_status status = WP_OK;
    char pid[24];
    const size_t size = strlen(home) + sizeof("/lock");
    char *path = malloc(size);

    if (!path) {
        return wp_fail(err, WP_ENOMEM, "locking '%s'", home);
    }
    (void)snprintf(path, size, "%s/lock", home);
    const int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, LOCK_MODE);
    if (lock < 0) {
        status = wp_fail_errno(err, errno, "cannot open '%s'", path);
    } else if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        status = errno == EWOULDBLOCK
                     ? held_by_other(lock, path, err)
                     : wp_fail_errno(err, errno, "cannot lock '%s'", path);
    } else {
        /* The number is only there to be read by people. */
        const int length = snprintf(pid, sizeof(pid), "%ld\n", (long)getpid());
        if (ftruncate(lock, 0) != 0 ||
            pwrite(lock, pid, (size_t)length, 0) != length) {
            status = wp_fail_errno(err, errno, "cannot write '%s'", path);
        }
    }
    free(path);
    if (status != WP_OK) {
        wp_unlock_home(lock);
        return status;
    }
    *ret_lock = lock;
    return WP_OK;
}

void wp_unlock_home(int lock)
{
    if (lock >= 0) {
        (void)close(lock); /* ends the flock; the file stays */
    }
}
