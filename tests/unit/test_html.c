/* SPDX-License-Identifier: ISC */
/* test_html.c - the HTML tokenizer, and what makes text of HTML. */
#include "html5lib.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "lib/html_references.inc"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
/* Hostile input takes milliseconds; a quadratic loop would take minutes. */
#define SECONDS_MOST 5.0

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
fixtures_agree(void **state)
{
	struct html5lib_count count = {0};

	(void)state;
	html5lib_run(&count, "tests/html");
	assert_int_equal(count.failed, 0);
	assert_true(count.passed > 100);
}

static const char *
kind_name(enum fg_html_kind kind)
{
	static const char *const names[] = {[FG_HTML_END] = "end",
	    [FG_HTML_TEXT] = "text",
	    [FG_HTML_START_TAG] = "start",
	    [FG_HTML_END_TAG] = "end-tag",
	    [FG_HTML_COMMENT] = "comment",
	    [FG_HTML_DOCTYPE] = "doctype",
	    [FG_HTML_CDATA] = "cdata"};

	return names[kind];
}

/* Tokens as "kind[bytes of the input]". */
static void
list_tokens(struct fg_buf *out, struct fg_str html)
{
	struct fg_html_tokenizer t;
	struct fg_html_token token;

	fg_html_init(&t, html);
	while (fg_html_next(&t, &token)) {
		struct fg_str bytes = fg_str_sub(html, token.start, token.end);

		fg_buf_printf(
		    out, "%s[%.*s]", kind_name(token.kind), FG_ARG(bytes));
	}
	assert_int_equal(token.kind, FG_HTML_END);
	assert_int_equal(token.start, html.n);
	fg_html_free(&t);
}

static const struct {
	const char *html, *tokens;
} ranges[] = {
    {"", ""},
    {"a<b c='>'>d</b >e",
	"text[a]start[<b c='>'>]text[d]end-tag[</b >]text[e]"},
    {"<!doctype html>\n<!--a-->",
	"doctype[<!doctype html>]text[\n]comment[<!--a-->]"},
    {"a</>b", "text[a]text[b]"},
    {"a<b c", "text[a]"},
    {"a<!b>c<?d>e</ f>", "text[a]comment[<!b>]text[c]comment[<?d>]text[e]"
			 "comment[</ f>]"},
    /* Elements switch the tokenizer's state. */
    {"<title>a<b></title><b>",
	"start[<title>]text[a<b>]end-tag[</title>]start[<b>]"},
    {"<TEXTAREA><b></textarea>",
	"start[<TEXTAREA>]text[<b>]end-tag[</textarea>]"},
    {"<style><b></script></style>",
	"start[<style>]text[<b></script>]end-tag[</style>]"},
    {"<xmp><b></xmp><iframe><b></iframe><noembed><b></noembed>"
     "<noframes><b></noframes>",
	"start[<xmp>]text[<b>]end-tag[</xmp>]start[<iframe>]text[<b>]"
	"end-tag[</iframe>]start[<noembed>]text[<b>]end-tag[</noembed>]"
	"start[<noframes>]text[<b>]end-tag[</noframes>]"},
    {"<script><!--<script></script></script><b>",
	"start[<script>]text[<!--<script></script>]end-tag[</script>]"
	"start[<b>]"},
    {"<plaintext></plaintext>", "start[<plaintext>]text[</plaintext>]"},
    {"<style/><b></style>", "start[<style/>]text[<b>]end-tag[</style>]"},
    {"<styles><b>", "start[<styles>]start[<b>]"},
    /* In foreign content they do not. */
    {"<svg><title/><style/><script/><b>",
	"start[<svg>]start[<title/>]start[<style/>]start[<script/>]start[<b>]"},
    {"<svg><title><style><i></style></title><style><i></svg>",
	"start[<svg>]start[<title>]start[<style>]text[<i>]end-tag[</style>]"
	"end-tag[</title>]start[<style>]start[<i>]end-tag[</svg>]"},
    {"<svg/><style><i>", "start[<svg/>]start[<style>]text[<i>]"},
    {"<svg></svg><style><i>",
	"start[<svg>]end-tag[</svg>]start[<style>]text[<i>]"},
    {"<svg><div><style><i>", "start[<svg>]start[<div>]start[<style>]text[<i>]"},
    {"<svg><U><style><i>", "start[<svg>]start[<U>]start[<style>]text[<i>]"},
    {"<svg><var><style><i>", "start[<svg>]start[<var>]start[<style>]text[<i>]"},
    {"<svg><bb><style><i>", "start[<svg>]start[<bb>]start[<style>]start[<i>]"},
    {"<svg></p><style><i>", "start[<svg>]end-tag[</p>]start[<style>]text[<i>]"},
    {"<svg><font><style><i>",
	"start[<svg>]start[<font>]start[<style>]start[<i>]"},
    {"<svg><font size=1><style><i>",
	"start[<svg>]start[<font size=1>]start[<style>]text[<i>]"},
    {"<svg><desc></svg><style><i></style></desc><style><u>",
	"start[<svg>]start[<desc>]end-tag[</svg>]start[<style>]text[<i>]"
	"end-tag[</style>]end-tag[</desc>]start[<style>]start[<u>]"},
    {"<math><mi><style><i></style></mi><mo/><style><u>",
	"start[<math>]start[<mi>]start[<style>]text[<i>]end-tag[</style>]"
	"end-tag[</mi>]start[<mo/>]start[<style>]start[<u>]"},
    {"<math><annotation-xml encoding=Text/HTML><style><i>",
	"start[<math>]start[<annotation-xml encoding=Text/HTML>]start[<style>]"
	"text[<i>]"},
    {"<math><annotation-xml><style><i>",
	"start[<math>]start[<annotation-xml>]start[<style>]start[<i>]"},
    {"<svg><foreignObject><svg></svg><style><i></style></foreignObject>"
     "<style><u>",
	"start[<svg>]start[<foreignObject>]start[<svg>]end-tag[</svg>]"
	"start[<style>]text[<i>]end-tag[</style>]end-tag[</foreignObject>]"
	"start[<style>]start[<u>]"},
    {"<svg><![CDATA[<b>&amp;]]>a</svg><![CDATA[<b>]]>",
	"start[<svg>]cdata[<![CDATA[<b>&amp;]]>]text[a]end-tag[</svg>]"
	"comment[<![CDATA[<b>]text[]]>]"},
    {"<svg><![CDATA[a", "start[<svg>]cdata[<![CDATA[a]"},
};

