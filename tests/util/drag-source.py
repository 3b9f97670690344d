#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small window to drag files out of, as out of a file manager: drag-source.py FILE..."""

import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GObject, Gtk


def activate(app):
  window = Gtk.ApplicationWindow(application=app, title='Files to Drag', default_width=240,
                                 default_height=160)
  label = Gtk.Label(label='%d files' % len(sys.argv[1:]), hexpand=True, vexpand=True)
  files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[1:]])
  source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
  source.set_content(Gdk.ContentProvider.new_for_value(GObject.Value(Gdk.FileList, files)))
  # Told, so that whoever drives us knows how it went.
  source.connect('drag-begin', lambda *_: print('began', flush=True))
  source.connect('drag-end', lambda *_: print('ended', flush=True))
  source.connect('drag-cancel', lambda *_: print('cancelled', flush=True))
  label.add_controller(source)
  window.set_child(label)
  window.present()


app = Gtk.Application(application_id='org.roadstead.DragSource')
app.connect('activate', activate)
app.run()
