/* cli/options.c - flags from tables: parsing, help, did-you-mean */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS_MAX 64

const struct cli_option cli_common_options[] = {
    {"home", "FOLDER", "where the directory lives (else $WAYPOST_HOME)", NULL,
     NULL},
    {"json", NULL, "one JSON document on standard output", NULL, NULL},
    {"ndjson", NULL, "one JSON object a line", NULL, NULL},
    {"tsv", NULL, "tab-separated values (the default when piped)", NULL, NULL},
    {"text", NULL, "for people (the default on a terminal)", NULL, NULL},
    {"quiet", NULL, "no progress and no remarks on standard error", NULL, NULL},
    {"help", NULL, "this text", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance, capped at three: enough to decide. */
static size_t edits_between(const char *a, const char *b)
{
    enum { LONGEST = 40 };
    const size_t a_length = strlen(a);
    const size_t b_length = strlen(b);
    size_t row[3][LONGEST + 1];

    if (a_length > LONGEST || b_length > LONGEST) {
        return 3;
    }
    for (size_t j = 0; j <= b_length; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = row[i % 3];
        const size_t *before = row[(i + 2) % 3];
        const size_t *earlier = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = smaller(smaller(before[j], now[j - 1]) + 1,
                             before[j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1]) {
                now[j] = smaller(now[j], earlier[j - 2] + 1);
            }
        }
    }
    return row[a_length % 3][b_length];
}

const char *cli_nearest(const char *typed, const char *const *names)
{
    const char *best = NULL;
    size_t best_edits = 3;

    for (; *names; names++) {
        const size_t edits = edits_between(typed, *names);
        if (edits < best_edits && edits * 2 < strlen(*names)) {
            best = *names;
            best_edits = edits;
        }
    }
    return best;
}

/* ---- the flags a command understands ---------------------------------- */

struct flag_set {
    const struct cli_option *options[OPTIONS_MAX];
    size_t count;
};

static void add_group(struct flag_set *set, const struct cli_option *group)
{
    for (; group->name && set->count < OPTIONS_MAX - 1; group++) {
        set->options[set->count++] = group;
    }
}

static struct flag_set flags_of(const struct cli_command *command)
{
    struct flag_set set = {.count = 0};
    const struct cli_option *const *group = command->option_groups;

    for (; group && *group; group++) {
        add_group(&set, *group);
    }
    add_group(&set, cli_common_options);
    return set;
}

static void complain(const struct cli *cli, const struct flag_set *set,
                     const char *typed)
{
    const char *names[OPTIONS_MAX + 1] = {NULL};
    char bare[48];
    size_t skip = 0;

    for (size_t i = 0; i < set->count; i++) {
        names[i] = set->options[i]->name;
    }
    while (typed[skip] == '-') {
        skip++;
    }
    (void)snprintf(bare, sizeof(bare), "%s", typed + skip);
    char *value = strchr(bare, '=');
    if (value) {
        *value = '\0';
    }

    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(bare, names[i]) == 0) {
            if (set->options[i]->argument) {
                fprintf(stderr, "waypost: --%s needs a value: --%s %s\n", bare,
                        bare, set->options[i]->argument);
            } else {
                fprintf(stderr, "waypost: --%s takes no value\n", bare);
            }
            return;
        }
    }
    const char *nearest = cli_nearest(bare, names);
    fprintf(stderr, "waypost: '%s' is not a flag of 'waypost %s'%s%s%s\n",
            typed, cli->command->name, nearest ? "; did you mean --" : "",
            nearest ? nearest : "",
            nearest ? "?" : "; see 'waypost help' for what is");
}

static const struct cli_option *named(const struct flag_set *set,
                                      const char *name)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->options[i]->name, name) == 0) {
            return set->options[i];
        }
    }
    return NULL;
}

