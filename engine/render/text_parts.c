/* engine/render/text_parts.c - lines that several text pages share */
#include "render/text_parts.h"

#include <math.h>
#include <string.h>

#include "explain/labels.h"
#include "explain/tell.h"

static void join(struct wp_buf *out, const char *text)
{
    if (text && text[0]) {
        wp_buf_text(out, out->length > 0 ? ", " : "");
        wp_buf_text(out, text);
    }
}

void wp_line_proof(struct wp_buf *out, const char *evidence, const char *source,
                   const char *as_of)
{
    if (!evidence) {
        return;
    }
    wp_buf_printf(out, " (%s", evidence);
    if (source || as_of) {
        wp_buf_printf(out, "; %s%s%s", source ? source : "",
                      source && as_of ? ", " : "", as_of ? as_of : "");
    }
    wp_buf_char(out, ')');
}

const char *wp_part_name(struct wp_voice voice, const char *name)
{
    const char *word = wp_word_of(voice, "part", name);

    return word ? word : name;
}

const char *wp_lane_word(struct wp_voice voice, const char *lane)
{
    const char *word = wp_word_of(voice, "lane", lane);

    return word ? word : lane;
}

const char *wp_verdict_word(struct wp_voice voice, enum wp_verdict verdict)
{
    const char *word = wp_word_of(voice, "verdict", wp_verdict_name(verdict));

    return word ? word : wp_verdict_name(verdict);
}

void wp_line_place(struct wp_buf *out, struct wp_voice voice,
                   const struct wp_match *match)
{
    if (!match->has_place) {
        wp_text(out, voice, WP_TEXT_BY_PHONE, NULL);
        return;
    }
    if (match->confidential) {
        wp_text(out, voice, WP_TEXT_CONFIDENTIAL, NULL);
    }
    join(out, match->confidential ? NULL : match->address);
    join(out, match->city);
    join(out, match->state);
    if (match->postal_code && !match->confidential) {
        wp_buf_printf(out, "%s%s", out->length > 0 ? " " : "",
                      match->postal_code);
    }
}

/* +14155550100 as people here write it; anything else as it is. */
static void put_number(struct wp_buf *out, const char *number)
{
    if (strlen(number) == 12 && strncmp(number, "+1", 2) == 0) {
        wp_buf_printf(out, "%.3s-%.3s-%s", number + 2, number + 5, number + 8);
    } else {
        wp_buf_text(out, number);
    }
}

void wp_line_phone(struct wp_buf *out, struct wp_voice voice,
                   const struct wp_match *match)
{
    if (match->phone_count == 0) {
        return;
    }
    put_number(out, match->phones[0].number);
    if (match->phones[0].extension && match->phones[0].extension[0]) {
        wp_buf_char(out, ' ');
        wp_text(out, voice, WP_TEXT_EXTENSION,
                &(struct wp_terms){.word = match->phones[0].extension});
    }
}

void wp_line_open(struct wp_buf *out, struct wp_voice voice,
                  const struct wp_match *match)
{
    enum wp_text text = WP_TEXT_HOURS_UNKNOWN;
    const char *word = NULL;

    if (!match->open_asked) {
        return;
    }
    wp_buf_text(out, out->length > 0 ? " - " : "");
    if (match->open == WP_MEETS) {
        text = match->open_until ? WP_TEXT_OPEN_UNTIL : WP_TEXT_OPEN_ALWAYS;
        word = match->open_until;
    } else if (match->open == WP_FAILS) {
        text = WP_TEXT_CLOSED_THEN;
        word = match->opens_next ? match->opens_next
                                 : wp_text_of(voice, WP_TEXT_LATER);
    } else if (match->open_doubtful) {
        text = WP_TEXT_HOURS_DOUBTFUL;
    }
    wp_text(out, voice, text, &(struct wp_terms){.word = word});
}

/* The leads of a client's lines end under each other. */
static void put_line(struct wp_page *page, struct wp_voice voice,
                     enum wp_text lead, const char *text)
{
    const char *word = wp_text_of(voice, lead);
    const int widest = wp_page_columns(wp_text_of(voice, WP_TEXT_LOOKING_FOR));
    const int own = wp_page_columns(word);

    wp_page_lead(page, own < widest ? widest - own : 0, word, text);
}

