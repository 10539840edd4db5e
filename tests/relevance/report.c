/* tests/relevance/report.c - one line a claim, and the claims still open */
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "relevance.h"

#define OPEN_MAX   64
#define LINE_BYTES 1024

/*
 * A claim known not to hold yet. It is printed as skipped with its reason;
 * once it holds, or nothing is called like that any more, its row is the
 * failure: the list can only shrink.
 */
struct open_claim {
    char pattern[LINE_BYTES]; /* of fnmatch(3), or the claim's exact name */
    const char *reason;       /* in pattern's second half */
    bool used;
};

static struct open_claim open_claims[OPEN_MAX];
static size_t open_count;
static int failed;

void open_claims_load(const char *path)
{
    FILE *file = fopen(path, "r");
    char text[LINE_BYTES];

    if (!file) {
        die(path, NULL);
    }
    while (fgets(text, sizeof(text), file)) {
        char *tab = strchr(text, '\t');

        text[strcspn(text, "\n")] = '\0';
        if (text[0] == '#' || text[0] == '\0') {
            continue;
        }
        if (!tab || open_count == OPEN_MAX) {
            die("tests/relevance/open.tsv: CLAIM<tab>REASON, 64 at most", NULL);
        }
        struct open_claim *claim = &open_claims[open_count++];
        *tab = '\0';
        memcpy(claim->pattern, text, sizeof(text));
        claim->reason = claim->pattern + (tab - text) + 1;
    }
    (void)fclose(file);
}

static struct open_claim *find_open(const char *name)
{
    for (size_t i = 0; i < open_count; i++) {
        if (strcmp(open_claims[i].pattern, name) == 0 ||
            fnmatch(open_claims[i].pattern, name, 0) == 0) {
            return &open_claims[i];
        }
    }
    return NULL;
}

void open_claims_settle(const char *prefix)
{
    for (size_t i = 0; i < open_count; i++) {
        const struct open_claim *claim = &open_claims[i];

        if (!claim->used &&
            strncmp(claim->pattern, prefix, strlen(prefix)) == 0) {
            not_ok("'%s' is in tests/relevance/open.tsv and is not open: take "
                   "it out",
                   claim->pattern);
        }
    }
}

static void print(const char *prefix, const char *format, va_list args)
{
    fputs(prefix, stdout);
    vprintf(format, args);
    putchar('\n');
}

#define SAY(name, prefix)              \
    void name(const char *format, ...) \
    {                                  \
        va_list args;                  \
        va_start(args, format);        \
        print(prefix, format, args);   \
        va_end(args);                  \
    }

SAY(ok, "ok ")
SAY(detail, "    ")
SAY(note, "# ")
SAY(skip, "skip ")

void not_ok(const char *format, ...)
{
    char name[LINE_BYTES];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(name, sizeof(name), format, args);
    va_end(args);
    struct open_claim *claim = find_open(name);
    if (claim) {
        claim->used = true;
        printf("skip %s: open: %s\n", name, claim->reason);
        return;
    }
    failed++;
    printf("not ok %s\n", name);
}

int failures(void)
{
    return failed;
}

double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

void die(const char *what, const struct wp_error *err)
{
    printf("not ok %s\n    %s %s\n", what, err ? err->message : "",
           err ? err->origin : "");
    exit(1);
}
