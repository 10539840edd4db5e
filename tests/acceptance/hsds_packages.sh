#!/bin/sh
# tests/acceptance/hsds_packages.sh WAYPOST - every HSDS dialect there is here
set -u
. tests/support/acceptance.sh
need_shared "HSDS packages"

package() { # package NAME PATH MIN_SERVICES
    WAYPOST_HOME=$scratch/$1
    export WAYPOST_HOME
    if ! "$waypost" import auto "$2" --json >"$scratch/$1.json" \
        2>"$scratch/$1.err"; then
        not_ok "$1 imports" "$(tail -n 3 "$scratch/$1.err")"
        return
    fi
    same "$1: no row is lost in silence" \
        "$(jq '.read == .added + .changed + .unchanged + .rejected and
               .read > 0' "$scratch/$1.json")" true
    got=$(sqlite3 "$WAYPOST_HOME/directory.db" 'SELECT count(*) FROM service')
    claim "$1: $got services of $3 or more ($(jq -r .detected \
        "$scratch/$1.json"))" test "$got" -ge "$3"
    same "$1: again changes nothing" \
        "$("$waypost" import auto "$2" --json 2>/dev/null |
            jq -c '[.added, .changed, .missing]')" "[0,0,0]"
}
data=$shared/data/hsds
package miami "$data/hsds1_miami_open211_2019.zip" 4089
package dc2021 "$data/hsds2_dc_crie_2021_subfolder.zip" 1097
package dc2022 "$data/hsds2_dc_crie_2022-07.zip" 1134
package dc2023 "$data/hsds2_dc_crie_2023-04.zip" 1656
package dcrepeated "$data/hsds2_dc_crie_repeated_rows.zip" 501
package ohana "$data/ohana_sample_csv" 20
package sample11 "$shared/standards/hsds-1.1-sample/all_resources" 1
package csv323 "$shared/standards/hsds-3.2.3/examples/csv" 1
package llm "$data/haarrrvest_llm_hsds3.ndjson.gz" 0
for example in organization_full service_full service_at_location_full \
    service_list organization_list service_at_location_list location \
    taxonomy taxonomy_list taxonomy_term taxonomy_term_list tabular; do
    package "example_$example" "$data/hsds3_spec_examples/$example.json" 0
done

same "orphan keys lose no service: Miami finds its organizations" \
    "$(sqlite3 "$scratch/miami/directory.db" "
        SELECT count(*) FROM service WHERE organization_id IS NULL")" 0
claim "a search in Miami finds food" sh -c "
    WAYPOST_HOME=$scratch/miami \"$waypost\" search food pantry \
        --near 33136 --json | jq -e '.results | length > 3'"
claim "a search in DC finds housing" sh -c "
    WAYPOST_HOME=$scratch/dc2023 \"$waypost\" search housing \
        --near 20001 --json | jq -e '.results | length > 3'"
finish
