/* engine/explain/card.c - what a record shows of itself */
#include "explain/card.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#define PHONES_MAX 16

static const char *text_of(struct wp_arena *arena, const json_t *card,
                           const char *name)
{
    const char *text = json_string_value(json_object_get(card, name));

    return text && text[0] ? wp_arena_strdup(arena, text) : NULL;
}

static const char *uuid_text(struct wp_arena *arena,
                             const unsigned char bytes[16])
{
    static const char digits[] = "0123456789abcdef";
    char text[37];
    size_t at = 0;

    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text[at++] = '-';
        }
        text[at++] = digits[bytes[i] >> 4];
        text[at++] = digits[bytes[i] & 15];
    }
    text[at] = '\0';
    return wp_arena_strdup(arena, text);
}

static bool is_zero(const unsigned char bytes[16])
{
    static const unsigned char zeroes[16];

    return memcmp(bytes, zeroes, sizeof(zeroes)) == 0;
}

static void read_phones(struct wp_arena *arena, const json_t *card,
                        struct wp_match *match)
{
    const json_t *phones = json_object_get(card, "phones");
    const size_t count = json_array_size(phones);
    struct wp_phone_line *lines =
        count > 0 ? wp_arena_alloc(arena, PHONES_MAX * sizeof(*lines)) : NULL;

    for (size_t i = 0; lines && i < count && match->phone_count < PHONES_MAX;
         i++) {
        const json_t *phone = json_array_get(phones, i);
        const char *number = text_of(arena, phone, "number");

        if (number) {
            lines[match->phone_count++] = (struct wp_phone_line){
                .number = number,
                .extension = text_of(arena, phone, "extension"),
                .type = text_of(arena, phone, "type"),
            };
        }
    }
    match->phones = lines;
}

static void read_place(struct wp_arena *arena, const json_t *card,
                       const struct wp_doc *doc,
                       const struct wp_subject *subject, struct wp_match *match)
{
    match->confidential = (subject->flags & WP_DOC_CONFIDENTIAL) != 0;
    match->has_place = !is_zero(doc->location_id);
    if (!match->has_place) {
        return;
    }
    match->location_id = uuid_text(arena, doc->location_id);
    match->city = text_of(arena, card, "city");
    match->state = text_of(arena, card, "state");
    if (match->confidential) {
        return;
    }
    match->address = text_of(arena, card, "address");
    match->postal_code = text_of(arena, card, "postal_code");
    match->lat_deg = subject->lat_deg;
    match->lon_deg = subject->lon_deg;
    match->distance_m = subject->distance_m;
    match->approximate = (subject->flags & WP_DOC_GEO_FROM_ZIP) != 0;
}

/* The status of the document decides; the card's words only spell it. */
static const char *status_name(enum wp_doc_status status)
{
    static const char *const names[] = {
        [WP_DOC_ACTIVE] = "active",
        [WP_DOC_STATUS_UNKNOWN] = NULL,
        [WP_DOC_TEMPORARILY_CLOSED] = "temporarily closed",
        [WP_DOC_INACTIVE] = "inactive",
        [WP_DOC_DEFUNCT] = "defunct",
    };

    return (size_t)status < sizeof(names) / sizeof(names[0]) ? names[status]
                                                             : NULL;
}

enum wp_status wp_card_read(struct wp_arena *arena,
                            const struct wp_index *index,
                            const struct wp_subject *subject,
                            struct wp_match *match, struct wp_error *err)
{
    const struct wp_doc *doc = wp_index_doc(index, subject->doc);
    json_error_t trouble;
    json_t *card = json_loads(wp_index_string(index, doc->card), 0, &trouble);

    if (!json_is_object(card)) {
        json_decref(card);
        return wp_fail(err, WP_EPARSE, "document %u has no readable card",
                       subject->doc);
    }
    match->service_id = uuid_text(arena, doc->service_id);
    match->service_name = text_of(arena, card, "name");
    match->organization = text_of(arena, card, "organization");
    match->url = text_of(arena, card, "url");
    match->status = status_name(subject->status);
    match->alert = text_of(arena, card, "alert");
    match->description = text_of(arena, card, "description");
    match->lat_deg = NAN;
    match->lon_deg = NAN;
    match->distance_m = NAN;
    read_place(arena, card, doc, subject, match);
    read_phones(arena, card, match);
    json_decref(card);
    return WP_OK;
}
