/* engine/render/concepts.c - what words are understood as */
#include <stdlib.h>
#include <string.h>

#include "render/match_json.h"
#include "render/page.h"

#define SENSES_MAX 64

struct understood {
    struct wp_sense senses[SENSES_MAX];
    size_t count;
};

static int by_weight(const void *left, const void *right)
{
    const struct wp_sense *one = left;
    const struct wp_sense *other = right;

    if (one->weight < other->weight || one->weight > other->weight) {
        return one->weight > other->weight ? -1 : 1;
    }
    if (one->begin != other->begin) {
        return one->begin < other->begin ? -1 : 1;
    }
    return one->concept < other->concept ? -1 : one->concept > other->concept;
}

/* Strongest first; a concept said twice is listed once. */
static void understand(struct understood *all, const struct wp_vocab *vocab,
                       const char *words)
{
    const size_t found =
        wp_vocab_hear(vocab, words, all->senses, SENSES_MAX);
    size_t kept = 0;

    all->count = found < SENSES_MAX ? found : SENSES_MAX;
    if (all->count > 0) {
        qsort(all->senses, all->count, sizeof(all->senses[0]), by_weight);
    }
    for (size_t i = 0; i < all->count; i++) {
        const struct wp_sense sense = all->senses[i];
        bool seen = false;

        for (size_t n = 0; n < kept && sense.concept >= 0; n++) {
            seen = seen || all->senses[n].concept == sense.concept;
        }
        if (!seen) {
            all->senses[kept++] = sense;
        }
    }
    all->count = kept;
}

static void put_via(struct wp_json *json, const char *words,
                    const struct wp_sense *sense)
{
    struct wp_buf via = WP_BUF_INIT;

    wp_buf_bytes(&via, words + sense->begin, sense->end - sense->begin);
    wp_json_string(json, "via", wp_buf_str(&via));
    wp_buf_clear(&via);
}

/* "drug treatment=sud.treatment|therapy=mh.outpatient" as objects. */
void wp_json_readings(struct wp_json *json, const char *readings)
{
    wp_json_begin_array(json, "readings");
    while (readings && *readings) {
        const size_t length = strcspn(readings, "|");
        const size_t label = strcspn(readings, "=|");
        struct wp_buf text = WP_BUF_INIT;

        wp_json_begin_object(json, NULL);
        wp_buf_bytes(&text, readings, label);
        wp_json_string(json, "label", wp_buf_str(&text));
        wp_buf_reset(&text);
        if (label < length) {
            wp_buf_bytes(&text, readings + label + 1, length - label - 1);
        }
        wp_json_string(json, "slug", wp_buf_str(&text));
        wp_json_end_object(json);
        wp_buf_clear(&text);
        readings += length + (readings[length] == '|');
    }
    wp_json_end_array(json);
}

static bool is_asked_before(const struct understood *all, size_t position)
{
    for (size_t i = 0; i < position; i++) {
        if (all->senses[i].question &&
            strcmp(all->senses[i].question, all->senses[position].question) ==
                0) {
            return true;
        }
    }
    return false;
}

static const struct wp_question *question_of(const struct wp_vocab *vocab,
                                             const struct understood *all,
                                             size_t position)
{
    const char *key = all->senses[position].question;

    return key && !is_asked_before(all, position)
               ? wp_vocab_question(vocab, key)
               : NULL;
}

