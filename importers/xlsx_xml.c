/* importers/xlsx_xml.c - libxml2's reader, guarded */
#include "xlsx_xml.h"

#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wp_xlsx_xml {
    struct wp_bytes *bytes;
    xmlTextReaderPtr reader;
    struct wp_error failure; /* of the bytes, or of the guard */
    char reason[160];        /* libxml2's */
    bool close_pending;      /* an empty element was opened */
    bool in_tag;
    char tag_second; /* '!' and '?' open no element */
    char quote;
    size_t tag_length;
    size_t tag_attributes;
    size_t text_length; /* behind the last tag */
};

/* NULL if byte may pass. A '<' always starts a tag: well-formed XML has none
 * in a value, and in a comment it does no harm. */
static const char *guard_byte(struct wp_xlsx_xml *xml, char byte)
{
    if (byte == '\0') {
        return "a part that is not UTF-8";
    }
    if (byte == '<') {
        xml->in_tag = true;
        xml->tag_second = '\0';
        xml->quote = '\0';
        xml->tag_length = 0;
        xml->tag_attributes = 0;
        xml->text_length = 0;
        return NULL;
    }
    if (!xml->in_tag) {
        xml->text_length++;
        return xml->text_length > WP_XLSX_TEXT_MAX
                   ? "a text longer than any cell can be"
                   : NULL;
    }
    xml->tag_length++;
    if (xml->tag_length == 1) {
        xml->tag_second = byte;
    }
    if (xml->tag_second == '!') {
        if (xml->tag_length == 2 && (byte == 'D' || byte == 'd')) {
            return "a DOCTYPE, which no workbook needs";
        }
        xml->in_tag = byte != '>' && xml->tag_length < 2;
        return NULL;
    }
    if (xml->quote) {
        xml->quote = byte == xml->quote ? '\0' : xml->quote;
    } else if (byte == '"' || byte == '\'') {
        xml->quote = byte;
    } else {
        xml->in_tag = byte != '>';
        xml->tag_attributes += byte == '=';
    }
    return xml->tag_length > WP_XLSX_TAG_MAX ||
                   xml->tag_attributes > WP_XLSX_ATTRIBUTES_MAX
               ? "a tag longer than any workbook needs"
               : NULL;
}

static int read_bytes(void *self, char *buffer, int room)
{
    struct wp_xlsx_xml *xml = self;
    size_t size = 0;

    if (xml->failure.status != WP_OK ||
        wp_bytes_read(xml->bytes, buffer, (size_t)room, &size, &xml->failure) !=
            WP_OK) {
        return -1;
    }
    for (size_t i = 0; i < size; i++) {
        const char *bad = guard_byte(xml, buffer[i]);
        if (bad) {
            (void)wp_fail(&xml->failure, WP_EPARSE,
                          "the workbook is refused: it has %s", bad);
            (void)wp_fail_at(&xml->failure, wp_bytes_label(xml->bytes), 0, 0);
            return -1;
        }
    }
    return (int)size;
}

static void keep_reason(void *self, xmlErrorPtr error)
{
    struct wp_xlsx_xml *xml = self;

    if (error->level >= XML_ERR_ERROR && !xml->reason[0] && error->message) {
        (void)snprintf(xml->reason, sizeof(xml->reason), "%s", error->message);
        for (char *at = xml->reason; *at; at++) {
            *at = (unsigned char)*at < 0x20 ? ' ' : *at;
        }
        for (size_t i = strlen(xml->reason); i > 0 && xml->reason[i - 1] == ' ';
             i--) {
            xml->reason[i - 1] = '\0';
        }
    }
}

enum wp_status wp_xlsx_xml_open(struct wp_bytes *bytes,
                                struct wp_xlsx_xml **ret_xml,
                                struct wp_error *err)
{
    struct wp_xlsx_xml *xml = calloc(1, sizeof(*xml));

