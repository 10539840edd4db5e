/* engine/render/show_text.c - a record as a readable page */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/page.h"

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text && text[0] ? text : NULL;
}

static void join(struct wp_buf *line, const char *between, const char *text)
{
    if (text && text[0]) {
        wp_buf_text(line, line->length > 0 ? between : "");
        wp_buf_text(line, text);
    }
}

static void put_member(struct wp_page *page, const json_t *record,
                       const char *name, const char *label)
{
    const json_t *value = json_object_get(record, name);

    if (json_is_string(value)) {
        wp_page_item(page, 2, label, json_string_value(value));
    } else if (json_is_number(value)) {
        struct wp_buf text = WP_BUF_INIT;

        wp_buf_printf(&text, "%g", json_number_value(value));
        wp_page_item(page, 2, label, wp_buf_str(&text));
        wp_buf_clear(&text);
    }
}

/* One line an element: the named members, comma between. */
static void put_list(struct wp_page *page, const json_t *record,
                     const char *name, const char *label,
                     const char *const *members)
{
    const json_t *list = json_object_get(record, name);

    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *element = json_array_get(list, i);
        struct wp_buf line = WP_BUF_INIT;

        for (size_t m = 0; members[m]; m++) {
            join(&line, ", ", text_of(element, members[m]));
        }
        wp_page_item(page, 2, label, wp_buf_str(&line));
        wp_buf_clear(&line);
    }
}

static const char *const phone_members[] = {"number", "extension", "type",
                                            "description", NULL};
static const char *const address_members[] = {
    "address_1", "address_2", "city", "state_province", "postal_code", NULL};
static const char *const schedule_members[] = {
    "byday",      "opens_at", "closes_at", "description",
    "valid_from", "valid_to", NULL};
static const char *const language_members[] = {"name", "code", "note", NULL};
static const char *const area_members[] = {"name", "extent", NULL};
static const char *const document_members[] = {"document", NULL};
static const char *const cost_members[] = {"option", "amount", "currency",
                                           "amount_description", NULL};
static const char *const access_members[] = {"description", "details", NULL};

static void put_common(struct wp_page *page, const json_t *record)
{
    put_list(page, record, "phones", "Phone: ", phone_members);
    put_list(page, record, "addresses", "Address: ", address_members);
    put_list(page, record, "schedules", "Hours: ", schedule_members);
    put_list(page, record, "languages", "Language: ", language_members);
    put_list(page, record, "accessibility", "Access: ", access_members);
}

static void put_places(struct wp_page *page, const json_t *record)
{
    const json_t *places = json_object_get(record, "service_at_locations");

    for (size_t i = 0; i < json_array_size(places); i++) {
        const json_t *place = json_array_get(places, i);
        const json_t *location = json_object_get(place, "location");

        wp_page_blank(page);
        wp_page_heading(page, text_of(location, "name")
                                  ? text_of(location, "name")
                                  : "Place");
        put_common(page, location);
        put_list(page, place, "phones", "Phone here: ", phone_members);
        put_list(page, place, "schedules", "Hours here: ", schedule_members);
    }
}

static void put_number(struct wp_buf *line, const json_t *fact,
                       const char *name, const char *lead)
{
    const json_t *number = json_object_get(fact, name);

    if (json_is_number(number)) {
        wp_buf_printf(line, " %s %g", lead, json_number_value(number));
    }
}

/* Ages are kept in months, hours in minutes of the week: say them as people
   do. */
static void put_age(struct wp_buf *line, const char *word, double months)
{
    if (months < 36 || fmod(months, 12) != 0) {
        wp_buf_printf(line, " %s %g months", word, months);
    } else {
        wp_buf_printf(line, " %s %g years", word, months / 12);
    }
}

static void put_minute(struct wp_buf *line, const char *word, double minute)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu",
                                       "Fri", "Sat", "Sun"};
    const long at = (long)minute;

    wp_buf_printf(line, " %s %s %02ld:%02ld", word, days[at / 1440 % 7],
                  at / 60 % 24, at % 60);
}

static void put_range(struct wp_buf *line, const json_t *fact)
{
    const char *kind = json_string_value(json_object_get(fact, "kind"));
    const char *code = json_string_value(json_object_get(fact, "code"));
    const json_t *lo = json_object_get(fact, "lo");
    const json_t *hi = json_object_get(fact, "hi");

    if (kind && code && strcmp(kind, "eligibility") == 0 &&
        strcmp(code, "age") == 0) {
        if (json_is_number(lo)) {
            put_age(line, "from", json_number_value(lo));
        }
        if (json_is_number(hi)) { /* the last month that is served */
            put_age(line, "to under", json_number_value(hi) + 1);
        }
    } else if (kind && code && strcmp(kind, "hours") == 0 &&
               json_number_value(lo) >= 0 && json_is_number(hi)) {
        if (strcmp(code, "always") != 0) {
            put_minute(line, "from", json_number_value(lo));
            put_minute(line, "to", json_number_value(hi));
        }
    } else {
        put_number(line, fact, "lo", "from");
        put_number(line, fact, "hi", "to");
    }
}

