/* engine/vocab/tsv.c - cut a tab-separated table in place */
#include "vocab/tsv.h"

#include <string.h>

/* The current line, terminated; at moves on. NULL at the end. */
static char *take_line(struct wp_tsv *table)
{
    char *line = table->at;

    if (*line == '\0') {
        return NULL;
    }
    char *end = strchr(line, '\n');
    if (end) {
        *end = '\0';
        table->at = end + 1;
    } else {
        table->at = line + strlen(line);
    }
    table->line++;
    return line;
}

enum wp_status wp_tsv_fail(const struct wp_tsv *table, struct wp_error *err,
                           const char *what, const char *value)
{
    const enum wp_status status =
        wp_fail(err, WP_EPARSE, "embedded table: %s '%s'", what, value);

    (void)wp_fail_at(err, table->name, table->line, 0);
    return status;
}

enum wp_status wp_tsv_open(struct wp_tsv *table, struct wp_arena *arena,
                           const char *name, const char *header,
                           const char *begin, const char *end,
                           struct wp_error *err)
{
    *table = (struct wp_tsv){.name = name, .columns = 1};
    table->at = wp_arena_strndup(arena, begin, (size_t)(end - begin));
    if (!table->at) {
        return wp_fail(err, WP_ENOMEM, "no memory for %s", name);
    }
    for (const char *tab = header; (tab = strchr(tab, '\t')); tab++) {
        table->columns++;
    }

    char *line = take_line(table);
    while (line && line[0] == '#') {
        line = take_line(table);
    }
    if (!line || strcmp(line, header) != 0) {
        return wp_tsv_fail(table, err, "unexpected header", line ? line : "");
    }
    for (const char *at = table->at; (at = strchr(at, '\n')); at++) {
        table->rows_max++;
    }
    table->rows_max++;
    return WP_OK;
}

enum wp_status wp_tsv_next(struct wp_tsv *table, struct wp_error *err)
{
    char *line = take_line(table);

    while (line && (line[0] == '#' || line[0] == '\0')) {
        line = take_line(table);
    }
    if (!line) {
        return WP_EEND;
    }
    for (size_t i = 0; i < table->columns; i++) {
        char *tab = strchr(line, '\t');
        if ((tab != NULL) != (i + 1 < table->columns)) {
            return wp_tsv_fail(table, err, "too many or too few fields at",
                               line);
        }
        table->fields[i] = line;
        if (tab) {
            *tab = '\0';
            line = tab + 1;
        }
        if (table->fields[i][0] == '\0') {
            return wp_tsv_fail(table, err, "an empty field, not '-', after",
                               i > 0 ? table->fields[i - 1] : "");
        }
        if (strcmp(table->fields[i], "-") == 0) {
            table->fields[i][0] = '\0';
        }
    }
    return WP_OK;
}

char *wp_tsv_piece(char **rest, char separator)
{
    char *piece = *rest;

    while (*piece == separator) {
        piece++;
    }
    if (*piece == '\0') {
        *rest = piece;
        return NULL;
    }
    char *end = strchr(piece, separator);
    if (end) {
        *end = '\0';
        *rest = end + 1;
    } else {
        *rest = piece + strlen(piece);
    }
    return piece;
}
