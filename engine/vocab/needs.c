/* engine/vocab/needs.c - needs.tsv as an array in slug order */
#include "vocab/needs.h"

#include <stdlib.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"

#define DEPTH_MAX 8

enum column {
    SLUG,
    PARENT,
    NAME_EN,
    NAME_ES,
    LANE,
    GRAVITY,
    OPEN_ELIGIBILITY,
    SAMHSA,
    NUCC,
    SUBSTITUTES,
    FLAGS,
};

#define HEADER                                                          \
    "slug\tparent\tname_en\tname_es\tlane\tgravity\topen_eligibility\t" \
    "samhsa\tnucc\tsubstitutes\tflags"

/* Cells that can only be resolved once every slug is known. */
struct loose {
    struct wp_concept concept;
    char *parent, *substitutes;
    unsigned long line;
};

static int by_slug(const void *left, const void *right)
{
    const struct loose *a = left;
    const struct loose *b = right;

    return strcmp(a->concept.slug, b->concept.slug);
}

static void take_row(const struct wp_tsv *table, struct loose *row)
{
    char *const *fields = table->fields;

    *row = (struct loose){
        .concept = {.slug = fields[SLUG],
                    .name_en = fields[NAME_EN],
                    .name_es = fields[NAME_ES],
                    .lane = fields[LANE],
                    .gravity = fields[GRAVITY],
                    .open_eligibility = fields[OPEN_ELIGIBILITY],
                    .parent = -1,
                    .samhsa = fields[SAMHSA],
                    .nucc = fields[NUCC],
                    .flags = fields[FLAGS]},
        .parent = fields[PARENT],
        .substitutes = fields[SUBSTITUTES],
        .line = table->line,
    };
}

static enum wp_status
index_slugs(struct wp_needs *needs, const struct loose *rows,
            struct wp_tsv *table, struct wp_arena *arena, struct wp_error *err)
{
    needs->concepts =
        wp_arena_alloc(arena, needs->count * sizeof(*needs->concepts));
    if (!needs->concepts ||
        !wp_phrases_init(&needs->by_slug, arena, needs->count)) {
        return wp_fail(err, WP_ENOMEM, "no memory for %zu needs", needs->count);
    }
    for (size_t i = 0; i < needs->count; i++) {
        const char *slug = rows[i].concept.slug;
        needs->concepts[i] = rows[i].concept;
        table->line = rows[i].line;
        if (wp_phrases_add(&needs->by_slug, slug, strlen(slug), (int)i) >= 0) {
            return wp_tsv_fail(table, err, "this slug is there twice:", slug);
        }
    }
    return WP_OK;
}

static enum wp_status link_row(struct wp_needs *needs, struct wp_arena *arena,
                               const struct loose *row,
                               struct wp_concept *concept,
                               const struct wp_tsv *table, struct wp_error *err)
{
    if (row->parent[0] != '\0') {
        concept->parent = wp_needs_find(needs, row->parent);
        if (concept->parent < 0) {
            return wp_tsv_fail(table, err, "no such parent:", row->parent);
        }
    }

    size_t room = 0;
    for (const char *at = row->substitutes; *at != '\0'; at++) {
        room += *at == ' ';
    }
    int *numbers = wp_arena_alloc(arena, (room + 1) * sizeof(*numbers));
    if (!numbers) {
        return wp_fail(err, WP_ENOMEM, "no memory for substitutes");
    }
    char *rest = row->substitutes;
    for (char *slug; (slug = wp_tsv_piece(&rest, ' '));) {
        const int number = wp_needs_find(needs, slug);
        if (number < 0) {
            return wp_tsv_fail(table, err, "no such substitute:", slug);
        }
        numbers[concept->substitute_count++] = number;
    }
    concept->substitutes = numbers;
    return WP_OK;
}

static bool ends_at_a_root(const struct wp_needs *needs, int number)
{
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
        number = needs->concepts[number].parent;
        if (number < 0) {
            return true;
        }
    }
    return false;
}

enum wp_status wp_needs_load(struct wp_needs *needs, struct wp_arena *arena,
                             struct wp_error *err)
{
    struct wp_tsv table;
    struct loose *rows = NULL;

    *needs = (struct wp_needs){0};
    enum wp_status status =
        wp_tsv_open(&table, arena, "needs.tsv", HEADER, wp_table_needs,
                    wp_table_needs_end, err);
    if (status != WP_OK) {
        return status;
    }
    rows = calloc(table.rows_max, sizeof(*rows));
    if (!rows) {
        return wp_fail(err, WP_ENOMEM, "no memory for the needs");
    }
    while ((status = wp_tsv_next(&table, err)) == WP_OK) {
        take_row(&table, &rows[needs->count++]);
    }
    if (status != WP_EEND) {
        goto out;
    }

    qsort(rows, needs->count, sizeof(*rows), by_slug);
    status = index_slugs(needs, rows, &table, arena, err);
    for (size_t i = 0; status == WP_OK && i < needs->count; i++) {
        table.line = rows[i].line;
        status =
            link_row(needs, arena, &rows[i], &needs->concepts[i], &table, err);
    }
    for (size_t i = 0; status == WP_OK && i < needs->count; i++) {
        if (!ends_at_a_root(needs, (int)i)) {
            table.line = rows[i].line;
            status = wp_tsv_fail(&table, err, "its parents go in a circle:",
                                 rows[i].concept.slug);
        }
    }

out:
    free(rows);
    return status;
}

int wp_needs_find(const struct wp_needs *needs, const char *slug)
{
    return wp_phrases_find(&needs->by_slug, slug, strlen(slug));
}

bool wp_concept_has_flag(const struct wp_concept *concept, const char *flag)
{
    const size_t length = strlen(flag);
    const char *at = concept->flags;

    while ((at = strstr(at, flag)) && length > 0) {
        const bool begins = at == concept->flags || at[-1] == ' ';
        const bool ends = at[length] == '\0' || at[length] == ' ';
        if (begins && ends) {
            return true;
        }
        at += length;
    }
    return false;
}
