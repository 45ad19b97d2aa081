/* SPDX-License-Identifier: ISC */
/* test_diff.c - what differs between two feeds or sitemaps. */
#include "engine/diff.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define ATOM(content)                                                          \
	"<feed xmlns='http://www.w3.org/2005/Atom'>" content "</feed>"
#define ENTRY(content) ATOM("<entry>" content "</entry>")
#define RSS(content) "<rss version='2.0'><channel>" content "</channel></rss>"
#define URLSET(content)                                                        \
	"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" content \
	"</urlset>"
#define INDEX(content)                                                         \
	"<sitemapindex "                                                       \
	"xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>" content         \
	"</sitemapindex>"
#define E(id, link, title, rest)                                               \
	"<entry><id>" id "</id><link href='" link "'/><title>" title           \
	"</title>" rest "</entry>"
#define DAY(day) "<published>2024-01-" day "T10:00:00Z</published>"
#define LOC(loc) "<url><loc>" loc "</loc></url>"
#define MOD(loc, date)                                                         \
	"<url><loc>" loc "</loc><lastmod>" date "</lastmod></url>"

struct side {
	struct fg_arena arena;
	struct fg_version version;
};

static const char *const scopes[] = {"file", "feed", "entry", "part", "url"};
static const char *const changes[] = {"changed", "added", "gone"};

static void
note_difference(const struct feedgen_difference *d, void *payload)
{
	struct fg_buf *out = payload;

	assert_string_equal(d->file, "x.xml");
	fg_buf_printf(out, "%s %s", scopes[d->scope], changes[d->change]);
	if (d->title || d->link)
		fg_buf_printf(out, " [%s]", d->title ? d->title : d->link);
	if (d->field)
		fg_buf_printf(out, " %s: %s -> %s", d->field,
		    d->before ? d->before : "-", d->after ? d->after : "-");
	fg_buf_add_char(out, '\n');
}

static void
note_comparison(const struct feedgen_comparison *c, void *payload)
{
	fg_buf_printf(payload, "%zu %zu both %zu changed %zu ids %zu\n",
	    c->before, c->after, c->both, c->changed, c->ids_changed);
}

static const struct feedgen_diff_report silent;

static void
read_side(struct side *s, struct fg_str document)
{
	struct fg_diags diags = {.arena = &s->arena};
	struct fg_version *v = &s->version;

	assert_int_equal(
	    fg_feed_read(&v->feed, document, &s->arena, &diags), 0);
	if (v->feed.format != FG_FORMAT_SITEMAP)
		return;
	v->has_urls = true;
	v->urls = v->feed.entries;
	v->url_count = v->feed.n;
}

/* What is told, as lines; to be freed. */
static struct fg_buf
compare(struct fg_str before, struct fg_str after)
{
	struct side a = {0}, b = {0};
	struct fg_buf out = {0};
	struct feedgen_comparison totals;
	struct feedgen_diff_report report = {
	    .difference = note_difference,
	    .comparison = note_comparison,
	    .payload = &out,
	};

	read_side(&a, before);
	read_side(&b, after);
	assert_true(
	    fg_diff_is_like(a.version.feed.format, b.version.feed.format));
	fg_diff_versions(&totals, &a.version, &b.version, "x.xml", &report);
	fg_diff_versions(&totals, &a.version, &b.version, "x.xml", &silent);
	fg_arena_free(&a.arena);
	fg_arena_free(&b.arena);
	return out;
}

