/*
 * tests/support/subject.h - a client and a record written by hand
 *
 *     struct bench bench;
 *     bench_open(&bench);
 *     bench.client.age_years = 34;
 *     fact(&bench, WP_FACT_ELIGIBILITY, "age", WP_STANCE_ONLY, 216, 263);
 *     assert_int_equal(wp_gate_age(ASK(&bench)).verdict, WP_FAILS);
 *     bench_close(&bench);
 */
#ifndef TESTS_SUPPORT_SUBJECT_H
#define TESTS_SUPPORT_SUBJECT_H

#include <math.h>
#include <string.h>

#include "match/assess.h"
#include "support/test.h"

#define BENCH_FACTS 32

struct bench {
    struct wp_vocab *vocab;
    struct wp_client client;
    struct wp_arena arena;
    struct wp_ask ask;
    struct wp_subject subject;
    struct wp_datum data[BENCH_FACTS];
    size_t count;
};

static inline int32_t day_of(const char *date)
{
    int32_t day = 0;

    assert_true(wp_ask_day(date, &day));
    return day;
}

static inline void bench_open(struct bench *bench)
{
    memset(bench, 0, sizeof(*bench));
    assert_int_equal(wp_vocab_create(&bench->vocab, NULL), WP_OK);
    bench->client.age_years = NAN;
    bench->client.income_usd_per_year = NAN;
    bench->client.income_fpl_percent = NAN;
    bench->client.within_m = WP_WITHIN_DEFAULT_M;
    memcpy(bench->client.as_of, "2026-11-23", 11);
    bench->subject.lat_deg = NAN;
    bench->subject.lon_deg = NAN;
    bench->subject.distance_m = NAN;
    bench->subject.asserted_day = day_of("2026-11-01");
    bench->subject.source = "Test list";
    bench->subject.data = bench->data;
}

static inline void bench_close(struct bench *bench)
{
    wp_arena_clear(&bench->arena);
    wp_vocab_destroy(bench->vocab);
}

/* Facts must be added kind by kind, in the order of enum wp_fact_kind. */
static inline struct wp_datum *fact(struct bench *bench, enum wp_fact_kind kind,
                                    const char *code, enum wp_stance stance,
                                    double lo, double hi)
{
    struct wp_datum *datum = &bench->data[bench->count++];

    *datum = (struct wp_datum){
        .kind = kind,
        .stance = stance,
        .number = -1,
        .code = code,
        .lo = lo,
        .hi = hi,
        .weight = 1.0,
        .asserted_day = day_of("2026-11-20"),
        .from_day = WP_DAY_UNKNOWN,
        .to_day = WP_DAY_UNKNOWN,
        .note = "",
        .field = "",
        .evidence = "",
        .source = "Test list",
    };
    if (kind == WP_FACT_NEED) {
        datum->number = wp_vocab_concept_by_slug(bench->vocab, code);
        assert_true(datum->number >= 0);
    } else if (kind == WP_FACT_PAYER) {
        datum->number = wp_vocab_payer_by_code(bench->vocab, code);
        assert_true(datum->number >= 0);
    }
    for (int k = kind + 1; k <= WP_FACT_KIND_COUNT; k++) {
        bench->subject.first[k] = bench->count;
    }
    return datum;
}

static inline void forget_facts(struct bench *bench)
{
    bench->count = 0;
    memset(bench->subject.first, 0, sizeof(bench->subject.first));
}

static inline void want(struct bench *bench, const char *slug)
{
    struct wp_need *need = &bench->client.needs[bench->client.need_count++];
    const int concept = wp_vocab_concept_by_slug(bench->vocab, slug);

    assert_true(concept >= 0);
    *need = (struct wp_need){
        .concepts = {{concept, 1.0, slug}},
        .concept_count = 1,
    };
}

static inline void pay_with(struct bench *bench, const char *code,
                            const char *label)
{
    const int payer = wp_vocab_payer_by_code(bench->vocab, code);

    assert_true(payer >= 0);
    bench->client.payers[bench->client.payer_count++] =
        (struct wp_client_payer){.payer = payer, .label = label};
}

static inline void stand_in(struct bench *bench, const char *zip,
                            const char *county, const char *state)
{
    struct wp_near *near = &bench->client.near;

    near->stated = true;
    near->label = zip;
    memcpy(near->zip, zip, strlen(zip) + 1);
    memcpy(near->county, county, strlen(county) + 1);
    memcpy(near->state, state, strlen(state) + 1);
}

static inline const struct wp_ask *asked(struct bench *bench)
{
    assert_int_equal(wp_ask_init(&bench->ask, &bench->client, bench->vocab,
                                 WP_ASK_MATCH, &bench->arena, NULL),
                     WP_OK);
    return &bench->ask;
}

#define ASK(bench) asked(bench), &(bench)->subject

static inline int bench_setup(void **state)
{
    struct bench *bench = test_malloc(sizeof(*bench));

    bench_open(bench);
    *state = bench;
    return 0;
}

static inline int bench_teardown(void **state)
{
    bench_close(*state);
    test_free(*state);
    return 0;
}

#define BENCH_TEST(name) \
    cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

#endif /* TESTS_SUPPORT_SUBJECT_H */
