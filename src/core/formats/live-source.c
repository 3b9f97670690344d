/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "formats/live-source-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "formats/error.h"

#define PACKET_MAX (64 * 1024) /* a datagram is no longer */

/* Raw sentences as the device sends them, no decoded reports. */
#define GPSD_WATCH "?WATCH={\"enable\":true,\"json\":false,\"nmea\":true,\"raw\":1};\n"

typedef enum
{
  KIND_TCP,
  KIND_UDP,
  KIND_GPSD,
  KIND_DEVICE,
} Kind;

struct _RsLiveSource
{
  Kind kind;
  char *url;
  char *host; /* "" for any address; the path of a device */
  guint16 port;

  GObject *connection; /* (nullable): keeps the socket open */
  GSocket *socket;     /* (nullable) */
  int fd;              /* of a device; -1 none */
  gint64 greet_by_us;  /* monotonic: a gpsd must have greeted by then; 0: it has */

  char *packet;
  GByteArray *line;    /* begun in an earlier packet */
  gboolean skipping;   /* the rest of a line that was cut */
  GError *failure;     /* (nullable): what a gpsd said */
};

static gboolean
fail_url (const char *url, GError **error)
{
  g_set_error (error, RS_READ_ERROR, RS_READ_ERROR_OPTION,
               /* Translators: what was typed, then the forms that are possible */
               _("“%s” is no source to listen to. Name one of these: %s"), url, RS_LIVE_FORMS);
  return FALSE;
}

static gboolean
parse_port (const char *text, guint16 *out)
{
  guint64 port;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &port, NULL))
    return FALSE;
  *out = (guint16) port;
  return TRUE;
}

/* "HOST:PORT", "[::1]:PORT", ":PORT", and "HOST" where there is a @default_port. */
static gboolean
parse_host (RsLiveSource *self, const char *text, guint16 default_port)
{
  g_autofree char *copy = g_strdup (text);
  char *end = copy, *colon;

  g_strchomp (copy);
  if (g_str_has_suffix (copy, "/"))
    copy[strlen (copy) - 1] = '\0';
  if (*copy == '[')
    {
      end = strchr (copy, ']');
      if (!end)
        return FALSE;
    }
  colon = strrchr (end, ':');
  if (colon)
    {
      *colon = '\0';
      if (!parse_port (colon + 1, &self->port))
        return FALSE;
    }
  else if (default_port)
    self->port = default_port;
  else
    return FALSE;
  if (*copy == '[')
    {
      *end = '\0';
      self->host = g_strdup (copy + 1);
    }
  else
    self->host = g_strdup (copy);
  return strpbrk (self->host, "/?#@ ") == NULL;
}

RsLiveSource *
rs_live_source_new (const char *url, GError **error)
{
  static const struct
  {
    const char *scheme;
    Kind kind;
    guint16 default_port;
  } schemes[] = {
    { "tcp://", KIND_TCP, 0 },
    { "udp://", KIND_UDP, 0 },
    { "gpsd://", KIND_GPSD, RS_LIVE_GPSD_PORT },
  };
  g_autoptr (RsLiveSource) self = g_new0 (RsLiveSource, 1);

  self->fd = -1;
  self->url = g_strdup (url);
  self->packet = g_malloc (PACKET_MAX);
  self->line = g_byte_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (url, schemes[i].scheme, strlen (schemes[i].scheme)) == 0)
      {
        self->kind = schemes[i].kind;
        if (!parse_host (self, url + strlen (schemes[i].scheme), schemes[i].default_port)
            || (self->kind != KIND_UDP && *self->host == '\0'))
          {
            fail_url (url, error);
            return NULL;
          }
        return g_steal_pointer (&self);
      }
  if (g_str_has_prefix (url, "file://"))
    self->host = g_filename_from_uri (url, NULL, NULL);
  else if (g_path_is_absolute (url))
    self->host = g_strdup (url);
  self->kind = KIND_DEVICE;
  if (!self->host)
    {
      fail_url (url, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static void
disconnect (RsLiveSource *self)
{
  g_clear_object (&self->socket);
  g_clear_object (&self->connection);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_byte_array_set_size (self->line, 0);
  self->skipping = FALSE;
  g_clear_error (&self->failure);
}

void
rs_live_source_free (RsLiveSource *self)
{
  if (!self)
    return;
  disconnect (self);
  g_byte_array_unref (self->line);
  g_free (self->packet);
  g_free (self->host);
  g_free (self->url);
  g_free (self);
}

const char *
rs_live_source_get_url (RsLiveSource *self)
{
  return self->url;
}

static gboolean
connect_stream (RsLiveSource *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *connection;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, RS_LIVE_CONNECT_S);
  {
    g_autoptr (GSocketConnectable) address
        = G_SOCKET_CONNECTABLE (g_network_address_new (self->host, self->port));

    connection = g_socket_client_connect (client, address, cancellable, error);
  }
  if (!connection)
    return FALSE;
  self->connection = G_OBJECT (connection);
  self->socket = g_object_ref (g_socket_connection_get_socket (connection));
  g_socket_set_timeout (self->socket, 0);
  /* A receiver that vanished without a word is noticed some time. */
  g_socket_set_keepalive (self->socket, TRUE);
  self->greet_by_us = 0;
  if (self->kind != KIND_GPSD)
    return TRUE;
  self->greet_by_us = g_get_monotonic_time () + RS_LIVE_CONNECT_S * G_USEC_PER_SEC;
  return g_socket_send (self->socket, GPSD_WATCH, strlen (GPSD_WATCH), cancellable, error) >= 0;
}

static gboolean
bind_datagrams (RsLiveSource *self, GError **error)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autoptr (GInetAddress) local = NULL;
  g_autoptr (GSocketAddress) where = NULL;

  if (*self->host == '\0' || g_str_equal (self->host, "*"))
    address = g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  else if (g_str_equal (self->host, "localhost"))
    address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  else
    address = g_inet_address_new_from_string (self->host);
  if (!address)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” is no address of this machine. Name one in digits, or none for all"),
                   self->host);
      return FALSE;
    }
  self->socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_DATAGRAM,
                               G_SOCKET_PROTOCOL_UDP, error);
  if (!self->socket)
    return FALSE;
  local = g_inet_address_get_is_multicast (address)
              ? g_inet_address_new_any (g_inet_address_get_family (address))
              : g_object_ref (address);
  where = g_inet_socket_address_new (local, self->port);
  return g_socket_bind (self->socket, where, TRUE, error)
         && (!g_inet_address_get_is_multicast (address)
             || g_socket_join_multicast_group (self->socket, address, FALSE, NULL, error));
}

