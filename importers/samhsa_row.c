/* importers/samhsa_row.c - a listing becomes organization, place and service */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "samhsa.h"

/* ---- which listing ------------------------------------------------------- */

static bool mentions(const char *text, const char *const *words)
{
    for (size_t i = 0; words[i]; i++) {
        const size_t size = strlen(words[i]);

        for (const char *at = text; *at; at++) {
            if (strncasecmp(at, words[i], size) == 0) {
                return true;
            }
        }
    }
    return false;
}

static unsigned sides_of_title(const char *title)
{
    static const char *const mental[] = {"mental", "_mh_", "mh fac", NULL};
    static const char *const substance[] = {"substance", "_sa_",   "_su_",
                                            "sa fac",    "su fac", NULL};
    const bool is_mental = mentions(title, mental);
    const bool is_substance = mentions(title, substance);

    if (is_mental == is_substance) {
        return 0;
    }
    return is_mental ? WP_SAMHSA_MH : WP_SAMHSA_SU;
}

/* Codes that stand in one key only say whose listing it is. */
static unsigned sides_of_codes(const struct wp_samhsa_row *row)
{
    long su = 0;
    long mh = 0;

    if (wp_samhsa_has(row, "MH")) {
        return WP_SAMHSA_MH;
    }
    for (size_t i = 0; i < wp_samhsa_code_count(); i++) {
        if (row->has[i]) {
            su += wp_samhsa_code_at(i)->sides == WP_SAMHSA_SU;
            mh += wp_samhsa_code_at(i)->sides == WP_SAMHSA_MH;
        }
    }
    if (su == mh) {
        return 0;
    }
    return su > mh ? WP_SAMHSA_SU : WP_SAMHSA_MH;
}

void wp_samhsa_tell_sides(struct wp_samhsa_row *row, const char *title)
{
    const char *type = row->text[WP_SC_TYPE];

    row->sides = 0;
    row->sides_from = "type_facility";
    if (type) {
        row->sides = strcasecmp(type, "SU") == 0 || strcasecmp(type, "SA") == 0
                         ? WP_SAMHSA_SU
                     : strcasecmp(type, "MH") == 0 ? WP_SAMHSA_MH
                                                   : 0;
        return;
    }
    row->sides = sides_of_codes(row);
    row->sides_from = "service_code_info";
    if (row->sides == 0) {
        row->sides = sides_of_title(title);
        row->sides_from = "file name";
    }
    if (row->sides == 0 && wp_samhsa_has(row, "SA")) {
        row->sides = WP_SAMHSA_SU;
        row->sides_from = "service_code_info";
    }
}

/* ---- ids ----------------------------------------------------------------- */

/* Folded parts with a bar between; NULL when memory ran out. */
static const char *folded_key(struct wp_arena *arena, const char *const *parts,
                              size_t count)
{
    struct wp_buf key = WP_BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        char *folded = NULL;

        if (parts[i] && wp_fold(parts[i], &folded, NULL) != WP_OK) {
            wp_buf_clear(&key);
            return NULL;
        }
        wp_buf_printf(&key, "%s%s", i > 0 ? "|" : "", folded ? folded : "");
        free(folded);
    }
    const char *copy = wp_arena_strdup(arena, wp_buf_str(&key));
    wp_buf_clear(&key);
    return copy;
}

static enum wp_status give_ids(struct wp_samhsa_run *run,
                               struct wp_samhsa_row *row, const char *zip,
                               struct wp_error *err)
{
    struct wp_arena *arena = &run->arena;
    const char *const owner[] = {row->text[WP_SC_NAME1],
                                 row->text[WP_SC_STATE]};
    const char *const site[] = {row->text[WP_SC_NAME1], row->text[WP_SC_NAME2],
                                row->text[WP_SC_STREET1], zip};
    const char *organization = folded_key(arena, owner, 2);
    const char *location = folded_key(arena, site, 4);
    const char *type = row->text[WP_SC_TYPE];

    if (row->sides != 0) {
        type = row->sides == WP_SAMHSA_SU ? "SU" : "MH";
    }
    const char *const listing[] = {
        row->text[WP_SC_NAME1],   row->text[WP_SC_NAME2],
        row->text[WP_SC_STREET1], zip,
        row->text[WP_SC_STREET2], type};
    const char *service = folded_key(arena, listing, 6);
    if (service && row->suffix) {
        service = wp_arena_printf(arena, "%s%s", service, row->suffix);
    }
    if (!organization || !location || !service) {
        return wp_fail(err, WP_ENOMEM, "mapping a listing");
    }
    row->organization_key = organization;
    row->location_key = location;
    row->service_key = service;
    row->organization_id =
        wp_id_of(arena, WP_SAMHSA_SPACE, WP_ORGANIZATION, organization);
    row->location_id = wp_id_of(arena, WP_SAMHSA_SPACE, WP_LOCATION, location);
    row->service_id = wp_id_of(arena, WP_SAMHSA_SPACE, WP_SERVICE, service);
    return wp_arena_failed(arena) ? wp_fail(err, WP_ENOMEM, "mapping a listing")
                                  : WP_OK;
}

