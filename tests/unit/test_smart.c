/* SPDX-License-Identifier: ISC */
/* test_smart.c - smart punctuation, compared with kramdown's. */
#include "input/jekyll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const table[][2] = {
    {"", ""},
    {"plain text", "plain text"},
    {"\"Hello,\" she said", "“Hello,” she said"},
    {"'Hello' -- it's", "‘Hello’ – it’s"},
    {"the '80s and '90s", "the ’80s and ’90s"},
    {"rock 'n' roll", "rock ‘n’ roll"},
    {"\"'Quoted' words\"", "“‘Quoted’ words”"},
    {"'\"Quoted\" words'", "‘“Quoted” words’"},
    {"say \"'x'\"", "say “‘x’”"},
    {"a \"b\" (c) \"d\"", "a “b” (c) “d”"},
    {"(\"a\") ['b'] {\"c\"}", "(“a”) [‘b’] {“c”}"},
    {"x-\"y\"", "x-“y”"},
    {"\"a\"-\"b\"", "“a”-“b”"},
    {"\"_emph_\" '*x*'", "“_emph_” ‘*x*’"},
    {"\"... and so\"", "“… and so”"},
    {"\"a...\"", "“a…”"},
    {"5'10\" tall", "5’10” tall"},
    {"say \"\"", "say “”"},
    {"'''", "’’’"},
    {"\\\"a\\\"", "\\“a\\”"},
    {"é\"x\" \"é\"", "é”x” “é”"},
    {"\"Été\"", "“Été”"},
    {"'日本'", "‘日本’"},
    {"Custer's' s", "Custer’s’ s"},
    {"'sound", "‘sound"},
    {"'s", "’s"},
    {"a \"b\" c\td \"e\"", "a “b” c\td “e”"},
    {"a--b---c----d", "a–b—c—-d"},
    {"a.b..c...d....", "a.b..c…d…."},
    {"<<a>> << b >> \\<<c\\>>", "«a» « b » &lt;&lt;c&gt;&gt;"},
    {"a < b > c & d", "a &lt; b &gt; c &amp; d"},
    {"&amp; &#39; &#x27;", "&amp; &#39; &#x27;"},
    {"AT&T & \"R&D\"", "AT&amp;T &amp; “R&amp;D”"},
    {"x&\"y", "x&amp;”y"},
    {"<b>\"x\"</b>'s", "<b>“x”</b>’s"},
    {"<a href=\"it's\">it's</a>", "<a href=\"it's\">it’s</a>"},
    {"<code>\"x\" -- y</code> \"z\"", "<code>\"x\" -- y</code> “z”"},
    {"I <3 \"you\"", "I &lt;3 “you”"},
    {"a <b", "a &lt;b"},
    {"a </b> \"c\"", "a &lt;/b&gt; “c”"},
    {"x <p>\"y\"</p>", "x &lt;p&gt;“y”&lt;/p&gt;"},
    {"x <B>y</b>", "x <B>y</b>"},
    {"x <Foo>\"y\"</foo>\"z\"", "x <Foo>\"y\"&lt;/foo&gt;\"z\"</Foo>"},
    {"Pat's <Site>", "Pat’s <Site></Site>"},
    {"<Site> \"x\"", "<Site> \"x\"</Site>"},
    {"<Foo>\"a\"</Foo> \"b\"", "<Foo>\"a\"</Foo>\n “b”"},
    {"<!-- \"x\" -->\"y\"", "<!-- \"x\" -->\n“y”"},
    {"a <!-- \"x\" -->\"y\"", "a <!-- \"x\" -->“y”"},
    {"a <!-- \"x\"", "a &lt;!– “x”"},
    {"<script>\"<b>\"</script>\"x\"", "<script>\"<b>\"</script>\n“x”"},
    {"a <br>\"x\"", "a <br>“x”"},
    {"<a b=c.d>\"x\"</a>", "&lt;a b=c.d&gt;”x”&lt;/a&gt;"},
    {"<i><b>\"x\"</i></b>", "<i><b>“x”&lt;/i&gt;</b></i>"},
    {"\"a\"\r\n'b'", "“a”\n‘b’"},
    {"\"a\"\n<div>\"b\"</div> \"c\"", "“a”\n<div>\"b\"</div>\n “c”"},
    {"a </i>>", "a &lt;/i&gt;&gt;"},
    {"<a\nb='c'>\"d\"</a>", "<a\nb='c'>“d”</a>"},
    {"'80 x", "‘80 x"},
    {"a <x:y>\"b\"</x:y> <x:>", "a <x:y>\"b\"</x:y> &lt;x:&gt;"},
    {"&nope; &#xzz; & &;", "&nope; &amp;#xzz; &amp; &amp;;"},
    {"<hr/> \"x\"", "<hr/>\n “x”"},
    {"<u>\"x\" &lt; & ></u>\"", "<u>\"x\" &lt; &amp; &gt;</u>”"},
    {"<div><b>\"x\"<br></b><?p \"?></div>\"y\"",
	"<div><b>\"x\"<br></b><?p \"?></div>\n“y”"},
};

static void
follows_kramdown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct fg_buf out = {0};

		fg_smart_punctuation(&out, fg_str_c(table[i][0]));
		assert_string_equal(fg_buf_str(&out).p, table[i][1]);
		fg_buf_free(&out);
	}
}

/* A megabyte of what opens and never ends must not take minutes. */
static void
is_linear(void **state)
{
	static const char *const worst[] = {"<!--", "<b>", "<div>", "</b ",
	    "<a b='", "<a b=\"<a c='", "&a", "\"'", "\n<div", "<?", "<b \"",
	    "\n<!--", "<div><?", "<script></"};
	size_t n = 1 << 20;
	char *text = malloc(n);

	(void)state;
	assert_non_null(text);
	for (size_t k = 0; k < sizeof(worst) / sizeof(worst[0]); k++) {
		struct fg_buf out = {0};
		size_t length = strlen(worst[k]);

		for (size_t i = 0; i < n; i++)
			text[i] = worst[k][i % length];
		fg_smart_punctuation(&out, (struct fg_str){text, n});
		assert_true(out.n >= n / 2);
		fg_buf_free(&out);
	}
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(follows_kramdown),
	    cmocka_unit_test(is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