static gboolean
open_device (RsLiveSource *self, GError **error)
{
  GStatBuf info;
  struct termios settings;

  if (g_stat (self->host, &info) == 0 && !S_ISCHR (info.st_mode) && !S_ISFIFO (info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _("“%s” is neither a device nor a pipe. Import a file instead"), self->host);
      return FALSE;
    }
  self->fd = g_open (self->host, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  if (self->fd < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code),
                           g_strerror (code));
      return FALSE;
    }
  /* Receivers of AIS speak at this rate (NMEA 0183-HS). */
  if (isatty (self->fd) && tcgetattr (self->fd, &settings) == 0)
    {
      cfmakeraw (&settings);
      cfsetspeed (&settings, B38400);
      settings.c_cflag |= CLOCAL | CREAD;
      tcsetattr (self->fd, TCSANOW, &settings);
    }
  return TRUE;
}

gboolean
rs_live_source_connect (RsLiveSource *self, GCancellable *cancellable, GError **error)
{
  gboolean ok = FALSE;

  disconnect (self);
  switch (self->kind)
    {
    case KIND_TCP:
    case KIND_GPSD:
      ok = connect_stream (self, cancellable, error);
      break;
    case KIND_UDP:
      ok = bind_datagrams (self, error);
      break;
    case KIND_DEVICE:
      ok = open_device (self, error);
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  if (!ok)
    {
      disconnect (self);
      g_prefix_error (error, "%s: ", self->url);
    }
  return ok;
}

gboolean
rs_live_source_may_come (const GError *error)
{
  static const gint codes[] = {
    G_IO_ERROR_CONNECTION_REFUSED, G_IO_ERROR_CONNECTION_CLOSED, G_IO_ERROR_TIMED_OUT,
    G_IO_ERROR_HOST_UNREACHABLE, G_IO_ERROR_NETWORK_UNREACHABLE,
  };

  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* What a gpsd says beside sentences: its greeting, what it has attached, errors. */
static void
hear_gpsd (RsLiveSource *self, const char *line, gsize len)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonObject *object;
  const char *word;

  if (!json_parser_load_from_data (parser, line, (gssize) len, NULL))
    return;
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  word = json_object_get_string_member_with_default (object, "class", "");
  if (g_strcmp0 (word, "VERSION") == 0)
    self->greet_by_us = 0;
  else if (g_strcmp0 (word, "ERROR") == 0 && !self->failure)
    g_set_error (&self->failure, G_IO_ERROR, G_IO_ERROR_FAILED,
                 /* Translators: %s is what gpsd said, in English */
                 _("gpsd refuses: %s"),
                 json_object_get_string_member_with_default (object, "message", "?"));
}

static void
give_line (RsLiveSource *self, const char *line, gsize len, RsLiveLineFunc func, gpointer user_data)
{
  while (len > 0 && g_ascii_isspace (line[len - 1]))
    len--;
  if (len == 0)
    return;
  if (self->kind == KIND_GPSD && line[0] == '{')
    hear_gpsd (self, line, len);
  else if (self->greet_by_us)
    g_set_error_literal (&self->failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _("it does not greet as gpsd does; is it a plain tcp:// source?"));
  else
    func (line, len, user_data);
}

void
rs_live_source_end_line (RsLiveSource *self, RsLiveLineFunc func, gpointer user_data)
{
  if (!self->skipping)
    give_line (self, (const char *) self->line->data, self->line->len, func, user_data);
  g_byte_array_set_size (self->line, 0);
  self->skipping = FALSE;
}

void
rs_live_source_feed (RsLiveSource *self, const char *data, gsize n, RsLiveLineFunc func,
                     gpointer user_data)
{
  const char *end = data + n;

  while (data < end && !self->failure)
    {
      const char *nl = memchr (data, '\n', (gsize) (end - data));
      gsize len = (gsize) ((nl ? nl : end) - data);

      if (nl && self->line->len == 0 && !self->skipping && len <= RS_LIVE_MAX_LINE)
        give_line (self, data, len, func, user_data);
      else
        {
          gsize room = RS_LIVE_MAX_LINE - self->line->len;

          if (!self->skipping)
            g_byte_array_append (self->line, (const guint8 *) data, (guint) MIN (len, room));
          if (!self->skipping && len > room)
            {
              give_line (self, (const char *) self->line->data, self->line->len, func, user_data);
              self->skipping = TRUE;
            }
          if (nl)
            rs_live_source_end_line (self, func, user_data);
        }
      data += len + (nl != NULL);
    }
}

static RsLiveEvent
lose (RsLiveSource *self, GError *reason, GError **error)
{
  g_prefix_error (&reason, "%s: ", self->url);
  g_propagate_error (error, reason);
  disconnect (self);
  return RS_LIVE_LOST;
}

/* What a read gave: bytes, 0 at the end, -1 with @error, -2 for nothing yet. */
static gssize
receive (RsLiveSource *self, GError **error)
{
  GError *failure = NULL;
  gssize got;

  if (self->socket)
    {
      got = g_socket_receive_with_blocking (self->socket, self->packet, PACKET_MAX, FALSE, NULL,
                                            &failure);
      if (got >= 0)
        return got;
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        {
          g_error_free (failure);
          return -2;
        }
      g_propagate_error (error, failure);
      return -1;
    }
  got = read (self->fd, self->packet, PACKET_MAX);
  if (got >= 0)
    return got;
  if (errno == EAGAIN || errno == EINTR)
    return -2;
  g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), g_strerror (errno));
  return -1;
}

