/*
 * engine/facts/prose_rules.h - the table of rules, compiled
 *
 * Private to prose_*.c.
 */
#ifndef WP_FACTS_PROSE_RULES_H
#define WP_FACTS_PROSE_RULES_H

#include "waypost/arena.h"
#include "waypost/record.h"

#include "facts/prose.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define WP_PROSE_RULES_MAX  256
#define WP_PROSE_CODES_MAX  4  /* facts of one rule */
#define WP_PROSE_WORD_ROWS  27 /* first letters, and one for the rest */
#define WP_PROSE_MASK_WORDS (WP_PROSE_RULES_MAX / 64)

/* How sure a rule is that the sentence shuts others out. */
enum wp_prose_force {
    WP_PROSE_BY_WORDS, /* "only", "must" in the sentence decide */
    WP_PROSE_HARD,
    WP_PROSE_SOFT,
};

struct wp_prose_code {
    enum wp_fact_kind kind;
    const char *code; /* "sex:female"; "" for a language: a group says */
    double number;    /* income_fpl:100; NAN */
};

struct wp_prose_rule {
    const char *name, *example, *counter;
    struct wp_prose_code codes[WP_PROSE_CODES_MAX];
    size_t code_count;
    enum wp_stance stance;
    enum wp_prose_force force;
    bool blocks;        /* claims its words so that no later rule reads them */
    bool once;          /* one fact of this matter in a sentence */
    bool digits;        /* the sentence must have a digit */
    bool negatable;     /* "does not serve ..." turns it round or drops it */
    int turned;         /* stance when negated, or -1: dropped */
    unsigned fields;    /* bits of enum wp_prose_field */
    const char *matter; /* rules of one matter exclude each other */
    pcre2_code *pattern, *needs, *unless; /* guards may be NULL */
};

/* A word that wakes a rule: a prefix of a word, or all of it. */
struct wp_prose_word {
    const char *text;
    size_t length;
    bool whole;
    size_t rule;
};

struct wp_prose {
    struct wp_arena arena;
    struct wp_prose_rule rules[WP_PROSE_RULES_MAX];
    size_t rule_count;
    struct wp_prose_word *words[WP_PROSE_WORD_ROWS];
    size_t word_counts[WP_PROSE_WORD_ROWS], word_rooms[WP_PROSE_WORD_ROWS];
    unsigned long long always[WP_PROSE_MASK_WORDS]; /* rules without words */
    pcre2_code *musts;                              /* the excluding words */
    pcre2_code *maybes; /* those that take them back: "usually" */
    pcre2_match_data *data;
    pcre2_match_context *limits;
    struct wp_prose_stats stats;
    const char *last[64]; /* names of the rules that made the last facts */
    size_t last_count;
};

/* Which row of words a byte begins; words are lower case. */
size_t wp_prose_row(char first);

/* Fill rules, words and musts from the embedded table. */
WP_MUST_USE enum wp_status wp_prose_load(struct wp_prose *prose,
                                         struct wp_error *err);

/* ---- prose_split.c ------------------------------------------------------- */

/* The next sentence at or after *at; false at the end. Markup, list marks and
   blanks at its ends are left out. */
bool wp_prose_next_sentence(const char *text, size_t size, size_t *at,
                            size_t *ret_begin, size_t *ret_end);

/* ---- prose_values.c ------------------------------------------------------ */

struct wp_prose_match {
    const struct wp_prose_rule *rule;
    const char *text;  /* all of it */
    size_t begin, end; /* of the sentence */
    const char *state;
    PCRE2_SIZE *bounds; /* within the sentence */
};

/* A named group as [begin, end) in the text; false when it is unset. */
bool wp_prose_group(const struct wp_prose_match *match, const char *name,
                    size_t *ret_begin, size_t *ret_end);

/* Numbers of the groups into the fact; false when they make no sense. */
bool wp_prose_values(const struct wp_prose_match *match, struct wp_fact *fact);

/* Languages of the group lang, one by one: NULL when there are no more. */
const struct wp_language *wp_prose_language(const struct wp_prose_match *match,
                                            const struct wp_vocab *vocab,
                                            size_t *at);

/* Counties, ZIPs and states named in the sentence: "county:12086". */
bool wp_prose_place(const struct wp_prose_match *match,
                    const struct wp_vocab *vocab, size_t *at, char ret_code[32],
                    size_t *ret_begin, size_t *ret_end);

#endif /* WP_FACTS_PROSE_RULES_H */
