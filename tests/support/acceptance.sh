# shellcheck shell=sh
# tests/support/acceptance.sh - what the acceptance scripts share.
#
# Each script gets the program as $1, prints one "ok", "not ok" or "skip" line
# a claim, and ends non-zero when a claim failed. Homes are temporary.

waypost=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
# shellcheck disable=SC2034  # the scripts use it
root=$(pwd)
shared=$(cd ../shared 2>/dev/null && pwd) || shared=
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC COLUMNS=80 NO_COLOR=1 HOME="$scratch"
export WAYPOST_HOME="$scratch/home" WAYPOST_NOW=2026-11-23T18:00:00Z
failures=0

ok() { # ok NAME: the last claim holds
    echo "ok $1"
}
not_ok() { # not_ok NAME DETAIL
    echo "not ok $1"
    shift
    printf '    %s\n' "$@"
    failures=$((failures + 1))
}
skip() { # skip NAME WHY
    echo "skip $1: $2"
}
claim() { # claim NAME COMMAND...: the command succeeds
    claim_name=$1
    shift
    if "$@" >"$scratch/claim.log" 2>&1; then
        ok "$claim_name"
    else
        not_ok "$claim_name" "$*" "$(tail -n 5 "$scratch/claim.log")"
    fi
}
same() { # same NAME GOT WANTED
    if [ "$2" = "$3" ]; then
        ok "$1"
    else
        not_ok "$1" "got:    $2" "wanted: $3"
    fi
}
need_shared() { # need_shared NAME: end quietly where ../shared is absent
    if [ -z "$shared" ]; then
        skip "$1" "../shared is not here"
        exit 0
    fi
}
# Peak resident memory of a command in MiB; its output goes to $scratch/out.
peak_mib() {
    /usr/bin/time -f '%M' -o "$scratch/peak" "$@" \
        >"$scratch/out" 2>"$scratch/err" || return 1
    tail -n 1 "$scratch/peak" | awk '{printf "%d", $1 / 1024}'
}
# AddressSanitizer needs memory of its own: limits only mean something without.
is_sanitized() {
    nm "$waypost" 2>/dev/null | grep -q __asan_init
}
finish() {
    exit "$((failures > 0))"
}
