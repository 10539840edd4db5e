/* engine/vocab/loose.c - the lexicon as bags of words */
#include "vocab/loose.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "vocab/tables.h"
#include "vocab/tsv.h"
#include "vocab/vocab.h"

#define WORDS_ROOM     32768 /* different words, in all their forms */
#define PHRASE_WORDS   24    /* of one phrase; more are not looked at */
#define LIGHT_WEIGHT   0.8
#define UNKNOWN_WEIGHT 4.0 /* of a word no phrase has: it says something else */

#define SMALL_TOKEN (-2) /* a word that is passed over */

/* One phrase of the lexicon; its tokens lie in wp_loose.tokens. */
struct bag {
    int gloss;
    uint32_t first, count;
    double weight; /* of its tokens together */
};

struct token {
    double weight;
    uint32_t first, count; /* its bags, in wp_loose.postings */
    bool light;
};

struct wp_loose {
    struct wp_arena arena;
    struct wp_phrases by_stem[WP_FORM_COUNT]; /* stem -> token */
    struct token *tokens;
    size_t token_count, token_room;
    struct bag *bags;
    size_t bag_count;
    uint32_t *words; /* tokens of all bags */
    size_t word_count, word_room;
    uint32_t *postings;
};

struct wp_loose_cell {
    _Atomic(struct wp_loose *) made;
};

/* ---- building ----------------------------------------------------------- */

static void loose_destroy(struct wp_loose *loose)
{
    if (loose) {
        wp_arena_clear(&loose->arena);
        free(loose->tokens);
        free(loose->words);
        free(loose);
    }
}

static bool grow(void **array, size_t *room, size_t wanted, size_t size)
{
    if (wanted <= *room) {
        return true;
    }
    const size_t more = wanted * 2 + 64;
    void *grown = realloc(*array, more * size);
    if (!grown) {
        return false;
    }
    *array = grown;
    *room = more;
    return true;
}

static int new_token(struct wp_loose *loose)
{
    void *tokens = loose->tokens;

    if (!grow(&tokens, &loose->token_room, loose->token_count + 1,
              sizeof(*loose->tokens))) {
        return -1;
    }
    loose->tokens = tokens;
    loose->tokens[loose->token_count] = (struct token){0};
    return (int)loose->token_count++;
}

/* A word of parts.tsv stands under its form as typed and both its stems. */
static void put_part(struct wp_loose *loose, struct wp_stemmers *stemmers,
                     const char *word, int token)
{
    const size_t size = strlen(word);

    for (enum wp_form form = WP_FORM_EXACT; form <= WP_FORM_ES; form++) {
        size_t length = 0;
        const char *stem = wp_stem(stemmers, form, word, size, &length);
        if (wp_phrases_find(&loose->by_stem[form], stem, length) == -1) {
            (void)wp_phrases_add(&loose->by_stem[form], stem, length, token);
        }
    }
}

static bool put_parts(struct wp_loose *loose, struct wp_stemmers *stemmers)
{
    struct wp_tsv table;
    bool ok = wp_tsv_open(&table, &loose->arena, "parts.tsv", "kind\twords",
                          wp_table_parts, wp_table_parts_end, NULL) == WP_OK;

    while (ok && wp_tsv_next(&table, NULL) == WP_OK) {
        const bool same = strcmp(table.fields[0], "same") == 0;
        const bool light = strcmp(table.fields[0], "light") == 0;
        char *rest = table.fields[1];
        char *word = NULL;
        int token = same ? new_token(loose) : SMALL_TOKEN;
        while (ok && (word = wp_tsv_piece(&rest, ' ')) != NULL) {
            const int known = wp_phrases_find(&loose->by_stem[WP_FORM_EXACT],
                                              word, strlen(word));
            token = light ? new_token(loose) : token;
            ok = token != -1;
            if (ok && known == -1) {
                put_part(loose, stemmers, word, token);
            }
            if (light && ok) {
                loose->tokens[token].light = true;
            }
        }
    }
    return ok;
}

/* The token of a word of the lexicon, made when new. */
static int token_of(struct wp_loose *loose, struct wp_stemmers *stemmers,
                    enum wp_form form, const char *word, size_t size)
{
    size_t length = 0;
    int token = wp_phrases_find(&loose->by_stem[WP_FORM_EXACT], word, size);

