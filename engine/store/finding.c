/* engine/store/finding.c - what a run has to say about its data */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "store/ingest.h"

#define FINDINGS_KEPT 10000

const char *wp_severity_name(enum wp_severity severity)
{
    static const char *const names[] = {
        [WP_NOTE] = "note",
        [WP_WARNING] = "warning",
        [WP_ERROR_FINDING] = "error",
    };

    return (size_t)severity < sizeof(names) / sizeof(names[0]) ? names[severity]
                                                               : "note";
}

static void keep(struct wp_ingest *ingest, const struct wp_finding *finding)
{
    ingest->counts.findings++;
    if (ingest->options.finding) {
        ingest->options.finding(finding, ingest->options.payload);
    }
    if (ingest->counts.findings > FINDINGS_KEPT) {
        return;
    }
    struct wp_query query = wp_sql(ingest->store, WP_SQL_FINDING_PUT);
    struct wp_error trouble = WP_ERROR_INIT;
    wp_bind_integer(&query, 1, ingest->run_id);
    wp_bind_text(&query, 2, wp_severity_name(finding->severity));
    wp_bind_text(&query, 3, finding->path);
    wp_bind_integer(&query, 4, (long long)finding->line);
    wp_bind_integer(&query, 5, (long long)finding->column);
    wp_bind_text(&query, 6, finding->message);
    if (wp_query_run(&query, &trouble) != WP_OK &&
        ingest->bad.status == WP_OK) {
        ingest->bad = trouble;
    }
}

/* A value is quoted as it came and may be cut inside a character: what is said
   about it is text all the same. */
void wp_ingest_finding(struct wp_ingest *ingest,
                       const struct wp_finding *finding)
{
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_finding clean = *finding;

    clean.message =
        wp_utf8_repair(&arena, finding->message, strlen(finding->message));
    if (clean.path) {
        clean.path = wp_utf8_repair(&arena, clean.path, strlen(clean.path));
    }
    if (!clean.message) {
        clean.message = "out of memory while something was to be said";
    }
    keep(ingest, &clean);
    wp_arena_clear(&arena);
}

void wp_ingest_say(struct wp_ingest *ingest, enum wp_severity severity,
                   const struct wp_spot *spot, const char *format, ...)
{
    const struct wp_pending *row = &ingest->pending;
    char message[512];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    const struct wp_finding finding = {
        .severity = severity,
        .path = row->open ? row->path : NULL,
        .line = !row->open           ? 0
                : spot && spot->line ? spot->line
                                     : row->line,
        .column = row->open && spot ? spot->column : 0,
        .message = message,
    };

    wp_ingest_finding(ingest, &finding);
}
