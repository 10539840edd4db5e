/* tests/relevance/ask.c - a client in, waypost.match/1 out, all in process */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "waypost/render.h"

#include "relevance.h"

const char *text_of(const json_t *object, const char *member)
{
    const char *text = json_string_value(json_object_get(object, member));

    return text ? text : "";
}

bool says(const char *text, const char *needle)
{
    const size_t length = strlen(needle);

    for (; *text; text++) {
        if (strncasecmp(text, needle, length) == 0) {
            return true;
        }
    }
    return length == 0;
}

struct answer ask(const struct directory *directory, json_t *client)
{
    struct answer answer = {.client = NULL};
    struct wp_error err = WP_ERROR_INIT;
    struct wp_matches *matches = NULL;
    struct wp_buf out = WP_BUF_INIT;
    char *text = json_dumps(client, JSON_COMPACT);

    if (!text || wp_client_create(&answer.client, &err) != WP_OK ||
        wp_client_parse_json(answer.client, directory->vocab, text,
                             strlen(text), &err) != WP_OK) {
        die(text ? text : "a client", &err);
    }
    if (!answer.client->as_of[0] &&
        wp_client_set(answer.client, directory->vocab, "as_of", AS_OF, &err) !=
            WP_OK) {
        die("as_of", &err);
    }
    if (wp_client_settle(answer.client, directory->vocab, &err) != WP_OK ||
        wp_match_run(directory->index, directory->vocab, answer.client,
                     &matches, &err) != WP_OK ||
        wp_render_match_json(matches, answer.client, directory->vocab, &out,
                             &err) != WP_OK) {
        die(text, &err);
    }
    wp_matches_destroy(matches);
    free(text);
    answer.bytes = wp_buf_take(&out);
    answer.json = answer.bytes ? json_loads(answer.bytes, 0, NULL) : NULL;
    answer.results = json_object_get(answer.json, "results");
    if (!json_is_array(answer.results)) {
        die("the answer is not JSON", NULL);
    }
    return answer;
}

void answer_clear(struct answer *answer)
{
    json_decref(answer->json);
    free(answer->bytes);
    wp_client_destroy(answer->client);
    *answer = (struct answer){.client = NULL};
}
