/* SPDX-License-Identifier: ISC */
/* test_build.c - whole runs: what is written, what is not, and what they say. */
#include "site.h"

#include "feedgen/feedgen.h"

#include <time.h>

#define URL "url: https://example.org\ntitle: T\n"

/* A run, and all that it says: rules and outputs, one a line. */
struct run {
	struct feedgen_build_options options;
	struct fg_buf rules, outputs;
	enum feedgen_status status;
};

static void
on_diag(const struct feedgen_diag *diag, void *payload)
{
	struct run *r = payload;

	fg_buf_printf(&r->rules, "%s\n", diag->rule);
}

static void
on_output(const struct feedgen_output *output, void *payload)
{
	static const char *const what[] = {
	    "created", "updated", "unchanged", "removed"};
	struct run *r = payload;

	fg_buf_printf(&r->outputs, "%s %s %zu %s\n", output->path,
	    output->format, output->items, what[output->status]);
	assert_true((output->bytes == 0) ==
		    (output->status == FEEDGEN_REMOVED));
}

static struct run
new_run(void)
{
	return (struct run){.options = {
				.size = sizeof(struct feedgen_build_options),
				.site = "site",
				.now = {SITE_NOW, 0, true},
				.jobs = 1,
			    }};
}

static void
build(struct run *r)
{
	const struct feedgen_report report = {on_diag, on_output, r};

	fg_buf_reset(&r->rules);
	fg_buf_reset(&r->outputs);
	r->status = feedgen_build(&r->options, &report);
}

static void
end_run(struct run *r)
{
	fg_buf_free(&r->rules);
	fg_buf_free(&r->outputs);
}

static bool
is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

/* The bytes of a file, to be freed; NULL if there is none. */
static char *
bytes_of(struct site_test *t, const char *path)
{
	struct fg_buf bytes = {0};

	if (!is_file(path))
		return NULL;
	fg_file_read(&bytes, AT_FDCWD, path, fg_str_c(path), &t->diags);
	return fg_buf_detach(&bytes);
}

static void
assert_valid(const char *path)
{
	const char *format;

	assert_int_equal(
	    feedgen_validate_file(&format, path, NULL), FEEDGEN_OK);
}

static void
a_site_gets_its_files(void **state)
{
	struct run r = new_run();

	(void)state;
	site_put("_config.yml", URL);
	site_put("_posts/2024-01-02-a.md", "Body");
	site_put("about.md", "---\n---\n");
	build(&r);
	assert_str(fg_buf_str(&r.rules), "");
	assert_str(fg_buf_str(&r.outputs),
	    "site/_site/feed.xml Atom 1 created\n"
	    "site/_site/rss.xml RSS 1 created\n"
	    "site/_site/sitemap.xml sitemap 2 created\n"
	    "site/_site/robots.txt robots.txt 1 created\n");
	assert_int_equal(r.status, FEEDGEN_OK);
	assert_valid("site/_site/feed.xml");
	assert_valid("site/_site/rss.xml");
	assert_valid("site/_site/sitemap.xml");
	end_run(&r);
}

/* Each class of faults, and what becomes of the run. */
static const struct {
	const char *config;
	struct site_file file;
	bool keep_going, strict;
	enum feedgen_status status;
	bool is_published;
	const char *rules;
} faults[] = {
    {URL, {"a.md", ""}, false, false, FEEDGEN_OK, true, ""},
    {URL, {"_posts/2024-01-03-b.md", "---\ndate: soon\n---\n"}, false, false,
	FEEDGEN_INVALID, false, "date-invalid\n"},
    {URL, {"_posts/2024-01-03-b.md", "---\ndate: soon\n---\n"}, true, false,
	FEEDGEN_INVALID, true, "date-invalid\n"},
    {URL, {"_posts/2024-01-03-b.md", "---\ntitle: 'x\n---\n"}, true, true,
	FEEDGEN_INVALID, true, "yaml-syntax\n"},
    {URL, {"_data/authors.yml", "a: 'b"}, false, false, FEEDGEN_INVALID, false,
	"yaml-syntax\n"},
    {URL, {"_posts/nodate.md", ""}, false, false, FEEDGEN_OK, true,
	"post-name\n"},
    {URL, {"_posts/nodate.md", ""}, false, true, FEEDGEN_INVALID, false,
	"post-name\n"},
    {URL, {"_posts/nodate.md", ""}, true, true, FEEDGEN_INVALID, false,
	"post-name\n"},
    {URL, {"feed.xml", "x"}, false, true, FEEDGEN_OK, true,
	"feed-path-taken\n"},
    {"title: T\n", {"a.md", ""}, false, false, FEEDGEN_USAGE, false,
	"site-url-missing\n"},
    {"title: T\n", {"a.md", ""}, true, false, FEEDGEN_USAGE, false,
	"site-url-missing\n"},
    {URL "feed: {path: ../x.xml}\n", {"a.md", ""}, false, false, FEEDGEN_USAGE,
	false, "publish-path\n"},
    {URL "feed: {path: sitemap.xml}\n", {"a.md", ""}, false, false,
	FEEDGEN_USAGE, false, "publish-twice\n"},
    {URL "destination: taken\n", {"taken", "a file"}, false, false,
	FEEDGEN_FAILED, false, "destination-unusable\n"},
    {URL, {"_site/feed.xml/", NULL}, false, false, FEEDGEN_FAILED, false,
	"publish-blocked\n"},
    {URL, {"_site/feed.xml/", NULL}, true, false, FEEDGEN_FAILED, false,
	"publish-blocked\n"},
};

