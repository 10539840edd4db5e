/* engine/facts/eligibility.c - who may come: ages, groups, papers */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "facts/derived.h"

/* Sources write 99, 110, 120 or 999 for "no upper age". */
#define AGE_OPEN_YEARS 98.0

static double read_years(const char *text)
{
    char *end = NULL;
    double years = text == NULL ? NAN : strtod(text, &end);

    if (text == NULL || end == text || *end != '\0' || !isfinite(years) ||
        years < 0.0) {
        return NAN;
    }
    return years;
}

/* A whole year lasts until its last month. */
static double last_month(double years)
{
    double whole = nearbyint(years);

    return fabs(years - whole) < 1e-9 ? whole * 12.0 + 11.0
                                      : floor(years * 12.0 + 0.5);
}

static void derive_ages(struct wp_derived *derived, const struct wp_tree *tree)
{
    const char *minimum = wp_tree_value(tree->service, "minimum_age");
    const char *maximum = wp_tree_value(tree->service, "maximum_age");
    double low = read_years(minimum);
    double high = read_years(maximum);
    struct wp_fact fact = WP_FACT_INIT;

    if (high >= AGE_OPEN_YEARS) {
        high = NAN;
    }
    /* 0 to 0 is a form left alone; an upside-down range is a mistake. */
    if ((isnan(low) && isnan(high)) || (low > 0.0 && low >= AGE_OPEN_YEARS) ||
        (!isnan(high) && (high < low || (high <= 0.0 && !(low > 0.0))))) {
        return;
    }
    fact.kind = WP_FACT_ELIGIBILITY;
    fact.code = "age";
    fact.stance = WP_STANCE_ONLY;
    fact.lo = isnan(low) ? NAN : floor(low * 12.0 + 0.5);
    fact.hi = isnan(high) ? NAN : last_month(high);
    fact.field = isnan(low) ? "maximum_age" : "minimum_age";
    if (isnan(high)) {
        fact.evidence =
            wp_arena_printf(&derived->arena, "minimum_age %s", minimum);
    } else if (isnan(low)) {
        fact.evidence =
            wp_arena_printf(&derived->arena, "maximum_age %s", maximum);
    } else {
        fact.evidence =
            wp_arena_printf(&derived->arena, "minimum_age %s, maximum_age %s",
                            minimum, maximum);
    }
    wp_derived_add(derived, fact);
}

/* "income_fpl:200" carries a number in its code. */
static bool take_number(const char *code, const char *facet, double *ret_number)
{
    size_t size = strlen(facet);
    char *end = NULL;

    if (strncmp(code, facet, size) != 0 || code[size] != ':') {
        return false;
    }
    double number = strtod(code + size + 1, &end);
    if (end == code + size + 1 || *end != '\0' || !isfinite(number) ||
        number < 0.0) {
        return false;
    }
    *ret_number = number;
    return true;
}

static void derive_marks(struct wp_derived *derived, const struct wp_tree *tree)
{
    struct wp_mark mark;
    size_t at = 0;

    while (wp_mark_next(tree, "waypost-eligibility", &at, &mark)) {
        struct wp_fact fact = WP_FACT_INIT;
        int stance = mark.value == NULL ? -1 : wp_stance_by_name(mark.value);

        if (mark.of_location) {
            continue;
        }
        fact.kind = WP_FACT_ELIGIBILITY;
        fact.service_at_location_id = mark.service_at_location_id;
        fact.code = mark.code;
        /* Without a word of its own a group is welcome, which shuts out
           nobody; papers, sobriety and residence are conditions. */
        fact.stance = WP_STANCE_WELCOMES;
        if (strncmp(mark.code, "document:", 9) == 0 ||
            strncmp(mark.code, "sobriety:", 9) == 0 ||
            strncmp(mark.code, "income_fpl", 10) == 0 ||
            strcmp(mark.code, "residency") == 0) {
            fact.stance = WP_STANCE_ONLY;
        } else if (strncmp(mark.code, "record:", 7) == 0) {
            fact.stance = WP_STANCE_EXCLUDES;
        }
        if (stance == WP_STANCE_ONLY || stance == WP_STANCE_WELCOMES ||
            stance == WP_STANCE_EXCLUDES || stance == WP_STANCE_UNKNOWN) {
            fact.stance = (enum wp_stance)stance;
        }
        if (take_number(mark.code, "income_fpl", &fact.hi)) {
            fact.code = "income_fpl";
        }
        fact.note = mark.label;
        fact.field = "attribute";
        fact.evidence = mark.label != NULL  ? mark.label
                        : mark.name != NULL ? mark.name
                                            : mark.code;
        wp_derived_add(derived, fact);
    }
}

