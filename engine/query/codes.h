/*
 * engine/query/codes.h - the words a client's facts may be stated with
 *
 * They are the codes of the fact model (docs/), so that what a client states
 * and what a record says meet letter by letter.
 */
#ifndef WP_QUERY_CODES_H
#define WP_QUERY_CODES_H

#include <stddef.h>

struct wp_codes {
    const char *what; /* "situation", for messages */
    const char *const *names;
    size_t count;
};

extern const struct wp_codes wp_code_situations;
extern const struct wp_codes wp_code_documents;
extern const struct wp_codes wp_code_attributes;
extern const struct wp_codes wp_code_accessibility;
extern const struct wp_codes wp_code_households;
extern const struct wp_codes wp_code_sexes;
extern const struct wp_codes wp_code_travels;
extern const struct wp_codes wp_code_urgencies;
extern const struct wp_codes wp_code_components;

/* Position of a name (case, "-" and " " for "_" do not matter), or -1. */
int wp_code_find(const struct wp_codes *codes, const char *name);

/* The name most like what was typed, or NULL if none is near. */
const char *wp_code_nearest(const struct wp_codes *codes, const char *typed);

#endif /* WP_QUERY_CODES_H */
