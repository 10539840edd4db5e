/*
 * tests/property/prop_match.c - what holds for every client and every record
 *
 * Random towns in a real index, random clients, and random hand-made records
 * where "all else equal" has to be arranged. SEED=n repeats a failure.
 */
#include "waypost/render.h"

#include "match/arrange.h"
#include "support/town.h"

#define LOTS    300
#define CLIENTS 120
#define RECORDS 3000

/* ---- one stream of numbers ---------------------------------------------- */

static uint64_t seed_state;
static unsigned long seed;

static unsigned pick(unsigned below)
{
    seed_state = seed_state * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((seed_state >> 33) % below);
}

static bool chance(unsigned percent)
{
    return pick(100) < percent;
}

static void start(unsigned long offset)
{
    const char *text = getenv("SEED");

    seed = text ? strtoul(text, NULL, 10) : 20261123UL;
    seed_state = seed * 77777UL + offset;
    print_message("# SEED=%lu\n", seed);
}

#define PICK(list) (list)[pick(sizeof(list) / sizeof((list)[0]))]

static const char *const needs[] = {
    "food.pantry",
    "food.meal",
    "housing.shelter",
    "housing.shelter.emergency",
    "sud.moud",
    "sud.moud.methadone",
    "sud.withdrawal_management",
    "sud.residential",
    "sud.iop",
    "housing.sober_living",
    "mh.outpatient",
    "safety.dv.shelter",
};
static const char *const payers[] = {
    "medicaid",      "medicaid:AZ", "mco:az_mercy_care", "medicare", "private",
    "carrier:aetna", "free",        "sliding_fee",       "self_pay", "tricare"};
static const char *const groups[] = {"sex:female",
                                     "sex:male",
                                     "veteran",
                                     "pregnant",
                                     "household:family",
                                     "household:single",
                                     "household:couple",
                                     "situation:homeless",
                                     "situation:senior",
                                     "document:photo_id",
                                     "sobriety:sober",
                                     "record:felony",
                                     "situation:dv_survivor"};
static const char *const attributes[] = {"pets:dog", "wheelchair", "walk_in",
                                         "moud_allowed"};
static const char *const areas[] = {"county:04013", "county:04019", "state:AZ",
                                    "nation:US", "zip:85301"};
static const char *const dates[] = {"2026-11-20", "2026-06-01", "2025-11-23",
                                    "2024-01-01", NULL};

/* ---- random records ----------------------------------------------------- */

static void add_fact(struct lot *lot, size_t *count, struct lot_fact fact)
{
    if (*count < LOT_FACTS) {
        lot->facts[(*count)++] = fact;
    }
}

static struct lot random_lot(unsigned number)
{
    static const enum wp_stance stances[] = {
        WP_STANCE_ACCEPTS, WP_STANCE_ACCEPTS, WP_STANCE_REFUSES,
        WP_STANCE_LIMITED, WP_STANCE_UNKNOWN};
    static const enum wp_stance group_stances[] = {
        WP_STANCE_ONLY, WP_STANCE_WELCOMES, WP_STANCE_EXCLUDES};
    static const char *const words[] = {"calm house by the river",
                                        "soup and bread, dogs welcome",
                                        "detox and after care", NULL};
    size_t count = 0;
    struct lot lot = {
        .service = 1 + number * 3 / 4, /* some services have two places */
        .organization = 1 + pick(LOTS / 4),
        .place = chance(85) ? number + 1 : 0,
        .name = "Made-up service",
        .need = PICK(needs),
        .description = PICK(words),
        .state = chance(90) ? "AZ" : "NV",
        .north_m = (double)pick(160000) - 80000,
        .east_m = (double)pick(160000) - 80000,
        .status = (enum wp_doc_status)(chance(85) ? 0 : pick(5)),
        .asserted = PICK(dates),
    };

