/* SPDX-License-Identifier: ISC */
/* test_atom.c - feeds as Atom 1.0. */
#include "reparse.h"
#include "sample_feed.h"

#include <stdlib.h>

#include "feedgen/feedgen.h"
#include "output/atom.h"

#define START "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define GENERATOR                                                              \
	"  <generator version=\"" FEEDGEN_VERSION "\">feedgen</generator>\n"

static const char expected_sample[] = START
    "<feed xmlns=\"http://www.w3.org/2005/Atom\""
    " xmlns:media=\"http://search.yahoo.com/mrss/\" xml:lang=\"en\">\n"
    GENERATOR
    "  <link rel=\"self\" type=\"application/atom+xml\""
    " href=\"https://example.org/feed.xml\"/>\n"
    "  <link rel=\"alternate\" type=\"text/html\" hreflang=\"en\""
    " href=\"https://example.org/?a=1&amp;b=2\"/>\n"
    "  <updated>2024-03-28T15:01:35+03:00</updated>\n"
    "  <id>https://example.org/feed.xml</id>\n"
    "  <title type=\"text\">A &amp; B</title>\n"
    "  <subtitle type=\"text\">Notes</subtitle>\n"
    "  <icon>https://example.org/icon.png</icon>\n"
    "  <logo>https://example.org/logo.png</logo>\n"
    "  <rights type=\"text\">\xc2\xa9 2024 A &amp; B</rights>\n"
    "  <author>\n"
    "    <name>Ann &amp; Co</name>\n"
    "    <email>ann@example.org</email>\n"
    "    <uri>https://example.org/ann</uri>\n"
    "  </author>\n"
    "  <entry xml:lang=\"de\">\n"
    "    <title type=\"text\">First &lt;&amp; last&gt;</title>\n"
    "    <link rel=\"alternate\" type=\"text/html\""
    " href=\"https://example.org/2024/first.html\"/>\n"
    "    <published>2024-01-02T03:04:05Z</published>\n"
    "    <updated>2024-03-28T15:01:35+03:00</updated>\n"
    "    <id>https://example.org/2024/first</id>\n"
    "    <content type=\"html\""
    " xml:base=\"https://example.org/2024/first.html\">"
    "<![CDATA[<p>1 &lt; 2, ]]]]><![CDATA[> <br></p>]]></content>\n"
    "    <author>\n"
    "      <name>Ann &amp; Co</name>\n"
    "      <email>ann@example.org</email>\n"
    "      <uri>https://example.org/ann</uri>\n"
    "    </author>\n"
    "    <author>\n"
    "      <name>Bob</name>\n"
    "    </author>\n"
    "    <category term=\"c\" scheme=\"https://example.org/topics\""
    " label=\"Language C\"/>\n"
    "    <category term=\"unix\"/>\n"
    "    <summary type=\"text\">What 1 &lt; 2 means</summary>\n"
    "    <media:thumbnail url=\"https://example.org/a.png\""
    " width=\"640\" height=\"480\"/>\n"
    "    <media:content url=\"https://example.org/a.png\" medium=\"image\""
    " type=\"image/png\" width=\"640\" height=\"480\">\n"
    "      <media:description>A \"cat\"</media:description>\n"
    "    </media:content>\n"
    "    <link rel=\"enclosure\" type=\"audio/mpeg\" length=\"123456\""
    " href=\"https://example.org/a.mp3\"/>\n"
    "  </entry>\n"
    "  <entry>\n"
    "    <title type=\"text\">Second</title>\n"
    "    <link rel=\"alternate\" type=\"text/html\""
    " href=\"https://example.org/second.html\"/>\n"
    "    <updated>2024-01-02T03:04:05Z</updated>\n"
    "    <id>https://example.org/second.html</id>\n"
    "    <content type=\"html\"><![CDATA[<p>Text</p>\n]]></content>\n"
    "    <media:thumbnail url=\"https://example.org/b.jpg\"/>\n"
    "    <media:content url=\"https://example.org/b.jpg\""
    " medium=\"image\"/>\n"
    "  </entry>\n"
    "</feed>\n";

static const char expected_empty[] = START
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n" GENERATOR
    "  <link rel=\"self\" type=\"application/atom+xml\""
    " href=\"https://example.org/feed.xml\"/>\n"
    "  <link rel=\"alternate\" type=\"text/html\""
    " href=\"https://example.org/\"/>\n"
    "  <updated>2024-01-02T03:04:05Z</updated>\n"
    "  <id>https://example.org/feed.xml</id>\n"
    "  <title type=\"text\">Nothing yet</title>\n"
    "</feed>\n";

