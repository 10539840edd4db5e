/*
 * importers/path.h - file names as messages and lookups need them
 *
 * Names of packages differ in folder and in letter case ("Data/Services.CSV"),
 * so lookups go by base name and ignore the case of ASCII letters.
 */
#ifndef IMPORTERS_PATH_H
#define IMPORTERS_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* The longest label; leaves room for ":line:column" in wp_error.origin. */
#define WP_LABEL_MAX 127

/* Points into path, behind the last '/'. */
const char *wp_path_base_name(const char *path);

bool wp_path_same(const char *one, const char *other);

/* wp_path_has_suffix("Services.CSV", ".csv") is true. */
bool wp_path_has_suffix(const char *path, const char *suffix);

/*
 * Write the label used in messages: the base name of path or, for a file
 * inside a package, "package.zip!services.csv" (member may be NULL). Control
 * bytes become '?'; a long label loses its middle, never its end.
 */
void wp_path_label(const char *path, const char *member,
                   char ret_label[WP_LABEL_MAX + 1]);

#endif /* IMPORTERS_PATH_H */
