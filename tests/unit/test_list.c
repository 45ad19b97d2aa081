/* SPDX-License-Identifier: ISC */
/* test_list.c - what is listed, and every reason why something is not. */
#include "feedgen/feedgen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include "base/buf.h"
#include "model/why.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROWS(array) (sizeof(array) / sizeof(*(array)))

static const char config[] = "title: T\n"
			     "url: https://example.org\n"
			     "baseurl: /b\n"
			     "exclude:\n"
			     "  - vendor\n"
			     "  - '*.bak'\n"
			     "collections:\n"
			     "  docs: {}\n"
			     "  notes: {output: true}\n"
			     "feed:\n"
			     "  posts_limit: 3\n"
			     "  collections: [notes]\n"
			     "  categories: [news]\n"
			     "  tags: {only: [x]}\n"
			     "defaults:\n"
			     "  - scope: {path: hidden}\n"
			     "    values: {sitemap: false, published: false}\n"
			     "  - scope: {path: hidden/shown}\n"
			     "    values: {published: true, sitemap: false}\n";

static const struct {
	const char *path, *text;
} files[] = {
    {"_config.yml", config},
    {"limit.yml", "limit_posts: 2\n"},
    {"outside.yml", "collections_dir: colls\n"},
    {"none.yml", "ttl: 5\nsitemap: false\n"},
    {"taken.yml", "sitemap: /own.xml\n"},
    {"own.xml", "<own/>\n"},
    {"_posts/2024-01-01-off.md", "---\ntitle: Off\npublished: false\n---\n"},
    {"_posts/2024-01-02-draft.md", "---\ntitle: D\ndraft: true\n---\n"},
    {"_posts/2024-01-03-broken.md", "---\na: [x\n---\n"},
    {"_posts/2024-01-04-late.md", "---\ndate: 2099-01-01\n---\n"},
    {"_posts/2099-01-05-late.md", "---\ntitle: Late\n---\n"},
    {"_posts/2024-02-01-a.md", "---\ntags: [x, y]\n---\n"},
    {"_posts/2024-02-02-b.md", "---\ncategories: news\n---\n"},
    {"_posts/2024-02-03-c.md", "---\ntitle: C \"c\"\n---\n"},
    {"_posts/2024-02-04-d.md", "---\ntitle: ''\n---\n"},
    {"_posts/undated.md", "---\n---\n"},
    {"_posts/.hidden/2024-02-05-e.md", "---\n---\n"},
    {"_drafts/d.md", "---\ntitle: Soon\n---\n"},
    {"_drafts/noext", "---\n---\n"},
    {"_docs/a.md", "---\n---\n"},
    {"_docs/a.txt", "text\n"},
    {"_notes/a.md", "---\n---\n"},
    {"_notes/b.md", "---\ndate: 2024-01-31\n---\n"},
    {"_layouts/l.html", "<p>\n"},
    {"vendor/v.html", "<p>\n"},
    {"old.bak", "text\n"},
    {"node_modules/n.html", "<p>\n"},
    {"dot.", "text\n"},
    {"public/index.html", "<p>\n"},
    {"hidden/p.md", "---\npublished: true\n---\n"},
    {"hidden/off.html", "<p>\n"},
    {"hidden/shown/q.md", "---\nsitemap: false\n---\n"},
    {"hidden/shown/r.md", "---\n---\n"},
    {"404.html", "---\n---\n"},
    {"a-copy.md", "---\npublished: false\npermalink: /same-url.html\n---\n"},
    {"b-copy.md", "---\nsitemap: false\npermalink: /same-url.html\n---\n"},
    {"c-copy.md", "---\npublished: false\npermalink: /same-url.html\n---\n"},
    {"style.css", "---\n---\n"},
    {"scan.html", "<p>\n"},
    {"paper.pdf", "%PDF\n"},
    {"same.md", "---\npermalink: /scan.html\ntitle: Same\n---\n"},
    {"about/index.md", "---\ntitle: About\nlast_modified_at: 2024-05-05\n---\n"},
    {"bad-page.md", "---\na: [x\n---\n"},
};