static const struct {
	const char *before, *after, *expected;
} cases[] = {
    /* nothing that anybody would notice */
    {ATOM("<title type='html'>a &amp;amp; b</title>"),
	ATOM("<title type='text'>a &amp; b</title>"),
	"0 0 both 0 changed 0 ids 0\n"},
    {ATOM(E("1", "http://a/1", "t",
	 "<published>2024-01-01T10:00:00+02:00</published><content "
	 "type='html' xml:base='http://a/1'>&lt;a href='x'></content>"
	 "<category term='a'/><category term='b'/><author><name>A</name>"
	 "</author>")),
	ATOM("<author><name>A</name></author>" E("1", "http://a/1", "t",
	    "<published>2024-01-01T08:00:00Z</published><content type='html'>"
	    "&lt;a href=\"http://a/x\"></content><category term='b'/>"
	    "<category term='a'/>")),
	"1 1 both 1 changed 0 ids 0\n"},
    {URLSET(MOD("http://a/%7eb", "2024-01-01T10:00:00+00:00")),
	URLSET(MOD("http://a/~b", "2024-01-01T10:00:00Z")),
	"1 1 both 1 changed 0 ids 0\n"},
    {URLSET(MOD("http://a/", "2024-01-01T23:00:00-05:00")),
	URLSET(MOD("http://a/", "2024-01-01")), "1 1 both 1 changed 0 ids 0\n"},
    /* every field */
    {ENTRY("<id>1</id><title>a</title>"), ENTRY("<id>1</id><title>b</title>"),
	"entry changed [b] title: a -> b\n1 1 both 1 changed 1 ids 0\n"},
    {ENTRY("<id>1</id><link href='http://a/1'/>"),
	ENTRY("<id>1</id><link href='http://a/1/'/>"),
	"entry changed [http://a/1/] link: http://a/1 -> http://a/1/\n"
	"1 1 both 1 changed 1 ids 0\n"},
    {ENTRY("<id>1</id><author><name>A</name></author><category term='a'/>"
	   "<summary>s</summary><link rel='enclosure' href='http://a/x'/>"
	   "<published>2024-01-01T00:00:00Z</published>"
	   "<updated>2024-01-01T00:00:00Z</updated><content>a</content>"),
	ENTRY("<id>1</id><title>t</title>"
	      "<published>2024-01-01T00:00:01Z</published>"),
	"entry changed [t] title: - -> t\n"
	"entry changed [t] authors: A -> -\n"
	"entry changed [t] categories: a -> -\n"
	"entry changed [t] summary: s -> -\n"
	"entry changed [t] enclosure: http://a/x -> -\n"
	"entry changed [t] published: 2024-01-01T00:00:00Z -> "
	"2024-01-01T00:00:01Z\n"
	"entry changed [t] updated: 2024-01-01T00:00:00Z -> -\n"
	"entry changed [t] content: - -> -\n"
	"1 1 both 1 changed 1 ids 0\n"},
    {ENTRY("<id>1</id><content type='html'>&lt;p>a&lt;/p></content>"),
	ENTRY("<id>1</id><content type='html'>&lt;b>a&lt;/b></content>"),
	"entry changed markup: - -> -\n1 1 both 1 changed 1 ids 0\n"},
    {ATOM("<title>a</title><id>1</id><link href='http://a/'/>"
	  "<link rel='self' href='http://a/f'/><updated>2024-01-01T00:00:00Z"
	  "</updated>"),
	ATOM("<title>b</title><id>2</id><link href='http://b/'/><subtitle>s"
	     "</subtitle>"),
	"feed changed title: a -> b\nfeed changed subtitle: - -> s\n"
	"feed changed id: 1 -> 2\nfeed changed self: http://a/f -> -\n"
	"feed changed link: http://a/ -> http://b/\n"
	"0 0 both 0 changed 0 ids 0\n"},
    /* who is who: by id, by link, by title and day */
    {ATOM(E("1", "http://a/x", "t", "") E("2", "http://a/y", "u", "")),
	ATOM(E("2", "http://a/x", "t", "") E("1", "http://a/y", "u", "")),
	"entry changed [t] title: u -> t\n"
	"entry changed [t] link: http://a/y -> http://a/x\n"
	"entry changed [u] title: t -> u\n"
	"entry changed [u] link: http://a/x -> http://a/y\n"
	"2 2 both 2 changed 2 ids 0\n"},
    {ATOM(E("http://a/1/", "http://a/1/", "t", "")),
	ATOM(E("http://a/1", "http://a/1/", "t", "")),
	"entry changed [t] id: http://a/1/ -> http://a/1\n"
	"1 1 both 1 changed 1 ids 1\n"},
    {ATOM(E("1", "http://a/1/", "t", "")), ATOM(E("2", "http://a/1", "u", "")),
	"entry changed [u] id: 1 -> 2\nentry changed [u] title: t -> u\n"
	"entry changed [u] link: http://a/1/ -> http://a/1\n"
	"1 1 both 1 changed 1 ids 1\n"},
    {ATOM(E("1", "http://a/1", "t", DAY("02"))),
	ATOM(E("2", "http://b/1", "t", DAY("02"))),
	"entry changed [t] id: 1 -> 2\n"
	"entry changed [t] link: http://a/1 -> http://b/1\n"
	"1 1 both 1 changed 1 ids 1\n"},
    {ATOM(E("1", "http://a/1", "t", DAY("02"))),
	ATOM(E("2", "http://b/1", "t", DAY("03"))),
	"entry added [t]\nentry gone [t]\n1 1 both 0 changed 0 ids 0\n"},
    /* an id is its characters: RFC 4287 section 4.2.6.1 */
    {ATOM(E("http://a/%7E1", "http://a/1", "t", "")),
	ATOM(E("http://a/~1", "http://a/1", "t", "")),
	"entry changed [t] id: http://a/%7E1 -> http://a/~1\n"
	"1 1 both 1 changed 1 ids 1\n"},
    /* an id twice: each entry is matched once */
    {ATOM(E("1", "http://a/1", "t", "") E("1", "http://a/1", "t", "")),
	ATOM(E("1", "http://a/1", "t", "")),
	"entry gone [t]\n2 1 both 1 changed 0 ids 0\n"},
    {ATOM(E("1", "http://a/1", "t", "")),
	ATOM(E("1", "http://a/1", "t", "") E("1", "http://a/1", "t", "")),
	"entry added [t]\n1 2 both 1 changed 0 ids 0\n"},
    /* formats */
    {ATOM("<title>f</title>" E("http://a/1", "http://a/1", "t",
	 DAY("02") "<updated>2024-01-05T00:00:00Z</updated>")),
	RSS("<title>f</title><item><title>t</title><link>http://a/1</link>"
	    "<guid>http://a/1</guid><pubDate>Tue, 02 Jan 2024 11:00:00 +0100"
	    "</pubDate></item>"),
	"feed changed format: Atom feed -> RSS feed\n"
	"1 1 both 1 changed 0 ids 0\n"},
    /* sitemaps */
    {URLSET(
	 LOC("http://a/1") MOD("http://a/2", "2024-01-01") LOC("http://a/3")),
	URLSET(MOD("http://a/2", "2024-01-02") LOC("http://a/4")
		MOD("http://a/1", "2024-01-01")),
	"url changed [http://a/2] lastmod: 2024-01-01 -> 2024-01-02\n"
	"url changed [http://a/1] lastmod: - -> 2024-01-01\n"
	"url added [http://a/4]\nurl gone [http://a/3]\n"
	"3 3 both 2 changed 2 ids 0\n"},
    {URLSET(LOC("http://a/1/")), URLSET(LOC("http://a/1")),
	"url added [http://a/1]\nurl gone [http://a/1/]\n"
	"1 1 both 0 changed 0 ids 0\n"},
    {URLSET(LOC("http://a/1") LOC("http://a/1")), URLSET(LOC("http://a/1")),
	"2 1 both 1 changed 0 ids 0\n"},
    {URLSET(LOC("http://a/1")), URLSET(LOC("http://a/1") LOC("http://a/1")),
	"1 2 both 2 changed 0 ids 0\n"},
    {INDEX("<sitemap><loc>http://a/1.xml</loc></sitemap>"),
	INDEX("<sitemap><loc>http://a/2.xml</loc></sitemap>"),
	"part added [http://a/2.xml]\npart gone [http://a/1.xml]\n"
	"1 1 both 0 changed 0 ids 0\n"},
    {URLSET(LOC("http://a/1")),
	INDEX("<sitemap><loc>http://a/2.xml</loc></sitemap>"),
	"feed changed format: sitemap -> sitemap index\n"
	"0 0 both 0 changed 0 ids 0\n"},
};

