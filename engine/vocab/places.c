/* engine/vocab/places.c - counties by number and by name */
#include "vocab/places.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

enum column { FIPS, NAME, STATE };

#define HEADER "fips\tname\tstate"

enum wp_status wp_places_load(struct wp_places *places, struct wp_arena *arena,
                              struct wp_error *err)
{
    struct wp_tsv table;
    const char *before = "";

    *places = (struct wp_places){0};
    enum wp_status status = wp_zips_create(&places->zips, err);
    if (status == WP_OK) {
        status = wp_tsv_open(&table, arena, "counties.tsv", HEADER,
                             wp_table_counties, wp_table_counties_end, err);
    }
    if (status != WP_OK) {
        return status;
    }
    places->counties =
        wp_arena_alloc(arena, table.rows_max * sizeof(struct wp_county));
    if (!places->counties) {
        return wp_fail(err, WP_ENOMEM, "no memory for the counties");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        const struct wp_county county = {table.fields[FIPS], table.fields[NAME],
                                         table.fields[STATE]};
        if (strlen(county.fips) != 5 || strcmp(before, county.fips) >= 0) {
            return wp_tsv_fail(&table, err,
                               "bad or out of order:", county.fips);
        }
        places->counties[places->county_count++] = county;
        before = county.fips;
    }
    return status;
}

void wp_places_clear(struct wp_places *places)
{
    wp_zips_destroy(places->zips);
    places->zips = NULL;
}

size_t wp_place_fold(const char *name, size_t size, char folded[WP_PLACE_MAX])
{
    size_t length = wp_words_fold(name, size, folded, WP_PLACE_MAX);
    const size_t long_form = strlen("saint ");

    if (length > long_form && strncmp(folded, "saint ", long_form) == 0) {
        memmove(folded + 1, folded + 4, length - 4 + 1);
        length -= 3;
    }
    return length;
}

static int compare_fips(const void *key, const void *member)
{
    const struct wp_county *county = member;

    return strcmp(key, county->fips);
}

static const struct wp_county *find_county(const struct wp_vocab *vocab,
                                           const char *fips)
{
    const struct wp_places *places = &vocab->places;

    return bsearch(fips, places->counties, places->county_count,
                   sizeof(places->counties[0]), compare_fips);
}

const char *wp_vocab_county_name(const struct wp_vocab *vocab, const char *fips)
{
    const struct wp_county *county = find_county(vocab, fips);

    return county ? county->name : NULL;
}

const char *wp_vocab_county_state(const struct wp_vocab *vocab,
                                  const char *fips)
{
    const struct wp_county *county = find_county(vocab, fips);

    return county ? county->state : NULL;
}

/* "maricopa county" -> "maricopa": what remains of a folded county name. */
static size_t drop_kind(char *folded, size_t length)
{
    static const char *const kinds[] = {
        " city and borough", " census area", " county", " parish",   " borough",
        " municipality",     " municipio",   " island", " district",
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const size_t size = strlen(kinds[i]);
        if (length > size && strcmp(folded + length - size, kinds[i]) == 0) {
            folded[length - size] = '\0';
            return length - size;
        }
    }
    return length;
}

size_t wp_vocab_county_choices(const struct wp_vocab *vocab, const char *name,
                               const char **fips, size_t max)
{
    const struct wp_places *places = &vocab->places;
    char wanted[WP_PLACE_MAX];
    size_t count = 0;
    size_t length = wp_place_fold(name, strlen(name), wanted);

    length = drop_kind(wanted, length);
    for (size_t i = 0; length > 0 && i < places->county_count; i++) {
        const struct wp_county *county = &places->counties[i];
        char folded[WP_PLACE_MAX];

        length = wp_place_fold(county->name, strlen(county->name), folded);
        (void)drop_kind(folded, length);
        if (strcmp(folded, wanted) == 0 && count < max) {
            fips[count++] = county->fips;
        }
    }
    return count;
}

const char *wp_vocab_county_fips(const struct wp_vocab *vocab, const char *name,
                                 const char *state)
{
    const struct wp_places *places = &vocab->places;
    const char *letters = wp_state_letters(state);
    char exact[WP_PLACE_MAX];
    char wanted[WP_PLACE_MAX];
    char folded[WP_PLACE_MAX];
    const char *found = NULL;
    size_t length = wp_place_fold(name, strlen(name), exact);

    if (!letters || length == 0) {
        return NULL;
    }
    memcpy(wanted, exact, length + 1);
    (void)drop_kind(wanted, length);
    for (size_t i = 0; i < places->county_count; i++) {
        const struct wp_county *county = &places->counties[i];
        if (strcmp(county->state, letters) != 0) {
            continue;
        }
        length = wp_place_fold(county->name, strlen(county->name), folded);
        if (strcmp(folded, exact) == 0) {
            return county->fips; /* Baltimore city is not Baltimore County */
        }
        (void)drop_kind(folded, length);
        if (!found && strcmp(folded, wanted) == 0) {
            found = county->fips;
        }
    }
    return found;
}
