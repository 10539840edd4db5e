/* engine/index/compose_facts.c - the facts and the words of a document */
#include <stdio.h>
#include <string.h>

#include "waypost/ingest.h"

#include "base/civil.h"
#include "index/compose.h"

/* Days since 1970-01-01 of a date. */
int32_t wp_read_day(const char *text)
{
    char date[11];
    int year = 0;
    int month = 0;
    int day = 0;

    if (text == NULL || !wp_date_parse(text, date) ||
        sscanf(date, "%d-%d-%d", &year, &month, &day) != 3) {
        return WP_DAY_UNKNOWN;
    }
    return wp_civil_day(year, month, day);
}

const char *wp_source_title(struct wp_composing *composing, long source_id)
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
    fact->code = wp_arena_printf(&composing->arena, "county:%s", zip->county);
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
        .source = wp_source_title(composing, stored->source_id),
        .asserted_day = wp_read_day(fact.asserted_on),
        .from_day = wp_read_day(fact.valid_from),
        .to_day = wp_read_day(fact.valid_to),
        .extracted = fact.extracted,
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

size_t wp_compose_facts(struct wp_composing *composing,
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
        bool ours = taxonomy != NULL && strncmp(taxonomy, "waypost-", 8) == 0;
        if (!ours && name != NULL) {
            names = join(composing, names, name);
        }
    }
    return names;
}

void wp_compose_texts(struct wp_composing *composing, struct wp_draft *draft)
{
    const struct wp_record *service = composing->tree.service;
    const struct wp_record *organization = composing->organization;
    const char **texts = draft->texts;

    texts[WP_TEXT_NAME] = join(composing, wp_tree_value(service, "name"),
                               wp_tree_value(service, "alternate_name"));
    if (organization != NULL) {
        texts[WP_TEXT_ORGANIZATION] =
            join(composing, wp_tree_value(organization, "name"),
                 wp_tree_value(organization, "alternate_name"));
    }
    texts[WP_TEXT_DESCRIPTION] = wp_tree_value(service, "description");
    texts[WP_TEXT_TERMS] =
        join(composing, need_names(composing, draft->facts, draft->fact_count),
             term_names(composing));
    texts[WP_TEXT_ELIGIBILITY] =
        wp_tree_value(service, "eligibility_description");
    for (size_t i = 0; i < WP_TEXT_COLUMN_COUNT; i++) {
        texts[i] = wp_scrub(composing, texts[i]);
    }
}
