/* SPDX-License-Identifier: ISC */
/* test_rss.c - feeds as RSS 2.0. */
#include "reparse.h"
#include "sample_feed.h"

#include <stdlib.h>

#include "feedgen/feedgen.h"
#include "lib/xml.h"
#include "output/rss.h"

#define START                                                                  \
	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                         \
	"<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\""
#define GENERATOR                                                              \
	"    <generator>feedgen " FEEDGEN_VERSION "</generator>\n"
#define SELF                                                                   \
	"    <atom:link rel=\"self\" type=\"application/rss+xml\""             \
	" href=\"https://example.org/feed.xml\"/>\n"

static const char expected_sample[] = START
    " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:media=\"http://search.yahoo.com/mrss/\">\n"
    "  <channel>\n"
    "    <title>A &amp; B</title>\n"
    "    <link>https://example.org/?a=1&amp;b=2</link>\n"
    "    <description>Notes</description>\n"
    "    <language>en</language>\n"
    "    <copyright>\xc2\xa9 2024 A &amp; B</copyright>\n"
    "    <lastBuildDate>Thu, 28 Mar 2024 15:01:35 +0300</lastBuildDate>\n"
    GENERATOR
    "    <ttl>60</ttl>\n"
    "    <image>\n"
    "      <url>https://example.org/logo.png</url>\n"
    "      <title>A &amp; B</title>\n"
    "      <link>https://example.org/?a=1&amp;b=2</link>\n"
    "    </image>\n"
    SELF
    "    <item>\n"
    "      <title>First &lt;&amp; last&gt;</title>\n"
    "      <link>https://example.org/2024/first.html</link>\n"
    "      <guid isPermaLink=\"false\">https://example.org/2024/first</guid>\n"
    "      <pubDate>Tue, 02 Jan 2024 03:04:05 +0000</pubDate>\n"
    "      <dc:creator>Ann &amp; Co</dc:creator>\n"
    "      <dc:creator>Bob</dc:creator>\n"
    "      <category domain=\"https://example.org/topics\">c</category>\n"
    "      <category>unix</category>\n"
    "      <description>What 1 &amp;lt; 2 means</description>\n"
    "      <content:encoded>"
    "<![CDATA[<p>1 &lt; 2, ]]]]><![CDATA[> <br></p>]]></content:encoded>\n"
    "      <media:thumbnail url=\"https://example.org/a.png\""
    " width=\"640\" height=\"480\"/>\n"
    "      <media:content url=\"https://example.org/a.png\""
    " medium=\"image\" type=\"image/png\" width=\"640\" height=\"480\">\n"
    "        <media:description>A \"cat\"</media:description>\n"
    "      </media:content>\n"
    "      <enclosure url=\"https://example.org/a.mp3\" length=\"123456\""
    " type=\"audio/mpeg\"/>\n"
    "    </item>\n"
    "    <item>\n"
    "      <title>Second</title>\n"
    "      <link>https://example.org/second.html</link>\n"
    "      <guid isPermaLink=\"true\">https://example.org/second.html</guid>\n"
    "      <pubDate>Tue, 02 Jan 2024 03:04:05 +0000</pubDate>\n"
    "      <dc:creator>Ann &amp; Co</dc:creator>\n"
    "      <description><![CDATA[<p>Text</p>\n]]></description>\n"
    "      <media:thumbnail url=\"https://example.org/b.jpg\"/>\n"
    "      <media:content url=\"https://example.org/b.jpg\""
    " medium=\"image\"/>\n"
    "    </item>\n"
    "  </channel>\n"
    "</rss>\n";

static const char expected_empty[] = START ">\n"
    "  <channel>\n"
    "    <title>Nothing yet</title>\n"
    "    <link>https://example.org/</link>\n"
    "    <description>Nothing yet</description>\n"
    "    <lastBuildDate>Tue, 02 Jan 2024 03:04:05 +0000</lastBuildDate>\n"
    GENERATOR
    SELF
    "  </channel>\n"
    "</rss>\n";

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
		    feedgen_rss_write(&bytes, &size, cases[i].feed), 0);
		assert_string_equal(bytes, cases[i].expected);
		assert_int_equal(size, strlen(cases[i].expected));
		xmlFreeDoc(reparse(bytes, size));
		free(bytes);
	}
}

