/* importers/path.c - base names, suffixes and labels of files */
#include "path.h"

#include <string.h>

static unsigned char folded(char character)
{
    const unsigned char byte = (unsigned char)character;

    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

const char *wp_path_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

bool wp_path_same(const char *one, const char *other)
{
    while (*one && folded(*one) == folded(*other)) {
        one++;
        other++;
    }
    return folded(*one) == folded(*other);
}

bool wp_path_has_suffix(const char *path, const char *suffix)
{
    const size_t length = strlen(path);
    const size_t tail = strlen(suffix);

    return length >= tail && wp_path_same(path + (length - tail), suffix);
}

/* Append to the label, keeping the end of what does not fit. */
static size_t label_part(char *label, size_t used, size_t room,
                         const char *part)
{
    const size_t length = strlen(part);
    const char *from = part;
    size_t count = length;

    if (count > room) {
        from = part + (length - room);
        count = room;
        while (count > 0 && ((unsigned char)*from & 0xC0) == 0x80) {
            from++;
            count--;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const unsigned char byte = (unsigned char)from[i];
        label[used + i] = (char)(byte < 0x20 || byte == 0x7F ? '?' : byte);
    }
    label[used + count] = '\0';
    return used + count;
}

void wp_path_label(const char *path, const char *member,
                   char ret_label[WP_LABEL_MAX + 1])
{
    const char *name = wp_path_base_name(path);

    /* "folder/" has an empty base name: keep the folder's. */
    if (!*name && *path) {
        name = path;
    }
    if (!member) {
        (void)label_part(ret_label, 0, WP_LABEL_MAX, name);
        return;
    }
    size_t used = label_part(ret_label, 0, WP_LABEL_MAX / 2, name);
    used = label_part(ret_label, used, 1, "!");
    (void)label_part(ret_label, used, WP_LABEL_MAX - used, member);
}
