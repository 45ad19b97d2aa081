/* SPDX-License-Identifier: ISC */
/* publish.c - all files or none: what is to be done, and the order of it. */
#include "output/publish.h"

#include "base/file.h"
#include "output/publish_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMPARED_AT_ONCE (64 * 1024)

int
fg_publish_open(struct fg_publish **out, struct fg_str destination,
    bool dry_run, struct fg_diags *d)
{
	struct fg_publish *p = calloc(1, sizeof(*p));

	if (!p)
		fg_out_of_memory();
	p->destination = fg_arena_copy(&p->arena, destination);
	p->dry_run = dry_run;
	p->root = -1;
	p->open_fd = -1;
	if (fg_destination_open(p, d) != 0) {
		fg_publish_free(p);
		*out = NULL;
		return -1;
	}
	*out = p;
	return 0;
}

static bool
is_dots(struct fg_str part)
{
	return fg_str_eq(part, FG_STR(".")) || fg_str_eq(part, FG_STR(".."));
}

/* Relative, without empty parts, dots and NUL, and not one of our own. */
static bool
is_file_path(struct fg_str path)
{
	struct fg_str part;

	if (!path.p || fg_str_find(path, '\0', 0) < path.n ||
	    fg_is_staged_name(fg_path_base(path)))
		return false;
	while (fg_str_split(&part, &path, '/'))
		if (part.n == 0 || is_dots(part))
			return false;
	return true;
}

