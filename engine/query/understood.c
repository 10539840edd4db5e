/* engine/query/understood.c - what was taken from which words */
#include <string.h>

#include "query/build.h"
#include "query/reading.h"

static bool is_known(const struct wp_understood *one, const char *field,
                     const char *value, size_t begin)
{
    return one->begin == begin && strcmp(one->field, field) == 0 &&
           strcmp(one->value, value) == 0;
}

/* The words without the blanks and commas a pattern may have taken along. */
static void trim(const char *text, size_t *begin, size_t *end)
{
    while (*begin < *end && strchr(" ,;(\t\n", text[*begin])) {
        ++*begin;
    }
    while (*end > *begin && strchr(" ,;)\t\n", text[*end - 1])) {
        --*end;
    }
}

void wp_understood_add(struct wp_client *client,
                       const struct wp_hearing *hearing, const char *field,
                       const char *value, size_t begin, size_t end)
{
    size_t place = client->understood_count;

    if (!hearing->typed || place == WP_UNDERSTOOD_MAX) {
        return;
    }
    trim(hearing->text, &begin, &end);
    for (size_t i = 0; i < place; i++) {
        if (is_known(&client->understood[i], field, value,
                     hearing->base + begin)) {
            return;
        }
    }
    const struct wp_understood one = {
        .field = field,
        .value = wp_arena_strdup(&client->arena, value),
        .words = wp_arena_strndup(&client->arena, hearing->text + begin,
                                  end - begin),
        .begin = hearing->base + begin,
        .end = hearing->base + end,
    };
    if (!one.value || !one.words) {
        return; /* the arena remembers: wp_client_settle() says so */
    }
    while (place > 0 && client->understood[place - 1].begin > one.begin) {
        client->understood[place] = client->understood[place - 1];
        place--;
    }
    client->understood[place] = one;
    client->understood_count++;
}

void wp_reading_note(struct wp_reading *reading, const char *field,
                     const char *value, size_t begin, size_t end)
{
    wp_understood_add(reading->client, &reading->hearing, field, value, begin,
                      end);
}
