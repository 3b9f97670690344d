#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli listen against sources on this machine: what is sent is kept, and leads back."""

import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time

import aivdm
import cli

PATIENCE_S = 60


class Server(threading.Thread):
  """Takes one connection after the other; @plans says for each what is sent: bytes, a number of
  seconds, or None to keep it open until the end."""

  def __init__(self, *plans):
    super().__init__(daemon=True)
    self.plans = plans
    self.socket = socket.create_server(('127.0.0.1', 0))
    self.port = self.socket.getsockname()[1]
    self.received = b''
    self.open = []
    self.start()

  def run(self):
    for plan in self.plans:
      try:
        connection, _address = self.socket.accept()
      except OSError:
        return
      self.open.append(connection)
      for step in plan:
        if step is None:
          break
        if isinstance(step, bytes):
          connection.sendall(step)
        elif callable(step):
          step(self, connection)
        else:
          time.sleep(step)
      else:
        connection.close()

  def close(self):
    self.socket.close()
    for connection in self.open:
      connection.close()


def positions(n, first=0, vessels=5):
  return [aivdm.position(273000001 + i % vessels, 42.7 + i * 0.0001, 133.0 + i * 0.0001, sog=8.5,
                         second=i % 60) for i in range(first, first + n)]


def packet(lines):
  return ''.join(line + '\r\n' for line in lines).encode()


