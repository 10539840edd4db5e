/* engine/explain/find.c - the one service a person means, by id or by name */
#include "explain/find.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"
#include "waypost/vocab.h"

#define ID_DIGITS_MIN 6
#define NAMED_MAX     5 /* ids listed when a name means several */

#define ID_TEXT 37 /* 32 digits, four dashes and the NUL */

/* An id or its beginning, wherever its dashes stand, as the index writes it;
   how many digits, or 0 when it is not one. */
static size_t read_id(const char *text, char ret_id[ID_TEXT])
{
    size_t count = 0;
    size_t used = 0;

    for (; *text; text++) {
        if (*text == '-') {
            continue;
        }
        if (!isxdigit((unsigned char)*text) || count == 32) {
            return 0;
        }
        if (count == 8 || count == 12 || count == 16 || count == 20) {
            ret_id[used++] = '-';
        }
        ret_id[used++] = *text;
        count++;
    }
    ret_id[used] = '\0';
    return count;
}

struct lookup {
    const struct wp_index *index;
    struct wp_places *places;
    bool several; /* services whose id begins so */
};

/* False when it is a place of another service than those before. */
static bool add_place(struct wp_places *places, uint32_t doc,
                      const unsigned char id[16])
{
    if (places->count == 0) {
        memcpy(places->service_id, id, sizeof(places->service_id));
    } else if (memcmp(places->service_id, id, 16) != 0) {
        return false;
    }
    if (places->count < WP_PLACES_MAX) {
        places->docs[places->count++] = doc;
    }
    return true;
}

static void on_id(uint32_t doc, void *payload)
{
    struct lookup *lookup = payload;

    if (!add_place(lookup->places, doc,
                   wp_index_doc(lookup->index, doc)->service_id)) {
        lookup->several = true;
    }
}

static enum wp_status find_by_id(const struct wp_index *index,
                                 const char *called, const char *id,
                                 struct wp_places *places, struct wp_error *err)
{
    struct lookup lookup = {index, places, false};

    (void)wp_index_find_service(index, id, on_id, &lookup);
    return lookup.several
               ? wp_fail(err, WP_EINVAL,
                         "'%s' begins several ids; give more digits", called)
               : WP_OK;
}

/* ---- by name ------------------------------------------------------------ */

enum nearness { NEAR_NOT, NEAR_ORGANIZATION, NEAR_PART, NEAR_WHOLE };

struct named {
    unsigned char id[16];
    enum nearness nearness;
    char *name;
};

struct search {
    struct wp_index *index;
    char *wanted; /* folded */
    uint32_t *docs;
    size_t doc_count, doc_room;
    struct named found[NAMED_MAX];
    size_t count; /* services as near as the nearest; may exceed the list */
    bool failed;
};

static void on_text(uint32_t doc, double share, void *payload)
{
    struct search *search = payload;

    /* A name holds every word that is asked for. */
    if (share < 0.5 || search->failed) {
        return;
    }
    if (search->doc_count == search->doc_room) {
        const size_t room = search->doc_room ? 2 * search->doc_room : 256;
        uint32_t *docs = realloc(search->docs, room * sizeof(*docs));
        if (!docs) {
            search->failed = true;
            return;
        }
        search->docs = docs;
        search->doc_room = room;
    }
    search->docs[search->doc_count++] = doc;
}

