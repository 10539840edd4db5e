/* tests/fuzz/fuzz_query_words.c - anything typed, as words and as JSON */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/client.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Loading the tables takes far longer than one input: once per process. */
static struct wp_vocab *vocabulary(void)
{
    static struct wp_vocab *vocab;

    if (!vocab && wp_vocab_create(&vocab, NULL) != WP_OK) {
        abort();
    }
    return vocab;
}

static void check(int holds)
{
    if (!holds) {
        abort();
    }
}

/* What holds for every client, whatever was said. */
static void check_client(const struct wp_vocab *vocab,
                         const struct wp_client *client)
{
    check(client->need_count <= WP_CLIENT_NEEDS_MAX);
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];
        check(need->concept_count <= WP_NEED_CONCEPTS_MAX);
        check(need->words || need->concept_count > 0);
        for (size_t j = 0; j < need->concept_count; j++) {
            const struct wp_need_concept *concept = &need->concepts[j];
            check(wp_vocab_concept(vocab, concept->concept) != NULL);
            check(concept->weight > 0.0 && concept->weight <= 1.0);
            check(concept->via != NULL);
        }
    }
    for (size_t i = 0; i < client->payer_count; i++) {
        check(wp_vocab_payer(vocab, client->payers[i].payer) != NULL);
        check(client->payers[i].label != NULL);
    }
    check(isnan(client->age_years) ||
          (client->age_years >= 0.0 && client->age_years <= 130.0));
    check(isnan(client->income_usd_per_year) ||
          client->income_usd_per_year >= 0.0);
    check(client->household_size >= 0 && client->household_size <= 30);
    check(client->within_m >= 1.0 && client->within_m <= WP_WITHIN_MAX_M);
    check(client->limit >= 1 && client->limit <= WP_LIMIT_MAX);
    for (size_t i = 0; i < client->understood_count; i++) {
        const struct wp_understood *one = &client->understood[i];
        check(one->begin <= one->end);
        check(one->end <= strlen(client->words));
        check(i == 0 || client->understood[i - 1].begin <= one->begin);
        check(strlen(one->words) == one->end - one->begin);
    }
    check(!client->near.stated ||
          (!isnan(client->near.lat_deg) && client->near.label));
}

static void hear(const struct wp_vocab *vocab, const char *text, size_t size)
{
    const struct wp_hotline *hotlines[8];
    const char *whys[8];
    struct wp_client *client = NULL;

    if (wp_client_create(&client, NULL) == WP_OK &&
        wp_client_parse_words(client, vocab, text, NULL) == WP_OK &&
        wp_client_settle(client, vocab, NULL) == WP_OK) {
        check_client(vocab, client);
    }
    wp_client_destroy(client);
    check(wp_vocab_crisis(vocab, text, WP_LANG_EN, hotlines, whys, 8) <= 8);

    client = NULL;
    if (wp_client_create(&client, NULL) == WP_OK &&
        wp_client_parse_json(client, vocab, text, size, NULL) == WP_OK &&
        wp_client_settle(client, vocab, NULL) == WP_OK) {
        check_client(vocab, client);
    }
    wp_client_destroy(client);
}

/* "name=value": one fact, as a flag sets it. */
static void set(const struct wp_vocab *vocab, char *text)
{
    struct wp_client *client = NULL;
    char *value = strchr(text, '=');

    if (!value || wp_client_create(&client, NULL) != WP_OK) {
        return;
    }
    *value++ = '\0';
    if (wp_client_set(client, vocab, text, value, NULL) == WP_OK &&
        wp_client_settle(client, vocab, NULL) == WP_OK) {
        check_client(vocab, client);
    }
    wp_client_destroy(client);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wp_vocab *vocab = vocabulary();
    char *text = malloc(size + 1);

    if (!text) {
        return 0;
    }
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    hear(vocab, text, size);
    set(vocab, text);
    free(text);
    return 0;
}
