#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli measure, compare, where and when: questions to places and vessels."""

import os
import sys

import aivdm
import cli

# ALPHA sails north along 133 E at 6 kn, BRAVO lies at 42.5 N, is silent from 04:00 to 09:00.
ROWS = ['MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName']
for minute in range(0, 721, 10):
  time = '2024-03-07T%02d:%02d:00' % (minute // 60, minute % 60)
  ROWS.append('273310001,%s,%.6f,133.0,6.0,0.0,511,ALPHA' % (time, 42 + minute / 600))
  if not 240 < minute < 540:
    ROWS.append('273310002,%s,42.5,133.01,0.0,360.0,511,BRAVO' % time)


class Questions(cli.CliTest):
  def open_case(self):
    self.write('two.csv', '\n'.join(ROWS) + '\n')
    self.run_cli('new', 'two.roadstead')
    self.run_cli('import', 'two.roadstead', 'two.csv')
    return 'two.roadstead'

  def test_measure(self):
    answer = self.run_json('measure', 'RUVYP', 'Chongjin', '-33.9,18.3', '--json')
    self.assertEqual([leg['from']['port'] for leg in answer['legs']], ['RUVYP', 'KPCHO'])
    self.assertIsNone(answer['legs'][1]['to']['port'])
    self.assertAlmostEqual(answer['legs'][0]['distance_nm'], 155, delta=2)
    self.assertAlmostEqual(answer['distance_nm'],
                           sum(leg['distance_nm'] for leg in answer['legs']), delta=0.002)
    # A long leg arrives on another bearing than it set out on.
    first, last = answer['legs'][1]['initial_bearing_deg'], answer['legs'][1]['final_bearing_deg']
    self.assertGreater(abs(first - last), 5)
    # A tenth of a degree of the equator and across 180: known figures.
    answer = self.run_json('measure', '0,179.95', '0,-179.95', '--json')
    self.assertAlmostEqual(answer['distance_m'], 11132, delta=1)
    self.assertEqual(answer['legs'][0]['initial_bearing_deg'], 90)
    out, _err = self.run_cli('measure', 'RUVYP', 'KPCHO', 'RUVYP')
    self.assertRegex(out, r'nm +\d+\.\d\d km  from \d+\.\d° to \d+\.\d°  Vostochny')
    self.assertIn('in all', out)
    # Rounded up to north it is 000, and where nobody goes anywhere there is no bearing.
    out, _err = self.run_cli('measure', '0,0', '10,-0.005', '10,-0.005')
    self.assertIn('from 000.0° to 000.0°', out.split('\n')[0])
    self.assertNotIn('from', out.split('\n')[1])
    answer = self.run_json('measure', '1,1', '1,1', '--json')
    self.assertIsNone(answer['legs'][0]['initial_bearing_deg'])
    self.assertIsNone(answer['legs'][0]['final_bearing_deg'])
    _out, err = self.run_cli('measure', 'RUVYP', 'Atlantis', code=cli.USAGE)
    self.assertIn('Atlantis', err)
    self.run_cli('measure', 'RUVYP', code=cli.USAGE)

  def test_compare(self):
    case = self.open_case()
    answer = self.run_json('compare', case, '273310001', 'BRAVO', '--at', '2024-03-07T02:00Z',
                           '--json')
    moment = answer['moment']
    # 0.3 degrees of latitude south of it.
    self.assertAlmostEqual(moment['range_nm'], 18, delta=0.1)
    self.assertAlmostEqual(moment['closing_kn'], 6, delta=0.05)
    self.assertAlmostEqual(moment['tcpa_min'], 180, delta=1)
    self.assertAlmostEqual(moment['cpa_nm'], 0.443, delta=0.01)
    self.assertTrue(moment['observed'])
    # They pass at 05:00, when BRAVO is silent: that was not seen.
    closest = answer['closest']
    self.assertEqual(closest['t'], '2024-03-07T04:00:00Z')
    self.assertAlmostEqual(closest['range_nm'], 6.02, delta=0.05)
    self.assertAlmostEqual(closest['known_h'], 7, delta=0.01)
    moment = self.run_json('compare', case, 'BRAVO', 'ALPHA', '--at', '2024-03-07T05:00Z',
                           '--json')['moment']
    self.assertEqual(moment['own']['presence'], 'last known')
    self.assertIsNone(moment['own']['provenance'])
    self.assertEqual(moment['other']['provenance'], 'observed')
    self.assertEqual(moment['own']['heard'], '2024-03-07T04:00:00Z')
    self.assertFalse(moment['observed'])
    self.assertIsNone(moment['cpa_nm'])
    out, _err = self.run_cli('compare', case, 'BRAVO', 'ALPHA', '--at', '2024-03-07T02:00Z')
    self.assertRegex(out, r'closing at 6\.0 kn; if both hold course and speed, 0\.44 nm in 1\d\d\.\d min')
    out, _err = self.run_cli('compare', case, 'BRAVO', 'ALPHA', '--at', '2024-03-07T05:00Z')
    self.assertRegex(out, r'from BRAVO \(last known\) to ALPHA \(moving, observed\)')
    out, _err = self.run_cli('compare', case, 'BRAVO', 'ALPHA')
    self.assertIn('Nearest at 2024-03-07T04:00:00Z', out)
    self.run_cli('compare', case, 'BRAVO', 'BRAVO', code=cli.USAGE)
    # Beside each other at one place, and nearly due north: never 360.
    self.write('near.csv', ROWS[0] + '\n' + ''.join(
      '%s,2024-03-07T%s:00:00,%s,%s,0.0,0.0,511,%s\n' % (mmsi, hour, lat, lon, name)
      for mmsi, name, lat, lon in (('273310001', 'ONE', 42.0, 132.0), ('273310002', 'TWO', 42.0, 132.0),
                                   ('273310003', 'NORTH', 42.9, 131.9999))
      for hour in ('00', '01')))
    self.run_cli('new', 'near.roadstead')
    self.run_cli('import', 'near.roadstead', 'near.csv')
    words = ('--at', '2024-03-07T00:30Z')
    self.assertIsNone(self.run_json('compare', 'near.roadstead', 'ONE', 'TWO', *words, '--json')['moment']['bearing_deg'])
    self.assertIn(': 0.00 nm, from ONE', self.run_cli('compare', 'near.roadstead', 'ONE', 'TWO', *words)[0])
    self.assertEqual(
      self.run_json('compare', 'near.roadstead', 'ONE', 'NORTH', *words, '--json')['moment']['bearing_deg'], 0)
    self.assertIn('bearing 000.0°', self.run_cli('compare', 'near.roadstead', 'ONE', 'NORTH', *words)[0])
    self.run_cli('compare', case, 'BRAVO', 'CHARLIE', code=cli.FAILED)
    self.run_cli('compare', case, 'BRAVO', 'ALPHA', '--at', 'noon', code=cli.USAGE)

  def test_where(self):
    case = self.open_case()
    answer = self.run_json('where', case, '--vessel', 'ALPHA', '--at', '2024-03-07T00:05Z', '--json')
    self.assertEqual(answer['how'], 'between fixes')
    self.assertAlmostEqual(answer['lat'], 42 + 5 / 600, delta=1e-5)
    self.assertEqual(answer['before']['t'], '2024-03-07T00:00:00Z')
    self.assertEqual(answer['after']['t'], '2024-03-07T00:10:00Z')
    self.assertEqual((answer['before']['file'], answer['before']['line']), ('two.csv', 2))
    self.assertEqual(answer['provenance'], 'observed')
    answer = self.run_json('where', case, '--vessel', 'BRAVO', '--at', '2024-03-07T05:00Z', '--json')
    self.assertEqual(answer['how'], 'last known')
    self.assertIsNone(answer['provenance'])
    self.assertIsNone(answer['sog_kn'])
    self.assertEqual(answer['before']['provenance'], 'observed')
    self.assertEqual(answer['after']['t'], '2024-03-07T09:00:00Z')
    self.assertEqual(answer['port'], 'RUVYP')
    answer = self.run_json('where', case, '--vessel', 'BRAVO', '--at', '2024-03-06', '--json')
    self.assertEqual(answer['how'], 'before the first fix')
    self.assertIsNone(answer['lat'])
    self.assertIsNone(answer['before'])
    out, _err = self.run_cli('where', case, '--vessel', 'ALPHA', '--at', '2024-03-07T00:10Z')
    self.assertIn('(fix, observed), 6.0 kn', out)
    self.assertIn('two.csv:', out)
    out, _err = self.run_cli('where', case, '--vessel', 'BRAVO', '--at', '2024-03-07T05:00Z')
    self.assertIn('unknown, silent since 2024-03-07T04:00:00Z; last known ', out)
    self.run_cli('where', case, '--vessel', 'ALPHA', code=cli.USAGE)
    self.run_cli('where', case, '--vessel', 'CHARLIE', '--at', '2024-03-07', code=cli.FAILED)

  def test_vessels_of_one_name(self):
    """A number is a ship's own before it is the name of another; a name of two ships is none's."""
    names = {273000001: 'STAR', 445000002: 'STAR', 445000003: 'REAL', 445000004: '445000003', 445000005: '#3'}
    self.write('names.csv', '\n'.join(ROWS[:1] + ['%d,2024-03-07T00:00:00,%d.5,133.0,6.0,0.0,511,%s'
                                                  % (mmsi, 40 + i, name)
                                                  for i, (mmsi, name) in enumerate(names.items())]) + '\n')
    case = 'names.roadstead'
    self.run_cli('new', case)
    self.run_cli('import', case, 'names.csv')
    ids = {vessel['mmsi']: '#%d' % vessel['id'] for vessel in self.run_json('vessels', case, '--json')}
    at = lambda vessel: self.run_json('where', case, '--vessel', vessel, '--at', '2024-03-07', '--json')
    for word, mmsi in (('445000003', 445000003), ('REAL', 445000003), (ids[445000004], 445000004), ('#3', 445000003),
                       (ids[445000005], 445000005), (ids[445000002], 445000002), ('445000002', 445000002)):
      self.assertEqual(at(word)['vessel']['mmsi'], mmsi, word)
    for args in (['where', case, '--vessel', 'STAR', '--at', '2024-03-07'], ['fixes', case, '--vessel', 'STAR'],
                 ['when', case, '--place', '40.5,133', '--vessel', 'STAR'], ['compare', case, 'STAR', 'REAL'],
                 ['compare', case, 'STAR', 'STAR'],
                 ['export', case, '-f', 'csv', '-o', 'a.csv', '--vessel', 'STAR']):
      out, err = self.run_cli(*args, code=cli.USAGE)
      self.assertEqual(out, '')
      for mmsi in (273000001, 445000002):
        self.assertRegex(err, r'%s +%d +STAR\n' % (ids[mmsi], mmsi))
      self.assertNotIn('REAL', err)

  def test_many_vessels_of_one_name(self):
    self.write('many.csv', '\n'.join(ROWS[:1] + ['%d,2024-03-07T00:00:00,40.5,133.0,6.0,0.0,511,STAR' % mmsi
                                                 for mmsi in range(273000001, 273000015)]) + '\n')
    self.run_cli('new', 'many.roadstead')
    self.run_cli('import', 'many.roadstead', 'many.csv')
    _out, err = self.run_cli('fixes', 'many.roadstead', '--vessel', 'STAR', code=cli.USAGE)
    self.assertIn('14 vessels', err)
    self.assertEqual(err.count('  STAR\n'), 12)
    self.assertIn('2 more', err)

  def test_where_without_times(self):
    self.write('a.nmea', aivdm.position(273000900, 42, 133) + '\n')
    self.run_cli('new', 'a.roadstead')
    self.run_cli('import', 'a.roadstead', 'a.nmea')
    asked = 'where', 'a.roadstead', '--vessel', '273000900', '--at', '2024-03-07'
    answer = self.run_json(*asked, '--json')
    self.assertEqual(answer['how'], 'no fix with a time')
    self.assertIsNone(answer['lat'])
    self.assertIn('unknown, no fix with a time\n', self.run_cli(*asked)[0])

  def open_shared(self):
    """Two ships of one number, 100 nm apart: one from 00:00 to 04:00, the other from 02:00 to 08:00; and GAMMA
    beside the second."""
    rows = ROWS[:1]
    for minute in range(0, 481, 5):
      time = '2024-03-07T%02d:%02d:00' % (minute // 60, minute % 60)
      if minute <= 240:
        rows.append('273310009,%s,%.6f,133.0,6.0,0.0,511,TWINS' % (time, 42 + minute / 600))
      if minute >= 120:
        rows.append('273310009,%s,%.6f,136.0,6.0,0.0,511,TWINS' % (time, 42 + minute / 600))
      rows.append('273310003,%s,%.6f,136.02,6.0,0.0,511,GAMMA' % (time, 42 + minute / 600))
    self.write('twins.csv', '\n'.join(rows) + '\n')
    self.run_cli('new', 'twins.roadstead')
    self.run_cli('import', 'twins.roadstead', 'twins.csv')
    return 'twins.roadstead'

  def test_where_of_a_shared_number(self):
    case = self.open_shared()
    at = lambda time, *more, code=cli.OK: self.run_cli('where', case, '--vessel', 'TWINS', '--at',
                                                       '2024-03-07T%sZ' % time, *more, code=code)
    for time, hull, lon in (('01:00', 1, 133.0), ('05:00', 2, 136.0)):
      answer = cli.json.loads(at(time, '--json')[0])
      self.assertEqual((answer['hull'], answer['hulls'], answer['lon']), (hull, 2, lon))
      self.assertEqual({answer['before']['lon'], answer['after']['lon']}, {lon})
      self.assertIn('ship %d of the 2' % hull, at(time)[0])
    _, err = at('03:00', code=cli.USAGE)
    self.assertIn('--hull', err)
    self.assertIn('1: 2024-03-07T00:00:00Z to 2024-03-07T04:00:00Z, 49 fixes', err)
    self.assertIn('2: 2024-03-07T02:00:00Z to 2024-03-07T08:00:00Z, 73 fixes', err)
    for hull, lon in ((1, 133.0), (2, 136.0)):
      answer = cli.json.loads(at('03:02', '--hull', str(hull), '--json')[0])
      self.assertEqual((answer['hull'], answer['before']['lon'], answer['after']['lon']), (hull, lon, lon))
    at('03:00', '--hull', '3', code=cli.USAGE)

  def test_compare_with_a_shared_number(self):
    case = self.open_shared()
    answer = self.run_json('compare', case, 'GAMMA', 'TWINS', '--json')
    self.assertEqual((answer['closest']['own_hull'], answer['closest']['other_hull']), (1, 2))
    self.assertLess(answer['closest']['range_nm'], 1)
    _, err = self.run_cli('compare', case, 'GAMMA', 'TWINS', '--at', '2024-03-07T03:00Z', code=cli.USAGE)
    self.assertIn('--other-hull', err)
    for hull, low, high in ((1, 100, 160), (2, 0, 1)):
      answer = self.run_json('compare', case, 'GAMMA', 'TWINS', '--at', '2024-03-07T03:00Z', '--other-hull',
                             str(hull), '--json')
      self.assertTrue(low < answer['moment']['range_nm'] < high)
      self.assertTrue(low < answer['closest']['range_nm'] < high)
      # Too far away to say how near they will come; beside each other they sail alike.
      self.assertEqual(answer['moment']['cpa_nm'], None if hull == 1 else answer['moment']['range_nm'])
      self.assertEqual(answer['moment']['tcpa_min'], None if hull == 1 else 0)
    out, _ = self.run_cli('compare', case, 'GAMMA', 'TWINS', '--at', '2024-03-07T06:00Z')
    self.assertIn('TWINS: ship 2', out)
    self.assertIn('neither closing nor opening; if both hold course and speed, they stay 0.89 nm apart', out)
    self.assertNotIn('-0.0', out)

  def test_when(self):
    case = self.open_case()
    answer = self.run_json('when', case, '--place', '42.5,133.0', '--radius', '3', '--json')['visits']
    self.assertEqual([visit['vessel']['name'] for visit in answer], ['BRAVO', 'ALPHA', 'BRAVO'])
    before, alpha, after = answer
    self.assertTrue(before['begins_unknown'] and before['ends_unknown'])
    self.assertEqual(before['to'], '2024-03-07T04:00:00Z')
    self.assertEqual(after['from'], '2024-03-07T09:00:00Z')
    # 3 nm at 6 kn on both sides of 05:00.
    self.assertFalse(alpha['begins_unknown'] or alpha['ends_unknown'])
    self.assertRegex(alpha['from'], 'T04:(29:5|30:0)')
    self.assertRegex(alpha['to'], 'T05:(29:5|30:0)')
    self.assertRegex(alpha['closest'], 'T0(4:59:59|5:00:00)')
    self.assertLess(alpha['closest_nm'], 0.01)
    only = self.run_json('when', case, '--place', '42.5,133.0', '--radius', '3', '--vessel',
                         '273310001', '--json')['visits']
    self.assertEqual(only, [alpha])
    self.assertEqual(self.run_json('when', case, '--place', 'Incheon', '--json')['visits'], [])
    out, _err = self.run_cli('when', case, '--place', '42.5,133.0')
    self.assertIn('<2024-03-07T00:00:00Z', out)
    _out, err = self.run_cli('when', case, '--place', 'Vostochny', '--radius', '-1', code=cli.USAGE)
    self.assertIn('--radius', err)
    self.run_cli('when', case, code=cli.USAGE)

  def test_when_says_where(self):
    """Near a port is near its place or its roadstead, as for filters; the answer says which points were asked."""
    self.write('lying.csv', '\n'.join(ROWS[:1] + [
      '273310001,2024-03-07T%02d:00:00,42.8,132.8830,0.0,0.0,511,ALPHA' % hour for hour in range(3)] + [
      '273310002,2024-03-07T%02d:00:00,42.8,%.4f,0.0,0.0,511,BRAVO' % (hour, 132.8830 + hour * 0.0155)
      for hour in range(5)]) + '\n')
    self.run_cli('new', 'lying.roadstead')
    self.run_cli('import', 'lying.roadstead', 'lying.csv')
    answer = self.run_json('when', 'lying.roadstead', '--place', 'Nakhodka', '--json')
    place = answer['place']
    self.assertEqual((place['name'], place['port'], answer['radius_nm']), ('Nakhodka (RUNJK)', 'RUNJK', 2))
    self.assertEqual(place['points'], [{'of': 'place', 'lat': 42.8, 'lon': 132.883},
                                       {'of': 'roadstead', 'lat': 42.8, 'lon': 132.945}])
    # From the place to the roadstead is one stay.
    self.assertEqual([(visit['vessel']['name'], visit['fixes']) for visit in answer['visits']],
                     [('ALPHA', 3), ('BRAVO', 5)])
    out, _err = self.run_cli('when', 'lying.roadstead', '--place', 'Nakhodka')
    self.assertIn('Within 2 nm of Nakhodka (RUNJK): place 42.8000000,132.8830000 or roadstead '
                  '42.8000000,132.9450000\n', out)
    answer = self.run_json('when', 'lying.roadstead', '--place', '-33.9,18.3', '--radius', '0.5', '--json')
    self.assertEqual(answer['place'], {'name': '33°54.0′S 018°18.0′E', 'port': None,
                                       'points': [{'of': 'place', 'lat': -33.9, 'lon': 18.3}]})
    self.assertEqual((answer['radius_nm'], answer['visits']), (0.5, []))
    out, _err = self.run_cli('when', 'lying.roadstead', '--place', '-33.9,18.3')
    self.assertIn(': -33.9000000,18.3000000\n', out)

  def test_words_that_begin_with_a_dash(self):
    case = self.open_case()
    _out, err = self.run_cli('when', case, '--place', 'RUVYP', '--vessel', '-1', code=cli.FAILED)
    self.assertIn('“-1”', err)
    _out, err = self.run_cli('measure', 'RUVYP', '-95,18', code=cli.USAGE)
    self.assertIn('“-95,18”', err)


if __name__ == '__main__':
  cli.main()
