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
    static const enum wp_say opens[] = {WP_SAY_HOURS_SOON, WP_SAY_HOURS_CLOSED,
                                        WP_SAY_HOURS_INTAKE_CLOSED};
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
    static const enum wp_say tongues[] = {
        WP_SAY_LANGUAGE_STAFF, WP_SAY_LANGUAGE_INTERPRETER,
        WP_SAY_LANGUAGE_OFFERED, WP_SAY_LANGUAGE_NOT, WP_SAY_LANGUAGE_SILENT};
    const struct wp_voice voice = wp_teller_voice(teller);
    const enum wp_say say = judgement->say;

#define IN(list) is_one_of(say, list, sizeof(list) / sizeof((list)[0]))
    if (IN(miles)) {
        wp_label_miles(out, judgement->number);
        if (teller->subject->flags & WP_DOC_GEO_FROM_ZIP) {
            wp_buf_char(out, ' ');
            wp_text(out, voice, WP_TEXT_ZIP_MIDDLE, NULL);
        }
    } else if (IN(opens)) {
        wp_label_opening(out, voice, (int)judgement->number,
                         (int32_t)judgement->limit);
    } else if (IN(needs)) {
        wp_buf_text(out, wp_concept_name(voice, (int)judgement->limit));
    } else if (IN(ages)) {
        const int32_t days =
            wp_ask_days_since(teller->ask, day_of(teller, judgement));
        if (days < 0) {
            wp_text(out, voice, WP_TEXT_NO_DATE_KNOWN, NULL);
        } else {
            wp_label_days_ago(out, voice, days);
        }
    } else if (IN(codes)) {
        wp_label_code(out, voice, judgement->word ? judgement->word : "");
    } else if (IN(papers)) {
        struct wp_buf code = WP_BUF_INIT;
        wp_buf_printf(&code, "document:%s", judgement->word);
        wp_label_code(out, voice, wp_buf_str(&code));
        wp_buf_clear(&code);
    } else if (say == WP_SAY_HOURS_HOLIDAY) {
        wp_buf_text(out, wp_holiday_label(voice, judgement->word));
    } else if (say == WP_SAY_AGE_SOON) {
        wp_text(out, voice,
                judgement->number == 1.0 ? WP_TEXT_MONTH : WP_TEXT_MONTHS,
                &(struct wp_terms){.number = judgement->number});
    } else if (IN(tongues)) {
        const struct wp_language *language =
            wp_vocab_language(voice.vocab, judgement->word);
        wp_buf_text(out, language ? wp_language_name(voice, language)
                                  : judgement->word);
    } else if (judgement->word) {
        wp_buf_text(out, judgement->word);
    }
#undef IN
}

/* What the record says by its state, not by one of its facts. */
static void put_standing(struct wp_buf *out, const struct wp_teller *teller,
                         enum wp_say say)
{
    const enum wp_text text =
        say == WP_SAY_STATUS_OPEN                   ? WP_TEXT_STATUS_ACTIVE
        : say == WP_SAY_STATUS_PAUSED               ? WP_TEXT_STATUS_PAUSED
        : teller->subject->status == WP_DOC_DEFUNCT ? WP_TEXT_STATUS_DEFUNCT
                                                    : WP_TEXT_STATUS_INACTIVE;

    wp_text(out, wp_teller_voice(teller), text, NULL);
}

static void put_way(struct wp_buf *out, const struct wp_teller *teller,
                    double distance_m)
{
    const bool by_zip = (teller->subject->flags & WP_DOC_GEO_FROM_ZIP) != 0;
    struct wp_buf miles = WP_BUF_INIT;

    wp_label_miles(&miles, distance_m);
    wp_text(out, wp_teller_voice(teller),
            by_zip ? WP_TEXT_STRAIGHT_TO_ZIP : WP_TEXT_STRAIGHT_LINE,
            &(struct wp_terms){.word = wp_buf_str(&miles)});
    wp_buf_clear(&miles);
}

