/* SPDX-License-Identifier: ISC */
/* test_sitemap.c - sitemaps, sitemap indexes, robots.txt. */
#include "reparse.h"
#include "sample_feed.h"

#include <stdlib.h>

#include "output/robots.h"
#include "output/sitemap.h"

#define START "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define SPACE " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static const struct feedgen_url sample_urls[] = {
    {"https://example.org/", {1711627295, 10800, true}},
    {"https://example.org/?a=1&b=%3C", {0, 0, false}},
    {"https://example.org/c", {1704164645, 0, true}},
};

static void
test_sitemap(void **state)
{
	static const char expected[] = START
	    "<urlset" SPACE
	    "  <url><loc>https://example.org/</loc>"
	    "<lastmod>2024-03-28T15:01:35+03:00</lastmod></url>\n"
	    "  <url><loc>https://example.org/?a=1&amp;b=%3C</loc></url>\n"
	    "  <url><loc>https://example.org/c</loc>"
	    "<lastmod>2024-01-02T03:04:05Z</lastmod></url>\n"
	    "</urlset>\n";
	char *bytes;
	size_t size;

	(void)state;
	assert_int_equal(
	    feedgen_sitemap_write(&bytes, &size, sample_urls, 3), 0);
	assert_string_equal(bytes, expected);
	assert_int_equal(size, strlen(expected));
	xmlFreeDoc(reparse(bytes, size));
	free(bytes);
}

static void
test_no_urls(void **state)
{
	char *bytes;
	size_t size;

	(void)state;
	assert_int_equal(feedgen_sitemap_write(&bytes, &size, NULL, 0), 0);
	assert_string_equal(bytes, START "<urlset" SPACE "</urlset>\n");
	free(bytes);
}

static void
test_index(void **state)
{
	struct fg_buf out = {0};

	(void)state;
	assert_int_equal(
	    fg_sitemap_write(&out, FG_SITEMAP_INDEX, sample_urls, 2), 0);
	assert_string_equal(out.p,
	    START
	    "<sitemapindex" SPACE
	    "  <sitemap><loc>https://example.org/</loc>"
	    "<lastmod>2024-03-28T15:01:35+03:00</lastmod></sitemap>\n"
	    "  <sitemap><loc>https://example.org/?a=1&amp;b=%3C</loc>"
	    "</sitemap>\n"
	    "</sitemapindex>\n");
	fg_buf_free(&out);
}

static void
test_nasty_text_survives(void **state)
{
	(void)state;
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		struct feedgen_url url = {nasty[i], SAMPLE_TIME};
		struct fg_buf out = {0};
		xmlDocPtr doc;

		assert_int_equal(
		    fg_sitemap_write(&out, FG_SITEMAP_URLS, &url, 1), 0);
		doc = reparse(out.p, out.n);
		assert_text(doc, "/s:urlset/s:url/s:loc", nasty[i]);
		assert_count(doc, "//*", 4);
		xmlFreeDoc(doc);
		fg_buf_free(&out);
	}
}

static void
test_forbidden_text_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < FORBIDDEN_COUNT; i++) {
		const struct feedgen_url bad = {forbidden[i], SAMPLE_TIME};
		const struct feedgen_url urls[] = {sample_urls[0], bad};
		struct fg_sitemap_writer w;
		struct fg_buf out = {0};
		char *bytes = (char *)1;
		size_t size = 1, before;

		assert_int_equal(
		    feedgen_sitemap_write(&bytes, &size, urls, 2), -1);
		assert_null(bytes);
		assert_int_equal(size, 0);

		/* A writer goes on without it. */
		fg_sitemap_begin(&w, &out, FG_SITEMAP_URLS);
		before = out.n;
		assert_int_equal(fg_sitemap_add(&w, &bad), FG_SITEMAP_REFUSED);
		assert_int_equal(out.n, before);
		assert_int_equal(
		    fg_sitemap_add(&w, &urls[0]), FG_SITEMAP_ADDED);
		fg_sitemap_end(&w);
		xmlFreeDoc(reparse(out.p, out.n));
		fg_buf_free(&out);
	}
}

