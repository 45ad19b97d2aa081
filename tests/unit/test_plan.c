/* SPDX-License-Identifier: ISC */
/* test_plan.c - which feeds there are, and what goes into each. */
#include "site.h"

#include "engine/plan.h"

/* Without our own feeds beside Jekyll's, unless a row wants them. */
#define URL "url: https://example.org\ntitle: T\n"

#define TEN "twenty letters, and "

static struct fg_plan plan;

static int
plan_site(struct site_test *t, const char *config)
{
	char whole[1024];

	snprintf(whole, sizeof(whole), URL "%s%s", config,
	    strstr(config, "feedgen:") ? "" : "feedgen: {rss: false}\n");
	site_scan(t, whole);
	return fg_plan_feeds(
	    &plan, t->site, &t->scan.docs, &t->arena, &t->diags);
}

/* "path: entries" of each feed, entries as base names; one a line. */
static const char *
planned(struct site_test *t)
{
	struct fg_buf all = {0};
	const char *text;

	for (size_t i = 0; i < plan.feed_count; i++) {
		const struct fg_feed_spec *spec = &plan.feeds[i];
		struct fg_selection selection;

		fg_plan_select(&selection, &plan, spec, t->site,
		    &t->scan.docs, &t->arena);
		fg_buf_add(&all, spec->path);
		fg_buf_add_c(&all, spec->rss ? " (RSS):" : ":");
		for (size_t e = 0; e < selection.n; e++) {
			struct fg_str base = fg_path_base(
			    t->scan.docs.items[selection.items[e]].path);

			if (fg_str_starts(base, FG_STR("2024-")))
				base = fg_str_sub(base, 11, base.n);
			fg_buf_add_c(&all, " ");
			fg_buf_add(&all,
			    fg_str_sub(base, 0,
				base.n - fg_path_extension(base).n));
		}
		fg_buf_add_c(&all, "\n");
	}
	text = fg_arena_cstr(&t->arena, fg_buf_str(&all));
	fg_buf_free(&all);
	return text;
}

/* The posts of every row; more files stand in the row. */
static const struct site_file posts[] = {
    {"_posts/2024-01-01-a.md", "---\ncategories: news\ntags: one two\n---\n"},
    {"_posts/2024-01-03-c.md", "---\ncategories: [News, x y]\ntag: one\n---\n"},
    {"_posts/2024-01-02-b.md", "---\ntags: ['c++', 2020, \u00fc]\n---\n"},
    {"_posts/2024-01-02-a2.md", ""},
};

