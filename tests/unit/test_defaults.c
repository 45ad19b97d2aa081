/* SPDX-License-Identifier: ISC */
/* test_defaults.c - the precedence of front matter defaults. */
#include "input/jekyll.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define MOST 4

struct set {
	const char *path, *type;
};

/* The map {layout: text}. */
static const struct fg_value *
layout(struct fg_arena *a, const char *text)
{
	struct fg_value *map = FG_NEW(a, struct fg_value);

	map->kind = FG_MAP;
	map->map.n = 1;
	map->map.pairs = FG_NEW(a, struct fg_pair);
	map->map.pairs[0].key = FG_STR("layout");
	map->map.pairs[0].value = fg_value_string(a, fg_str_c(text));
	return map;
}

static const struct {
	const char *collections_dir, *path, *type;
	struct set sets[MOST];
	const char *winner; /* number of the set, or NULL */
} table[] = {
    {"", "a.md", "pages", {{NULL, NULL}}, NULL},
    {"", "a.md", "pages", {{"", NULL}}, "0"},
    {"", "a.md", "pages", {{"", "posts"}}, NULL},
    {"", "a.md", "pages", {{"", "page"}}, "0"},
    {"", "_posts/a.md", "posts", {{"", "post"}}, "0"},
    {"", "_drafts/a.md", "posts", {{"", "drafts"}}, NULL},
    {"", "a.pdf", NULL, {{"", "pages"}}, NULL},
    {"", "a.pdf", NULL, {{"", NULL}}, "0"},
    {"", "blogger/x.md", "pages", {{"blog", NULL}}, "0"},
    {"", "sub/x.md", "pages", {{"/sub", NULL}}, NULL},
    {"", "/sub/x.pdf", NULL, {{"sub", NULL}}, "0"},
    /* The longer path wins, whatever the order. */
    {"", "a/b.md", "pages", {{"a", NULL}, {"", NULL}}, "0"},
    {"", "a/b.md", "pages", {{"", NULL}, {"a", NULL}}, "1"},
    {"", "\xc3\xa9/x", "pages", {{"\xc3\xa9/", NULL}, {"\xc3\xa9/x", NULL}},
	"1"},
    /* At equal length a type does, else the later one. */
    {"", "a.md", "pages", {{"", "pages"}, {"", NULL}}, "0"},
    {"", "a.md", "pages", {{"", NULL}, {"", "pages"}}, "1"},
    {"", "a.md", "pages", {{"", NULL}, {"", NULL}}, "1"},
    {"", "a.md", "pages", {{"", "pages"}, {"", "pages"}}, "1"},
    {"", "a/b.md", "pages", {{"a", NULL}, {"", "pages"}}, "0"},
    {"col", "col/_posts/x.md", "posts", {{"_posts", NULL}}, "0"},
    {"col", "col/_posts/x.md", "posts", {{"col/_posts", NULL}}, "0"},
    {"col", "col/x.md", "pages", {{"col/x", NULL}}, NULL},
    {"col", "column/x.md", "pages", {{"column", NULL}}, "0"},
};

static void
check(size_t i)
{
	static const char *const numbers[MOST] = {"0", "1", "2", "3"};
	struct fg_arena a = {0};
	struct fg_defaults sets[MOST] = {0};
	struct fg_site site = {
	    .collections_dir = fg_str_c(table[i].collections_dir),
	    .defaults = sets,
	};
	const struct fg_value *values, *won;

	for (size_t k = 0; k < MOST && table[i].sets[k].path; k++) {
		sets[k].path = fg_str_c(table[i].sets[k].path);
		sets[k].type = fg_str_c(table[i].sets[k].type);
		sets[k].values = layout(&a, numbers[k]);
		site.default_count++;
	}
	values = fg_defaults_for(
	    &site, &a, fg_str_c(table[i].path), fg_str_c(table[i].type));
	won = fg_value_get(values, "layout");
	assert_int_equal(won != NULL, table[i].winner != NULL);
	if (won)
		assert_string_equal(won->text.p, table[i].winner);
	fg_arena_free(&a);
}

static void
chooses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		print_message("%zu\n", i);
		check(i);
	}
}

/* One set costs nothing: its own map is handed out. */
static void
shares_a_single_set(void **state)
{
	struct fg_arena a = {0};
	struct fg_defaults set = {
	    .path = FG_STR(""), .values = layout(&a, "x")};
	struct fg_site site = {.defaults = &set, .default_count = 1};

	(void)state;
	assert_ptr_equal(
	    fg_defaults_for(&site, &a, FG_STR("a.md"), FG_STR("pages")),
	    set.values);
	fg_arena_free(&a);
}

static const char *const folders[] = {"a", "a/b", "a/b/c", "ab", ".hidden",
    "docs", "docs/v1", "docs/v2", "col", "col/_posts"};
static const char *const files[] = {"a/x.md", "a/b/x.md", "a/b/c/x.md",
    "ab/x.md", ".hidden/x.md", "docs/v1/i.md", "docs/v2/.dot", "docs/v2/i.md",
    "docs/i.txt", "col/_posts/p.md", "i.md"};