/* ---- the site ---- */

static char folder[64];

static void
put_folders(const char *path)
{
	char parent[256];

	for (const char *p = path; *p; p++) {
		snprintf(parent, sizeof(parent), "%.*s", (int)(p - path), path);
		if (*p == '/')
			(void)mkdir(parent, 0755);
	}
}

static void
put(const char *path, const char *text)
{
	FILE *file;

	put_folders(path);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
put_long_permalinks(void)
{
	struct fg_buf text = {0};

	fg_buf_add_c(&text, "---\ndate: 2024-03-01\npermalink: /");
	for (size_t i = 0; i < 2100; i++)
		fg_buf_add_char(&text, 'a');
	fg_buf_add_c(&text, "\n---\n");
	put("_posts/2024-03-01-long.md", text.p);
	fg_buf_free(&text);
}

static void
put_deep_folders(void)
{
	struct fg_buf path = {0};

	for (size_t i = 0; i < 70; i++)
		fg_buf_add_c(&path, "d/");
	fg_buf_add_c(&path, "f.md");
	put(path.p, "---\n---\n");
	fg_buf_free(&path);
}

/* A site in a folder that is excluded: a link, and 1001 folders behind it. */
static void
put_linked_folders(void)
{
	char path[32];

	for (unsigned i = 0; i <= 1000; i++) {
		snprintf(path, sizeof(path), "vendor/site/a/%04u/", i);
		put_folders(path);
	}
	put("vendor/site/a/0998/f.md", "---\n---\n");
	put("vendor/site/a/1000/f.md", "---\n---\n");
	assert_int_equal(symlink("a", "vendor/site/z"), 0);
}

static int
build_site(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(folder, sizeof(folder), "%s/feedgen-list-XXXXXX",
	    tmp ? tmp : P_tmpdir);
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	for (size_t i = 0; i < ROWS(files); i++)
		put(files[i].path, files[i].text);
	put_long_permalinks();
	put_deep_folders();
	put_linked_folders();
	put("closed/f.txt", "text\n");
	return chmod("closed", 0) || mkfifo("fifo", 0600) ||
	       symlink("/", "out") || symlink("../_notes", "_docs/link");
}

static int
remove_site(void **state)
{
	char command[192];

	(void)state;
	if (chdir("/") != 0)
		return -1;
	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s",
	    folder, folder);
	return system(command);
}

static struct feedgen_build_options
defaults(void)
{
	struct feedgen_build_options options = FEEDGEN_BUILD_OPTIONS_INIT;

	/* 2024-06-01T00:00:00Z */
	options.now = (struct feedgen_time){.seconds = 1717200000, .set = true};
	options.destination = "public";
	return options;
}

/* ---- reasons ---- */

/* What was told of one output. */
struct told {
	const char *output; /* "" is the site as a whole */
	char reason[512];
	char rule[32];
	bool is_kept;
	unsigned n;
};

static void
take_reason(const struct feedgen_reason *r, void *payload)
{
	struct told *told = payload;

	if (strcmp(r->output ? r->output : "", told->output) != 0)
		return;
	told->n++;
	told->is_kept = r->is_kept;
	snprintf(told->rule, sizeof(told->rule), "%s", r->rule);
	snprintf(told->reason, sizeof(told->reason), "%s %s:%u:%u %s", r->rule,
	    r->file ? r->file : "-", r->line, r->column, r->text);
}

static enum feedgen_status
explain(struct told *told, const struct feedgen_build_options *options,
    const char *what, const char *output)
{
	*told = (struct told){.output = output};
	return feedgen_explain(options, what, take_reason, told, NULL);
}

