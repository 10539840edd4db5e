/* cli/cmd_import.c - waypost import: a file becomes part of the directory */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/publish.h"

#include "commands.h"
#include "home.h"
#include "options.h"
#include "output.h"

#define FINDINGS_SHOWN 20
#define FINDINGS_JSON  10000

static const struct cli_option options[] = {
    {"source", "NAME", "the feed's name (default: from the file's name)", NULL,
     NULL},
    {"title", "WORDS", "what people see as the source of a fact", NULL, NULL},
    {"dry-run", NULL, "say what would change, change nothing", NULL, NULL},
    {"strict", NULL, "exit 3 when a row was rejected", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const struct cli_option *const groups[] = {options, NULL};

struct reporter {
    bool quiet;
    bool json;
    long shown, total;
    json_t *findings;
    struct cli_progress progress;
};

static void print_finding(const struct wp_finding *finding)
{
    if (finding->path) {
        fprintf(stderr, "%s:", finding->path);
        if (finding->line > 0) {
            fprintf(stderr, "%lu:", finding->line);
        }
        if (finding->column > 0) {
            fprintf(stderr, "%lu:", finding->column);
        }
        fputc(' ', stderr);
    }
    fprintf(stderr, "%s: %s\n", wp_severity_name(finding->severity),
            finding->message);
}

static void on_finding(const struct wp_finding *finding, void *payload)
{
    struct reporter *reporter = payload;

    reporter->total++;
    if (reporter->json) {
        if (reporter->total <= FINDINGS_JSON) {
            (void)json_array_append_new(
                reporter->findings,
                json_pack("{s:s, s:s, s:I, s:I, s:s}", "severity",
                          wp_severity_name(finding->severity), "path",
                          finding->path ? finding->path : "", "line",
                          (json_int_t)finding->line, "column",
                          (json_int_t)finding->column, "message",
                          finding->message));
        }
        return;
    }
    if (!reporter->quiet && reporter->shown < FINDINGS_SHOWN) {
        cli_progress_show(&reporter->progress, NULL, true);
        print_finding(finding);
        reporter->shown++;
    }
}

static void on_progress(const struct wp_import_progress *state, void *payload)
{
    struct reporter *reporter = payload;

    if (!reporter->quiet) {
        cli_progress_show(&reporter->progress, state, false);
    }
}

static enum cli_exit print_json(const struct wp_import_report *report,
                                json_t *findings, const char *generation)
{
    const struct wp_ingest_counts *counts = &report->counts;
    json_t *document = json_pack(
        "{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:O, s:s*}",
        "schema", "waypost.import/1", "source", report->source, "format",
        report->format, "detected", report->detected, "read",
        (json_int_t)counts->read, "added", (json_int_t)counts->added, "changed",
        (json_int_t)counts->changed, "unchanged", (json_int_t)counts->unchanged,
        "missing", (json_int_t)counts->missing, "rejected",
        (json_int_t)counts->rejected, "findings", findings, "generation",
        generation);

    return cli_print_json(document);
}

static enum cli_exit
print_counts(const struct cli *cli, const struct wp_import_report *report,
             const struct reporter *reporter, const char *generation)
{
    const struct wp_ingest_counts *counts = &report->counts;

    if (reporter->total > reporter->shown && !cli->quiet) {
        fprintf(stderr,
                "... and %ld more remarks: waypost history --findings %ld\n",
                reporter->total - reporter->shown, counts->run_id);
    }
    if (cli_output_of(cli) == CLI_OUTPUT_TSV) {
        printf("source\tformat\tread\tadded\tchanged\tunchanged\tmissing\t"
               "rejected\tgeneration\n%s\t%s\t%ld\t%ld\t%ld\t%ld\t%ld\t%ld\t"
               "%s\n",
               report->source, report->format, counts->read, counts->added,
               counts->changed, counts->unchanged, counts->missing,
               counts->rejected, generation ? generation : "");
    } else {
        printf("%s: %s\n  %ld read = %ld added + %ld changed + %ld unchanged "
               "+ %ld rejected; %ld missing\n",
               report->source, report->detected, counts->read, counts->added,
               counts->changed, counts->unchanged, counts->rejected,
               counts->missing);
        if (generation) {
            printf("  published as generation %s\n", generation);
        }
    }
    return fflush(stdout) == 0 ? CLI_DONE : CLI_FAILED;
}

/* Import and publish; on success *ret_generation is "" when nothing was. */
static enum wp_status
import_into(const struct cli *cli, struct wp_store *store,
            struct reporter *reporter, struct wp_import_report *ret_report,
            char ret_generation[WP_GENERATION_TEXT], struct wp_error *err)
{
    const struct wp_import_options import_options = {
        .format = cli->words[0],
        .source = cli_flag(cli, "source"),
        .title = cli_flag(cli, "title"),
        .now = cli->now,
        .dry_run = cli_flag(cli, "dry-run") != NULL,
        .finding = on_finding,
        .progress = on_progress,
        .payload = reporter,
    };
    const struct wp_vocab *vocab = NULL;
    bool changed = false;

    enum wp_status status = wp_store_vocab(store, &vocab, err);
    if (status == WP_OK) {
        status =
            wp_import(store, vocab, (const char *const *)cli->words + 1,
                      cli->word_count - 1, &import_options, ret_report, err);
    }
    cli_progress_show(&reporter->progress, NULL, true);
    if (status == WP_OK && !import_options.dry_run) {
        status = wp_publish(store, ret_generation, &changed, err);
    }
    return status;
}

static enum cli_exit run(struct cli *cli)
{
    struct reporter reporter = {.quiet = cli->quiet,
                                .json = cli_wants_json(cli),
                                .findings = json_array()};
    struct wp_import_report report = {.source = ""};
    struct wp_error err = WP_ERROR_INIT;
    char generation[WP_GENERATION_TEXT] = "";
    struct wp_store *store = NULL;
    enum cli_exit code;

    if (cli->word_count < 2) {
        fputs("waypost: import needs a format and a path: waypost import auto "
              "FILE\n",
              stderr);
        json_decref(reporter.findings);
        return CLI_USAGE;
    }
    if (wp_store_open(cli->home, WP_STORE_WRITE, &store, &err) != WP_OK ||
        import_into(cli, store, &reporter, &report, generation, &err) !=
            WP_OK) {
        code = cli_fail(&err);
        goto out;
    }
    code = reporter.json ? print_json(&report, reporter.findings,
                                      generation[0] ? generation : NULL)
                         : print_counts(cli, &report, &reporter,
                                        generation[0] ? generation : NULL);
    if (code == CLI_DONE && report.counts.rejected > 0 &&
        cli_flag(cli, "strict")) {
        code = CLI_DATA_REJECTED;
    }

out:
    wp_store_close(store);
    json_decref(reporter.findings);
    return code;
}

const struct cli_command cli_cmd_import = {
    .name = "import",
    .synopsis = "FORMAT PATH... [--source NAME] [--dry-run]",
    .summary = "read a file, folder or archive into the directory",
    .examples = "  waypost import auto FindTreatment.csv.gz\n"
                "  waypost import hsds-csv export.zip --source county-211\n"
                "  waypost import samhsa directory.xlsx --dry-run --json\n",
    .option_groups = groups,
    .run = run,
};
