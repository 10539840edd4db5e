/* engine/facts/hours_text.c - days and times that people typed, by clauses */
#include "facts/hours_text.h"

#include <stdlib.h>
#include <string.h>

#include "record/scan.h"

struct clause {
    unsigned days;
    int range_from; /* a day before a dash, or -1 */
    struct wp_hours_span spans[4];
    size_t count;
    bool closed, appointment, all_day;
    bool times_first; /* "9-5 Mon-Fri": the next time begins anew */
    struct wp_hours_word from;
    bool has_from, dash;
    size_t begin, end;
};

struct reader {
    const char *text;
    bool clock24;
    struct clause clause;
    size_t bad_from; /* pieces of the sentence being read */
    bool bad;
    bool colon;   /* the last mark was one */
    bool foreign; /* under a heading that is not understood */
    struct wp_hours_reading *reading;
};

static const struct clause fresh = {.range_from = -1};

/* ---- a clause is complete ------------------------------------------------ */

static void add(struct reader *reader, enum wp_stance stance,
                struct wp_hours_span span)
{
    struct wp_hours_reading *reading = reader->reading;

    if (reading->count == WP_HOURS_PIECES_MAX) {
        reading->partial = true;
        return;
    }
    reading->pieces[reading->count++] = (struct wp_hours_piece){
        .stance = stance,
        .days = reader->clause.days,
        .span = span,
        .begin = reader->clause.begin,
        .end = reader->clause.end,
    };
}

static void flush(struct reader *reader)
{
    struct clause *clause = &reader->clause;
    const struct wp_hours_span day = {0, WP_DAY_MIN};

    if (clause->all_day && clause->count == 0) {
        clause->spans[clause->count++] = day;
    }
    if (clause->has_from || clause->dash) {
        reader->bad = true; /* a beginning without an end */
    } else if (clause->days == 0) {
        reader->bad = reader->bad || clause->count > 0 || clause->closed ||
                      clause->appointment;
    } else if (clause->closed && clause->count == 0) {
        add(reader, WP_STANCE_REFUSES, day);
    } else if (clause->closed || (clause->count == 0 && !clause->appointment)) {
        reader->bad = true;
    } else if (clause->count == 0) {
        add(reader, WP_STANCE_LIMITED, day);
    }
    for (size_t i = 0; clause->days != 0 && i < clause->count; i++) {
        add(reader, clause->appointment ? WP_STANCE_LIMITED : WP_STANCE_ACCEPTS,
            clause->spans[i]);
    }
    *clause = fresh;
}

/* A sentence is complete; one word unknown and none of it counts. */
static void stop(struct reader *reader)
{
    flush(reader);
    /* "Food pantry:" speaks for the lines below it. */
    if (reader->colon) {
        reader->foreign = reader->bad;
    }
    if (reader->bad || reader->foreign) {
        reader->reading->count = reader->bad_from;
        reader->reading->partial = true;
    }
    reader->bad_from = reader->reading->count;
    reader->bad = false;
    reader->colon = false;
}

/* ---- words --------------------------------------------------------------- */

static bool has_content(const struct clause *clause)
{
    return clause->count > 0 || clause->closed || clause->appointment ||
           clause->all_day;
}

static void touch(struct clause *clause, size_t begin, size_t end)
{
    if (clause->days == 0 && !has_content(clause) && !clause->has_from) {
        clause->begin = begin;
    }
    clause->end = end;
}

static unsigned days_of(const char *word, size_t size)
{
    static const char *const names[7] = {"mondays",   "tuesdays", "wednesdays",
                                         "thursdays", "fridays",  "saturdays",
                                         "sundays"};
    static const char *const spanish[7] = {"lunes",   "martes",  "miercoles",
                                           "jueves",  "viernes", "sabados",
                                           "domingos"};

    for (unsigned i = 0; i < 7; i++) {
        if ((size >= 3 && size <= strlen(names[i]) &&
             strncmp(word, names[i], size) == 0) ||
            (size >= 5 && size <= strlen(spanish[i]) &&
             strncmp(word, spanish[i], size) == 0)) {
            return 1U << i;
        }
    }
    if (strcmp(word, "daily") == 0 || strcmp(word, "everyday") == 0 ||
        strcmp(word, "diario") == 0) {
        return WP_ALL_DAYS;
    }
    if (strcmp(word, "weekdays") == 0) {
        return 31U;
    }
    return strcmp(word, "weekends") == 0 ? 96U : 0;
}