static void put_fact(struct wp_page *page, const json_t *fact)
{
    struct wp_buf line = WP_BUF_INIT;
    struct wp_buf proof = WP_BUF_INIT;

    join(&line, " ", text_of(fact, "kind"));
    join(&line, " ", text_of(fact, "code"));
    put_range(&line, fact);
    join(&line, ": ", text_of(fact, "stance"));
    join(&proof, ": ", text_of(fact, "field"));
    if (json_is_true(json_object_get(fact, "extracted"))) {
        wp_buf_printf(&proof, ", from its text: \"%s\"",
                      text_of(fact, "evidence") ? text_of(fact, "evidence")
                                                : "");
    } else {
        join(&proof, ": ", text_of(fact, "evidence"));
    }
    join(&proof, "; ", text_of(fact, "source"));
    join(&proof, ", ", text_of(fact, "asserted_on"));
    if (proof.length > 0) {
        wp_buf_printf(&line, " (%s)", wp_buf_str(&proof));
    }
    wp_page_wrap(page, 2, 6, wp_buf_str(&line));
    wp_buf_clear(&line);
    wp_buf_clear(&proof);
}

static void put_waypost(struct wp_page *page, const json_t *record)
{
    const json_t *own = json_object_get(record, "waypost");
    const json_t *facts = json_object_get(own, "facts");
    const json_t *sources = json_object_get(own, "sources");

    if (json_array_size(facts) > 0) {
        wp_page_blank(page);
        wp_page_heading(page, "Facts, with who says so and when");
    }
    for (size_t i = 0; i < json_array_size(facts); i++) {
        put_fact(page, json_array_get(facts, i));
    }
    if (json_array_size(sources) > 0) {
        wp_page_blank(page);
        wp_page_heading(page, "Sources");
    }
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const json_t *source = json_array_get(sources, i);
        struct wp_buf line = WP_BUF_INIT;

        join(&line, ", ", json_string_value(source));
        join(&line, ", ", text_of(source, "title"));
        join(&line, ", ", text_of(source, "name"));
        join(&line, ", ", text_of(source, "licence"));
        join(&line, ", ", text_of(source, "url"));
        wp_page_wrap(page, 2, 6, wp_buf_str(&line));
        wp_buf_clear(&line);
    }
}

static void put_record(struct wp_page *page, const json_t *record)
{
    const json_t *organization = json_object_get(record, "organization");

    wp_page_heading(page, text_of(record, "name") ? text_of(record, "name")
                                                  : "(no name)");
    put_member(page, record, "alternate_name", "Also: ");
    put_member(page, organization, "name", "Organization: ");
    put_member(page, record, "alert", "Note: ");
    put_member(page, record, "status", "Status: ");
    put_member(page, record, "description", "");
    put_member(page, record, "url", "Web: ");
    put_member(page, record, "website", "Web: ");
    put_member(page, record, "email", "Email: ");
    put_member(page, record, "eligibility_description", "For: ");
    put_member(page, record, "minimum_age", "From age: ");
    put_member(page, record, "maximum_age", "To age: ");
    put_member(page, record, "application_process", "How to apply: ");
    put_member(page, record, "fees_description", "Fees: ");
    put_list(page, record, "cost_options", "Cost: ", cost_members);
    put_list(page, record, "required_documents", "Bring: ", document_members);
    put_list(page, record, "service_areas", "Serves: ", area_members);
    put_common(page, record);
    put_member(page, record, "assured_date", "Confirmed: ");
    put_member(page, record, "last_modified", "Changed: ");
    put_member(page, record, "id", "Id: ");
    put_places(page, record);
    put_waypost(page, record);
}

enum wp_status wp_render_show_text(const char *json,
                                   const struct wp_text_style *style,
                                   struct wp_buf *out, struct wp_error *err)
{
    struct wp_page page = wp_page_to(out, style);
    json_error_t trouble;
    json_t *record = json_loads(json, 0, &trouble);

    if (!json_is_object(record)) {
        json_decref(record);
        return wp_fail(err, WP_EPARSE, "the record is not a JSON object: %s",
                       trouble.text);
    }
    put_record(&page, record);
    json_decref(record);
    return wp_buf_status(out, err);
}
