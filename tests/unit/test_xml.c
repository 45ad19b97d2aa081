/* SPDX-License-Identifier: ISC */
/* test_xml.c - building XML documents. */
#include "reparse.h"

#include <pthread.h>

#include "lib/xml.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

static void
assert_document(struct fg_xml *x, const char *expected)
{
	struct fg_buf out = {0};

	assert_int_equal(fg_xml_finish(x, &out), 0);
	assert_string_equal(out.p, expected);
	assert_int_equal(out.n, strlen(expected));
	fg_buf_free(&out);
}

static void
test_indentation(void **state)
{
	struct fg_xml *x = fg_xml_new();

	(void)state;
	fg_xml_indent(x, true);
	fg_xml_start(x, "a");
	fg_xml_attribute(x, "xmlns", "urn:a");
	fg_xml_attribute(x, "none", NULL);
	fg_xml_element(x, "b", "text");
	fg_xml_element(x, "absent", NULL);
	fg_xml_element(x, "empty", "");
	fg_xml_start(x, "c");
	fg_xml_attribute(x, "d", "e");
	fg_xml_end(x);
	fg_xml_start(x, "f");
	fg_xml_start(x, "g");
	fg_xml_attribute(x, "d", "e");
	fg_xml_cdata(x, FG_STR("<p>x</p>\n"));
	fg_xml_end(x);
	fg_xml_start(x, "h");
	fg_xml_raw(x, FG_STR("<i/>"));
	fg_xml_end(x);
	fg_xml_end(x);
	fg_xml_end(x);
	assert_document(x,
	    DECLARATION "<a xmlns=\"urn:a\">\n"
			"  <b>text</b>\n"
			"  <empty></empty>\n"
			"  <c d=\"e\"/>\n"
			"  <f>\n"
			"    <g d=\"e\"><![CDATA[<p>x</p>\n]]></g>\n"
			"    <h><i/></h>\n"
			"  </f>\n"
			"</a>\n");
}

static void
test_no_indentation(void **state)
{
	struct fg_xml *x = fg_xml_new();

	(void)state;
	fg_xml_start(x, "a");
	fg_xml_element(x, "b", "c");
	fg_xml_text(x, FG_STR(" mixed "));
	fg_xml_element(x, "b", "d");
	fg_xml_end(x);
	assert_document(
	    x, DECLARATION "<a><b>c</b> mixed <b>d</b></a>\n");
}

static void
test_open_elements_are_closed(void **state)
{
	struct fg_xml *x = fg_xml_new();

	(void)state;
	fg_xml_start(x, "a");
	fg_xml_start(x, "b");
	assert_document(x, DECLARATION "<a><b/></a>\n");
}

static void
test_escape(void **state)
{
	static const struct {
		const char *text, *in_text, *in_attribute;
	} cases[] = {
	    {"", "", ""},
	    {"plain", "plain", "plain"},
	    {"a&b", "a&amp;b", "a&amp;b"},
	    {"&amp;", "&amp;amp;", "&amp;amp;"},
	    {"<>", "&lt;&gt;", "&lt;&gt;"},
	    {"]]>", "]]&gt;", "]]&gt;"},
	    {"\"'", "\"'", "&quot;'"},
	    {"a\tb\nc\rd", "a\tb\nc&#13;d", "a&#9;b&#10;c&#13;d"},
	    {"\xe2\x80\xa8", "\xe2\x80\xa8", "\xe2\x80\xa8"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fg_buf out = {0};

		fg_buf_add_c(&out, "kept ");
		assert_int_equal(
		    fg_xml_escape(&out, fg_str_c(cases[i].text), false), 0);
		assert_string_equal(out.p + 5, cases[i].in_text);
		fg_buf_truncate(&out, 5);
		assert_int_equal(
		    fg_xml_escape(&out, fg_str_c(cases[i].text), true), 0);
		assert_string_equal(out.p + 5, cases[i].in_attribute);
		fg_buf_free(&out);
	}
}

static void
test_split_cdata(void **state)
{
	struct fg_xml *x = fg_xml_new();

	(void)state;
	fg_xml_start(x, "a");
	fg_xml_cdata(x, FG_STR("x]]>y]]]>"));
	fg_xml_end(x);
	assert_document(x,
	    DECLARATION "<a><![CDATA[x]]]]><![CDATA[>y]]]]]><![CDATA[>]]>"
			"</a>\n");
}

static void
test_nasty_text_survives(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct fg_xml *x = fg_xml_new();
		struct fg_buf out = {0};
		xmlDocPtr doc;

		fg_xml_indent(x, i % 2 == 0);
		fg_xml_start(x, "r");
		fg_xml_attribute(x, "a", nasty[i]);
		fg_xml_element(x, "t", nasty[i]);
		fg_xml_start(x, "c");
		fg_xml_cdata(x, fg_str_c(nasty[i]));
		fg_xml_end(x);
		fg_xml_end(x);
		assert_int_equal(fg_xml_finish(x, &out), 0);
		doc = reparse(out.p, out.n);
		assert_text(doc, "/r/@a", nasty[i]);
		assert_text(doc, "/r/t", nasty[i]);
		assert_text(doc, "/r/c", nasty[i]);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
	}
}

