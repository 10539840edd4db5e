/* importers/hsds_tables.c - table and column names of all HSDS versions */
#include "hsds_tables.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- tables -------------------------------------------------------------- */

#define RECORDS(stem, entity)                          \
    {                                                  \
        stem, WP_TABLE_RECORDS, entity, NULL, "", NULL \
    }

static const struct wp_hsds_table tables[] = {
    /* Names that mean something else here than in the entity table. */
    RECORDS("taxonomy", WP_TAXONOMY_TERM),
    RECORDS("services_at_location", WP_SERVICE_AT_LOCATION),
    RECORDS("services_at_locations", WP_SERVICE_AT_LOCATION),
    RECORDS("service_at_locations", WP_SERVICE_AT_LOCATION),
    RECORDS("taxonomy_types", WP_TAXONOMY),
    RECORDS("accessibility_for_disabilities", WP_ACCESSIBILITY),
    {"services_taxonomy", WP_TABLE_RECORDS, WP_ATTRIBUTE, "link_entity=service",
     "", NULL},
    {"service_taxonomy", WP_TABLE_RECORDS, WP_ATTRIBUTE, "link_entity=service",
     "", NULL},
    {"service_attributes", WP_TABLE_RECORDS, WP_ATTRIBUTE,
     "link_entity=service", "", NULL},
    {"service_attribute", WP_TABLE_RECORDS, WP_ATTRIBUTE, "link_entity=service",
     "", NULL},
    {"other_attributes", WP_TABLE_RECORDS, WP_ATTRIBUTE, NULL, "other:", NULL},
    {"other_attribute", WP_TABLE_RECORDS, WP_ATTRIBUTE, NULL, "other:", NULL},
    RECORDS("regular_schedules", WP_SCHEDULE),
    RECORDS("regular_schedule", WP_SCHEDULE),
    {"holiday_schedules", WP_TABLE_RECORDS, WP_SCHEDULE, NULL,
     "holiday:", NULL},
    {"holiday_schedule", WP_TABLE_RECORDS, WP_SCHEDULE, NULL, "holiday:", NULL},
    {"physical_addresses", WP_TABLE_RECORDS, WP_ADDRESS,
     "address_type=physical", "", NULL},
    {"physical_address", WP_TABLE_RECORDS, WP_ADDRESS, "address_type=physical",
     "", NULL},
    {"postal_addresses", WP_TABLE_RECORDS, WP_ADDRESS, "address_type=postal",
     "postal:", NULL},
    {"postal_address", WP_TABLE_RECORDS, WP_ADDRESS, "address_type=postal",
     "postal:", NULL},
    {"mail_addresses", WP_TABLE_RECORDS, WP_ADDRESS, "address_type=postal",
     "postal:", NULL},
    {"addresses", WP_TABLE_RECORDS, WP_ADDRESS, "address_type=physical", "",
     NULL},
    {"address", WP_TABLE_RECORDS, WP_ADDRESS, "address_type=physical", "",
     NULL},
    {"eligibility", WP_TABLE_ELIGIBILITY, WP_SERVICE, NULL, "",
     "eligibility_description"},
    {"eligibilities", WP_TABLE_ELIGIBILITY, WP_SERVICE, NULL, "",
     "eligibility_description"},
    {"payments_accepted", WP_TABLE_PAYMENT, WP_SERVICE, NULL, "", NULL},
    {"payment_accepted", WP_TABLE_PAYMENT, WP_SERVICE, NULL, "", NULL},
    {"fees", WP_TABLE_TEXT, WP_SERVICE, NULL, "", "fees_description"},
    {"fee", WP_TABLE_TEXT, WP_SERVICE, NULL, "", "fees_description"},
    /* Spelled so in the 1.0 specification. */
    {"intepretation_services", WP_TABLE_TEXT, WP_SERVICE, NULL, "",
     "interpretation_services"},
    {"interpretation_services", WP_TABLE_TEXT, WP_SERVICE, NULL, "",
     "interpretation_services"},
    /* The names of 3.x, so that every table has a row to point at. */
    RECORDS("organizations", WP_ORGANIZATION),
    RECORDS("organization", WP_ORGANIZATION),
    RECORDS("programs", WP_PROGRAM),
    RECORDS("program", WP_PROGRAM),
    RECORDS("services", WP_SERVICE),
    RECORDS("service", WP_SERVICE),
    RECORDS("attributes", WP_ATTRIBUTE),
    RECORDS("attribute", WP_ATTRIBUTE),
    RECORDS("service_at_location", WP_SERVICE_AT_LOCATION),
    RECORDS("locations", WP_LOCATION),
    RECORDS("location", WP_LOCATION),
    RECORDS("phones", WP_PHONE),
    RECORDS("phone", WP_PHONE),
    RECORDS("contacts", WP_CONTACT),
    RECORDS("contact", WP_CONTACT),
    RECORDS("schedules", WP_SCHEDULE),
    RECORDS("schedule", WP_SCHEDULE),
    RECORDS("funding", WP_FUNDING),
    RECORDS("fundings", WP_FUNDING),
    RECORDS("service_areas", WP_SERVICE_AREA),
    RECORDS("service_area", WP_SERVICE_AREA),
    RECORDS("required_documents", WP_REQUIRED_DOCUMENT),
    RECORDS("required_document", WP_REQUIRED_DOCUMENT),
    RECORDS("languages", WP_LANGUAGE),
    RECORDS("language", WP_LANGUAGE),
    RECORDS("accessibility", WP_ACCESSIBILITY),
    RECORDS("taxonomy_terms", WP_TAXONOMY_TERM),
    RECORDS("taxonomy_term", WP_TAXONOMY_TERM),
    RECORDS("taxonomies", WP_TAXONOMY),
    RECORDS("metadata", WP_METADATA),
    RECORDS("meta_table_descriptions", WP_META_TABLE_DESCRIPTION),
    RECORDS("meta_table_description", WP_META_TABLE_DESCRIPTION),
    RECORDS("cost_options", WP_COST_OPTION),
    RECORDS("cost_option", WP_COST_OPTION),
    RECORDS("organization_identifiers", WP_ORGANIZATION_IDENTIFIER),
    RECORDS("organization_identifier", WP_ORGANIZATION_IDENTIFIER),
    RECORDS("service_capacity", WP_SERVICE_CAPACITY),
    RECORDS("service_capacities", WP_SERVICE_CAPACITY),
    RECORDS("units", WP_UNIT),
    RECORDS("unit", WP_UNIT),
    RECORDS("url", WP_URL),
    RECORDS("urls", WP_URL),
};
#define TABLE_COUNT (sizeof(tables) / sizeof(tables[0]))

