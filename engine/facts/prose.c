/* engine/facts/prose.c - read a text: which rules match, and what they say */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "facts/prose_rules.h"

/* A text made to run a search wild ends it; the next rule goes on. */
#define MATCH_LIMIT    20000
#define DEPTH_LIMIT    500
#define HEAP_LIMIT_KIB 512
#define MATCHES_MAX    8  /* of one rule in one sentence */
#define CLAIMS_MAX     64 /* in one sentence */
#define GROUPS_MAX     24

struct claim {
    const char *matter;
    size_t begin, end;
    bool blocks;
};

/* One sentence while it is read. */
struct reading {
    struct wp_prose *prose;
    struct wp_derived *derived;
    const struct wp_prose_text *source;
    size_t begin, end;
    struct claim claims[CLAIMS_MAX];
    size_t claim_count;
    int forced, softened; /* do such words occur? -1: not looked yet */
};

enum wp_status wp_prose_create(struct wp_prose **ret_prose,
                               struct wp_error *err)
{
    struct wp_prose *prose = calloc(1, sizeof(*prose));

    if (prose == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for the prose rules");
    }
    prose->arena = WP_ARENA_INIT;
    prose->data = pcre2_match_data_create(GROUPS_MAX, NULL);
    prose->limits = pcre2_match_context_create(NULL);
    enum wp_status status =
        prose->data == NULL || prose->limits == NULL
            ? wp_fail(err, WP_ENOMEM, "no memory for the prose rules")
            : wp_prose_load(prose, err);
    if (status != WP_OK) {
        wp_prose_destroy(prose);
        return status;
    }
    (void)pcre2_set_match_limit(prose->limits, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(prose->limits, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(prose->limits, HEAP_LIMIT_KIB);
    *ret_prose = prose;
    return WP_OK;
}

void wp_prose_destroy(struct wp_prose *prose)
{
    if (prose == NULL) {
        return;
    }
    for (size_t i = 0; i < prose->rule_count; i++) {
        pcre2_code_free(prose->rules[i].pattern);
        pcre2_code_free(prose->rules[i].needs);
        pcre2_code_free(prose->rules[i].unless);
    }
    for (size_t i = 0; i < WP_PROSE_WORD_ROWS; i++) {
        free(prose->words[i]);
    }
    pcre2_code_free(prose->musts);
    pcre2_code_free(prose->maybes);
    pcre2_match_data_free(prose->data);
    pcre2_match_context_free(prose->limits);
    wp_arena_clear(&prose->arena);
    free(prose);
}

/* ---- which rules wake ---------------------------------------------------- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static bool begins(const char *text, size_t size,
                   const struct wp_prose_word *word)
{
    if (word->length > size) {
        return false;
    }
    for (size_t i = 0; i < word->length; i++) {
        if (lower(text[i]) != word->text[i]) {
            return false;
        }
    }
    return !word->whole || word->length == size ||
           !is_word_byte(text[word->length]);
}

/* Bits of the rules one of whose words begins a word of the sentence. */
static bool wake(const struct reading *reading,
                 unsigned long long awake[WP_PROSE_MASK_WORDS])
{
    const struct wp_prose *prose = reading->prose;
    const char *text = reading->source->text;
    bool digits = false;

    memcpy(awake, prose->always, sizeof(prose->always));
    for (size_t at = reading->begin; at < reading->end; at++) {
        digits = digits || (text[at] >= '0' && text[at] <= '9');
        if (at > reading->begin && is_word_byte(text[at - 1])) {
            continue;
        }
        size_t row = wp_prose_row(lower(text[at]));
        for (size_t i = 0; i < prose->word_counts[row]; i++) {
            const struct wp_prose_word *word = &prose->words[row][i];
            if (begins(text + at, reading->end - at, word)) {
                awake[word->rule / 64] |= 1ull << (word->rule % 64);
            }
        }
    }
    return digits;
}

/* ---- searching ----------------------------------------------------------- */

static bool search(struct reading *reading, const pcre2_code *code,
                   size_t offset)
{
    struct wp_prose *prose = reading->prose;
    const char *text = reading->source->text + reading->begin;

    prose->stats.searches++;
    const int count =
        pcre2_match(code, (PCRE2_SPTR)text, reading->end - reading->begin,
                    offset, 0, prose->data, prose->limits);
    if (count < 0 && count != PCRE2_ERROR_NOMATCH) {
        prose->stats.gave_up++;
    }
    return count > 0;
}

static bool has_words(struct reading *reading, const pcre2_code *words,
                      int *known)
{
    if (*known < 0) {
        *known = words != NULL && search(reading, words, 0);
    }
    return *known > 0;
}

/* Does the sentence shut others out in so many words? */
static bool is_forced(struct reading *reading, enum wp_prose_force force)
{
    const struct wp_prose *prose = reading->prose;

    return (force == WP_PROSE_HARD ||
            (force == WP_PROSE_BY_WORDS &&
             has_words(reading, prose->musts, &reading->forced))) &&
           !has_words(reading, prose->maybes, &reading->softened);
}

/* Is there a "not" shortly before the match, in the same clause? */
static bool is_negated(const struct reading *reading, size_t begin)
{
    static const char *const words[] = {
        "not",       "no",      "never",   "cannot", "without", "except",
        "nor",       "unable",  "exclude", "don't",  "doesn't", "can't",
        "excluding", "neither", "instead", "isn't",  "aren't"};
    const char *text = reading->source->text;
    size_t from = begin > reading->begin + 40 ? begin - 40 : reading->begin;

    for (size_t at = begin; at > from; at--) {
        if (strchr(",:;()", text[at - 1]) != NULL) {
            from = at;
            break;
        }
    }
    for (size_t at = from; at < begin; at++) {
        if (at > reading->begin && is_word_byte(text[at - 1])) {
            continue;
        }
        for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
            const struct wp_prose_word word = {words[i], strlen(words[i]), true,
                                               0};
            if (begins(text + at, begin - at, &word)) {
                return true;
            }
        }
    }
    return false;
}

/* False when an earlier rule has these words, or the sentence is done with
   this matter. */
static bool claim(struct reading *reading, const struct wp_prose_rule *rule,
                  size_t begin, size_t end)
{
    for (size_t i = 0; i < reading->claim_count; i++) {
        const struct claim *other = &reading->claims[i];
        if (strcmp(other->matter, rule->matter) == 0 &&
            (rule->once || (begin < other->end && other->begin < end))) {
            return false;
        }
    }
    if (reading->claim_count < CLAIMS_MAX) {
        reading->claims[reading->claim_count++] =
            (struct claim){rule->matter, begin, end, rule->blocks};
    }
    return true;
}

/* ---- facts --------------------------------------------------------------- */

static void add(struct reading *reading, const struct wp_prose_rule *rule,
                struct wp_fact fact, size_t begin, size_t end)
{
    struct wp_prose *prose = reading->prose;
    const char *text = reading->source->text;

