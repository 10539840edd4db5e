/* engine/record/entities.c - the 24 tables of HSDS 3.2.3 as data */
#include <assert.h>
#include <string.h>

#include "waypost/record.h"

/*
 * Columns in the order of the standard's schema files. Two links go beyond the
 * foreign keys of its tabular package: organization.parent_organization_id and
 * taxonomy_term.parent_id say by their names where they lead.
 *
 * Source: openreferral/specification v3.2.3, schema/ and datapackage.json.
 */
#define MAY(kind, column)                              \
    {                                                  \
        column, WP_TYPE_##kind, false, -1, false, NULL \
    }
#define MUST(kind, column)                            \
    {                                                 \
        column, WP_TYPE_##kind, true, -1, false, NULL \
    }
#define CHOICE(column, words)                           \
    {                                                   \
        column, WP_TYPE_CHOICE, false, -1, false, words \
    }
#define MUST_CHOOSE(column, words)                     \
    {                                                  \
        column, WP_TYPE_CHOICE, true, -1, false, words \
    }
#define LINK(column, entity)                             \
    {                                                    \
        column, WP_TYPE_UUID, false, entity, false, NULL \
    }
#define SOFT(column)                                \
    {                                               \
        column, WP_TYPE_UUID, false, -1, true, NULL \
    }
#define ID                                        \
    {                                             \
        "id", WP_TYPE_UUID, true, -1, false, NULL \
    }

/* clang-format off */

#define DAYS "MO|TU|WE|TH|FR|SA|SU"

static const struct wp_column organization_columns[] = {
    ID, MUST(TEXT, "name"), MAY(TEXT, "alternate_name"),
    MUST(TEXT, "description"), MAY(EMAIL, "email"), MAY(URI, "website"),
    MAY(TEXT, "tax_status"), MAY(TEXT, "tax_id"),
    MAY(NUMBER, "year_incorporated"), MAY(TEXT, "legal_status"),
    MAY(TEXT, "logo"), MAY(URI, "uri"),
    LINK("parent_organization_id", WP_ORGANIZATION),
};

static const struct wp_column program_columns[] = {
    ID, LINK("organization_id", WP_ORGANIZATION), MUST(TEXT, "name"),
    MAY(TEXT, "alternate_name"), MUST(TEXT, "description"),
};

static const struct wp_column service_columns[] = {
    ID, LINK("organization_id", WP_ORGANIZATION),
    LINK("program_id", WP_PROGRAM), MUST(TEXT, "name"),
    MAY(TEXT, "alternate_name"), MAY(TEXT, "description"), MAY(URI, "url"),
    MAY(EMAIL, "email"),
    MUST_CHOOSE("status", "active|inactive|defunct|temporarily closed"),
    MAY(TEXT, "interpretation_services"), MAY(TEXT, "application_process"),
    MAY(TEXT, "fees_description"), MAY(TEXT, "wait_time"), MAY(TEXT, "fees"),
    MAY(TEXT, "accreditations"), MAY(TEXT, "eligibility_description"),
    MAY(NUMBER, "minimum_age"), MAY(NUMBER, "maximum_age"),
    MAY(DATE, "assured_date"), MAY(EMAIL, "assurer_email"),
    MAY(TEXT, "licenses"), MAY(TEXT, "alert"), MAY(DATETIME, "last_modified"),
};

static const struct wp_column attribute_columns[] = {
    ID, SOFT("link_id"), LINK("taxonomy_term_id", WP_TAXONOMY_TERM),
    MAY(TEXT, "link_type"), MAY(TEXT, "link_entity"), MAY(TEXT, "value"),
    MAY(TEXT, "label"),
};

static const struct wp_column service_at_location_columns[] = {
    ID, LINK("service_id", WP_SERVICE), LINK("location_id", WP_LOCATION),
    MAY(TEXT, "description"),
};

static const struct wp_column location_columns[] = {
    ID, MUST_CHOOSE("location_type", "physical|postal|virtual"),
    MAY(URI, "url"), LINK("organization_id", WP_ORGANIZATION),
    MAY(TEXT, "name"), MAY(TEXT, "alternate_name"), MAY(TEXT, "description"),
    MAY(TEXT, "transportation"), MAY(NUMBER, "latitude"),
    MAY(NUMBER, "longitude"), MAY(TEXT, "external_identifier"),
    MAY(TEXT, "external_identifier_type"),
};

