/* engine/match/gate_document.c - papers that are asked for and not there */
#include <string.h>

#include "match/criterion.h"

/*
 * A paper can be got, and many places help without it: never hard unless the
 * client says so with require "document".
 */
struct wp_judgement wp_gate_document(const struct wp_ask *ask,
                                     const struct wp_subject *subject)
{
    const struct wp_client *client = ask->client;
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);

    if (client->lack_count == 0) {
        return WP_NOT_ASKED;
    }
    for (size_t i = 0; i < count; i++) {
        const char *paper = wp_datum_facet(&facts[i], "document");

        if (paper && facts[i].stance == WP_STANCE_ONLY &&
            wp_listed(client->lacks, client->lack_count, paper)) {
            return (struct wp_judgement){
                .applies = true,
                .hard = wp_ask_requires(ask, "document"),
                .verdict = WP_FAILS,
                .say = WP_SAY_DOCUMENT_ASKED,
                .fact = &facts[i],
                .word = paper,
            };
        }
    }
    return (struct wp_judgement){
        .applies = true,
        .hard = wp_ask_requires(ask, "document"),
        .verdict = WP_UNKNOWN,
        .say = WP_SAY_DOCUMENT_SILENT,
        .word = client->lacks[0],
    };
}