    if (token != -1 && form == WP_FORM_EXACT) {
        return token;
    }
    if (token == SMALL_TOKEN) {
        return token;
    }
    const char *stem = wp_stem(stemmers, form, word, size, &length);
    token = wp_phrases_find(&loose->by_stem[form], stem, length);
    if (token == -1) {
        token = new_token(loose);
        (void)wp_phrases_add(&loose->by_stem[form], stem, length, token);
    }
    return token;
}

static bool put_bag(struct wp_loose *loose, struct wp_stemmers *stemmers,
                    int gloss, const char *phrase, const char *lang)
{
    const enum wp_form form = strcmp(lang, "en") == 0   ? WP_FORM_EN
                              : strcmp(lang, "es") == 0 ? WP_FORM_ES
                                                        : WP_FORM_EXACT;
    struct bag *bag = &loose->bags[loose->bag_count];
    void *words = loose->words;

    if (!grow(&words, &loose->word_room, loose->word_count + PHRASE_WORDS,
              sizeof(*loose->words))) {
        return false;
    }
    loose->words = words;
    *bag = (struct bag){.gloss = gloss, .first = (uint32_t)loose->word_count};
    while (*phrase != '\0' && bag->count < PHRASE_WORDS) {
        const size_t size = strcspn(phrase, " ");
        const int token = token_of(loose, stemmers, form, phrase, size);
        bool again = token == SMALL_TOKEN;
        if (token == -1) {
            return false;
        }
        for (uint32_t i = 0; i < bag->count; i++) {
            again = again || loose->words[bag->first + i] == (uint32_t)token;
        }
        if (!again) {
            loose->words[bag->first + bag->count++] = (uint32_t)token;
        }
        phrase += size + (phrase[size] == ' ');
    }
    if (bag->count > 0) {
        loose->word_count += bag->count;
        loose->bag_count++;
    }
    return true;
}

/* Counting sort of (token, bag) by token. */
static bool post(struct wp_loose *loose)
{
    loose->postings = wp_arena_alloc(
        &loose->arena, (loose->word_count + 1) * sizeof(*loose->postings));
    if (!loose->postings) {
        return false;
    }
    for (size_t i = 0; i < loose->word_count; i++) {
        loose->tokens[loose->words[i]].count++;
    }
    uint32_t first = 0;
    for (size_t i = 0; i < loose->token_count; i++) {
        loose->tokens[i].first = first;
        first += loose->tokens[i].count;
        loose->tokens[i].count = 0;
    }
    for (size_t i = 0; i < loose->bag_count; i++) {
        const struct bag *bag = &loose->bags[i];
        for (uint32_t j = 0; j < bag->count; j++) {
            struct token *token = &loose->tokens[loose->words[bag->first + j]];
            loose->postings[token->first + token->count++] = (uint32_t)i;
        }
    }
    return true;
}

static int first_concept(const struct wp_vocab *vocab, const struct bag *bag)
{
    const char *rest = wp_lexicon_entry(&vocab->lexicon, bag->gloss).concepts;
    struct wp_meaning meaning = {-1, 0.0};

    (void)wp_entry_next(&vocab->needs, &rest, &meaning);
    return meaning.concept;
}

/* A word that stands in the phrases of few concepts says much. */
static bool weigh(struct wp_loose *loose, const struct wp_vocab *vocab)
{
    const size_t concepts = vocab->needs.count;
    uint32_t *seen = wp_arena_alloc(&loose->arena, concepts * sizeof(*seen));

    if (!seen) {
        return false;
    }
    for (size_t i = 0; i < loose->token_count; i++) {
        struct token *token = &loose->tokens[i];
        size_t different = 0;
        for (uint32_t j = 0; j < token->count; j++) {
            const int concept = first_concept(
                vocab, &loose->bags[loose->postings[token->first + j]]);
            if (concept >= 0 && seen[concept] != i + 1) {
                seen[concept] = (uint32_t)i + 1;
                different++;
            }
        }
        token->weight =
            token->light ? LIGHT_WEIGHT
                         : log(1.0 + (double)concepts /
                                         (double)(different ? different : 1));
    }
    for (size_t i = 0; i < loose->bag_count; i++) {
        struct bag *bag = &loose->bags[i];
        for (uint32_t j = 0; j < bag->count; j++) {
            bag->weight += loose->tokens[loose->words[bag->first + j]].weight;
        }
    }
    return true;
}

static struct wp_loose *make(const struct wp_vocab *vocab)
{
    const struct wp_glossary *glossary = &vocab->lexicon.glossary;
    struct wp_loose *loose = calloc(1, sizeof(*loose));
    struct wp_stemmers stemmers;

