/* SPDX-License-Identifier: ISC */
/* test_filter.c - which files Jekyll reads. */
#include "input/jekyll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST 8

/* The items of a list, separated by blanks. */
static struct fg_str_list
list_of(struct fg_str items[MOST], const char *text)
{
	struct fg_str_list list = {items, 0};
	struct fg_str rest = fg_str_c(text);

	while (text[0] && fg_str_split(&items[list.n], &rest, ' '))
		list.n++;
	return list;
}

static const struct {
	const char *include, *exclude, *path;
	bool is_directory, keeps;
} table[] = {
    {"", "", "a.md", false, true},
    {"", "", "a/b.md", false, true},
    {"", "", ".git", true, false},
    {"", "", "_posts", true, false},
    {"", "", "a/_x.md", false, false},
    {"", "", "#a#", false, false},
    {"", "", "~a", false, false},
    {"", "", "a.md~", false, false},
    {"", "", "a.", false, false},
    {"", "", "a~b", false, true},
    {".htaccess", "", ".htaccess", false, true},
    {".htaccess", "", "sub/.htaccess", false, true},
    {"_pages", "", "_pages", true, true},
    {"_pages", "", "_pages2", true, true},
    {"_pages", "", "_page", true, false},
    {"a/_x.md", "", "a/_x.md", false, false},
    {".*", "", ".x", false, true},
    {"a.", "", "a.", false, false},
    {"", "foob", "foobar.html", false, false},
    {"", "foob", "a/foobar.html", false, true},
    {"", "/foob", "foobar.html", false, false},
    {"", "//foob", "foobar.html", false, true},
    {"", "a/*.html", "a/b/c/x.html", false, false},
    {"", "*.bak", "deep/down/x.bak", false, false},
    {"", "*.bak", ".bak", false, false},
    {"", "vendor/bundle/", "vendor/bundle", true, false},
    {"", "vendor/bundle/", "vendor/bundle", false, true},
    {"", "vendor/bundle/", "vendor/bundle/x", false, false},
    {"", "vendor/bundle/", "vendor/bundler", true, true},
    {"a", "a", "a", true, true},
    {"a.md", "*.md", "a.md", false, true},
    {"a.md", "*.md", "b.md", false, false},
    {"*.md", "*.md", "b.md", false, true},
};

static bool
keeps(const struct fg_site *site, struct fg_str path, bool is_directory)
{
	const struct fg_str *pattern;

	return fg_filter_judge(&pattern, site, path, is_directory) == FG_KEPT;
}

static bool
keeps_below(const struct fg_site *site, size_t base, struct fg_str path,
    bool is_directory)
{
	const struct fg_str *pattern;

	return fg_filter_judge_below(
		   &pattern, site, base, path, is_directory) == FG_KEPT;
}

static void
keeps_what_jekyll_reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct fg_str includes[MOST], excludes[MOST];
		struct fg_site site = {
		    .include = list_of(includes, table[i].include),
		    .exclude = list_of(excludes, table[i].exclude),
		};

		if (keeps(&site, fg_str_c(table[i].path),
			table[i].is_directory) != table[i].keeps)
			fail_msg("'%s', include '%s', exclude '%s'",
			    table[i].path, table[i].include, table[i].exclude);
	}
}

/* An entry of both lists is struck from exclude, even for other files. */
static void
include_strikes_from_exclude(void **state)
{
	struct fg_str word = FG_STR("a/");
	struct fg_site site = {
	    .include = {&word, 1},
	    .exclude = {&word, 1},
	};

	(void)state;
	assert_true(keeps(&site, FG_STR("a/x.md"), false));
}

static void
ignores_special_folders_below(void **state)
{
	struct fg_site site = {0};

	(void)state;
	assert_true(
	    keeps_below(&site, 6, FG_STR("_docs/a/_b/c.md"), false));
	assert_false(
	    keeps_below(&site, 6, FG_STR("_docs/_b/c.md"), false));
	assert_false(
	    keeps_below(&site, 6, FG_STR("_docs/a/_c.md"), false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_what_jekyll_reads),
	    cmocka_unit_test(include_strikes_from_exclude),
	    cmocka_unit_test(ignores_special_folders_below),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
