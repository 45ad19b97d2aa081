/* SPDX-License-Identifier: ISC */
/* test_markdown.c - CommonMark to HTML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "lib/markdown.h"

struct fixture {
	struct fg_arena arena;
	struct fg_diags diags;
	struct fg_buf html;
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->diags.arena = &f->arena;
	fg_diags_open(&f->diags, FG_STR("post.md"), (struct fg_str){0});
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	fg_buf_free(&f->html);
	fg_arena_free(&f->arena);
	free(f);
	return 0;
}

static void
test_render(void **state)
{
	static const struct {
		const char *markdown, *html;
	} cases[] = {
	    {"", ""},
	    {"text", "<p>text</p>\n"},
	    {"# A *b*\n\ntext\n", "<h1>A <em>b</em></h1>\n<p>text</p>\n"},
	    {"CR\r\nLF\r\n", "<p>CR\nLF</p>\n"},
	    /* smart punctuation */
	    {"\"a\" -- b...", "<p>\xe2\x80\x9c" "a\xe2\x80\x9d \xe2\x80\x93 b"
			      "\xe2\x80\xa6</p>\n"},
	    /* raw HTML and every kind of link are kept */
	    {"<div onclick=\"a()\">x</div>\n",
		"<div onclick=\"a()\">x</div>\n"},
	    {"a <b>c</b>", "<p>a <b>c</b></p>\n"},
	    {"[a](javascript:b)", "<p><a href=\"javascript:b\">a</a></p>\n"},
	    {"1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fg_buf_reset(&f->html);
		fg_buf_add_c(&f->html, "kept");
		assert_int_equal(fg_markdown_render(&f->html,
				     fg_str_c(cases[i].markdown), &f->diags),
		    0);
		assert_string_equal(f->html.p + 4, cases[i].html);
		assert_null(f->diags.list.first);
	}
}

static void
test_odd_views(void **state)
{
	struct fixture *f = *state;

	/* absent */
	assert_int_equal(fg_markdown_render(
			     &f->html, (struct fg_str){0}, &f->diags),
	    0);
	assert_int_equal(f->html.n, 0);
	/* not terminated */
	assert_int_equal(fg_markdown_render(&f->html,
			     (struct fg_str){"abcdef", 3}, &f->diags),
	    0);
	assert_string_equal(f->html.p, "<p>abc</p>\n");
	/* NUL becomes U+FFFD */
	fg_buf_reset(&f->html);
	assert_int_equal(
	    fg_markdown_render(&f->html, FG_STR("a\0b"), &f->diags), 0);
	assert_string_equal(f->html.p, "<p>a\xef\xbf\xbd" "b</p>\n");
}

/* `times` times the pattern. */
static struct fg_buf
repeated(const char *pattern, size_t times)
{
	struct fg_buf b = {0};

	fg_buf_reserve(&b, times * strlen(pattern));
	for (size_t i = 0; i < times; i++)
		fg_buf_add_c(&b, pattern);
	return b;
}

static void
assert_refused(struct fixture *f, struct fg_str markdown, const char *rule,
    const char *message)
{
	const struct feedgen_diag *diag;

	assert_int_equal(
	    fg_markdown_render(&f->html, markdown, &f->diags), -1);
	assert_int_equal(f->html.n, 0);
	assert_non_null(f->diags.list.last);
	diag = &f->diags.list.last->diag;
	assert_string_equal(diag->rule, rule);
	assert_string_equal(diag->message, message);
	assert_string_equal(diag->file, "post.md");
	assert_int_equal(diag->line, 0);
	assert_int_equal(diag->column, 0);
}

static void
test_size(void **state)
{
	struct fixture *f = *state;
	struct fg_buf most = repeated("a b ", FG_MARKDOWN_MOST / 4 + 1);

	assert_refused(f,
	    fg_str_sub(fg_buf_str(&most), 0, FG_MARKDOWN_MOST + 1),
	    "markdown-too-large",
	    "4194305 bytes of Markdown are too many to render; "
	    "at most 4194304 are allowed");
	assert_int_equal(
	    fg_markdown_render(&f->html,
		fg_str_sub(fg_buf_str(&most), 0, FG_MARKDOWN_MOST), &f->diags),
	    0);
	assert_int_equal(f->html.n, FG_MARKDOWN_MOST + strlen("<p></p>\n") - 1);
	fg_buf_free(&most);
}

/* What cmark would be busy with for minutes. */
static void
test_too_costly(void **state)
{
	static const struct {
		const char *first;
		size_t first_times;
		const char *second;
		size_t second_times;
	} cases[] = {
	    {"![[]()", 170000, "", 0},
	    {"![", 100000, "[]()", 100000},
	    {"![\r\n", 100000, "[]()", 100000},
	    {"- ", 25000, "\n", 50000},
	    {"* ", 25000, " \t\r\n", 50000},
	    {"+ ", 25000, "\r", 50000},
	    {"1. ", 25000, "\n", 50000},
	    {"12) ", 25000, "\n", 50000},
	    {"1.\t", 25000, "\n", 50000},
	    {"> - ", 25000, "\n", 50000},
	    {"-\t-   - ", 10000, "\n", 50000},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fg_buf text =
		    repeated(cases[i].first, cases[i].first_times);
		struct fg_buf more =
		    repeated(cases[i].second, cases[i].second_times);

		fg_buf_add_c(&text, "a\n");
		fg_buf_add(&text, fg_buf_str(&more));
		assert_refused(f, fg_buf_str(&text), "markdown-too-costly",
		    "the Markdown would take too long to render; "
		    "it was not rendered");
		fg_buf_free(&text);
		fg_buf_free(&more);
	}
}