static void
test_carriage_return(void **state)
{
	struct fg_xml *x = fg_xml_new();
	struct fg_buf out = {0};
	xmlDocPtr doc;

	(void)state;
	fg_xml_start(x, "r");
	fg_xml_attribute(x, "a", "1\r\n2\r3");
	fg_xml_element(x, "t", "1\r\n2\r3");
	fg_xml_start(x, "c");
	fg_xml_cdata(x, FG_STR("1\r\n2\r3"));
	fg_xml_end(x);
	fg_xml_end(x);
	assert_int_equal(fg_xml_finish(x, &out), 0);
	doc = reparse(out.p, out.n);
	assert_text(doc, "/r/@a", "1\r\n2\r3");
	assert_text(doc, "/r/t", "1\r\n2\r3");
	assert_text(doc, "/r/c", "1\n2\n3");
	xmlFreeDoc(doc);
	fg_buf_free(&out);
}

enum { IN_ATTRIBUTE, IN_TEXT, IN_CDATA, PLACES };

static void
test_forbidden_text_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < FORBIDDEN_COUNT * PLACES; i++) {
		struct fg_str text = fg_str_c(forbidden[i / PLACES]);
		struct fg_xml *x = fg_xml_new();
		struct fg_buf out = {0};

		fg_buf_add_c(&out, "before");
		fg_xml_start(x, "r");
		if (i % PLACES == IN_ATTRIBUTE)
			fg_xml_attribute(x, "a", text.p);
		else if (i % PLACES == IN_TEXT)
			fg_xml_text(x, text);
		else
			fg_xml_cdata(x, text);
		/* What comes later makes nothing good. */
		fg_xml_element(x, "later", "text");
		fg_xml_end(x);
		assert_int_equal(fg_xml_finish(x, &out), -1);
		assert_string_equal(out.p, "before");
		fg_buf_free(&out);
	}
}

static void
test_nul_is_refused(void **state)
{
	struct fg_xml *x = fg_xml_new();
	struct fg_buf out = {0};

	(void)state;
	fg_xml_start(x, "r");
	fg_xml_text(x, FG_STR("a\0b"));
	assert_int_equal(fg_xml_finish(x, &out), -1);
	assert_int_equal(out.n, 0);
	fg_buf_free(&out);
}

static void
test_end_without_start_fails(void **state)
{
	struct fg_xml *x = fg_xml_new();
	struct fg_buf out = {0};

	(void)state;
	fg_xml_start(x, "r");
	fg_xml_end(x);
	fg_xml_end(x);
	assert_int_equal(fg_xml_finish(x, &out), -1);
	fg_buf_free(&out);
}

static void
test_finish_appends(void **state)
{
	struct fg_buf out = {0};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct fg_xml *x = fg_xml_new();

		fg_xml_start(x, "r");
		assert_int_equal(fg_xml_finish(x, &out), 0);
	}
	assert_string_equal(out.p, DECLARATION "<r/>\n" DECLARATION "<r/>\n");
	fg_buf_free(&out);
}

static void
test_large_text(void **state)
{
	struct fg_xml *x = fg_xml_new();
	struct fg_buf text = {0}, out = {0};
	xmlDocPtr doc;

	(void)state;
	for (int i = 0; i < 400000; i++)
		fg_buf_add_c(&text, "]]>");
	fg_xml_start(x, "r");
	fg_xml_cdata(x, fg_buf_str(&text));
	fg_xml_end(x);
	assert_int_equal(fg_xml_finish(x, &out), 0);
	doc = reparse(out.p, out.n);
	assert_text(doc, "/r", text.p);
	xmlFreeDoc(doc);
	fg_buf_free(&out);
	fg_buf_free(&text);
}

static void *
write_one(void *out)
{
	struct fg_xml *x;

	fg_xml_library_init();
	x = fg_xml_new();
	fg_xml_start(x, "r");
	fg_xml_element(x, "t", "text");
	fg_xml_end(x);
	return fg_xml_finish(x, out) == 0 ? out : NULL;
}

static void
test_threads(void **state)
{
	pthread_t threads[8];
	struct fg_buf out[8] = {{0}};

	(void)state;
	for (int i = 0; i < 8; i++)
		assert_int_equal(
		    pthread_create(&threads[i], NULL, write_one, &out[i]), 0);
	for (int i = 0; i < 8; i++) {
		void *result;

		assert_int_equal(pthread_join(threads[i], &result), 0);
		assert_non_null(result);
		assert_string_equal(
		    out[i].p, DECLARATION "<r><t>text</t></r>\n");
		fg_buf_free(&out[i]);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_threads), /* first: it initialises */
	    cmocka_unit_test(test_indentation),
	    cmocka_unit_test(test_no_indentation),
	    cmocka_unit_test(test_open_elements_are_closed),
	    cmocka_unit_test(test_escape),
	    cmocka_unit_test(test_split_cdata),
	    cmocka_unit_test(test_nasty_text_survives),
	    cmocka_unit_test(test_carriage_return),
	    cmocka_unit_test(test_forbidden_text_is_refused),
	    cmocka_unit_test(test_nul_is_refused),
	    cmocka_unit_test(test_end_without_start_fails),
	    cmocka_unit_test(test_finish_appends),
	    cmocka_unit_test(test_large_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
