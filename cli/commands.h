/* cli/commands.h - every cmd_*.c exports one of these */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "command.h"

extern const struct cli_command cli_cmd_import;
extern const struct cli_command cli_cmd_formats;
extern const struct cli_command cli_cmd_match;
extern const struct cli_command cli_cmd_why;
extern const struct cli_command cli_cmd_why_not;
extern const struct cli_command cli_cmd_search;
extern const struct cli_command cli_cmd_show;
extern const struct cli_command cli_cmd_concepts;
extern const struct cli_command cli_cmd_weights;
extern const struct cli_command cli_cmd_eval;
extern const struct cli_command cli_cmd_export;
extern const struct cli_command cli_cmd_history;
extern const struct cli_command cli_cmd_doctor;

#endif /* CLI_COMMANDS_H */
