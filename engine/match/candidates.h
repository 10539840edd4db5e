/*
 * engine/match/candidates.h - the documents worth scoring
 *
 *     concept postings, text hits, coverage postings -> sorted documents
 *
 * Wide on purpose: everything here is measured and judged afterwards.
 */
#ifndef WP_MATCH_CANDIDATES_H
#define WP_MATCH_CANDIDATES_H

#include "match/ask.h"
#include "match/reach.h"
#include "match/subject.h"

struct wp_text_hit {
    uint32_t doc;
    uint32_t want; /* position in ask->wants */
    float share;
};

struct wp_candidates {
    uint32_t *docs; /* ascending, each once */
    size_t count, room;
    struct wp_text_hit *hits; /* by document, then want */
    size_t hit_count, hit_room;
    bool failed;
};

#define WP_CANDIDATES_INIT ((struct wp_candidates){.docs = NULL})

WP_MUST_USE enum wp_status
wp_candidates_collect(struct wp_candidates *candidates, struct wp_index *index,
                      const struct wp_ask *ask, struct wp_error *err);
void wp_candidates_clear(struct wp_candidates *candidates);

/* Copy a document's text shares into subject->share. */
void wp_candidates_shares(const struct wp_candidates *candidates,
                          struct wp_subject *subject);

#endif /* WP_MATCH_CANDIDATES_H */
