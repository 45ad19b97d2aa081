/* SPDX-License-Identifier: ISC */
/* publish_folder.c - folders to publish into: opening, locking, sweeping. */
#include "output/publish_impl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
/* openat2 gives up with EAGAIN when something is renamed meanwhile. */
#define MOST_RETRIES 1000
/* Each further turn means that somebody has replaced the destination. */
#define MOST_REOPENINGS 100

#define STAGED_PREFIX ".feedgen-"
#define STAGED_SUFFIX ".tmp"

/* One part of a path, where a link is EXDEV and never followed. */
static int
open_part(int dirfd, struct fg_str part, int flags)
{
	char name[NAME_MAX + 1];
	struct stat st;
	int fd;

	if (part.n > NAME_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(name, part.p, part.n);
	name[part.n] = '\0';
	fd = openat(dirfd, name, flags | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 && (errno == ELOOP || errno == ENOTDIR)) {
		int error = errno;

		if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISLNK(st.st_mode))
			error = EXDEV;
		errno = error;
	}
	return fd;
}

/* For kernels without openat2: part by part. */
static int
walk_beneath(int root, struct fg_str path, int flags)
{
	struct fg_str part;
	int fd = root;

	while (fg_str_split(&part, &path, '/')) {
		int next =
		    open_part(fd, part, path.p ? O_PATH | O_DIRECTORY : flags);
		int error = errno;

		if (fd != root)
			close(fd);
		errno = error;
		if (next < 0)
			return -1;
		fd = next;
	}
	return fd;
}

