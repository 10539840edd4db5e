/* importers/xlsx_private.h - what the xlsx_*.c files share */
#ifndef IMPORTERS_XLSX_PRIVATE_H
#define IMPORTERS_XLSX_PRIVATE_H

#include <stdint.h>

#include "waypost/arena.h"
#include "waypost/buf.h"

#include "xlsx.h"
#include "xlsx_xml.h"

/* Every distinct text of a workbook, end to end with a NUL behind each. */
struct wp_xlsx_strings {
    struct wp_buf text;
    uint32_t *starts; /* count + 1 of them */
    size_t count;
    size_t room;
    bool loaded;
};

struct wp_xlsx_sheet_info {
    const char *name;
    size_t part; /* its index in the package */
};

struct wp_xlsx {
    struct wp_package *package;
    struct wp_arena arena;
    struct wp_xlsx_sheet_info *sheets;
    size_t sheet_count;
    size_t strings_part; /* SIZE_MAX: none */
    struct wp_xlsx_strings strings;
};

WP_MUST_USE enum wp_status wp_xlsx_strings_load(struct wp_xlsx_strings *strings,
                                                struct wp_bytes *bytes,
                                                struct wp_error *err);
void wp_xlsx_strings_clear(struct wp_xlsx_strings *strings);

/*
 * Excel writes what XML cannot hold as _x000D_. Decode text[start..length) of
 * buf in place; what C text cannot hold becomes U+FFFD.
 */
void wp_xlsx_unescape(struct wp_buf *buf, size_t start);

/* "12.0" as "12", "38.889999999999997" as "38.89"; other text as it is. */
void wp_xlsx_number(struct wp_buf *out, const char *raw);

#endif /* IMPORTERS_XLSX_PRIVATE_H */
