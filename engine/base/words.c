/* engine/base/words.c - cut text into folded words by Unicode's rules */
#include "base/words.h"

#include <string.h>
#include <utf8proc.h>

/* Letters that NFKD keeps whole although people type them plain. */
static const struct {
    utf8proc_int32_t letter;
    char plain[4];
} plain_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"},
    {0x0111, "d"},  {0x0127, "h"},  {0x0131, "i"},  {0x0138, "k"},
    {0x0142, "l"},  {0x014B, "ng"}, {0x0153, "oe"}, {0x0167, "t"},
    {0x0180, "b"},  {0x0199, "k"},  {0x01B4, "y"},  {0x0253, "b"},
    {0x0256, "d"},  {0x0257, "d"},  {0x0268, "i"},  {0x0289, "u"},
};

enum letter { SEPARATES, JOINS, SPELLS };

void wp_words_init(struct wp_words *words, const char *text, size_t size)
{
    *words = (struct wp_words){.text = text, .size = size};
}

static const char *plain_of(utf8proc_int32_t letter)
{
    for (size_t i = 0; i < sizeof(plain_letters) / sizeof(plain_letters[0]);
         i++) {
        if (plain_letters[i].letter == letter) {
            return plain_letters[i].plain;
        }
    }
    return NULL;
}

static enum letter kind_of(utf8proc_int32_t letter)
{
    if ((letter >= 0x02B9 && letter <= 0x02BF) || letter == 0x200B) {
        return SEPARATES; /* apostrophe-like letters, zero-width space */
    }
    switch ((int)utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return SPELLS;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
        return JOINS;
    default:
        return SEPARATES;
    }
}

/* Spell one letter plainly; false if it turns out not to be a letter. */
static bool spell(utf8proc_int32_t letter, char *spelled, size_t *ret_length)
{
    utf8proc_int32_t parts[24];
    int boundary = 0;
    const utf8proc_ssize_t count = utf8proc_decompose_char(
        letter, parts, sizeof(parts) / sizeof(parts[0]),
        (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                            UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
                            UTF8PROC_IGNORE),
        &boundary);
    size_t length = 0;

    if (count < 0 ||
        count > (utf8proc_ssize_t)(sizeof(parts) / sizeof(parts[0]))) {
        return false;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        const enum letter kind = kind_of(parts[i]);
        const char *plain = plain_of(parts[i]);
        if (kind == SEPARATES) {
            return false; /* a fraction, a bracketed number */
        }
        if (kind == JOINS) {
            continue;
        }
        if (plain) {
            const size_t size = strlen(plain);
            memcpy(spelled + length, plain, size);
            length += size;
        } else {
            length += (size_t)utf8proc_encode_char(
                parts[i], (utf8proc_uint8_t *)spelled + length);
        }
    }
    *ret_length = length;
    return true;
}

/* Read one character at words->at; appends what it spells. */
static enum letter step(struct wp_words *words, bool *full)
{
    const unsigned char first = (unsigned char)words->text[words->at];
    char spelled[24 * 4];
    size_t length = 1;

    if (first < 0x80) {
        words->at++;
        spelled[0] = (char)first;
        if (first >= 'A' && first <= 'Z') {
            spelled[0] = (char)(first + ('a' - 'A'));
        } else if (!(first >= 'a' && first <= 'z') &&
                   !(first >= '0' && first <= '9')) {
            return SEPARATES;
        }
    } else {
        utf8proc_int32_t letter = -1;
        const utf8proc_ssize_t used = utf8proc_iterate(
            (const utf8proc_uint8_t *)words->text + words->at,
            (utf8proc_ssize_t)(words->size - words->at), &letter);
        if (used <= 0) {
            words->at++;
            return SEPARATES;
        }
        words->at += (size_t)used;
        const enum letter kind = kind_of(letter);
        if (kind != SPELLS) {
            return kind;
        }
        if (!spell(letter, spelled, &length)) {
            return SEPARATES;
        }
        if (length == 0) {
            return JOINS;
        }
    }
    *full = *full || words->length + length > WP_WORD_MAX;
    if (!*full) {
        memcpy(words->word + words->length, spelled, length);
        words->length += length;
    }
    return SPELLS;
}

bool wp_words_next(struct wp_words *words)
{
    bool full = false;
    bool inside = false;

    words->length = 0;
    while (words->at < words->size) {
        const size_t before = words->at;
        const enum letter kind = step(words, &full);
        if (kind == SPELLS) {
            if (!inside) {
                words->begin = before;
            }
            inside = true;
            words->end = words->at;
        } else if (kind == SEPARATES && inside) {
            break;
        }
    }
    words->word[words->length] = '\0';
    return inside;
}

size_t wp_words_fold(const char *text, size_t size, char *folded, size_t room)
{
    struct wp_words words;
    size_t length = 0;

    wp_words_init(&words, text, size);
    while (wp_words_next(&words)) {
        if (length + words.length + 2 > room) {
            length = 0;
            break;
        }
        if (length > 0) {
            folded[length++] = ' ';
        }
        memcpy(folded + length, words.word, words.length);
        length += words.length;
    }
    if (room > 0) {
        folded[length] = '\0';
    }
    return length;
}