int
fg_open_beneath(int root, const char *path, int flags)
{
	struct open_how how = {
	    .flags = (unsigned)flags | O_CLOEXEC,
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int fd, tries = 0;

	do
		fd = (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
	while (fd < 0 && (errno == EINTR || errno == EAGAIN) &&
	       ++tries < MOST_RETRIES);
	/* EPERM: what old sandboxes say of a call they do not know. */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return walk_beneath(root, fg_str_c(path), flags);
	return fd;
}

static void
note_made(struct fg_publish *p, int dirfd, struct fg_str path)
{
	struct fg_made_folder *made = FG_NEW(&p->arena, struct fg_made_folder);

	made->dirfd = dirfd;
	made->path = fg_arena_cstr(&p->arena, path);
	made->previous = p->made;
	p->made = made;
}

/* Make a folder below the destination, whose parent is there. */
static int
make_folder(struct fg_publish *p, struct fg_str folder)
{
	size_t slash = fg_str_rfind(folder, '/');
	bool top = slash == folder.n;
	const char *parent =
	    top ? "." : fg_arena_cstr(&p->arena, fg_str_sub(folder, 0, slash));
	const char *name = fg_arena_cstr(
	    &p->arena, fg_str_sub(folder, top ? 0 : slash + 1, folder.n));
	int error, fd = fg_open_beneath(p->root, parent, FOLDER_FLAGS);

	if (fd < 0)
		return -1;
	error = mkdirat(fd, name, 0777) == 0 ? 0 : errno;
	close(fd);
	if (error == 0)
		note_made(p, p->root, folder);
	errno = error;
	return error == 0 || error == EEXIST ? 0 : -1;
}

/* Make each folder on the way that is missing. */
static int
make_folders(struct fg_publish *p, struct fg_str folder)
{
	for (size_t to = 0; to < folder.n; to++) {
		struct fg_str part;
		int fd;

		to = fg_str_find(folder, '/', to);
		part = fg_str_sub(folder, 0, to);
		fd = fg_open_beneath(
		    p->root, fg_arena_cstr(&p->arena, part), FOLDER_FLAGS);
		if (fd >= 0)
			close(fd);
		else if (errno != ENOENT || make_folder(p, part) != 0)
			return -1;
	}
	return 0;
}

int
fg_folder_open(struct fg_publish *p, struct fg_str folder, bool make)
{
	const char *path;

	if (p->root < 0) {
		errno = ENOENT;
		return -1;
	}
	if (folder.n == 0)
		return p->root;
	if (p->open_fd >= 0 && fg_str_eq(p->open_folder, folder))
		return p->open_fd;
	if (p->open_fd >= 0)
		close(p->open_fd);
	path = fg_arena_cstr(&p->arena, folder);
	p->open_folder = folder;
	p->open_fd = fg_open_beneath(p->root, path, FOLDER_FLAGS);
	if (p->open_fd < 0 && errno == ENOENT && make &&
	    make_folders(p, folder) == 0)
		p->open_fd = fg_open_beneath(p->root, path, FOLDER_FLAGS);
	return p->open_fd;
}

int
fg_folder_sync(int fd)
{
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : -1;
}

int
fg_made_sync(const struct fg_publish *p)
{
	const struct fg_made_folder *made;
	int error = 0;

	for (made = p->made; made && error == 0; made = made->previous) {
		char path[PATH_MAX];
		int fd;

		/* A folder that was just made is no link: ".." is right. */
		snprintf(path, sizeof(path), "%s/..", made->path);
		fd = openat(made->dirfd, path, FOLDER_FLAGS);
		/* One may lie in a folder that can be passed, not read. */
		if (fd < 0)
			continue;
		if (fg_folder_sync(fd) != 0)
			error = errno;
		close(fd);
	}
	errno = error;
	return error ? -1 : 0;
}

void
fg_made_remove(struct fg_publish *p)
{
	for (; p->made; p->made = p->made->previous)
		unlinkat(p->made->dirfd, p->made->path, AT_REMOVEDIR);
}

/* Make the destination and what is missing above it. */
static int
make_destination(struct fg_publish *p)
{
	struct fg_str path = p->destination;

	for (size_t to = 1; to <= path.n; to++) {
		const char *part;

		to = fg_str_find(path, '/', to);
		part = fg_arena_cstr(&p->arena, fg_str_sub(path, 0, to));
		if (mkdir(part, 0777) == 0)
			note_made(p, AT_FDCWD, fg_str_c(part));
		else if (errno != EEXIST && errno != EISDIR &&
			 access(part, F_OK) != 0)
			return -1;
	}
	return 0;
}

/* Wait until nobody else publishes there. */
static int
lock(struct fg_publish *p)
{
	int result;

	do
		result = flock(p->root, LOCK_EX);
	while (result != 0 && errno == EINTR);
	p->locked = result == 0;
	/* A file system without locks is no reason not to publish. */
	return result == 0 || errno == ENOLCK || errno == EOPNOTSUPP ||
		       errno == ENOSYS || errno == EINVAL
		   ? 0
		   : -1;
}

/*
 * Does the path still lead to the folder that is open?  It may have been
 * removed or replaced while we waited for the lock.
 */
static bool
is_still_there(struct fg_publish *p)
{
	struct stat open, there;

	if (fstat(p->root, &open) != 0 || stat(p->destination.p, &there) != 0)
		return false;
	p->root_inode = (unsigned long)open.st_ino;
	return open.st_dev == there.st_dev && open.st_ino == there.st_ino;
}

static int
try_open(struct fg_publish *p)
{
	p->root = open(p->destination.p, FOLDER_FLAGS);
	if (p->root < 0 && errno == ENOENT && !p->dry_run) {
		if (make_destination(p) != 0)
			return -1;
		p->root = open(p->destination.p, FOLDER_FLAGS);
	}
	if (p->root < 0)
		return p->dry_run && errno == ENOENT ? 0 : -1;
	return p->dry_run ? 0 : lock(p);
}

int
fg_destination_open(struct fg_publish *p, struct fg_diags *d)
{
	struct fg_place place = fg_in_file(p->destination);

	if (p->destination.n == 0 ||
	    strlen(p->destination.p) != p->destination.n)
		return fg_diag(d, FG_DESTINATION_UNUSABLE, place,
		    fg_show_errno(d, ENOENT));
	for (int tries = 0; tries < MOST_REOPENINGS; tries++) {
		if (try_open(p) != 0)
			return fg_diag(d, FG_DESTINATION_UNUSABLE, place,
			    fg_show_errno(d, errno));
		if (p->root < 0 || p->dry_run || is_still_there(p))
			return 0;
		close(p->root);
		p->root = -1;
	}
	return fg_diag(
	    d, FG_DESTINATION_UNUSABLE, place, fg_show_errno(d, ESTALE));
}

void
fg_staged_name(struct fg_publish *p, char name[FG_STAGED_NAME_SIZE])
{
	snprintf(name, FG_STAGED_NAME_SIZE,
	    STAGED_PREFIX "%lu-%lu-%lu" STAGED_SUFFIX, (unsigned long)getpid(),
	    p->root_inode, p->serial++);
}

static bool
parse_staged_name(unsigned long numbers[3], struct fg_str name)
{
	struct fg_str part;

	if (!fg_str_starts(name, FG_STR(STAGED_PREFIX)) ||
	    !fg_str_ends(name, FG_STR(STAGED_SUFFIX)))
		return false;
	name = fg_str_sub(name, sizeof(STAGED_PREFIX) - 1,
	    name.n - (sizeof(STAGED_SUFFIX) - 1));
	for (int i = 0; i < 3; i++)
		if (!fg_str_split(&part, &name, '-') ||
		    !fg_str_unsigned(&numbers[i], part))
			return false;
	return !name.p;
}

bool
fg_is_staged_name(struct fg_str name)
{
	unsigned long numbers[3];

	return parse_staged_name(numbers, name);
}

/*
 * Is nobody working with that file?  The name tells under which destination's
 * lock it was made: if that is ours, nobody can be.  Else a copied tree or a
 * destination inside another one is the cause, and the process must be dead.
 */
static bool
is_stale(const struct fg_publish *p, struct fg_str name)
{
	unsigned long numbers[3];

	if (!parse_staged_name(numbers, name))
		return false;
	if (p->locked && numbers[1] == p->root_inode)
		return true;
	return numbers[0] == 0 || numbers[0] > INT_MAX ||
	       (kill((pid_t)numbers[0], 0) != 0 && errno == ESRCH);
}

void
fg_folder_sweep(const struct fg_publish *p, int folder)
{
	int fd = openat(folder, ".", FOLDER_FLAGS);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *item;
	struct stat st;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((item = readdir(dir))) {
		if (item->d_name[0] != '.' ||
		    !is_stale(p, fg_str_c(item->d_name)))
			continue;
		/* An old file that was a link keeps being one. */
		if (fstatat(fd, item->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    (S_ISREG(st.st_mode) || S_ISLNK(st.st_mode)))
			unlinkat(fd, item->d_name, 0);
	}
	closedir(dir);
}
