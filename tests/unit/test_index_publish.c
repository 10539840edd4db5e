/* tests/unit/test_index_publish.c - from ingest to an index that answers */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"
#include "waypost/publish.h"

#include "index/reader.h"
#include "support/folder_support.h"
#include "support/test.h"

#define NOW "2026-11-23T12:00:00Z"

struct fixture {
    struct wp_vocab *vocab;
    char homes[2][64];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    assert_non_null(fixture);
    assert_int_equal(wp_vocab_create(&fixture->vocab, NULL), WP_OK);
    for (int i = 0; i < 2; i++) {
        snprintf(fixture->homes[i], sizeof(fixture->homes[i]),
                 "/tmp/wp-publish-XXXXXX");
        assert_non_null(mkdtemp(fixture->homes[i]));
    }
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(remove_folder(fixture->homes[0]), 0);
    assert_int_equal(remove_folder(fixture->homes[1]), 0);
    wp_vocab_destroy(fixture->vocab);
    free(fixture);
    return 0;
}

/* ---- a small directory -------------------------------------------------- */

/* One service, its organization and its place, as one row of a source. */
struct entry {
    const char *key, *name, *organization, *description, *need;
    const char *location; /* key of the place, or NULL */
    const char *street, *city, *zip, *latitude, *longitude;
    const char *location_type;
    const char *assured;
};

static const struct entry entries[] = {
    {"pantry", "Mesa Street Food Pantry", "Neighbors Table",
     "Groceries and canned goods every week.", "food.pantry", "pantry-site",
     "10 Mesa St", "Phoenix", "85003", "33.4510", "-112.0790", "physical",
     "2026-03-01"},
    {"family", "Casa de la Familia", "Neighbors Table",
     "Viviendas para familias. Consejería en español.",
     "housing.shelter.family", "family-site", "77 Palm Ave", "Glendale",
     "85301", NULL, NULL, "physical", "2026-04-01"},
    {"line", "Arizona Help Line", "Listening Post",
     "Somebody to talk to, day and night.", "mh.crisis", NULL, NULL, NULL, NULL,
     NULL, NULL, NULL, "2026-05-01"},
    {"online", "Online Groups", "Listening Post", "Groups over video.",
     "mh.support_group", "online-site", NULL, NULL, NULL, NULL, NULL, "virtual",
     NULL},
    {"haven", "Quiet Haven", "Haven Women",
     "Safe beds at 1 CANARY Hidden  Lane, Sedona 86336. Call us first.",
     "safety.dv.shelter", "haven-site", "1 Canary Hidden Lane", "Sedona",
     "86336", "34.861234", "-111.789456", "physical", "2026-02-02"},
    {"haven-legal", "Legal Advocate", "Haven Women",
     "Help with protective orders.", "legal.protective_order", "haven-site",
     "1 Canary Hidden Lane", "Sedona", "86336", "34.861234", "-111.789456",
     "physical", "2026-02-02"},
};
#define ENTRY_COUNT (sizeof(entries) / sizeof(entries[0]))

static const char *id_of(const char *entity, const char *key, char id[64])
{
    char uuid[WP_UUID_TEXT];

    wp_uuid_map("test", entity, key, uuid);
    memcpy(id, uuid, sizeof(uuid));
    return id;
}

static void put(struct wp_ingest *ingest, enum wp_entity entity,
                const char *const *pairs)
{
    struct wp_record record = {.entity = entity};
    struct wp_error err = WP_ERROR_INIT;

    for (; pairs[0] != NULL; pairs += 2) {
        wp_record_set(&record, pairs[0], pairs[1]);
    }
    if (wp_ingest_put(ingest, &record, &err) != WP_OK) {
        fail_msg("%s: %s", wp_entity(entity)->name, err.message);
    }
}

#define PUT(ingest, entity, ...) \
    put(ingest, entity, (const char *const[]){__VA_ARGS__, NULL})

