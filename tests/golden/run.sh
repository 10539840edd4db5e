#!/bin/sh
# tests/golden/run.sh [--accept] PROGRAM CASE.test... - replay, then compare.
#
# A case is a list of shell commands. Its transcript (each command, all it
# prints, and a non-zero exit status) must equal CASE.expected, byte for byte.
# --accept rewrites the expectation; read the diff before you commit it.
# Each case runs in an empty folder; WAYPOST_HOME points at one home that was
# made from datasets/ once for all of them.
set -eu

accept=
if [ "$1" = --accept ]; then
    accept=yes
    shift
fi
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
shift
root=$(pwd)
failed=0
shared=$(mktemp -d)
trap 'rm -rf "$shared"' EXIT

# Nothing of the machine leaks in: locale, zone, width, colour, home, clock.
export PATH LC_ALL=C.UTF-8 TZ=UTC COLUMNS=80 NO_COLOR=1
export WAYPOST_NOW=2026-11-23T18:00:00Z DATASETS="$root/datasets"
export FIXTURES="$root/tests/fixtures" WAYPOST_HOME="$shared/home"

waypost import hsds-json "$root/datasets/county/ocotillo.json" \
    --source ocotillo --title "Ocotillo County sample" >/dev/null 2>&1
waypost import hsds-json "$root/datasets/hotlines/hotlines.json" \
    --source hotlines --title "National hotlines" >/dev/null 2>&1

for case in "$@"; do
    dir=$(mktemp -d)
    expected=$root/${case%.test}.expected
    (
        cd "$dir"
        HOME=$dir
        export HOME
        while IFS= read -r line; do
            case $line in
            '' | '#'*) continue ;;
            esac
            printf '$ %s\n' "$line"
            sh -c "$line" 2>&1 </dev/null || printf '[exit %d]\n' "$?"
        done <"$root/$case"
    ) >"$dir/.actual"

    if [ -n "$accept" ]; then
        cp "$dir/.actual" "$expected"
    fi
    if diff -u "$expected" "$dir/.actual"; then
        echo "ok $case"
    else
        echo "not ok $case"
        failed=1
    fi
    rm -rf "$dir"
done
exit "$failed"