class ListenTest(cli.CliTest):
  def setUp(self):
    super().setUp()
    self.run_cli('new', 'a.roadstead')

  def serve(self, *plans):
    server = Server(*plans)
    self.addCleanup(server.close)
    return server

  def listen(self, url, *options, code=cli.OK):
    out, err = self.run_cli('listen', 'a.roadstead', url, '--json', *options, code=code)
    return json.loads(out), err

  def start(self, url, *options):
    process = subprocess.Popen([cli.CLI, 'listen', 'a.roadstead', url, '--json', *options],
                               cwd=self.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    self.addCleanup(lambda: (process.poll() is None and process.kill(), process.communicate()))
    return process

  def fixes(self):
    out, _ = self.run_cli('fixes', 'a.roadstead', '--json')
    return [json.loads(line) for line in out.splitlines()]

  def info(self):
    return self.run_json('info', 'a.roadstead', '--json')

  def wait_for(self, probe):
    deadline = time.monotonic() + PATIENCE_S
    while not probe():
      self.assertLess(time.monotonic(), deadline, 'waited in vain')
      time.sleep(0.1)

  def check_log(self, one):
    """The log beside the case has the SHA-256 of the import, and each fix leads to its line."""
    with open(os.path.join(self.dir, one['file']), 'rb') as file:
      content = file.read()
    self.assertEqual(one['sha256'], hashlib.sha256(content).hexdigest())
    self.assertEqual(one['size'], len(content))
    return content.decode('latin-1').splitlines()

  def test_tcp(self):
    sentences = positions(20) + aivdm.voyage(273000001, 'SOVIET STAR')
    server = self.serve([packet(sentences), None])
    before = time.time()
    result, err = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '21')
    self.assertIn('listening to tcp://127.0.0.1', err)
    self.assertEqual((result['messages'], result['fixes'], result['vessels']), (21, 20, 5))
    self.assertEqual((result['rejected'], result['connections_lost']), (0, 0))
    one, = result['imports']
    self.assertEqual((one['layout'], one['fixes']), ('live', 20))
    self.assertIn('reception', one['clock'])
    self.assertEqual(one['options'], 'tcp://127.0.0.1:%d' % server.port)
    lines = self.check_log(one)
    self.assertEqual(len(lines), 22)
    self.assertTrue(all('\\' + sentence in line or sentence in line
                        for sentence, line in zip(sentences, lines)))
    fixes = self.fixes()
    self.assertEqual(len(fixes), 20)
    for fix in fixes:
      seconds = time.mktime(time.strptime(fix['t'][:19], '%Y-%m-%dT%H:%M:%S')) - time.timezone
      self.assertLess(abs(seconds - before), PATIENCE_S)
      out, _ = self.run_cli('source', 'a.roadstead', '--import', str(fix['import']), '--line',
                            str(fix['line']))
      self.assertIn(sentences[fix['line'] - 1], out)
    names = [vessel['name'] for vessel in self.run_json('vessels', 'a.roadstead', '--json')]
    self.assertIn('SOVIET STAR', names)
    self.run_cli('verify', 'a.roadstead')

  def test_log_read_again(self):
    """The log imported into another case gives the same fixes; into this one it is a repetition."""
    server = self.serve([packet(positions(12)), None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '12')
    log = result['imports'][0]['file']
    _, err = self.run_cli('import', 'a.roadstead', log, code=cli.FAILED)
    self.assertIn('imported before', err)
    self.run_cli('new', 'b.roadstead')
    self.run_cli('import', 'b.roadstead', log)
    out, _ = self.run_cli('fixes', 'b.roadstead', '--json')
    keys = ('t', 'mmsi', 'lat', 'lon', 'sog_kn', 'line')
    self.assertEqual([[json.loads(line)[key] for key in keys] for line in out.splitlines()],
                     [[fix[key] for key in keys] for fix in self.fixes()])

  def test_split_lines(self):
    data = packet(positions(6))
    server = self.serve([piece for i in range(0, len(data), 7) for piece in (data[i:i + 7], 0.002)]
                        + [None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '6')
    self.assertEqual((result['fixes'], result['lines'], result['rejected']), (6, 6, 0))

  def test_tag_block(self):
    """A source's own time counts; without c: the time is put into the tag block there is."""
    one, two = positions(2)
    own = '\\%s\\%s' % (cli.seal('.s:rx,c:1709791200')[1:], one)
    none = '\\%s\\%s' % (cli.seal('.s:rx')[1:], two)
    server = self.serve([packet([own, none]), None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '2')
    times = sorted(fix['t'] for fix in self.fixes())
    self.assertEqual(times[0], '2024-03-07T06:00:00Z')
    self.assertGreater(times[1], '2024-04')
    first, second = self.check_log(result['imports'][0])
    self.assertEqual(first, own)
    self.assertRegex(second, r'^\\c:\d+,s:rx\*[0-9A-F]{2}\\!AIVDM')

  def test_wrong_tag_block(self):
    """A tag block with a wrong checksum is kept as it came, and its time is not given back by a right one."""
    line, = positions(1)
    wrong = '\\c:1709791200*11\\' + line
    server = self.serve([packet([wrong]), None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '1')
    fix, = self.fixes()
    self.assertGreater(fix['t'], '2024-04')
    kept, = self.check_log(result['imports'][0])
    self.assertRegex(kept, r'^\\c:\d+\*[0-9A-F]{2}\\' + re.escape(wrong) + '$')

  def test_garbage(self):
    good = positions(3)
    data = (b'\x00\xff\xfe nothing\r\n' + packet(good[:1]) + b'x' * 20000 + b'\r\n'
            + packet(['!AIVDM,1,1,,A,zz,0*00', '$GPGGA,1,2*00']) + packet(good[1:]))
    server = self.serve([data, None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '3',
                            code=cli.PARTIAL)
    self.assertEqual(result['fixes'], 3)
    self.assertGreaterEqual(result['rejected'], 3)
    rejects = self.run_json('rejects', 'a.roadstead', '--json')
    self.assertEqual(len(rejects), result['rejected'])
    self.check_log(result['imports'][0])
    self.run_cli('verify', 'a.roadstead')

  def test_lost_and_found(self):
    server = self.serve([packet(positions(4))], [packet(positions(4, first=4)), None])
    result, err = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '8')
    self.assertIn('connection lost', err)
    self.assertIn('trying again in 1 s', err)
    self.assertEqual((result['fixes'], result['connections_lost']), (8, 1))
    self.assertEqual(len(result['imports']), 1)
    self.run_cli('verify', 'a.roadstead')

  def test_udp(self):
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.bind(('127.0.0.1', 0))
    port = probe.getsockname()[1]
    probe.close()
    process = self.start('udp://127.0.0.1:%d' % port, '--messages', '6')
    self.assertIn(b'listening', process.stderr.readline())
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    self.addCleanup(sender.close)
    sentences = positions(6)
    # Several sentences in a datagram, one without its end.
    sender.sendto(packet(sentences[:3]), ('127.0.0.1', port))
    sender.sendto(sentences[3].encode(), ('127.0.0.1', port))
    sender.sendto(packet(sentences[4:]), ('127.0.0.1', port))
    out, err = process.communicate(timeout=PATIENCE_S)
    self.assertEqual(process.returncode, cli.OK, err)
    self.assertEqual(json.loads(out)['fixes'], 6)

  def test_gpsd(self):
    def hear_watch(server, connection):
      while b'\n' not in server.received:
        server.received += connection.recv(1000)
    greeting = b'{"class":"VERSION","release":"3.22","proto_major":3,"proto_minor":14}\r\n'
    answer = b'{"class":"DEVICES","devices":[]}\r\n{"class":"WATCH","enable":true,"raw":1}\r\n'
    server = self.serve([greeting, hear_watch, answer, packet(positions(5)), None])
    result, _ = self.listen('gpsd://127.0.0.1:%d' % server.port, '--messages', '5')
    self.assertEqual((result['fixes'], result['lines'], result['rejected']), (5, 5, 0))
    self.assertTrue(server.received.startswith(b'?WATCH={'), server.received)
    self.assertTrue(json.loads(server.received[7:].split(b';')[0])['enable'])

  def test_no_gpsd(self):
    server = self.serve([packet(positions(1)), None])
    _, err = self.run_cli('listen', 'a.roadstead', 'gpsd://127.0.0.1:%d' % server.port, '--duration',
                          '0.5')
    self.assertIn('does not greet', err)
    self.assertEqual(self.info()['imports'], [])

  def test_burst(self):
    server = self.serve([packet(positions(10000, vessels=200)), None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '10000')
    self.assertEqual((result['fixes'], result['vessels']), (10000, 200))
    self.assertEqual(len(self.fixes()), 10000)
    self.run_cli('verify', 'a.roadstead')

  def test_copies(self):
    """The same transmission from three receivers is one fix."""
    one, two = positions(2, vessels=1)
    server = self.serve([packet([one, one, one, two]), None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--messages', '4')
    self.assertEqual((result['messages'], result['fixes'], result['lines']), (4, 2, 4))

  def test_duration_and_nothing(self):
    server = self.serve([None])
    result, _ = self.listen('tcp://127.0.0.1:%d' % server.port, '--duration', '0.3')
    self.assertEqual((result['lines'], result['imports']), (0, []))
    self.assertEqual(self.info()['imports'], [])
    self.assertEqual(os.listdir(self.dir), ['a.roadstead'])

  def test_ctrl_c(self):
    server = self.serve([packet(positions(7)), None])
    process = self.start('tcp://127.0.0.1:%d' % server.port)
    self.assertIn(b'listening', process.stderr.readline())
    # The committed fixes are there for others while it runs.
    self.wait_for(lambda: len(self.fixes()) == 7)
    one, = self.run_json('imports', 'a.roadstead', '--json')
    self.assertEqual((one['layout'], one['fixes'], one['sha256']), ('live', 7, ''))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE_S)
    self.assertEqual(process.returncode, cli.OK, err)
    self.assertEqual(json.loads(out)['fixes'], 7)
    self.run_cli('verify', 'a.roadstead')

  def test_killed(self):
    server = self.serve([packet(positions(7) + aivdm.voyage(273000001, 'SOVIET STAR')), None])
    process = self.start('tcp://127.0.0.1:%d' % server.port)
    self.assertIn(b'listening', process.stderr.readline())
    self.wait_for(lambda: len(self.fixes()) == 7)
    process.kill()
    process.communicate()
    _, err = self.run_cli('info', 'a.roadstead')
    self.assertIn('cut off', err)
    _, err = self.run_cli('info', 'a.roadstead')
    self.assertEqual(err, '')
    self.assertEqual(len(self.fixes()), 7)
    one, = self.run_json('imports', 'a.roadstead', '--json')
    self.check_log(one)
    self.run_cli('verify', 'a.roadstead')
    self.run_cli('remove-import', 'a.roadstead', str(one['id']))
    self.assertEqual(self.info()['vessels'], 0)
    self.run_cli('verify', 'a.roadstead')

  def test_refused(self):
    probe = socket.socket()
    probe.bind(('127.0.0.1', 0))
    url = 'tcp://127.0.0.1:%d' % probe.getsockname()[1]
    self.addCleanup(probe.close)
    # It may come; if it does not, that is a failure at the end.
    _, err = self.run_cli('listen', 'a.roadstead', url, '--duration', '0.5', code=cli.FAILED)
    self.assertIn('not connected yet: ' + url, err)
    self.assertEqual(len(err.splitlines()), 2, err)
    _, err = self.run_cli('listen', 'a.roadstead', '/nowhere/at/all', code=cli.FAILED)
    self.assertEqual(len(err.splitlines()), 1, err)
    for wrong in ('nowhere', 'tcp://host', 'tcp://host:99999', 'http://host:80', 'tcp://:5',
                  'udp://127.0.0.1', 'gpsd://'):
      _, err = self.run_cli('listen', 'a.roadstead', wrong, code=cli.USAGE)
      self.assertIn('tcp://HOST:PORT', err)
    self.write('log.nmea', '')
    _, err = self.run_cli('listen', 'a.roadstead', os.path.join(self.dir, 'log.nmea'),
                          code=cli.FAILED)
    self.assertIn('Import a file', err)
    self.run_cli('listen', 'a.roadstead', code=cli.USAGE)
    self.run_cli('listen', 'a.roadstead', url, '--duration', '-1', code=cli.USAGE)

  def test_late(self):
    """A source that is not there at first is heard when it comes."""
    probe = socket.socket()
    probe.bind(('127.0.0.1', 0))
    port = probe.getsockname()[1]
    process = self.start('tcp://127.0.0.1:%d' % port, '--messages', '4')
    self.assertIn(b'not connected yet', process.stderr.readline())
    probe.listen()
    self.addCleanup(probe.close)
    connection, _address = probe.accept()
    self.addCleanup(connection.close)
    connection.sendall(packet(positions(4)))
    out, err = process.communicate(timeout=PATIENCE_S)
    self.assertEqual(process.returncode, cli.OK, err)
    result = json.loads(out)
    self.assertEqual((result['fixes'], result['connections_lost']), (4, 0))

  def test_pipe(self):
    path = os.path.join(self.dir, 'pipe')
    os.mkfifo(path)
    process = self.start(path, '--messages', '4')
    self.assertIn(b'listening', process.stderr.readline())
    with open(path, 'wb') as pipe:
      pipe.write(packet(positions(4)))
      pipe.flush()
      out, err = process.communicate(timeout=PATIENCE_S)
    self.assertEqual(process.returncode, cli.OK, err)
    self.assertEqual(json.loads(out)['fixes'], 4)


if __name__ == '__main__':
  cli.main()
