/* SPDX-License-Identifier: ISC */
/* test_feed_read.c - feeds and sitemaps, read as they are shown. */
#include "lib/feed_read.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#define ATOM "<feed xmlns='http://www.w3.org/2005/Atom'"
#define ENTRY ATOM "><entry>"
#define END "</entry></feed>"
#define RSS                                                                    \
	"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "      \
	"xmlns:content='http://purl.org/rss/1.0/modules/content/' "            \
	"xmlns:media='http://search.yahoo.com/mrss/' "                         \
	"xmlns:atom='http://www.w3.org/2005/Atom'><channel>"
#define ITEM RSS "<item>"
#define ITEM_END "</item></channel></rss>"
#define URLSET "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"

static struct fg_arena arena;
static struct fg_diags diags;
static struct fg_read_feed feed;

static int
read_text(struct fg_str text)
{
	diags = (struct fg_diags){.arena = &arena};
	fg_diags_open(&diags, FG_STR("feed.xml"), text);
	return fg_feed_read(&feed, text, &arena, &diags);
}

static const struct fg_read_entry *
read_entry(const char *document)
{
	assert_int_equal(read_text(fg_str_c(document)), 0);
	assert_int_equal(feed.n, 1);
	return &feed.entries[0];
}

static int
clean_up(void **state)
{
	(void)state;
	fg_arena_free(&arena);
	return 0;
}

#define FIELD(member) offsetof(struct fg_read_entry, member)

/* A document of one entry, and one text of it; NULL: absent. */
static const struct text_case {
	const char *document;
	size_t offset;
	const char *expected;
} text_cases[] = {
    /* titles are what is shown */
    {ENTRY "<title>a  &lt;b>\n</title>" END, FIELD(title), "a <b>"},
    {ENTRY "<title type='text'>a &amp;amp; b</title>" END, FIELD(title),
	"a &amp; b"},
    {ENTRY "<title type='html'>a &amp;amp; &lt;b>b&lt;/b></title>" END,
	FIELD(title), "a & b"},
    {ENTRY "<title type='html'><![CDATA[<i>a</i> &eacute;]]></title>" END,
	FIELD(title), "a \xc3\xa9"},
    {ENTRY "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a "
	   "&lt; <b>b</b>c</div></title>" END,
	FIELD(title), "a < bc"},
    {ENTRY "<title>a<!-- c -->b<![CDATA[ c]]></title>" END, FIELD(title),
	"ab c"},
    {ENTRY "<title/><title>b</title><title>c</title>" END, FIELD(title), "b"},
    {ITEM "<title>AT&amp;amp;T &lt;b&gt;</title>" ITEM_END, FIELD(title),
	"AT&T <b>"},
    /* ids are compared as they are */
    {ENTRY "<id>\n tag:x,1:A </id>" END, FIELD(id), "tag:x,1:A"},
    {ENTRY "<link href='/a b'/>" END, FIELD(id), "/a b"},
    {ENTRY "<title>T</title>" END, FIELD(id), "T"},
    {ITEM "<guid isPermaLink='false'>x</guid><link>http://a/b</link>" ITEM_END,
	FIELD(id), "x"},
    {ITEM "<link> http://a/b </link>" ITEM_END, FIELD(id), "http://a/b"},
    /* links are resolved */
    {ENTRY "<link href='HTTP://A.example/%7Eb'/>" END, FIELD(link),
	"http://a.example/~b"},
    {ATOM " xml:base='http://a/b/'><entry xml:base='c/'><link href='../d?x=1"
	  "&amp;y'/>" END,
	FIELD(link), "http://a/b/d?x=1&y"},
    {ATOM "><entry xml:base='http://a/b/'><title>t</title></entry><entry>"
	  "<link href='d'/>" END,
	FIELD(link), NULL},
    {ENTRY "<link rel='edit' href='http://a/e'/><link rel='alternate' "
	   "href='http://a/1'/><link href='http://a/2'/>" END,
	FIELD(link), "http://a/1"},
    {ENTRY "<link rel='enclosure' href='http://a/x.mp3'/>" END,
	FIELD(enclosure), "http://a/x.mp3"},
    {ITEM "<enclosure url='http://a/x.mp3' length='1' type='a/b'/>" ITEM_END,
	FIELD(enclosure), "http://a/x.mp3"},
    {ITEM "<media:content medium='video' url='http://a/v'/>"
	  "<media:thumbnail url='http://a/i?a=1&amp;b'/>" ITEM_END,
	FIELD(image), "http://a/i?a=1&b"},
    {ITEM "<atom:link href='http://a/b'/>" ITEM_END, FIELD(link), "http://a/b"},
    /* persons and categories */
    {ENTRY "<author><name>A  B</name><email>a@b</email><uri>http://a/</uri>"
	   "</author><author><name>C</name></author>" END,
	FIELD(authors), "A B <a@b> (http://a/), C"},
    {ATOM "><author><name>F</name></author><entry/></feed>", FIELD(authors),
	"F"},
    {ATOM "><entry/><author><name>F</name></author></feed>", FIELD(authors),
	"F"},
    {ATOM "><author><name>F</name></author><entry><author><name>E</name>"
	  "</author>" END,
	FIELD(authors), "E"},
    {ENTRY "<source><author><name>S</name></author><id>s</id></source>" END,
	FIELD(authors), NULL},
    {ENTRY "<source><id>s</id></source>" END, FIELD(id), NULL},
    {ITEM "<dc:creator>A</dc:creator><dc:creator>B</dc:creator>" ITEM_END,
	FIELD(authors), "A, B"},
    {ENTRY "<category term='b'/><category term='a'/><category term='b'/>" END,
	FIELD(categories), "a, b"},
    {ENTRY "<category term='b' label='B &amp; C'/>" END, FIELD(categories),
	"B & C"},
    {ITEM "<category>b</category><category>a</category>" ITEM_END,
	FIELD(categories), "a, b"},
    /* summary and content */
    {ENTRY "<summary type='html'>&lt;p>a&lt;/p></summary>" END, FIELD(summary),
	"a"},
    {ITEM "<description>&lt;p>a &amp;amp; b&lt;/p></description>" ITEM_END,
	FIELD(summary), "a & b"},
    {ENTRY "<content type='html'>&lt;p>a&lt;/p></content>" END, FIELD(content),
	"<p>a</p>"},
    {ENTRY "<content>a &lt; b</content>" END, FIELD(content), "a &lt; b"},
    {ENTRY "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a"
	   "<br/><a href='x?a&amp;b'>&lt;</a></div></content>" END,
	FIELD(content), "a<br><a href=\"x?a&amp;b\">&lt;</a>"},
    {ENTRY "<content type='image/png' src='http://a/b'/>" END, FIELD(content),
	"http://a/b"},
    {ATOM " xml:base='http://a/'><entry><content xml:base='b/' type='html'>c"
	  "</content>" END,
	FIELD(content_base), "http://a/b/"},
    {ITEM "<content:encoded><![CDATA[<p>a</p>]]></content:encoded>" ITEM_END,
	FIELD(content), "<p>a</p>"},
    /* other documents */
    {"<entry xmlns='http://www.w3.org/2005/Atom'><id>x</id></entry>", FIELD(id),
	"x"},
    {URLSET "<url><loc>HTTP://a/b</loc></url></urlset>", FIELD(link),
	"http://a/b"},
    {"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
     "<sitemap><loc>http://a/1.xml</loc></sitemap></sitemapindex>",
	FIELD(link), "http://a/1.xml"},
};

