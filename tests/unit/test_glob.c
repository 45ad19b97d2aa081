/* SPDX-License-Identifier: ISC */
/* test_glob.c - shell patterns, compared with Ruby's File.fnmatch. */
#include "input/jekyll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *pattern, *text;
	bool matches;
} table[] = {
    {"", "", true},
    {"", "a", false},
    {"abc", "abc", true},
    {"abc", "abcd", false},
    {"abcd", "abc", false},
    {"*", "", true},
    {"*", "a/b", true},
    {"*.bak", "a/b.bak", true},
    {"*.bak", "a/b.bak.c", false},
    {"a*b*c", "a1b2b3c", true},
    {"a*b*c", "a1b2b3", false},
    {"a**c", "abc", true},
    {"a/*.html", "a/b/c/x.html", true},
    {"a?c", "a/c", true},
    {"a?c",
	"a\xc3\xa9"
	"c",
	true},
    {"a?c", "abbc", false},
    {"?", "", false},
    {"[a-c]x", "bx", true},
    {"[a-c]x", "dx", false},
    {"[!a-c]", "d", true},
    {"[^a-c]", "b", false},
    {"[\xc3\xa9-\xc3\xbc]", "\xc3\xae", true},
    {"[!\xc3\xa9]", "\xc3\xa9", false},
    {"[a-]", "-", true},
    {"[c-a]", "b", false},
    {"[c-a]", "c", true},
    {"[]", "a", false},
    {"[!]", "a", true},
    {"[\\]]", "]", true},
    {"[a", "a", false},
    {"[a", "[a", false},
    {"*[!a", "b", false},
    {"\\*", "*", true},
    {"\\*", "a", false},
    {"a\\", "a", true},
    {"[^b]*\\", "cbx-", true},
    {"{a,b}", "a", false},
    {"*", ".a", false},
    {"?a", ".a", false},
    {"[.]a", ".a", false},
    {".*", ".a", true},
    {"\\.a", ".a", true},
    {"a/*", "a/.b", true},
    {"\xff?", "\xff\xfe", true},
    {"A", "a", false},
};

static void
follows_ruby(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct fg_str pattern = fg_str_c(table[i].pattern);
		bool matches = fg_glob_match(pattern, fg_str_c(table[i].text));

		if (matches != table[i].matches)
			fail_msg("'%s' and '%s': %d", table[i].pattern,
			    table[i].text, matches);
	}
}

static void
takes_dots_inside(void **state)
{
	(void)state;
	assert_true(fg_glob_match_inside(FG_STR("*.bak"), FG_STR(".bak")));
	assert_false(fg_glob_match_inside(FG_STR("a*"), FG_STR(".a")));
}

/* Backtracking through every star would take longer than the universe. */
static void
is_not_exponential(void **state)
{
	static char pattern[2001], text[4001];

	(void)state;
	for (size_t i = 0; i < 2000; i += 2)
		memcpy(pattern + i, "*a", 2);
	memset(text, 'a', 4000);
	assert_true(fg_glob_match(fg_str_c(pattern), fg_str_c(text)));
	pattern[1999] = 'b';
	assert_false(fg_glob_match(fg_str_c(pattern), fg_str_c(text)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(follows_ruby),
	    cmocka_unit_test(takes_dots_inside),
	    cmocka_unit_test(is_not_exponential),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