static const struct wp_column phone_columns[] = {
    ID, LINK("location_id", WP_LOCATION), LINK("service_id", WP_SERVICE),
    LINK("organization_id", WP_ORGANIZATION), LINK("contact_id", WP_CONTACT),
    LINK("service_at_location_id", WP_SERVICE_AT_LOCATION),
    MUST(TEXT, "number"), MAY(NUMBER, "extension"), MAY(TEXT, "type"),
    MAY(TEXT, "description"),
};

static const struct wp_column contact_columns[] = {
    ID, LINK("organization_id", WP_ORGANIZATION),
    LINK("service_id", WP_SERVICE),
    LINK("service_at_location_id", WP_SERVICE_AT_LOCATION),
    LINK("location_id", WP_LOCATION), MAY(TEXT, "name"), MAY(TEXT, "title"),
    MAY(TEXT, "department"), MAY(EMAIL, "email"),
};

static const struct wp_column address_columns[] = {
    ID, LINK("location_id", WP_LOCATION), MAY(TEXT, "attention"),
    MUST(TEXT, "address_1"), MAY(TEXT, "address_2"), MUST(TEXT, "city"),
    MAY(TEXT, "region"), MUST(TEXT, "state_province"),
    MUST(TEXT, "postal_code"), MUST(TEXT, "country"),
    MUST_CHOOSE("address_type", "physical|postal|virtual"),
};

static const struct wp_column schedule_columns[] = {
    ID, LINK("service_id", WP_SERVICE), LINK("location_id", WP_LOCATION),
    LINK("service_at_location_id", WP_SERVICE_AT_LOCATION),
    MAY(DATE, "valid_from"), MAY(DATE, "valid_to"), MAY(DATE, "dtstart"),
    MAY(NUMBER, "timezone"), MAY(DATE, "until"), MAY(NUMBER, "count"),
    CHOICE("wkst", DAYS), CHOICE("freq", "WEEKLY|MONTHLY"),
    MAY(NUMBER, "interval"), MAY(TEXT, "byday"), MAY(TEXT, "byweekno"),
    MAY(TEXT, "bymonthday"), MAY(TEXT, "byyearday"), MAY(TEXT, "description"),
    MAY(TIME, "opens_at"), MAY(TIME, "closes_at"), MAY(URI, "schedule_link"),
    MAY(TEXT, "attending_type"), MAY(TEXT, "notes"),
};

static const struct wp_column funding_columns[] = {
    ID, LINK("organization_id", WP_ORGANIZATION),
    LINK("service_id", WP_SERVICE), MAY(TEXT, "source"),
};

static const struct wp_column service_area_columns[] = {
    ID, LINK("service_id", WP_SERVICE),
    LINK("service_at_location_id", WP_SERVICE_AT_LOCATION), MAY(TEXT, "name"),
    MAY(TEXT, "description"), MAY(TEXT, "extent"), MAY(TEXT, "extent_type"),
    MAY(TEXT, "uri"),
};

static const struct wp_column required_document_columns[] = {
    ID, LINK("service_id", WP_SERVICE), MAY(TEXT, "document"), MAY(URI, "uri"),
};

static const struct wp_column language_columns[] = {
    ID, LINK("service_id", WP_SERVICE), LINK("location_id", WP_LOCATION),
    LINK("phone_id", WP_PHONE), MAY(TEXT, "name"), MAY(TEXT, "code"),
    MAY(TEXT, "note"),
};

static const struct wp_column accessibility_columns[] = {
    ID, LINK("location_id", WP_LOCATION), MAY(TEXT, "description"),
    MAY(TEXT, "details"), MAY(URI, "url"),
};

static const struct wp_column taxonomy_term_columns[] = {
    ID, MAY(TEXT, "code"), MUST(TEXT, "name"), MUST(TEXT, "description"),
    LINK("parent_id", WP_TAXONOMY_TERM), MAY(TEXT, "taxonomy"),
    MAY(TEXT, "language"), LINK("taxonomy_id", WP_TAXONOMY),
    MAY(URI, "term_uri"),
};