static void put_place(struct wp_ingest *ingest, const struct entry *entry)
{
    char service[64];
    char at[64];
    char location[64];
    char address[64];
    char area[64];

    id_of("service", entry->key, service);
    id_of("service_at_location", entry->key, at);
    id_of("location", entry->location, location);
    PUT(ingest, WP_LOCATION, "id", location, "location_type",
        entry->location_type, "latitude", entry->latitude, "longitude",
        entry->longitude);
    PUT(ingest, WP_SERVICE_AT_LOCATION, "id", at, "service_id", service,
        "location_id", location);
    if (entry->street != NULL) {
        PUT(ingest, WP_ADDRESS, "id",
            id_of("address", entry->location, address), "location_id", location,
            "address_1", entry->street, "city", entry->city, "state_province",
            "AZ", "postal_code", entry->zip, "country", "US", "address_type",
            "physical");
        PUT(ingest, WP_SERVICE_AREA, "id",
            id_of("service_area", entry->key, area), "service_id", service,
            "extent_type", "zip", "extent", entry->zip);
    }
}

static void put_entry(struct wp_ingest *ingest, const struct entry *entry)
{
    struct wp_error err = WP_ERROR_INIT;
    struct wp_raw_row row = {.table = "test",
                             .key = entry->key,
                             .format = "json",
                             .bytes = entry->name,
                             .size = strlen(entry->name),
                             .path = "test.json",
                             .line = 1};
    enum wp_row_verdict verdict;
    char service[64];
    char organization[64];
    char phone[64];
    struct wp_fact fact = WP_FACT_INIT;

    assert_int_equal(wp_ingest_row(ingest, &row, &verdict, &err), WP_OK);
    if (verdict == WP_ROW_UNCHANGED || verdict == WP_ROW_REPEATED) {
        return;
    }
    id_of("service", entry->key, service);
    id_of("organization", entry->organization, organization);
    PUT(ingest, WP_ORGANIZATION, "id", organization, "name",
        entry->organization, "description", "An organization.");
    PUT(ingest, WP_SERVICE, "id", service, "organization_id", organization,
        "name", entry->name, "description", entry->description, "status",
        "active", "assured_date", entry->assured, "minimum_age", "18");
    PUT(ingest, WP_PHONE, "id", id_of("phone", entry->key, phone), "service_id",
        service, "number", "+16025550123");
    if (entry->location != NULL) {
        put_place(ingest, entry);
    }
    fact.kind = WP_FACT_NEED;
    fact.service_id = service;
    fact.code = entry->need;
    fact.field = "need";
    fact.evidence = entry->need;
    assert_int_equal(wp_ingest_fact(ingest, &fact, &err), WP_OK);
}

