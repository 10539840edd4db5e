/* tests/unit/test_store_ingest.c - batches, rows, counts, rejects, facts */
#include "store_fixture.h"

/* One service in one row. */
static enum wp_row_verdict put_service(struct fixture *fixture, const char *key,
                                       const char *name)
{
    const enum wp_row_verdict verdict = fixture_row(fixture, key, name);

    fixture_put(fixture, WP_SERVICE, key, "name", name, "status", "active",
                NULL);
    return verdict;
}

static void counts_are(const struct fixture *fixture, long read, long added,
                       long changed, long unchanged, long missing,
                       long rejected)
{
    assert_int_equal(fixture->counts.read, read);
    assert_int_equal(fixture->counts.added, added);
    assert_int_equal(fixture->counts.changed, changed);
    assert_int_equal(fixture->counts.unchanged, unchanged);
    assert_int_equal(fixture->counts.missing, missing);
    assert_int_equal(fixture->counts.rejected, rejected);
    assert_int_equal(read, added + changed + unchanged + rejected);
}

/* Everything that was told, in a few lines that can be compared. */
static const char *content_of(struct fixture *fixture)
{
    return fixture_sql(
        fixture, "SELECT group_concat(line, x'0a') FROM ("
                 "SELECT 'service ' || id || ' ' || ifnull(name, '') AS line "
                 "FROM service UNION ALL "
                 "SELECT 'organization ' || id || ' ' || ifnull(name, '') "
                 "FROM organization UNION ALL "
                 "SELECT 'raw ' || key || ' ' || hex(hash) || ' ' || "
                 "ifnull(missing_since, '') FROM raw_record UNION ALL "
                 "SELECT 'fact ' || code FROM fact_payer UNION ALL "
                 "SELECT 'retelling ' || id FROM retelling UNION ALL "
                 "SELECT 'loose ' || id FROM loose_end UNION ALL "
                 "SELECT 'run ' || id FROM import_run UNION ALL "
                 "SELECT 'source ' || name FROM source ORDER BY 1)");
}

static void a_first_import_adds_every_row(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    assert_int_equal(put_service(fixture, "s1", "Food"), WP_ROW_ADDED);
    assert_int_equal(put_service(fixture, "s2", "Shelter"), WP_ROW_ADDED);
    fixture_finish(fixture);
    counts_are(fixture, 2, 2, 0, 0, 0, 0);
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM service"),
                        "2");
    assert_string_equal(
        fixture_sql(fixture, "SELECT body FROM raw_body ORDER BY 1"), "Food");
}

static void the_same_feed_again_changes_nothing(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int round = 0; round < 2; round++) {
        fixture_begin(fixture, "one");
        (void)put_service(fixture, "s1", "Food");
        (void)put_service(fixture, "s2", "Shelter");
        fixture_finish(fixture);
    }
    counts_are(fixture, 2, 0, 0, 2, 0, 0);
}

static void a_changed_row_takes_back_what_it_said_before(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "two services");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", NULL);
    fixture_put(fixture, WP_SERVICE, "s2", "name", "Shelter", NULL);
    fixture_finish(fixture);
    fixture_begin(fixture, "one");
    assert_int_equal(fixture_row(fixture, "1", "one service"), WP_ROW_CHANGED);
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Groceries", NULL);
    fixture_finish(fixture);
    counts_are(fixture, 1, 0, 1, 0, 0, 0);
    assert_string_equal(
        fixture_sql(fixture, "SELECT group_concat(name) FROM service"),
        "Groceries");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM raw_body"),
                        "1");
}

static void another_mapper_reads_unchanged_rows_again(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_source_info source = {.name = "one"};
    const struct wp_ingest_options better = {.now = NOW, .mapper = "test/2"};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    fixture_ok(fixture, wp_ingest_begin(fixture->store, &source, &better,
                                        &fixture->ingest, &fixture->err));
    assert_int_equal(put_service(fixture, "s1", "Food"), WP_ROW_CHANGED);
    fixture_finish(fixture);
}