static void
test_differences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fg_buf out = compare(
		    fg_str_c(cases[i].before), fg_str_c(cases[i].after));

		if (strcmp(out.p, cases[i].expected) != 0)
			fail_msg("%s\n%s\ntold:\n%sand not:\n%s",
			    cases[i].before, cases[i].after, out.p,
			    cases[i].expected);
		fg_buf_free(&out);
	}
}

static void
test_like(void **state)
{
	(void)state;
	assert_true(fg_diff_is_like(FG_FORMAT_ATOM_FEED, FG_FORMAT_RSS));
	assert_true(
	    fg_diff_is_like(FG_FORMAT_SITEMAP, FG_FORMAT_SITEMAP_INDEX));
	assert_false(fg_diff_is_like(FG_FORMAT_RSS, FG_FORMAT_SITEMAP));
	assert_false(fg_diff_is_like(FG_FORMAT_UNKNOWN, FG_FORMAT_RSS));
	assert_false(fg_diff_is_like(FG_FORMAT_RSS, FG_FORMAT_UNKNOWN));
}

/* Thousands of entries of one id, or of one title on one day. */
static void
test_hostile(void **state)
{
	clock_t begin = clock();

	(void)state;
	for (int numbered = 0; numbered < 2; numbered++) {
		struct fg_buf before = {0}, after = {0}, out;

		fg_buf_add_c(
		    &before, "<feed xmlns='http://www.w3.org/2005/Atom'>");
		fg_buf_add(&after, fg_buf_str(&before));
		for (unsigned i = 0; i < 30000; i++) {
			fg_buf_printf(&before,
			    "<entry><id>a%u</id><title>t</title>" DAY(
				"02") "</entry>",
			    numbered ? i : 0);
			fg_buf_printf(&after,
			    "<entry><id>b%u</id><title>t</title>" DAY(
				"02") "</entry>",
			    numbered ? i : 0);
		}
		fg_buf_add_c(&before, "</feed>");
		fg_buf_add_c(&after, "</feed>");
		out = compare(fg_buf_str(&before), fg_buf_str(&after));
		assert_true(fg_str_ends(fg_buf_str(&out),
		    FG_STR("30000 30000 both 30000 changed 30000 ids "
			   "30000\n")));
		fg_buf_free(&before);
		fg_buf_free(&after);
		fg_buf_free(&out);
	}
	assert_in_range((clock() - begin) * 1000 / CLOCKS_PER_SEC, 0, 5000);
}

/* A URL again and again, on both sides. */
static void
test_hostile_urls(void **state)
{
	struct fg_buf b = {0}, out;
	clock_t begin = clock();

	(void)state;
	fg_buf_add_c(&b, URLSET(LOC("http://a/0")));
	fg_buf_truncate(&b, b.n - strlen("</urlset>"));
	for (unsigned i = 0; i < 50000; i++)
		fg_buf_add_c(&b, LOC("http://a/"));
	fg_buf_add_c(&b, "</urlset>");
	out = compare(fg_buf_str(&b), fg_buf_str(&b));
	assert_string_equal(out.p, "50001 50001 both 50001 changed 0 ids 0\n");
	assert_in_range((clock() - begin) * 1000 / CLOCKS_PER_SEC, 0, 5000);
	fg_buf_free(&b);
	fg_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_differences),
	    cmocka_unit_test(test_like),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_hostile_urls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
