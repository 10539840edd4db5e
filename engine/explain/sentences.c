/* engine/explain/sentences.c - names of wordings into words */
#include "explain/sentences.h"

#include <stdio.h>
#include <string.h>

struct wp_voice wp_voice_of(const struct wp_vocab *vocab,
                            const struct wp_client *client)
{
    return (struct wp_voice){vocab, client->output_language};
}

static void fill(struct wp_buf *out, const char *blank, size_t length,
                 const struct wp_terms *terms)
{
    const struct {
        const char *name, *text;
    } texts[] = {{"wanted", terms->wanted},
                 {"label", terms->label},
                 {"word", terms->word},
                 {"date", terms->date}};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strlen(texts[i].name) == length &&
            memcmp(texts[i].name, blank, length) == 0) {
            wp_buf_text(out, texts[i].text ? texts[i].text : "");
            return;
        }
    }
    wp_buf_printf(out, "%g", *blank == 'n' ? terms->number : terms->limit);
}

static void put(struct wp_buf *out, const char *text,
                const struct wp_terms *terms)
{
    static const struct wp_terms none;

    while (*text) {
        const char *open = strchr(text, '{');
        const char *close = open ? strchr(open, '}') : NULL;

        if (!close) {
            wp_buf_text(out, text);
            return;
        }
        wp_buf_bytes(out, text, (size_t)(open - text));
        fill(out, open + 1, (size_t)(close - open - 1), terms ? terms : &none);
        text = close + 1;
    }
}

const char *wp_say_key(enum wp_say say)
{
    static const char *const keys[] = {[WP_SAY_NOTHING] = "",
#define WP_SAY_KEY(name) [WP_SAY_##name] = "SAY_" #name,
                                       WP_SAYS(WP_SAY_KEY)
#undef WP_SAY_KEY
    };

    return keys[say];
}

const char *wp_text_key(enum wp_text text)
{
    static const char *const keys[] = {
#define WP_TEXT_KEY(name) [WP_TEXT_##name] = "TEXT_" #name,
        WP_TEXTS(WP_TEXT_KEY)
#undef WP_TEXT_KEY
    };

    return keys[text];
}

/* A table without the row is a fault of the build; tests look for it, and
   here the key stands in for the words. */
static const char *wording(struct wp_voice voice, const char *key)
{
    const char *text = wp_vocab_sentence(voice.vocab, key, voice.lang);

    return text ? text : key;
}

void wp_sentence(struct wp_buf *out, struct wp_voice voice, enum wp_say say,
                 const struct wp_terms *terms)
{
    if (say != WP_SAY_NOTHING) {
        put(out, wording(voice, wp_say_key(say)), terms);
    }
}

const char *wp_text_of(struct wp_voice voice, enum wp_text text)
{
    return wording(voice, wp_text_key(text));
}

void wp_text(struct wp_buf *out, struct wp_voice voice, enum wp_text text,
             const struct wp_terms *terms)
{
    put(out, wp_text_of(voice, text), terms);
}

const char *wp_word_of(struct wp_voice voice, const char *family,
                       const char *code)
{
    char key[96];
    const int length = snprintf(key, sizeof(key), "%s.%s", family, code);

    return length > 0 && (size_t)length < sizeof(key)
               ? wp_vocab_sentence(voice.vocab, key, voice.lang)
               : NULL;
}

const char *wp_hidden_phrase(struct wp_voice voice, const char *reason,
                             bool one)
{
    char code[40];

    (void)snprintf(code, sizeof(code), "%.32s.%s", reason,
                   one ? "one" : "many");
    const char *phrase = wp_word_of(voice, "hidden", code);

    return phrase ? phrase
                  : wp_word_of(voice, "hidden", one ? "else.one" : "else.many");
}
