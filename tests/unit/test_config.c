/* SPDX-License-Identifier: ISC */
/* test_config.c - configuration files, our options, and what is wrong in them.
 */
#include "input/config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct fg_arena arena;
static struct fg_diags diags;
static struct fg_site *site;
static char folder[256];

static void
run(const char *command)
{
	char line[sizeof(folder) + 32];

	snprintf(line, sizeof(line), "%s '%s'", command, folder);
	assert_int_equal(system(line), 0);
}

static int
setup(void **state)
{
	(void)state;
	diags = (struct fg_diags){.arena = &arena};
	snprintf(folder, sizeof(folder), "%s/feedgen.XXXXXX",
	    getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
	return mkdtemp(folder) ? 0 : -1;
}

static void
forget_site(void)
{
	if (site)
		close(site->source_fd);
	site = NULL;
	diags.list = (struct fg_diag_list){0};
}

static int
teardown(void **state)
{
	(void)state;
	forget_site();
	fg_arena_free(&arena);
	run("rm -rf");
	return 0;
}

static const char *
path_of(const char *name)
{
	return fg_arena_join(&arena,
	    fg_arena_join(&arena, fg_str_c(folder), FG_STR("/")),
	    fg_str_c(name))
	    .p;
}

static void
write_file(const char *name, const char *text)
{
	FILE *f = fopen(path_of(name), "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
make_folder(const char *name)
{
	assert_int_equal(mkdir(path_of(name), 0777), 0);
}

static int
read_with(struct feedgen_build_options options)
{
	int result;

	forget_site();
	options.site = folder;
	result = fg_config_read(&site, &arena, &options, &diags);
	assert_int_equal(result == 0, site != NULL);
	assert_int_equal(result == 0, diags.list.errors == 0);
	return result;
}

/* Read a site with that _config.yml; NULL: it has none. */
static int
read_config(const char *text)
{
	if (text)
		write_file("_config.yml", text);
	return read_with(
	    (struct feedgen_build_options)FEEDGEN_BUILD_OPTIONS_INIT);
}

#define GOOD "url: https://example.org\ntitle: T\n"

/* The same with url and title put behind, which must do. */
static void
read_good(const char *text)
{
	struct fg_str all = fg_arena_join(&arena, fg_str_c(text), FG_STR(GOOD));

	if (read_config(all.p) != 0)
		print_error("%s\n", diags.list.first->diag.message);
	assert_non_null(site);
}

static void
assert_text(struct fg_str s, const char *expected)
{
	struct fg_str wanted = fg_str_c(expected);

	if (!fg_str_eq(s, wanted))
		print_error("'%.*s' is not '%.*s'\n", FG_ARG(s), FG_ARG(wanted));
	assert_true(fg_str_eq(s, wanted));
}

static void
assert_list(struct fg_str_list list, const char *expected)
{
	struct fg_str part, rest = fg_str_c(expected);
	size_t i = 0;

	while (fg_str_split(&part, &rest, ' ')) {
		assert_true(i < list.n);
		assert_text(list.items[i++], fg_arena_cstr(&arena, part));
	}
	assert_int_equal(i, list.n);
}

#define BUILT_IN                                                               \
	".sass-cache .jekyll-cache .ruby-lsp gemfiles Gemfile Gemfile.lock "   \
	"node_modules vendor/bundle/ vendor/cache/ vendor/gems/ vendor/ruby/"

static void
test_defaults(void **state)
{
	(void)state;
	read_good("");
	assert_int_equal(diags.list.warnings, 0);
	assert_text(site->source, folder);
	assert_text(site->destination, path_of("_site"));
	assert_text(site->config_file, path_of("_config.yml"));
	assert_true(fcntl(site->source_fd, F_GETFD) >= 0);
	assert_text(site->title, "T");
	assert_text(site->url, "https://example.org");
	assert_null(site->baseurl.p);
	assert_null(site->lang.p);
	assert_null(site->author);
	assert_null(site->zone);
	assert_true(site->now.set && site->now.seconds > 1700000000);
	assert_text(site->permalink,
	    "/:categories/:year/:month/:day/:title:output_ext");
	assert_text(site->permalink_suffix, ":output_ext");
	assert_text(site->collections_dir, "");
	assert_text(site->data_dir, "_data");
	assert_list(site->include, ".htaccess");
	assert_list(site->exclude, BUILT_IN);
	assert_list(site->markdown_ext, "markdown mkdown mkdn mkd md");
	assert_list(site->keep_files, ".git .svn");
	assert_text(site->excerpt_separator, "\n\n");
	assert_false(site->drafts || site->future || site->unpublished ||
		     site->strict_front_matter);
	assert_int_equal(site->limit_posts, 0);
	assert_int_equal(site->collection_count, 1);
	assert_int_equal(site->default_count, 0);
	assert_null(site->feed);
	assert_int_equal(site->feed_limit, 10);
	assert_false(site->feed_excerpt_only);
	assert_text(site->options.rss_path, "/rss.xml");
	assert_text(site->options.sitemap_path, "/sitemap.xml");
	assert_true(site->options.robots);
	assert_null(site->options.lang.p);
	assert_null(site->options.rights.p);
	assert_int_equal(site->options.ttl, 0);
}

static void
test_values(void **state)
{
	(void)state;
	read_good("description: about\nbaseurl: /blog\nlang: de\n"
		  "author: Ann\npermalink: pretty\nexclude: [a, 5, Gemfile]\n"
		  "include: [_pages]\nmarkdown_ext: MD, text,.x\n"
		  "keep_files: []\ncollections_dir: ./colls/\n"
		  "data_dir: facts\nexcerpt_separator: <!--more-->\n"
		  "show_drafts: yes\nfuture: true\nunpublished: true\n"
		  "strict_front_matter: true\nlimit_posts: 7\n"
		  "destination: public\n"
		  "feed: {posts_limit: 3, excerpt_only: true, path: a.xml}\n");
	assert_text(site->description, "about");
	assert_text(site->baseurl, "/blog");
	assert_text(site->lang, "de");
	assert_text(site->author->text, "Ann");
	assert_text(site->permalink, "/:categories/:year/:month/:day/:title/");
	assert_text(site->permalink_suffix, "/");
	assert_list(site->exclude,
	    "a 5 Gemfile .sass-cache .jekyll-cache .ruby-lsp gemfiles "
	    "Gemfile.lock node_modules vendor/bundle/ vendor/cache/ "
	    "vendor/gems/ vendor/ruby/");
	assert_list(site->include, "_pages");
	assert_int_equal(site->markdown_ext.n, 3);
	assert_text(site->markdown_ext.items[0], "md");
	assert_text(site->markdown_ext.items[1], " text");
	assert_text(site->markdown_ext.items[2], ".x");
	assert_int_equal(site->keep_files.n, 0);
	assert_text(site->collections_dir, "colls");
	assert_text(site->data_dir, "facts");
	assert_text(site->excerpt_separator, "<!--more-->");
	assert_true(site->drafts && site->future && site->unpublished &&
		    site->strict_front_matter);
	assert_int_equal(site->limit_posts, 7);
	assert_text(site->destination, path_of("public"));
	assert_int_equal(site->feed_limit, 3);
	assert_true(site->feed_excerpt_only);
	assert_text(fg_value_get(site->feed, "path")->text, "a.xml");
}

static void
test_identity(void **state)
{
	(void)state;
	read_config("url: https://Example.org/sub//\nname: N\nauthor: false\n");
	assert_text(site->url, "https://example.org/sub");
	assert_text(site->identity_url, "https://Example.org/sub//");
	assert_text(site->title, "N");
	assert_null(site->author);
	read_config("url: https://Exämple.org:443/ü\nname: N\n");
	assert_text(site->url, "https://xn--exmple-cua.org/%C3%BC");
	read_config("url: https://exämple.org\n");
	assert_text(site->title, "exämple.org");
	read_config("url: http://example.org\ntitle: no\nname: N\n"
		    "description: false\nlang: false\n");
	assert_text(site->title, "N");
	assert_null(site->description.p);
	assert_null(site->lang.p);
	read_config("url: http://example.org\ntitle: 010\nauthor: ''\n");
	assert_text(site->title, "8");
	assert_null(site->author);
	assert_int_equal(diags.list.warnings, 0);
	read_config("url: https://blog.example.org:8080/x\ntitle: ''\n");
	assert_text(site->title, "blog.example.org");
	assert_string_equal(diags.list.first->diag.rule, "site-title-missing");
	assert_null(diags.list.first->next);
}

static void
test_several_files(void **state)
{
	struct feedgen_build_options options = FEEDGEN_BUILD_OPTIONS_INIT;
	const char *names[2];

	(void)state;
	write_file("a.yml",
	    GOOD "lang: de\nexclude: [x]\nfeed: {posts_limit: 3, path: a}\n");
	write_file("b.yml", "title: Two\nlang:\nexclude: [y]\n"
			    "feed: {posts_limit: -1}\n");
	names[0] = path_of("a.yml");
	names[1] = path_of("b.yml");
	options.configs = names;
	options.config_count = 2;
	assert_int_equal(read_with(options), -1);
	/* Places are those of the file that the value is from. */
	assert_string_equal(diags.list.first->diag.file, names[1]);
	assert_int_equal(diags.list.first->diag.line, 4);
	assert_int_equal(diags.list.first->diag.column, 21);
	assert_string_equal(
	    diags.list.first->diag.source_line, "feed: {posts_limit: -1}");
	write_file("a.yml", GOOD "limit_posts: -1\n");
	write_file("b.yml", "limit_posts:\n");
	assert_int_equal(read_with(options), -1);
	assert_string_equal(diags.list.first->diag.file, names[0]);
	assert_int_equal(diags.list.first->diag.line, 3);
	write_file(
	    "a.yml", GOOD "lang: de\nexclude: [x]\nfeed: {posts_limit: 3}\n");
	write_file("b.yml", "title: Two\nlang:\nexclude: [y]\n"
			    "feed: {excerpt_only: true}\n");
	assert_int_equal(read_with(options), 0);
	assert_text(site->title, "Two");
	assert_text(site->lang, "de");
	assert_text(site->exclude.items[0], "y");
	assert_int_equal(site->feed_limit, 3);
	assert_true(site->feed_excerpt_only);
	assert_text(site->config_file, names[0]);
}

static void
test_names(void **state)
{
	struct feedgen_build_options options = FEEDGEN_BUILD_OPTIONS_INIT;
	const char *name = path_of("none.yml");

	(void)state;
	assert_int_equal(read_config(NULL), -1);
	assert_string_equal(diags.list.first->diag.rule, "config-none");
	assert_string_equal(
	    diags.list.first->next->diag.rule, "site-url-missing");
	write_file("_config.toml", "title = 1\n");
	assert_int_equal(read_config(NULL), -1);
	assert_string_equal(diags.list.first->diag.rule, "config-toml");
	assert_string_equal(
	    diags.list.first->diag.file, path_of("_config.toml"));
	assert_null(diags.list.first->next);
	write_file("_config.yaml", GOOD);
	assert_int_equal(read_config(NULL), 0);
	assert_text(site->config_file, path_of("_config.yaml"));
	write_file("_config.yml", GOOD "lang: x\n");
	assert_int_equal(read_config(NULL), 0);
	assert_text(site->lang, "x");
	options.configs = &name;
	options.config_count = 1;
	assert_int_equal(read_with(options), -1);
	assert_string_equal(diags.list.first->diag.rule, "config-missing");
	assert_string_equal(diags.list.first->diag.file, name);
	assert_null(diags.list.first->next);
	folder[strlen(folder) - 1] ^= 1;
	assert_int_equal(
	    read_with((struct feedgen_build_options)FEEDGEN_BUILD_OPTIONS_INIT),
	    -1);
	assert_string_equal(diags.list.first->diag.rule, "site-unreadable");
	folder[strlen(folder) - 1] ^= 1;
}

static void
test_source(void **state)
{
	struct stat here, below;

	(void)state;
	make_folder("docs");
	read_good("source: docs\n");
	assert_text(site->source, path_of("docs"));
	assert_text(site->destination, path_of("_site"));
	assert_int_equal(fstat(site->source_fd, &here), 0);
	assert_int_equal(stat(path_of("docs"), &below), 0);
	assert_true(here.st_ino == below.st_ino);
	assert_int_equal(read_config(GOOD "source: none\n"), -1);
	assert_string_equal(diags.list.first->diag.rule, "site-unreadable");
}

static void
test_time(void **state)
{
	struct feedgen_build_options options = FEEDGEN_BUILD_OPTIONS_INIT;

	(void)state;
	read_good("time: 2026-01-01T00:00:00Z\ntimezone: Europe/Berlin\n");
	assert_int_equal(site->now.seconds, 1767225600);
	assert_int_equal(site->now.offset, 3600);
	assert_non_null(site->zone);
	options.now = (struct feedgen_time){.seconds = 86400, .set = true};
	options.drafts = options.future = true;
	options.destination = "out";
	assert_int_equal(read_with(options), 0);
	assert_int_equal(site->now.seconds, 86400);
	assert_true(site->drafts && site->future);
	assert_text(site->destination, "out");
}

static void
test_collections(void **state)
{
	const struct fg_collection *c;

	(void)state;
	read_good("collections: [notes, docs]\npermalink: /:title/\n");
	assert_int_equal(site->collection_count, 3);
	assert_text(site->collections[0].label, "docs");
	assert_text(site->collections[2].label, "posts");
	assert_false(site->collections[0].output);
	assert_null(site->collections[0].permalink.p);
	assert_true(site->collections[2].output);
	assert_text(site->collections[2].permalink, "/:title/");
	assert_ptr_equal(
	    fg_site_collection(site, FG_STR("notes")), &site->collections[1]);
	assert_null(fg_site_collection(site, FG_STR("none")));

	read_good("collections_dir: colls\ncollections:\n"
		  "  posts: {output: false, permalink: /p/:title/}\n"
		  "  my docs!: {output: yes, future: true, sort_by: order,"
		  " order: [a.md, b.md], permalink: /d/:path}\n"
		  "  empty:\n");
	c = fg_site_collection(site, FG_STR("mydocs"));
	assert_text(c->directory, "colls/_mydocs");
	assert_text(c->permalink, "/d/:path");
	assert_text(c->sort_by, "order");
	assert_list(c->order, "a.md b.md");
	assert_true(c->output && c->future);
	c = fg_site_collection(site, FG_STR("posts"));
	assert_true(c->output);
	assert_text(c->permalink, "/p/:title/");
	c = fg_site_collection(site, FG_STR("empty"));
	assert_false(c->output);
}

static void
test_scopes(void **state)
{
	const struct fg_defaults *set;

	(void)state;
	make_folder("colls");
	make_folder("colls/_docs");
	make_folder("colls/_docs/a");
	make_folder("colls/_docs/b");
	write_file("colls/_docs/a/x.md", "");
	write_file("colls/_docs/a/xx.md", "");
	write_file("colls/_docs/a/.y.md", "");
	write_file("colls/_docs/b/z.txt", "");
	make_folder("colls/.hidden");
	write_file("colls/.hidden/z.txt", "");
	read_good(
	    "collections_dir: colls\ndefaults:\n"
	    "- values: {a: 1}\n"
	    "- {scope: {path: blog, type: post}, values: {b: 1}}\n"
	    "- {scope: {path: 'colls/_docs/*/x*'}, values: {c: 1}}\n"
	    "- {scope: {path: 'colls/**/*.txt', type: docs}, values: {}}\n"
	    "- {scope: {path: 5}, values: {d: 1}}\n");
	assert_int_equal(site->default_count, 5);
	set = site->defaults;
	assert_text(set[0].path, "");
	assert_null(set[0].type.p);
	assert_false(set[0].is_glob);
	assert_int_equal(fg_value_get(set[0].values, "a")->integer, 1);
	assert_text(set[1].path, "blog");
	assert_text(set[1].type, "posts");
	assert_true(set[2].is_glob);
	assert_list(set[2].globbed, "_docs/a/x.md _docs/a/xx.md");
	assert_list(set[3].globbed, "_docs/b/z.txt");
	assert_text(set[3].type, "docs");
	assert_text(set[4].path, "");
	read_good("defaults:\n- {scope: {path: '*'}, values: {a: 1}}\n"
		  "- {scope: {path: '**/*'}, values: {a: 1}}\n");
	/* What begins with another hit is matched by it. */
	assert_list(site->defaults[1].globbed, "_config.yml colls");
}

static void
test_options(void **state)
{
	struct feedgen_build_options options = FEEDGEN_BUILD_OPTIONS_INIT;
	const char *name = path_of("other.yml");
	struct fg_option_doc doc;
	unsigned n = 0;

	(void)state;
	read_good("lang: de\nfeedgen: {rss: feeds/all.rss, ttl: 60, lang: fr,"
		  " sitemap: no, robots: off, rights: 2026}\n");
	assert_text(site->options.rss_path, "/feeds/all.rss");
	assert_null(site->options.sitemap_path.p);
	assert_false(site->options.robots);
	assert_int_equal(site->options.ttl, 60);
	assert_text(site->options.rights, "2026");
	assert_text(site->lang, "fr");
	write_file("feedgen.yml", "ttl: 5\nsitemap: /s.xml\nlang:\n");
	read_config(NULL);
	assert_int_equal(site->options.ttl, 5);
	assert_text(site->options.sitemap_path, "/s.xml");
	assert_text(site->options.rss_path, "/feeds/all.rss");
	assert_text(site->options.lang, "fr");
	write_file("other.yml", "ttl: 7\n");
	options.options_file = name;
	assert_int_equal(read_with(options), 0);
	assert_int_equal(site->options.ttl, 7);
	assert_null(site->options.sitemap_path.p);
	options.options_file = path_of("none.yml");
	assert_int_equal(read_with(options), -1);
	assert_string_equal(diags.list.first->diag.rule, "config-missing");
	write_file("feedgen.yml", "tll: 5\n");
	assert_int_equal(read_config(NULL), -1);
	assert_string_equal(
	    diags.list.first->diag.file, path_of("feedgen.yml"));
	assert_string_equal(diags.list.first->diag.source_line, "tll: 5");
	for (; fg_option_describe(&doc, n); n++)
		assert_true(doc.name && doc.expects && doc.doc);
	assert_int_equal(n, 6);
}

/* What _config.yml says, and what is said about it. */
static const struct {
	const char *config, *rule;
	unsigned line, column;
	const char *hint; /* a part of it */
} faults[] = {
    {"title: T\n", "site-url-missing", 0, 0, "_config.yml: url: \"https"},
    {"title: T\nurl:\n", "site-url-missing", 2, 5, ""},
    {"title: T\nurl: ''\n", "site-url-missing", 2, 6, ""},
    {"title: T\nurl: example.org\n", "site-url-invalid", 2, 6, "https:"},
    {"title: T\nurl: ftp://example.org\n", "site-url-invalid", 2, 6, ""},
    {"title: T\nurl: https://example.org?a\n", "site-url-invalid", 2, 6, ""},
    {"title: T\nurl: [a]\n", "config-type", 2, 6, "url: text"},
    {"title: T\nurl: http://localhost:4000\n", "site-url-local", 2, 6, ""},
    {"title: T\nurl: http://127.0.0.1/\n", "site-url-local", 2, 6, "public"},
    {"url: https://example.org\n", "site-title-missing", 0, 0, "title: "},
    {"url: https://example.org\ntitle:\n", "site-title-missing", 2, 7, ""},
    {"- a\n", "config-not-map", 1, 1, "title: My site"},
    {GOOD "a: b: c\n", "yaml-syntax", 3, 5, "colon"},
    {GOOD "lang: {a: b}\n", "config-type", 3, 7, "lang: text"},
    {GOOD "include: .htaccess\n", "config-type", 3, 10, "[one, two]"},
    {GOOD "exclude: vendor\n", "config-type", 3, 10, "[one, two]"},
    {GOOD "exclude:\n- a\n- [b]\n", "config-type", 5, 3, "[one, two]"},
    {GOOD "limit_posts: -1\n", "config-type", 3, 14, "10"},
    {GOOD "limit_posts: few\n", "config-type", 3, 14, "10"},
    {GOOD "time: soon\n", "config-time", 3, 7, "2026"},
    {GOOD "timezone: Europe/Nowhere\n", "timezone-unknown", 3, 11, ""},
    {GOOD "collections: docs\n", "config-type", 3, 14, "[one, two]"},
    {GOOD "collections: {docs: true}\n", "config-collection", 3, 21, "docs"},
    {GOOD "collections: {a: {order: x}}\n", "config-type", 3, 26, "a.order"},
    {GOOD "defaults: {a: b}\n", "config-defaults", 3, 11, "scope"},
    {GOOD "defaults:\n- scope: {}\n", "config-defaults", 4, 3, "scope"},
    {GOOD "feed: /feed.xml\n", "config-feed", 3, 7, "path"},
    {GOOD "feed: {posts_limit: all}\n", "config-type", 3, 21, "limit: 10"},
    {GOOD "feedgen: true\n", "config-type", 3, 10, "ttl"},
    {GOOD "feedgen: {tll: 1}\n", "option-unknown", 3, 11, "'ttl'"},
    {GOOD "feedgen: {sitemaps: 1}\n", "option-unknown", 3, 11, "'sitemap'"},
    {GOOD "feedgen: {Lang: de}\n", "option-unknown", 3, 11, "'lang'"},
    {GOOD "feedgen: {xyz: 1}\n", "option-unlike", 3, 11, "rss, sitemap"},
    {GOOD "feedgen: {zebra: 1}\n", "option-unlike", 3, 11, "rss, sitemap"},
    {GOOD "feedgen: {rss: ../x}\n", "option-value", 3, 16, "/feed.xml"},
    {GOOD "feedgen: {rss: a/./x}\n", "option-value", 3, 16, ""},
    {GOOD "feedgen: {rss: a//x}\n", "option-value", 3, 16, ""},
    {GOOD "feedgen: {rss: a/}\n", "option-value", 3, 16, ""},
    {GOOD "feedgen: {rss: \"a\\0\"}\n", "option-value", 3, 16, ""},
    {GOOD "feedgen: {rss: ''}\n", "option-value", 3, 16, ""},
    {GOOD "feedgen: {rss: true}\n", "option-value", 3, 16, ""},
    {GOOD "feedgen: {robots: maybe}\n", "option-value", 3, 19, "true"},
    {GOOD "feedgen: {ttl: '5'}\n", "option-value", 3, 16, "60"},
    {GOOD "feedgen: {ttl: -5}\n", "option-value", 3, 16, "60"},
    {GOOD "feedgen: {ttl: 99999999999}\n", "option-value", 3, 16, "60"},
    {GOOD "feedgen: {lang: [de]}\n", "option-value", 3, 17, "text"},
};

static void
test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		const struct feedgen_diag *diag;

		read_config(faults[i].config);
		assert_non_null(diags.list.first);
		diag = &diags.list.first->diag;
		if (diags.list.first->next ||
		    strcmp(diag->rule, faults[i].rule))
			print_error(
			    "%s: %s\n", faults[i].config, diag->message);
		assert_null(diags.list.first->next);
		assert_string_equal(diag->rule, faults[i].rule);
		assert_string_equal(diag->file, path_of("_config.yml"));
		assert_int_equal(diag->line, faults[i].line);
		assert_int_equal(diag->column, faults[i].column);
		assert_int_equal(diag->fault, FEEDGEN_FAULT_CONFIG);
		if (!site)
			assert_int_equal(
			    diags.list.worst, FEEDGEN_FAULT_CONFIG);
		assert_non_null(strstr(diag->hint, faults[i].hint));
	}
}

/* All of them are told at once. */
static void
test_many_faults(void **state)
{
	(void)state;
	read_config("url: x\nlang: []\nexclude: y\nlimit_posts: z\n");
	assert_int_equal(diags.list.errors, 4);
	read_config("feedgen: {a: 1, robots: 5}\nurl: x\n");
	assert_int_equal(diags.list.errors, 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	    TEST(test_defaults),
	    TEST(test_values),
	    TEST(test_identity),
	    TEST(test_several_files),
	    TEST(test_names),
	    TEST(test_source),
	    TEST(test_time),
	    TEST(test_collections),
	    TEST(test_scopes),
	    TEST(test_options),
	    TEST(test_faults),
	    TEST(test_many_faults),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
