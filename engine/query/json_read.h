/*
 * engine/query/json_read.h - what the readers of CLIENT.json share
 *
 *     json.c          members a person writes
 *     json_printed.c  forms that only "match --json" prints, read back
 */
#ifndef WP_QUERY_JSON_READ_H
#define WP_QUERY_JSON_READ_H

#include <jansson.h>

#include "query/build.h"

#define WP_JSON_PATH_MAX 120

struct wp_client_json {
    struct wp_client *client;
    const struct wp_vocab *vocab;
    struct wp_error *err;
};

/* WP_EINVAL with what would be right, at a JSON path. */
enum wp_status wp_json_refuse(struct wp_client_json *reading, const char *path,
                              const char *what);
/* One fact by wp_client_set(); a failure gets the path. */
enum wp_status wp_json_set_text(struct wp_client_json *reading,
                                const char *path, const char *fact,
                                const char *text);
/* Reject a member nobody knows, with the nearest one. */
enum wp_status wp_json_check_members(struct wp_client_json *reading,
                                     const char *path, json_t *object,
                                     const char *const *names, size_t count);

/* "concepts": [{"slug": ..., "weight": 0.6}] of a need just begun. */
enum wp_status wp_json_set_concepts(struct wp_client_json *reading,
                                    const char *path, const char *words,
                                    enum wp_urgency urgency, json_t *need);
/* {"lat", "lon", "label", "zip", "state", "county"} */
enum wp_status wp_json_set_place(struct wp_client_json *reading,
                                 const char *path, json_t *value);
/* "MassHealth", or {"code": "medicaid:MA", "pending": true} */
enum wp_status wp_json_set_payer(struct wp_client_json *reading,
                                 const char *path, json_t *value);

#endif /* WP_QUERY_JSON_READ_H */
