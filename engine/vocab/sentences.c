/* engine/vocab/sentences.c - what the program says, as data */
#include "vocab/sentences.h"

#include <stdlib.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

enum column { KEY, EN, ES };

static int compare(const void *left, const void *right)
{
    const struct wp_wording *one = left;
    const struct wp_wording *other = right;

    return strcmp(one->key, other->key);
}

enum wp_status wp_sentences_load(struct wp_sentences *sentences,
                                 struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;

    *sentences = (struct wp_sentences){0};
    enum wp_status status =
        wp_tsv_open(&table, arena, "sentences.tsv", "key\ten\tes\tnote",
                    wp_table_sentences, wp_table_sentences_end, err);
    if (status != WP_OK) {
        return status;
    }
    sentences->rows =
        wp_arena_alloc(arena, table.rows_max * sizeof(*sentences->rows));
    if (!sentences->rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for the sentences");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        sentences->rows[sentences->count++] = (struct wp_wording){
            .key = table.fields[KEY],
            .in = {[WP_LANG_EN] = table.fields[EN],
                   [WP_LANG_ES] = table.fields[ES]},
        };
    }
    if (status != WP_EEND) {
        return status;
    }
    qsort(sentences->rows, sentences->count, sizeof(*sentences->rows), compare);
    for (size_t i = 1; i < sentences->count; i++) {
        if (compare(&sentences->rows[i - 1], &sentences->rows[i]) == 0) {
            return wp_tsv_fail(&table, err, "two rows for",
                               sentences->rows[i].key);
        }
    }
    return WP_EEND;
}

const char *wp_vocab_sentence(const struct wp_vocab *vocab, const char *key,
                              enum wp_lang lang)
{
    const struct wp_sentences *sentences = &vocab->sentences;
    const struct wp_wording wanted = {.key = key};
    const struct wp_wording *found = bsearch(
        &wanted, sentences->rows, sentences->count, sizeof(wanted), compare);

    return found ? found->in[lang] : NULL;
}

size_t wp_vocab_sentence_count(const struct wp_vocab *vocab)
{
    return vocab->sentences.count;
}

const char *wp_vocab_sentence_key(const struct wp_vocab *vocab, size_t position)
{
    return position < vocab->sentences.count
               ? vocab->sentences.rows[position].key
               : NULL;
}

enum wp_status wp_lang_parse(const char *tag, enum wp_lang *ret_lang,
                             struct wp_error *err)
{
    const size_t length = strcspn(tag, "-_.@");

    if (length == 2 && strncmp(tag, "en", 2) == 0) {
        *ret_lang = WP_LANG_EN;
    } else if (length == 2 && strncmp(tag, "es", 2) == 0) {
        *ret_lang = WP_LANG_ES;
    } else {
        return wp_fail(err, WP_EINVAL,
                       "output language '%.40s' is neither en nor es", tag);
    }
    return WP_OK;
}

const char *wp_lang_tag(enum wp_lang lang)
{
    static const char *const tags[] = {
        [WP_LANG_EN] = "en", [WP_LANG_ES] = "es"};

    return tags[lang];
}