static const struct wp_column metadata_columns[] = {
    ID, SOFT("resource_id"), MAY(TEXT, "resource_type"),
    MUST(DATE, "last_action_date"), MUST(TEXT, "last_action_type"),
    MUST(TEXT, "field_name"), MUST(TEXT, "previous_value"),
    MUST(TEXT, "replacement_value"), MUST(TEXT, "updated_by"),
};

static const struct wp_column meta_table_description_columns[] = {
    ID, MAY(TEXT, "name"), MAY(TEXT, "language"), MAY(TEXT, "character_set"),
};

static const struct wp_column cost_option_columns[] = {
    ID, LINK("service_id", WP_SERVICE), MAY(DATE, "valid_from"),
    MAY(DATE, "valid_to"), MAY(TEXT, "option"), MAY(TEXT, "currency"),
    MAY(NUMBER, "amount"), MAY(TEXT, "amount_description"),
};

static const struct wp_column organization_identifier_columns[] = {
    ID, LINK("organization_id", WP_ORGANIZATION),
    MAY(TEXT, "identifier_scheme"), MUST(TEXT, "identifier_type"),
    MUST(TEXT, "identifier"),
};

static const struct wp_column taxonomy_columns[] = {
    ID, MUST(TEXT, "name"), MUST(TEXT, "description"), MAY(URI, "uri"),
    MAY(TEXT, "version"),
};

static const struct wp_column service_capacity_columns[] = {
    ID, LINK("service_id", WP_SERVICE), LINK("unit_id", WP_UNIT),
    MUST(NUMBER, "available"), MAY(NUMBER, "maximum"),
    MAY(TEXT, "description"), MUST(DATETIME, "updated"),
};

static const struct wp_column unit_columns[] = {
    ID, MUST(TEXT, "name"), MAY(TEXT, "scheme"), MAY(TEXT, "identifier"),
    MAY(URI, "uri"),
};

static const struct wp_column url_columns[] = {
    ID, MAY(TEXT, "label"), MUST(URI, "url"),
    LINK("organization_id", WP_ORGANIZATION), LINK("service_id", WP_SERVICE),
};

/* ---- what nests in what ------------------------------------------------- */

#define MANY(member, child, link) {member, WP_##child, true, link, NULL}
#define ONE(member, child, own_link) {member, WP_##child, false, NULL, own_link}
#define METADATA   MANY("metadata", METADATA, "resource_id")
#define ATTRIBUTES MANY("attributes", ATTRIBUTE, "link_id")

static const struct wp_nesting organization_nestings[] = {
    MANY("additional_websites", URL, "organization_id"),
    MANY("funding", FUNDING, "organization_id"),
    MANY("contacts", CONTACT, "organization_id"),
    MANY("phones", PHONE, "organization_id"),
    MANY("locations", LOCATION, "organization_id"),
    MANY("programs", PROGRAM, "organization_id"),
    MANY("organization_identifiers", ORGANIZATION_IDENTIFIER,
         "organization_id"),
    ATTRIBUTES, METADATA,
};

static const struct wp_nesting service_nestings[] = {
    MANY("additional_urls", URL, "service_id"),
    MANY("phones", PHONE, "service_id"),
    MANY("schedules", SCHEDULE, "service_id"),
    MANY("service_areas", SERVICE_AREA, "service_id"),
    MANY("service_at_locations", SERVICE_AT_LOCATION, "service_id"),
    MANY("languages", LANGUAGE, "service_id"),
    ONE("organization", ORGANIZATION, "organization_id"),
    MANY("funding", FUNDING, "service_id"),
    MANY("cost_options", COST_OPTION, "service_id"),
    ONE("program", PROGRAM, "program_id"),
    MANY("required_documents", REQUIRED_DOCUMENT, "service_id"),
    MANY("contacts", CONTACT, "service_id"),
    MANY("capacities", SERVICE_CAPACITY, "service_id"), ATTRIBUTES, METADATA,
};

static const struct wp_nesting attribute_nestings[] = {
    ONE("taxonomy_term", TAXONOMY_TERM, "taxonomy_term_id"), METADATA,
};

static const struct wp_nesting service_at_location_nestings[] = {
    MANY("service_areas", SERVICE_AREA, "service_at_location_id"),
    MANY("contacts", CONTACT, "service_at_location_id"),
    MANY("phones", PHONE, "service_at_location_id"),
    MANY("schedules", SCHEDULE, "service_at_location_id"),
    ONE("location", LOCATION, "location_id"), ATTRIBUTES, METADATA,
};

