/*
 * engine/record/normalize_phone.c - one North American number out of free text
 *
 * A number is ten digits, with separators people use and a 1 before them or
 * not; neither the area nor the exchange begins with 0 or 1. Numbers of other
 * countries are taken only where a plus sign says so.
 */
#include <string.h>

#include "waypost/ingest.h"

#include "record/scan.h"

#define NUMBER_DIGITS 10

struct dialled {
    char digits[NUMBER_DIGITS];
    size_t count;
    bool led; /* by a 1 that is not counted */
    bool vanity;
    bool odd; /* a separator where numbers have none */
};

/* The key a capital letter is on; 0 if it is none. */
static char key_of(char letter)
{
    static const char keys[] = "22233344455566677778889999";

    return letter >= 'A' && letter <= 'Z' ? keys[letter - 'A'] : '\0';
}

static size_t separator_size(const char *text)
{
    if (*text != '\0' && strchr("()-./", *text)) {
        return 1;
    }
    /* En dash and non-breaking hyphen: E2 80 90 to E2 80 95. */
    if ((unsigned char)text[0] == 0xE2 && (unsigned char)text[1] == 0x80 &&
        (unsigned char)text[2] >= 0x90 && (unsigned char)text[2] <= 0x95) {
        return 3;
    }
    return wp_blank_size(text);
}

static bool take(struct dialled *dialled, char digit)
{
    if (dialled->count == 0 && digit == '1' && !dialled->led) {
        dialled->led = true;
        return true;
    }
    if ((dialled->count == 0 || dialled->count == 3) && digit < '2') {
        return false;
    }
    dialled->digits[dialled->count++] = digit;
    return true;
}

/* 800, 833, 844, ...: who spells "1-800-4-A-CHILD" pays for the call. */
static bool is_toll_free(const struct dialled *dialled)
{
    const char *area = dialled->digits;

    return area[0] == '8' && area[1] == area[2] &&
           (area[1] == '0' || area[1] > '2');
}

/* A whole number at text; the rest after it, or NULL. */
static const char *dial(const char *text, struct dialled *dialled)
{
    int run = 0;       /* digits without a separator */
    int separated = 0; /* separators in a row */

    *dialled = (struct dialled){.count = 0};
    while (dialled->count < NUMBER_DIGITS) {
        const size_t separator = separator_size(text);

        if (wp_is_digit(*text)) {
            run++;
            separated = 0;
            if (!take(dialled, *text)) {
                return NULL;
            }
            text++;
        } else if (separator > 0 && separated < 3 &&
                   (dialled->count > 0 || dialled->led)) {
            run = 0;
            separated++;
            dialled->odd |= dialled->count % 3 != 0 || dialled->count > 6;
            text += separator;
        } else if (dialled->count >= 3 && key_of(*text) != '\0') {
            dialled->vanity = true;
            separated = 0;
            if (!take(dialled, key_of(*text))) {
                return NULL;
            }
            text++;
        } else {
            return NULL;
        }
    }
    if (wp_is_digit(*text) && (run > 0 || dialled->vanity)) {
        return NULL; /* a longer number: not a phone of ours */
    }
    if (dialled->odd && !(dialled->vanity && is_toll_free(dialled))) {
        return NULL; /* "942-4204 555-1234", "3843 TELEGRAPH AVENUE" */
    }
    while (dialled->vanity && key_of(*text) != '\0') {
        text++;
    }
    return text;
}

static bool all_the_same(const struct dialled *dialled)
{
    for (size_t i = 1; i < NUMBER_DIGITS; i++) {
        if (dialled->digits[i] != dialled->digits[0]) {
            return false;
        }
    }
    return true;
}

static bool word_at(const char *text, const char *word)
{
    return wp_slice_is((struct wp_slice){text, strnlen(text, strlen(word))},
                       word);
}