/* Where each string of a uniform feed is found again. */
static const char *const paths[] = {
    "/rss/channel/title",
    "/rss/channel/link",
    "/rss/channel/description",
    "/rss/channel/language",
    "/rss/channel/copyright",
    "/rss/channel/image/url",
    "/rss/channel/image/title",
    "/rss/channel/image/link",
    "/rss/channel/a:link[@rel='self']/@href",
    "/rss/channel/item/title",
    "/rss/channel/item/link",
    "/rss/channel/item/guid[@isPermaLink='true']",
    "/rss/channel/item/dc:creator",
    "/rss/channel/item/category",
    "/rss/channel/item/category/@domain",
    "/rss/channel/item/c:encoded",
    "/rss/channel/item/m:thumbnail/@url",
    "/rss/channel/item/m:content/@url",
    "/rss/channel/item/m:content/@type",
    "/rss/channel/item/m:content/m:description",
    "/rss/channel/item/enclosure[@length='7']/@url",
    "/rss/channel/item/enclosure/@type",
};

static void
test_nasty_text_survives(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct uniform_feed u;
		struct fg_buf out = {0}, html = {0};
		xmlDocPtr doc;

		uniform_init(&u, nasty[i]);
		assert_int_equal(fg_rss_write(&out, &u.feed), 0);
		doc = reparse(out.p, out.n);
		for (size_t j = 0; j < sizeof(paths) / sizeof(paths[0]); j++)
			assert_text(doc, paths[j], nasty[i]);
		/* As HTML, the summary shows what it says. */
		fg_xml_escape(&html, fg_str_c(nasty[i]), false);
		assert_text(doc, "/rss/channel/item/description",
		    fg_buf_str(&html).p);
		/* No text became markup. */
		assert_count(doc, "//*", 28);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
		fg_buf_free(&html);
	}
}

static void
test_forbidden_text_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < FORBIDDEN_COUNT * UNIFORM_RSS_STRINGS; i++) {
		struct uniform_feed u;
		char *bytes = (char *)1;
		size_t size = 1;

		uniform_init(&u, "text");
		*uniform_string(&u, i % UNIFORM_RSS_STRINGS) =
		    forbidden[i / UNIFORM_RSS_STRINGS];
		assert_int_equal(
		    feedgen_rss_write(&bytes, &size, &u.feed), -1);
		assert_null(bytes);
		assert_int_equal(size, 0);
	}
}

static void
test_description(void **state)
{
	static const struct {
		const char *summary, *content, *description, *encoded;
	} cases[] = {
	    {NULL, NULL, NULL, NULL},
	    {"a < b", NULL, "a &lt; b", NULL},
	    {NULL, "<p>a</p>", "<p>a</p>", NULL},
	    {"a < b", "<p>a</p>", "a &lt; b", "<p>a</p>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct uniform_feed u;
		struct fg_buf out = {0};
		xmlDocPtr doc;

		uniform_init(&u, "text");
		u.entry.summary = cases[i].summary;
		u.entry.content = cases[i].content;
		assert_int_equal(fg_rss_write(&out, &u.feed), 0);
		doc = reparse(out.p, out.n);
		if (cases[i].description)
			assert_text(
			    doc, "//item/description", cases[i].description);
		else
			assert_count(doc, "//item/description", 0);
		if (cases[i].encoded)
			assert_text(
			    doc, "//item/c:encoded", cases[i].encoded);
		else
			assert_count(doc, "//item/c:encoded", 0);
		/* Declared on the root, and only when it is used. */
		assert_int_equal(strstr(out.p, "xmlns:content") != NULL,
		    cases[i].encoded != NULL);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
	}
}

static void
test_enclosure_needs_all(void **state)
{
	static const struct {
		const char *type;
		int64_t length;
		int written;
	} cases[] = {
	    {"audio/mpeg", 5, 1},
	    {"audio/mpeg", 0, 1},
	    {"audio/mpeg", -1, 0},
	    {NULL, 5, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct uniform_feed u;
		struct fg_buf out = {0};
		xmlDocPtr doc;

		uniform_init(&u, "text");
		u.media.type = cases[i].type;
		u.media.length = cases[i].length;
		assert_int_equal(fg_rss_write(&out, &u.feed), 0);
		doc = reparse(out.p, out.n);
		assert_count(doc, "//enclosure", cases[i].written);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
	}
}

static void
test_unset_dates(void **state)
{
	struct uniform_feed u;
	struct fg_buf out = {0};
	xmlDocPtr doc;

	(void)state;
	uniform_init(&u, "text");
	u.entry.published.set = false;
	u.entry.updated = SAMPLE_TIME_UTC;
	assert_int_equal(fg_rss_write(&out, &u.feed), 0);
	doc = reparse(out.p, out.n);
	assert_text(doc, "//pubDate", "Tue, 02 Jan 2024 03:04:05 +0000");
	xmlFreeDoc(doc);
	fg_buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_documents),
	    cmocka_unit_test(test_nasty_text_survives),
	    cmocka_unit_test(test_forbidden_text_is_refused),
	    cmocka_unit_test(test_description),
	    cmocka_unit_test(test_enclosure_needs_all),
	    cmocka_unit_test(test_unset_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
