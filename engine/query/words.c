/* engine/query/words.c - a client described in plain words */
#include "base/words.h"

#include <math.h>
#include <string.h>

#include "waypost/buf.h"

#include "base/utf8.h"
#include "query/build.h"
#include "query/reading.h"
#include "vocab/payers.h"

#define SENSES_MAX 256
#define HITS_MAX   32

static void paint(char *text, size_t begin, size_t end, char colour)
{
    memset(text + begin, colour, end - begin);
}

void wp_reading_take(struct wp_reading *reading, size_t begin, size_t end)
{
    paint(reading->left, begin, end, ' ');
}

void wp_reading_mask(struct wp_reading *reading, size_t begin, size_t end)
{
    paint(reading->masked, begin, end, '|');
    paint(reading->left, begin, end, ' ');
}

bool wp_reading_is_masked(const struct wp_reading *reading, size_t begin,
                          size_t end)
{
    return memchr(reading->masked + begin, '|', end - begin) != NULL;
}

bool wp_reading_is_taken(const struct wp_reading *reading, size_t begin,
                         size_t end)
{
    while (begin < end && reading->left[begin] == ' ') {
        begin++;
    }
    return begin == end;
}

/* ---- payers ------------------------------------------------------------- */

/*
 * "apply for medicaid" names a need, not a payer: a payer's name inside a
 * longer phrase of the lexicon is that phrase's to explain.
 */
static bool is_inside(const struct wp_payer_hit *hit,
                      const struct wp_sense *senses, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (senses[i].begin <= hit->begin && hit->end <= senses[i].end &&
            senses[i].end - senses[i].begin > hit->end - hit->begin) {
            return true;
        }
    }
    return false;
}

static enum wp_status take_payer(struct wp_reading *reading,
                                 const struct wp_payer_hit *hit,
                                 struct wp_error *err)
{
    if (hit->payer >= 0) {
        return wp_payer_take(reading->client, reading->vocab, hit->payer, err);
    }
    const char *name =
        wp_arena_strndup(&reading->client->arena, reading->text + hit->begin,
                         hit->end - hit->begin);
    if (!name) {
        return wp_fail(err, WP_ENOMEM, "no memory for a payer");
    }
    return wp_payer_set(reading->client, reading->vocab, name, err);
}

/* A payer's name may also say that there is none. */
static void note_payer(struct wp_reading *reading,
                       const struct wp_payer_hit *hit, size_t before,
                       enum wp_tri insured)
{
    const struct wp_client *client = reading->client;

    if (client->payer_count > before) {
        wp_reading_note(reading, "payers", client->payers[before].label,
                        hit->begin, hit->end);
    } else if (client->insured != insured) {
        wp_reading_note(reading, "insured",
                        client->insured == WP_YES ? "yes" : "no", hit->begin,
                        hit->end);
    }
}

static enum wp_status take_payers(struct wp_reading *reading,
                                  const struct wp_sense *senses, size_t count,
                                  struct wp_error *err)
{
    const char *near = reading->client->near.state;
    const char *state = near[0] ? near : reading->state;
    struct wp_payer_hit hits[HITS_MAX];
    enum wp_status status = WP_OK;

    const size_t found =
        wp_vocab_payers_in(reading->vocab, reading->masked,
                           state[0] ? state : NULL, hits, HITS_MAX);
    for (size_t i = 0; i < found && status != WP_ENOMEM; i++) {
        if (is_inside(&hits[i], senses, count)) {
            continue;
        }
        const size_t before = reading->client->payer_count;
        const enum wp_tri insured = reading->client->insured;
        status = take_payer(reading, &hits[i], err);
        note_payer(reading, &hits[i], before, insured);
        if (status == WP_ELIMIT) {
            wp_client_note(reading->client, "'%.*s' was left out: too many",
                           (int)(hits[i].end - hits[i].begin),
                           reading->text + hits[i].begin);
        }
        wp_reading_mask(reading, hits[i].begin, hits[i].end);
    }
    return status == WP_ENOMEM ? status : WP_OK;
}

/* ---- needs -------------------------------------------------------------- */

/* Keep the senses of phrases that nothing has read since. */
static size_t drop_masked(const struct wp_reading *reading,
                          struct wp_sense *senses, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (!wp_reading_is_masked(reading, senses[i].begin, senses[i].end)) {
            senses[kept++] = senses[i];
        }
    }
    return kept;
}

