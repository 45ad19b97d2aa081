/* SPDX-License-Identifier: ISC */
/* config_glob.c - what the path of a `defaults:` scope matches on disk. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "input/config_reader.h"
#include "input/jekyll.h"

/* Folders to open for one pattern; a loop of links ends here too. */
#define FOLDERS_MOST 100000
#define DEPTH_MOST 64

struct glob {
	struct fg_config_reader *reader;
	struct fg_str *hits;
	size_t n, capacity;
	unsigned folders;
};

static void
add_hit(struct glob *g, struct fg_str path)
{
	if (g->n == g->capacity) {
		g->capacity = g->capacity ? g->capacity * 2 : 64;
		g->hits = reallocarray(g->hits, g->capacity, sizeof(*g->hits));
		if (!g->hits)
			fg_out_of_memory();
	}
	g->hits[g->n++] = path;
}

static void walk(struct glob *g, int dirfd, struct fg_str path,
    struct fg_str pattern, unsigned depth);

/* Go on with the rest of the pattern in a folder below. */
static void
descend(struct glob *g, int dirfd, const struct fg_dir_entry *entry,
    struct fg_str path, struct fg_str pattern, unsigned depth)
{
	int fd;

	if (entry->type != FG_ENTRY_DIRECTORY || depth == DEPTH_MOST)
		return;
	fd = openat(dirfd, entry->name.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	walk(g, fd, path, pattern, depth + 1);
	close(fd);
}

/*
 * Match the first part of the pattern with what is in the folder: two stars
 * stand for any number of folders, without hidden ones and links.
 */
static void
walk(struct glob *g, int dirfd, struct fg_str path, struct fg_str pattern,
    unsigned depth)
{
	struct fg_arena *a = g->reader->arena;
	size_t slash = fg_str_find(pattern, '/', 0);
	struct fg_str part = fg_str_sub(pattern, 0, slash);
	struct fg_str rest = fg_str_sub(pattern, slash + 1, pattern.n);
	bool is_last = slash == pattern.n;
	bool is_deep = fg_str_eq(part, FG_STR("**")) && !is_last;
	struct fg_dir_list list;

	if (g->folders++ >= FOLDERS_MOST ||
	    fg_dir_read(&list, dirfd, path.n ? path : g->reader->folder, a,
		g->reader->diags) != 0)
		return;
	if (is_deep)
		walk(g, dirfd, path, rest, depth);
	for (size_t i = 0; i < list.n; i++) {
		const struct fg_dir_entry *entry = &list.entries[i];
		struct fg_str below =
		    path.n ? fg_path_join(a, path, entry->name) : entry->name;

		if (is_deep) {
			if (entry->name.p[0] != '.' && !entry->is_link)
				descend(g, dirfd, entry, below, pattern, depth);
		} else if (fg_glob_match(part, entry->name)) {
			/* "a/" matches the folder a. */
			if (is_last ||
			    (rest.n == 0 && entry->type == FG_ENTRY_DIRECTORY))
				add_hit(g, below);
			else
				descend(g, dirfd, entry, below, rest, depth);
		}
	}
}

static int
by_text(const void *a, const void *b)
{
	return fg_str_cmp(*(const struct fg_str *)a, *(const struct fg_str *)b);
}

struct fg_str_list
fg_scope_glob(struct fg_config_reader *r, int dirfd, struct fg_str pattern)
{
	struct glob g = {.reader = r};
	struct fg_str_list list = {NULL, 0};

	walk(&g, dirfd, FG_STR(""), pattern, 0);
	if (g.n > 1)
		qsort(g.hits, g.n, sizeof(*g.hits), by_text);
	list.items = fg_arena_array(r->arena, g.n, sizeof(*list.items));
	for (size_t i = 0; i < g.n; i++)
		if (list.n == 0 ||
		    !fg_str_starts(g.hits[i], list.items[list.n - 1]))
			list.items[list.n++] = g.hits[i];
	free(g.hits);
	return list;
}
