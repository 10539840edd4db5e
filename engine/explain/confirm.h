/*
 * engine/explain/confirm.h - what to ask on the phone before sending anybody
 */
#ifndef WP_EXPLAIN_CONFIRM_H
#define WP_EXPLAIN_CONFIRM_H

#include "explain/tell.h"
#include "match/assess.h"

#define WP_CONFIRM_MAX 4

/*
 * At most four short sentences, the most important first. Every hard fact
 * the record does not settle is in one of them: facts of one kind share a
 * sentence rather than being left out.
 */
size_t wp_confirm(const struct wp_teller *teller,
                  const struct wp_assessment *assessment,
                  const char *sentences[WP_CONFIRM_MAX]);

#endif /* WP_EXPLAIN_CONFIRM_H */
