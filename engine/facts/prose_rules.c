/* engine/facts/prose_rules.c - read and compile datasets/prose/rules.tsv */
#include "facts/prose_rules.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"

#include "vocab/tables.h"
#include "vocab/tsv.h"

#define HEADER                                                            \
    "name\tfact\tstance\twhere\twords\tpattern\tneeds\tunless\tnegated\t" \
    "example\tcounter"

enum column {
    NAME,
    FACT,
    STANCE,
    WHERE,
    WORDS,
    PATTERN,
    NEEDS,
    UNLESS,
    NEGATED,
    EXAMPLE,
    COUNTER
};

#define MACROS_MAX  48
#define PATTERN_MAX 16384

struct loading {
    struct wp_prose *prose;
    struct wp_tsv table;
    struct {
        const char *name, *text;
    } macros[MACROS_MAX];
    size_t macro_count;
    struct wp_buf pattern;
};

size_t wp_prose_row(char first)
{
    return first >= 'a' && first <= 'z' ? (size_t)(first - 'a') : 26;
}

/* ---- patterns ------------------------------------------------------------ */

static const char *macro(const struct loading *loading, const char *name,
                         size_t length)
{
    for (size_t i = 0; i < loading->macro_count; i++) {
        if (strlen(loading->macros[i].name) == length &&
            strncmp(loading->macros[i].name, name, length) == 0) {
            return loading->macros[i].text;
        }
    }
    return NULL;
}

/* {{name}} becomes what the row @name says; its own macros came before it. */
static enum wp_status expand(struct loading *loading, const char *text,
                             struct wp_error *err)
{
    const char *open = NULL;

    wp_buf_reset(&loading->pattern);
    while ((open = strstr(text, "{{")) != NULL) {
        const char *close = strstr(open, "}}");
        const char *meaning =
            close ? macro(loading, open + 2, (size_t)(close - open) - 2) : NULL;
        if (meaning == NULL) {
            return wp_tsv_fail(&loading->table, err, "no such macro:", open);
        }
        wp_buf_bytes(&loading->pattern, text, (size_t)(open - text));
        wp_buf_text(&loading->pattern, meaning);
        text = close + 2;
    }
    wp_buf_text(&loading->pattern, text);
    return wp_buf_status(&loading->pattern, err);
}

/* Bytes, not characters: what is not UTF-8 must not stop a search. */
static enum wp_status compile(struct loading *loading, const char *text,
                              pcre2_code **ret_code, struct wp_error *err)
{
    PCRE2_UCHAR why[120] = "";
    PCRE2_SIZE where = 0;
    int code = 0;

    if (text[0] == '\0') {
        *ret_code = NULL;
        return WP_OK;
    }
    enum wp_status status = expand(loading, text, err);
    if (status != WP_OK) {
        return status;
    }
    if (loading->pattern.length > PATTERN_MAX) {
        return wp_tsv_fail(&loading->table, err, "too long a pattern:", text);
    }
    *ret_code = pcre2_compile(
        (PCRE2_SPTR)wp_buf_str(&loading->pattern), loading->pattern.length,
        PCRE2_CASELESS | PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C, &code,
        &where, NULL);
    if (*ret_code == NULL) {
        (void)pcre2_get_error_message(code, why, sizeof(why));
        (void)wp_tsv_fail(&loading->table, err, (const char *)why, text);
        return WP_EPARSE;
    }
    return WP_OK;
}

static enum wp_status take_macro(struct loading *loading, struct wp_error *err)
{
    char *const *fields = loading->table.fields;
    struct wp_prose *prose = loading->prose;

    if (strcmp(fields[NAME], "@must") == 0) {
        return compile(loading, fields[PATTERN], &prose->musts, err);
    }
    if (strcmp(fields[NAME], "@maybe") == 0) {
        return compile(loading, fields[PATTERN], &prose->maybes, err);
    }
    if (loading->macro_count == MACROS_MAX) {
        return wp_tsv_fail(&loading->table, err, "too many macros at",
                           fields[NAME]);
    }
    enum wp_status status = expand(loading, fields[PATTERN], err);
    if (status == WP_OK) {
        const char *text =
            wp_arena_strdup(&prose->arena, wp_buf_str(&loading->pattern));
        if (text == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory for the prose rules");
        }
        loading->macros[loading->macro_count].name = fields[NAME] + 1;
        loading->macros[loading->macro_count++].text = text;
    }
    return status;
}

