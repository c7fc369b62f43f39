#!/usr/bin/env python3
"""Writes N events in the format of The Timeline Project: events.py N > events.timeline"""

import datetime
import sys

FIRST = datetime.datetime(2019, 1, 1)
MINUTES = 5 * 365 * 24 * 60


def event(n, of):
    start = FIRST + datetime.timedelta(minutes=MINUTES * n // of)
    end = start + datetime.timedelta(days=n % 40 if n % 5 == 0 else 0)
    return (
        f"    <event><start>{start}</start><end>{end}</end><text>Event {n}</text><fuzzy>False</fuzzy>"
        f"<locked>False</locked><ends_today>False</ends_today><category>Lane {n % 10}</category></event>"
    )


def main():
    count = int(sys.argv[1])
    lanes = "".join(f"<category><name>Lane {n}</name><color>0,114,178</color></category>" for n in range(10))
    print('<?xml version="1.0" encoding="utf-8"?>')
    print("<timeline><version>2.3.0</version><timetype>gregoriantime</timetype><eras></eras>")
    print(f"  <categories>{lanes}</categories>\n  <events>")
    for n in range(count):
        print(event(n, count))
    print("  </events>")
    print("  <view><displayed_period><start>2019-01-01 00:00:00</start><end>2024-01-01 00:00:00</end>")
    print("  </displayed_period><hidden_categories></hidden_categories></view></timeline>")


main()
