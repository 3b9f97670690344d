# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes AIVDM sentences, so that the fixtures of the tests are our own."""

from cli import seal


class Bits:
  def __init__(self):
    self.bits = ''

  def put(self, value, width):
    self.bits += format(value & ((1 << width) - 1), '0%db' % width)
    return self

  def text(self, text, chars):
    for char in text.ljust(chars, '@')[:chars]:
      self.put(ord(char) & 63, 6)
    return self


def sentences(bits, channel='A', sequence=1, max_chars=60):
  fill = -len(bits.bits) % 6
  padded = bits.bits + '0' * fill
  values = [int(padded[i:i + 6], 2) for i in range(0, len(padded), 6)]
  payload = ''.join(chr(v + 48 if v < 40 else v + 56) for v in values)
  parts = [payload[i:i + max_chars] for i in range(0, len(payload), max_chars)]
  return [seal('!AIVDM,%d,%d,%s,%s,%s,%d' % (len(parts), i + 1, sequence if len(parts) > 1 else '',
                                             channel, part, fill if i + 1 == len(parts) else 0))
          for i, part in enumerate(parts)]


def position(mmsi, lat, lon, sog=0.0, cog=0.0, heading=511, status=0, second=0, kind=1):
  bits = Bits().put(kind, 6).put(0, 2).put(mmsi, 30).put(status, 4).put(-128, 8)
  bits.put(round(sog * 10), 10).put(0, 1).put(round(lon * 600000), 28).put(round(lat * 600000), 27)
  bits.put(round(cog * 10), 12).put(heading, 9).put(second, 6).put(0, 25)
  return sentences(bits)[0]


def base(mmsi, year, month, day, hour, minute, second):
  bits = Bits().put(4, 6).put(0, 2).put(mmsi, 30).put(year, 14).put(month, 4).put(day, 5)
  bits.put(hour, 5).put(minute, 6).put(second, 6).put(0, 1).put(0, 28).put(0, 27).put(0, 34)
  return sentences(bits)[0]


def voyage(mmsi, name, imo=0, callsign='', ship_type=0, destination='', draught=0.0,
           dims=(0, 0, 0, 0)):
  bits = Bits().put(5, 6).put(0, 2).put(mmsi, 30).put(0, 2).put(imo, 30).text(callsign, 7)
  bits.text(name, 20).put(ship_type, 8).put(dims[0], 9).put(dims[1], 9).put(dims[2], 6)
  bits.put(dims[3], 6).put(1, 4).put(0, 20).put(round(draught * 10), 8).text(destination, 20)
  bits.put(0, 2)
  return sentences(bits)
