#!/bin/sh
# tests/acceptance/samhsa.sh WAYPOST - the real treatment locator, end to end
set -u
. tests/support/acceptance.sh
need_shared "SAMHSA files"

file=$shared/data/samhsa/FindTreatment_MA_2025-08-19.csv.gz
"$waypost" import samhsa "$file" --json >"$scratch/import.json" \
    2>"$scratch/import.err" || not_ok "import" "$(cat "$scratch/import.err")"
same "662 rows are read and none rejected" \
    "$(jq -c '[.read, .rejected]' "$scratch/import.json")" "[662,0]"
same "read = added + changed + unchanged + rejected" \
    "$(jq '.read == .added + .changed + .unchanged + .rejected' \
        "$scratch/import.json")" true
sites=$("$waypost" doctor --json |
    jq -r '.checks[] | select(.check == "directory") | .detail' |
    sed -n 's/.* \([0-9]*\) locations.*/\1/p')
claim "465 or so distinct sites ($sites)" test "$sites" -ge 460 -a \
    "$sites" -le 470
same "each service's foreign name is in id_map" \
    "$(sqlite3 "$WAYPOST_HOME/directory.db" "SELECT count(*) FROM id_map
        JOIN service ON service.id = uuid WHERE entity = 'service'")" 662
same "the same file again changes nothing" \
    "$("$waypost" import samhsa "$file" --json 2>/dev/null |
        jq -c '[.added, .changed, .unchanged, .missing]')" "[0,0,662,0]"

"$waypost" match --need suboxone --near 02150 --within 15mi \
    --payer MassHealth --age 34 --json >"$scratch/match.json" \
    2>"$scratch/match.err" || not_ok "match" "$(cat "$scratch/match.err")"
result() { # result NAME JQ: true for the match
    same "$1" "$(jq "$2" "$scratch/match.json")" true
}
result "ten results" '.results | length == 10'
result "each offers buprenorphine, with the code that says so" \
    '[.results[].components[] | select(.name == "need") |
      .score == 1 and (.evidence | test("BU|UB|BWN|BERI|RPN|DB|BMW|OTP"))] |
     all'
result "each payer that is known names the code MD" \
    '[.results[].components[] |
      select(.name == "payer" and .verdict == "meets") |
      .evidence | test("MD|NP")] | length > 5 and all'
result "every piece of evidence has a source" \
    '[.results[].components[] | select(.evidence != null) |
      .source != null] | all'
result "all lie within fifteen miles" \
    '[.results[].distance_m] | max <= 24140.2'
result "ranks count from one and scores fall" \
    '([.results[].rank] == [range(1; 11)]) and
     ([.results[].score] | . == (sort | reverse))'
result "the score is the weighted mean of its components" \
    '[.results[] | (100 * ([.components[] | .weight * .score] | add) /
      ([.components[].weight] | add) - .score) | fabs < 0.01] | all'
result "unknown payers are on the list to confirm" \
    '[.results[] | select([.components[] | select(.name == "payer") |
      .verdict == "unknown"] | any) | .confirm | length > 0] | all'
result "the payer is MassHealth, a Medicaid of MA" \
    '.client.payers[0] | .kind == "medicaid" and .state == "MA"'

first=$(jq -r '.results[0].service.id' "$scratch/match.json")
"$waypost" why "$first" --need suboxone --near 02150 --within 15mi \
    --payer MassHealth --age 34 --json >"$scratch/why.json" 2>&1
same "why gives the very components of the match" \
    "$(jq -c '.results[0].components' "$scratch/why.json")" \
    "$(jq -c '.results[0].components' "$scratch/match.json")"
claim "show prints facts with source and date" sh -c \
    "\"$waypost\" show $first --json | jq -e '.waypost.facts | length > 5'"
finish
