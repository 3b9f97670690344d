#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the table of bench-scale as the curve of README.md: draw-scale.py < TABLE > PICTURE.svg"""

import math
import sys

WIDTH, HEIGHT = 880, 420
TOP, BOTTOM = 56, 52
# Left and right edge of both charts; words of the lines stand to the right of each.
TIME, MEMORY = (62, 420), (618, 790)
MS = (0.1, 1000)
MIB = (0, 1200)
ASKED_MIB = 1024
# Column of the table, its word here, colour, and which mark its points have.
LINES = (('first picture, ms', 'open, first picture', '#0072b2', 'disc'),
         ('filter, ms', 'filter', '#d55e00', 'square'),
         ('by area, ms', 'filter by area', '#cc79a7', 'diamond'),
         ('scrub, ms', 'scrub', '#009e73', 'triangle'),
         ('replay, ms', 'replay, a picture', '#7a5c00', 'disc'),
         ('pan, ms', 'pan', '#333333', 'square'))
WORD_PX = 15


def read_rows(text):
  lines = [[cell.strip() for cell in line.strip().strip('|').split('|')] for line in text
           if line.startswith('|') and not line.startswith('|--')]
  if len(lines) < 2 or lines[0][0] != 'fixes':
    sys.exit('draw-scale.py: no table of bench-scale on the standard input')
  return [dict(zip(lines[0], line)) for line in lines[1:]]


def get_points(rows, column):
  """(fixes, value) of the cases that have fixes."""
  return [(int(row['fixes'].replace(',', '')), float(row[column])) for row in rows
          if int(row['fixes'].replace(',', '')) > 0 and row[column] != '-']


def spread(wanted, least, low, high):
  """Heights near the wanted ones, in their order, that far apart."""
  order = sorted(range(len(wanted)), key=lambda i: wanted[i])
  ys = [min(max(wanted[i], low), high) for i in order]
  for _ in range(200):
    for i in range(1, len(ys)):
      short = least - (ys[i] - ys[i - 1])
      if short > 0:
        ys[i - 1] = max(ys[i - 1] - short / 2, low)
        ys[i] = min(ys[i] + short / 2, high)
  return [ys[order.index(i)] for i in range(len(wanted))]


class Chart:
  def __init__(self, edges, rows, scale, words):
    self.left, self.right = edges
    self.out = []
    self.fixes = [n for n, _value in get_points(rows, 'pan, ms')]
    self.scale = scale
    self.text(self.left - 44, TOP - 26, words, 'start', 'title')
    self.text((self.left + self.right) / 2, HEIGHT - 12, 'fixes in the case')
    for n in self.fixes:
      x = self.get_x(n)
      self.line([(x, TOP), (x, HEIGHT - BOTTOM)], '#e4e4e4', 1)
      self.text(x, HEIGHT - BOTTOM + 18, '%d M' % (n / 1e6) if n >= 1e6 else '%d k' % (n / 1e3))

  def get_x(self, n):
    low, high = math.log(self.fixes[0]), math.log(self.fixes[-1])
    return self.left + (math.log(n) - low) / (high - low) * (self.right - self.left)

  def get_y(self, value):
    return HEIGHT - BOTTOM - self.scale(value) * (HEIGHT - BOTTOM - TOP)

  def text(self, x, y, words, anchor='middle', look='word', color='#444'):
    self.out.append('<text x="%.1f" y="%.1f" text-anchor="%s" class="%s" fill="%s">%s</text>'
                    % (x, y, anchor, look, color, words))

  def line(self, points, color, width, dash=''):
    self.out.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="%g"%s/>'
                    % (' '.join('%.1f,%.1f' % p for p in points), color, width,
                       ' stroke-dasharray="%s"' % dash if dash else ''))

  def level(self, value, words, color='#e4e4e4', dash=''):
    y = self.get_y(value)
    self.line([(self.left, y), (self.right, y)], color, 1, dash)
    self.text(self.left - 8, y + 4, words, 'end')

  def mark(self, x, y, shape, color):
    shapes = {'disc': [(4 * math.cos(a * math.pi / 8), 4 * math.sin(a * math.pi / 8)) for a in range(16)],
              'square': [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)],
              'diamond': [(0, -5), (5, 0), (0, 5), (-5, 0)],
              'triangle': [(0, -5), (4.5, 3.5), (-4.5, 3.5)]}
    self.out.append('<polygon points="%s" fill="%s" stroke="#fff"/>'
                    % (' '.join('%.1f,%.1f' % (x + dx, y + dy) for dx, dy in shapes[shape]), color))

  def curves(self, curves):
    """Of (points, words, colour, mark); the words stand where each ends."""
    ends = spread([self.get_y(points[-1][1]) for points, _w, _c, _m in curves], WORD_PX, TOP, HEIGHT - BOTTOM)
    for (points, words, color, shape), end in zip(curves, ends):
      places = [(self.get_x(n), self.get_y(value)) for n, value in points]
      self.line(places, color, 2)
      for x, y in places:
        self.mark(x, y, shape, color)
      if words:
        self.line([(places[-1][0] + 6, places[-1][1]), (self.right + 16, end)], color, 0.7)
        self.text(self.right + 20, end + 4, words, 'start', 'word', color)


def main():
  rows = read_rows(sys.stdin)
  times = Chart(TIME, rows, lambda ms: math.log(max(ms, MS[0]) / MS[0]) / math.log(MS[1] / MS[0]),
                'What it takes, milliseconds')
  for ms in (0.1, 1, 10, 100, 1000):
    times.level(ms, '%g' % ms)
  times.curves([(get_points(rows, column), words, color, shape) for column, words, color, shape in LINES])
  memory = Chart(MEMORY, rows, lambda mib: (mib - MIB[0]) / (MIB[1] - MIB[0]), 'Peak memory, MiB')
  for mib in range(0, MIB[1] + 1, 200):
    memory.level(mib, '%d' % mib)
  memory.line([(memory.left, memory.get_y(ASKED_MIB)), (memory.right, memory.get_y(ASKED_MIB))], '#b00020', 1, '5 4')
  memory.text(memory.right + 8, memory.get_y(ASKED_MIB) + 4, '1 GiB', 'start', 'word', '#b00020')
  memory.curves([(get_points(rows, 'peak memory, MiB'), '', '#0072b2', 'disc')])
  print('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">'
        % (WIDTH, HEIGHT, WIDTH, HEIGHT))
  print('<title>What a case costs by the number of its fixes</title>')
  print('<style>text { font: 12px sans-serif } .title { font-weight: bold; font-size: 13px }</style>')
  print('<rect width="100%" height="100%" fill="#fff"/>')
  print('\n'.join(times.out + memory.out))
  print('</svg>')


main()