    if (!loose || !wp_stemmers_init(&stemmers)) {
        free(loose);
        return NULL;
    }
    loose->bags = wp_arena_alloc(&loose->arena,
                                 (glossary->count + 1) * sizeof(*loose->bags));
    bool ok = loose->bags != NULL;
    for (size_t i = 0; ok && i < WP_FORM_COUNT; i++) {
        ok = wp_phrases_init(&loose->by_stem[i], &loose->arena, WORDS_ROOM);
    }
    ok = ok && put_parts(loose, &stemmers);
    for (size_t i = 0; ok && i < glossary->count; i++) {
        const struct wp_entry entry = wp_lexicon_entry(&vocab->lexicon, (int)i);
        if (entry.concepts[0] != '\0') {
            ok = put_bag(loose, &stemmers, (int)i, glossary->glosses[i].phrase,
                         entry.lang);
        }
    }
    ok = ok && post(loose) && weigh(loose, vocab);
    wp_stemmers_clear(&stemmers);
    if (!ok) {
        loose_destroy(loose);
        return NULL;
    }
    return loose;
}

enum wp_status wp_loose_cell_create(struct wp_loose_cell **ret_cell,
                                    struct wp_error *err)
{
    struct wp_loose_cell *cell = calloc(1, sizeof(*cell));

    if (!cell) {
        return wp_fail(err, WP_ENOMEM, "no memory for the vocabulary");
    }
    atomic_init(&cell->made, NULL);
    *ret_cell = cell;
    return WP_OK;
}

void wp_loose_cell_destroy(struct wp_loose_cell *cell)
{
    if (cell) {
        loose_destroy(atomic_load(&cell->made));
        free(cell);
    }
}

const struct wp_loose *wp_loose_of(const struct wp_vocab *vocab)
{
    struct wp_loose_cell *cell = vocab->loose;
    struct wp_loose *made = atomic_load(&cell->made);

    if (!made) {
        struct wp_loose *mine = make(vocab);
        if (atomic_compare_exchange_strong(&cell->made, &made, mine)) {
            made = mine;
        } else {
            loose_destroy(mine); /* another thread was faster */
        }
    }
    return made;
}

/* ---- reading ------------------------------------------------------------ */

#define QUERY_MAX    24
#define QUERY_ENOUGH 20.0 /* a longer clause is not held against a phrase */
#define SURE_ENOUGH  0.36 /* when nothing else was understood */
#define SURE         0.52
#define NEAR_BEST    0.8

struct query {
    uint32_t tokens[QUERY_MAX];
    size_t words[QUERY_MAX];
    bool is_free[QUERY_MAX];
    size_t count;
    double weight;
};

struct likeness {
    double best, share;
    int bag;
};

static int known_token(const struct wp_loose *loose,
                       const struct wp_prose *text, size_t word)
{
    for (enum wp_form form = WP_FORM_EXACT; form <= WP_FORM_ES; form++) {
        size_t length = 0;
        const char *slice = wp_prose_slice(text, form, word, 1, &length);
        const int token = wp_phrases_find(&loose->by_stem[form], slice, length);
        if (token != -1) {
            return token;
        }
    }
    return -1;
}

static void ask(const struct wp_loose *loose, const struct wp_prose *text,
                const enum wp_word_use *uses, size_t first, size_t end,
                struct query *query)
{
    *query = (struct query){0};
    for (size_t i = first; i < end && query->count < QUERY_MAX; i++) {
        const int token =
            uses[i] == WP_WORD_SHUT ? -1 : known_token(loose, text, i);
        bool again = token < 0;
        if (token == -1 && uses[i] == WP_WORD_FREE) {
            query->weight += UNKNOWN_WEIGHT;
        }
        for (size_t j = 0; j < query->count; j++) {
            again = again || query->tokens[j] == (uint32_t)token;
        }
        if (!again) {
            query->tokens[query->count] = (uint32_t)token;
            query->words[query->count] = i;
            query->is_free[query->count++] = uses[i] == WP_WORD_FREE;
            query->weight += loose->tokens[token].weight;
        }
    }
}

/* The words of a query that a phrase has, and how many are still free. */
static double shared(const struct wp_loose *loose, const struct query *query,
                     const struct bag *bag, size_t *ret_count, size_t *ret_free)
{
    double weight = 0.0;

    *ret_count = 0;
    *ret_free = 0;
    for (size_t i = 0; i < query->count; i++) {
        for (uint32_t j = 0; j < bag->count; j++) {
            if (loose->words[bag->first + j] == query->tokens[i]) {
                const struct token *token = &loose->tokens[query->tokens[i]];
                weight += token->weight;
                ++*ret_count;
                *ret_free += query->is_free[i] && !token->light;
                break;
            }
        }
    }
    return weight;
}

