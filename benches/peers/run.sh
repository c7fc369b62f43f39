#!/usr/bin/env bash
# Measures adquem and timeline libraries in one run on one machine, and prints ratios of processor time.
#   benches/peers/run.sh [RESULTS.jsonl]
# Needs Rust, Node with npm, and Chromium (its path in CHROMIUM, else /usr/bin/chromium). With Xvfb and xdotool the real
# window is measured too. REPS repeats each cell (default 3), interleaved, so that other work on the machine hits all.
# TIMELINE_PROJECT="python3 /path/to/timeline.py" measures The Timeline Project on a file of 1,000 events as well.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "${1:-$here/results.jsonl}")
reps=${REPS:-3}
cd "$here"
[ -d node_modules ] || npm install --ignore-scripts --no-audit --no-fund
: > "$out"
keep() { grep '^{' | tee -a "$out"; }

(cd "$here/../.." && cargo build --release --locked && cargo bench --locked --no-run)
for _ in $(seq "$reps"); do
    for n in 1000 10000 100000; do timeout 300 node measure.mjs vis "$n" | keep || true; done
    for n in 100 1000; do timeout 120 node measure.mjs timelinejs "$n" | keep || true; done
    cd "$here/../.."
    cargo bench --locked --bench layers -- read 1000000 | keep
    cargo bench --locked --bench frames -- 10000 10000000 | keep
    cargo bench --locked --bench frames -- --picture 10000 10000000 | keep
    cargo bench --locked --bench start | keep
    cd "$here"
    if command -v Xvfb >/dev/null && command -v xdotool >/dev/null; then
        python3 window.py "$here/../../target/release/adquem" | keep
        if [ -n "${TIMELINE_PROJECT:-}" ]; then
            python3 events.py 1000 > events-1000.timeline
            # Words of the command are meant to be split.
            # shellcheck disable=SC2086
            python3 window.py $TIMELINE_PROJECT events-1000.timeline | keep
            python3 window.py "$here/../../target/release/adquem" events-1000.timeline | keep
        fi
    fi
done
# The same at every run: once is enough.
command -v valgrind >/dev/null && ./instructions.sh pan 10000 10000000 | keep
python3 ratios.py "$out"
