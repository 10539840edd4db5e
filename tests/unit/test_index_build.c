/* tests/unit/test_index_build.c - drafts to files and back, without a store */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "waypost/buf.h"
#include "waypost/geo.h"

#include "index/build.h"
#include "index/generation.h"
#include "index/manifest.h"
#include "index/reader.h"
#include "support/folder_support.h"
#include "support/test.h"

#define DOCS 3000

struct fixture {
    struct wp_vocab *vocab;
    char home[64];
    int shelter, pantry;
};

/* One stream of numbers for everybody: tests must fail the same way twice. */
static uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 33);
}

static double between(uint64_t *state, double low, double high)
{
    return low + (high - low) * next_random(state) / 2147483648.0;
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    assert_non_null(fixture);
    assert_int_equal(wp_vocab_create(&fixture->vocab, NULL), WP_OK);
    snprintf(fixture->home, sizeof(fixture->home), "/tmp/wp-index-XXXXXX");
    assert_non_null(mkdtemp(fixture->home));
    fixture->shelter =
        wp_vocab_concept_by_slug(fixture->vocab, "housing.shelter.emergency");
    fixture->pantry = wp_vocab_concept_by_slug(fixture->vocab, "food.pantry");
    assert_true(fixture->shelter >= 0 && fixture->pantry >= 0);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(remove_folder(fixture->home), 0);
    wp_vocab_destroy(fixture->vocab);
    free(fixture);
    return 0;
}

static void number_id(uint32_t number, unsigned char id[16])
{
    uint64_t state = number;

    for (int i = 0; i < 16; i++) {
        id[i] = (unsigned char)next_random(&state);
    }
}

/* Document by number: every tenth has no place, every seventh shelters. */
static void add_document(struct fixture *fixture, struct wp_build *build,
                         uint32_t number)
{
    uint64_t state = number * 77 + 5;
    struct wp_draft_fact facts[3] = {
        {.kind = WP_FACT_NEED,
         .stance = WP_STANCE_ACCEPTS,
         .number =
             (uint32_t)(number % 7 == 0 ? fixture->shelter : fixture->pantry),
         .code = number % 7 == 0 ? "housing.shelter.emergency" : "food.pantry",
         .lo = NAN,
         .hi = NAN,
         .weight = 1.0,
         .evidence = "said so",
         .source = "The Source",
         .asserted_day = 20000,
         .from_day = WP_DAY_UNKNOWN,
         .to_day = WP_DAY_UNKNOWN},
        {.kind = WP_FACT_COVERAGE,
         .stance = WP_STANCE_ACCEPTS,
         .code = number % 2 == 0 ? "county:04013" : "state:AZ",
         .lo = NAN,
         .hi = NAN,
         .weight = 1.0,
         .asserted_day = WP_DAY_UNKNOWN,
         .from_day = WP_DAY_UNKNOWN,
         .to_day = WP_DAY_UNKNOWN},
    };
    struct wp_draft draft = {
        .doc = {.asserted_day = 20000},
        .card = "{\"name\":\"x\"}",
        .source = "The Source",
        .texts = {"Casa Corazón", "Desert Families", NULL, NULL, NULL},
        .fact_count = 3,
    };
    char description[96];

    snprintf(description, sizeof(description),
             "Counselling and viviendas for people number%u %s",
             (unsigned)number, number % 50 == 0 ? "rareword" : "");
    draft.texts[WP_TEXT_DESCRIPTION] = description;
    facts[2] = facts[0]; /* said twice: kept once */
    draft.facts = facts;
    number_id(number, draft.doc.service_id);
    number_id(number / 3, draft.organization_id);
    if (number % 10 == 0) {
        draft.doc.flags = WP_DOC_PLACELESS;
        draft.doc.lat_deg = NAN;
        draft.doc.lon_deg = NAN;
    } else {
        number_id(number + 1000000, draft.doc.location_id);
        draft.doc.lat_deg = between(&state, 31.0, 37.0);
        draft.doc.lon_deg = between(&state, -115.0, -109.0);
    }
    assert_int_equal(wp_build_add(build, &draft, NULL), WP_OK);
}