static const struct {
	const char *what, *output, *reason;
} table[] = {
    {"_layouts/l.html", "",
	"name-special -:0:0 '_layouts' begins with '.', '_', '#' or '~', or "
	"ends with '~'"},
    {"_posts/.hidden/2024-02-05-e.md", "",
	"name-special -:0:0 '_posts/.hidden' begins with '.', '_', '#' or '~', "
	"or ends with '~'"},
    {"dot.", "", "name-dot -:0:0 'dot.' ends with a dot"},
    {"vendor/v.html", "",
	"excluded _config.yml:5:5 'vendor' is excluded by 'vendor'"},
    {"vendor", "",
	"excluded _config.yml:5:5 'vendor' is excluded by 'vendor'"},
    {"old.bak", "",
	"excluded _config.yml:6:5 'old.bak' is excluded by '*.bak'"},
    {"node_modules/n.html", "",
	"excluded -:0:0 'node_modules' is excluded by Jekyll's own "
	"'node_modules'"},
    {"fifo", "", "not-regular -:0:0 'fifo' is no regular file"},
    {"out/etc", "", "folder-link -:0:0 'out' is a link that is not followed"},
    {"_docs/link/b.md", "",
	"folder-link -:0:0 '_docs/link' is a link that is not followed"},
    {"public/index.html", "",
	"destination -:0:0 'public' is the destination"},
    {"_posts/undated.md", "",
	"post-undated -:0:0 the name of a post begins with its date: "
	"YYYY-MM-DD-title.md"},
    {"_drafts/d.md", "", "drafts -:0:0 drafts are not asked for"},
    {"_posts/2024-01-03-broken.md", "",
	"broken _posts/2024-01-03-broken.md:2:4 not YAML: did not find "
	"expected ',' or ']'"},
    {"bad-page.md", "",
	"broken bad-page.md:2:4 not YAML: did not find expected ',' or ']'"},
    {"_docs/a.md", "",
	"no-output _config.yml:8:9 the collection 'docs' has no "
	"'output: true'"},
    {"_docs/a.txt", "",
	"no-output _config.yml:8:9 the collection 'docs' has no "
	"'output: true'"},
    {"_posts/2024-01-01-off.md", "",
	"unpublished _posts/2024-01-01-off.md:3:12 'published: false'"},
    {"hidden/off.html", "",
	"unpublished _config.yml:17:41 'published: false'"},
    {"_posts/2024-01-04-late.md", "",
	"future _posts/2024-01-04-late.md:2:7 its date 2099-01-01T00:00:00Z is "
	"later than now, 2024-06-01T00:00:00Z"},
    {"_posts/2099-01-05-late.md", "",
	"future -:0:0 its date 2099-01-05T00:00:00Z is later than now, "
	"2024-06-01T00:00:00Z"},
    {"hidden/p.md", "", "kept -:0:0 as https://example.org/b/hidden/p.html"},
    {"_posts/2024-01-01-off.md", "/feed.xml",
	"not-written -:0:0 it is not published"},
    {"_posts/2024-01-03-broken.md", "/feed.xml",
	"not-written -:0:0 it is not published"},
    {"vendor/v.html", "/feed.xml", "not-written -:0:0 it is not published"},
    {"vendor/v.html", "/sitemap.xml", "not-written -:0:0 it is not published"},
    {"style.css", "/feed.xml",
	"not-collected -:0:0 it is a page, and of no collection"},
    {"scan.html", "/feed.xml",
	"not-collected -:0:0 it is a static file, and of no collection"},
    {"_notes/a.md", "/feed/notes.xml", "undated -:0:0 it has no date"},
    {"_notes/a.md", "/sitemap.xml",
	"kept -:0:0 listed as https://example.org/b/notes/a.html"},
    {"_posts/2024-01-02-draft.md", "/feed.xml",
	"draft _posts/2024-01-02-draft.md:3:8 'draft: true'; drafts are not "
	"asked for"},
    {"_notes/b.md", "/feed.xml",
	"collection -:0:0 the feed is of 'posts', it is of 'notes'"},
    {"_posts/2024-02-01-a.md", "/feed/news.xml",
	"category -:0:0 the feed is of the category 'news', its categories "
	"are: none"},
    {"_posts/2024-02-02-b.md", "/feed/by_tag/x.xml",
	"tag -:0:0 the feed is of the tag 'x', its tags are: none"},
    {"_posts/2024-02-01-a.md", "/feed/by_tag/x.xml",
	"kept -:0:0 it is number 1 of 1 by date"},
    {"_posts/2024-02-03-c.md", "/feed.xml",
	"kept -:0:0 it is number 3 of 5 by date"},
    {"_posts/2024-02-02-b.md", "/rss.xml",
	"feed-limit _config.yml:11:16 it is number 4 of 5 by date, and the "
	"feed ends with number 3"},
    {"_posts/2024-03-01-long.md", "/feed.xml",
	"entry _posts/2024-03-01-long.md:0:0 URL of 2122 bytes is too long; "
	"left out"},
    {"_posts/2024-03-01-long.md", "/sitemap.xml",
	"url-length -:0:0 its URL has 2122 bytes, 2047 are allowed"},
    {"hidden/p.md", "/sitemap.xml",
	"sitemap-false _config.yml:17:23 'sitemap: false'"},
    {"hidden/shown/q.md", "/sitemap.xml",
	"sitemap-false hidden/shown/q.md:2:10 'sitemap: false'"},
    {"hidden/shown/r.md", "/sitemap.xml",
	"sitemap-false _config.yml:19:40 'sitemap: false'"},
    {"404.html", "/sitemap.xml",
	"error-page -:0:0 it is the page for what is not found"},
    {"style.css", "/sitemap.xml", "not-html -:0:0 '/style.css' is no web page"},
    {"scan.html", "/sitemap.xml", "url-twice -:0:0 same.md has the same URL"},
    {"paper.pdf", "/sitemap.xml",
	"kept -:0:0 listed as https://example.org/b/paper.pdf"},
};