static void put_needs(struct wp_page *page, const struct wp_client *client,
                      struct wp_voice voice)
{
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];
        struct wp_buf line = WP_BUF_INIT;

        for (size_t n = 0; n < need->concept_count; n++) {
            wp_buf_text(&line, n == 0 ? "" : ", ");
            wp_buf_text(&line,
                        wp_concept_name(voice, need->concepts[n].concept));
        }
        if (need->words) {
            wp_buf_printf(&line, line.length > 0 ? " (\"%s\")" : "\"%s\"",
                          need->words);
        }
        put_line(page, voice, i == 0 ? WP_TEXT_LOOKING_FOR : WP_TEXT_AND,
                 wp_buf_str(&line));
        wp_buf_clear(&line);
    }
    if (client->need_count == 0) {
        put_line(page, voice, WP_TEXT_LOOKING_FOR, client->words);
    }
}

static void put_near(struct wp_page *page, const struct wp_client *client,
                     struct wp_voice voice, bool miles)
{
    struct wp_buf line = WP_BUF_INIT;
    struct wp_buf way = WP_BUF_INIT;

    if (!client->near.stated) {
        wp_page_item(page, 0, "       Near: ",
                     client->near.label ? client->near.label : "");
        return;
    }
    wp_page_distance(
        &way, client->within_m > 0 ? client->within_m : WP_WITHIN_DEFAULT_M,
        miles);
    wp_text(&line, voice, WP_TEXT_NEAR_WITHIN,
            &(struct wp_terms){
                .label = client->near.label
                             ? client->near.label
                             : wp_text_of(voice, WP_TEXT_GIVEN_PLACE),
                .word = wp_buf_str(&way),
            });
    put_line(page, voice, WP_TEXT_NEAR, wp_buf_str(&line));
    wp_buf_clear(&line);
    wp_buf_clear(&way);
}

/* The same wordings as in the explanations. */
static void put_person(struct wp_page *page, const struct wp_client *client,
                       struct wp_voice voice)
{
    static const char *const names[] = {"eligibility", "payer", "income",
                                        "language", "accessibility"};
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_buf line = WP_BUF_INIT;
    struct wp_ask ask;

    if (wp_ask_init(&ask, client, voice.vocab, WP_ASK_SEARCH, &arena, NULL) ==
        WP_OK) {
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
            struct wp_buf part = WP_BUF_INIT;

            wp_tell_wanted(&part, &ask, names[i]);
            if (part.length > 0) {
                wp_buf_text(&line, line.length > 0 ? "; " : "");
                wp_buf_text(&line, wp_buf_str(&part));
            }
            wp_buf_clear(&part);
        }
    }
    put_line(page, voice, WP_TEXT_CLIENT, wp_buf_str(&line));
    wp_buf_clear(&line);
    wp_arena_clear(&arena);
}

/* Facts as words gave them; needs stand above with theirs. */
static void put_understood(struct wp_page *page, const struct wp_client *client,
                           struct wp_voice voice)
{
    struct wp_buf line = WP_BUF_INIT;

    for (size_t i = 0; i < client->understood_count; i++) {
        const struct wp_understood *one = &client->understood[i];

        if (strcmp(one->field, "needs") != 0) {
            wp_buf_printf(&line, "%s%s: %s %s", line.length > 0 ? "; " : "",
                          one->words, one->field, one->value);
        }
    }
    if (line.length > 0) {
        put_line(page, voice, WP_TEXT_UNDERSTOOD, wp_buf_str(&line));
    }
    wp_buf_clear(&line);
}

void wp_page_client(struct wp_page *page, const struct wp_client *client,
                    const struct wp_vocab *vocab, bool miles)
{
    const struct wp_voice voice = wp_voice_of(vocab, client);

    put_needs(page, client, voice);
    put_near(page, client, voice, miles);
    put_person(page, client, voice);
    put_understood(page, client, voice);
    for (size_t i = 0; i < client->note_count; i++) {
        put_line(page, voice, WP_TEXT_NOTE, client->notes[i]);
    }
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_question *question =
            client->needs[i].question
                ? wp_vocab_question(vocab, client->needs[i].question)
                : NULL;

        if (question) {
            put_line(page, voice, WP_TEXT_ASK,
                     voice.lang == WP_LANG_ES ? question->es : question->en);
        }
    }
}
