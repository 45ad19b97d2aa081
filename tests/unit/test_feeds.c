/* SPDX-License-Identifier: ISC */
/* test_feeds.c - what feeds say of themselves, and URLs of sitemaps. */
#include "site.h"

#include "engine/feeds.h"
#include "output/atom.h"
#include "output/rss.h"

#define URL "url: https://example.org\ntitle: T\n"

enum field {
	ID,
	LINK,
	TITLE,
	SUBTITLE,
	LANG,
	RIGHTS,
	ICON,
	LOGO,
	UPDATED,
	AUTHORS,
	ENTRIES,
	PROBLEMS
};

static const struct site_file posts[] = {
    {"_posts/2024-01-01-a.md",
	"---\nauthor: Ann\ncategory: news\ntags: [one, c++]\n---\n"},
    {"_posts/2024-01-02-b.md",
	"---\nauthor: Bea\nlast_modified_at: 2024-01-04\ntags: one\n---\n"},
    {"_posts/2024-01-03-c.md", "---\nauthor: Cid\n---\n"},
    {"_docs/d.md", "---\ndate: 2024-01-01\n---\n"},
};

/* Feed by number: 0 is of all posts. */
static const struct {
	const char *config;
	size_t feed;
	enum field field;
	const char *expected;
} rows[] = {
    {"", 0, ID, "https://example.org/feed.xml"},
    {"baseurl: /b\n", 0, ID, "https://example.org/b/feed.xml"},
    {"feed: {categories: ['\u00fc #?']}\n", 1, ID,
	"https://example.org/feed/%C3%BC%20%23%3F.xml"},
    {"", 0, LINK, "https://example.org/"},
    {"baseurl: /b\n", 0, LINK, "https://example.org/b/"},
    /* Titles name the part of the site. */
    {"", 0, TITLE, "T"},
    {"title: A \"b\" <i>c</i> &amp; d\n", 0, TITLE,
	"A \u201cb\u201d c & d"},
    {"title: <br>\n", 0, TITLE, "https://example.org"},
    {"feed: {categories: [neWs]}\n", 1, TITLE, "T | News"},
    {"feed: {tags: true}\n", 1, TITLE, "T | one"},
    {"feed: {tags: true}\n", 2, TITLE, "T | c++"},
    {"feed: {collections: {docs: {categories: [x]}}}\n", 1, TITLE, "T | Docs"},
    {"feed: {collections: {docs: {categories: [x]}}}\n", 2, TITLE,
	"T | Docs | X"},
    {"description: ' A <b>d</b>  e '\n", 0, SUBTITLE, "A d e"},
    {"", 0, SUBTITLE, "(none)"},
    {"lang: de_AT\n", 0, LANG, "de-AT"},
    {"lang: none of these\n", 0, LANG, "(none)"},
    {"lang: none of these\n", 0, PROBLEMS,
	"site/_config.yml:3:7: lang-invalid\n"},
    {"feedgen: {rss: false, lang: fr}\nlang: de\n", 0, LANG, "fr"},
    {"feedgen: {rss: false, rights: \"(c) \\x01 us\"}\n", 0, RIGHTS, "(c)  us"},
    {"feed: {icon: /a b.png}\n", 0, ICON, "https://example.org/a%20b.png"},
    {"feed: {logo: 'https://cdn.example/l.png'}\n", 0, LOGO,
	"https://cdn.example/l.png"},
    {"feed: {icon: 'mailto:x', tags: true}\n", 0, ICON, "(none)"},
    {"feed: {icon: 'mailto:x', tags: true}\n", 0, PROBLEMS,
	"site/_config.yml:3:14: image-invalid\n"},
    /* Updated is the newest change of an entry, in any order. */
    {"", 0, UPDATED, "2024-01-04T00:00:00Z"},
    {"feed: {posts_limit: 1}\n", 0, UPDATED, "2024-01-03T00:00:00Z"},
    {"feed: {categories: [news]}\n", 1, UPDATED, "2024-01-01T00:00:00Z"},
    {"feed: {categories: [none]}\n", 1, UPDATED, "2024-01-04T00:00:00Z"},
    /* Authors: the site's; else none if all entries have theirs. */
    {"author: Site\n", 0, AUTHORS, "Site"},
    {"", 0, AUTHORS, ""},
    {"feed: {categories: [none]}\n", 1, AUTHORS, "T"},
    {"collections: {docs: {output: true}}\nfeed: {collections: [docs]}\n", 1,
	AUTHORS, "T"},
    {"author: {email: x@example.org}\n", 0, AUTHORS, ""},
    {"author: {name: S, email: x}\n", 0, PROBLEMS,
	"site/_config.yml:3:26: email-invalid\n"},
    {"", 0, ENTRIES, "c b a"},
    {"feed: {posts_limit: 2}\n", 0, ENTRIES, "c b"},
    {"feed: {categories: [news]}\n", 1, ENTRIES, "a"},
    {"feed: {tags: true}\n", 1, ENTRIES, "b a"},
};

