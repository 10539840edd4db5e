/* engine/store/withhold.c - what must not leave with a confidential place */
#include "store/withhold.h"

#include <string.h>

#include "record/scan.h"

/* Shorter ones would hide half the language. */
#define SECRET_BYTES_MIN 5

static bool add_text(struct wp_arena *arena, const char ***list, size_t *count,
                     size_t *room, const char *text)
{
    if (*count == *room) {
        const size_t wanted = *room > 0 ? *room * 2 : 8;
        const char **grown = wp_arena_alloc(arena, wanted * sizeof(*grown));
        if (!grown) {
            return false;
        }
        if (*count > 0) {
            memcpy(grown, *list, *count * sizeof(*grown));
        }
        *list = grown;
        *room = wanted;
    }
    (*list)[(*count)++] = text;
    return true;
}

/* A street has a number or more than one word: "Confidential", which people
   write into the field, is no secret. */
static bool is_telling(const char *text)
{
    return strlen(text) >= SECRET_BYTES_MIN &&
           strpbrk(text, "0123456789") != NULL;
}

static void add_secret(struct wp_withheld *withheld, const char *value)
{
    if (!value || !is_telling(value)) {
        return;
    }
    char *lower = wp_arena_strdup(withheld->arena, value);
    for (char *at = lower; at && *at != '\0'; at++) {
        *at = wp_lower(*at);
    }
    if (lower) {
        (void)add_text(withheld->arena, &withheld->secrets,
                       &withheld->secret_count, &withheld->secret_room, lower);
    }
}

static void add_place(struct wp_withheld *withheld,
                      const struct wp_row *location)
{
    if (!wp_is_hidden_place(withheld, location)) {
        (void)add_text(withheld->arena, &withheld->places,
                       &withheld->place_count, &withheld->place_room,
                       location->record.values[0]);
    }
    add_secret(withheld, wp_record_get(&location->record, "latitude"));
    add_secret(withheld, wp_record_get(&location->record, "longitude"));
    add_secret(withheld,
               wp_record_get(&location->record, "external_identifier"));
    for (const struct wp_row *address = wp_row_member(location, "addresses");
         address; address = address->next) {
        add_secret(withheld, wp_record_get(&address->record, "address_1"));
        add_secret(withheld, wp_record_get(&address->record, "address_2"));
        add_secret(withheld, wp_record_get(&address->record, "postal_code"));
    }
}

static void gather(struct wp_withheld *withheld, const struct wp_row *row,
                   bool hidden)
{
    for (; row; row = row->next) {
        const struct wp_entity_info *info = wp_entity(row->record.entity);
        const bool here = hidden || row->record.confidential;

        if (row->record.entity == WP_LOCATION && here) {
            add_place(withheld, row);
        }
        for (size_t i = 0; row->children && i < info->nesting_count; i++) {
            /* The other places of an organization are their own affair. */
            const bool passes_on = info->nestings[i].child != WP_ORGANIZATION;
            gather(withheld, row->children[i], here && passes_on);
        }
    }
}

enum wp_status wp_withhold(const struct wp_row *root, bool confidential,
                           struct wp_arena *arena,
                           struct wp_withheld *ret_withheld,
                           struct wp_error *err)
{
    struct wp_withheld withheld = {.arena = arena};

    gather(&withheld, root, confidential);
    if (wp_arena_failed(arena)) {
        return wp_fail(err, WP_ENOMEM, "looking for what must be withheld");
    }
    *ret_withheld = withheld;
    return WP_OK;
}

bool wp_is_hidden_place(const struct wp_withheld *withheld,
                        const struct wp_row *location)
{
    for (size_t i = 0; i < withheld->place_count; i++) {
        if (strcmp(withheld->places[i], location->record.values[0]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_word(char character)
{
    return wp_is_letter(character) || wp_is_digit(character);
}

static bool has_words(const char *text, const char *words)
{
    const size_t size = strlen(words);

    for (const char *at = text; *at != '\0'; at++) {
        if ((at == text || !is_word(at[-1]) || !is_word(*at)) &&
            strnlen(at, size) == size &&
            wp_slice_is((struct wp_slice){at, size}, words) &&
            !is_word(at[size])) {
            return true;
        }
    }
    return false;
}

static bool is_zip(const char *secret)
{
    return secret[strspn(secret, "0123456789-")] == '\0' &&
           strlen(secret) <= 10;
}

bool wp_gives_away(const struct wp_withheld *withheld, const char *text,
                   bool zip_allowed)
{
    for (size_t i = 0; i < withheld->secret_count; i++) {
        const char *secret = withheld->secrets[i];
        if (!(zip_allowed && is_zip(secret)) && has_words(text, secret)) {
            return true;
        }
    }
    return false;
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

bool wp_is_hidden_column(const char *name)
{
    static const char *const names[] = {"latitude",
                                        "longitude",
                                        "transportation",
                                        "external_identifier",
                                        "external_identifier_type",
                                        NULL};

    return is_one_of(name, names);
}

bool wp_is_hidden_member(const char *name)
{
    static const char *const names[] = {"addresses", "metadata", NULL};

    return is_one_of(name, names);
}
