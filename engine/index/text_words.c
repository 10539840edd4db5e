/* engine/index/text_words.c - which words of a query are worth looking for */
#include <string.h>

#include "base/words.h"
#include "index/opened.h"

/* Words that say nothing about a service; they count only when alone. */
static const char *const function_words[] = {
    "a",    "al",   "an",   "and", "are",  "at",   "can",      "con",
    "de",   "del",  "do",   "el",  "en",   "for",  "from",     "get",
    "have", "help", "i",    "im",  "in",   "is",   "it",       "la",
    "las",  "los",  "me",   "mi",  "my",   "need", "necesito", "of",
    "on",   "or",   "para", "por", "que",  "some", "the",      "to",
    "un",   "una",  "want", "who", "with", "y",    "yo",
};

enum wp_status wp_text_index_failed(sqlite3 *db, struct wp_error *err)
{
    int code = sqlite3_errcode(db);
    enum wp_status status = WP_ESTORE;

    if (code == SQLITE_NOMEM) {
        status = WP_ENOMEM;
    } else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB ||
               code == SQLITE_ERROR) {
        status = WP_EPARSE;
    }
    wp_fail(err, status, "cannot read the text index: %s", sqlite3_errmsg(db));
    if (err != NULL) {
        err->native_code = sqlite3_extended_errcode(db);
    }
    return status;
}

static bool is_function_word(const char *word)
{
    for (size_t i = 0; i < sizeof(function_words) / sizeof(function_words[0]);
         i++) {
        if (strcmp(word, function_words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static enum wp_status form_frequency(struct wp_text_index *text,
                                     const char *form, size_t length,
                                     double *df, struct wp_error *err)
{
    sqlite3_stmt *statement = text->frequency;
    enum wp_status status = WP_OK;

    int code =
        sqlite3_bind_text(statement, 1, form, (int)length, SQLITE_STATIC);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        double found = sqlite3_column_double(statement, 0);
        *df = found > *df ? found : *df;
    } else if (code != SQLITE_DONE) {
        status = wp_text_index_failed(text->db, err);
    }
    (void)sqlite3_reset(statement);
    return status;
}

/* Look one word up; leaves *ret_word as it was when no document has it. */
static enum wp_status
look_up(struct wp_index *index, const struct wp_words *words,
        struct wp_query_word *ret_word, struct wp_error *err)
{
    struct wp_forms forms;
    double df = 0.0;

    enum wp_status status = wp_analyzer_forms(index->text.analyzer, words->word,
                                              words->length, &forms);
    if (status != WP_OK) {
        return wp_fail(err, status, "no memory to stem a word");
    }
    for (size_t i = 0; i < forms.count && status == WP_OK; i++) {
        status = form_frequency(&index->text, forms.text[i], forms.length[i],
                                &df, err);
    }
    if (status == WP_OK && df > 0.0) {
        double all = (double)index->doc_count;
        memcpy(ret_word->text, words->word, words->length + 1);
        memcpy(ret_word->form, forms.text[0], forms.length[0] + 1);
        ret_word->df = df;
        ret_word->plain =
            is_function_word(words->word) || (all >= 200.0 && df > all * 0.5);
    }
    return status;
}

/* Function words go unless nothing else was said. */
static size_t drop_plain(struct wp_query_word *words, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (!words[i].plain) {
            words[kept++] = words[i];
        }
    }
    return kept == 0 ? count : kept;
}

/* The query's distinct words that some document has. */
enum wp_status wp_query_read(struct wp_index *index, const char *words,
                             struct wp_query_word *found, size_t *ret_count,
                             struct wp_error *err)
{
    struct wp_words reader;
    size_t count = 0;
    enum wp_status status = WP_OK;

    wp_words_init(&reader, words, strlen(words));
    while (status == WP_OK && count < WP_QUERY_WORDS_MAX &&
           wp_words_next(&reader)) {
        struct wp_query_word *word = &found[count];
        *word = (struct wp_query_word){.df = 0.0};
        status = look_up(index, &reader, word, err);
        bool repeated = false;
        for (size_t i = 0; i < count; i++) {
            repeated = repeated || strcmp(found[i].form, word->form) == 0;
        }
        if (status == WP_OK && word->df > 0.0 && !repeated) {
            count++;
        }
    }
    *ret_count = drop_plain(found, count);
    return status;
}
