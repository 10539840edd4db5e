#!/bin/sh
# tests/acceptance/deterministic.sh WAYPOST - same facts, same bytes
set -u
. tests/support/acceptance.sh

county=$root/datasets/county/ocotillo.json
hotlines=$root/datasets/hotlines/hotlines.json
match() { # match HOME
    WAYPOST_HOME=$1 "$waypost" match --json \
        "34, pregnant, using opioids, AHCCCS, no car, 85301, today" \
        --as-of 2026-11-23
}
WAYPOST_HOME=$scratch/one "$waypost" import auto "$county" --quiet \
    --source county >/dev/null
WAYPOST_HOME=$scratch/one "$waypost" import auto "$hotlines" --quiet \
    --source hotlines >/dev/null
jq 'reverse' "$county" >"$scratch/reversed.json"
WAYPOST_HOME=$scratch/two "$waypost" import auto "$hotlines" --quiet \
    --source hotlines >/dev/null
WAYPOST_HOME=$scratch/two WAYPOST_NOW=2026-11-24T03:00:00Z "$waypost" import \
    auto "$scratch/reversed.json" --quiet --source county >/dev/null

match "$scratch/one" >"$scratch/first.json"
match "$scratch/one" >"$scratch/second.json"
match "$scratch/two" >"$scratch/third.json"
claim "the match has results" jq -e '.results | length > 3' \
    "$scratch/first.json"
claim "twice the same match, the same bytes" \
    cmp "$scratch/first.json" "$scratch/second.json"
claim "imported in another order, on another day: the same bytes" \
    cmp "$scratch/first.json" "$scratch/third.json"
same "and the same generation" "$(cat "$scratch/one/index/current")" \
    "$(cat "$scratch/two/index/current")"
claim "whose files are equal" diff -r \
    "$scratch/one/index/$(cat "$scratch/one/index/current")" \
    "$scratch/two/index/$(cat "$scratch/two/index/current")"
finish
