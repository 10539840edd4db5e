/* tests/relevance/directory.c - a real directory, and its facts by SQLite */
#include <ftw.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "waypost/importer.h"
#include "waypost/publish.h"

#include "relevance.h"

#define NOW AS_OF "T18:00:00Z"

json_t *load_json(const char *path)
{
    json_error_t trouble;
    json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, &trouble);

    if (!json) {
        printf("not ok %s:%d: %s\n", path, trouble.line, trouble.text);
        exit(1);
    }
    return json;
}

static void import_feed(struct wp_store *store, const struct wp_vocab *vocab,
                        const struct feed *feed)
{
    struct wp_error err = WP_ERROR_INIT;
    struct wp_import_report report;
    const struct wp_import_options options = {
        .format = "auto",
        .source = feed->source,
        .title = feed->title,
        .now = NOW,
    };

    if (wp_import(store, vocab, &feed->path, 1, &options, &report, &err) !=
        WP_OK) {
        die(feed->path, &err);
    }
}

/* ---- facts -------------------------------------------------------------- */

static const char *keep(struct directory *directory, sqlite3_stmt *statement,
                        int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return wp_arena_strdup(&directory->arena, text ? text : "");
}

static double number(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? (double)NAN
               : sqlite3_column_double(statement, column);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        printf("not ok reading directory.db\n    %s\n", sqlite3_errmsg(db));
        exit(1);
    }
    return statement;
}

static void read_facts(struct directory *directory, sqlite3 *db,
                       const char *kind)
{
    char sql[400];

    snprintf(sql, sizeof(sql),
             "SELECT f.service_id, coalesce(a.location_id, ''), f.code, "
             "f.stance, f.lo, f.hi, f.asserted_on, f.words_begin IS NOT NULL "
             "AND f.weight < 0.8 FROM fact_%s f LEFT JOIN "
             "service_at_location a ON a.id = f.service_at_location_id",
             kind);
    sqlite3_stmt *statement = prepare(db, sql);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        directory->facts =
            realloc(directory->facts,
                    (directory->fact_count + 1) * sizeof(struct fact));
        if (!directory->facts) {
            die("no memory for facts", NULL);
        }
        directory->facts[directory->fact_count++] = (struct fact){
            .service = keep(directory, statement, 0),
            .location = keep(directory, statement, 1),
            .kind = kind,
            .code = keep(directory, statement, 2),
            .stance = keep(directory, statement, 3),
            .lo = number(statement, 4),
            .hi = number(statement, 5),
            .asserted_on = keep(directory, statement, 6),
            .implied = sqlite3_column_int(statement, 7) != 0,
        };
    }
    sqlite3_finalize(statement);
}

static void read_services(struct directory *directory, sqlite3 *db)
{
    sqlite3_stmt *statement = prepare(
        db, "SELECT id, name, status, guarded OR visibility = 'confidential' "
            "FROM service ORDER BY id");

    while (sqlite3_step(statement) == SQLITE_ROW) {
        directory->services =
            realloc(directory->services,
                    (directory->service_count + 1) * sizeof(struct service));
        if (!directory->services) {
            die("no memory for services", NULL);
        }
        directory->services[directory->service_count++] = (struct service){
            .id = keep(directory, statement, 0),
            .name = keep(directory, statement, 1),
            .status = keep(directory, statement, 2),
            .closed_address = sqlite3_column_int(statement, 3) != 0,
        };
    }
    sqlite3_finalize(statement);
}

static int compare_facts(const void *left, const void *right)
{
    const struct fact *one = left;
    const struct fact *other = right;

    return strcmp(one->service, other->service);
}

static void read_store(struct directory *directory)
{
    static const char *const kinds[] = {"need",     "payer",     "eligibility",
                                        "coverage", "hours",     "capacity",
                                        "language", "attribute", "cost"};
    sqlite3 *db = NULL;
    char path[128];

    snprintf(path, sizeof(path), "%s/directory.db", directory->home);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        die(path, NULL);
    }
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        read_facts(directory, db, kinds[i]);
    }
    if (directory->fact_count > 0) {
        qsort(directory->facts, directory->fact_count,
              sizeof(*directory->facts), compare_facts);
    }
    read_services(directory, db);
    sqlite3_close(db);
}

const struct fact *facts_of(const struct directory *directory,
                            const char *service, size_t *ret_count)
{
    size_t low = 0;
    size_t high = directory->fact_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (strcmp(directory->facts[middle].service, service) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t end = low;
    while (end < directory->fact_count &&
           strcmp(directory->facts[end].service, service) == 0) {
        end++;
    }
    *ret_count = end - low;
    return directory->facts + low;
}

const struct service *service_of(const struct directory *directory,
                                 const char *id)
{
    for (size_t i = 0; i < directory->service_count; i++) {
        if (strcmp(directory->services[i].id, id) == 0) {
            return &directory->services[i];
        }
    }
    return NULL;
}

const struct service *service_named(const struct directory *directory,
                                    const char *name)
{
    for (size_t i = 0; i < directory->service_count; i++) {
        if (strcmp(directory->services[i].name, name) == 0) {
            return &directory->services[i];
        }
    }
    return NULL;
}

/* ---- opening and closing ------------------------------------------------ */

void directory_open(struct directory *directory, const char *name,
                    const struct feed *feeds, size_t feed_count)
{
    struct wp_error err = WP_ERROR_INIT;
    struct wp_store *store = NULL;
    char generation[WP_GENERATION_TEXT];
    bool changed = false;

    memset(directory, 0, sizeof(*directory));
    directory->name = name;
    snprintf(directory->home, sizeof(directory->home), "/tmp/wp-rel-XXXXXX");
    if (!mkdtemp(directory->home)) {
        die("a temporary folder", NULL);
    }
    if (wp_vocab_create(&directory->vocab, &err) != WP_OK ||
        wp_store_open(directory->home, WP_STORE_WRITE, &store, &err) != WP_OK) {
        die(name, &err);
    }
    for (size_t i = 0; i < feed_count; i++) {
        import_feed(store, directory->vocab, &feeds[i]);
    }
    if (wp_publish(store, generation, &changed, &err) != WP_OK) {
        die(name, &err);
    }
    wp_store_close(store);
    if (wp_index_open(directory->home, directory->vocab, &directory->index,
                      &err) != WP_OK) {
        die(name, &err);
    }
    read_store(directory);
}

static int remove_one(const char *path, const struct stat *info, int kind,
                      struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

void directory_close(struct directory *directory)
{
    wp_index_close(directory->index);
    wp_vocab_destroy(directory->vocab);
    wp_arena_clear(&directory->arena);
    free(directory->facts);
    free(directory->services);
    (void)nftw(directory->home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