/* ---- what a rule says ---------------------------------------------------- */

static bool has_prefix(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool take_code(const char *text, struct wp_prose_code *code)
{
    *code = (struct wp_prose_code){WP_FACT_ELIGIBILITY, text, NAN};
    if (has_prefix(text, "cost:")) {
        code->kind = WP_FACT_COST;
        code->code = text + strlen("cost:");
    } else if (has_prefix(text, "attr:")) {
        code->kind = WP_FACT_ATTRIBUTE;
        code->code = text + strlen("attr:");
    } else if (strcmp(text, "lang") == 0) {
        code->kind = WP_FACT_LANGUAGE;
        code->code = "";
    } else if (has_prefix(text, "income_fpl:")) {
        code->code = "income_fpl";
        code->number = strtod(text + strlen("income_fpl:"), NULL);
    }
    return code->code != NULL;
}

/* Rules that speak of one thing: the first to claim the words has them. */
static const char *matter_of(struct wp_arena *arena, const char *fact)
{
    static const char *const whole[] = {
        "situation:", "document:", "record:", "household:"};
    size_t size = strcspn(fact, ":");

    for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
        if (has_prefix(fact, whole[i])) {
            return fact;
        }
    }
    if (has_prefix(fact, "attr:")) {
        size = strlen("attr:") + strcspn(fact + strlen("attr:"), ":");
    } else if (strcmp(fact, "cost:fee") == 0) {
        return fact;
    }
    return wp_arena_strndup(arena, fact, size);
}

static enum wp_status take_codes(struct loading *loading,
                                 struct wp_prose_rule *rule,
                                 struct wp_error *err)
{
    char *rest = loading->table.fields[FACT];
    char *piece = NULL;

    while ((piece = wp_tsv_piece(&rest, ' ')) != NULL) {
        if (rule->code_count == WP_PROSE_CODES_MAX ||
            !take_code(piece, &rule->codes[rule->code_count])) {
            return wp_tsv_fail(&loading->table, err, "too many facts at",
                               piece);
        }
        if (rule->code_count++ == 0) {
            rule->matter = matter_of(&loading->prose->arena, piece);
        }
    }
    rule->once = rule->codes[0].kind == WP_FACT_ATTRIBUTE;
    return rule->code_count > 0 && rule->matter != NULL
               ? WP_OK
               : wp_tsv_fail(&loading->table, err, "no fact in", rule->name);
}

static enum wp_status take_stance(struct loading *loading,
                                  struct wp_prose_rule *rule,
                                  struct wp_error *err)
{
    char *text = loading->table.fields[STANCE];
    size_t size = strlen(text);

    rule->blocks = strcmp(text, "block") == 0;
    if (rule->blocks) {
        return WP_OK;
    }
    if (size > 0 && (text[size - 1] == '!' || text[size - 1] == '?')) {
        rule->force = text[size - 1] == '!' ? WP_PROSE_HARD : WP_PROSE_SOFT;
        text[size - 1] = '\0';
    }
    const int stance = wp_stance_by_name(text);
    if (stance < 0) {
        return wp_tsv_fail(&loading->table, err, "no such stance:", text);
    }
    rule->stance = (enum wp_stance)stance;
    return WP_OK;
}

static enum wp_status take_guards(struct loading *loading,
                                  struct wp_prose_rule *rule,
                                  struct wp_error *err)
{
    static const char letters[] = "deafrx"; /* as enum wp_prose_field */
    const char *negated = loading->table.fields[NEGATED];

