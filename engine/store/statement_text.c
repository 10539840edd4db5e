/* engine/store/statement_text.c - statements made from the entity table */
#include <string.h>

#include "store/statement.h"

/* Only our own column and table names get into these texts. */

static void list_columns(const struct wp_entity_info *info, const char *before,
                         struct wp_buf *out)
{
    for (size_t i = 0; i < info->column_count; i++) {
        wp_buf_text(out, i > 0 ? ", " : "");
        wp_buf_text(out, before);
        wp_buf_text(out, info->columns[i].name);
    }
}

static void insert_text(const struct wp_entity_info *info, struct wp_buf *out)
{
    wp_buf_printf(out, "INSERT INTO %s (", info->name);
    list_columns(info, "", out);
    wp_buf_text(out, ", source_id, raw_id, extra_json, visibility, run_id) "
                     "VALUES (");
    for (size_t i = 1; i <= info->column_count + 5; i++) {
        wp_buf_printf(out, i > 1 ? ", ?%zu" : "?%zu", i);
    }
    wp_buf_text(out, ") ON CONFLICT (id) DO NOTHING");
}

static void update_text(const struct wp_entity_info *info, struct wp_buf *out)
{
    const size_t tail = info->column_count + 1;

    wp_buf_printf(out, "UPDATE %s SET ", info->name);
    for (size_t i = 1; i < info->column_count; i++) {
        wp_buf_printf(out, "%s = ?%zu, ", info->columns[i].name, i + 1);
    }
    wp_buf_printf(out,
                  "source_id = ?%zu, raw_id = ?%zu, extra_json = ?%zu, "
                  "visibility = ?%zu, run_id = ?%zu WHERE id = ?1",
                  tail, tail + 1, tail + 2, tail + 3, tail + 4);
}

static void select_text(const struct wp_entity_info *info, struct wp_buf *out)
{
    wp_buf_text(out, "SELECT ");
    list_columns(info, "", out);
    wp_buf_printf(out, ", source_id, raw_id, extra_json, visibility FROM %s ",
                  info->name);
}

/* Rows of which a link is set and leads nowhere; written by run ?1, or any. */
static void dangling_text(const struct wp_entity_info *info, bool of_run,
                          struct wp_buf *out)
{
    struct wp_buf any = WP_BUF_INIT;

    wp_buf_text(out, "SELECT id");
    for (size_t i = 1; i < info->column_count; i++) {
        const struct wp_column *column = &info->columns[i];
        if (column->refers < 0) {
            continue;
        }
        const char *to = wp_entity((enum wp_entity)column->refers)->name;
        wp_buf_text(&any, any.length > 0 ? " OR " : "");
        wp_buf_printf(&any,
                      "(%s IS NOT NULL AND NOT EXISTS "
                      "(SELECT 1 FROM %s AS target "
                      "WHERE target.id = child.%s))",
                      column->name, to, column->name);
    }
    wp_buf_printf(out, " FROM %s AS child WHERE %s(%s)%s", info->name,
                  of_run ? "run_id = ?1 AND " : "",
                  any.length > 0 ? any.text : "0", of_run ? "" : " LIMIT 1");
    out->failed = out->failed || any.failed;
    wp_buf_clear(&any);
}

/* Attributes that run ?1 wrote for source ?2 and that belong to nothing. */
static void lost_text(enum wp_entity entity, struct wp_buf *out)
{
    if (entity != WP_ATTRIBUTE) {
        wp_buf_text(out, "SELECT 0, NULL WHERE ?1 = ?2 AND 0");
        return;
    }
    wp_buf_text(out, "SELECT count(*), min(id) FROM attribute AS child "
                     "WHERE run_id = ?1 AND source_id = ?2 "
                     "AND CASE link_entity");
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const char *name = wp_entity((enum wp_entity)i)->name;
        wp_buf_printf(out,
                      " WHEN '%s' THEN NOT EXISTS (SELECT 1 FROM %s AS target "
                      "WHERE target.id = child.link_id)",
                      name, name);
    }
    wp_buf_text(out, " ELSE 1 END");
}

void wp_orphan_sql_text(enum wp_entity child, int column, struct wp_buf *out)
{
    const struct wp_entity_info *info = wp_entity(child);
    const struct wp_column *link = &info->columns[column];
    const char *to = wp_entity((enum wp_entity)link->refers)->name;

    wp_buf_printf(out,
                  "UPDATE %s SET run_id = ?1 WHERE %s IN (SELECT gone.id "
                  "FROM temp.touched AS gone WHERE gone.entity = %d AND NOT "
                  "EXISTS (SELECT 1 FROM %s AS target "
                  "WHERE target.id = gone.id))",
                  info->name, link->name, WP_GONE + link->refers, to);
}

void wp_written_sql_text(enum wp_entity entity, int column, struct wp_buf *out)
{
    const struct wp_entity_info *info = wp_entity(entity);
    const struct wp_column *link = &info->columns[column];

    wp_buf_text(out, "INSERT OR IGNORE INTO temp.touched (entity, id) ");
    if (link->soft) {
        wp_buf_text(out, "SELECT CASE link_entity");
        for (int i = 0; i < WP_ENTITY_COUNT; i++) {
            wp_buf_printf(out, " WHEN '%s' THEN %d",
                          wp_entity((enum wp_entity)i)->name, i);
        }
        wp_buf_text(out, " ELSE -1 END");
    } else {
        wp_buf_printf(out, "SELECT %d",
                      column == 0 ? (int)entity : link->refers);
    }
    wp_buf_printf(out, ", %s FROM %s WHERE run_id = ?1 AND %s IS NOT NULL",
                  link->name, info->name, link->name);
}