/* Import some entries as one source, from first to last or back. */
static void import(const char *home, const char *source, size_t first,
                   size_t end, bool backwards)
{
    struct wp_store *store = NULL;
    struct wp_ingest *ingest = NULL;
    struct wp_error err = WP_ERROR_INIT;
    struct wp_ingest_counts counts;
    struct wp_source_info info = {
        .name = source, .title = source, .format = "test"};
    struct wp_ingest_options options = {.now = NOW, .mapper = "test 1"};

    if (wp_store_open(home, WP_STORE_WRITE, &store, &err) != WP_OK ||
        wp_ingest_begin(store, &info, &options, &ingest, &err) != WP_OK) {
        fail_msg("%s", err.message);
    }
    for (size_t i = first; i < end; i++) {
        put_entry(ingest, &entries[backwards ? end - 1 - (i - first) : i]);
    }
    if (wp_ingest_finish(ingest, &counts, &err) != WP_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(counts.read, (long)(end - first));
    wp_store_close(store);
}

static bool publish(const char *home, char generation[WP_GENERATION_TEXT])
{
    struct wp_store *store = NULL;
    struct wp_error err = WP_ERROR_INIT;
    bool changed = false;

    if (wp_store_open(home, WP_STORE_WRITE, &store, &err) != WP_OK ||
        wp_publish(store, generation, &changed, &err) != WP_OK) {
        fail_msg("%s", err.message);
    }
    wp_store_close(store);
    return changed;
}

static struct wp_index *open_all(struct fixture *fixture)
{
    char generation[WP_GENERATION_TEXT];
    struct wp_index *index = NULL;
    struct wp_error err = WP_ERROR_INIT;

    import(fixture->homes[0], "one", 0, ENTRY_COUNT, false);
    assert_true(publish(fixture->homes[0], generation));
    if (wp_index_open(fixture->homes[0], fixture->vocab, &index, &err) !=
        WP_OK) {
        fail_msg("%s", err.message);
    }
    assert_string_equal(wp_index_generation(index), generation);
    return index;
}

static void take_last(uint32_t doc, void *payload)
{
    *(uint32_t *)payload = doc;
}

static const struct wp_doc *find(struct wp_index *index, const char *key,
                                 uint32_t *ret_doc)
{
    char id[64];

    if (!wp_index_find_service(index, id_of("service", key, id), take_last,
                               ret_doc)) {
        fail_msg("%s is not in the index", key);
    }
    return wp_index_doc(index, *ret_doc);
}

/* ---- tests -------------------------------------------------------------- */

static void documents_know_where_they_are(void **state)
{
    struct wp_index *index = open_all(*state);
    uint32_t doc = 0;

    assert_int_equal(wp_index_count(index), ENTRY_COUNT);
    const struct wp_doc *pantry = find(index, "pantry", &doc);
    assert_true(fabs(pantry->lat_deg - 33.4510) < 1e-9);
    assert_int_equal(pantry->flags, 0);
    assert_string_equal(pantry->zip, "85003");
    assert_string_equal(pantry->county, "04013");
    assert_memory_equal(pantry->state, "AZ", 2);
    assert_int_equal(pantry->status, WP_DOC_ACTIVE);
    assert_int_equal(pantry->asserted_day, 20513); /* 2026-03-01 */
    assert_string_equal(wp_index_string(index, pantry->source), "one");
    const struct wp_doc *family = find(index, "family", &doc);
    assert_int_equal(family->flags, WP_DOC_GEO_FROM_ZIP);
    assert_true(fabs(family->lat_deg - 33.53) < 0.1);
    assert_int_equal(find(index, "line", &doc)->flags, WP_DOC_PLACELESS);
    const struct wp_doc *online = find(index, "online", &doc);
    assert_int_equal(online->flags, WP_DOC_PLACELESS);
    assert_int_equal(online->asserted_day, WP_DAY_UNKNOWN);
    wp_index_close(index);
}

static void cards_show_what_people_need(void **state)
{
    struct wp_index *index = open_all(*state);
    uint32_t doc = 0;
    const struct wp_doc *pantry = find(index, "pantry", &doc);

    assert_string_equal(
        wp_index_string(index, pantry->card),
        "{\"name\":\"Mesa Street Food Pantry\","
        "\"organization\":\"Neighbors Table\",\"status\":\"active\","
        "\"description\":\"Groceries and canned goods every week.\","
        "\"city\":\"Phoenix\",\"state\":\"AZ\",\"address\":\"10 Mesa St\","
        "\"postal_code\":\"85003\","
        "\"phones\":[{\"number\":\"+16025550123\"}]}");
    wp_index_close(index);
}

static void facts_are_derived_and_found(void **state)
{
    struct wp_index *index = open_all(*state);
    uint32_t doc = 0;
    const uint32_t *docs = NULL;
    size_t count = 0;
    struct fixture *fixture = *state;

    (void)find(index, "pantry", &doc);
    assert_int_equal(wp_index_concept(index,
                                      wp_vocab_concept_by_slug(fixture->vocab,
                                                               "food.pantry"),
                                      &docs),
                     1);
    assert_int_equal(docs[0], doc);
    assert_int_equal(wp_index_coverage(index, "zip:85003", &docs), 1);
    assert_int_equal(docs[0], doc);
    const struct wp_doc_fact *age =
        wp_index_facts(index, doc, WP_FACT_ELIGIBILITY, &count);
    assert_int_equal(count, 1);
    assert_string_equal(wp_index_string(index, age->code), "age");
    assert_true(age->lo == 216.0F && isnan(age->hi));
    const struct wp_fact_proof *proof = wp_index_proof(index, age);
    assert_string_equal(wp_index_string(index, proof->source), "one");
    assert_string_equal(wp_index_string(index, proof->field), "minimum_age");
    assert_int_equal(proof->asserted_day, 20513);
    assert_null(wp_index_facts(index, doc, WP_FACT_PAYER, &count));
    assert_int_equal(count, 0);
    wp_index_close(index);
}

static void note_text(uint32_t doc, double share, void *payload)
{
    assert_true(share > 0.0 && share <= 1.0);
    *(uint32_t *)payload = doc;
}

static void words_find_services_in_two_languages(void **state)
{
    struct wp_index *index = open_all(*state);
    struct wp_span all = {0, (uint32_t)wp_index_count(index)};
    uint32_t family = 0;

    (void)find(index, "family", &family);
    const char *words[] = {"vivienda", "CONSEJERIA", "Casa de familias"};
    for (size_t i = 0; i < 3; i++) {
        uint32_t found = UINT32_MAX;
        assert_int_equal(
            wp_index_text(index, words[i], &all, 1, note_text, &found, NULL),
            WP_OK);
        assert_int_equal(found, family);
    }
    wp_index_close(index);
}

/* ---- hidden places ------------------------------------------------------ */

static char *read_whole(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    *ret_size = (size_t)size;
    return bytes;
}

static bool holds(const char *bytes, size_t size, const void *what,
                  size_t length)
{
    for (size_t i = 0; i + length <= size; i++) {
        if (memcmp(bytes + i, what, length) == 0) {
            return true;
        }
    }
    return false;
}

static void expect_nowhere(const char *folder, const void *what, size_t length)
{
    DIR *listing = opendir(folder);
    const struct dirent *entry = NULL;

    assert_non_null(listing);
    while ((entry = readdir(listing)) != NULL) {
        char path[512];
        size_t size = 0;
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        char *bytes = read_whole(path, &size);
        if (holds(bytes, size, what, length)) {
            fail_msg("%s holds %.20s", path, (const char *)what);
        }
        free(bytes);
    }
    closedir(listing);
}

static void a_hidden_place_is_in_no_byte(void **state)
{
    static const char *const texts[] = {"Canary", "canary", "CANARY", "86336",
                                        "34.86",  "111.78", "861234", "789456"};
    struct fixture *fixture = *state;
    struct wp_index *index = open_all(fixture);
    double degrees[] = {34.861234, -111.789456};
    char folder[160];
    uint32_t doc = 0;
    const uint32_t *docs = NULL;

    snprintf(folder, sizeof(folder), "%s/index/%s", fixture->homes[0],
             wp_index_generation(index));
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        expect_nowhere(folder, texts[i], strlen(texts[i]));
    }
    for (size_t i = 0; i < 2; i++) {
        float narrow = (float)degrees[i];
        expect_nowhere(folder, &degrees[i], sizeof(degrees[i]));
        expect_nowhere(folder, &narrow, sizeof(narrow));
    }
    const struct wp_doc *haven = find(index, "haven", &doc);
    assert_int_equal(haven->flags, WP_DOC_CONFIDENTIAL);
    assert_true(isnan(haven->lat_deg) && isnan(haven->lon_deg));
    assert_string_equal(haven->zip, "");
    assert_string_equal(haven->county, "04025");
    assert_non_null(strstr(wp_index_string(index, haven->card), "Sedona"));
    assert_non_null(
        strstr(wp_index_string(index, haven->card), "+16025550123"));
    assert_non_null(strstr(wp_index_string(index, haven->card),
                           "Safe beds at [withheld], Sedona"));
    assert_int_equal(wp_index_coverage(index, "zip:86336", &docs), 0);
    assert_int_equal(wp_index_coverage(index, "county:04025", &docs), 2);
    wp_index_close(index);
}