static void
faults_decide_the_status(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(faults); i++) {
		struct run r = new_run();

		site_put("_config.yml", faults[i].config);
		site_put("_posts/2024-01-02-a.md", "Body");
		site_put(faults[i].file.path, faults[i].file.text);
		r.options.keep_going = faults[i].keep_going;
		r.options.strict = faults[i].strict;
		build(&r);
		assert_str(fg_buf_str(&r.rules), faults[i].rules);
		assert_int_equal(r.status, faults[i].status);
		assert_int_equal(
		    is_file("site/_site/sitemap.xml"), faults[i].is_published);
		assert_int_equal(r.outputs.n > 0, faults[i].is_published);
		end_run(&r);
		site_clear(t);
	}
}

/* What people write must not become a fault of ours. */
static const struct {
	const char *config, *post;
} odd[] = {
    {"", "---\nauthor: {name: A, email: 'a at b'}\n---\n"},
    {"author: {name: A, email: none, uri: 'http://a b'}\n", ""},
    {"lang: de_DE\n", "---\nlang: en_US\n---\n"},
    {"lang: German!\n", "---\nlang: ''\n---\n"},
    {"feed: {icon: 'mailto:x', logo: '::'}\n", ""},
    {"feed: {icon: /a b.png, logo: '//x/y'}\n", ""},
    {"title: \"a\\x01b\"\ndescription: \"\\x02\"\n", ""},
    {"title: '<>'\ndescription: ']]>'\n", "]]> <![CDATA["},
    {"title: ''\nauthor: \"\\x01\"\n", "&#1; &#xfffe; &#x10ffff; &#0;"},
    {"baseurl: ' a b'\n", ""},
    {"baseurl: /\u00fc/\n", "[a](http://[::1)"},
    {"", "---\nslug: '%'\npermalink: '/%zz/ \"<>^`{|}/'\n---\n"},
    {"", "---\npermalink: '//host/x'\n---\n"},
    {"", "---\npermalink: 'http://host/x'\n---\n"},
    {"", "---\ntags: [\"\\x01\", \"a\\nb\", ']]>', '']\n---\n"},
    {"", "---\ntitle: \"\\x01\"\nimage: \"\\x01\"\n---\n"},
    {"", "---\nimage: {path: 'https://'}\n---\n"},
    {"", "---\nimage: 'https://h/\u00fc \"<>.png'\n---\n"},
    {"", "---\ndate: 0001-01-01\n---\n"},
    {"", "---\ndate: 0099-01-01 00:00:00 +1400\n---\n"},
    {"", "---\ndate: 1969-12-31\nlast_modified_at: 9999-12-31\n---\n"},
    {"timezone: Asia/Kathmandu\n", "---\ndate: 1900-01-01\n---\n"},
    {"", "---\nlast_modified_at: 99999999999999\n---\n"},
    {"feed: {tags: true, categories: ['a b', '\u00fc', '#?%']}\n",
	"---\ntags: ['#?%', 'a/b', '.', '..']\n---\n"},
    {"feed: {posts_limit: 0}\n", ""},
    {"rights: \"\\x01\"\n", "<p xmlns:x='y' x:z='&nbsp;'>&nbsp;&unknown;"},
    {"", "---\nexcerpt: \"<b>\\x01 & <\"\n---\n\xef\xbf\xbf"},
};

