/* SPDX-License-Identifier: ISC */
/* walk.c - from folders to candidates. */
#include "input/walk.h"

#include "base/file.h"
#include "base/map.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct walk {
	const struct fg_site *site;
	struct fg_arena *arena;
	struct fg_diags *diags;
	struct fg_candidate *items;
	size_t n, capacity;
	size_t linked; /* folders reached through links */
	struct stat destination; /* st_ino 0: there is none yet */
	struct fg_str watched;	 /* path that is asked about; or absent */
	struct fg_rejection *rejection; /* of it */
	int result;
};

/* A folder being walked, and those that it lies in. */
struct folder {
	const struct folder *parent;
	int fd;
	struct fg_str path; /* "" is the source */
	unsigned depth;
	bool is_linked; /* reached through a link, here or above */
};

/* What is read in a folder that belongs to a collection. */
struct special {
	enum fg_role role;
	const struct fg_collection *collection;
	size_t base; /* length of the collection folder's path, with slash */
};

/*
 * Every path that is not read passes here.  Of the rejections of a watched
 * path that of the innermost folder counts: _posts has a special name, and is
 * entered all the same.
 */
static void
pass_over(struct walk *w, struct fg_str path, enum fg_why why,
    const struct fg_str *pattern)
{
	if (!w->watched.p || path.n <= w->rejection->path.n ||
	    !fg_str_starts(w->watched, path) ||
	    (path.n < w->watched.n && w->watched.p[path.n] != '/'))
		return;
	*w->rejection = (struct fg_rejection){why, path, pattern};
}

static void
add_candidate(struct walk *w, struct fg_str path, enum fg_role role,
    const struct fg_collection *collection)
{
	if (w->n == w->capacity) {
		w->capacity = w->capacity ? w->capacity * 2 : 256;
		w->items = reallocarray(
		    w->items, w->capacity, sizeof(*w->items));
		if (!w->items)
			fg_out_of_memory();
	}
	w->items[w->n++] = (struct fg_candidate){path, role, collection};
}

/* Is the open folder one of those that it lies in? */
static bool
is_circle(int fd, const struct folder *parent)
{
	struct stat here, above;

	if (fstat(fd, &here) != 0)
		return false;
	for (; parent; parent = parent->parent)
		if (fstat(parent->fd, &above) == 0 &&
		    above.st_ino == here.st_ino && above.st_dev == here.st_dev)
			return true;
	return false;
}

