/* cli/output.h - the only writer to standard output and standard error */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <jansson.h>

#include "waypost/buf.h"
#include "waypost/importer.h"
#include "waypost/render.h"

#include "command.h"

/* What --json and friends, or the kind of standard output, ask for. */
enum cli_output cli_output_of(const struct cli *cli);

/* --json or --ndjson, where both print the same one document. */
bool cli_wants_json(const struct cli *cli);

/* Print a document on one line and release it; NULL is a failure. */
enum cli_exit cli_print_json(json_t *document);

/* Columns of the terminal: $COLUMNS, the window, else 80. */
int cli_width(void);

/* ANSI on standard output: a terminal, no NO_COLOR, or CLICOLOR_FORCE. */
bool cli_colour(void);

struct wp_text_style cli_text_style(bool detail);

/* Write all of it; CLI_FAILED (and a complaint) when that is impossible. */
enum cli_exit cli_write(const struct wp_buf *out);

/* "waypost: message (origin)" and the exit code the status stands for. */
enum cli_exit cli_fail(const struct wp_error *err);

/* A table: a header and rows of cells (row-major, NULL as ""). Text for
   people, or TSV, as output says. */
enum cli_exit cli_table(enum cli_output output, const char *const *headings,
                        size_t columns, const char *const *cells, size_t rows);

/* A progress line on standard error once a second has passed, on a terminal
   only. End with done true to wipe it. */
struct cli_progress {
    double started_s, shown_s; /* monotonic; 0 before the first call */
    bool visible;
};
void cli_progress_show(struct cli_progress *progress,
                       const struct wp_import_progress *state, bool done);

#endif /* CLI_OUTPUT_H */