/* Lists nested by columns, before blank lines. */
static void
test_indented_lists(void **state)
{
	struct fixture *f = *state;
	struct fg_buf text = {0};

	for (int depth = 0; depth < 900; depth++) {
		for (int i = 0; i < depth; i++)
			fg_buf_add_c(&text, "  ");
		fg_buf_add_c(&text, "- a\n");
	}
	for (int i = 0; i < 1000000; i++)
		fg_buf_add_char(&text, '\n');
	assert_refused(f, fg_buf_str(&text), "markdown-too-costly",
	    "the Markdown would take too long to render; it was not rendered");
	fg_buf_free(&text);
}

/* Rendered or refused: a megabyte of anything is done with soon. */
static void
test_clock(void **state)
{
	static const char *const patterns[] = {"!", "![", "[", "]", "[]",
	    "![]", "![](", "![](a) ", "[a](", "[a](b) ", "[a](<", "](", "(",
	    ">", "> ", "- ", "* ", "+ ", "1. ", "- a\n", "- a\n\n", "-\n",
	    "> a\n\n", "*", "*a ", "*a **b ", "_a __a ", "a**b_c*d", "x*",
	    "**x [a*b**c*](d)", "`", "``a`", "<", "<!--", "<?", "<a ", "<!A",
	    "<![CDATA[", "<a b=\"", "&", "&amp", "\\", "'", "\"", "\"'", "-",
	    ".", "[a]: b\n", "[a]: b\n\n", "[a]\n", "#", "# a\n", "```\n",
	    "```\n\n", "~", "|", "\n", "\r", "\t", "    a\n", "a\n", "a\n\n",
	    "a  \n", "1", "1.", "\x80", "\xff", "\xe2\x80", "=\n", "a\n=\n",
	    "|\n-|\n", "a|b\n-|-\n", "~~a ", "~~a~~ ", "[^a]", "[^a]: b\n"};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		struct fg_buf text =
		    repeated(patterns[i], (1u << 20) / strlen(patterns[i]));
		clock_t start = clock();
		double seconds;

		fg_buf_reset(&f->html);
		fg_markdown_render(&f->html, fg_buf_str(&text), &f->diags);
		seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (seconds >= 3)
			print_message("%f s: '%s'\n", seconds, patterns[i]);
		assert_true(seconds < 3);
		fg_buf_free(&text);
	}
}

/* What cmark-gfm has beyond cmark, in the build that has it. */
static void
test_gfm(void **state)
{
	static const struct {
		const char *markdown, *html;
	} cases[] = {
	    {"a|b\n-|-\nc|*d*\n",
		"<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n"
		"</thead>\n<tbody>\n<tr>\n<td>c</td>\n<td><em>d</em></td>\n"
		"</tr>\n</tbody>\n</table>\n"},
	    {"~~a~~ ~b~ https://example.org/\n",
		"<p><del>a</del> ~b~ https://example.org/</p>\n"},
	};
	struct fixture *f = *state;
	struct fg_str name = fg_str_c(fg_markdown_library());

	if (!fg_str_starts(name, FG_STR("cmark-gfm ")))
		skip();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fg_buf_reset(&f->html);
		assert_int_equal(
		    fg_markdown_render(
			&f->html, fg_str_c(cases[i].markdown), &f->diags),
		    0);
		assert_string_equal(f->html.p, cases[i].html);
	}
}

/* Large documents that people write are not refused. */
static void
test_large_but_cheap(void **state)
{
	static const struct {
		const char *text;
		size_t times;
	} cases[] = {
	    {"![a](b.png) and [c](d)\n\n", 20000},
	    {"[![badge](a.svg)](b) ", 3000},
	    {"- a\n  - b\n    - c\n\n      d\n\n", 20000},
	    {"* * * * * * * * * * * * * * * * * * * * * * * *\n\na\n\n", 5000},
	    {"```\n                                        x\n\n```\n", 10000},
	    {"1. a\n\n   > b\n\n2. c\n\n", 20000},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fg_buf text = repeated(cases[i].text, cases[i].times);

		assert_int_equal(
		    fg_markdown_render(&f->html, fg_buf_str(&text), &f->diags),
		    0);
		fg_buf_free(&text);
	}
}

static void
test_library(void **state)
{
	struct fg_str name = fg_str_c(fg_markdown_library());

	(void)state;
	assert_true(fg_str_starts(name, FG_STR("cmark 0.")) ||
		    fg_str_starts(name, FG_STR("cmark-gfm 0.")));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	    TEST(test_render),
	    TEST(test_odd_views),
	    TEST(test_size),
	    TEST(test_too_costly),
	    TEST(test_indented_lists),
	    TEST(test_clock),
	    TEST(test_gfm),
	    TEST(test_large_but_cheap),
	    cmocka_unit_test(test_library),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
