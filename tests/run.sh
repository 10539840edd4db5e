#!/bin/sh
# tests/run.sh OUT KIND... - run tests of each kind and count them all.
#
# OUT is the variant's build folder. Prints a line a program or case, the whole
# log of what fails, every reason for skipping, and one closing line:
#
#     N passed, N failed, N skipped
set -u

out=$1
shift
tally=$out/tests/tally
mkdir -p "$out/tests"
: >"$tally"

note() { # note PASSED FAILED SKIPPED
    printf '%d %d %d\n' "$1" "$2" "$3" >>"$tally"
}

# A shell test prints "ok NAME", "not ok NAME" or "skip NAME: why" lines.
run_lines() { # run_lines LABEL COMMAND...
    label=$1
    shift
    log=$out/tests/$(printf '%s' "$label" | tr '/ ' '__').log
    "$@" >"$log" 2>&1
    code=$?
    passed=$(grep -c '^ok ' "$log")
    failed=$(grep -c '^not ok ' "$log")
    skipped=$(grep -c '^skip ' "$log")
    if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
    fi
    if [ "$failed" -gt 0 ]; then
        cat "$log"
        printf '  FAIL   %s\n' "$label"
    else
        printf '  ok     %s (%d)\n' "$label" "$passed"
        grep '^skip ' "$log"
        grep '^# ' "$log"
    fi
    note "$passed" "$failed" "$skipped"
}

# cmocka closes with "[  PASSED  ] N test(s)." and the like.
run_cmocka() { # run_cmocka PROGRAM
    log=$1.log
    LLVM_PROFILE_FILE=$1.profraw "$1" >"$log" 2>&1
    code=$?
    passed=$(sed -n 's/^\[ *PASSED *\] \([0-9]*\) test.*/\1/p' "$log" |
        awk '{n += $1} END {print n + 0}')
    failed=$(sed -n 's/^\[ *FAILED *\] \([0-9]*\) test.*/\1/p' "$log" |
        awk '{n += $1} END {print n + 0}')
    skipped=$(sed -n 's/^\[ *SKIPPED *\] \([0-9]*\) test.*/\1/p' "$log" |
        awk '{n += $1} END {print n + 0}')
    if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
    fi
    if [ "$failed" -gt 0 ]; then
        cat "$log"
        printf '  FAIL   %s\n' "${1##*/}"
    else
        printf '  ok     %s (%d)\n' "${1##*/}" "$passed"
        if [ "$skipped" -gt 0 ]; then
            grep '^\[ *SKIPPED *\] [a-z]' "$log" | sort -u
        fi
    fi
    note "$passed" "$failed" "$skipped"
}

for kind in "$@"; do
    case $kind in
    lint)
        run_lines lint tests/lint/run.sh "$out"
        ;;
    unit | property)
        for source in tests/"$kind"/*.c; do
            program=${source##*/}
            run_cmocka "$out/tests/${program%.c}"
        done
        ;;
    fuzz)
        for source in tests/fuzz/fuzz_*.c; do
            name=${source##*/}
            name=${name%.c}
            run_lines "replay $name" tests/fuzz/replay.sh \
                "$out/tests/replay_$name" "$name"
        done
        ;;
    relevance)
        run_lines relevance "$out/tests/relevance"
        ;;
    golden)
        run_lines golden tests/golden/run.sh "$out/waypost" \
            tests/golden/*/*.test
        ;;
    acceptance)
        for script in tests/acceptance/*.sh; do
            run_lines "${script#tests/}" "$script" "$out/waypost"
        done
        ;;
    *)
        printf 'run.sh: unknown kind %s\n' "$kind" >&2
        exit 2
        ;;
    esac
done

awk '{p += $1; f += $2; s += $3}
     END {printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0}' \
    "$tally"
