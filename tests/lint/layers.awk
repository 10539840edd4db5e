# tests/lint/layers.awk - inside the engine, data flows down this list and
# includes point up it: a stage may use the stages named before it, never after.
BEGIN {
    n = split("base geo vocab record store facts index query match explain " \
              "render measure", stage, " ")
    for (i = 1; i <= n; i++)
        rank[stage[i]] = i
}
FNR == 1 {
    split(FILENAME, part, "/")
    here = part[2]
    if (!(here in rank)) {
        print FILENAME ": engine/" here " is not a stage"
        bad = 1
    }
}
match($0, /^#include "[a-z]+\//) {
    there = substr($0, 11, RLENGTH - 11)
    if (there in rank && rank[there] > rank[here]) {
        print FILENAME ":" FNR ": " here " must not include " there
        bad = 1
    }
}
END { exit bad }
