#!/bin/sh
# cli/demo.sh WAYPOST HOME - the first thing a newcomer sees: datasets/ become a
# directory, and a case manager's question gets a ranked, explained answer.
set -eu

program=$1
WAYPOST_HOME=$2
export WAYPOST_HOME
mkdir -p "$WAYPOST_HOME"

step() {
    printf '\n$ waypost'
    for word in "$@"; do
        case $word in
        *[!a-zA-Z0-9_./=-]*) printf ' "%s"' "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$program" "$@"
}

step import hsds-json datasets/hotlines/hotlines.json --text \
    --source hotlines --title "National hotlines"
step import hsds-json datasets/county/ocotillo.json --text \
    --source ocotillo --title "Ocotillo County sample (fictional)"
step match "34, pregnant, using opioids, AHCCCS, no car, 85301, today" \
    --text --limit 3

cat <<'END'

That was a fictional county. Next:

  export WAYPOST_HOME=build/demo PATH="$PWD/build/release:$PATH"
  waypost match --need "food pantry" --near 85301 --language es
  waypost why ID --need "suboxone" --near 85301      ID as shown above
  waypost import auto YOUR-EXPORT.zip                your own data
  waypost help
END
