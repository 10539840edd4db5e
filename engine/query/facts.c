/* engine/query/facts.c - facts that lexicon phrases state about the client */
#include <stdlib.h>
#include <string.h>

#include "query/build.h"
#include "query/codes.h"
#include "query/values.h"

#define FACT_MAX_BYTES 64

enum wp_urgency wp_facts_urgency(const char *facts)
{
    static const char key[] = "urgency=";
    const char *at = strstr(facts, key);
    char value[FACT_MAX_BYTES];

    if (!at || (at != facts && at[-1] != ' ')) {
        return WP_URGENCY_NOT_STATED;
    }
    at += strlen(key);
    const size_t length = strcspn(at, " ");
    if (length >= sizeof(value)) {
        return WP_URGENCY_NOT_STATED;
    }
    memcpy(value, at, length);
    value[length] = '\0';
    return (enum wp_urgency)(wp_code_find(&wp_code_urgencies, value) + 1);
}

static void fill_tri(enum wp_tri *field, const char *value)
{
    if (*field == WP_NOT_STATED) {
        (void)wp_parse_tri(value, field);
    }
}

/* A woman and a man: then neither is the sex of the household. */
static void fill_sex(struct wp_client *client, const char *value)
{
    const int code = wp_code_find(&wp_code_sexes, value);

    if (code < 0) {
        return;
    }
    if (!client->sex) {
        client->sex = wp_code_sexes.names[code];
    } else if (strcmp(client->sex, value) != 0) {
        wp_client_note(client, "both %s and %s were said: sex is taken as %s",
                       client->sex, value, client->sex);
    }
}

static void fill_household(struct wp_client *client, const char *value)
{
    const int code = wp_code_find(&wp_code_households, value);

    if (code >= 0 && !client->household) {
        client->household = wp_code_households.names[code];
    }
}

/* A list entry by its code; a full list drops it with a note. */
static void fill_list(struct wp_client *client, const char **list,
                      size_t *count, const struct wp_codes *codes,
                      const char *value)
{
    const int code = wp_code_find(codes, value);

    if (code >= 0 && wp_list_add(list, count, codes->names[code], codes->what,
                                 NULL) != WP_OK) {
        wp_client_note(client, "%s '%s' was left out: too many", codes->what,
                       value);
    }
}

static void fill_language(struct wp_client *client,
                          const struct wp_vocab *vocab, const char *value)
{
    const struct wp_language *language = wp_vocab_language(vocab, value);

    for (size_t i = 0; i < client->language_count; i++) {
        if (client->languages[i] == language) {
            return;
        }
    }
    if (language && client->language_count < WP_CLIENT_LIST_MAX) {
        client->languages[client->language_count++] = language;
    }
}

static void fill_attribute(struct wp_client *client, const char *value)
{
    if (wp_code_find(&wp_code_accessibility, value) >= 0) {
        fill_list(client, client->accessibility, &client->accessibility_count,
                  &wp_code_accessibility, value);
    } else {
        fill_list(client, client->attributes, &client->attribute_count,
                  &wp_code_attributes, value);
    }
}

static void fill_travel(struct wp_client *client, const char *value)
{
    const int code = wp_code_find(&wp_code_travels, value);

    if (client->travel == WP_TRAVEL_NOT_STATED && code >= 0) {
        client->travel = (enum wp_travel)(code + 1);
    }
}

static enum wp_status apply_one(struct wp_client *client,
                                const struct wp_vocab *vocab, const char *key,
                                const char *value, struct wp_error *err)
{
    if (strcmp(key, "payer") == 0) {
        const int payer = wp_vocab_payer_by_code(vocab, value);
        return payer >= 0 ? wp_payer_take(client, vocab, payer, err) : WP_OK;
    }
    if (strcmp(key, "cost") == 0 && strcmp(value, "free") == 0 &&
        client->can_self_pay == WP_NOT_STATED) {
        client->can_self_pay = WP_NO;
    } else if (strcmp(key, "insured") == 0) {
        fill_tri(&client->insured, value);
    } else if (strcmp(key, "pregnant") == 0) {
        fill_tri(&client->pregnant, value);
    } else if (strcmp(key, "veteran") == 0) {
        fill_tri(&client->veteran, value);
    } else if (strcmp(key, "sex") == 0) {
        fill_sex(client, value);
    } else if (strcmp(key, "household") == 0) {
        fill_household(client, value);
    } else if (strcmp(key, "situation") == 0) {
        fill_list(client, client->situations, &client->situation_count,
                  &wp_code_situations, value);
    } else if (strcmp(key, "lacks") == 0) {
        fill_list(client, client->lacks, &client->lack_count,
                  &wp_code_documents, value);
    } else if (strcmp(key, "language") == 0) {
        fill_language(client, vocab, value);
    } else if (strcmp(key, "travel") == 0) {
        fill_travel(client, value);
    } else if (strcmp(key, "attr") == 0) {
        fill_attribute(client, value);
    }
    return WP_OK;
}

enum wp_status
wp_facts_apply(struct wp_client *client, const struct wp_vocab *vocab,
               const struct wp_sense *sense, struct wp_error *err)
{
    const char *rest = sense->facts;
    enum wp_status status = WP_OK;

    while (status == WP_OK && *rest != '\0') {
        char fact[FACT_MAX_BYTES];
        const size_t length = strcspn(rest, " ");
        if (length < sizeof(fact)) {
            memcpy(fact, rest, length);
            fact[length] = '\0';
            char *equals = strchr(fact, '=');
            if (equals) {
                *equals = '\0';
                status = apply_one(client, vocab, fact, equals + 1, err);
            }
        }
        rest += length;
        rest += strspn(rest, " ");
    }

    const enum wp_urgency urgency = wp_facts_urgency(sense->facts);
    if (sense->concept < 0 && urgency != WP_URGENCY_NOT_STATED &&
        client->urgency == WP_URGENCY_NOT_STATED) {
        client->urgency = urgency;
    }
    return status;
}
