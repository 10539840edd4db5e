/* tests/relevance/report.c - one line a claim */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "relevance.h"

static int failed;

static void line(const char *prefix, const char *format, va_list args)
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
        line(prefix, format, args);    \
        va_end(args);                  \
    }

SAY(ok, "ok ")
SAY(detail, "    ")
SAY(note, "# ")
SAY(skip, "skip ")

void not_ok(const char *format, ...)
{
    va_list args;

    failed++;
    va_start(args, format);
    line("not ok ", format, args);
    va_end(args);
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
