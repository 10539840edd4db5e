/* cli/cmd_match.c - waypost match and search: a client, ranked services */
#include <stdio.h>

#include "commands.h"
#include "home.h"
#include "output.h"

static const struct cli_option options[] = {
    {"detail", NULL, "every component of every result", NULL, NULL},
    {"exit-status", NULL, "exit 1 when nothing matches", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct cli_option *const groups[] = {cli_client_options, options,
                                                  NULL};

static enum wp_status
render(const struct cli *cli, const struct wp_matches *matches,
       const struct wp_client *client, const struct wp_vocab *vocab,
       struct wp_buf *out, struct wp_error *err)
{
    const struct wp_text_style style =
        cli_text_style(cli_flag(cli, "detail") != NULL);

    switch (cli_output_of(cli)) {
    case CLI_OUTPUT_JSON:
        return wp_render_match_json(matches, client, vocab, out, err);
    case CLI_OUTPUT_NDJSON:
        return wp_render_match_ndjson(matches, out, err);
    case CLI_OUTPUT_TSV:
        return wp_render_match_tsv(matches, out, err);
    case CLI_OUTPUT_AUTO:
    case CLI_OUTPUT_TEXT:
        break;
    }
    return wp_render_match_text(matches, client, vocab, &style, out, err);
}

/* Piped TSV has no room for a hotline: say it on standard error. */
static void say_safety(const struct cli *cli, const struct wp_matches *matches)
{
    size_t count = 0;
    const struct wp_safety *safety = wp_matches_safety(matches, &count);
    const enum cli_output output = cli_output_of(cli);

    if (output != CLI_OUTPUT_TSV && output != CLI_OUTPUT_NDJSON) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        fprintf(stderr, "%s: %s (%s)\n", safety[i].name, safety[i].phone,
                safety[i].why);
    }
}

typedef enum wp_status
matcher(struct wp_index *index, const struct wp_vocab *vocab,
        const struct wp_client *client, struct wp_matches **ret_matches,
        struct wp_error *err);

static enum cli_exit run_with(struct cli *cli, matcher *match)
{
    struct cli_reader reader;
    struct wp_matches *matches = NULL;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_client *client = NULL;

    enum cli_exit code = cli_reader_open(cli, &reader);
    if (code != CLI_DONE) {
        return code;
    }
    client = cli_client(cli, reader.vocab, cli->words, cli->word_count, &code);
    if (!client) {
        goto out;
    }
    if (match(reader.index, reader.vocab, client, &matches, &err) != WP_OK ||
        render(cli, matches, client, reader.vocab, &out, &err) != WP_OK) {
        code = cli_fail(&err);
        goto out;
    }
    say_safety(cli, matches);
    code = cli_write(&out);
    if (code == CLI_DONE && cli->exit_status &&
        wp_matches_count(matches) == 0) {
        code = CLI_FAILED;
    }

out:
    wp_buf_clear(&out);
    wp_matches_destroy(matches);
    wp_client_destroy(client);
    cli_reader_close(&reader);
    return code;
}

static enum cli_exit run_match(struct cli *cli)
{
    return run_with(cli, wp_match_run);
}

static enum cli_exit run_search(struct cli *cli)
{
    if (cli->word_count == 0) {
        fputs("waypost: search needs words: waypost search food pantry "
              "--near 85301\n",
              stderr);
        return CLI_USAGE;
    }
    return run_with(cli, wp_match_search);
}

const struct cli_command cli_cmd_match = {
    .name = "match",
    .synopsis = "[CLIENT.json | - | \"plain words\"] [client flags]",
    .summary = "rank services for a person, with reasons",
    .examples =
        "  waypost match \"pregnant, using opioids, AHCCCS, no car, 85301\"\n"
        "  waypost match --need suboxone --near 02150 --within 15mi \\\n"
        "      --payer MassHealth --age 34\n"
        "  waypost match client.json --json\n",
    .option_groups = groups,
    .run = run_match,
};

const struct cli_command cli_cmd_search = {
    .name = "search",
    .synopsis = "WORDS [--near PLACE] [--within DISTANCE]",
    .summary = "find services by words, no client needed",
    .examples = "  waypost search food pantry --near 85301 --within 5mi\n"
                "  waypost search \"legal aid\" --json\n",
    .option_groups = groups,
    .run = run_search,
};
