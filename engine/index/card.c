/* engine/index/card.c - what is shown of a document, as one JSON object */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/compose.h"

#define DESCRIPTION_BYTES 400
#define NOTE_BYTES        300
#define PHONES_MAX        8

struct card {
    struct wp_composing *composing;
    json_t *object;
    bool failed;
};

/* Cut at a word, else at a character: never inside a UTF-8 sequence. */
static size_t cut(const char *text, size_t most)
{
    size_t size = strlen(text);

    if (size <= most) {
        return size;
    }
    size = most;
    while (size > most / 2 && text[size] != ' ' && text[size] != '\n') {
        size--;
    }
    if (size == most / 2) {
        size = most;
        while (size > 0 && ((unsigned char)text[size] & 0xC0U) == 0x80U) {
            size--;
        }
    }
    while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\n')) {
        size--;
    }
    return size;
}

static void put(struct card *card, json_t *object, const char *name,
                const char *text, size_t most)
{
    const char *clean = wp_scrub(card->composing, text);

    if (clean == NULL || *clean == '\0') {
        return;
    }
    size_t size = most == 0 ? strlen(clean) : cut(clean, most);
    json_t *value = json_stringn(clean, size);
    if (value == NULL) {
        /* Not UTF-8: better without it than without the service. */
        return;
    }
    if (json_object_set_new(object, name, value) != 0) {
        card->failed = true;
    }
}

static void put_column(struct card *card, const struct wp_record *record,
                       const char *column, const char *name, size_t most)
{
    if (record != NULL) {
        put(card, card->object, name, wp_tree_value(record, column), most);
    }
}

/* ---- phones ------------------------------------------------------------- */

struct line {
    const struct wp_record *phone;
    int rank; /* the lowest is the one to call */
    size_t order;
};

static int type_rank(const char *type)
{
    static const struct {
        const char *word;
        int rank;
    } ranks[] = {
        {"fax", -1},      {"hotline", 0}, {"crisis", 0}, {"intake", 1},
        {"text", 3},      {"sms", 3},     {"tty", 4},    {"tdd", 4},
        {"textphone", 4}, {"video", 4},   {"pager", 4},
    };

    for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++) {
        if (type != NULL && strstr(type, ranks[i].word) != NULL) {
            return ranks[i].rank;
        }
    }
    return 2;
}

static void collect(struct card *card, const char *column, const char *id,
                    int owner_rank, struct line *lines, size_t *count)
{
    const struct wp_tree *tree = &card->composing->tree;
    const struct wp_record *phone = NULL;
    size_t at = 0;

    while (id != NULL && *count < PHONES_MAX * 4 &&
           (phone = wp_tree_next(tree, WP_PHONE, column, id, &at)) != NULL) {
        int rank = type_rank(wp_tree_value(phone, "type"));
        bool known = wp_tree_value(phone, "number") == NULL || rank < 0;
        for (size_t i = 0; i < *count && !known; i++) {
            known = lines[i].phone == phone;
        }
        if (!known) {
            lines[*count] =
                (struct line){phone, owner_rank * 10 + rank, *count};
            (*count)++;
        }
    }
}

