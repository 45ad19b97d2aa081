/* SPDX-License-Identifier: ISC */
/* test_publish.c - what is published, what is refused, and in whose words. */
#include "publish_tree.h"

#include <signal.h>
#include <sys/resource.h>

static struct fg_publish *
begin(struct tree *t, const char *destination)
{
	struct fg_publish *p;

	assert_int_equal(
	    fg_publish_open(&p, fg_str_c(destination), false, &t->diags), 0);
	return p;
}

static int
add(struct tree *t, struct fg_publish *p, const char *path, const char *bytes)
{
	return fg_publish_add(p, fg_str_c(path), fg_str_c(bytes), &t->diags);
}

/* Publish one file; 0 or -1. */
static int
publish(struct tree *t, const char *destination, const char *path,
    const char *bytes)
{
	struct fg_publish *p;
	int result =
	    fg_publish_open(&p, fg_str_c(destination), false, &t->diags);

	if (result == 0)
		result = add(t, p, path, bytes);
	if (result == 0)
		result = fg_publish_commit(p, &t->diags);
	if (p)
		fg_publish_free(p);
	return result;
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void
test_each_status(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;
	char *before, *after;

	assert_int_equal(mkdir("site", 0755), 0);
	put("site/old.xml", "old");
	put("site/same.xml", "same");
	put("site/stale.xml", "stale");
	put("site/empty.xml", "");
	p = begin(t, "site");
	assert_int_equal(add(t, p, "new.xml", "new"), 0);
	assert_int_equal(add(t, p, "old.xml", "changed"), 0);
	assert_int_equal(add(t, p, "same.xml", "same"), 0);
	assert_int_equal(add(t, p, "empty.xml", ""), 0);
	assert_int_equal(
	    fg_publish_remove(p, FG_STR("stale.xml"), &t->diags), 0);
	assert_int_equal(
	    fg_publish_remove(p, FG_STR("never/was.xml"), &t->diags), 0);
	assert_true(holds("site/old.xml", "old"));
	assert_true(holds("site/new.xml", NULL));
	assert_int_equal(fg_publish_commit(p, &t->diags), 0);
	assert_int_equal(fg_publish_status(p, 0), FG_PUBLISH_CREATED);
	assert_int_equal(fg_publish_status(p, 1), FG_PUBLISH_UPDATED);
	assert_int_equal(fg_publish_status(p, 2), FG_PUBLISH_UNCHANGED);
	assert_int_equal(fg_publish_status(p, 3), FG_PUBLISH_UNCHANGED);
	assert_int_equal(fg_publish_status(p, 4), FG_PUBLISH_REMOVED);
	assert_int_equal(fg_publish_status(p, 5), FG_PUBLISH_UNCHANGED);
	fg_publish_free(p);
	assert_true(holds("site/new.xml", "new"));
	assert_true(holds("site/old.xml", "changed"));
	assert_true(holds("site/stale.xml", NULL));
	assert_int_equal(access("site/never", F_OK), -1);
	assert_false(has_temporaries("site"));
	/* The same again touches nothing. */
	before = snapshot("site");
	assert_int_equal(publish(t, "site", "old.xml", "changed"), 0);
	after = snapshot("site");
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_null(t->diags.list.first);
}

static void
test_large_files(void **state)
{
	struct tree *t = *state;
	size_t n = 64 * 1024 * 3 + 17;
	char *bytes = malloc(n + 1);
	static const size_t places[] = {0, 65535, 65536, 131072, 196624};
	struct fg_publish *p;

	memset(bytes, 'x', n);
	bytes[n] = '\0';
	assert_int_equal(publish(t, "site", "a.xml", bytes), 0);
	for (size_t i = 0; i < ROWS(places); i++) {
		bytes[places[i]]++;
		p = begin(t, "site");
		assert_int_equal(add(t, p, "a.xml", bytes), 0);
		assert_int_equal(fg_publish_status(p, 0), FG_PUBLISH_UPDATED);
		assert_int_equal(fg_publish_commit(p, &t->diags), 0);
		fg_publish_free(p);
		assert_true(holds("site/a.xml", bytes));
	}
	p = begin(t, "site");
	assert_int_equal(add(t, p, "a.xml", bytes), 0);
	assert_int_equal(fg_publish_status(p, 0), FG_PUBLISH_UNCHANGED);
	fg_publish_free(p);
	free(bytes);
}

static void
test_folders_are_made(void **state)
{
	struct tree *t = *state;

	umask(027);
	assert_int_equal(
	    publish(t, "a/b/", "feed/by tag/\xc3\xa4.xml", "x"), 0);
	assert_true(holds("a/b/feed/by tag/\xc3\xa4.xml", "x"));
	assert_int_equal(mode_of("a/b/feed"), 0750);
	assert_int_equal(mode_of("a/b/feed/by tag/\xc3\xa4.xml"), 0640);
	assert_int_equal(publish(t, t->path, "feed.xml", "x"), 0);
	assert_true(holds("feed.xml", "x"));
	assert_int_equal(publish(t, ".", "feed.xml", "y"), 0);
	assert_true(holds("feed.xml", "y"));
}

static void
test_mode_and_owner_stay(void **state)
{
	struct tree *t = *state;
	struct stat st;

	umask(077);
	put("feed.xml", "old");
	assert_int_equal(chmod("feed.xml", 0664), 0);
	if (getuid() == 0)
		assert_int_equal(chown("feed.xml", 1234, 4321), 0);
	assert_int_equal(publish(t, ".", "feed.xml", "new"), 0);
	assert_int_equal(mode_of("feed.xml"), 0664);
	assert_int_equal(stat("feed.xml", &st), 0);
	if (getuid() == 0) {
		assert_int_equal(st.st_uid, 1234);
		assert_int_equal(st.st_gid, 4321);
	}
}

static void
test_without_commit(void **state)
{
	struct tree *t = *state;
	char *before, *after;
	struct fg_publish *p;

	put("feed.xml", "old");
	before = snapshot(".");
	p = begin(t, "a/b");
	assert_int_equal(add(t, p, "c/d.xml", "x"), 0);
	fg_publish_free(p);
	p = begin(t, ".");
	assert_int_equal(add(t, p, "feed.xml", "new"), 0);
	fg_publish_free(p);
	fg_publish_free(NULL);
	after = snapshot(".");
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
test_dry_run(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;
	char *before, *after;

	put("old.xml", "old");
	put(".feedgen-0-1-1.tmp", "left over");
	before = snapshot(".");
	assert_int_equal(
	    fg_publish_open(&p, FG_STR("missing"), true, &t->diags), 0);
	assert_false(fg_publish_exists(p, FG_STR("a.xml")));
	assert_int_equal(add(t, p, "a.xml", "x"), 0);
	assert_int_equal(fg_publish_commit(p, &t->diags), 0);
	assert_int_equal(fg_publish_status(p, 0), FG_PUBLISH_CREATED);
	fg_publish_free(p);
	assert_int_equal(fg_publish_open(&p, FG_STR("."), true, &t->diags), 0);
	assert_int_equal(add(t, p, "old.xml", "new"), 0);
	assert_int_equal(add(t, p, "b/c.xml", "new"), 0);
	assert_int_equal(add(t, p, "../c.xml", "new"), -1);
	assert_int_equal(fg_publish_commit(p, &t->diags), 0);
	assert_int_equal(fg_publish_status(p, 0), FG_PUBLISH_UPDATED);
	fg_publish_free(p);
	after = snapshot(".");
	assert_string_equal(before, after);
	free(before);
	free(after);
	only(t, "publish-path");
}

static void
test_paths_refused(void **state)
{
	static const struct fg_str paths[] = {
	    {NULL, 0},
	    {"", 0},
	    {".", 1},
	    {"..", 2},
	    {"/feed.xml", 9},
	    {"../feed.xml", 11},
	    {"a/../../feed.xml", 16},
	    {"a/./b", 5},
	    {"a//b", 4},
	    {"a/", 2},
	    {"a/..", 4},
	    {"a\0b", 3},
	    {"a/.feedgen-1-2-3.tmp", 20},
	};
	struct tree *t = *state;
	struct fg_publish *p = begin(t, "site");

	for (size_t i = 0; i < ROWS(paths); i++) {
		assert_int_equal(
		    fg_publish_add(p, paths[i], FG_STR("x"), &t->diags), -1);
		assert_string_equal(only(t, "publish-path")->file, "site");
		assert_int_equal(fg_publish_remove(p, paths[i], &t->diags), -1);
		only(t, "publish-path");
		assert_false(fg_publish_exists(p, paths[i]));
	}
	assert_int_equal(add(t, p, "...", "x"), 0);
	assert_int_equal(add(t, p, "..a/.b", "x"), 0);
	assert_int_equal(add(t, p, "...", "x"), -1);
	assert_string_equal(only(t, "publish-twice")->file, "site/...");
	assert_int_equal(fg_publish_remove(p, FG_STR("..."), &t->diags), -1);
	only(t, "publish-twice");
	fg_publish_free(p);
}

static void
test_what_stands_in_the_way(void **state)
{
	static char longest[300];
	static const char *const rows[][4] = {
	    {"folder", "publish-blocked", "site/folder",
		"a folder stands in its place; all files stay as they were"},
	    {"fifo", "publish-blocked", "site/fifo",
		"a device, FIFO or socket stands in its place; all files stay "
		"as they were"},
	    {"folder/file/x/y.xml", "publish-no-folder",
		"site/folder/file/x/y.xml",
		"'folder/file' on the way to it is not a folder; all files "
		"stay as they were"},
	    {longest, "publish-failed", NULL,
		"file cannot be published: File name too long; all files stay "
		"as they were"},
	};
	struct tree *t = *state;
	char *before, *after;

	memset(longest, 'a', sizeof(longest) - 1);
	assert_int_equal(mkdir("site", 0755), 0);
	assert_int_equal(mkdir("site/folder", 0755), 0);
	assert_int_equal(mkfifo("site/fifo", 0644), 0);
	put("site/folder/file", "x");
	before = snapshot(".");
	for (size_t i = 0; i < ROWS(rows); i++) {
		const struct feedgen_diag *diag;

		assert_int_equal(publish(t, "site", rows[i][0], "x"), -1);
		diag = only(t, rows[i][1]);
		assert_string_equal(diag->message, rows[i][3]);
		if (rows[i][2])
			assert_string_equal(diag->file, rows[i][2]);
		assert_int_equal(diag->fault, FEEDGEN_FAULT_SYSTEM);
	}
	after = snapshot(".");
	assert_string_equal(before, after);
	free(before);
	free(after);
}

/* Two paths that cannot both be: the first is also the folder of the second. */
static void
test_file_and_folder_at_once(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;
	char *before, *after;

	put("feed.xml", "old");
	before = snapshot(".");
	p = begin(t, ".");
	assert_int_equal(add(t, p, "feed.xml", "new"), 0);
	assert_int_equal(add(t, p, "a", "x"), 0);
	assert_int_equal(add(t, p, "a/b", "x"), 0);
	assert_int_equal(fg_publish_commit(p, &t->diags), -1);
	fg_publish_free(p);
	assert_string_equal(only(t, "publish-failed")->file, "./a");
	after = snapshot(".");
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
test_destination_refused(void **state)
{
	static const char *const rows[][2] = {
	    {"file", "cannot publish into this folder: Not a directory"},
	    {"file/a", "cannot publish into this folder: Not a directory"},
	    {"dangling",
		"cannot publish into this folder: No such file or directory"},
	    {"", "cannot publish into this folder: No such file or directory"},
	};
	struct tree *t = *state;
	struct fg_publish *p;

	put("file", "x");
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	for (size_t i = 0; i < ROWS(rows); i++) {
		assert_int_equal(
		    fg_publish_open(&p, fg_str_c(rows[i][0]), false, &t->diags),
		    -1);
		assert_null(p);
		assert_string_equal(
		    only(t, "destination-unusable")->message, rows[i][1]);
	}
}

static void
test_links(void **state)
{
	static const struct {
		const char *path;
		bool refused;
	} rows[] = {
	    {"out.xml", true},
	    {"absolute.xml", true},
	    {"loop.xml", true},
	    {"outside/feed.xml", true},
	    {"outside/new/feed.xml", true},
	    {"up/feed.xml", true},
	    {"in.xml", false},
	    {"dangling.xml", false},
	    {"inside/feed.xml", false},
	    {"inside/new/feed.xml", false},
	};
	struct tree *t = *state;
	struct stat st;

	assert_int_equal(mkdir("site", 0755), 0);
	assert_int_equal(mkdir("site/real", 0755), 0);
	assert_int_equal(mkdir("other", 0755), 0);
	put("other/out.xml", "theirs");
	put("site/target.xml", "target");
	assert_int_equal(symlink("../other/out.xml", "site/out.xml"), 0);
	assert_int_equal(symlink("/etc/passwd", "site/absolute.xml"), 0);
	assert_int_equal(symlink("loop.xml", "site/loop.xml"), 0);
	assert_int_equal(symlink("../other", "site/outside"), 0);
	assert_int_equal(symlink("..", "site/up"), 0);
	assert_int_equal(symlink("target.xml", "site/in.xml"), 0);
	assert_int_equal(symlink("nothing.xml", "site/dangling.xml"), 0);
	assert_int_equal(symlink("real", "site/inside"), 0);
	for (size_t i = 0; i < ROWS(rows); i++) {
		assert_int_equal(publish(t, "site", rows[i].path, "new"),
		    rows[i].refused ? -1 : 0);
		if (rows[i].refused)
			only(t, "publish-link");
	}
	assert_true(holds("other/out.xml", "theirs"));
	assert_int_equal(access("other/feed.xml", F_OK), -1);
	assert_int_equal(access("other/new", F_OK), -1);
	assert_int_equal(access("feed.xml", F_OK), -1);
	/* The link is replaced, what it led to is not touched. */
	assert_true(holds("site/target.xml", "target"));
	assert_int_equal(lstat("site/in.xml", &st), 0);
	assert_true(S_ISREG(st.st_mode) && holds("site/in.xml", "new"));
	assert_true(holds("site/dangling.xml", "new"));
	assert_true(holds("site/real/feed.xml", "new"));
	assert_true(holds("site/real/new/feed.xml", "new"));
	assert_int_equal(lstat("site/inside", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_false(has_temporaries("site"));
}

static void
test_exists(void **state)
{
	struct tree *t = *state;
	struct fg_publish *p;

	assert_int_equal(mkdir("site", 0755), 0);
	assert_int_equal(mkdir("site/folder", 0755), 0);
	put("site/folder/a.xml", "");
	put("outside.xml", "");
	assert_int_equal(symlink("../outside.xml", "site/out.xml"), 0);
	assert_int_equal(symlink("folder/a.xml", "site/in.xml"), 0);
	p = begin(t, "site");
	assert_true(fg_publish_exists(p, FG_STR("folder/a.xml")));
	assert_true(fg_publish_exists(p, FG_STR("in.xml")));
	assert_false(fg_publish_exists(p, FG_STR("out.xml")));
	assert_false(fg_publish_exists(p, FG_STR("folder")));
	assert_false(fg_publish_exists(p, FG_STR("folder/b.xml")));
	assert_false(fg_publish_exists(p, FG_STR("no/b.xml")));
	fg_publish_free(p);
}

/* The disk is full in the middle of the second file. */
static void
test_file_size_limit(void **state)
{
	struct tree *t = *state;
	struct rlimit limit, old;
	char *large = malloc(200001), *before, *after;
	struct fg_publish *p;

	memset(large, 'x', 200000);
	large[200000] = '\0';
	assert_int_equal(mkdir("site", 0755), 0);
	put("site/a.xml", "old a");
	put("site/b.xml", "old b");
	before = snapshot(".");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	limit = old;
	limit.rlim_cur = 100000;
	p = begin(t, "site");
	assert_int_equal(add(t, p, "a.xml", "new a"), 0);
	assert_int_equal(add(t, p, "c/d.xml", "new d"), 0);
	assert_int_equal(add(t, p, "b.xml", large), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	assert_int_equal(fg_publish_commit(p, &t->diags), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	fg_publish_free(p);
	assert_string_equal(only(t, "publish-failed")->message,
	    "file cannot be published: File too large; all files stay as they "
	    "were");
	after = snapshot(".");
	assert_string_equal(before, after);
	free(large);
	free(before);
	free(after);
}

/* Exits 0 if publishing into a folder that may only be read is refused. */
static void
publish_unprivileged(struct tree *t)
{
	struct fg_publish *p;

	if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(1);
	if (fg_publish_open(&p, FG_STR("site"), false, &t->diags) != 0)
		_exit(2);
	if (add(t, p, "feed.xml", "new") != 0)
		_exit(3);
	if (fg_publish_commit(p, &t->diags) != -1)
		_exit(4);
	if (strcmp(t->diags.list.first->diag.message,
		"file cannot be published: Permission denied; all files stay "
		"as they were") != 0)
		_exit(5);
	fg_publish_free(p);
	if (fg_publish_open(&p, FG_STR("closed"), false, &t->diags) != -1)
		_exit(6);
	if (strcmp(t->diags.list.last->diag.message,
		"cannot publish into this folder: Permission denied") != 0)
		_exit(7);
	_exit(0);
}

static void
test_no_permission(void **state)
{
	struct tree *t = *state;
	char *before, *after;
	int status;
	pid_t child;

	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(mkdir("site", 0755), 0);
	assert_int_equal(mkdir("closed", 0755), 0);
	put("site/feed.xml", "old");
	assert_int_equal(chmod("site", 0555), 0);
	assert_int_equal(chmod("closed", 0), 0);
	before = getuid() == 0 ? snapshot(".") : snapshot("site");
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		publish_unprivileged(t);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	after = getuid() == 0 ? snapshot(".") : snapshot("site");
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_int_equal(chmod("site", 0755), 0);
	assert_int_equal(chmod("closed", 0755), 0);
}

/* More folders than a process may have open. */
static void
test_many_folders(void **state)
{
	struct tree *t = *state;
	struct rlimit limit, old;
	struct fg_publish *p;
	char path[64];

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	limit = old;
	limit.rlim_cur = 24;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	for (int round = 0; round < 2; round++) {
		p = begin(t, "site");
		for (int i = 0; i < 100; i++) {
			snprintf(path, sizeof(path), "tag/%d/feed.xml", i);
			assert_int_equal(
			    add(t, p, path, round ? "new" : "old"), 0);
		}
		assert_int_equal(fg_publish_commit(p, &t->diags), 0);
		fg_publish_free(p);
	}
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
	assert_true(holds("site/tag/99/feed.xml", "new"));
	assert_false(has_temporaries("site"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TREE_TEST(test_each_status),
	    TREE_TEST(test_large_files),
	    TREE_TEST(test_folders_are_made),
	    TREE_TEST(test_mode_and_owner_stay),
	    TREE_TEST(test_without_commit),
	    TREE_TEST(test_dry_run),
	    TREE_TEST(test_paths_refused),
	    TREE_TEST(test_what_stands_in_the_way),
	    TREE_TEST(test_file_and_folder_at_once),
	    TREE_TEST(test_destination_refused),
	    TREE_TEST(test_links),
	    TREE_TEST(test_exists),
	    TREE_TEST(test_file_size_limit),
	    TREE_TEST(test_no_permission),
	    TREE_TEST(test_many_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
