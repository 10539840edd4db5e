/* engine/query/needs.c - from phrases understood to needs stated */
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"

#include "query/build.h"
#include "query/codes.h"

#define SENSES_MAX 256

static struct wp_need *new_need(struct wp_client *client, const char *words)
{
    if (client->need_count == WP_CLIENT_NEEDS_MAX) {
        return NULL;
    }
    struct wp_need *need = &client->needs[client->need_count++];
    *need = (struct wp_need){.words = words};
    return need;
}

static void add_concept(struct wp_need *need, int concept, double weight,
                        const char *via, const char *label)
{
    for (size_t i = 0; i < need->concept_count; i++) {
        struct wp_need_concept *known = &need->concepts[i];
        if (known->concept == concept) {
            if (weight > known->weight) {
                known->weight = weight;
                known->via = via;
            }
            known->label = known->label ? known->label : label;
            return;
        }
    }
    if (need->concept_count < WP_NEED_CONCEPTS_MAX) {
        need->concepts[need->concept_count++] =
            (struct wp_need_concept){concept, weight, via, label};
    }
}

/* "sud.detox": what detox is called here, or the slug spelled most alike. */
static const char *nearest_slug(const struct wp_vocab *vocab, const char *slug)
{
    const size_t count = wp_vocab_concept_count(vocab);
    const char *last = strrchr(slug, '.');
    const char *nearest = NULL;
    struct wp_sense sense;

    if (wp_vocab_understand(vocab, last ? last + 1 : slug, &sense, 1) > 0 &&
        sense.concept >= 0) {
        return wp_vocab_concept(vocab, sense.concept)->slug;
    }
    const char **names = calloc(count, sizeof(*names));
    if (names) {
        for (size_t i = 0; i < count; i++) {
            names[i] = wp_vocab_concept(vocab, (int)i)->slug;
        }
        const struct wp_codes slugs = {"concept", names, count};
        nearest = wp_code_nearest(&slugs, slug);
    }
    free(names);
    return nearest;
}

enum wp_status wp_need_no_slug(const struct wp_vocab *vocab, const char *slug,
                               struct wp_error *err)
{
    const char *nearest = nearest_slug(vocab, slug);

    return wp_fail(err, WP_EINVAL, "no concept '%.80s'%s%s%s", slug,
                   nearest ? "; did you mean '"
                           : "; 'waypost concepts' lists them",
                   nearest ? nearest : "", nearest ? "'?" : "");
}

enum wp_status wp_need_by_slug(struct wp_client *client,
                               const struct wp_vocab *vocab, const char *slug,
                               const char *words, enum wp_urgency urgency,
                               struct wp_error *err)
{
    const int concept = wp_vocab_concept_by_slug(vocab, slug);

    if (concept < 0) {
        return wp_need_no_slug(vocab, slug, err);
    }
    struct wp_need *need = new_need(client, words);
    if (!need) {
        return wp_fail(err, WP_ELIMIT, "more than %d needs",
                       WP_CLIENT_NEEDS_MAX);
    }
    need->urgency = urgency;
    add_concept(need, concept, 1.0, wp_vocab_concept(vocab, concept)->slug,
                NULL);
    return WP_OK;
}

/* ---- words -------------------------------------------------------------- */

/* Close enough to be one wish: same, above or below, or sisters. */
static bool related(const struct wp_vocab *vocab, int a, int b)
{
    const struct wp_concept *left = wp_vocab_concept(vocab, a);
    const struct wp_concept *right = wp_vocab_concept(vocab, b);
    const bool sisters = left->parent == right->parent && left->parent >= 0 &&
                         wp_vocab_concept(vocab, left->parent)->parent >= 0;

    return wp_vocab_is_under(vocab, a, b) || wp_vocab_is_under(vocab, b, a) ||
           sisters;
}

/* The need that a phrase says once more in other words, or NULL. */
static struct wp_need *same_need(struct wp_client *client,
                                 const struct wp_vocab *vocab, size_t first,
                                 const struct wp_sense *senses, size_t count)
{
    for (size_t i = first; i < client->need_count; i++) {
        struct wp_need *need = &client->needs[i];
        for (size_t j = 0; j < need->concept_count; j++) {
            for (size_t k = 0; k < count; k++) {
                if (related(vocab, need->concepts[j].concept,
                            senses[k].concept)) {
                    return need;
                }
            }
        }
    }
    return NULL;
}

static const char *slice(struct wp_client *client, const char *text,
                         const struct wp_sense *sense)
{
    return wp_arena_strndup(&client->arena, text + sense->begin,
                            sense->end - sense->begin);
}

/* What a question calls this concept, or one above or below it. */
static const char *reading_of(struct wp_client *client,
                              const struct wp_vocab *vocab,
                              const char *question, int concept)
{
    const struct wp_question *asked =
        question ? wp_vocab_question(vocab, question) : NULL;
    const char *at = asked ? asked->readings : "";
    const char *label = NULL;

    while (*at != '\0') {
        char slug[80];
        const size_t length = strcspn(at, "|");
        const size_t label_length = strcspn(at, "=|");
        const size_t slug_length = length - label_length;
        if (slug_length > 1 && slug_length <= sizeof(slug)) {
            memcpy(slug, at + label_length + 1, slug_length - 1);
            slug[slug_length - 1] = '\0';
            const int meant = wp_vocab_concept_by_slug(vocab, slug);
            const bool same = meant == concept;
            if (same || (!label && meant >= 0 &&
                         (wp_vocab_is_under(vocab, meant, concept) ||
                          wp_vocab_is_under(vocab, concept, meant)))) {
                label = wp_arena_strndup(&client->arena, at, label_length);
            }
            if (same) {
                break;
            }
        }
        at += length + (at[length] == '|');
    }
    return label;
}