static bool seen[FG_WHY_COUNT];

static const char *const ids[FG_WHY_COUNT] = {
    [FG_KEPT] = "kept",
#define FG_REASON(name, id, text) [FG_WHY_##name] = id,
#include "model/why.def"
#undef FG_REASON
};

static void
expect(const struct feedgen_build_options *options, const char *what,
    const char *output, const char *reason)
{
	struct told told;

	explain(&told, options, what, output);
	if (told.n != 1 || strcmp(told.reason, reason) != 0)
		fail_msg("%s in '%s':\n%s, not\n%s", what, output, told.reason,
		    reason);
	for (size_t i = 0; i < FG_WHY_COUNT; i++)
		seen[i] = seen[i] || strcmp(ids[i], told.rule) == 0;
}

static void
says_what_decided(void **state)
{
	struct feedgen_build_options options = defaults();

	(void)state;
	for (size_t i = 0; i < ROWS(table); i++)
		expect(&options, table[i].what, table[i].output,
		    table[i].reason);
}

static void
says_what_the_configuration_decided(void **state)
{
	struct feedgen_build_options options = defaults();
	const char *const limited[] = {"_config.yml", "limit.yml"};
	const char *const outside[] = {"_config.yml", "outside.yml"};

	(void)state;
	options.config_count = 2;
	options.configs = limited;
	expect(&options, "_posts/2024-02-03-c.md", "/feed.xml",
	    "limit-posts limit.yml:1:14 'limit_posts: 2' leaves newer ones");
	expect(&options, "_posts/2024-02-03-c.md", "/sitemap.xml",
	    "limit-posts limit.yml:1:14 'limit_posts: 2' leaves newer ones");
	/* Of a value that is merged, the file counts that it comes from. */
	expect(&options, "hidden/p.md", "/sitemap.xml",
	    "sitemap-false _config.yml:17:23 'sitemap: false'");
	options.configs = outside;
	expect(&options, "_posts/2024-02-03-c.md", "",
	    "post-outside outside.yml:1:18 posts are looked for below the "
	    "collections_dir 'colls' only");
}