static void
test_documents(void **state)
{
	static const struct {
		const struct feedgen_feed *feed;
		const char *expected;
	} cases[] = {
	    {&sample_feed, expected_sample},
	    {&empty_feed, expected_empty},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *bytes;
		size_t size;

		assert_int_equal(
		    feedgen_atom_write(&bytes, &size, cases[i].feed), 0);
		assert_string_equal(bytes, cases[i].expected);
		assert_int_equal(size, strlen(cases[i].expected));
		xmlFreeDoc(reparse(bytes, size));
		free(bytes);
	}
}

/* Where each string of a uniform feed is found again. */
static const char *const paths[] = {
    "/a:feed/@xml:lang",
    "/a:feed/a:link[@rel='self']/@href",
    "/a:feed/a:link[@rel='alternate']/@href",
    "/a:feed/a:link[@rel='alternate']/@hreflang",
    "/a:feed/a:id",
    "/a:feed/a:title[@type='text']",
    "/a:feed/a:subtitle[@type='text']",
    "/a:feed/a:rights[@type='text']",
    "/a:feed/a:icon",
    "/a:feed/a:logo",
    "/a:feed/a:author/a:name",
    "/a:feed/a:author/a:email",
    "/a:feed/a:author/a:uri",
    "/a:feed/a:entry/a:id",
    "/a:feed/a:entry/a:title[@type='text']",
    "/a:feed/a:entry/a:link[@rel='alternate'][@type='text/html']/@href",
    "/a:feed/a:entry/a:author/a:name",
    "/a:feed/a:entry/a:author/a:email",
    "/a:feed/a:entry/a:author/a:uri",
    "/a:feed/a:entry/a:category/@term",
    "/a:feed/a:entry/a:category/@scheme",
    "/a:feed/a:entry/a:category/@label",
    "/a:feed/a:entry/a:summary[@type='text']",
    "/a:feed/a:entry/a:content[@type='html']",
    "/a:feed/a:entry/a:content/@xml:base",
    "/a:feed/a:entry/a:link[@rel='enclosure'][@length='7']/@href",
    "/a:feed/a:entry/a:link[@rel='enclosure']/@type",
    "/a:feed/a:entry/m:thumbnail[@width='8'][@height='9']/@url",
    "/a:feed/a:entry/m:content[@medium='image'][@width='8']/@url",
    "/a:feed/a:entry/m:content[@fileSize='7']/@type",
    "/a:feed/a:entry/m:content/m:description",
};

static void
test_nasty_text_survives(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct uniform_feed u;
		struct fg_buf out = {0};
		xmlDocPtr doc;

		uniform_init(&u, nasty[i]);
		assert_int_equal(fg_atom_write(&out, &u.feed), 0);
		doc = reparse(out.p, out.n);
		for (size_t j = 0; j < sizeof(paths) / sizeof(paths[0]); j++)
			assert_text(doc, paths[j], nasty[i]);
		/* No text became markup. */
		assert_count(doc, "//*", 32);
		assert_count(doc, "/a:feed/a:entry/@xml:lang", 0);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
	}
}

static void
test_forbidden_text_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < FORBIDDEN_COUNT * UNIFORM_STRINGS; i++) {
		struct uniform_feed u;
		char *bytes = (char *)1;
		size_t size = 1;

		uniform_init(&u, "text");
		*uniform_string(&u, i % UNIFORM_STRINGS) =
		    forbidden[i / UNIFORM_STRINGS];
		assert_int_equal(
		    feedgen_atom_write(&bytes, &size, &u.feed), -1);
		assert_null(bytes);
		assert_int_equal(size, 0);
	}
}

static void
test_lang_only_where_it_differs(void **state)
{
	static const struct {
		const char *feed, *entry, *written;
	} cases[] = {
	    {NULL, NULL, NULL},
	    {"en", NULL, NULL},
	    {"en", "en", NULL},
	    {"en-GB", "en-gb", NULL},
	    {NULL, "en", "en"},
	    {"en", "en-GB", "en-GB"},
	    {"en", "de", "de"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct uniform_feed u;
		struct fg_buf out = {0};
		xmlDocPtr doc;

		uniform_init(&u, "text");
		u.feed.lang = cases[i].feed;
		u.entry.lang = cases[i].entry;
		assert_int_equal(fg_atom_write(&out, &u.feed), 0);
		doc = reparse(out.p, out.n);
		if (cases[i].written)
			assert_text(doc, "/a:feed/a:entry/@xml:lang",
			    cases[i].written);
		else
			assert_count(doc, "/a:feed/a:entry/@xml:lang", 0);
		assert_count(
		    doc, "/a:feed/@xml:lang", cases[i].feed ? 1 : 0);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_documents),
	    cmocka_unit_test(test_nasty_text_survives),
	    cmocka_unit_test(test_forbidden_text_is_refused),
	    cmocka_unit_test(test_lang_only_where_it_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
