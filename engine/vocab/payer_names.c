/* engine/vocab/payer_names.c - which payer a name or a sentence means */
#include <string.h>

#include "base/words.h"
#include "vocab/payers.h"
#include "vocab/places.h"
#include "vocab/vocab.h"

#define NAME_MAX_BYTES 256

/* What one folded name means; -1 when it means nothing or too much. */
static int resolve(const struct wp_payers *payers, const char *name,
                   size_t length, const char *state, bool *ambiguous)
{
    int anywhere = -1;
    bool several = false;
    bool elsewhere = false;

    for (int i = wp_phrases_find(&payers->by_name, name, length); i >= 0;
         i = payers->aliases[i].next) {
        const struct wp_alias *alias = &payers->aliases[i];
        if (alias->state[0] == '\0' ||
            strcmp(alias->state, WP_ALIAS_EVERYDAY) == 0) {
            several = several || (anywhere >= 0 && anywhere != alias->payer);
            anywhere = alias->payer;
        } else if (state && strcmp(alias->state, state) == 0) {
            return alias->payer;
        } else {
            elsewhere = true;
        }
    }
    if (several || (anywhere < 0 && elsewhere && !state)) {
        *ambiguous = true;
        return -1;
    }
    return wp_payer_in_state(payers, anywhere, state);
}

static bool is_negated(const char *folded)
{
    static const char *const words[] = {"no",     "not",    "without",
                                        "except", "sin",    "none",
                                        "never",  "ningun", NULL};

    for (const char *word = folded; *word != '\0';) {
        const size_t size = strcspn(word, " ");
        for (size_t i = 0; words[i]; i++) {
            if (strlen(words[i]) == size && memcmp(words[i], word, size) == 0) {
                return true;
            }
        }
        word += size + (word[size] == ' ');
    }
    return false;
}

static bool is_everyday(const struct wp_payers *payers, const char *name,
                        size_t length)
{
    for (int i = wp_phrases_find(&payers->by_name, name, length); i >= 0;
         i = payers->aliases[i].next) {
        if (strcmp(payers->aliases[i].state, WP_ALIAS_EVERYDAY) == 0) {
            return true;
        }
    }
    return false;
}

/* What the parts of a longer name mean, the longest name of each sort. */
struct parts {
    int plan, program, carrier; /* -1: none */
    size_t plan_length, program_length, carrier_length;
    bool unclear;
};

static bool begins(const struct wp_payer *row, const char *prefix)
{
    return strncmp(row->code, prefix, strlen(prefix)) == 0;
}

static void keep_longest(int payer, size_t length, int *best, size_t *size)
{
    if (length > *size) {
        *best = payer;
        *size = length;
    }
}

static void take_part(const struct wp_payers *payers, const char *name,
                      size_t length, const char *state, struct parts *parts)
{
    bool unclear = false;
    const int payer = resolve(payers, name, length, state, &unclear);
    const struct wp_payer *row = payer < 0 ? NULL : &payers->rows[payer];

    parts->unclear = parts->unclear || unclear;
    if (!row || is_everyday(payers, name, length)) {
        return;
    }
    if (begins(row, "mco:")) {
        keep_longest(payer, length, &parts->plan, &parts->plan_length);
    } else if (begins(row, "carrier:")) {
        keep_longest(payer, length, &parts->carrier, &parts->carrier_length);
    } else {
        keep_longest(payer, length, &parts->program, &parts->program_length);
    }
}

/*
 * The longest known name inside a longer one: "Aetna PPO Gold" is Aetna. A
 * plan says more than its program, and a program ("Humana Medicaid") more than
 * the brand it is sold under.
 */
