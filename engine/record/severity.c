/* engine/record/severity.c - what a finding is called */
#include "waypost/ingest.h"

const char *wp_severity_name(enum wp_severity severity)
{
    switch (severity) {
    case WP_NOTE:
        return "note";
    case WP_WARNING:
        return "warning";
    case WP_ERROR_FINDING:
        return "error";
    }
    return "note";
}