/* True for a word that names nothing by itself. */
static bool is_small(const char *word)
{
    static const char *const small[] = {
        "and",    "the",    "with",    "for",   "has",    "have",  "needs",
        "need",   "help",   "from",    "year",  "old",    "years", "who",
        "near",   "client", "con",     "para",  "los",    "las",   "que",
        "una",    "por",    "tiene",   "anos",  "ayuda",  "wants", "please",
        "person", "her",    "his",     "she",   "they",   "lives", "live",
        "living", "age",    "aged",    "madre", "mother", "padre", "father",
        "make",   "makes",  "looking", NULL,
    };

    for (size_t i = 0; small[i]; i++) {
        if (strcmp(small[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* What nobody understood, as a need of words alone. */
static enum wp_status take_rest(struct wp_reading *reading,
                                struct wp_error *err)
{
    struct wp_client *client = reading->client;
    struct wp_buf rest = WP_BUF_INIT;
    struct wp_words words;
    bool says = false;

    wp_words_init(&words, reading->left, strlen(reading->left));
    while (wp_words_next(&words)) {
        says = says || (words.length >= 3 && !is_small(words.word) &&
                        strspn(words.word, "0123456789") < words.length);
        if (rest.length > 0) {
            wp_buf_char(&rest, ' ');
        }
        wp_buf_bytes(&rest, reading->left + words.begin,
                     words.end - words.begin);
    }
    enum wp_status status = wp_buf_status(&rest, err);
    if (status == WP_OK && says && client->need_count < WP_CLIENT_NEEDS_MAX) {
        const char *kept = wp_arena_strdup(&client->arena, wp_buf_str(&rest));
        client->needs[client->need_count++] = (struct wp_need){.words = kept};
        status = kept ? WP_OK : wp_fail(err, WP_ENOMEM, "no memory");
    }
    wp_buf_clear(&rest);
    return status;
}

/* Who lives with the children is only known once all was read. */
static void take_family(struct wp_reading *reading)
{
    struct wp_client *client = reading->client;
    const bool couple =
        client->household && strcmp(client->household, "couple") == 0;

    if (reading->children_end == 0 || (client->household && !couple)) {
        return;
    }
    client->household = couple ? "family" : "parent_with_children";
    wp_reading_note(reading, "household.kind", client->household,
                    reading->children_begin, reading->children_end);
}

static enum wp_status hear(struct wp_reading *reading, struct wp_error *err)
{
    struct wp_client *client = reading->client;
    struct wp_sense senses[SENSES_MAX];
    const size_t needs_before = client->need_count;
    const bool sex_was_open = client->sex == NULL;

    size_t count =
        wp_vocab_hear(reading->vocab, reading->masked, senses, SENSES_MAX);
    if (count > SENSES_MAX) {
        wp_client_note(client, "a long text: only its beginning was read");
        count = SENSES_MAX;
    }
    enum wp_status status = take_payers(reading, senses, count, err);
    if (status != WP_OK) {
        return status;
    }
    count = drop_masked(reading, senses, count);
    for (size_t i = 0; i < count; i++) {
        wp_reading_take(reading, senses[i].begin, senses[i].end);
    }
    status = wp_needs_hear(client, reading->vocab, &reading->hearing, senses,
                           count, err);
    if (status == WP_OK) {
        status = wp_needs_of_danger(client, reading->vocab, reading->text, err);
    }
    if (sex_was_open && client->household &&
        strcmp(client->household, "couple") == 0) {
        client->sex = NULL; /* whose it was is not known */
    }
    take_family(reading);
    if (status == WP_OK && client->need_count == needs_before) {
        status = take_rest(reading, err);
    }
    return status;
}

/* Where the place was read: what stands masked now and did not before. */
static enum wp_status read_whereabouts(struct wp_reading *reading,
                                       struct wp_error *err)
{
    const struct wp_client *client = reading->client;
    const size_t size = strlen(reading->masked);
    const bool stated = client->near.stated;
    char *before = wp_arena_strdup(&reading->client->arena, reading->masked);

    if (!before) {
        return wp_fail(err, WP_ENOMEM, "no memory for the words");
    }
    const enum wp_status status = wp_read_whereabouts(reading, err);
    for (size_t i = 0; !stated && client->near.stated && i < size;) {
        size_t end = i;
        while (end < size && before[end] != reading->masked[end]) {
            end++;
        }
        if (end > i) {
            wp_reading_note(reading, "near", client->near.label, i, end);
        }
        i = end + 1;
    }
    return status;
}

static enum wp_status keep_words(struct wp_client *client, const char *words,
                                 struct wp_error *err)
{
    client->words =
        client->words && client->words[0]
            ? wp_arena_printf(&client->arena, "%s; %s", client->words, words)
            : words;
    return client->words ? WP_OK
                         : wp_fail(err, WP_ENOMEM, "no memory for words");
}

enum wp_status wp_client_parse_words(struct wp_client *client,
                                     const struct wp_vocab *vocab,
                                     const char *words, struct wp_error *err)
{
    const size_t size = strlen(words);
    struct wp_reading reading = {
        .client = client,
        .vocab = vocab,
        .age_was_open = isnan(client->age_years),
    };

    if (size > WP_WORDS_MAX_BYTES) {
        return wp_fail(err, WP_ELIMIT, "the words are longer than %d bytes",
                       WP_WORDS_MAX_BYTES);
    }
    reading.text = wp_utf8_repair(&client->arena, words, size);
    if (reading.text) {
        reading.masked = wp_arena_strdup(&client->arena, reading.text);
        reading.left = wp_arena_strdup(&client->arena, reading.text);
    }
    if (!reading.masked || !reading.left) {
        return wp_fail(err, WP_ENOMEM, "no memory for the words");
    }

    enum wp_status status = keep_words(client, reading.text, err);
    reading.hearing = (struct wp_hearing){
        .text = reading.text,
        .typed = true,
    };
    if (status == WP_OK) {
        reading.hearing.base = strlen(client->words) - strlen(reading.text);
        status = wp_read_numbers(&reading, err);
    }
    if (status == WP_OK) {
        status = read_whereabouts(&reading, err);
    }
    if (status == WP_OK && !client->near.state[0]) {
        memcpy(client->near.state, reading.state, sizeof(reading.state));
    }
    return status == WP_OK ? hear(&reading, err) : status;
}