/* Whether something is there to be read within the time. */
static gboolean
wait_for_data (RsLiveSource *self, gint timeout_ms, GCancellable *cancellable)
{
  GPollFD fds[2] = {
    { .fd = self->socket ? g_socket_get_fd (self->socket) : self->fd,
      .events = G_IO_IN | G_IO_HUP | G_IO_ERR },
  };
  gboolean can_cancel = cancellable && g_cancellable_make_pollfd (cancellable, &fds[1]);
  gint n = g_poll (fds, can_cancel ? 2 : 1, timeout_ms);

  if (can_cancel)
    g_cancellable_release_fd (cancellable);
  return n > 0 && fds[0].revents != 0;
}

RsLiveEvent
rs_live_source_read (RsLiveSource *self, gint timeout_ms, RsLiveLineFunc func, gpointer user_data,
                     GCancellable *cancellable, GError **error)
{
  GError *reason = NULL;
  gssize got;

  g_return_val_if_fail (self->socket || self->fd >= 0, RS_LIVE_LOST);

  if (!wait_for_data (self, timeout_ms, cancellable))
    {
      if (self->greet_by_us == 0 || g_get_monotonic_time () < self->greet_by_us)
        return RS_LIVE_IDLE;
      return lose (self,
                   g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                        _("it does not greet as gpsd does; is it a plain tcp:// "
                                          "source?")),
                   error);
    }
  got = receive (self, &reason);
  if (got == -2)
    return RS_LIVE_IDLE;
  /* An empty datagram says nothing; an empty stream is at its end. */
  if (got < 0 || (got == 0 && self->kind != KIND_UDP))
    {
      rs_live_source_end_line (self, func, user_data);
      if (!reason)
        reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                      _("the other side closed the connection"));
      return lose (self, reason, error);
    }
  rs_live_source_feed (self, self->packet, (gsize) got, func, user_data);
  if (self->kind == KIND_UDP)
    rs_live_source_end_line (self, func, user_data);
  if (self->failure)
    return lose (self, g_steal_pointer (&self->failure), error);
  return RS_LIVE_DATA;
}