/* Whole words only: "arbor" is not in "harbor light". */
static bool has_words(const char *text, const char *words)
{
    const size_t length = strlen(words);

    for (const char *at = text; (at = strstr(at, words)); at++) {
        if ((at == text || at[-1] == ' ') &&
            (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static enum nearness compare_name(struct search *search, const char *name,
                                  bool own)
{
    enum nearness result = NEAR_NOT;
    char *folded = NULL;

    if (!name) {
        return NEAR_NOT;
    }
    if (wp_fold(name, &folded, NULL) != WP_OK) {
        search->failed = true;
        return NEAR_NOT;
    }
    if (own && strcmp(folded, search->wanted) == 0) {
        result = NEAR_WHOLE;
    } else if (has_words(folded, search->wanted)) {
        result = own ? NEAR_PART : NEAR_ORGANIZATION;
    }
    free(folded);
    return result;
}

static void drop_found(struct search *search)
{
    for (size_t i = 0; i < search->count && i < NAMED_MAX; i++) {
        free(search->found[i].name);
    }
    search->count = 0;
}

static void note_found(struct search *search, const unsigned char id[16],
                       enum nearness nearness, const char *name)
{
    if (search->count > 0 && nearness > search->found[0].nearness) {
        drop_found(search);
    }
    if (search->count > 0 && nearness < search->found[0].nearness) {
        return;
    }
    for (size_t i = 0; i < search->count && i < NAMED_MAX; i++) {
        if (memcmp(search->found[i].id, id, 16) == 0) {
            return;
        }
    }
    if (search->count < NAMED_MAX) {
        struct named *one = &search->found[search->count];

        memcpy(one->id, id, sizeof(one->id));
        one->nearness = nearness;
        one->name = strdup(name ? name : "");
        search->failed = search->failed || !one->name;
    }
    search->count++;
}

static void look_at(struct search *search, uint32_t doc)
{
    const struct wp_doc *row = wp_index_doc(search->index, doc);
    json_t *card =
        json_loads(wp_index_string(search->index, row->card), 0, NULL);
    const char *name = json_string_value(json_object_get(card, "name"));
    enum nearness nearness = compare_name(search, name, true);

    if (nearness == NEAR_NOT) {
        nearness = compare_name(
            search, json_string_value(json_object_get(card, "organization")),
            false);
    }
    if (nearness != NEAR_NOT) {
        note_found(search, row->service_id, nearness, name);
    }
    json_decref(card);
}

static enum wp_status fail_several(const struct search *search,
                                   const char *called, struct wp_error *err)
{
    struct wp_buf list = WP_BUF_INIT;

    for (size_t i = 0; i < search->count && i < NAMED_MAX; i++) {
        const struct named *one = &search->found[i];

        wp_buf_printf(&list, "%s%02x%02x%02x%02x %s", i == 0 ? "" : ", ",
                      one->id[0], one->id[1], one->id[2], one->id[3],
                      one->name);
    }
    const enum wp_status status = wp_fail(
        err, WP_EINVAL,
        "'%s' is the name of several services; give the id: %s%s", called,
        wp_buf_str(&list), search->count > NAMED_MAX ? ", ..." : "");
    wp_buf_clear(&list);
    return status;
}

static enum wp_status find_by_name(struct wp_index *index, const char *called,
                                   struct wp_places *places,
                                   struct wp_error *err)
{
    const struct wp_span all = {0, (uint32_t)wp_index_count(index)};
    struct search search = {.index = index};
    enum wp_status status = wp_fold(called, &search.wanted, err);

    if (status == WP_OK && search.wanted[0]) {
        status = wp_index_text(index, called, &all, 1, on_text, &search, err);
    }
    for (size_t i = 0; i < search.doc_count && status == WP_OK; i++) {
        look_at(&search, search.docs[i]);
    }
    if (status == WP_OK && search.failed) {
        status = wp_fail(err, WP_ENOMEM, "no memory to look for a name");
    }
    if (status == WP_OK && search.count > 1) {
        status = fail_several(&search, called, err);
    }
    for (size_t i = 0; i < search.doc_count && status == WP_OK; i++) {
        const struct wp_doc *row = wp_index_doc(index, search.docs[i]);

        if (search.count == 1 &&
            memcmp(row->service_id, search.found[0].id, 16) == 0) {
            (void)add_place(places, search.docs[i], row->service_id);
        }
    }
    drop_found(&search);
    free(search.docs);
    free(search.wanted);
    return status;
}

enum wp_status wp_find_service(struct wp_index *index, const char *called,
                               struct wp_places *ret_places,
                               struct wp_error *err)
{
    struct wp_places places = {.count = 0};
    char id[ID_TEXT];
    const size_t digits = read_id(called, id);
    enum wp_status status = WP_OK;

    if (digits >= ID_DIGITS_MIN) {
        status = find_by_id(index, called, id, &places, err);
    }
    if (status == WP_OK && places.count == 0) {
        status = find_by_name(index, called, &places, err);
    }
    if (status == WP_OK && places.count == 0 && digits > 0 &&
        digits < ID_DIGITS_MIN) {
        return wp_fail(err, WP_EINVAL,
                       "'%s' is not an id or its first %d digits or more",
                       called, ID_DIGITS_MIN);
    }
    if (status == WP_OK && places.count == 0) {
        return wp_fail(err, WP_ENOTFOUND, "no service '%s', by id or by name",
                       called);
    }
    if (status == WP_OK) {
        *ret_places = places;
    }
    return status;
}
