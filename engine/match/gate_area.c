/* engine/match/gate_area.c - does the service reach where the client is? */
#include <string.h>

#include "match/criterion.h"

/* What one coverage fact says about the client's place. */
static enum wp_verdict covers(const struct wp_datum *fact,
                              const struct wp_near *near)
{
    static const struct {
        const char *kind;
        size_t length;
    } kinds[] = {{"zip:", 4}, {"county:", 7}, {"state:", 6}, {"nation:", 7}};
    const char *const mine[] = {near->zip, near->county, near->state, "US"};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strncmp(fact->code, kinds[i].kind, kinds[i].length) != 0) {
            continue;
        }
        if (mine[i][0] == '\0') {
            return WP_UNKNOWN;
        }
        const char *key = fact->code + kinds[i].length;
        return strcmp(key, mine[i]) == 0 ? WP_MEETS : WP_FAILS;
    }
    return WP_UNKNOWN; /* shapes we cannot compare */
}

struct coverage {
    const struct wp_datum *inside, *outside, *unclear, *shut;
};

static struct coverage read_coverage(const struct wp_subject *subject,
                                     const struct wp_near *near)
{
    struct coverage result = {0};
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_COVERAGE, &count);

    for (size_t i = 0; i < count; i++) {
        const enum wp_verdict here = covers(&facts[i], near);
        const bool shuts = facts[i].stance == WP_STANCE_REFUSES ||
                           facts[i].stance == WP_STANCE_EXCLUDES;

        if (shuts) {
            if (here == WP_MEETS) {
                result.shut = &facts[i];
            }
        } else if (here == WP_MEETS) {
            result.inside = result.inside ? result.inside : &facts[i];
        } else if (here == WP_FAILS) {
            result.outside = result.outside ? result.outside : &facts[i];
        } else {
            result.unclear = result.unclear ? result.unclear : &facts[i];
        }
    }
    return result;
}

static const struct wp_datum *residency(const struct wp_subject *subject)
{
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_ELIGIBILITY, &count);

    for (size_t i = 0; i < count; i++) {
        if (facts[i].stance == WP_STANCE_ONLY &&
            wp_datum_facet(&facts[i], "residency")) {
            return &facts[i];
        }
    }
    return NULL;
}

static struct wp_judgement area(enum wp_verdict verdict, enum wp_say say,
                                const struct wp_datum *fact)
{
    return (struct wp_judgement){
        .applies = true,
        .hard = true,
        .verdict = verdict,
        .say = say,
        .fact = fact,
    };
}

struct wp_judgement wp_gate_area(const struct wp_ask *ask,
                                 const struct wp_subject *subject)
{
    const struct wp_near *near = &ask->client->near;
    const struct coverage coverage = read_coverage(subject, near);
    const struct wp_datum *lives_here = residency(subject);

    if (coverage.shut) {
        return area(WP_FAILS, WP_SAY_AREA_OUT, coverage.shut);
    }
    if (coverage.inside) {
        return area(WP_MEETS, WP_SAY_AREA_IN, coverage.inside);
    }
    if (coverage.unclear) {
        return area(WP_UNKNOWN, WP_SAY_AREA_UNCHECKED, coverage.unclear);
    }
    if (coverage.outside) {
        return area(WP_FAILS, WP_SAY_AREA_OUT, coverage.outside);
    }
    if (lives_here) {
        return area(WP_UNKNOWN, WP_SAY_AREA_LOCAL, lives_here);
    }
    if (near->stated && (subject->flags & WP_DOC_PLACELESS)) {
        return area(WP_UNKNOWN, WP_SAY_AREA_SILENT, NULL);
    }
    return WP_NOT_ASKED; /* whoever gets to the door is served */
}