static const struct wp_nesting location_nestings[] = {
    MANY("languages", LANGUAGE, "location_id"),
    MANY("addresses", ADDRESS, "location_id"),
    MANY("contacts", CONTACT, "location_id"),
    MANY("accessibility", ACCESSIBILITY, "location_id"),
    MANY("phones", PHONE, "location_id"),
    MANY("schedules", SCHEDULE, "location_id"), ATTRIBUTES, METADATA,
};

static const struct wp_nesting phone_nestings[] = {
    MANY("languages", LANGUAGE, "phone_id"), ATTRIBUTES, METADATA,
};

static const struct wp_nesting contact_nestings[] = {
    MANY("phones", PHONE, "contact_id"), ATTRIBUTES, METADATA,
};

static const struct wp_nesting taxonomy_term_nestings[] = {
    ONE("taxonomy_detail", TAXONOMY, "taxonomy_id"), METADATA,
};

static const struct wp_nesting taxonomy_nestings[] = {
    METADATA,
};

static const struct wp_nesting service_capacity_nestings[] = {
    ONE("unit", UNIT, "unit_id"), ATTRIBUTES, METADATA,
};

/* Entities that nest nothing of their own. */
static const struct wp_nesting plain_nestings[] = {
    ATTRIBUTES, METADATA,
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ENTITY(name, file, nestings)                             \
    {#name, file, name##_columns, COUNT(name##_columns), nestings, \
     COUNT(nestings)}
#define LEAF(name, file) \
    {#name, file, name##_columns, COUNT(name##_columns), NULL, 0}

static const struct wp_entity_info entities[WP_ENTITY_COUNT] = {
    ENTITY(organization, "organizations", organization_nestings),
    ENTITY(program, "programs", plain_nestings),
    ENTITY(service, "services", service_nestings),
    ENTITY(attribute, "attributes", attribute_nestings),
    ENTITY(service_at_location, "service_at_location",
           service_at_location_nestings),
    ENTITY(location, "locations", location_nestings),
    ENTITY(phone, "phones", phone_nestings),
    ENTITY(contact, "contacts", contact_nestings),
    ENTITY(address, "addresses", plain_nestings),
    ENTITY(schedule, "schedules", plain_nestings),
    ENTITY(funding, "funding", plain_nestings),
    ENTITY(service_area, "service_areas", plain_nestings),
    ENTITY(required_document, "required_documents", plain_nestings),
    ENTITY(language, "languages", plain_nestings),
    ENTITY(accessibility, "accessibility", plain_nestings),
    ENTITY(taxonomy_term, "taxonomy_terms", taxonomy_term_nestings),
    LEAF(metadata, "metadata"),
    ENTITY(meta_table_description, "meta_table_descriptions", plain_nestings),
    ENTITY(cost_option, "cost_options", plain_nestings),
    ENTITY(organization_identifier, "organization_identifiers", plain_nestings),
    ENTITY(taxonomy, "taxonomies", taxonomy_nestings),
    ENTITY(service_capacity, "service_capacity", service_capacity_nestings),
    ENTITY(unit, "units", plain_nestings),
    ENTITY(url, "url", plain_nestings),
};
/* clang-format on */

const struct wp_entity_info *wp_entity(enum wp_entity entity)
{
    assert((unsigned)entity < WP_ENTITY_COUNT);
    return &entities[entity];
}

int wp_entity_by_name(const char *name)
{
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        if (strcmp(entities[i].name, name) == 0 ||
            strcmp(entities[i].file, name) == 0) {
            return i;
        }
    }
    return -1;
}

int wp_entity_column(enum wp_entity entity, const char *name)
{
    const struct wp_entity_info *info = wp_entity(entity);

    for (size_t i = 0; i < info->column_count; i++) {
        if (strcmp(info->columns[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

void wp_record_set(struct wp_record *record, const char *column,
                   const char *value)
{
    const int position = wp_entity_column(record->entity, column);

    assert(position >= 0);
    if (position >= 0) {
        record->values[position] = value;
    }
}

const char *wp_record_get(const struct wp_record *record, const char *column)
{
    const int position = wp_entity_column(record->entity, column);

    assert(position >= 0);
    return position >= 0 ? record->values[position] : NULL;
}
