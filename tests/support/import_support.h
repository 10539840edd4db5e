/*
 * tests/support/import_support.h - import something into a home of its own
 *
 * A fixture has a temporary home, an open directory and the vocabulary; files
 * are written into its folder "in". Every finding is kept as one line
 * "severity path:line:column message".
 */
#ifndef TESTS_SUPPORT_IMPORT_SUPPORT_H
#define TESTS_SUPPORT_IMPORT_SUPPORT_H

#include <ftw.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waypost/buf.h"
#include "waypost/importer.h"
#include "waypost/store.h"

#include "support/test.h"

struct fixture {
    char home[64];
    char in[80];
    struct wp_store *store;
    struct wp_vocab *vocab;
    struct wp_buf findings;
    struct wp_import_report report;
    struct wp_error error;
};

static void keep_finding(const struct wp_finding *finding, void *payload)
{
    struct fixture *fixture = payload;

    wp_buf_printf(&fixture->findings, "%s %s:%lu:%lu %s\n",
                  wp_severity_name(finding->severity), finding->path,
                  finding->line, finding->column, finding->message);
}

static inline int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    assert_non_null(fixture);
    (void)snprintf(fixture->home, sizeof(fixture->home),
                   "/tmp/waypost-import-XXXXXX");
    assert_non_null(mkdtemp(fixture->home));
    (void)snprintf(fixture->in, sizeof(fixture->in), "%s/in", fixture->home);
    assert_int_equal(mkdir(fixture->in, 0700), 0);
    assert_int_equal(
        wp_store_open(fixture->home, WP_STORE_WRITE, &fixture->store, NULL),
        WP_OK);
    assert_int_equal(wp_vocab_create(&fixture->vocab, NULL), WP_OK);
    *state = fixture;
    return 0;
}

static int remove_one(const char *path, const struct stat *info, int kind,
                      struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static inline int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;

    wp_store_close(fixture->store);
    wp_vocab_destroy(fixture->vocab);
    wp_buf_clear(&fixture->findings);
    (void)nftw(fixture->home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(fixture);
    return 0;
}

/* Write a file into the folder "in"; the path lives until the next call. */
static inline const char *write_file(struct fixture *fixture, const char *name,
                                     const char *text)
{
    static char path[256];
    FILE *file = NULL;

    (void)snprintf(path, sizeof(path), "%s/%s", fixture->in, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

static inline enum wp_status import_as(struct fixture *fixture,
                                       const char *format, const char *path,
                                       const char *source)
{
    const struct wp_import_options options = {
        .format = format,
        .source = source,
        .now = "2026-11-23T14:05:00Z",
        .finding = keep_finding,
        .payload = fixture,
    };

    wp_buf_reset(&fixture->findings);
    fixture->error = WP_ERROR_INIT;
    return wp_import(fixture->store, fixture->vocab, &path, 1, &options,
                     &fixture->report, &fixture->error);
}

static inline void import_path(struct fixture *fixture, const char *path)
{
    const enum wp_status status = import_as(fixture, NULL, path, NULL);

    if (status != WP_OK) {
        fail_msg("%s: %s: %s", path, fixture->error.origin,
                 fixture->error.message);
    }
}

/* read = added + changed + unchanged + rejected, always. */
static inline void assert_adds_up(const struct fixture *fixture)
{
    const struct wp_ingest_counts *counts = &fixture->report.counts;

    assert_int_equal(counts->read, counts->added + counts->changed +
                                       counts->unchanged + counts->rejected);
}

/* Once, and once more: then nothing is new. */
static inline void import_twice(struct fixture *fixture, const char *path,
                                long read, long rejected)
{
    import_path(fixture, path);
    assert_adds_up(fixture);
    if (read >= 0) {
        assert_int_equal(fixture->report.counts.read, read);
    }
    assert_int_equal(fixture->report.counts.rejected, rejected);
    const long first_read = fixture->report.counts.read;
    import_path(fixture, path);
    assert_adds_up(fixture);
    assert_int_equal(fixture->report.counts.read, first_read);
    assert_int_equal(fixture->report.counts.added, 0);
    assert_int_equal(fixture->report.counts.changed, 0);
    assert_int_equal(fixture->report.counts.missing, 0);
    assert_int_equal(fixture->report.counts.unchanged, first_read - rejected);
}

static inline bool was_told(const struct fixture *fixture, const char *words)
{
    return strstr(wp_buf_str(&fixture->findings), words) != NULL;
}

static inline void assert_told(const struct fixture *fixture, const char *words)
{
    if (!was_told(fixture, words)) {
        fail_msg("'%s' is not in:\n%s", words, wp_buf_str(&fixture->findings));
    }
}

/* One record as text, for looking into; the caller frees it. */
static inline char *show(struct fixture *fixture, const char *id)
{
    char *text = NULL;
    struct wp_error error = WP_ERROR_INIT;

    if (wp_store_show(fixture->store, id, &text, &error) != WP_OK) {
        fail_msg("show %s: %s", id, error.message);
    }
    json_t *record = json_loads(text, 0, NULL);
    free(text);
    assert_non_null(record);
    text = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(record);
    return text;
}

static inline void assert_shows(struct fixture *fixture, const char *id,
                                const char *words)
{
    char *text = show(fixture, id);

    if (!strstr(text, words)) {
        fail_msg("'%s' is not in:\n%s", words, text);
    }
    free(text);
}

static inline void assert_shows_not(struct fixture *fixture, const char *id,
                                    const char *words)
{
    char *text = show(fixture, id);

    if (strstr(text, words)) {
        fail_msg("'%s' is in:\n%s", words, text);
    }
    free(text);
}

static inline struct wp_store_counts count_all(struct fixture *fixture)
{
    struct wp_store_counts counts;

    assert_int_equal(wp_store_counts(fixture->store, &counts, NULL), WP_OK);
    return counts;
}

/* Real data: skip where it is absent. */
static inline void need(const char *path)
{
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not here\n", path);
        skip();
    }
}

#endif /* TESTS_SUPPORT_IMPORT_SUPPORT_H */
