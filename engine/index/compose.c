/* engine/index/compose.c - a service and its places become drafts */
#include "index/compose.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/ingest.h"

/* ---- small readings ----------------------------------------------------- */

/* Days since 1970-01-01 of a date. Source: the civil-from-days algorithm of
   Howard Hinnant, run the other way. */
static int32_t read_day(const char *text)
{
    char date[11];
    int year = 0;
    int month = 0;
    int day = 0;

    if (text == NULL || !wp_date_parse(text, date) ||
        sscanf(date, "%d-%d-%d", &year, &month, &day) != 3) {
        return WP_DAY_UNKNOWN;
    }
    year -= month <= 2 ? 1 : 0;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
                     day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static bool read_id(const char *uuid, unsigned char ret_id[16])
{
    unsigned char id[16];
    size_t count = 0;

    if (uuid == NULL || !wp_uuid_valid(uuid)) {
        return false;
    }
    for (const char *at = uuid; *at != '\0' && count < 16; at++) {
        if (*at != '-') {
            char pair[3] = {at[0], at[1], '\0'};
            id[count++] = (unsigned char)strtoul(pair, NULL, 16);
            at++;
        }
    }
    memcpy(ret_id, id, sizeof(id));
    return true;
}

static uint8_t read_status(const char *status)
{
    if (status == NULL) {
        return WP_DOC_STATUS_UNKNOWN;
    }
    if (strcmp(status, "active") == 0) {
        return WP_DOC_ACTIVE;
    }
    if (strcmp(status, "inactive") == 0) {
        return WP_DOC_INACTIVE;
    }
    if (strcmp(status, "defunct") == 0) {
        return WP_DOC_DEFUNCT;
    }
    if (strcmp(status, "temporarily closed") == 0) {
        return WP_DOC_TEMPORARILY_CLOSED;
    }
    return WP_DOC_STATUS_UNKNOWN;
}

static const char *source_title(struct wp_composing *composing, long source_id)
{
    const struct wp_source_row *source =
        wp_store_source(composing->compose->store, source_id);

    if (source == NULL) {
        return NULL;
    }
    return source->title != NULL && *source->title != '\0' ? source->title
                                                           : source->name;
}

/* ---- facts -------------------------------------------------------------- */

/*
 * A hidden place may be the only one in the ZIPs it serves, so they are told
 * as their county, "part of it". False: nothing is left to say.
 */
static bool widen_zip(struct wp_composing *composing, struct wp_fact *fact)
{
    if (!composing->withheld || fact->kind != WP_FACT_COVERAGE ||
        strncmp(fact->code, "zip:", 4) != 0) {
        return true;
    }
    const struct wp_zip *zip =
        wp_vocab_zip(composing->compose->vocab, fact->code + 4);
    if (zip == NULL || zip->county[0] == '\0') {
        return false;
    }
    fact->code =
        wp_arena_printf(&composing->arena, "county:%s", zip->county);
    fact->stance = WP_STANCE_LIMITED;
    fact->note = "part of the county";
    fact->evidence = NULL;
    return fact->code != NULL;
}

/* The draft's form of a fact, or false if the vocabulary has no word for it. */
static bool draft_fact(struct wp_composing *composing,
                       const struct wp_stored_fact *stored,
                       struct wp_draft_fact *out)
{
    struct wp_fact fact = stored->fact;
    const struct wp_vocab *vocab = composing->compose->vocab;
    int number = 0;

    if (fact.kind == WP_FACT_NEED) {
        number = wp_vocab_concept_by_slug(vocab, fact.code);
    } else if (fact.kind == WP_FACT_PAYER) {
        number = wp_vocab_payer_by_code(vocab, fact.code);
    }
    if (number < 0 || !widen_zip(composing, &fact)) {
        return false;
    }
    *out = (struct wp_draft_fact){
        .kind = fact.kind,
        .stance = fact.stance,
        .number = (uint32_t)number,
        .code = fact.kind == WP_FACT_COVERAGE || fact.kind == WP_FACT_PAYER ||
                        fact.kind == WP_FACT_NEED
                    ? fact.code
                    : wp_scrub(composing, fact.code),
        .lo = fact.lo,
        .hi = fact.hi,
        .weight = fact.weight,
        .note = wp_scrub(composing, fact.note),
        .field = fact.field,
        .evidence = wp_scrub(composing, fact.evidence),
        .source = source_title(composing, stored->source_id),
        .asserted_day = read_day(fact.asserted_on),
        .from_day = read_day(fact.valid_from),
        .to_day = read_day(fact.valid_to),
    };
    return true;
}

/* Facts of the whole service and of what is offered at this place. */
static bool fact_applies(struct wp_composing *composing,
                         const struct wp_place *place,
                         const struct wp_fact *fact)
{
    const char *of = fact->service_at_location_id;

    if (of == NULL || *of == '\0') {
        return true;
    }
    if (place->at != NULL) {
        const char *id = wp_record_get(place->at, "id");
        return id != NULL && strcmp(id, of) == 0;
    }
    /* The placeless document speaks for all that is not at a door. */
    const struct wp_record *at =
        wp_tree_find(&composing->tree, WP_SERVICE_AT_LOCATION, of);
    struct wp_place other;
    if (at == NULL) {
        return false;
    }
    wp_place_find(composing, at, &other);
    return other.placeless;
}

static size_t draft_facts(struct wp_composing *composing,
                          const struct wp_place *place,
                          struct wp_draft_fact *facts)
{
    const struct wp_service_tree *loaded = composing->loaded;
    size_t count = 0;

    for (size_t i = 0; i < loaded->fact_count; i++) {
        const struct wp_stored_fact *stored = &loaded->facts[i];
        if (fact_applies(composing, place, &stored->fact) &&
            draft_fact(composing, stored, &facts[count])) {
            count++;
        }
    }
    return count;
}

/* ---- texts -------------------------------------------------------------- */

static const char *join(struct wp_composing *composing, const char *a,
                        const char *b)
{
    if (a == NULL || *a == '\0' || b == NULL || *b == '\0') {
        return a == NULL || *a == '\0' ? b : a;
    }
    return wp_arena_printf(&composing->arena, "%s\n%s", a, b);
}

/* Names of the needs in both languages, best first come first. */
static const char *need_names(struct wp_composing *composing,
                              const struct wp_draft_fact *facts, size_t count)
{
    struct wp_buf names = WP_BUF_INIT;
    uint32_t last = UINT32_MAX;

    for (size_t i = 0; i < count; i++) {
        if (facts[i].kind != WP_FACT_NEED || facts[i].number == last) {
            continue;
        }
        last = facts[i].number;
        const struct wp_concept *concept =
            wp_vocab_concept(composing->compose->vocab, (int)last);
        wp_buf_printf(&names, "%s\n%s\n", concept->name_en, concept->name_es);
    }
    const char *text = wp_arena_strdup(&composing->arena, names.text);
    composing->arena.failed = composing->arena.failed || names.failed;
    wp_buf_clear(&names);
    return text;
}

static const char *term_names(struct wp_composing *composing)
{
    const struct wp_tree *tree = &composing->tree;
    const struct wp_record *term = NULL;
    const char *names = NULL;
    size_t at = 0;

    while ((term = wp_tree_next(tree, WP_TAXONOMY_TERM, NULL, NULL, &at)) !=
           NULL) {
        const char *taxonomy = wp_tree_value(term, "taxonomy");
        const char *name = wp_tree_value(term, "name");
        bool ours =
            taxonomy != NULL && strncmp(taxonomy, "waypost-", 8) == 0;
        if (!ours && name != NULL) {
            names = join(composing, names, name);
        }
    }
    return names;
}

static void fill_texts(struct wp_composing *composing, struct wp_draft *draft)
{
    const struct wp_record *service = composing->tree.service;
    const struct wp_record *organization = composing->organization;
    const char **texts = draft->texts;

    texts[WP_TEXT_NAME] =
        join(composing, wp_tree_value(service, "name"),
             wp_tree_value(service, "alternate_name"));
    if (organization != NULL) {
        texts[WP_TEXT_ORGANIZATION] =
            join(composing, wp_tree_value(organization, "name"),
                 wp_tree_value(organization, "alternate_name"));
    }
    texts[WP_TEXT_DESCRIPTION] = wp_tree_value(service, "description");
    texts[WP_TEXT_TERMS] =
        join(composing,
             need_names(composing, draft->facts, draft->fact_count),
             term_names(composing));
    texts[WP_TEXT_ELIGIBILITY] =
        wp_tree_value(service, "eligibility_description");
    for (size_t i = 0; i < WP_TEXT_COLUMN_COUNT; i++) {
        texts[i] = wp_scrub(composing, texts[i]);
    }
}

/* ---- documents ---------------------------------------------------------- */

static void fill_place(struct wp_composing *composing,
                       const struct wp_place *place, struct wp_doc *doc)
{
    doc->lat_deg = NAN;
    doc->lon_deg = NAN;
    if (composing->withheld) {
        doc->flags |= WP_DOC_CONFIDENTIAL;
    }
    if (place->placeless) {
        doc->flags |= WP_DOC_PLACELESS;
        return;
    }
    (void)read_id(wp_record_get(place->location, "id"), doc->location_id);
    memcpy(doc->state, place->state, 2);
    memcpy(doc->county, place->county, sizeof(place->county));
    if (composing->withheld) {
        return;
    }
    memcpy(doc->zip, place->zip, sizeof(place->zip));
    if (!isnan(place->lat_deg)) {
        doc->lat_deg = place->lat_deg;
        doc->lon_deg = place->lon_deg;
        doc->flags |= place->from_zip ? WP_DOC_GEO_FROM_ZIP : 0;
    }
}

static int32_t newest_day(struct wp_composing *composing)
{
    const struct wp_record *service = composing->tree.service;
    int32_t assured = read_day(wp_tree_value(service, "assured_date"));
    int32_t modified = read_day(wp_tree_value(service, "last_modified"));
    int32_t newest = assured > modified ? assured : modified;

    for (size_t i = 0;
         newest == WP_DAY_UNKNOWN && i < composing->loaded->fact_count; i++) {
        int32_t day = read_day(composing->loaded->facts[i].fact.asserted_on);
        newest = day > newest ? day : newest;
    }
    return newest;
}

static enum wp_status add_document(struct wp_composing *composing,
                                   const struct wp_place *place,
                                   struct wp_error *err)
{
    const struct wp_record *service = composing->tree.service;
    struct wp_draft draft = {.card = NULL};
    size_t room = composing->loaded->fact_count + 1;
    struct wp_draft_fact *facts =
        wp_arena_alloc(&composing->arena, room * sizeof(*facts));

    if (facts == NULL) {
        return wp_fail(err, WP_ENOMEM, "no memory for a document's facts");
    }
    if (!read_id(wp_record_get(service, "id"), draft.doc.service_id)) {
        return wp_fail(err, WP_ESTORE, "a service has no usable id");
    }
    if (composing->organization != NULL) {
        (void)read_id(wp_record_get(composing->organization, "id"),
                      draft.organization_id);
    }
    if (place->at != NULL) {
        (void)read_id(wp_record_get(place->at, "id"), draft.at_id);
    }
    draft.doc.status = read_status(wp_tree_value(service, "status"));
    draft.doc.asserted_day = newest_day(composing);
    fill_place(composing, place, &draft.doc);
    draft.fact_count = draft_facts(composing, place, facts);
    draft.facts = facts;
    draft.source =
        source_title(composing, composing->loaded->service->source_id);
    fill_texts(composing, &draft);
    enum wp_status status =
        wp_card_render(composing, place, &draft.card, err);
    if (status == WP_OK && wp_arena_failed(&composing->arena)) {
        status = wp_fail(err, WP_ENOMEM, "no memory for a document");
    }
    return status == WP_OK
               ? wp_build_add(composing->compose->build, &draft, err)
               : status;
}

static enum wp_status add_documents(struct wp_composing *composing,
                                    struct wp_error *err)
{
    const struct wp_tree *tree = &composing->tree;
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *at = NULL;
    enum wp_status status = WP_OK;
    size_t position = 0;
    size_t placed = 0;
    bool elsewhere = false;

    while (status == WP_OK &&
           (at = wp_tree_next(tree, WP_SERVICE_AT_LOCATION, "service_id",
                              service_id, &position)) != NULL) {
        struct wp_place place;
        wp_place_find(composing, at, &place);
        if (place.placeless) {
            const char *type =
                place.location == NULL
                    ? NULL
                    : wp_tree_value(place.location, "location_type");
            elsewhere =
                elsewhere || (type != NULL && strcmp(type, "virtual") == 0);
            continue;
        }
        placed++;
        status = add_document(composing, &place, err);
    }
    if (status == WP_OK && (placed == 0 || elsewhere)) {
        struct wp_place place = {
            .placeless = true, .lat_deg = NAN, .lon_deg = NAN};
        status = add_document(composing, &place, err);
    }
    return status;
}

enum wp_status wp_compose_service(const struct wp_compose *compose,
                                  const struct wp_service_tree *tree,
                                  bool withheld, struct wp_error *err)
{
    struct wp_composing composing = {
        .compose = compose,
        .tree = {.service = &tree->service->record,
                 .records = tree->records,
                 .count = tree->record_count},
        .loaded = tree,
        .arena = WP_ARENA_INIT,
        .withheld = withheld || tree->confidential,
    };

    composing.organization =
        wp_tree_find(&composing.tree, WP_ORGANIZATION,
                     wp_record_get(composing.tree.service, "organization_id"));
    wp_secrets_collect(&composing);
    enum wp_status status = add_documents(&composing, err);
    wp_arena_clear(&composing.arena);
    return status;
}
