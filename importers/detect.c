/* importers/detect.c - which format is this? */
#include <stdio.h>
#include <string.h>

#include "source.h"

/* Below this an importer is only guessing, and a guess is not made. */
#define SURE_ENOUGH 30

/* What the reader of the message has in hand: "services.csv, phones.csv". */
static void describe(const struct wp_feed *feed, char *ret_text, size_t room)
{
    size_t used = 0;

    ret_text[0] = '\0';
    for (size_t i = 0; i < feed->count && i < 4; i++) {
        const int wrote = snprintf(ret_text + used, room - used, "%s%s",
                                   i > 0 ? ", " : "", feed->inputs[i].name);
        if (wrote < 0 || (size_t)wrote >= room - used) {
            return;
        }
        used += (size_t)wrote;
    }
}

enum wp_status
wp_detect(const struct wp_feed *feed, const struct wp_importer **ret_importer,
          char ret_sentence[WP_SENTENCE_ROOM], struct wp_error *err)
{
    const struct wp_importer *best = NULL;
    char names[160];
    int best_score = 0;

    for (size_t i = 0; wp_importer_at(i); i++) {
        const struct wp_importer *importer = wp_importer_at(i);
        char sentence[WP_SENTENCE_ROOM] = "";
        const int score = importer->detect(feed, sentence, sizeof(sentence));

        if (score > best_score) {
            best = importer;
            best_score = score;
            memcpy(ret_sentence, sentence, sizeof(sentence));
        }
    }
    if (best_score >= SURE_ENOUGH) {
        *ret_importer = best;
        return WP_OK;
    }
    for (size_t i = 0; i < feed->count; i++) {
        if (feed->inputs[i].trouble.status != WP_OK) {
            if (err) {
                *err = feed->inputs[i].trouble;
            }
            return feed->inputs[i].trouble.status;
        }
    }
    describe(feed, names, sizeof(names));
    return wp_fail(err, WP_EPARSE,
                   "cannot tell the format of %s; name it (see the list of "
                   "formats)",
                   names[0] != '\0' ? names : "an empty package");
}
