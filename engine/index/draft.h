/*
 * engine/index/draft.h - drafts on their way through the spill file
 *
 * A spilled draft is one block of bytes, 8-byte aligned, that is read where it
 * lies: a head, its facts, then the strings, which the head and the facts name
 * by their offset in the block.
 */
#ifndef WP_INDEX_DRAFT_H
#define WP_INDEX_DRAFT_H

#include <stddef.h>
#include <stdint.h>

#include "waypost/buf.h"

#include "index/build.h"
#include "index/format.h"

struct wp_spilled_fact {
    struct wp_doc_fact fact;    /* code: the number, or 0 */
    struct wp_fact_proof proof; /* strings: offsets in the block */
    uint32_t code;              /* string; 0 when fact.code is a number */
};

struct wp_spilled {
    struct wp_doc doc;
    unsigned char organization_id[16];
    uint32_t card, source;
    uint32_t texts[WP_TEXT_COLUMN_COUNT];
    uint32_t fact_count;
    uint32_t size; /* of the block */
    uint32_t reserved;
    struct wp_spilled_fact facts[];
};

/* Facts of these kinds name their code by number. */
static inline bool wp_kind_is_numbered(enum wp_fact_kind kind)
{
    return kind == WP_FACT_NEED || kind == WP_FACT_PAYER;
}

/* The string at an offset of the block; "" for 0. */
static inline const char *wp_spilled_text(const struct wp_spilled *spilled,
                                          uint32_t offset)
{
    return offset == 0 ? "" : (const char *)spilled + offset;
}

/* Write a draft as a block, facts in their order, into an emptied block. */
WP_MUST_USE enum wp_status wp_draft_spill(const struct wp_draft *draft,
                                          struct wp_buf *block,
                                          struct wp_error *err);

#endif /* WP_INDEX_DRAFT_H */
