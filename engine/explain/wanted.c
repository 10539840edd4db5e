/* engine/explain/wanted.c - what the client stated, in words */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "explain/labels.h"
#include "explain/tell.h"
#include "match/hours.h"

static void comma(struct wp_buf *out, size_t from)
{
    if (out->length > from) {
        wp_buf_text(out, ", ");
    }
}

static struct wp_voice voice_of(const struct wp_ask *ask)
{
    return wp_voice_of(ask->vocab, ask->client);
}

static void say(struct wp_buf *out, const struct wp_ask *ask, enum wp_text text)
{
    wp_text(out, voice_of(ask), text, NULL);
}

static void say_number(struct wp_buf *out, const struct wp_ask *ask,
                       enum wp_text text, double number)
{
    wp_text(out, voice_of(ask), text, &(struct wp_terms){.number = number});
}

static void say_word(struct wp_buf *out, const struct wp_ask *ask,
                     enum wp_text text, const char *word)
{
    wp_text(out, voice_of(ask), text, &(struct wp_terms){.word = word});
}

/* "female", "parent_with_children": said of one person. */
static void say_is(struct wp_buf *out, const struct wp_ask *ask,
                   const char *what)
{
    const char *word = wp_word_of(voice_of(ask), "is", what);

    wp_buf_text(out, word ? word : what);
}

static void want_need(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    const size_t from = out->length;

    for (size_t i = 0; i < client->need_count; i++) {
        const struct wp_need *need = &client->needs[i];

        comma(out, from);
        if (need->words) {
            wp_buf_text(out, need->words);
        } else if (need->concept_count > 0) {
            wp_buf_text(
                out, wp_concept_name(voice_of(ask), need->concepts[0].concept));
        }
    }
    if (client->need_count == 0 && client->words) {
        wp_buf_text(out, client->words);
    }
}

static void want_age(struct wp_buf *out, const struct wp_ask *ask)
{
    if (isnan(ask->age_months)) {
        return;
    }
    if (ask->age_months < 36) {
        say_number(out, ask, WP_TEXT_WANT_MONTHS, ask->age_months);
    } else {
        say_number(out, ask, WP_TEXT_WANT_YEARS, floor(ask->age_months / 12.0));
    }
}

static void want_household(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    const size_t from = out->length;

    if (client->household) {
        say_is(out, ask, client->household);
    } else if (client->household_size > 0) {
        say_number(out, ask, WP_TEXT_HOUSEHOLD_OF, client->household_size);
    }
    if (client->household && client->household_size > 1) {
        wp_buf_char(out, ' ');
        say_number(out, ask, WP_TEXT_PEOPLE, client->household_size);
    }
    if (!client->household && client->children_count > 0) {
        comma(out, from);
        say_number(out, ask,
                   client->children_count == 1 ? WP_TEXT_CHILD
                                               : WP_TEXT_CHILDREN,
                   (double)client->children_count);
    }
}

static void put_list(struct wp_buf *out, const struct wp_ask *ask,
                     const char *const *list, size_t count, const char *facet)
{
    const size_t from = out->length;

    for (size_t i = 0; i < count; i++) {
        struct wp_buf code = WP_BUF_INIT;

        comma(out, from);
        wp_buf_printf(&code, "%s%s", facet, list[i]);
        wp_label_code(out, voice_of(ask), wp_buf_str(&code));
        wp_buf_clear(&code);
    }
}

static void want_eligibility(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    want_age(out, ask);
    if (client->sex) {
        comma(out, 0);
        say_is(out, ask, client->sex);
    }
    if (client->pregnant == WP_YES) {
        comma(out, 0);
        say_is(out, ask, "pregnant");
    }
    if (client->veteran == WP_YES) {
        comma(out, 0);
        say_is(out, ask, "veteran");
    }
    struct wp_buf household = WP_BUF_INIT;
    want_household(&household, ask);
    if (household.length > 0) {
        comma(out, 0);
        wp_buf_text(out, wp_buf_str(&household));
    }
    wp_buf_clear(&household);
    for (size_t i = 0; i < client->situation_count; i++) {
        comma(out, 0);
        put_list(out, ask, &client->situations[i], 1, "situation:");
    }
}

static void want_payer(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    for (size_t i = 0; i < client->payer_count; i++) {
        comma(out, 0);
        wp_buf_text(out, wp_payer_name(voice_of(ask), client->payers[i].payer,
                                       client->payers[i].label));
    }
    if (client->payer_count == 0 && client->insured == WP_NO) {
        say(out, ask, WP_TEXT_NO_INSURANCE);
    } else if (client->payer_count == 0 && client->can_self_pay == WP_YES) {
        say(out, ask, WP_TEXT_CAN_PAY);
    } else if (client->payer_count == 0 && client->can_self_pay == WP_NO) {
        say(out, ask, WP_TEXT_CANNOT_PAY);
    }
}

static void want_income(struct wp_buf *out, const struct wp_ask *ask)
{
    if (!isnan(ask->client->income_usd_per_year)) {
        char amount[32];

        (void)snprintf(amount, sizeof(amount), "%.0f",
                       ask->client->income_usd_per_year);
        say_word(out, ask, WP_TEXT_A_YEAR, amount);
    }
}

