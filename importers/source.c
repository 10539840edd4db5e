/* importers/source.c - paths become inputs, each with a first look */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "path.h"

#define KEYS_MAX 256u

/* ---- opening inputs ------------------------------------------------------ */

enum wp_status wp_input_text(const struct wp_input *input,
                             struct wp_text **ret_text, struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    const enum wp_status status =
        input->package
            ? wp_package_read(input->package, input->index, &bytes, err)
            : wp_bytes_open(input->path, &bytes, err);

    return status == WP_OK ? wp_text_open(bytes, ret_text, err) : status;
}

enum wp_status wp_input_json(const struct wp_input *input,
                             struct wp_json_stream **ret_json,
                             struct wp_error *err)
{
    struct wp_text *text = NULL;
    const enum wp_status status = wp_input_text(input, &text, err);

    return status == WP_OK ? wp_json_stream_open(text, NULL, ret_json, err)
                           : status;
}

enum wp_status wp_input_table(const struct wp_input *input,
                              const struct wp_table_options *options,
                              struct wp_table **ret_table, struct wp_error *err)
{
    if (input->package) {
        return wp_table_open_member(input->package, input->index, options,
                                    ret_table, err);
    }
    return wp_table_open(input->path, options, ret_table, err);
}

bool wp_input_has(const struct wp_input *input, const char *column)
{
    for (size_t i = 0; i < input->column_count; i++) {
        if (wp_path_same(input->columns[i], column)) {
            return true;
        }
    }
    return false;
}

/* ---- kinds --------------------------------------------------------------- */

static const struct {
    const char *ending;
    enum wp_input_kind kind;
} endings[] = {
    {".csv", WP_INPUT_TABLE},    {".tsv", WP_INPUT_TABLE},
    {".txt", WP_INPUT_TABLE},    {".json", WP_INPUT_JSON},
    {".ndjson", WP_INPUT_JSON},  {".jsonl", WP_INPUT_JSON},
    {".geojson", WP_INPUT_JSON}, {".xml", WP_INPUT_XML},
    {".xlsx", WP_INPUT_OTHER},
};
#define ENDING_COUNT (sizeof(endings) / sizeof(endings[0]))

/* Cut one ending of the table (or .gz, .zip) off name. */
static bool cut_ending(char *name, enum wp_input_kind *kind)
{
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        if (wp_path_has_suffix(name, endings[i].ending)) {
            name[strlen(name) - strlen(endings[i].ending)] = '\0';
            *kind = endings[i].kind;
            return true;
        }
    }
    if (wp_path_has_suffix(name, ".gz") || wp_path_has_suffix(name, ".zip")) {
        name[strlen(name) - (wp_path_has_suffix(name, ".gz") ? 3 : 4)] = '\0';
        return true;
    }
    return false;
}

static enum wp_status name_input(struct wp_feed *feed, struct wp_input *input)
{
    char *stem = wp_arena_strdup(&feed->arena, wp_path_base_name(input->name));

    input->kind = WP_INPUT_OTHER;
    if (!stem) {
        return WP_ENOMEM;
    }
    while (cut_ending(stem, &input->kind)) {
    }
    for (char *at = stem; *at; at++) {
        if (*at >= 'A' && *at <= 'Z') {
            *at = (char)(*at + ('a' - 'A'));
        }
    }
    input->stem = stem;
    return WP_OK;
}

/* A file of its own is told by its content; its name is only a hint. */
static enum wp_status sniff_kind(struct wp_input *input, struct wp_error *err)
{
    struct wp_text *text = NULL;
    const char *piece = NULL;
    size_t size = 0;
    enum wp_status status = wp_input_text(input, &text, err);

    while (status == WP_OK) {
        status = wp_text_next(text, &piece, &size, err);
        if (status != WP_OK || size == 0) {
            break;
        }
        size_t at = 0;
        while (at < size && strchr(" \t\r\n", piece[at])) {
            at++;
        }
        if (at < size) {
            const char first = piece[at];
            input->kind = first == '{' || first == '['
                              ? WP_INPUT_JSON
                              : (first == '<' ? WP_INPUT_XML : WP_INPUT_TABLE);
            break;
        }
    }
    wp_text_close(text);
    return status;
}

/* ---- the first look ------------------------------------------------------ */

