/* cli/main.c - the waypost command: find the subcommand and run it */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "home.h"
#include "options.h"

static void print_overview(FILE *out)
{
    fputs("Waypost finds services that fit a person, and says why.\n\n"
          "Examples\n"
          "  waypost import auto datasets/county/ocotillo.json\n"
          "  waypost match \"pregnant, using opioids, AHCCCS, no car, 85301\"\n"
          "  waypost why 3f2a91 --need suboxone --near 85301\n\n"
          "Commands\n",
          out);
    for (size_t i = 0; cli_commands[i]; i++) {
        fprintf(out, "  %-10s %s\n", cli_commands[i]->name,
                cli_commands[i]->summary);
    }
    fputs("\n'waypost COMMAND --help' starts with examples.\n", out);
}

static const struct cli_command *find(const char *name)
{
    for (size_t i = 0; cli_commands[i]; i++) {
        if (strcmp(cli_commands[i]->name, name) == 0) {
            return cli_commands[i];
        }
    }
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *names[32] = {NULL};

    for (size_t i = 0; cli_commands[i] && i < 31; i++) {
        names[i] = cli_commands[i]->name;
    }
    const char *nearest = cli_nearest(name, names);
    if (nearest) {
        fprintf(stderr, "waypost: '%s' is not a command; did you mean '%s'?\n",
                name, nearest);
    } else {
        fprintf(stderr,
                "waypost: '%s' is not a command; 'waypost help' lists them\n",
                name);
    }
    return CLI_USAGE;
}

static int run(const struct cli_command *command, int argc, char **argv)
{
    struct cli cli = {.command = command};
    bool help = false;

    if (!cli_parse(&cli, argc, argv, &help)) {
        return CLI_USAGE;
    }
    if (help) {
        cli_print_help(command);
        return CLI_DONE;
    }
    if (!cli_clock(cli.now, cli.today)) {
        return CLI_USAGE;
    }
    cli.exit_status = cli_flag(&cli, "exit-status") != NULL;
    cli.home = cli_home(cli_flag(&cli, "home"));
    if (!cli.home) {
        fputs("waypost: no home folder: say --home FOLDER or set "
              "WAYPOST_HOME\n",
              stderr);
        return CLI_USAGE;
    }
    const int code = command->run(&cli);
    free(cli.home);
    return code;
}

int main(int argc, char **argv)
{
    (void)setlocale(LC_CTYPE, "");
    (void)signal(SIGPIPE, SIG_DFL); /* 'waypost ... | head' ends quietly */

    if (argc < 2) {
        print_overview(stderr);
        return CLI_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
        puts("waypost " WP_VERSION);
        return CLI_DONE;
    }
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 ||
        strcmp(argv[1], "-h") == 0) {
        const struct cli_command *about = argc > 2 ? find(argv[2]) : NULL;
        if (argc > 2 && !about) {
            return unknown_command(argv[2]);
        }
        if (about) {
            cli_print_help(about);
        } else {
            print_overview(stdout);
        }
        return CLI_DONE;
    }

    const struct cli_command *command = find(argv[1]);
    return command ? run(command, argc - 1, argv + 1)
                   : unknown_command(argv[1]);
}
