/* importers/csv_reader.c - a CSV state machine that knows where it is */
#include "csv_reader.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "waypost/buf.h"

struct wp_csv {
    struct wp_text *text;
    const char *piece; /* borrowed from text */
    size_t size;
    size_t position;
    bool ended;
    char delimiter;
    struct wp_text_place place; /* of piece[position] */
    struct wp_buf record;       /* the fields, each with its NUL */
    struct wp_cell *cells;
    size_t *starts; /* of each cell in record, whose memory may move */
    size_t room;
    size_t count;
    struct wp_text_place opened; /* where the current field starts */
    bool quoted;                 /* the last field was */
    size_t stray_quotes;         /* in the record ... */
    size_t strays_before;        /* ... and of these, before the field */
};

static enum wp_status fail_at(const struct wp_csv *csv,
                              const struct wp_text_place *place,
                              struct wp_error *err)
{
    return wp_fail_at(err, wp_text_label(csv->text), place->line,
                      place->column);
}

/* Make sure that a byte is at hand, unless the text has ended. */
static enum wp_status more(struct wp_csv *csv, struct wp_error *err)
{
    if (csv->position < csv->size || csv->ended) {
        return WP_OK;
    }
    const enum wp_status status =
        wp_text_next(csv->text, &csv->piece, &csv->size, err);
    if (status != WP_OK) {
        return status;
    }
    csv->position = 0;
    csv->ended = csv->size == 0;
    return WP_OK;
}

