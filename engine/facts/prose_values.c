/* engine/facts/prose_values.c - what the groups of a match say in numbers */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/prose_rules.h"

#define AGE_MAX_YEARS    110.0
#define FPL_MIN          50.0
#define FPL_MAX          600.0
#define FEE_MAX_USD      5000.0
#define AGE_OPEN_YEARS   98.0
#define ALTERNATIVES_MAX 5

/* lo, or lo2, lo3 ... where a pattern has alternatives. */
bool wp_prose_group(const struct wp_prose_match *match, const char *name,
                    size_t *ret_begin, size_t *ret_end)
{
    char wanted[16];

    for (int i = 1; i <= ALTERNATIVES_MAX; i++) {
        if (i == 1) {
            (void)snprintf(wanted, sizeof(wanted), "%s", name);
        } else {
            (void)snprintf(wanted, sizeof(wanted), "%s%d", name, i);
        }
        const int number = pcre2_substring_number_from_name(
            match->rule->pattern, (PCRE2_SPTR)wanted);
        if (number <= 0) {
            return false;
        }
        if (match->bounds[2 * number] != PCRE2_UNSET &&
            match->bounds[2 * number] < match->bounds[2 * number + 1]) {
            *ret_begin = match->begin + match->bounds[2 * number];
            *ret_end = match->begin + match->bounds[2 * number + 1];
            return true;
        }
    }
    return false;
}

/* The group in lower case, at most size - 1 bytes of it; "" when unset. */
static void take_group(const struct wp_prose_match *match, const char *name,
                       char *copy, size_t size)
{
    size_t begin = 0;
    size_t end = 0;
    size_t length = 0;

    if (wp_prose_group(match, name, &begin, &end)) {
        for (; begin < end && length + 1 < size; begin++) {
            char c = match->text[begin];
            copy[length++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
    }
    copy[length] = '\0';
}

static double read_number(const char *text)
{
    static const char *const words[] = {
        "zero",  "one",   "two",  "three", "four",   "five",  "six",
        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    static const struct {
        const char *word;
        double number;
    } more[] = {
        {"birth", 0},        {"newborn", 0},     {"new born", 0},
        {"infan", 0},        {"nacimiento", 0},  {"thirteen", 13},
        {"fourteen", 14},    {"fifteen", 15},    {"sixteen", 16},
        {"seventeen", 17},   {"eighteen", 18},   {"twenty-one", 21},
        {"twenty-four", 24}, {"sixty-five", 65}, {"fifty-five", 55},
        {"sixty-two", 62},   {"sixty", 60},      {"fifty", 50},
    };
    char *end = NULL;

    if (text[0] >= '0' && text[0] <= '9') {
        const double number = strtod(text, &end);
        return end > text ? number : NAN;
    }
    for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
        if (strncmp(text, more[i].word, strlen(more[i].word)) == 0) {
            return more[i].number;
        }
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(text, words[i]) == 0) {
            return (double)i;
        }
    }
    return NAN;
}

static double months_of(const char *unit)
{
    return unit[0] == 'm' ? 1.0 : unit[0] == 'w' ? 12.0 / 52.0 : 12.0;
}

/* lo, hi, below with their units lu, hu: months, hi inclusive. */
static bool take_ages(const struct wp_prose_match *match, struct wp_fact *fact)
{
    char low[24], high[24], below[24], low_unit[12], high_unit[12];

    take_group(match, "lo", low, sizeof(low));
    take_group(match, "hi", high, sizeof(high));
    take_group(match, "below", below, sizeof(below));
    take_group(match, "lu", low_unit, sizeof(low_unit));
    take_group(match, "hu", high_unit, sizeof(high_unit));
    if (low_unit[0] == '\0' && high_unit[0] == 'm') {
        (void)memcpy(low_unit, high_unit, sizeof(low_unit));
    }
    const double from = read_number(low);
    const double to = read_number(below[0] != '\0' ? below : high);
    const double high_months = months_of(high_unit);
    if ((isnan(from) && isnan(to)) ||
        from * months_of(low_unit) > AGE_MAX_YEARS * 12.0 ||
        to * high_months > AGE_MAX_YEARS * 12.0) {
        return false;
    }
    fact->lo = isnan(from) ? NAN : floor(from * months_of(low_unit) + 0.5);
    fact->hi = NAN;
    if (below[0] != '\0') {
        fact->hi = ceil(to * high_months) - 1.0;
    } else if (!isnan(to) && to * high_months < AGE_OPEN_YEARS * 12.0) {
        fact->hi =
            high_months >= 12.0 ? to * 12.0 + 11.0 : ceil(to * high_months);
    }
    return isnan(fact->lo) || isnan(fact->hi) || fact->lo <= fact->hi;
}

bool wp_prose_values(const struct wp_prose_match *match, struct wp_fact *fact)
{
    char number[24];

    if (fact->kind == WP_FACT_ELIGIBILITY && strcmp(fact->code, "age") == 0) {
        return take_ages(match, fact);
    }
    if (fact->kind == WP_FACT_ELIGIBILITY &&
        strcmp(fact->code, "income_fpl") == 0 && isnan(fact->hi)) {
        take_group(match, "pct", number, sizeof(number));
        fact->hi = read_number(number);
        return fact->hi >= FPL_MIN && fact->hi <= FPL_MAX;
    }
    if (fact->kind == WP_FACT_COST && strcmp(fact->code, "fee") == 0) {
        take_group(match, "usd", number, sizeof(number));
        fact->lo = read_number(number);
        fact->hi = fact->lo;
        return fact->lo > 0.0 && fact->lo <= FEE_MAX_USD;
    }
    if (fact->kind == WP_FACT_COST && strcmp(fact->code, "free") == 0) {
        fact->lo = 0.0;
        fact->hi = 0.0;
    }
    return true;
}

/* ---- languages ----------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

const struct wp_language *wp_prose_language(const struct wp_prose_match *match,
                                            const struct wp_vocab *vocab,
                                            size_t *at)
{
    size_t begin = 0;
    size_t end = 0;
    char word[40];

    if (!wp_prose_group(match, "lang", &begin, &end)) {
        return NULL;
    }
    for (begin = begin > *at ? begin : *at; begin < end;) {
        size_t stop = begin;
        while (stop < end && is_letter(match->text[stop])) {
            stop++;
        }
        size_t length = stop - begin;
        if (length > 2 && length < sizeof(word)) {
            memcpy(word, match->text + begin, length);
            word[length] = '\0';
            const struct wp_language *language = wp_vocab_language(vocab, word);
            if (language != NULL) {
                *at = stop;
                return language;
            }
        }
        begin = stop > begin ? stop : begin + 1;
    }
    *at = end;
    return NULL;
}