static int by_rank(const void *left, const void *right)
{
    const struct line *a = left;
    const struct line *b = right;

    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    return (a->order > b->order) - (a->order < b->order);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

static void put_phone(struct card *card, json_t *phones,
                      const struct wp_record *phone)
{
    json_t *object = json_object();

    if (object == NULL) {
        card->failed = true;
        return;
    }
    put(card, object, "number", wp_tree_value(phone, "number"), 0);
    put(card, object, "extension", wp_tree_value(phone, "extension"), 0);
    put(card, object, "type", wp_tree_value(phone, "type"), 0);
    if (json_array_append_new(phones, object) != 0) {
        card->failed = true;
    }
}

static void put_phones(struct card *card, const struct wp_place *place)
{
    const struct wp_record *service = card->composing->tree.service;
    struct line lines[PHONES_MAX * 4];
    size_t count = 0;
    json_t *phones = json_array();

    if (place->at != NULL) {
        collect(card, "service_at_location_id", wp_record_get(place->at, "id"),
                0, lines, &count);
    }
    collect(card, "service_id", wp_record_get(service, "id"), 1, lines, &count);
    if (place->location != NULL) {
        collect(card, "location_id", wp_record_get(place->location, "id"), 2,
                lines, &count);
    }
    if (card->composing->organization != NULL) {
        collect(card, "organization_id",
                wp_record_get(card->composing->organization, "id"), 3, lines,
                &count);
    }
    qsort(lines, count, sizeof(lines[0]), by_rank);
    for (size_t i = 0; i < count && json_array_size(phones) < PHONES_MAX; i++) {
        const char *number = wp_tree_value(lines[i].phone, "number");
        const char *extension = wp_tree_value(lines[i].phone, "extension");
        bool repeated = false;
        for (size_t j = 0; j < i && !repeated; j++) {
            repeated =
                same_text(number, wp_tree_value(lines[j].phone, "number")) &&
                same_text(extension,
                          wp_tree_value(lines[j].phone, "extension"));
        }
        if (!repeated) {
            put_phone(card, phones, lines[i].phone);
        }
    }
    if (json_array_size(phones) == 0) {
        json_decref(phones);
    } else if (json_object_set_new(card->object, "phones", phones) != 0) {
        card->failed = true;
    }
}

/* ---- the place ---------------------------------------------------------- */

static void put_hours(struct card *card, const struct wp_place *place)
{
    const struct wp_tree *tree = &card->composing->tree;
    struct wp_arena *arena = &card->composing->arena;
    const char *texts = "";
    const struct wp_record *schedule = NULL;
    const char *service_id = wp_record_get(tree->service, "id");
    const char *at_id =
        place->at == NULL ? NULL : wp_record_get(place->at, "id");
    const char *location_id =
        place->location == NULL ? NULL : wp_record_get(place->location, "id");
    size_t at = 0;

    while ((schedule = wp_tree_next(tree, WP_SCHEDULE, NULL, NULL, &at)) !=
           NULL) {
        const char *text = wp_tree_value(schedule, "description");
        const char *owner = wp_tree_value(schedule, "service_at_location_id");
        const char *mine = at_id;
        if (owner == NULL) {
            owner = wp_tree_value(schedule, "location_id");
            mine = location_id;
        }
        if (owner == NULL) {
            owner = wp_tree_value(schedule, "service_id");
            mine = service_id;
        }
        if (text == NULL || owner == NULL || mine == NULL ||
            strcmp(owner, mine) != 0 || texts == NULL ||
            strstr(texts, text) != NULL) {
            continue;
        }
        texts = wp_arena_printf(arena, "%s%s%s", texts,
                                *texts == '\0' ? "" : "; ", text);
    }
    put(card, card->object, "hours", texts, NOTE_BYTES);
}

static void put_place(struct card *card, const struct wp_place *place)
{
    const struct wp_record *address = place->address;

    if (!place->placeless && address != NULL) {
        put(card, card->object, "city", wp_tree_value(address, "city"), 0);
        put(card, card->object, "state",
            place->state[0] != '\0' ? place->state
                                    : wp_tree_value(address, "state_province"),
            0);
    }
    if (place->placeless || address == NULL || card->composing->withheld) {
        return;
    }
    const char *street = wp_tree_value(address, "address_1");
    const char *rest = wp_tree_value(address, "address_2");
    if (street != NULL && rest != NULL) {
        street =
            wp_arena_printf(&card->composing->arena, "%s, %s", street, rest);
    }
    put(card, card->object, "address", street != NULL ? street : rest, 0);
    put(card, card->object, "postal_code",
        wp_tree_value(address, "postal_code"), 0);
    put_column(card, place->location, "name", "location_name", 0);
    put_column(card, place->location, "transportation", "transportation",
               NOTE_BYTES);
}

static const char *fees_column(const struct wp_record *service)
{
    return wp_tree_value(service, "fees_description") != NULL
               ? "fees_description"
               : "fees";
}

enum wp_status wp_card_render(struct wp_composing *composing,
                              const struct wp_place *place,
                              const char **ret_card, struct wp_error *err)
{
    struct card card = {.composing = composing, .object = json_object()};
    const struct wp_record *service = composing->tree.service;

    if (card.object == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for a card");
    }
    put_column(&card, service, "name", "name", 0);
    put_column(&card, composing->organization, "name", "organization", 0);
    put_column(&card, service, "url", "url", 0);
    if (json_object_get(card.object, "url") == NULL) {
        put_column(&card, composing->organization, "website", "url", 0);
    }
    put_column(&card, service, "email", "email", 0);
    put_column(&card, service, "status", "status", 0);
    put_column(&card, service, "alert", "alert", NOTE_BYTES);
    put_column(&card, service, "description", "description", DESCRIPTION_BYTES);
    put_column(&card, service, "application_process", "application",
               NOTE_BYTES);
    put_column(&card, service, fees_column(service), "fees", NOTE_BYTES);
    put_column(&card, service, "eligibility_description", "eligibility",
               NOTE_BYTES);
    put_column(&card, service, "wait_time", "wait_time", NOTE_BYTES);
    put_column(&card, service, "last_modified", "updated", 0);
    put_hours(&card, place);
    put_place(&card, place);
    put_phones(&card, place);
    char *text = card.failed ? NULL : json_dumps(card.object, JSON_COMPACT);
    json_decref(card.object);
    *ret_card = wp_arena_strdup(&composing->arena, text);
    free(text);
    if (*ret_card == NULL || wp_arena_failed(&composing->arena)) {
        return wp_fail(err, WP_ENOMEM, "no memory for a card");
    }
    return WP_OK;
}
