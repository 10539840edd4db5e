/* cli/cmd_why.c - waypost why and why-not: one service, one client */
#include <stdio.h>

#include "commands.h"
#include "home.h"
#include "output.h"

static const struct cli_option *const groups[] = {cli_client_options, NULL};

static enum wp_status
render(const struct cli *cli, const struct wp_matches *matches,
       const struct wp_client *client, const struct wp_vocab *vocab,
       bool why_not, struct wp_buf *out, struct wp_error *err)
{
    const struct wp_text_style style = cli_text_style(true);

    if (cli_wants_json(cli)) {
        return wp_render_why_json(matches, client, vocab, why_not, out, err);
    }
    return wp_render_why_text(matches, client, vocab, why_not, &style, out,
                              err);
}

static enum cli_exit explain(struct cli *cli, bool why_not)
{
    struct cli_reader reader;
    struct wp_matches *matches = NULL;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_client *client = NULL;

    if (cli->word_count == 0) {
        fprintf(
            stderr,
            "waypost: %s needs a service's id or name, as match shows them\n",
            cli->command->name);
        return CLI_USAGE;
    }
    enum cli_exit code = cli_reader_open(cli, &reader);
    if (code != CLI_DONE) {
        return code;
    }
    client = cli_client(cli, reader.vocab, cli->words + 1, cli->word_count - 1,
                        &code);
    if (!client) {
        goto out;
    }
    if (wp_match_explain(reader.index, reader.vocab, client, cli->words[0],
                         &matches, &err) != WP_OK ||
        render(cli, matches, client, reader.vocab, why_not, &out, &err) !=
            WP_OK) {
        code = cli_fail(&err);
        goto out;
    }
    code = cli_write(&out);

out:
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
    wp_client_destroy(client);
    cli_reader_close(&reader);
    return code;
}

static enum cli_exit run_why(struct cli *cli)
{
    return explain(cli, false);
}

static enum cli_exit run_why_not(struct cli *cli)
{
    return explain(cli, true);
}

const struct cli_command cli_cmd_why = {
    .name = "why",
    .synopsis = "ID|NAME [same client as match]",
    .summary = "how one service scores for one client, line by line",
    .examples = "  waypost why 3f2a91 --need suboxone --near 85301\n"
                "  waypost why 3f2a91 client.json --json\n",
    .option_groups = groups,
    .run = run_why,
};

const struct cli_command cli_cmd_why_not = {
    .name = "why-not",
    .synopsis = "ID|NAME [same client as match]",
    .summary = "what keeps one service off the list",
    .examples = "  waypost why-not 3f2a91 --need shelter --age 34\n"
                "  waypost why-not \"harbor light\" client.json\n",
    .option_groups = groups,
    .run = run_why_not,
};
