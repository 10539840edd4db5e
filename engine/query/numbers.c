/* engine/query/numbers.c - ages, household, income and distance in a text */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/pattern.h"
#include "query/reading.h"
#include "query/values.h"

#define GRAB_MAX        64
#define CHILD_MAX_YEARS 17.0
/* What a number before it counts, when it is nobody's age. */
#define NO_AGE                                                                \
    "(?! \\d | \\s* (?:[%:/] | -\\s*\\w | (?:st|nd|rd|th|days?|weeks?|wks?"   \
    "|months?|mos?|years?|yrs?|hours?|hrs?|h|mi|miles?|km|lbs?|pounds?|kids?" \
    "|children|beds?|people|percent|[ap]m|usd|dollars?|k|mins?|minutes|times" \
    "|d[ií]as?|semanas?|meses|a[nñ]os|horas?|hij[oa]s?|ni[nñ][oa]s?)\\b ) )"
#define NUMBER_WORDS                                                       \
    "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|un|una|dos" \
    "|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"

static const char within_pattern[] =
    "(?: (?:within|less\\s+than|under|up\\s+to|dentro\\s+de|a\\s+menos\\s+de"
    "    |en\\s+un\\s+radio\\s+de|no\\s+more\\s+than)\\s+ (?:about\\s+)?)"
    "(\\d{1,3}(?:\\.\\d{1,2})?) \\s*-?\\s*"
    "(?: (mi(?:les?|llas?)?) | (km|kil[oó]met(?:er|re|ro)s?) ) \\b"
    "| (?<![\\d.]) (\\d{1,3}(?:\\.\\d{1,2})?) \\s*-?\\s*"
    "(?: (mi(?:les?|llas?)?) | (km|kil[oó]met(?:er|re|ro)s?) )"
    "(?= \\s+ (?:radius|around|of|from|de)\\b | \\s*[,;] | \\s*$ )";

/* Money with a period; the word before it may be what it is not. */
static const char income_pattern[] =
    "(?: \\b (?:income|makes?|making|earns?|earning|gana|gano|ingresos?)\\s+"
    "    (?:of\\s+|is\\s+|de\\s+|about\\s+|around\\s+)? )?"
    "(?<![\\w$.,]) (?:US)?\\$?\\s?"
    "(\\d{1,3}(?:,\\d{3})+ | \\d{2,7}) (?:\\.\\d{1,2})? \\s?(k\\b)?"
    "\\s* (?:usd|dollars?|d[oó]lares|bucks)? \\s*"
    "(?: (?:/|per|an?|al|por|each|every|cada|a\\s+la)\\s*"
    "    (year|yr|annum|a[nñ]o|month|mo|mes|week|wk|semana|hour|hr|hora"
    "    |two\\s+weeks|2\\s+weeks|quincena)\\b"
    "  | (yearly|annually|annual|monthly|mensual(?:es)?|weekly|semanal(?:es)?"
    "    |hourly|biweekly|bi-weekly|anual(?:es)?)\\b )";

/* "income 18000", "makes $18k": only a year's money is that much. */
static const char yearly_pattern[] =
    "\\b (?:income|makes?|making|earns?|earning|gana|gano|ingresos?)"
    "\\s* (?:of|is|:|de|son|about|around|=)? \\s* \\$?\\s?"
    "(\\d{1,3}(?:,\\d{3})+ | \\d{2,7}) (?: \\s?(k)\\b )?";

static const char household_pattern[] =
    "\\b (?: (?:family|household|familia|hogar)"
    "       \\s* (?:size\\s*)? (?:of|de|is|:|=)? \\s*"
    "     | somos\\s+ )"
    "(" NUMBER_WORDS ") \\b (?!\\s*(?:miles|mi\\b|km|year|yr|yo\\b|a[nñ]o))";