/* Publish by hand; step decides the order in which the drafts come. */
static void publish(struct fixture *fixture, uint32_t docs, uint32_t step,
                    char name[33])
{
    struct wp_build *build = NULL;
    char *folder = NULL;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_manifest manifest = {.format = WP_INDEX_FORMAT,
                                   .documents = docs};

    assert_int_equal(wp_generation_begin(fixture->home, &folder, &err), WP_OK);
    assert_int_equal(wp_build_create(folder, fixture->vocab, &build, &err),
                     WP_OK);
    for (uint32_t i = 0; i < docs; i++) {
        add_document(fixture, build, i * step % docs);
    }
    assert_int_equal(wp_build_columns(build, &err), WP_OK);
    assert_int_equal(wp_build_text(build, &err), WP_OK);
    wp_build_content(build, name);
    memcpy(manifest.generation, name, 33);
    snprintf(manifest.vocabulary, sizeof(manifest.vocabulary), "%s",
             wp_vocab_fingerprint(fixture->vocab));
    assert_int_equal(wp_analyzer_fingerprint(manifest.analyzer, &err), WP_OK);
    assert_int_equal(
        wp_file_hash(folder, WP_COLUMNS_FILE, &manifest.files[0], &err), WP_OK);
    assert_int_equal(
        wp_file_hash(folder, WP_TEXT_FILE, &manifest.files[1], &err), WP_OK);
    assert_int_equal(wp_manifest_write(folder, &manifest, &err), WP_OK);
    assert_int_equal(wp_generation_settle(fixture->home, folder, name, &err),
                     WP_OK);
    assert_int_equal(wp_generation_point(fixture->home, name, &err), WP_OK);
    wp_build_destroy(build);
    free(folder);
}

static struct wp_index *open_index(struct fixture *fixture)
{
    struct wp_index *index = NULL;
    struct wp_error err = WP_ERROR_INIT;
    enum wp_status status =
        wp_index_open(fixture->home, fixture->vocab, &index, &err);

    if (status != WP_OK) {
        fail_msg("%s", err.message);
    }
    return index;
}

/* ---- tests -------------------------------------------------------------- */

static void nothing_published_is_not_found(void **state)
{
    struct fixture *fixture = *state;
    struct wp_index *index = NULL;

    assert_int_equal(wp_index_open(fixture->home, fixture->vocab, &index, NULL),
                     WP_ENOTFOUND);
}

static void an_empty_directory_has_an_empty_index(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    struct wp_span spans[WP_SPANS_MAX];

    publish(fixture, 0, 1, name);
    struct wp_index *index = open_index(fixture);
    assert_int_equal(wp_index_count(index), 0);
    assert_int_equal(wp_index_near(index, 33.0, -112.0, 50000.0, spans), 0);
    wp_index_close(index);
}

static void order_of_adding_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    char one[33];
    char two[33];
    struct wp_manifest first;
    struct wp_manifest second;
    char folder[128];

    publish(fixture, 500, 1, one);
    snprintf(folder, sizeof(folder), "%s/index/%s", fixture->home, one);
    assert_int_equal(wp_manifest_read(folder, &first, NULL), WP_OK);
    publish(fixture, 500, 7, two);
    assert_string_equal(one, two);
    assert_int_equal(wp_manifest_read(folder, &second, NULL), WP_OK);
    assert_string_equal(first.files[0].hash, second.files[0].hash);
    assert_string_equal(first.files[1].hash, second.files[1].hash);
}