static void
odd_input_gives_valid_files(void **state)
{
	struct site_test *t = *state;
	unsigned wrong = 0;

	for (size_t i = 0; i < ROWS(odd); i++) {
		struct run r = new_run();
		char config[512];

		snprintf(config, sizeof(config), "url: https://example.org\n%s%s",
		    strncmp(odd[i].config, "title", 5) ? "title: T\n" : "",
		    odd[i].config);
		site_put("_config.yml", config);
		site_put("_posts/2024-01-02-a.md", odd[i].post);
		build(&r);
		if (r.status != FEEDGEN_OK) {
			print_error("%s%s\ngives %d:\n%s", odd[i].config,
			    odd[i].post, (int)r.status, r.rules.p);
			wrong++;
		}
		end_run(&r);
		site_clear(t);
	}
	assert_int_equal(wrong, 0);
}

/* Counts that schemas and parsers bound. */
static void
much_of_everything_is_valid(void **state)
{
	struct run r = new_run();
	struct fg_buf text = {0};

	(void)state;
	site_put("_config.yml", URL "feed: {posts_limit: 3000}\n");
	for (int i = 0; i < 1500; i++) {
		char path[64];

		snprintf(path, sizeof(path), "_posts/2024-01-02-%d.md", i);
		site_put(path, "x");
	}
	fg_buf_add_c(&text, "---\ntags: ");
	for (int i = 0; i < 3000; i++)
		fg_buf_printf(&text, "t%d ", i);
	fg_buf_add_c(&text, "\nauthors: [");
	for (int i = 0; i < 3000; i++)
		fg_buf_printf(&text, "a%d, ", i);
	fg_buf_add_c(&text, "]\n---\n");
	site_put("_posts/2024-01-03-many.md", text.p);
	/* libxml2 takes no text of more than 10 MB by itself. */
	fg_buf_reset(&text);
	while (text.n < (12u << 20))
		fg_buf_add_c(&text, "<p>A long page &amp; its text.</p>\n");
	site_put("_posts/2024-01-04-long.html", text.p);
	fg_buf_free(&text);
	build(&r);
	assert_str(fg_buf_str(&r.rules),
	    "content-too-large\n"
	    "too-many-names\n"
	    "too-many-names\n");
	assert_int_equal(r.status, FEEDGEN_OK);
	end_run(&r);
}

/* What stood there before a run that fails, to the byte. */
static void
errors_change_nothing(void **state)
{
	static const char *const names[] = {
	    "site/_site/feed.xml", "site/_site/rss.xml",
	    "site/_site/sitemap.xml", "site/_site/robots.txt"};
	struct site_test *t = *state;
	struct run r = new_run();
	char *old[ROWS(names)], *now;

	site_put("_config.yml", URL);
	site_put("_posts/2024-01-02-a.md", "Body");
	build(&r);
	for (size_t i = 0; i < ROWS(names); i++)
		old[i] = bytes_of(t, names[i]);
	site_put("_posts/2024-01-03-b.md", "Another");
	site_put("_posts/2024-01-04-c.md", "---\ndate: soon\n---\n");
	build(&r);
	assert_int_equal(r.status, FEEDGEN_INVALID);
	for (size_t i = 0; i < ROWS(names); i++) {
		now = bytes_of(t, names[i]);
		assert_string_equal(now, old[i]);
		free(now);
	}
	/* Without that file, the others are published all the same. */
	r.options.keep_going = true;
	build(&r);
	assert_int_equal(r.status, FEEDGEN_INVALID);
	assert_str(fg_buf_str(&r.outputs),
	    "site/_site/feed.xml Atom 2 updated\n"
	    "site/_site/rss.xml RSS 2 updated\n"
	    "site/_site/sitemap.xml sitemap 2 updated\n");
	for (size_t i = 0; i < ROWS(names); i++)
		free(old[i]);
	end_run(&r);
}

static void
nothing_new_touches_nothing(void **state)
{
	struct run r = new_run();
	struct stat before, after;

	(void)state;
	site_put("_config.yml", URL);
	site_put("_posts/2024-01-02-a.md", "Body");
	build(&r);
	assert_int_equal(stat("site/_site/feed.xml", &before), 0);
	/* Later, and by the clock: nothing depends on when. */
	r.options.now.seconds += 86400;
	build(&r);
	assert_str(fg_buf_str(&r.outputs),
	    "site/_site/feed.xml Atom 1 unchanged\n"
	    "site/_site/rss.xml RSS 1 unchanged\n"
	    "site/_site/sitemap.xml sitemap 1 unchanged\n");
	assert_int_equal(stat("site/_site/feed.xml", &after), 0);
	assert_memory_equal(
	    &before.st_mtim, &after.st_mtim, sizeof(after.st_mtim));
	assert_int_equal(before.st_ino, after.st_ino);
	end_run(&r);
}