static const char children_pattern[] =
    "(?<![\\w-]) (" NUMBER_WORDS ")\\s+ (?:small\\s+|young\\s+|little\\s+"
    "|minor\\s+|other\\s+)?"
    "(?:(?:grand)?kids?|(?:grand)?children|(?:grand)?child|hij[oa]s?|niet[oa]s?"
    "|ni[nñ][oa]s?|babies|(?:grand)?sons?|(?:grand)?daughters?|boys?|girls?)"
    "\\b (?: \\s* (?:,|\\(|:|aged?|ages|edades|de|que\\s+tienen)*\\s*"
    "(\\d{1,2}(?!\\d) (?:(?:\\s*(?:,|and|y|&|/)+\\s*|\\s+)\\d{1,2}(?!\\d))* )"
    "(?! -\\w | \\s*(?:[%:/]|mi\\b|miles?|km|[ap]m\\b|days?|weeks?|months?"
    "|hours?|beds?|years?|yrs?|y\\b|yo\\b)) )?";

/* "kids 4, 7 and 11": at least two, or one after "ages". */
static const char kids_pattern[] =
    "\\b () (?:(?:grand)?kids|(?:grand)?children|hij[oa]s|niet[oa]s"
    "|ni[nñ][oa]s|sons|daughters|boys|girls) \\s* [(,:]? \\s*"
    "( (?:aged|ages|edades|de) \\s+ \\d{1,2}(?!\\d)"
    "    (?:(?:\\s*(?:,|and|y|&|/)+\\s*|\\s+)\\d{1,2}(?!\\d))*"
    "| \\d{1,2}(?!\\d)"
    "    (?:(?:\\s*(?:,|and|y|&|/)+\\s*|\\s+)\\d{1,2}(?!\\d))+ )" NO_AGE
    "(?! \\s* (?:y|yo|yrs)\\b )";

/* "3 weeks old", "newborn": somebody's baby. */
static const char baby_pattern[] =
    "(?<![\\d$.,/-]) (\\d{1,2}) \\s*-?\\s*"
    "(?: (w)(?:ee)?ks? | (d)ays? ) [\\s-]*old\\b"
    "| \\b (newborns? | reci[eé]n\\s+nacid[oa]s?) \\b"
    "| \\b (?:bab(?:y|ies)|beb[eé]s?|infants?) \\s+ (?:of\\s+|de\\s+|is\\s+)?"
    "  (\\d{1,2}) \\s*-?\\s* (?:weeks?|wks?|semanas) \\b";

/* A dog's, not a person's. */
static const char weight_pattern[] =
    "(?<![\\w$.,]) ()\\d{1,3} \\s*-?\\s* (?:lbs?|pounds?|libras?|kg|kilos?)\\b";

/* "190% FPL", "150 percent of poverty"; a range says neither of its ends. */
static const char poverty_pattern[] =
    "(?<![\\d.,-]) (?<!\\d\\s) (?<!–) (\\d{1,3}) \\s*"
    "(?:%|percent|por\\s+ciento) \\s* (?:of\\s+|de\\s+|del\\s+)?"
    "(?:the\\s+|la\\s+|el\\s+)? (?:federal\\s+)?"
    "(?:fpl|fpg|poverty (?:\\s+(?:level|line|guidelines?))?"
    "|(?:nivel|linea|l[ií]nea)\\s+(?:federal\\s+)?de\\s+(?:la\\s+)?pobreza)\\b";

/* Whole years with a word that says so. */
static const char age_pattern[] =
    "(?<![\\d$.,/-]) (\\d{1,3}) \\s*-?\\s*"
    "(?: y/?o\\b | y\\b(?!\\s*\\d) | y\\.\\s?o\\.? | yrs?\\.?[\\s-]*old\\b"
    "  | years?[\\s-]*olds?\\b | a[nñ]os(?:\\s+de\\s+edad)?\\b"
    "    (?!\\s+(?:en|sin|desde|tomando|usando|viviendo)\\b)"
    "  | (m)(?:onths?|os?|eses)[\\s-]*(?:old|de\\s+edad)\\b )"
    "| (?:\\bage[d:]?|\\bedad:?) \\s* (\\d{1,3}) \\b"
    "| \\b (?:baby|beb[eé]|infant|child|toddler|ni[nñ][oa]|hij[oa])\\s+"
    "(?:of\\s+|de\\s+|is\\s+)? (\\d{1,2})\\s*-?\\s*(?:months?|mos?|meses)\\b"
    "| \\b (?:son|daughter|child|kid|hij[oa])\\s+"
    "(?:is|who\\s+is|aged?|tiene|de)\\s+"
    "(\\d{1,2}) \\b (?:\\s*a[nñ]os)? (?!\\s*-?\\s*(?:months?|mos?"
    "|meses|weeks?|days?))";

