/* cli/output.c - the only writer to standard output and standard error */
#include "output.h"

#include <libsmartcols/libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum cli_output cli_output_of(const struct cli *cli)
{
    if (cli->output != CLI_OUTPUT_AUTO) {
        return cli->output;
    }
    return isatty(STDOUT_FILENO) ? CLI_OUTPUT_TEXT : CLI_OUTPUT_TSV;
}

bool cli_wants_json(const struct cli *cli)
{
    return cli->output == CLI_OUTPUT_JSON || cli->output == CLI_OUTPUT_NDJSON;
}

enum cli_exit cli_print_json(json_t *document)
{
    enum cli_exit code = CLI_FAILED;

    if (document && json_dumpf(document, stdout,
                               JSON_COMPACT | JSON_PRESERVE_ORDER |
                                   JSON_REAL_PRECISION(6)) == 0) {
        putchar('\n');
        code = fflush(stdout) == 0 ? CLI_DONE : CLI_FAILED;
    }
    json_decref(document);
    return code;
}

int cli_width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize window;

    if (columns) {
        const long width = strtol(columns, NULL, 10);
        if (width >= 20 && width <= 400) {
            return (int)width;
        }
    }
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col >= 20) {
        return window.ws_col;
    }
    return 80;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

bool cli_colour(void)
{
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (is_set("CLICOLOR_FORCE")) {
        return true;
    }
    const char *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}

struct wp_text_style cli_text_style(bool detail)
{
    return (struct wp_text_style){.width = cli_width(),
                                  .colour = cli_colour(),
                                  .detail = detail,
                                  .miles = true};
}

enum cli_exit cli_write(const struct wp_buf *out)
{
    if (fwrite(wp_buf_str(out), 1, out->length, stdout) != out->length ||
        fflush(stdout) != 0) {
        perror("waypost: standard output");
        return CLI_FAILED;
    }
    return CLI_DONE;
}

enum cli_exit cli_fail(const struct wp_error *err)
{
    fprintf(stderr, "waypost: %s", err->message);
    if (err->origin[0]) {
        fprintf(stderr, " (%s)", err->origin);
    }
    fputc('\n', stderr);

    switch (err->status) {
    case WP_EPARSE:
    case WP_ELIMIT:
        return CLI_DATA_REJECTED;
    case WP_EINVAL:
        return CLI_USAGE;
    case WP_ENETWORK:
        return CLI_NETWORK;
    case WP_ESCHEMA:
        return CLI_INDEX;
    case WP_EBUSY:
        return CLI_LOCKED;
    case WP_OK:
    case WP_ENOMEM:
    case WP_ENOTFOUND:
    case WP_ESTORE:
    case WP_EIO:
    case WP_EEND:
        break;
    }
    return CLI_FAILED;
}

/* ---- tables ------------------------------------------------------------- */

static void put_cell(struct wp_buf *out, const char *cell)
{
    for (; cell && *cell; cell++) {
        const bool breaks = *cell == '\t' || *cell == '\n' || *cell == '\r';
        wp_buf_char(out, breaks ? ' ' : *cell);
    }
}

static enum cli_exit print_tsv(const char *const *headings, size_t columns,
                               const char *const *cells, size_t rows)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    for (size_t i = 0; i < columns * (rows + 1); i++) {
        put_cell(&out, i < columns ? headings[i] : cells[i - columns]);
        wp_buf_char(&out, (i + 1) % columns == 0 ? '\n' : '\t');
    }
    const enum cli_exit code =
        wp_buf_status(&out, &err) == WP_OK ? cli_write(&out) : cli_fail(&err);
    wp_buf_clear(&out);
    return code;
}

/* Break long cells between words, not inside them. */
static size_t chunk_size(const struct libscols_column *column, const char *data,
                         void *payload)
{
    (void)column;
    (void)payload;
    size_t longest = 0;

    while (*data) {
        const size_t word = strcspn(data, " ");
        if (word > longest) {
            longest = word;
        }
        data += word + (data[word] == ' ');
    }
    return longest;
}

static char *next_chunk(const struct libscols_column *column, char *data,
                        void *payload)
{
    (void)payload;
    const size_t width = scols_column_get_width(column);
    char *cut = NULL;

    for (size_t i = 0; data[i] && i <= width; i++) {
        if (data[i] == ' ') {
            cut = data + i;
        }
    }
    if (!cut || strlen(data) <= width) {
        return NULL;
    }
    *cut = '\0';
    return cut + 1;
}

static enum cli_exit print_columns(const char *const *headings, size_t columns,
                                   const char *const *cells, size_t rows)
{
    struct libscols_table *table = scols_new_table();
    enum cli_exit code = CLI_FAILED;

    if (!table) {
        return CLI_FAILED;
    }
    (void)scols_table_set_termwidth(table, (size_t)cli_width());
    (void)scols_table_set_termforce(table, SCOLS_TERMFORCE_ALWAYS);
    for (size_t i = 0; i < columns; i++) {
        const bool last = i + 1 == columns;
        struct libscols_column *column = scols_table_new_column(
            table, headings[i], 0.1, last ? SCOLS_FL_WRAP : 0);
        if (!column) {
            goto out;
        }
        if (last) {
            (void)scols_column_set_wrapfunc(column, chunk_size, next_chunk,
                                            NULL);
        }
    }
    for (size_t row = 0; row < rows; row++) {
        struct libscols_line *line = scols_table_new_line(table, NULL);
        if (!line) {
            goto out;
        }
        for (size_t i = 0; i < columns; i++) {
            const char *cell = cells[row * columns + i];
            if (scols_line_set_data(line, i, cell ? cell : "") != 0) {
                goto out;
            }
        }
    }
    if (scols_print_table(table) == 0) {
        code = fflush(stdout) == 0 ? CLI_DONE : CLI_FAILED;
    }

out:
    scols_unref_table(table);
    return code;
}

enum cli_exit cli_table(enum cli_output output, const char *const *headings,
                        size_t columns, const char *const *cells, size_t rows)
{
    if (output == CLI_OUTPUT_TSV) {
        return print_tsv(headings, columns, cells, rows);
    }
    return print_columns(headings, columns, cells, rows);
}

/* ---- progress ----------------------------------------------------------- */

static double monotonic_s(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void cli_progress_show(struct cli_progress *progress,
                       const struct wp_import_progress *state, bool done)
{
    const double now_s = monotonic_s();

    if (done) {
        if (progress->visible) {
            fputs("\r\033[K", stderr);
        }
        progress->visible = false;
        return;
    }
    if (progress->started_s <= 0) {
        progress->started_s = now_s;
    }
    const double spent_s = now_s - progress->started_s;
    if (!isatty(STDERR_FILENO) || spent_s < 1.0 ||
        now_s - progress->shown_s < 0.2) {
        return;
    }
    progress->shown_s = now_s;
    progress->visible = true;

    fprintf(stderr, "\r\033[K%ld rows, %.0f a second", state->rows,
            (double)state->rows / spent_s);
    if (state->rows > 0 && state->rows <= state->rows_total) {
        const double share = (double)state->rows / (double)state->rows_total;
        fprintf(stderr, ", %.0f %%, about %.0f s left", share * 100,
                spent_s * (1.0 - share) / share);
    }
    (void)fflush(stderr);
}
