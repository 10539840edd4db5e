/* engine/explain/tell.c - one judgement in words */
#include "explain/tell.h"

#include <math.h>
#include <string.h>

#include "explain/labels.h"
#include "explain/sentences.h"

const char *wp_tell_keep(struct wp_arena *arena, struct wp_buf *text)
{
    const char *kept =
        text->length > 0 ? wp_arena_strdup(arena, text->text) : NULL;

    if (text->failed) {
        arena->failed = true;
    }
    wp_buf_clear(text);
    return kept;
}

/* The date of a fact, else of the record it is in. */
static int32_t day_of(const struct wp_teller *teller,
                      const struct wp_judgement *judgement)
{
    if (judgement->fact && judgement->fact->asserted_day != WP_DAY_UNKNOWN) {
        return judgement->fact->asserted_day;
    }
    return teller->subject->asserted_day;
}

static void put_date(struct wp_buf *out, int32_t day)
{
    char date[11];

    if (day != WP_DAY_UNKNOWN) {
        wp_ask_date(day, date);
        wp_buf_text(out, date);
    }
}

static bool is_one_of(enum wp_say say, const enum wp_say *says, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (says[i] == say) {
            return true;
        }
    }
    return false;
}

/* Some verdicts rest on the record itself, not on one of its facts. */
static bool rests_on_record(enum wp_say say)
{
    static const enum wp_say says[] = {
        WP_SAY_NEED_TEXT,       WP_SAY_DISTANCE,      WP_SAY_DISTANCE_BEYOND,
        WP_SAY_DISTANCE_REMOTE, WP_SAY_FRESH,         WP_SAY_FRESH_OLD,
        WP_SAY_STATUS_OPEN,     WP_SAY_STATUS_PAUSED, WP_SAY_STATUS_CLOSED,
        WP_SAY_STATUS_MISSING,
    };

    return is_one_of(say, says, sizeof(says) / sizeof(says[0]));
}

/* {word}: what the judgement names, worked out where it is a figure. */
static void put_word(struct wp_buf *out, const struct wp_teller *teller,
                     const struct wp_judgement *judgement)
{
    static const enum wp_say miles[] = {WP_SAY_DISTANCE,
                                        WP_SAY_DISTANCE_BEYOND};
    static const enum wp_say opens[] = {WP_SAY_HOURS_SOON, WP_SAY_HOURS_CLOSED};
    static const enum wp_say needs[] = {
        WP_SAY_NEED_BROADER, WP_SAY_NEED_NARROWER, WP_SAY_NEED_SUBSTITUTE};
    static const enum wp_say ages[] = {WP_SAY_SPACE_OPEN,     WP_SAY_SPACE_FEW,
                                       WP_SAY_SPACE_FULL,     WP_SAY_SPACE_OLD,
                                       WP_SAY_SPACE_WAITLIST, WP_SAY_FRESH,
                                       WP_SAY_FRESH_OLD};
    static const enum wp_say codes[] = {WP_SAY_ACCESS_NOT,
                                        WP_SAY_ATTRIBUTE_SILENT};
    static const enum wp_say papers[] = {WP_SAY_DOCUMENT_ASKED,
                                         WP_SAY_DOCUMENT_SILENT};
    const enum wp_say say = judgement->say;

#define IN(list) is_one_of(say, list, sizeof(list) / sizeof((list)[0]))
    if (IN(miles)) {
        wp_label_miles(out, judgement->number);
        if (teller->subject->flags & WP_DOC_GEO_FROM_ZIP) {
            wp_buf_text(out, " (to the middle of its ZIP)");
        }
    } else if (IN(opens)) {
        wp_label_minute(out, (int)judgement->number);
    } else if (IN(needs)) {
        wp_buf_text(out,
                    wp_vocab_concept(teller->ask->vocab, (int)judgement->limit)
                        ->name_en);
    } else if (IN(ages)) {
        const int32_t days =
            wp_ask_days_since(teller->ask, day_of(teller, judgement));
        if (days < 0) {
            wp_buf_text(out, "without a date");
        } else {
            wp_label_days_ago(out, days);
        }
    } else if (IN(codes)) {
        wp_label_code(out, judgement->word ? judgement->word : "");
    } else if (IN(papers)) {
        struct wp_buf code = WP_BUF_INIT;
        wp_buf_printf(&code, "document:%s", judgement->word);
        wp_label_code(out, wp_buf_str(&code));
        wp_buf_clear(&code);
    } else if (say == WP_SAY_AGE_SOON) {
        wp_buf_printf(out, "%g month%s", judgement->number,
                      judgement->number == 1.0 ? "" : "s");
    } else if (judgement->word) {
        wp_buf_text(out, judgement->word);
    }
#undef IN
}