/* "34F", "m 29", "woman 41", or a bare number between commas. */
static const char person_pattern[] =
    "(?<![\\w$.,/-]) (\\d{2}) \\s?/?\\s? ([mf]) \\b"
    "| (?<![\\w']) ([mf]) \\s?/?\\s? (\\d{2}) (?![\\w.,]\\d|\\w)"
    "| \\b (?:(?:wo)?man|(?:fe)?male|guy|lady|girl|boy|mom|mother|dad|father"
    "  |veteran|vet|client|patient|widow(?:er)?|grand(?:ma|pa|mother|father)"
    "  |senior|person|adult|youth|teen|pregnant|mujer|hombre|se[nñ]or|se[nñ]ora"
    "  |veteran[oa]|cliente|madre|padre|abuel[oa]|embarazada|joven|viud[oa])"
    "  \\s+ (?:aged?\\s+|de\\s+)? (\\d{2})" NO_AGE
    "| (?: ^ | , ) \\s* (\\d{2}) \\s* (?= , | $ )";

static const char *const number_words[][3] = {
    {"one", "un", "una"},   {"two", "dos", "dos"}, {"three", "tres", ""},
    {"four", "cuatro", ""}, {"five", "cinco", ""}, {"six", "seis", ""},
    {"seven", "siete", ""}, {"eight", "ocho", ""}, {"nine", "nueve", ""},
    {"ten", "diez", ""},
};