static const struct {
	const char *path, *hits; /* each followed by a blank */
} globs[] = {
    {"*", "a col docs i.md link "},
    {"*/b", "a/b link/b "},
    {"a/*", "a/b a/x.md "},
    {"**/c", "a/b/c "},
    {"**/x.md", "a/b/c/x.md a/b/x.md a/x.md ab/x.md "},
    {"a/**/x.md", "a/b/c/x.md a/b/x.md a/x.md "},
    {"**/b/**/x.md", "a/b/c/x.md a/b/x.md "},
    {"**x.md", ""},
    {"a/**", "a/b a/x.md "},
    {"docs/v*", "docs/v1 docs/v2 "},
    {"docs/v[!1]*/*", "docs/v2/i.md "},
    {"docs/*/", "docs/v1 docs/v2 "},
    {"*/{b,v1}/*", "a/b/c a/b/x.md docs/v1/i.md link/b/c link/b/x.md "},
    {"{a{,b},docs}/*.{md,txt}", "a/x.md ab/x.md docs/i.txt "},
    {".hid*/*", ".hidden/x.md "},
    {"*/.dot", ""},
    {"docs/**/.*t", "docs/v2/.dot "},
    {"link/*", "link/b link/x.md "},
    {"col/*", "_posts "},
    {"./a//*", "a/b a/x.md "},
    {"/a*", ""},
    {"../*", ""},
    {"nothing*", ""},
};

static void
make_tree(const char *root)
{
	char path[128];

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", root, folders[i]);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		int fd;

		snprintf(path, sizeof(path), "%s/%s", root, files[i]);
		fd = open(path, O_CREAT | O_WRONLY, 0600);
		assert_true(fd >= 0);
		close(fd);
	}
	snprintf(path, sizeof(path), "%s/link", root);
	assert_int_equal(symlink("a", path), 0);
	/* A circle, for "**" to walk into. */
	snprintf(path, sizeof(path), "%s/a/b/c/up", root);
	assert_int_equal(symlink("..", path), 0);
}

static void
remove_tree(const char *root)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/a/b/c/up", root);
	assert_int_equal(unlink(path), 0);
	snprintf(path, sizeof(path), "%s/link", root);
	assert_int_equal(unlink(path), 0);
	for (size_t i = sizeof(files) / sizeof(files[0]); i-- > 0;) {
		snprintf(path, sizeof(path), "%s/%s", root, files[i]);
		assert_int_equal(unlink(path), 0);
	}
	for (size_t i = sizeof(folders) / sizeof(folders[0]); i-- > 0;) {
		snprintf(path, sizeof(path), "%s/%s", root, folders[i]);
		assert_int_equal(rmdir(path), 0);
	}
	assert_int_equal(rmdir(root), 0);
}

static void
finds_on_disk(void **state)
{
	char root[] = P_tmpdir "/feedgen-test-XXXXXX";
	struct fg_site site = {.collections_dir = FG_STR("col")};

	(void)state;
	assert_non_null(mkdtemp(root));
	make_tree(root);
	site.source_fd = open(root, O_RDONLY | O_DIRECTORY);
	for (size_t i = 0; i < sizeof(globs) / sizeof(globs[0]); i++) {
		struct fg_defaults set = {.path = fg_str_c(globs[i].path)};
		struct fg_arena a = {0};
		struct fg_buf hits = {0};

		fg_defaults_glob(&set, &site, &a);
		assert_true(set.is_glob);
		for (size_t k = 0; k < set.globbed.n; k++) {
			fg_buf_add(&hits, set.globbed.items[k]);
			fg_buf_add_char(&hits, ' ');
		}
		print_message("%s\n", globs[i].path);
		assert_string_equal(fg_buf_str(&hits).p, globs[i].hits);
		fg_buf_free(&hits);
		fg_arena_free(&a);
	}
	close(site.source_fd);
	remove_tree(root);
}

static void
applies_hits(void **state)
{
	struct fg_str hits[] = {FG_STR("a/b"), FG_STR("a/c"), FG_STR("d")};
	static const struct {
		const char *path;
		bool applies;
	} paths[] = {{"a/b/x.md", true}, {"a/bx.md", true}, {"a/x.md", false},
	    {"a/c", true}, {"a/cd", true}, {"a", false}, {"c", false},
	    {"d/z", true}, {"e", false}};
	struct fg_arena a = {0};
	struct fg_defaults set = {.path = FG_STR("*"),
	    .is_glob = true,
	    .globbed = {hits, 3},
	    .values = layout(&a, "x")};
	struct fg_site site = {.defaults = &set, .default_count = 1};

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		assert_int_equal(
		    fg_defaults_for(&site, &a, fg_str_c(paths[i].path),
			FG_STR("pages")) != NULL,
		    paths[i].applies);
	fg_arena_free(&a);
}

/* Both scopes have two characters, so that the later one wins. */
static void
measures_characters(void **state)
{
	struct fg_str hit = FG_STR("\xc3\xa9\xc3\xa9");
	struct fg_arena a = {0};
	struct fg_defaults sets[] = {
	    {.path = hit, .values = layout(&a, "0")},
	    {.path = FG_STR("\xc3\xa9*"),
		.is_glob = true,
		.globbed = {&hit, 1},
		.values = layout(&a, "1")},
	};
	struct fg_site site = {.defaults = sets, .default_count = 2};
	const struct fg_value *values =
	    fg_defaults_for(&site, &a, hit, FG_STR("pages"));

	(void)state;
	assert_string_equal(fg_value_get(values, "layout")->text.p, "1");
	fg_arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(chooses),
	    cmocka_unit_test(shares_a_single_set),
	    cmocka_unit_test(measures_characters),
	    cmocka_unit_test(finds_on_disk),
	    cmocka_unit_test(applies_hits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
