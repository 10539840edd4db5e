#!/bin/sh
# tests/acceptance/directories.sh WAYPOST - both national directories, whole
set -u
. tests/support/acceptance.sh
need_shared "national directories"

directory() { # directory FILE SOURCE ROWS
    peak=$(peak_mib "$waypost" import samhsa "$shared/data/samhsa/$1" \
        --source "$2" --json)
    same "$1: every row of the sheet is read" \
        "$(jq -c '[.read, .rejected]' "$scratch/out")" "[$3,0]"
    if is_sanitized; then
        skip "$1: peak memory" "sanitizers take their own"
    else
        claim "$1: under 200 MiB at its peak ($peak MiB)" test "$peak" -lt 200
    fi
}
directory National_Directory_SA_Facilities_2022.xlsx sa2022 12176
directory National_Directory_MH_Facilities_2022.xlsx mh2022 9037

# A site in both directories is one location with two services.
both=$(sqlite3 "$WAYPOST_HOME/directory.db" "
    SELECT count(*) FROM (
        SELECT location_id FROM service_at_location
        GROUP BY location_id HAVING count(DISTINCT service_id) = 2)")
claim "sites in both are one location with two services ($both)" \
    test "$both" -gt 2000 -a "$both" -lt 2600

claim "a match over the nation works" sh -c "
    \"$waypost\" match --need detox --near 60629 --payer Medicaid --json |
    jq -e '(.results | length) == 10 and
           ([.results[].distance_m] | max) < 81000'"
finish
