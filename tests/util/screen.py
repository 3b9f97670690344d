# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on the X screen, read in this process: a picture is asked for many times a second.

  picture = screen.grab((0, 0, 100, 50))
  picture.count(bytes.fromhex('d9e6ee'))
  picture.write_png('corner.png')
"""

import ctypes
import struct
import zlib

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf


class Image(ctypes.Structure):
  """The head of Xlib's XImage, as far as its functions."""
  _fields_ = [(name, ctypes.c_int) for name in ('width', 'height', 'xoffset', 'format')] + [
    ('data', ctypes.c_void_p)] + [(name, ctypes.c_int) for name in (
      'byte_order', 'bitmap_unit', 'bitmap_bit_order', 'bitmap_pad', 'depth', 'bytes_per_line',
      'bits_per_pixel')] + [(name, ctypes.c_ulong) for name in (
        'red_mask', 'green_mask', 'blue_mask')] + [
          ('obdata', ctypes.c_void_p), ('create_image', ctypes.c_void_p),
          ('destroy_image', ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p))]


Z_PIXMAP = 2
ALL_PLANES = ctypes.c_ulong(-1)
# Four bytes a pixel, blue first, as every Xvfb of a little-endian machine has it.
MASKS = (0xff0000, 0xff00, 0xff)


class Display:
  """A connection to the display of $DISPLAY."""

  def __init__(self):
    x11 = ctypes.CDLL('libX11.so.6')
    for name, result, arguments in (
        ('XOpenDisplay', ctypes.c_void_p, [ctypes.c_char_p]),
        ('XDefaultRootWindow', ctypes.c_ulong, [ctypes.c_void_p]),
        ('XDisplayWidth', ctypes.c_int, [ctypes.c_void_p, ctypes.c_int]),
        ('XDisplayHeight', ctypes.c_int, [ctypes.c_void_p, ctypes.c_int]),
        ('XGetImage', ctypes.POINTER(Image),
         [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 2
         + [ctypes.c_ulong, ctypes.c_int])):
      getattr(x11, name).restype = result
      getattr(x11, name).argtypes = arguments
    self.x11 = x11
    self.display = x11.XOpenDisplay(None)
    if not self.display:
      raise OSError('there is no X display')
    self.root = x11.XDefaultRootWindow(self.display)
    self.width = x11.XDisplayWidth(self.display, 0)
    self.height = x11.XDisplayHeight(self.display, 0)

  def grab(self, box=None):
    """The part of the screen in @box: x, y, width, height; without one, all of it."""
    x, y, width, height = box or (0, 0, self.width, self.height)
    left, top = max(0, round(x)), max(0, round(y))
    right, bottom = min(self.width, round(x + width)), min(self.height, round(y + height))
    if left >= right or top >= bottom:
      raise ValueError('%s is off the screen' % (box,))
    width, height = right - left, bottom - top
    found = self.x11.XGetImage(self.display, self.root, left, top, width, height, ALL_PLANES, Z_PIXMAP)
    if not found:
      raise OSError('the X server gives no picture')
    image = found.contents
    try:
      if (image.bits_per_pixel, image.byte_order, image.bytes_per_line) != (32, 0, 4 * width) or (
          image.red_mask, image.green_mask, image.blue_mask) != MASKS:
        raise OSError('the pixels of the X screen are of a kind that is not known here')
      data = ctypes.string_at(image.data, 4 * width * height)
    finally:
      image.destroy_image(ctypes.cast(found, ctypes.c_void_p))
    return Picture(width, height, data[2::4], data[1::4], data[0::4])


class Picture:
  """Pixels, row by row, as three planes of bytes. Equal if all pixels are."""

  def __init__(self, width, height, red, green, blue):
    self.size = (width, height)
    self.planes = (red, green, blue)

  def __eq__(self, other):
    return self.size == other.size and self.planes == other.planes

  def count(self, color):
    """How many pixels have just this color, three bytes."""
    both = -1
    for plane, value in zip(self.planes, color):
      # A byte of 1 for each that has the value, and all of them as one number.
      both &= int.from_bytes(plane.translate(bytes(i == value for i in range(256))), 'little')
    return both.bit_count()

  def count_if(self, is_wanted):
    """How many pixels @is_wanted (red, green, blue) is true for."""
    return sum(map(bool, map(is_wanted, *self.planes)))

  def write_png(self, path):
    width, height = self.size
    rows = bytearray((1 + 3 * width) * height)
    for i, plane in enumerate(self.planes):
      for row in range(height):
        start = row * (1 + 3 * width) + 1 + i
        rows[start:start + 3 * width - i:3] = plane[row * width:(row + 1) * width]

    def chunk(kind, data):
      return (struct.pack('>I', len(data)) + kind + data
              + struct.pack('>I', zlib.crc32(kind + data)))
    with open(path, 'wb') as file:
      file.write(b'\x89PNG\r\n\x1a\n'
                 + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
                 + chunk(b'IDAT', zlib.compress(bytes(rows), 6)) + chunk(b'IEND', b''))


def read_file(path):
  """The Picture in an image file."""
  pixbuf = GdkPixbuf.Pixbuf.new_from_file(path)
  width, height, channels = pixbuf.get_width(), pixbuf.get_height(), pixbuf.get_n_channels()
  data = pixbuf.get_pixels()
  rows = [data[at:at + channels * width]
          for at in range(0, pixbuf.get_rowstride() * height, pixbuf.get_rowstride())]
  return Picture(width, height, *(b''.join(row[i::channels] for row in rows) for i in range(3)))


def grab(box=None):
  """As Display.grab (), over a connection that is kept."""
  if not hasattr(grab, 'display'):
    grab.display = Display()
  return grab.display.grab(box)
