/* engine/query/codes.c - code lists and the nearest one to a slip */
#include "query/codes.h"

#include <stdbool.h>
#include <string.h>

#define NAME_MAX_BYTES 40

#define CODES(name, what)                    \
    const struct wp_codes wp_code_##name = { \
        what, name##_names, sizeof(name##_names) / sizeof(char *)}

static const char *const situations_names[] = {
    "homeless",
    "dv_survivor",
    "trafficking_survivor",
    "justice_involved",
    "registered_offender",
    "felony",
    "violent",
    "student",
    "lgbtq",
    "hiv",
    "immigrant",
    "refugee",
    "caregiver",
    "foster_youth",
    "disability",
    "cooccurring",
    "deaf",
    "brain_injury",
    "dementia",
    "trauma",
    "first_episode_psychosis",
    "smi",
    "sed",
    "sud",
    "uninsured",
    "insured",
    "tribal",
    "worker",
    "senior",
    "young_adult",
    "postpartum",
    "military",
};
CODES(situations, "situation");

static const char *const documents_names[] = {
    "photo_id",
    "proof_of_address",
    "referral",
    "birth_certificate",
    "insurance_card",
    "proof_of_income",
    "social_security_card",
};
CODES(documents, "document");

static const char *const attributes_names[] = {
    "pets:dog",     "pets:cat",
    "wheelchair",   "asl",
    "tty",          "interpreter",
    "walk_in",      "telehealth",
    "childcare",    "transport_provided",
    "moud_allowed", "lgbtq_affirming",
    "evening",      "weekend",
    "faith_based",  "accepts_children",
};
CODES(attributes, "attribute");

static const char *const accessibility_names[] = {
    "wheelchair",
    "asl",
    "tty",
    "interpreter",
};
CODES(accessibility, "accessibility");

static const char *const households_names[] = {
    "single", "couple", "family", "parent_with_children", "youth_alone",
};
CODES(households, "household");

static const char *const sexes_names[] = {"female", "male", "nonbinary"};
CODES(sexes, "sex");

/* In the order of enum wp_travel, from 1. */
static const char *const travels_names[] = {"walk", "transit", "car"};
CODES(travels, "travel");

/* In the order of enum wp_urgency, from 1. */
static const char *const urgencies_names[] = {"tonight", "week", "long-term"};
CODES(urgencies, "urgency");

/* Names of constraints and criteria: what --require can make hard. */
static const char *const components_names[] = {
    "age",           "sex",       "area",     "payer",     "household",
    "income",        "pregnant",  "veteran",  "situation", "record",
    "sobriety",      "attribute", "document", "need",      "eligibility",
    "distance",      "hours",     "cost",     "language",  "availability",
    "accessibility", "freshness", "open",     "status",
};
CODES(components, "require");

static char plain(char letter)
{
    if (letter == '-' || letter == ' ') {
        return '_';
    }
    return (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
}

int wp_code_find(const struct wp_codes *codes, const char *name)
{
    for (size_t i = 0; i < codes->count; i++) {
        const char *code = codes->names[i];
        size_t at = 0;
        while (code[at] != '\0' && plain(code[at]) == plain(name[at])) {
            at++;
        }
        if (code[at] == '\0' && name[at] == '\0') {
            return (int)i;
        }
    }
    return -1;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits between two short names: insert, delete, change, swap neighbours. */
static size_t distance(const char *left, const char *right)
{
    size_t rows[3][NAME_MAX_BYTES + 1];
    const size_t width = strlen(right);

    for (size_t j = 0; j <= width; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; left[i - 1] != '\0'; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            const bool same = plain(left[i - 1]) == plain(right[j - 1]);
            row[j] =
                least(above[j - 1] + !same, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && plain(left[i - 1]) == plain(right[j - 2]) &&
                plain(left[i - 2]) == plain(right[j - 1])) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
    }
    return rows[strlen(left) % 3][width];
}

const char *wp_code_nearest(const struct wp_codes *codes, const char *typed)
{
    const char *best = NULL;
    size_t best_distance = strlen(typed) / 3 + 1;

    if (strlen(typed) > NAME_MAX_BYTES) {
        return NULL;
    }
    for (size_t i = 0; i < codes->count; i++) {
        const size_t length = strlen(typed);
        const char *name = codes->names[i];
        if (strlen(name) > NAME_MAX_BYTES) {
            continue;
        }
        const size_t edits = distance(typed, name);
        if (edits < best_distance ||
            (edits == best_distance && !best && length > 2)) {
            best = name;
            best_distance = edits;
        }
    }
    return best;
}
