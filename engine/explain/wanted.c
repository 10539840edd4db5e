/* engine/explain/wanted.c - what the client stated, in words */
#include <math.h>
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
            wp_buf_text(out,
                        wp_vocab_concept(ask->vocab, need->concepts[0].concept)
                            ->name_en);
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
        wp_buf_printf(out, "%g months", ask->age_months);
    } else {
        wp_buf_printf(out, "%g years", floor(ask->age_months / 12.0));
    }
}

static void want_household(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;
    const size_t from = out->length;

    if (client->household) {
        for (const char *c = client->household; *c; c++) {
            wp_buf_char(out, *c == '_' ? ' ' : *c);
        }
    } else if (client->household_size > 0) {
        wp_buf_printf(out, "household of %d", client->household_size);
    }
    if (client->household && client->household_size > 1) {
        wp_buf_printf(out, " (%d people)", client->household_size);
    }
    if (!client->household && client->children_count > 0) {
        comma(out, from);
        wp_buf_printf(out, "%zu child%s", client->children_count,
                      client->children_count == 1 ? "" : "ren");
    }
}

static void want_list(struct wp_buf *out, const char *const *list, size_t count,
                      const char *facet)
{
    const size_t from = out->length;

    for (size_t i = 0; i < count; i++) {
        struct wp_buf code = WP_BUF_INIT;

        comma(out, from);
        wp_buf_printf(&code, "%s%s", facet, list[i]);
        wp_label_code(out, wp_buf_str(&code));
        wp_buf_clear(&code);
    }
}

static void want_eligibility(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    want_age(out, ask);
    if (client->sex) {
        comma(out, 0);
        wp_buf_text(out, client->sex);
    }
    if (client->pregnant == WP_YES) {
        comma(out, 0);
        wp_buf_text(out, "pregnant");
    }
    if (client->veteran == WP_YES) {
        comma(out, 0);
        wp_buf_text(out, "veteran");
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
        want_list(out, &client->situations[i], 1, "situation:");
    }
}

static void want_payer(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    for (size_t i = 0; i < client->payer_count; i++) {
        comma(out, 0);
        wp_buf_text(out, client->payers[i].label);
    }
    if (client->payer_count == 0 && client->insured == WP_NO) {
        wp_buf_text(out, "no insurance");
    } else if (client->payer_count == 0 && client->can_self_pay == WP_YES) {
        wp_buf_text(out, "can pay");
    } else if (client->payer_count == 0 && client->can_self_pay == WP_NO) {
        wp_buf_text(out, "cannot pay");
    }
}

static void want_income(struct wp_buf *out, const struct wp_ask *ask)
{
    if (!isnan(ask->client->income_usd_per_year)) {
        wp_buf_printf(out, "$%.0f a year", ask->client->income_usd_per_year);
    }
}

static void want_cost(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    if (client->insured == WP_NO) {
        wp_buf_text(out, "no insurance");
    }
    if (client->can_self_pay == WP_NO) {
        comma(out, 0);
        wp_buf_text(out, "cannot pay");
    }
    if (!isnan(client->income_usd_per_year)) {
        comma(out, 0);
        want_income(out, ask);
    }
}

static void want_area(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->client->near.stated) {
        wp_buf_text(out,
                    ask->client->near.label ? ask->client->near.label : "here");
    }
}

static void want_distance(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    if (client->near.stated) {
        wp_buf_text(out, "within ");
        wp_label_miles(out, client->within_m > 0 ? client->within_m
                                                 : WP_WITHIN_DEFAULT_M);
        wp_buf_text(out, " of ");
        want_area(out, ask);
    }
}

static void want_hours(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->at_minute >= 0) {
        wp_buf_text(out, "open ");
        wp_label_minute(out, ask->at_minute);
    } else {
        wp_buf_text(out, "open tonight");
    }
}

static void want_availability(struct wp_buf *out, const struct wp_ask *ask)
{
    wp_buf_text(out, ask->tonight ? "space tonight" : "space");
}

static void want_language(struct wp_buf *out, const struct wp_ask *ask)
{
    for (size_t i = 0; i < ask->client->language_count; i++) {
        comma(out, 0);
        wp_buf_text(out, ask->client->languages[i]->name_en);
    }
}

static void want_accessibility(struct wp_buf *out, const struct wp_ask *ask)
{
    const struct wp_client *client = ask->client;

    want_list(out, client->accessibility, client->accessibility_count, "");
    if (client->accessibility_count > 0 && client->attribute_count > 0) {
        wp_buf_text(out, ", ");
    }
    want_list(out, client->attributes, client->attribute_count, "");
}

static void want_freshness(struct wp_buf *out, const struct wp_ask *ask)
{
    (void)ask;
    wp_buf_text(out, "a recent record");
}

static void want_status(struct wp_buf *out, const struct wp_ask *ask)
{
    (void)ask;
    wp_buf_text(out, "a service that is running");
}

static void want_sex(struct wp_buf *out, const struct wp_ask *ask)
{
    wp_buf_text(out, ask->client->sex ? ask->client->sex : "");
}

static void want_pregnant(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->client->pregnant != WP_NOT_STATED) {
        wp_buf_text(out, ask->client->pregnant == WP_YES ? "pregnant"
                                                         : "not pregnant");
    }
}

static void want_veteran(struct wp_buf *out, const struct wp_ask *ask)
{
    if (ask->client->veteran != WP_NOT_STATED) {
        wp_buf_text(out, ask->client->veteran == WP_YES ? "veteran"
                                                        : "not a veteran");
    }
}

static void want_situation(struct wp_buf *out, const struct wp_ask *ask)
{
    want_list(out, ask->client->situations, ask->client->situation_count,
              "situation:");
}

static void want_document(struct wp_buf *out, const struct wp_ask *ask)
{
    wp_buf_text(out, "without ");
    want_list(out, ask->client->lacks, ask->client->lack_count, "document:");
}

static void want_attribute(struct wp_buf *out, const struct wp_ask *ask)
{
    want_list(out, ask->client->attributes, ask->client->attribute_count, "");
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
