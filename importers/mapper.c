/* importers/mapper.c - rows, records and findings on their way to the store */
#include "mapper.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every so many rows the caller hears of it. */
#define TICK_ROWS 256

static void tick(struct wp_context *context, const char *path)
{
    const struct wp_import_options *options = context->options;

    if (options->progress) {
        const struct wp_import_progress progress = {.path = path,
                                                    .rows = context->rows,
                                                    .rows_total =
                                                        context->rows_total};
        options->progress(&progress, options->payload);
    }
}

enum wp_status
wp_context_row(struct wp_context *context, const struct wp_raw_row *row,
               enum wp_row_verdict *ret_verdict, struct wp_error *err)
{
    context->rows++;
    if (context->rows % TICK_ROWS == 0) {
        tick(context, row->path);
    }
    return wp_ingest_row(context->ingest, row, ret_verdict, err);
}

bool wp_row_is_new(enum wp_row_verdict verdict)
{
    return verdict == WP_ROW_ADDED || verdict == WP_ROW_CHANGED;
}

/* What the store would not take is told, not fatal. */
static enum wp_status
tolerate(struct wp_context *context, enum wp_status status, const char *what,
         const struct wp_place *place, const struct wp_error *trouble,
         struct wp_error *err)
{
    if (status == WP_EPARSE) {
        wp_context_find(context, WP_WARNING, place, "%s left out: %s", what,
                        trouble->message);
        return WP_OK;
    }
    if (status != WP_OK && err) {
        *err = *trouble;
    }
    return status;
}

enum wp_status
wp_context_put(struct wp_context *context, const struct wp_record *record,
               const struct wp_place *place, struct wp_error *err)
{
    struct wp_error trouble = WP_ERROR_INIT;
    const enum wp_status status =
        wp_ingest_put(context->ingest, record, &trouble);

    return tolerate(context, status, wp_entity(record->entity)->name, place,
                    &trouble, err);
}

enum wp_status
wp_context_fact(struct wp_context *context, const struct wp_fact *fact,
                const struct wp_place *place, struct wp_error *err)
{
    struct wp_error trouble = WP_ERROR_INIT;
    const enum wp_status status =
        wp_ingest_fact(context->ingest, fact, &trouble);

    return tolerate(context, status, wp_fact_kind_name(fact->kind), place,
                    &trouble, err);
}

/* ---- findings ------------------------------------------------------------ */

static const struct wp_finding *
fill(struct wp_finding *finding, enum wp_severity severity,
     const struct wp_place *place, const char *message)
{
    *finding = (struct wp_finding){.severity = severity,
                                   .path = place->path ? place->path : "",
                                   .line = place->line,
                                   .column = place->column,
                                   .message = message};
    return finding;
}

enum wp_status wp_context_reject(struct wp_context *context,
                                 const struct wp_place *place,
                                 struct wp_error *err, const char *format, ...)
{
    struct wp_finding finding;
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    return wp_ingest_reject(
        context->ingest, fill(&finding, WP_ERROR_FINDING, place, message), err);
}

void wp_context_find(struct wp_context *context, enum wp_severity severity,
                     const struct wp_place *place, const char *format, ...)
{
    struct wp_finding finding;
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    wp_ingest_finding(context->ingest,
                      fill(&finding, severity, place, message));
}

static struct wp_tally_entry *tally_entry(struct wp_tally *tally, uint64_t kind,
                                          bool *ret_new)
{
    if (!tally->entries) {
        tally->entries = calloc(WP_TALLY_MAX, sizeof(*tally->entries));
        if (!tally->entries) {
            return NULL;
        }
    }
    *ret_new = false;
    for (size_t i = 0; i < tally->count; i++) {
        if (tally->entries[i].kind == kind) {
            return &tally->entries[i];
        }
    }
    if (tally->count == WP_TALLY_MAX) {
        return NULL;
    }
    *ret_new = true;
    return &tally->entries[tally->count++];
}

void wp_context_tally(struct wp_context *context, enum wp_severity severity,
                      const struct wp_place *place, const char *kind,
                      const char *format, ...)
{
    const char *path = place->path ? place->path : "";
    const uint64_t hash = wp_hash_text(wp_hash_text(WP_HASH_START, path), kind);
    bool new_entry = false;
    struct wp_tally_entry *entry =
        tally_entry(&context->tally, hash, &new_entry);

    if (!entry) {
        context->tally.left_out++;
        return;
    }
    entry->count++;
    if (new_entry) {
        va_list arguments;

        entry->kind = hash;
        entry->severity = severity;
        entry->line = place->line;
        entry->column = place->column;
        (void)snprintf(entry->path, sizeof(entry->path), "%s", path);
        va_start(arguments, format);
        (void)vsnprintf(entry->message, sizeof(entry->message), format,
                        arguments);
        va_end(arguments);
    }
}

void wp_context_flush(struct wp_context *context)
{
    struct wp_tally *tally = &context->tally;

    for (size_t i = 0; i < tally->count; i++) {
        const struct wp_tally_entry *entry = &tally->entries[i];
        const struct wp_place place = {entry->path, entry->line, entry->column};

        if (entry->count == 1) {
            wp_context_find(context, entry->severity, &place, "%s",
                            entry->message);
        } else {
            wp_context_find(context, entry->severity, &place,
                            "%s (%ld times, first here)", entry->message,
                            entry->count);
        }
    }
    if (tally->left_out > 0) {
        const struct wp_place nowhere = {"", 0, 0};

        wp_context_find(context, WP_WARNING, &nowhere,
                        "%ld more remarks of other kinds are not listed",
                        tally->left_out);
    }
    tally->count = 0;
    tally->left_out = 0;
}

void wp_context_clear(struct wp_context *context)
{
    free(context->tally.entries);
    context->tally = (struct wp_tally){NULL, 0, 0};
}

void wp_context_encoding(struct wp_context *context, const char *path,
                         const struct wp_text_report *report)
{
    if (!report || report->bad_count == 0) {
        return;
    }
    const struct wp_place place = {path, report->bad_line, 0};
    wp_context_find(context, WP_NOTE, &place,
                    "the text is %s: %llu bytes are not UTF-8, read as "
                    "windows-1252",
                    wp_text_encoding_name(report->encoding),
                    (unsigned long long)report->bad_count);
}
