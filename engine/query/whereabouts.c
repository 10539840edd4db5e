/* engine/query/whereabouts.c - ZIP Codes, cities and states in a text */
#include <math.h>
#include <string.h>

#include "query/build.h"
#include "query/pattern.h"
#include "query/reading.h"
#include "vocab/places.h"

#define CITY_WORDS_MAX 4

/* Five digits that are neither money nor a piece of something longer. */
static const char zip_pattern[] =
    "(?<![\\d$.,/-]) (\\d{5}) (?:-\\d{4})? (?![\\d,]\\d|\\d|\\s*(?:usd|dollars"
    "|k\\b|a\\s+(?:year|month|week)|per\\s|/\\s*(?:yr|mo|year|month)))";

/* A state by name or, after a comma or in capitals, by its letters. */
static const char state_pattern[] =
    "(?: (,)\\s* | (?<=\\s) | ^ )"
    "( [a-z]{2} \\b(?!') | alabama | alaska | arizona | arkansas | california"
    "| colorado | connecticut | delaware | district\\s+of\\s+columbia"
    "| florida | georgia | hawaii | idaho | illinois | indiana | iowa | kansas"
    "| kentucky | louisiana | maine | maryland | massachusetts | michigan"
    "| minnesota | mississippi | missouri | montana | nebraska | nevada"
    "| new\\s+hampshire | new\\s+jersey | new\\s+mexico | new\\s+york"
    "| north\\s+carolina | north\\s+dakota | ohio | oklahoma | oregon"
    "| pennsylvania | puerto\\s+rico | rhode\\s+island | south\\s+carolina"
    "| south\\s+dakota | tennessee | texas | utah | vermont"
    "| west\\s+virginia | virginia | washington | wisconsin | wyoming ) \\b";

static enum wp_status take_zip(const struct wp_pattern_match *match,
                               void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    char digits[6];

    (void)err;
    (void)wp_pattern_group(match, 1, digits, sizeof(digits));
    if (wp_reading_is_masked(reading, match->groups[0].begin,
                             match->groups[0].end)) {
        return WP_OK;
    }
    const struct wp_zip *zip = wp_vocab_zip(reading->vocab, digits);
    wp_reading_mask(reading, match->groups[0].begin, match->groups[0].end);
    if (!zip) {
        wp_client_note(reading->client, "there is no ZIP Code %s", digits);
    } else if (isnan(zip->lat_deg)) {
        wp_client_note(reading->client,
                       "ZIP Code %s has no place: military mail overseas",
                       digits);
    } else if (zip->kind == 'p') {
        wp_client_note(reading->client,
                       "ZIP Code %s is for post-office boxes or one firm: "
                       "say where the person stays",
                       digits);
    } else if (!reading->client->near.stated) {
        wp_near_take_zip(reading->client, zip);
    }
    return WP_OK;
}

static bool is_capital(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

/* Letters of states that are words, too, when nobody wrote them large. */
static bool is_word(const char *letters)
{
    static const char words[] = "al as co de hi id in la ma me mi mo ms mt ne "
                                "oh ok or pa va";
    const char small[3] = {(char)(letters[0] | 0x20), (char)(letters[1] | 0x20),
                           '\0'};

    return strstr(words, small) != NULL;
}

/* "Phoenix AZ", "phoenix az" name a state; "my ID", "food or rent" do not. */
static bool is_after_a_name(const char *text, size_t at, const char *letters)
{
    while (at > 0 && text[at - 1] == ' ') {
        at--;
    }
    while (at > 0 && !strchr(" ,;:|()/", text[at - 1])) {
        at--;
    }
    return !is_word(letters) ||
           (is_capital(letters[0]) && is_capital(letters[1]) &&
            is_capital(text[at]));
}

static bool is_city(const struct wp_vocab *vocab, const char *city,
                    const char *state)
{
    const struct wp_zip *zip = NULL;
    double lat_deg = 0.0;
    double lon_deg = 0.0;

    return wp_vocab_city(vocab, city, state, &lat_deg, &lon_deg, &zip);
}

/*
 * The longest run of words before a state that is a city there. Sets where it
 * begins. A place stated before stays.
 */
static bool take_city(struct wp_reading *reading, size_t end, const char *state,
                      size_t *ret_begin)
{
    const char *text = reading->masked;
    size_t begins[CITY_WORDS_MAX];
    size_t count = 0;
    size_t at = end;

    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == ',')) {
        at--;
    }
    const size_t city_end = at;
    while (at > 0 && count < CITY_WORDS_MAX) {
        while (at > 0 && !strchr(" ,;:|()/", text[at - 1])) {
            at--;
        }
        begins[count++] = at;
        if (at == 0 || text[at - 1] != ' ') {
            break;
        }
        at--;
    }
    while (count > 0) {
        char city[WP_PLACE_MAX];
        const size_t begin = begins[--count];
        const size_t length = city_end - begin;
        if (length == 0 || length >= sizeof(city)) {
            continue;
        }
        memcpy(city, text + begin, length);
        city[length] = '\0';
        if (reading->client->near.stated
                ? is_city(reading->vocab, city, state)
                : wp_near_take_city(reading->client, reading->vocab, city,
                                    state)) {
            *ret_begin = begin;
            return true;
        }
    }
    return false;
}

static enum wp_status take_state(const struct wp_pattern_match *match,
                                 void *payload, struct wp_error *err)
{
    struct wp_reading *reading = payload;
    const size_t begin = match->groups[0].begin;
    const size_t end = match->groups[0].end;
    const bool comma = match->groups[1].end > match->groups[1].begin;
    char name[40];
    size_t city_begin = 0;

    (void)err;
    (void)wp_pattern_group(match, 2, name, sizeof(name));
    const char *letters = wp_state_letters(name);
    const bool spelled_out = strlen(name) > 2;
    if (!letters || wp_reading_is_masked(reading, begin, end) ||
        (!spelled_out && !comma &&
         !is_after_a_name(reading->masked, begin, name))) {
        return WP_OK;
    }
    if (begin > 0 && take_city(reading, begin, name, &city_begin)) {
        wp_reading_mask(reading, city_begin, end);
    } else if (spelled_out && reading->state[0] == '\0') {
        memcpy(reading->state, letters, sizeof(reading->state));
        wp_reading_take(reading, begin, end);
    }
    return WP_OK;
}

enum wp_status wp_read_whereabouts(struct wp_reading *reading,
                                   struct wp_error *err)
{
    enum wp_status status =
        wp_pattern_each(zip_pattern, reading->text, take_zip, reading, err);

    if (status == WP_OK) {
        status = wp_pattern_each(state_pattern, reading->text, take_state,
                                 reading, err);
    }
    return status;
}
