/* engine/index/manifest.c - manifest.json: what a generation is made of */
#include "index/manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "waypost/buf.h"

#include "index/format.h"

static enum wp_status open_in(const char *folder, const char *name,
                              const char *mode, FILE **ret_file,
                              struct wp_error *err)
{
    struct wp_buf path = WP_BUF_INIT;

    wp_buf_printf(&path, "%s/%s", folder, name);
    enum wp_status status = wp_buf_status(&path, err);
    if (status == WP_OK) {
        *ret_file = fopen(path.text, mode);
        if (*ret_file == NULL) {
            int number = errno;
            status = wp_fail_errno(err, number, "cannot open %s", path.text);
            if (number == ENOENT) {
                status =
                    wp_fail(err, WP_ENOTFOUND, "there is no %s", path.text);
            }
        }
    }
    wp_buf_clear(&path);
    return status;
}

static enum wp_status hash_stream(FILE *file, XXH3_state_t *state,
                                  struct wp_manifest_file *ret_file,
                                  struct wp_error *err)
{
    char chunk[65536];
    size_t size = 0;

    ret_file->size = 0;
    (void)XXH3_128bits_reset(state);
    while ((size = fread(chunk, 1, sizeof(chunk), file)) > 0) {
        (void)XXH3_128bits_update(state, chunk, size);
        ret_file->size += size;
    }
    if (ferror(file)) {
        return wp_fail_errno(err, errno, "cannot read %s", ret_file->name);
    }
    XXH128_hash_t hash = XXH3_128bits_digest(state);
    (void)snprintf(ret_file->hash, sizeof(ret_file->hash),
                   "%016" PRIx64 "%016" PRIx64, (uint64_t)hash.high64,
                   (uint64_t)hash.low64);
    return WP_OK;
}

enum wp_status wp_file_hash(const char *folder, const char *name,
                            struct wp_manifest_file *ret_file,
                            struct wp_error *err)
{
    FILE *file = NULL;
    XXH3_state_t *state = NULL;

    enum wp_status status = open_in(folder, name, "rbe", &file, err);
    if (status != WP_OK) {
        return status;
    }
    state = XXH3_createState();
    (void)snprintf(ret_file->name, sizeof(ret_file->name), "%s", name);
    if (state == NULL) {
        status = wp_fail(err, WP_ENOMEM, "no memory for a checksum");
    } else {
        status = hash_stream(file, state, ret_file, err);
    }
    (void)XXH3_freeState(state);
    (void)fclose(file);
    return status;
}

/* ---- writing ------------------------------------------------------------ */

static void render(const struct wp_manifest *manifest, struct wp_buf *out)
{
    wp_buf_printf(out,
                  "{\n  \"schema\": \"waypost.generation/1\",\n"
                  "  \"format\": %" PRIu32 ",\n"
                  "  \"generation\": \"%s\",\n"
                  "  \"vocabulary\": \"%s\",\n"
                  "  \"analyzer\": \"%s\",\n"
                  "  \"documents\": %" PRIu64 ",\n"
                  "  \"services\": %" PRIu64 ",\n"
                  "  \"organizations\": %" PRIu64 ",\n"
                  "  \"facts\": %" PRIu64 ",\n"
                  "  \"files\": [\n",
                  manifest->format, manifest->generation, manifest->vocabulary,
                  manifest->analyzer, manifest->documents, manifest->services,
                  manifest->organizations, manifest->facts);
    for (size_t i = 0; i < WP_MANIFEST_FILES; i++) {
        const struct wp_manifest_file *file = &manifest->files[i];
        wp_buf_printf(out,
                      "    {\"name\": \"%s\", \"size\": %" PRIu64
                      ", \"xxh3_128\": \"%s\"}%s\n",
                      file->name, file->size, file->hash,
                      i + 1 < WP_MANIFEST_FILES ? "," : "");
    }
    wp_buf_text(out, "  ]\n}\n");
}

enum wp_status wp_manifest_write(const char *folder,
                                 const struct wp_manifest *manifest,
                                 struct wp_error *err)
{
    struct wp_buf text = WP_BUF_INIT;
    FILE *file = NULL;