static void postings_hold_exactly_the_documents_with_the_need(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    const uint32_t *docs = NULL;

    publish(fixture, DOCS, 1, name);
    struct wp_index *index = open_index(fixture);
    size_t count = wp_index_concept(index, fixture->shelter, &docs);
    assert_int_equal(count, (DOCS + 6) / 7);
    for (size_t i = 0; i < count; i++) {
        size_t facts = 0;
        const struct wp_doc_fact *fact =
            wp_index_facts(index, docs[i], WP_FACT_NEED, &facts);
        assert_int_equal(facts, 1);
        assert_int_equal(fact->code, fixture->shelter);
        assert_int_equal(fact->weight_permille, 1000);
        const struct wp_fact_proof *proof = wp_index_proof(index, fact);
        assert_string_equal(wp_index_string(index, proof->evidence), "said so");
        assert_string_equal(wp_index_string(index, proof->source),
                            "The Source");
        assert_int_equal(proof->asserted_day, 20000);
        assert_int_equal(proof->from_day, WP_DAY_UNKNOWN);
    }
    assert_int_equal(wp_index_concept(index, -1, &docs), 0);
    assert_int_equal(wp_index_coverage(index, "county:04013", &docs), DOCS / 2);
    assert_int_equal(wp_index_coverage(index, "state:AZ", &docs), DOCS / 2);
    assert_int_equal(wp_index_coverage(index, "state:NM", &docs), 0);
    assert_int_equal(wp_index_coverage(index, "", &docs), 0);
    wp_index_close(index);
}

static void near_holds_every_document_within_the_radius(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    uint64_t random = 99;

    publish(fixture, DOCS, 1, name);
    struct wp_index *index = open_index(fixture);
    for (int round = 0; round < 200; round++) {
        double lat_deg = between(&random, 30.0, 38.0);
        double lon_deg = between(&random, -116.0, -108.0);
        double radius_m = between(&random, 10.0, 120000.0);
        struct wp_span spans[WP_SPANS_MAX];
        size_t count = wp_index_near(index, lat_deg, lon_deg, radius_m, spans);
        for (size_t i = 0; i < count; i++) {
            assert_true(spans[i].first < spans[i].end);
            assert_true(i == 0 || spans[i].first > spans[i - 1].end);
        }
        for (uint32_t doc = 0; doc < wp_index_count(index); doc++) {
            const struct wp_doc *found = wp_index_doc(index, doc);
            if (isnan(found->lat_deg) ||
                wp_distance_m((struct wp_point){lat_deg, lon_deg},
                              (struct wp_point){found->lat_deg,
                                                found->lon_deg}) > radius_m) {
                continue;
            }
            bool inside = false;
            for (size_t i = 0; i < count; i++) {
                inside =
                    inside || (doc >= spans[i].first && doc < spans[i].end);
            }
            assert_true(inside);
        }
    }
    struct wp_span without = wp_index_placeless(index);
    assert_int_equal(without.end - without.first, DOCS / 10);
    for (uint32_t doc = without.first; doc < without.end; doc++) {
        assert_true(isnan(wp_index_doc(index, doc)->lat_deg));
    }
    wp_index_close(index);
}

static void note_document(uint32_t doc, void *payload)
{
    uint32_t *found = payload;

    found[0]++;
    found[found[0]] = doc;
}

