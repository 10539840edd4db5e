/*
 * engine/match/gates.c - the hard facts, in the order reasons are counted
 *
 * A hidden service is counted once, under the first gate that fails, so the
 * order runs from what no phone call changes to what a call might.
 */
#include "match/criterion.h"

static const struct wp_gate gates[] = {
    {"status", true, wp_gate_status},
    {"age", false, wp_gate_age},
    {"sex", false, wp_gate_sex},
    {"area", false, wp_gate_area},
    {"payer", false, wp_gate_payer},
    {"household", false, wp_gate_household},
    {"income", false, wp_gate_income},
    {"pregnant", false, wp_gate_pregnant},
    {"veteran", false, wp_gate_veteran},
    {"situation", false, wp_gate_situation},
    {"record", false, wp_gate_record},
    {"sobriety", false, wp_gate_sobriety},
    {"attribute", false, wp_gate_attribute},
    {"document", false, wp_gate_document},
};

#define GATES (sizeof(gates) / sizeof(gates[0]))
_Static_assert(GATES <= WP_GATES_MAX, "raise WP_GATES_MAX");

size_t wp_gate_count(void)
{
    return GATES;
}

const struct wp_gate *wp_gate(size_t position)
{
    return position < GATES ? &gates[position] : NULL;
}