const struct wp_hsds_table *wp_hsds_table_by_stem(const char *stem)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        if (strcasecmp(tables[i].stem, stem) == 0) {
            return &tables[i];
        }
    }
    return NULL;
}

/* ---- columns ------------------------------------------------------------- */

#define ANY (-1)

/* An entity's name for what another version or program calls otherwise. */
static const struct {
    int entity;
    const char *header;
    const char *column;
} renamed[] = {
    {ANY, "recordid", "id"},
    {WP_ORGANIZATION, "url", "website"},
    {WP_ORGANIZATION, "date_incorporated", "year_incorporated"},
    {WP_SERVICE, "organization", "organization_id"},
    {WP_SERVICE, "program", "program_id"},
    {WP_SERVICE, "website", "url"},
    {WP_SERVICE, "accrediations", "accreditations"},
    {WP_SERVICE, "eligibility", "eligibility_description"},
    {WP_SERVICE, "fees", "fees_description"},
    {WP_LOCATION, "website", "url"},
    {WP_LOCATION, "organization", "organization_id"},
    {WP_PHONE, "number_type", "type"},
    {WP_ADDRESS, "address", "address_1"},
    {WP_ADDRESS, "street", "address_1"},
    {WP_ADDRESS, "state", "state_province"},
    {WP_ADDRESS, "zip", "postal_code"},
    {WP_ADDRESS, "zipcode", "postal_code"},
    {WP_LANGUAGE, "language", "name"},
    {WP_ACCESSIBILITY, "accessibility", "description"},
    {WP_SERVICE_AREA, "service_area", "name"},
    {WP_TAXONOMY_TERM, "term", "name"},
    {WP_TAXONOMY_TERM, "vocabulary", "taxonomy"},
    {WP_TAXONOMY_TERM, "parent_recordid", "parent_id"},
    {WP_TAXONOMY_TERM, "x_description", "description"},
    {WP_TAXONOMY, "type_recordid", "id"},
    {WP_TAXONOMY, "reference_url", "uri"},
    {WP_TAXONOMY, "notes", "description"},
    {WP_ATTRIBUTE, "service_id", "link_id"},
    {WP_ATTRIBUTE, "taxonomy_id", "taxonomy_term_id"},
    {WP_ATTRIBUTE, "taxonomy_detail", "value"},
};
#define RENAMED_COUNT (sizeof(renamed) / sizeof(renamed[0]))

