/* engine/match/gate_area.c - does the service reach where the client is? */
#include "match/coverage.h"
#include "match/criterion.h"

struct coverage {
    const struct wp_datum *inside, *part, *unclear, *next, *outside, *shut;
};

static void keep_first(const struct wp_datum **kept,
                       const struct wp_datum *fact)
{
    *kept = *kept ? *kept : fact;
}

static struct coverage read_coverage(const struct wp_ask *ask,
                                     const struct wp_subject *subject)
{
    struct coverage result = {0};
    size_t count = 0;
    const struct wp_datum *facts =
        wp_subject_facts(subject, WP_FACT_COVERAGE, &count);

    for (size_t i = 0; i < count; i++) {
        const enum wp_inside here = wp_coverage_of(ask, subject, &facts[i]);

        if (facts[i].stance == WP_STANCE_REFUSES ||
            facts[i].stance == WP_STANCE_EXCLUDES) {
            if (here == WP_INSIDE_YES) {
                result.shut = &facts[i];
            }
            continue;
        }
        switch (here) {
        case WP_INSIDE_YES:
            keep_first(&result.inside, &facts[i]);
            break;
        case WP_INSIDE_PART:
            keep_first(&result.part, &facts[i]);
            break;
        case WP_INSIDE_UNKNOWN:
            keep_first(&result.unclear, &facts[i]);
            break;
        case WP_INSIDE_NEXT:
            keep_first(&result.next, &facts[i]);
            keep_first(&result.outside, &facts[i]);
            break;
        case WP_INSIDE_NO:
            keep_first(&result.outside, &facts[i]);
            break;
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

/*
 * Near a border the area is a question, unless it is said that one must live
 * there. Near means that the door is within the distance asked, or that too
 * little was found and the county next door is looked at.
 */
static bool may_ask_next_door(const struct wp_ask *ask,
                              const struct wp_subject *subject)
{
    return !wp_ask_requires(ask, "area") &&
           (ask->step >= WP_STEP_NEXT_DOOR ||
            subject->distance_m <= ask->asked_m);
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
    const struct coverage coverage = read_coverage(ask, subject);
    const struct wp_datum *lives_here = residency(subject);

    if (coverage.shut) {
        return area(WP_FAILS, WP_SAY_AREA_OUT, coverage.shut);
    }
    if (coverage.inside) {
        return area(WP_MEETS, WP_SAY_AREA_IN, coverage.inside);
    }
    if (coverage.part) {
        return area(WP_UNKNOWN, WP_SAY_AREA_PART, coverage.part);
    }
    if (coverage.unclear) {
        return area(WP_UNKNOWN, WP_SAY_AREA_UNCHECKED, coverage.unclear);
    }
    if (coverage.next && !lives_here && may_ask_next_door(ask, subject)) {
        return area(WP_UNKNOWN, WP_SAY_AREA_NEXT, coverage.next);
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
