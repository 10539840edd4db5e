/* cli/cmd_export.c - waypost export: the directory for other programs */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "waypost/store.h"

#include "commands.h"
#include "output.h"

static const struct cli_option options[] = {
    {"output", "FILE", "write there, whole or not at all (default stdout)",
     NULL, NULL},
    {"no-facts", NULL, "leave out the waypost-* attributes", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct cli_option *const groups[] = {options, NULL};

static bool write_bytes(const char *bytes, size_t size, void *payload)
{
    FILE *out = payload;
    return fwrite(bytes, 1, size, out) == size;
}

static enum cli_exit export_to(const struct cli *cli, FILE *out)
{
    const struct wp_export_options export_options = {
        .ndjson = cli->output == CLI_OUTPUT_NDJSON,
        .facts = cli_flag(cli, "no-facts") == NULL,
    };
    struct wp_store *store = NULL;
    struct wp_error err = WP_ERROR_INIT;

    enum wp_status status =
        wp_store_open(cli->home, WP_STORE_READ, &store, &err);
    if (status == WP_OK) {
        status =
            wp_export_hsds_json(store, &export_options, write_bytes, out, &err);
    }
    wp_store_close(store);
    return status == WP_OK ? CLI_DONE : cli_fail(&err);
}

/* Write beside the target and rename, so that nobody sees half a file. */
static enum cli_exit export_to_file(const struct cli *cli, const char *path)
{
    struct wp_buf part = WP_BUF_INIT;
    enum cli_exit code = CLI_FAILED;

    wp_buf_printf(&part, "%s.part", path);
    FILE *out = part.failed ? NULL : fopen(part.text, "wb");
    if (!out) {
        fprintf(stderr, "waypost: cannot write %s: %s\n", path,
                strerror(errno));
        goto out;
    }
    code = export_to(cli, out);
    const bool written = fflush(out) == 0 && fsync(fileno(out)) == 0;
    if (fclose(out) != 0 || !written) {
        code = CLI_FAILED;
    }
    if (code == CLI_DONE && rename(part.text, path) != 0) {
        code = CLI_FAILED;
    }
    if (code != CLI_DONE) {
        fprintf(stderr, "waypost: %s was not written\n", path);
        (void)remove(part.text);
    }

out:
    wp_buf_clear(&part);
    return code;
}

static enum cli_exit run(struct cli *cli)
{
    const char *path = cli_flag(cli, "output");

    if (cli->word_count != 1 || strcmp(cli->words[0], "hsds-json") != 0) {
        fprintf(stderr,
                "waypost: export writes hsds-json: waypost export hsds-json "
                "-o FILE\n");
        return CLI_USAGE;
    }
    if (path && strcmp(path, "-") != 0) {
        return export_to_file(cli, path);
    }
    const enum cli_exit code = export_to(cli, stdout);
    return code == CLI_DONE && fflush(stdout) != 0 ? CLI_FAILED : code;
}

const struct cli_command cli_cmd_export = {
    .name = "export",
    .synopsis = "hsds-json [-o FILE]",
    .summary = "write the public directory as HSDS 3.2 JSON",
    .examples = "  waypost export hsds-json -o directory.json\n"
                "  waypost export hsds-json --ndjson | wc -l\n",
    .option_groups = groups,
    .run = run,
};
