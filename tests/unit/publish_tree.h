/* SPDX-License-Identifier: ISC */
/* publish_tree.h - a tree of files to publish into, for the tests of it. */
#ifndef TESTS_PUBLISH_TREE_H
#define TESTS_PUBLISH_TREE_H

#include "output/publish.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROWS(array) (sizeof(array) / sizeof(*(array)))

/* A new folder that is the working directory of the test, and a sink. */
struct tree {
	char path[64];
	int parent;
	struct fg_arena arena;
	struct fg_diags diags;
};

static inline int
tree_setup(void **state)
{
	struct tree *t = calloc(1, sizeof(*t));

	assert_non_null(t);
	snprintf(t->path, sizeof(t->path), "%s/feedgen-publish-XXXXXX",
	    getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
	t->parent = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_non_null(mkdtemp(t->path));
	assert_int_equal(chdir(t->path), 0);
	t->diags.arena = &t->arena;
	umask(022);
	*state = t;
	return 0;
}

static inline int
tree_teardown(void **state)
{
	struct tree *t = *state;
	char command[96];

	assert_int_equal(fchdir(t->parent), 0);
	close(t->parent);
	snprintf(command, sizeof(command), "rm -rf %s", t->path);
	assert_int_equal(system(command), 0);
	fg_arena_free(&t->arena);
	free(t);
	return 0;
}

static inline void
put(const char *path, const char *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	size_t n = strlen(bytes);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	assert_int_equal(close(fd), 0);
}

/* Does that file hold those bytes?  NULL: there is no file. */
static inline bool
holds(const char *path, const char *bytes)
{
	struct fg_arena arena = {0};
	struct fg_diags diags = {.arena = &arena};
	struct fg_buf buf = {0};
	bool is_there =
	    fg_file_read(&buf, AT_FDCWD, path, fg_str_c(path), &diags) == 0;
	bool same = is_there == (bytes != NULL) &&
		    fg_str_eq(fg_buf_str(&buf), fg_str_c(bytes));

	fg_buf_free(&buf);
	fg_arena_free(&arena);
	return same;
}

/* Add a line for each thing below a folder: all that a run might change. */
static inline void
snapshot_into(struct fg_buf *out, const char *path)
{
	struct fg_arena arena = {0};
	struct fg_diags diags = {.arena = &arena};
	struct fg_dir_list list;
	struct fg_buf bytes = {0};
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(
	    fg_dir_read(&list, fd, fg_str_c(path), &arena, &diags), 0);
	for (size_t i = 0; i < list.n; i++) {
		struct fg_str name = list.entries[i].name;
		const char *below =
		    fg_path_join(&arena, fg_str_c(path), name).p;
		struct stat st;

		assert_int_equal(
		    fstatat(fd, name.p, &st, AT_SYMLINK_NOFOLLOW), 0);
		fg_buf_printf(out, "%s %o %lu", below, (unsigned)st.st_mode,
		    (unsigned long)st.st_ino);
		if (!S_ISDIR(st.st_mode))
			fg_buf_printf(out, " %ld.%09ld %u",
			    (long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
			    (unsigned)st.st_nlink);
		if (S_ISREG(st.st_mode) &&
		    fg_file_read(&bytes, fd, name.p, name, &diags) == 0)
			fg_buf_printf(out, " %.*s", FG_ARG(fg_buf_str(&bytes)));
		fg_buf_add_char(out, '\n');
		if (S_ISDIR(st.st_mode))
			snapshot_into(out, below);
	}
	close(fd);
	fg_buf_free(&bytes);
	fg_arena_free(&arena);
}

static inline char *
snapshot(const char *path)
{
	struct fg_buf out = {0};

	snapshot_into(&out, path);
	return fg_buf_detach(&out);
}

/* Is there a temporary name anywhere below? */
static inline bool
has_temporaries(const char *path)
{
	char *all = snapshot(path);
	bool found = strstr(all, "/.feedgen-") != NULL;

	free(all);
	return found;
}

/* One diagnostic has been recorded, of that rule; returns it. */
static inline const struct feedgen_diag *
only(struct tree *t, const char *rule)
{
	struct fg_diag_list list = fg_diags_take(&t->diags);

	assert_non_null(list.first);
	assert_string_equal(list.first->diag.rule, rule);
	assert_null(list.first->next);
	return &list.first->diag;
}

/* A site before and after a run; NULL: the file is not there. */
static const struct {
	const char *path, *old, *new;
} files[] = {
    {"site/part-1.xml", "old part", "new part"},
    {"site/same.xml", "same", "same"},
    {"site/made/here/feed.xml", NULL, "new feed"},
    {"site/tag/a.xml", "old a", "new a"},
    {"site/tag/b.xml", NULL, "new b"},
    {"site/index.xml", "old index", "new index"},
    {"site/stale.xml", "stale", NULL},
};

static inline void
put_old(void)
{
	assert_int_equal(system("rm -rf site"), 0);
	assert_int_equal(mkdir("site", 0755), 0);
	assert_int_equal(mkdir("site/tag", 0755), 0);
	for (size_t i = 0; i < ROWS(files); i++)
		if (files[i].old)
			put(files[i].path, files[i].old);
	/* Another mode than a new file gets. */
	assert_int_equal(chmod("site/tag/a.xml", 0600), 0);
}

/* Publish what is new; the whole life of a run. */
static inline int
run(struct tree *t)
{
	struct fg_publish *p;
	int result = fg_publish_open(&p, FG_STR("site"), false, &t->diags);

	for (size_t i = 0; result == 0 && i < ROWS(files); i++) {
		struct fg_str path = fg_str_c(files[i].path + strlen("site/"));

		result = files[i].new ? fg_publish_add(p, path,
					    fg_str_c(files[i].new), &t->diags)
				      : fg_publish_remove(p, path, &t->diags);
	}
	if (result == 0)
		result = fg_publish_commit(p, &t->diags);
	fg_publish_free(p);
	return result;
}

static inline bool
all_new(void)
{
	for (size_t i = 0; i < ROWS(files); i++)
		if (!holds(files[i].path, files[i].new))
			return false;
	return true;
}

static inline bool
each_whole(void)
{
	for (size_t i = 0; i < ROWS(files); i++)
		if (!holds(files[i].path, files[i].new) &&
		    !holds(files[i].path, files[i].old))
			return false;
	return true;
}

#define TREE_TEST(name)                                                        \
	cmocka_unit_test_setup_teardown(name, tree_setup, tree_teardown)

#endif