void wp_entity_sql_text(enum wp_entity entity, enum wp_entity_sql which,
                        struct wp_buf *out)
{
    const struct wp_entity_info *info = wp_entity(entity);

    switch (which) {
    case WP_ENTITY_INSERT:
        insert_text(info, out);
        break;
    case WP_ENTITY_UPDATE:
        update_text(info, out);
        break;
    case WP_ENTITY_SELECT:
        select_text(info, out);
        wp_buf_text(out, "WHERE id = ?1");
        break;
    case WP_ENTITY_DELETE:
        wp_buf_printf(out, "DELETE FROM %s WHERE id = ?1", info->name);
        break;
    case WP_ENTITY_IDS_OF_RAW:
        wp_buf_printf(out, "SELECT id FROM %s WHERE raw_id = ?1", info->name);
        break;
    case WP_ENTITY_SET_RAW:
        wp_buf_printf(out,
                      "UPDATE %s SET source_id = ?2, raw_id = ?3 "
                      "WHERE id = ?1",
                      info->name);
        break;
    case WP_ENTITY_HAS:
        wp_buf_printf(out, "SELECT 1 FROM %s WHERE id = ?1", info->name);
        break;
    case WP_ENTITY_LIKE:
        wp_buf_printf(out,
                      "SELECT id FROM %s WHERE id >= ?1 AND id < ?2 "
                      "ORDER BY id LIMIT 2",
                      info->name);
        break;
    case WP_ENTITY_DANGLING:
        dangling_text(info, true, out);
        break;
    case WP_ENTITY_BROKEN:
        dangling_text(info, false, out);
        break;
    case WP_ENTITY_LOST:
        lost_text(entity, out);
        break;
    case WP_ENTITY_SQL_COUNT:
        break;
    }
}

void wp_link_sql_text(enum wp_entity child, int column, struct wp_buf *out)
{
    const struct wp_entity_info *info = wp_entity(child);

    select_text(info, out);
    wp_buf_printf(out, "WHERE %s = ?1", info->columns[column].name);
    /* An attribute says what table its id is of. Metadata says so in words
       of the publisher's that cannot be relied on. */
    if (child == WP_ATTRIBUTE && info->columns[column].soft) {
        wp_buf_text(out, " AND link_entity = ?2");
    }
    wp_buf_text(out, " ORDER BY id");
}

void wp_any_sql_text(enum wp_entity child, int column, struct wp_buf *out)
{
    const struct wp_entity_info *info = wp_entity(child);

    wp_buf_printf(out, "SELECT 1 FROM %s WHERE %s IS NOT NULL LIMIT 1",
                  info->name, info->columns[column].name);
}

void wp_places_sql_text(struct wp_buf *out)
{
    select_text(wp_entity(WP_LOCATION), out);
    wp_buf_text(out, "WHERE organization_id = ?1 AND (NOT EXISTS "
                     "(SELECT 1 FROM service_at_location AS sal "
                     "WHERE sal.location_id = location.id) OR EXISTS "
                     "(SELECT 1 FROM service_at_location AS sal "
                     "WHERE sal.location_id = location.id "
                     "AND sal.service_id = ?2)) ORDER BY id");
}

#define FACT_COLUMNS                                                     \
    "service_id, service_at_location_id, code, stance, lo, hi, weight, " \
    "note, valid_from, valid_to, asserted_on, field, evidence, origin, " \
    "source_id, raw_id, words_begin, words_end"

void wp_fact_sql_text(enum wp_fact_kind kind, enum wp_fact_sql which,
                      struct wp_buf *out)
{
    const char *name = wp_fact_kind_name(kind);

    switch (which) {
    case WP_FACT_INSERT:
        wp_buf_printf(out,
                      "INSERT INTO fact_%s (" FACT_COLUMNS ") VALUES (?1, ?2, "
                      "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
                      "?15, ?16, ?17, ?18)",
                      name);
        break;
    case WP_FACT_SELECT:
        wp_buf_printf(out,
                      "SELECT " FACT_COLUMNS " FROM fact_%s "
                      "WHERE service_id = ?1",
                      name);
        break;
    case WP_FACT_DROP_RAW:
        wp_buf_printf(out, "DELETE FROM fact_%s WHERE raw_id = ?1", name);
        break;
    case WP_FACT_DROP_DERIVED:
        wp_buf_printf(out,
                      "DELETE FROM fact_%s WHERE service_id = ?1 "
                      "AND origin = 'derived'",
                      name);
        break;
    case WP_FACT_TOUCH_RAW:
        wp_buf_printf(out,
                      "INSERT OR IGNORE INTO temp.touched (entity, id) "
                      "SELECT %d, service_id FROM fact_%s WHERE raw_id = ?1",
                      WP_SERVICE, name);
        break;
    case WP_FACT_SQL_COUNT:
        break;
    }
}