/* The id of a part: made of its owner's id and what it is. */
static const char *part_id(struct wp_samhsa_run *run, enum wp_entity entity,
                           const char *owner, const char *what)
{
    const char *key = wp_arena_printf(&run->arena, "%s/%s", owner, what);

    return key ? wp_id_of(&run->arena, WP_SAMHSA_SPACE, entity, key) : NULL;
}

/* ---- values -------------------------------------------------------------- */

static const char *url_of(struct wp_samhsa_run *run, const char *text)
{
    char *url = text ? wp_arena_alloc(&run->arena, strlen(text) + 9) : NULL;

    return url && wp_url_parse(text, url) ? url : NULL;
}

static const char *zip_of(struct wp_samhsa_run *run,
                          const struct wp_samhsa_row *row)
{
    const char *text = row->text[WP_SC_ZIP];
    char zip[6];

    if (!text) {
        return NULL;
    }
    if (!wp_zip_parse(text, zip)) {
        wp_context_find(run->context, WP_WARNING, &row->place,
                        "zip '%.20s' is not a five-digit ZIP code", text);
        return text;
    }
    if (strncmp(zip, text, 5) != 0) {
        wp_context_tally(run->context, WP_NOTE, &row->place, "zip",
                         "zip '%.20s' read as %s", text, zip);
    }
    return wp_arena_strdup(&run->arena, zip);
}

/* Five digits and, where given, the four that follow. */
static const char *postal_code_of(struct wp_samhsa_run *run,
                                  const struct wp_samhsa_row *row,
                                  const char *zip)
{
    const char *more = row->text[WP_SC_ZIP4];
    const unsigned long number = more ? strtoul(more, NULL, 10) : 0;

    return zip && number > 0 && number <= 9999
               ? wp_arena_printf(&run->arena, "%s-%04lu", zip, number)
               : zip;
}

/* ---- records ------------------------------------------------------------- */

static enum wp_status put(struct wp_samhsa_run *run,
                          const struct wp_samhsa_row *row,
                          const struct wp_record *record, struct wp_error *err)
{
    return wp_context_put(run->context, record, &row->place, err);
}

static enum wp_status put_organization(struct wp_samhsa_run *run,
                                       const struct wp_samhsa_row *row,
                                       struct wp_error *err)
{
    struct wp_record record = {.entity = WP_ORGANIZATION,
                               .native_id = row->organization_key};

    wp_record_set(&record, "id", row->organization_id);
    wp_record_set(&record, "name", row->text[WP_SC_NAME1]);
    wp_record_set(&record, "website", url_of(run, row->text[WP_SC_WEBSITE]));
    return put(run, row, &record, err);
}

static enum wp_status put_location(struct wp_samhsa_run *run,
                                   const struct wp_samhsa_row *row,
                                   const char *zip, struct wp_error *err)
{
    struct wp_record record = {.entity = WP_LOCATION,
                               .native_id = row->location_key};
    const char *latitude = row->text[WP_SC_LATITUDE];
    const char *longitude = row->text[WP_SC_LONGITUDE];
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    wp_record_set(&record, "id", row->location_id);
    wp_record_set(&record, "organization_id", row->organization_id);
    wp_record_set(&record, "location_type", "physical");
    wp_record_set(&record, "name",
                  row->text[WP_SC_NAME2] ? row->text[WP_SC_NAME2]
                                         : row->text[WP_SC_NAME1]);
    switch (wp_geo_check(run->context->vocab, latitude, longitude, zip,
                         &lat_deg, &lon_deg)) {
    case WP_GEO_OK:
        wp_record_set(&record, "latitude", latitude);
        wp_record_set(&record, "longitude", longitude);
        break;
    case WP_GEO_ABSENT:
        break;
    case WP_GEO_BAD:
    case WP_GEO_FAR:
        wp_context_find(run->context, WP_WARNING, &row->place,
                        "position %.20s,%.20s cannot be in ZIP %s; not used",
                        latitude ? latitude : "", longitude ? longitude : "",
                        zip ? zip : "(none)");
        record.extra_json = wp_arena_printf(
            &run->arena, "{\"latitude\":\"%.20s\",\"longitude\":\"%.20s\"}",
            latitude && !strpbrk(latitude, "\"\\") ? latitude : "",
            longitude && !strpbrk(longitude, "\"\\") ? longitude : "");
        break;
    }
    return put(run, row, &record, err);
}

static enum wp_status put_address(struct wp_samhsa_run *run,
                                  const struct wp_samhsa_row *row,
                                  const char *zip, struct wp_error *err)
{
    struct wp_record record = {.entity = WP_ADDRESS};

    wp_record_set(&record, "id",
                  part_id(run, WP_ADDRESS, row->location_id, "address"));
    wp_record_set(&record, "location_id", row->location_id);
    wp_record_set(&record, "address_1", row->text[WP_SC_STREET1]);
    wp_record_set(&record, "address_2", row->text[WP_SC_STREET2]);
    wp_record_set(&record, "city", row->text[WP_SC_CITY]);
    wp_record_set(&record, "region", row->text[WP_SC_COUNTY]);
    wp_record_set(&record, "state_province", row->text[WP_SC_STATE]);
    wp_record_set(&record, "postal_code", postal_code_of(run, row, zip));
    wp_record_set(&record, "country", "US");
    wp_record_set(&record, "address_type", "physical");
    return put(run, row, &record, err);
}

