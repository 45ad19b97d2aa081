/* SPDX-License-Identifier: ISC */
/* test_html_rewrite.c - relative URLs of HTML fragments made absolute. */
#include "lib/html_rewrite.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define BASE "https://a.example/blog/post/"
#define SECONDS_MOST 5.0

static const struct {
	const char *fragment, *absolute;
} cases[] = {
    /* Where a URL may stand. */
    {"<a href='/x'>y</a>", "<a href='https://a.example/x'>y</a>"},
    {"<img src=\"i.png\">", "<img src=\"" BASE "i.png\">"},
    {"<IMG SRC=i.png>", "<IMG SRC=\"" BASE "i.png\">"},
    {"<img src=i.png/>", "<img src=\"" BASE "i.png/\">"},
    {"<video poster='p' src='../v'></video>",
	"<video poster='" BASE "p' src='https://a.example/blog/v'></video>"},
    {"<q cite=c>", "<q cite=\"" BASE "c\">"},
    {"<object data='d'>", "<object data='" BASE "d'>"},
    {"<p data='d'>", "<p data='d'>"},
    {"<form action='f'><button formaction='g'>",
	"<form action='" BASE "f'><button formaction='" BASE "g'>"},
    {"<td background='b'><img longdesc='l'>",
	"<td background='" BASE "b'><img longdesc='" BASE "l'>"},
    {"<a ping='p  /q\nhttps://b.example/ #' href='mailto:a@b.example'>",
	"<a ping='" BASE "p  https://a.example/q\nhttps://b.example/ " BASE
	"#' href='mailto:a@b.example'>"},
    {"<svg><image xlink:href='i.svg'/></svg>",
	"<svg><image xlink:href='" BASE "i.svg'/></svg>"},
    {"<a title='/x' data-href='/x' href2='/x'>",
	"<a title='/x' data-href='/x' href2='/x'>"},
    /* What a reference may look like. */
    {"<a href='#x'>", "<a href='" BASE "#x'>"},
    {"<a href=''>", "<a href='" BASE "'>"},
    {"<a href=>", "<a href=\"" BASE "\">"},
    {"<a href><img src=''><img src=' '>", "<a href><img src=''><img src=' '>"},
    {"<a href='?a=1&amp;b=2'>", "<a href='" BASE "?a=1&amp;b=2'>"},
    {"<a href='?a=1&b=2&copy=3'>",
	"<a href='" BASE "?a=1&amp;b=2&amp;copy=3'>"},
    {"<a href='//b.example/'>", "<a href='https://b.example/'>"},
    {"<a href='&#x2f;x&#39;y'>", "<a href='https://a.example/x&#39;y'>"},
    {"<a href=\"x'y\">", "<a href=\"" BASE "x'y\">"},
    {"<a href=' \n/x\n\ty '>", "<a href='https://a.example/xy'>"},
    {"<a href='/caf\xc3\xa9 1'>", "<a href='https://a.example/caf%C3%A9%201'>"},
    /* What stays. */
    {"<a href='https://B.example:443/a b&c'>",
	"<a href='https://B.example:443/a b&c'>"},
    {"<a href=' https://b.example/'>", "<a href=' https://b.example/'>"},
    {"<a href='mailto:x@b.example'><a href='tel:1'><a href='data:,x'>",
	"<a href='mailto:x@b.example'><a href='tel:1'><a href='data:,x'>"},
    {"<a href='java\nscript:x()'>", "<a href='java\nscript:x()'>"},
    {"<a href='&#106;avascript:x()'>", "<a href='&#106;avascript:x()'>"},
    {"<a href='//'><a href='//?x'>", "<a href='//'><a href='//?x'>"},
    {"<base href='/x/'><a href='y'>", "<base href='/x/'><a href='" BASE "y'>"},
    {"<map name=x></map><img usemap='#x'>",
	"<map name=x></map><img usemap='#x'>"},
    {"<a href='/x' HREF='/y'>", "<a href='https://a.example/x' HREF='/y'>"},
    {"</a href='/x'>", "</a href='/x'>"},
    {"<!--<a href='/x'>--><script>'<a href=/x>'</script><title><a href=/x>",
	"<!--<a href='/x'>--><script>'<a href=/x>'</script>"
	"<title><a href=/x>"},
    {"<a href='/x", "<a href='/x"},
    {"<svg><use href='#x'/><use xlink:href='s.svg#x'/><a href='#x'></svg>",
	"<svg><use href='#x'/><use xlink:href='" BASE "s.svg#x'/><a href='" BASE
	"#x'></svg>"},
    /* srcset */
    {"<img srcset='a.png'>", "<img srcset='" BASE "a.png'>"},
    {"<img srcset='a.png 1x, b.png 2x'>",
	"<img srcset='" BASE "a.png 1x, " BASE "b.png 2x'>"},
    {"<img srcset=' a.png 1x ,, b.png,c.png 100w 5h,'>",
	"<img srcset=' " BASE "a.png 1x ,, " BASE "b.png,c.png 100w 5h,'>"},
    {"<img srcset='a.png, b.png'>",
	"<img srcset='" BASE "a.png, " BASE "b.png'>"},
    {"<img srcset='data:image/png;base64,AA== 1x, b.png 2x'>",
	"<img srcset='data:image/png;base64,AA== 1x, " BASE "b.png 2x'>"},
    {"<img srcset='a x(1, 2) y, b'>",
	"<img srcset='" BASE "a x(1, 2) y, " BASE "b'>"},
    {"<img srcset='a x(1, 2'>", "<img srcset='" BASE "a x(1, 2'>"},
    {"<img srcset='https://b.example/a,b 1x,  https://b.example/c&d'>",
	"<img srcset='https://b.example/a,b 1x,  https://b.example/c&d'>"},
    {"<link imagesrcset=a><img srcset=''><img srcset=' , '>",
	"<link imagesrcset=\"" BASE "a\"><img srcset=''><img srcset=' , '>"},
    {"<source srcset='a?x=1&amp;y 2x, https://b.example/?x&amp;y'>",
	"<source srcset='" BASE "a?x=1&amp;y 2x, https://b.example/?x&amp;y'>"},
};

