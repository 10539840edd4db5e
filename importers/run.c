/* importers/run.c - one import from its paths to the committed batch */
#include <stdio.h>
#include <string.h>

#include "mapper.h"
#include "path.h"
#include "source.h"

#define NAME_MAX_BYTES 64

/* ---- names --------------------------------------------------------------- */

/* "dir/FindTreatment_MA.csv.gz" -> "FindTreatment_MA"; a folder's own name. */
static void stem_of(const char *path, char *ret_stem, size_t room)
{
    static const char *const endings[] = {
        ".gz",    ".zip",    ".csv", ".tsv",  ".txt",     ".json",
        ".jsonl", ".ndjson", ".xml", ".xlsx", ".geojson", NULL};
    size_t length = strlen(path);
    bool cut = true;

    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    size_t begin = length;
    while (begin > 0 && path[begin - 1] != '/') {
        begin--;
    }
    (void)snprintf(ret_stem, room, "%.*s", (int)(length - begin), path + begin);
    while (cut) {
        cut = false;
        for (size_t i = 0; endings[i]; i++) {
            const size_t size = strlen(ret_stem);
            const size_t tail = strlen(endings[i]);
            if (size > tail && wp_path_has_suffix(ret_stem, endings[i])) {
                ret_stem[size - tail] = '\0';
                cut = true;
            }
        }
    }
}

/* A source's name: [a-z0-9_.-], no run of underscores, never empty. */
static void slug_of(const char *stem, char ret_slug[NAME_MAX_BYTES + 1])
{
    size_t used = 0;

    for (const char *at = stem; *at && used < NAME_MAX_BYTES; at++) {
        const char byte = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;

        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
            byte == '.' || byte == '-') {
            ret_slug[used++] = byte;
        } else if (used > 0 && ret_slug[used - 1] != '_') {
            ret_slug[used++] = '_';
        }
    }
    while (used > 0 && strchr("_.-", ret_slug[used - 1])) {
        used--;
    }
    ret_slug[used] = '\0';
    if (used == 0) {
        (void)snprintf(ret_slug, NAME_MAX_BYTES + 1, "import");
    }
}

/* ---- the batch ----------------------------------------------------------- */

static enum wp_status
choose(const struct wp_feed *feed, const struct wp_import_options *options,
       const struct wp_importer **ret_importer,
       char ret_sentence[WP_SENTENCE_ROOM], struct wp_error *err)
{
    if (!options->format || strcmp(options->format, "auto") == 0) {
        return wp_detect(feed, ret_importer, ret_sentence, err);
    }
    const struct wp_importer *importer = wp_importer_by_name(options->format);
    if (!importer) {
        return wp_fail(err, WP_EINVAL, "no format is called '%s'",
                       options->format);
    }
    if (importer->detect(feed, ret_sentence, WP_SENTENCE_ROOM) == 0) {
        (void)snprintf(ret_sentence, WP_SENTENCE_ROOM, "%s, as you said",
                       importer->info.name);
    }
    *ret_importer = importer;
    return WP_OK;
}

static enum wp_status
ingest(struct wp_store *store, const struct wp_importer *importer,
       const struct wp_source_info *source, struct wp_context *context,
       struct wp_ingest_counts *ret_counts, struct wp_error *err)
{
    const struct wp_import_options *options = context->options;
    const struct wp_ingest_options ingest_options = {
        .now = options->now,
        .mapper = importer->mapper,
        .dry_run = options->dry_run,
        .finding = options->finding,
        .payload = options->payload,
    };
    enum wp_status status =
        wp_ingest_begin(store, source, &ingest_options, &context->ingest, err);

    if (status != WP_OK) {
        return status;
    }
    status = importer->run(context, err);
    if (status != WP_OK) {
        wp_ingest_abort(context->ingest);
        return status;
    }
    wp_context_flush(context);
    return wp_ingest_finish(context->ingest, ret_counts, err);
}

enum wp_status wp_import(struct wp_store *store, const struct wp_vocab *vocab,
                         const char *const *paths, size_t path_count,
                         const struct wp_import_options *options,
                         struct wp_import_report *ret_report,
                         struct wp_error *err)
{
    struct wp_import_report report = {.source = ""};
    const struct wp_importer *importer = NULL;
    struct wp_feed feed;
    char stem[128];
    char title[192];

    enum wp_status status = wp_feed_open(paths, path_count, &feed, err);
    if (status != WP_OK) {
        return status;
    }
    stem_of(paths[0], stem, sizeof(stem));
    if (options->source && strlen(options->source) > NAME_MAX_BYTES) {
        wp_feed_clear(&feed);
        return wp_fail(err, WP_EINVAL,
                       "source name '%.20s...' is longer than "
                       "%d characters",
                       options->source, NAME_MAX_BYTES);
    }
    if (options->source) {
        (void)snprintf(report.source, sizeof(report.source), "%s",
                       options->source);
    } else {
        slug_of(stem, report.source);
    }
    status = choose(&feed, options, &importer, report.detected, err);
    if (status == WP_OK) {
        struct wp_context context = {.vocab = vocab,
                                     .feed = &feed,
                                     .options = options,
                                     .space = report.source};
        struct wp_source_info source = {.name = report.source,
                                        .title = options->title,
                                        .format = importer->info.name};

        if (!source.title) {
            (void)snprintf(title, sizeof(title), "%s (%s)",
                           options->source ? options->source : stem,
                           importer->info.name);
            source.title = title;
        }
        (void)snprintf(report.format, sizeof(report.format), "%s",
                       importer->info.name);
        status =
            ingest(store, importer, &source, &context, &report.counts, err);
        wp_context_clear(&context);
    }
    wp_feed_clear(&feed);
    if (status == WP_OK) {
        *ret_report = report;
    }
    return status;
}
