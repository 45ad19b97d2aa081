/* SPDX-License-Identifier: ISC */
/* test_render.c - bodies and excerpts as HTML. */
#include "site.h"

#include "input/render.h"

#define URL "url: https://example.org\ntitle: T\n"

/* The part of a body that is its excerpt: section 12. */
static const struct {
	const char *body, *separator, *excerpt;
} heads[] = {
    {"one\n\ntwo\n\nthree", "\n\n", "one"},
    {"one\ntwo", "\n\n", "one\ntwo"},
    {"", "\n\n", ""},
    {"\n\none", "\n\n", ""},
    {"a<!--more-->b<!--more-->c", "<!--more-->", "a"},
    {"a\r\n\r\nb", "\n\n", "a\r\n\r\nb"},
    /* Definitions of the tail that the head uses, in their order. */
    {"see [a]\n\nx\n[b]: /b\n[a]: /a\n", "\n\n", "see [a]\n\n[a]: /a"},
    {"[a] [b]\n\n[b]: /b\n   [a]: /a", "\n\n", "[a] [b]\n\n[b]: /b\n   [a]: /a"},
    {"[a]\n\n    [a]: /code", "\n\n", "[a]"},
    {"[a]\n\n[a]:", "\n\n", "[a]"},
    {"[a]\n\n[a] : /a", "\n\n", "[a]"},
    {"[]\n\n[]: /a", "\n\n", "[]"},
    {"[A]\n\n[a]: /a", "\n\n", "[A]"},
    {"[^1]\n\n[^1]: A note\nthat goes on", "\n\n", "[^1]\n\n[^1]: A note"},
    {"[a]: /a", "\n\n", "[a]: /a"},
};

static void
heads_end_at_the_separator(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(heads); i++) {
		struct fg_buf out = {0};

		fg_excerpt_of(&out, fg_str_c(heads[i].body),
		    fg_str_c(heads[i].separator));
		assert_str(fg_buf_str(&out), heads[i].excerpt);
		fg_buf_free(&out);
	}
}

/* 1 MB of definitions behind 1 MB of text. */
static void
many_definitions_take_no_time(void **state)
{
	struct fg_buf body = {0}, out = {0};

	(void)state;
	for (int i = 0; i < 150000; i++)
		fg_buf_add_c(&body, "[abcde ");
	fg_buf_add_c(&body, "[x99999]\n\n");
	for (int i = 0; i < 100000; i++)
		fg_buf_printf(&body, "[x%d]: /\n", i);
	fg_excerpt_of(&out, fg_buf_str(&body), FG_STR("\n\n"));
	assert_true(fg_str_ends(fg_buf_str(&out), FG_STR("\n\n[x99999]: /")));
	fg_buf_free(&body);
	fg_buf_free(&out);
}

static const struct {
	const char *config, *path, *text;
	const char *body, *excerpt; /* NULL: not of interest */
	const char *problems;
} posts[] = {
    {"", "a.md", "---\n---\n*one*\n\ntwo", "<p><em>one</em></p>\n<p>two</p>\n",
	"<p><em>one</em></p>\n", ""},
    {"", "a.html", "---\n---\n\n<b>one</b>\n\n*two*\n",
	"<b>one</b>\n\n*two*", "<b>one</b>", ""},
    {"", "a.md", "---\n---\n\n \n\none\n\ntwo", NULL, "<p>one</p>\n", ""},
    {"", "a.MD", "---\n---\n*x*", "<p><em>x</em></p>\n", NULL, ""},
    {"markdown_ext: txt\n", "a.txt", "*x*", "<p><em>x</em></p>\n", NULL, ""},
    {"", "a.txt", "*x*", "*x*", "*x*", ""},
    {"", "a.md", "", "", "", ""},
    /* The excerpt of the front matter is taken as it is. */
    {"", "a.md", "---\nexcerpt: An *own* one\n---\nBody", NULL,
	"An *own* one", ""},
    {"", "a.md", "---\nexcerpt: 7\n---\nBody", NULL, "7", ""},
    {"", "a.md", "---\nexcerpt:\n---\nBody", NULL, "<p>Body</p>\n", ""},
    {"", "a.md", "---\nexcerpt: false\n---\nBody", NULL, "<p>Body</p>\n", ""},
    {"", "a.md", "---\nexcerpt: \"\"\n---\nBody", NULL, "", ""},
    /* Separators: of the post, else of the site; an empty one: none. */
    {"excerpt_separator: <!--more-->\n", "a.md", "a\n\nb\n<!--more-->c", NULL,
	"<p>a</p>\n<p>b</p>\n", ""},
    {"excerpt_separator: <!--more-->\n", "a.md",
	"---\nexcerpt_separator: XX\n---\na XX b", NULL, "<p>a</p>\n", ""},
    {"", "a.md", "---\nexcerpt_separator:\n---\na\n\nb", NULL, "<p>a</p>\n",
	""},
    {"", "a.md", "---\nexcerpt_separator: ~\n---\na\n\nb ~ c", NULL,
	"<p>a</p>\n", ""},
    {"", "a.md", "---\nexcerpt_separator: false\n---\na\n\nfalse", NULL,
	"<p>a</p>\n", ""},
    {"", "a.md", "---\nexcerpt_separator: \"\"\n---\na\n\nb", NULL, "", ""},
    {"excerpt_separator: \"\"\n", "a.md", "a\n\nb", NULL, "", ""},
    {"", "a.md", "[x]\n\nmore\n\n[x]: /url", NULL,
	"<p><a href=\"/url\">x</a></p>\n", ""},
    {"", "a.md", "---\r\n---\r\none\r\n\r\ntwo\r\n", NULL,
	"<p>one</p>\n<p>two</p>\n", ""},
    /* What XML forbids is left out; the first place is told. */
    {"", "a.md", "---\ntitle: x\n---\none\n\ntwo \x01 x\x02",
	"<p>one</p>\n<p>two  x</p>\n", "<p>one</p>\n",
	"site/_posts/2024-01-02-a.md:6:5: text-illegal-character\n"},
    {"", "a.html", "---\n---\n\x0c<b>", "<b>", "<b>",
	"site/_posts/2024-01-02-a.html:3:1: text-illegal-character\n"},
};

static void
posts_are_rendered(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(posts); i++) {
		struct fg_buf html = {0}, text = {0};
		struct fg_source s;
		char buffer[256];

		snprintf(buffer, sizeof(buffer), "_posts/2024-01-02-%s",
		    posts[i].path);
		site_put(buffer, posts[i].text);
		snprintf(buffer, sizeof(buffer), URL "%s", posts[i].config);
		site_scan(t, buffer);
		fg_scan_source(&s, t->site, &t->scan.candidates.items[0], &text,
		    &t->arena, &t->diags);
		assert_int_equal(
		    fg_render_body(&html, t->site, &s, NULL, &t->diags), 0);
		if (posts[i].body)
			assert_str(fg_buf_str(&html), posts[i].body);
		fg_buf_reset(&html);
		/* What was said of the body is not said again. */
		assert_int_equal(
		    fg_render_excerpt(&html, t->site, &s, NULL, &t->diags), 0);
		if (posts[i].excerpt)
			assert_str(fg_buf_str(&html), posts[i].excerpt);
		assert_problems(t, posts[i].problems);
		fg_buf_free(&html);
		fg_buf_free(&text);
		site_clear(t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(heads_end_at_the_separator),
	    cmocka_unit_test(many_definitions_take_no_time),
	    SITE_TEST(posts_are_rendered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
