/* engine/vocab/safety.c - hotlines.tsv, crisis.tsv and what a text calls for */
#include "vocab/safety.h"

#include <string.h>

#include "vocab/prose.h"
#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

#define HOTLINES_MAX 250

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

static enum wp_status take_call(const struct wp_safety_table *safety,
                                const struct wp_tsv *table,
                                struct wp_call *call, struct wp_error *err)
{
    char *rest = table->fields[HOTLINES];

    call->why_en = table->fields[WHY_EN];
    call->why_es = table->fields[WHY_ES];
    for (char *id; (id = wp_tsv_piece(&rest, ' '));) {
        const int number = find_hotline(safety, id);
        if (number < 0) {
            return wp_tsv_fail(table, err, "no such hotline:", id);
        }
        if (call->hotline_count == WP_CALLS_MAX) {
            return wp_tsv_fail(table, err, "one hotline too many:", id);
        }
        call->hotlines[call->hotline_count++] = (unsigned char)number;
    }
    return WP_OK;
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
        status = take_call(safety, &table, call, err);
        if (status != WP_OK) {
            return status;
        }
        wp_glossary_add(&safety->glossary, table.fields[PHRASE],
                        table.fields[LANG], false);
    }
    return status;
}

void wp_safety_loaded(struct wp_safety_table *safety)
{
    wp_glossary_finish(&safety->glossary);
}

/* Why each hotline is called for, by its position; NULL: it is not. */
static void note_calls(const struct wp_safety_table *safety,
                       struct wp_found found, const char *whys[HOTLINES_MAX])
{
    for (int i = found.number; i >= 0;) {
        const struct wp_call *call = &safety->calls[i];
        for (size_t j = 0; j < call->hotline_count; j++) {
            if (!whys[call->hotlines[j]]) {
                whys[call->hotlines[j]] = call->why_en;
            }
        }
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
                       const struct wp_hotline **hotlines, const char **whys,
                       size_t max)
{
    const struct wp_safety_table *safety = &vocab->safety;
    const char *called[HOTLINES_MAX] = {NULL};
    struct wp_prose text;
    size_t written = 0;

    if (wp_prose_init(&text, original)) {
        for (size_t i = 0; i < text.count; i++) {
            size_t longest = text.count - i < 16 ? text.count - i : 16;
            for (; longest > 0; longest--) {
                struct wp_found found;
                if (wp_glossary_match(&safety->glossary, &text, i, longest,
                                      &found)) {
                    note_calls(safety, found, called);
                }
            }
        }
    }
    wp_prose_clear(&text);

    for (size_t i = 0; i < safety->hotline_count && written < max; i++) {
        if (called[i]) {
            hotlines[written] = &safety->hotlines[i];
            whys[written++] = called[i];
        }
    }
    return written;
}