#define OFFERS_MAX 3

/* What a record that does not answer the need is there for. */
static void put_offers(struct wp_buf *out, const struct wp_teller *teller)
{
    const struct wp_voice voice = wp_teller_voice(teller);
    struct wp_buf names = WP_BUF_INIT;
    size_t count = 0;
    const struct wp_datum *needs =
        wp_subject_facts(teller->subject, WP_FACT_NEED, &count);

    for (size_t i = 0; i < count && i < OFFERS_MAX; i++) {
        wp_buf_text(&names, i == 0 ? "" : ", ");
        wp_buf_text(&names, wp_concept_name(voice, needs[i].number));
    }
    if (names.length > 0) {
        wp_text(out, voice, WP_TEXT_IS_THERE_FOR,
                &(struct wp_terms){.word = wp_buf_str(&names)});
    }
    wp_buf_clear(&names);
}

static void put_evidence(struct wp_buf *out, const struct wp_teller *teller,
                         const struct wp_judgement *judgement)
{
    const struct wp_voice voice = wp_teller_voice(teller);
    const enum wp_say say = judgement->say;

    if (judgement->fact) {
        wp_label_evidence(out, voice, judgement->fact);
        if (out->length == 0) {
            wp_label_fact(out, voice, judgement->fact);
        }
    } else if (say == WP_SAY_NEED_TEXT) {
        wp_text(out, voice, WP_TEXT_IN_ITS_TEXT, NULL);
    } else if (say == WP_SAY_NEED_NONE) {
        put_offers(out, teller);
    } else if (say == WP_SAY_DISTANCE || say == WP_SAY_DISTANCE_BEYOND) {
        put_way(out, teller, judgement->number);
    } else if (say == WP_SAY_DISTANCE_REMOTE) {
        wp_text(out, voice, WP_TEXT_NO_PLACE_LISTED, NULL);
    } else if (say == WP_SAY_FRESH || say == WP_SAY_FRESH_OLD) {
        struct wp_buf date = WP_BUF_INIT;

        put_date(&date, teller->subject->asserted_day);
        wp_text(out, voice, WP_TEXT_CONFIRMED_ON,
                &(struct wp_terms){.date = wp_buf_str(&date)});
        wp_buf_clear(&date);
    } else if (say == WP_SAY_STATUS_MISSING) {
        wp_text(out, voice, WP_TEXT_NOT_ON_LIST, NULL);
    } else if (rests_on_record(say)) {
        put_standing(out, teller, say);
    }
}

struct wp_voice wp_teller_voice(const struct wp_teller *teller)
{
    return wp_voice_of(teller->ask->vocab, teller->ask->client);
}

void wp_tell_about(struct wp_buf *out, const struct wp_teller *teller,
                   const char *name, const struct wp_judgement *judgement)
{
    const struct wp_client *client = teller->ask->client;
    const char *stated = judgement->wanted;

    for (size_t i = 0; stated && i < client->payer_count; i++) {
        if (client->payers[i].label == stated) {
            stated = wp_payer_name(wp_teller_voice(teller),
                                   client->payers[i].payer, stated);
            break;
        }
    }
    if (stated) {
        wp_buf_text(out, stated);
    } else {
        wp_tell_wanted(out, teller->ask, name);
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

    wp_tell_about(&text, teller, name, judgement);
    told.wanted = wp_tell_keep(arena, &text);
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
        wp_label_fact(&text, wp_teller_voice(teller), judgement->fact);
        terms.label = wp_tell_keep(arena, &text);
    }
    put_word(&text, teller, judgement);
    terms.word = wp_tell_keep(arena, &text);
    terms.wanted = told.wanted;
    terms.date = told.as_of;
    wp_sentence(&text, wp_teller_voice(teller), judgement->say, &terms);
    told.say = wp_tell_keep(arena, &text);
    return told;
}
