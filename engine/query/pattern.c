/* engine/query/pattern.c - PCRE2 behind one function */
#include "query/pattern.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define MATCH_LIMIT    100000
#define DEPTH_LIMIT    1000
#define HEAP_LIMIT_KIB 1024
#define MATCHES_MAX    64 /* of one pattern in one text */

bool wp_pattern_group(const struct wp_pattern_match *match, size_t group,
                      char *copy, size_t room)
{
    size_t length = match->groups[group].end - match->groups[group].begin;

    if (length >= room) {
        length = room - 1;
    }
    memcpy(copy, match->text + match->groups[group].begin, length);
    copy[length] = '\0';
    return length > 0;
}

static void take_groups(struct wp_pattern_match *match,
                        const PCRE2_SIZE *bounds, int count)
{
    memset(match->groups, 0, sizeof(match->groups));
    for (int i = 0; i < count && i < WP_GROUPS_MAX; i++) {
        if (bounds[2 * i] != PCRE2_UNSET &&
            bounds[2 * i] <= bounds[2 * i + 1]) {
            match->groups[i].begin = bounds[2 * i];
            match->groups[i].end = bounds[2 * i + 1];
        }
    }
}

enum wp_status
wp_pattern_each(const char *pattern, const char *text,
                enum wp_status (*each)(const struct wp_pattern_match *match,
                                       void *payload, struct wp_error *err),
                void *payload, struct wp_error *err)
{
    const PCRE2_SIZE size = strlen(text);
    struct wp_pattern_match match = {.text = text};
    enum wp_status status = WP_ENOMEM;
    PCRE2_SIZE offset = 0;
    PCRE2_SIZE where = 0;
    int code = 0;

    pcre2_code *compiled =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_EXTENDED |
                          PCRE2_NEVER_BACKSLASH_C,
                      &code, &where, NULL);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    pcre2_match_data *data =
        compiled ? pcre2_match_data_create_from_pattern(compiled, NULL) : NULL;
    if (!compiled || !limits || !data) {
        status = wp_fail(err, code > 100 ? WP_EINVAL : WP_ENOMEM,
                         "cannot compile a pattern: error %d at %zu", code,
                         (size_t)where);
        goto out;
    }
    (void)pcre2_set_match_limit(limits, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(limits, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(limits, HEAP_LIMIT_KIB);

    status = WP_OK;
    for (int n = 0; n < MATCHES_MAX && status == WP_OK; n++) {
        const int count = pcre2_match(compiled, (PCRE2_SPTR)text, size, offset,
                                      0, data, limits);
        if (count <= 0) {
            break; /* no more, or a limit: what was found so far counts */
        }
        const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(data);
        if (bounds[1] <= offset && bounds[1] < size && offset > 0) {
            break;
        }
        take_groups(&match, bounds, count);
        offset = bounds[1];
        status = each(&match, payload, err);
    }

out:
    pcre2_match_data_free(data);
    pcre2_match_context_free(limits);
    pcre2_code_free(compiled);
    return status;
}