static enum wp_status put_service(struct wp_samhsa_run *run,
                                  const struct wp_samhsa_row *row,
                                  struct wp_error *err)
{
    struct wp_record record = {.entity = WP_SERVICE,
                               .native_id = row->service_key};
    struct wp_buf extra = WP_BUF_INIT;
    const char *languages = wp_samhsa_labels(&run->arena, row, WP_SAMHSA_SL);

    wp_record_set(&record, "id", row->service_id);
    wp_record_set(&record, "organization_id", row->organization_id);
    wp_record_set(&record, "name", wp_samhsa_service_name(&run->arena, row));
    wp_record_set(&record, "description",
                  wp_samhsa_description(&run->arena, row));
    wp_record_set(&record, "url", url_of(run, row->text[WP_SC_WEBSITE]));
    wp_record_set(&record, "status", "active");
    wp_record_set(&record, "interpretation_services", languages);
    wp_record_set(&record, "fees_description",
                  wp_samhsa_labels(&run->arena, row, WP_SAMHSA_PYAS));
    wp_record_set(&record, "accreditations",
                  wp_samhsa_labels(&run->arena, row, WP_SAMHSA_LCA));
    wp_record_set(&record, "assured_date", row->asserted_on);
    if (row->code_text.length > 0) {
        wp_buf_char(&extra, '{');
        wp_json_member(&extra, "codes", wp_buf_str(&row->code_text));
        wp_buf_char(&extra, '}');
        record.extra_json = wp_buf_str(&extra);
    }
    const enum wp_status status = put(run, row, &record, err);
    wp_buf_clear(&extra);
    return status;
}

static enum wp_status put_link(struct wp_samhsa_run *run,
                               const struct wp_samhsa_row *row,
                               struct wp_error *err)
{
    struct wp_record record = {.entity = WP_SERVICE_AT_LOCATION};

    wp_record_set(&record, "id",
                  part_id(run, WP_SERVICE_AT_LOCATION, row->service_id, "at"));
    wp_record_set(&record, "service_id", row->service_id);
    wp_record_set(&record, "location_id", row->location_id);
    return put(run, row, &record, err);
}

static const struct {
    enum wp_samhsa_column column;
    const char *type, *what;
} phones[] = {
    {WP_SC_PHONE, "voice", "phone"},
    {WP_SC_INTAKE1, "intake", "intake1"},
    {WP_SC_INTAKE2, "intake", "intake2"},
    {WP_SC_INTAKE1A, "intake", "intake1a"},
    {WP_SC_INTAKE2A, "intake", "intake2a"},
    {WP_SC_HOTLINE1, "hotline", "hotline1"},
    {WP_SC_HOTLINE2, "hotline", "hotline2"},
};

static enum wp_status put_phones(struct wp_samhsa_run *run,
                                 const struct wp_samhsa_row *row,
                                 struct wp_error *err)
{
    enum wp_status status = WP_OK;

    for (size_t i = 0;
         i < sizeof(phones) / sizeof(phones[0]) && status == WP_OK; i++) {
        const char *text = row->text[phones[i].column];
        struct wp_record record = {.entity = WP_PHONE};
        char number[24];
        char extension[12];

        if (!text) {
            continue;
        }
        wp_record_set(&record, "number", text);
        if (wp_phone_parse(text, number, extension)) {
            wp_record_set(&record, "number", number);
            if (extension[0] != '\0') {
                wp_record_set(&record, "extension", extension);
            }
        } else {
            wp_context_tally(run->context, WP_WARNING, &row->place, "phone",
                             "%s '%.40s' is not a US phone number; kept as "
                             "it is",
                             phones[i].what, text);
        }
        wp_record_set(&record, "id",
                      part_id(run, WP_PHONE, row->service_id, phones[i].what));
        wp_record_set(&record, "service_id", row->service_id);
        wp_record_set(&record, "type", phones[i].type);
        status = put(run, row, &record, err);
    }
    return status;
}

enum wp_status wp_samhsa_row_put(struct wp_samhsa_run *run,
                                 struct wp_samhsa_row *row,
                                 struct wp_error *err)
{
    const char *zip = zip_of(run, row);
    enum wp_status status = give_ids(run, row, zip, err);

    if (status == WP_OK) {
        status = put_organization(run, row, err);
    }
    if (status == WP_OK) {
        status = put_location(run, row, zip, err);
    }
    if (status == WP_OK) {
        status = put_address(run, row, zip, err);
    }
    if (status == WP_OK) {
        status = put_service(run, row, err);
    }
    if (status == WP_OK) {
        status = put_link(run, row, err);
    }
    if (status == WP_OK) {
        status = put_phones(run, row, err);
    }
    return status == WP_OK ? wp_samhsa_facts_put(run, row, err) : status;
}
