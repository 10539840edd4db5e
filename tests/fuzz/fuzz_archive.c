/* tests/fuzz/fuzz_archive.c - any bytes as a zip; reads every member */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_member(struct wp_package *package, size_t index)
{
    const struct wp_package_entry *entry = wp_package_at(package, index);
    struct wp_bytes *bytes = NULL;
    char piece[4096];
    uint64_t total = 0;
    size_t room = 1;

    if (entry->name[0] == '/' || strstr(entry->name, "../")) {
        abort();
    }
    if (wp_package_read(package, index, &bytes, NULL) != WP_OK) {
        return;
    }
    while (room > 0 && total < (1u << 20)) {
        if (wp_bytes_read(bytes, piece, sizeof(piece), &room, NULL) != WP_OK) {
            break;
        }
        total += room;
        if (room == 0 && total != entry->size) {
            abort();
        }
    }
    wp_bytes_close(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wp_package *package = NULL;

    if (wp_package_open_memory("fuzz.zip", data, size, &package, NULL) ==
        WP_OK) {
        for (size_t i = 0; i < wp_package_count(package) && i < 8; i++) {
            read_member(package, i);
        }
    }
    wp_package_close(package);
    return 0;
}
