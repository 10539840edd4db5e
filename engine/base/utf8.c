/* engine/base/utf8.c - check and repair UTF-8 */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Bytes of the character at text, or 0 if there is none. */
static size_t character_at(const char *text, size_t size)
{
    utf8proc_int32_t character = -1;
    const utf8proc_ssize_t used = utf8proc_iterate(
        (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &character);

    return used > 0 ? (size_t)used : 0;
}

char *wp_utf8_repair(struct wp_arena *arena, const char *text, size_t size)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    char *repaired = wp_arena_alloc(arena, size * 3 + 1);
    size_t length = 0;

    if (!repaired) {
        return NULL;
    }
    for (size_t at = 0; at < size;) {
        const size_t used = character_at(text + at, size - at);
        if (used == 0) {
            memcpy(repaired + length, replacement, 3);
            length += 3;
            at++;
        } else if (used == 1 &&
                   ((unsigned char)text[at] < 0x20 || text[at] == 0x7F)) {
            repaired[length++] = ' ';
            at++;
        } else {
            memcpy(repaired + length, text + at, used);
            length += used;
            at += used;
        }
    }
    return repaired;
}
