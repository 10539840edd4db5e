/* engine/vocab/alarms.c - crisis_words.tsv, crisis_patterns.tsv */
#include "vocab/alarms.h"

#include <stdlib.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"

#define GAP_WORDS       5
#define CLASS_WORDS_MAX 6 /* words in one phrase of a class */

enum word_column { CLASS, LANG, WORDS };
enum pattern_column { PATTERN, HOTLINES, NEED, WHY_EN, WHY_ES };

#define WORDS_HEADER    "class\tlang\twords"
#define PATTERNS_HEADER "pattern\thotlines\tneed\twhy_en\twhy_es"

static int find_class(const struct wp_alarms *alarms, const char *name)
{
    for (size_t i = 0; i < alarms->class_count; i++) {
        if (strcmp(alarms->class_names[i], name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static enum wp_status take_words(struct wp_alarms *alarms,
                                 const struct wp_tsv *table,
                                 struct wp_error *err)
{
    int word_class = find_class(alarms, table->fields[CLASS]);
    char *rest = table->fields[WORDS];

    if (word_class < 0) {
        if (alarms->class_count == WP_ALARM_CLASSES_MAX) {
            return wp_tsv_fail(table, err,
                               "one class too many:", table->fields[CLASS]);
        }
        word_class = (int)alarms->class_count++;
        alarms->class_names[word_class] = table->fields[CLASS];
    }
    for (char *word; (word = wp_tsv_piece(&rest, '|'));) {
        if (!wp_glossary_is_folded(word)) {
            return wp_tsv_fail(table, err, "not folded:", word);
        }
        alarms->classes[alarms->words.count] = (unsigned char)word_class;
        wp_glossary_add(&alarms->words, word, table->fields[LANG], false);
    }
    return WP_OK;
}

/* Phrases there can be at most: one a line and one a bar. */
static size_t count_words(const char *begin, const char *end)
{
    size_t count = 1;

    for (const char *at = begin; at < end; at++) {
        count += *at == '|' || *at == '\n';
    }
    return count;
}

static enum wp_status load_words(struct wp_alarms *alarms,
                                 struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;
    enum wp_status status =
        wp_tsv_open(&table, arena, "crisis_words.tsv", WORDS_HEADER,
                    wp_table_crisis_words, wp_table_crisis_words_end, err);

    if (status != WP_OK) {
        return status;
    }
    const size_t room =
        count_words(wp_table_crisis_words, wp_table_crisis_words_end);
    alarms->classes = wp_arena_alloc(arena, room);
    if (!wp_glossary_init(&alarms->words, arena, room) || !alarms->classes) {
        return wp_fail(err, WP_ENOMEM, "no memory for the crisis words");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        status = take_words(alarms, &table, err);
        if (status != WP_OK) {
            return status;
        }
    }
    return status == WP_EEND ? WP_OK : status;
}

static enum wp_status take_pattern(const struct wp_alarms *alarms,
                                   const struct wp_tsv *table,
                                   struct wp_alarm *alarm, struct wp_error *err)
{
    char *rest = table->fields[PATTERN];
    bool gap = false;

    *alarm = (struct wp_alarm){
        .pattern = table->fields[PATTERN],
        .hotlines = table->fields[HOTLINES],
        .need = table->fields[NEED],
        .why_en = table->fields[WHY_EN],
        .why_es = table->fields[WHY_ES],
    };
    for (char *word; (word = wp_tsv_piece(&rest, ' '));) {
        if (strcmp(word, "..") == 0) {
            gap = true;
            continue;
        }
        const int word_class = find_class(alarms, word);
        if (word_class < 0) {
            return wp_tsv_fail(table, err, "no such class:", word);
        }
        if (alarm->step_count == WP_ALARM_STEPS_MAX) {
            return wp_tsv_fail(table, err, "one class too many:", word);
        }
        alarm->steps[alarm->step_count++] =
            (struct wp_alarm_step){(unsigned char)word_class, gap};
        gap = false;
    }
    return alarm->step_count > 0 ? WP_OK
                                 : wp_tsv_fail(table, err, "no pattern", "");
}

enum wp_status wp_alarms_load(struct wp_alarms *alarms, struct wp_arena *arena,
                              struct wp_error *err)
{
    struct wp_tsv table;

    *alarms = (struct wp_alarms){0};
    enum wp_status status = load_words(alarms, arena, err);
    if (status == WP_OK) {
        status = wp_tsv_open(&table, arena, "crisis_patterns.tsv",
                             PATTERNS_HEADER, wp_table_crisis_patterns,
                             wp_table_crisis_patterns_end, err);
    }
    if (status != WP_OK) {
        return status;
    }
    alarms->alarms =
        wp_arena_alloc(arena, table.rows_max * sizeof(*alarms->alarms));
    if (!alarms->alarms) {
        return wp_fail(err, WP_ENOMEM, "no memory for the crisis patterns");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        status =
            take_pattern(alarms, &table, &alarms->alarms[alarms->count], err);
        if (status != WP_OK) {
            return status;
        }
        alarms->count++;
    }
    return status == WP_EEND ? WP_OK : status;
}

void wp_alarms_loaded(struct wp_alarms *alarms)
{
    wp_glossary_finish(&alarms->words);
}

/* ---- hearing ------------------------------------------------------------- */

/* Which classes the runs of 1 .. CLASS_WORDS_MAX words from a word belong to:
   a bit a class. */
struct spot {
    uint64_t classes[CLASS_WORDS_MAX];
};

static uint64_t classes_of(const struct wp_alarms *alarms,
                           const struct wp_prose *text, size_t first,
                           size_t count)
{
    struct wp_found found;
    uint64_t classes = 0;

    if (wp_glossary_match(&alarms->words, text, first, count, &found)) {
        for (int i = found.number; i >= 0;
             i = alarms->words.glosses[i].next[found.form]) {
            classes |= UINT64_C(1) << alarms->classes[i];
        }
    }
    return classes;
}

static struct spot *find_spots(const struct wp_alarms *alarms,
                               const struct wp_prose *text)
{
    struct spot *spots = calloc(text->count + 1, sizeof(*spots));

    for (size_t i = 0; spots && i < text->count; i++) {
        for (size_t n = 1; n <= CLASS_WORDS_MAX && i + n <= text->count; n++) {
            spots[i].classes[n - 1] = classes_of(alarms, text, i, n);
        }
    }
    return spots;
}

/* Do the steps from one on follow at a word? At most GAP_WORDS ^ steps looks,
   and steps are few. */
static bool follows(const struct wp_alarm *alarm, size_t step,
                    const struct spot *spots, size_t at, size_t count)
{
    if (step == alarm->step_count) {
        return true;
    }
    const uint64_t bit = UINT64_C(1) << alarm->steps[step].word_class;
    const size_t slack = step > 0 && alarm->steps[step].gap ? GAP_WORDS : 0;

    for (size_t i = at; i <= at + slack && i < count; i++) {
        for (size_t n = 1; n <= CLASS_WORDS_MAX && i + n <= count; n++) {
            if ((spots[i].classes[n - 1] & bit) &&
                follows(alarm, step + 1, spots, i + n, count)) {
                return true;
            }
        }
    }
    return false;
}

void wp_alarms_hear(const struct wp_alarms *alarms, const struct wp_prose *text,
                    bool *hits)
{
    struct spot *spots = find_spots(alarms, text);

    for (size_t a = 0; a < alarms->count; a++) {
        hits[a] = false;
        for (size_t i = 0; spots && i < text->count && !hits[a]; i++) {
            hits[a] = follows(&alarms->alarms[a], 0, spots, i, text->count);
        }
    }
    free(spots);
}