/* Open a folder below the source; a link that leads out of it gives -1. */
static int
open_folder(struct walk *w, struct fg_str path, bool is_link)
{
	struct open_how how = {.flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC,
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};

	if (!is_link)
		return openat(w->site->source_fd, path.p,
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return (int)syscall(
	    SYS_openat2, w->site->source_fd, path.p, &how, sizeof(how));
}

static struct fg_str
shown_path(struct walk *w, struct fg_str path)
{
	if (w->site->source.n == 0 && path.n == 0)
		return FG_STR(".");
	return fg_path_join(w->arena, w->site->source, path);
}

static bool
is_destination(const struct walk *w, int fd)
{
	struct stat st;

	return w->destination.st_ino != 0 && fstat(fd, &st) == 0 &&
	       st.st_ino == w->destination.st_ino &&
	       st.st_dev == w->destination.st_dev;
}

typedef void visit_fn(
    struct walk *w, const struct folder *folder, const struct special *special);

/* Folders that link to each other are as many as the factorial of them. */
static bool
is_one_too_many(struct walk *w, const struct folder *folder)
{
	if (!folder->is_linked || ++w->linked <= FG_WALK_LINKED_MOST)
		return false;
	if (w->linked == FG_WALK_LINKED_MOST + 1)
		w->result = fg_diag(w->diags, FG_DIR_LINKS,
		    fg_in_file(shown_path(w, folder->path)),
		    fg_show_number(w->diags, FG_WALK_LINKED_MOST));
	return true;
}

/* Open the folder, call visit with it unless it must not be entered, close it. */
static void
enter(struct walk *w, const struct folder *parent, struct fg_str path,
    bool is_link, visit_fn *visit, const struct special *special)
{
	struct folder folder = {
	    parent, -1, path, parent->depth + 1, is_link || parent->is_linked};

	if (is_one_too_many(w, &folder)) {
		pass_over(w, path, FG_WHY_FOLDER_LINKS, NULL);
		return;
	}
	if (folder.depth > FG_WALK_DEPTH_MOST) {
		w->result = fg_diag(w->diags, FG_DIR_TOO_DEEP,
		    fg_in_file(shown_path(w, path)),
		    fg_show_number(w->diags, FG_WALK_DEPTH_MOST));
		pass_over(w, path, FG_WHY_FOLDER_DEEP, NULL);
		return;
	}
	folder.fd = open_folder(w, path, is_link);
	if (folder.fd < 0 && is_link) {
		fg_diag(w->diags, FG_DIR_LINK, fg_in_file(shown_path(w, path)),
		    NULL);
		pass_over(w, path, FG_WHY_FOLDER_LINK, NULL);
		return;
	}
	if (folder.fd < 0) {
		pass_over(w, path, FG_WHY_FOLDER_CLOSED, NULL);
		w->result = fg_diag(w->diags, FG_DIR_UNREADABLE,
		    fg_in_file(shown_path(w, path)),
		    fg_show_errno(w->diags, errno));
		return;
	}
	if (is_link && is_circle(folder.fd, parent)) {
		fg_diag(w->diags, FG_DIR_LINK, fg_in_file(shown_path(w, path)),
		    NULL);
		pass_over(w, path, FG_WHY_FOLDER_LINK, NULL);
	} else if (is_destination(w, folder.fd)) {
		pass_over(w, path, FG_WHY_DESTINATION, NULL);
	} else {
		visit(w, &folder, special);
	}
	close(folder.fd);
}

static bool
list(struct walk *w, const struct folder *folder, struct fg_dir_list *entries)
{
	struct fg_str name = shown_path(w, folder->path);

	if (fg_dir_read(entries, folder->fd, name, w->arena, w->diags) == 0)
		return true;
	w->result = -1;
	return false;
}

/* Is it worth saying that this file of _posts is not a post? */
static bool
looks_like_post(const struct walk *w, struct fg_str path)
{
	struct fg_str extension = fg_path_extension(path);

	for (size_t i = 0; i < w->site->markdown_ext.n; i++)
		if (fg_str_eq_nocase(w->site->markdown_ext.items[i],
			fg_str_sub(extension, 1, extension.n)))
			return true;
	return fg_str_eq(extension, FG_STR(".html"));
}

static enum fg_why
judge_special(const struct fg_str **pattern, const struct walk *w,
    struct fg_str path, const struct special *special)
{
	enum fg_why why = fg_filter_judge_below(
	    pattern, w->site, special->base, path, false);
	struct fg_post_name name;

	if (why != FG_KEPT)
		return why;
	if (special->role == FG_ROLE_POST && !fg_post_name_read(&name, path))
		return FG_WHY_POST_UNDATED;
	/* Drafts need an extension: Jekyll's DATELESS_FILENAME_MATCHER. */
	if (special->role == FG_ROLE_DRAFT && fg_path_extension(path).n < 2)
		return FG_WHY_DRAFT_NAME;
	return FG_KEPT;
}

static void
add_special(struct walk *w, struct fg_str path, const struct special *special)
{
	const struct fg_str *pattern;
	enum fg_why why = judge_special(&pattern, w, path, special);

	if (why == FG_KEPT) {
		add_candidate(w, path, special->role, special->collection);
		return;
	}
	pass_over(w, path, why, pattern);
	if (why == FG_WHY_POST_UNDATED && looks_like_post(w, path))
		fg_diag(w->diags, FG_POST_NAME, fg_in_file(shown_path(w, path)),
		    NULL);
}

/* All files of a collection's folder; links to folders are not followed. */
static void
visit_special(struct walk *w, const struct folder *folder,
    const struct special *special)
{
	/* Jekyll's glob for collections finds them, the one for posts not. */
	bool finds_hidden = special->role == FG_ROLE_DOCUMENT;
	struct fg_dir_list entries;

	if (!list(w, folder, &entries))
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const struct fg_dir_entry *entry = &entries.entries[i];
		struct fg_str path =
		    fg_path_join(w->arena, folder->path, entry->name);

		if (entry->type != FG_ENTRY_DIRECTORY)
			add_special(w, path, special);
		else if (entry->is_link)
			pass_over(w, path, FG_WHY_FOLDER_LINK, NULL);
		else if (!finds_hidden && entry->name.p[0] == '.')
			pass_over(w, path, FG_WHY_NAME_SPECIAL, NULL);
		else
			enter(w, folder, path, false, visit_special, special);
	}
}

/* With a collections_dir, posts are looked for inside it only. */
static bool
has_posts(const struct walk *w, struct fg_str path)
{
	struct fg_str within = w->site->collections_dir;

	return fg_str_starts(path, within) &&
	       (within.n == 0 || path.n == within.n || path.p[within.n] == '/');
}

/* Below a folder D: D/_posts, and D/_drafts if they are wanted. */
static void
visit_posts(struct walk *w, const struct folder *folder,
    const struct fg_dir_entry *entry)
{
	struct special special = {
	    .collection = fg_site_collection(w->site, FG_STR("posts"))};
	bool is_drafts = fg_str_eq(entry->name, FG_STR("_drafts"));
	struct fg_str path;

	if (!is_drafts && !fg_str_eq(entry->name, FG_STR("_posts")))
		return;
	path = fg_path_join(w->arena, folder->path, entry->name);
	if (is_drafts && !w->site->drafts) {
		pass_over(w, path, FG_WHY_DRAFTS, NULL);
		return;
	}
	if (!has_posts(w, folder->path)) {
		pass_over(w, path, FG_WHY_POST_OUTSIDE, NULL);
		return;
	}
	special.role = is_drafts ? FG_ROLE_DRAFT : FG_ROLE_POST;
	special.base = path.n + 1;
	enter(w, folder, path, entry->is_link, visit_special, &special);
}

