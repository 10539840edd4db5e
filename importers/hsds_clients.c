/* importers/hsds_clients.c - HSDS 1.x eligibility and payment as facts */
#include <string.h>
#include <strings.h>

#include "hsds_csv.h"

/*
 * The words of the 1.x list. Ages in months, whole last year included; the
 * list gives no limits, so these are the usual ones: a child is under 13, a
 * teen 13 to 17, an adult 18 and over.
 */
static const struct {
    const char *word;
    const char *code;
    enum wp_stance stance;
    double lo_months, hi_months;
    const char *opposite; /* with both, the word says nothing */
} words[] = {
    {"adult", "age", WP_STANCE_ONLY, 216, NAN, NULL},
    {"child", "age", WP_STANCE_ONLY, 0, 155, NULL},
    {"teen", "age", WP_STANCE_ONLY, 156, 215, NULL},
    {"family", "household:family", WP_STANCE_WELCOMES, NAN, NAN, NULL},
    {"female", "sex:female", WP_STANCE_ONLY, NAN, NAN, "male"},
    {"male", "sex:male", WP_STANCE_ONLY, NAN, NAN, "female"},
    {"transgender", "situation:lgbtq", WP_STANCE_WELCOMES, NAN, NAN, NULL},
    {"transgender - m to f", "situation:lgbtq", WP_STANCE_WELCOMES, NAN, NAN,
     NULL},
    {"transgender - f to m", "situation:lgbtq", WP_STANCE_WELCOMES, NAN, NAN,
     NULL},
};
#define WORD_COUNT (sizeof(words) / sizeof(words[0]))

static long word_at(const char *text)
{
    for (size_t i = 0; text && i < WORD_COUNT; i++) {
        if (strcasecmp(words[i].word, text) == 0) {
            return (long)i;
        }
    }
    return -1;
}

bool wp_csv_is_client_word(const char *text)
{
    return word_at(text) >= 0;
}

/* Does another row say the opposite of the same service? */
static bool has_word(struct wp_csv_line *line, const char *service,
                     const char *word)
{
    const char *key = wp_arena_printf(&line->pass->arena, "%s/%s",
                                      line->table->text_column, service);
    json_t *list = key ? json_object_get(line->pass->texts, key) : NULL;
    size_t position = 0;
    json_t *text = NULL;

    json_array_foreach(list, position, text)
    {
        if (strcasecmp(json_string_value(text), word) == 0) {
            return true;
        }
    }
    return false;
}

static enum wp_status put_word(struct wp_csv_line *line, const char *service,
                               size_t word, struct wp_error *err)
{
    struct wp_fact fact = WP_FACT_INIT;

    if (words[word].opposite && has_word(line, service, words[word].opposite)) {
        return WP_OK;
    }
    fact.kind = WP_FACT_ELIGIBILITY;
    fact.service_id = wp_csv_id(line, WP_SERVICE, service);
    fact.code = words[word].code;
    fact.stance = words[word].stance;
    fact.lo = words[word].lo_months;
    fact.hi = words[word].hi_months;
    fact.field = "eligibility";
    fact.evidence = words[word].word;
    return wp_context_fact(line->pass->context, &fact, &line->place, err);
}

static const char *words_of(const struct wp_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (line->cells[i] && line->targets[i].use == WP_CELL_WORDS) {
            return line->cells[i];
        }
    }
    return NULL;
}

/* Prose went to the service with its own row; here only the words count. */
enum wp_status wp_csv_put_eligibility(struct wp_csv_line *line,
                                      struct wp_error *err)
{
    const char *service = wp_csv_first_id(&line->pass->arena,
                                          wp_csv_line_cell(line, "service_id"));
    const long word = word_at(words_of(line));

    if (!service) {
        wp_context_tally(line->pass->context, WP_WARNING, &line->place,
                         "no service",
                         "no service_id: it is not known whom this is about");
        return WP_OK;
    }
    return word < 0 ? WP_OK : put_word(line, service, (size_t)word, err);
}

enum wp_status wp_csv_put_payment(struct wp_csv_line *line,
                                  const char *service_id, const char *text,
                                  struct wp_error *err)
{
    const struct wp_vocab *vocab = line->pass->context->vocab;
    struct wp_fact fact = WP_FACT_INIT;
    bool ambiguous = false;
    int payer = -1;

    if (!text) {
        text = words_of(line);
        const char *service = wp_csv_first_id(
            &line->pass->arena, wp_csv_line_cell(line, "service_id"));
        service_id = service ? wp_csv_id(line, WP_SERVICE, service) : NULL;
    }
    if (!text || !service_id) {
        wp_context_tally(line->pass->context, WP_WARNING, &line->place,
                         "no payment", "no service_id or no payment named");
        return WP_OK;
    }
    payer = wp_vocab_payer_by_hsds1(vocab, text);
    if (payer < 0) {
        payer = wp_vocab_payer_by_name(vocab, text, NULL, &ambiguous);
    }
    if (payer < 0) {
        wp_context_tally(line->pass->context, WP_NOTE, &line->place, text,
                         "'%.60s' is no way to pay that we know; kept in the "
                         "row only",
                         text);
        return WP_OK;
    }
    fact.kind = WP_FACT_PAYER;
    fact.service_id = service_id;
    fact.code = wp_vocab_payer(vocab, payer)->code;
    fact.field = "payment_accepted";
    fact.evidence = text;
    return wp_context_fact(line->pass->context, &fact, &line->place, err);
}