static void a_service_is_found_by_its_id_or_its_beginning(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    unsigned char id[16];
    char uuid[40] = "";
    uint32_t found[8] = {0};

    publish(fixture, DOCS, 1, name);
    struct wp_index *index = open_index(fixture);
    number_id(1234, id);
    for (int i = 0; i < 16; i++) {
        size_t used = strlen(uuid);
        snprintf(uuid + used, sizeof(uuid) - used, "%s%02x",
                 i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", id[i]);
    }
    assert_true(wp_index_find_service(index, uuid, note_document, found));
    assert_int_equal(found[0], 1);
    assert_memory_equal(wp_index_doc(index, found[1])->service_id, id, 16);
    uuid[11] = '\0';
    found[0] = 0;
    assert_true(wp_index_find_service(index, uuid, note_document, found));
    assert_memory_equal(wp_index_doc(index, found[1])->service_id, id, 16);
    uuid[5] = '\0';
    assert_false(wp_index_find_service(index, uuid, note_document, found));
    assert_false(
        wp_index_find_service(index, "zzzzzzzz", note_document, found));
    assert_false(wp_index_find_service(index, "", note_document, found));
    wp_index_close(index);
}

struct hits {
    size_t count;
    double best;
    uint32_t last;
};

static void note_hit(uint32_t doc, double share, void *payload)
{
    struct hits *hits = payload;

    assert_true(share > 0.0 && share <= 1.0);
    assert_true(hits->count == 0 || doc > hits->last);
    hits->last = doc;
    hits->count++;
    hits->best = share > hits->best ? share : hits->best;
}

static struct hits ask(struct wp_index *index, const char *words)
{
    struct hits hits = {0, 0.0, 0};
    struct wp_span all = {0, (uint32_t)wp_index_count(index)};
    struct wp_error err = WP_ERROR_INIT;

    if (wp_index_text(index, words, &all, 1, note_hit, &hits, &err) != WP_OK) {
        fail_msg("%s: %s", words, err.message);
    }
    return hits;
}

static void words_are_found_in_their_other_forms(void **state)
{
    struct fixture *fixture = *state;
    char name[33];

    publish(fixture, 500, 1, name);
    struct wp_index *index = open_index(fixture);
    assert_int_equal(ask(index, "counsel").count, 500);
    assert_int_equal(ask(index, "COUNSELLING").count, 500);
    assert_int_equal(ask(index, "vivienda").count, 500);
    assert_int_equal(ask(index, "corazon").count, 500);
    assert_int_equal(ask(index, "corazón").count, 500);
    assert_int_equal(ask(index, "family").count, 500);
    assert_int_equal(ask(index, "rarewords").count, 10);
    assert_int_equal(ask(index, "number123").count, 1);
    assert_int_equal(ask(index, "nowhere").count, 0);
    assert_int_equal(ask(index, "").count, 0);
    wp_index_close(index);
}

static void plain_words_count_only_when_alone(void **state)
{
    struct fixture *fixture = *state;
    char name[33];

    publish(fixture, 500, 1, name);
    struct wp_index *index = open_index(fixture);
    assert_int_equal(ask(index, "for people and rareword").count, 10);
    assert_int_equal(ask(index, "for").count, 500);
    wp_index_close(index);
}

static void query_syntax_is_only_words(void **state)
{
    static const char *const hostile[] = {"rareword -shelter",
                                          "\"",
                                          "AND",
                                          "NEAR(a b)",
                                          "name:rareword",
                                          "rareword*",
                                          "' OR 1=1",
                                          "(((",
                                          "\xff\xfe\x80",
                                          "a\"\"b OR ",
                                          "{name} :",
                                          "^rareword",
                                          "+ + +",
                                          "--",
                                          ";"};
    struct fixture *fixture = *state;
    char name[33];
    char many[4000] = "";

    publish(fixture, 100, 1, name);
    struct wp_index *index = open_index(fixture);
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        (void)ask(index, hostile[i]);
    }
    for (size_t i = 0; i < 400; i++) {
        size_t used = strlen(many);
        snprintf(many + used, sizeof(many) - used, "number%zu ", i);
    }
    assert_int_equal(ask(index, many).count, 32);
    wp_index_close(index);
}

static void spans_limit_a_text_query(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    struct hits hits = {0, 0.0, 0};
    struct wp_span spans[2] = {{10, 20}, {490, 500}};

    publish(fixture, 500, 1, name);
    struct wp_index *index = open_index(fixture);
    assert_int_equal(
        wp_index_text(index, "people", spans, 2, note_hit, &hits, NULL), WP_OK);
    assert_int_equal(hits.count, 20);
    wp_index_close(index);
}

/* ---- damage ------------------------------------------------------------- */

static long size_of(const char *path)
{
    struct stat info;

    assert_int_equal(stat(path, &info), 0);
    return (long)info.st_size;
}

static void flip_byte(const char *path, long at)
{
    FILE *file = fopen(path, "r+b");
    int byte = 0;

    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    byte = fgetc(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fputc(byte ^ 0x41, file), byte ^ 0x41);
    assert_int_equal(fclose(file), 0);
}