/* "x301", "ext. 12", "extension: 4", "#7" after a number; digits or "". */
static void read_extension(const char *text, char ret_extension[12])
{
    static const char *const words[] = {"extension", "ext", "x", "#"};
    size_t count = 0;

    ret_extension[0] = '\0';
    while (wp_blank_size(text) > 0 || *text == ',' || *text == ';' ||
           *text == '(') {
        text += wp_blank_size(text) > 0 ? wp_blank_size(text) : 1;
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (!word_at(text, words[i])) {
            continue;
        }
        text += strlen(words[i]);
        while (wp_blank_size(text) > 0 || *text == '.' || *text == ':') {
            text += wp_blank_size(text) > 0 ? wp_blank_size(text) : 1;
        }
        while (wp_is_digit(text[count]) && count < 11) {
            count++;
        }
        if (!wp_is_digit(text[count])) {
            memcpy(ret_extension, text, count);
            ret_extension[count] = '\0';
        }
        return;
    }
}

/* What may follow a short code: nothing, or how to go on from there. */
static bool ends_short_code(const char *text, const char *end)
{
    static const char *const words[] = {"press", "then", "or", "and", "option"};

    if (text < end && strchr(",;(/", *text)) {
        return true;
    }
    while (text < end && wp_blank_size(text) > 0) {
        text += wp_blank_size(text);
    }
    if (text == end || strchr(",;(/", *text)) {
        return true;
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (word_at(text, words[i])) {
            return true;
        }
    }
    return false;
}

/* "988", "2-1-1", "Dial 211", "988, then press 1": not "411 Main Street". */
static bool short_code(const char *text, char ret_number[24])
{
    static const char *const verbs[] = {"call or text", "dial", "call", "text"};
    struct wp_slice slice = wp_trim(text);
    char digits[4] = "";
    size_t count = 0;

    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        const size_t size = strlen(verbs[i]);
        if (slice.size > size && slice.text[size] == ' ' &&
            wp_slice_is((struct wp_slice){slice.text, size}, verbs[i])) {
            slice.text += size + 1;
            slice.size -= size + 1;
            break;
        }
    }
    size_t used = 0;

    for (; used < slice.size && count < 3; used++) {
        if (slice.text[used] == '-' && count > 0) {
            continue;
        }
        if (!wp_is_digit(slice.text[used])) {
            return false;
        }
        digits[count++] = slice.text[used];
    }
    if (count != 3 ||
        !ends_short_code(slice.text + used, slice.text + slice.size) ||
        (strcmp(digits, "988") != 0 &&
         (digits[0] < '2' || digits[1] != '1' || digits[2] != '1'))) {
        return false;
    }
    memcpy(ret_number, digits, 4);
    return true;
}

/*
 * "+44 (0)20 7946 0958" after the plus: seven to fifteen digits (ITU-T E.164);
 * the zero in parentheses is dialled only inside that country.
 */
static const char *dial_abroad(const char *text, char ret_number[24])
{
    char number[24] = "+";
    size_t count = 0;
    const char *end = text;

    while (count < 16) {
        if (wp_is_digit(*text)) {
            number[++count] = *text++;
            end = text;
        } else if (strncmp(text, "(0)", 3) == 0) {
            text += 3;
        } else if (separator_size(text) > 0) {
            text += separator_size(text);
        } else {
            break;
        }
    }
    if (count < 7 || count > 15) {
        return NULL;
    }
    number[count + 1] = '\0';
    memcpy(ret_number, number, sizeof(number));
    return end;
}

bool wp_phone_parse(const char *text, char ret_number[24],
                    char ret_extension[12])
{
    struct dialled dialled;

    if (!text) {
        return false;
    }
    if (short_code(text, ret_number)) {
        ret_extension[0] = '\0';
        return true;
    }
    for (const char *at = text; *at != '\0'; at++) {
        if (!wp_is_digit(*at) || (at > text && wp_is_digit(at[-1]))) {
            continue;
        }
        if (at > text && at[-1] == '+' && *at != '1') {
            const char *after = dial_abroad(at, ret_number);
            if (after) {
                read_extension(after, ret_extension);
            }
            return after != NULL;
        }
        const char *rest = dial(at, &dialled);
        if (rest && !all_the_same(&dialled)) {
            memcpy(ret_number, "+1", 2);
            memcpy(ret_number + 2, dialled.digits, NUMBER_DIGITS);
            ret_number[2 + NUMBER_DIGITS] = '\0';
            read_extension(rest, ret_extension);
            return true;
        }
    }
    return false;
}