static void
tokens_are_ranges(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ranges); i++) {
		struct fg_buf out = {0};

		list_tokens(&out, fg_str_c(ranges[i].html));
		assert_string_equal(out.p ? out.p : "", ranges[i].tokens);
		fg_buf_free(&out);
	}
}

static void
attributes_have_places(void **state)
{
	struct fg_str html = FG_STR("<A  Href = 'x&amp;y' b c=1 d=\"\" e=>");
	struct fg_html_tokenizer t;
	struct fg_html_token token;
	const struct fg_html_attribute *a;

	(void)state;
	fg_html_init(&t, html);
	assert_true(fg_html_next(&t, &token));
	assert_true(fg_html_is(&token, "a"));
	assert_false(fg_html_is(&token, "aa"));
	assert_false(fg_html_is(&token, ""));
	assert_int_equal(token.attribute_count, 5);
	a = fg_html_attribute(&token, "href");
	assert_non_null(a);
	assert_true(fg_str_eq(a->name, FG_STR("Href")));
	assert_true(fg_str_eq(a->value, FG_STR("x&amp;y")));
	assert_true(fg_str_eq(
	    fg_str_sub(html, a->start, a->end), FG_STR("Href = 'x&amp;y'")));
	assert_ptr_equal(html.p + a->value_start, a->value.p);
	assert_int_equal(a->quote, '\'');
	a = fg_html_attribute(&token, "b");
	assert_false(a->has_value);
	assert_int_equal(a->end - a->start, 1);
	a = fg_html_attribute(&token, "c");
	assert_int_equal(a->quote, 0);
	assert_true(
	    fg_str_eq(fg_str_sub(html, a->start, a->end), FG_STR("c=1")));
	a = fg_html_attribute(&token, "d");
	assert_true(a->has_value && a->value.p && a->value.n == 0);
	a = fg_html_attribute(&token, "e");
	assert_true(a->has_value && a->value.n == 0);
	assert_int_equal(a->end, html.n - 1);
	assert_null(fg_html_attribute(&token, "f"));
	assert_false(fg_html_next(&t, &token));
	fg_html_free(&t);
}

static void
end_tags_have_no_attributes(void **state)
{
	struct fg_html_tokenizer t;
	struct fg_html_token token;

	(void)state;
	fg_html_init(&t, FG_STR("</a b=c d>"));
	assert_true(fg_html_next(&t, &token));
	assert_int_equal(token.kind, FG_HTML_END_TAG);
	assert_int_equal(token.attribute_count, 0);
	fg_html_free(&t);
}

static void
void_elements_are_known(void **state)
{
	(void)state;
	assert_true(fg_html_is_void(FG_STR("area")));
	assert_true(fg_html_is_void(FG_STR("BR")));
	assert_true(fg_html_is_void(FG_STR("wbr")));
	assert_false(fg_html_is_void(FG_STR("b")));
	assert_false(fg_html_is_void(FG_STR("link2")));
	assert_false(fg_html_is_void(FG_STR("area\0x")));
}