    render(manifest, &text);
    enum wp_status status = wp_buf_status(&text, err);
    if (status == WP_OK) {
        status = open_in(folder, WP_MANIFEST_FILE, "wbxe", &file, err);
    }
    if (file != NULL) {
        bool wrote = fwrite(text.text, 1, text.length, file) == text.length &&
                     fflush(file) == 0 && fsync(fileno(file)) == 0;
        if (!wrote) {
            status = wp_fail_errno(err, errno, "cannot write the manifest");
        }
        if (fclose(file) != 0 && status == WP_OK) {
            status = wp_fail_errno(err, errno, "cannot write the manifest");
        }
    }
    wp_buf_clear(&text);
    return status;
}

/* ---- reading ------------------------------------------------------------ */

/* A string member that fits, or false. */
static bool take_text(const json_t *object, const char *name, char *ret_text,
                      size_t room)
{
    const char *text = json_string_value(json_object_get(object, name));

    if (text == NULL || strlen(text) >= room) {
        return false;
    }
    memcpy(ret_text, text, strlen(text) + 1);
    return true;
}

static bool take_count(const json_t *object, const char *name,
                       uint64_t *ret_count)
{
    const json_t *value = json_object_get(object, name);

    if (!json_is_integer(value) || json_integer_value(value) < 0) {
        return false;
    }
    *ret_count = (uint64_t)json_integer_value(value);
    return true;
}

static bool take_files(const json_t *root, struct wp_manifest *manifest)
{
    const json_t *files = json_object_get(root, "files");

    if (json_array_size(files) != WP_MANIFEST_FILES) {
        return false;
    }
    for (size_t i = 0; i < WP_MANIFEST_FILES; i++) {
        const json_t *file = json_array_get(files, i);
        struct wp_manifest_file *out = &manifest->files[i];
        if (!take_text(file, "name", out->name, sizeof(out->name)) ||
            !take_text(file, "xxh3_128", out->hash, sizeof(out->hash)) ||
            !take_count(file, "size", &out->size)) {
            return false;
        }
    }
    return true;
}

static enum wp_status take_all(const json_t *root, struct wp_manifest *manifest,
                               struct wp_error *err)
{
    uint64_t format = 0;

    if (!take_count(root, "format", &format)) {
        return wp_fail(err, WP_EPARSE, "the index manifest has no format");
    }
    if (format != WP_INDEX_FORMAT) {
        return wp_fail(err, WP_ESCHEMA,
                       "the index has format %llu, this build reads %d: "
                       "build it anew",
                       (unsigned long long)format, WP_INDEX_FORMAT);
    }
    manifest->format = (uint32_t)format;
    if (!take_text(root, "generation", manifest->generation,
                   sizeof(manifest->generation)) ||
        !take_text(root, "vocabulary", manifest->vocabulary,
                   sizeof(manifest->vocabulary)) ||
        !take_text(root, "analyzer", manifest->analyzer,
                   sizeof(manifest->analyzer)) ||
        !take_count(root, "documents", &manifest->documents) ||
        !take_count(root, "services", &manifest->services) ||
        !take_count(root, "organizations", &manifest->organizations) ||
        !take_count(root, "facts", &manifest->facts) ||
        !take_files(root, manifest)) {
        return wp_fail(err, WP_EPARSE, "the index manifest is damaged");
    }
    return WP_OK;
}

enum wp_status wp_manifest_read(const char *folder,
                                struct wp_manifest *ret_manifest,
                                struct wp_error *err)
{
    char text[8192];
    FILE *file = NULL;

    enum wp_status status =
        open_in(folder, WP_MANIFEST_FILE, "rbe", &file, err);
    if (status != WP_OK) {
        return status;
    }
    size_t size = fread(text, 1, sizeof(text), file);
    bool failed = ferror(file) != 0;
    (void)fclose(file);
    if (failed) {
        return wp_fail_errno(err, EIO, "cannot read the index manifest");
    }
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, NULL);
    if (root == NULL) {
        return wp_fail(err, WP_EPARSE, "the index manifest is damaged");
    }
    struct wp_manifest manifest = {.format = 0};
    status = take_all(root, &manifest, err);
    json_decref(root);
    if (status == WP_OK) {
        *ret_manifest = manifest;
    }
    return status;
}
