/* tests/unit/test_store_statements.c - every SQL statement prepares */
#include "store/handle.h"
#include "store_fixture.h"

static void prepares(struct fixture *fixture, struct wp_query query,
                     const char *what, int number)
{
    if (query.code != SQLITE_OK || !query.statement) {
        fail_msg("%s %d: %s", what, number, sqlite3_errmsg(fixture->store->db));
    }
}

static void every_fixed_statement_prepares(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int i = 0; i < WP_SQL_COUNT; i++) {
        assert_non_null(wp_sql_text[i]);
        prepares(fixture, wp_sql(fixture->store, (enum wp_sql)i), "fixed", i);
    }
}

static void every_statement_of_an_entity_prepares(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const enum wp_entity entity = (enum wp_entity)i;
        for (int which = 0; which < WP_ENTITY_SQL_COUNT; which++) {
            prepares(fixture,
                     wp_entity_sql(fixture->store, entity,
                                   (enum wp_entity_sql)which),
                     wp_entity(entity)->name, which);
        }
    }
}

static void every_statement_of_a_link_prepares(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    prepares(fixture, wp_places_sql(fixture->store), "places", 0);
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const enum wp_entity entity = (enum wp_entity)i;
        const struct wp_entity_info *info = wp_entity(entity);
        for (int column = 0; column < (int)info->column_count; column++) {
            const struct wp_column *link = &info->columns[column];
            if (column == 0 || link->refers >= 0 ||
                (link->soft && entity == WP_ATTRIBUTE)) {
                prepares(fixture,
                         wp_written_sql(fixture->store, entity, column),
                         link->name, column);
            }
            if (link->refers >= 0 || link->soft) {
                prepares(fixture, wp_link_sql(fixture->store, entity, column),
                         link->name, column);
                prepares(fixture, wp_any_sql(fixture->store, entity, column),
                         link->name, column);
            }
            if (link->refers >= 0) {
                prepares(fixture, wp_orphan_sql(fixture->store, entity, column),
                         link->name, column);
            }
        }
    }
}

static void every_statement_of_a_fact_prepares(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int i = 0; i < WP_FACT_KIND_COUNT; i++) {
        for (int which = 0; which < WP_FACT_SQL_COUNT; which++) {
            prepares(fixture,
                     wp_fact_sql(fixture->store, (enum wp_fact_kind)i,
                                 (enum wp_fact_sql)which),
                     wp_fact_kind_name((enum wp_fact_kind)i), which);
        }
    }
}

/* A child is never looked for by reading its whole table. */
static void every_link_is_found_by_an_index(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const enum wp_entity entity = (enum wp_entity)i;
        const struct wp_entity_info *info = wp_entity(entity);
        for (int column = 1; column < (int)info->column_count; column++) {
            struct wp_buf text = WP_BUF_INIT;
            sqlite3_stmt *plan = NULL;

            if (info->columns[column].refers < 0 &&
                !info->columns[column].soft) {
                continue;
            }
            wp_buf_text(&text, "EXPLAIN QUERY PLAN ");
            wp_link_sql_text(entity, column, &text);
            assert_int_equal(sqlite3_prepare_v2(fixture->store->db, text.text,
                                                -1, &plan, NULL),
                             SQLITE_OK);
            assert_int_equal(sqlite3_step(plan), SQLITE_ROW);
            const char *detail = (const char *)sqlite3_column_text(plan, 3);
            if (strncmp(detail, "SEARCH", 6) != 0) {
                fail_msg("%s: %s", text.text, detail);
            }
            (void)sqlite3_finalize(plan);
            wp_buf_clear(&text);
        }
    }
}

static void the_tables_have_the_columns_of_the_entities(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int i = 0; i < WP_ENTITY_COUNT; i++) {
        const struct wp_entity_info *info = wp_entity((enum wp_entity)i);
        for (size_t column = 0; column < info->column_count; column++) {
            char sql[256];
            (void)snprintf(sql, sizeof(sql),
                           "SELECT type FROM pragma_table_info('%s') "
                           "WHERE name = '%s'",
                           info->name, info->columns[column].name);
            assert_string_equal(
                fixture_sql(fixture, sql),
                info->columns[column].type == WP_TYPE_NUMBER ? "REAL" : "TEXT");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(every_fixed_statement_prepares),
        test(every_statement_of_an_entity_prepares),
        test(every_statement_of_a_link_prepares),
        test(every_statement_of_a_fact_prepares),
        test(every_link_is_found_by_an_index),
        test(the_tables_have_the_columns_of_the_entities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