typedef void conversion(struct fg_buf *out, struct fg_str s);

static void
decode_text(struct fg_buf *out, struct fg_str s)
{
	fg_html_decode(out, s, false);
}

static void
decode_value(struct fg_buf *out, struct fg_str s)
{
	fg_html_decode(out, s, true);
}

static const struct {
	conversion *convert;
	const char *from, *to;
} conversions[] = {
    {decode_text, "a &lt; b &copy=1", "a < b \xc2\xa9=1"},
    {decode_text, "", ""},
    {decode_value, "a &lt; b &copy=1", "a < b &copy=1"},
    {fg_html_normalise, "&lt;\r\n\r", "&lt;\n\n"},
    {fg_html_decode_name, "DaTa-X", "data-x"},
    {fg_html_escape, "a<b>&\"c\"'&amp;",
	"a&lt;b&gt;&amp;&quot;c&quot;'&amp;amp;"},
    {fg_html_to_text, "", ""},
    {fg_html_to_text, " a\t\n b ", "a b"},
    {fg_html_to_text, "<p>One</p><p>two<br>three</p>", "One two three"},
    {fg_html_to_text, "<B>o</B>ne<i> two</i>", "one two"},
    {fg_html_to_text, "a&amp;b &lt;i&gt;&#32;&#32;c", "a&b <i> c"},
    {fg_html_to_text, "a<!-- b --><script>c<\\/p></script>d", "ad"},
    {fg_html_to_text, "a<style/>b</style>c", "ac"},
    {fg_html_to_text, "a<style>b</style>c<title>d</title>e", "ace"},
    {fg_html_to_text, "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>",
	"a b c d"},
    {fg_html_to_text, "a<iframe>b</iframe><textarea>c</textarea>", "ac"},
    {fg_html_to_text,
	"a<template>b<template>c</template>d</template>e</template>f", "aef"},
    {fg_html_to_text, "<svg><title/><text>a</text></svg>b", "ab"},
    {fg_html_to_text, "<svg><style><![CDATA[a]]></style><![CDATA[b]]></svg>",
	"b"},
    {fg_html_to_text, "<math><mi>x</mi></math>", "x"},
    {fg_html_to_text, "a < b </>c<i", "a < b c"},
    {fg_html_to_text, "caf\xc3\xa9&nbsp;<b>\xe2\x82\xac</b>",
	"caf\xc3\xa9\xc2\xa0\xe2\x82\xac"},
    {fg_html_strip_tags, "<p>a</p><p>b</p>", "ab"},
    {fg_html_strip_tags, "<p>a</p>\n<p>b &amp; c</p>", "a\nb &amp; c"},
    {fg_html_strip_tags, "3 < 4 > 5", "3  5"},
    {fg_html_strip_tags, "3 < 4", "3 < 4"},
    {fg_html_strip_tags, "a<script x>b<p></script>c", "ac"},
    {fg_html_strip_tags, "a<SCRIPT>b</SCRIPT>c", "abc"},
    {fg_html_strip_tags, "a<scripture>b</script>c", "ac"},
    {fg_html_strip_tags, "a<style>b</style>c<style>d", "acd"},
    {fg_html_strip_tags, "a<!-- b > c -->d<!-->e-->f", "adf"},
    {fg_html_strip_tags, "a<!-- b > c", "a c"},
    {fg_html_strip_tags, "<scr<!-- -->ipt>a</script>b", "ab"},
    {fg_html_strip_tags, "a<b\nc='>'>d", "a'>d"},
    {fg_html_strip_tags, "<script>a</style><style>b</script>c</style>d", "cd"},
    {fg_text_squeeze, " a \t\r\n\v\f b\xc2\xa0  c ", "a b\xc2\xa0 c"},
    {fg_text_squeeze, " \n", ""},
};

static void
texts_are_converted(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(conversions); i++) {
		struct fg_buf out = {0};

		conversions[i].convert(&out, fg_str_c(conversions[i].from));
		assert_string_equal(fg_buf_str(&out).p, conversions[i].to);
		fg_buf_free(&out);
	}
}

static void
check_reference(
    char letter, const struct group *group, const struct reference *reference)
{
	struct fg_buf raw = {0}, out = {0};

	fg_buf_printf(&raw, "&%c%.*s", letter, (int)reference->name_n,
	    group->names + reference->name);
	fg_html_decode(&out, fg_buf_str(&raw), true);
	assert_string_equal(out.p, reference->text);
	fg_buf_free(&raw);
	fg_buf_free(&out);
}