static void
test_most_urls(void **state)
{
	struct feedgen_url *urls =
	    calloc(FG_SITEMAP_URLS_MOST + 1, sizeof(*urls));
	struct fg_sitemap_writer w;
	struct fg_buf out = {0};
	char *bytes;
	size_t size;

	(void)state;
	assert_non_null(urls);
	for (size_t i = 0; i <= FG_SITEMAP_URLS_MOST; i++)
		urls[i] = sample_urls[i % 3];
	assert_int_equal(feedgen_sitemap_write(
			     &bytes, &size, urls, FG_SITEMAP_URLS_MOST),
	    0);
	free(bytes);
	assert_int_equal(feedgen_sitemap_write(
			     &bytes, &size, urls, FG_SITEMAP_URLS_MOST + 1),
	    -1);
	assert_null(bytes);

	fg_sitemap_begin(&w, &out, FG_SITEMAP_URLS);
	for (size_t i = 0; i < FG_SITEMAP_URLS_MOST; i++)
		assert_int_equal(
		    fg_sitemap_add(&w, &urls[i]), FG_SITEMAP_ADDED);
	size = out.n;
	assert_int_equal(fg_sitemap_add(&w, &urls[0]), FG_SITEMAP_FULL);
	assert_int_equal(out.n, size);
	fg_buf_free(&out);
	free(urls);
}

/* Fill a document to the byte: what ends it counts too. */
static void
test_most_bytes(void **state)
{
	static const char prefix[] = "earlier document\n";
	struct fg_buf out = {0}, loc = {0};
	struct fg_sitemap_writer w;
	struct feedgen_url url = {0};
	size_t room, overhead = strlen("  <url><loc></loc></url>\n");

	(void)state;
	for (int i = 0; i < 2000; i++)
		fg_buf_add_char(&loc, 'a');
	url.loc = loc.p;
	fg_buf_add_c(&out, prefix);
	fg_sitemap_begin(&w, &out, FG_SITEMAP_URLS);
	while (fg_sitemap_add(&w, &url) == FG_SITEMAP_ADDED)
		continue;
	assert_true(w.count < FG_SITEMAP_URLS_MOST);
	room = FG_SITEMAP_BYTES_MOST - strlen("</urlset>\n") -
	    (out.n - strlen(prefix));
	assert_true(room < 2000 + overhead);
	assert_true(room > overhead);

	fg_buf_truncate(&loc, room - overhead + 1);
	assert_int_equal(fg_sitemap_add(&w, &url), FG_SITEMAP_FULL);
	fg_buf_truncate(&loc, room - overhead);
	assert_int_equal(fg_sitemap_add(&w, &url), FG_SITEMAP_ADDED);
	fg_sitemap_end(&w);
	assert_int_equal(out.n - strlen(prefix), FG_SITEMAP_BYTES_MOST);
	fg_buf_free(&out);
	fg_buf_free(&loc);
}

/* Otherwise who opens a new document for it does so for ever. */
static void
test_url_larger_than_a_document(void **state)
{
	struct feedgen_url url = {0};
	char *loc = malloc(FG_SITEMAP_BYTES_MOST + 1);
	struct fg_sitemap_writer w;
	struct fg_buf out = {0};

	(void)state;
	assert_non_null(loc);
	memset(loc, 'a', FG_SITEMAP_BYTES_MOST);
	loc[FG_SITEMAP_BYTES_MOST] = '\0';
	url.loc = loc;
	fg_sitemap_begin(&w, &out, FG_SITEMAP_URLS);
	assert_int_equal(fg_sitemap_add(&w, &url), FG_SITEMAP_REFUSED);
	fg_buf_free(&out);
	free(loc);
}

static void
test_robots(void **state)
{
	static const struct {
		const char *url;
		int result;
	} cases[] = {
	    {"https://example.org/sitemap.xml", 0},
	    {"https://xn--bcher-kva.example/s.xml?a=%C3%A9&b", 0},
	    {"", -1},
	    {"https://example.org/\nDisallow: /", -1},
	    {"https://example.org/\rDisallow: /", -1},
	    {"https://example.org/ a", -1},
	    {"https://example.org/\x7f", -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fg_str url = fg_str_c(cases[i].url);
		struct fg_buf out = {0};

		assert_int_equal(
		    fg_robots_write(&out, url), cases[i].result);
		if (cases[i].result == 0) {
			assert_int_equal(out.n, url.n + 10);
			assert_memory_equal(out.p, "Sitemap: ", 9);
			assert_memory_equal(out.p + 9, url.p, url.n);
			assert_int_equal(out.p[out.n - 1], '\n');
		} else {
			assert_int_equal(out.n, 0);
		}
		fg_buf_free(&out);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sitemap),
	    cmocka_unit_test(test_no_urls),
	    cmocka_unit_test(test_index),
	    cmocka_unit_test(test_nasty_text_survives),
	    cmocka_unit_test(test_forbidden_text_is_refused),
	    cmocka_unit_test(test_most_urls),
	    cmocka_unit_test(test_most_bytes),
	    cmocka_unit_test(test_url_larger_than_a_document),
	    cmocka_unit_test(test_robots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
