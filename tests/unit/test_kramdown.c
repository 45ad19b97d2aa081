/* SPDX-License-Identifier: ISC */
/* test_kramdown.c - kramdown's extensions, and what must stay as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "input/kramdown.h"
#include "lib/markdown.h"

#define MEGABYTE (1u << 20)
#define NBSP "\xc2\xa0"
#define ARROW "\xe2\x86\xa9"

/* Rendered by cmark, as a post is. */
static void
check(const char *text, const char *expected)
{
	struct fg_arena arena = {0};
	struct fg_diags diags = {.arena = &arena};
	struct fg_buf commonmark = {0}, html = {0}, tidy = {0};

	fg_kramdown_to_commonmark(&commonmark, fg_str_c(text));
	assert_int_equal(
	    fg_markdown_render(&html, fg_buf_str(&commonmark), &diags), 0);
	fg_kramdown_tidy(&tidy, fg_buf_str(&html));
	assert_string_equal(tidy.p, expected);
	fg_buf_free(&commonmark);
	fg_buf_free(&html);
	fg_buf_free(&tidy);
	fg_arena_free(&arena);
}

struct example {
	const char *text, *html;
};

static void
check_all(const struct example *examples, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(examples[i].text, examples[i].html);
}

#define CHECK_ALL(examples)                                                    \
	check_all(examples, sizeof(examples) / sizeof((examples)[0]))

