/* engine/explain/open.c - is it open, until when, and when again */
#include "explain/open.h"

#include "explain/labels.h"
#include "match/hours.h"

void wp_tell_open(const struct wp_teller *teller, struct wp_match *match)
{
    const struct wp_ask *ask = teller->ask;
    struct wp_buf text = WP_BUF_INIT;

    match->open = WP_UNKNOWN;
    match->open_asked = ask->at_minute >= 0;
    if (!match->open_asked) {
        return;
    }
    const struct wp_openness found =
        wp_hours_at(teller->subject, ask->at_day, ask->at_minute);

    if (found.open == WP_YES) {
        match->open = WP_MEETS;
        if (!found.always) {
            const int minute = found.until_minute % 1440;
            wp_buf_printf(&text, "%02d:%02d", minute / 60, minute % 60);
            match->open_until = wp_tell_keep(teller->arena, &text);
        }
    } else if (found.open == WP_NO) {
        match->open = WP_FAILS;
        wp_label_minute(&text, wp_teller_voice(teller), found.opens_minute);
        match->opens_next = wp_tell_keep(teller->arena, &text);
    }
}
