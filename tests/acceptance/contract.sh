#!/bin/sh
# tests/acceptance/contract.sh WAYPOST - exit codes, outputs, and manners
set -u
. tests/support/acceptance.sh

exits() { # exits NAME CODE ARGS...
    name=$1
    wanted=$2
    shift 2
    "$waypost" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    same "$name" "$?" "$wanted"
}
exits "no index yet is 5" 5 match --need food --near 85301
exits "an unknown command is 2" 2 mach
claim "with a hint" grep -q "did you mean 'match'" "$scratch/err"
exits "an unknown flag is 2" 2 match --pregnat
claim "with a hint" grep -q 'did you mean --pregnant' "$scratch/err"
exits "a missing value is 2" 2 match --near
exits "a broken file is 3" 3 import hsds-json "$root/Makefile"
exits "a missing file is 1" 1 import auto "$scratch/none.json"
exits "help is 0" 0 match --help
claim "and starts with examples" sh -c "sed -n 3p '$scratch/out' |
    grep -q Examples"

"$waypost" import auto "$root/datasets/county/ocotillo.json" --source ocotillo \
    --quiet >/dev/null
exits "a bad client is 2" 2 match --need food --near 85301 --age old
exits "a ZIP that does not exist is 2" 2 match --need food --near 00000
exits "nothing found is 0" 0 match --need zzzzzz --near 85301
exits "or 1 when asked" 1 match --need zzzzzz --near 85301 --exit-status
(
    flock 9
    "$waypost" import auto "$root/datasets/hotlines/hotlines.json" --quiet \
        >"$scratch/out" 2>"$scratch/err"
    echo $? >"$scratch/code"
) 9>"$WAYPOST_HOME/lock"
same "somebody else's lock is 6" "$(cat "$scratch/code")" 6

"$waypost" match --need food --near 85301 >"$scratch/piped"
claim "piped is TSV" sh -c "head -n 1 '$scratch/piped' | grep -q '^rank	score'"
"$waypost" match --need food --near 85301 --ndjson >"$scratch/ndjson"
claim "every NDJSON line is an object" jq -es 'length == 10 and
    all(type == "object")' "$scratch/ndjson"
claim "JSON has the shape of the contract" sh -c "
    \"$waypost\" match --need food --near 85301 --payer AHCCCS --json |
    jq -e 'keys_unsorted[0:4] == [\"schema\", \"generation\", \"as_of\",
           \"client\"] and .schema == \"waypost.match/1\" and
           (.results[0] | has(\"rank\") and has(\"score\") and has(\"lane\") and
            has(\"service\") and has(\"location\") and has(\"distance_m\") and
            has(\"phones\") and has(\"components\") and has(\"confirm\") and
            has(\"open\")) and has(\"hidden\") and has(\"widened\") and
           has(\"low_supply\") and has(\"considered\")'"

cat >"$scratch/client.json" <<'END'
{"needs":[{"words":"suboxone","urgency":"week"},
          {"concept":"housing.shelter.emergency","urgency":"tonight"}],
 "near":"85301","within_m":24000,"travel":"transit","payers":["AHCCCS"],
 "can_self_pay":false,"age_years":34,"sex":"female","pregnant":true,
 "veteran":false,"household":{"size":2,"children_ages_years":[6]},
 "income_usd_per_year":18000,"languages":["es"],"attributes":["pets:dog"],
 "accessibility":["wheelchair"],"require":["payer"],
 "at":"2026-11-23T18:00","as_of":"2026-11-23","limit":10}
END
claim "the whole CLIENT.json of the design is understood" sh -c "
    \"$waypost\" match '$scratch/client.json' --json | jq -e '.results |
    length > 0'"
"$waypost" match "$scratch/client.json" --json >"$scratch/a.json"
"$waypost" match - --json <"$scratch/client.json" >"$scratch/b.json"
claim "a file and standard input are the same client" \
    cmp "$scratch/a.json" "$scratch/b.json"
exits "crisis words are answered" 0 match --need "want to kill myself" \
    --near 85301 --json
claim "with the hotline before all else" jq -e \
    '.safety[0].phone | test("988")' "$scratch/out"
claim "concepts says what words mean" sh -c "
    \"$waypost\" concepts 'lights getting cut off' --json |
    jq -e '.schema == \"waypost.concepts/1\" and
           .concepts[0].slug == \"utility.electric.assistance\"'"
claim "and asks when they are ambiguous" sh -c "
    \"$waypost\" concepts rehab --json | jq -e '.questions | length == 1'"
claim "history tells of the import" sh -c "
    \"$waypost\" history --json | jq -e '.runs[0].source == \"ocotillo\"'"
claim "doctor finds it well" "$waypost" doctor
claim "no client fact reaches the home" sh -c "
    ! grep -rla 'kill myself' '$WAYPOST_HOME'"
finish
