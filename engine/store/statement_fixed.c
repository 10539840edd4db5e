/* engine/store/statement_fixed.c - the statements that are always the same */
#include "store/statement.h"

const char *const wp_sql_text[WP_SQL_COUNT] = {
    [WP_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [WP_SQL_COMMIT] = "COMMIT",
    [WP_SQL_ROLLBACK] = "ROLLBACK",

    [WP_SQL_SOURCE_PUT] =
        "INSERT INTO source (name, title, publisher, url, licence, format) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO UPDATE SET "
        "title = coalesce(excluded.title, title), "
        "publisher = coalesce(excluded.publisher, publisher), "
        "url = coalesce(excluded.url, url), "
        "licence = coalesce(excluded.licence, licence), "
        "format = coalesce(excluded.format, format) RETURNING id",
    [WP_SQL_SOURCE_LIST] =
        "SELECT id, name, title, publisher, url, licence, format, "
        "(SELECT max(finished) FROM import_run WHERE source_id = source.id) "
        "FROM source ORDER BY id",

    [WP_SQL_RUN_START] =
        "INSERT INTO import_run (source_id, format, mapper, started, status, "
        "partial) VALUES (?1, ?2, ?3, ?4, 'running', ?5) RETURNING id",
    [WP_SQL_RUN_FINISH] =
        "UPDATE import_run SET status = 'done', finished = ?2, "
        "rows_read = ?3, rows_added = ?4, rows_changed = ?5, "
        "rows_unchanged = ?6, rows_missing = ?7, rows_rejected = ?8, "
        "finding_count = ?9 WHERE id = ?1",
    [WP_SQL_RUN_LIST] =
        "SELECT run.id, source.name, run.format, run.started, run.finished, "
        "run.generation, run.status, rows_read, rows_added, rows_changed, "
        "rows_unchanged, rows_missing, rows_rejected, finding_count "
        "FROM import_run AS run JOIN source ON source.id = run.source_id "
        "ORDER BY run.id DESC",
    [WP_SQL_RUN_PUBLISHED] =
        "UPDATE import_run SET generation = ?1 WHERE generation IS NULL",
    [WP_SQL_FINDING_PUT] =
        "INSERT INTO finding (run_id, severity, path, line, position, "
        "message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [WP_SQL_FINDING_LIST] =
        "SELECT severity, path, line, position, message FROM finding "
        "WHERE run_id = ?1 ORDER BY id",

    [WP_SQL_RAW_FIND] = "SELECT id, hash, last_run FROM raw_record "
                        "WHERE source_id = ?1 AND table_name = ?2 AND key = ?3",
    [WP_SQL_RAW_ADD] =
        "INSERT INTO raw_record (source_id, table_name, key, hash, path, "
        "line, first_run, last_run) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) RETURNING id",
    [WP_SQL_RAW_CHANGE] =
        "UPDATE raw_record SET hash = ?2, path = ?3, line = ?4, "
        "last_run = ?5, missing_since = NULL WHERE id = ?1",
    [WP_SQL_RAW_SEEN] =
        "UPDATE raw_record SET last_run = ?2, missing_since = NULL "
        "WHERE id = ?1",
    [WP_SQL_ID_MAP_PUT] =
        "INSERT INTO id_map (source_id, entity, native_id, uuid) "
        "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET "
        "uuid = excluded.uuid",
    [WP_SQL_RAW_BODY] =
        "INSERT INTO raw_body (raw_id, format, body) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (raw_id) DO UPDATE SET format = excluded.format, "
        "body = excluded.body",
    [WP_SQL_RAW_MISSING] =
        "UPDATE raw_record SET missing_since = ?3 WHERE source_id = ?1 "
        "AND last_run <> ?2 AND missing_since IS NULL",
    [WP_SQL_RAW_SOURCE] = "SELECT source_id FROM raw_record WHERE id = ?1",

    [WP_SQL_RETELLING_PUT] =
        "INSERT OR REPLACE INTO retelling (entity, id, raw_id, content) "
        "VALUES (?1, ?2, ?3, ?4)",
    [WP_SQL_RETELLING_OF] =
        "SELECT retelling.raw_id, content, source_id, source.name "
        "FROM retelling JOIN raw_record ON raw_record.id = raw_id "
        "JOIN source ON source.id = source_id "
        "WHERE entity = ?1 AND retelling.id = ?2 "
        "ORDER BY source.name, retelling.raw_id",
    [WP_SQL_RETELLING_MINE] = "SELECT content FROM retelling "
                              "WHERE entity = ?1 AND id = ?2 AND raw_id = ?3",
    [WP_SQL_RETELLING_SPREAD] =
        "UPDATE retelling SET content = ?3 "
        "WHERE entity = ?1 AND id = ?2 AND content IS NULL",
    [WP_SQL_RETELLING_SETTLE] =
        "UPDATE retelling SET content = NULL "
        "WHERE entity = ?1 AND id = ?2 AND content = ?3",
    [WP_SQL_RETELLING_DROP] =
        "DELETE FROM retelling WHERE entity = ?1 AND id = ?2 AND raw_id = ?3",
    [WP_SQL_RETELLING_DROP_RAW] = "DELETE FROM retelling WHERE raw_id = ?1",
    [WP_SQL_RETELLING_SOURCES] =
        "SELECT DISTINCT source_id FROM retelling JOIN raw_record "
        "ON raw_record.id = retelling.raw_id "
        "WHERE entity = ?1 AND retelling.id = ?2",

    [WP_SQL_LOOSE_PUT] =
        "INSERT INTO loose_end (entity, id, aside, source_id, raw_id, "
        "content) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (entity, id) DO NOTHING",
    [WP_SQL_LOOSE_LIST] =
        "SELECT entity, id, aside, source_id, raw_id, content FROM loose_end",
    [WP_SQL_LOOSE_CLEAR] = "DELETE FROM loose_end",

    [WP_SQL_TOUCH] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) VALUES (?1, ?2)",
    [WP_SQL_TOUCH_CLEAR] = "DELETE FROM temp.touched",
    [WP_SQL_TOUCHED_SERVICES] =
        "SELECT touched.id FROM temp.touched AS touched "
        "JOIN service ON service.id = touched.id "
        "WHERE touched.entity = ?1 ORDER BY touched.id",
    [WP_SQL_GONE_SERVICES] =
        "SELECT gone.id FROM temp.touched AS gone WHERE gone.entity = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM service WHERE service.id = gone.id)",

    /* From touched records of entity ?1 to those of entity ?2 they show in. */
    [WP_SQL_SPREAD_TAXONOMY] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) "
        "SELECT ?2, term.id FROM temp.touched AS touched "
        "JOIN taxonomy_term AS term ON term.taxonomy_id = touched.id "
        "WHERE touched.entity = ?1",
    [WP_SQL_SPREAD_TERM] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) "
        "SELECT ?2, attribute.link_id FROM temp.touched AS touched "
        "JOIN attribute ON attribute.taxonomy_term_id = touched.id "
        "WHERE touched.entity = ?1 AND attribute.link_entity = ?3",
    [WP_SQL_SPREAD_UNIT] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) "
        "SELECT ?2, capacity.service_id FROM temp.touched AS touched "
        "JOIN service_capacity AS capacity ON capacity.unit_id = touched.id "
        "WHERE touched.entity = ?1 AND capacity.service_id IS NOT NULL",
    [WP_SQL_SPREAD_PLACE] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) "
        "SELECT ?2, sal.service_id FROM temp.touched AS touched "
        "JOIN service_at_location AS sal ON sal.location_id = touched.id "
        "WHERE touched.entity = ?1",
    [WP_SQL_SPREAD_SAL] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) "
        "SELECT ?2, sal.service_id FROM temp.touched AS touched "
        "JOIN service_at_location AS sal ON sal.id = touched.id "
        "WHERE touched.entity = ?1",
    [WP_SQL_SPREAD_ORGANIZATION] =
        "INSERT OR IGNORE INTO temp.touched (entity, id) "
        "SELECT ?2, service.id FROM temp.touched AS touched "
        "JOIN service ON service.organization_id = touched.id "
        "WHERE touched.entity = ?1",
    [WP_SQL_SERVICE_IDS] = "SELECT id FROM service ORDER BY id",
    [WP_SQL_SERVICE_GUARD] =
        "UPDATE service SET guarded = ?2 WHERE id = ?1 AND guarded <> ?2",
    [WP_SQL_SERVICE_GUARDED] = "SELECT guarded FROM service WHERE id = ?1",
    [WP_SQL_SERVICE_HOMELESS] =
        "SELECT id, name, source_id FROM service "
        "WHERE organization_id IS NULL AND run_id = ?1 ORDER BY id",
    [WP_SQL_SERVICE_PLACE_NAME] =
        "SELECT location.name FROM service_at_location AS sal "
        "JOIN location ON location.id = sal.location_id "
        "WHERE sal.service_id = ?1 AND location.name IS NOT NULL "
        "ORDER BY location.name LIMIT 1",
    [WP_SQL_SERVICE_SET_ORGANIZATION] =
        "UPDATE service SET organization_id = ?2 WHERE id = ?1",
    [WP_SQL_MADE_ORGANIZATIONS_CLEAN] =
        "DELETE FROM organization WHERE raw_id IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM service WHERE organization_id = organization.id)",
    [WP_SQL_DERIVATION_GET] = "SELECT fingerprint FROM derivation",
    [WP_SQL_DERIVATION_PUT] =
        "INSERT OR REPLACE INTO derivation (id, fingerprint) VALUES (1, ?1)",
    [WP_SQL_QUICK_CHECK] = "PRAGMA quick_check(1)",
    [WP_SQL_LINK_ENTITIES] = "SELECT DISTINCT link_entity FROM attribute",
    [WP_SQL_PLACE_HIDDEN] =
        "SELECT 1 FROM service_at_location AS sal "
        "JOIN service ON service.id = sal.service_id "
        "WHERE sal.location_id = ?1 AND (sal.visibility <> 'public' "
        "OR service.visibility <> 'public' OR service.guarded) LIMIT 1",
    [WP_SQL_ANY_HIDDEN] =
        "SELECT 1 FROM service WHERE visibility <> 'public' OR guarded "
        "UNION ALL SELECT 1 FROM service_at_location "
        "WHERE visibility <> 'public' LIMIT 1",
    [WP_SQL_COUNTS] =
        "SELECT (SELECT count(*) FROM source), "
        "(SELECT count(*) FROM organization), "
        "(SELECT count(*) FROM service), (SELECT count(*) FROM location), "
        "(SELECT count(*) FROM raw_record), "
        "(SELECT count(*) FROM fact_need) + "
        "(SELECT count(*) FROM fact_payer) + "
        "(SELECT count(*) FROM fact_eligibility) + "
        "(SELECT count(*) FROM fact_coverage) + "
        "(SELECT count(*) FROM fact_hours) + "
        "(SELECT count(*) FROM fact_capacity) + "
        "(SELECT count(*) FROM fact_language) + "
        "(SELECT count(*) FROM fact_attribute) + "
        "(SELECT count(*) FROM fact_cost)",
};
