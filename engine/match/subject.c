/* engine/match/subject.c - a generation's row as a subject */
#include "match/subject.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct wp_datum *wp_subject_facts(const struct wp_subject *subject,
                                        enum wp_fact_kind kind,
                                        size_t *ret_count)
{
    const size_t first = subject->first[kind];

    *ret_count = subject->first[kind + 1] - first;
    return *ret_count > 0 ? subject->data + first : NULL;
}

const char *wp_datum_facet(const struct wp_datum *datum, const char *facet)
{
    const size_t length = strlen(facet);

    if (strncmp(datum->code, facet, length) != 0) {
        return NULL;
    }
    const char *rest = datum->code + length;
    if (*rest == ':') {
        return rest + 1;
    }
    return *rest == '\0' ? rest : NULL;
}

bool wp_datum_valid_on(const struct wp_datum *datum, int32_t day)
{
    return (datum->from_day == WP_DAY_UNKNOWN || datum->from_day <= day) &&
           (datum->to_day == WP_DAY_UNKNOWN || datum->to_day >= day);
}

static bool make_room(struct wp_subject_room *room, size_t count)
{
    if (count <= room->room) {
        return true;
    }
    struct wp_datum *data = realloc(room->data, 2 * count * sizeof(*data));
    if (!data) {
        return false;
    }
    room->data = data;
    room->room = 2 * count;
    return true;
}

/* Needs and payers carry vocabulary numbers; all others carry text. */
static bool is_numbered(enum wp_fact_kind kind)
{
    return kind == WP_FACT_NEED || kind == WP_FACT_PAYER;
}

static void load_datum(const struct wp_index *index,
                       const struct wp_doc_fact *fact, bool proofs,
                       struct wp_datum *datum)
{
    const struct wp_fact_proof *proof = wp_index_proof(index, fact);

    *datum = (struct wp_datum){
        .kind = (enum wp_fact_kind)fact->kind,
        .stance = (enum wp_stance)fact->stance,
        .number = -1,
        .code = "",
        .lo = (double)fact->lo,
        .hi = (double)fact->hi,
        .weight = fact->weight_permille / 1000.0,
        .asserted_day = proof->asserted_day,
        .from_day = proof->from_day,
        .to_day = proof->to_day,
        .extracted = (proof->flags & WP_PROOF_EXTRACTED) != 0,
        .note = wp_index_string(index, proof->note),
        .field = "",
        .evidence = "",
        .source = "",
    };
    if (is_numbered(datum->kind)) {
        datum->number = (int)fact->code;
    } else {
        datum->code = wp_index_string(index, fact->code);
    }
    if (proofs) {
        datum->field = wp_index_string(index, proof->field);
        datum->evidence = wp_index_string(index, proof->evidence);
        datum->source = wp_index_string(index, proof->source);
    }
}

enum wp_status wp_subject_load(const struct wp_index *index, uint32_t doc,
                               bool proofs, struct wp_subject_room *room,
                               struct wp_subject *ret_subject,
                               struct wp_error *err)
{
    const struct wp_doc *row = wp_index_doc(index, doc);

    if (!row) {
        return wp_fail(err, WP_EPARSE, "the index has no document %u", doc);
    }
    if (!make_room(room, row->fact_count + 1u)) {
        return wp_fail(err, WP_ENOMEM, "no memory for a record's facts");
    }

    struct wp_subject subject = {
        .doc = doc,
        .organization = row->organization,
        .status = (enum wp_doc_status)row->status,
        .flags = row->flags,
        .lat_deg = row->lat_deg,
        .lon_deg = row->lon_deg,
        .distance_m = NAN,
        .asserted_day = row->asserted_day,
        .source = wp_index_string(index, row->source),
        .data = room->data,
    };
    memcpy(subject.state, row->state, sizeof(row->state));
    memcpy(subject.zip, row->zip, sizeof(row->zip));
    memcpy(subject.county, row->county, sizeof(row->county));
    memcpy(subject.service_id, row->service_id, sizeof(row->service_id));

    size_t used = 0;
    for (int kind = 0; kind < WP_FACT_KIND_COUNT; kind++) {
        size_t count = 0;
        const struct wp_doc_fact *facts =
            wp_index_facts(index, doc, (enum wp_fact_kind)kind, &count);

        subject.first[kind] = used;
        for (size_t i = 0; i < count && used < row->fact_count; i++) {
            load_datum(index, &facts[i], proofs, &room->data[used++]);
        }
    }
    subject.first[WP_FACT_KIND_COUNT] = used;

    *ret_subject = subject;
    return WP_OK;
}
