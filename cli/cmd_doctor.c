/* cli/cmd_doctor.c - waypost doctor: is this home in good health? */
#include <stdio.h>
#include <string.h>

#include "waypost/arena.h"
#include "waypost/publish.h"

#include "commands.h"
#include "home.h"
#include "output.h"

#define CHECKS_MAX 8

struct report {
    struct wp_arena arena;
    const char *cells[CHECKS_MAX * 3];
    size_t rows;
    bool sick;
};

static void say(struct report *report, const char *what, bool well,
                const char *detail)
{
    const char **cell = report->cells + report->rows * 3;

    cell[0] = what;
    cell[1] = well ? "ok" : "TROUBLE";
    cell[2] = detail;
    report->rows++;
    report->sick = report->sick || !well;
}

static void check_store(const struct cli *cli, struct report *report)
{
    struct wp_store *store = NULL;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_store_counts counts;

    if (wp_store_open(cli->home, WP_STORE_READ, &store, &err) != WP_OK ||
        wp_store_check(store, &err) != WP_OK ||
        wp_store_counts(store, &counts, &err) != WP_OK) {
        say(report, "directory", false,
            wp_arena_strdup(&report->arena, err.message));
    } else {
        say(report, "directory", true,
            wp_arena_printf(&report->arena,
                            "%zu services, %zu organizations, %zu locations, "
                            "%zu facts from %zu sources; schema %d",
                            counts.services, counts.organizations,
                            counts.locations, counts.facts, counts.sources,
                            counts.schema_version));
    }
    wp_store_close(store);
}

static void check_index(const struct cli *cli, struct report *report)
{
    struct wp_vocab *vocab = NULL;
    struct wp_index *index = NULL;
    struct wp_error err = WP_ERROR_INIT;

    if (wp_vocab_create(&vocab, &err) != WP_OK) {
        say(report, "vocabulary", false,
            wp_arena_strdup(&report->arena, err.message));
        return;
    }
    say(report, "vocabulary", true,
        wp_arena_printf(&report->arena, "%zu needs, %zu payers",
                        wp_vocab_concept_count(vocab),
                        wp_vocab_payer_count(vocab)));
    if (wp_index_open(cli->home, vocab, &index, &err) != WP_OK) {
        say(report, "index", false,
            wp_arena_strdup(&report->arena, err.message));
    } else {
        say(report, "index", true,
            wp_arena_printf(&report->arena,
                            "generation %s, %zu services at places",
                            wp_index_generation(index), wp_index_count(index)));
    }
    wp_index_close(index);
    wp_vocab_destroy(vocab);
}

/* After an upgrade the vocabulary or the index's format can be another. */
static void rebuild(const struct cli *cli, struct report *report)
{
    struct wp_store *store = NULL;
    struct wp_error err = WP_ERROR_INIT;
    char generation[WP_GENERATION_TEXT] = "";
    bool changed = false;

    if (wp_store_open(cli->home, WP_STORE_WRITE, &store, &err) != WP_OK ||
        wp_publish(store, generation, &changed, &err) != WP_OK) {
        say(report, "rebuild", false,
            wp_arena_strdup(&report->arena, err.message));
    } else {
        say(report, "rebuild", true,
            wp_arena_printf(&report->arena, "generation %s%s", generation,
                            changed ? "" : ", as it was"));
    }
    wp_store_close(store);
}

static enum cli_exit print_json(const struct report *report)
{
    struct wp_buf out = WP_BUF_INIT;

    wp_buf_printf(&out,
                  "{\"schema\":\"waypost.doctor/1\",\"healthy\":%s,"
                  "\"checks\":[",
                  report->sick ? "false" : "true");
    for (size_t i = 0; i < report->rows; i++) {
        const char *const *cell = report->cells + i * 3;
        wp_buf_printf(&out,
                      "%s{\"check\":\"%s\",\"verdict\":\"%s\",\"detail\":\"",
                      i > 0 ? "," : "", cell[0],
                      strcmp(cell[1], "ok") == 0 ? "ok" : "trouble");
        for (const char *at = cell[2]; at && *at; at++) {
            if (*at == '"' || *at == '\\') {
                wp_buf_char(&out, '\\');
            }
            wp_buf_char(&out, (unsigned char)*at < ' ' ? ' ' : *at);
        }
        wp_buf_text(&out, "\"}");
    }
    wp_buf_text(&out, "]}\n");
    const enum cli_exit code = cli_write(&out);
    wp_buf_clear(&out);
    return code;
}

static enum cli_exit run(struct cli *cli)
{
    static const char *const headings[] = {"CHECK", "VERDICT", "DETAIL"};
    struct report report = {.arena = WP_ARENA_INIT};

    say(&report, "home", true, cli->home);
    if (cli_flag(cli, "rebuild")) {
        rebuild(cli, &report);
    }
    check_store(cli, &report);
    check_index(cli, &report);

    enum cli_exit code = cli_wants_json(cli)
                             ? print_json(&report)
                             : cli_table(cli_output_of(cli), headings, 3,
                                         report.cells, report.rows);
    if (code == CLI_DONE && report.sick) {
        code = CLI_FAILED;
    }
    wp_arena_clear(&report.arena);
    return code;
}

static const struct cli_option options[] = {
    {"rebuild", NULL, "build the index anew from the directory", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct cli_option *const groups[] = {options, NULL};

const struct cli_command cli_cmd_doctor = {
    .name = "doctor",
    .synopsis = "[--rebuild]",
    .summary = "check the directory, the vocabulary and the index",
    .examples = "  waypost doctor\n  waypost doctor --rebuild\n"
                "  waypost doctor --json\n",
    .option_groups = groups,
    .run = run,
};
