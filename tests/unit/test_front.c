/* SPDX-License-Identifier: ISC */
/* test_front.c - splitting a source text. */
#include "input/jekyll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct {
	const char *text;
	bool is_page;
	const char *yaml; /* NULL: no front matter */
	const char *body;
	unsigned body_line;
} table[] = {
    {"", false, NULL, "", 1},
    {"text\n", false, NULL, "text\n", 1},
    {"---\na: 1\n---\nb\n", true, "a: 1\n", "b\n", 4},
    {"---\n---\n", true, "", "", 3},
    {"---\n---", true, "", "", 2},
    {"---\n--- ", true, "", "", 2},
    {"---  \t\na: 1\n---  \nb", true, "a: 1\n", "b", 4},
    {"---\r\na: 1\r\n---\r\nb\r\n", true, "a: 1\r\n", "b\r\n", 4},
    {"---\na: 1\n...\nb", true, "a: 1\n", "b", 4},
    {"---\na: 1\n---\n\n\n  b", true, "a: 1\n", "  b", 6},
    {"---\na: 1\n---\n \t\n ", true, "a: 1\n", "", 5},
    {"---\na: |\n  ---\n----\n---x\n---\nb", true, "a: |\n  ---\n----\n---x\n",
	"b", 7},
    {"---\n\n---\nb", true, "\n", "b", 4},
    {"\xef\xbb\xbf---\na: 1\n---\nb", false, "a: 1\n", "b", 4},
    {"\xef\xbb\xbftext", false, NULL, "text", 1},
    {"---", false, NULL, "---", 1},
    {"---  ", false, NULL, "---  ", 1},
    {"----\n", false, NULL, "----\n", 1},
    {"--- a\n---\n", false, NULL, "--- a\n---\n", 1},
    {" ---\n---\n", false, NULL, " ---\n---\n", 1},
    {"\n---\n---\n", false, NULL, "\n---\n---\n", 1},
};

static void
check(size_t i)
{
	struct fg_str text = fg_str_c(table[i].text);
	struct fg_arena a = {0};
	struct fg_diags d = {.arena = &a};
	struct fg_front front;

	assert_int_equal(fg_front_is_present(text), table[i].is_page);
	assert_int_equal(fg_front_split(&front, text, &d), 0);
	assert_int_equal(front.present, table[i].yaml != NULL);
	if (front.present) {
		assert_true(fg_str_eq(front.yaml, fg_str_c(table[i].yaml)));
		assert_int_equal(front.yaml_line, 2);
	}
	assert_true(fg_str_eq(front.body, fg_str_c(table[i].body)));
	assert_int_equal(front.body_line, table[i].body_line);
	fg_arena_free(&a);
}

static void
splits(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		print_message("%zu\n", i);
		check(i);
	}
}

static void
complains_without_end(void **state)
{
	static const char *const texts[] = {"---\n", "---\ntitle: a\n\nText\n",
	    "---\na: 1\n --- \n", "---\na: 1\n---x", "---\na: 1\n--"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct fg_arena a = {0};
		struct fg_diags d = {.arena = &a};
		struct fg_front front;
		struct fg_str text = fg_str_c(texts[i]);

		fg_diags_open(&d, FG_STR("a.md"), text);
		assert_int_equal(fg_front_split(&front, text, &d), -1);
		assert_int_equal(d.list.errors, 1);
		assert_string_equal(d.list.first->diag.rule, "front-unclosed");
		assert_int_equal(d.list.first->diag.line, 1);
		assert_int_equal(d.list.first->diag.column, 1);
		assert_string_equal(d.list.first->diag.source_line, "---");
		fg_arena_free(&a);
	}
}

/* White space and hyphens by the megabyte: each byte is seen a few times. */
static void
is_linear(void **state)
{
	static const char *const lines[] = {" ", "\n", "---", "--- \n -"};
	size_t n = 1 << 20;
	char *text = malloc(n);

	(void)state;
	assert_non_null(text);
	for (size_t k = 0; k < sizeof(lines) / sizeof(lines[0]); k++) {
		size_t length = strlen(lines[k]);
		struct fg_arena a = {0};
		struct fg_diags d = {.arena = &a};
		struct fg_front front;

		memcpy(text, "---\n", 4);
		for (size_t i = 4; i < n; i++)
			text[i] = lines[k][i % length];
		fg_front_split(&front, (struct fg_str){text, n}, &d);
		fg_arena_free(&a);
	}
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(splits),
	    cmocka_unit_test(complains_without_end),
	    cmocka_unit_test(is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
