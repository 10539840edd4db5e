/*
 * cli/command.h - what a subcommand is, and what it is given
 *
 * To add one: write cli/cmd_x.c that exports one const struct cli_command and
 * name it in commands.c. Parsing, usage and --help come from its tables.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"

/* The contract of design 4.1. */
enum cli_exit {
    CLI_DONE = 0,
    CLI_FAILED = 1,
    CLI_USAGE = 2,
    CLI_DATA_REJECTED = 3,
    CLI_NETWORK = 4,
    CLI_INDEX = 5,
    CLI_LOCKED = 6,
};

enum cli_output {
    CLI_OUTPUT_AUTO, /* text on a terminal, TSV when piped */
    CLI_OUTPUT_TEXT,
    CLI_OUTPUT_TSV,
    CLI_OUTPUT_JSON,
    CLI_OUTPUT_NDJSON,
};

/* One --flag. client is the wp_client_set() name it fills, or NULL. */
struct cli_option {
    const char *name;
    const char *argument; /* "MILES", or NULL for a switch */
    const char *help;
    const char *client;
    const char *fixed; /* value a switch sets: "true" */
};

/* A flag as it was given, in order. */
struct cli_given {
    const struct cli_option *option;
    const char *value;
};

#define CLI_GIVEN_MAX 64

struct cli {
    const struct cli_command *command;
    char *home;
    char now[21];   /* 2026-11-23T18:00:00Z */
    char today[11]; /* 2026-11-23 */
    enum cli_output output;
    bool quiet;
    bool exit_status; /* no match is 1 */
    struct cli_given given[CLI_GIVEN_MAX];
    size_t given_count;
    char **words; /* what is not a flag */
    size_t word_count;
};

struct cli_command {
    const char *name;
    const char *synopsis;                          /* after "waypost name" */
    const char *summary;                           /* one line */
    const char *examples;                          /* first in --help */
    const struct cli_option *const *option_groups; /* NULL-ended arrays */
    enum cli_exit (*run)(struct cli *cli);
};

extern const struct cli_command *const cli_commands[]; /* NULL-ended */

/* The value of a flag (the last one given), or NULL; "" for a switch. */
const char *cli_flag(const struct cli *cli, const char *name);

/* All words joined by a space; free(). NULL when out of memory. */
char *cli_joined_words(const struct cli *cli);

#endif /* CLI_COMMAND_H */
