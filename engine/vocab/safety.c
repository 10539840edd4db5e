/* engine/vocab/safety.c - hotlines.tsv, crisis.tsv and what a text calls for */
#include "vocab/safety.h"

#include <string.h>

#include "vocab/prose.h"
#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

#define HOTLINES_MAX 250
#define ALARMS_MAX   256

enum hotline_column {
    ID,
    NAME,
    PHONE,
    TEXT,
    URL,
    HOURS,
    LANGUAGES,
    NEEDS,
    FOR_EN,
    FOR_ES,
    SOURCE,
    RETRIEVED
};
enum crisis_column { PHRASE, LANG, HOTLINES, WHY_EN, WHY_ES };

#define HOTLINE_HEADER                                                    \
    "id\tname\tphone\ttext\turl\thours\tlanguages\tneeds\tfor_en\tfor_es" \
    "\tsource\tretrieved"
#define CRISIS_HEADER "phrase\tlang\thotlines\twhy_en\twhy_es"

static enum wp_status load_hotlines(struct wp_safety_table *safety,
                                    struct wp_arena *arena,
                                    struct wp_error *err)
{
    struct wp_tsv table;

    enum wp_status status =
        wp_tsv_open(&table, arena, "hotlines.tsv", HOTLINE_HEADER,
                    wp_table_hotlines, wp_table_hotlines_end, err);
    if (status != WP_OK) {
        return status;
    }
    safety->hotlines =
        wp_arena_alloc(arena, table.rows_max * sizeof(*safety->hotlines));
    if (!safety->hotlines) {
        return wp_fail(err, WP_ENOMEM, "no memory for the hotlines");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        if (safety->hotline_count == HOTLINES_MAX) {
            return wp_tsv_fail(&table, err,
                               "one hotline too many:", table.fields[ID]);
        }
        safety->hotlines[safety->hotline_count++] = (struct wp_hotline){
            .id = table.fields[ID],
            .name = table.fields[NAME],
            .phone = table.fields[PHONE],
            .text = table.fields[TEXT],
            .url = table.fields[URL],
            .hours = table.fields[HOURS],
            .for_en = table.fields[FOR_EN],
            .for_es = table.fields[FOR_ES],
        };
    }
    return status;
}

