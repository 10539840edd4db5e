/* engine/query/client.c - an empty client, its notes and its lists */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/build.h"

enum wp_status wp_client_create(struct wp_client **ret_client,
                                struct wp_error *err)
{
    struct wp_client *client = calloc(1, sizeof(*client));

    if (!client) {
        return wp_fail(err, WP_ENOMEM, "no memory for a client");
    }
    client->age_years = NAN;
    client->income_usd_per_year = NAN;
    client->income_fpl_percent = NAN;
    client->near.lat_deg = NAN;
    client->near.lon_deg = NAN;
    client->within_m = WP_WITHIN_DEFAULT_M;
    client->limit = WP_LIMIT_DEFAULT;
    *ret_client = client;
    return WP_OK;
}

void wp_client_destroy(struct wp_client *client)
{
    if (client) {
        wp_arena_clear(&client->arena);
        free(client);
    }
}

void wp_client_note(struct wp_client *client, const char *format, ...)
{
    char text[320];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text, sizeof(text), format, args);
    va_end(args);

    for (size_t i = 0; i < client->note_count; i++) {
        if (strcmp(client->notes[i], text) == 0) {
            return;
        }
    }
    if (client->note_count < WP_CLIENT_LIST_MAX) {
        const char *kept = wp_arena_strdup(&client->arena, text);
        if (kept) {
            client->notes[client->note_count++] = kept;
        }
    }
}

enum wp_status wp_list_add(const char **list, size_t *count, const char *item,
                           const char *what, struct wp_error *err)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(list[i], item) == 0) {
            return WP_OK;
        }
    }
    if (*count == WP_CLIENT_LIST_MAX) {
        return wp_fail(err, WP_ELIMIT, "more than %d of %s", WP_CLIENT_LIST_MAX,
                       what);
    }
    list[(*count)++] = item;
    return WP_OK;
}
