#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports of CSV against its peers, on a file that make-noaa writes: from file on disk to committed,
indexed, queryable case.

  compare-import.py BUILD [--rows N] [--runs N] [--duckdb FOLDER] [--ogr [--ogr-runs N]] [--scratch FOLDER]

BUILD is a release build (./dev bench sets one up). FOLDER is where `npm install @duckdb/node-api` was run.
All import the same file. Prints for each: rows, number of runs, wall time and processor time (median of the
runs), rows a second, peak memory, bytes a row on disk; and the ratios. Runs take turns, so that a busy machine
is busy for all; ogr2ogr, which takes minutes for a million rows and longer a row the more there are, has one.
"""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

DUCKDB = """
import { createRequire } from 'node:module';
const require = createRequire(process.argv[2] + '/package.json');
const { DuckDBInstance } = require('@duckdb/node-api');
const db = await DuckDBInstance.create(process.argv[4], { threads: '2' });
const connection = await db.connect();
await connection.run(`CREATE TABLE fixes AS SELECT MMSI AS mmsi, BaseDateTime AS t, LAT, LON, SOG, COG,
  Heading, VesselName, IMO, CallSign, VesselType, Status, Length, Width, Draft, Cargo, TransceiverClass
  FROM read_csv('${process.argv[3]}') ORDER BY mmsi, t`);
await connection.run('CHECKPOINT');
connection.closeSync();
"""


def run(command, log):
    """Wall seconds, processor seconds, peak memory in MiB of a command."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=log, stderr=log)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if status not in (0, 3 << 8):  # 3: some rows were rejected
        sys.exit(f"failed: {' '.join(command)}; see {log.name}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def remove(path):
    for suffix in ("", "-wal", "-shm", "-lock", ".wal"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def roadstead(build, csv, out, log):
    cli = os.path.join(build, "src/cli/roadstead-cli")
    remove(out)
    subprocess.run([cli, "new", out], check=True, stdout=log)
    return run([cli, "import", out, csv], log)


def duckdb(folder, csv, out, log):
    remove(out)
    script = out + ".mjs"
    with open(script, "w", encoding="utf-8") as f:
        f.write(DUCKDB)
    return run(["node", script, os.path.abspath(folder), csv, out], log)


def ogr(csv, out, log):
    remove(out)
    return run(["ogr2ogr", "-f", "GPKG", out, csv, "-oo", "X_POSSIBLE_NAMES=LON", "-oo",
                "Y_POSSIBLE_NAMES=LAT", "-oo", "AUTODETECT_TYPE=YES", "-a_srs", "EPSG:4326"], log)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--rows", type=int, default=1000000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--duckdb")
    parser.add_argument("--ogr", action="store_true")
    parser.add_argument("--ogr-runs", type=int, default=1)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    scratch = tempfile.mkdtemp(prefix="rs-bench-", dir=args.scratch)
    try:
        compare(args, scratch)
    finally:
        shutil.rmtree(scratch)


def compare(args, scratch):
    make = os.path.join(args.build, "tests/bench/make-noaa")
    csv = os.path.join(scratch, "noaa.csv")
    subprocess.run([make, str(args.rows), csv], check=True)
    # Of each: how often, and what it runs.
    jobs = {"roadstead": (args.runs, lambda o, log: roadstead(args.build, csv, o, log))}
    if args.duckdb:
        jobs["duckdb"] = (args.runs, lambda o, log: duckdb(args.duckdb, csv, o, log))
    if args.ogr:
        jobs["ogr2ogr"] = (args.ogr_runs, lambda o, log: ogr(csv, o, log))
    results = {name: [] for name in jobs}
    sizes = {}
    for turn in range(max(n_runs for n_runs, _job in jobs.values())):
        for name, (n_runs, job) in jobs.items():
            if turn >= n_runs:
                continue
            out = os.path.join(scratch, name + ".out")
            with open(os.path.join(scratch, name + ".log"), "w", encoding="utf-8") as log:
                results[name].append(job(out, log))
            sizes[name] = os.path.getsize(out)
            remove(out)
    print(f"# {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, "
          f"{args.rows} rows, {os.path.getsize(csv) / 1e6:.0f} MB")
    rates = {}
    for name, (n_runs, _job) in jobs.items():
        wall, cpu, rss = (statistics.median(r[i] for r in results[name]) for i in range(3))
        rates[name] = (args.rows / wall, args.rows / cpu)
        print(f"{name:10} {args.rows:10} rows x {n_runs}  {wall:8.2f} s  {cpu:8.2f} s cpu  "
              f"{args.rows / wall:10.0f} rows/s  {1e9 * cpu / args.rows:7.0f} ns cpu/row  "
              f"{rss:6.0f} MiB  {sizes[name] / args.rows:5.2f} bytes/row")
    for name in list(jobs)[1:]:
        print(f"roadstead / {name}: {rates['roadstead'][0] / rates[name][0]:.2f} by wall, "
              f"{rates['roadstead'][1] / rates[name][1]:.2f} by processor time")


if __name__ == "__main__":
    main()
