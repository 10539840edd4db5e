/*
 * tests/support/town.h - a made-up town in a real index generation
 *
 *     town_open(&town);
 *     town_add(&town, &(struct lot){.service = 1, .need = "food.pantry", ...});
 *     town_publish(&town);      ... town.index ...
 *     town_close(&town);
 *
 * Built through engine/index, so that candidates, text and positions are the
 * real ones; no store and no importer is involved.
 */
#ifndef TESTS_SUPPORT_TOWN_H
#define TESTS_SUPPORT_TOWN_H

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "waypost/client.h"
#include "waypost/match.h"

#include "index/build.h"
#include "index/generation.h"
#include "index/manifest.h"
#include "match/ask.h"
#include "support/test.h"

#define LOT_FACTS 12

/* Half a degree around this point is the town. */
#define TOWN_LAT_DEG 33.5
#define TOWN_LON_DEG (-112.2)

struct lot_fact {
    enum wp_fact_kind kind;
    const char *code;
    enum wp_stance stance;
    double lo, hi; /* 0, 0: open */
    const char *note, *date;
};

/* One service at one place (or none). */
struct lot {
    unsigned service, organization, place; /* place 0: none */
    const char *name, *need, *description, *state;
    double north_m, east_m; /* from the middle of the town */
    enum wp_doc_status status;
    unsigned flags;
    const char *asserted;
    struct lot_fact facts[LOT_FACTS]; /* up to the first without a code */
};

struct town {
    char home[64];
    struct wp_vocab *vocab;
    struct wp_build *build;
    char *folder;
    size_t count;
    struct wp_index *index;
};

static inline void must(enum wp_status status, const struct wp_error *err)
{
    if (status != WP_OK) {
        fail_msg("%s", err->message);
    }
}

static inline void town_open(struct town *town)
{
    struct wp_error err = WP_ERROR_INIT;

    memset(town, 0, sizeof(*town));
    must(wp_vocab_create(&town->vocab, &err), &err);
    snprintf(town->home, sizeof(town->home), "/tmp/wp-town-XXXXXX");
    assert_non_null(mkdtemp(town->home));
    must(wp_generation_begin(town->home, &town->folder, &err), &err);
    must(wp_build_create(town->folder, town->vocab, &town->build, &err), &err);
}

static inline int32_t town_day(const char *date)
{
    int32_t day = WP_DAY_UNKNOWN;

    if (date) {
        assert_true(wp_ask_day(date, &day));
    }
    return day;
}

static inline struct wp_draft_fact town_fact(const struct town *town,
                                             const struct lot_fact *fact)
{
    const bool open = fact->lo == 0 && fact->hi == 0;
    int number = 0;

    if (fact->kind == WP_FACT_NEED) {
        number = wp_vocab_concept_by_slug(town->vocab, fact->code);
    } else if (fact->kind == WP_FACT_PAYER) {
        number = wp_vocab_payer_by_code(town->vocab, fact->code);
    }
    assert_true(number >= 0);
    return (struct wp_draft_fact){
        .kind = fact->kind,
        .stance = fact->stance,
        .number = (uint32_t)number,
        .code = fact->code,
        .lo = open && fact->kind != WP_FACT_CAPACITY ? NAN : fact->lo,
        .hi = open ? NAN : fact->hi,
        .weight = 1.0,
        .note = fact->note,
        .evidence = "said so",
        .source = "Town list",
        .asserted_day = town_day(fact->date),
        .from_day = WP_DAY_UNKNOWN,
        .to_day = WP_DAY_UNKNOWN,
    };
}

/* Services sort by number; ids look like 00000001-0101-... */
static inline void town_id(unsigned kind, unsigned number, unsigned char id[16])
{
    memset(id, (int)kind, 16);
    id[0] = (unsigned char)(number >> 24);
    id[1] = (unsigned char)(number >> 16);
    id[2] = (unsigned char)(number >> 8);
    id[3] = (unsigned char)number;
}