static void
rows_left_out_of_a_full_feed_are_missing_until_they_are_back(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    (void)put_service(fixture, "s2", "Shelter");
    fixture_finish(fixture);

    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    counts_are(fixture, 1, 0, 0, 1, 1, 0);
    assert_string_equal(fixture_sql(fixture,
                                    "SELECT missing_since FROM raw_record "
                                    "WHERE key = 's2'"),
                        NOW);

    /* Missing once, it is not news the next time. */
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    counts_are(fixture, 1, 0, 0, 1, 0, 0);

    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    (void)put_service(fixture, "s2", "Shelter");
    fixture_finish(fixture);
    counts_are(fixture, 2, 0, 0, 2, 0, 0);
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM raw_record "
                                             "WHERE missing_since IS NOT NULL"),
                        "0");
}

static void a_partial_feed_misses_nothing(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    (void)put_service(fixture, "s2", "Shelter");
    fixture_finish(fixture);
    fixture_begin_as(fixture, "one", true, false);
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    counts_are(fixture, 1, 0, 0, 1, 0, 0);
}

static void sources_do_not_miss_each_others_rows(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    fixture_begin(fixture, "two");
    (void)put_service(fixture, "s2", "Shelter");
    fixture_finish(fixture);
    counts_are(fixture, 1, 1, 0, 0, 0, 0);
}

static void a_row_that_comes_twice_counts_once_as_unchanged(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    assert_int_equal(put_service(fixture, "s1", "Food"), WP_ROW_REPEATED);
    fixture_finish(fixture);
    counts_are(fixture, 2, 1, 0, 1, 0, 0);
}

static void two_rows_with_one_key_are_both_kept(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    for (int round = 0; round < 2; round++) {
        fixture_begin(fixture, "one");
        (void)fixture_row(fixture, "1", "first");
        fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", NULL);
        (void)fixture_row(fixture, "1", "second");
        fixture_put(fixture, WP_SERVICE, "s2", "name", "Shelter", NULL);
        fixture_finish(fixture);
    }
    counts_are(fixture, 2, 0, 0, 2, 0, 0);
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM service"),
                        "2");
}

static void a_rejected_row_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_finding why = {.severity = WP_ERROR_FINDING,
                                   .message = "no name"};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    (void)put_service(fixture, "s2", "Shelter");
    fixture_ok(fixture, wp_ingest_reject(fixture->ingest, &why, &fixture->err));
    (void)put_service(fixture, "s3", "Clothes");
    fixture_finish(fixture);
    counts_are(fixture, 3, 2, 0, 0, 0, 1);
    assert_string_equal(fixture_sql(fixture,
                                    "SELECT group_concat(name) FROM "
                                    "(SELECT name FROM service ORDER BY name)"),
                        "Clothes,Food");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM raw_record"),
                        "2");
    assert_string_equal(fixture_sql(fixture, "SELECT message FROM finding"),
                        "no name");
}

static void a_rejected_change_leaves_what_was_there(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_finding why = {.severity = WP_ERROR_FINDING,
                                   .message = "no name"};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Fo");
    fixture_ok(fixture, wp_ingest_reject(fixture->ingest, &why, &fixture->err));
    fixture_finish(fixture);
    counts_are(fixture, 1, 0, 0, 0, 0, 1);
    assert_string_equal(fixture_sql(fixture, "SELECT name FROM service"),
                        "Food");
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM raw_record "
                                             "WHERE missing_since IS NOT NULL"),
                        "0");
}

static void a_line_that_could_not_be_read_rejects_no_row(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_finding elsewhere = {.severity = WP_ERROR_FINDING,
                                         .path = "rows.txt",
                                         .line = 999999,
                                         .message = "broken"};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    fixture_ok(fixture,
               wp_ingest_reject(fixture->ingest, &elsewhere, &fixture->err));
    (void)put_service(fixture, "s1", "Food");
    fixture_ok(fixture,
               wp_ingest_reject(fixture->ingest, &elsewhere, &fixture->err));
    fixture_finish(fixture);
    counts_are(fixture, 3, 1, 0, 0, 0, 2);
    assert_string_equal(fixture_sql(fixture, "SELECT name FROM service"),
                        "Food");
}

