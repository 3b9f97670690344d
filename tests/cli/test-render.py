#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""roadstead-cli render: what colours say, width, opacity and density, in pixels and on paper."""

import os

import cli

ROWS = ['MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,VesselType']
for minute in range(0, 361, 5):
  time = '2024-03-07T%02d:%02d:00' % (minute // 60, minute % 60)
  ROWS.append('273310001,%s,%.6f,132.5,%.1f,0.0,0,ALPHA,80'
              % (time, 41.5 + minute / 600, 4 + minute / 30))
  ROWS.append('445310002,%s,41.8,132.6,0.0,360.0,511,BRAVO,70' % time)

MODES = ['vessel', 'speed', 'time', 'flag', 'source', 'confidence']


class Render(cli.CliTest):
  def open_case(self):
    self.write('two.csv', '\n'.join(ROWS) + '\n')
    self.run_cli('new', 'two.roadstead')
    self.run_cli('import', 'two.roadstead', 'two.csv')
    return 'two.roadstead'

  def draw(self, case, name, *args):
    """The bytes of a picture of 400 by 300."""
    self.run_cli('render', case, '--size', '400x300', '-o', name, *args)
    with open(os.path.join(self.dir, name), 'rb') as file:
      return file.read()

  def test_colours(self):
    case = self.open_case()
    pictures = {mode: self.draw(case, mode + '.png', '--colour-by', mode, '--show', 'tracks,legend')
                for mode in MODES}
    self.assertEqual(len(set(pictures.values())), len(MODES))
    self.assertEqual(pictures['vessel'], self.draw(case, 'none.png', '--show', 'tracks,legend'))
    for mode in MODES:
      self.assertIn(b'</svg>', self.draw(case, mode + '.svg', '--colour-by', mode))
    # At a moment symbols, trails and legend follow.
    at = ['--at', '2024-03-07T05:00Z', '--show', 'trails,vessels']
    self.assertNotEqual(self.draw(case, 'a.png', *at),
                        self.draw(case, 'b.png', '--colour-by', 'speed', *at))

  def test_lines(self):
    case = self.open_case()
    plain = self.draw(case, 'plain.png', '--show', 'tracks')
    for option, value in (('--track-width', '4'), ('--track-opacity', '0.4')):
      self.assertNotEqual(plain, self.draw(case, 'other.png', '--show', 'tracks', option, value))

  def test_heat(self):
    case = self.open_case()
    lines = self.draw(case, 'lines.png', '--show', 'tracks,legend')
    heat = self.draw(case, 'heat.png', '--show', 'tracks,legend', '--heat')
    self.assertNotEqual(lines, heat)
    self.assertEqual(heat, self.draw(case, 'same.png', '--show', 'tracks,legend,heat'))
    self.assertIn(b'<image', self.draw(case, 'heat.svg', '--heat'))

  def test_wrong(self):
    case = self.open_case()
    for option, value in (('--colour-by', 'mood'), ('--track-width', '0.1'),
                          ('--track-width', '99'), ('--track-opacity', '0'),
                          ('--track-opacity', '1.5'), ('--show', 'heart')):
      _out, err = self.run_cli('render', case, '-o', 'a.png', option, value, code=cli.USAGE)
      self.assertIn(option, err)
    for name in ('x.jpg', 'x', 'png'):
      _out, err = self.run_cli('render', case, '-o', name, code=cli.USAGE)
      self.assertIn('.png', err)
    self.run_cli('render', case, '-o', 'nowhere/x.png', code=cli.FAILED)

  def test_select(self):
    case = self.open_case()
    ids = {vessel['name']: vessel['id'] for vessel in self.run_json('vessels', case, '--json')}
    self.assertEqual(set(ids), {'ALPHA', 'BRAVO'})
    draw = lambda *args: self.draw(case, 'a.png', '--at', '2024-03-07T05:00Z', '--show', 'vessels', *args)
    alpha, bravo = draw('--select', '#%d' % ids['ALPHA']), draw('--select', '#%d' % ids['BRAVO'])
    self.assertEqual(len({alpha, bravo, draw()}), 3)
    for word in ('ALPHA', '273310001', str(ids['ALPHA'])):
      self.assertEqual(draw('--select', word), alpha, word)
    for word in ('99', '273310003', '#99', 'CHARLIE', ''):
      _out, err = self.run_cli('render', case, '-o', 'b.png', '--select', word, code=cli.FAILED)
      self.assertIn('“%s”' % word, err)
    self.assertFalse(os.path.exists(os.path.join(self.dir, 'b.png')))


if __name__ == '__main__':
  cli.main()