static void a_neighbour_does_not_give_a_hidden_place_away(void **state)
{
    struct wp_index *index = open_all(*state);
    uint32_t doc = 0;
    const struct wp_doc *legal = find(index, "haven-legal", &doc);

    assert_true((legal->flags & WP_DOC_CONFIDENTIAL) != 0);
    assert_true(isnan(legal->lat_deg));
    assert_null(strstr(wp_index_string(index, legal->card), "address"));
    wp_index_close(index);
}

/* ---- generations -------------------------------------------------------- */

static void expect_same_file(struct fixture *fixture, const char *generation,
                             const char *name)
{
    char path[256];
    size_t sizes[2];
    char *bytes[2];

    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/index/%s/%s", fixture->homes[i],
                 generation, name);
        bytes[i] = read_whole(path, &sizes[i]);
    }
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(bytes[0], bytes[1], sizes[0]);
    free(bytes[0]);
    free(bytes[1]);
}

static void the_order_of_imports_changes_no_byte(void **state)
{
    struct fixture *fixture = *state;
    char one[WP_GENERATION_TEXT];
    char two[WP_GENERATION_TEXT];

    import(fixture->homes[0], "first", 0, 3, false);
    import(fixture->homes[0], "second", 3, ENTRY_COUNT, false);
    import(fixture->homes[1], "second", 3, ENTRY_COUNT, true);
    import(fixture->homes[1], "first", 0, 3, true);
    assert_true(publish(fixture->homes[0], one));
    assert_true(publish(fixture->homes[1], two));
    assert_string_equal(one, two);
    expect_same_file(fixture, one, "columns.bin");
    expect_same_file(fixture, one, "text.db");
    expect_same_file(fixture, one, "manifest.json");
}

