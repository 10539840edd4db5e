/* engine/record/scan.c - small steps the normalizers share */
#include "record/scan.h"

#include <string.h>

size_t wp_blank_size(const char *text)
{
    const unsigned char first = (unsigned char)text[0];

    if (first != '\0' && (first <= ' ' || first == 0x7F)) {
        return 1;
    }
    if (first == 0xC2 && (unsigned char)text[1] == 0xA0) {
        return 2;
    }
    if (first == 0xE2 && (unsigned char)text[1] == 0x80 &&
        (unsigned char)text[2] >= 0x8B && (unsigned char)text[2] <= 0x8F) {
        return 3; /* U+200B to U+200F: marks nobody sees, copied from pages */
    }
    if (first == 0xEF && (unsigned char)text[1] == 0xBB &&
        (unsigned char)text[2] == 0xBF) {
        return 3;
    }
    return 0;
}

struct wp_slice wp_trim(const char *text)
{
    struct wp_slice slice = {"", 0};
    const char *end = NULL;

    while (wp_blank_size(text) > 0) {
        text += wp_blank_size(text);
    }
    slice.text = text;
    end = text;
    while (*text != '\0') {
        const size_t blank = wp_blank_size(text);
        text += blank > 0 ? blank : 1;
        if (blank == 0) {
            end = text;
        }
    }
    slice.size = (size_t)(end - slice.text);
    return slice;
}

bool wp_slice_is(struct wp_slice slice, const char *lower)
{
    if (strlen(lower) != slice.size) {
        return false;
    }
    for (size_t i = 0; i < slice.size; i++) {
        if (wp_lower(slice.text[i]) != lower[i]) {
            return false;
        }
    }
    return true;
}

const char *wp_scan_number(const char *text, int max, int *ret_number)
{
    int number = 0;
    int count = 0;

    while (wp_is_digit(text[count])) {
        if (count == max) {
            return NULL;
        }
        number = number * 10 + (text[count] - '0');
        count++;
    }
    if (count == 0) {
        return NULL;
    }
    *ret_number = number;
    return text + count;
}
