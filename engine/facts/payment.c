/* engine/facts/payment.c - who pays and what it costs
 *
 * Insurance is never read out of prose: "we do not take Medicaid" and "if you
 * have Medicaid" name it too. Only an affirmed "free" or "sliding" counts.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "facts/derived.h"

static void derive_marks(struct wp_derived *derived, const struct wp_tree *tree)
{
    struct wp_mark mark;
    size_t at = 0;

    while (wp_mark_next(tree, "waypost-payers", &at, &mark)) {
        struct wp_fact fact = WP_FACT_INIT;
        int stance = mark.value == NULL ? -1 : wp_stance_by_name(mark.value);

        if (mark.of_location ||
            wp_vocab_payer_by_code(derived->vocab, mark.code) < 0) {
            continue;
        }
        fact.kind = WP_FACT_PAYER;
        fact.service_at_location_id = mark.service_at_location_id;
        fact.code = mark.code;
        if (stance == WP_STANCE_REFUSES || stance == WP_STANCE_LIMITED ||
            stance == WP_STANCE_UNKNOWN) {
            fact.stance = (enum wp_stance)stance;
        }
        fact.note = mark.label;
        fact.field = "attribute";
        fact.evidence = mark.label != NULL  ? mark.label
                        : mark.name != NULL ? mark.name
                                            : mark.code;
        wp_derived_add(derived, fact);
    }
}

/* ---- free and sliding --------------------------------------------------- */

enum free_reading { NOT_FREE, FREE, FREE_SOMETIMES };

static bool says_any(const char *folded, const char *const *phrases)
{
    for (; *phrases != NULL; phrases++) {
        if (wp_says(folded, *phrases)) {
            return true;
        }
    }
    return false;
}

static enum free_reading read_free(const char *folded)
{
    static const char *const affirmed[] = {
        "free",     "no cost",        "no costs",     "no charge", "no fee",
        "no fees",  "without charge", "without cost", "gratis",    "gratuito",
        "gratuita", "gratuitos",      "sin costo",    NULL};
    static const char *const denied[] = {
        "not free",       "isn t free",       "aren t free",
        "no free",        "no es gratis",     "smoke free",
        "drug free",      "toll free",        "free parking",
        "feel free",      "alcohol free",     "not be free",
        "no longer free", "not offered free", NULL};
    static const char *const conditions[] = {
        "if",        "unless",  "except",    "some",    "may",
        "for those", "varies",  "vary",      "most",    "members",
        "eligible",  "first",   "depending", "qualify", "low income",
        "sliding",   "or",      "but",       "under",   "over",
        "children",  "seniors", "veterans",  "certain", "consultation",
        "lunch",     "reduced", NULL};

    if (!says_any(folded, affirmed) || says_any(folded, denied)) {
        return NOT_FREE;
    }
    return says_any(folded, conditions) || strpbrk(folded, "123456789")
               ? FREE_SOMETIMES
               : FREE;
}

static void add_cost(struct wp_derived *derived, const char *payer,
                     const char *code, double amount_usd, bool limited,
                     const char *field, const char *evidence)
{
    struct wp_fact fact = WP_FACT_INIT;

    fact.stance = limited ? WP_STANCE_LIMITED : WP_STANCE_ACCEPTS;
    fact.note = limited ? evidence : NULL;
    fact.field = field;
    fact.evidence = evidence;
    if (payer != NULL && wp_vocab_payer_by_code(derived->vocab, payer) >= 0) {
        fact.kind = WP_FACT_PAYER;
        fact.code = payer;
        wp_derived_add(derived, fact);
    }
    fact.kind = WP_FACT_COST;
    fact.code = code;
    fact.lo = amount_usd;
    fact.hi = amount_usd;
    wp_derived_add(derived, fact);
}

static void derive_fees(struct wp_derived *derived,
                        const struct wp_record *service, const char *column)
{
    const char *text = wp_tree_value(service, column);
    const char *folded = text == NULL ? NULL : wp_folded(&derived->arena, text);

    if (folded == NULL) {
        return;
    }
    enum free_reading reading = read_free(folded);
    if (reading != NOT_FREE) {
        add_cost(derived, "free", "free", 0.0, reading == FREE_SOMETIMES,
                 column, text);
    }
    if ((wp_says(folded, "sliding") || wp_says(folded, "escala movil")) &&
        !wp_says(folded, "no sliding") && !wp_says(folded, "not sliding") &&
        !wp_says(folded, "not a sliding")) {
        add_cost(derived, "sliding_fee", "sliding", NAN, false, column, text);
    }
}

static void derive_option(struct wp_derived *derived,
                          const struct wp_record *option, bool only_one)
{
    const char *amount = wp_tree_value(option, "amount");
    const char *name = wp_tree_value(option, "option");
    const char *said = wp_tree_value(option, "amount_description");
    const char *currency = wp_tree_value(option, "currency");
    char *end = NULL;
    double usd = amount == NULL ? NAN : strtod(amount, &end);

    if (amount == NULL || end == amount || *end != '\0' || !isfinite(usd) ||
        usd < 0.0) {
        return;
    }
    const char *evidence = name != NULL ? name : said;
    evidence =
        evidence == NULL
            ? wp_arena_printf(&derived->arena, "amount %s", amount)
            : wp_arena_printf(&derived->arena, "%s: %s", evidence, amount);
    if (usd <= 0.0) {
        add_cost(derived, "free", "free", 0.0, !only_one, "cost_option",
                 evidence);
    } else if (currency == NULL || strcmp(currency, "USD") == 0) {
        add_cost(derived, NULL, "fee", usd, !only_one, "cost_option", evidence);
    }
}

void wp_derive_payment(struct wp_derived *derived, const struct wp_tree *tree)
{
    const char *service_id = wp_record_get(tree->service, "id");
    const struct wp_record *option = NULL;
    size_t count = 0;
    size_t at = 0;

    derive_marks(derived, tree);
    derive_fees(derived, tree->service, "fees_description");
    derive_fees(derived, tree->service, "fees");
    while (wp_tree_next(tree, WP_COST_OPTION, "service_id", service_id, &at) !=
           NULL) {
        count++;
    }
    at = 0;
    while ((option = wp_tree_next(tree, WP_COST_OPTION, "service_id",
                                  service_id, &at)) != NULL) {
        derive_option(derived, option, count == 1);
    }
}
