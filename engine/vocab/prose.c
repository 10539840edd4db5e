/* engine/vocab/prose.c - words of a text in three forms */
#include "vocab/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"

struct growing {
    char *bytes;
    size_t length, room;
};

static bool append(struct growing *to, const char *bytes, size_t length)
{
    if (to->length + length + 2 > to->room) {
        const size_t room = (to->length + length + 2) * 2;
        char *grown = realloc(to->bytes, room);
        if (!grown) {
            return false;
        }
        to->bytes = grown;
        to->room = room;
    }
    if (to->length > 0) {
        to->bytes[to->length++] = ' ';
    }
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
    to->bytes[to->length] = '\0';
    return true;
}

static bool breaks(const char *original, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        if (strchr(",.;:!?()\n|", original[i])) {
            return true;
        }
    }
    return false;
}

static bool room_for_word(struct wp_prose *text, size_t *room)
{
    if (text->count < *room) {
        return true;
    }
    const size_t wanted = *room ? *room * 2 : 64;
    struct wp_prose_word *grown =
        realloc(text->words, wanted * sizeof(*text->words));
    if (!grown) {
        return false;
    }
    text->words = grown;
    *room = wanted;
    return true;
}

static bool add_word(struct wp_prose *text, const struct wp_words *words,
                     struct wp_stemmers *stemmers,
                     struct growing forms[WP_FORM_COUNT])
{
    struct wp_prose_word *word = &text->words[text->count];

    *word = (struct wp_prose_word){.begin = words->begin, .end = words->end};
    for (enum wp_form form = WP_FORM_EXACT; form <= WP_FORM_ES; form++) {
        size_t length = 0;
        const char *stem =
            wp_stem(stemmers, form, words->word, words->length, &length);
        if (!append(&forms[form], stem, length)) {
            return false;
        }
        word->at[form] = forms[form].length - length;
        word->length[form] = length;
    }
    text->count++;
    return true;
}

bool wp_prose_init(struct wp_prose *text, const char *original)
{
    struct growing forms[WP_FORM_COUNT] = {{NULL, 0, 0}};
    struct wp_stemmers stemmers;
    struct wp_words words;
    size_t room = 0;
    size_t last_end = 0;
    bool but = true;

    *text = (struct wp_prose){0};
    if (!wp_stemmers_init(&stemmers)) {
        return false;
    }

    bool ok = true;
    wp_words_init(&words, original, strlen(original));
    while (ok && text->count < WP_PROSE_WORDS_MAX && wp_words_next(&words)) {
        ok = room_for_word(text, &room) &&
             add_word(text, &words, &stemmers, forms);
        if (ok) {
            text->words[text->count - 1].fresh =
                but || breaks(original, last_end, words.begin);
            but = strcmp(words.word, "but") == 0 ||
                  strcmp(words.word, "pero") == 0;
            last_end = words.end;
        }
    }

    wp_stemmers_clear(&stemmers);
    for (size_t i = 0; i < WP_FORM_COUNT; i++) {
        text->folded[i] = forms[i].bytes;
    }
    return ok;
}

void wp_prose_clear(struct wp_prose *text)
{
    free(text->words);
    for (size_t i = 0; i < WP_FORM_COUNT; i++) {
        free(text->folded[i]);
    }
    *text = (struct wp_prose){0};
}

const char *wp_prose_slice(const struct wp_prose *text, enum wp_form form,
                           size_t first, size_t count, size_t *ret_length)
{
    const struct wp_prose_word *begin = &text->words[first];
    const struct wp_prose_word *last = &text->words[first + count - 1];

    *ret_length = last->at[form] + last->length[form] - begin->at[form];
    return text->folded[form] + begin->at[form];
}

bool wp_prose_is(const struct wp_prose *text, size_t position, const char *word)
{
    const struct wp_prose_word *at = &text->words[position];
    const size_t length = at->length[WP_FORM_EXACT];

    return strlen(word) == length &&
           memcmp(text->folded[WP_FORM_EXACT] + at->at[WP_FORM_EXACT], word,
                  length) == 0;
}
