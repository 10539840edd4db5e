/*
 * engine/render/match_tsv.c - one row a result, for spreadsheets and shells
 *
 * Rows hold what the directory says, never what the client said: a file of
 * rows may be kept or mailed.
 */
#include <math.h>

#include "render/page.h"

static void put(struct wp_buf *out, const char *text)
{
    wp_buf_char(out, '\t');
    wp_page_clean(out, text ? text : "");
}

static void put_distance(struct wp_buf *out, const struct wp_match *match)
{
    wp_buf_char(out, '\t');
    if (!match->confidential && !isnan(match->distance_m)) {
        wp_buf_printf(out, "%.0f", match->distance_m);
    }
}

static void put_phone(struct wp_buf *out, const struct wp_match *match)
{
    wp_buf_char(out, '\t');
    if (match->phone_count > 0) {
        const struct wp_phone_line *phone = &match->phones[0];

        wp_page_clean(out, phone->number);
        if (phone->extension && phone->extension[0]) {
            wp_buf_text(out, " x");
            wp_page_clean(out, phone->extension);
        }
    }
}

static void put_row(struct wp_buf *out, const struct wp_match *match)
{
    const bool closed = match->confidential;

    if (match->neutral) {
        wp_buf_char(out, '\t');
    } else {
        wp_buf_printf(out, "%zu\t%.2f", match->rank, match->score);
    }
    put(out, match->lane);
    put(out, match->service_name);
    put(out, match->organization);
    put(out, closed ? NULL : match->address);
    put(out, match->city);
    put(out, match->state);
    put(out, closed ? NULL : match->postal_code);
    put_distance(out, match);
    put_phone(out, match);
    put(out, match->url);
    put(out, match->open_asked ? wp_verdict_name(match->open) : NULL);
    put(out, match->open_until);
    put(out, match->source);
    put(out, match->as_of);
    put(out, match->service_id);
    wp_buf_char(out, '\n');
}

enum wp_status wp_render_match_tsv(const struct wp_matches *matches,
                                   struct wp_buf *out, struct wp_error *err)
{
    wp_buf_text(out, "rank\tscore\tlane\tname\torganization\taddress\tcity\t"
                     "state\tpostal_code\tdistance_m\tphone\turl\topen\t"
                     "open_until\tsource\tas_of\tservice_id\n");
    for (size_t i = 0; i < wp_matches_count(matches); i++) {
        put_row(out, wp_matches_at(matches, i));
    }
    return wp_buf_status(out, err);
}