static void put_understood(struct wp_json *json, const struct wp_vocab *vocab,
                           const char *words)
{
    struct understood all;

    understand(&all, vocab, words);
    wp_json_begin_array(json, "concepts");
    for (size_t i = 0; i < all.count; i++) {
        const struct wp_sense *sense = &all.senses[i];

        if (sense->concept < 0) {
            continue;
        }
        const struct wp_concept *concept =
            wp_vocab_concept(vocab, sense->concept);
        wp_json_begin_object(json, NULL);
        wp_json_string(json, "slug", concept->slug);
        wp_json_rounded(json, "weight", sense->weight, 4);
        put_via(json, words, sense);
        wp_json_string(json, "name", concept->name_en);
        wp_json_string(json, "lane", concept->lane);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
    wp_json_begin_array(json, "facts");
    for (size_t i = 0; i < all.count; i++) {
        const char *facts = all.senses[i].facts;

        if (facts && facts[0] && strcmp(facts, "-") != 0) {
            wp_json_begin_object(json, NULL);
            wp_json_string(json, "fact", facts);
            put_via(json, words, &all.senses[i]);
            wp_json_end_object(json);
        }
    }
    wp_json_end_array(json);
    wp_json_begin_array(json, "questions");
    for (size_t i = 0; i < all.count; i++) {
        const struct wp_question *question = question_of(vocab, &all, i);

        if (question) {
            wp_json_begin_object(json, NULL);
            wp_json_string(json, "key", question->key);
            wp_json_string(json, "en", question->en);
            wp_json_string(json, "es", question->es);
            wp_json_readings(json, question->readings);
            wp_json_end_object(json);
        }
    }
    wp_json_end_array(json);
}

static void put_vocabulary(struct wp_json *json, const struct wp_vocab *vocab)
{
    wp_json_begin_array(json, "concepts");
    for (size_t i = 0; i < wp_vocab_concept_count(vocab); i++) {
        const struct wp_concept *concept = wp_vocab_concept(vocab, (int)i);

        wp_json_begin_object(json, NULL);
        wp_json_string(json, "slug", concept->slug);
        wp_json_string_or_null(
            json, "parent",
            concept->parent < 0
                ? NULL
                : wp_vocab_concept(vocab, concept->parent)->slug);
        wp_json_string(json, "name", concept->name_en);
        wp_json_string(json, "name_es", concept->name_es);
        wp_json_string(json, "lane", concept->lane);
        wp_json_end_object(json);
    }
    wp_json_end_array(json);
    wp_json_begin_array(json, "questions");
    wp_json_end_array(json);
}

enum wp_status wp_render_concepts_json(const struct wp_vocab *vocab,
                                       const char *words, struct wp_buf *out,
                                       struct wp_error *err)
{
    struct wp_json json = wp_json_to(out);

    wp_json_begin_object(&json, NULL);
    wp_json_string(&json, "schema", "waypost.concepts/1");
    wp_json_string_or_null(&json, "words", words);
    if (words) {
        put_understood(&json, vocab, words);
    } else {
        put_vocabulary(&json, vocab);
    }
    wp_json_end_object(&json);
    wp_buf_char(out, '\n');
    return wp_buf_status(out, err);
}

/* ---- text --------------------------------------------------------------- */

static void put_all_text(struct wp_page *page, const struct wp_vocab *vocab)
{
    for (size_t i = 0; i < wp_vocab_concept_count(vocab); i++) {
        const struct wp_concept *concept = wp_vocab_concept(vocab, (int)i);

        wp_buf_printf(page->out, "%-36s %s\n", concept->slug, concept->name_en);
    }
}

static void put_sense(struct wp_page *page, const struct wp_vocab *vocab,
                      const char *words, const struct wp_sense *sense)
{
    struct wp_buf line = WP_BUF_INIT;

    if (sense->concept >= 0) {
        const struct wp_concept *concept =
            wp_vocab_concept(vocab, sense->concept);
        wp_buf_printf(&line, "%s - %s, weight %.2g", concept->slug,
                      concept->name_en, sense->weight);
    } else {
        wp_buf_text(&line, sense->facts ? sense->facts : "");
    }
    wp_buf_printf(&line, ", because of \"%.*s\"",
                  (int)(sense->end - sense->begin), words + sense->begin);
    wp_page_wrap(page, 2, 6, wp_buf_str(&line));
    wp_buf_clear(&line);
}

enum wp_status wp_render_concepts_text(const struct wp_vocab *vocab,
                                       const char *words,
                                       const struct wp_text_style *style,
                                       struct wp_buf *out, struct wp_error *err)
{
    struct wp_page page = wp_page_to(out, style);
    struct understood all;

    if (!words) {
        put_all_text(&page, vocab);
        return wp_buf_status(out, err);
    }
    understand(&all, vocab, words);
    if (all.count == 0) {
        wp_page_wrap(&page, 0, 0,
                     "No need is known by these words; they are "
                     "still searched in the text of records.");
    } else {
        wp_page_item(&page, 0, "Understood: ", words);
    }
    for (size_t i = 0; i < all.count; i++) {
        put_sense(&page, vocab, words, &all.senses[i]);
    }
    for (size_t i = 0; i < all.count; i++) {
        const struct wp_question *question = question_of(vocab, &all, i);

        if (question) {
            wp_page_item(&page, 0, "Ask: ", question->en);
        }
    }
    return wp_buf_status(out, err);
}
