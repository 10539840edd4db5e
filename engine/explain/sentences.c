/* engine/explain/sentences.c - the one table of wordings */
#include "explain/sentences.h"

#include <string.h>

static const char *const wordings[WP_SAY_COUNT] = {
    [WP_SAY_NOTHING] = "",

    [WP_SAY_NEED_EXACT] = "offers {label}",
    [WP_SAY_NEED_NARROWER] = "offers {label}, a kind of {word}",
    [WP_SAY_NEED_BROADER] = "offers {label}; whether that includes {word} is "
                            "not said",
    [WP_SAY_NEED_SUBSTITUTE] = "substitute: offers {label}, not {word} itself",
    [WP_SAY_NEED_TEXT] = "its text mentions the words; the service is not "
                         "listed under the need",
    [WP_SAY_NEED_REFERRAL] = "helps to find {label}; does not give it itself",
    [WP_SAY_NEED_SHELTERED] = "offers {label} to survivors of violence",
    [WP_SAY_NEED_NONE] = "does not offer what was asked",

    [WP_SAY_ELIGIBLE_ALL] = "serves people like this: {n} of {m} facts fit",
    [WP_SAY_ELIGIBLE_SOME] = "{n} of {m} facts fit; the rest is not said",
    [WP_SAY_ELIGIBLE_SILENT] = "does not say whom it serves",
    [WP_SAY_ELIGIBLE_NOT] = "is for others: {label}",

    [WP_SAY_PAYER_EXACT] = "takes {wanted}",
    [WP_SAY_PAYER_STATE_PROGRAMME] = "takes {label}; {wanted} is {label} in "
                                     "{word}",
    [WP_SAY_PAYER_PROGRAMME] = "takes {label}, the program behind {wanted}; "
                               "the plan itself is not named",
    [WP_SAY_PAYER_PART] = "takes {label}, part of {wanted}",
    [WP_SAY_PAYER_PLAN_UNKNOWN] = "takes {label}; whether {wanted} is in "
                                  "network is not said",
    [WP_SAY_PAYER_SOME_PLANS] = "takes {label}; other plans of {wanted} are "
                                "not named",
    [WP_SAY_PAYER_OTHER_STATE] = "takes {label} in {word}; {wanted} is from "
                                 "elsewhere",
    [WP_SAY_PAYER_PENDING] = "{wanted} is applied for, not yet decided",
    [WP_SAY_PAYER_LIMITED] = "takes {wanted} under a condition",
    [WP_SAY_PAYER_STALE] = "took {label} when last asked, {date}",
    [WP_SAY_PAYER_REFUSED] = "does not take {label}",
    [WP_SAY_PAYER_REFUSED_STALE] = "did not take {label} when last asked, "
                                   "{date}",
    [WP_SAY_PAYER_FREE] = "is free for everyone",
    [WP_SAY_PAYER_SLIDING] = "charges by income (sliding fee)",
    [WP_SAY_PAYER_ASSISTANCE] = "has help with payment: {label}",
    [WP_SAY_PAYER_SELF] = "can be paid by the client",
    [WP_SAY_PAYER_SELF_ONLY] = "lists payment by the client; lower fees are "
                               "not named",
    [WP_SAY_PAYER_SILENT] = "does not say whether it takes {wanted}",
    [WP_SAY_PAYER_SILENT_SLIDING] = "does not say whether it takes {wanted}; "
                                    "charges by income",
    [WP_SAY_PAYER_SILENT_UNINSURED] = "does not say what it costs without "
                                      "insurance",

    [WP_SAY_DISTANCE] = "is {word} away",
    [WP_SAY_DISTANCE_BEYOND] = "is {word} away, further than asked",
    [WP_SAY_DISTANCE_REMOTE] = "needs no trip: by phone, online or at home",
    [WP_SAY_DISTANCE_UNKNOWN] = "its place is not given; ask on the phone",

    [WP_SAY_SPACE_OPEN] = "{label} free, reported {word}",
    [WP_SAY_SPACE_FEW] = "{label} free, fewer than the household needs, "
                         "reported {word}",
    [WP_SAY_SPACE_FULL] = "full, reported {word}",
    [WP_SAY_SPACE_WAITLIST] = "has a waiting list, reported {word}",
    [WP_SAY_SPACE_OLD] = "last word on space is old: reported {word}",
    [WP_SAY_SPACE_SILENT] = "does not say whether there is space",

    [WP_SAY_HOURS_ALWAYS] = "open day and night",
    [WP_SAY_HOURS_OPEN] = "open then: {label}",
    [WP_SAY_HOURS_SOON] = "closed then; opens {word}",
    [WP_SAY_HOURS_CLOSED] = "closed then; opens {word}",
    [WP_SAY_HOURS_SILENT] = "does not give hours",

    [WP_SAY_COST_FREE] = "free",
    [WP_SAY_COST_SLIDING] = "charges by income",
    [WP_SAY_COST_HELP] = "has help with payment",
    [WP_SAY_COST_FEE] = "charges a fee: {label}",
    [WP_SAY_COST_BEYOND] = "charges {label}, beyond what was stated",
    [WP_SAY_COST_SILENT] = "does not say what it costs",

    [WP_SAY_LANGUAGE_STAFF] = "staff speak {word}",
    [WP_SAY_LANGUAGE_INTERPRETER] = "has {word} interpreters",
    [WP_SAY_LANGUAGE_LINE] = "has an interpreter line",
    [WP_SAY_LANGUAGE_OFFERED] = "offers {word}",
    [WP_SAY_LANGUAGE_NOT] = "does not offer {word}",
    [WP_SAY_LANGUAGE_SILENT] = "does not say whether {word} is spoken",

    [WP_SAY_ACCESS_ALL] = "has what is needed: {n} of {m}",
    [WP_SAY_ACCESS_SOME] = "has {n} of {m}; the rest is not said",
    [WP_SAY_ACCESS_SILENT] = "says nothing about it",
    [WP_SAY_ACCESS_NOT] = "does not have: {word}",

    [WP_SAY_FRESH] = "confirmed {word}",
    [WP_SAY_FRESH_OLD] = "last confirmed {word}",
    [WP_SAY_FRESH_UNKNOWN] = "gives no date",

    [WP_SAY_STATUS_OPEN] = "is listed as active",
    [WP_SAY_STATUS_UNKNOWN] = "does not state whether it is active",
    [WP_SAY_STATUS_MISSING] = "is gone from its source's latest list",
    [WP_SAY_STATUS_PAUSED] = "is closed for the time being",
    [WP_SAY_STATUS_CLOSED] = "is listed as closed",

    [WP_SAY_AGE_IN] = "serves {label}",
    [WP_SAY_AGE_OUT] = "serves {label} only",
    [WP_SAY_AGE_SOON] = "serves {label} only; turns eligible in {word}",
    [WP_SAY_AGE_SILENT] = "does not say which ages it serves",

    [WP_SAY_AREA_IN] = "serves {label}",
    [WP_SAY_AREA_OUT] = "serves {label}, not {wanted}",
    [WP_SAY_AREA_LOCAL] = "serves residents only; of where is not said",
    [WP_SAY_AREA_SILENT] = "does not say which area it serves",
    [WP_SAY_AREA_UNCHECKED] = "serves {label}; whether that is the client's "
                              "area cannot be told",

    [WP_SAY_INCOME_UNDER] = "income {n}% of the poverty line is within the "
                            "limit: {label}",
    [WP_SAY_INCOME_CLOSE] = "income {n}% of the poverty line is close to the "
                            "limit: {label}",
    [WP_SAY_INCOME_OVER] = "income {n}% of the poverty line is over the "
                           "limit: {label}",
    [WP_SAY_INCOME_BELOW] = "income {n}% of the poverty line is under what "
                            "it asks for: {label}",
    [WP_SAY_INCOME_UNSTATED] = "has an income limit: {label}",
    [WP_SAY_INCOME_NO_SIZE] = "has an income limit: {label}; the household's "
                              "size decides",

    [WP_SAY_GROUP_FITS] = "is for {label}",
    [WP_SAY_GROUP_WELCOMES] = "has a program for {label}",
    [WP_SAY_GROUP_ONLY_OTHERS] = "is for {label} only",
    [WP_SAY_GROUP_ONLY_UNSTATED] = "is for {label} only",
    [WP_SAY_GROUP_EXCLUDED] = "cannot take {label}",
    [WP_SAY_GROUP_MAYBE_EXCLUDED] = "cannot take {label}; ask whether that "
                                    "applies",
    [WP_SAY_GROUP_SILENT] = "does not say",

    [WP_SAY_ATTRIBUTE_YES] = "has {label}",
    [WP_SAY_ATTRIBUTE_NO] = "rules out: {label}",
    [WP_SAY_ATTRIBUTE_SILENT] = "does not say anything about {word}",

    [WP_SAY_DOCUMENT_ASKED] = "asks for {word}",
    [WP_SAY_DOCUMENT_SILENT] = "does not say which papers it needs",
};

