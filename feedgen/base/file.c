/* SPDX-License-Identifier: ISC */
/* file.c - reading files and folders, under limits. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Kernel files (/proc) tell no size and want more than a byte at a time. */
#define LEAST_READ 4096
#define FIRST_ENTRIES 64

/* Is that what a user may cause and mend: a path, a permission, a link? */
static bool
is_users_error(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
	case EACCES:
	case EPERM:
	case ELOOP:
	case ENAMETOOLONG:
	case EISDIR:
	case ENXIO:
	case ENODEV:
		return true;
	default:
		return false;
	}
}

static const char *
kind_of(mode_t mode)
{
	if (S_ISDIR(mode))
		return "a folder";
	if (S_ISFIFO(mode))
		return "a FIFO";
	if (S_ISSOCK(mode))
		return "a socket";
	return "a device";
}

/* Why the path could not be opened, with what the error number hides. */
static int
fail_open(int dirfd, const char *path, struct fg_str name, int error,
    struct fg_diags *d)
{
	struct fg_place place = fg_in_file(name);
	struct stat st;

	/* A socket cannot be opened. */
	if (error == ENXIO && fstatat(dirfd, path, &st, 0) == 0)
		return fg_diag(
		    d, FG_FILE_NOT_REGULAR, place, kind_of(st.st_mode));
	if (error == ENOENT &&
	    fstatat(dirfd, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISLNK(st.st_mode))
		return fg_diag(d, FG_FILE_UNREADABLE, place,
		    "the symbolic link points to nothing");
	return fg_diag(d,
	    is_users_error(error) ? FG_FILE_UNREADABLE : FG_FILE_READ_FAILED,
	    place, fg_show_errno(d, error));
}

static int
fail_size(size_t most, struct fg_str name, struct fg_diags *d)
{
	return fg_diag(d, FG_FILE_TOO_LARGE, fg_in_file(name),
	    fg_show_number(d, (long long)most));
}

static ssize_t
read_some(int fd, char *p, size_t n)
{
	ssize_t got;

	do
		got = read(fd, p, n);
	while (got < 0 && errno == EINTR);
	return got;
}

/*
 * Read to the end, where size is what fstat said: one read when the file has
 * that size still, else as many as it takes to see its end.
 */
static int
read_all(struct fg_buf *buf, int fd, size_t size, size_t most,
    struct fg_str name, struct fg_diags *d)
{
	size_t want = size < LEAST_READ ? LEAST_READ : size + 1;

	for (;;) {
		ssize_t got;

		fg_buf_reserve(buf, want);
		got = read_some(fd, buf->p + buf->n, want);
		if (got < 0)
			return fg_diag(d, FG_FILE_READ_FAILED, fg_in_file(name),
			    fg_show_errno(d, errno));
		buf->n += (size_t)got;
		buf->p[buf->n] = '\0';
		if (buf->n > most)
			return fail_size(most, name, d);
		if (got == 0 || ((size_t)got < want && buf->n == size))
			return 0;
		want = buf->n < LEAST_READ ? LEAST_READ : buf->n;
		if (want > most - buf->n + 1)
			want = most - buf->n + 1;
	}
}

static int
read_open(struct fg_buf *buf, int fd, size_t most, struct fg_str name,
    struct fg_diags *d)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return fg_diag(d, FG_FILE_READ_FAILED, fg_in_file(name),
		    fg_show_errno(d, errno));
	if (!S_ISREG(st.st_mode))
		return fg_diag(d, FG_FILE_NOT_REGULAR, fg_in_file(name),
		    kind_of(st.st_mode));
	if (st.st_size > (off_t)most)
		return fail_size(most, name, d);
	return read_all(buf, fd, (size_t)st.st_size, most, name, d);
}

int
fg_file_read(struct fg_buf *buf, int dirfd, const char *path,
    struct fg_str name, struct fg_diags *d)
{
	size_t cap = buf->max, most = cap ? cap : FG_FILE_MOST;
	int fd, result;

	fg_buf_reset(buf);
	fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return fail_open(dirfd, path, name, errno, d);
	/* One byte more than the cap has to fit, to see that it is crossed. */
	buf->max = 0;
	result = read_open(buf, fd, most, name, d);
	close(fd);
	buf->max = cap;
	if (result != 0)
		fg_buf_reset(buf);
	return result;
}

static enum fg_entry_type
type_of(mode_t mode)
{
	if (S_ISREG(mode))
		return FG_ENTRY_FILE;
	return S_ISDIR(mode) ? FG_ENTRY_DIRECTORY : FG_ENTRY_OTHER;
}

