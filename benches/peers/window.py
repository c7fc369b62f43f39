#!/usr/bin/env python3
"""Starts a program with a window on a display of its own (Xvfb) and tells what it works until it rests.

    window.py COMMAND [ARGUMENT ...]

Prints one JSON line: CPU milliseconds and wall milliseconds until the program and its children have used no CPU for
half a second after the window came up. Any program can be measured so, The Timeline Project too:

    window.py python3 timeline.py events.timeline
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

QUIET = 0.5
LIMIT = 180.0
TICK = os.sysconf("SC_CLK_TCK")


def tree(pid):
    """The program and everything that it started."""
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        children.setdefault(int(fields[1]), []).append((int(name), int(fields[11]) + int(fields[12])))
    todo, work = [pid], 0
    while todo:
        for child, used in children.get(todo.pop(), []):
            work += used
            todo.append(child)
    return work


def own(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])
    except (OSError, IndexError):
        return 0


def has_window(display):
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
    )
    return bool(found.stdout.strip())


def main():
    display = f":{100 + os.getpid() % 400}"
    home = tempfile.mkdtemp(prefix="window-")
    screen = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", "1280x800x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
    )
    time.sleep(1.0)
    env = {**os.environ, "DISPLAY": display, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
    began = time.perf_counter()
    program = subprocess.Popen(sys.argv[1:], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shown, last, changed = None, -1, began
    while time.perf_counter() - began < LIMIT and program.poll() is None:
        now = time.perf_counter()
        work = own(program.pid) + tree(program.pid)
        if work != last:
            last, changed = work, now
        if shown is None and has_window(display):
            shown = now
        if shown is not None and now - max(changed, shown) > QUIET:
            break
        time.sleep(0.01)
    told = {
        "command": os.path.basename(sys.argv[1]),
        "measure": "window",
        "cpu_ms": round(last * 1000 / TICK),
        "window_ms": None if shown is None else round((shown - began) * 1000),
        "rest_ms": round((changed - began) * 1000),
        "ended_by_itself": program.poll() is not None,
    }
    program.kill()
    screen.kill()
    shutil.rmtree(home, ignore_errors=True)
    print(json.dumps(told))


main()
