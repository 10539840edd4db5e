/* cli/commands.c - the table of commands, in help order */
#include "commands.h"

const struct cli_command *const cli_commands[] = {
    &cli_cmd_import,  &cli_cmd_formats,
    &cli_cmd_match,   &cli_cmd_why,
    &cli_cmd_why_not, &cli_cmd_search,
    &cli_cmd_show,    &cli_cmd_concepts,
    &cli_cmd_weights, &cli_cmd_export,
    &cli_cmd_eval,    &cli_cmd_history,
    &cli_cmd_doctor,  NULL,
};