static const struct {
    int entity;
    const char *header;
    enum wp_cell_use use;
} special[] = {
    {WP_SERVICE, "location_id", WP_CELL_LOCATIONS},
    {WP_SERVICE, "locations", WP_CELL_LOCATIONS},
    {WP_SERVICE, "taxonomy_ids", WP_CELL_TERMS},
    {WP_SERVICE, "taxonomy", WP_CELL_TERMS},
    {WP_SERVICE, "languages", WP_CELL_LANGUAGES},
    {WP_SERVICE, "accepted_payments", WP_CELL_PAYMENTS},
    {WP_SERVICE, "payments_accepted", WP_CELL_PAYMENTS},
    {WP_SERVICE, "funding_sources", WP_CELL_FUNDINGS},
    {WP_SERVICE, "required_documents", WP_CELL_DOCUMENTS},
    {WP_SERVICE, "service_areas", WP_CELL_AREAS},
    {WP_ORGANIZATION, "funding_sources", WP_CELL_FUNDINGS},
    {WP_LOCATION, "languages", WP_CELL_LANGUAGES},
    {WP_LOCATION, "accessibility", WP_CELL_ACCESS},
    {WP_LOCATION, "virtual", WP_CELL_VIRTUAL},
    {WP_PHONE, "language", WP_CELL_LANGUAGES},
    {WP_PHONE, "department", WP_CELL_DEPARTMENT},
    {WP_ADDRESS, "address_3", WP_CELL_LINES},
    {WP_ADDRESS, "address_4", WP_CELL_LINES},
    {WP_TAXONOMY_TERM, "parent_name", WP_CELL_PARENT_NAME},
};
#define SPECIAL_COUNT (sizeof(special) / sizeof(special[0]))

static const char *const schedule_parts[] = {
    "weekday",  "byday",  "freq",        "opens_at",     "closes_at",
    "dtstart",  "until",  "valid_from",  "valid_to",     "start_date",
    "end_date", "closed", "description", "original_text"};
#define PART_COUNT (sizeof(schedule_parts) / sizeof(schedule_parts[0]))

/* Tables about services say it under one of these. */
static const char *const word_columns[] = {"eligibility",
                                           "payment",
                                           "fee",
                                           "fees",
                                           "language",
                                           "description",
                                           "interpretation_services"};
#define WORD_COUNT (sizeof(word_columns) / sizeof(word_columns[0]))

struct lookup {
    const struct wp_hsds_table *table;
    bool (*has_column)(const char *name, const void *payload);
    const void *payload;
};

