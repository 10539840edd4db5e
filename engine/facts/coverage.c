/* engine/facts/coverage.c - whom a service area takes in
 *
 * Keys are "zip:85301", "county:04013", "state:AZ" and "nation:US". A part of
 * an area that cannot be read becomes the key "other" with stance unknown, so
 * that nobody is told to be outside of it.
 */
#include <ctype.h>
#include <string.h>

#include "waypost/ingest.h"

#include "facts/derived.h"

struct area {
    struct wp_derived *derived;
    struct wp_fact fact; /* what all keys of the area share */
    char state[3];       /* where the service is, or "" */
    bool misread;
};

static void add_key(struct area *area, const char *kind, const char *key)
{
    area->fact.code =
        wp_arena_printf(&area->derived->arena, "%s:%s", kind, key);
    wp_derived_add(area->derived, area->fact);
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(word, *words) == 0) {
            return true;
        }
    }
    return false;
}

static bool names_nation(const char *folded)
{
    static const char *const names[] = {" us ",
                                        " usa ",
                                        " u s ",
                                        " united states ",
                                        " nation ",
                                        " nationwide ",
                                        " national ",
                                        " u s a ",
                                        " all states ",
                                        " united states of america ",
                                        NULL};

    return is_one_of(folded, names);
}

static bool names_whole_state(const char *folded)
{
    static const char *const names[] = {" statewide ",
                                        " state wide ",
                                        " entire state ",
                                        " whole state ",
                                        " all counties ",
                                        " the entire state ",
                                        NULL};

    return is_one_of(folded, names);
}

/* "Maricopa", "Maricopa County", "04013" -> FIPS, or NULL. */
static const char *county_of(const struct area *area, const char *name,
                             const char *state)
{
    if (strlen(name) == 5 && strspn(name, "0123456789") == 5 &&
        wp_vocab_county_name(area->derived->vocab, name) != NULL) {
        return name;
    }
    return *state == '\0'
               ? NULL
               : wp_vocab_county_fips(area->derived->vocab, name, state);
}

/* "Arizona statewide", "Statewide - Arizona", "State of Arizona". */
static bool read_state(const struct area *area, const char *text,
                       const char *folded, char ret_state[3])
{
    static const char *const extra[] = {"statewide ", "state of ", "all of ",
                                        "entire state of ", NULL};
    char name[64];

    if (names_whole_state(folded)) {
        memcpy(ret_state, area->state, 3);
        return area->state[0] != '\0';
    }
    if (wp_state_parse(text, ret_state)) {
        return true;
    }
    const char *from = folded + 1;
    for (size_t i = 0; extra[i] != NULL; i++) {
        if (strncmp(from, extra[i], strlen(extra[i])) == 0) {
            from += strlen(extra[i]);
        }
    }
    size_t length = strlen(from);
    length -= length > 0 && from[length - 1] == ' ' ? 1 : 0;
    if (length > 10 && strncmp(from + length - 10, " statewide", 10) == 0) {
        length -= 10;
    }
    if (length == 0 || length >= sizeof(name)) {
        return false;
    }
    memcpy(name, from, length);
    name[length] = '\0';
    return wp_state_parse(name, ret_state);
}

enum part_kind { PART_ANY, PART_ZIP, PART_COUNTY, PART_STATE, PART_NATION };

static bool read_as_zip(struct area *area, const char *text)
{
    char zip[6];

    /* Only digits: "Route 66" is not a ZIP with its zeroes lost. */
    if (strspn(text, "0123456789-") != strlen(text) ||
        !wp_zip_parse(text, zip)) {
        return false;
    }
    add_key(area, "zip", zip);
    return true;
}

static bool read_as_county(struct area *area, const char *text,
                           const char *state)
{
    const char *fips = county_of(area, text, state);

    if (fips == NULL) {
        return false;
    }
    add_key(area, "county", fips);
    return true;
}

static bool ends_in_county(const char *folded)
{
    size_t length = strlen(folded);

    return (length > 8 && strcmp(folded + length - 8, " county ") == 0) ||
           (length > 8 && strcmp(folded + length - 8, " parish ") == 0);
}

/* One part of a list. next_state is the state named after it, or "". */
static bool read_part(struct area *area, enum part_kind kind, const char *text,
                      const char *next_state)
{
    const char *folded = wp_folded(&area->derived->arena, text);
    const char *state = *next_state != '\0' ? next_state : area->state;
    char found[3];

    if (folded == NULL || folded[1] == '\0') {
        return folded != NULL;
    }
    if (kind != PART_ANY && kind != PART_NATION && kind != PART_STATE &&
        kind != PART_COUNTY) {
        return read_as_zip(area, text);
    }
    if (kind == PART_NATION || (kind == PART_ANY && names_nation(folded))) {
        if (!names_nation(folded)) {
            return false;
        }
        add_key(area, "nation", "US");
        return true;
    }
    if (kind == PART_COUNTY) {
        return read_as_county(area, text, state);
    }
    if (kind == PART_ANY && read_as_zip(area, text)) {
        return true;
    }
    if (kind == PART_ANY && ends_in_county(folded)) {
        return read_as_county(area, text, state);
    }
    if (read_state(area, text, folded, found)) {
        add_key(area, "state", found);
        return true;
    }
    return false;
}

#define PARTS_MAX 4096