static void
urls_become_absolute(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fg_buf out = {0}, again = {0};

		fg_html_absolute(
		    &out, fg_str_c(cases[i].fragment), FG_STR(BASE));
		assert_string_equal(out.p, cases[i].absolute);
		fg_html_absolute(&again, fg_buf_str(&out), FG_STR(BASE));
		assert_string_equal(again.p, cases[i].absolute);
		fg_buf_free(&out);
		fg_buf_free(&again);
	}
}

/* Everything odd that has nothing to be changed. */
static void
absolute_fragment_keeps_its_bytes(void **state)
{
	struct fg_str fragment = FG_STR(
	    "<!DOCTYPE html>\r\n<P CLASS = x  id=y >a &amp b &lt; < \0 c</>\n"
	    "<a\thref=https://b.example/?a&b&copy=1 >\xff</a ><br / >"
	    "<img src='HTTP://b.example/%7e/../x' alt=\"&quot;'\"\r/>"
	    "<a href='data:text/html,&lt;p>' href=/y><!x><?y?></ z>"
	    "<script>\"<a href='/x'>\"</script><![CDATA[<i>]]>"
	    "<img srcset=\"https://b.example/a, data:,b 2x\"><a href='x");
	struct fg_buf out = {0};

	(void)state;
	fg_html_absolute(&out, fragment, FG_STR(BASE));
	assert_int_equal(out.n, fragment.n);
	assert_memory_equal(out.p, fragment.p, fragment.n);
	fg_buf_free(&out);
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
hostile_input_is_linear(void **state)
{
	static const struct {
		const char *beginning, *unit, *end;
	} inputs[] = {
	    {"", "<a href=x>", ""},
	    {"<a href='", " ", "'>"},
	    {"<a href='", "../", "'>"},
	    {"<a href='", "&amp;", "'>"},
	    {"<a ping='", "a ", "'>"},
	    {"<img srcset='", ",", "'>"},
	    {"<img srcset='", "a,", "'>"},
	    {"<img srcset='", "a (", "'>"},
	    {"<img srcset='", "a, ", "'>"},
	    {"<a ", "href=x ", ">"},
	    {"<svg>", "<use href='#x'>", ""},
	};
	double start = seconds();

	(void)state;
	for (size_t i = 0; i < COUNT(inputs); i++) {
		struct fg_buf html = {0}, out = {0};

		fg_buf_add_c(&html, inputs[i].beginning);
		while (html.n < 1u << 19)
			fg_buf_add_c(&html, inputs[i].unit);
		fg_buf_add_c(&html, inputs[i].end);
		fg_html_absolute(&out, fg_buf_str(&html), FG_STR(BASE));
		assert_true(out.n > 0);
		fg_buf_free(&html);
		fg_buf_free(&out);
	}
	assert_true(seconds() - start < SECONDS_MOST);
}

/* A value that would grow without measure stays as it is. */
static void
growth_of_a_value_is_bounded(void **state)
{
	struct fg_buf html = {0}, base = {0}, out = {0};

	(void)state;
	fg_buf_add_c(&base, "https://a.example/");
	while (base.n < 1900)
		fg_buf_add_c(&base, "long/");
	fg_buf_add_c(&html, "<a ping='");
	while (html.n < 1u << 15)
		fg_buf_add_c(&html, "a ");
	fg_buf_add_c(&html, "'>");
	fg_html_absolute(&out, fg_buf_str(&html), fg_buf_str(&base));
	assert_true(fg_str_eq(fg_buf_str(&out), fg_buf_str(&html)));
	fg_buf_free(&html);
	fg_buf_free(&base);
	fg_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(urls_become_absolute),
	    cmocka_unit_test(absolute_fragment_keeps_its_bytes),
	    cmocka_unit_test(hostile_input_is_linear),
	    cmocka_unit_test(growth_of_a_value_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
