#!/usr/bin/env python3
"""Medians and ratios of what run.sh measured: ratios.py RESULTS.jsonl"""

import collections
import json
import statistics
import sys


def main():
    cells = collections.defaultdict(list)
    with open(sys.argv[1]) as lines:
        for line in lines:
            told = json.loads(line)
            who = told.get("peer") or told.get("command") or "adquem"
            if "cpu_ms" in told:
                cells[who, told["measure"], told.get("n")].append(told["cpu_ms"])
            if "each" in told:
                print(f"{told['measure']} at {told['n']}: {told['each']:,} instructions, {told['ratio']:.3f} of the first")
            if told["measure"] == "stopped":
                print(f"{who} at {told.get('n')}: no answer in {told['after_s']:.0f} s ({told['why']})")
    medians = {key: statistics.median(values) for key, values in cells.items()}
    for (who, measure, n), value in sorted(medians.items(), key=lambda cell: [str(part) for part in cell[0]]):
        runs = len(cells[who, measure, n])
        print(f"{who:12} {measure:10} {n if n is not None else '':>9} {value:10.2f} ms CPU, median of {runs}")
    print()
    ratio(medians, ("adquem", "first", 1_000_000), ("vis", "first", 10_000))
    for n in (10_000, 100_000):
        ratio(medians, ("adquem", "pan", 10_000_000), ("vis", "pan", n))
    ratio(medians, ("adquem", "pan", 10_000_000), ("timelinejs", "pan", 1_000))
    ratio(medians, ("adquem", "pan", 10_000_000), ("adquem", "pan", 10_000))
    ratio(medians, ("adquem", "picture", 10_000_000), ("adquem", "picture", 10_000))


def ratio(medians, ours, theirs):
    if ours in medians and theirs in medians:
        a, b = medians[ours], medians[theirs]
        names = [" ".join(str(part) for part in cell) for cell in (ours, theirs)]
        print(f"{names[0]} / {names[1]}: {a / b:.3f} ({b / a:.1f} times cheaper)")


main()