static int resolve_part(const struct wp_payers *payers, const char *folded,
                        const char *state, bool *ambiguous)
{
    struct parts parts = {.plan = -1, .program = -1, .carrier = -1};

    for (const char *begin = folded; *begin != '\0';) {
        for (const char *end = begin; *end != '\0';) {
            end += strcspn(end + 1, " ") + 1;
            take_part(payers, begin, (size_t)(end - begin), state, &parts);
        }
        begin += strcspn(begin, " ");
        begin += *begin == ' ';
    }
    int best = parts.plan >= 0      ? parts.plan
               : parts.program >= 0 ? parts.program
                                    : parts.carrier;
    if (best >= 0 && best == parts.program && parts.carrier >= 0) {
        const char *kind = payers->rows[best].kind;
        if (strcmp(payers->rows[best].code, "medicare") == 0) {
            best = wp_payer_number(payers, "medicare_advantage");
        } else if (strcmp(kind, "private") == 0) {
            best = parts.carrier; /* "Aetna PPO plan" */
        }
    }
    *ambiguous = parts.unclear && best < 0;
    return best;
}

/* "u h c" is "uhc": letters with full stops between them. */
static void join_letters(char *folded)
{
    char *out = folded;
    const char *at = folded;
    bool single = false;

    while (*at != '\0') {
        const size_t size = strcspn(at, " ");
        if (out > folded && !(single && size == 1)) {
            *out++ = ' ';
        }
        single = size == 1;
        memmove(out, at, size);
        out += size;
        at += size + (at[size] == ' ');
    }
    *out = '\0';
}

/* "Ambetter from Sunshine Health" is Ambetter: the brand comes first. */
static void cut_owner(char *folded)
{
    char *from = strstr(folded, " from ");

    if (from) {
        *from = '\0';
    }
}


static int resolve_whole(const struct wp_payers *payers, char *folded,
                         const char *state, bool *ambiguous)
{
    int payer = resolve(payers, folded, strlen(folded), state, ambiguous);

    if (payer < 0 && !*ambiguous) {
        join_letters(folded);
        payer = resolve(payers, folded, strlen(folded), state, ambiguous);
    }
    return payer;
}

int wp_vocab_payer_by_name(const struct wp_vocab *vocab, const char *name,
                           const char *state, bool *ret_ambiguous)
{
    const struct wp_payers *payers = &vocab->payers;
    const char *letters = state ? wp_state_letters(state) : NULL;
    char folded[NAME_MAX_BYTES];
    bool ambiguous = false;

    const size_t length =
        wp_words_fold(name, strlen(name), folded, sizeof(folded));
    int payer = wp_payer_number(payers, name);
    if (payer >= 0) {
        payer = wp_payer_in_state(payers, payer, letters);
    } else if (length > 0) {
        payer = resolve_whole(payers, folded, letters, &ambiguous);
        if (payer < 0 && !ambiguous && !is_negated(folded)) {
            cut_owner(folded);
            payer = resolve_part(payers, folded, letters, &ambiguous);
        }
    }
    if (ret_ambiguous) {
        *ret_ambiguous = ambiguous;
    }
    return payer;
}

