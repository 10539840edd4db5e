/* engine/base/fold.c - text as its folded words, one space between */
#include <string.h>

#include "waypost/buf.h"
#include "waypost/vocab.h"

#include "base/words.h"

enum wp_status wp_fold(const char *text, char **ret_folded,
                       struct wp_error *err)
{
    struct wp_buf folded = WP_BUF_INIT;
    struct wp_words words;

    wp_words_init(&words, text, strlen(text));
    while (wp_words_next(&words)) {
        if (folded.length > 0) {
            wp_buf_char(&folded, ' ');
        }
        wp_buf_bytes(&folded, words.word, words.length);
    }

    char *taken = wp_buf_take(&folded);
    if (!taken) {
        wp_buf_clear(&folded);
        return wp_fail(err, WP_ENOMEM, "no memory to fold %zu bytes",
                       strlen(text));
    }
    *ret_folded = taken;
    return WP_OK;
}
