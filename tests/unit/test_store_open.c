/* tests/unit/test_store_open.c - a home folder, its lock, its versions */
#include <sys/stat.h>
#include <sys/wait.h>

#include "store_fixture.h"

static void run_sql(const struct fixture *fixture, const char *sql)
{
    char path[96];
    sqlite3 *db = NULL;

    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

static void writing_makes_the_home_for_us_alone(void **state)
{
    struct fixture *fixture = *state;
    struct wp_store *store = NULL;
    struct stat found;
    char home[128];

    (void)snprintf(home, sizeof(home), "%s/deep/er", fixture->home);
    fixture_ok(fixture,
               wp_store_open(home, WP_STORE_WRITE, &store, &fixture->err));
    assert_string_equal(wp_store_home(store), home);
    assert_int_equal(stat(home, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0700);
    wp_store_close(store);
}

static void reading_needs_a_directory_that_is_there(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(wp_store_open(fixture->home, WP_STORE_READ,
                                   &fixture->store, &fixture->err),
                     WP_ENOTFOUND);
    assert_null(fixture->store);
    assert_int_equal(access(fixture->home, F_OK), 0);
}

static void a_new_directory_is_empty_and_healthy(void **state)
{
    struct fixture *fixture = *state;
    struct wp_store_counts counts;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_ok(fixture,
               wp_store_counts(fixture->store, &counts, &fixture->err));
    assert_int_equal(counts.services, 0);
    assert_int_equal(counts.raw_records, 0);
    assert_int_equal(counts.schema_version, 2);
    fixture_ok(fixture, wp_store_check(fixture->store, &fixture->err));
}

static void the_file_says_whose_and_of_what_version_it_is(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_close(fixture);
    assert_string_equal(fixture_sql(fixture, "PRAGMA application_id"),
                        "1463900496");
    assert_string_equal(fixture_sql(fixture, "PRAGMA user_version"), "2");
}

static void opening_again_changes_nothing(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_close(fixture);
    const char *before = fixture_sql(fixture, "PRAGMA schema_version");
    fixture_open(fixture, WP_STORE_WRITE);
    fixture_close(fixture);
    fixture_open(fixture, WP_STORE_READ);
    fixture_close(fixture);
    assert_string_equal(fixture_sql(fixture, "PRAGMA schema_version"), before);
}

static void a_newer_file_is_refused(void **state)
{
    struct fixture *fixture = *state;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_close(fixture);
    run_sql(fixture, "PRAGMA user_version = 99");
    assert_int_equal(wp_store_open(fixture->home, WP_STORE_WRITE,
                                   &fixture->store, &fixture->err),
                     WP_ESCHEMA);
    assert_non_null(strstr(fixture->err.message, "99"));
    assert_int_equal(wp_store_open(fixture->home, WP_STORE_READ,
                                   &fixture->store, &fixture->err),
                     WP_ESCHEMA);
}

static void somebody_elses_database_is_refused(void **state)
{
    struct fixture *fixture = *state;

    run_sql(fixture, "CREATE TABLE theirs (x)");
    assert_int_equal(wp_store_open(fixture->home, WP_STORE_WRITE,
                                   &fixture->store, &fixture->err),
                     WP_ESCHEMA);
    assert_string_equal(
        fixture_sql(fixture, "SELECT count(*) FROM sqlite_schema"), "1");
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char path[96];

    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++) {
        (void)fputs("not a database at all\n", file);
    }
    (void)fclose(file);
    assert_int_equal(wp_store_open(fixture->home, WP_STORE_READ,
                                   &fixture->store, &fixture->err),
                     WP_ESCHEMA);
}

static void an_empty_file_is_a_new_directory_only_to_a_writer(void **state)
{
    struct fixture *fixture = *state;
    char path[96];

    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fclose(file);
    assert_int_equal(wp_store_open(fixture->home, WP_STORE_READ,
                                   &fixture->store, &fixture->err),
                     WP_ESCHEMA);
    fixture_open(fixture, WP_STORE_WRITE);
}

static void a_second_writer_is_told_who_holds_the_lock(void **state)
{
    struct fixture *fixture = *state;
    struct wp_store *second = NULL;
    char pid[24];

    fixture_open(fixture, WP_STORE_WRITE);
    assert_int_equal(
        wp_store_open(fixture->home, WP_STORE_WRITE, &second, &fixture->err),
        WP_EBUSY);
    (void)snprintf(pid, sizeof(pid), "process %ld", (long)getpid());
    assert_non_null(strstr(fixture->err.message, pid));
}

static void the_lock_ends_with_the_process_that_held_it(void **state)
{
    struct fixture *fixture = *state;
    int status = 0;
    const pid_t child = fork();

    if (child == 0) {
        struct wp_store *store = NULL;
        /* Dies without closing. */
        _exit(wp_store_open(fixture->home, WP_STORE_WRITE, &store, NULL) ==
                      WP_OK
                  ? 0
                  : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    fixture_open(fixture, WP_STORE_WRITE);
}

static void a_reader_works_beside_a_writer(void **state)
{
    struct fixture *fixture = *state;
    struct wp_store *reader = NULL;
    struct wp_store_counts counts;

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    (void)fixture_row(fixture, "1", "bytes");
    fixture_put(fixture, WP_SERVICE, "s1", "name", "Food", NULL);
    (void)fixture_row(fixture, "2", "bytes");
    fixture_ok(fixture, wp_store_open(fixture->home, WP_STORE_READ, &reader,
                                      &fixture->err));
    fixture_ok(fixture, wp_store_counts(reader, &counts, &fixture->err));
    assert_int_equal(counts.services, 0);
    fixture_finish(fixture);
    fixture_ok(fixture, wp_store_counts(reader, &counts, &fixture->err));
    assert_int_equal(counts.services, 1);
    wp_store_close(reader);
}

static void a_reader_cannot_begin_a_batch(void **state)
{
    struct fixture *fixture = *state;
    const struct wp_source_info source = {.name = "one"};
    const struct wp_ingest_options options = {.now = NOW};

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_close(fixture);
    fixture_open(fixture, WP_STORE_READ);
    assert_int_equal(wp_ingest_begin(fixture->store, &source, &options,
                                     &fixture->ingest, &fixture->err),
                     WP_EINVAL);
}

static void a_home_that_is_a_file_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char home[96];

    (void)snprintf(home, sizeof(home), "%s/file", fixture->home);
    FILE *file = fopen(home, "w");
    assert_non_null(file);
    (void)fclose(file);
    assert_int_equal(
        wp_store_open(home, WP_STORE_WRITE, &fixture->store, &fixture->err),
        WP_EIO);
    assert_int_equal(
        wp_store_open(home, WP_STORE_READ, &fixture->store, &fixture->err),
        WP_ENOTFOUND);
}

static void a_damaged_file_is_found_out(void **state)
{
    struct fixture *fixture = *state;
    char path[96];

    fixture_open(fixture, WP_STORE_WRITE);
    fixture_begin(fixture, "one");
    for (int i = 0; i < 400; i++) {
        char key[16];
        (void)snprintf(key, sizeof(key), "k%d", i);
        (void)fixture_row(fixture, key, key);
        fixture_put(fixture, WP_SERVICE, key, "name", key, NULL);
    }
    fixture_finish(fixture);
    fixture_close(fixture);
    (void)snprintf(path, sizeof(path), "%s/directory.db", fixture->home);
    assert_int_equal(truncate(path, 4096L * 170), 0);
    if (wp_store_open(fixture->home, WP_STORE_READ, &fixture->store,
                      &fixture->err) == WP_OK) {
        assert_int_equal(wp_store_check(fixture->store, &fixture->err),
                         WP_ESTORE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(writing_makes_the_home_for_us_alone),
        test(reading_needs_a_directory_that_is_there),
        test(a_new_directory_is_empty_and_healthy),
        test(the_file_says_whose_and_of_what_version_it_is),
        test(opening_again_changes_nothing),
        test(a_newer_file_is_refused),
        test(somebody_elses_database_is_refused),
        test(a_file_that_is_no_database_is_refused),
        test(an_empty_file_is_a_new_directory_only_to_a_writer),
        test(a_second_writer_is_told_who_holds_the_lock),
        test(the_lock_ends_with_the_process_that_held_it),
        test(a_reader_works_beside_a_writer),
        test(a_reader_cannot_begin_a_batch),
        test(a_home_that_is_a_file_is_refused),
        test(a_damaged_file_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
