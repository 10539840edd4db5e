/* engine/measure/judgments.c - trec qrels: topic, iteration, document, grade */
#include "measure/judgments.h"

#include <stdlib.h>
#include <string.h>

#define FIELDS        4
#define GRADE_LARGEST 99

struct cell {
    const char *text;
    size_t length, column; /* column counts from 1 */
};

static int compare(const void *left, const void *right)
{
    const struct wp_judgment *one = left;
    const struct wp_judgment *other = right;
    const int topics = strcmp(one->topic, other->topic);

    return topics != 0 ? topics : strcmp(one->document, other->document);
}

/* ---- reading ------------------------------------------------------------ */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Up to FIELDS cells of a line; returns how many there are. */
static size_t split(const char *line, size_t length, struct cell cells[FIELDS])
{
    size_t count = 0;
    size_t at = 0;

    while (count < FIELDS) {
        while (at < length && is_blank(line[at])) {
            at++;
        }
        if (at == length) {
            break;
        }
        const size_t begin = at;
        while (at < length && !is_blank(line[at])) {
            at++;
        }
        cells[count++] = (struct cell){line + begin, at - begin, begin + 1};
    }
    return count;
}

static bool read_grade(const struct cell *cell, int *ret_grade)
{
    const bool negative = cell->text[0] == '-';
    size_t at = negative ? 1 : 0;
    int grade = 0;

    if (at == cell->length) {
        return false;
    }
    for (; at < cell->length; at++) {
        if (cell->text[at] < '0' || cell->text[at] > '9') {
            return false;
        }
        grade = grade * 10 + (cell->text[at] - '0');
        if (grade > GRADE_LARGEST) {
            return false;
        }
    }
    *ret_grade = negative ? -grade : grade;
    return true;
}

static enum wp_status add(struct wp_judgments *judgments,
                          const struct cell cells[FIELDS], int grade,
                          unsigned long line, struct wp_error *err)
{
    if (judgments->count == judgments->room) {
        const size_t room = judgments->room ? 2 * judgments->room : 256;
        struct wp_judgment *rows =
            realloc(judgments->rows, room * sizeof(*rows));

        if (!rows) {
            return wp_fail(err, WP_ENOMEM, "no memory for %zu judgments", room);
        }
        judgments->rows = rows;
        judgments->room = room;
    }
    judgments->rows[judgments->count++] = (struct wp_judgment){
        .topic =
            wp_arena_strndup(&judgments->arena, cells[0].text, cells[0].length),
        .document =
            wp_arena_strndup(&judgments->arena, cells[2].text, cells[2].length),
        .grade = grade,
        .line = line,
    };
    return wp_arena_failed(&judgments->arena)
               ? wp_fail(err, WP_ENOMEM, "no memory for judgments")
               : WP_OK;
}

static enum wp_status
read_line(struct wp_judgments *judgments, const char *path, const char *text,
          size_t length, unsigned long line, struct wp_error *err)
{
    static const char *const names[FIELDS] = {"topic", "iteration", "document",
                                              "grade"};
    struct cell cells[FIELDS];
    int grade = 0;
    const size_t count = split(text, length, cells);

    if (count == 0 || cells[0].text[0] == '#') {
        return WP_OK;
    }
    if (count < FIELDS) {
        (void)wp_fail(err, WP_EPARSE,
                      "a judgment is 'topic 0 document grade'; the %s is "
                      "missing",
                      names[count]);
        (void)wp_fail_at(err, path, line, length + 1);
        return WP_EPARSE;
    }
    if (!read_grade(&cells[3], &grade)) {
        (void)wp_fail(err, WP_EPARSE,
                      "grade '%.*s' is not a whole number from -%d to %d",
                      (int)(cells[3].length < 40 ? cells[3].length : 40),
                      cells[3].text, GRADE_LARGEST, GRADE_LARGEST);
        (void)wp_fail_at(err, path, line, cells[3].column);
        return WP_EPARSE;
    }
    return add(judgments, cells, grade, line, err);
}

/* Sorted; a document judged twice for one topic is a contradiction. */
static enum wp_status settle(struct wp_judgments *judgments, const char *path,
                             struct wp_error *err)
{
    if (judgments->count > 0) {
        qsort(judgments->rows, judgments->count, sizeof(*judgments->rows),
              compare);
    }
    for (size_t i = 1; i < judgments->count; i++) {
        const struct wp_judgment *one = &judgments->rows[i - 1];
        const struct wp_judgment *other = &judgments->rows[i];

        if (compare(one, other) == 0) {
            const bool later = other->line > one->line;

            (void)wp_fail(err, WP_EPARSE,
                          "document '%s' was judged for topic '%s' already, "
                          "in line %lu",
                          other->document, other->topic,
                          later ? one->line : other->line);
            (void)wp_fail_at(err, path, later ? other->line : one->line, 1);
            return WP_EPARSE;
        }
    }
    return WP_OK;
}

enum wp_status
wp_judgments_parse(const char *path, const char *text, size_t size,
                   struct wp_judgments **ret_judgments, struct wp_error *err)
{
    struct wp_judgments *judgments = calloc(1, sizeof(*judgments));
    enum wp_status status = WP_OK;
    unsigned long line = 0;

    if (!judgments) {
        return wp_fail(err, WP_ENOMEM, "no memory for judgments");
    }
    for (size_t at = 0; at < size && status == WP_OK;) {
        const char *end = memchr(text + at, '\n', size - at);
        const size_t length = end ? (size_t)(end - text) - at : size - at;

        status = read_line(judgments, path, text + at, length, ++line, err);
        at += length + 1;
    }
    if (status == WP_OK) {
        status = settle(judgments, path, err);
    }
    if (status != WP_OK) {
        wp_judgments_destroy(judgments);
        return status;
    }
    *ret_judgments = judgments;
    return WP_OK;
}

void wp_judgments_destroy(struct wp_judgments *judgments)
{
    if (judgments) {
        free(judgments->rows);
        wp_arena_clear(&judgments->arena);
        free(judgments);
    }
}

/* ---- asking ------------------------------------------------------------- */

size_t wp_judgments_count(const struct wp_judgments *judgments)
{
    return judgments->count;
}

const struct wp_judgment *
wp_judgments_topic(const struct wp_judgments *judgments, const char *topic,
                   size_t *ret_count)
{
    size_t low = 0;
    size_t high = judgments->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (strcmp(judgments->rows[middle].topic, topic) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t end = low;
    while (end < judgments->count &&
           strcmp(judgments->rows[end].topic, topic) == 0) {
        end++;
    }
    *ret_count = end - low;
    return judgments->rows + low;
}

size_t wp_judgments_of(const struct wp_judgments *judgments, const char *topic)
{
    size_t count = 0;

    (void)wp_judgments_topic(judgments, topic, &count);
    return count;
}

bool wp_judgments_grade(const struct wp_judgments *judgments, const char *topic,
                        const char *document, int *ret_grade)
{
    size_t count = 0;
    const struct wp_judgment *rows =
        wp_judgments_topic(judgments, topic, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].document, document) == 0) {
            *ret_grade = rows[i].grade;
            return true;
        }
    }
    return false;
}