/* The concepts of a phrase, remembered with its words. */
static void note_need(struct wp_client *client, const struct wp_vocab *vocab,
                      const struct wp_hearing *hearing,
                      const struct wp_sense *senses, size_t count)
{
    struct wp_buf slugs = WP_BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        wp_buf_printf(&slugs, "%s%s", i == 0 ? "" : ", ",
                      wp_vocab_concept(vocab, senses[i].concept)->slug);
    }
    if (wp_buf_status(&slugs, NULL) == WP_OK) {
        wp_understood_add(client, hearing, "needs", wp_buf_str(&slugs),
                          senses[0].begin, senses[0].end);
    }
    wp_buf_clear(&slugs);
}

/* All senses of one phrase: one need with several concepts. */
static enum wp_status
hear_phrase(struct wp_client *client, const struct wp_vocab *vocab,
            const struct wp_hearing *hearing, size_t first_need,
            const struct wp_sense *senses, size_t count, struct wp_error *err)
{
    const char *words = slice(client, hearing->text, &senses[0]);

    if (!words) {
        return wp_fail(err, WP_ENOMEM, "no memory for a need");
    }
    struct wp_need *need = same_need(client, vocab, first_need, senses, count);
    if (need) {
        need->words =
            wp_arena_printf(&client->arena, "%s, %s", need->words, words);
    } else {
        need = new_need(client, words);
    }
    if (!need) {
        wp_client_note(client, "'%.60s' is one need too many: at most %d",
                       words, WP_CLIENT_NEEDS_MAX);
        return WP_OK;
    }
    for (size_t i = 0; i < count; i++) {
        add_concept(
            need, senses[i].concept, senses[i].weight, words,
            reading_of(client, vocab, senses[i].question, senses[i].concept));
    }
    note_need(client, vocab, hearing, senses, count);
    if (!need->question) {
        need->question = senses[0].question;
    }
    const enum wp_urgency said = hearing->urgency != WP_URGENCY_NOT_STATED
                                     ? hearing->urgency
                                     : wp_facts_urgency(senses[0].facts);
    if (said != WP_URGENCY_NOT_STATED &&
        (need->urgency == WP_URGENCY_NOT_STATED || said < need->urgency)) {
        need->urgency = said;
    }
    return WP_OK;
}

static enum wp_status
hear_senses(struct wp_client *client, const struct wp_vocab *vocab,
            const struct wp_hearing *hearing, const struct wp_sense *senses,
            size_t count, struct wp_error *err)
{
    const size_t first_need = client->need_count;
    enum wp_status status = WP_OK;

    for (size_t i = 0; status == WP_OK && i < count;) {
        size_t end = i + 1;
        while (end < count && senses[end].begin == senses[i].begin) {
            end++;
        }
        status = wp_facts_apply(client, vocab, hearing, &senses[i], err);
        if (status == WP_OK && senses[i].concept >= 0) {
            status = hear_phrase(client, vocab, hearing, first_need, &senses[i],
                                 end - i, err);
        } else if (status == WP_OK && senses[i].question) {
            const struct wp_question *question =
                wp_vocab_question(vocab, senses[i].question);
            wp_client_note(client, "%.*s: %s",
                           (int)(senses[i].end - senses[i].begin),
                           hearing->text + senses[i].begin, question->en);
        }
        i = end;
    }
    return status;
}

enum wp_status
wp_needs_hear(struct wp_client *client, const struct wp_vocab *vocab,
              const struct wp_hearing *hearing, const struct wp_sense *senses,
              size_t count, struct wp_error *err)
{
    const size_t first_need = client->need_count;

    enum wp_status status =
        hear_senses(client, vocab, hearing, senses, count, err);
    if (status != WP_OK || !hearing->whole) {
        return status;
    }
    if (client->need_count == first_need) {
        struct wp_need *need = new_need(client, hearing->text);
        if (!need) {
            return wp_fail(err, WP_ELIMIT, "more than %d needs",
                           WP_CLIENT_NEEDS_MAX);
        }
        need->urgency = hearing->urgency;
    } else if (client->need_count == first_need + 1) {
        client->needs[first_need].words = hearing->text;
    }
    return WP_OK;
}

enum wp_status wp_need_by_words(struct wp_client *client,
                                const struct wp_vocab *vocab, const char *words,
                                enum wp_urgency urgency, struct wp_error *err)
{
    const struct wp_hearing hearing = {
        .text = words, .urgency = urgency, .whole = true};
    struct wp_sense senses[SENSES_MAX];
    size_t count = wp_vocab_hear(vocab, words, senses, SENSES_MAX);

    if (count > SENSES_MAX) {
        count = SENSES_MAX;
    }
    return wp_needs_hear(client, vocab, &hearing, senses, count, err);
}