/* ---- required documents ------------------------------------------------- */

static const struct {
    const char *phrase, *code;
} documents[] = {
    {"photo id", "document:photo_id"},
    {"picture id", "document:photo_id"},
    {"photo identification", "document:photo_id"},
    {"picture identification", "document:photo_id"},
    {"government id", "document:photo_id"},
    {"government issued id", "document:photo_id"},
    {"state id", "document:photo_id"},
    {"valid id", "document:photo_id"},
    {"driver license", "document:photo_id"},
    {"drivers license", "document:photo_id"},
    {"driver s license", "document:photo_id"},
    {"identificacion con foto", "document:photo_id"},
    {"proof of address", "document:proof_of_address"},
    {"proof of residency", "document:proof_of_address"},
    {"proof of residence", "document:proof_of_address"},
    {"utility bill", "document:proof_of_address"},
    {"comprobante de domicilio", "document:proof_of_address"},
    {"referral", "document:referral"},
    {"birth certificate", "document:birth_certificate"},
    {"birth certificates", "document:birth_certificate"},
    {"acta de nacimiento", "document:birth_certificate"},
    {"insurance card", "document:insurance_card"},
    {"medicaid card", "document:insurance_card"},
    {"medical card", "document:insurance_card"},
    {"proof of insurance", "document:insurance_card"},
    {"proof of income", "document:proof_of_income"},
    {"income verification", "document:proof_of_income"},
    {"verification of income", "document:proof_of_income"},
    {"pay stub", "document:proof_of_income"},
    {"pay stubs", "document:proof_of_income"},
    {"comprobante de ingresos", "document:proof_of_income"},
    {"social security card", "document:social_security_card"},
    {"social security cards", "document:social_security_card"},
};

static bool asks_nothing(const char *folded)
{
    static const char *const phrases[] = {
        "none",          "no documents",  "no document",
        "not required",  "no paperwork",  "no id",
        "not needed",    "nothing",       "na",
        "no referral",   "not necessary", "ninguno",
        "no se requiere"};

    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (wp_says(folded, phrases[i])) {
            return true;
        }
    }
    return strcmp(folded, " n a ") == 0 || strcmp(folded, " no ") == 0;
}

static void derive_document(struct wp_derived *derived, const char *text)
{
    const char *folded = wp_folded(&derived->arena, text);
    struct wp_fact fact = WP_FACT_INIT;
    const char *last = NULL;

    if (folded == NULL || folded[1] == '\0' || asks_nothing(folded)) {
        return;
    }
    fact.kind = WP_FACT_ELIGIBILITY;
    fact.stance = WP_STANCE_ONLY;
    fact.field = "required_document";
    fact.evidence = text;
    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        bool repeated = last != NULL && strcmp(last, documents[i].code) == 0;
        if (!repeated && wp_says(folded, documents[i].phrase)) {
            fact.code = documents[i].code;
            last = fact.code;
            wp_derived_add(derived, fact);
        }
    }
    if (last == NULL) {
        fact.code = "document:other";
        fact.note = text;
        wp_derived_add(derived, fact);
    }
}

void wp_derive_eligibility(struct wp_derived *derived,
                           const struct wp_tree *tree)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *record = NULL;
    size_t at = 0;

    derive_ages(derived, tree);
    derive_marks(derived, tree);
    while ((record = wp_tree_next(tree, WP_REQUIRED_DOCUMENT, "service_id",
                                  service_id, &at)) != NULL) {
        const char *text = wp_tree_value(record, "document");
        if (text != NULL) {
            derive_document(derived, text);
        }
    }
}
