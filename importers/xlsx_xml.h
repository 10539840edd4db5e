/*
 * importers/xlsx_xml.h - a pull reader for the XML parts of a workbook
 *
 * libxml2 behind a guard: no DOCTYPE (so no entities and nothing external), no
 * network, UTF-8 only, and no text or tag longer or fuller than a spreadsheet
 * needs: libxml2 compares every attribute of a tag with every other one.
 */
#ifndef IMPORTERS_XLSX_XML_H
#define IMPORTERS_XLSX_XML_H

#include <stdbool.h>

#include "waypost/error.h"

#include "bytes.h"

#define WP_XLSX_TAG_MAX        8192u
#define WP_XLSX_ATTRIBUTES_MAX 256u
#define WP_XLSX_TEXT_MAX       ((size_t)4 << 20) /* as written, escapes too */

struct wp_xlsx_xml;

enum wp_xlsx_event_kind {
    WP_XLSX_OPEN, /* an empty element gives WP_XLSX_OPEN and WP_XLSX_CLOSE */
    WP_XLSX_CLOSE,
    WP_XLSX_TEXT,
};

struct wp_xlsx_event {
    enum wp_xlsx_event_kind kind;
    const char *name; /* without its prefix; NULL for text */
    const char *text; /* of WP_XLSX_TEXT; else NULL */
};

/* Takes bytes over, also when it fails. */
WP_MUST_USE enum wp_status wp_xlsx_xml_open(struct wp_bytes *bytes,
                                            struct wp_xlsx_xml **ret_xml,
                                            struct wp_error *err);

/* WP_OK, WP_EEND behind the root element, or an error. The event's texts live
 * until the next call. */
WP_MUST_USE enum wp_status wp_xlsx_xml_next(struct wp_xlsx_xml *xml,
                                            struct wp_xlsx_event *ret_event,
                                            struct wp_error *err);

/* Of the element just opened, whatever the prefix; NULL if absent. Valid until
 * the next call of either function. */
const char *wp_xlsx_xml_attribute(struct wp_xlsx_xml *xml, const char *name);

/* NULL is allowed. */
void wp_xlsx_xml_close(struct wp_xlsx_xml *xml);

#endif /* IMPORTERS_XLSX_XML_H */
