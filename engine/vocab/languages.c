/* engine/vocab/languages.c - languages.tsv by code, name and alias */
#include "vocab/languages.h"

#include <string.h>

#include "base/words.h"
#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

#define NAME_MAX_BYTES 128

enum column { CODE, ISO639_3, NAME_EN, NAME_ES, SAMHSA, ALIASES };

#define HEADER "code\tiso639_3\tname_en\tname_es\tsamhsa\taliases"

static bool add_name(struct wp_languages *languages, struct wp_arena *arena,
                     const char *name, int number)
{
    char folded[NAME_MAX_BYTES];
    const size_t length =
        wp_words_fold(name, strlen(name), folded, sizeof(folded));

    if (length == 0 ||
        wp_phrases_find(&languages->by_name, folded, length) >= 0) {
        return true; /* the first language to claim a name keeps it */
    }
    const char *kept = wp_arena_strndup(arena, folded, length);
    if (kept) {
        (void)wp_phrases_add(&languages->by_name, kept, length, number);
    }
    return kept != NULL;
}

static bool add_row(struct wp_languages *languages, struct wp_arena *arena,
                    char *const *fields, int number)
{
    bool ok = add_name(languages, arena, fields[CODE], number) &&
              add_name(languages, arena, fields[ISO639_3], number) &&
              add_name(languages, arena, fields[NAME_EN], number) &&
              add_name(languages, arena, fields[NAME_ES], number);

    char *rest = fields[ALIASES];
    for (char *alias; ok && (alias = wp_tsv_piece(&rest, '|'));) {
        ok = add_name(languages, arena, alias, number);
    }
    rest = fields[SAMHSA];
    for (char *code; ok && (code = wp_tsv_piece(&rest, ' '));) {
        (void)wp_phrases_add(&languages->by_samhsa, code, strlen(code), number);
    }
    return ok;
}

enum wp_status wp_languages_load(struct wp_languages *languages,
                                 struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;
    size_t names = 0;

    *languages = (struct wp_languages){0};
    enum wp_status status =
        wp_tsv_open(&table, arena, "languages.tsv", HEADER, wp_table_languages,
                    wp_table_languages_end, err);
    if (status != WP_OK) {
        return status;
    }
    for (const char *at = table.at; *at != '\0'; at++) {
        names += *at == '|' || *at == ' ' || *at == '\t';
    }
    languages->rows =
        wp_arena_alloc(arena, table.rows_max * sizeof(*languages->rows));
    if (!languages->rows ||
        !wp_phrases_init(&languages->by_name, arena, names + 1) ||
        !wp_phrases_init(&languages->by_samhsa, arena, names + 1)) {
        return wp_fail(err, WP_ENOMEM, "no memory for the languages");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        const size_t number = languages->count++;
        languages->rows[number] = (struct wp_language){
            table.fields[CODE], table.fields[NAME_EN], table.fields[NAME_ES]};
        if (!add_row(languages, arena, table.fields, (int)number)) {
            return wp_fail(err, WP_ENOMEM, "no memory for the languages");
        }
    }
    return status;
}

const struct wp_language *wp_vocab_language(const struct wp_vocab *vocab,
                                            const char *name)
{
    const struct wp_languages *languages = &vocab->languages;
    char folded[NAME_MAX_BYTES];
    size_t length = wp_words_fold(name, strlen(name), folded, sizeof(folded));
    int number = wp_phrases_find(&languages->by_name, folded, length);

    if (number < 0 && strpbrk(name, "-_")) {
        /* es-MX: a tag nobody listed is at least its language. */
        length = strcspn(folded, " ");
        number = wp_phrases_find(&languages->by_name, folded, length);
    }
    return number < 0 ? NULL : &languages->rows[number];
}

const struct wp_language *
wp_vocab_language_by_samhsa(const struct wp_vocab *vocab, const char *code)
{
    const int number =
        wp_phrases_find(&vocab->languages.by_samhsa, code, strlen(code));

    return number < 0 ? NULL : &vocab->languages.rows[number];
}