static int find_hotline(const struct wp_safety_table *safety, const char *id)
{
    for (size_t i = 0; i < safety->hotline_count; i++) {
        if (strcmp(safety->hotlines[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* The hotlines named in a cell, which is cut up. */
static enum wp_status
take_call(const struct wp_safety_table *safety, char *cell, const char *why_en,
          const char *why_es, struct wp_call *call, struct wp_error *err)
{
    *call = (struct wp_call){.why_en = why_en, .why_es = why_es};
    for (char *id; (id = wp_tsv_piece(&cell, ' '));) {
        const int number = find_hotline(safety, id);
        if (number < 0 || call->hotline_count == WP_CALLS_MAX) {
            return wp_fail(err, WP_EPARSE, "%s: '%s'",
                           number < 0 ? "no such hotline in a crisis table"
                                      : "a crisis calls too many hotlines",
                           id);
        }
        call->hotlines[call->hotline_count++] = (unsigned char)number;
    }
    return WP_OK;
}

static enum wp_status load_alarms(struct wp_safety_table *safety,
                                  struct wp_arena *arena, struct wp_error *err)
{
    enum wp_status status = wp_alarms_load(&safety->alarms, arena, err);

    if (status != WP_OK) {
        return status;
    }
    if (safety->alarms.count > ALARMS_MAX) {
        return wp_fail(err, WP_EPARSE, "more than %d crisis patterns",
                       ALARMS_MAX);
    }
    safety->alarm_calls = wp_arena_alloc(
        arena, (safety->alarms.count + 1) * sizeof(*safety->alarm_calls));
    if (!safety->alarm_calls) {
        return wp_fail(err, WP_ENOMEM, "no memory for the crisis patterns");
    }
    for (size_t i = 0; i < safety->alarms.count && status == WP_OK; i++) {
        const struct wp_alarm *alarm = &safety->alarms.alarms[i];

        status = take_call(safety, alarm->hotlines, alarm->why_en,
                           alarm->why_es, &safety->alarm_calls[i], err);
    }
    return status;
}

enum wp_status wp_safety_load(struct wp_safety_table *safety,
                              struct wp_arena *arena, struct wp_error *err)
{
    struct wp_tsv table;

    *safety = (struct wp_safety_table){0};
    enum wp_status status = load_hotlines(safety, arena, err);
    if (status != WP_EEND) {
        return status;
    }
    status = wp_tsv_open(&table, arena, "crisis.tsv", CRISIS_HEADER,
                         wp_table_crisis, wp_table_crisis_end, err);
    if (status != WP_OK) {
        return status;
    }
    safety->calls =
        wp_arena_alloc(arena, table.rows_max * sizeof(*safety->calls));
    if (!wp_glossary_init(&safety->glossary, arena, table.rows_max) ||
        !safety->calls) {
        return wp_fail(err, WP_ENOMEM, "no memory for the crisis phrases");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        struct wp_call *call = &safety->calls[safety->glossary.count];
        if (!wp_glossary_is_folded(table.fields[PHRASE])) {
            return wp_tsv_fail(&table, err,
                               "not folded:", table.fields[PHRASE]);
        }
        status = take_call(safety, table.fields[HOTLINES], table.fields[WHY_EN],
                           table.fields[WHY_ES], call, err);
        if (status != WP_OK) {
            return status;
        }
        wp_glossary_add(&safety->glossary, table.fields[PHRASE],
                        table.fields[LANG], false);
    }
    return status == WP_EEND ? load_alarms(safety, arena, err) : status;
}

void wp_safety_loaded(struct wp_safety_table *safety)
{
    wp_glossary_finish(&safety->glossary);
    wp_alarms_loaded(&safety->alarms);
}

/* Why each hotline is called for, by its position; NULL: it is not. */
static void note_call(const struct wp_call *call, enum wp_lang lang,
                      const char *whys[HOTLINES_MAX])
{
    for (size_t j = 0; j < call->hotline_count; j++) {
        if (!whys[call->hotlines[j]]) {
            whys[call->hotlines[j]] = lang == WP_LANG_ES && call->why_es[0]
                                          ? call->why_es
                                          : call->why_en;
        }
    }
}

static void note_calls(const struct wp_safety_table *safety,
                       struct wp_found found, enum wp_lang lang,
                       const char *whys[HOTLINES_MAX])
{
    for (int i = found.number; i >= 0;) {
        note_call(&safety->calls[i], lang, whys);
        i = found.form == WP_FORM_EXACT
                ? safety->glossary.glosses[i].next[WP_FORM_EXACT]
                : -1;
    }
}

/*
 * Every phrase counts here, also inside a longer one and also after a "not":
 * a hotline shown in vain costs a line, one left out may cost a life.
 */
size_t wp_vocab_crisis(const struct wp_vocab *vocab, const char *original,
                       enum wp_lang lang, const struct wp_hotline **hotlines,
                       const char **whys, size_t max)
{
    const struct wp_safety_table *safety = &vocab->safety;
    const char *called[HOTLINES_MAX] = {NULL};
    bool alarms[ALARMS_MAX] = {false};
    struct wp_prose text;
    size_t written = 0;

    if (wp_prose_init(&text, original)) {
        for (size_t i = 0; i < text.count; i++) {
            size_t longest = text.count - i < 16 ? text.count - i : 16;
            for (; longest > 0; longest--) {
                struct wp_found found;
                if (wp_glossary_match(&safety->glossary, &text, i, longest,
                                      &found)) {
                    note_calls(safety, found, lang, called);
                }
            }
        }
        wp_alarms_hear(&safety->alarms, &text, alarms);
    }
    wp_prose_clear(&text);

    for (size_t i = 0; i < safety->alarms.count; i++) {
        if (alarms[i]) {
            note_call(&safety->alarm_calls[i], lang, called);
        }
    }
    for (size_t i = 0; i < safety->hotline_count && written < max; i++) {
        if (called[i]) {
            hotlines[written] = &safety->hotlines[i];
            whys[written++] = called[i];
        }
    }
    return written;
}

size_t wp_vocab_crisis_needs(const struct wp_vocab *vocab, const char *original,
                             int *concepts, size_t max)
{
    const struct wp_safety_table *safety = &vocab->safety;
    bool alarms[ALARMS_MAX] = {false};
    struct wp_prose text;
    size_t count = 0;

    if (wp_prose_init(&text, original)) {
        wp_alarms_hear(&safety->alarms, &text, alarms);
    }
    wp_prose_clear(&text);
    for (size_t i = 0; i < safety->alarms.count && count < max; i++) {
        const int concept =
            alarms[i]
                ? wp_vocab_concept_by_slug(vocab, safety->alarms.alarms[i].need)
                : -1;
        bool known = concept < 0;

        for (size_t j = 0; j < count; j++) {
            known = known || concepts[j] == concept;
        }
        if (!known) {
            concepts[count++] = concept;
        }
    }
    return count;
}
