/* SPDX-License-Identifier: ISC */
/* publish_stage.c - staging files, putting them in place, and taking it back.
 */
#include "base/file.h"
#include "output/publish_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_MODE 0666
/* A temporary name may be taken by what no sweep may remove. */
#define MOST_NAMES 1000

static struct fg_place
place_of(const struct fg_publish *p, const char *path, struct fg_diags *d)
{
	return fg_in_file(
	    fg_path_join(d->arena, p->destination, fg_str_c(path)));
}

/*
 * The first part of a path that stands where a folder should, or NULL.  Its
 * own walk, because the error number tells only that there is one.
 */
static const char *
find_non_folder(
    const struct fg_publish *p, const char *path, struct fg_diags *d)
{
	struct fg_str whole = fg_str_c(path);

	for (size_t to = 0; p->root >= 0 && to < whole.n; to++) {
		const char *part;
		struct stat st;

		to = fg_str_find(whole, '/', to);
		part = fg_arena_cstr(d->arena, fg_str_sub(whole, 0, to));
		if (fstatat(p->root, part, &st, 0) != 0)
			return NULL;
		if (!S_ISDIR(st.st_mode))
			return fg_show(d, fg_str_sub(whole, 0, to));
	}
	return NULL;
}

int
fg_publish_fail(const struct fg_publish *p, const struct fg_publish_item *item,
    int error, struct fg_diags *d)
{
	struct fg_place place = place_of(p, item->path, d);
	const char *part;

	if (error == EXDEV || error == ELOOP)
		return fg_diag(d, FG_PUBLISH_LINK, place, NULL);
	part = error == ENOTDIR || error == EEXIST
		   ? find_non_folder(p, item->path, d)
		   : NULL;
	if (part)
		return fg_diag(d, FG_PUBLISH_NO_FOLDER, place, part);
	return fg_diag(d, FG_PUBLISH_FAILED, place, fg_show_errno(d, error));
}

/* An empty file under a new temporary name; a descriptor, or -1 with errno. */
static int
create_staged(struct fg_publish *p, struct fg_publish_item *item, int folder)
{
	/* At first not more open than the old file, whatever comes later. */
	mode_t mode = item->has_old ? item->mode & 0777 : NEW_MODE;

	for (int tries = 0; tries < MOST_NAMES; tries++) {
		int fd;

		fg_staged_name(p, item->staged);
		fd = openat(folder, item->staged,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
		if (fd >= 0)
			item->step = FG_STEP_STAGED;
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static int
write_all(int fd, struct fg_str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = ENOSPC;
		if (n <= 0)
			return -1;
		bytes = fg_str_sub(bytes, (size_t)n, bytes.n);
	}
	return 0;
}

/* Give the new file the owner, where we may, and the mode of the old one. */
static int
copy_mode(int fd, const struct fg_publish_item *item)
{
	struct stat st;

	if (!item->has_old)
		return 0;
	if (fstat(fd, &st) != 0)
		return -1;
	if ((st.st_uid != item->uid || st.st_gid != item->gid) &&
	    fchown(fd, item->uid, item->gid) != 0 && errno != EPERM &&
	    errno != EINVAL)
		return -1;
	if ((st.st_mode & 0777) == (item->mode & 0777))
		return 0;
	return fchmod(fd, item->mode & 0777);
}

/* close() may be the first to tell of a full disk (NFS). */
static int
close_checked(int fd)
{
	return close(fd) == 0 || errno == EINTR ? 0 : -1;
}

static int
stage(struct fg_publish *p, struct fg_publish_item *item)
{
	int folder = fg_folder_open(p, item->folder, true);
	int fd = folder < 0 ? -1 : create_staged(p, item, folder);
	int error;

	if (fd < 0)
		return -1;
	if (write_all(fd, item->bytes) == 0 && copy_mode(fd, item) == 0 &&
	    fsync(fd) == 0)
		return close_checked(fd);
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static bool
is_written(const struct fg_publish_item *item)
{
	return item->status == FG_PUBLISH_CREATED ||
	       item->status == FG_PUBLISH_UPDATED;
}

int
fg_stage_all(struct fg_publish *p, struct fg_diags *d)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_written(&p->items[i]) && stage(p, &p->items[i]) != 0)
			return fg_publish_fail(p, &p->items[i], errno, d);
	return 0;
}

/*
 * For file systems that cannot exchange: the old file gets another name
 * before the new one takes its place.
 */
static int
replace_by_link(struct fg_publish *p, struct fg_publish_item *item, int folder)
{
	char kept[FG_STAGED_NAME_SIZE];
	bool linked;

	fg_staged_name(p, kept);
	linked = linkat(folder, item->name, folder, kept, 0) == 0;
	if (renameat(folder, item->staged, folder, item->name) != 0) {
		int error = errno;

		if (linked)
			unlinkat(folder, kept, 0);
		errno = error;
		return -1;
	}
	item->step = linked ? FG_STEP_KEPT : FG_STEP_FINAL;
	memcpy(item->staged, kept, sizeof(kept));
	return 0;
}

static int
replace(struct fg_publish *p, struct fg_publish_item *item)
{
	int folder = fg_folder_open(p, item->folder, false);

	if (folder < 0)
		return -1;
	if (item->has_old) {
		if (renameat2(folder, item->staged, folder, item->name,
			RENAME_EXCHANGE) == 0) {
			item->step = FG_STEP_KEPT;
			return 0;
		}
		if (errno == EINVAL || errno == ENOSYS || errno == EPERM)
			return replace_by_link(p, item, folder);
		/* ENOENT: the old file has been removed meanwhile. */
		if (errno != ENOENT)
			return -1;
	}
	if (renameat(folder, item->staged, folder, item->name) != 0)
		return -1;
	item->step = FG_STEP_CREATED;
	return 0;
}

int
fg_replace_all(struct fg_publish *p, struct fg_diags *d)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_written(&p->items[i]) && replace(p, &p->items[i]) != 0)
			return fg_publish_fail(p, &p->items[i], errno, d);
	return 0;
}

