/* tests/fuzz/fuzz_json_stream.c - any bytes as JSON of any shape */
#include <stdint.h>
#include <stdlib.h>

#include "json_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_bytes *bytes = NULL;
    struct wp_text *text = NULL;
    struct wp_json_stream *json = NULL;
    struct wp_json_item item;
    struct wp_error err = WP_ERROR_INIT;
    enum wp_status status =
        wp_bytes_open_memory("fuzz.json", data, size, &bytes, &err);

    if (status == WP_OK) {
        status = wp_text_open(bytes, &text, &err);
    }
    if (status == WP_OK) {
        status = wp_json_stream_open(text, NULL, &json, &err);
    }
    if (status == WP_OK) {
        while ((status = wp_json_stream_next(json, &item, &err)) == WP_OK) {
            if (item.line == 0 || item.column == 0 ||
                (item.object != NULL) == (item.problem.status != WP_OK)) {
                abort();
            }
        }
    }
    if (status != WP_EEND && (!err.message[0] || !err.origin[0])) {
        abort();
    }
    wp_json_stream_close(json);
    return 0;
}
