#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fluid the window stays while it imports.

  window-import.py BUILD CASE CSV [--seconds N]

BUILD has the program built; CASE, of which a copy is used, is replayed (a sample case, for one); CSV is imported
meanwhile, best one of millions of rows (make-noaa). Run below tests/util/run-headless. Prints what win.pace says of a
replay for N seconds before, during the import, and for N seconds from when it ended, when the case's lists and picture
change at once: frames a second, and how long frames and the other turns of the
main loop took, these also by the time for which the main thread had a processor ("work"): what is long in both the
program does itself, what is long in turns only others keep it waiting for. Frames are drawn in software here, so
compare the lines. GSK_RENDERER is what run-headless sets, or RS_BENCH_RENDERER.
"""
import argparse
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "util"))
import ui  # pylint: disable=wrong-import-position


def count_imports(case):
    """Asked of the file: questions to the window would be measured."""
    connection = sqlite3.connect(f"file:{case}?mode=ro", uri=True, timeout=30)
    try:
        return connection.execute("SELECT count (*) FROM import").fetchone()[0]
    finally:
        connection.close()


def measure(program, seconds, goes_on):
    """What was measured from now on until @seconds are over, or @goes_on says no."""
    program.activate("win.pace", "")
    start = time.monotonic()
    last = None
    while time.monotonic() - start < seconds and goes_on():
        time.sleep(0.5)
        last = program.state("win.pace") if goes_on() else last
    if not last:
        sys.exit("it was over at once: give it more to import")
    return json.loads(last), time.monotonic() - start


def show(what, figures, seconds):
    parts = [f"{what:8} {seconds:5.1f} s  {figures['rate']:5.1f} frames/s"]
    for name in ("frames", "turns", "work"):
        part = figures[name]
        parts.append(f"{name} {part['n']}: median {part['median']:.1f} ms, p95 {part['p95']:.1f} ms, "
                     f"longest {part['longest']:.1f} ms, {part['blocks']} too long")
    print("; ".join(parts))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("case")
    parser.add_argument("csv")
    parser.add_argument("--seconds", type=float, default=6)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rs-bench-") as scratch:
        case = os.path.join(scratch, "case.roadstead")
        shutil.copy(args.case, case)
        renderer = os.environ.get("RS_BENCH_RENDERER")
        # run-headless keeps GDK from trying GL.
        env = {"GSK_RENDERER": renderer, "GDK_DEBUG": "", "GDK_DISABLE": ""} if renderer else {}
        with ui.Program([os.path.join(args.build, "src/app/roadstead"), case], env=env) as program:
            program.wait_for_window()
            program.wait_for(lambda: program.describe("win.import")[0], "the case")
            program.activate("win.show-pace")
            program.wait_for(lambda: program.state("win.show-pace"), "the figures")
            program.activate("win.play")
            program.wait_for(lambda: program.state("win.play"), "playing")
            show("before", *measure(program, args.seconds, lambda: True))
            before = count_imports(case)
            program.activate("win.import-files", [os.path.abspath(args.csv)])
            program.find("button", "Import")
            program.activate("win.start-import")
            show("import", *measure(program, 600, lambda: count_imports(case) == before))
            show("end", *measure(program, args.seconds, lambda: True))


if __name__ == "__main__":
    main()