    if (lot.need && strcmp(lot.need, "safety.dv.shelter") == 0) {
        lot.flags = WP_DOC_CONFIDENTIAL;
    }
    for (unsigned i = pick(3); i > 0; i--) {
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_PAYER, PICK(payers), PICK(stances),
                                   0, 0, "ask first", PICK(dates)});
    }
    if (chance(30)) {
        const unsigned from = pick(60) * 12;
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_ELIGIBILITY, "age", WP_STANCE_ONLY,
                                   from, from + 12 + pick(500), NULL, NULL});
    }
    if (chance(15)) {
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_ELIGIBILITY, "income_fpl",
                                   WP_STANCE_ONLY, 0, 50 + pick(200), NULL,
                                   NULL});
    }
    for (unsigned i = pick(3); i > 0; i--) {
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_ELIGIBILITY, PICK(groups),
                                   PICK(group_stances), 0, 0, NULL, NULL});
    }
    if (chance(25)) {
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_COVERAGE, PICK(areas),
                                   WP_STANCE_ACCEPTS, 0, 0, NULL, NULL});
    }
    if (chance(40)) {
        const unsigned from = pick(10080);
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_HOURS, "regular", WP_STANCE_ACCEPTS,
                                   from, from + 1 + pick(1000), NULL, NULL});
    }
    if (chance(20)) {
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_CAPACITY, "beds", WP_STANCE_ACCEPTS,
                                   pick(4), 20, NULL, PICK(dates)});
    }
    if (chance(30)) {
        add_fact(&lot, &count,
                 (struct lot_fact){WP_FACT_ATTRIBUTE, PICK(attributes),
                                   chance(50) ? WP_STANCE_ACCEPTS
                                              : WP_STANCE_REFUSES,
                                   0, 0, NULL, NULL});
    }
    return lot;
}

/* ---- random clients ----------------------------------------------------- */

static void random_person(struct wp_client *client)
{
    static const char *const sexes[] = {"female", "male", "nonbinary", NULL};
    static const char *const households[] = {
        "single", "couple", "parent_with_children", NULL, NULL};
    static const char *const situations[] = {"homeless", "dv_survivor",
                                             "justice_involved", "senior"};

    client->sex = PICK(sexes);
    client->household = PICK(households);
    client->age_years = chance(60) ? pick(90) : NAN;
    client->pregnant = (enum wp_tri)pick(3);
    client->veteran = (enum wp_tri)pick(3);
    client->insured = (enum wp_tri)pick(3);
    client->can_self_pay = (enum wp_tri)pick(3);
    client->income_usd_per_year = chance(30) ? pick(60000) : NAN;
    client->household_size = chance(30) ? 1 + (int)pick(5) : 0;
    if (chance(40)) {
        client->situations[client->situation_count++] = PICK(situations);
    }
    if (chance(30)) {
        client->attributes[client->attribute_count++] = PICK(attributes);
    }
    if (chance(20)) {
        client->lacks[client->lack_count++] = "photo_id";
    }
}

static struct wp_client random_client(const struct town *town)
{
    static const char *const require[] = {"payer", "accessibility", "hours",
                                          "document", "need"};
    struct wp_client client = town_client(town, PICK(needs));

    if (chance(30)) {
        const int concept = wp_vocab_concept_by_slug(town->vocab, PICK(needs));

        client.needs[client.need_count++] = (struct wp_need){
            .words = chance(50) ? "soup and a calm river" : NULL,
            .concepts = {{concept, 0.7, "said"}},
            .concept_count = chance(80) ? 1 : 0};
    }
    if (!client.needs[client.need_count - 1].words &&
        client.needs[client.need_count - 1].concept_count == 0) {
        client.need_count--;
    }
    if (chance(25)) {
        client.needs[0].urgency = WP_URGENCY_TONIGHT;
    }
    if (chance(20)) {
        client.near = (struct wp_near){0};
    }
    client.within_m = 5000 + pick(90000);
    client.travel = (enum wp_travel)pick(4);
    for (unsigned i = pick(3); i > 0; i--) {
        const int payer = wp_vocab_payer_by_code(town->vocab, PICK(payers));

        client.payers[client.payer_count++] = (struct wp_client_payer){
            .payer = payer, .label = "Their plan", .pending = chance(10)};
    }
    random_person(&client);
    if (chance(30)) {
        memcpy(client.at, "2026-11-23T18:00", 17);
    }
    if (chance(15)) {
        client.require[client.require_count++] = PICK(require);
    }
    client.limit = 1 + pick(40);
    return client;
}

