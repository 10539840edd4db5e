/* cli/client.c - one client out of CLIENT.json, plain words and flags */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"

#include "home.h"
#include "output.h"

#define CLIENT_JSON_MAX ((size_t)1 << 20)

const struct cli_option cli_client_options[] = {
    {"need", "WORDS", "what they need, in your words (repeatable)", "need",
     NULL},
    {"concept", "SLUG", "a need by its exact name, see 'waypost concepts'",
     "concept", NULL},
    {"near", "PLACE", "ZIP, \"City, ST\", county, state or LAT,LON", "near",
     NULL},
    {"within", "DISTANCE", "15mi, 40km (default 25mi)", "within_m", NULL},
    {"travel", "HOW", "walk, transit or car", "travel", NULL},
    {"payer", "NAME", "AHCCCS, Medicare, Aetna ... (repeatable)", "payer",
     NULL},
    {"no-insurance", NULL, "they have none", "insured", "false"},
    {"self-pay", "YES|NO", "can they pay themselves?", "can_self_pay", NULL},
    {"age", "N", "years; 0.5 is six months", "age_years", NULL},
    {"sex", "SEX", "female, male or nonbinary", "sex", NULL},
    {"pregnant", NULL, "is pregnant", "pregnant", "true"},
    {"veteran", NULL, "has served", "veteran", "true"},
    {"household", "N", "people in the household", "household_size", NULL},
    {"income", "USD", "household income a year", "income_usd_per_year", NULL},
    {"language", "TAG", "language they prefer: es, vi, ase", "language", NULL},
    {"situation", "WHAT", "homeless, justice_involved ... (repeatable)",
     "situation", NULL},
    {"attribute", "WHAT", "pets:dog, walk_in ... (repeatable)", "attribute",
     NULL},
    {"accessibility", "WHAT", "wheelchair, asl ... (repeatable)",
     "accessibility", NULL},
    {"lacks", "DOCUMENT", "photo_id, proof_of_address ...", "lacks", NULL},
    {"urgency", "WHEN", "tonight, week or long-term", "urgency", NULL},
    {"at", "TIME", "2026-11-23T18:00, local to the place", "at", NULL},
    {"as-of", "DATE", "judge freshness as of this day (default today)", "as_of",
     NULL},
    {"require", "FACT", "make a soft fact hard: payer, language ...", "require",
     NULL},
    {"choice-list", NULL, "all who qualify, neutral order, no score",
     "choice_list", "true"},
    {"order", "WHAT", "of a choice list: distance or name", "order", NULL},
    {"plan", NULL, "the fewest trips that meet all needs", "plan", "true"},
    {"lang", "en|es", "language of the output (default $WAYPOST_LANG)",
     "output_language", NULL},
    {"limit", "N", "results to show (default 10, 200 at most)", "limit", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* A whole small stream; false with a complaint. */
static bool slurp(FILE *stream, const char *name, struct wp_buf *out)
{
    char chunk[8192];
    size_t got;

    while ((got = fread(chunk, 1, sizeof(chunk), stream)) > 0) {
        wp_buf_bytes(out, chunk, got);
        if (out->length > CLIENT_JSON_MAX) {
            fprintf(stderr, "waypost: %s is larger than a client can be\n",
                    name);
            return false;
        }
    }
    if (ferror(stream) || wp_buf_status(out, NULL) != WP_OK) {
        perror(name);
        return false;
    }
    return true;
}

static bool ends_with_json(const char *word)
{
    const size_t length = strlen(word);
    return length > 5 && strcmp(word + length - 5, ".json") == 0;
}

static enum cli_exit read_json(struct wp_client *client,
                               const struct wp_vocab *vocab, const char *path)
{
    const bool from_stdin = strcmp(path, "-") == 0;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;
    enum cli_exit code = CLI_FAILED;
    FILE *stream = from_stdin ? stdin : fopen(path, "rb");

    if (!stream) {
        perror(path);
        return CLI_FAILED;
    }
    if (slurp(stream, path, &text)) {
        const enum wp_status status = wp_client_parse_json(
            client, vocab, wp_buf_str(&text), text.length, &err);
        code = status == WP_OK ? CLI_DONE : cli_fail(&err);
        if (status == WP_EPARSE) {
            code = CLI_USAGE; /* a client is asked with, it is no data */
        }
    }
    if (!from_stdin) {
        (void)fclose(stream);
    }
    wp_buf_clear(&text);
    return code;
}

static enum cli_exit read_words(struct wp_client *client,
                                const struct wp_vocab *vocab,
                                char *const *words, size_t word_count)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_error err = WP_ERROR_INIT;

    for (size_t i = 0; i < word_count; i++) {
        if (i > 0) {
            wp_buf_char(&text, ' ');
        }
        wp_buf_text(&text, words[i]);
    }
    enum wp_status status = wp_buf_status(&text, &err);
    if (status == WP_OK) {
        status = wp_client_parse_words(client, vocab, wp_buf_str(&text), &err);
    }
    wp_buf_clear(&text);
    return status == WP_OK ? CLI_DONE : cli_fail(&err);
}

static enum cli_exit apply_flags(const struct cli *cli,
                                 struct wp_client *client,
                                 const struct wp_vocab *vocab)
{
    struct wp_error err = WP_ERROR_INIT;

    for (size_t i = 0; i < cli->given_count; i++) {
        const struct cli_option *option = cli->given[i].option;
        if (!option->client) {
            continue;
        }
        const char *value = option->fixed ? option->fixed : cli->given[i].value;
        if (wp_client_set(client, vocab, option->client, value, &err) !=
            WP_OK) {
            fprintf(stderr, "waypost: --%s: ", option->name);
            fprintf(stderr, "%s\n", err.message);
            return CLI_USAGE;
        }
    }
    return CLI_DONE;
}

/* $WAYPOST_LANG says it outright; a locale only where we speak its tongue. */
static enum cli_exit listen_to_environment(struct wp_client *client)
{
    static const char *const locales[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *own = getenv("WAYPOST_LANG");
    struct wp_error err = WP_ERROR_INIT;

    if (own && *own) {
        return wp_lang_parse(own, &client->output_language, &err) == WP_OK
                   ? CLI_DONE
                   : cli_fail(&err);
    }
    for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
        const char *locale = getenv(locales[i]);

        if (locale && *locale) {
            if (wp_lang_parse(locale, &client->output_language, NULL) !=
                WP_OK) {
                client->output_language = WP_LANG_EN;
            }
            break;
        }
    }
    return CLI_DONE;
}

static enum cli_exit fill(const struct cli *cli, struct wp_client *client,
                          const struct wp_vocab *vocab, char *const *words,
                          size_t word_count)
{
    struct wp_error err = WP_ERROR_INIT;
    enum cli_exit code = listen_to_environment(client);

    if (code != CLI_DONE) {
        return code;
    }
    if (word_count == 1 &&
        (strcmp(words[0], "-") == 0 || ends_with_json(words[0]))) {
        code = read_json(client, vocab, words[0]);
    } else if (word_count > 0) {
        code = read_words(client, vocab, words, word_count);
    }
    if (code == CLI_DONE) {
        code = apply_flags(cli, client, vocab);
    }
    if (code != CLI_DONE) {
        return code;
    }
    if (!client->as_of[0]) {
        memcpy(client->as_of, cli->today, sizeof(client->as_of));
    }
    return wp_client_settle(client, vocab, &err) == WP_OK ? CLI_DONE
                                                          : cli_fail(&err);
}

struct wp_client *cli_client(const struct cli *cli,
                             const struct wp_vocab *vocab, char *const *words,
                             size_t word_count, enum cli_exit *ret_code)
{
    struct wp_client *client = NULL;
    struct wp_error err = WP_ERROR_INIT;

    if (wp_client_create(&client, &err) != WP_OK) {
        *ret_code = cli_fail(&err);
        return NULL;
    }
    *ret_code = fill(cli, client, vocab, words, word_count);
    if (*ret_code != CLI_DONE) {
        wp_client_destroy(client);
        return NULL;
    }
    return client;
}
