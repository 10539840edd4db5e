/*
 * engine/facts/prose.h - facts out of running text, by rules
 *
 *     text -> sentences -> rules whose words occur -> groups -> facts
 *
 * The rules are a table, datasets/prose/rules.tsv; its head says what a row
 * means. They are compiled once and read many texts. Every search has limits:
 * a text that is made to run a pattern wild is given up on and counted, and
 * the rest of it is still read.
 *
 * Threads    One thread per struct wp_prose.
 */
#ifndef WP_FACTS_PROSE_H
#define WP_FACTS_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/error.h"
#include "waypost/vocab.h"

#include "facts/derived.h"

/* What kind of text it is: rules say where they hold. */
enum wp_prose_field {
    WP_PROSE_DESCRIPTION,
    WP_PROSE_ELIGIBILITY,
    WP_PROSE_APPLICATION,
    WP_PROSE_FEES,
    WP_PROSE_DOCUMENTS,
    WP_PROSE_ACCESS,
};
#define WP_PROSE_FIELD_COUNT 6

/* More of one text is not read. */
#define WP_PROSE_TEXT_MAX ((size_t)64 << 10)
/* A longer sentence is cut at a blank. */
#define WP_PROSE_SENTENCE_MAX 1000

struct wp_prose_stats {
    size_t texts, sentences;
    size_t searches; /* patterns run, guards among them */
    size_t gave_up;  /* searches that a limit ended */
    size_t facts;
};

struct wp_prose;

WP_MUST_USE enum wp_status wp_prose_create(struct wp_prose **ret_prose,
                                           struct wp_error *err);
void wp_prose_destroy(struct wp_prose *prose);

/* One text of a record, and where the record is: for names of counties. */
struct wp_prose_text {
    enum wp_prose_field kind;
    const char *field; /* the column's name: where the fact came from */
    const char *text;
    const char *state; /* two letters, or "" */
};

/* Add what the text says; its facts are marked extracted. */
void wp_prose_read(struct wp_prose *prose, struct wp_derived *derived,
                   const struct wp_prose_text *text);

/* All texts of a service. */
void wp_derive_prose(struct wp_prose *prose, struct wp_derived *derived,
                     const struct wp_tree *tree);

const struct wp_prose_stats *wp_prose_stats(const struct wp_prose *prose);

/* ---- the rules, for tests ------------------------------------------------ */

struct wp_prose_rule_info {
    const char *name, *example, *counter; /* "" where there is none */
    const char *code;                     /* of its first fact */
    bool blocks;                          /* it keeps words from other rules */
    enum wp_prose_field kind;             /* the first field it holds in */
};
size_t wp_prose_rule_count(const struct wp_prose *prose);
struct wp_prose_rule_info wp_prose_rule_at(const struct wp_prose *prose,
                                           size_t position);
/* The rule that made the nth fact of the last text. */
const char *wp_prose_rule_of(const struct wp_prose *prose, size_t nth);

#endif /* WP_FACTS_PROSE_H */