static void
test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(text_cases) / sizeof(*text_cases); i++) {
		const struct text_case *t = &text_cases[i];
		struct fg_str found;

		assert_int_equal(read_text(fg_str_c(t->document)), 0);
		assert_in_range(feed.n, 1, 2);
		found =
		    *(const struct fg_str *)((const char *)&feed.entries[0] +
					     t->offset);
		if (!t->expected != !found.p ||
		    !fg_str_eq(found, fg_str_c(t->expected)))
			fail_msg("%s: '%.*s' and not '%s'", t->document,
			    FG_ARG(found), t->expected);
		if (found.p)
			assert_int_equal(found.p[found.n], 0);
	}
}

static const struct {
	const char *text;
	int64_t seconds; /* -1: no date */
	bool is_day;
} date_cases[] = {
    {"2024-03-28T15:01:35+03:00", 1711627295, false},
    {" 2024-03-28T12:01:35Z\n", 1711627295, false},
    {"2024-03-28T12:01:35.9Z", 1711627295, false},
    {"2024-03-28T12:01Z", 1711627260, false},
    {"Thu, 28 Mar 2024 15:01:35 +0300", 1711627295, false},
    {"2024-03-28", 1711584000, true},
    {"2024-02-30", -1, false},
    {"soon", -1, false},
};

static void
test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(date_cases) / sizeof(*date_cases); i++) {
		struct fg_buf b = {0};
		const struct fg_read_date *date;

		fg_buf_printf(&b, URLSET "<url><lastmod>%s</lastmod></url>",
		    date_cases[i].text);
		fg_buf_add_c(&b, "</urlset>");
		date = &read_entry(b.p)->updated;
		fg_buf_free(&b);
		assert_true(date->text.n > 0);
		assert_int_equal(date->time.set, date_cases[i].seconds != -1);
		assert_int_equal(date->is_day, date_cases[i].is_day);
		if (date->time.set)
			assert_int_equal(
			    date->time.seconds, date_cases[i].seconds);
	}
	assert_null(read_entry(ENTRY END)->updated.text.p);
}