static int first_day(unsigned mask)
{
    for (int day = 0; day < 7; day++) {
        if (mask == 1U << day) {
            return day;
        }
    }
    return -1;
}

static void hear_days(struct reader *reader, unsigned mask, size_t begin,
                      size_t end)
{
    struct clause *clause = &reader->clause;
    const int to = first_day(mask);

    if (has_content(clause) && clause->days != 0 && !clause->times_first) {
        flush(reader);
    }
    clause->times_first = clause->times_first || clause->count > 0;
    touch(clause, begin, end);
    if (clause->dash && clause->range_from >= 0 && to >= 0) {
        for (int day = clause->range_from; day != to; day = (day + 1) % 7) {
            clause->days |= 1U << day;
        }
    } else if (clause->dash) {
        reader->bad = true;
    }
    clause->days |= mask;
    clause->dash = false;
    clause->range_from = to;
}

static bool is_one_of(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void hear_word(struct reader *reader, const char *word, size_t begin,
                      size_t end)
{
    static const char *const fillers[] = {"and",  "y",      "open", "hours",
                                          "from", "office", "de",   "los",
                                          "only", "the",    "by",   "a"};
    static const char *const dashes[] = {"to", "through", "thru", "until",
                                         "al"};
    struct clause *clause = &reader->clause;
    const unsigned mask = days_of(word, strlen(word));

    if (mask != 0) {
        hear_days(reader, mask, begin, end);
    } else if (is_one_of(word, dashes, 5)) {
        clause->dash = true;
    } else if (strcmp(word, "closed") == 0 || strcmp(word, "cerrado") == 0) {
        reader->bad = reader->bad || clause->days == 0;
        touch(clause, begin, end);
        clause->closed = true;
    } else if (strcmp(word, "appointment") == 0) {
        touch(clause, begin, end);
        clause->appointment = true;
    } else if (!is_one_of(word, fillers, sizeof(fillers) / sizeof(*fillers))) {
        reader->bad = true;
    }
}

static void hear_time(struct reader *reader, struct wp_hours_word time,
                      size_t begin, size_t end)
{
    struct clause *clause = &reader->clause;
    struct wp_hours_span span = {0, 0};

    if (clause->times_first && clause->days != 0) {
        flush(reader);
    }
    touch(clause, begin, end);
    if (!clause->has_from) {
        reader->bad = reader->bad || clause->dash;
        clause->from = time;
        clause->has_from = true;
        return;
    }
    const int after =
        clause->count > 0 ? clause->spans[clause->count - 1].closes : -1;
    if (!clause->dash || clause->count == 4 ||
        !wp_hours_span_of(&clause->from, &time, reader->clock24, after,
                          &span)) {
        reader->bad = true;
    } else {
        clause->spans[clause->count++] = span;
    }
    clause->has_from = false;
    clause->dash = false;
}

/* "9", "9:30", "700AM", "9:00 a.m."; the byte after it. */
static const char *read_time(const char *at, struct wp_hours_word *ret_time)
{
    int number = 0;
    int minutes = 0;
    const char *rest = wp_scan_number(at, 4, &number);
    struct wp_hours_word time = {.half = WP_HALF_NONE};

    if (!rest) {
        return NULL;
    }
    const bool padded = *at == '0';
    if (*rest == ':') {
        const char *after = wp_scan_number(rest + 1, 2, &minutes);
        if (rest - at > 2 || !after || after != rest + 3) {
            return NULL;
        }
        rest = after;
        time.clock24 = padded;
    } else if (rest - at > 2) {
        minutes = number % 100;
        number /= 100;
        time.bare = true;
    }
    const char *half = rest + (*rest == ' ' ? 1 : 0);
    const char letter = wp_lower(*half);
    const char *mark = letter != '\0' && half[1] == '.' ? half + 2 : half + 1;
    if ((letter == 'a' || letter == 'p') && wp_lower(*mark) == 'm' &&
        !(mark[1] >= 'a' && mark[1] <= 'z')) {
        time.half = letter == 'a' ? WP_HALF_AM : WP_HALF_PM;
        time.bare = false;
        rest = mark + (mark[1] == '.' ? 2 : 1);
    }
    if (number > 24 || minutes > 59 || *rest == '/' || *rest == ':' ||
        (time.half != WP_HALF_NONE && (number > 12 || number < 1))) {
        return NULL;
    }
    time.number = number * 60 + minutes;
    time.clock24 = time.clock24 || number > 12;
    *ret_time = time;
    return rest;
}

/* ---- the text ------------------------------------------------------------ */

static const char *take_number(struct reader *reader, const char *at)
{
    const size_t begin = (size_t)(at - reader->text);
    struct wp_hours_word time;

    if (strncmp(at, "24/7", 4) == 0) {
        touch(&reader->clause, begin, begin + 4);
        reader->bad = reader->bad || reader->clause.days != 0;
        reader->clause.days = WP_ALL_DAYS;
        reader->clause.all_day = true;
        return at + 4;
    }
    if (strncmp(at, "24 hours", 8) == 0) {
        touch(&reader->clause, begin, begin + 8);
        reader->clause.all_day = true;
        return at + 8;
    }
    const char *rest = read_time(at, &time);
    if (!rest) {
        reader->bad = true;
        return at + strspn(at, "0123456789:/");
    }
    hear_time(reader, time, begin, (size_t)(rest - reader->text));
    return rest;
}

static const char *take_word(struct reader *reader, const char *at)
{
    char word[16];
    size_t size = 0;
    const char *end = at;

    for (; wp_is_letter(*end); end++) {
        if (size + 1 < sizeof(word)) {
            word[size++] = wp_lower(*end);
        }
    }
    word[size] = '\0';
    hear_word(reader, word, (size_t)(at - reader->text),
              (size_t)(end - reader->text));
    return end;
}

static const char *take_mark(struct reader *reader, const char *at)
{
    if (*at == '-' || strncmp(at, "\xE2\x80\x93", 3) == 0 ||
        strncmp(at, "\xE2\x80\x94", 3) == 0) {
        reader->clause.dash = true;
        return at + (*at == '-' ? 1 : 3);
    }
    /* Some exports write a new line as a backslash and an n. */
    if (at[0] == '\\' && at[1] == 'n') {
        stop(reader);
        reader->foreign = reader->foreign && at[2] != '\\';
        return at + 2;
    }
    if (*at == ';' || *at == '\n' || *at == '|' ||
        (*at == '.' && (at[1] == ' ' || at[1] == '\0') &&
         reader->clause.count > 0)) {
        stop(reader);
        if (*at == '\n' && at[1] == '\n') {
            reader->foreign = false;
        }
    } else if (!strchr(" ,:&.\t\r", *at)) {
        reader->bad = true;
    }
    return at + 1;
}

/* Some time of the day that only a clock of 24 hours has. */
static bool uses_clock24(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        struct wp_hours_word time;
        if (wp_is_digit(*at) && (at == text || !wp_is_digit(at[-1])) &&
            read_time(at, &time) && time.clock24 && !time.bare) {
            return true;
        }
    }
    return false;
}

bool wp_hours_read(const char *text, struct wp_hours_reading *ret_reading)
{
    struct reader reader = {
        .text = text,
        .clock24 = uses_clock24(text),
        .clause = fresh,
        .reading = ret_reading,
    };

    *ret_reading = (struct wp_hours_reading){.count = 0};
    for (const char *at = text; *at != '\0';) {
        if (wp_is_digit(*at) || wp_is_letter(*at)) {
            reader.colon = false;
        } else if (*at == ':') {
            reader.colon = true;
        }
        if (wp_is_digit(*at)) {
            at = take_number(&reader, at);
        } else if (wp_is_letter(*at)) {
            at = take_word(&reader, at);
        } else {
            at = take_mark(&reader, at);
        }
    }
    stop(&reader);
    return ret_reading->count > 0;
}
