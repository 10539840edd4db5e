#!/bin/sh
# tests/acceptance/confidential.sh WAYPOST - a hidden address appears nowhere
set -u
. tests/support/acceptance.sh

county=$root/datasets/county/ocotillo.json
claim "the canary is in the source" grep -q 'Canary Hidden Lane' "$county"
canary=$(jq -r '[.[] | select([.. | strings |
    select(test("Canary Hidden Lane"))] | length > 0)][0].id' "$county")
latitude=$(jq -r --arg id "$canary" '[.[] | select(.id == $id) | .. |
    .latitude? // empty][0]' "$county")
"$waypost" import auto "$county" --source ocotillo --json \
    >"$scratch/import.json" 2>"$scratch/import.err"

hunt() { # hunt NAME FILE...: neither street nor latitude in any of them
    name=$1
    shift
    if grep -laiE "Canary Hidden Lane|$latitude" "$@"; then
        not_ok "$name" "the hidden address is in it"
    else
        ok "$name"
    fi
}
run() { # run NAME ARGS...: and hunt in what it prints
    name=$1
    shift
    "$waypost" "$@" >"$scratch/said" 2>&1
    hunt "$name" "$scratch/said"
}
hunt "not in what import says" "$scratch/import.json" "$scratch/import.err"
hunt "not in the index" "$WAYPOST_HOME"/index/*/*
for output in json ndjson tsv text; do
    run "not in a match as $output" match --need "domestic violence shelter" \
        --near 85301 --limit 50 "--$output"
done
run "not in a search" search hidden family refuge --json
run "not in why" why "$canary" --need "domestic violence shelter" --near 85301
run "not in why-not" why-not "$canary" --need food --near 85301 --json
run "not in show" show "$canary" --json
run "not in show for people" show "$canary" --text
"$waypost" export hsds-json -o "$scratch/export.json" 2>/dev/null
hunt "not in the export" "$scratch/export.json"
claim "the service itself is in the export" grep -q "$canary" \
    "$scratch/export.json"
claim "and can be found, without an address" sh -c "
    \"$waypost\" match --need 'domestic violence shelter' --near 85301 \
        --limit 50 --json | jq -e '[.results[] |
        select(.service.id == \"$canary\")][0] |
        .location.confidential and .location.address == null and
        .location.postal_code == null and .location.lat == null'"
finish