static const struct {
	const char *config;
	struct site_file files[4];
	const char *feeds;
	const char *problems;
} rows[] = {
    {"", {{NULL, NULL}}, "/feed.xml: c a2 b a\n", ""},
    {"feedgen: {rss: /r.xml}\n", {{NULL, NULL}},
	"/feed.xml: c a2 b a\n/r.xml (RSS): c a2 b a\n", ""},
    {"feed: {posts_limit: 2}\n", {{NULL, NULL}}, "/feed.xml: c a2\n", ""},
    {"feed: {path: atom.xml}\n", {{NULL, NULL}}, "/atom.xml: c a2 b a\n", ""},
    {"feed: {path: /a/b.xml}\n", {{NULL, NULL}}, "/a/b.xml: c a2 b a\n", ""},
    {"feed: {collections: {posts: {path: p.xml, categories: [news]}}}\n",
	{{NULL, NULL}}, "/p.xml: c a2 b a\n/feed/news.xml: a\n", ""},
    {"feed: {path: q.xml, categories: [News],"
     " collections: {posts: {path: p.xml, categories: [news]}}}\n",
	{{NULL, NULL}}, "/p.xml: c a2 b a\n/feed/news.xml: a\n", ""},
    /* Categories match by case, and keep their names in paths. */
    {"feed: {categories: [news, News, x y, none]}\n", {{NULL, NULL}},
	"/feed.xml: c a2 b a\n/feed/news.xml: a\n/feed/News.xml: c\n"
	"/feed/x y.xml: c\n/feed/none.xml:\n",
	""},
    {"feed: {categories: [news, news]}\n", {{NULL, NULL}},
	"/feed.xml: c a2 b a\n/feed/news.xml: a\n", ""},
    {"feed: {categories: news}\n", {{NULL, NULL}}, "/feed.xml: c a2 b a\n",
	""},
    /* Collections: a list, or a map. */
    {"collections: {docs: {output: true}}\nfeed: {collections: [docs, posts]}\n",
	{{"_docs/d.md", "---\ndate: 2024-01-01\n---\n"},
	    {"_docs/undated.md", "---\n---\n"}},
	"/feed.xml: c a2 b a\n/feed/docs.xml: d\n", ""},
    {"collections: {docs: {output: true}}\n"
     "feed: {collections: {docs: {path: /d.xml, categories: [x]}}}\n",
	{{"_docs/d.md", "---\ndate: 2024-01-01\ncategories: x\n---\n"}},
	"/feed.xml: c a2 b a\n/d.xml: d\n/feed/docs/x.xml: d\n", ""},
    {"collections: [docs]\nfeed: {collections: [docs]}\n",
	{{"_docs/d.md", "---\ndate: 2024-01-01\n---\n"}},
	"/feed.xml: c a2 b a\n/feed/docs.xml:\n", ""},
    {"feed: {collections: {docs: }}\n", {{NULL, NULL}},
	"/feed.xml: c a2 b a\n/feed/docs.xml:\n", ""},
    /* Tags, by name; ours are not only of ASCII letters. */
    {"feed: {tags: true}\n", {{NULL, NULL}},
	"/feed.xml: c a2 b a\n/feed/by_tag/2020.xml: b\n"
	"/feed/by_tag/one.xml: c a\n/feed/by_tag/two.xml: a\n"
	"/feed/by_tag/c.xml: b\n/feed/by_tag/\u00fc.xml: b\n",
	""},
    {"feed: {tags: {only: [one, two, 2020], except: [two], path: t}}\n",
	{{NULL, NULL}},
	"/feed.xml: c a2 b a\n/t2020.xml: b\n/tone.xml: c a\n", ""},
    {"feed: {tags: false}\n", {{NULL, NULL}}, "/feed.xml: c a2 b a\n", ""},
    {"feed: {tags: {}}\n",
	{{"_posts/2024-01-04-d.md", "---\ntag: C\n---\n"},
	    {"_posts/2024-01-05-e.md", "---\ntags: [c, '+-+']\n---\n"}},
	"/feed.xml: e d c a2 b a\n/feed/by_tag/2020.xml: b\n"
	"/feed/by_tag/C.xml: d\n/feed/by_tag/c.xml: e\n"
	"/feed/by_tag/one.xml: c a\n/feed/by_tag/two.xml: a\n"
	"/feed/by_tag/u2b-u2d-u2b.xml: e\n/feed/by_tag/\u00fc.xml: b\n",
	"site/_config.yml:0:0: tag-collides\n"},
    /* A sentence in place of tags has no file's name. */
    {"feed: {tags: true}\nlimit_posts: 1\n",
	{{"_posts/2024-01-04-d.md",
	    "---\ntag: " TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "\n---\n"}},
	"/feed.xml: d\n", "site/_config.yml:0:0: tag-too-long\n"},
    /* Two feeds by one path are a fault of the configuration. */
    {"feed: {path: feed/news.xml, categories: [news]}\n", {{NULL, NULL}},
	"/feed/news.xml: c a2 b a\n",
	"site/_site/feed/news.xml:0:0: publish-twice\n"},
    /* Files of the site are not replaced, whatever their names. */
    {"", {{"feed.xml", "---\n---\n"}}, "",
	"site/_config.yml:0:0: feed-path-taken\n"},
    {"feed: {categories: ['\u00fc b']}\n", {{"feed/\u00fc b.xml", "x"}},
	"/feed.xml: c a2 b a\n", "site/_config.yml:0:0: feed-path-taken\n"},
    {"feedgen: {rss: /rss.xml}\n", {{"rss.xml", "x"}}, "/feed.xml: c a2 b a\n",
	"site/_config.yml:0:0: feed-path-taken\n"},
    {"", {{"x.md", "---\npermalink: /feed.xml\n---\n"}}, "",
	"site/_config.yml:0:0: feed-path-taken\n"},
    /* What is not announced: drafts, unpublished, broken. */
    {"",
	{{"_posts/2024-01-05-d.md", "---\ndraft: true\n---\n"},
	    {"_posts/2024-01-06-e.md", "---\npublished: false\n---\n"},
	    {"_posts/2025-01-06-f.md", ""}},
	"/feed.xml: c a2 b a\n", ""},
    {"show_drafts: true\n",
	{{"_posts/2024-01-05-d.md", "---\ndraft: true\n---\n"}},
	"/feed.xml: d c a2 b a\n", ""},
    {"", {{"_posts/2024-01-05-d.md", "---\ndate: soon\n---\n"}},
	"/feed.xml: c a2 b a\n",
	"site/_posts/2024-01-05-d.md:2:7: date-invalid\n"},
    /* `limit_posts:` counts over the whole site; of ties the last paths. */
    {"limit_posts: 2\nfeed: {categories: [news]}\n", {{NULL, NULL}},
	"/feed.xml: c b\n/feed/news.xml:\n", ""},
    {"limit_posts: 9\n", {{NULL, NULL}}, "/feed.xml: c a2 b a\n", ""},
};

static void
feeds_are_planned(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(rows); i++) {
		site_put_all(posts, ROWS(posts));
		for (size_t f = 0; f < 4 && rows[i].files[f].path; f++)
			site_put(rows[i].files[f].path, rows[i].files[f].text);
		plan_site(t, rows[i].config);
		assert_string_equal(planned(t), rows[i].feeds);
		assert_problems(t, rows[i].problems);
		site_clear(t);
	}
}

