/* importers/xlsx.c - a workbook: its sheets and where their parts are */
#include "xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "path.h"
#include "xlsx_private.h"

#define WORKBOOK      "xl/workbook.xml"
#define RELATIONS     "xl/_rels/workbook.xml.rels"
#define RELATIONS_MAX 1024u
#define NO_PART       SIZE_MAX

/* "rId1" is xl/worksheets/sheet1.xml */
struct relation {
    const char *id;
    const char *type; /* the last word: "worksheet", "sharedStrings" */
    const char *target;
    bool external;
};

struct relations {
    struct relation *at;
    size_t count;
};

static enum wp_status refuse(const struct wp_xlsx *xlsx, enum wp_status status,
                             const char *reason, struct wp_error *err)
{
    (void)wp_fail(err, status, "%s", reason);
    (void)wp_fail_at(err, wp_package_label(xlsx->package), 0, 0);
    return status;
}

static enum wp_status open_part(const struct wp_xlsx *xlsx, const char *name,
                                struct wp_xlsx_xml **ret_xml,
                                struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    size_t index = 0;
    enum wp_status status = wp_package_find(xlsx->package, name, &index, err);

    if (status == WP_OK) {
        status = wp_package_read(xlsx->package, index, &bytes, err);
    }
    return status == WP_OK ? wp_xlsx_xml_open(bytes, ret_xml, err) : status;
}

static char *keep(struct wp_xlsx *xlsx, const char *text)
{
    return wp_arena_strdup(&xlsx->arena, text ? text : "");
}

static enum wp_status
add_relation(struct wp_xlsx *xlsx, struct wp_xlsx_xml *xml,
             struct relations *relations, struct wp_error *err)
{
    if (relations->count == RELATIONS_MAX) {
        return refuse(xlsx, WP_ELIMIT, "more relations than a workbook has",
                      err);
    }
    struct relation *relation = &relations->at[relations->count];
    relation->id = keep(xlsx, wp_xlsx_xml_attribute(xml, "Id"));
    relation->target = keep(xlsx, wp_xlsx_xml_attribute(xml, "Target"));
    const char *type = keep(xlsx, wp_xlsx_xml_attribute(xml, "Type"));
    const char *mode = wp_xlsx_xml_attribute(xml, "TargetMode");
    relation->external = mode && wp_path_same(mode, "External");
    if (wp_arena_failed(&xlsx->arena)) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    relation->type = wp_path_base_name(type);
    relations->count++;
    return WP_OK;
}

static enum wp_status read_relations(struct wp_xlsx *xlsx,
                                     struct relations *relations,
                                     struct wp_error *err)
{
    struct wp_xlsx_xml *xml = NULL;
    struct wp_xlsx_event event = {0};
    enum wp_status status = open_part(xlsx, RELATIONS, &xml, err);

    if (status != WP_OK) {
        return status;
    }
    relations->at = calloc(RELATIONS_MAX, sizeof(*relations->at));
    if (!relations->at) {
        wp_xlsx_xml_close(xml);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    while ((status = wp_xlsx_xml_next(xml, &event, err)) == WP_OK) {
        if (event.kind == WP_XLSX_OPEN &&
            strcmp(event.name, "Relationship") == 0) {
            status = add_relation(xlsx, xml, relations, err);
        }
        if (status != WP_OK) {
            break;
        }
    }
    wp_xlsx_xml_close(xml);
    return status == WP_EEND ? WP_OK : status;
}

/* The part a relation points at. It may not leave the package. */
static enum wp_status find_part(const struct wp_xlsx *xlsx,
                                const struct relation *relation,
                                size_t *ret_part, struct wp_error *err)
{
    const char *target = relation->target;
    struct wp_buf name = WP_BUF_INIT;

    if (relation->external || strstr(target, "..") || strchr(target, ':') ||
        strchr(target, '\\')) {
        return refuse(xlsx, WP_EPARSE,
                      "the workbook is refused: a sheet lies outside of it",
                      err);
    }
    if (target[0] == '/') {
        wp_buf_text(&name, target + 1);
    } else {
        wp_buf_printf(&name, "xl/%s", target);
    }
    enum wp_status status = wp_buf_status(&name, err);
    if (status == WP_OK) {
        status = wp_package_find(xlsx->package, name.text, ret_part, err);
    }
    if (status == WP_ENOTFOUND) {
        status =
            refuse(xlsx, WP_EPARSE,
                   "the workbook is damaged: a sheet is missing from it", err);
    }
    wp_buf_clear(&name);
    return status;
}

static enum wp_status add_sheet(struct wp_xlsx *xlsx, struct wp_xlsx_xml *xml,
                                const struct relations *relations,
                                struct wp_error *err)
{
    const char *name = keep(xlsx, wp_xlsx_xml_attribute(xml, "name"));
    const char *id = wp_xlsx_xml_attribute(xml, "id");

