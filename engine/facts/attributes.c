/* engine/facts/attributes.c - languages, access, capacity, and the rest */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/derived.h"

/* ---- attributes --------------------------------------------------------- */

/* Hand a fact about a location to each service_at_location there. */
static void add_at_location(struct wp_derived *derived,
                            const struct wp_tree *tree, const char *location_id,
                            struct wp_fact fact)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *place = NULL;
    size_t at = 0;

    while ((place = wp_tree_next(tree, WP_SERVICE_AT_LOCATION, "location_id",
                                 location_id, &at)) != NULL) {
        const char *owner = wp_record_get(place, "service_id");
        if (owner != NULL && service_id != NULL &&
            strcmp(owner, service_id) == 0) {
            fact.service_at_location_id = wp_record_get(place, "id");
            wp_derived_add(derived, fact);
        }
    }
}

static void derive_marks(struct wp_derived *derived, const struct wp_tree *tree)
{
    struct wp_mark mark;
    size_t at = 0;

    while (wp_mark_next(tree, "waypost-attributes", &at, &mark)) {
        struct wp_fact fact = WP_FACT_INIT;
        fact.kind = WP_FACT_ATTRIBUTE;
        fact.code = mark.code;
        if (mark.value != NULL && strcmp(mark.value, "no") == 0) {
            fact.stance = WP_STANCE_REFUSES;
        } else if (mark.value != NULL && strcmp(mark.value, "yes") != 0) {
            fact.stance = WP_STANCE_UNKNOWN;
        }
        fact.note = mark.label;
        fact.field = "attribute";
        fact.evidence = mark.label != NULL  ? mark.label
                        : mark.name != NULL ? mark.name
                                            : mark.code;
        if (mark.of_location) {
            add_at_location(derived, tree, mark.location_id, fact);
        } else {
            fact.service_at_location_id = mark.service_at_location_id;
            wp_derived_add(derived, fact);
        }
    }
}

static const struct {
    const char *phrase, *code;
} access_words[] = {
    {"wheelchair", "wheelchair"},
    {"wheelchairs", "wheelchair"},
    {"wheel chair", "wheelchair"},
    {"silla de ruedas", "wheelchair"},
    {"handicap accessible", "wheelchair"},
    {"handicapped accessible", "wheelchair"},
    {"asl", "asl"},
    {"american sign language", "asl"},
    {"sign language", "asl"},
    {"deaf interpreter", "asl"},
    {"tty", "tty"},
    {"tdd", "tty"},
};

static bool denies(const char *folded)
{
    static const char *const words[] = {"not",     "no",     "without",
                                        "limited", "except", "inaccessible"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (wp_says(folded, words[i])) {
            return true;
        }
    }
    return false;
}

static void derive_access(struct wp_derived *derived,
                          const struct wp_tree *tree,
                          const struct wp_record *record)
{
    const char *description = wp_tree_value(record, "description");
    const char *details = wp_tree_value(record, "details");
    const char *text = wp_arena_printf(
        &derived->arena, "%s%s%s", description == NULL ? "" : description,
        description != NULL && details != NULL ? ": " : "",
        details == NULL ? "" : details);
    const char *folded = text == NULL ? NULL : wp_folded(&derived->arena, text);
    struct wp_fact fact = WP_FACT_INIT;
    const char *last = "";

    if (folded == NULL) {
        return;
    }
    fact.kind = WP_FACT_ATTRIBUTE;
    fact.field = "accessibility";
    fact.evidence = text;
    if (wp_says(folded, "not wheelchair accessible") ||
        wp_says(folded, "no wheelchair access")) {
        fact.code = "wheelchair";
        fact.stance = WP_STANCE_REFUSES;
        add_at_location(derived, tree, wp_record_get(record, "location_id"),
                        fact);
    }
    /* Any other sentence with a "not" in it is left to people. */
    if (denies(folded)) {
        return;
    }
    for (size_t i = 0; i < sizeof(access_words) / sizeof(access_words[0]);
         i++) {
        if (strcmp(access_words[i].code, last) != 0 &&
            wp_says(folded, access_words[i].phrase)) {
            fact.code = access_words[i].code;
            last = fact.code;
            add_at_location(derived, tree, wp_record_get(record, "location_id"),
                            fact);
        }
    }
}

static void derive_interpreter(struct wp_derived *derived,
                               const struct wp_record *service)
{
    const char *text = wp_tree_value(service, "interpretation_services");
    const char *folded = text == NULL ? NULL : wp_folded(&derived->arena, text);
    struct wp_fact fact = WP_FACT_INIT;

    if (folded == NULL || folded[1] == '\0' || wp_is_null_spelling(text) ||
        wp_says(folded, "no") || wp_says(folded, "not") ||
        wp_says(folded, "none")) {
        return;
    }
    fact.kind = WP_FACT_ATTRIBUTE;
    fact.code = "interpreter";
    fact.field = "interpretation_services";
    fact.evidence = text;
    wp_derived_add(derived, fact);
}