static bool take(struct cli *cli, const struct cli_option *option,
                 const char *value)
{
    static const struct {
        const char *name;
        enum cli_output output;
    } outputs[] = {{"json", CLI_OUTPUT_JSON},
                   {"ndjson", CLI_OUTPUT_NDJSON},
                   {"tsv", CLI_OUTPUT_TSV},
                   {"text", CLI_OUTPUT_TEXT}};

    for (size_t i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
        if (strcmp(option->name, outputs[i].name) == 0) {
            cli->output = outputs[i].output;
            return true;
        }
    }
    if (strcmp(option->name, "quiet") == 0) {
        cli->quiet = true;
        return true;
    }
    if (cli->given_count == CLI_GIVEN_MAX) {
        fprintf(stderr, "waypost: at most %d flags\n", CLI_GIVEN_MAX);
        return false;
    }
    cli->given[cli->given_count++] =
        (struct cli_given){option, value ? value : ""};
    return true;
}

bool cli_parse(struct cli *cli, int argc, char **argv, bool *ret_help)
{
    const struct flag_set set = flags_of(cli->command);
    struct option long_options[OPTIONS_MAX + 1];
    int which = 0;

    for (size_t i = 0; i < set.count; i++) {
        long_options[i] = (struct option){
            .name = set.options[i]->name,
            .has_arg =
                set.options[i]->argument ? required_argument : no_argument,
            .flag = NULL,
            .val = 1,
        };
    }
    long_options[set.count] = (struct option){NULL, 0, NULL, 0};

    opterr = 0;
    optind = 1;
    for (;;) {
        const int before = optind;
        const int found = getopt_long(argc, argv, "hqo:", long_options, &which);
        if (found == -1) {
            break;
        }
        if (found == 'h') {
            *ret_help = true;
            return true;
        }
        if (found == 'o') {
            const struct cli_option *output = named(&set, "output");
            if (!output || !take(cli, output, optarg)) {
                complain(cli, &set, "-o");
                return false;
            }
            continue;
        }
        if (found == 'q') {
            cli->quiet = true;
            continue;
        }
        if (found != 1) {
            const int at = optind > before ? optind - 1 : before;
            complain(cli, &set, argv[at < argc ? at : argc - 1]);
            return false;
        }
        if (strcmp(set.options[which]->name, "help") == 0) {
            *ret_help = true;
            return true;
        }
        if (!take(cli, set.options[which], optarg)) {
            return false;
        }
    }
    cli->words = argv + optind;
    cli->word_count = (size_t)(argc - optind);
    return true;
}

/* ---- help -------------------------------------------------------------- */

static void print_group(const struct cli_option *group)
{
    for (; group->name; group++) {
        char left[48];
        (void)snprintf(left, sizeof(left), "--%s%s%s", group->name,
                       group->argument ? " " : "",
                       group->argument ? group->argument : "");
        printf("  %-24s  %s\n", left, group->help);
    }
}

void cli_print_help(const struct cli_command *command)
{
    const struct cli_option *const *group = command->option_groups;

    printf("%s\n\nExamples\n%s\nUsage\n  waypost %s %s\n\nFlags\n",
           command->summary, command->examples, command->name,
           command->synopsis);
    for (; group && *group; group++) {
        print_group(*group);
    }
    print_group(cli_common_options);
}

/* ---- reading back ------------------------------------------------------- */

const char *cli_flag(const struct cli *cli, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; i < cli->given_count; i++) {
        if (strcmp(cli->given[i].option->name, name) == 0) {
            value = cli->given[i].value;
        }
    }
    return value;
}

char *cli_joined_words(const struct cli *cli)
{
    size_t size = 1;

    for (size_t i = 0; i < cli->word_count; i++) {
        size += strlen(cli->words[i]) + 1;
    }
    char *joined = calloc(1, size);
    if (!joined) {
        return NULL;
    }
    size_t used = 0;
    for (size_t i = 0; i < cli->word_count; i++) {
        if (i > 0) {
            joined[used++] = ' ';
        }
        const size_t length = strlen(cli->words[i]);
        memcpy(joined + used, cli->words[i], length);
        used += length;
    }
    return joined;
}
