/* importers/samhsa_text.c - names and descriptions in our own plain words */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "samhsa.h"

bool wp_samhsa_has(const struct wp_samhsa_row *row, const char *code)
{
    const long position = wp_samhsa_code_find(code);

    return position >= 0 && row->has[position];
}

const char *wp_samhsa_service_name(struct wp_arena *arena,
                                   const struct wp_samhsa_row *row)
{
    const char *kind = row->sides == WP_SAMHSA_SU ? "Substance use treatment"
                       : row->sides == WP_SAMHSA_MH
                           ? "Mental health treatment"
                           : "Behavioral health treatment";

    return row->text[WP_SC_NAME2]
               ? wp_arena_printf(arena, "%s, %s", kind, row->text[WP_SC_NAME2])
               : kind;
}

static void add_labels(struct wp_buf *out, const struct wp_samhsa_row *row,
                       enum wp_samhsa_category category)
{
    const char *last = NULL;

    for (size_t i = 0; i < wp_samhsa_code_count(); i++) {
        const struct wp_samhsa_code *code = wp_samhsa_code_at(i);

        /* Two codes with one label (DB, BDTX ...) are said once. */
        if (!row->has[i] || code->category != category ||
            (last && strcmp(last, code->label) == 0)) {
            continue;
        }
        if (out->length > 0) {
            wp_buf_text(out, ", ");
        }
        wp_buf_text(out, code->label);
        last = code->label;
    }
}

static const char *taken(struct wp_arena *arena, struct wp_buf *text)
{
    const char *copy =
        text->length > 0 ? wp_arena_strdup(arena, wp_buf_str(text)) : NULL;

    wp_buf_clear(text);
    return copy;
}

const char *wp_samhsa_labels(struct wp_arena *arena,
                             const struct wp_samhsa_row *row,
                             enum wp_samhsa_category category)
{
    struct wp_buf text = WP_BUF_INIT;

    add_labels(&text, row, category);
    return taken(arena, &text);
}

/* What a case manager asks first stands first. */
static const struct {
    const char *lead;
    enum wp_samhsa_category categories[4];
    size_t count;
} sentences[] = {
    {"Care", {WP_SAMHSA_TC, WP_SAMHSA_DETOX}, 2},
    {"Setting", {WP_SAMHSA_SET, WP_SAMHSA_HOSP, WP_SAMHSA_FT}, 3},
    {"Crisis", {WP_SAMHSA_EMS}, 1},
    {"Opioid treatment", {WP_SAMHSA_OM, WP_SAMHSA_OT}, 2},
    {"Approaches", {WP_SAMHSA_TAP}, 1},
    {"Programs for", {WP_SAMHSA_SG, WP_SAMHSA_EXCL}, 2},
    {"Also", {WP_SAMHSA_AS, WP_SAMHSA_RSS, WP_SAMHSA_TRSRV, WP_SAMHSA_OTHR}, 4},
    {"Run by", {WP_SAMHSA_FOP}, 1},
};

const char *wp_samhsa_description(struct wp_arena *arena,
                                  const struct wp_samhsa_row *row)
{
    struct wp_buf text = WP_BUF_INIT;

    for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
        struct wp_buf list = WP_BUF_INIT;

        for (size_t j = 0; j < sentences[i].count; j++) {
            add_labels(&list, row, sentences[i].categories[j]);
        }
        if (list.length > 0) {
            wp_buf_printf(&text, "%s%s: %s.", text.length > 0 ? " " : "",
                          sentences[i].lead, wp_buf_str(&list));
        }
        wp_buf_clear(&list);
    }
    return taken(arena, &text);
}

static bool is_digits(const char *text, size_t count)
{
    return strspn(text, "0123456789") >= count;
}

bool wp_samhsa_date_of(const char *name, char ret_date[11])
{
    char date[16];

    for (const char *at = name; *at; at++) {
        if (strlen(at) >= 10 && is_digits(at, 4) && at[4] == '-' &&
            is_digits(at + 5, 2) && at[7] == '-' && is_digits(at + 8, 2)) {
            (void)snprintf(date, sizeof(date), "%.10s", at);
            return wp_date_parse(date, ret_date);
        }
    }
    for (const char *at = name; *at; at++) {
        const bool begins = at == name || !is_digits(at - 1, 1);

        if (begins && strspn(at, "0123456789") == 4 &&
            (strncmp(at, "19", 2) == 0 || strncmp(at, "20", 2) == 0)) {
            (void)snprintf(date, sizeof(date), "%.4s-12-31", at);
            return wp_date_parse(date, ret_date);
        }
    }
    return false;
}
