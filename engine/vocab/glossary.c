/* engine/vocab/glossary.c - phrase lookup in three forms */
#include "vocab/glossary.h"

#include <stdlib.h>
#include <string.h>

#define PHRASE_MAX_BYTES 160
#define CACHE_SLOTS      2048
#define CACHE_WORD_MAX   15

/* A stem already made: a lexicon says the same few thousand words over. */
struct cached {
    char word[CACHE_WORD_MAX + 1];
    char stem[CACHE_WORD_MAX];
    unsigned char stem_length;
};

struct wp_glossary_loading {
    struct wp_stemmers stemmers;
    struct cached cache[WP_FORM_COUNT][CACHE_SLOTS];
};

bool wp_glossary_is_folded(const char *phrase)
{
    bool word = false;

    for (; *phrase != '\0'; phrase++) {
        const bool letter = (*phrase >= 'a' && *phrase <= 'z') ||
                            (*phrase >= '0' && *phrase <= '9');
        if (!letter && !(word && *phrase == ' ')) {
            return false;
        }
        word = letter;
    }
    return word;
}

bool wp_glossary_init(struct wp_glossary *glossary, struct wp_arena *arena,
                      size_t count)
{
    *glossary = (struct wp_glossary){0};

    glossary->loading = calloc(1, sizeof(*glossary->loading));
    glossary->glosses =
        wp_arena_alloc(arena, (count + 1) * sizeof(*glossary->glosses));

    bool ok = glossary->loading && glossary->glosses &&
              wp_stemmers_init(&glossary->loading->stemmers);
    for (size_t i = 0; ok && i < WP_FORM_COUNT; i++) {
        ok = wp_phrases_init(&glossary->by_form[i], arena, count + 1);
    }
    return ok;
}

void wp_glossary_finish(struct wp_glossary *glossary)
{
    if (glossary->loading) {
        wp_stemmers_clear(&glossary->loading->stemmers);
        free(glossary->loading);
        glossary->loading = NULL;
    }
}

static struct cached *cache_slot(struct wp_glossary_loading *loading,
                                 enum wp_form form, const char *word,
                                 size_t length)
{
    size_t hash = length;

    for (size_t i = 0; i < length; i++) {
        hash = hash * 31 + (unsigned char)word[i];
    }
    return &loading->cache[form][(hash ^ hash >> 12) % CACHE_SLOTS];
}

static const char *stem_of(struct wp_glossary_loading *loading,
                           enum wp_form form, const char *word, size_t length,
                           size_t *ret_length)
{
    struct cached *slot = cache_slot(loading, form, word, length);

    if (length > CACHE_WORD_MAX) {
        return wp_stem(&loading->stemmers, form, word, length, ret_length);
    }
    if (memcmp(slot->word, word, length) == 0 && slot->word[length] == '\0') {
        *ret_length = slot->stem_length;
        return slot->stem;
    }
    const char *stem =
        wp_stem(&loading->stemmers, form, word, length, ret_length);
    if (*ret_length <= CACHE_WORD_MAX) {
        memcpy(slot->word, word, length);
        slot->word[length] = '\0';
        memcpy(slot->stem, stem, *ret_length);
        slot->stem_length = (unsigned char)*ret_length;
    }
    return stem;
}

/* A phrase too long for the buffer is found as typed only. */
static void add_stemmed(struct wp_glossary *glossary, enum wp_form form,
                        const char *phrase, int number)
{
    char key[PHRASE_MAX_BYTES];
    size_t length = 0;

    for (const char *word = phrase; *word != '\0';) {
        const size_t size = strcspn(word, " ");
        size_t stem_length = 0;
        const char *stem =
            stem_of(glossary->loading, form, word, size, &stem_length);
        if (length + stem_length + 1 > sizeof(key)) {
            return;
        }
        memcpy(key + length, stem, stem_length);
        length += stem_length;
        word += size;
        if (*word == ' ') {
            key[length++] = ' ';
            word++;
        }
    }
    glossary->glosses[number].next[form] =
        wp_phrases_add(&glossary->by_form[form], key, length, number);
}

void wp_glossary_add(struct wp_glossary *glossary, const char *phrase,
                     const char *lang, bool exact)
{
    const int number = (int)glossary->count++;
    struct wp_gloss *gloss = &glossary->glosses[number];

    *gloss = (struct wp_gloss){phrase, {-1, -1, -1}};
    gloss->next[WP_FORM_EXACT] = wp_phrases_add(
        &glossary->by_form[WP_FORM_EXACT], phrase, strlen(phrase), number);
    if (!exact && strcmp(lang, "en") == 0) {
        add_stemmed(glossary, WP_FORM_EN, phrase, number);
    }
    if (!exact && strcmp(lang, "es") == 0) {
        add_stemmed(glossary, WP_FORM_ES, phrase, number);
    }
}

static bool agrees(const struct wp_prose *text, size_t first, size_t count,
                   enum wp_form form, const char *phrase)
{
    for (size_t i = 0; i < count; i++) {
        const struct wp_prose_word *word = &text->words[first + i];
        const size_t size = strcspn(phrase, " ");
        if (!wp_stem_agrees(form, count == 1,
                            text->folded[WP_FORM_EXACT] +
                                word->at[WP_FORM_EXACT],
                            word->length[WP_FORM_EXACT], phrase, size)) {
            return false;
        }
        phrase += size + (phrase[size] == ' ');
    }
    return true;
}

bool wp_glossary_match(const struct wp_glossary *glossary,
                       const struct wp_prose *text, size_t first, size_t count,
                       struct wp_found *ret_found)
{
    for (enum wp_form form = WP_FORM_EXACT; form <= WP_FORM_ES; form++) {
        const struct wp_phrases *phrases = &glossary->by_form[form];
        size_t length = 0;
        if (count > phrases->words_max) {
            continue;
        }
        const char *slice = wp_prose_slice(text, form, first, count, &length);
        int number = wp_phrases_find(phrases, slice, length);
        while (number >= 0 && form != WP_FORM_EXACT &&
               !agrees(text, first, count, form,
                       glossary->glosses[number].phrase)) {
            number = glossary->glosses[number].next[form];
        }
        if (number >= 0) {
            *ret_found = (struct wp_found){number, form, count};
            return true;
        }
    }
    return false;
}

bool wp_glossary_longest(const struct wp_glossary *glossary,
                         const struct wp_prose *text, size_t first,
                         struct wp_found *ret_found)
{
    size_t count = 0;

    for (size_t i = 0; i < WP_FORM_COUNT; i++) {
        if (glossary->by_form[i].words_max > count) {
            count = glossary->by_form[i].words_max;
        }
    }
    if (count > text->count - first) {
        count = text->count - first;
    }
    for (; count > 0; count--) {
        if (wp_glossary_match(glossary, text, first, count, ret_found)) {
            return true;
        }
    }
    return false;
}
