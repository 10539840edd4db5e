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

/* Each says whether the client learned something new. */
static bool fill_tri(enum wp_tri *field, const char *value)
{
    return *field == WP_NOT_STATED && wp_parse_tri(value, field);
}

/* A woman and a man: then neither is the sex of the household. */
static bool fill_sex(struct wp_client *client, const char *value)
{
    const int code = wp_code_find(&wp_code_sexes, value);

    if (code < 0) {
        return false;
    }
    if (!client->sex) {
        client->sex = wp_code_sexes.names[code];
        return true;
    }
    if (strcmp(client->sex, value) != 0) {
        wp_client_note(client, "both %s and %s were said: sex is taken as %s",
                       client->sex, value, client->sex);
    }
    return false;
}

static bool fill_household(struct wp_client *client, const char *value)
{
    const int code = wp_code_find(&wp_code_households, value);

    if (code < 0 || client->household) {
        return false;
    }
    client->household = wp_code_households.names[code];
    return true;
}

/* A list entry by its code; a full list drops it with a note. */
static bool fill_list(struct wp_client *client, const char **list,
                      size_t *count, const struct wp_codes *codes,
                      const char *value)
{
    const int code = wp_code_find(codes, value);
    const size_t before = *count;

    if (code >= 0 && wp_list_add(list, count, codes->names[code], codes->what,
                                 NULL) != WP_OK) {
        wp_client_note(client, "%s '%s' was left out: too many", codes->what,
                       value);
    }
    return *count > before;
}

static bool fill_language(struct wp_client *client,
                          const struct wp_vocab *vocab, const char *value)
{
    const struct wp_language *language = wp_vocab_language(vocab, value);

    for (size_t i = 0; i < client->language_count; i++) {
        if (client->languages[i] == language) {
            return false;
        }
    }
    if (!language || client->language_count == WP_CLIENT_LIST_MAX) {
        return false;
    }
    client->languages[client->language_count++] = language;
    return true;
}

static bool fill_travel(struct wp_client *client, const char *value)
{
    const int code = wp_code_find(&wp_code_travels, value);

    if (client->travel != WP_TRAVEL_NOT_STATED || code < 0) {
        return false;
    }
    client->travel = (enum wp_travel)(code + 1);
    return true;
}

/* The members that phrases of the lexicon may fill. */
enum target {
    INSURED,
    PREGNANT,
    VETERAN,
    SEX,
    HOUSEHOLD,
    SITUATION,
    LACKS,
    LANGUAGE,
    TRAVEL,
    ATTRIBUTE,
    PAYER,
    COST,
};

static const struct {
    const char *key;    /* in the lexicon */
    const char *member; /* in CLIENT.json */
} targets[] = {
    [INSURED] = {"insured", "insured"},
    [PREGNANT] = {"pregnant", "pregnant"},
    [VETERAN] = {"veteran", "veteran"},
    [SEX] = {"sex", "sex"},
    [HOUSEHOLD] = {"household", "household.kind"},
    [SITUATION] = {"situation", "situations"},
    [LACKS] = {"lacks", "lacks"},
    [LANGUAGE] = {"language", "languages"},
    [TRAVEL] = {"travel", "travel"},
    [ATTRIBUTE] = {"attr", "attributes"},
    [PAYER] = {"payer", "payers"},
    [COST] = {"cost", "can_self_pay"},
};

#define TARGETS (sizeof(targets) / sizeof(targets[0]))

static bool fill(struct wp_client *client, const struct wp_vocab *vocab,
                 enum target target, const char *value)
{
    switch (target) {
    case INSURED:
        return fill_tri(&client->insured, value);
    case PREGNANT:
        return fill_tri(&client->pregnant, value);
    case VETERAN:
        return fill_tri(&client->veteran, value);
    case SEX:
        return fill_sex(client, value);
    case HOUSEHOLD:
        return fill_household(client, value);
    case SITUATION:
        return fill_list(client, client->situations, &client->situation_count,
                         &wp_code_situations, value);
    case LACKS:
        return fill_list(client, client->lacks, &client->lack_count,
                         &wp_code_documents, value);
    case LANGUAGE:
        return fill_language(client, vocab, value);
    case TRAVEL:
        return fill_travel(client, value);
    case ATTRIBUTE:
        return wp_code_find(&wp_code_accessibility, value) >= 0
                   ? fill_list(client, client->accessibility,
                               &client->accessibility_count,
                               &wp_code_accessibility, value)
                   : fill_list(client, client->attributes,
                               &client->attribute_count, &wp_code_attributes,
                               value);
    case COST:
        if (strcmp(value, "free") != 0 ||
            client->can_self_pay != WP_NOT_STATED) {
            return false;
        }
        client->can_self_pay = WP_NO;
        return true;
    case PAYER:
        break; /* may fail: apply_one() does it */
    }
    return false;
}

/* "sex=female": what is known of the rest goes before. */
static enum wp_status
apply_one(struct wp_client *client, const struct wp_vocab *vocab,
          const struct wp_hearing *hearing, const struct wp_sense *sense,
          char *fact, struct wp_error *err)
{
    char *equals = strchr(fact, '=');
    const char *key = fact;
    size_t i = 0;

    if (!equals) {
        return WP_OK;
    }
    *equals = '\0';
    const char *value = equals + 1;
    while (i < TARGETS && strcmp(targets[i].key, key) != 0) {
        i++;
    }
    if (i == TARGETS) {
        return WP_OK;
    }
    const char *member = targets[i].member;
    bool taken = false;
    if (i == PAYER) {
        const size_t before = client->payer_count;
        const int payer = wp_vocab_payer_by_code(vocab, value);
        const enum wp_status status =
            payer >= 0 ? wp_payer_take(client, vocab, payer, err) : WP_OK;
        if (status != WP_OK) {
            return status;
        }
        taken = client->payer_count > before;
    } else {
        taken = fill(client, vocab, (enum target)i, value);
    }
    if (i == ATTRIBUTE && wp_code_find(&wp_code_accessibility, value) >= 0) {
        member = "accessibility";
    }
    if (taken) {
        const char *said = i == COST ? "no" : value;
        wp_understood_add(client, hearing, member, said, sense->begin,
                          sense->end);
    }
    return WP_OK;
}

enum wp_status
wp_facts_apply(struct wp_client *client, const struct wp_vocab *vocab,
               const struct wp_hearing *hearing, const struct wp_sense *sense,
               struct wp_error *err)
{
    const char *rest = sense->facts;
    enum wp_status status = WP_OK;

    while (status == WP_OK && *rest != '\0') {
        char fact[FACT_MAX_BYTES];
        const size_t length = strcspn(rest, " ");
        if (length < sizeof(fact)) {
            memcpy(fact, rest, length);
            fact[length] = '\0';
            status = apply_one(client, vocab, hearing, sense, fact, err);
        }
        rest += length;
        rest += strspn(rest, " ");
    }

    const enum wp_urgency urgency = wp_facts_urgency(sense->facts);
    if (sense->concept < 0 && urgency != WP_URGENCY_NOT_STATED &&
        client->urgency == WP_URGENCY_NOT_STATED) {
        client->urgency = urgency;
        wp_understood_add(client, hearing, "urgency",
                          wp_code_urgencies.names[urgency - 1], sense->begin,
                          sense->end);
    }
    return status;
}
