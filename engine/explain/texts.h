/*
 * engine/explain/texts.h - names of fixed texts that are no judgement
 *
 * One name, one row TEXT_name in datasets/sentences/sentences.tsv.
 */
#ifndef WP_EXPLAIN_TEXTS_H
#define WP_EXPLAIN_TEXTS_H

#define WP_TEXTS(TEXT)        \
    TEXT(ASK_COST)            \
    TEXT(ASK_LIMITED)         \
    TEXT(UNDER_CONDITION)     \
    TEXT(ASK_REFUSED_OLD)     \
    TEXT(ASK_PLAN)            \
    TEXT(ASK_PENDING)         \
    TEXT(ASK_PAYER)           \
    TEXT(ASK_PAYER_STILL)     \
    TEXT(DATE_UNKNOWN)        \
    TEXT(ASK_WHOM)            \
    TEXT(WHOM_INCOME)         \
    TEXT(WHOM_FROM)           \
    TEXT(WHOM_AREA)           \
    TEXT(CHECK_FIRST)         \
    TEXT(CHECK_PAUSED)        \
    TEXT(CHECK_MISSING)       \
    TEXT(CHECK_ONLY)          \
    TEXT(CHECK_NOT_FOR)       \
    TEXT(CHECK_PAPER)         \
    TEXT(CHECK_PAPER_SILENT)  \
    TEXT(ASK_SPACE_TONIGHT)   \
    TEXT(ASK_SPACE)           \
    TEXT(SPACE_FREE)          \
    TEXT(SPACE_WAITING)       \
    TEXT(SPACE_NONE)          \
    TEXT(SPACE_REPORTED)      \
    TEXT(ASK_NEED)            \
    TEXT(AGES_MONTHS)         \
    TEXT(AGES_ALL)            \
    TEXT(AGES_FROM)           \
    TEXT(AGES_UP_TO)          \
    TEXT(AGES_YEARS)          \
    TEXT(AGES_BETWEEN)        \
    TEXT(AGE_YEARS)           \
    TEXT(AGE_MONTHS)          \
    TEXT(DAY_MON)             \
    TEXT(DAY_TUE)             \
    TEXT(DAY_WED)             \
    TEXT(DAY_THU)             \
    TEXT(DAY_FRI)             \
    TEXT(DAY_SAT)             \
    TEXT(DAY_SUN)             \
    TEXT(TODAY)               \
    TEXT(YESTERDAY)           \
    TEXT(DAYS_AGO)            \
    TEXT(MONTHS_AGO)          \
    TEXT(YEARS_AGO)           \
    TEXT(ZIP)                 \
    TEXT(NATION)              \
    TEXT(OWN_AREA)            \
    TEXT(DAY_AND_NIGHT)       \
    TEXT(SHARE)               \
    TEXT(INCOME_FROM)         \
    TEXT(INCOME_UP_TO)        \
    TEXT(FEE_BY_INCOME)       \
    TEXT(FREE)                \
    TEXT(FEE_ONE)             \
    TEXT(FEE_RANGE)           \
    TEXT(FEE)                 \
    TEXT(WANT_MONTHS)         \
    TEXT(WANT_YEARS)          \
    TEXT(HOUSEHOLD_OF)        \
    TEXT(PEOPLE)              \
    TEXT(CHILD)               \
    TEXT(CHILDREN)            \
    TEXT(NO_INSURANCE)        \
    TEXT(CAN_PAY)             \
    TEXT(CANNOT_PAY)          \
    TEXT(A_YEAR)              \
    TEXT(WITHIN)              \
    TEXT(HERE)                \
    TEXT(OPEN_AT)             \
    TEXT(OPEN_TONIGHT)        \
    TEXT(SPACE_TONIGHT)       \
    TEXT(SPACE)               \
    TEXT(RECENT_RECORD)       \
    TEXT(RUNNING_SERVICE)     \
    TEXT(WITHOUT)             \
    TEXT(ZIP_MIDDLE)          \
    TEXT(NO_DATE_KNOWN)       \
    TEXT(MONTH)               \
    TEXT(MONTHS)              \
    TEXT(FROM_TEXT)           \
    TEXT(IN_ITS_TEXT)         \
    TEXT(STRAIGHT_LINE)       \
    TEXT(STRAIGHT_TO_ZIP)     \
    TEXT(NO_PLACE_LISTED)     \
    TEXT(CONFIRMED_ON)        \
    TEXT(NOT_ON_LIST)         \
    TEXT(STATUS_ACTIVE)       \
    TEXT(STATUS_PAUSED)       \
    TEXT(STATUS_DEFUNCT)      \
    TEXT(STATUS_INACTIVE)     \
    TEXT(WIDENED)             \
    TEXT(DANGER)              \
    TEXT(CALL)                \
    TEXT(LOOKING_FOR)         \
    TEXT(AND)                 \
    TEXT(NEAR)                \
    TEXT(NEAR_WITHIN)         \
    TEXT(GIVEN_PLACE)         \
    TEXT(CLIENT)              \
    TEXT(NOTE)                \
    TEXT(ASK)                 \
    TEXT(RECORD)              \
    TEXT(RECORD_OF)           \
    TEXT(UNNAMED_SOURCE)      \
    TEXT(NO_DATE)             \
    TEXT(NO_NAME)             \
    TEXT(BY_PHONE)            \
    TEXT(CONFIDENTIAL)        \
    TEXT(ABOUT)               \
    TEXT(EXTENSION)           \
    TEXT(OPEN_UNTIL)          \
    TEXT(OPEN_ALWAYS)         \
    TEXT(CLOSED_THEN)         \
    TEXT(LATER)               \
    TEXT(HOURS_UNKNOWN)       \
    TEXT(LANE_TONIGHT)        \
    TEXT(LANE_WEEK)           \
    TEXT(LANE_LONG)           \
    TEXT(LIFTED_NO_TRIP)      \
    TEXT(LIFTED_NEED)         \
    TEXT(NEAR_TIES)           \
    TEXT(SAME_PLACE)          \
    TEXT(PLAN)                \
    TEXT(PLAN_NO_TRIP)        \
    TEXT(PLAN_STOP)           \
    TEXT(PLAN_OPEN)           \
    TEXT(NOTHING_FITS)        \
    TEXT(FEW_FIT)             \
    TEXT(WIDER)               \
    TEXT(NOT_SHOWN)           \
    TEXT(NEXT)                \
    TEXT(NEXT_WHY)            \
    TEXT(NEXT_WHY_NOT)        \
    TEXT(SHOWN_RANK)          \
    TEXT(BELOW_LIMIT)         \
    TEXT(CROWDED_OUT)         \
    TEXT(NO_CANDIDATE_NEED)   \
    TEXT(NO_CANDIDATE_FAR)    \
    TEXT(NO_CANDIDATE_FAR_BY) \
    TEXT(HIDDEN_BY)           \
    TEXT(DOES_NOT_FIT)        \
    TEXT(WHY_COLUMNS)         \
    TEXT(SUM)                 \
    TEXT(SCORE)               \
    TEXT(CONSTRAINTS)         \
    TEXT(DOES_NOT_HIDE)

enum wp_text {
#define WP_TEXT_ENUM(name) WP_TEXT_##name,
    WP_TEXTS(WP_TEXT_ENUM)
#undef WP_TEXT_ENUM
        WP_TEXT_COUNT
};

#endif /* WP_EXPLAIN_TEXTS_H */