static enum wp_status look_at_table(struct wp_feed *feed,
                                    struct wp_input *input,
                                    struct wp_error *err)
{
    struct wp_table *table = NULL;
    enum wp_status status = wp_input_table(input, NULL, &table, err);

    if (status != WP_OK) {
        return status;
    }
    const size_t count = wp_table_column_count(table);
    const char **columns =
        wp_arena_alloc(&feed->arena, (count + 1) * sizeof(*columns));
    for (size_t i = 0; columns && i < count; i++) {
        columns[i] =
            wp_arena_strdup(&feed->arena, wp_table_column_name(table, i));
    }
    input->columns = columns;
    input->column_count = columns ? count : 0;
    wp_table_close(table);
    return wp_arena_failed(&feed->arena)
               ? wp_fail(err, WP_ENOMEM, "looking at '%s'", input->name)
               : WP_OK;
}

static enum wp_status keep_keys(struct wp_feed *feed, struct wp_input *input,
                                json_t *object)
{
    size_t count = json_object_size(object);
    size_t used = 0;
    const char *key = NULL;
    json_t *value = NULL;

    if (count > KEYS_MAX) {
        count = KEYS_MAX;
    }
    const char **columns =
        wp_arena_alloc(&feed->arena, (count + 1) * sizeof(*columns));
    if (!columns) {
        return WP_ENOMEM;
    }
    json_object_foreach(object, key, value)
    {
        if (used < count) {
            columns[used++] = wp_arena_strdup(&feed->arena, key);
        }
    }
    input->columns = columns;
    input->column_count = used;
    return wp_arena_failed(&feed->arena) ? WP_ENOMEM : WP_OK;
}

static enum wp_status look_at_json(struct wp_feed *feed, struct wp_input *input,
                                   struct wp_error *err)
{
    struct wp_json_stream *json = NULL;
    struct wp_json_item item;
    enum wp_status status = wp_input_json(input, &json, err);

    if (status != WP_OK) {
        return status;
    }
    input->shape = wp_json_stream_shape(json);
    do {
        status = wp_json_stream_next(json, &item, err);
    } while (status == WP_OK && !item.object);
    if (status == WP_OK) {
        input->json_table = wp_arena_strdup(&feed->arena, item.table);
        status = keep_keys(feed, input, item.object);
    }
    wp_json_stream_close(json);
    return status == WP_EEND ? WP_OK : status;
}

/* The name of the first element of an XML text, past prolog and comments. */
static enum wp_status look_at_xml(struct wp_feed *feed, struct wp_input *input,
                                  struct wp_error *err)
{
    struct wp_text *text = NULL;
    const char *piece = NULL;
    size_t size = 0;
    enum wp_status status = wp_input_text(input, &text, err);

    if (status == WP_OK) {
        status = wp_text_next(text, &piece, &size, err);
    }
    for (size_t i = 0; status == WP_OK && i + 1 < size; i++) {
        if (piece[i] != '<' || strchr("?!/ \t\r\n", piece[i + 1])) {
            continue;
        }
        size_t end = i + 1;
        while (end < size && !strchr(" \t\r\n/>", piece[end])) {
            end++;
        }
        const char **columns = wp_arena_alloc(&feed->arena, sizeof(*columns));
        if (columns) {
            columns[0] =
                wp_arena_strndup(&feed->arena, piece + i + 1, end - i - 1);
            input->columns = columns;
            input->column_count = columns[0] ? 1 : 0;
        }
        break;
    }
    wp_text_close(text);
    return status;
}

static void look(struct wp_feed *feed, struct wp_input *input)
{
    struct wp_error trouble = WP_ERROR_INIT;
    enum wp_status status = WP_OK;

    switch (input->kind) {
    case WP_INPUT_TABLE:
    case WP_INPUT_WORKBOOK:
        status = look_at_table(feed, input, &trouble);
        break;
    case WP_INPUT_JSON:
        status = look_at_json(feed, input, &trouble);
        break;
    case WP_INPUT_XML:
        status = look_at_xml(feed, input, &trouble);
        break;
    case WP_INPUT_OTHER:
        break;
    }
    if (status != WP_OK) {
        trouble.status = status;
        input->trouble = trouble;
    }
}

/* ---- feeds --------------------------------------------------------------- */

