/* engine/explain/open.c - is it open, until when, and when again */
#include "explain/open.h"

#include "explain/labels.h"
#include "match/hours.h"

#define FAR_DAYS 6

static void tell_opening(const struct wp_teller *teller,
                         const struct wp_openness *found, int32_t day,
                         struct wp_match *match)
{
    struct wp_buf text = WP_BUF_INIT;

    if (found->opens_known) {
        const bool far = found->opens_day - day > FAR_DAYS;
        wp_label_opening(&text, wp_teller_voice(teller), found->opens_minute,
                         far ? found->opens_day : WP_DAY_UNKNOWN);
        match->opens_next = wp_tell_keep(teller->arena, &text);
    }
}

void wp_tell_open(const struct wp_teller *teller, struct wp_match *match)
{
    const struct wp_ask *ask = teller->ask;
    struct wp_buf text = WP_BUF_INIT;
    int32_t day = 0;
    int minute = 0;

    match->open = WP_UNKNOWN;
    match->open_asked = ask->at_minute >= 0;
    if (!match->open_asked ||
        wp_hours_asked(ask, teller->subject, &day, &minute) != WP_WHEN_KNOWN) {
        return;
    }
    const struct wp_openness found = wp_hours_at(teller->subject, day, minute);

    match->open_intake = found.intake && found.open != WP_NOT_STATED;
    match->open_doubtful = found.doubt != WP_DOUBT_NONE;
    if (found.open == WP_YES) {
        match->open = WP_MEETS;
        if (!found.always) {
            const int until = found.until_minute % 1440;
            wp_buf_printf(&text, "%02d:%02d", until / 60, until % 60);
            match->open_until = wp_tell_keep(teller->arena, &text);
        }
    } else if (found.open == WP_NO) {
        match->open = WP_FAILS;
        tell_opening(teller, &found, day, match);
    }
}
