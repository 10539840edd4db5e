/* engine/measure/topics.c - one client a line: {"topic": .., "client": ..} */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/measure.h"

struct wp_topics {
    struct wp_arena arena;
    struct wp_topic *rows;
    size_t count, room;
    /* While reading. */
    const struct wp_vocab *vocab;
    const char *as_of;
};

size_t wp_topics_count(const struct wp_topics *topics)
{
    return topics->count;
}

const struct wp_topic *wp_topics_at(const struct wp_topics *topics,
                                    size_t position)
{
    return position < topics->count ? &topics->rows[position] : NULL;
}

void wp_topics_destroy(struct wp_topics *topics)
{
    if (!topics) {
        return;
    }
    for (size_t i = 0; i < topics->count; i++) {
        wp_client_destroy(topics->rows[i].client);
    }
    free(topics->rows);
    wp_arena_clear(&topics->arena);
    free(topics);
}

/* An empty row at the end, so that whatever goes wrong is freed. */
static enum wp_status add_row(struct wp_topics *topics, const char *name,
                              struct wp_topic **ret_row, struct wp_error *err)
{
    if (topics->count == topics->room) {
        const size_t room = topics->room ? 2 * topics->room : 64;
        struct wp_topic *rows = realloc(topics->rows, room * sizeof(*rows));

        if (!rows) {
            return wp_fail(err, WP_ENOMEM, "no memory for %zu topics", room);
        }
        topics->rows = rows;
        topics->room = room;
    }
    struct wp_topic *row = &topics->rows[topics->count];
    *row = (struct wp_topic){.name = wp_arena_strdup(&topics->arena, name)};
    if (!row->name) {
        return wp_fail(err, WP_ENOMEM, "no memory for a topic");
    }
    const enum wp_status status = wp_client_create(&row->client, err);
    if (status == WP_OK) {
        topics->count++;
        *ret_row = row;
    }
    return status;
}

static enum wp_status fill(const struct wp_topics *topics,
                           struct wp_client *client, json_t *member,
                           struct wp_error *err)
{
    const struct wp_vocab *vocab = topics->vocab;
    enum wp_status status = WP_OK;

    if (json_is_string(member)) {
        status = wp_client_parse_words(client, vocab, json_string_value(member),
                                       err);
    } else {
        char *text = json_dumps(member, JSON_COMPACT);

        if (!text) {
            return wp_fail(err, WP_ENOMEM, "no memory for a client");
        }
        status = wp_client_parse_json(client, vocab, text, strlen(text), err);
        free(text);
    }
    if (status == WP_OK && !client->as_of[0]) {
        status = wp_client_set(client, vocab, "as_of", topics->as_of, err);
    }
    return status == WP_OK ? wp_client_settle(client, vocab, err) : status;
}

/* The path inside the client, in front of what is wrong with it. */
static enum wp_status blame(const char *topic, const struct wp_error *trouble,
                            struct wp_error *err)
{
    return wp_fail(err, trouble->status == WP_ENOMEM ? WP_ENOMEM : WP_EPARSE,
                   "client of topic '%.40s'%s%s: %.180s", topic,
                   trouble->origin[0] ? ", " : "", trouble->origin,
                   trouble->message);
}

static enum wp_status read_topic(struct wp_topics *topics, json_t *line,
                                 struct wp_error *err)
{
    const char *name = json_string_value(json_object_get(line, "topic"));
    json_t *member = json_object_get(line, "client");
    struct wp_topic *row = NULL;

    if (!name || !name[0] || strpbrk(name, " \t\r\n")) {
        return wp_fail(err, WP_EPARSE,
                       "a topic needs the member \"topic\": a name without "
                       "blanks");
    }
    if (!json_is_object(member) && !json_is_string(member)) {
        return wp_fail(err, WP_EPARSE,
                       "topic '%.40s' needs the member \"client\": an object "
                       "as in CLIENT.json, or plain words",
                       name);
    }
    for (size_t i = 0; i < topics->count; i++) {
        if (strcmp(topics->rows[i].name, name) == 0) {
            return wp_fail(err, WP_EPARSE, "there is a topic '%.40s' already",
                           name);
        }
    }
    struct wp_error trouble = WP_ERROR_INIT;
    const enum wp_status status = add_row(topics, name, &row, err);
    if (status != WP_OK) {
        return status;
    }
    return fill(topics, row->client, member, &trouble) == WP_OK
               ? WP_OK
               : blame(name, &trouble, err);
}

static bool is_empty(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
            return false;
        }
    }
    return true;
}

static enum wp_status read_line(struct wp_topics *topics, const char *path,
                                const char *text, size_t length,
                                unsigned long number, struct wp_error *err)
{
    json_error_t trouble;
    enum wp_status status = WP_OK;
    unsigned long column = 0;

    json_t *line = json_loadb(text, length, JSON_REJECT_DUPLICATES, &trouble);
    if (!line) {
        status = wp_fail(err, WP_EPARSE, "not a JSON object: %s", trouble.text);
        column = trouble.column > 0 ? (unsigned long)trouble.column : 1;
    } else {
        status = read_topic(topics, line, err);
    }
    json_decref(line);
    if (status != WP_OK) {
        (void)wp_fail_at(err, path, number, column);
    }
    return status;
}

enum wp_status wp_topics_parse(const char *path, const char *text, size_t size,
                               const struct wp_vocab *vocab, const char *as_of,
                               struct wp_topics **ret_topics,
                               struct wp_error *err)
{
    struct wp_topics *topics = calloc(1, sizeof(*topics));
    enum wp_status status = WP_OK;
    unsigned long number = 0;

    if (!topics) {
        return wp_fail(err, WP_ENOMEM, "no memory for topics");
    }
    topics->vocab = vocab;
    topics->as_of = as_of;
    for (size_t at = 0; at < size && status == WP_OK;) {
        const char *end = memchr(text + at, '\n', size - at);
        const size_t length = end ? (size_t)(end - text) - at : size - at;

        number++;
        if (!is_empty(text + at, length)) {
            status = read_line(topics, path, text + at, length, number, err);
        }
        at += length + 1;
    }
    if (status != WP_OK) {
        wp_topics_destroy(topics);
        return status;
    }
    *ret_topics = topics;
    return WP_OK;
}
