/*
 * engine/record/scan.h - small steps the normalizers share
 *
 * Bytes above 0x7F are never letters here; NBSP, BOM and zero-width
 * marks count as blanks.
 */
#ifndef WP_RECORD_SCAN_H
#define WP_RECORD_SCAN_H

#include <stdbool.h>
#include <stddef.h>

static inline bool wp_is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static inline bool wp_is_letter(char character)
{
    return (character >= 'a' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

static inline char wp_lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character + 32)
                                                : character;
}

/* Bytes of the blank at text: space, control, NBSP, ...; else 0. */
size_t wp_blank_size(const char *text);

/* The text between the blanks at both ends. */
struct wp_slice {
    const char *text;
    size_t size;
};
struct wp_slice wp_trim(const char *text);

/* Does the slice hold exactly these (lower-case) characters, any case? */
bool wp_slice_is(struct wp_slice slice, const char *lower);

/* One to max digits as a number; NULL if there are none or more than max. */
const char *wp_scan_number(const char *text, int max, int *ret_number);

#endif /* WP_RECORD_SCAN_H */
