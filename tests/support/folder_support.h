/* tests/support/folder_support.h - temporary folders without a shell */
#ifndef TESTS_SUPPORT_FOLDER_SUPPORT_H
#define TESTS_SUPPORT_FOLDER_SUPPORT_H

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static inline int remove_entry(const char *path, const struct stat *info,
                               int kind, struct FTW *where)
{
    (void)info;
    (void)kind;
    (void)where;
    return remove(path);
}

/* A folder and all that is in it; 0 when it is gone. */
static inline int remove_folder(const char *path)
{
    return nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* Entries but for . and .., hidden ones too; -1 if it cannot be read. */
static inline int count_entries(const char *path)
{
    DIR *listing = opendir(path);
    const struct dirent *entry = NULL;
    int count = 0;

    if (listing == NULL) {
        return -1;
    }
    while ((entry = readdir(listing)) != NULL) {
        count +=
            strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(listing);
    return count;
}

#endif /* TESTS_SUPPORT_FOLDER_SUPPORT_H */
