/*
 * engine/match/say.h - what a judgement says, before it has words
 *
 * Gates and criteria name a reason; the row SAY_name of
 * datasets/sentences/sentences.tsv words it in every language. A name ends in
 * what was found, seen from the client.
 */
#ifndef WP_MATCH_SAY_H
#define WP_MATCH_SAY_H

#define WP_SAYS(SAY)            \
    SAY(NEED_EXACT)             \
    SAY(NEED_NARROWER)          \
    SAY(NEED_BROADER)           \
    SAY(NEED_SUBSTITUTE)        \
    SAY(NEED_TEXT)              \
    SAY(NEED_REFERRAL)          \
    SAY(NEED_SHELTERED)         \
    SAY(NEED_NONE)              \
    SAY(ELIGIBLE_ALL)           \
    SAY(ELIGIBLE_SOME)          \
    SAY(ELIGIBLE_SILENT)        \
    SAY(ELIGIBLE_NOT)           \
    SAY(PAYER_EXACT)            \
    SAY(PAYER_STATE_PROGRAMME)  \
    SAY(PAYER_PROGRAMME)        \
    SAY(PAYER_PART)             \
    SAY(PAYER_PLAN_UNKNOWN)     \
    SAY(PAYER_SOME_PLANS)       \
    SAY(PAYER_OTHER_STATE)      \
    SAY(PAYER_PENDING)          \
    SAY(PAYER_LIMITED)          \
    SAY(PAYER_STALE)            \
    SAY(PAYER_REFUSED)          \
    SAY(PAYER_REFUSED_STALE)    \
    SAY(PAYER_FREE)             \
    SAY(PAYER_SLIDING)          \
    SAY(PAYER_ASSISTANCE)       \
    SAY(PAYER_SELF)             \
    SAY(PAYER_SELF_ONLY)        \
    SAY(PAYER_SILENT)           \
    SAY(PAYER_SILENT_SLIDING)   \
    SAY(PAYER_SILENT_UNINSURED) \
    SAY(DISTANCE)               \
    SAY(DISTANCE_BEYOND)        \
    SAY(DISTANCE_REMOTE)        \
    SAY(DISTANCE_UNKNOWN)       \
    SAY(SPACE_OPEN)             \
    SAY(SPACE_FEW)              \
    SAY(SPACE_FULL)             \
    SAY(SPACE_WAITLIST)         \
    SAY(SPACE_OLD)              \
    SAY(SPACE_SILENT)           \
    SAY(HOURS_ALWAYS)           \
    SAY(HOURS_OPEN)             \
    SAY(HOURS_SOON)             \
    SAY(HOURS_CLOSED)           \
    SAY(HOURS_SHUT)             \
    SAY(HOURS_INTAKE_OPEN)      \
    SAY(HOURS_INTAKE_CLOSED)    \
    SAY(HOURS_HOLIDAY)          \
    SAY(HOURS_CONDITION)        \
    SAY(HOURS_PARTLY)           \
    SAY(HOURS_TWO_SAY)          \
    SAY(HOURS_ZONE)             \
    SAY(HOURS_SILENT)           \
    SAY(COST_FREE)              \
    SAY(COST_SLIDING)           \
    SAY(COST_HELP)              \
    SAY(COST_FEE)               \
    SAY(COST_BEYOND)            \
    SAY(COST_SILENT)            \
    SAY(LANGUAGE_STAFF)         \
    SAY(LANGUAGE_INTERPRETER)   \
    SAY(LANGUAGE_LINE)          \
    SAY(LANGUAGE_OFFERED)       \
    SAY(LANGUAGE_NOT)           \
    SAY(LANGUAGE_SILENT)        \
    SAY(ACCESS_ALL)             \
    SAY(ACCESS_SOME)            \
    SAY(ACCESS_SILENT)          \
    SAY(ACCESS_NOT)             \
    SAY(FRESH)                  \
    SAY(FRESH_OLD)              \
    SAY(FRESH_UNKNOWN)          \
    SAY(STATUS_OPEN)            \
    SAY(STATUS_UNKNOWN)         \
    SAY(STATUS_MISSING)         \
    SAY(STATUS_PAUSED)          \
    SAY(STATUS_CLOSED)          \
    SAY(AGE_IN)                 \
    SAY(AGE_OUT)                \
    SAY(AGE_SOON)               \
    SAY(AGE_SILENT)             \
    SAY(AREA_IN)                \
    SAY(AREA_PART)              \
    SAY(AREA_NEXT)              \
    SAY(AREA_OUT)               \
    SAY(AREA_LOCAL)             \
    SAY(AREA_SILENT)            \
    SAY(AREA_UNCHECKED)         \
    SAY(INCOME_UNDER)           \
    SAY(INCOME_CLOSE)           \
    SAY(INCOME_OVER)            \
    SAY(INCOME_BELOW)           \
    SAY(INCOME_UNSTATED)        \
    SAY(INCOME_NO_SIZE)         \
    SAY(GROUP_FITS)             \
    SAY(GROUP_WELCOMES)         \
    SAY(GROUP_ONLY_OTHERS)      \
    SAY(GROUP_ONLY_UNSTATED)    \
    SAY(GROUP_EXCLUDED)         \
    SAY(GROUP_MAYBE_EXCLUDED)   \
    SAY(GROUP_SILENT)           \
    SAY(TEXT_IMPLIES)           \
    SAY(ATTRIBUTE_YES)          \
    SAY(ATTRIBUTE_NO)           \
    SAY(ATTRIBUTE_SILENT)       \
    SAY(DOCUMENT_ASKED)         \
    SAY(DOCUMENT_SILENT)

enum wp_say {
    WP_SAY_NOTHING,
#define WP_SAY_ENUM(name) WP_SAY_##name,
    WP_SAYS(WP_SAY_ENUM)
#undef WP_SAY_ENUM
        WP_SAY_COUNT
};

#endif /* WP_MATCH_SAY_H */
