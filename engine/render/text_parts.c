/* engine/render/text_parts.c - lines that several text pages share */
#include "render/text_parts.h"

#include <math.h>
#include <string.h>

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

void wp_line_place(struct wp_buf *out, const struct wp_match *match)
{
    if (!match->has_place) {
        wp_buf_text(out, "By phone, online or where the client is");
        return;
    }
    if (match->confidential) {
        wp_buf_text(out, "Confidential place");
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

void wp_line_phone(struct wp_buf *out, const struct wp_match *match)
{
    if (match->phone_count == 0) {
        return;
    }
    put_number(out, match->phones[0].number);
    if (match->phones[0].extension && match->phones[0].extension[0]) {
        wp_buf_printf(out, " ext. %s", match->phones[0].extension);
    }
}

void wp_line_open(struct wp_buf *out, const struct wp_match *match)
{
    if (!match->open_asked) {
        return;
    }
    wp_buf_text(out, out->length > 0 ? " - " : "");
    if (match->open == WP_MEETS) {
        wp_buf_printf(
            out, match->open_until ? "open until %s" : "open day and night",
            match->open_until ? match->open_until : "");
    } else if (match->open == WP_FAILS) {
        wp_buf_printf(out, "closed then, opens %s",
                      match->opens_next ? match->opens_next : "later");
    } else {
        wp_buf_text(out, "hours not given");
    }
}

static void put_needs(struct wp_page *page, const struct wp_client *client,
                      const struct wp_vocab *vocab)
{
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];
        struct wp_buf line = WP_BUF_INIT;

        for (size_t n = 0; n < need->concept_count; n++) {
            wp_buf_text(&line, n == 0 ? "" : ", ");
            wp_buf_text(
                &line,
                wp_vocab_concept(vocab, need->concepts[n].concept)->name_en);
        }
        if (need->words) {
            wp_buf_printf(&line, line.length > 0 ? " (\"%s\")" : "\"%s\"",
                          need->words);
        }
        wp_page_item(page, 0, i == 0 ? "Looking for: " : "        and: ",
                     wp_buf_str(&line));
        wp_buf_clear(&line);
    }
    if (client->need_count == 0) {
        wp_page_item(page, 0, "Looking for: ", client->words);
    }
}

static void put_near(struct wp_page *page, const struct wp_client *client,
                     bool miles)
{
    struct wp_buf line = WP_BUF_INIT;

    if (!client->near.stated) {
        return;
    }
    wp_buf_printf(&line, "%s, within ",
                  client->near.label ? client->near.label : "the given place");
    wp_page_distance(
        &line, client->within_m > 0 ? client->within_m : WP_WITHIN_DEFAULT_M,
        miles);
    wp_page_item(page, 0, "       Near: ", wp_buf_str(&line));
    wp_buf_clear(&line);
}

/* The same wordings as in the explanations. */
static void put_person(struct wp_page *page, const struct wp_client *client,
                       const struct wp_vocab *vocab)
{
    static const char *const names[] = {"eligibility", "payer", "income",
                                        "language", "accessibility"};
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_buf line = WP_BUF_INIT;
    struct wp_ask ask;

    if (wp_ask_init(&ask, client, vocab, WP_ASK_SEARCH, &arena, NULL) ==
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
    wp_page_item(page, 0, "     Client: ", wp_buf_str(&line));
    wp_buf_clear(&line);
    wp_arena_clear(&arena);
}

void wp_page_client(struct wp_page *page, const struct wp_client *client,
                    const struct wp_vocab *vocab, bool miles)
{
    put_needs(page, client, vocab);
    put_near(page, client, miles);
    put_person(page, client, vocab);
    for (size_t i = 0; i < client->note_count; i++) {
        wp_page_item(page, 0, "       Note: ", client->notes[i]);
    }
    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_question *question =
            client->needs[i].question
                ? wp_vocab_question(vocab, client->needs[i].question)
                : NULL;

        if (question) {
            wp_page_item(page, 0, "        Ask: ", question->en);
        }
    }
}