/* Never WP_OK for the two data files, never a crash for any. */
static void damaged_files_are_refused(void **state)
{
    static const char *const files[] = {WP_COLUMNS_FILE, WP_TEXT_FILE};
    struct fixture *fixture = *state;
    char name[33];
    char path[160];
    uint64_t random = 4711;

    publish(fixture, 200, 1, name);
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/index/%s/%s", fixture->home, name,
                 files[i]);
        long size = size_of(path);
        for (int round = 0; round < 300; round++) {
            long at = round < 200 && i == 0
                          ? round * 4
                          : (long)(next_random(&random) % (uint32_t)size);
            struct wp_index *index = NULL;
            flip_byte(path, at);
            enum wp_status status =
                wp_index_open(fixture->home, fixture->vocab, &index, NULL);
            assert_true(status == WP_EPARSE || status == WP_ESCHEMA);
            assert_null(index);
            flip_byte(path, at);
        }
        struct wp_index *index = open_index(fixture);
        wp_index_close(index);
    }
}

static void truncated_files_are_refused(void **state)
{
    static const char *const files[] = {WP_COLUMNS_FILE, WP_TEXT_FILE,
                                        WP_MANIFEST_FILE};
    struct fixture *fixture = *state;
    char path[160];

    for (size_t i = 0; i < 3; i++) {
        for (int part = 0; part < 4; part++) {
            char name[33];
            struct wp_index *index = NULL;
            publish(fixture, 50, 1, name);
            snprintf(path, sizeof(path), "%s/index/%s/%s", fixture->home, name,
                     files[i]);
            assert_int_equal(truncate(path, size_of(path) * part / 4), 0);
            assert_int_equal(
                wp_index_open(fixture->home, fixture->vocab, &index, NULL),
                WP_EPARSE);
        }
    }
}

static void a_pointer_to_nowhere_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    char path[160];
    struct wp_index *index = NULL;

    publish(fixture, 10, 1, name);
    assert_int_equal(wp_generation_point(fixture->home,
                                         "0123456789abcdef0123456789abcdef",
                                         NULL),
                     WP_OK);
    assert_int_equal(wp_index_open(fixture->home, fixture->vocab, &index, NULL),
                     WP_EPARSE);
    snprintf(path, sizeof(path), "%s/index/current", fixture->home);
    assert_int_equal(truncate(path, 5), 0);
    assert_int_equal(wp_index_open(fixture->home, fixture->vocab, &index, NULL),
                     WP_EPARSE);
}

static void an_open_index_outlives_its_generation(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    char folder[160];

    publish(fixture, 300, 1, name);
    struct wp_index *index = open_index(fixture);
    snprintf(folder, sizeof(folder), "%s/index/%s", fixture->home, name);
    wp_generation_discard(folder);
    assert_int_equal(ask(index, "people").count, 300);
    wp_index_close(index);
}

static void only_the_newest_generations_are_kept(void **state)
{
    struct fixture *fixture = *state;
    char name[33];
    char first[33] = "";
    char path[160];

    for (uint32_t docs = 1; docs <= 8; docs++) {
        publish(fixture, docs, 1, name);
        if (docs == 1) {
            memcpy(first, name, sizeof(first));
        }
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    wp_generation_prune(fixture->home, name);
    snprintf(path, sizeof(path), "%s/index/%s", fixture->home, first);
    assert_int_not_equal(access(path, F_OK), 0);
    snprintf(path, sizeof(path), "%s/index", fixture->home);
    assert_int_equal(count_entries(path), WP_GENERATIONS_KEPT + 1);
    wp_index_close(open_index(fixture));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(nothing_published_is_not_found),
        TEST(an_empty_directory_has_an_empty_index),
        TEST(order_of_adding_changes_nothing),
        TEST(postings_hold_exactly_the_documents_with_the_need),
        TEST(near_holds_every_document_within_the_radius),
        TEST(a_service_is_found_by_its_id_or_its_beginning),
        TEST(words_are_found_in_their_other_forms),
        TEST(plain_words_count_only_when_alone),
        TEST(query_syntax_is_only_words),
        TEST(spans_limit_a_text_query),
        TEST(damaged_files_are_refused),
        TEST(truncated_files_are_refused),
        TEST(a_pointer_to_nowhere_is_refused),
        TEST(an_open_index_outlives_its_generation),
        TEST(only_the_newest_generations_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
