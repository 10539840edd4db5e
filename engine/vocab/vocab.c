/* engine/vocab/vocab.c - load the embedded tables once, read them for ever */
#include "vocab/vocab.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

#include "vocab/tables.h"

static void hash_table(XXH3_state_t *state, const char *begin, const char *end)
{
    const size_t size = (size_t)(end - begin);

    (void)XXH3_128bits_update(state, &size, sizeof(size));
    (void)XXH3_128bits_update(state, begin, size);
}

#define HASH(state, table) \
    hash_table(state, wp_table_##table, wp_table_##table##_end)

/* Sentences are left out: no index depends on how things are worded. */
static enum wp_status take_fingerprint(struct wp_vocab *vocab,
                                       struct wp_error *err)
{
    XXH3_state_t *state = XXH3_createState();

    if (!state) {
        return wp_fail(err, WP_ENOMEM, "no memory for a hash");
    }
    (void)XXH3_128bits_reset(state);
    HASH(state, needs);
    HASH(state, lexicon);
    HASH(state, questions);
    HASH(state, payers);
    HASH(state, poverty);
    HASH(state, zips);
    HASH(state, counties);
    HASH(state, adjacency);
    HASH(state, languages);
    HASH(state, crisis);
    HASH(state, hotlines);
    HASH(state, prose);

    const XXH128_hash_t hash = XXH3_128bits_digest(state);
    (void)XXH3_freeState(state);
    (void)snprintf(vocab->fingerprint, sizeof(vocab->fingerprint),
                   "%016llx%016llx", (unsigned long long)hash.high64,
                   (unsigned long long)hash.low64);
    return WP_OK;
}

/* Every loader ends with WP_EEND of its last table, or with a failure. */
static enum wp_status load(struct wp_vocab *vocab, struct wp_error *err)
{
    struct wp_arena *arena = &vocab->arena;

    enum wp_status status = wp_scoring_load(&vocab->scoring, arena, err);
    if (status == WP_OK) {
        status = wp_needs_load(&vocab->needs, arena, err);
    }
    if (status == WP_OK) {
        status = wp_payers_load(&vocab->payers, arena, err);
    }
    if (status == WP_OK) {
        status = wp_lexicon_load(&vocab->lexicon, &vocab->needs, arena, err);
    }
    if (status == WP_EEND) {
        status = wp_safety_load(&vocab->safety, arena, err);
    }
    if (status == WP_OK) {
        status = wp_languages_load(&vocab->languages, arena, err);
    }
    if (status == WP_EEND) {
        status = wp_poverty_load(&vocab->poverty, arena, err);
    }
    if (status == WP_EEND) {
        status = wp_places_load(&vocab->places, arena, err);
    }
    if (status == WP_EEND) {
        status = wp_sentences_load(&vocab->sentences, arena, err);
    }
    wp_lexicon_loaded(&vocab->lexicon);
    wp_safety_loaded(&vocab->safety);
    return status == WP_EEND ? take_fingerprint(vocab, err) : status;
}

enum wp_status wp_vocab_create(struct wp_vocab **ret_vocab,
                               struct wp_error *err)
{
    struct wp_vocab *vocab = calloc(1, sizeof(*vocab));

    if (!vocab) {
        return wp_fail(err, WP_ENOMEM, "no memory for the vocabulary");
    }
    enum wp_status status = load(vocab, err);
    if (status == WP_OK) {
        status = wp_loose_cell_create(&vocab->loose, err);
    }
    if (status != WP_OK) {
        wp_vocab_destroy(vocab);
        return status;
    }
    *ret_vocab = vocab;
    return WP_OK;
}

void wp_vocab_destroy(struct wp_vocab *vocab)
{
    if (vocab) {
        wp_loose_cell_destroy(vocab->loose);
        wp_places_clear(&vocab->places);
        wp_arena_clear(&vocab->arena);
        free(vocab);
    }
}

const char *wp_vocab_fingerprint(const struct wp_vocab *vocab)
{
    return vocab->fingerprint;
}

size_t wp_vocab_concept_count(const struct wp_vocab *vocab)
{
    return vocab->needs.count;
}

const struct wp_concept *wp_vocab_concept(const struct wp_vocab *vocab,
                                          int number)
{
    if (number < 0 || (size_t)number >= vocab->needs.count) {
        return NULL;
    }
    return &vocab->needs.concepts[number];
}

int wp_vocab_concept_by_slug(const struct wp_vocab *vocab, const char *slug)
{
    return wp_needs_find(&vocab->needs, slug);
}

bool wp_vocab_is_under(const struct wp_vocab *vocab, int number, int ancestor)
{
    while (number >= 0 && number != ancestor) {
        number = vocab->needs.concepts[number].parent;
    }
    return number >= 0;
}
