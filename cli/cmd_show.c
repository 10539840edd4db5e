/* cli/cmd_show.c - waypost show: one record, its facts and their sources */
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "output.h"

static enum cli_exit print(const struct cli *cli, const char *json)
{
    const struct wp_text_style style = cli_text_style(true);
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    enum wp_status status;

    if (cli_output_of(cli) == CLI_OUTPUT_TEXT) {
        status = wp_render_show_text(json, &style, &out, &err);
    } else {
        wp_buf_text(&out, json);
        wp_buf_char(&out, '\n');
        status = wp_buf_status(&out, &err);
    }
    const enum cli_exit code =
        status == WP_OK ? cli_write(&out) : cli_fail(&err);
    wp_buf_clear(&out);
    return code;
}

static enum cli_exit run(struct cli *cli)
{
    struct wp_store *store = NULL;
    struct wp_error err = WP_ERROR_INIT;
    char *json = NULL;
    enum cli_exit code;

    if (cli->word_count != 1) {
        fputs("waypost: show needs one id, or its first six characters\n",
              stderr);
        return CLI_USAGE;
    }
    if (wp_store_open(cli->home, WP_STORE_READ, &store, &err) != WP_OK ||
        wp_store_show(store, cli->words[0], &json, &err) != WP_OK) {
        code = cli_fail(&err);
    } else {
        code = print(cli, json);
    }
    free(json);
    wp_store_close(store);
    return code;
}

const struct cli_command cli_cmd_show = {
    .name = "show",
    .synopsis = "ID",
    .summary = "one record with every fact, its source and its date",
    .examples = "  waypost show 3f2a91\n  waypost show 3f2a91 --json\n",
    .option_groups = NULL,
    .run = run,
};
