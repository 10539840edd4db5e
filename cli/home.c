/* cli/home.c - where the data lives, what time it is, and opening both */
#include "home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "output.h"

static char *joined(const char *folder, const char *rest)
{
    const size_t size = strlen(folder) + strlen(rest) + 1;
    char *path = malloc(size);

    if (path) {
        (void)snprintf(path, size, "%s%s", folder, rest);
    }
    return path;
}

char *cli_home(const char *flag)
{
    static const struct {
        const char *variable, *below;
    } places[] = {{"WAYPOST_HOME", ""},
                  {"XDG_DATA_HOME", "/waypost"},
                  {"HOME", "/.local/share/waypost"}};

    if (flag && *flag) {
        return joined(flag, "");
    }
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        const char *value = getenv(places[i].variable);
        if (value && *value) {
            return joined(value, places[i].below);
        }
    }
    return NULL;
}

static bool looks_like_utc(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";

    for (size_t i = 0; shape[i]; i++) {
        const bool fits = shape[i] == 'd' ? text[i] >= '0' && text[i] <= '9'
                                          : text[i] == shape[i];
        if (!fits) {
            return false;
        }
    }
    return text[sizeof(shape) - 1] == '\0';
}

bool cli_clock(char ret_now[21], char ret_today[11])
{
    const char *fixed = getenv("WAYPOST_NOW");

    if (fixed && *fixed) {
        if (!looks_like_utc(fixed)) {
            fprintf(stderr,
                    "waypost: WAYPOST_NOW '%s' is not a time such as "
                    "2026-11-23T18:00:00Z\n",
                    fixed);
            return false;
        }
        memcpy(ret_now, fixed, 21);
        (void)snprintf(ret_today, 11, "%.10s", fixed);
        return true;
    }

    const time_t seconds = time(NULL);
    struct tm utc;
    struct tm local;
    if (!gmtime_r(&seconds, &utc) || !localtime_r(&seconds, &local)) {
        fprintf(stderr, "waypost: the clock cannot be read\n");
        return false;
    }
    return strftime(ret_now, 21, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0 &&
           strftime(ret_today, 11, "%Y-%m-%d", &local) > 0;
}

enum cli_exit cli_reader_open(const struct cli *cli, struct cli_reader *reader)
{
    struct wp_error err = WP_ERROR_INIT;

    *reader = (struct cli_reader){NULL, NULL};
    if (wp_vocab_create(&reader->vocab, &err) != WP_OK) {
        return cli_fail(&err);
    }
    const enum wp_status status =
        wp_index_open(cli->home, reader->vocab, &reader->index, &err);
    if (status == WP_OK) {
        return CLI_DONE;
    }
    cli_reader_close(reader);
    if (status == WP_ENOTFOUND) {
        fprintf(stderr,
                "waypost: nothing has been imported into %s yet; start with "
                "'waypost import auto FILE'\n",
                cli->home);
        return CLI_INDEX;
    }
    (void)cli_fail(&err);
    if (status == WP_ESCHEMA || status == WP_EPARSE) {
        fputs("waypost: 'waypost doctor --rebuild' makes the index anew from "
              "the directory\n",
              stderr);
    }
    return CLI_INDEX;
}

void cli_reader_close(struct cli_reader *reader)
{
    wp_index_close(reader->index);
    wp_vocab_destroy(reader->vocab);
    *reader = (struct cli_reader){NULL, NULL};
}