static void put_evidence(struct wp_buf *out, const struct wp_teller *teller,
                         const struct wp_judgement *judgement)
{
    const struct wp_subject *subject = teller->subject;
    const enum wp_say say = judgement->say;

    if (judgement->fact) {
        wp_label_evidence(out, judgement->fact);
        if (out->length == 0) {
            wp_label_fact(out, teller->ask->vocab, judgement->fact);
        }
    } else if (say == WP_SAY_NEED_TEXT) {
        wp_buf_text(out, "words in its description");
    } else if (say == WP_SAY_DISTANCE || say == WP_SAY_DISTANCE_BEYOND) {
        wp_label_miles(out, judgement->number);
        wp_buf_text(out, " in a straight line");
        if (subject->flags & WP_DOC_GEO_FROM_ZIP) {
            wp_buf_text(out, " to the middle of its ZIP");
        }
    } else if (say == WP_SAY_DISTANCE_REMOTE) {
        wp_buf_text(out, "listed without a place to go to");
    } else if (say == WP_SAY_FRESH || say == WP_SAY_FRESH_OLD) {
        wp_buf_text(out, "last confirmed ");
        put_date(out, subject->asserted_day);
    } else if (say == WP_SAY_STATUS_MISSING) {
        wp_buf_text(out, "absent from the latest full list");
    } else if (rests_on_record(say)) {
        wp_buf_text(out, say == WP_SAY_STATUS_OPEN     ? "status: active"
                         : say == WP_SAY_STATUS_PAUSED ? "status: temporarily "
                                                         "closed"
                         : subject->status == WP_DOC_DEFUNCT
                             ? "status: defunct"
                             : "status: inactive");
    }
}

struct wp_told wp_tell(const struct wp_teller *teller, const char *name,
                       const struct wp_judgement *judgement)
{
    struct wp_arena *arena = teller->arena;
    struct wp_buf text = WP_BUF_INIT;
    struct wp_told told = {0};
    struct wp_terms terms = {.number = judgement->number,
                             .limit = judgement->limit};

    if (judgement->wanted) {
        told.wanted = wp_arena_strdup(arena, judgement->wanted);
    } else {
        wp_tell_wanted(&text, teller->ask, name);
        told.wanted = wp_tell_keep(arena, &text);
    }
    put_evidence(&text, teller, judgement);
    told.evidence = wp_tell_keep(arena, &text);
    told.extracted = judgement->fact && judgement->fact->extracted;
    if (told.evidence) {
        const char *source = judgement->fact && judgement->fact->source[0]
                                 ? judgement->fact->source
                                 : teller->subject->source;
        told.source = wp_arena_strdup(arena, source[0] ? source : NULL);
        put_date(&text, day_of(teller, judgement));
        told.as_of = wp_tell_keep(arena, &text);
    }

    if (judgement->fact) {
        wp_label_fact(&text, teller->ask->vocab, judgement->fact);
        terms.label = wp_tell_keep(arena, &text);
    }
    put_word(&text, teller, judgement);
    terms.word = wp_tell_keep(arena, &text);
    terms.wanted = told.wanted;
    terms.date = told.as_of;
    wp_sentence(&text, judgement->say, &terms);
    told.say = wp_tell_keep(arena, &text);
    return told;
}
