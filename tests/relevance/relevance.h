/*
 * tests/relevance/relevance.h - what the relevance tests share
 *
 *     directory_open("county", files) -> ask(client) -> predicates, G1 to G10
 *                     |
 *                     `-> facts read with SQLite from directory.db: the
 *                         oracle's own view, no code of the matcher's
 *
 * Only public headers are used. Lines are "ok ...", "not ok ...", "skip ..."
 * and "# ..." (figures worth seeing), as tests/run.sh reads them.
 */
#ifndef TESTS_RELEVANCE_H
#define TESTS_RELEVANCE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "waypost/client.h"
#include "waypost/index.h"
#include "waypost/match.h"

#define AS_OF "2026-11-23"

/* ---- report.c ----------------------------------------------------------- */

void ok(const char *format, ...) __attribute__((format(printf, 1, 2)));
void not_ok(const char *format, ...) __attribute__((format(printf, 1, 2)));
void detail(const char *format, ...) __attribute__((format(printf, 1, 2)));
void note(const char *format, ...) __attribute__((format(printf, 1, 2)));
void skip(const char *format, ...) __attribute__((format(printf, 1, 2)));
int failures(void);

/* The claims known not to hold yet: CLAIM<tab>REASON a line. not_ok() prints
   them as skipped; settle reports those that are open no more and begin so. */
void open_claims_load(const char *path);
void open_claims_settle(const char *prefix);
double seconds(void); /* of processor time so far */

/* Ends the program: a test that cannot be set up is no test. */
_Noreturn void die(const char *what, const struct wp_error *err);

/* ---- directory.c -------------------------------------------------------- */

struct fact {
    const char *service;  /* id */
    const char *location; /* id, or "" for all places of the service */
    const char *kind;     /* "payer" */
    const char *code, *stance;
    double lo, hi; /* NAN where open */
    const char *asserted_on;
    bool implied; /* read out of text that has no excluding words: a question,
                     never a refusal (decision 16) */
};

struct service {
    const char *id, *name, *status;
    bool closed_address; /* confidential by its record or its neighbours */
};

struct directory {
    const char *name;
    char home[64];
    struct wp_vocab *vocab;
    struct wp_index *index;
    struct wp_arena arena;
    struct fact *facts; /* by service */
    size_t fact_count;
    struct service *services; /* by id */
    size_t service_count;
};

struct feed {
    const char *path, *source, *title;
};

/* Import each feed into a temporary home, publish, open; dies on failure. */
void directory_open(struct directory *directory, const char *name,
                    const struct feed *feeds, size_t feed_count);
void directory_close(struct directory *directory);

/* The facts of one service; kind NULL is all of them. */
const struct fact *facts_of(const struct directory *directory,
                            const char *service, size_t *ret_count);
const struct service *service_of(const struct directory *directory,
                                 const char *id);
/* By name, or NULL. */
const struct service *service_named(const struct directory *directory,
                                    const char *name);

json_t *load_json(const char *path);

/* ---- ask.c -------------------------------------------------------------- */

struct answer {
    struct wp_client *client;
    json_t *json;    /* waypost.match/1 */
    json_t *results; /* borrowed from it */
    char *bytes;     /* as rendered */
};

/* Match a CLIENT.json object; dies when the client is not understood. */
struct answer ask(const struct directory *directory, json_t *client);
void answer_clear(struct answer *answer);

/* Text of a member, "" when absent. */
const char *text_of(const json_t *object, const char *member);
/* True when needle occurs in text, case ignored. */
bool says(const char *text, const char *needle);

/* ---- predicates.c ------------------------------------------------------- */

/* Does one predicate of a vignette hold? why is filled when not. */
bool holds(const struct directory *directory, const struct answer *answer,
           json_t *client, json_t *predicate, char *why, size_t room);

/* ---- everywhere.c: G1 to G10 -------------------------------------------- */

/* NULL, or what is wrong in a static buffer. again: the same asked twice. */
const char *everywhere(const struct directory *directory,
                       const struct answer *answer, const char *again);

/* ---- oracle.c ----------------------------------------------------------- */

/* NULL, or why the record itself says it cannot take this client. */
const char *refusal(const struct directory *directory,
                    const struct wp_client *client, const json_t *result);

/* ---- the groups --------------------------------------------------------- */

void test_vignettes(const struct directory *directory);
void test_expansion(const struct directory *directory);
void test_heldout(const struct directory *directory);
void test_judged(const struct directory *directory);
void test_metamorphic(const struct directory *directory);

#endif /* TESTS_RELEVANCE_H */