static void
a_dry_run_writes_nothing(void **state)
{
	struct run r = new_run();

	(void)state;
	site_put("_config.yml", URL);
	site_put("_posts/2024-01-02-a.md", "Body");
	r.options.dry_run = true;
	build(&r);
	assert_int_equal(r.status, FEEDGEN_OK);
	assert_non_null(strstr(r.outputs.p, "feed.xml Atom 1 created\n"));
	assert_false(is_file("site/_site"));
	end_run(&r);
}

/* Threads, time zone and locale of the machine make no difference. */
static void
surroundings_make_no_difference(void **state)
{
	static const struct {
		unsigned jobs;
		const char *zone, *locale;
	} rows[] = {
	    {1, "UTC", "C"},
	    {8, "UTC", "C"},
	    {2, "Asia/Kathmandu", "de_DE.UTF-8"},
	    {0, "America/St_Johns", "tr_TR.UTF-8"},
	};
	struct site_test *t = *state;
	struct run r = new_run();
	char *first[2] = {NULL, NULL};

	site_put("_config.yml", URL "timezone: Europe/Berlin\n"
				    "feed: {categories: [i]}\n");
	for (int i = 0; i < 100; i++) {
		char path[64], text[128];

		snprintf(path, sizeof(path), "_posts/2024-01-%02d-p%d.md",
		    1 + i % 28, i);
		snprintf(text, sizeof(text),
		    "---\ncategory: i\ndate: 2024-01-%02d 10:%02d\n---\n%d",
		    1 + i % 28, i % 60, i);
		site_put(path, text);
	}
	for (size_t i = 0; i < ROWS(rows); i++) {
		char *feed, *map;

		setenv("TZ", rows[i].zone, 1);
		setenv("LC_ALL", rows[i].locale, 1);
		tzset();
		r.options.jobs = rows[i].jobs;
		r.options.destination = i % 2 ? "one" : "two";
		build(&r);
		assert_int_equal(r.status, FEEDGEN_OK);
		feed = bytes_of(t, i % 2 ? "one/feed.xml" : "two/feed.xml");
		map = bytes_of(t, i % 2 ? "one/sitemap.xml" : "two/sitemap.xml");
		if (i == 0) {
			first[0] = feed;
			first[1] = map;
			continue;
		}
		assert_string_equal(feed, first[0]);
		assert_string_equal(map, first[1]);
		free(feed);
		free(map);
	}
	unsetenv("TZ");
	unsetenv("LC_ALL");
	tzset();
	free(first[0]);
	free(first[1]);
	end_run(&r);
}

static void
options_choose_what_is_announced(void **state)
{
	struct run r = new_run();

	(void)state;
	site_put("_config.yml", URL);
	site_put("_posts/2024-01-02-a.md", "Body");
	site_put("_posts/2025-01-02-later.md", "Body");
	site_put("_drafts/draft.md", "Body");
	r.options.dry_run = true;
	build(&r);
	assert_non_null(strstr(r.outputs.p, "feed.xml Atom 1 "));
	r.options.drafts = true;
	build(&r);
	assert_non_null(strstr(r.outputs.p, "feed.xml Atom 2 "));
	r.options.future = true;
	build(&r);
	assert_non_null(strstr(r.outputs.p, "feed.xml Atom 3 "));
	end_run(&r);
}

/* robots.txt is written where there is none, and never replaced. */
static void
robots_are_left_alone(void **state)
{
	struct site_test *t = *state;
	struct run r = new_run();
	char *robots;

	site_put("_config.yml", URL);
	site_put("a.md", "---\n---\n");
	site_put("_site/robots.txt", "Disallow: /\n");
	build(&r);
	assert_null(strstr(r.outputs.p, "robots.txt"));
	robots = bytes_of(t, "site/_site/robots.txt");
	assert_string_equal(robots, "Disallow: /\n");
	free(robots);
	assert_int_equal(unlink("site/_site/robots.txt"), 0);
	site_put("robots.txt", "---\n---\n");
	build(&r);
	assert_null(strstr(r.outputs.p, "robots.txt"));
	end_run(&r);
}

