#!/usr/bin/env python3
"""Reads and searches one table of events with adquem, polars, DuckDB and pandas, and prints ratios of processor time.

    python3 benches/peers/tables.py [ROWS]      10,000,000 rows (1.4 GB in target/tmp) where none are given

Needs Rust, and the peers: pip install polars duckdb pandas pyarrow
One that is not installed is left out. Each works in a process of its own, on the file that `cargo bench --bench layers`
makes: to typed times and columns in memory, with as many threads as it likes; what counts is the processor time of all
of them, loading the library not counted. REPS repeats everything (default 1), in turn. Words are searched for in the
message alone and letter for letter by DuckDB, in every column and in either case by adquem.
"""

import collections
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parent.parent.parent
WORDS = ["item_00beef", "Prefetch", "size"]


def spent():
    """Processor time of this process, all threads, in milliseconds."""
    times = os.times()
    return (times.user + times.system) * 1000


def tell(measure, since, **more):
    print(json.dumps({"measure": measure, "cpu_ms": spent() - since, **more}), flush=True)


def polars(path):
    import polars as pl

    since = spent()
    table = pl.read_csv(path, try_parse_dates=True)
    assert table.schema["datetime"].is_temporal()
    tell("read", since, rows=len(table))
    for word in WORDS:
        since = spent()
        rows = table.select(pl.col("message").str.contains(word, literal=True).sum()).item()
        tell(f"search {word}", since, rows=rows)


def duckdb(path):
    import duckdb

    base = duckdb.connect()
    since = spent()
    base.execute("CREATE TABLE t AS SELECT * FROM read_csv(?)", [path])
    assert "TIME" in base.execute("SELECT typeof(datetime) FROM t LIMIT 1").fetchone()[0]
    tell("read", since, rows=base.execute("SELECT count(*) FROM t").fetchone()[0])
    for word in WORDS:
        since = spent()
        rows = base.execute("SELECT count(*) FROM t WHERE contains(message, ?)", [word]).fetchone()[0]
        tell(f"search {word}", since, rows=rows)


def pandas(path):
    import pandas as pd

    since = spent()
    table = pd.read_csv(path, parse_dates=["datetime"], date_format="ISO8601")
    assert pd.api.types.is_datetime64_any_dtype(table["datetime"])
    tell("read", since, rows=len(table))


PEERS = {"polars": polars, "duckdb": duckdb, "pandas": pandas}


def lines(command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        print(f"{' '.join(map(str, command))} ended with {done.returncode}", file=sys.stderr)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        return PEERS[sys.argv[2]](sys.argv[3])
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    path = ROOT / "target" / "tmp" / f"layer-{rows}.csv"
    present = [name for name in PEERS if importlib.util.find_spec(name)]
    for name in PEERS.keys() - set(present):
        print(f"{name} is not installed: pip install polars duckdb pandas pyarrow")
    cells = collections.defaultdict(list)
    for _ in range(int(os.environ.get("REPS", "1"))):
        # Its file stays, for the others.
        own = ["cargo", "bench", "--locked", "--bench", "layers", "--", "read", str(rows), "keep"]
        for told in lines(own):
            if "cpu_ms" in told and told["measure"].split()[0] in ("read", "search"):
                if told["measure"] != "read beside":
                    cells["adquem", told["measure"]].append(told["cpu_ms"])
        for name in present:
            for told in lines([sys.executable, HERE, "--one", name, path]):
                cells[name, told["measure"]].append(told["cpu_ms"])
    path.unlink(missing_ok=True)
    medians = {cell: statistics.median(values) for cell, values in cells.items()}
    for (name, measure), value in medians.items():
        own = medians.get(("adquem", measure))
        ratio = f"   adquem takes {own / value:.3f} of it" if own and name != "adquem" else ""
        print(f"{name:8} {measure:20} {value:10.0f} ms CPU{ratio}")


main()