static void after_its_end_a_row_cannot_be_rejected(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_finding why = {.severity = WP_ERROR_FINDING,
                                   .message = "not an object"};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    wp_ingest_end_row(fixture->ingest);
    fixture_ok(fixture, wp_ingest_reject(fixture->ingest, &why, &fixture->err));
    fixture_finish(fixture);
    counts_are(fixture, 2, 1, 0, 0, 0, 1);
}

static void an_aborted_batch_leaves_the_directory_as_it_was(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    const char *before = content_of(fixture);

    fixture_begin(fixture, "two");
    (void)put_service(fixture, "s1", "Groceries, a longer telling");
    (void)put_service(fixture, "s2", "Shelter");
    (void)fixture_row(fixture, "3", "the next row writes those before it");
    wp_ingest_abort(fixture->ingest);
    fixture->ingest = NULL;
    assert_string_equal(content_of(fixture), before);

    /* And the store can go on. */
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    counts_are(fixture, 1, 0, 0, 1, 0, 0);
}

static void closing_in_the_middle_of_a_batch_is_an_abort(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    const char *before = content_of(fixture);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    (void)put_service(fixture, "s2", "Shelter");
    fixture_close(fixture);
    assert_string_equal(content_of(fixture), before);
}

static void a_dry_run_counts_and_changes_nothing(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    const char *before = content_of(fixture);
    fixture_begin_as(fixture, "one", false, true);
    (void)put_service(fixture, "s1", "Food");
    fixture_finish(fixture);
    counts_are(fixture, 1, 1, 0, 0, 0, 0);
    assert_string_equal(content_of(fixture), before);
}

static void one_batch_at_a_time(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_source_info source = {.name = "two"};
    const struct wp_ingest_options options = {.now = NOW};
    struct wp_ingest *second = NULL;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    assert_int_equal(wp_ingest_begin(fixture->store, &source, &options, &second,
                                     &fixture->err),
                     WP_EINVAL);
}

static void a_source_has_a_plain_name(void **state)
{
    struct fixture *fixture = *state;
    const char *const names[] = {NULL,
                                 "",
                                 "Upper",
                                 "sp ace",
                                 "a/b",
                                 "x23456789012345678901234567890123456789012345"
                                 "67890123456789012345"};
    const struct wp_ingest_options options = {.now = NOW};

    fixture_open(fixture, WP_STORE_WRITE);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const struct wp_source_info source = {.name = names[i]};
        assert_int_equal(wp_ingest_begin(fixture->store, &source, &options,
                                         &fixture->ingest, &fixture->err),
                         WP_EINVAL);
    }
}

/* ---- values -------------------------------------------------------------- */

static void values_are_spelled_as_the_standard_has_them(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", "status", "Active",
                "minimum_age", "012", "assured_date", "11/23/2026", "url",
                "example.org", "description", "", NULL);
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture, "SELECT status || ' ' || minimum_age || ' ' || "
                             "assured_date || ' ' || url || ' ' || "
                             "ifnull(description, 'silent') || "
                             "ifnull(extra_json, '') FROM service"),
        "active 12.0 2026-11-23 https://example.org silent");
    assert_string_equal(fixture_sql(fixture,
                                    "SELECT count(*) FROM finding "
                                    "WHERE message NOT LIKE '%organization%'"),
                        "0");
}

static void a_value_that_does_not_fit_is_kept_and_told(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_PHONE, "p1", "number", "602-555-0100", "extension",
                "12 or 14", "extra_json", "{\"desk\":\"blue\"}", NULL);
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture,
                    "SELECT (extra_json ->> 'extension') || ' ' || "
                    "(extra_json ->> 'desk') || ifnull(extension, ' none') "
                    "FROM phone"),
        "12 or 14 blue none");
    assert_non_null(
        strstr(fixture->findings,
               "warning: phone.extension '12 or 14' is not a number"));
}

static void bytes_that_are_not_utf8_are_replaced_and_told(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Caf\xE9 \xC3\xA9t\xC3",
                NULL);
    fixture_finish(fixture);
    assert_string_equal(fixture_sql(fixture, "SELECT name FROM service"),
                        "Caf\xEF\xBF\xBD \xC3\xA9t\xEF\xBF\xBD");
    assert_non_null(strstr(fixture->findings, "service.name has bytes"));
}