/* ---- the town ----------------------------------------------------------- */

static int set_up(void **state)
{
    struct town *town = calloc(1, sizeof(*town));

    assert_non_null(town);
    start(1);
    town_open(town);
    for (unsigned i = 0; i < LOTS; i++) {
        const struct lot lot = random_lot(i);

        town_add(town, &lot);
    }
    town_publish(town);
    *state = town;
    return 0;
}

static int tear_down(void **state)
{
    town_close(*state);
    free(*state);
    return 0;
}

static struct wp_matches *run(struct town *town, const struct wp_client *client)
{
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;

    must(wp_match_run(town->index, town->vocab, client, &matches, &err), &err);
    return matches;
}

/* A pencil and the printed numbers give the printed score. */
static void check_sum(const struct wp_match *match)
{
    double total = 0.0;
    double weights = 0.0;

    for (size_t i = 0; i < match->component_count; i++) {
        char text[32];

        snprintf(text, sizeof(text), "%.4f", match->components[i].score);
        total += match->components[i].weight * strtod(text, NULL);
        weights += match->components[i].weight;
        assert_true(match->components[i].score >= 0.0);
        assert_true(match->components[i].score <= 1.0);
        /* Whatever is printed as evidence has a source. */
        assert_true((match->components[i].evidence == NULL) ==
                    (match->components[i].source == NULL));
    }
    assert_float_equal(match->score, 100.0 * total / weights, 0.01);
}

static void check_row(const struct wp_match *match)
{
    check_sum(match);
    assert_true(match->confirm_count <= 4);
    assert_true(match->phone_count > 0);
    for (size_t i = 0; i < match->constraint_count; i++) {
        const struct wp_constraint *one = &match->constraints[i];

        assert_false(one->hard && one->verdict == WP_FAILS);
        if (one->hard && one->verdict == WP_UNKNOWN) {
            if (match->confirm_count == 0) {
                fail_msg("nobody asks about %s: %s", one->name, one->say);
            }
        }
    }
    if (match->confidential) {
        assert_null(match->address);
        assert_null(match->postal_code);
        assert_true(isnan(match->lat_deg) && isnan(match->distance_m));
    }
}

static void check_spread(const struct wp_matches *matches)
{
    const size_t count = wp_matches_count(matches);
    size_t distinct = 0;

    for (size_t i = 0; i < count; i++) {
        size_t same = 0;

        for (size_t n = 0; n < i; n++) {
            same += strcmp(wp_matches_at(matches, n)->organization,
                           wp_matches_at(matches, i)->organization) == 0;
            assert_string_not_equal(wp_matches_at(matches, n)->service_id,
                                    wp_matches_at(matches, i)->service_id);
        }
        distinct += same == 0;
        assert_true(same < 2 || distinct < 3);
    }
}

/* Lanes one after the other; within one the better score goes first, except
   where the row says why not. */
static void check_order(const struct wp_match *before,
                        const struct wp_match *match)
{
    static const char *const lanes[] = {"tonight", "week", "long-term"};
    size_t at[2] = {0, 0};

    if (!before) {
        return;
    }
    while (strcmp(lanes[at[0]], before->lane) != 0) {
        at[0]++;
    }
    while (strcmp(lanes[at[1]], match->lane) != 0) {
        at[1]++;
    }
    assert_true(at[0] <= at[1]);
    if (at[0] == at[1] && before->score < match->score && !before->lifted) {
        assert_true(match->tie_group > 0);
        assert_int_equal(before->tie_group, match->tie_group);
        assert_true(match->score - before->score < 1.5);
    }
}

