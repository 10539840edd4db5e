/* engine/index/open.c - open the current generation and close it again */
#define _DEFAULT_SOURCE /* MAP_POPULATE */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waypost/buf.h"
#include "waypost/index.h"

#include "index/build.h"
#include "index/generation.h"
#include "index/manifest.h"
#include "index/opened.h"

static enum wp_status map_file(struct wp_index *index, const char *path,
                               struct wp_error *err)
{
    struct stat info;
    enum wp_status status = WP_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) {
        return wp_fail_errno(err, errno, "cannot open %s", path);
    }
    if (fstat(file, &info) != 0) {
        status = wp_fail_errno(err, errno, "cannot look at %s", path);
    } else if (info.st_size == 0) {
        status = wp_fail(err, WP_EPARSE, "%s is empty: build it anew", path);
    } else {
        /* All of it is read at once to be checked: fault it in at once. */
        void *mapped = mmap(NULL, (size_t)info.st_size, PROT_READ,
                            MAP_SHARED | MAP_POPULATE, file, 0);
        if (mapped == MAP_FAILED) {
            status = wp_fail_errno(err, errno, "cannot map %s", path);
        } else {
            index->mapped = mapped;
            index->mapped_size = (size_t)info.st_size;
        }
    }
    (void)close(file);
    return status;
}

static const struct wp_manifest_file *
find_file(const struct wp_manifest *manifest, const char *name)
{
    for (size_t i = 0; i < WP_MANIFEST_FILES; i++) {
        if (strcmp(manifest->files[i].name, name) == 0) {
            return &manifest->files[i];
        }
    }
    return NULL;
}

/* The text file has no checksum of its own: the manifest's is checked. */
static enum wp_status check_text_file(const char *folder,
                                      const struct wp_manifest *manifest,
                                      struct wp_error *err)
{
    const struct wp_manifest_file *said = find_file(manifest, WP_TEXT_FILE);
    struct wp_manifest_file found;

    enum wp_status status = wp_file_hash(folder, WP_TEXT_FILE, &found, err);
    if (status == WP_ENOTFOUND) {
        return wp_fail(err, WP_EPARSE, "the index has no %s: build it anew",
                       WP_TEXT_FILE);
    }
    if (status == WP_OK && (said == NULL || said->size != found.size ||
                            strcmp(said->hash, found.hash) != 0)) {
        return wp_fail(err, WP_EPARSE,
                       "%s is not the file its manifest names: build it anew",
                       WP_TEXT_FILE);
    }
    return status;
}

static enum wp_status
check_manifest(const struct wp_index *index, const struct wp_vocab *vocab,
               const struct wp_manifest *manifest, struct wp_error *err)
{
    const struct wp_manifest_file *columns =
        find_file(manifest, WP_COLUMNS_FILE);

    if (strcmp(manifest->generation, index->generation) != 0 ||
        columns == NULL || columns->size != index->mapped_size) {
        return wp_fail(err, WP_EPARSE,
                       "the index manifest is of another generation: build "
                       "it anew");
    }
    if (strcmp(manifest->vocabulary, wp_vocab_fingerprint(vocab)) != 0) {
        return wp_fail(err, WP_ESCHEMA,
                       "the index was built with another vocabulary: build "
                       "it anew");
    }
    return WP_OK;
}

static enum wp_status open_files(struct wp_index *index, const char *folder,
                                 const struct wp_vocab *vocab,
                                 struct wp_error *err)
{
    struct wp_manifest manifest;
    struct wp_buf columns = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_printf(&columns, "%s/" WP_COLUMNS_FILE, folder);
    wp_buf_printf(&text, "%s/" WP_TEXT_FILE, folder);
    enum wp_status status = wp_buf_status(&columns, err);
    if (status == WP_OK) {
        status = wp_buf_status(&text, err);
    }
    if (status == WP_OK) {
        status = wp_manifest_read(folder, &manifest, err);
    }
    if (status == WP_OK) {
        status = map_file(index, columns.text, err);
    }
    if (status == WP_OK) {
        status = check_manifest(index, vocab, &manifest, err);
    }
    if (status == WP_OK) {
        status = wp_columns_attach(index, vocab, err);
    }
    if (status == WP_OK) {
        status = check_text_file(folder, &manifest, err);
    }
    if (status == WP_OK) {
        status = wp_text_index_open(index, text.text, err);
    }
    wp_buf_clear(&columns);
    wp_buf_clear(&text);
    return status;
}

enum wp_status wp_generation_open(const char *home, const char *generation,
                                  const struct wp_vocab *vocab,
                                  struct wp_index **ret_index,
                                  struct wp_error *err)
{
    struct wp_buf folder = WP_BUF_INIT;
    struct wp_index *index = calloc(1, sizeof(*index));

    if (index == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory to open the index");
    }
    wp_buf_printf(&folder, "%s/index/%s", home, generation);
    enum wp_status status = wp_buf_status(&folder, err);
    if (status == WP_OK) {
        memcpy(index->generation, generation, strlen(generation) + 1);
        status = open_files(index, folder.text, vocab, err);
    }
    wp_buf_clear(&folder);
    if (status != WP_OK) {
        wp_index_close(index);
        return status;
    }
    *ret_index = index;
    return WP_OK;
}

enum wp_status wp_index_open(const char *home, const struct wp_vocab *vocab,
                             struct wp_index **ret_index, struct wp_error *err)
{
    enum wp_status status = WP_ENOTFOUND;

    /* A generation can be replaced and removed between the two looks. */
    for (int attempt = 0; attempt < 3 && status == WP_ENOTFOUND; attempt++) {
        char generation[WP_GENERATION_TEXT];
        status = wp_publish_current(home, generation, err);
        if (status != WP_OK) {
            return status;
        }
        status = wp_generation_open(home, generation, vocab, ret_index, err);
    }
    if (status == WP_ENOTFOUND) {
        return wp_fail(err, WP_EPARSE,
                       "the current index generation has no manifest: "
                       "build it anew");
    }
    return status;
}

void wp_index_close(struct wp_index *index)
{
    if (index == NULL) {
        return;
    }
    wp_text_index_close(&index->text);
    if (index->mapped != NULL) {
        (void)munmap(index->mapped, index->mapped_size);
    }
    free(index);
}