static void
says_what_options_decided(void **state)
{
	struct feedgen_build_options options = defaults();

	(void)state;
	options.options_file = "none.yml";
	expect(&options, "scan.html", "sitemap",
	    "no-sitemap none.yml:2:10 the option 'sitemap' is false");
	options.options_file = "taken.yml";
	expect(&options, "scan.html", "/own.xml",
	    "sitemap-taken -:0:0 the site has a file '/own.xml' of its own");
	options = defaults();
	options.drafts = true;
	expect(&options, "_drafts/noext", "",
	    "draft-name -:0:0 the name of a draft has an extension");
	expect(&options, "_posts/2024-01-02-draft.md", "/feed.xml",
	    "feed-limit _config.yml:11:16 it is number 7 of 7 by date, and the "
	    "feed ends with number 3");
	options.future = true;
	expect(&options, "_posts/2099-01-05-late.md", "/feed.xml",
	    "kept -:0:0 it is number 1 of 9 by date");
}

static void
says_what_folders_decided(void **state)
{
	struct feedgen_build_options options = defaults();
	struct fg_buf path = {0}, reason = {0};

	(void)state;
	for (size_t i = 0; i < 65; i++)
		fg_buf_add_c(&path, i ? "/d" : "d");
	fg_buf_printf(
	    &reason, "folder-deep -:0:0 '%s' lies too deep", path.p);
	fg_buf_add_c(&path, "/d/d/d/d/d/f.md");
	expect(&options, path.p, "", reason.p);
	fg_buf_free(&path);
	fg_buf_free(&reason);
	/* To root nothing is closed. */
	if (geteuid() == 0)
		seen[FG_WHY_FOLDER_CLOSED] = true;
	else
		expect(&options, "closed", "",
		    "folder-closed -:0:0 'closed' cannot be read");
}

static void
says_which_links_are_too_many(void **state)
{
	struct feedgen_build_options options = defaults();
	const char *const configs[] = {"_config.yml"};

	(void)state;
	options.site = "vendor/site";
	options.configs = configs;
	options.config_count = 1;
	/* The link itself is the first of them. */
	expect(&options, "a/1000/f.md", "",
	    "kept -:0:0 as https://example.org/b/a/1000/f.html");
	expect(&options, "z/0998/f.md", "",
	    "kept -:0:0 as https://example.org/b/z/0998/f.html");
	expect(&options, "z/1000/f.md", "",
	    "folder-links -:0:0 'z/1000' is behind links to too many folders");
}

static void
every_reason_is_tested(void **state)
{
	(void)state;
	for (size_t i = 0; i < FG_WHY_COUNT; i++)
		if (!seen[i])
			fail_msg("nothing above gives the reason %s", ids[i]);
}

/* ---- what is meant ---- */

static void
take_path(const struct feedgen_reason *r, void *payload)
{
	snprintf(payload, 64, "%s", r->path);
}

static void
take_diag(const struct feedgen_diag *d, void *payload)
{
	if (strncmp(d->rule, "explain-", 8) == 0)
		snprintf(payload, 64, "%s: %s", d->rule, d->hint);
}

static const struct {
	const char *site, *what, *found;
	enum feedgen_status status;
} names[] = {
    {NULL, "_notes/b.md", "_notes/b.md", FEEDGEN_OK},
    {".", "./_notes/b.md", "_notes/b.md", FEEDGEN_OK},
    {".", "_notes/../_notes/b.md", "_notes/b.md", FEEDGEN_OK},
    {"./", "vendor/", "vendor", FEEDGEN_OK},
    {".", "/b/notes/b.html", "_notes/b.md", FEEDGEN_OK},
    {".", "/notes/b.html", "_notes/b.md", FEEDGEN_OK},
    {".", "/notes/b.html?a#b", "_notes/b.md", FEEDGEN_OK},
    {".", "https://EXAMPLE.org:443/b/notes/b.html", "_notes/b.md", FEEDGEN_OK},
    {".", "/about/", "about/index.md", FEEDGEN_OK},
    {".", "https://example.org/b/about/index.html", "about/index.md",
	FEEDGEN_OK},
    {".", "/scan.html", "same.md", FEEDGEN_OK},
    {".", "/2024/01/01/off.html", "_posts/2024-01-01-off.md", FEEDGEN_OK},
    {".", "/same-url.html", "b-copy.md", FEEDGEN_OK},
    {".", "bad-page.md", "bad-page.md", FEEDGEN_INVALID},
    {".", "_notes/c.md", "explain-unknown: did you mean '_notes/a.md'?",
	FEEDGEN_INVALID},
    {".", "notes/b.md", "explain-unknown: did you mean '_notes/b.md'?",
	FEEDGEN_INVALID},
    {".", "/b/paper.pd", "explain-unknown: did you mean '/paper.pdf'?",
	FEEDGEN_INVALID},
    {".", "https://example.com/b/paper.pdf",
	"explain-unknown: did you mean '/paper.pdf'?", FEEDGEN_INVALID},
    {".", "nothing-at-all-like-this",
	"explain-unlike: name a file of the site, or a URL that it has",
	FEEDGEN_INVALID},
    {".", "../x.md",
	"explain-unlike: name a file of the site, or a URL that it has",
	FEEDGEN_INVALID},
    {".", "/feed.xml",
	"explain-output: name a file of the site, or the URL of one",
	FEEDGEN_INVALID},
    {".", "https://example.org/b/sitemap.xml",
	"explain-output: name a file of the site, or the URL of one",
	FEEDGEN_INVALID},
    {".", "_posts", "explain-folder: name a file in it", FEEDGEN_INVALID},
    {".", "about", "explain-folder: name a file in it", FEEDGEN_INVALID},
};

