/* SPDX-License-Identifier: ISC */
/* defaults_glob.c - what the scope of a defaults set matches on disk. */
#include "base/file.h"
#include "input/jekyll.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* Positions in a pattern are bits of a word. */
#define MOST_SEGMENTS 63
/* "{a,b}{c,d}" multiplies: more than anybody writes by hand. */
#define MOST_PATTERNS 1024
/* Each level holds a file descriptor open. */
#define MOST_DEPTH 128

/* One pattern without braces, cut at its slashes. */
struct pattern {
	struct fg_str segments[MOST_SEGMENTS];
	size_t n;
	bool only_directories; /* it ends in a slash */
};

struct hit {
	struct hit *next;
	struct fg_str path;
};

struct walk {
	struct pattern pattern;
	struct fg_arena scratch;
	struct fg_diags ignored; /* Jekyll's glob skips what it can't read */
	struct fg_arena *kept;
	struct hit *hits;
	size_t hit_count;
	struct fg_str collections_dir;
};

/* "**" is recursive only where a slash follows it. */
static bool
is_recursive(const struct pattern *p, size_t i)
{
	return fg_str_eq(p->segments[i], FG_STR("**")) &&
	       (i + 1 < p->n || p->only_directories);
}

/* The positions that are reached with position i: "**" may be nothing. */
static uint64_t
positions_from(const struct pattern *p, size_t i)
{
	uint64_t set = UINT64_C(1) << i;

	while (i < p->n && is_recursive(p, i))
		set |= UINT64_C(1) << ++i;
	return set;
}

/* The positions behind an entry of a folder that was read at `from`. */
static uint64_t
step(const struct pattern *p, uint64_t from, const struct fg_dir_entry *entry)
{
	bool hidden = entry->name.p[0] == '.';
	uint64_t to = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (!(from >> i & 1))
			continue;
		/* Not through links, which could lead in a circle. */
		if (is_recursive(p, i) && !hidden && !entry->is_link)
			to |= positions_from(p, i);
		else if (!is_recursive(p, i) &&
			 fg_glob_match(p->segments[i], entry->name))
			to |= positions_from(p, i + 1);
	}
	return to;
}

static void
add_hit(struct walk *w, struct fg_str path)
{
	struct hit *hit = FG_NEW(&w->scratch, struct hit);
	size_t n = w->collections_dir.n;

	if (n > 0 && path.n > n && path.p[n] == '/' &&
	    fg_str_starts(path, w->collections_dir))
		path = fg_str_sub(path, n + 1, path.n);
	hit->path = path;
	hit->next = w->hits;
	w->hits = hit;
	w->hit_count++;
}

static void
walk_folder(struct walk *w, int fd, struct fg_str path, uint64_t positions,
    unsigned depth)
{
	uint64_t complete = UINT64_C(1) << w->pattern.n;
	struct fg_dir_list list;

	if (fg_dir_read(&list, fd, path, &w->scratch, &w->ignored) < 0)
		return;
	for (size_t i = 0; i < list.n; i++) {
		struct fg_dir_entry *entry = &list.entries[i];
		bool is_folder = entry->type == FG_ENTRY_DIRECTORY;
		uint64_t to = step(&w->pattern, positions, entry);
		struct fg_str below;
		int child;

		if (!to || (!is_folder && !(to & complete)))
			continue;
		below = path.n ? fg_path_join(&w->scratch, path, entry->name)
			       : entry->name;
		/* A hit stands for all that is below it. */
		if (to & complete &&
		    (is_folder || !w->pattern.only_directories)) {
			add_hit(w, below);
		} else if (is_folder && depth < MOST_DEPTH) {
			child = openat(fd, entry->name.p,
			    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
			if (child < 0)
				continue;
			walk_folder(w, child, below, to, depth + 1);
			close(child);
		}
	}
}

/* false for a pattern that leads out of the source, or is too long. */
static bool
cut(struct pattern *p, struct fg_str s)
{
	struct fg_str segment;

	p->n = 0;
	p->only_directories = fg_str_ends(s, FG_STR("/"));
	if (fg_str_starts(s, FG_STR("/")))
		return false;
	while (fg_str_split(&segment, &s, '/')) {
		if (segment.n == 0 || fg_str_eq(segment, FG_STR(".")))
			continue;
		if (p->n == MOST_SEGMENTS || fg_str_eq(segment, FG_STR("..")))
			return false;
		p->segments[p->n++] = segment;
	}
	return p->n > 0;
}

/*
 * The first "{", unescaped, and the "}" that belongs to it; false if there is
 * no such pair.
 */
static bool
find_braces(size_t *open, size_t *close, struct fg_str s)
{
	size_t nested = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\') {
			i++;
		} else if (s.p[i] == '{') {
			if (nested++ == 0)
				*open = i;
		} else if (s.p[i] == '}' && nested > 0 && --nested == 0) {
			*close = i;
			return true;
		}
	}
	return false;
}