    if (!xml) {
        wp_bytes_close(bytes);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    xml->bytes = bytes;
    xml->reader = xmlReaderForIO(read_bytes, NULL, xml, NULL, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR |
                                     XML_PARSE_NOWARNING);
    if (!xml->reader) {
        /* The first bytes are read here, so this may be their failure. */
        const struct wp_error failure = xml->failure;
        wp_xlsx_xml_close(xml);
        if (failure.status == WP_OK) {
            return wp_fail(err, WP_ENOMEM, "out of memory");
        }
        if (err) {
            *err = failure;
        }
        return failure.status;
    }
    xmlTextReaderSetStructuredErrorHandler(xml->reader, keep_reason, xml);
    *ret_xml = xml;
    return WP_OK;
}

static enum wp_status fail_xml(struct wp_xlsx_xml *xml, struct wp_error *err)
{
    if (xml->failure.status == WP_OK) {
        (void)wp_fail(&xml->failure, WP_EPARSE, "this is not XML: %s",
                      xml->reason[0] ? xml->reason : "damaged");
        (void)wp_fail_at(&xml->failure, wp_bytes_label(xml->bytes), 0, 0);
    }
    if (err) {
        *err = xml->failure;
    }
    return xml->failure.status;
}

static enum wp_status refuse_node(struct wp_xlsx_xml *xml, struct wp_error *err)
{
    (void)wp_fail(&xml->failure, WP_EPARSE,
                  "the workbook is refused: it has a DOCTYPE or an entity");
    (void)wp_fail_at(&xml->failure, wp_bytes_label(xml->bytes), 0, 0);
    return fail_xml(xml, err);
}

static const char *local_name(struct wp_xlsx_xml *xml)
{
    const xmlChar *name = xmlTextReaderConstLocalName(xml->reader);

    return name ? (const char *)name : "";
}

enum wp_status wp_xlsx_xml_next(struct wp_xlsx_xml *xml,
                                struct wp_xlsx_event *ret_event,
                                struct wp_error *err)
{
    if (xml->close_pending) {
        xml->close_pending = false;
        (void)xmlTextReaderMoveToElement(xml->reader);
        *ret_event =
            (struct wp_xlsx_event){WP_XLSX_CLOSE, local_name(xml), NULL};
        return WP_OK;
    }
    for (;;) {
        const int result = xmlTextReaderRead(xml->reader);
        if (result == 0 && xml->failure.status == WP_OK) {
            return WP_EEND;
        }
        if (result != 1) {
            return fail_xml(xml, err);
        }
        switch (xmlTextReaderNodeType(xml->reader)) {
        case XML_READER_TYPE_ELEMENT:
            xml->close_pending = xmlTextReaderIsEmptyElement(xml->reader) == 1;
            *ret_event =
                (struct wp_xlsx_event){WP_XLSX_OPEN, local_name(xml), NULL};
            return WP_OK;
        case XML_READER_TYPE_END_ELEMENT:
            *ret_event =
                (struct wp_xlsx_event){WP_XLSX_CLOSE, local_name(xml), NULL};
            return WP_OK;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: {
            const xmlChar *text = xmlTextReaderConstValue(xml->reader);
            *ret_event = (struct wp_xlsx_event){WP_XLSX_TEXT, NULL,
                                                text ? (const char *)text : ""};
            return WP_OK;
        }
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY:
        case XML_READER_TYPE_ENTITY_REFERENCE:
            return refuse_node(xml, err);
        default:
            break;
        }
    }
}

const char *wp_xlsx_xml_attribute(struct wp_xlsx_xml *xml, const char *name)
{
    const char *found = NULL;

    while (!found && xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
        if (xmlTextReaderIsNamespaceDecl(xml->reader) != 1 &&
            strcmp(local_name(xml), name) == 0) {
            found = (const char *)xmlTextReaderConstValue(xml->reader);
        }
    }
    (void)xmlTextReaderMoveToElement(xml->reader);
    return found;
}

void wp_xlsx_xml_close(struct wp_xlsx_xml *xml)
{
    if (xml) {
        if (xml->reader) {
            xmlFreeTextReader(xml->reader);
        }
        wp_bytes_close(xml->bytes);
        free(xml);
    }
}