static void an_id_has_to_be_a_uuid(void **state)
{
    struct fixture *fixture = *state;
    struct wp_record record = {.entity = WP_SERVICE};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "x");
    assert_int_equal(wp_ingest_put(fixture->ingest, &record, &fixture->err),
                     WP_EPARSE);
    wp_record_set(&record, "id", "17");
    assert_int_equal(wp_ingest_put(fixture->ingest, &record, &fixture->err),
                     WP_EPARSE);
    record = (struct wp_record){.entity = WP_SERVICE_AT_LOCATION};
    wp_record_set(&record, "id", fixture_id("a1"));
    wp_record_set(&record, "service_id", fixture_id("s1"));
    assert_int_equal(wp_ingest_put(fixture->ingest, &record, &fixture->err),
                     WP_EPARSE);
    fixture_finish(fixture);
    counts_are(fixture, 1, 1, 0, 0, 0, 0);
}

static void nothing_is_put_outside_of_a_row(void **state)
{
    struct fixture *fixture = *state;
    struct wp_record record = {.entity = WP_SERVICE};
    struct wp_fact fact = WP_FACT_INIT;

    wp_record_set(&record, "id", fixture_id("s1"));
    fact.service_id = fixture_id("s1");
    fact.code = "medicaid";
    fact.kind = WP_FACT_PAYER;
    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    assert_int_equal(wp_ingest_put(fixture->ingest, &record, &fixture->err),
                     WP_EINVAL);
    assert_int_equal(wp_ingest_fact(fixture->ingest, &fact, &fixture->err),
                     WP_EINVAL);
}

static void has_sees_the_row_in_hand_and_the_directory(void **state)
{
    struct fixture *fixture = *state;
    bool has = false;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fixture_ok(fixture, wp_ingest_has(fixture->ingest, WP_SERVICE,
                                      fixture_id("s1"), &has, &fixture->err));
    assert_true(has);
    (void)fixture_row(fixture, "2", "x");
    fixture_ok(fixture, wp_ingest_has(fixture->ingest, WP_SERVICE,
                                      fixture_id("s1"), &has, &fixture->err));
    assert_true(has);
    fixture_ok(fixture, wp_ingest_has(fixture->ingest, WP_LOCATION,
                                      fixture_id("s1"), &has, &fixture->err));
    assert_false(has);
}

/* ---- facts --------------------------------------------------------------- */

static void put_payer(struct fixture *fixture, const char *service,
                      const char *code, const char *evidence)
{
    struct wp_fact fact = WP_FACT_INIT;

    fact.kind = WP_FACT_PAYER;
    fact.service_id = fixture_id(service);
    fact.code = code;
    fact.evidence = evidence;
    fixture_ok(fixture, wp_ingest_fact(fixture->ingest, &fact, &fixture->err));
}

static void facts_come_and_go_with_their_row(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    put_payer(fixture, "s1", "medicaid", "MD");
    fixture_finish(fixture);
    assert_string_equal(
        fixture_sql(fixture,
                    "SELECT code || ' ' || stance || ' ' || evidence || ' ' "
                    "|| origin || ' ' || weight FROM fact_payer"),
        "medicaid accepts MD asserted 1.0");

    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food, changed");
    put_payer(fixture, "s1", "free", "F");
    fixture_finish(fixture);
    assert_string_equal(fixture_sql(fixture,
                                    "SELECT group_concat(code) FROM fact_payer "
                                    "WHERE origin = 'asserted'"),
                        "free");
}

static void a_fact_needs_a_service_and_a_code(void **state)
{
    struct fixture *fixture = *state;
    struct wp_fact fact = WP_FACT_INIT;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)put_service(fixture, "s1", "Food");
    fact.kind = WP_FACT_NEED;
    fact.service_id = "17";
    fact.code = "food.pantry";
    assert_int_equal(wp_ingest_fact(fixture->ingest, &fact, &fixture->err),
                     WP_EPARSE);
    fact.service_id = fixture_id("s1");
    fact.code = "";
    assert_int_equal(wp_ingest_fact(fixture->ingest, &fact, &fixture->err),
                     WP_EPARSE);
}

/* ---- history ------------------------------------------------------------- */