/* Kinds a client can be covered by; the others are offers or tenders. */
static bool covers_people(const struct wp_payer *payer)
{
    static const char *const kinds[] = {
        "auto",         "chip",     "dual",    "ihs",
        "medicaid",     "medicare", "private", "self_pay",
        "state_funded", "tricare",  "va",      "workers_comp",
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(payer->kind, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool one_of(const struct wp_prose *text, size_t position,
                   const char *const *words)
{
    for (; *words; words++) {
        if (wp_prose_is(text, position, *words)) {
            return true;
        }
    }
    return false;
}

/* Is the word used as a plan's name here, or as the everyday word it is? */
static bool named_as_plan(const struct wp_prose *text, size_t first,
                          size_t count)
{
    static const char *const before[] = {
        "on",     "has",       "have", "takes", "take",  "accepts",
        "accept", "insurance", "plan", "tengo", "tiene", NULL,
    };
    static const char *const after[] = {
        "insurance", "card", "plan",   "health", "coverage",
        "member",    "hmo",  "seguro", NULL,
    };
    const size_t next = first + count;
    const bool ends = next == text->count || text->words[next].fresh;

    if (ends && text->words[first].fresh) {
        return true; /* alone between commas */
    }
    if (!ends && one_of(text, next, after)) {
        return true;
    }
    return first > 0 && !text->words[first].fresh && ends &&
           one_of(text, first - 1, before);
}

static bool scoped_only(const struct wp_payers *payers, const char *name,
                        size_t length)
{
    for (int i = wp_phrases_find(&payers->by_name, name, length); i >= 0;
         i = payers->aliases[i].next) {
        if (payers->aliases[i].state[0] == '\0') {
            return false;
        }
    }
    return true;
}

/* The longest name beginning at a word; its words, or 0. */
static size_t name_at(const struct wp_vocab *vocab, const struct wp_prose *text,
                      size_t first, const char *state, struct wp_payer_hit *hit)
{
    const struct wp_payers *payers = &vocab->payers;
    size_t count = payers->by_name.words_max;

    if (count > text->count - first) {
        count = text->count - first;
    }
    for (; count > 0; count--) {
        size_t length = 0;
        bool ambiguous = false;
        const char *name =
            wp_prose_slice(text, WP_FORM_EXACT, first, count, &length);
        const int payer = resolve(payers, name, length, state, &ambiguous);
        if ((payer < 0 && !ambiguous) ||
            (payer >= 0 && !covers_people(&payers->rows[payer])) ||
            (scoped_only(payers, name, length) &&
             !named_as_plan(text, first, count))) {
            continue;
        }
        *hit = (struct wp_payer_hit){payer, text->words[first].begin,
                                     text->words[first + count - 1].end};
        return count;
    }
    return 0;
}

size_t wp_vocab_payers_in(const struct wp_vocab *vocab, const char *original,
                          const char *state, struct wp_payer_hit *hits,
                          size_t max)
{
    static const char *const refusing[] = {"no", "not", "without", "sin", NULL};
    const char *letters = state ? wp_state_letters(state) : NULL;
    struct wp_prose text;
    size_t written = 0;

    if (wp_prose_init(&text, original)) {
        for (size_t i = 0; i < text.count && written < max;) {
            const size_t count =
                name_at(vocab, &text, i, letters, &hits[written]);
            const bool refused =
                i > 0 && !text.words[i].fresh && one_of(&text, i - 1, refusing);
            written += count > 0 && !refused;
            i += count > 0 ? count : 1;
        }
    }
    wp_prose_clear(&text);
    return written;
}

/* ---- look-ups ----------------------------------------------------------- */

size_t wp_vocab_payer_count(const struct wp_vocab *vocab)
{
    return vocab->payers.count;
}

const struct wp_payer *wp_vocab_payer(const struct wp_vocab *vocab, int number)
{
    if (number < 0 || (size_t)number >= vocab->payers.count) {
        return NULL;
    }
    return &vocab->payers.rows[number];
}

int wp_vocab_payer_by_code(const struct wp_vocab *vocab, const char *code)
{
    return wp_payer_number(&vocab->payers, code);
}

int wp_vocab_payer_by_samhsa(const struct wp_vocab *vocab, const char *code)
{
    return wp_phrases_find(&vocab->payers.by_samhsa, code, strlen(code));
}

int wp_vocab_payer_by_plan_net(const struct wp_vocab *vocab, const char *code)
{
    return wp_phrases_find(&vocab->payers.by_plan_net, code, strlen(code));
}

int wp_vocab_payer_by_hsds1(const struct wp_vocab *vocab, const char *word)
{
    char folded[NAME_MAX_BYTES];
    const size_t length =
        wp_words_fold(word, strlen(word), folded, sizeof(folded));

    return wp_phrases_find(&vocab->payers.by_hsds1, folded, length);
}
