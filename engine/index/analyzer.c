/* engine/index/analyzer.c - fold and stem: see analyzer.h */
#include "index/analyzer.h"

#include <inttypes.h>
#include <libstemmer.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

/* Raise it when the rules in this file change what is indexed. */
#define ANALYZER_VERSION 1

/* Words come again and again: what a word became is kept where its hash
   falls, until another word falls there. */
#define KEPT_WORDS 8192

struct kept {
    size_t length; /* 0: free */
    char word[WP_WORD_MAX + 1];
    struct wp_forms forms;
};

struct wp_analyzer {
    struct sb_stemmer *english;
    struct sb_stemmer *spanish;
    struct kept kept[KEPT_WORDS];
};

enum wp_status wp_analyzer_create(struct wp_analyzer **ret_analyzer,
                                  struct wp_error *err)
{
    struct wp_analyzer *analyzer = calloc(1, sizeof(*analyzer));
    if (analyzer == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for the text analyzer");
    }
    analyzer->english = sb_stemmer_new("english", "UTF_8");
    analyzer->spanish = sb_stemmer_new("spanish", "UTF_8");
    if (analyzer->english == NULL || analyzer->spanish == NULL) {
        wp_analyzer_destroy(analyzer);
        return wp_fail(err, WP_ENOMEM, "no memory for the word stemmers");
    }
    *ret_analyzer = analyzer;
    return WP_OK;
}

void wp_analyzer_destroy(struct wp_analyzer *analyzer)
{
    if (analyzer == NULL) {
        return;
    }
    if (analyzer->english != NULL) {
        sb_stemmer_delete(analyzer->english);
    }
    if (analyzer->spanish != NULL) {
        sb_stemmer_delete(analyzer->spanish);
    }
    free(analyzer);
}

/* A stem can be longer than its word ("hop" -> "hope"): cut it to the room. */
static enum wp_status add_stem(struct sb_stemmer *stemmer, const char *word,
                               size_t length, struct wp_forms *forms)
{
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer, (const sb_symbol *)word, (int)length);
    if (stem == NULL) {
        return WP_ENOMEM;
    }
    size_t size = (size_t)sb_stemmer_length(stemmer);
    if (size == 0 || size > WP_WORD_MAX) {
        stem = (const sb_symbol *)word;
        size = length;
    }
    if (forms->count == 1 && forms->length[0] == size &&
        memcmp(forms->text[0], stem, size) == 0) {
        return WP_OK;
    }
    memcpy(forms->text[forms->count], stem, size);
    forms->text[forms->count][size] = '\0';
    forms->length[forms->count] = size;
    forms->count++;
    return WP_OK;
}

enum wp_status wp_analyzer_forms(struct wp_analyzer *analyzer, const char *word,
                                 size_t length, struct wp_forms *ret_forms)
{
    if (length > WP_WORD_MAX) {
        length = WP_WORD_MAX;
    }
    struct kept *kept = &analyzer->kept[XXH3_64bits(word, length) % KEPT_WORDS];
    if (kept->length != length || memcmp(kept->word, word, length) != 0) {
        kept->length = 0;
        kept->forms.count = 0;
        enum wp_status status =
            add_stem(analyzer->english, word, length, &kept->forms);
        if (status == WP_OK) {
            status = add_stem(analyzer->spanish, word, length, &kept->forms);
        }
        if (status != WP_OK) {
            return status;
        }
        memcpy(kept->word, word, length);
        kept->length = length;
    }
    *ret_forms = kept->forms;
    return WP_OK;
}

static enum wp_status hash_probe(struct wp_analyzer *analyzer, const char *text,
                                 XXH64_hash_t *hash)
{
    struct wp_words words;
    struct wp_forms forms;

    wp_words_init(&words, text, strlen(text));
    while (wp_words_next(&words)) {
        enum wp_status status =
            wp_analyzer_forms(analyzer, words.word, words.length, &forms);
        if (status != WP_OK) {
            return status;
        }
        for (size_t i = 0; i < forms.count; i++) {
            *hash = XXH3_64bits_withSeed(forms.text[i], forms.length[i], *hash);
        }
    }
    return WP_OK;
}

enum wp_status
wp_analyzer_fingerprint(char ret_text[WP_ANALYZER_FINGERPRINT_SIZE],
                        struct wp_error *err)
{
    static const char probe[] =
        "Recovery counselling families housing generously sky dying early "
        "Viviendas clínicas niños consejería alimentación ayudándoles "
        "Žižek Đức Ørsted straße ﬁre CAFÉ's HIV/AIDS 12-step";
    struct wp_analyzer *analyzer = NULL;
    XXH64_hash_t hash = ANALYZER_VERSION;

    enum wp_status status = wp_analyzer_create(&analyzer, err);
    if (status != WP_OK) {
        return status;
    }
    status = hash_probe(analyzer, probe, &hash);
    wp_analyzer_destroy(analyzer);
    if (status != WP_OK) {
        return wp_fail(err, status, "no memory to stem a word");
    }
    (void)snprintf(ret_text, WP_ANALYZER_FINGERPRINT_SIZE,
                   "waypost-%d utf8proc-%.16s snowball-en-es %016" PRIx64,
                   ANALYZER_VERSION, utf8proc_version(), (uint64_t)hash);
    return WP_OK;
}