static void
visit_folder(struct walk *w, const struct folder *folder,
    const struct special *special)
{
	struct fg_dir_list entries;

	(void)special;
	if (!list(w, folder, &entries))
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const struct fg_dir_entry *entry = &entries.entries[i];
		bool is_directory = entry->type == FG_ENTRY_DIRECTORY;
		struct fg_str path =
		    fg_path_join(w->arena, folder->path, entry->name);
		const struct fg_str *pattern;
		enum fg_why why;

		if (is_directory)
			visit_posts(w, folder, entry);
		why = fg_filter_judge(&pattern, w->site, path, is_directory);
		if (why != FG_KEPT)
			pass_over(w, path, why, pattern);
		else if (is_directory)
			enter(w, folder, path, entry->is_link, visit_folder,
			    NULL);
		else if (entry->type == FG_ENTRY_FILE ||
			 looks_like_post(w, path))
			add_candidate(w, path, FG_ROLE_OTHER, NULL);
		else
			pass_over(w, path, FG_WHY_NOT_REGULAR, NULL);
	}
}

static bool
is_directory_at(const struct walk *w, struct fg_str path, bool *is_link)
{
	struct stat here, meant;

	if (fstatat(w->site->source_fd, path.p, &here, AT_SYMLINK_NOFOLLOW) ||
	    fstatat(w->site->source_fd, path.p, &meant, 0))
		return false;
	*is_link = S_ISLNK(here.st_mode);
	return S_ISDIR(meant.st_mode);
}

static void
visit_collections(struct walk *w, const struct folder *top)
{
	for (size_t i = 0; i < w->site->collection_count; i++) {
		const struct fg_collection *c = &w->site->collections[i];
		struct special special = {
		    FG_ROLE_DOCUMENT, c, c->directory.n + 1};
		struct fg_str path = fg_arena_copy(w->arena, c->directory);
		bool is_link;

		/* Jekyll reads these two by other ways. */
		if (fg_str_eq(c->label, FG_STR("posts")) ||
		    fg_str_eq(c->label, FG_STR("data")) ||
		    !is_directory_at(w, path, &is_link))
			continue;
		enter(w, top, path, is_link, visit_special, &special);
	}
}

/* Files that `include:` names by their path, wherever they are. */
static void
add_included(struct walk *w)
{
	struct fg_map seen = {0};

	for (size_t i = 0; i < w->n; i++)
		*fg_map_put(&seen, w->items[i].path) = &w->items[i];
	for (size_t i = 0; i < w->site->include.n; i++) {
		struct fg_str path =
		    fg_arena_copy(w->arena, w->site->include.items[i]);
		struct stat st;

		if (fg_str_eq(path, FG_STR(".htaccess")) || path.n == 0 ||
		    fg_str_starts(path, FG_STR("/")) ||
		    fg_str_search(path, FG_STR(".."), 0) < path.n ||
		    fg_map_get(&seen, path) ||
		    fstatat(w->site->source_fd, path.p, &st, 0) != 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		add_candidate(w, path, FG_ROLE_OTHER, NULL);
	}
	fg_map_free(&seen);
}

static int
compare_candidates(const void *a, const void *b)
{
	const struct fg_candidate *x = a, *y = b;

	return fg_str_cmp(x->path, y->path);
}

/* The destination lies below the source as a rule, and is no part of it. */
static void
find_destination(struct walk *w)
{
	const char *path = fg_arena_cstr(w->arena, w->site->destination);

	if (!path || stat(path, &w->destination) != 0)
		w->destination = (struct stat){0};
}

static void
visit_all(struct walk *w)
{
	struct folder top = {NULL, w->site->source_fd, FG_STR(""), 0, false};

	find_destination(w);
	visit_folder(w, &top, NULL);
	visit_collections(w, &top);
}

int
fg_walk_site(struct fg_candidate_list *out, const struct fg_site *site,
    struct fg_arena *a, struct fg_diags *d)
{
	struct walk w = {.site = site, .arena = a, .diags = d};

	visit_all(&w);
	add_included(&w);
	if (w.n)
		qsort(w.items, w.n, sizeof(*w.items), compare_candidates);
	out->n = w.n;
	out->items = fg_arena_array(a, w.n, sizeof(*out->items));
	if (w.n)
		memcpy(out->items, w.items, w.n * sizeof(*out->items));
	free(w.items);
	return w.result;
}

void
fg_walk_explain(struct fg_rejection *out, const struct fg_site *site,
    struct fg_str path, struct fg_arena *a)
{
	struct fg_diags unheard = {.arena = a};
	struct walk w = {
	    .site = site,
	    .arena = a,
	    .diags = &unheard,
	    .watched = path,
	    .rejection = out,
	};

	*out = (struct fg_rejection){.path = FG_STR("")};
	visit_all(&w);
	free(w.items);
}