static void results_keep_every_promise(void **state)
{
    struct town *town = *state;
    size_t rows = 0;

    start(2);
    for (int i = 0; i < CLIENTS; i++) {
        const struct wp_client client = random_client(town);
        struct wp_matches *matches = run(town, &client);

        for (size_t n = 0; n < wp_matches_count(matches); n++) {
            const struct wp_match *match = wp_matches_at(matches, n);

            check_row(match);
            assert_int_equal(match->rank, n + 1);
            check_order(n > 0 ? wp_matches_at(matches, n - 1) : NULL, match);
            rows++;
        }
        check_spread(matches);
        if (wp_matches_count(matches) < 3 && client.limit >= 3) {
            assert_true(wp_matches_low_supply(matches) ||
                        wp_matches_widened(matches) ||
                        wp_matches_count(matches) == client.limit);
        }
        wp_matches_destroy(matches);
    }
    assert_true(rows > CLIENTS); /* the towns are not empty */
}

static void render_all(struct town *town, const struct wp_client *client,
                       struct wp_buf *out)
{
    struct wp_matches *matches = run(town, client);
    const struct wp_text_style style = {.detail = true, .miles = true};

    must(wp_render_match_json(matches, client, town->vocab, out, NULL), NULL);
    must(wp_render_match_tsv(matches, out, NULL), NULL);
    must(wp_render_match_text(matches, client, town->vocab, &style, out, NULL),
         NULL);
    wp_matches_destroy(matches);
}

static void the_same_question_gives_the_same_bytes(void **state)
{
    struct town *town = *state;

    start(3);
    for (int i = 0; i < CLIENTS / 4; i++) {
        const struct wp_client client = random_client(town);
        struct wp_buf one = WP_BUF_INIT;
        struct wp_buf two = WP_BUF_INIT;

        render_all(town, &client, &one);
        render_all(town, &client, &two);
        assert_string_equal(wp_buf_str(&one), wp_buf_str(&two));
        wp_buf_clear(&one);
        wp_buf_clear(&two);
    }
}

/* ---- all else equal ----------------------------------------------------- */

struct record {
    struct wp_subject subject;
    struct wp_datum data[LOT_FACTS + 1];
};

/* The same record as town_add() would store, without an index. */
static void make_record(const struct town *town, const struct lot *lot,
                        struct record *record)
{
    size_t used = 0;

    *record = (struct record){
        .subject = {.lat_deg = NAN,
                    .lon_deg = NAN,
                    .distance_m = hypot(lot->north_m, lot->east_m),
                    .status = lot->status,
                    .flags = lot->flags,
                    .asserted_day = town_day(lot->asserted),
                    .source = "Town list"}};
    memcpy(record->subject.state, lot->state, 3);
    if (lot->place == 0 || (lot->flags & WP_DOC_CONFIDENTIAL)) {
        record->subject.distance_m = NAN;
        record->subject.flags |= lot->place == 0 ? WP_DOC_PLACELESS : 0;
    }
    for (int kind = 0; kind < WP_FACT_KIND_COUNT; kind++) {
        const struct lot_fact need = {
            WP_FACT_NEED, lot->need, WP_STANCE_ACCEPTS, 0, 0, NULL, NULL};

        record->subject.first[kind] = used;
        for (size_t i = 0; i <= LOT_FACTS; i++) {
            const struct lot_fact *fact = i == 0 ? &need : &lot->facts[i - 1];

            if (!fact->code || (int)fact->kind != kind) {
                continue;
            }
            const struct wp_draft_fact draft = town_fact(town, fact);
            record->data[used++] = (struct wp_datum){
                .kind = fact->kind,
                .stance = fact->stance,
                .number = kind <= WP_FACT_PAYER ? (int)draft.number : -1,
                .code = fact->code,
                .lo = draft.lo,
                .hi = draft.hi,
                .weight = 1.0,
                .asserted_day = draft.asserted_day,
                .from_day = WP_DAY_UNKNOWN,
                .to_day = WP_DAY_UNKNOWN,
                .note = draft.note ? draft.note : "",
                .field = "",
                .evidence = "",
                .source = "Town list"};
        }
    }
    record->subject.first[WP_FACT_KIND_COUNT] = used;
    record->subject.data = record->data;
}

static void assess(const struct town *town, const struct wp_client *client,
                   struct record *record, struct wp_assessment *assessment)
{
    struct wp_arena arena = WP_ARENA_INIT;
    struct wp_ask ask;