/* The next part of a list cut at commas, semicolons, bars and "and". */
static const char *next_part(struct wp_arena *arena, const char **text,
                             bool blanks_cut)
{
    const char *from = *text + strspn(*text, " ,;|\t\r\n");
    size_t length = 0;

    if (*from == '\0') {
        *text = from;
        return NULL;
    }
    while (from[length] != '\0' && strchr(",;|\r\n", from[length]) == NULL &&
           !(blanks_cut && isspace((unsigned char)from[length]))) {
        if (strncmp(from + length, " and ", 5) == 0 ||
            strncmp(from + length, " & ", 3) == 0) {
            break;
        }
        length++;
    }
    size_t size = length;
    while (size > 0 && isspace((unsigned char)from[size - 1])) {
        size--;
    }
    *text = from + length;
    if (strncmp(*text, " and ", 5) == 0) {
        *text += 5;
    } else if (strncmp(*text, " & ", 3) == 0) {
        *text += 3;
    }
    return wp_arena_strndup(arena, from, size);
}

/* "Maricopa, Pinal and Pima Counties": the last word speaks for all. */
static bool takes_plural(const char *folded, size_t *ret_cut)
{
    static const char *const plurals[] = {" counties ", " parishes "};
    size_t length = strlen(folded);

    for (size_t i = 0; i < 2; i++) {
        size_t size = strlen(plurals[i]);
        if (length > size && strcmp(folded + length - size, plurals[i]) == 0) {
            *ret_cut = size - 2;
            return true;
        }
    }
    return false;
}

/*
 * "Pima County, AZ", "Tucson, AZ": the state belongs to what stands before it
 * and is not an area of its own. "Arizona, NM" is two states.
 */
static void take_state_after(struct area *area, const char *part,
                             const char **text, char ret_state[3])
{
    struct wp_arena *arena = &area->derived->arena;
    const char *ahead = *text;
    const char *after = next_part(arena, &ahead, false);
    char state[3];

    if (after != NULL && strlen(after) == 2 && !wp_state_parse(part, state) &&
        wp_state_parse(after, state)) {
        memcpy(ret_state, state, sizeof(state));
        *text = ahead;
    }
}

static void read_list(struct area *area, enum part_kind kind, const char *text)
{
    struct wp_arena *arena = &area->derived->arena;
    const char *folded = wp_folded(arena, text);
    size_t cut = 0;
    size_t parts = 0;

    if (folded != NULL && kind == PART_ANY && takes_plural(folded, &cut) &&
        strlen(text) > cut) {
        kind = PART_COUNTY;
        text = wp_arena_strndup(arena, text, strlen(text) - cut);
    }
    const char *part = NULL;
    while (text != NULL && parts++ < PARTS_MAX &&
           (part = next_part(arena, &text, kind == PART_ZIP)) != NULL) {
        char state[3] = "";
        if (kind == PART_ANY || kind == PART_COUNTY) {
            take_state_after(area, part, &text, state);
        }
        if (!read_part(area, kind, part, state)) {
            area->misread = true;
        }
    }
}

static enum part_kind kind_of(const char *folded)
{
    static const struct {
        const char *word;
        enum part_kind kind;
    } kinds[] = {
        {"zip", PART_ZIP},         {"zipcode", PART_ZIP},
        {"zip code", PART_ZIP},    {"postcode", PART_ZIP},
        {"postal code", PART_ZIP}, {"zip codes", PART_ZIP},
        {"county", PART_COUNTY},   {"counties", PART_COUNTY},
        {"state", PART_STATE},     {"states", PART_STATE},
        {"nation", PART_NATION},   {"country", PART_NATION},
        {"national", PART_NATION},
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (wp_says(folded, kinds[i].word)) {
            return kinds[i].kind;
        }
    }
    return PART_ANY;
}

static void derive_area(struct wp_derived *derived, const struct wp_tree *tree,
                        const struct wp_record *record,
                        const char *service_at_location_id,
                        const char *location_id)
{
    struct area area = {.derived = derived, .fact = WP_FACT_INIT};
    const char *type = wp_tree_value(record, "extent_type");
    const char *extent = wp_tree_value(record, "extent");
    const char *name = wp_tree_value(record, "name");
    const char *folded = type == NULL ? NULL : wp_folded(&derived->arena, type);
    enum part_kind kind = folded == NULL ? PART_ANY : kind_of(folded);
    bool typed = extent != NULL && kind != PART_ANY;
    const char *said = typed ? extent : name;

    if (said == NULL) {
        said = name != NULL ? name : extent;
    }
    area.fact.kind = WP_FACT_COVERAGE;
    area.fact.service_at_location_id = service_at_location_id;
    area.fact.field = "service_area";
    area.fact.evidence = name != NULL ? name : extent;
    wp_tree_state(tree, location_id, area.state);
    if (said == NULL) {
        return;
    }
    if (*said == '{' || *said == '[') {
        area.misread = true;
        area.fact.evidence = name;
    } else {
        read_list(&area, typed ? kind : PART_ANY, said);
    }
    if (area.misread) {
        area.fact.code = "other";
        area.fact.stance = WP_STANCE_UNKNOWN;
        area.fact.note = name;
        wp_derived_add(derived, area.fact);
    }
}

void wp_derive_coverage(struct wp_derived *derived, const struct wp_tree *tree)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *record = NULL;
    size_t at = 0;

    while ((record = wp_tree_next(tree, WP_SERVICE_AREA, "service_id",
                                  service_id, &at)) != NULL) {
        if (wp_tree_value(record, "service_at_location_id") == NULL) {
            derive_area(derived, tree, record, NULL, NULL);
        }
    }
    const struct wp_record *place = NULL;
    size_t place_at = 0;
    while ((place = wp_tree_next(tree, WP_SERVICE_AT_LOCATION, "service_id",
                                 service_id, &place_at)) != NULL) {
        const char *id = wp_record_get(place, "id");
        at = 0;
        while ((record = wp_tree_next(tree, WP_SERVICE_AREA,
                                      "service_at_location_id", id, &at)) !=
               NULL) {
            derive_area(derived, tree, record, id,
                        wp_record_get(place, "location_id"));
        }
    }
}
