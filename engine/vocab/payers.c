/* engine/vocab/payers.c - payers.tsv and what a name means in a state */
#include "vocab/payers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "vocab/glossary.h"
#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

#define NAME_MAX_BYTES 256

enum column {
    CODE,
    KIND,
    STATE,
    LABEL,
    ALIASES,
    PARENT,
    SAMHSA,
    PLAN_NET,
    HSDS1,
    NOTE,
};

#define HEADER                                                      \
    "code\tkind\tstate\tlabel\taliases\tparent\tsamhsa\tplan_net\t" \
    "hsds1\tnote"

/* A row whose cells wait for every code to be known. */
struct loose {
    struct wp_payer payer;
    char *aliases, *parent, *samhsa, *plan_net, *hsds1;
    unsigned long line;
};

static int by_code(const void *left, const void *right)
{
    const struct loose *a = left;
    const struct loose *b = right;

    return strcmp(a->payer.code, b->payer.code);
}

static void add_alias(struct wp_payers *payers, const char *name, size_t length,
                      int payer, const char *state)
{
    const int number = (int)payers->alias_count++;
    struct wp_alias *alias = &payers->aliases[number];

    alias->payer = payer;
    memcpy(alias->state, state, 3);
    alias->next = wp_phrases_add(&payers->by_name, name, length, number);
}

/* "AZ:access", "US:united" or "ahcccs". */
static enum wp_status take_alias(struct wp_payers *payers, const char *name,
                                 int payer, const struct wp_tsv *table,
                                 struct wp_error *err)
{
    char state[3] = "";

    if (strlen(name) > 3 && name[2] == ':') {
        state[0] = name[0];
        state[1] = name[1];
        if (strcmp(state, WP_ALIAS_EVERYDAY) != 0 && !wp_state_letters(state)) {
            return wp_tsv_fail(table, err, "no such state:", name);
        }
        name += 3;
    }
    if (!wp_glossary_is_folded(name)) {
        return wp_tsv_fail(table, err, "not folded:", name);
    }
    add_alias(payers, name, strlen(name), payer, state);
    return WP_OK;
}

/* A label is a name too, in its own state if it has one. */
static bool take_label(struct wp_payers *payers, struct wp_arena *arena,
                       int payer)
{
    const struct wp_payer *row = &payers->rows[payer];
    char folded[NAME_MAX_BYTES];
    const char state[3] = {row->state[0], row->state[0] ? row->state[1] : '\0',
                           '\0'};
    const size_t length =
        wp_words_fold(row->label, strlen(row->label), folded, sizeof(folded));

    if (length == 0) {
        return true;
    }
    for (int i = wp_phrases_find(&payers->by_name, folded, length); i >= 0;
         i = payers->aliases[i].next) {
        if (payers->aliases[i].payer == payer) {
            return true;
        }
    }
    const char *kept = wp_arena_strndup(arena, folded, length);
    if (kept) {
        add_alias(payers, kept, length, payer, state);
    }
    return kept != NULL;
}

static bool take_hsds1(struct wp_payers *payers, struct wp_arena *arena,
                       char *words, int payer)
{
    char folded[NAME_MAX_BYTES];

    for (char *word; (word = wp_tsv_piece(&words, '|'));) {
        const size_t length =
            wp_words_fold(word, strlen(word), folded, sizeof(folded));
        const char *kept = wp_arena_strndup(arena, folded, length);
        if (!kept) {
            return false;
        }
        (void)wp_phrases_add(&payers->by_hsds1, kept, length, payer);
    }
    return true;
}

static enum wp_status link_row(struct wp_payers *payers, struct wp_arena *arena,
                               const struct loose *loose, int number,
                               const struct wp_tsv *table, struct wp_error *err)
{
    struct wp_payer *row = &payers->rows[number];
    char *rest = loose->aliases;

    if (loose->parent[0] != '\0') {
        row->parent = wp_payer_number(payers, loose->parent);
        if (row->parent < 0) {
            return wp_tsv_fail(table, err, "no such parent:", loose->parent);
        }
    }
    for (char *alias; (alias = wp_tsv_piece(&rest, '|'));) {
        enum wp_status status = take_alias(payers, alias, number, table, err);
        if (status != WP_OK) {
            return status;
        }
    }
    rest = loose->samhsa;
    for (char *code; (code = wp_tsv_piece(&rest, ' '));) {
        (void)wp_phrases_add(&payers->by_samhsa, code, strlen(code), number);
    }
    rest = loose->plan_net;
    for (char *code; (code = wp_tsv_piece(&rest, ' '));) {
        (void)wp_phrases_add(&payers->by_plan_net, code, strlen(code), number);
    }
    if (!take_label(payers, arena, number) ||
        !take_hsds1(payers, arena, loose->hsds1, number)) {
        return wp_fail(err, WP_ENOMEM, "no memory for the payers");
    }
    return WP_OK;
}