    assert_int_equal(
        wp_ask_init(&ask, client, town->vocab, WP_ASK_MATCH, &arena, NULL),
        WP_OK);
    record->subject.data = record->data;
    wp_assess(&ask, &record->subject, assessment);
    wp_arena_clear(&arena);
}

static void nearer_never_scores_lower(void **state)
{
    struct town *town = *state;

    start(4);
    for (int i = 0; i < RECORDS; i++) {
        const struct wp_client client = random_client(town);
        struct lot lot = random_lot(pick(LOTS));
        struct record record;
        struct wp_assessment far;
        struct wp_assessment near;

        make_record(town, &lot, &record);
        assess(town, &client, &record, &far);
        record.subject.distance_m *= pick(1000) / 1000.0;
        assess(town, &client, &record, &near);
        assert_true(near.score_hundredths >= far.score_hundredths);
    }
}

/* What the client does not say can only keep more services on the list.
   (can_self_pay is the exception: saying yes is what keeps a refusal soft;
   of several payers, groups or situations each one opens a door; and where a
   pregnancy was stated it speaks for the sex that is left out.) */
static void saying_less_never_hides(void **state)
{
    struct town *town = *state;

    start(5);
    for (int i = 0; i < RECORDS; i++) {
        const struct wp_client full = random_client(town);
        const struct lot lot = random_lot(pick(LOTS));
        struct wp_client less = full;
        struct wp_assessment before;
        struct wp_assessment after;
        struct record record;

        switch (pick(9)) {
        case 0:
            less.age_years = NAN;
            break;
        case 1:
            if (less.pregnant != WP_YES) {
                less.sex = NULL;
            }
            break;
        case 2:
            less.household = NULL;
            less.household_size = 0;
            break;
        case 3:
            less.pregnant = WP_NOT_STATED;
            break;
        case 4:
            less.veteran = WP_NOT_STATED;
            break;
        case 5:
            less.payer_count = 0;
            break;
        case 6:
            less.income_usd_per_year = NAN;
            break;
        case 7:
            less.attribute_count = 0;
            break;
        default:
            less.require_count = 0;
            break;
        }
        make_record(town, &lot, &record);
        assess(town, &full, &record, &before);
        assess(town, &less, &record, &after);
        if (before.refused_by < 0 && after.refused_by >= 0) {
            fail_msg("record %d: saying less is hidden by %s", i,
                     wp_check_name((size_t)after.refused_by));
        }
    }
}

/* The same record, once silent and once with its facts of one kind. */
static void unknown_never_beats_meets(void **state)
{
    struct town *town = *state;
    int compared = 0;

    start(6);
    for (int i = 0; i < RECORDS; i++) {
        const struct wp_client client = random_client(town);
        struct lot lot = random_lot(pick(LOTS));
        struct wp_assessment said;
        struct wp_assessment silent;
        struct record record;

        make_record(town, &lot, &record);
        assess(town, &client, &record, &said);
        for (size_t n = 0; n < LOT_FACTS; n++) {
            struct lot less = lot;

            if (!lot.facts[n].code) {
                break;
            }
            for (size_t m = n; m + 1 < LOT_FACTS; m++) {
                less.facts[m] = less.facts[m + 1];
            }
            less.facts[LOT_FACTS - 1] = (struct lot_fact){0};
            make_record(town, &less, &record);
            assess(town, &client, &record, &silent);
            for (int c = 0; c < WP_CRITERION_COUNT; c++) {
                if (said.parts[c].applies && silent.parts[c].applies &&
                    said.parts[c].verdict == WP_MEETS &&
                    silent.parts[c].verdict == WP_UNKNOWN) {
                    compared++;
                    if (silent.parts[c].score > said.parts[c].score) {
                        fail_msg("%s: silence %.4f beats yes %.4f",
                                 wp_criterion_name(c), silent.parts[c].score,
                                 said.parts[c].score);
                    }
                }
            }
        }
    }
    assert_true(compared > 50);
}