    /* Quote whole characters. */
    while (begin > reading->begin && (text[begin] & 0xC0) == 0x80) {
        begin--;
    }
    while (end < reading->end && (text[end] & 0xC0) == 0x80) {
        end++;
    }
    if (prose->last_count < sizeof(prose->last) / sizeof(prose->last[0])) {
        prose->last[prose->last_count++] = rule->name;
    }
    prose->stats.facts++;
    wp_derived_extract(reading->derived, fact, reading->source->field, text,
                       begin, end);
}

static void add_languages(struct reading *reading,
                          const struct wp_prose_match *match,
                          struct wp_fact fact, size_t begin, size_t end)
{
    const struct wp_language *language = NULL;
    size_t at = 0;

    while ((language = wp_prose_language(match, reading->derived->vocab,
                                         &at)) != NULL) {
        fact.code = language->code;
        fact.note = "staff";
        add(reading, match->rule, fact, begin, end);
    }
}

/* Who must live somewhere names the area that is served. */
static void add_places(struct reading *reading,
                       const struct wp_prose_match *match)
{
    struct wp_fact fact = WP_FACT_INIT;
    char code[32];
    size_t at = 0;
    size_t begin = 0;
    size_t end = 0;

    fact.kind = WP_FACT_COVERAGE;
    fact.code = code;
    for (int i = 0; i < 40 && wp_prose_place(match, reading->derived->vocab,
                                             &at, code, &begin, &end);
         i++) {
        add(reading, match->rule, fact, begin, end);
    }
}

static double weight_of(struct reading *reading,
                        const struct wp_prose_rule *rule,
                        const struct wp_fact *fact)
{
    const bool shuts =
        fact->kind == WP_FACT_COVERAGE || fact->stance == WP_STANCE_ONLY ||
        fact->stance == WP_STANCE_EXCLUDES || fact->stance == WP_STANCE_REFUSES;

    return !shuts || is_forced(reading, rule->force) ? WP_EXTRACTED_SAID
                                                     : WP_EXTRACTED_IMPLIED;
}

static void take(struct reading *reading, const struct wp_prose_match *match)
{
    const struct wp_prose_rule *rule = match->rule;
    const size_t begin = reading->begin + match->bounds[0];
    const size_t end = reading->begin + match->bounds[1];
    enum wp_stance stance = rule->stance;

    if (rule->negatable && is_negated(reading, begin)) {
        if (rule->turned < 0) {
            return;
        }
        stance = (enum wp_stance)rule->turned;
    }
    if (!claim(reading, rule, begin, end) || rule->blocks) {
        return;
    }
    for (size_t i = 0; i < rule->code_count; i++) {
        struct wp_fact fact = WP_FACT_INIT;

        fact.kind = rule->codes[i].kind;
        fact.code = rule->codes[i].code;
        fact.stance = stance;
        fact.hi = rule->codes[i].number;
        if (fact.kind == WP_FACT_LANGUAGE) {
            add_languages(reading, match, fact, begin, end);
        } else if (wp_prose_values(match, &fact)) {
            add(reading, rule, fact, begin, end);
        }
    }
    if (strcmp(rule->matter, "residency") == 0) {
        add_places(reading, match);
    }
}

/* The last fact's force is decided after its groups were read: looking for
   excluding words overwrites them. */
static void weigh(struct reading *reading, const struct wp_prose_rule *rule,
                  size_t from)
{
    for (size_t i = from; i < reading->derived->count; i++) {
        struct wp_fact *fact = &reading->derived->facts[i];
        fact->weight = weight_of(reading, rule, fact);
    }
}

static void run_rule(struct reading *reading, const struct wp_prose_rule *rule)
{
    struct wp_prose *prose = reading->prose;
    struct wp_prose_match match = {.rule = rule,
                                   .text = reading->source->text,
                                   .begin = reading->begin,
                                   .end = reading->end,
                                   .state = reading->source->state};
    PCRE2_SIZE bounds[2 * GROUPS_MAX];
    size_t offset = 0;

    if ((rule->needs != NULL && !search(reading, rule->needs, 0)) ||
        (rule->unless != NULL && search(reading, rule->unless, 0))) {
        return;
    }
    for (int i = 0; i < MATCHES_MAX && search(reading, rule->pattern, offset);
         i++) {
        const size_t from = reading->derived->count;

        memcpy(bounds, pcre2_get_ovector_pointer(prose->data), sizeof(bounds));
        match.bounds = bounds;
        take(reading, &match);
        weigh(reading, rule, from);
        offset = bounds[1] > offset ? bounds[1] : offset + 1;
        if (offset >= reading->end - reading->begin) {
            break;
        }
    }
}

static void read_sentence(struct reading *reading)
{
    struct wp_prose *prose = reading->prose;
    unsigned long long awake[WP_PROSE_MASK_WORDS];
    const bool digits = wake(reading, awake);

    prose->stats.sentences++;
    reading->claim_count = 0;
    reading->forced = -1;
    reading->softened = -1;
    for (size_t i = 0; i < prose->rule_count; i++) {
        const struct wp_prose_rule *rule = &prose->rules[i];
        if ((awake[i / 64] >> (i % 64) & 1u) != 0 &&
            (rule->fields >> reading->source->kind & 1u) != 0 &&
            (digits || !rule->digits)) {
            run_rule(reading, rule);
        }
    }
}

void wp_prose_read(struct wp_prose *prose, struct wp_derived *derived,
                   const struct wp_prose_text *text)
{
    struct reading reading = {
        .prose = prose, .derived = derived, .source = text};
    size_t size = strnlen(text->text, WP_PROSE_TEXT_MAX);
    size_t at = 0;

    prose->stats.texts++;
    prose->last_count = 0;
    while (wp_prose_next_sentence(text->text, size, &at, &reading.begin,
                                  &reading.end)) {
        read_sentence(&reading);
    }
}

const struct wp_prose_stats *wp_prose_stats(const struct wp_prose *prose)
{
    return &prose->stats;
}

size_t wp_prose_rule_count(const struct wp_prose *prose)
{
    return prose->rule_count;
}

struct wp_prose_rule_info wp_prose_rule_at(const struct wp_prose *prose,
                                           size_t position)
{
    const struct wp_prose_rule *rule = &prose->rules[position];
    unsigned field = 0;

    while (field + 1 < WP_PROSE_FIELD_COUNT &&
           (rule->fields >> field & 1u) == 0) {
        field++;
    }
    return (struct wp_prose_rule_info){.name = rule->name,
                                       .example = rule->example,
                                       .counter = rule->counter,
                                       .code = rule->codes[0].code,
                                       .blocks = rule->blocks,
                                       .kind = (enum wp_prose_field)field};
}

const char *wp_prose_rule_of(const struct wp_prose *prose, size_t nth)
{
    return nth < prose->last_count ? prose->last[nth] : "";
}
