/* cli/cmd_concepts.c - waypost concepts: what words are understood as */
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "output.h"

static enum cli_exit run(struct cli *cli)
{
    const struct wp_text_style style = cli_text_style(false);
    struct wp_vocab *vocab = NULL;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    char *words = cli->word_count > 0 ? cli_joined_words(cli) : NULL;

    enum wp_status status = wp_vocab_create(&vocab, &err);
    if (status == WP_OK) {
        const bool json = cli_wants_json(cli);
        status =
            json ? wp_render_concepts_json(vocab, words, &out, &err)
                 : wp_render_concepts_text(vocab, words, &style, &out, &err);
    }
    const enum cli_exit code =
        status == WP_OK ? cli_write(&out) : cli_fail(&err);
    wp_buf_clear(&out);
    wp_vocab_destroy(vocab);
    free(words);
    return code;
}

const struct cli_command cli_cmd_concepts = {
    .name = "concepts",
    .synopsis = "[WORDS]",
    .summary = "what words are understood as, or the whole vocabulary",
    .examples = "  waypost concepts lights getting cut off\n"
                "  waypost concepts rehab --json\n"
                "  waypost concepts\n",
    .option_groups = NULL,
    .run = run,
};