/* Silence of the record alone never hides anything. */
static void a_silent_record_is_never_hidden(void **state)
{
    struct town *town = *state;

    start(7);
    for (int i = 0; i < RECORDS; i++) {
        struct wp_client client = random_client(town);
        struct lot lot = random_lot(pick(LOTS));
        struct wp_assessment assessment;
        struct record record;

        client.require_count = 0;
        lot.status = WP_DOC_STATUS_UNKNOWN;
        memset(lot.facts, 0, sizeof(lot.facts));
        make_record(town, &lot, &record);
        assess(town, &client, &record, &assessment);
        assert_int_equal(assessment.refused_by, -1);
    }
}

/* ---- the arranged list -------------------------------------------------- */

#define ROWS 24

static struct wp_row random_row(uint32_t number)
{
    struct wp_row row = {
        .doc = number,
        .organization = chance(30) ? pick(4) : 100 + number,
        .score_hundredths = 7000 + (int)pick(1200),
        .unknown_count = (int)pick(3),
        .distance_m = chance(80) ? pick(40000) : NAN,
        .refused_by = -1,
        .lane = (enum wp_lane)pick(2),
        .covers = pick(8),
        .remote = chance(15),
        .age_steps = pick(4),
        .turn = pick(1000),
    };

    row.service_id[0] = (unsigned char)number;
    return row;
}

static size_t place_of(const struct wp_row *rows, uint32_t doc)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].doc == doc) {
            return i;
        }
    }
    return ROWS;
}

static void arrange(const struct wp_ask *ask, struct wp_row rows[ROWS],
                    size_t limit)
{
    assert_int_equal(wp_rows_arrange(ask, rows, ROWS, limit, NULL), WP_OK);
}

/* What a nearer, fresher or better answered record does to its row. */
static void improve(struct wp_row *row)
{
    row->score_hundredths += (int)pick(400);
    row->age_steps = fmax(0.0, row->age_steps - pick(2));
    row->unknown_count -= row->unknown_count > 0 && chance(50);
    row->distance_m *= chance(50) ? 0.5 : 1.0;
}

static void check_positions(const struct wp_row rows[ROWS], size_t limit)
{
    size_t shown = 0;

    for (size_t i = 0; i < ROWS; i++) {
        if (rows[i].position > 0) {
            assert_int_equal(rows[i].position, ++shown);
            assert_false(rows[i].crowded_out);
        }
    }
    assert_true(shown <= limit);
}

/* A better row never stands lower, whatever grouping does around it, and the
   order does not depend on where rows began. */
static void a_better_row_never_stands_lower(void **state)
{
    struct town *town = *state;
    const struct wp_ask ask = {.vocab = town->vocab};

    start(8);
    for (int round = 0; round < RECORDS; round++) {
        struct wp_row rows[ROWS];
        struct wp_row first[ROWS];
        struct wp_row again[ROWS];
        const uint32_t who = pick(ROWS);
        const size_t limit = 1 + pick(ROWS);

        for (uint32_t i = 0; i < ROWS; i++) {
            rows[i] = random_row(i);
        }
        rows[who].organization = 99; /* crowding is another's affair */
        memcpy(first, rows, sizeof(rows));
        arrange(&ask, first, limit);
        check_positions(first, limit);
        for (size_t i = 0; i < ROWS; i++) {
            again[i] = rows[ROWS - 1 - i];
        }
        arrange(&ask, again, limit);
        for (size_t i = 0; i < ROWS; i++) {
            assert_int_equal(first[i].doc, again[i].doc);
        }
        improve(&rows[who]);
        arrange(&ask, rows, limit);
        if (place_of(rows, who) > place_of(first, who)) {
            fail_msg("round %d: %zu was better than %zu", round,
                     place_of(first, who), place_of(rows, who));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_keep_every_promise),
        cmocka_unit_test(the_same_question_gives_the_same_bytes),
        cmocka_unit_test(nearer_never_scores_lower),
        cmocka_unit_test(saying_less_never_hides),
        cmocka_unit_test(unknown_never_beats_meets),
        cmocka_unit_test(a_silent_record_is_never_hidden),
        cmocka_unit_test(a_better_row_never_stands_lower),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
