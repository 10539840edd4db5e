/*
 * engine/query/build.h - what the parts that fill a wp_client share
 *
 *     flags, JSON -> set.c   ->
 *     words       -> words.c -> wp_client
 *
 * What was said outright goes before what words let one understand: the second
 * only fills what the first left open.
 */
#ifndef WP_QUERY_BUILD_H
#define WP_QUERY_BUILD_H

#include "waypost/client.h"

/* Longer texts are WP_ELIMIT: nobody describes a need at such length. */
#define WP_WORDS_MAX_BYTES 20000

/* Add to notes, once. More than fit are dropped. */
void wp_client_note(struct wp_client *client, const char *format, ...)
    WP_PRINTF(2, 3);

/* Every list of a client holds at most WP_CLIENT_LIST_MAX. */
WP_MUST_USE enum wp_status wp_list_add(const char **list, size_t *count,
                                       const char *item, const char *what,
                                       struct wp_error *err);

/* "85301", "Glendale, AZ", "33.5,-112.2"; near.c. */
WP_MUST_USE enum wp_status wp_near_set(struct wp_client *client,
                                       const struct wp_vocab *vocab,
                                       const char *text, struct wp_error *err);

/* ---- near_names.c: places by name --------------------------------------- */

void wp_near_take_zip(struct wp_client *client, const struct wp_zip *zip);
/* County, state and the like of a ZIP; its number only with_zip. */
void wp_near_take_area(struct wp_near *near, const struct wp_zip *zip,
                       bool with_zip);
/* A city, or a county that says so ("Cook County"), of a state. */
bool wp_near_take_city(struct wp_client *client, const struct wp_vocab *vocab,
                       const char *city, const char *state);
/*
 * A county with or without its last word ("Yakima", "Yakima County"), of a
 * state or, with NULL, of any. Returns how many counties the name fits: the
 * place is taken when that is one.
 */
size_t wp_near_take_county(struct wp_client *client,
                           const struct wp_vocab *vocab, const char *name,
                           const char *state);
/* A state alone: no position, yet an area. */
bool wp_near_take_state(struct wp_client *client, const char *name);

enum wp_near_fit { WP_NEAR_NOWHERE, WP_NEAR_TAKEN, WP_NEAR_SEVERAL };
/*
 * A city or county without its state: taken when there is one, or one in the
 * state of a payer the client named. WP_NEAR_SEVERAL takes nothing; a caller
 * may leave the name in near.pending for wp_near_settle().
 */
enum wp_near_fit wp_near_take_name(struct wp_client *client,
                                   const struct wp_vocab *vocab,
                                   const char *name);
/* Decide a pending name with the payers stated since; WP_EINVAL lists what it
   may mean. */
WP_MUST_USE enum wp_status wp_near_settle(struct wp_client *client,
                                          const struct wp_vocab *vocab,
                                          struct wp_error *err);

/* A payer by any name; one that means nothing yet waits for settle. */
WP_MUST_USE enum wp_status wp_payer_set(struct wp_client *client,
                                        const struct wp_vocab *vocab,
                                        const char *name, struct wp_error *err);
WP_MUST_USE enum wp_status wp_payer_take(struct wp_client *client,
                                         const struct wp_vocab *vocab,
                                         int payer, struct wp_error *err);

/* One need by slug; words may be NULL. */
WP_MUST_USE enum wp_status
wp_need_by_slug(struct wp_client *client, const struct wp_vocab *vocab,
                const char *slug, const char *words, enum wp_urgency urgency,
                struct wp_error *err);

/*
 * Words that tell of danger ("my ex keeps choking me") make a need for tonight
 * of it, unless something of the kind was asked for already.
 */
WP_MUST_USE enum wp_status
wp_needs_of_danger(struct wp_client *client, const struct wp_vocab *vocab,
                   const char *words, struct wp_error *err);

/* WP_EINVAL: nothing is called so here; the nearest that is. */
enum wp_status wp_need_no_slug(const struct wp_vocab *vocab, const char *slug,
                               struct wp_error *err);
enum wp_status wp_payer_unknown(const struct wp_vocab *vocab, const char *name,
                                struct wp_error *err);

/* A text to take needs and facts from. */
struct wp_hearing {
    const char *text;        /* the client's to keep */
    enum wp_urgency urgency; /* of each need, when stated */
    bool typed;              /* the text stands in the client's words ... */
    size_t base;             /* ... from this byte on */
    bool whole; /* the text is one need: keep it though nobody knows it */
};

/*
 * Take what the senses of a text say: one need per phrase, or per several
 * phrases that say the same; facts fill what is still open.
 */
WP_MUST_USE enum wp_status
wp_needs_hear(struct wp_client *client, const struct wp_vocab *vocab,
              const struct wp_hearing *hearing, const struct wp_sense *senses,
              size_t count, struct wp_error *err);

/* "suboxone": the needs these words say; words alone when they say none. */
WP_MUST_USE enum wp_status
wp_need_by_words(struct wp_client *client, const struct wp_vocab *vocab,
                 const char *words, enum wp_urgency urgency,
                 struct wp_error *err);

/*
 * "attr=pets:dog sex=female" of a sense; facts.c. An urgency stated without a
 * need is the client's, else the need's.
 */
WP_MUST_USE enum wp_status
wp_facts_apply(struct wp_client *client, const struct wp_vocab *vocab,
               const struct wp_hearing *hearing, const struct wp_sense *sense,
               struct wp_error *err);
/* Remember what was taken from these bytes of a typed text; understood.c. */
void wp_understood_add(struct wp_client *client,
                       const struct wp_hearing *hearing, const char *field,
                       const char *value, size_t begin, size_t end);
/* The urgency a phrase states, or WP_URGENCY_NOT_STATED. */
enum wp_urgency wp_facts_urgency(const char *facts);

#endif /* WP_QUERY_BUILD_H */
