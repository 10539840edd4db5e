#!/bin/sh
# tests/lint/run.sh OUT - the rules of CONTRIBUTING.md that compile nothing.
# shellcheck disable=SC2317  # the rules are called through rule()
set -u
out=$1
failed=0

rule() { # rule NAME COMMAND...: the command must succeed
    name=$1
    shift
    if "$@"; then
        echo "ok $name"
    else
        echo "not ok $name"
        failed=1
    fi
}
files() {
    git ls-files -co --exclude-standard "$@" | grep -v '/corpus/'
}

source_rules() {
    # shellcheck disable=SC2046
    tests/lint/source.sh $(files '*.c' '*.h')
}
shell_rules() {
    # shellcheck disable=SC2046
    shellcheck -x $(files '*.sh') .ci/run
}
layers() {
    awk -f tests/lint/layers.awk engine/[!i]*/*.[ch] engine/index/*.[ch]
}
no_reaching_across() {
    ! grep -nE '#include "(\.\./|engine/|importers/|cli/|server/)' -r \
        engine importers cli server --include='*.[ch]'
}
engine_is_pure() {
    ! nm -u "$out/libwaypost.a" | grep -E \
        ' (curl_.*|MHD_.*|main|printf|puts|perror|exit|time|clock_gettime|gettimeofday|localtime_r)$'
}
names_are_prefixed() {
    for archive in "$out/libwaypost.a" "$out/libwaypostimport.a"; do
        nm -g --defined-only "$archive" |
            awk 'NF == 3 && $3 !~ /^(wp_|__|_|asan)/ {
                     print "unprefixed: " $3; bad = 1 } END { exit bad }' ||
            return 1
    done
}
headers_stand_alone() {
    for header in engine/include/waypost/*.h importers/include/waypost/*.h; do
        printf '#include "%s"\n#include "%s"\nextern int nonempty;\n' \
            "${header#*include/}" "${header#*include/}" |
            cc -std=c11 -Wall -Wextra -Wpedantic -Werror -Iengine/include \
                -Iimporters/include -fsyntax-only -x c - || return 1
    done
}
no_machine_paths() {
    # A registry's address or a path of one machine would break the others.
    ! git ls-files -co --exclude-standard | grep -v '/corpus/' |
        grep -v '^tests/lint/run.sh$' | tr '\n' '\0' |
        xargs -0 grep -nIE \
            'registry\.npmjs|registry\.yarnpkg|deb\.debian\.org|/work/|/root/'
}
file_sizes() {
    bad=0
    for file in $(files 'engine/*.[ch]' 'importers/*.[ch]' 'cli/*.[ch]'); do
        lines=$(wc -l <"$file")
        if [ "$lines" -gt 600 ]; then
            echo "$file: $lines lines, 600 at most"
            bad=1
        fi
    done
    return "$bad"
}
readme_is_short() {
    test "$(wc -l <README.md)" -le 150
}
manual_is_well_formed() {
    for page in docs/man/*.1; do
        trouble=$(groff -mdoc -ww -z "$page" 2>&1)
        if [ -n "$trouble" ]; then
            echo "$page: $trouble"
            return 1
        fi
    done
}

rule "sources keep the house rules" source_rules
rule "shell scripts are clean" shell_rules
rule "includes point up the layers" layers
rule "no include reaches across components" no_reaching_across
rule "the engine prints nothing and reads no clock" engine_is_pure
rule "every exported name has the prefix" names_are_prefixed
rule "every public header stands alone" headers_stand_alone
rule "no registry address and no machine path" no_machine_paths
rule "no file is too large to read" file_sizes
rule "the README fits" readme_is_short
rule "man pages are well formed" manual_is_well_formed
exit "$failed"
