/* SPDX-License-Identifier: ISC */
/* test_html_same.c - do two HTML fragments show the same? */
#include "lib/html_same.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#define BASE "https://example.org/a/"

static const struct {
	const char *first, *second;
	enum fg_html_likeness expected;
	const char *first_base, *second_base;
} cases[] = {
    {"", "", FG_HTML_SAME, NULL, NULL},
    {"<p>a</p>", "<p>a</p>", FG_HTML_SAME, NULL, NULL},
    /* what nobody sees */
    {"<p>a</p>\n\n<p>b</p>", " <p> a</p>\n<p>b </p>", FG_HTML_SAME, NULL, NULL},
    {"<P CLASS=x ID='y'>&eacute;&#39;</P>",
	"<p id=\"y\" class=\"x\">\xc3\xa9'</p>", FG_HTML_SAME, NULL, NULL},
    {"a<br />b", "a<br>\nb", FG_HTML_SAME, NULL, NULL},
    {"a<!-- c -->b", "ab", FG_HTML_SAME, NULL, NULL},
    {"a <b>b</b>", "a<b> b</b>", FG_HTML_SAME, NULL, NULL},
    {"<input disabled>", "<input disabled=''>", FG_HTML_SAME, NULL, NULL},
    {"<a href='b?c&amp;d'>", "<a href='" BASE "b?c&d'>", FG_HTML_SAME, BASE,
	NULL},
    {"<img src='/b'>", "<img src='../b'>", FG_HTML_SAME, BASE, BASE},
    /* what is seen, but not read */
    {"<p>a</p>", "<div>a</div>", FG_HTML_SAME_TEXT, NULL, NULL},
    {"<a href='b'>a</a>", "<a href='c'>a</a>", FG_HTML_SAME_TEXT, NULL, NULL},
    {"<a href='b'>a</a>", "<a href='b'>a</a>", FG_HTML_SAME_TEXT, BASE,
	"https://example.net/"},
    {"<p id=x>a</p>", "<p>a</p>", FG_HTML_SAME_TEXT, NULL, NULL},
    {"<pre>a\n b</pre>", "<pre>a b</pre>", FG_HTML_SAME_TEXT, NULL, NULL},
    {"&lt;b>", "<b>", FG_HTML_OTHER_TEXT, NULL, NULL},
    /* other text */
    {"<p>a</p>", "<p>b</p>", FG_HTML_OTHER_TEXT, NULL, NULL},
    {"<p>a</p>", "", FG_HTML_OTHER_TEXT, NULL, NULL},
    {"a <b>b</b>", "a<b>b</b>", FG_HTML_OTHER_TEXT, NULL, NULL},
};

static void
test_likeness(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fg_str a = fg_str_c(cases[i].first);
		struct fg_str b = fg_str_c(cases[i].second);
		struct fg_str x = fg_str_c(cases[i].first_base);
		struct fg_str y = fg_str_c(cases[i].second_base);

		if (fg_html_compare(a, x, b, y) != cases[i].expected ||
		    fg_html_compare(b, y, a, x) != cases[i].expected)
			fail_msg("'%s' and '%s' are not %d", cases[i].first,
			    cases[i].second, (int)cases[i].expected);
	}
}

/* A megabyte of the worst, in both, with one byte that differs at the end. */
static void
test_hostile(void **state)
{
	static const char *const parts[] = {"<", "<pre>", "</pre>", "<p>", " ",
	    "&", "<a href=x>", "<x a=b c=d>", "\"", "<!--"};

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct fg_buf a = {0}, b = {0};
		clock_t begin = clock();

		while (a.n < 1000000)
			fg_buf_add_c(&a, parts[i]);
		fg_buf_add(&b, fg_buf_str(&a));
		fg_buf_add_c(&b, "<i>");
		fg_html_compare(
		    fg_buf_str(&a), FG_STR(BASE), fg_buf_str(&b), FG_STR(BASE));
		assert_in_range(
		    (clock() - begin) * 1000 / CLOCKS_PER_SEC, 0, 3000);
		fg_buf_free(&a);
		fg_buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_likeness),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
