/* engine/base/utf8.h - text from outside, made valid UTF-8 */
#ifndef WP_BASE_UTF8_H
#define WP_BASE_UTF8_H

#include <stddef.h>

#include "waypost/arena.h"

/*
 * A terminated copy in which bytes that are no UTF-8 became U+FFFD and control
 * characters became spaces. NULL when out of memory.
 */
char *wp_utf8_repair(struct wp_arena *arena, const char *text, size_t size);

#endif /* WP_BASE_UTF8_H */