static void want_cost(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    if (client->insured == WP_NO) {
        say(out, ask, WP_TEXT_NO_INSURANCE);
    }
    if (client->can_self_pay == WP_NO) {
        comma(out, 0);
        say(out, ask, WP_TEXT_CANNOT_PAY);
    }
    if (!isnan(client->income_usd_per_year)) {
        comma(out, 0);
        want_income(out, ask);
    }
}

static void want_area(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_near *near = &ask->client->near;

    if (near->stated) {
        wp_buf_text(out, near->label ? near->label
                                     : wp_text_of(voice_of(ask), WP_TEXT_HERE));
    }
}

static void want_distance(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    struct wp_buf miles = WP_BUF_INIT;
    struct wp_buf where = WP_BUF_INIT;

    if (client->near.stated) {
        wp_label_miles(&miles, client->within_m > 0 ? client->within_m
                                                    : WP_WITHIN_DEFAULT_M);
        want_area(&where, ask);
        wp_text(out, voice_of(ask), WP_TEXT_WITHIN,
                &(struct wp_terms){.word = wp_buf_str(&miles),
                                   .label = wp_buf_str(&where)});
    }
    wp_buf_clear(&miles);
    wp_buf_clear(&where);
}

static void want_hours(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->at_minute >= 0) {
        struct wp_buf minute = WP_BUF_INIT;

        wp_label_minute(&minute, voice_of(ask), ask->at_minute);
        say_word(out, ask, WP_TEXT_OPEN_AT, wp_buf_str(&minute));
        wp_buf_clear(&minute);
    } else {
        say(out, ask, WP_TEXT_OPEN_TONIGHT);
    }
}

static void want_availability(struct wp_buf *out, const struct wp_ask *ask)
{
    say(out, ask, ask->tonight ? WP_TEXT_SPACE_TONIGHT : WP_TEXT_SPACE);
}

static void want_language(struct wp_buf *out, const struct wp_ask *ask)
{
    for (size_t i = 0; i < ask->client->language_count; i++) {
        comma(out, 0);
        wp_buf_text(out,
                    wp_language_name(voice_of(ask), ask->client->languages[i]));
    }
}

static void want_accessibility(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    put_list(out, ask, client->accessibility, client->accessibility_count, "");
    if (client->accessibility_count > 0 && client->attribute_count > 0) {
        wp_buf_text(out, ", ");
    }
    put_list(out, ask, client->attributes, client->attribute_count, "");
}

static void want_freshness(struct wp_buf *out, const struct wp_ask *ask)
{
    say(out, ask, WP_TEXT_RECENT_RECORD);
}

static void want_status(struct wp_buf *out, const struct wp_ask *ask)
{
    say(out, ask, WP_TEXT_RUNNING_SERVICE);
}

static void want_sex(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->client->sex) {
        say_is(out, ask, ask->client->sex);
    }
}

static void want_pregnant(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->client->pregnant != WP_NOT_STATED) {
        say_is(out, ask,
               ask->client->pregnant == WP_YES ? "pregnant" : "not_pregnant");
    }
}

static void want_veteran(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->client->veteran != WP_NOT_STATED) {
        say_is(out, ask,
               ask->client->veteran == WP_YES ? "veteran" : "not_veteran");
    }
}

static void want_situation(struct wp_buf *out, const struct wp_ask *ask)
{
    put_list(out, ask, ask->client->situations, ask->client->situation_count,
             "situation:");
}

static void want_document(struct wp_buf *out, const struct wp_ask *ask)
{
    struct wp_buf papers = WP_BUF_INIT;

    put_list(&papers, ask, ask->client->lacks, ask->client->lack_count,
             "document:");
    say_word(out, ask, WP_TEXT_WITHOUT, wp_buf_str(&papers));
    wp_buf_clear(&papers);
}

static void want_attribute(struct wp_buf *out, const struct wp_ask *ask)
{
    put_list(out, ask, ask->client->attributes, ask->client->attribute_count,
             "");
}

void wp_tell_wanted(struct wp_buf *out, const struct wp_ask *ask,
                    const char *name)
{
    static const struct {
        const char *name;
        void (*tell)(struct wp_buf *out, const struct wp_ask *ask);
    } tellers[] = {
        {"need", want_need},
        {"eligibility", want_eligibility},
        {"payer", want_payer},
        {"distance", want_distance},
        {"availability", want_availability},
        {"hours", want_hours},
        {"cost", want_cost},
        {"language", want_language},
        {"accessibility", want_accessibility},
        {"freshness", want_freshness},
        {"status", want_status},
        {"age", want_age},
        {"sex", want_sex},
        {"area", want_area},
        {"household", want_household},
        {"income", want_income},
        {"pregnant", want_pregnant},
        {"veteran", want_veteran},
        {"situation", want_situation},
        {"record", want_situation},
        {"attribute", want_attribute},
        {"document", want_document},
    };

    for (size_t i = 0; i < sizeof(tellers) / sizeof(tellers[0]); i++) {
        if (strcmp(tellers[i].name, name) == 0) {
            tellers[i].tell(out, ask);
            return;
        }
    }
}