static void
test_head(void **state)
{
	(void)state;
	assert_int_equal(read_text(FG_STR(ATOM
			     "><id>x:f</id><title type='html'>a &amp;amp; b"
			     "</title><subtitle>s</subtitle><link rel='self' "
			     "href='http://a/feed.xml'/><link href='http://a'/>"
			     "<entry><id>x:e</id><title>e</title></entry>"
			     "<entry/></feed>")),
	    0);
	assert_int_equal(feed.format, FG_FORMAT_ATOM_FEED);
	assert_int_equal(feed.n, 2);
	assert_string_equal(feed.head.id.p, "x:f");
	assert_string_equal(feed.head.title.p, "a & b");
	assert_string_equal(feed.head.summary.p, "s");
	assert_string_equal(feed.head.self.p, "http://a/feed.xml");
	assert_string_equal(feed.head.link.p, "http://a/");
	assert_int_equal(
	    read_text(FG_STR(RSS
		"<title>t</title><link>http://a/</link><description>d"
		"</description><image><title>i</title></image>"
		"<atom:link rel='self' href='http://a/rss'/></channel></rss>")),
	    0);
	assert_int_equal(feed.format, FG_FORMAT_RSS);
	assert_string_equal(feed.head.title.p, "t");
	assert_string_equal(feed.head.self.p, "http://a/rss");
	assert_string_equal(feed.head.summary.p, "d");
}

static const struct {
	const char *document, *rule;
	unsigned line;
} wrong_documents[] = {
    {"", "xml-empty", 0},
    {"no XML", "xml-malformed", 1},
    {ATOM ">\n<entry></feed>", "xml-malformed", 2},
    {"<html/>", "format-not-known", 1},
    {"<feed/>", "root-wrong", 1},
    {"<!DOCTYPE feed [<!ENTITY a 'b'>]>\n" ATOM "/>", "xml-dtd", 1},
    {ATOM ">\n<title>&a;</title></feed>", "xml-malformed", 2},
    {ATOM ">\n<title>\xff</title></feed>", "xml-encoding", 2},
};

static void
test_wrong(void **state)
{
	(void)state;
	for (size_t i = 0;
	     i < sizeof(wrong_documents) / sizeof(*wrong_documents); i++) {
		assert_int_equal(
		    read_text(fg_str_c(wrong_documents[i].document)), -1);
		assert_non_null(diags.list.first);
		assert_string_equal(
		    diags.list.first->diag.rule, wrong_documents[i].rule);
		assert_int_equal(
		    diags.list.first->diag.line, wrong_documents[i].line);
		assert_int_equal(feed.n, 0);
	}
}

static void
repeat(struct fg_buf *b, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fg_buf_add_c(b, text);
}

/* Start, a part again and again, end; read within two seconds. */
static void
check_repeated(const char *start, const char *part, size_t n, const char *end,
    const char *rule)
{
	struct fg_buf b = {0};
	clock_t begin;
	int result;

	fg_buf_add_c(&b, start);
	repeat(&b, part, n);
	fg_buf_add_c(&b, end);
	begin = clock();
	result = read_text(fg_buf_str(&b));
	assert_in_range((clock() - begin) * 1000 / CLOCKS_PER_SEC, 0, 5000);
	assert_int_equal(result, rule ? -1 : 0);
	if (rule)
		assert_string_equal(diags.list.first->diag.rule, rule);
	fg_buf_free(&b);
	fg_arena_free(&arena);
}

static void
test_hostile(void **state)
{
	struct fg_buf base = {0};

	(void)state;
	check_repeated(ATOM ">", "<a>", 100000, "", "xml-too-complex");
	check_repeated(
	    ATOM ">", "<entry/>", FG_READ_ENTRIES_MOST, "</feed>", NULL);
	check_repeated(ATOM ">", "<entry/>", FG_READ_ENTRIES_MOST + 1,
	    "</feed>", "xml-too-complex");
	check_repeated(ENTRY, "<category term='a'/>", 50000, END, NULL);
	check_repeated(
	    ENTRY "<title type='html'>", "&lt;", 250000, "</title>" END, NULL);
	check_repeated(ENTRY "<content type='xhtml'>", "<b/>", 250000,
	    "</content>" END, NULL);
	check_repeated(ENTRY "<updated>", "2", 1000000, "</updated>" END, NULL);
	/* A base that every link makes 2 KB of. */
	fg_buf_add_c(&base, ATOM " xml:base='http://a/");
	repeat(&base, "b", 2000);
	fg_buf_add_c(&base, "/'>");
	check_repeated(base.p, "<entry><link href='c'/></entry>", 150000,
	    "</feed>", "xml-too-complex");
	/* Deep bases that grow with each level. */
	fg_buf_reset(&base);
	repeat(&base, ENTRY "<title>", 1);
	check_repeated(base.p, "<a xml:base='http://a/aaaaaaaaaaaaaaaaaaaa/'>",
	    200, "", "xml-malformed");
	fg_buf_free(&base);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_head),
	    cmocka_unit_test(test_wrong),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, clean_up);
}