/* An own sitemap, and an empty site, get none of ours. */
static void
sitemaps_are_not_always_written(void **state)
{
	struct run r = new_run();

	(void)state;
	site_put("_config.yml", URL);
	build(&r);
	assert_int_equal(r.status, FEEDGEN_OK);
	assert_str(fg_buf_str(&r.outputs),
	    "site/_site/feed.xml Atom 0 created\n"
	    "site/_site/rss.xml RSS 0 created\n");
	site_put("sitemap.xml", "---\n---\n");
	site_put("a.md", "---\n---\n");
	build(&r);
	assert_null(strstr(r.outputs.p, "sitemap.xml"));
	end_run(&r);
}

/* A file of the site is not one of our parts, whatever its name. */
static void
files_of_others_are_not_removed(void **state)
{
	struct run r = new_run();

	(void)state;
	site_put("_config.yml", URL);
	site_put("a.md", "---\n---\n");
	site_put("sitemap-1.xml", "<urlset/>");
	site_put("_site/sitemap-1.xml", "<urlset/>");
	site_put("_site/sitemap-2.xml", "<urlset/>");
	site_put("_site/sitemap.xml", "<loc>https://example.org/</loc>");
	build(&r);
	assert_int_equal(r.status, FEEDGEN_OK);
	assert_true(is_file("site/_site/sitemap-1.xml"));
	assert_true(is_file("site/_site/sitemap-2.xml"));
	end_run(&r);
}

/* More URLs than one sitemap may have; then fewer again. */
static void
sitemaps_are_split(void **state)
{
	struct site_test *t = *state;
	struct run r = new_run();
	char *index;

	site_put("_config.yml", URL "feedgen: {rss: false, robots: false}\n");
	/* One folder under fifty names: 50,000 URLs cost 1,000 files. */
	for (int i = 0; i < 1000; i++) {
		char path[64];

		snprintf(path, sizeof(path), "d/%d.pdf", i);
		site_put(path, "");
	}
	for (int i = 1; i < 50; i++) {
		char path[64];

		snprintf(path, sizeof(path), "site/l%d", i);
		assert_int_equal(symlink("d", path), 0);
	}
	site_put("one-more.pdf", "");
	build(&r);
	assert_int_equal(r.status, FEEDGEN_OK);
	assert_str(fg_buf_str(&r.outputs),
	    "site/_site/feed.xml Atom 0 created\n"
	    "site/_site/sitemap-1.xml sitemap 50000 created\n"
	    "site/_site/sitemap-2.xml sitemap 1 created\n"
	    "site/_site/sitemap.xml sitemap index 2 created\n");
	index = bytes_of(t, "site/_site/sitemap.xml");
	assert_non_null(
	    strstr(index, "<loc>https://example.org/sitemap-2.xml</loc>"));
	free(index);
	assert_int_equal(unlink("site/l49"), 0);
	build(&r);
	assert_str(fg_buf_str(&r.outputs),
	    "site/_site/feed.xml Atom 0 unchanged\n"
	    "site/_site/sitemap.xml sitemap 49001 updated\n"
	    "site/_site/sitemap-1.xml sitemap 0 removed\n"
	    "site/_site/sitemap-2.xml sitemap 0 removed\n");
	assert_false(is_file("site/_site/sitemap-1.xml"));
	end_run(&r);
}

static void
nobody_need_listen(void **state)
{
	struct run r = new_run();
	const struct feedgen_report deaf = {NULL, NULL, NULL};

	(void)state;
	site_put("_config.yml", URL);
	site_put("_posts/x.md", "");
	assert_int_equal(feedgen_build(&r.options, NULL), FEEDGEN_OK);
	assert_int_equal(feedgen_build(&r.options, &deaf), FEEDGEN_OK);
	r.options.site = "nowhere";
	assert_int_equal(feedgen_build(&r.options, NULL), FEEDGEN_USAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(a_site_gets_its_files),
	    SITE_TEST(faults_decide_the_status),
	    SITE_TEST(odd_input_gives_valid_files),
	    SITE_TEST(much_of_everything_is_valid),
	    SITE_TEST(errors_change_nothing),
	    SITE_TEST(nothing_new_touches_nothing),
	    SITE_TEST(a_dry_run_writes_nothing),
	    SITE_TEST(surroundings_make_no_difference),
	    SITE_TEST(options_choose_what_is_announced),
	    SITE_TEST(robots_are_left_alone),
	    SITE_TEST(sitemaps_are_not_always_written),
	    SITE_TEST(files_of_others_are_not_removed),
	    SITE_TEST(sitemaps_are_split),
	    SITE_TEST(nobody_need_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