/* Pass over count bytes of the piece. */
static void move(struct wp_csv *csv, size_t count)
{
    wp_text_place_move(&csv->place, csv->piece + csv->position, count);
    csv->position += count;
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool is_blank(const struct wp_csv *csv, char byte)
{
    return byte == ' ' || (byte == '\t' && csv->delimiter != '\t');
}

/* Does a field end before the byte at hand? */
static bool at_field_end(const struct wp_csv *csv)
{
    return csv->ended || csv->piece[csv->position] == csv->delimiter ||
           is_line_end(csv->piece[csv->position]);
}

static enum wp_status begin_field(struct wp_csv *csv, struct wp_error *err)
{
    if (csv->count == WP_CSV_COLUMNS_MAX) {
        (void)wp_fail(err, WP_ELIMIT, "a row of more than %u fields",
                      WP_CSV_COLUMNS_MAX);
        (void)fail_at(csv, &csv->place, err);
        return WP_ELIMIT;
    }
    if (csv->count == csv->room) {
        const size_t room = csv->room ? csv->room * 2 : 32;
        struct wp_cell *cells = realloc(csv->cells, room * sizeof(*cells));
        if (cells) {
            csv->cells = cells;
        }
        size_t *starts = realloc(csv->starts, room * sizeof(*starts));
        if (starts) {
            csv->starts = starts;
        }
        if (!cells || !starts) {
            return wp_fail(err, WP_ENOMEM, "out of memory");
        }
        csv->room = room;
    }
    csv->opened = csv->place;
    csv->quoted = false;
    csv->strays_before = csv->stray_quotes;
    csv->starts[csv->count] = csv->record.length;
    return WP_OK;
}

static void end_field(struct wp_csv *csv)
{
    csv->cells[csv->count] = (struct wp_cell){
        .length = csv->record.length - csv->starts[csv->count],
        .line = csv->opened.line,
        .column = csv->opened.column,
    };
    csv->count++;
    wp_buf_char(&csv->record, '\0');
}

/* Take count bytes of the piece into the field. */
static enum wp_status take(struct wp_csv *csv, size_t count,
                           struct wp_error *err)
{
    wp_buf_bytes(&csv->record, csv->piece + csv->position, count);
    move(csv, count);

    enum wp_status status = WP_OK;
    if (csv->record.length - csv->starts[csv->count] > WP_CSV_FIELD_MAX) {
        status = wp_fail(err, WP_ELIMIT, "a field of more than %zu bytes%s",
                         WP_CSV_FIELD_MAX,
                         csv->quoted ? ": is its closing quote missing?" : "");
    } else if (csv->record.length > WP_CSV_RECORD_MAX) {
        status = wp_fail(err, WP_ELIMIT, "a row of more than %zu bytes",
                         WP_CSV_RECORD_MAX);
    }
    if (status != WP_OK) {
        (void)fail_at(csv, &csv->opened, err);
    }
    return status;
}

static enum wp_status take_blanks(struct wp_csv *csv, struct wp_error *err)
{
    enum wp_status status = more(csv, err);

    while (status == WP_OK && !csv->ended &&
           is_blank(csv, csv->piece[csv->position])) {
        status = take(csv, 1, err);
        if (status == WP_OK) {
            status = more(csv, err);
        }
    }
    return status;
}

/* Everything up to the delimiter or line end; quotes are text here. */
static enum wp_status unquoted_field(struct wp_csv *csv, struct wp_error *err)
{
    enum wp_status status = WP_OK;

    while (status == WP_OK && !at_field_end(csv)) {
        size_t end = csv->position;
        while (end < csv->size && csv->piece[end] != csv->delimiter &&
               !is_line_end(csv->piece[end])) {
            end++;
        }
        status = take(csv, end - csv->position, err);
        if (status == WP_OK) {
            status = more(csv, err);
        }
    }
    return status;
}

/*
 * Two quotes mean one. But where stray quotes show that the writer doubles
 * none, two at the end of a field are a stray one and the closing one
 * (`"they publish the "Report Card.""`); else the next row would be swallowed.
 */
static enum wp_status second_quote(struct wp_csv *csv, bool *ret_closed,
                                   struct wp_error *err)
{
    enum wp_status status = take(csv, 1, err);

    if (status == WP_OK && csv->stray_quotes > csv->strays_before) {
        status = more(csv, err);
        *ret_closed = status == WP_OK && at_field_end(csv);
        csv->stray_quotes += *ret_closed;
    }
    return status;
}

/*
 * Behind a quote inside a quoted field: a second quote means a quote; the end
 * of the field may follow, perhaps after blanks; else it is a stray one, which
 * stays in the text (`"he said "hi" to me"`).
 */
static enum wp_status after_quote(struct wp_csv *csv, bool *ret_closed,
                                  struct wp_error *err)
{
    const size_t kept = csv->record.length;
    enum wp_status status = more(csv, err);

    *ret_closed = false;
    if (status != WP_OK) {
        return status;
    }
    if (!csv->ended && csv->piece[csv->position] == '"') {
        return second_quote(csv, ret_closed, err);
    }
    wp_buf_char(&csv->record, '"');
    status = take_blanks(csv, err);
    if (status != WP_OK || wp_buf_status(&csv->record, err) != WP_OK) {
        return status != WP_OK ? status : WP_ENOMEM;
    }
    if (at_field_end(csv)) {
        csv->record.length = kept;
        *ret_closed = true;
    } else {
        csv->stray_quotes++;
    }
    return WP_OK;
}

static enum wp_status quoted_field(struct wp_csv *csv, struct wp_error *err)
{
    bool closed = false;
    enum wp_status status = WP_OK;

    csv->opened = csv->place;
    csv->quoted = true;
    move(csv, 1);
    while (status == WP_OK && !closed) {
        status = more(csv, err);
        if (status != WP_OK) {
            break;
        }
        if (csv->ended) {
            (void)wp_fail(err, WP_EPARSE,
                          "the quote that opens here is never closed");
            (void)fail_at(csv, &csv->opened, err);
            return WP_EPARSE;
        }
        const char *from = csv->piece + csv->position;
        const size_t left = csv->size - csv->position;
        const char *quote = memchr(from, '"', left);
        status = take(csv, quote ? (size_t)(quote - from) : left, err);
        if (status == WP_OK && quote) {
            move(csv, 1);
            status = after_quote(csv, &closed, err);
        }
    }
    return status;
}

static enum wp_status read_field(struct wp_csv *csv, struct wp_error *err)
{
    enum wp_status status = begin_field(csv, err);

    if (status == WP_OK) {
        status = take_blanks(csv, err);
    }
    if (status == WP_OK) {
        if (!csv->ended && csv->piece[csv->position] == '"') {
            csv->record.length = csv->starts[csv->count];
            status = quoted_field(csv, err);
        } else {
            status = unquoted_field(csv, err);
        }
    }
    if (status == WP_OK) {
        end_field(csv);
        status = wp_buf_status(&csv->record, err);
    }
    return status;
}

/* One record, which may be a blank line; the text must not have ended. */
static enum wp_status read_record(struct wp_csv *csv, struct wp_error *err)
{
    wp_buf_reset(&csv->record);
    csv->count = 0;
    csv->stray_quotes = 0;
    for (;;) {
        const enum wp_status status = read_field(csv, err);
        if (status != WP_OK || csv->ended) {
            return status;
        }
        const bool last = csv->piece[csv->position] != csv->delimiter;
        move(csv, 1);
        if (last) {
            return WP_OK;
        }
    }
}

static bool is_blank_line(const struct wp_csv *csv)
{
    return csv->count == 1 && !csv->quoted &&
           strspn(csv->record.text, " \t") == csv->cells[0].length;
}

enum wp_status wp_csv_next(struct wp_csv *csv, struct wp_csv_row *ret_row,
                           struct wp_error *err)
{
    unsigned long line;

    do {
        enum wp_status status = more(csv, err);
        if (status != WP_OK) {
            return status;
        }
        if (csv->ended) {
            return WP_EEND;
        }
        line = csv->place.line;
        status = read_record(csv, err);
        if (status != WP_OK) {
            return status;
        }
    } while (is_blank_line(csv));

    for (size_t i = 0; i < csv->count; i++) {
        csv->cells[i].text = csv->record.text + csv->starts[i];
    }
    *ret_row = (struct wp_csv_row){
        .cells = csv->cells,
        .count = csv->count,
        .line = line,
        .stray_quotes = csv->stray_quotes,
    };
    return WP_OK;
}

/* Of the candidates, the one the first line holds most of. */
static char sniff_delimiter(const char *piece, size_t size)
{
    static const char candidates[] = ",\t;|";
    size_t counts[sizeof(candidates) - 1] = {0};
    bool quoted = false;
    bool blank = true;
    size_t best = 0;

    for (size_t i = 0; i < size; i++) {
        const char byte = piece[i];
        if (!quoted && is_line_end(byte) && !blank) {
            break;
        }
        blank = blank && (byte == ' ' || is_line_end(byte));
        if (byte == '"') {
            quoted = !quoted;
        } else if (!quoted && byte != '\0') {
            const char *found = strchr(candidates, byte);
            if (found) {
                counts[found - candidates]++;
            }
        }
    }
    for (size_t i = 1; i < sizeof(candidates) - 1; i++) {
        if (counts[i] > counts[best]) {
            best = i;
        }
    }
    return candidates[best];
}

enum wp_status wp_csv_create(struct wp_text *text, char delimiter,
                             struct wp_csv **ret_csv, struct wp_error *err)
{
    struct wp_csv *csv = calloc(1, sizeof(*csv));

    if (!csv) {
        return wp_fail(err, WP_ENOMEM, "out of memory");
    }
    csv->text = text;
    csv->record = WP_BUF_INIT;
    csv->place = WP_TEXT_PLACE_INIT;
    const enum wp_status status = more(csv, err);
    if (status != WP_OK) {
        wp_csv_destroy(csv);
        return status;
    }
    csv->delimiter =
        delimiter ? delimiter : sniff_delimiter(csv->piece, csv->size);
    *ret_csv = csv;
    return WP_OK;
}

char wp_csv_delimiter(const struct wp_csv *csv)
{
    return csv->delimiter;
}

void wp_csv_destroy(struct wp_csv *csv)
{
    if (csv) {
        wp_buf_clear(&csv->record);
        free(csv->cells);
        free(csv->starts);
        free(csv);
    }
}