static void
finds_paths_and_urls(void **state)
{
	struct feedgen_build_options options = defaults();
	char found[64];
	struct feedgen_report report = {.diag = take_diag, .payload = found};

	(void)state;
	for (size_t i = 0; i < ROWS(names); i++) {
		enum feedgen_status status;

		found[0] = '\0';
		options.site = names[i].site;
		status = feedgen_explain(
		    &options, names[i].what, take_path, found, &report);
		if (strcmp(found, names[i].found) != 0 ||
		    status != names[i].status)
			fail_msg("%s: '%s', status %d", names[i].what, found,
			    status);
	}
}

static void
finds_paths_from_the_current_folder(void **state)
{
	struct feedgen_build_options options = defaults();
	char found[64] = "", absolute[128];

	(void)state;
	snprintf(absolute, sizeof(absolute), "%s/404.html", folder);
	assert_int_equal(chdir("_notes"), 0);
	options.site = "..";
	feedgen_explain(&options, "b.md", take_path, found, NULL);
	assert_string_equal(found, "_notes/b.md");
	feedgen_explain(&options, "../vendor/v.html", take_path, found, NULL);
	assert_string_equal(found, "vendor/v.html");
	feedgen_explain(&options, absolute, take_path, found, NULL);
	assert_string_equal(found, "404.html");
	assert_int_equal(chdir(".."), 0);
}

/* ---- lists ---- */

struct listing {
	struct fg_buf text;
	unsigned n;
};

static void
add_list(struct fg_buf *out, const char *const *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fg_buf_printf(out, "%s%s", i ? "," : "", items[i]);
	fg_buf_add_c(out, " ");
}

static void
take_listed(const struct feedgen_listed *l, void *payload)
{
	struct listing *listing = payload;
	struct fg_buf *out = &listing->text;

	listing->n++;
	fg_buf_printf(out, "%d %s %s %s %lld %lld %d ", (int)l->kind, l->path,
	    l->url + strlen("https://example.org"),
	    l->title ? l->title : "-",
	    l->published.set ? (long long)l->published.seconds : -1LL,
	    l->updated.set ? (long long)l->updated.seconds : -1LL,
	    l->in_sitemap);
	add_list(out, l->categories, l->category_count);
	add_list(out, l->tags, l->tag_count);
	add_list(out, l->feeds, l->feed_count);
	fg_buf_add_c(out, "\n");
}