void wp_derive_attributes(struct wp_derived *derived,
                          const struct wp_tree *tree)
{
    const struct wp_record *record = NULL;
    size_t at = 0;

    derive_marks(derived, tree);
    derive_interpreter(derived, tree->service);
    while ((record = wp_tree_next(tree, WP_ACCESSIBILITY, NULL, NULL, &at)) !=
           NULL) {
        derive_access(derived, tree, record);
    }
}

/* ---- languages ---------------------------------------------------------- */

static void derive_language(struct wp_derived *derived,
                            const struct wp_tree *tree,
                            const struct wp_record *record)
{
    const char *code = wp_tree_value(record, "code");
    const char *name = wp_tree_value(record, "name");
    const char *note = wp_tree_value(record, "note");
    const char *location_id = wp_tree_value(record, "location_id");
    const struct wp_language *language = NULL;
    struct wp_fact fact = WP_FACT_INIT;

    if (code != NULL) {
        language = wp_vocab_language(derived->vocab, code);
    }
    if (language == NULL && name != NULL) {
        language = wp_vocab_language(derived->vocab, name);
    }
    if (language == NULL) {
        return;
    }
    fact.kind = WP_FACT_LANGUAGE;
    fact.code = language->code;
    fact.field = "language";
    fact.evidence = name != NULL ? name : code;
    fact.note = "staff";
    const char *folded = note == NULL ? NULL : wp_folded(&derived->arena, note);
    if (folded != NULL && (strstr(folded, " interpret") != NULL ||
                           strstr(folded, " translat") != NULL)) {
        fact.note = "interpreter";
    }
    if (folded != NULL && wp_says(folded, "line")) {
        fact.note = "line";
    }
    if (wp_tree_value(record, "phone_id") != NULL) {
        fact.note = "line";
    }
    if (location_id != NULL) {
        add_at_location(derived, tree, location_id, fact);
    } else {
        wp_derived_add(derived, fact);
    }
}

/* A phone of a place, or of the organization: the place keeps its own. */
static bool speaks_for_service(const struct wp_tree *tree,
                               const struct wp_record *record)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const char *owner = wp_tree_value(record, "service_id");
    const char *phone_id = wp_tree_value(record, "phone_id");

    if (phone_id != NULL) {
        const struct wp_record *phone = wp_tree_find(tree, WP_PHONE, phone_id);
        return phone != NULL;
    }
    return owner == NULL || service_id == NULL ||
           strcmp(owner, service_id) == 0;
}

void wp_derive_languages(struct wp_derived *derived, const struct wp_tree *tree)
{
    const struct wp_record *record = NULL;
    size_t at = 0;

    while ((record = wp_tree_next(tree, WP_LANGUAGE, NULL, NULL, &at)) !=
           NULL) {
        if (speaks_for_service(tree, record)) {
            derive_language(derived, tree, record);
        }
    }
}

/* ---- capacity ----------------------------------------------------------- */

static double read_number(const char *text)
{
    char *end = NULL;
    double number = text == NULL ? NAN : strtod(text, &end);

    if (text == NULL || end == text || *end != '\0' || !isfinite(number) ||
        number < 0.0) {
        return NAN;
    }
    return number;
}

void wp_derive_capacity(struct wp_derived *derived, const struct wp_tree *tree)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *record = NULL;
    size_t at = 0;

    while ((record = wp_tree_next(tree, WP_SERVICE_CAPACITY, "service_id",
                                  service_id, &at)) != NULL) {
        const struct wp_record *unit =
            wp_tree_find(tree, WP_UNIT, wp_record_get(record, "unit_id"));
        const char *name = unit == NULL ? NULL : wp_tree_value(unit, "name");
        const char *available = wp_tree_value(record, "available");
        const char *updated = wp_tree_value(record, "updated");
        const char *description = wp_tree_value(record, "description");
        char date[11];
        struct wp_fact fact = WP_FACT_INIT;

        fact.kind = WP_FACT_CAPACITY;
        fact.lo = read_number(available);
        fact.hi = read_number(wp_tree_value(record, "maximum"));
        if (isnan(fact.lo)) {
            continue;
        }
        fact.code = name == NULL ? "place" : name;
        if (updated != NULL && wp_date_parse(updated, date)) {
            fact.asserted_on = date;
        }
        fact.field = "service_capacity";
        fact.evidence = description != NULL
                            ? description
                            : wp_arena_printf(&derived->arena, "%s: %s",
                                              fact.code, available);
        wp_derived_add(derived, fact);
    }
}
