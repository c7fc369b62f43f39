#!/usr/bin/env bash
# Instructions of a frame by the rows of the layer below, and their ratio; needs valgrind. Counts are the same at every
# run and on every machine with the same compiler, whatever else runs there.
#   benches/peers/instructions.sh [MEASURE [ROWS...]]      pan 10000 10000000, where nothing is said
set -euo pipefail
cd "$(dirname "$0")/../.."
measure=${1:-pan}
shift || true
[ $# -gt 0 ] || set -- 10000 10000000
few=${FEW:-20}
many=${MANY:-40}
bench=${BENCH:-$(cargo bench --locked --bench frames --no-run --message-format=json 2>/dev/null |
    sed -n 's/.*"executable":"\([^"]*frames-[^"]*\)".*/\1/p' | tail -n 1)}

# What all frames of a run and everything before them take; what a layer is made with is left out.
counted() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='*Desk::frame*' \
        "$bench" --bench --untimed --quiet --size 1280x720 --only "$measure" --frames "$2" "$1" 2>&1 >/dev/null |
        awk '/Collected/ { print $NF }'
}

first=
for rows in "$@"; do
    # Four levels of zoom.
    each=$((($(counted "$rows" "$many") - $(counted "$rows" "$few")) / (4 * (many - few))))
    first=${first:-$each}
    ratio=$(awk "BEGIN { printf \"%.3f\", $each / $first }")
    echo "{\"measure\":\"$measure-instructions\",\"n\":$rows,\"each\":$each,\"ratio\":$ratio}"
done