static void
all_references_are_found(void **state)
{
	size_t checked = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(groups); i++)
		for (size_t j = groups[i].first; j < groups[i].end; j++) {
			check_reference(
			    (char)('A' + i), &groups[i], &references[j]);
			checked++;
		}
	assert_int_equal(checked, COUNT(references));
	assert_int_equal(checked, 2231);
}

static const char *const hostile[] = {"<", "&", "<a ", "<!--", "</", "-->",
    "<a b='", "<a b=\"c\" ", "&#x", "&#", "&a", "&amp", "<!", "<![CDATA[",
    "<!DOCTYPE a", "<script>", "<script><!--<script>", "</script", "<style></",
    "<title>&</title", "<svg>", "<svg></b>", "<svg><desc>", "<svg><![CDATA[]]",
    "<template>", "<div>", "=", "\r", "--!", "<style", "<script", "a\n", "]]",
    "<?", "&CounterClockwiseContourIntegral"};

/* A megabyte of each, behind each of some beginnings. */
static void
hostile_input_is_linear(void **state)
{
	static const char *const beginnings[] = {
	    "", "<a ", "<script>", "<script><!--", "<svg>", "<!--", "<title>"};
	double start = seconds();

	(void)state;
	for (size_t i = 0; i < COUNT(hostile) * COUNT(beginnings); i++) {
		struct fg_buf html = {0}, out = {0};

		fg_buf_add_c(&html, beginnings[i / COUNT(hostile)]);
		while (html.n < 1u << 17)
			fg_buf_add_c(&html, hostile[i % COUNT(hostile)]);
		fg_html_to_text(&out, fg_buf_str(&html));
		fg_html_strip_tags(&out, fg_buf_str(&html));
		fg_buf_free(&html);
		fg_buf_free(&out);
	}
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct fg_buf html = {0}, out = {0};

		while (html.n < 1u << 20)
			fg_buf_add_c(&html, hostile[i]);
		fg_html_to_text(&out, fg_buf_str(&html));
		fg_html_strip_tags(&out, fg_buf_str(&html));
		fg_html_decode(&out, fg_buf_str(&html), true);
		fg_buf_free(&html);
		fg_buf_free(&out);
	}
	assert_true(seconds() - start < SECONDS_MOST);
}

static size_t
count_attributes(struct fg_str html)
{
	struct fg_html_tokenizer t;
	struct fg_html_token token;
	size_t count;

	fg_html_init(&t, html);
	assert_true(fg_html_next(&t, &token));
	count = token.attribute_count;
	for (size_t i = 1; i < count; i++)
		assert_true(
		    token.attributes[i - 1].start < token.attributes[i].start);
	fg_html_free(&t);
	return count;
}

static void
many_attributes_are_linear(void **state)
{
	struct fg_buf distinct = {0}, same = {0}, endless = {0};
	double start = seconds();

	(void)state;
	fg_buf_add_c(&distinct, "<a");
	fg_buf_add_c(&same, "<a");
	fg_buf_add_c(&endless, "<a");
	for (unsigned i = 0; i < 100000; i++) {
		fg_buf_printf(&distinct, " a%u=b a%u", i, i % 1000);
		fg_buf_printf(&same, " %s=b", i % 2 ? "B" : "b");
	}
	for (unsigned i = 0; i < FG_HTML_ATTRIBUTES_MOST + 10; i++)
		fg_buf_printf(&endless, " %u", i);
	fg_buf_add_char(&distinct, '>');
	fg_buf_add_char(&same, '>');
	fg_buf_add_char(&endless, '>');
	/* Half of those within the limit are new names. */
	assert_int_equal(count_attributes(fg_buf_str(&distinct)),
	    FG_HTML_ATTRIBUTES_MOST / 2);
	assert_int_equal(count_attributes(fg_buf_str(&same)), 1);
	assert_int_equal(
	    count_attributes(fg_buf_str(&endless)), FG_HTML_ATTRIBUTES_MOST);
	assert_true(seconds() - start < SECONDS_MOST);
	fg_buf_free(&distinct);
	fg_buf_free(&same);
	fg_buf_free(&endless);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fixtures_agree),
	    cmocka_unit_test(tokens_are_ranges),
	    cmocka_unit_test(attributes_have_places),
	    cmocka_unit_test(end_tags_have_no_attributes),
	    cmocka_unit_test(void_elements_are_known),
	    cmocka_unit_test(texts_are_converted),
	    cmocka_unit_test(all_references_are_found),
	    cmocka_unit_test(hostile_input_is_linear),
	    cmocka_unit_test(many_attributes_are_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
