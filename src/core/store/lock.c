/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOLDER_MAX 200
/* A holder that closes at the same moment removes the file; then we begin again. */
#define N_TRIES 20

struct _RsLock
{
  int fd;
  char *path; /* of the lock file */
};

/* Locks of an open file description: unlike those of a process, a second opening in the same
 * process meets them, and closing another descriptor does not drop them. */
static int
lock (int fd)
{
  struct flock wanted = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &wanted) == 0 ? 0 : errno;
}

static char *
read_holder (int fd)
{
  char text[HOLDER_MAX + 1];
  ssize_t n = pread (fd, text, HOLDER_MAX, 0);

  if (n <= 0)
    return g_strdup ("");
  text[n] = '\0';
  return g_strstrip (g_utf8_make_valid (text, -1));
}

static void
write_holder (int fd)
{
  g_autofree char *text = g_strdup_printf ("process %d on %s\n", (int) getpid (), g_get_host_name ());

  /* Only a help for people: the lock holds without it. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, MIN (strlen (text), HOLDER_MAX), 0) < 0)
    g_debug ("the holder could not be noted: %s", g_strerror (errno));
}

/* Whether @path still names the file that @fd has open. */
static gboolean
is_same_file (int fd, const char *path)
{
  struct stat ours, theirs;

  return fstat (fd, &ours) == 0 && stat (path, &theirs) == 0 && ours.st_ino == theirs.st_ino
         && ours.st_dev == theirs.st_dev;
}

RsLockResult
rs_lock_take (const char *path, RsLock **out_lock, char **out_holder)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);

  *out_lock = NULL;
  *out_holder = g_strdup ("");
  for (guint i = 0; i < N_TRIES; i++)
    {
      int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
      int failure;

      if (fd < 0)
        return RS_LOCK_REFUSED;
      failure = lock (fd);
      if (failure == EAGAIN || failure == EACCES)
        {
          g_free (*out_holder);
          *out_holder = read_holder (fd);
          close (fd);
          return RS_LOCK_HELD;
        }
      if (failure)
        {
          close (fd);
          return RS_LOCK_REFUSED;
        }
      if (is_same_file (fd, lock_path))
        {
          RsLock *self = g_new0 (RsLock, 1);

          write_holder (fd);
          self->fd = fd;
          self->path = g_steal_pointer (&lock_path);
          *out_lock = self;
          return RS_LOCK_TAKEN;
        }
      close (fd);
    }
  return RS_LOCK_HELD;
}

void
rs_lock_free (RsLock *self)
{
  /* Removed while it is locked: who opened it before sees that it is gone, and begins again. */
  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