static void compare(const struct wp_vocab *vocab, const struct wp_loose *loose,
                    const struct query *query, uint32_t number, double part,
                    bool certain, struct likeness *all)
{
    const struct bag *bag = &loose->bags[number];
    const char *rest = wp_lexicon_entry(&vocab->lexicon, bag->gloss).concepts;
    const double whole =
        query->weight < QUERY_ENOUGH ? query->weight : QUERY_ENOUGH;
    struct wp_meaning meaning;
    size_t count = 0;
    size_t open = 0;

    const double weight = shared(loose, query, bag, &count, &open);
    const bool most = weight * 2.0 > query->weight;
    const bool counts = open > 0 && (count >= 2 || (!certain && most));
    const double fit =
        weight / bag->weight * sqrt(weight < whole ? weight / whole : 1.0);
    while (wp_entry_next(&vocab->needs, &rest, &meaning) == WP_OK) {
        struct likeness *one = &all[meaning.concept];
        one->share += part * meaning.weight;
        if (counts && fit * meaning.weight > one->best) {
            one->best = fit * meaning.weight;
            one->bag = (int)number;
        }
    }
}

static struct wp_loose_sense
sense_of(const struct wp_vocab *vocab, const struct wp_loose *loose,
         const struct query *query, int concept, int number)
{
    const struct bag *bag = &loose->bags[number];
    struct wp_loose_sense sense = {
        .concept = concept,
        .first = SIZE_MAX,
        .phrase = vocab->lexicon.glossary.glosses[bag->gloss].phrase,
    };

    for (size_t i = 0; i < query->count; i++) {
        for (uint32_t j = 0; j < bag->count; j++) {
            if (loose->words[bag->first + j] == query->tokens[i]) {
                const size_t word = query->words[i];
                sense.first = word < sense.first ? word : sense.first;
                sense.last = word > sense.last ? word : sense.last;
            }
        }
    }
    return sense;
}

static size_t pick(const struct wp_vocab *vocab, const struct wp_loose *loose,
                   const struct query *query, const struct likeness *all,
                   double enough, struct wp_loose_sense senses[WP_LOOSE_MAX])
{
    double scores[WP_LOOSE_MAX] = {0.0};
    int found[WP_LOOSE_MAX] = {-1, -1, -1};
    size_t count = 0;

    for (size_t i = 0; i < vocab->needs.count; i++) {
        const double share = all[i].share / query->weight;
        double score = 0.6 * all[i].best + 0.4 * (share < 1.0 ? share : 1.0);
        int concept = (int)i;
        if (!(all[i].best > 0.0)) {
            continue;
        }
        for (size_t j = 0; j < WP_LOOSE_MAX; j++) {
            if (score > scores[j]) {
                const double other = scores[j];
                const int behind = found[j];
                scores[j] = score;
                found[j] = concept;
                score = other;
                concept = behind;
            }
        }
    }
    while (count < WP_LOOSE_MAX && scores[count] >= enough &&
           scores[count] >= NEAR_BEST * scores[0]) {
        senses[count] =
            sense_of(vocab, loose, query, found[count], all[found[count]].bag);
        senses[count].weight = 0.5 + 0.3 * scores[count];
        count++;
    }
    return count;
}

size_t wp_loose_read(const struct wp_vocab *vocab, const struct wp_prose *text,
                     const enum wp_word_use *uses, size_t first, size_t end,
                     bool certain, struct wp_loose_sense senses[WP_LOOSE_MAX])
{
    const struct wp_loose *loose = wp_loose_of(vocab);
    struct likeness *all = calloc(vocab->needs.count, sizeof(*all));
    struct query query;
    size_t count = 0;

    if (loose && all) {
        ask(loose, text, uses, first, end, &query);
        for (size_t i = 0; i < query.count; i++) {
            const struct token *token = &loose->tokens[query.tokens[i]];
            const double part =
                token->weight / (double)(token->count ? token->count : 1);
            for (uint32_t j = 0; j < token->count; j++) {
                compare(vocab, loose, &query, loose->postings[token->first + j],
                        part, certain, all);
            }
        }
        if (query.count > 0) {
            count = pick(vocab, loose, &query, all,
                         certain ? SURE : SURE_ENOUGH, senses);
        }
    }
    free(all);
    return count;
}