static inline void town_add(struct town *town, const struct lot *lot)
{
    struct wp_draft_fact facts[LOT_FACTS + 1];
    struct wp_error err = WP_ERROR_INIT;
    char card[512];
    struct wp_draft draft = {
        .doc = {.lat_deg = NAN,
                .lon_deg = NAN,
                .status = (uint8_t)lot->status,
                .flags = (uint8_t)lot->flags,
                .asserted_day = town_day(lot->asserted)},
        .card = card,
        .source = "Town list",
        .texts = {lot->name, NULL, lot->description, NULL, NULL},
        .facts = facts,
    };

    if (lot->need) {
        facts[draft.fact_count++] =
            town_fact(town, &(struct lot_fact){.kind = WP_FACT_NEED,
                                               .code = lot->need,
                                               .stance = WP_STANCE_ACCEPTS});
    }
    for (size_t i = 0; i < LOT_FACTS && lot->facts[i].code; i++) {
        facts[draft.fact_count++] = town_fact(town, &lot->facts[i]);
    }
    snprintf(card, sizeof(card),
             "{\"name\":\"%s\",\"organization\":\"Org %u\",\"address\":\"%u "
             "Hidden Rd\",\"city\":\"Town\",\"state\":\"AZ\",\"postal_code\":"
             "\"85301\",\"phones\":[{\"number\":\"+16025550100\"}]}",
             lot->name ? lot->name : "Service", lot->organization, lot->place);
    town_id(1, lot->service, draft.doc.service_id);
    town_id(2, lot->organization, draft.organization_id);
    memcpy(draft.doc.state, lot->state ? lot->state : "AZ", 2);
    if (lot->place == 0) {
        draft.doc.flags |= WP_DOC_PLACELESS;
    } else {
        town_id(3, lot->place, draft.doc.location_id);
        town_id(4, lot->place, draft.at_id);
        if (!(lot->flags & WP_DOC_CONFIDENTIAL)) {
            draft.doc.lat_deg = TOWN_LAT_DEG + lot->north_m / 111195.0;
            draft.doc.lon_deg =
                TOWN_LON_DEG + lot->east_m / (111195.0 * 0.8339);
        }
    }
    must(wp_build_add(town->build, &draft, &err), &err);
    town->count++;
}

static inline void town_publish(struct town *town)
{
    struct wp_manifest manifest = {.format = WP_INDEX_FORMAT,
                                   .documents = town->count};
    struct wp_error err = WP_ERROR_INIT;
    char name[33];

    must(wp_build_columns(town->build, &err), &err);
    must(wp_build_text(town->build, &err), &err);
    wp_build_content(town->build, name);
    memcpy(manifest.generation, name, sizeof(name));
    snprintf(manifest.vocabulary, sizeof(manifest.vocabulary), "%s",
             wp_vocab_fingerprint(town->vocab));
    must(wp_analyzer_fingerprint(manifest.analyzer, &err), &err);
    must(wp_file_hash(town->folder, WP_COLUMNS_FILE, &manifest.files[0], &err),
         &err);
    must(wp_file_hash(town->folder, WP_TEXT_FILE, &manifest.files[1], &err),
         &err);
    must(wp_manifest_write(town->folder, &manifest, &err), &err);
    must(wp_generation_settle(town->home, town->folder, name, &err), &err);
    must(wp_generation_point(town->home, name, &err), &err);
    wp_build_destroy(town->build);
    town->build = NULL;
    must(wp_index_open(town->home, town->vocab, &town->index, &err), &err);
}

static inline int town_remove(const char *path, const struct stat *info,
                              int kind, struct FTW *walk)
{
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static inline void town_close(struct town *town)
{
    wp_index_close(town->index);
    wp_build_destroy(town->build);
    wp_vocab_destroy(town->vocab);
    free(town->folder);
    assert_int_equal(nftw(town->home, town_remove, 16, FTW_DEPTH | FTW_PHYS),
                     0);
}

/* A client in the middle of the town who has stated nothing else. */
static inline struct wp_client town_client(const struct town *town,
                                           const char *need)
{
    struct wp_client client = {
        .within_m = WP_WITHIN_DEFAULT_M,
        .age_years = NAN,
        .income_usd_per_year = NAN,
        .income_fpl_percent = NAN,
        .as_of = "2026-11-23",
        .near = {.stated = true,
                 .lat_deg = TOWN_LAT_DEG,
                 .lon_deg = TOWN_LON_DEG,
                 .label = "the middle of town",
                 .zip = "85301",
                 .state = "AZ",
                 .county = "04013"},
        .limit = 10,
    };

    if (need) {
        const int concept = wp_vocab_concept_by_slug(town->vocab, need);

        assert_true(concept >= 0);
        client.needs[client.need_count++] = (struct wp_need){
            .concepts = {{concept, 1.0, need}}, .concept_count = 1};
    }
    return client;
}

#endif /* TESTS_SUPPORT_TOWN_H */