static void publishing_again_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    char one[WP_GENERATION_TEXT];
    char two[WP_GENERATION_TEXT];

    import(fixture->homes[0], "one", 0, 3, false);
    assert_true(publish(fixture->homes[0], one));
    assert_false(publish(fixture->homes[0], two));
    assert_string_equal(one, two);
    import(fixture->homes[0], "one", 0, 3, true);
    assert_false(publish(fixture->homes[0], two));
    assert_string_equal(one, two);
    import(fixture->homes[0], "one", 0, 4, false);
    assert_true(publish(fixture->homes[0], two));
    assert_string_not_equal(one, two);
}

static void a_damaged_generation_is_built_anew(void **state)
{
    struct fixture *fixture = *state;
    char generation[WP_GENERATION_TEXT];
    char path[256];
    struct wp_index *index = NULL;

    import(fixture->homes[0], "one", 0, 3, false);
    assert_true(publish(fixture->homes[0], generation));
    snprintf(path, sizeof(path), "%s/index/%s/text.db", fixture->homes[0],
             generation);
    assert_int_equal(remove(path), 0);
    assert_int_equal(
        wp_index_open(fixture->homes[0], fixture->vocab, &index, NULL),
        WP_EPARSE);
    assert_true(publish(fixture->homes[0], generation));
    assert_int_equal(
        wp_index_open(fixture->homes[0], fixture->vocab, &index, NULL), WP_OK);
    wp_index_close(index);
}

static void nothing_of_a_build_stays_behind(void **state)
{
    struct fixture *fixture = *state;
    char generation[WP_GENERATION_TEXT];
    char path[256];

    import(fixture->homes[0], "one", 0, 3, false);
    snprintf(path, sizeof(path), "%s/index", fixture->homes[0]);
    assert_int_equal(mkdir(path, 0777), 0);
    snprintf(path, sizeof(path), "%s/index/.tmp-crash", fixture->homes[0]);
    assert_int_equal(mkdir(path, 0777), 0);
    snprintf(path, sizeof(path), "%s/index/.tmp-crash/x", fixture->homes[0]);
    fclose(fopen(path, "w"));
    assert_true(publish(fixture->homes[0], generation));
    snprintf(path, sizeof(path), "%s/index", fixture->homes[0]);
    assert_int_equal(count_entries(path), 2);
}

static void nothing_published_has_no_current(void **state)
{
    struct fixture *fixture = *state;
    char generation[WP_GENERATION_TEXT];

    assert_int_equal(wp_publish_current(fixture->homes[0], generation, NULL),
                     WP_ENOTFOUND);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(documents_know_where_they_are),
        TEST(cards_show_what_people_need),
        TEST(facts_are_derived_and_found),
        TEST(words_find_services_in_two_languages),
        TEST(a_hidden_place_is_in_no_byte),
        TEST(a_neighbour_does_not_give_a_hidden_place_away),
        TEST(the_order_of_imports_changes_no_byte),
        TEST(publishing_again_changes_nothing),
        TEST(a_damaged_generation_is_built_anew),
        TEST(nothing_of_a_build_stays_behind),
        TEST(nothing_published_has_no_current),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
