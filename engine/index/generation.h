/*
 * engine/index/generation.h - the folder index/: names, pointer, upkeep
 *
 *     index/.tmp-XXXXXX/   being built
 *     index/<generation>/  finished, never changed again
 *     index/current        one line: the generation in use
 *
 * All of it is written under the home's lock.
 */
#ifndef WP_INDEX_GENERATION_H
#define WP_INDEX_GENERATION_H

#include <stdbool.h>
#include <stddef.h>

#include "waypost/index.h"
#include "waypost/publish.h"

#define WP_GENERATIONS_KEPT 5

/* 32 lower-case hexadecimal digits. */
bool wp_generation_is_name(const char *text);

/* Open one generation by name; as wp_index_open(), WP_ENOTFOUND if absent. */
WP_MUST_USE enum wp_status
wp_generation_open(const char *home, const char *generation,
                   const struct wp_vocab *vocab, struct wp_index **ret_index,
                   struct wp_error *err);

/* Make index/ and an empty folder in it; the caller frees *ret_folder. */
WP_MUST_USE enum wp_status
wp_generation_begin(const char *home, char **ret_folder, struct wp_error *err);

/* Put a finished folder under its name, in place of a damaged namesake. */
WP_MUST_USE enum wp_status
wp_generation_settle(const char *home, const char *folder,
                     const char *generation, struct wp_error *err);

/* Swap the pointer: tmp, sync, rename, sync. */
WP_MUST_USE enum wp_status wp_generation_point(const char *home,
                                               const char *generation,
                                               struct wp_error *err);

/*
 * Remove what crashed builds left and, unless current is NULL, all but the
 * newest generations; the current one always stays. What cannot be removed
 * stays for the next time.
 */
void wp_generation_prune(const char *home, const char *current);

/* Remove a folder and the files in it. */
void wp_generation_discard(const char *folder);

#endif /* WP_INDEX_GENERATION_H */
