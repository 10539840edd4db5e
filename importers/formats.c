/* importers/formats.c - the one table of formats we read */
#include <string.h>
#include <strings.h>

#include "source.h"

extern const struct wp_importer wp_importer_hsds_json;
extern const struct wp_importer wp_importer_hsds_csv;
extern const struct wp_importer wp_importer_samhsa;

/* When two are equally sure, the first here is taken. */
static const struct wp_importer *const importers[] = {
    &wp_importer_hsds_json,
    &wp_importer_hsds_csv,
    &wp_importer_samhsa,
};
#define IMPORTER_COUNT (sizeof(importers) / sizeof(importers[0]))

size_t wp_formats_count(void)
{
    return IMPORTER_COUNT;
}

const struct wp_format_info *wp_formats_at(size_t position)
{
    const struct wp_importer *importer = wp_importer_at(position);

    return importer ? &importer->info : NULL;
}

const struct wp_importer *wp_importer_at(size_t position)
{
    return position < IMPORTER_COUNT ? importers[position] : NULL;
}

const struct wp_importer *wp_importer_by_name(const char *name)
{
    for (size_t i = 0; i < IMPORTER_COUNT; i++) {
        if (strcasecmp(importers[i]->info.name, name) == 0) {
            return importers[i];
        }
    }
    return NULL;
}