static const char *
value_of(struct site_test *t, const struct feedgen_feed *feed, enum field field)
{
	const char *texts[] = {
	    [ID] = feed->id,
	    [LINK] = feed->link,
	    [TITLE] = feed->title,
	    [SUBTITLE] = feed->subtitle,
	    [LANG] = feed->lang,
	    [RIGHTS] = feed->rights,
	    [ICON] = feed->icon,
	    [LOGO] = feed->logo,
	};
	struct fg_buf out = {0};
	const char *value;

	if (field == PROBLEMS)
		return site_problems(t);
	if (field < UPDATED)
		return texts[field] ? texts[field] : "(none)";
	if (field == UPDATED)
		fg_date_rfc3339(&out, feed->updated);
	for (size_t i = 0; field == AUTHORS && i < feed->author_count; i++)
		fg_buf_add_c(&out, feed->authors[i].name);
	for (size_t i = 0; field == ENTRIES && i < feed->entry_count; i++) {
		fg_buf_add_c(&out, i ? " " : "");
		fg_buf_add_c(
		    &out, strrchr(feed->entries[i].id, '/') + 1);
	}
	value = fg_arena_cstr(&t->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return value;
}

static void
each_field_is_filled(void **state)
{
	struct site_test *t = *state;
	unsigned wrong = 0;

	for (size_t i = 0; i < ROWS(rows); i++) {
		struct fg_entry_maker maker;
		struct feedgen_feed feed, wanted = {0};
		struct fg_plan plan;
		const char *value;
		char config[512];

		site_put_all(posts, ROWS(posts));
		snprintf(config, sizeof(config),
		    "url: https://example.org\n%s%s%s",
		    strncmp(rows[i].config, "title", 5) ? "title: T\n" : "",
		    rows[i].config,
		    strstr(rows[i].config, "feedgen:")
			? ""
			: "feedgen: {rss: false}\n");
		site_scan(t, config);
		fg_plan_feeds(
		    &plan, t->site, &t->scan.docs, &t->arena, &t->diags);
		fg_entry_maker_init(
		    &maker, t->site, &t->scan, &t->arena, &t->diags);
		for (size_t f = 0; f < plan.feed_count; f++) {
			fg_feed_fill(&feed, &maker, &plan, &plan.feeds[f]);
			if (f == rows[i].feed)
				wanted = feed;
		}
		assert_ptr_equal(wanted.self, wanted.id);
		value = value_of(t, &wanted, rows[i].field);
		if (strcmp(value, rows[i].expected) != 0) {
			print_error("%sgives '%s' and not '%s'\n",
			    rows[i].config, value, rows[i].expected);
			wrong++;
		}
		fg_entry_maker_free(&maker);
		site_clear(t);
	}
	assert_int_equal(wrong, 0);
}

/* What is published of an entry in two feeds is made once, and the same. */
static void
entries_are_shared(void **state)
{
	struct site_test *t = *state;
	struct fg_entry_maker maker;
	struct feedgen_feed all, news;
	struct fg_plan plan;
	struct fg_buf bytes = {0};

	site_put_all(posts, ROWS(posts));
	site_scan(t, URL "feed: {categories: [news]}\n");
	fg_plan_feeds(&plan, t->site, &t->scan.docs, &t->arena, &t->diags);
	fg_entry_maker_init(&maker, t->site, &t->scan, &t->arena, &t->diags);
	fg_feed_fill(&all, &maker, &plan, &plan.feeds[0]);
	fg_feed_fill(&news, &maker, &plan, &plan.feeds[1]);
	fg_entry_maker_free(&maker);
	assert_ptr_equal(all.entries[2].id, news.entries[0].id);
	/* All of it outlives the maker. */
	assert_int_equal(fg_atom_write(&bytes, &all), 0);
	assert_int_equal(fg_rss_write(&bytes, &news), 0);
	fg_buf_free(&bytes);
}

static void
broken_entries_are_left_out(void **state)
{
	struct site_test *t = *state;
	struct fg_entry_maker maker;
	struct feedgen_feed feed;
	struct fg_plan plan;

	site_put_all(posts, ROWS(posts));
	site_scan(t, URL);
	fg_plan_feeds(&plan, t->site, &t->scan.docs, &t->arena, &t->diags);
	assert_int_equal(unlink("site/_posts/2024-01-02-b.md"), 0);
	fg_entry_maker_init(&maker, t->site, &t->scan, &t->arena, &t->diags);
	fg_feed_fill(&feed, &maker, &plan, &plan.feeds[0]);
	assert_int_equal(feed.entry_count, 2);
	assert_problems(t, "site/_posts/2024-01-02-b.md:0:0: file-unreadable\n");
	fg_entry_maker_free(&maker);
}

static const struct {
	const char *path, *text;
	const char *loc, *lastmod;
} urls[] = {
    {"_posts/2024-01-02-a.md", "", "https://example.org/2024/01/02/a.html",
	"2024-01-02T00:00:00Z"},
    {"_posts/2024-01-02-a.md", "---\nlast_modified_at: 2024-02-03\n---\n",
	"https://example.org/2024/01/02/a.html", "2024-02-03T00:00:00Z"},
    {"a/index.html", "---\npermalink: /a/index.html\n---\n",
	"https://example.org/a/", ""},
    {"a.md", "---\ndate: 2024-01-01\n---\n", "https://example.org/a.html", ""},
    {"a.md", "---\nlast_modified_at: 2024-02-03\n---\n",
	"https://example.org/a.html", "2024-02-03T00:00:00Z"},
    {"x/index.html", "static", "https://example.org/x/", ""},
    {"x y.html", "static", "https://example.org/x%20y.html", ""},
    {"a.md", "---\npermalink: /index.html/index.html/b/\n---\n",
	"https://example.org/b/", ""},
};

static void
urls_are_what_sitemaps_say(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(urls); i++) {
		struct feedgen_url url;
		struct fg_buf lastmod = {0};

		site_put(urls[i].path, urls[i].text);
		site_scan(t, URL);
		assert_int_equal(fg_url_of_doc(&url, t->site,
				     site_doc(t, urls[i].path), &t->arena,
				     &t->diags),
		    0);
		assert_string_equal(url.loc, urls[i].loc);
		if (url.lastmod.set)
			fg_date_rfc3339(&lastmod, url.lastmod);
		assert_str(fg_buf_str(&lastmod), urls[i].lastmod);
		fg_buf_free(&lastmod);
		site_clear(t);
	}
	site_open(t, URL "baseurl: /b\n");
	assert_string_equal(
	    fg_url_of_path(t->site, FG_STR("d/s \u00fc-1.xml"), &t->arena).loc,
	    "https://example.org/b/d/s%20%C3%BC-1.xml");
}

/* A permalink of 1 MB is looked through once. */
static void
long_permalinks_take_no_time(void **state)
{
	struct site_test *t = *state;
	struct fg_buf text = {0};
	struct feedgen_url url;

	fg_buf_add_c(&text, "---\npermalink: ");
	while (text.n < 1000000)
		fg_buf_add_c(&text, "/a/index.html");
	fg_buf_add_c(&text, "\n---\n");
	site_put("a.md", text.p);
	fg_buf_free(&text);
	site_scan(t, URL);
	assert_int_equal(fg_url_of_doc(&url, t->site, site_doc(t, "a.md"),
			     &t->arena, &t->diags),
	    -1);
	assert_problems(t, "site/a.md:0:0: url-too-long\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(each_field_is_filled),
	    SITE_TEST(entries_are_shared),
	    SITE_TEST(broken_entries_are_left_out),
	    SITE_TEST(urls_are_what_sitemaps_say),
	    SITE_TEST(long_permalinks_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
