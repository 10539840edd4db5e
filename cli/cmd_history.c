/* cli/cmd_history.c - waypost history: what imports did, newest first */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/arena.h"
#include "waypost/ingest.h"

#include "commands.h"
#include "output.h"

#define COLUMNS  10
#define RUNS_MAX 200

struct listing {
    struct wp_arena arena;
    const char *cells[RUNS_MAX * COLUMNS];
    size_t rows;
    json_t *runs;
};

static bool on_run(const struct wp_run *run, void *payload)
{
    struct listing *listing = payload;
    const char **cell = listing->cells + listing->rows * COLUMNS;
    struct wp_arena *arena = &listing->arena;

    cell[0] = wp_arena_printf(arena, "%ld", run->id);
    cell[1] = wp_arena_strdup(arena, run->finished);
    cell[2] = wp_arena_strdup(arena, run->source);
    cell[3] = wp_arena_strdup(arena, run->format);
    cell[4] = wp_arena_printf(arena, "%ld", run->read);
    cell[5] = wp_arena_printf(arena, "%ld", run->added);
    cell[6] = wp_arena_printf(arena, "%ld", run->changed);
    cell[7] = wp_arena_printf(arena, "%ld", run->missing);
    cell[8] = wp_arena_printf(arena, "%ld", run->rejected);
    cell[9] = wp_arena_printf(arena, "%ld", run->findings);
    (void)json_array_append_new(
        listing->runs,
        json_pack(
            "{s:I, s:s*, s:s*, s:s*, s:s*, s:I, s:I, s:I, s:I, s:I, "
            "s:I, s:I}",
            "id", (json_int_t)run->id, "started", run->started, "finished",
            run->finished, "source", run->source, "format", run->format, "read",
            (json_int_t)run->read, "added", (json_int_t)run->added, "changed",
            (json_int_t)run->changed, "unchanged", (json_int_t)run->unchanged,
            "missing", (json_int_t)run->missing, "rejected",
            (json_int_t)run->rejected, "findings", (json_int_t)run->findings));
    listing->rows++;
    return listing->rows < RUNS_MAX;
}

static enum cli_exit print(const struct cli *cli, struct listing *listing)
{
    static const char *const headings[COLUMNS] = {
        "RUN",   "FINISHED", "SOURCE",  "FORMAT",   "READ",
        "ADDED", "CHANGED",  "MISSING", "REJECTED", "REMARKS"};

    if (cli_wants_json(cli)) {
        return cli_print_json(json_pack("{s:s, s:O}", "schema",
                                        "waypost.history/1", "runs",
                                        listing->runs));
    }
    return cli_table(cli_output_of(cli), headings, COLUMNS, listing->cells,
                     listing->rows);
}

static bool print_finding(const struct wp_finding *finding, void *payload)
{
    (void)payload;
    printf("%s\t%s\t%lu\t%lu\t%s\n", wp_severity_name(finding->severity),
           finding->path ? finding->path : "", finding->line, finding->column,
           finding->message);
    return true;
}

static enum cli_exit run(struct cli *cli)
{
    const char *run_id = cli_flag(cli, "findings");
    struct listing *listing = calloc(1, sizeof(*listing));
    struct wp_store *store = NULL;
    struct wp_error err = WP_ERROR_INIT;
    enum cli_exit code = CLI_FAILED;

    if (!listing) {
        return CLI_FAILED;
    }
    listing->runs = json_array();
    if (wp_store_open(cli->home, WP_STORE_READ, &store, &err) != WP_OK) {
        code = cli_fail(&err);
    } else if (run_id) {
        puts("severity\tpath\tline\tcolumn\tmessage");
        code = wp_store_findings(store, strtol(run_id, NULL, 10), print_finding,
                                 NULL, &err) == WP_OK
                   ? CLI_DONE
                   : cli_fail(&err);
    } else if (wp_store_history(store, on_run, listing, &err) != WP_OK) {
        code = cli_fail(&err);
    } else {
        code = print(cli, listing);
    }
    wp_store_close(store);
    json_decref(listing->runs);
    wp_arena_clear(&listing->arena);
    free(listing);
    return code;
}

static const struct cli_option options[] = {
    {"findings", "RUN", "every remark of one import run", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct cli_option *const groups[] = {options, NULL};

const struct cli_command cli_cmd_history = {
    .name = "history",
    .synopsis = "[--findings RUN]",
    .summary = "what imports did, newest first",
    .examples = "  waypost history\n  waypost history --findings 3\n",
    .option_groups = groups,
    .run = run,
};
