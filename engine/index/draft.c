/* engine/index/draft.c - drafts on their way through the spill file */
#include "index/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

static int compare_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* Open ends sort first. */
static int compare_number(double a, double b)
{
    if (isnan(a) || isnan(b)) {
        return (isnan(b) ? 1 : 0) - (isnan(a) ? 1 : 0);
    }
    return (a > b) - (a < b);
}

static int compare_day(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

/*
 * The order of a document's facts. Nothing in it depends on where or when a
 * fact was stored; facts that compare equal are one fact said twice.
 */
static int compare_facts(const void *left, const void *right)
{
    const struct wp_draft_fact *a = left;
    const struct wp_draft_fact *b = right;
    int order = (int)a->kind - (int)b->kind;

    if (order == 0) {
        order = compare_text(a->code, b->code);
    }
    if (order == 0) {
        order = (int)a->stance - (int)b->stance;
    }
    if (order == 0) {
        order = compare_number(a->lo, b->lo);
    }
    if (order == 0) {
        order = compare_number(a->hi, b->hi);
    }
    if (order == 0) {
        order = compare_text(a->source, b->source);
    }
    if (order == 0) {
        order = compare_text(a->evidence, b->evidence);
    }
    if (order == 0) {
        order = compare_text(a->field, b->field);
    }
    if (order == 0) {
        order = compare_text(a->note, b->note);
    }
    if (order == 0) {
        order = compare_day(a->from_day, b->from_day);
    }
    if (order == 0) {
        order = compare_day(a->to_day, b->to_day);
    }
    if (order == 0) {
        order = compare_number(b->weight, a->weight);
    }
    if (order == 0) {
        order = compare_day(b->asserted_day, a->asserted_day);
    }
    if (order == 0) {
        order = (int)a->extracted - (int)b->extracted;
    }
    return order;
}

/* The block's offset of a string appended to it; 0 for nothing. */
static uint32_t put_text(struct wp_buf *block, const char *text)
{
    if (text == NULL || *text == '\0') {
        return 0;
    }
    size_t at = block->length;
    wp_buf_bytes(block, text, strlen(text) + 1);
    return (uint32_t)at;
}

static uint16_t permille(double weight)
{
    if (!(weight > 0.0)) {
        return 1;
    }
    double scaled = nearbyint(weight * 1000.0);
    return (uint16_t)(scaled > 1000.0 ? 1000.0 : (scaled < 1.0 ? 1.0 : scaled));
}

/* One bit pattern for "open", none for minus zero: bytes must not differ. */
static float plain(double number)
{
    return isnan(number) ? NAN : (float)(number + 0.0);
}

static void spill_fact(const struct wp_draft_fact *fact, struct wp_buf *block,
                       struct wp_spilled_fact *out)
{
    *out = (struct wp_spilled_fact){
        .fact = {.kind = (uint8_t)fact->kind,
                 .stance = (uint8_t)fact->stance,
                 .weight_permille = permille(fact->weight),
                 .lo = plain(fact->lo),
                 .hi = plain(fact->hi)},
        .proof = {.asserted_day = fact->asserted_day,
                  .from_day = fact->from_day,
                  .to_day = fact->to_day,
                  .flags = fact->extracted ? WP_PROOF_EXTRACTED : 0},
    };
    if (wp_kind_is_numbered(fact->kind)) {
        out->fact.code = fact->number;
    } else {
        out->code = put_text(block, fact->code);
    }
    out->proof.note = put_text(block, fact->note);
    out->proof.field = put_text(block, fact->field);
    out->proof.evidence = put_text(block, fact->evidence);
    out->proof.source = put_text(block, fact->source);
}

static uint32_t count_words(const struct wp_draft *draft)
{
    uint32_t count = 0;

    for (size_t i = 0; i < WP_TEXT_COLUMN_COUNT; i++) {
        struct wp_words words;
        const char *text = draft->texts[i] == NULL ? "" : draft->texts[i];
        wp_words_init(&words, text, strlen(text));
        while (wp_words_next(&words)) {
            count++;
        }
    }
    return count;
}

/* Sorted copies in facts, repeats dropped; how many are left. */
static size_t sort_facts(const struct wp_draft *draft,
                         struct wp_draft_fact *facts)
{
    size_t kept = 0;

    if (draft->fact_count == 0) {
        return 0;
    }
    memcpy(facts, draft->facts, draft->fact_count * sizeof(*facts));
    qsort(facts, draft->fact_count, sizeof(*facts), compare_facts);
    for (size_t i = 0; i < draft->fact_count; i++) {
        if (kept == 0 || compare_facts(&facts[kept - 1], &facts[i]) != 0) {
            facts[kept++] = facts[i];
        }
    }
    return kept;
}

static void spill_all(const struct wp_draft *draft,
                      const struct wp_draft_fact *facts, size_t count,
                      struct wp_buf *block, struct wp_spilled_fact *out)
{
    static const char zeroes[8];
    struct wp_spilled head = {.doc = draft->doc};
    size_t body = sizeof(head) + count * sizeof(*out);

    memcpy(head.organization_id, draft->organization_id,
           sizeof(head.organization_id));
    head.fact_count = (uint32_t)count;
    head.doc.token_count = count_words(draft);
    wp_buf_bytes(block, &head, sizeof(head));
    if (count > 0) {
        memset(out, 0, count * sizeof(*out));
        wp_buf_bytes(block, out, count * sizeof(*out));
    }
    for (size_t i = 0; i < count; i++) {
        spill_fact(&facts[i], block, &out[i]);
    }
    head.card = put_text(block, draft->card);
    head.source = put_text(block, draft->source);
    for (size_t i = 0; i < WP_TEXT_COLUMN_COUNT; i++) {
        head.texts[i] = put_text(block, draft->texts[i]);
    }
    wp_buf_bytes(block, zeroes, (8 - block->length % 8) % 8);
    if (block->failed || block->length < body) {
        return;
    }
    head.size = (uint32_t)block->length;
    memcpy(block->text, &head, sizeof(head));
    if (count > 0) {
        memcpy(block->text + sizeof(head), out, count * sizeof(*out));
    }
}

enum wp_status wp_draft_spill(const struct wp_draft *draft,
                              struct wp_buf *block, struct wp_error *err)
{
    size_t room = draft->fact_count + 1;
    struct wp_draft_fact *facts = calloc(room, sizeof(*facts));
    struct wp_spilled_fact *out = calloc(room, sizeof(*out));
    enum wp_status status = WP_OK;

    if (facts == NULL || out == NULL) {
        status = wp_fail(err, WP_ENOMEM, "no memory for a document's facts");
        goto done;
    }
    wp_buf_reset(block);
    spill_all(draft, facts, sort_facts(draft, facts), block, out);
    status = wp_buf_status(block, err);
    if (status == WP_OK && block->length > UINT32_MAX) {
        status = wp_fail(err, WP_ELIMIT, "a document of more than 4 GiB");
    }

done:
    free(facts);
    free(out);
    return status;
}