    if (!name) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    for (size_t i = 0; id && i < relations->count; i++) {
        const struct relation *relation = &relations->at[i];
        if (strcmp(relation->id, id) != 0) {
            continue;
        }
        if (strcmp(relation->type, "worksheet") != 0) {
            return WP_OK; /* a chart or a macro sheet: no rows */
        }
        if (xlsx->sheet_count == WP_XLSX_SHEETS_MAX) {
            return refuse(xlsx, WP_ELIMIT, "more than 256 sheets", err);
        }
        struct wp_xlsx_sheet_info *info = &xlsx->sheets[xlsx->sheet_count];
        info->name = name;
        const enum wp_status status =
            find_part(xlsx, relation, &info->part, err);
        xlsx->sheet_count += status == WP_OK;
        return status;
    }
    return refuse(xlsx, WP_EPARSE,
                  "the workbook is damaged: a sheet has no relation", err);
}

static enum wp_status read_workbook(struct wp_xlsx *xlsx,
                                    const struct relations *relations,
                                    struct wp_error *err)
{
    struct wp_xlsx_xml *xml = NULL;
    struct wp_xlsx_event event = {0};
    enum wp_status status = open_part(xlsx, WORKBOOK, &xml, err);

    if (status != WP_OK) {
        return status;
    }
    while ((status = wp_xlsx_xml_next(xml, &event, err)) == WP_OK) {
        if (event.kind == WP_XLSX_OPEN && strcmp(event.name, "sheet") == 0) {
            status = add_sheet(xlsx, xml, relations, err);
        }
        if (status != WP_OK) {
            break;
        }
    }
    wp_xlsx_xml_close(xml);
    if (status == WP_EEND) {
        status =
            xlsx->sheet_count > 0
                ? WP_OK
                : refuse(xlsx, WP_EPARSE, "the workbook has no sheets", err);
    }
    return status;
}

static enum wp_status find_strings(struct wp_xlsx *xlsx,
                                   const struct relations *relations,
                                   struct wp_error *err)
{
    for (size_t i = 0; i < relations->count; i++) {
        if (strcmp(relations->at[i].type, "sharedStrings") == 0) {
            return find_part(xlsx, &relations->at[i], &xlsx->strings_part, err);
        }
    }
    return WP_OK;
}

/* Declared sizes are enough: package.c holds every part to its own. */
static enum wp_status check_total(const struct wp_xlsx *xlsx,
                                  struct wp_error *err)
{
    uint64_t total = 0;

    for (size_t i = 0; i < wp_package_count(xlsx->package); i++) {
        total += wp_package_at(xlsx->package, i)->size;
    }
    return total > WP_XLSX_TOTAL_MAX
               ? refuse(xlsx, WP_ELIMIT,
                        "the workbook unpacks to more than 1 GiB", err)
               : WP_OK;
}

bool wp_xlsx_is(const struct wp_package *package)
{
    size_t index;

    return wp_package_find(package, WORKBOOK, &index, NULL) == WP_OK;
}

enum wp_status wp_xlsx_open(struct wp_package *package,
                            struct wp_xlsx **ret_xlsx, struct wp_error *err)
{
    struct relations relations = {0};
    struct wp_xlsx *xlsx = calloc(1, sizeof(*xlsx));