/* Only links, and file systems that do not tell types, cost a stat. */
static void
find_type(struct fg_dir_entry *entry, int dirfd, const struct dirent *item)
{
	struct stat st;

	entry->type = FG_ENTRY_OTHER;
	entry->is_link = item->d_type == DT_LNK;
	switch (item->d_type) {
	case DT_REG:
		entry->type = FG_ENTRY_FILE;
		return;
	case DT_DIR:
		entry->type = FG_ENTRY_DIRECTORY;
		return;
	case DT_UNKNOWN:
		if (fstatat(dirfd, item->d_name, &st, AT_SYMLINK_NOFOLLOW))
			return;
		entry->is_link = S_ISLNK(st.st_mode);
		entry->type = type_of(st.st_mode);
		break;
	}
	if (entry->is_link && fstatat(dirfd, item->d_name, &st, 0) == 0)
		entry->type = type_of(st.st_mode);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct fg_dir_entry *first = a, *second = b;

	return fg_str_cmp(first->name, second->name);
}

static bool
is_dot(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* All entries, unsorted, in memory to be freed; errno is 0 at the end. */
static struct fg_dir_entry *
read_entries(size_t *n, DIR *dir, struct fg_arena *a)
{
	struct fg_dir_entry *entries = NULL;
	size_t capacity = 0;
	struct dirent *item;

	*n = 0;
	while ((errno = 0, item = readdir(dir))) {
		if (is_dot(item->d_name))
			continue;
		if (*n == capacity) {
			capacity = capacity ? 2 * capacity : FIRST_ENTRIES;
			entries =
			    reallocarray(entries, capacity, sizeof(*entries));
			if (!entries)
				fg_out_of_memory();
		}
		entries[*n].name = fg_arena_copy(a, fg_str_c(item->d_name));
		find_type(&entries[(*n)++], dirfd(dir), item);
	}
	return entries;
}

static int
fail_dir(struct fg_str name, int error, struct fg_diags *d)
{
	return fg_diag(d,
	    is_users_error(error) ? FG_DIR_UNREADABLE : FG_FILE_READ_FAILED,
	    fg_in_file(name), fg_show_errno(d, error));
}

int
fg_dir_read(struct fg_dir_list *list, int dirfd, struct fg_str name,
    struct fg_arena *a, struct fg_diags *d)
{
	/* Opened anew: a DIR would take dirfd over, and move its offset. */
	int error, fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct fg_dir_entry *entries;

	*list = (struct fg_dir_list){0};
	if (!dir) {
		error = errno;
		if (fd >= 0)
			close(fd);
		return fail_dir(name, error, d);
	}
	entries = read_entries(&list->n, dir, a);
	error = errno;
	closedir(dir);
	if (list->n)
		qsort(entries, list->n, sizeof(*entries), compare_entries);
	list->entries = fg_arena_array(a, list->n, sizeof(*entries));
	if (list->n)
		memcpy(list->entries, entries, list->n * sizeof(*entries));
	free(entries);
	return error ? fail_dir(name, error, d) : 0;
}

struct fg_str
fg_path_join(struct fg_arena *a, struct fg_str directory, struct fg_str name)
{
	bool relative = directory.n == 0;

	while (directory.n > 0 && directory.p[directory.n - 1] == '/')
		directory.n--;
	if (relative || name.n == 0)
		return fg_arena_join(a, directory, name);
	while (name.n > 0 && name.p[0] == '/')
		name = fg_str_sub(name, 1, name.n);
	return fg_arena_join(a, fg_arena_join(a, directory, FG_STR("/")), name);
}

struct fg_str
fg_path_base(struct fg_str path)
{
	size_t slash = fg_str_rfind(path, '/');

	return slash == path.n ? path : fg_str_sub(path, slash + 1, path.n);
}

struct fg_str
fg_path_extension(struct fg_str path)
{
	struct fg_str base = fg_path_base(path);
	size_t dots = 0;

	while (dots < base.n && base.p[dots] == '.')
		dots++;
	base = fg_str_sub(base, dots, base.n);
	return fg_str_sub(base, fg_str_rfind(base, '.'), base.n);
}

size_t
fg_file_peek(int dirfd, const char *path, char *first, size_t n)
{
	int fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	ssize_t got = -1;

	if (fd < 0)
		return 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		got = read(fd, first, n);
	close(fd);
	return got < 0 ? 0 : (size_t)got;
}