static enum wp_status add_input(struct wp_feed *feed,
                                const struct wp_input *input,
                                struct wp_error *err)
{
    if (feed->count >= WP_FEED_INPUTS_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %u files in one feed",
                       WP_FEED_INPUTS_MAX);
    }
    struct wp_input *grown =
        realloc(feed->inputs, (feed->count + 1) * sizeof(*grown));
    if (!grown) {
        return wp_fail(err, WP_ENOMEM, "adding '%s'", input->name);
    }
    feed->inputs = grown;
    feed->inputs[feed->count++] = *input;
    return WP_OK;
}

static enum wp_status add_file(struct wp_feed *feed, const char *path,
                               struct wp_error *err)
{
    struct wp_input input = {.path = path, .name = wp_path_base_name(path)};
    enum wp_status status = name_input(feed, &input);

    if (status == WP_OK) {
        status = sniff_kind(&input, err);
    }
    if (status != WP_OK) {
        return status;
    }
    look(feed, &input);
    return add_input(feed, &input, err);
}

static enum wp_status add_workbook(struct wp_feed *feed, const char *path,
                                   struct wp_error *err)
{
    struct wp_input input = {.path = path, .name = wp_path_base_name(path)};
    const enum wp_status status = name_input(feed, &input);

    if (status != WP_OK) {
        return wp_fail(err, status, "opening '%s'", path);
    }
    input.kind = WP_INPUT_WORKBOOK;
    look(feed, &input);
    return add_input(feed, &input, err);
}

static enum wp_status add_members(struct wp_feed *feed, const char *path,
                                  struct wp_package *package,
                                  struct wp_error *err)
{
    for (size_t i = 0; i < wp_package_count(package); i++) {
        const struct wp_package_entry *entry = wp_package_at(package, i);
        struct wp_input input = {
            .path = path, .name = entry->name, .package = package, .index = i};
        enum wp_status status = name_input(feed, &input);

        if (status != WP_OK) {
            return wp_fail(err, status, "opening '%s'", path);
        }
        if (entry->size == 0) {
            input.kind = WP_INPUT_OTHER;
        }
        look(feed, &input);
        status = add_input(feed, &input, err);
        if (status != WP_OK) {
            return status;
        }
    }
    return WP_OK;
}

/* Takes package over. */
static enum wp_status keep_package(struct wp_feed *feed,
                                   struct wp_package *package,
                                   struct wp_error *err)
{
    struct wp_package **grown =
        realloc(feed->packages, (feed->package_count + 1) * sizeof(*grown));

    if (!grown) {
        wp_package_close(package);
        return wp_fail(err, WP_ENOMEM, "opening a package");
    }
    feed->packages = grown;
    feed->packages[feed->package_count++] = package;
    return WP_OK;
}

static enum wp_status add_path(struct wp_feed *feed, const char *path,
                               struct wp_error *err)
{
    struct wp_package *package = NULL;

    if (!wp_package_is(path)) {
        return add_file(feed, path, err);
    }
    enum wp_status status = wp_package_open(path, &package, err);
    if (status != WP_OK) {
        return status;
    }
    if (wp_xlsx_is(package)) {
        wp_package_close(package);
        return add_workbook(feed, path, err);
    }
    status = keep_package(feed, package, err);
    return status == WP_OK ? add_members(feed, path, package, err) : status;
}

enum wp_status wp_feed_open(const char *const *paths, size_t path_count,
                            struct wp_feed *ret_feed, struct wp_error *err)
{
    struct wp_feed feed = {.arena = WP_ARENA_INIT};
    enum wp_status status = WP_OK;

    if (path_count == 0) {
        return wp_fail(err, WP_EINVAL, "no path to import");
    }
    for (size_t i = 0; i < path_count && status == WP_OK; i++) {
        status = add_path(&feed, paths[i], err);
    }
    if (status == WP_OK && feed.count == 0) {
        status = wp_fail(err, WP_EPARSE, "'%s' holds no files", paths[0]);
    }
    if (status != WP_OK) {
        wp_feed_clear(&feed);
        return status;
    }
    *ret_feed = feed;
    return WP_OK;
}

void wp_feed_clear(struct wp_feed *feed)
{
    for (size_t i = 0; i < feed->package_count; i++) {
        wp_package_close(feed->packages[i]);
    }
    free(feed->packages);
    free(feed->inputs);
    wp_arena_clear(&feed->arena);
    *feed = (struct wp_feed){.arena = WP_ARENA_INIT};
}