/* End of the alternative that begins at from: its comma, or the "}". */
static size_t
alternative_end(struct fg_str s, size_t from, size_t close)
{
	size_t nested = 0;

	for (size_t i = from; i < close; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '{')
			nested++;
		else if (s.p[i] == '}' && nested > 0)
			nested--;
		else if (s.p[i] == ',' && nested == 0)
			return i;
	}
	return close;
}

/* Walk for each pattern that the braces stand for. */
static void
walk_alternatives(struct walk *w, int fd, struct fg_str pattern)
{
	struct fg_str *todo =
	    fg_arena_array(&w->scratch, MOST_PATTERNS, sizeof(*todo));
	size_t n = 0, made = 1, open, close;

	todo[n++] = pattern;
	while (n > 0) {
		struct fg_str s = todo[--n];

		if (!find_braces(&open, &close, s)) {
			if (cut(&w->pattern, s))
				walk_folder(w, fd, FG_STR(""),
				    positions_from(&w->pattern, 0), 0);
			continue;
		}
		for (size_t from = open + 1; from <= close;) {
			size_t to = alternative_end(s, from, close);
			struct fg_str head = fg_arena_join(&w->scratch,
			    fg_str_sub(s, 0, open), fg_str_sub(s, from, to));

			if (made++ >= MOST_PATTERNS)
				return;
			todo[n++] = fg_arena_join(
			    &w->scratch, head, fg_str_sub(s, close + 1, s.n));
			from = to + 1;
		}
	}
}

static int
compare(const void *a, const void *b)
{
	return fg_str_cmp(*(const struct fg_str *)a, *(const struct fg_str *)b);
}

/* Sorted, without those that begin with another one. */
static struct fg_str_list
collect(const struct walk *w)
{
	struct fg_str_list list = {0};

	list.items = fg_arena_array(w->kept, w->hit_count, sizeof(*list.items));
	for (const struct hit *hit = w->hits; hit; hit = hit->next)
		list.items[list.n++] = hit->path;
	if (list.n > 0)
		qsort(list.items, list.n, sizeof(*list.items), compare);
	list.n = 0;
	for (size_t i = 0; i < w->hit_count; i++) {
		struct fg_str path = list.items[i];

		if (list.n == 0 || !fg_str_starts(path, list.items[list.n - 1]))
			list.items[list.n++] = fg_arena_copy(w->kept, path);
	}
	return list;
}

void
fg_defaults_glob(
    struct fg_defaults *set, const struct fg_site *site, struct fg_arena *a)
{
	struct walk w = {.kept = a, .collections_dir = site->collections_dir};

	set->is_glob = fg_str_find(set->path, '*', 0) < set->path.n;
	if (!set->is_glob)
		return;
	w.ignored.arena = &w.scratch;
	walk_alternatives(&w, site->source_fd, set->path);
	set->globbed = collect(&w);
	fg_arena_free(&w.scratch);
}