    for (const char *at = loading->table.fields[WHERE]; *at; at++) {
        const char *letter = strchr(letters, *at);
        if (letter == NULL) {
            return wp_tsv_fail(&loading->table, err, "no such field:", at);
        }
        rule->fields |= 1u << (letter - letters);
    }
    rule->negatable = negated[0] != '\0';
    rule->turned = strcmp(negated, "drop") == 0 ? -1
                   : rule->negatable            ? wp_stance_by_name(negated)
                                                : -1;
    if (rule->negatable && rule->turned < 0 && strcmp(negated, "drop") != 0) {
        return wp_tsv_fail(&loading->table, err, "no such stance:", negated);
    }
    enum wp_status status =
        compile(loading, loading->table.fields[PATTERN], &rule->pattern, err);
    if (status == WP_OK) {
        status =
            compile(loading, loading->table.fields[NEEDS], &rule->needs, err);
    }
    if (status == WP_OK) {
        status =
            compile(loading, loading->table.fields[UNLESS], &rule->unless, err);
    }
    if (status == WP_OK && rule->pattern == NULL) {
        status = wp_tsv_fail(&loading->table, err, "no pattern in", rule->name);
    }
    return status;
}

/* ---- the words that wake it ---------------------------------------------- */

static enum wp_status add_word(struct loading *loading, char *text,
                               struct wp_error *err)
{
    struct wp_prose *prose = loading->prose;
    size_t row = wp_prose_row(text[0]);
    size_t length = strlen(text);
    bool whole = length > 1 && text[length - 1] == '$';

    if (prose->word_counts[row] == prose->word_rooms[row]) {
        size_t room =
            prose->word_rooms[row] == 0 ? 16 : prose->word_rooms[row] * 2;
        void *grown =
            realloc(prose->words[row], room * sizeof(*prose->words[row]));
        if (grown == NULL) {
            return wp_fail(err, WP_ENOMEM, "no memory for the prose rules");
        }
        prose->words[row] = grown;
        prose->word_rooms[row] = room;
    }
    prose->words[row][prose->word_counts[row]++] =
        (struct wp_prose_word){.text = text,
                               .length = whole ? length - 1 : length,
                               .whole = whole,
                               .rule = prose->rule_count};
    return WP_OK;
}

static enum wp_status take_words(struct loading *loading,
                                 struct wp_prose_rule *rule,
                                 struct wp_error *err)
{
    struct wp_prose *prose = loading->prose;
    char *rest = loading->table.fields[WORDS];
    char *piece = NULL;
    bool any = false;
    enum wp_status status = WP_OK;

    while (status == WP_OK && (piece = wp_tsv_piece(&rest, '|')) != NULL) {
        if (strcmp(piece, "#") == 0) {
            rule->digits = true;
        } else {
            any = true;
            status = add_word(loading, piece, err);
        }
    }
    if (!any) {
        prose->always[prose->rule_count / 64] |= 1ull
                                                 << (prose->rule_count % 64);
    }
    return status;
}

static enum wp_status take_rule(struct loading *loading, struct wp_error *err)
{
    struct wp_prose *prose = loading->prose;

    if (prose->rule_count == WP_PROSE_RULES_MAX) {
        return wp_tsv_fail(&loading->table, err, "too many rules at",
                           loading->table.fields[NAME]);
    }
    struct wp_prose_rule *rule = &prose->rules[prose->rule_count];
    rule->name = loading->table.fields[NAME];
    rule->example = loading->table.fields[EXAMPLE];
    rule->counter = loading->table.fields[COUNTER];
    enum wp_status status = take_codes(loading, rule, err);
    if (status == WP_OK) {
        status = take_stance(loading, rule, err);
    }
    if (status == WP_OK) {
        status = take_words(loading, rule, err);
    }
    /* Counted at once, so that what it has compiled is freed with the rest. */
    prose->rule_count++;
    return status == WP_OK ? take_guards(loading, rule, err) : status;
}

enum wp_status wp_prose_load(struct wp_prose *prose, struct wp_error *err)
{
    struct loading loading = {.prose = prose, .pattern = WP_BUF_INIT};

    enum wp_status status =
        wp_tsv_open(&loading.table, &prose->arena, "rules.tsv", HEADER,
                    wp_table_prose, wp_table_prose_end, err);
    while (status == WP_OK &&
           (status = wp_tsv_next(&loading.table, err)) == WP_OK) {
        status = loading.table.fields[NAME][0] == '@'
                     ? take_macro(&loading, err)
                     : take_rule(&loading, err);
    }
    wp_buf_clear(&loading.pattern);
    return status == WP_EEND ? WP_OK : status;
}
