/*
 * importers/text.h - bytes of unknown encoding as UTF-8 text
 *
 * Exports that are "UTF-8" hold two windows-1252 apostrophes at byte 996,355,
 * so the encoding is decided over the whole file, in one streaming pass when
 * it is opened. A byte order mark decides (UTF-8, UTF-16 both ways) and is
 * dropped. Otherwise valid UTF-8 stays as it is and every other byte is read
 * as windows-1252; a file that holds both kinds is called "mixed". What has no
 * meaning becomes U+FFFD and is counted. A NUL character is refused with its
 * place: no text format has one, and C text would end there.
 */
#ifndef IMPORTERS_TEXT_H
#define IMPORTERS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "waypost/error.h"

#include "bytes.h"

enum wp_text_encoding {
    WP_TEXT_UTF8, /* ASCII included */
    WP_TEXT_UTF16LE,
    WP_TEXT_UTF16BE,
    WP_TEXT_WINDOWS_1252,
    WP_TEXT_MIXED, /* UTF-8 with some windows-1252 bytes */
};

struct wp_text_report {
    enum wp_text_encoding encoding;
    bool bom;
    uint64_t size;           /* bytes read */
    uint64_t bad_count;      /* bytes that are not valid in UTF-8 / UTF-16 */
    uint64_t bad_offset;     /* the first of them, from 0 ... */
    unsigned long bad_line;  /* ... and its line, from 1; 0 if none */
    uint64_t replaced_count; /* U+FFFD put in */
};

struct wp_text;

/* "utf-8", "utf-16le", "utf-16be", "windows-1252", "mixed" */
const char *wp_text_encoding_name(enum wp_text_encoding encoding);

/* Takes bytes over, also when it fails. Reads everything once. */
WP_MUST_USE enum wp_status wp_text_open(struct wp_bytes *bytes,
                                        struct wp_text **ret_text,
                                        struct wp_error *err);

const struct wp_text_report *wp_text_report(const struct wp_text *text);
const char *wp_text_label(const struct wp_text *text);

/*
 * The next piece of UTF-8, borrowed until the next call; *ret_size is 0 only
 * at the end. Pieces break anywhere, also inside a character.
 */
WP_MUST_USE enum wp_status wp_text_next(struct wp_text *text,
                                        const char **ret_piece,
                                        size_t *ret_size, struct wp_error *err);

WP_MUST_USE enum wp_status wp_text_rewind(struct wp_text *text,
                                          struct wp_error *err);

/* Closes the bytes, too. NULL is allowed. */
void wp_text_close(struct wp_text *text);

/* Overlong forms and surrogates are not UTF-8. */
bool wp_text_is_utf8(const char *bytes, size_t size);

/* A place in a text; both count from 1. Columns are characters. */
struct wp_text_place {
    unsigned long line;
    unsigned long column;
    bool after_cr; /* so that CR LF is one line end */
};

#define WP_TEXT_PLACE_INIT ((struct wp_text_place){1, 1, false})

/* Move over bytes of UTF-8; LF, CR and CR LF end a line. */
void wp_text_place_move(struct wp_text_place *place, const char *bytes,
                        size_t size);

#endif /* IMPORTERS_TEXT_H */