static ssize_t
read_full(int fd, char *p, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = read(fd, p + done, n - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? -1 : (ssize_t)done;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* One that cannot be read is not the same: it will be replaced. */
static bool
is_same(int fd, struct fg_str bytes)
{
	char *old = malloc(COMPARED_AT_ONCE);
	bool same = true;

	if (!old)
		fg_out_of_memory();
	while (same && bytes.n > 0) {
		size_t n =
		    bytes.n < COMPARED_AT_ONCE ? bytes.n : COMPARED_AT_ONCE;

		same = read_full(fd, old, n) == (ssize_t)n &&
		       memcmp(old, bytes.p, n) == 0;
		bytes = fg_str_sub(bytes, n, bytes.n);
	}
	free(old);
	return same;
}

static const char *
kind_of(mode_t mode)
{
	return S_ISDIR(mode) ? "a folder" : "a device, FIFO or socket";
}

static int
fail_kind(struct fg_publish *p, const struct fg_publish_item *item, mode_t mode,
    struct fg_diags *d)
{
	struct fg_str file =
	    fg_path_join(d->arena, p->destination, fg_str_c(item->path));

	return fg_diag(d, FG_PUBLISH_BLOCKED, fg_in_file(file), kind_of(mode));
}

static void
note_old(struct fg_publish_item *item, const struct stat *st)
{
	item->mode = st->st_mode;
	item->uid = st->st_uid;
	item->gid = st->st_gid;
}

/* Look at the file, or at what the link leads to; `st` is of that name. */
static int
look_at_old(struct fg_publish *p, struct fg_publish_item *item,
    const struct stat *st, struct fg_diags *d)
{
	struct stat target;
	int fd;

	if (!S_ISREG(st->st_mode) && !S_ISLNK(st->st_mode))
		return fail_kind(p, item, st->st_mode, d);
	item->has_old = true;
	item->status = FG_PUBLISH_UPDATED;
	note_old(item, st);
	if (S_ISLNK(st->st_mode))
		item->mode = 0666;
	fd = fg_open_beneath(
	    p->root, item->path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return errno == EXDEV || errno == ELOOP
			   ? fg_publish_fail(p, item, errno, d)
			   : 0;
	if (fstat(fd, &target) != 0) {
		int error = errno;

		close(fd);
		return fg_publish_fail(p, item, error, d);
	}
	if (S_ISREG(target.st_mode)) {
		note_old(item, &target);
		if ((size_t)target.st_size == item->bytes.n &&
		    is_same(fd, item->bytes))
			item->status = FG_PUBLISH_UNCHANGED;
	}
	close(fd);
	return S_ISREG(target.st_mode) ? 0
				       : fail_kind(p, item, target.st_mode, d);
}

/* Find out what stands there now. */
static int
look(struct fg_publish *p, struct fg_publish_item *item, struct fg_diags *d)
{
	struct stat st;
	int folder = fg_folder_open(p, item->folder, false);

	item->status = FG_PUBLISH_CREATED;
	if (folder >= 0 && !p->dry_run) {
		void **swept = fg_map_put(&p->folders, item->folder);

		if (!*swept)
			fg_folder_sweep(p, folder);
		*swept = p;
	}
	if (folder >= 0 &&
	    fstatat(folder, item->name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return look_at_old(p, item, &st, d);
	if (errno == ENOENT)
		return 0;
	return fg_publish_fail(p, item, errno, d);
}

/* Check a path and look at it; 0, or -1 with a diagnostic. */
static int
prepare(struct fg_publish_item *item, struct fg_publish *p, struct fg_str path,
    struct fg_diags *d)
{
	size_t slash;

	if (!is_file_path(path))
		return fg_diag(d, FG_PUBLISH_PATH, fg_in_file(p->destination),
		    fg_show(d, path));
	if (fg_map_get(&p->paths, path))
		return fg_diag(d, FG_PUBLISH_TWICE,
		    fg_in_file(fg_path_join(d->arena, p->destination, path)),
		    NULL);
	path = fg_arena_copy(&p->arena, path);
	slash = fg_str_rfind(path, '/');
	item->path = path.p;
	item->name = fg_path_base(path).p;
	item->folder = fg_str_sub(path, 0, slash == path.n ? 0 : slash);
	return look(p, item, d);
}

static void
append(struct fg_publish *p, const struct fg_publish_item *item)
{
	if (p->n == p->capacity) {
		p->capacity = p->capacity ? 2 * p->capacity : 16;
		p->items =
		    reallocarray(p->items, p->capacity, sizeof(*p->items));
		if (!p->items)
			fg_out_of_memory();
	}
	p->items[p->n++] = *item;
	*fg_map_put(&p->paths, fg_str_c(item->path)) = p;
}

int
fg_publish_add(struct fg_publish *p, struct fg_str path, struct fg_str bytes,
    struct fg_diags *d)
{
	struct fg_publish_item item = {.bytes = bytes};

	if (prepare(&item, p, path, d) != 0)
		return -1;
	append(p, &item);
	return 0;
}

int
fg_publish_remove(struct fg_publish *p, struct fg_str path, struct fg_diags *d)
{
	struct fg_publish_item item = {0};

	if (prepare(&item, p, path, d) != 0)
		return -1;
	item.status = item.has_old ? FG_PUBLISH_REMOVED : FG_PUBLISH_UNCHANGED;
	append(p, &item);
	return 0;
}

bool
fg_publish_exists(const struct fg_publish *p, struct fg_str path)
{
	struct stat st;
	char *name;
	bool exists;
	int fd;

	if (p->root < 0 || !is_file_path(path))
		return false;
	name = strndup(path.p, path.n);
	if (!name)
		fg_out_of_memory();
	fd = fg_open_beneath(p->root, name, O_PATH);
	free(name);
	if (fd < 0)
		return false;
	exists = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	close(fd);
	return exists;
}

int
fg_publish_commit(struct fg_publish *p, struct fg_diags *d)
{
	if (p->dry_run)
		return 0;
	if (fg_stage_all(p, d) != 0 || fg_replace_all(p, d) != 0 ||
	    fg_sync_all(p, d) != 0 || fg_remove_all(p, d) != 0) {
		fg_stage_undo(p, d);
		return -1;
	}
	fg_stage_finish(p);
	p->committed = true;
	return 0;
}

enum fg_publish_status
fg_publish_status(const struct fg_publish *p, size_t index)
{
	return p->items[index].status;
}

void
fg_publish_free(struct fg_publish *p)
{
	if (!p)
		return;
	if (!p->committed)
		fg_made_remove(p);
	if (p->open_fd >= 0)
		close(p->open_fd);
	/* Closing releases the lock. */
	if (p->root >= 0)
		close(p->root);
	fg_map_free(&p->paths);
	fg_map_free(&p->folders);
	fg_arena_free(&p->arena);
	free(p->items);
	free(p);
}