    if (!xlsx) {
        wp_package_close(package);
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    xlsx->package = package;
    xlsx->arena = WP_ARENA_INIT;
    xlsx->strings_part = NO_PART;
    xlsx->sheets = calloc(WP_XLSX_SHEETS_MAX, sizeof(*xlsx->sheets));

    enum wp_status status =
        xlsx->sheets ? WP_OK : wp_fail(err, WP_ENOMEM, "out of memory");
    if (status == WP_OK && !wp_xlsx_is(package)) {
        status =
            refuse(xlsx, WP_EPARSE, "this zip is not an Excel workbook", err);
    }
    if (status == WP_OK) {
        status = check_total(xlsx, err);
    }
    if (status == WP_OK) {
        status = read_relations(xlsx, &relations, err);
    }
    if (status == WP_OK) {
        status = read_workbook(xlsx, &relations, err);
    }
    if (status == WP_OK) {
        status = find_strings(xlsx, &relations, err);
    }
    free(relations.at);
    if (status != WP_OK) {
        wp_xlsx_close(xlsx);
        return status;
    }
    *ret_xlsx = xlsx;
    return WP_OK;
}

size_t wp_xlsx_sheet_count(const struct wp_xlsx *xlsx)
{
    return xlsx->sheet_count;
}

const char *wp_xlsx_sheet_name(const struct wp_xlsx *xlsx, size_t index)
{
    return xlsx->sheets[index].name;
}

/* Is wanted, without blanks around it, this name without its blanks? */
static bool same_trimmed(const char *wanted, const char *name)
{
    size_t length = strlen(wanted);
    size_t size = strlen(name);
    char one[128];
    char other[128];

    while (length > 0 && wanted[length - 1] == ' ') {
        length--;
    }
    while (size > 0 && name[size - 1] == ' ') {
        size--;
    }
    for (; length > 0 && *wanted == ' '; length--) {
        wanted++;
    }
    for (; size > 0 && *name == ' '; size--) {
        name++;
    }
    /* Excel allows 31 characters: 124 bytes. */
    if (length != size || length >= sizeof(one)) {
        return false;
    }
    memcpy(one, wanted, length);
    memcpy(other, name, length);
    one[length] = '\0';
    other[length] = '\0';
    return wp_path_same(one, other);
}

enum wp_status wp_xlsx_sheet_find(const struct wp_xlsx *xlsx, const char *name,
                                  size_t *ret_index, struct wp_error *err)
{
    struct wp_buf names = WP_BUF_INIT;

    for (size_t i = 0; i < xlsx->sheet_count; i++) {
        if (same_trimmed(name, xlsx->sheets[i].name)) {
            wp_buf_clear(&names);
            *ret_index = i;
            return WP_OK;
        }
        wp_buf_printf(&names, "%s'%s'", i > 0 ? ", " : "",
                      xlsx->sheets[i].name);
    }
    (void)wp_fail(err, WP_ENOTFOUND, "there is no sheet '%s', but %s", name,
                  wp_buf_str(&names));
    (void)wp_fail_at(err, wp_package_label(xlsx->package), 0, 0);
    wp_buf_clear(&names);
    return WP_ENOTFOUND;
}

void wp_xlsx_close(struct wp_xlsx *xlsx)
{
    if (xlsx) {
        wp_xlsx_strings_clear(&xlsx->strings);
        wp_arena_clear(&xlsx->arena);
        free(xlsx->sheets);
        wp_package_close(xlsx->package);
        free(xlsx);
    }
}
