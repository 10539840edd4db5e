/* engine/vocab/lexicon.c - lexicon.tsv and questions.tsv */
#include "vocab/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

enum lexicon_column { PHRASE, LANG, CONCEPTS, FACTS, ASK, NOTE };
enum question_column { KEY, QUESTION_EN, QUESTION_ES, READINGS };

#define LEXICON_HEADER  "phrase\tlang\tconcepts\tfacts\task\tnote"
#define QUESTION_HEADER "key\tquestion_en\tquestion_es\treadings"

static const struct wp_question *find_question(const struct wp_lexicon *lexicon,
                                               const char *key)
{
    for (size_t i = 0; i < lexicon->question_count; i++) {
        if (strcmp(lexicon->questions[i].key, key) == 0) {
            return &lexicon->questions[i];
        }
    }
    return NULL;
}

static enum wp_status load_questions(struct wp_lexicon *lexicon,
                                     struct wp_arena *arena,
                                     struct wp_error *err)
{
    struct wp_tsv table;

    enum wp_status status =
        wp_tsv_open(&table, arena, "questions.tsv", QUESTION_HEADER,
                    wp_table_questions, wp_table_questions_end, err);
    if (status != WP_OK) {
        return status;
    }
    lexicon->questions =
        wp_arena_alloc(arena, table.rows_max * sizeof(*lexicon->questions));
    if (!lexicon->questions) {
        return wp_fail(err, WP_ENOMEM, "no memory for the questions");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        lexicon->questions[lexicon->question_count++] = (struct wp_question){
            .key = table.fields[KEY],
            .en = table.fields[QUESTION_EN],
            .es = table.fields[QUESTION_ES],
            .readings = table.fields[READINGS],
        };
    }
    return status;
}

/*
 * Cells lie one after the other just as they were cut; one that said "-" is
 * an empty string with one byte more behind it.
 */
static const char *next_cell(const char *cell)
{
    return *cell == '\0' ? cell + 2 : cell + strlen(cell) + 1;
}

struct wp_entry wp_lexicon_entry(const struct wp_lexicon *lexicon, int gloss)
{
    const char *phrase = lexicon->glossary.glosses[gloss].phrase;
    const char *lang = next_cell(phrase);
    const char *concepts = next_cell(lang);
    const char *facts = next_cell(concepts);

    return (struct wp_entry){lang, concepts, facts, next_cell(facts)};
}

enum wp_status wp_entry_next(const struct wp_needs *needs, const char **rest,
                             struct wp_meaning *ret_meaning)
{
    const char *piece = *rest + strspn(*rest, " ");
    const size_t length = strcspn(piece, " ");
    const size_t slug_length = strcspn(piece, " =");
    struct wp_meaning meaning = {-1, 1.0};

    if (length == 0) {
        return WP_EEND;
    }
    if (slug_length < length) {
        char *end = NULL;
        meaning.weight = strtod(piece + slug_length + 1, &end);
        if (end != piece + length) {
            return WP_EPARSE;
        }
    }
    meaning.concept = wp_phrases_find(&needs->by_slug, piece, slug_length);
    if (meaning.concept < 0 || !(meaning.weight > 0.0) ||
        meaning.weight > 1.0) {
        return WP_EPARSE;
    }
    *rest = piece + length;
    *ret_meaning = meaning;
    return WP_OK;
}

static enum wp_status
check_row(const struct wp_lexicon *lexicon, const struct wp_needs *needs,
          const struct wp_tsv *table, struct wp_error *err)
{
    char *const *fields = table->fields;
    const char *rest = fields[CONCEPTS];
    struct wp_meaning meaning;
    enum wp_status status;

    if (!wp_glossary_is_folded(fields[PHRASE])) {
        return wp_tsv_fail(table, err, "not folded:", fields[PHRASE]);
    }
    while ((status = wp_entry_next(needs, &rest, &meaning)) == WP_OK) {
    }
    if (status != WP_EEND) {
        return wp_tsv_fail(table, err, "no such need or weight:", rest);
    }
    if (fields[ASK][0] != '\0' && !find_question(lexicon, fields[ASK])) {
        return wp_tsv_fail(table, err, "no such question:", fields[ASK]);
    }
    return WP_OK;
}

/* The word "exact" in the note: no other form of the phrase counts. */
static bool says_exact(const char *note)
{
    const char *at = strstr(note, "exact");

    return at && (at == note || at[-1] == ' ') &&
           (at[5] == '\0' || at[5] == ' ' || at[5] == ':' || at[5] == ';');
}

enum wp_status wp_lexicon_load(struct wp_lexicon *lexicon,
                               const struct wp_needs *needs,
                               struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;

    *lexicon = (struct wp_lexicon){0};
    enum wp_status status = load_questions(lexicon, arena, err);
    if (status != WP_EEND) {
        return status;
    }
    status = wp_tsv_open(&table, arena, "lexicon.tsv", LEXICON_HEADER,
                         wp_table_lexicon, wp_table_lexicon_end, err);
    if (status != WP_OK) {
        return status;
    }
    if (!wp_glossary_init(&lexicon->glossary, arena, table.rows_max)) {
        return wp_fail(err, WP_ENOMEM, "no memory for the lexicon");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        status = check_row(lexicon, needs, &table, err);
        if (status != WP_OK) {
            return status;
        }
        wp_glossary_add(&lexicon->glossary, table.fields[PHRASE],
                        table.fields[LANG], says_exact(table.fields[NOTE]));
    }
    return status;
}

void wp_lexicon_loaded(struct wp_lexicon *lexicon)
{
    wp_glossary_finish(&lexicon->glossary);
}

const struct wp_question *wp_vocab_question(const struct wp_vocab *vocab,
                                            const char *key)
{
    return find_question(&vocab->lexicon, key);
}
