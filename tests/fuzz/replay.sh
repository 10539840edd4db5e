#!/bin/sh
# tests/fuzz/replay.sh PROGRAM TARGET - replay the saved inputs of one target.
set -u
corpus=tests/fuzz/corpus/$2
if [ ! -d "$corpus" ]; then
    echo "not ok $2: no saved inputs in $corpus"
    exit 1
fi
if find "$corpus" -type f -print0 | xargs -0 "$1"; then
    echo "ok replay $2"
else
    echo "not ok replay $2"
    exit 1
fi