static bool make_room(struct wp_payers *payers, struct wp_arena *arena,
                      size_t names)
{
    payers->rows = wp_arena_alloc(arena, payers->count * sizeof(*payers->rows));
    payers->aliases = wp_arena_alloc(arena, names * sizeof(*payers->aliases));
    return payers->rows && payers->aliases &&
           wp_phrases_init(&payers->by_code, arena, payers->count) &&
           wp_phrases_init(&payers->by_name, arena, names) &&
           wp_phrases_init(&payers->by_samhsa, arena, payers->count) &&
           wp_phrases_init(&payers->by_plan_net, arena, payers->count) &&
           wp_phrases_init(&payers->by_hsds1, arena, payers->count * 4);
}

static enum wp_status link_rows(struct wp_payers *payers,
                                struct wp_arena *arena,
                                const struct loose *rows, size_t names,
                                struct wp_tsv *table, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    if (!make_room(payers, arena, names + payers->count)) {
        return wp_fail(err, WP_ENOMEM, "no memory for the payers");
    }
    for (size_t i = 0; i < payers->count; i++) {
        const char *code = rows[i].payer.code;
        payers->rows[i] = rows[i].payer;
        table->line = rows[i].line;
        if (wp_phrases_add(&payers->by_code, code, strlen(code), (int)i) >= 0) {
            return wp_tsv_fail(table, err, "this code is there twice:", code);
        }
    }
    for (size_t i = 0; status == WP_OK && i < payers->count; i++) {
        table->line = rows[i].line;
        status = link_row(payers, arena, &rows[i], (int)i, table, err);
    }
    return status;
}

enum wp_status wp_payers_load(struct wp_payers *payers, struct wp_arena *arena,
                              struct wp_error *err)
{
    struct wp_tsv table;
    size_t names = 0;

    *payers = (struct wp_payers){0};
    enum wp_status status =
        wp_tsv_open(&table, arena, "payers.tsv", HEADER, wp_table_payers,
                    wp_table_payers_end, err);
    if (status != WP_OK) {
        return status;
    }
    struct loose *rows = calloc(table.rows_max, sizeof(*rows));
    if (!rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for the payers");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        char *const *fields = table.fields;
        for (const char *at = fields[ALIASES]; *at != '\0'; at++) {
            names += *at == '|';
        }
        names++;
        rows[payers->count++] = (struct loose){
            .payer = {.code = fields[CODE],
                      .kind = fields[KIND],
                      .state = fields[STATE],
                      .label = fields[LABEL],
                      .parent = -1,
                      .note = fields[NOTE]},
            .aliases = fields[ALIASES],
            .parent = fields[PARENT],
            .samhsa = fields[SAMHSA],
            .plan_net = fields[PLAN_NET],
            .hsds1 = fields[HSDS1],
            .line = table.line,
        };
    }
    if (status == WP_EEND) {
        qsort(rows, payers->count, sizeof(*rows), by_code);
        status = link_rows(payers, arena, rows, names, &table, err);
    }
    free(rows);
    return status;
}

int wp_payer_number(const struct wp_payers *payers, const char *code)
{
    return wp_phrases_find(&payers->by_code, code, strlen(code));
}

int wp_payer_in_state(const struct wp_payers *payers, int payer,
                      const char *state)
{
    char code[NAME_MAX_BYTES];

    if (payer < 0 || !state || state[0] == '\0') {
        return payer;
    }
    (void)snprintf(code, sizeof(code), "%s:%s", payers->rows[payer].code,
                   state);
    const int local = wp_payer_number(payers, code);
    return local >= 0 ? local : payer;
}