static char lower(char letter)
{
    return (char)(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
}

static bool same_word(const char *left, const char *right)
{
    while (*left != '\0' && lower(*left) == *right) {
        left++;
        right++;
    }
    return *left == '\0' && *right == '\0';
}

static int count_of(const char *text)
{
    for (int i = 0; i < 10; i++) {
        for (int j = 0; j < 3; j++) {
            if (number_words[i][j][0] != '\0' &&
                same_word(text, number_words[i][j])) {
                return i + 1;
            }
        }
    }
    return (int)strtol(text, NULL, 10);
}

static bool has(const struct wp_pattern_match *match, size_t group)
{
    return match->groups[group].end > match->groups[group].begin;
}

/* Does one of these words come right before a place in the text? */
static bool comes_before(const char *text, size_t at, const char *const *words,
                         size_t reach)
{
    const size_t from = at > reach ? at - reach : 0;

    for (; *words; words++) {
        const size_t length = strlen(*words);
        for (size_t i = from; i + length <= at; i++) {
            size_t same = 0;
            while (same < length && lower(text[i + same]) == (*words)[same]) {
                same++;
            }
            const bool begins =
                i == 0 || strchr(" ,;:(/-", text[i - 1]) != NULL;
            const bool ends = strchr(" ,;:(/-$", text[i + length]) != NULL;
            if (same == length && begins && ends) {
                return true;
            }
        }
    }
    return false;
}

/* A number that a match said, remembered. */
static void note_number(struct wp_reading *reading,
                        const struct wp_pattern_match *match, const char *field,
                        double number)
{
    char text[GRAB_MAX];

    (void)snprintf(text, sizeof(text), "%.6g", number);
    wp_reading_note(reading, field, text, match->groups[0].begin,
                    match->groups[0].end);
}

static void note_word(struct wp_reading *reading,
                      const struct wp_pattern_match *match, const char *field,
                      const char *word)
{
    wp_reading_note(reading, field, word, match->groups[0].begin,
                    match->groups[0].end);
}

/* ---- distance ----------------------------------------------------------- */

static enum wp_status take_within(const struct wp_pattern_match *match,
                                  void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    struct wp_client *client = reading->client;
    char number[GRAB_MAX];
    char text[GRAB_MAX + 4];

    (void)err;
    (void)wp_pattern_group(match, has(match, 1) ? 1 : 4, number,
                           sizeof(number));
    const bool km = has(match, 3) || has(match, 6);
    (void)snprintf(text, sizeof(text), "%s%s", number, km ? "km" : "mi");
    double distance_m = 0.0;
    if (!client->within_stated && wp_parse_distance(text, &distance_m) &&
        distance_m >= 1.0 && distance_m <= WP_WITHIN_MAX_M) {
        client->within_m = distance_m;
        client->within_stated = true;
        wp_reading_note(reading, "within_m", text, match->groups[0].begin,
                        match->groups[0].end);
    }
    wp_reading_mask(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

/* ---- income ------------------------------------------------------------- */

static double periods_per_year(const char *period)
{
    static const struct {
        const char *start;
        double per_year;
    } periods[] = {
        {"bi", 26.0},  {"two", 26.0}, {"2", 26.0}, {"qui", 26.0},
        {"mo", 12.0},  {"me", 12.0},  {"w", 52.0}, {"se", 52.0},
        {"h", 2080.0}, {"y", 1.0},    {"a", 1.0},
    };

    for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++) {
        const char *start = periods[i].start;
        size_t at = 0;
        while (start[at] != '\0' && lower(period[at]) == start[at]) {
            at++;
        }
        if (start[at] == '\0') {
            return periods[i].per_year;
        }
    }
    return NAN;
}

static void take_money(struct wp_reading *reading,
                       const struct wp_pattern_match *match, double per_year)
{
    char amount[GRAB_MAX];
    double usd = 0.0;

    (void)wp_pattern_group(match, 1, amount, sizeof(amount));
    if (isnan(per_year) || !wp_parse_money(amount, &usd)) {
        return;
    }
    usd *= has(match, 2) ? 1000.0 : 1.0;
    if (isnan(reading->client->income_usd_per_year) && usd * per_year <= 1e7) {
        reading->client->income_usd_per_year = usd * per_year;
        note_number(reading, match, "income_usd_per_year", usd * per_year);
    }
    wp_reading_mask(reading, match->groups[0].begin, match->groups[0].end);
}

static enum wp_status take_income(const struct wp_pattern_match *match,
                                  void *payload, struct wp_error *err)
{
    static const char *const costs[] = {
        "rent", "renta", "alquiler", "mortgage", "owe",  "owes",    "debo",
        "bill", "bills", "fee",      "costs",    "cost", "deposit", NULL,
    };
    struct wp_reading *reading = payload;
    char period[GRAB_MAX];

    (void)err;
    if (comes_before(match->text, match->groups[0].begin, costs, 16)) {
        return WP_OK;
    }
    (void)wp_pattern_group(match, has(match, 3) ? 3 : 4, period,
                           sizeof(period));
    take_money(reading, match, periods_per_year(period));
    return WP_OK;
}

static enum wp_status take_yearly(const struct wp_pattern_match *match,
                                  void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    char amount[GRAB_MAX];
    double usd = 0.0;

    (void)err;
    if (wp_reading_is_masked(reading, match->groups[0].begin,
                             match->groups[0].end)) {
        return WP_OK;
    }
    (void)wp_pattern_group(match, 1, amount, sizeof(amount));
    if (has(match, 2) || (wp_parse_money(amount, &usd) && usd >= 8000.0)) {
        take_money(reading, match, 1.0);
    } else {
        wp_client_note(reading->client,
                       "'%.*s': per month or per year? not used",
                       (int)(match->groups[0].end - match->groups[0].begin),
                       match->text + match->groups[0].begin);
        wp_reading_take(reading, match->groups[0].begin, match->groups[0].end);
    }
    return WP_OK;
}

/* ---- household ---------------------------------------------------------- */

static enum wp_status take_household(const struct wp_pattern_match *match,
                                     void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    char number[GRAB_MAX];

    (void)err;
    (void)wp_pattern_group(match, 1, number, sizeof(number));
    const int size = count_of(number);
    if (reading->client->household_size == 0 && size >= 1 && size <= 30) {
        reading->client->household_size = size;
        note_number(reading, match, "household.size", size);
    }
    wp_reading_take(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

static void add_child(struct wp_reading *reading,
                      const struct wp_pattern_match *match, double age_years)
{
    struct wp_client *client = reading->client;

    if (client->children_count < WP_CLIENT_LIST_MAX) {
        client->children_ages_years[client->children_count++] = age_years;
        note_number(reading, match, "household.children_ages_years", age_years);
    }
}

static enum wp_status take_children(const struct wp_pattern_match *match,
                                    void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    char ages[GRAB_MAX];
    char *at = ages;

    (void)err;
    if (wp_reading_is_taken(reading, match->groups[0].begin,
                            match->groups[0].end)) {
        return WP_OK;
    }
    reading->children_begin = match->groups[0].begin;
    reading->children_end = match->groups[0].end;
    size_t end = match->groups[0].end;
    if (wp_pattern_group(match, 2, ages, sizeof(ages))) {
        while (*at != '\0') {
            const size_t skip = strcspn(at, "0123456789");
            char *after = NULL;
            const long age = strtol(at + skip, &after, 10);
            if (after == at + skip) {
                break;
            }
            at = after;
            if ((double)age <= CHILD_MAX_YEARS) {
                add_child(reading, match, (double)age);
            } else {
                end = match->groups[2].begin; /* somebody else's age */
                break;
            }
        }
    }
    wp_reading_take(reading, match->groups[0].begin, end);
    return WP_OK;
}

/* ---- ages --------------------------------------------------------------- */

/* "my 3 year old", "with 6-year-old", "5 yo daughter": not the client. */
static bool is_childs(const struct wp_pattern_match *match)
{
    static const char *const before[] = {
        "my",   "her",  "his",   "their", "our",     "with",     "and",  "su",
        "mi",   "con",  "y",     "son",   "kid",     "daughter", "baby", "hijo",
        "hija", "bebe", "has a", "child", "toddler", NULL,
    };
    static const char *const after[] = {"son",     "daughter", "child", "kid",
                                        "baby",    "hijo",     "hija",  "bebe",
                                        "toddler", "grandson", NULL};
    const char *rest = match->text + match->groups[0].end;

    if (comes_before(match->text, match->groups[0].begin, before, 9)) {
        return true;
    }
    rest += strspn(rest, " ");
    for (size_t i = 0; after[i]; i++) {
        const size_t length = strlen(after[i]);
        size_t same = 0;
        while (same < length && lower(rest[same]) == after[i][same]) {
            same++;
        }
        if (same == length && strchr(" ,;.)", rest[length])) {
            return true;
        }
    }
    return false;
}

static enum wp_status take_age(const struct wp_pattern_match *match,
                               void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    struct wp_client *client = reading->client;
    const size_t group = has(match, 1)   ? 1
                         : has(match, 3) ? 3
                         : has(match, 4) ? 4
                                         : 5;
    char number[GRAB_MAX];
    double age_years = NAN;

    (void)err;
    (void)wp_pattern_group(match, group, number, sizeof(number));
    if (!wp_parse_number(number, 0.0, 130.0, &age_years) ||
        wp_reading_is_masked(reading, match->groups[0].begin,
                             match->groups[0].end)) {
        return WP_OK;
    }
    const bool months = has(match, 2) || group == 4;
    if (months) {
        age_years /= 12.0;
    }
    if (age_years <= CHILD_MAX_YEARS && (group >= 4 || is_childs(match))) {
        add_child(reading, match, age_years);
    } else if (isnan(client->age_years)) {
        client->age_years = age_years;
        note_number(reading, match, "age_years", age_years);
    } else if (reading->age_was_open && age_years <= CHILD_MAX_YEARS) {
        add_child(reading, match, age_years);
    }
    wp_reading_take(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

static enum wp_status take_person(const struct wp_pattern_match *match,
                                  void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    struct wp_client *client = reading->client;
    char number[GRAB_MAX];
    char letter[4] = "";
    double age_years = NAN;

    (void)err;
    for (size_t group = 1; group <= 6; group++) {
        const bool is_letter = group == 2 || group == 3;
        if (has(match, group)) {
            (void)wp_pattern_group(match, group, is_letter ? letter : number,
                                   is_letter ? sizeof(letter) : sizeof(number));
        }
    }
    if (wp_reading_is_masked(reading, match->groups[0].begin,
                             match->groups[0].end) ||
        !wp_parse_number(number, 10.0, 99.0, &age_years)) {
        return WP_OK;
    }
    if (age_years <= CHILD_MAX_YEARS && is_childs(match)) {
        add_child(reading, match, age_years);
    } else if (isnan(client->age_years)) {
        client->age_years = age_years;
        note_number(reading, match, "age_years", age_years);
    }
    if (letter[0] != '\0' && !client->sex) {
        client->sex = lower(letter[0]) == 'f' ? "female" : "male";
        note_word(reading, match, "sex", client->sex);
    }
    wp_reading_take(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

/* ---- babies, weights, poverty ------------------------------------------- */

static enum wp_status take_baby(const struct wp_pattern_match *match,
                                void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    char number[GRAB_MAX] = "0";
    double weeks = 0.0;

    (void)err;
    if (wp_reading_is_taken(reading, match->groups[0].begin,
                            match->groups[0].end)) {
        return WP_OK;
    }
    if (!has(match, 4)) {
        (void)wp_pattern_group(match, has(match, 1) ? 1 : 5, number,
                               sizeof(number));
    }
    if (wp_parse_number(number, 0.0, 99.0, &weeks)) {
        add_child(reading, match, weeks / (has(match, 3) ? 365.25 : 52.18));
    }
    wp_reading_take(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

static enum wp_status take_nothing(const struct wp_pattern_match *match,
                                   void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;

    (void)err;
    wp_reading_take(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

static enum wp_status take_poverty(const struct wp_pattern_match *match,
                                   void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    struct wp_client *client = reading->client;
    char number[GRAB_MAX];
    double percent = NAN;

    (void)err;
    (void)wp_pattern_group(match, 1, number, sizeof(number));
    if (isnan(client->income_fpl_percent) &&
        wp_parse_number(number, 0.0, 999.0, &percent)) {
        client->income_fpl_percent = percent;
        note_number(reading, match, "income_fpl_percent", percent);
    }
    wp_reading_mask(reading, match->groups[0].begin, match->groups[0].end);
    return WP_OK;
}

enum wp_status wp_read_numbers(struct wp_reading *reading, struct wp_error *err)
{
    static const struct {
        const char *pattern;
        enum wp_status (*take)(const struct wp_pattern_match *match,
                               void *payload, struct wp_error *err);
    } readers[] = {
        {within_pattern, take_within},     {income_pattern, take_income},
        {yearly_pattern, take_yearly},     {household_pattern, take_household},
        {weight_pattern, take_nothing},    {poverty_pattern, take_poverty},
        {children_pattern, take_children}, {kids_pattern, take_children},
        {baby_pattern, take_baby},         {age_pattern, take_age},
        {person_pattern, take_person},
    };
    enum wp_status status = WP_OK;

    for (size_t i = 0;
         status == WP_OK && i < sizeof(readers) / sizeof(readers[0]); i++) {
        status = wp_pattern_each(readers[i].pattern, reading->text,
                                 readers[i].take, reading, err);
    }
    return status;
}