static const char *renamed_to(const struct lookup *lookup, const char *header)
{
    for (size_t i = 0; i < RENAMED_COUNT; i++) {
        if ((renamed[i].entity == ANY ||
             renamed[i].entity == (int)lookup->table->entity) &&
            strcasecmp(renamed[i].header, header) == 0 &&
            !lookup->has_column(renamed[i].column, lookup->payload)) {
            return renamed[i].column;
        }
    }
    return NULL;
}

static int column_of(enum wp_entity entity, const char *header)
{
    const struct wp_entity_info *info = wp_entity(entity);

    for (size_t i = 0; i < info->column_count; i++) {
        if (strcasecmp(info->columns[i].name, header) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool find_target(const struct lookup *lookup, const char *header,
                        struct wp_cell_target *ret_target)
{
    const enum wp_entity entity = lookup->table->entity;
    const char *column = NULL;

    for (size_t i = 0; i < SPECIAL_COUNT; i++) {
        if (special[i].entity == (int)entity &&
            strcasecmp(special[i].header, header) == 0) {
            *ret_target = (struct wp_cell_target){special[i].use, -1, NULL};
            return true;
        }
    }
    for (size_t i = 0; entity == WP_SCHEDULE && i < PART_COUNT; i++) {
        if (strcasecmp(schedule_parts[i], header) == 0) {
            *ret_target = (struct wp_cell_target){WP_CELL_SCHEDULE, -1,
                                                  schedule_parts[i]};
            return true;
        }
    }
    /* In Ohana it is the term's own id; beside a record id it is neither. */
    if (entity == WP_TAXONOMY_TERM && strcasecmp(header, "taxonomy_id") == 0 &&
        !lookup->has_column("id", lookup->payload)) {
        const bool other =
            lookup->has_column("taxonomy_recordid", lookup->payload);
        *ret_target = (struct wp_cell_target){
            other ? WP_CELL_EXTRA : WP_CELL_COLUMN, other ? -1 : 0, NULL};
        return true;
    }
    column = renamed_to(lookup, header);
    /* 2.x calls it the type of what other_attributes link to. */
    if (strncmp(lookup->table->id_prefix, "other", 5) == 0 &&
        strcasecmp(header, "link_type") == 0) {
        column = "link_entity";
    }
    const int position = column_of(entity, column ? column : header);
    if (position < 0) {
        return false;
    }
    *ret_target = (struct wp_cell_target){WP_CELL_COLUMN, position, NULL};
    return true;
}

struct wp_cell_target
wp_hsds_target(const struct wp_hsds_table *table, const char *header,
               bool (*has_column)(const char *name, const void *payload),
               const void *payload)
{
    const struct lookup lookup = {table, has_column, payload};
    struct wp_cell_target target = {WP_CELL_EXTRA, -1, NULL};
    const char *entity = wp_entity(table->entity)->name;
    char prefix[40];

    if (table->use != WP_TABLE_RECORDS) {
        if (strcasecmp(header, "service_id") == 0 ||
            strcasecmp(header, "id") == 0) {
            return target;
        }
        for (size_t i = 0; i < WORD_COUNT; i++) {
            if (strcasecmp(word_columns[i], header) == 0) {
                target.use = WP_CELL_WORDS;
            }
        }
        return target;
    }
    if (find_target(&lookup, header, &target)) {
        return target;
    }
    /* "service_name" of a table of services; "taxonomy_recordid" of terms. */
    const char *const prefixes[] = {entity, "taxonomy"};
    for (size_t i = 0; i < 2; i++) {
        const size_t length =
            (size_t)snprintf(prefix, sizeof(prefix), "%s_", prefixes[i]);
        if (strncasecmp(header, prefix, length) == 0 &&
            (i == 0 || table->entity == WP_TAXONOMY_TERM ||
             table->entity == WP_TAXONOMY) &&
            find_target(&lookup, header + length, &target)) {
            return target;
        }
    }
    return target;
}