static void fill(struct wp_buf *out, const char *blank, size_t length,
                 const struct wp_terms *terms)
{
    const struct {
        const char *name, *text;
    } texts[] = {{"wanted", terms->wanted},
                 {"label", terms->label},
                 {"word", terms->word},
                 {"date", terms->date}};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strlen(texts[i].name) == length &&
            memcmp(texts[i].name, blank, length) == 0) {
            wp_buf_text(out, texts[i].text ? texts[i].text : "");
            return;
        }
    }
    wp_buf_printf(out, "%g", *blank == 'n' ? terms->number : terms->limit);
}

void wp_sentence(struct wp_buf *out, enum wp_say say,
                 const struct wp_terms *terms)
{
    const char *text = wordings[say];

    while (*text) {
        const char *open = strchr(text, '{');
        const char *close = open ? strchr(open, '}') : NULL;

        if (!close) {
            wp_buf_text(out, text);
            return;
        }
        wp_buf_bytes(out, text, (size_t)(open - text));
        fill(out, open + 1, (size_t)(close - open - 1), terms);
        text = close + 1;
    }
}

const char *wp_hidden_phrase(const char *reason, bool one)
{
    static const struct {
        const char *reason, *one, *many;
    } phrases[] = {
        {"status", "is listed as closed", "are listed as closed"},
        {"age", "serves other ages", "serve other ages"},
        {"sex", "serves another sex only", "serve another sex only"},
        {"area", "does not serve this area", "do not serve this area"},
        {"payer", "says it does not take this way of paying",
         "say they do not take this way of paying"},
        {"household", "takes other households only",
         "take other households only"},
        {"income", "has an income limit this is outside of",
         "have an income limit this is outside of"},
        {"pregnant", "is not for this stage of pregnancy",
         "are not for this stage of pregnancy"},
        {"veteran", "is for veterans or service members only",
         "are for veterans or service members only"},
        {"situation", "is for people in another situation only",
         "are for people in another situation only"},
        {"record", "rules out a record that was stated",
         "rule out a record that was stated"},
        {"sobriety", "has a sobriety rule that rules this out",
         "have a sobriety rule that rules this out"},
        {"attribute", "rules out a pet, a medicine or children that come along",
         "rule out a pet, a medicine or children that come along"},
        {"document", "asks for a paper that is missing",
         "ask for a paper that is missing"},
        {"distance", "is further away than required",
         "are further away than required"},
    };

    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (strcmp(phrases[i].reason, reason) == 0) {
            return one ? phrases[i].one : phrases[i].many;
        }
    }
    return one ? "does not meet what was required"
               : "do not meet what was required";
}
