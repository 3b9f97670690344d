#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that cannot be imported, and moments at which an import cannot go on: each is said plainly, soon, in
little memory, and the case is as it was."""

import bz2
import gzip
import io
import os
import resource
import signal
import stat
import subprocess
import time
import unittest
import zipfile

import cli

HEADER = 'MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n'
ROW = '273312345,2024-03-07T06:00:00,42.7,133.05,8.5,210.5,211,SHIP,,,80\n'
MEMORY_MAX_KIB = 400 * 1024
NOBODY = 65534
# What is freed counts as free: the address sanitizer would keep 256 MB of it.
os.environ['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':quarantine_size_mb=1'


def make_rows(n):
  out = io.StringIO()
  out.write(HEADER)
  for i in range(n):
    out.write('2733%05d,2024-03-07T%02d:%02d:%02d,42.%05d,133.05,8.5,210.5,211,SHIP %d,,,80\n' %
              (i % 5000, i // 3600 % 24, i // 60 % 60, i % 60, i * 7919 % 100000, i % 77))
  return out.getvalue()


class Robust(cli.CliTest):

  def setUp(self):
    super().setUp()
    self.run_cli('new', 'a.roadstead')
    self.before = self.run_json('info', 'a.roadstead', '--json')

  def start(self, *args, **kwargs):
    return subprocess.Popen([cli.CLI, 'import', 'a.roadstead'] + list(args), cwd=self.dir,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs)

  def finish(self, process, code, text):
    """Waits for it; what it said must have the text, and it must not have taken much memory."""
    out, err = process.communicate(timeout=300)
    said = (out + err).decode()
    self.assertEqual(process.returncode, code, said)
    self.assertIn(text, said)

  def check_unchanged(self):
    self.assertEqual(self.run_json('info', 'a.roadstead', '--json'), self.before)
    self.run_cli('verify', 'a.roadstead')

  def refuse(self, path, text, *args, **kwargs):
    self.finish(self.start(path, *args, **kwargs), cli.FAILED, text)
    self.check_unchanged()

  def check_memory(self):
    self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, MEMORY_MAX_KIB)

  def test_not_files(self):
    os.mkdir(os.path.join(self.dir, 'folder'))
    os.mkfifo(os.path.join(self.dir, 'pipe'))
    self.write('empty.csv', '')
    self.refuse('folder', 'is a folder')
    self.refuse('/dev/zero', 'is a device')
    self.refuse('pipe', 'is a device or a pipe')
    self.refuse('empty.csv', 'is empty')
    self.refuse('absent.csv', 'absent.csv')
    self.assertTrue(stat.S_ISFIFO(os.stat(os.path.join(self.dir, 'pipe')).st_mode))

  def test_no_permission(self):
    self.write('secret.csv', HEADER + ROW)
    os.chmod(os.path.join(self.dir, 'secret.csv'), 0)
    if os.geteuid() != 0:
      self.refuse('secret.csv', 'cannot be read')
      return
    # Root reads everything: somebody else tries.
    os.chmod(self.dir, 0o777)
    os.chmod(os.path.join(self.dir, 'a.roadstead'), 0o666)
    if not os.access(cli.CLI, os.X_OK) or not self.may_nobody_run():
      self.skipTest('another user cannot run the program here')
    self.refuse('secret.csv', 'cannot be read', user=NOBODY, group=NOBODY)

  def may_nobody_run(self):
    try:
      return subprocess.run([cli.CLI, '--version'], user=NOBODY, group=NOBODY, capture_output=True,
                            check=False).returncode == 0
    except OSError:
      return False

  def test_long_line(self):
    """A line of two gigabytes, which a sparse file makes of nothing, is one rejected row."""
    path = self.write('long.csv', HEADER + ROW)
    with open(path, 'r+b') as file:
      file.seek(2 << 30)
      file.write(b'\n' + ROW.replace('06:00', '07:00').encode())
    self.finish(self.start(path, '--layout', 'csv-noaa'), cli.PARTIAL, '2 fixes')
    rejected, _ = self.run_cli('rejects', 'a.roadstead')
    self.assertIn('line is too long', rejected)
    self.check_memory()

  def test_bombs(self):
    plain = HEADER.encode() + b'0' * (100 << 20)
    self.write('bomb.csv.bz2', bz2.compress(plain, 9))
    with zipfile.ZipFile(os.path.join(self.dir, 'bomb.zip'), 'w', zipfile.ZIP_BZIP2) as file:
      file.writestr('bomb.csv', plain)
    once = gzip.compress(plain, 9)
    self.write('once.csv.gz', once)
    self.write('twice.csv.gz', gzip.compress(once, 9))
    del plain
    self.refuse('bomb.csv.bz2', 'grows more than')
    self.refuse('twice.csv.gz', 'grows more than')
    self.refuse('bomb.zip', 'grows more than')
    self.write('cut.csv.gz', gzip.compress(make_rows(20000).encode())[:50000])
    self.refuse('cut.csv.gz', 'cannot be unpacked')
    # One gzip cannot grow so much: it is read as what it is. One in another can.
    self.finish(self.start('once.csv.gz', '--layout', 'csv-noaa'), cli.PARTIAL, '1 rejected')
    self.check_memory()

  def wait_until_read(self, process, path, n):
    """Waits until a process has read n bytes of a file, and more is to come."""
    folder = f'/proc/{process.pid}/fd'
    while process.poll() is None:
      try:
        for fd in os.listdir(folder):
          if os.readlink(os.path.join(folder, fd)) == path:
            with open(f'{folder}info/{fd}') as info:
              if int(info.readline().split()[1]) > n:
                return True
      except OSError:
        continue
      time.sleep(0.001)
    return False

  def change_meanwhile(self, change):
    path = os.path.realpath(self.write('rows.csv', self.rows))
    process = self.start(path)
    # Behind what is looked at to see what the file is.
    self.assertTrue(self.wait_until_read(process, path, 1 << 20))
    process.send_signal(signal.SIGSTOP)
    change(path)
    process.send_signal(signal.SIGCONT)
    self.finish(process, cli.FAILED, 'changed while it was read')
    self.check_unchanged()

  def test_changes(self):
    """A file that grows, shrinks, or vanishes while it is read."""
    self.rows = make_rows(200000)

    def grow(path):
      with open(path, 'a') as file:
        file.write(ROW)

    self.change_meanwhile(grow)
    self.change_meanwhile(lambda path: os.truncate(path, 1000000))
    self.change_meanwhile(os.unlink)

  def test_full_disk(self):
    """The case file may not grow beyond a size: what was written is taken back."""
    self.write('rows.csv', make_rows(200000))

    def limit():
      signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
      resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, 1 << 19))

    self.refuse('rows.csv', 'a.roadstead', preexec_fn=limit, restore_signals=False)
    # With room again it goes well.
    self.finish(self.start('rows.csv'), cli.OK, '200000 fixes')


if __name__ == '__main__':
  cli.main()