struct seen {
    char lines[1024];
};

static bool see_run(const struct wp_run *run, void *payload)
{
    struct seen *seen = payload;
    const size_t used = strlen(seen->lines);

    (void)snprintf(seen->lines + used, sizeof(seen->lines) - used,
                   "%ld %s %s %s %ld/%ld/%ld %s\n", run->id, run->source,
                   run->format, run->status, run->read, run->added,
                   run->unchanged, run->finished);
    return true;
}

static bool see_finding(const struct wp_finding *finding, void *payload)
{
    struct seen *seen = payload;
    const size_t used = strlen(seen->lines);

    (void)snprintf(seen->lines + used, sizeof(seen->lines) - used,
                   "%s %s:%lu:%lu %s\n", wp_severity_name(finding->severity),
                   finding->path, finding->line, finding->column,
                   finding->message);
    return true;
}

static void history_is_newest_first(void **state)
{
    struct fixture *fixture = *state;
    struct seen seen = {""};

    fixture_open(fixture, WP_STORE_WRITE);
    for (int round = 0; round < 2; round++) {
        fixture_begin(fixture, "one");
        (void)put_service(fixture, "s1", "Food");
        fixture_finish(fixture);
    }
    fixture_ok(fixture,
               wp_store_history(fixture->store, see_run, &seen, &fixture->err));
    assert_string_equal(seen.lines, "2 one test done 1/0/1 " NOW "\n"
                                    "1 one test done 1/1/0 " NOW "\n");
}

static void findings_are_kept_with_their_run(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_finding finding = {.severity = WP_WARNING,
                                       .path = "a.csv",
                                       .line = 3,
                                       .column = 7,
                                       .message = "odd"};
    struct seen seen = {""};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    wp_ingest_finding(fixture->ingest, &finding);
    fixture_finish(fixture);
    assert_int_equal(fixture->counts.findings, 1);
    fixture_ok(fixture,
               wp_store_findings(fixture->store, fixture->counts.run_id,
                                 see_finding, &seen, &fixture->err));
    assert_string_equal(seen.lines, "warning a.csv:3:7 odd\n");
}

static void only_so_many_findings_are_kept(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_finding finding = {.severity = WP_NOTE, .message = "odd"};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    for (int i = 0; i < 10050; i++) {
        wp_ingest_finding(fixture->ingest, &finding);
        fixture->findings[0] = '\0';
    }
    fixture_finish(fixture);
    assert_int_equal(fixture->counts.findings, 10050);
    assert_string_equal(fixture_sql(fixture, "SELECT count(*) FROM finding"),
                        "10000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_first_import_adds_every_row),
        test(the_same_feed_again_changes_nothing),
        test(a_changed_row_takes_back_what_it_said_before),
        test(another_mapper_reads_unchanged_rows_again),
        test(rows_left_out_of_a_full_feed_are_missing_until_they_are_back),
        test(a_partial_feed_misses_nothing),
        test(sources_do_not_miss_each_others_rows),
        test(a_row_that_comes_twice_counts_once_as_unchanged),
        test(two_rows_with_one_key_are_both_kept),
        test(a_rejected_row_leaves_nothing),
        test(a_rejected_change_leaves_what_was_there),
        test(a_line_that_could_not_be_read_rejects_no_row),
        test(after_its_end_a_row_cannot_be_rejected),
        test(an_aborted_batch_leaves_the_directory_as_it_was),
        test(closing_in_the_middle_of_a_batch_is_an_abort),
        test(a_dry_run_counts_and_changes_nothing),
        test(one_batch_at_a_time),
        test(a_source_has_a_plain_name),
        test(values_are_spelled_as_the_standard_has_them),
        test(a_value_that_does_not_fit_is_kept_and_told),
        test(bytes_that_are_not_utf8_are_replaced_and_told),
        test(an_id_has_to_be_a_uuid),
        test(nothing_is_put_outside_of_a_row),
        test(has_sees_the_row_in_hand_and_the_directory),
        test(facts_come_and_go_with_their_row),
        test(a_fact_needs_a_service_and_a_code),
        test(history_is_newest_first),
        test(findings_are_kept_with_their_run),
        test(only_so_many_findings_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
