/* cli/home.h - where the data lives, what time it is, and opening both */
#ifndef CLI_HOME_H
#define CLI_HOME_H

#include "waypost/client.h"
#include "waypost/index.h"
#include "waypost/store.h"

#include "command.h"

/* --home, else $WAYPOST_HOME, else $XDG_DATA_HOME/waypost, else
   ~/.local/share/waypost. free(); NULL when none is known. */
char *cli_home(const char *flag);

/* The clock, or $WAYPOST_NOW (for tests and for replaying a day). False with a
   complaint when that is not a UTC time. */
bool cli_clock(char ret_now[21], char ret_today[11]);

/* A vocabulary and the current generation, opened for one command. */
struct cli_reader {
    struct wp_vocab *vocab;
    struct wp_index *index;
};
enum cli_exit cli_reader_open(const struct cli *cli, struct cli_reader *reader);
void cli_reader_close(struct cli_reader *reader);

/*
 * The client of this command: CLIENT.json, "-" or words first, then every
 * client flag over it, then settled. NULL with *ret_code set on failure.
 */
struct wp_client *cli_client(const struct cli *cli,
                             const struct wp_vocab *vocab, char *const *words,
                             size_t word_count, enum cli_exit *ret_code);

/* The flags of design 4.1 that describe a client. */
extern const struct cli_option cli_client_options[];

#endif /* CLI_HOME_H */
