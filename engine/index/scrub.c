/* engine/index/scrub.c - take hidden places out of everything that is said
 *
 * A shelter's own description may name its street. Of each address, position
 * and name of a hidden place the folded words are collected, and wherever they
 * stand in a text in that order they are replaced, whatever the case, the
 * accents and the punctuation between them.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

#include "base/words.h"
#include "index/compose.h"

#define SECRETS_MAX  64
#define SECRET_WORDS 16
#define WITHHELD     "[withheld]"

static void add_secret(struct wp_composing *composing, const char *text,
                       size_t words_at_least, size_t skip_words, bool open)
{
    struct wp_secrets *secrets = &composing->secrets;
    struct wp_words words;
    size_t size = text == NULL ? 0 : strlen(text);
    char *folded = NULL;
    size_t length = 0;
    size_t count = 0;

    if (size == 0 || secrets->count == SECRETS_MAX) {
        return;
    }
    folded = wp_arena_alloc(&composing->arena, size * 4 + 2);
    if (folded == NULL) {
        return;
    }
    wp_words_init(&words, text, size);
    while (count < SECRET_WORDS + skip_words && wp_words_next(&words)) {
        if (count++ < skip_words || length + words.length + 2 > size * 4) {
            continue;
        }
        memcpy(folded + length, words.word, words.length);
        length += words.length;
        folded[length++] = ' ';
    }
    if (length > 0 && count >= words_at_least + skip_words) {
        folded[length - 1] = '\0';
        secrets->list[secrets->count++] = (struct wp_secret){folded, open};
    }
}

static bool begins_with_number(const char *text)
{
    return isdigit((unsigned char)text[strspn(text, " #")]) != 0;
}

static void add_address(struct wp_composing *composing,
                        const struct wp_record *address)
{
    const char *street = wp_tree_value(address, "address_1");
    const char *rest = wp_tree_value(address, "address_2");
    const char *code = wp_tree_value(address, "postal_code");
    char zip[6];

    add_secret(composing, street, 1, 0, false);
    if (street != NULL && begins_with_number(street)) {
        add_secret(composing, street, 2, 1, false);
    }
    if (rest != NULL && strlen(rest) > 3) {
        add_secret(composing, rest, 2, 0, false);
    }
    add_secret(composing, code, 1, 0, false);
    if (code != NULL && wp_zip_parse(code, zip)) {
        add_secret(composing, wp_arena_strdup(&composing->arena, zip), 1, 0,
                   false);
    }
}

/* Whole degrees and two decimals say little; three lead to the street. */
static void add_degrees(struct wp_composing *composing, const char *text)
{
    const char *point = text == NULL ? NULL : strchr(text, '.');

    if (point == NULL) {
        return;
    }
    add_secret(composing, text, 2, 0, true);
    if (strlen(point) > 4) {
        add_secret(composing,
                   wp_arena_strndup(&composing->arena, text,
                                    (size_t)(point - text) + 4),
                   2, 0, true);
    }
}

void wp_secrets_collect(struct wp_composing *composing)
{
    const struct wp_tree *tree = &composing->tree;
    struct wp_secrets *secrets = &composing->secrets;

    secrets->count = 0;
    secrets->active = composing->withheld;
    if (!secrets->active) {
        return;
    }
    secrets->list =
        wp_arena_alloc(&composing->arena, SECRETS_MAX * sizeof(*secrets->list));
    for (size_t i = 0; i < tree->count && secrets->list != NULL; i++) {
        const struct wp_record *record = tree->records[i];
        if (record->entity == WP_ADDRESS) {
            add_address(composing, record);
        } else if (record->entity == WP_LOCATION) {
            add_degrees(composing, wp_tree_value(record, "latitude"));
            add_degrees(composing, wp_tree_value(record, "longitude"));
        }
    }
}

/* ---- replacing ---------------------------------------------------------- */

/* True for the ZIP+4 in one piece of a hidden ZIP. */
static bool is_long_zip(const struct wp_words *words, size_t size)
{
    return size == 5 && words->length == 9 &&
           strspn(words->word, "0123456789") == 9;
}

/* Where the secret ends in the text if it begins with this word, or 0. */
static size_t match_at(const struct wp_words *from,
                       const struct wp_secret *hidden)
{
    struct wp_words words = *from;
    const char *secret = hidden->folded;

    for (;;) {
        size_t size = strcspn(secret, " ");
        bool last = secret[size] == '\0';
        if (words.length < size || memcmp(words.word, secret, size) != 0 ||
            (words.length > size &&
             !(last && (hidden->open || is_long_zip(&words, size))))) {
            return 0;
        }
        if (last) {
            return words.end;
        }
        secret += size + 1;
        if (!wp_words_next(&words)) {
            return 0;
        }
    }
}

static size_t find_secret(const struct wp_secrets *secrets,
                          const struct wp_words *words)
{
    size_t end = 0;

    for (size_t i = 0; i < secrets->count; i++) {
        size_t found = match_at(words, &secrets->list[i]);
        end = found > end ? found : end;
    }
    return end;
}

const char *wp_scrub(struct wp_composing *composing, const char *text)
{
    struct wp_words words;
    struct wp_buf out = WP_BUF_INIT;
    size_t copied = 0;
    size_t size = text == NULL ? 0 : strlen(text);
    const char *clean = text;

    if (size == 0 || !composing->secrets.active) {
        return text;
    }
    wp_words_init(&words, text, size);
    while (wp_words_next(&words)) {
        size_t end =
            words.begin < copied ? 0 : find_secret(&composing->secrets, &words);
        if (end > 0) {
            wp_buf_bytes(&out, text + copied, words.begin - copied);
            wp_buf_text(&out, WITHHELD);
            copied = end;
        }
    }
    if (copied > 0) {
        wp_buf_bytes(&out, text + copied, size - copied);
        /* Out of memory withholds all of it; the arena shows the failure. */
        clean =
            out.failed ? NULL : wp_arena_strdup(&composing->arena, out.text);
        composing->arena.failed = composing->arena.failed || out.failed;
    }
    wp_buf_clear(&out);
    return clean;
}
