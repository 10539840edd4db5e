/* cli/cmd_weights.c - waypost weights: what a score is made of, and why */
#include <stdio.h>

#include "commands.h"
#include "output.h"

static enum cli_exit run(struct cli *cli)
{
    const struct wp_text_style style = cli_text_style(false);
    struct wp_vocab *vocab = NULL;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    if (cli->word_count > 0) {
        fputs("waypost: weights takes no words\n", stderr);
        return CLI_USAGE;
    }
    enum wp_status status = wp_vocab_create(&vocab, &err);
    if (status == WP_OK) {
        status = cli_wants_json(cli)
                     ? wp_render_weights_json(vocab, &out, &err)
                     : wp_render_weights_text(vocab, &style, &out, &err);
    }
    const enum cli_exit code =
        status == WP_OK ? cli_write(&out) : cli_fail(&err);
    wp_buf_clear(&out);
    wp_vocab_destroy(vocab);
    return code;
}

const struct cli_command cli_cmd_weights = {
    .name = "weights",
    .synopsis = "",
    .summary = "what a score is made of, what each part weighs, and why",
    .examples = "  waypost weights\n"
                "  waypost weights --json\n",
    .option_groups = NULL,
    .run = run,
};
