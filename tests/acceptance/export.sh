#!/bin/sh
# tests/acceptance/export.sh WAYPOST - what we export is HSDS 3.2.3, says ajv
set -u
. tests/support/acceptance.sh
need_shared "HSDS schemas"

node_home=$(dirname "$(dirname "$waypost")")/conformance
mkdir -p "$node_home"
cp tests/conformance/package.json tests/conformance/validate.mjs "$node_home"
if ! (cd "$node_home" && { [ -d node_modules/ajv-formats ] ||
    npm install --silent --no-audit --no-fund --no-package-lock; }) \
    >"$scratch/npm.log" 2>&1; then
    not_ok "ajv installs" "$(tail -n 3 "$scratch/npm.log")"
    finish
fi
schemas=$shared/standards/hsds-3.2.3/schema

valid() { # valid NAME PATH...: import in a home of its own, export, validate
    name=$1
    shift
    WAYPOST_HOME=$scratch/$name
    export WAYPOST_HOME
    claim "$name imports" "$waypost" import auto "$@" --quiet
    claim "$name exports" "$waypost" export hsds-json -o "$scratch/$name.json"
    claim "$name: every exported service is valid" \
        node "$node_home/validate.mjs" "$schemas" "$scratch/$name.json"
}
examples=$shared/data/hsds/hsds3_spec_examples
valid official_service "$examples/service_full.json"
valid official_organization "$examples/organization_full.json"
valid official_sal "$examples/service_at_location_full.json"
valid official_tabular "$examples/tabular.json"
valid county "$root/datasets/county/ocotillo.json"
valid hotlines "$root/datasets/hotlines/hotlines.json"
valid miami "$shared/data/hsds/hsds1_miami_open211_2019.zip"
valid dc2023 "$shared/data/hsds/hsds2_dc_crie_2023-04.zip"
valid ma "$shared/data/samhsa/FindTreatment_MA_2025-08-19.csv.gz"

# An export is an import: the same services come back with the same facts.
WAYPOST_HOME=$scratch/again
export WAYPOST_HOME
claim "our own export imports" "$waypost" import hsds-json \
    "$scratch/county.json" --source ocotillo --quiet
claim "and exports again" "$waypost" export hsds-json -o "$scratch/again.json"
same "with the very same bytes" "$(cksum <"$scratch/again.json")" \
    "$(cksum <"$scratch/county.json")"
same "no null anywhere" "$(jq '[.. | select(. == null)] | length' \
    "$scratch/county.json")" 0
finish
