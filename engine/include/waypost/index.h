/*
 * waypost/index.h - one index generation, opened read-only
 *
 * Opened files stay valid however often a newer generation is published.
 */
#ifndef WP_INDEX_H
#define WP_INDEX_H

#include <stddef.h>

#include "waypost/error.h"
#include "waypost/vocab.h"

struct wp_index;

/*
 * Open the current generation of a home folder. The vocabulary must be the one
 * it was built with (its fingerprint is in the generation).
 *
 * @return WP_ENOTFOUND (nothing published), WP_ESCHEMA (built by another
 *         version: build it anew), WP_EPARSE (damaged), WP_EIO, WP_ENOMEM.
 */
WP_API WP_MUST_USE enum wp_status
wp_index_open(const char *home, const struct wp_vocab *vocab,
              struct wp_index **ret_index, struct wp_error *err);
WP_API void wp_index_close(struct wp_index *index);

WP_API const char *wp_index_generation(const struct wp_index *index);

/* Services at places (one service in two places counts twice). */
WP_API size_t wp_index_count(const struct wp_index *index);

#endif /* WP_INDEX_H */
