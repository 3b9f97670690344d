# SPDX-License-Identifier: GPL-3.0-or-later
"""check-install.py BUILD: installs into an empty folder and looks whether it would work from there.

Every program that the desktop file and the metainfo name is there, the MIME type, icon, settings schema,
base map and translations too; nothing that is installed names a folder of the build.
"""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tree

APP_ID = 'org.roadstead.Roadstead'


def introspect(build):
  done = subprocess.run(['meson', 'introspect', build, '--buildoptions', '--projectinfo'],
                        stdout=subprocess.PIPE, check=True)
  answer = json.loads(done.stdout)
  options = {option['name']: option['value'] for option in answer['buildoptions']}
  return options


def check_desktop(share, bin_dir):
  path = os.path.join(share, 'applications', APP_ID + '.desktop')
  if not os.path.exists(path):
    return ['no desktop file']
  problems = []
  desktop = configparser.RawConfigParser(strict=False)
  desktop.optionxform = str
  desktop.read(path, encoding='utf-8')
  entry = desktop['Desktop Entry']
  program = entry['Exec'].split()[0]
  if not os.access(os.path.join(bin_dir, os.path.basename(program)), os.X_OK):
    problems.append('the desktop file starts %s, which is not installed' % program)
  if not any(name.startswith(entry['Icon'] + '.') for _folder, _below, names in
             os.walk(os.path.join(share, 'icons')) for name in names):
    problems.append('the icon %s is not installed' % entry['Icon'])
  declared = []
  mime = os.path.join(share, 'mime', 'packages')
  for name in os.listdir(mime) if os.path.isdir(mime) else []:
    if name == 'freedesktop.org.xml':
      continue
    root = ElementTree.parse(os.path.join(mime, name)).getroot()
    declared += [element.get('type') for element in root]
  own = [kind for kind in entry.get('MimeType', '').split(';') if 'roadstead' in kind]
  if not own:
    problems.append('the desktop file opens no case files')
  problems += ['the MIME type %s is not declared' % kind for kind in own if kind not in declared]
  return problems


def check_metainfo(share):
  path = os.path.join(share, 'metainfo', APP_ID + '.metainfo.xml')
  if not os.path.exists(path):
    return ['no metainfo file']
  root = ElementTree.parse(path).getroot()
  problems = []
  if root.findtext('id') != APP_ID:
    problems.append('the metainfo is of %s' % root.findtext('id'))
  if root.findtext('launchable') != APP_ID + '.desktop':
    problems.append('the metainfo does not launch %s.desktop' % APP_ID)
  return problems


def check_strings(folder, places):
  """Nothing installed that is text names a folder of this machine's build."""
  problems = []
  for base, _below, names in os.walk(folder):
    for name in names:
      path = os.path.join(base, name)
      if name.endswith(('.desktop', '.xml', '.svg', '.css', '.ui')):
        with open(path, encoding='utf-8', errors='replace') as file:
          text = file.read()
        problems += ['%s names %s' % (name, place) for place in places
                     if re.search(r'(?<![\w./-])' + re.escape(place) + '/', text)]
  return problems


def check(build, source):
  options = introspect(build)
  with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--destdir', folder],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
      return ['meson install failed:\n' + done.stdout]
    prefix = os.path.join(folder, options['prefix'].lstrip('/'))
    bin_dir = os.path.join(prefix, options['bindir'])
    share = os.path.join(prefix, options['datadir'])
    problems = []
    programs = ['roadstead-cli'] + (['roadstead'] if options['gui'] else [])
    problems += ['%s is not installed' % name for name in programs
                 if not os.access(os.path.join(bin_dir, name), os.X_OK)]
    wanted = ['roadstead/world.rsmap', 'roadstead/waters.rsgrid',
              'roadstead/samples/petroleum-2024.roadstead',
              'roadstead/samples/coal-2017.roadstead']
    if options['gui']:
      wanted.append('glib-2.0/schemas/%s.gschema.xml' % APP_ID)
      problems += check_desktop(share, bin_dir) + check_metainfo(share)
    for language in tree.read(source, 'po/LINGUAS').split('\n'):
      if language.strip() and not language.startswith('#'):
        wanted.append('locale/%s/LC_MESSAGES/roadstead.mo' % language.strip())
    problems += ['share/%s is not installed' % name for name in wanted
                 if not os.path.exists(os.path.join(share, name))]
    problems += check_strings(folder, (os.path.abspath(build), os.path.abspath(source)))
    return problems


if __name__ == '__main__':
  if not shutil.which('meson'):
    print('meson is not on PATH')
    sys.exit(77)
  tree.finish('installed program', check(sys.argv[1], sys.argv[2]))
