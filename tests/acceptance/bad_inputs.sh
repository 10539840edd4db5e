#!/bin/sh
# tests/acceptance/bad_inputs.sh WAYPOST - hostile files: no crash, no hang,
# under 256 MiB, and a directory that is as it was or has what was good.
set -u
. tests/support/acceptance.sh
need_shared "bad inputs"

bad=$shared/bad-inputs
limit_kib=262144
"$waypost" import auto "$root/datasets/hotlines/hotlines.json" --quiet \
    --source hotlines >/dev/null
services() {
    sqlite3 "$WAYPOST_HOME/directory.db" 'SELECT count(*) FROM service'
}
before=$(services)

try() { # try FORMAT FILE: one hostile import, dry, watched
    timeout 60 /usr/bin/time -f '%M' -o "$scratch/peak" "$waypost" import \
        "$1" "$2" --dry-run --quiet >"$scratch/out" 2>"$scratch/err"
    code=$?
    if [ "$code" -ge 124 ]; then
        echo "$2 as $1: exit $code: $(head -c 300 "$scratch/err")"
        return 1
    fi
    if [ "$code" -ne 0 ] && ! grep -q '^waypost: ' "$scratch/err"; then
        echo "$2 as $1: exit $code without a word"
        return 1
    fi
    if ! is_sanitized &&
        [ "$(tail -n 1 "$scratch/peak")" -gt "$limit_kib" ]; then
        echo "$2 as $1: $(tail -n 1 "$scratch/peak") KiB"
        return 1
    fi
}
sweep() { # sweep NAME FORMAT FILES...
    name=$1
    format=$2
    shift 2
    tried=0
    trouble=
    for file in "$@"; do
        [ -f "$file" ] || continue
        tried=$((tried + 1))
        found=$(try "$format" "$file") || trouble="$trouble
    $found"
    done
    if [ -n "$trouble" ] || [ "$tried" -eq 0 ]; then
        not_ok "$name ($tried files)" "$trouble"
    else
        ok "$name ($tried files)"
    fi
}
inflated=$scratch/inflated
mkdir "$inflated"
for file in many-20000.zip csv/columns-100k.csv csv/field-32MiB.csv \
    csv/rows-5M-empty.csv; do
    gzip -dc "$bad/generated/$file.gz" >"$inflated/$(basename "$file")"
done

sweep "generated zips" auto "$bad"/generated/*.zip "$inflated"/*.zip
sweep "generated gzips" auto "$bad"/generated/*.gz
sweep "generated workbooks" samhsa "$bad"/generated/*.xlsx
sweep "generated CSV as a locator" samhsa "$bad"/generated/csv/* \
    "$inflated"/*.csv
sweep "generated JSON" hsds-json "$bad"/generated/json/*
sweep "csv-spectrum" samhsa "$bad"/csv/csv-spectrum/csvs/*
sweep "zips of libzip" hsds-csv "$bad"/zip/libzip/regress/data/*.zip
# One process each is slow: the unit tests take every file of the suite, here
# is every tenth through the whole program.
# shellcheck disable=SC2046
sweep "JSON test suite" hsds-json $(find \
    "$bad"/json/JSONTestSuite/test_parsing -name '*.json' | sort |
    awk 'NR % 10 == 1')

same "the directory is exactly as it was" "$(services)" "$before"

# A broken file in earnest, not as a dry run: nothing of it stays.
head -c 30000 "$shared/data/samhsa/FindTreatment_MA_2025-08-19.csv.gz" \
    >"$scratch/cut.csv.gz"
"$waypost" import samhsa "$scratch/cut.csv.gz" >"$scratch/out" \
    2>"$scratch/err"
same "a truncated gzip is refused" "$?" 3
claim "naming the file and the line" grep -q 'cut.csv.gz:[0-9]' "$scratch/err"
same "and leaves nothing behind" "$(services)" "$before"
finish
