/* engine/query/danger.c - what danger in the words makes a need of its own */
#include "query/build.h"

#define DANGERS_MAX 8

/* Is something of the kind among the needs, broader or narrower? */
static bool is_asked(const struct wp_client *client,
                     const struct wp_vocab *vocab, int concept)
{
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];

        for (size_t j = 0; j < need->concept_count; j++) {
            const int asked = need->concepts[j].concept;

            if (wp_vocab_is_under(vocab, asked, concept) ||
                wp_vocab_is_under(vocab, concept, asked)) {
                return true;
            }
        }
    }
    return false;
}

enum wp_status wp_needs_of_danger(struct wp_client *client,
                                  const struct wp_vocab *vocab,
                                  const char *words, struct wp_error *err)
{
    int concepts[DANGERS_MAX];
    const size_t count =
        wp_vocab_crisis_needs(vocab, words, concepts, DANGERS_MAX);
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < count && status == WP_OK; i++) {
        if (!is_asked(client, vocab, concepts[i]) &&
            client->need_count < WP_CLIENT_NEEDS_MAX) {
            status = wp_need_by_slug(client, vocab,
                                     wp_vocab_concept(vocab, concepts[i])->slug,
                                     words, WP_URGENCY_TONIGHT, err);
        }
    }
    return status;
}