static void
lists_the_newest_first(void **state)
{
	struct feedgen_build_options options = defaults();
	struct listing listing = {.n = 0};
	const char *text;

	(void)state;
	/* The broken files are told, and the others are listed. */
	assert_int_equal(feedgen_list(&options, take_listed, &listing, NULL),
	    FEEDGEN_INVALID);
	text = "2 about/index.md /b/about/ About -1 1714867200 1    \n"
	       "0 _posts/2024-02-04-d.md /b/2024/02/04/d.html D 1707004800 "
	       "1707004800 1   /feed.xml,/rss.xml \n"
	       "0 _posts/2024-02-03-c.md /b/2024/02/03/c.html C “c” "
	       "1706918400 1706918400 1   /feed.xml,/rss.xml \n"
	       "0 _posts/2024-02-02-b.md /b/news/2024/02/02/b.html B "
	       "1706832000 1706832000 1 news  /feed/news.xml \n"
	       "0 _posts/2024-02-01-a.md /b/2024/02/01/a.html A 1706745600 "
	       "1706745600 1  x,y /feed/by_tag/x.xml \n"
	       "1 _notes/b.md /b/notes/b.html B 1706659200 1706659200 1   "
	       "/feed/notes.xml \n"
	       "0 _posts/2024-01-02-draft.md /b/2024/01/02/draft.html D "
	       "1704153600 1704153600 1    \n"
	       "1 _notes/a.md /b/notes/a.html A -1 -1 1    \n"
	       "3 paper.pdf /b/paper.pdf - -1 -1 1    \n"
	       "2 same.md /b/scan.html Same -1 -1 1    \n";
	assert_string_equal(listing.text.p, text);
	fg_buf_free(&listing.text);
}

/* What both say of a file that is listed must be the same. */
struct comparison {
	const struct feedgen_listed *listed;
	unsigned feeds, sitemaps, faults;
};

static void
compare_reason(const struct feedgen_reason *r, void *payload)
{
	struct comparison *c = payload;
	bool is_in = false;

	if (!r->output)
		return;
	if (strcmp(r->output, "/sitemap.xml") == 0) {
		c->sitemaps++;
		c->faults += r->is_kept != c->listed->in_sitemap;
		return;
	}
	c->feeds++;
	for (size_t i = 0; i < c->listed->feed_count; i++)
		is_in = is_in || strcmp(c->listed->feeds[i], r->output) == 0;
	c->faults += r->is_kept != is_in;
}

static void
compare_listed(const struct feedgen_listed *listed, void *payload)
{
	struct feedgen_build_options options = defaults();
	struct comparison c = {.listed = listed};

	feedgen_explain(&options, listed->path, compare_reason, &c, NULL);
	assert_int_equal(c.feeds, 5);
	assert_int_equal(c.sitemaps, 1);
	if (c.faults)
		fail_msg("%s is explained otherwise", listed->path);
	++*(unsigned *)payload;
}

static void
explains_what_it_lists(void **state)
{
	struct feedgen_build_options options = defaults();
	unsigned n = 0;

	(void)state;
	feedgen_list(&options, compare_listed, &n, NULL);
	assert_int_equal(n, 10);
}

static void
writes_nothing(void **state)
{
	(void)state;
	assert_int_not_equal(access("public/feed.xml", F_OK), 0);
	assert_int_not_equal(access("public/sitemap.xml", F_OK), 0);
}

static void
says_that_there_is_no_site(void **state)
{
	struct feedgen_build_options options = {.site = "nowhere"};
	struct told told;

	(void)state;
	assert_int_equal(
	    explain(&told, &options, "index.md", ""), FEEDGEN_USAGE);
	assert_int_equal(told.n, 0);
	assert_int_equal(
	    feedgen_list(&options, take_listed, NULL, NULL), FEEDGEN_USAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_what_decided),
	    cmocka_unit_test(says_what_the_configuration_decided),
	    cmocka_unit_test(says_what_options_decided),
	    cmocka_unit_test(says_what_folders_decided),
	    cmocka_unit_test(says_which_links_are_too_many),
	    cmocka_unit_test(every_reason_is_tested),
	    cmocka_unit_test(finds_paths_and_urls),
	    cmocka_unit_test(finds_paths_from_the_current_folder),
	    cmocka_unit_test(lists_the_newest_first),
	    cmocka_unit_test(explains_what_it_lists),
	    cmocka_unit_test(writes_nothing),
	    cmocka_unit_test(says_that_there_is_no_site),
	};

	return cmocka_run_group_tests(tests, build_site, remove_site);
}
