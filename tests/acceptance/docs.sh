#!/bin/sh
# tests/acceptance/docs.sh WAYPOST - the README and the manual print what they say
set -u
. tests/support/acceptance.sh

# The README's session: what follows each "$ waypost" line up to the end of its
# block must be what the program prints, with the demo's home and day.
"$waypost" import hsds-json "$root/datasets/hotlines/hotlines.json" \
    --source hotlines --title "National hotlines" --quiet >/dev/null
"$waypost" import hsds-json "$root/datasets/county/ocotillo.json" \
    --source ocotillo --title "Ocotillo County sample (fictional)" --quiet \
    >/dev/null
awk '/^```console$/ {inside = 1; next} /^```$/ {inside = 0} inside' \
    "$root/README.md" >"$scratch/session"
PATH=$(dirname "$waypost"):$PATH
export PATH
grep '^\$ waypost ' "$scratch/session" | sed 's/^\$ //' >"$scratch/commands"
claim "the README shows a session" test -s "$scratch/commands"
while IFS= read -r line; do
    printf '$ %s\n' "$line"
    sh -c "$line" 2>&1 </dev/null
done <"$scratch/commands" >"$scratch/replayed"
claim "and prints what it shows" diff -u "$scratch/session" \
    "$scratch/replayed"

# Every example of the manual and of each --help runs and succeeds. Examples of
# --help name files that only their reader has; those are left to the reader.
sed -n '/^\.Bd/,/^\.Ed/p' "$root/docs/man/waypost.1" | grep '^waypost ' \
    >"$scratch/examples"
claim "the manual has examples" test -s "$scratch/examples"
while IFS= read -r line; do
    claim "manual: $line" sh -c "cd '$root' && $line </dev/null"
done <"$scratch/examples"

for command in $("$waypost" help | sed -n '/^Commands/,/^$/s/^  \([a-z-]*\) .*/\1/p')
do
    claim "$command is in the manual" grep -q "^\.It Ic $command" \
        "$root/docs/man/waypost.1"
    "$waypost" "$command" --help >"$scratch/help"
    sed -n '/^Examples/,/^Usage/p' "$scratch/help" |
        sed -e ':a' -e '/\\$/N; s/\\\n *//; ta' |
        sed -n 's/^  \(waypost .*\)/\1/p' |
        grep -vE 'FindTreatment|export.zip|directory.xlsx|client.json|3f2a91|-o |--findings 3' \
            >"$scratch/examples"
    while IFS= read -r line; do
        claim "$command --help: $line" sh -c "cd '$root' && $line </dev/null"
    done <"$scratch/examples"
done
finish
