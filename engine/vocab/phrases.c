/* engine/vocab/phrases.c - open addressing over XXH3 */
#include "vocab/phrases.h"

#include <xxhash.h>

bool wp_phrases_init(struct wp_phrases *phrases, struct wp_arena *arena,
                     size_t count)
{
    size_t room = 16;

    while (room < count + count / 3 + 1) {
        room *= 2;
    }
    *phrases = (struct wp_phrases){.mask = room - 1};
    phrases->hashes = wp_arena_alloc(arena, room * sizeof(*phrases->hashes));
    phrases->numbers = wp_arena_alloc(arena, room * sizeof(*phrases->numbers));
    return phrases->hashes && phrases->numbers;
}

static uint64_t hash_of(const char *text, size_t length)
{
    const uint64_t hash = XXH3_64bits(text, length);

    return hash ? hash : 1;
}

/* Where the text is, or the free place where it belongs. */
static size_t place_of(const struct wp_phrases *phrases, uint64_t hash)
{
    size_t at = (size_t)hash & phrases->mask;

    while (phrases->hashes[at] != 0 && phrases->hashes[at] != hash) {
        at = (at + 1) & phrases->mask;
    }
    return at;
}

int wp_phrases_add(struct wp_phrases *phrases, const char *text, size_t length,
                   int number)
{
    const uint64_t hash = hash_of(text, length);
    const size_t at = place_of(phrases, hash);
    const int before = phrases->hashes[at] == 0 ? -1 : phrases->numbers[at];

    size_t words = 1;
    for (size_t i = 0; i < length; i++) {
        words += text[i] == ' ';
    }
    if (words > phrases->words_max) {
        phrases->words_max = words;
    }
    phrases->hashes[at] = hash;
    phrases->numbers[at] = number;
    return before;
}

int wp_phrases_find(const struct wp_phrases *phrases, const char *text,
                    size_t length)
{
    const size_t at = place_of(phrases, hash_of(text, length));

    return phrases->hashes[at] == 0 ? -1 : phrases->numbers[at];
}
