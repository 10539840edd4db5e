/* cli/options.h - flags from tables: parsing, help, did-you-mean */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "command.h"

/* Flags every command has: --home, --json, --help, ... */
extern const struct cli_option cli_common_options[];

/*
 * Fill cli->given, cli->words and the common fields from argv (after the
 * command's name). Prints its own complaint. *ret_help when --help was given.
 */
bool cli_parse(struct cli *cli, int argc, char **argv, bool *ret_help);

void cli_print_help(const struct cli_command *command);

/* The nearest of names (NULL-ended) to what was typed, or NULL if none is
   near: at most two edits, and fewer than half the letters. */
const char *cli_nearest(const char *typed, const char *const *names);

#endif /* CLI_OPTIONS_H */
