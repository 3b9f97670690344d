#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""AIVDM against gpsdecode -j (Debian package gpsd-clients), on a log that make-aivdm writes: decoding with
JSON, decoding into memory, and importing with store and index.

  compare-aivdm.py BUILD [--messages N] [--runs N] [--scratch FOLDER]

BUILD is a release build (./dev bench sets one up). Prints for each: wall time and processor time (median of
the runs) and messages a second; and the ratios to gpsdecode. Runs take turns, so that a busy machine is busy
for all.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def run(command, log_path):
    """Wall seconds and processor seconds of a command that writes to nowhere."""
    with open(log_path, "w", encoding="utf-8") as log, open(os.devnull, "w") as nowhere:
        start = time.monotonic()
        child = subprocess.Popen(command[0], stdin=command[1], stdout=nowhere, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
    if status not in (0, 3 << 8):  # 3: some rows were rejected
        sys.exit(f"failed: {' '.join(command[0])}; see {log_path}")
    return wall, usage.ru_utime + usage.ru_stime


def measure(args, scratch):
    tests = os.path.join(args.build, "tests/bench")
    cli = os.path.join(args.build, "src/cli/roadstead-cli")
    log = os.path.join(scratch, "a.nmea")
    case = os.path.join(scratch, "a.roadstead")
    subprocess.run([os.path.join(tests, "make-aivdm"), str(args.messages), log], check=True)
    results = {"gpsdecode -j": [], "decode": [], "decode into memory": [], "import": []}
    for _ in range(args.runs):
        for name, times in results.items():
            source = None
            if name == "gpsdecode -j":
                source = open(log, "rb")
                command = ["gpsdecode", "-j"]
            elif name == "decode":
                command = [cli, "decode", log]
            elif name == "decode into memory":
                command = [os.path.join(tests, "decode-aivdm"), log]
            else:
                for suffix in ("", "-wal", "-shm", "-lock"):
                    if os.path.exists(case + suffix):
                        os.remove(case + suffix)
                subprocess.run([cli, "new", case], check=True, stdout=subprocess.DEVNULL)
                command = [cli, "import", case, log]
            times.append(run((command, source), os.path.join(scratch, "log")))
            if source:
                source.close()
    print(f"# {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {args.messages} messages, "
          f"{os.path.getsize(log) / 1e6:.0f} MB, case {os.path.getsize(case) / 1e6:.1f} MB")
    base = None
    for name, times in results.items():
        wall, cpu = (statistics.median(t[i] for t in times) for i in range(2))
        base = base or (wall, cpu)
        print(f"{name:20} {wall:8.2f} s  {cpu:8.2f} s cpu  {args.messages / wall:10.0f} messages/s  "
              f"{base[0] / wall:6.2f} times gpsdecode by wall, {base[1] / cpu:6.2f} by processor time")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--messages", type=int, default=1000000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    if not shutil.which("gpsdecode"):
        sys.exit("gpsdecode is not here: it comes with the Debian package gpsd-clients")
    scratch = tempfile.mkdtemp(prefix="rs-bench-", dir=args.scratch)
    try:
        measure(args, scratch)
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