/* 20,000 tags: as many feeds, each looked up and not compared with all. */
static void
many_feeds_are_planned_in_no_time(void **state)
{
	struct site_test *t = *state;
	struct fg_buf text = {0};

	fg_buf_add_c(&text, "---\ntags: ");
	for (int i = 0; i < 20000; i++)
		fg_buf_printf(&text, "t%d ", i);
	fg_buf_add_c(&text, "\n---\n");
	site_put("_posts/2024-01-01-a.md", text.p);
	fg_buf_free(&text);
	assert_int_equal(plan_site(t, "feed: {tags: true}\n"), 0);
	assert_int_equal(plan.feed_count, 20001);
}

/* Jekyll keeps the newest posts before plugins see them. */
static const struct {
	const char *config;
	struct site_file files[8];
	const char *urls;
	const char *problems;
} maps[] = {
    /* Collections by label, each by date and path; pages by name; files. */
    {"collections: {notes: {output: true}, zoo: {output: true}}\n",
	{{"_posts/2024-01-02-a.md", ""}, {"_posts/2024-01-01-b.md", ""},
	    {"_notes/b.md", "---\ndate: 2024-01-01\n---\n"},
	    {"_notes/a.md", "---\n---\n"}, {"_zoo/z.md", "---\n---\n"},
	    {"docs/index.html", "---\n---\n"}, {"about.md", "---\n---\n"},
	    {"s.html", ""}},
	"/notes/b.html /notes/a.html /2024/01/01/b.html /2024/01/02/a.html "
	"/zoo/z.html /about.html /docs/ /s.html",
	""},
    {"",
	{{"404.html", "---\n---\n"}, {"d/404.html", "---\n---\n"},
	    {"d/e/404.html", ""}, {"a.pdf", ""}, {"b.htm", ""}, {"c.xhtml", ""},
	    {"d.xml", ""}, {"e.txt", "---\n---\n"}},
	"/d/404.html /a.pdf /b.htm /c.xhtml", ""},
    {"permalink: pretty\n", {{"404.md", "---\n---\n"}, {"x.css", "---\n---\n"}},
	"", ""},
    {"", {{"x.md", "---\npermalink: /f/\n---\n"}}, "/f/", ""},
    {"limit_posts: 1\n",
	{{"_posts/2024-01-02-a.md", ""}, {"_posts/2024-01-01-b.md", ""}},
	"/2024/01/02/a.html", ""},
    {"",
	{{"_posts/2024-01-02-a.md", "---\nsitemap: false\n---\n"},
	    {"_posts/2024-01-02-d.md", "---\ndate: soon\n---\n"},
	    {"_posts/2025-01-02-d.md", ""}, {"a.md", "---\nsitemap: no\n---\n"}},
	"", "site/_posts/2024-01-02-d.md:2:7: date-invalid\n"},
    {"", {{"_posts/2024-01-02-a.txt", ""}}, "/2024/01/02/a.txt", ""},
    /* Of two with the same URL the first stays. */
    {"permalink: /:title/\n",
	{{"_posts/2024-01-02-a.md", ""}, {"_posts/2024-01-01-a.md", ""},
	    {"a.md", "---\n---\n"}},
	"/a/",
	"site/_posts/2024-01-02-a.md:0:0: url-duplicate\n"
	"site/a.md:0:0: url-duplicate\n"},
};

static void
sitemaps_are_planned(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(maps); i++) {
		struct fg_selection selection;
		struct fg_buf urls = {0};

		for (size_t f = 0; f < 8 && maps[i].files[f].path; f++)
			site_put(maps[i].files[f].path, maps[i].files[f].text);
		plan_site(t, maps[i].config);
		fg_plan_sitemap(&selection, &plan, t->site, &t->scan.docs,
		    &t->arena, &t->diags);
		for (size_t u = 0; u < selection.n; u++) {
			fg_buf_add_c(&urls, u ? " " : "");
			fg_buf_add(&urls,
			    t->scan.docs.items[selection.items[u]].url);
		}
		assert_str(fg_buf_str(&urls), maps[i].urls);
		assert_problems(t, maps[i].problems);
		fg_buf_free(&urls);
		site_clear(t);
	}
}

static void
only_written_files_take_a_place(void **state)
{
	struct site_test *t = *state;

	site_put("a.md", "---\n---\n");
	site_put("b.md", "---\npublished: false\n---\n");
	plan_site(t, "");
	assert_true(fg_plan_is_taken(&t->scan.docs, FG_STR("/a.html")));
	assert_false(fg_plan_is_taken(&t->scan.docs, FG_STR("/b.html")));
	assert_false(fg_plan_is_taken(&t->scan.docs, FG_STR("/a.md")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(feeds_are_planned),
	    SITE_TEST(sitemaps_are_planned),
	    SITE_TEST(only_written_files_take_a_place),
	    SITE_TEST(many_feeds_are_planned_in_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
