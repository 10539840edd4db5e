/*
 * engine/match/judge.h - the verdict of one gate or criterion on one subject
 *
 * The same shape for both: a gate's score is unused, a criterion is never
 * hard. Nothing here is text made for people; see engine/explain.
 */
#ifndef WP_MATCH_JUDGE_H
#define WP_MATCH_JUDGE_H

#include "waypost/match.h"

#include "match/ask.h"
#include "match/say.h"
#include "match/subject.h"

struct wp_judgement {
    bool applies; /* false: the client gave no fact for it, or none needed */
    bool hard;    /* gates: WP_FAILS hides the service */
    enum wp_verdict verdict;
    double score; /* criteria: [0, 1] */
    enum wp_say say;
    const struct wp_datum *fact; /* what decided; NULL when silent */
    const char *wanted;   /* which of several things stated; NULL: all of it */
    const char *word;     /* what the sentence names, or NULL */
    double number, limit; /* figures for the sentence */
};

#define WP_NOT_ASKED ((struct wp_judgement){.applies = false})

#endif /* WP_MATCH_JUDGE_H */