int
fg_sync_all(struct fg_publish *p, struct fg_diags *d)
{
	const struct fg_str *previous = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct fg_publish_item *item = &p->items[i];
		int folder;

		if (!is_written(item) ||
		    (previous && fg_str_eq(*previous, item->folder)))
			continue;
		folder = fg_folder_open(p, item->folder, false);
		if (folder < 0 || fg_folder_sync(folder) != 0)
			return fg_publish_fail(p, item, errno, d);
		previous = &item->folder;
	}
	if (fg_made_sync(p) != 0)
		return fg_diag(d, FG_DESTINATION_UNUSABLE,
		    fg_in_file(p->destination), fg_show_errno(d, errno));
	return 0;
}

/* Taken away by a rename, so that it can be put back. */
static int
remove_old(struct fg_publish *p, struct fg_publish_item *item)
{
	int folder = fg_folder_open(p, item->folder, false);

	if (folder < 0)
		return errno == ENOENT ? 0 : -1;
	fg_staged_name(p, item->staged);
	if (renameat(folder, item->name, folder, item->staged) != 0)
		return errno == ENOENT ? 0 : -1;
	item->step = FG_STEP_KEPT;
	return 0;
}

int
fg_remove_all(struct fg_publish *p, struct fg_diags *d)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].status == FG_PUBLISH_REMOVED &&
		    remove_old(p, &p->items[i]) != 0)
			return fg_publish_fail(p, &p->items[i], errno, d);
	return 0;
}

void
fg_stage_finish(struct fg_publish *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct fg_publish_item *item = &p->items[i];
		int folder;

		if (item->step != FG_STEP_KEPT)
			continue;
		folder = fg_folder_open(p, item->folder, false);
		/* What stays is swept by the next run. */
		if (folder >= 0)
			unlinkat(folder, item->staged, 0);
		item->step = FG_STEP_FINAL;
	}
}

static int
undo(struct fg_publish *p, struct fg_publish_item *item)
{
	int folder = fg_folder_open(p, item->folder, false);

	if (item->step == FG_STEP_STAGED) {
		/* What stays is swept by the next run. */
		if (folder >= 0)
			unlinkat(folder, item->staged, 0);
		return 0;
	}
	if (folder < 0)
		return -1;
	if (item->step == FG_STEP_KEPT)
		return renameat(folder, item->staged, folder, item->name);
	if (item->step == FG_STEP_CREATED)
		return unlinkat(folder, item->name, 0);
	errno = EOPNOTSUPP;
	return -1;
}

void
fg_stage_undo(struct fg_publish *p, struct fg_diags *d)
{
	for (size_t i = p->n; i > 0; i--) {
		struct fg_publish_item *item = &p->items[i - 1];

		if (item->step == FG_STEP_NONE)
			continue;
		if (undo(p, item) != 0)
			fg_diag(d, FG_PUBLISH_NOT_UNDONE,
			    place_of(p, item->path, d),
			    fg_show_errno(d, errno));
		item->step = FG_STEP_NONE;
	}
}