static void
test_attributes(void **state)
{
	static const struct example examples[] = {
	    {"", ""},
	    {"a\n{:.x}\nb", "<p>a</p>\n<p>b</p>\n"},
	    {"a\r\n{: #id .x key=\"v\"}\r\n", "<p>a</p>\n"},
	    {"{:.x}\na\n\n{:y: .z}\n", "<p>a</p>\n"},
	    {"*a*{:.x} `b`{:.y}{:.z} [c](d){: target=\"_blank\"} e",
		"<p><em>a</em> <code>b</code> <a href=\"d\">c</a> e</p>\n"},
	    {"a{:.x}", "<p>a{:.x}</p>\n"},
	    {"\\{:.x} {:} {a}", "<p>{:.x} {:} {a}</p>\n"},
	    {"- {:.x} a\n- b\n{:.y}\n- c",
		"<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>\n"},
	    {"> a\n> {:.x}\n", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
	    {"# A {#a}\n## B ## {#b}\nC {#c}\n===\n",
		"<h1>A</h1>\n<h2>B</h2>\n<h1>C</h1>\n"},
	    {"a {#b}", "<p>a {#b}</p>\n"},
	    /* a table of contents */
	    {"a\n\n* TOC\n{:toc}\n\nb", "<p>a</p>\n<p>b</p>\n"},
	    {"1. x\n2. y\n{:.c toc}\n# A", "<h1>A</h1>\n"},
	    {"- a\n{:tocs}", "<ul>\n<li>a</li>\n</ul>\n"},
	    {"- a\n\n{:toc}\nb", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

static void
test_extensions(void **state)
{
	static const struct example examples[] = {
	    {"a\n\n{::comment}\nb\n\nc\n{:/comment}\n\nd",
		"<p>a</p>\n<p>d</p>\n"},
	    {"a {::comment}b{:/} c", "<p>a  c</p>\n"},
	    {"{::comment}\na", "<p>a</p>\n"},
	    {"{::nomarkdown}\n<b>*a*</b>\n{:/}\nb",
		"<p><b><em>a</em></b></p>\n<p>b</p>\n"},
	    {"{::options toc_levels=\"1\" /}\na", "<p>a</p>\n"},
	    {"A\n\n*[A]: b\n", "<p>A</p>\n"},
	    {"    a\n^\n    b", "<pre><code>a\n\nb\n</code></pre>\n"},
	    {"~~a *b*~~ c ~~ d", "<p><del>a <em>b</em></del> c ~~ d</p>\n"},
	    {"- [ ] a\n- [x] b\n- [c](d)",
		"<ul>\n<li><input type=\"checkbox\" disabled=\"disabled\" /> a"
		"</li>\n<li><input type=\"checkbox\" disabled=\"disabled\" "
		"checked=\"checked\" /> b</li>\n"
		"<li><a href=\"d\">c</a></li>\n</ul>\n"},
	    {"a $$x_1*y*$$ b \\$$c$$", "<p>a \\(x_1*y*\\) b $$c$$</p>\n"},
	    {"$$\na_1\n*b*\n$$", "<p>\\[a_1\n*b*\\]</p>\n"},
	    {"a << b >> c \\<< d", "<p>a \xc2\xab" NBSP "b" NBSP
				   "\xc2\xbb c &lt;&lt; d</p>\n"},
	    {"a\\\\\nb", "<p>a<br />\nb</p>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

static void
test_emphasis(void **state)
{
	static const struct example examples[] = {
	    {"**a:**b *c*", "<p><strong>a:</strong>b <em>c</em></p>\n"},
	    {"a*(b)* c", "<p>a<em>(b)</em> c</p>\n"},
	    {"**\xe7\xb2\x97\xe3\x80\x82**\xe6\x96\x87",
		"<p><strong>\xe7\xb2\x97\xe3\x80\x82</strong>\xe6\x96\x87"
		"</p>\n"},
	    {"*a*, *b*", "<p><em>a</em>, <em>b</em></p>\n"},
	    {"2 * 3 * 4", "<p>2 * 3 * 4</p>\n"},
	    {"*a `b:*`c:*d *e $$f:*x$$ h",
		"<p><em>a <code>b:*</code>c:</em>d <em>e \\(f:*x\\)</em> h"
		"</p>\n"},
	    {"*a \\*b:*c", "<p><em>a *b:</em>c</p>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

static void
test_code_stays(void **state)
{
	static const struct example examples[] = {
	    {"    a {:.x} [^1] $$b$$\n    {:.y}\n",
		"<pre><code>a {:.x} [^1] $$b$$\n{:.y}\n</code></pre>\n"},
	    {"```\n{:.x}\n[^1]: a\na | b\n```\n{:.y}",
		"<pre><code>{:.x}\n[^1]: a\na | b\n</code></pre>\n"},
	    {"~~~~\n~~~\n{:toc}\n~~~~",
		"<pre><code>~~~\n{:toc}\n</code></pre>\n"},
	    {"- a\n\n      {:.x}\n\n  b{:.y}*{:.z}",
		"<ul>\n<li>\n<p>a</p>\n<pre><code>{:.x}\n</code></pre>\n"
		"<p>b{:.y}*</p>\n</li>\n</ul>\n"},
	    {"`a{:.x} [^1]` ``b` ~~c~~``",
		"<p><code>a{:.x} [^1]</code> <code>b` ~~c~~</code></p>\n"},
	    {"<a title=\"$$b$$ {:.x}\">c</a>",
		"<p><a title=\"$$b$$ {:.x}\">c</a></p>\n"},
	    {"[a](b~~c~~$$d$$)", "<p><a href=\"b~~c~~$$d$$\">a</a></p>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

#define REF(name, number)                                                      \
	"<sup id=\"fnref:" name "\"><a href=\"#fn:" number                     \
	"\" class=\"footnote\">"
#define BACK(name)                                                             \
	NBSP "<a href=\"#fnref:" name                                          \
	     "\" class=\"reversefootnote\">" ARROW "</a>"

static void
test_footnotes(void **state)
{
	static const struct example examples[] = {
	    {"a[^x] b[^none]\n\n[^x]: c *d*\n\n    e\n\nf\n",
		"<p>a" REF("x", "x") "1</a></sup> b[^none]</p>\n<p>f</p>\n"
		"<div class=\"footnotes\">\n<ol>\n<li id=\"fn:x\">\n"
		"<p>c <em>d</em></p>\n<pre><code>e" "\n</code></pre>\n"
		"</li>\n</ol>\n</div>\n"},
	    {"[^1]: unused\n\na", "<p>a</p>\n"},
	    {"a[^2] b[^1] c[^2]\n\n[^1]: d\n[^2]: e\n",
		"<p>a" REF("2", "2") "1</a></sup> b" REF("1", "1")
		"2</a></sup> c" REF("2:1", "2") "1</a></sup></p>\n"
		"<div class=\"footnotes\">\n<ol>\n<li id=\"fn:2\">\n<p>e"
		BACK("2") NBSP "<a href=\"#fnref:2:1\" class=\"reversefootnote"
		"\">" ARROW "<sup>2</sup></a></p>\n</li>\n<li id=\"fn:1\">\n"
		"<p>d" BACK("1") "</p>\n</li>\n</ol>\n</div>\n"},
	    /* a note that only another note refers to */
	    {"a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]",
		"<p>a" REF("1", "1") "1</a></sup></p>\n"
		"<div class=\"footnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>b"
		REF("2", "2") "2</a></sup>" BACK("1") "</p>\n</li>\n"
		"<li id=\"fn:2\">\n<p>c" REF("1:1", "1") "1</a></sup>"
		BACK("2") "</p>\n</li>\n</ol>\n</div>\n"},
	};

	(void)state;
	check_all(examples + 1, 3);
	/* indented text is a paragraph of the note */
	check("a[^x]\n\n[^x]:\n    b",
	    "<p>a" REF("x", "x") "1</a></sup></p>\n"
	    "<div class=\"footnotes\">\n<ol>\n<li id=\"fn:x\">\n<p>b"
	    BACK("x") "</p>\n</li>\n</ol>\n</div>\n");
}

static void
test_definitions(void **state)
{
	static const struct example examples[] = {
	    {"a *b*\n: c\n: d\n  e\n\nf\n\n: g\n\n  h\n\ni",
		"<dl>\n<dt>a <em>b</em></dt>\n<dd>\n<p>c</p>\n</dd>\n<dd>\n"
		"<p>d\ne</p>\n</dd>\n<dt>f</dt>\n<dd>\n<p>g</p>\n<p>h</p>\n"
		"</dd>\n</dl>\n<p>i</p>\n"},
	    {"a: b\n:c", "<p>a: b\n:c</p>\n"},
	    {": a", "<p>: a</p>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

static void
test_tables(void **state)
{
	static const struct example examples[] = {
	    {"| a | `b|c` |\n|---|:-:|\n| *d* | e \\| f |\n{:.x}\n\ng",
		"<table>\n<thead>\n<tr>\n<th>a</th>\n<th><code>b|c</code>"
		"</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><em>d</em></td>\n"
		"<td>e | f</td>\n</tr>\n</tbody>\n</table>\n<p>g</p>\n"},
	    {"|---\na | b\n|---\nc\n|===\nd",
		"<p>|\xe2\x80\x94\na | b\n|\xe2\x80\x94\nc\n|===\nd</p>\n"},
	    {"a | b\n|===\n| c",
		"<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n"
		"</tbody>\n<tfoot>\n<tr>\n<td>c</td>\n</tr>\n</tfoot>\n"
		"</table>\n"},
	    {"a\nb | c", "<p>a\nb | c</p>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

static void
test_html(void **state)
{
	static const struct example examples[] = {
	    {"<div>\n\n*a*\n\n<p>b</p>\n\n</div>\n*c*",
		"<div>\n*a*\n<p>b</p>\n</div>\n<p><em>c</em></p>\n"},
	    {"<div class=\"x\" markdown=\"1\">\n*a*\n\n- b\n</div>\n*c*",
		"<div class=\"x\">\n<p><em>a</em></p>\n<ul>\n<li>b</li>\n"
		"</ul>\n</div>\n<p><em>c</em></p>\n"},
	    {"<div>\n<div markdown='1'>\n*a*\n</div>\n<b>*c*</b>\n\n</div>\n",
		"<div>\n<div>\n<p><em>a</em></p>\n</div>\n<b>*c*</b>\n"
		"</div>\n"},
	    {"<div><pre>\na\n\n*b*\n</pre></div>",
		"<div><pre>\na\n&#10;*b*\n</pre></div>\n"},
	    {"<pre>\na\n\n*b*\n</pre>\nc",
		"<pre>\na\n\n*b*\n</pre>\n<p>c</p>\n"},
	    {"<!-- *a*\n\n*b* -->\n*c*",
		"<!-- *a*\n\n*b* -->\n<p><em>c</em></p>\n"},
	    /* without an end tag, CommonMark's rule is the better one */
	    {"<div>\na\n\n*b*", "<div>\na\n<p><em>b</em></p>\n"},
	    {"<b>a</b> *c*", "<p><b>a</b> <em>c</em></p>\n"},
	    {"1986) a\n\nb\n3. c",
		"<p>1986) a</p>\n<p>b</p>\n<ol start=\"3\">\n<li>c</li>\n"
		"</ol>\n"},
	};

	(void)state;
	CHECK_ALL(examples);
}

static void
test_tidy(void **state)
{
	static const struct example examples[] = {
	    {"<td>\n<p>a</p>\n</td>", "<td>a</td>"},
	    {"<td>\n<p>a</p>\n<p>b</p>\n</td>", "<td>a</p>\n<p>b</td>"},
	    {"<th>\n<p>a</p>\n</th> <p>b</p>\n", "<th>a</th> <p>b</p>\n"},
	};

	(void)state;
	for (size_t i = 0; i < 3; i += 2) {
		struct fg_buf out = {0};

		fg_kramdown_tidy(&out, fg_str_c(examples[i].text));
		assert_string_equal(out.p, examples[i].html);
		fg_buf_free(&out);
	}
}

/* Each takes milliseconds when it is linear, and minutes when it is not. */
static void
test_hostile(void **state)
{
	static const char *const units[] = {
	    "{:", "{:\\}", "{::comment}", "{::comment}\n", "[^", "[^a]: b\n",
	    "*[a]: b\n", "$$", "~~a ", "` ``  ", "*a ", "**a *b ", "***\n",
	    "<div>\n\n<p>", "<div markdown=\"1\">\n", "markdown=", "<div a=\"",
	    "<!--", "a|b\n", "|-\n", "`|", "<hr>|\na|b\n", "a\n: b\n", "- ",
	    "> ", "* a\n{:toc}\n", "](", "`|``|", "|`", "\n", "<pre>\n",
	};
	struct fg_buf text = {0}, out = {0};
	clock_t begin = clock();

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		fg_buf_reset(&text);
		fg_buf_reset(&out);
		while (text.n < MEGABYTE)
			fg_buf_add_c(&text, units[i]);
		fg_buf_add_c(&text, "\n\n[^a]: b\n");
		fg_kramdown_to_commonmark(&out, fg_buf_str(&text));
		assert_true(out.n <= 80 * MEGABYTE);
	}
	assert_true(clock() - begin < 20 * CLOCKS_PER_SEC);
	fg_buf_free(&text);
	fg_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_attributes),
	    cmocka_unit_test(test_extensions),
	    cmocka_unit_test(test_emphasis),
	    cmocka_unit_test(test_code_stays),
	    cmocka_unit_test(test_footnotes),
	    cmocka_unit_test(test_definitions),
	    cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_html),
	    cmocka_unit_test(test_tidy),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
