/* SPDX-License-Identifier: ISC */
/* test_document.c - what one file says about itself. */
#include "site.h"

#define URL "url: https://example.org\ntitle: T\n"
#define POST "_posts/2024-01-02-some-post.md"
#define DOCS "collections: {docs: {output: true}}\n"
#define BERLIN "timezone: Europe/Berlin\n"

enum field {
	TITLE,
	ID,
	LINK,
	CATEGORIES,
	TAGS,
	DATE,
	MODIFIED,
	EXTENSION,
	/* D draft, W written, S in the sitemap, H web page, B broken */
	FLAGS,
	KIND, /* collected, page, static */
	PROBLEMS
};

static struct fg_buf text; /* what the views of a source are of */

static void
read_source(struct site_test *t, struct fg_source *s, const char *config,
    const char *path)
{
	struct fg_candidate_list list;
	char whole[2048];

	snprintf(whole, sizeof(whole), URL "%s", config ? config : "");
	site_open(t, whole);
	fg_walk_site(&list, t->site, &t->arena, &t->diags);
	for (size_t i = 0; i < list.n; i++)
		if (fg_str_eq(list.items[i].path, fg_str_c(path))) {
			int result = fg_scan_source(s, t->site, &list.items[i],
			    &text, &t->arena, &t->diags);

			assert_true((result < 0) == s->doc.is_broken);
			return;
		}
	fail_msg("'%s' is not read", path);
}

static void
add_list(struct fg_buf *out, const struct fg_str_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		fg_buf_add_c(out, i ? "," : "");
		fg_buf_add(out, list->items[i]);
	}
}

static void
add_flags(struct fg_buf *out, const struct fg_doc *doc)
{
	fg_buf_add_c(out, doc->is_draft ? "D" : "");
	fg_buf_add_c(out, doc->is_written ? "W" : "");
	fg_buf_add_c(out, doc->in_sitemap ? "S" : "");
	fg_buf_add_c(out, doc->is_html ? "H" : "");
	fg_buf_add_c(out, doc->is_broken ? "B" : "");
}

static void
add_date(struct fg_buf *out, struct feedgen_time time)
{
	if (time.set)
		fg_date_rfc3339(out, time);
}

static const char *
value_of(struct site_test *t, const struct fg_source *s, enum field field)
{
	static const char *const kinds[] = {"collected", "page", "static"};
	struct fg_buf out = {0};
	const char *value;

	switch (field) {
	case TITLE:
		fg_buf_add(&out, s->title);
		break;
	case ID:
		fg_buf_add(&out, s->id);
		break;
	case LINK:
		fg_buf_add(&out, s->doc.url);
		break;
	case CATEGORIES:
		add_list(&out, &s->doc.categories);
		break;
	case TAGS:
		add_list(&out, &s->doc.tags);
		break;
	case DATE:
		add_date(&out, s->doc.date);
		break;
	case MODIFIED:
		add_date(&out, s->doc.modified);
		break;
	case EXTENSION:
		fg_buf_add(&out, s->output_ext);
		break;
	case FLAGS:
		add_flags(&out, &s->doc);
		break;
	case KIND:
		fg_buf_add_c(&out, kinds[s->doc.kind]);
		break;
	case PROBLEMS:
		fg_buf_add_c(&out, site_problems(t));
		break;
	}
	value = fg_arena_cstr(&t->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return value;
}

/* Confirmed with Jekyll 4.3.1 where the reference was in doubt. */
static const struct {
	const char *config, *path, *text;
	enum field field;
	const char *expected;
} rows[] = {
    /* Titles and slugs: section 8. */
    {NULL, POST, "", TITLE, "Some Post"},
    {NULL, POST, "---\n---\n", TITLE, "Some Post"},
    {NULL, POST, "---\ntitle: A *title*\n---\n", TITLE, "A *title*"},
    {NULL, POST, "---\ntitle: 2024\n---\n", TITLE, "2024"},
    {NULL, POST, "---\ntitle: \"\"\n---\n", TITLE, ""},
    {NULL, POST, "---\ntitle:\n---\n", TITLE, "Some Post"},
    {NULL, POST, "---\ntitle: false\n---\n", TITLE, "Some Post"},
    {NULL, POST, "---\ntitle: [a, b]\n---\n", TITLE, "Some Post"},
    {NULL, "_posts/2024-01-02-Hello_World.Foo-Bar.md", "", TITLE,
	"Hello_world.foo Bar"},
    {NULL, POST, "---\nslug: Other Slug\n---\n", TITLE, "Some Post"},
    {NULL, POST, "---\nslug: Other Slug\n---\n", LINK,
	"/2024/01/02/Other-Slug.html"},
    {NULL, POST, "---\nslug: 7\n---\n", LINK, "/2024/01/02/7.html"},
    {NULL, POST, "---\nslug: false\n---\n", LINK,
	"/2024/01/02/some-post.html"},
    /* Ids: the folder of the URL and the raw slug. */
    {NULL, POST, "", ID, "/2024/01/02/some-post"},
    {NULL, "_posts/2024-01-02-x.md", "---\nslug: My Slug_X\n---\n", ID,
	"/2024/01/02/My Slug_X"},
    {NULL, POST, "---\npermalink: /custom/x/\n---\n", ID,
	"/custom/some-post"},
    {NULL, POST, "---\npermalink: /pretty\n---\n", ID, "/some-post"},
    {NULL, POST, "---\nid: other\n---\n", ID, "/2024/01/02/some-post"},
    /* URLs: section 9. */
    {NULL, POST, "", LINK, "/2024/01/02/some-post.html"},
    {"permalink: pretty\n", POST, "", LINK, "/2024/01/02/some-post/"},
    {"permalink: /:slug\n", POST, "", LINK, "/some-post"},
    {NULL, POST, "---\npermalink: /:year/x\n---\n", LINK, "/2024/x"},
    {NULL, POST, "---\npermalink: false\n---\n", LINK,
	"/2024/01/02/some-post.html"},
    {NULL, POST, "---\npermalink:\n---\n", LINK,
	"/2024/01/02/some-post.html"},
    {NULL, POST, "---\npermalink: /a/:nope/\n---\n", PROBLEMS,
	"site/" POST ":2:12: permalink-unknown\n"},
    {NULL, "_posts/2024-01-02-x.txt", "", LINK, "/2024/01/02/x.txt"},
    {NULL, "_posts/2024-01-02-x.txt", "", EXTENSION, ".txt"},
    {NULL, POST, "---\npermalink: /a.xml\n---\n", EXTENSION, ".xml"},
    {NULL, "a/b c.md", "---\n---\n", LINK, "/a/b%20c.html"},
    {NULL, "a/index.md", "---\n---\n", LINK, "/a/"},
    {NULL, "index.html", "---\n---\n", LINK, "/"},
    {"permalink: pretty\n", "a.md", "---\n---\n", LINK, "/a/"},
    {NULL, "a.md", "---\npermalink: /x/\n---\n", LINK, "/x/"},
    {NULL, "a.css", "---\n---\n", LINK, "/a.css"},
    {NULL, "a b.css", "x", LINK, "/a%20b.css"},
    {DOCS, "_docs/sub/A b.md", "---\n---\n", LINK, "/docs/sub/A%20b.html"},
    {DOCS, "_docs/sub/A b.png", "x", LINK, "/docs/sub/A%20b.png"},
    {"collections: {docs: {output: true, permalink: '/d/:path/'}}\n",
	"_docs/sub/a.md", "---\n---\n", LINK, "/d/sub/a/"},
    {"collections: {docs: {output: true, permalink: '/d/:path/'}}\n",
	"_docs/sub/a.html", "x", LINK, "/d/sub/a.html"},
    {"collections: {docs: {output: true, permalink: '/:slug/:month/:name'}}\n",
	"_docs/a.b.pdf", "x", LINK, "/:slug/:month/a.b.pdf"},
    {"collections: {docs: {output: true, permalink: '/d/:title/'}}\n",
	"_docs/a.pdf", "x", LINK, "/d.pdf"},
    {"collections: {docs: {output: true}}\ncollections_dir: c\n",
	"c/_docs/a.md", "---\n---\n", LINK, "/docs/a.html"},
    {"collections: {docs: {output: true}}\ncollections_dir: c\n",
	"c/_docs/a.html", "x", LINK, "/docs/a.html"},
    /* Categories: union of path, defaults and front matter; section 7. */
    {NULL, "Blog/News/_posts/deep/2024-01-02-x.md", "", CATEGORIES,
	"Blog,News"},
    {NULL, POST, "---\ncategories: b a  b\n---\n", CATEGORIES, "b,a"},
    {NULL, POST, "---\ncategories: [b c, 7, ~, a]\n---\n", CATEGORIES,
	"b c,7,a"},
    {NULL, POST, "---\ncategory: b c\n---\n", CATEGORIES, "b c"},
    {NULL, POST, "---\ncategory: z\ncategories: [a]\n---\n", CATEGORIES,
	"a,z"},
    {NULL, POST, "---\ncategory: [z, y]\n---\n", CATEGORIES, "z,y"},
    {NULL, POST, "---\ncategory:\ncategories: a\n---\n", CATEGORIES, "a"},
    {NULL, POST, "---\ncategories: [[a, [b]], c]\n---\n", CATEGORIES,
	"a,b,c"},
    {NULL, POST, "---\ncategories: {a: b}\n---\n", CATEGORIES, ""},
    {"defaults: [{scope: {path: ''}, values: {categories: [d, f]}}]\n",
	"p/_posts/2024-01-02-x.md", "---\ncategories: [f, a, p]\n---\n",
	CATEGORIES, "p,d,f,a"},
    {"collections_dir: c\n", "c/n/_posts/2024-01-02-x.md", "", CATEGORIES,
	"n"},
    {"show_drafts: true\n", "n/_drafts/x.md", "", CATEGORIES, "n"},
    {DOCS, "_docs/sub/a.md", "---\ncategories: q\n---\n", CATEGORIES, "q"},
    /* Tags: `tag` alone counts. */
    {NULL, POST, "---\ntags: a b\n---\n", TAGS, "a,b"},
    {NULL, POST, "---\ntags: [a b, 2020, ~, 1.10, true]\n---\n", TAGS,
	"a b,2020,1.1,true"},
    {NULL, POST, "---\ntag: a b\ntags: c\n---\n", TAGS, "a b"},
    {NULL, POST, "---\ntag:\ntags: c\n---\n", TAGS, "c"},
    {NULL, POST, "---\ntag: false\ntags: c\n---\n", TAGS, "c"},
    {"defaults: [{scope: {path: ''}, values: {tags: [d]}}]\n", POST,
	"---\ntags: [c]\n---\n", TAGS, "c"},
    /* Dates: section 5. */
    {BERLIN, POST, "", DATE, "2024-01-02T00:00:00+01:00"},
    {BERLIN, POST, "---\ndate: 2020-06-01\n---\n", DATE,
	"2020-06-01T00:00:00+02:00"},
    {BERLIN, POST, "---\ndate: 2020-06-01 10:00\n---\n", DATE,
	"2020-06-01T10:00:00+02:00"},
    {BERLIN, POST, "---\ndate: 2020-06-01 10:00:00\n---\n", DATE,
	"2020-06-01T12:00:00+02:00"},
    {BERLIN, POST, "---\ndate: 2020-06-09 23:30:00 -0500\n---\n", LINK,
	"/2020/06/10/some-post.html"},
    {NULL, POST, "---\ndate:\n---\n", DATE, "2024-01-02T00:00:00Z"},
    {NULL, POST, "---\ndate: false\n---\n", DATE, "2024-01-02T00:00:00Z"},
    {NULL, POST, "---\ntitle: x\ndate: soon\n---\n", PROBLEMS,
	"site/" POST ":3:7: date-invalid\n"},
    {NULL, POST, "---\ndate: soon\npermalink: /:no/\n---\n", PROBLEMS,
	"site/" POST ":2:7: date-invalid\n"
	"site/" POST ":3:12: permalink-unknown\n"},
    {NULL, POST, "---\ndate: [2020-01-01]\n---\n", PROBLEMS,
	"site/" POST ":2:7: date-invalid\n"},
    {NULL, POST, "---\ndate: 0000-01-01\n---\n", PROBLEMS,
	"site/" POST ":2:7: date-invalid\n"},
    {"timezone: America/New_York\n", POST,
	"---\ndate: 0001-01-01 00:00:00\n---\n", PROBLEMS,
	"site/" POST ":2:7: date-invalid\n"},
    {"timezone: Asia/Tokyo\n", POST,
	"---\ndate: 9999-12-31 23:00:00\n---\n", PROBLEMS,
	"site/" POST ":2:7: date-invalid\n"},
    {NULL, "_posts/0000-01-01-x.md", "", PROBLEMS,
	"site/_posts/0000-01-01-x.md:0:0: post-name-date\n"},
    {NULL, "_posts/2024-13-40-x.md", "", PROBLEMS,
	"site/_posts/2024-13-40-x.md:0:0: post-name-date\n"},
    {"show_drafts: true\n", "_drafts/x.md", "", DATE,
	"2024-06-01T12:00:00Z"},
    {"show_drafts: true\n", "_drafts/2024-01-02-x.md", "", DATE,
	"2024-01-02T00:00:00Z"},
    {DOCS, "_docs/a.md", "---\n---\n", DATE, ""},
    {DOCS, "_docs/2019-05-05-n.md", "---\n---\n", DATE,
	"2019-05-05T00:00:00Z"},
    {NULL, "a.md", "---\ndate: 2020-01-01\n---\n", DATE, ""},
    {NULL, POST, "---\nlast_modified_at: 2024-02-03\n---\n", MODIFIED,
	"2024-02-03T00:00:00Z"},
    {NULL, "a.md", "---\nlast_modified_at: 2024-02-03\n---\n", MODIFIED,
	"2024-02-03T00:00:00Z"},
    {NULL, POST, "---\nlast_modified_at: never\n---\n", PROBLEMS,
	"site/" POST ":2:19: modified-invalid\n"},
    {NULL, POST, "---\nlast_modified_at: never\n---\n", FLAGS, "WSH"},
    {"defaults: [{scope: {path: ''}, values: {date: 2020-01-01}}]\n", POST,
	"", DATE, "2020-01-01T00:00:00Z"},
    /* Publishing: section 6. */
    {NULL, POST, "", FLAGS, "WSH"},
    {NULL, POST, "---\npublished: false\n---\n", FLAGS, "SH"},
    {NULL, POST, "---\npublished:\n---\n", FLAGS, "SH"},
    {NULL, POST, "---\npublished: \"false\"\n---\n", FLAGS, "WSH"},
    {NULL, POST, "---\npublished: 0\n---\n", FLAGS, "WSH"},
    {"unpublished: true\n", POST, "---\npublished: false\n---\n", FLAGS,
	"WSH"},
    {NULL, "a.md", "---\npublished: false\n---\n", FLAGS, "SH"},
    {"defaults: [{scope: {path: ''}, values: {published: false}}]\n", "a.md",
	"---\n---\n", FLAGS, "WSH"},
    {"defaults: [{scope: {path: ''}, values: {published: false}}]\n", POST,
	"", FLAGS, "SH"},
    {NULL, "a.md", "---\npublished:\n---\n", FLAGS, "SH"},
    {DOCS, "_docs/a.md", "---\npublished:\n---\n", FLAGS, "SH"},
    {DOCS, "_docs/a.md", "---\npublished: false\n---\n", FLAGS, "SH"},
    {"collections: [docs]\n", "_docs/a.md", "---\n---\n", FLAGS, "SH"},
    {"collections: [docs]\n", "_docs/a.html", "x", FLAGS, "SH"},
    {NULL, "_posts/2024-06-02-x.md", "", FLAGS, "SH"},
    {NULL, POST, "---\ndate: 2024-06-01 12:00:00\n---\n", FLAGS, "WSH"},
    {NULL, POST, "---\ndate: 2024-06-01 12:00:01\n---\n", FLAGS, "SH"},
    {"future: true\n", "_posts/2024-06-02-x.md", "", FLAGS, "WSH"},
    {"collections: {docs: {output: true, future: true}}\n", "_docs/a.md",
	"---\ndate: 2025-01-01\n---\n", FLAGS, "WSH"},
    {DOCS, "_docs/a.md", "---\ndate: 2025-01-01\n---\n", FLAGS, "SH"},
    {NULL, POST, "---\ndraft: true\n---\n", FLAGS, "DWSH"},
    {NULL, POST, "---\ndraft: false\n---\n", FLAGS, "WSH"},
    {NULL, POST, "---\ndraft: \"true\"\n---\n", FLAGS, "WSH"},
    {"show_drafts: true\n", "_drafts/x.md", "", FLAGS, "DWSH"},
    {NULL, POST, "---\nsitemap: false\n---\n", FLAGS, "WH"},
    {NULL, POST, "---\nsitemap: \"false\"\n---\n", FLAGS, "WSH"},
    {"defaults: [{scope: {path: s}, values: {sitemap: false}}]\n", "s/a.pdf",
	"x", FLAGS, "W"},
    {"defaults: [{scope: {path: s}, values: {published: false}}]\n",
	"s/a.html", "x", FLAGS, "SH"},
    /* Defaults: section 4; front matter beats them. */
    {"defaults: [{scope: {path: ''}, values: {title: D}}]\n", POST, "", TITLE,
	"D"},
    {"defaults: [{scope: {path: ''}, values: {title: D}}]\n", POST,
	"---\ntitle: F\n---\n", TITLE, "F"},
    {"defaults: [{scope: {path: ''}, values: {title: D}}]\n", POST,
	"---\ntitle:\n---\n", TITLE, "D"},
    {"defaults: [{scope: {path: '', type: posts}, values: {title: P}},"
     " {scope: {path: ''}, values: {title: A}}]\n",
	POST, "", TITLE, "P"},
    {"defaults: [{scope: {path: '', type: posts}, values: {title: P}}]\n",
	"a.md", "---\n---\n", TITLE, ""},
    {"show_drafts: true\n"
     "defaults: [{scope: {path: '', type: posts}, values: {title: P}}]\n",
	"_drafts/x.md", "", TITLE, "P"},
    {"collections_dir: c\n"
     "defaults: [{scope: {path: _posts/a}, values: {title: P}}]\n",
	"c/_posts/a/2024-01-02-x.md", "", TITLE, "P"},
    {"collections_dir: c\n"
     "defaults: [{scope: {path: c}, values: {title: P}}]\n",
	"c/c/_posts/2024-01-02-x.md", "", TITLE, "P"},
    /* Kinds of files: section 2. */
    {NULL, POST, "", KIND, "collected"},
    {NULL, "a.md", "---\n---\n", KIND, "page"},
    {NULL, "a.md", "--- \r\n---\r\n", KIND, "page"},
    {NULL, "a.md", "no front matter", KIND, "static"},
    {NULL, "a.md", "\xef\xbb\xbf---\n---\n", KIND, "static"},
    {NULL, "a.md", "----\n", KIND, "static"},
    {NULL, "a.txt", "---\ntitle: x\n---\n", KIND, "page"},
    {NULL, "a.txt", "--", KIND, "static"},
    {NULL, "a.txt", "", KIND, "static"},
    {NULL, "a.html", "<p>", FLAGS, "WSH"},
    {NULL, "a.htm", "<p>", FLAGS, "WSH"},
    {NULL, "a.HTML", "<p>", FLAGS, "WS"},
    {NULL, "a.xml", "---\n---\n", FLAGS, "WS"},
    {NULL, "a.xml", "---\npermalink: /x/\n---\n", FLAGS, "WSH"},
    {NULL, "a.html", "\xff", PROBLEMS, ""},
    {DOCS, "_docs/a.md", "text", KIND, "static"},
    {NULL, POST, "\xef\xbb\xbf---\ntitle: B\n---\n", TITLE, "B"},
    /* Faults, at their places. */
    {NULL, POST, "---\ntitle: a\nx: \xff\n---\n", PROBLEMS,
	"site/" POST ":3:4: text-not-utf8\n"},
    {NULL, POST, "---\ntitle: a\n---\n\xc3\xa4 \xff\n", PROBLEMS,
	"site/" POST ":4:3: text-not-utf8\n"},
    {NULL, POST, "---\ntitle: a\n", PROBLEMS,
	"site/" POST ":1:1: front-unclosed\n"},
    {NULL, POST, "---\n- a\n---\n", PROBLEMS,
	"site/" POST ":2:1: front-not-map\n"},
    {NULL, POST, "---\ntitle: 'a\n---\n", FLAGS, "SB"},
    {NULL, POST, "---\n---\n", PROBLEMS, ""},
    /* What comes from `defaults:` is told of the configuration. */
    {"defaults:\n- scope: {path: ''}\n  values: {permalink: '/:no/'}\n", POST,
	"---\n---\n", PROBLEMS, "site/_config.yml:5:23: permalink-unknown\n"},
    {"defaults:\n- scope: {path: ''}\n  values: {last_modified_at: x}\n",
	POST, "---\na: b\n---\n", PROBLEMS,
	"site/_config.yml:5:30: modified-invalid\n"},
};

static void
each_field_is_read(void **state)
{
	struct site_test *t = *state;
	unsigned wrong = 0;

	for (size_t i = 0; i < ROWS(rows); i++) {
		struct fg_source s;
		const char *value;

		site_put(rows[i].path, rows[i].text);
		read_source(t, &s, rows[i].config, rows[i].path);
		value = value_of(t, &s, rows[i].field);
		if (strcmp(value, rows[i].expected) != 0) {
			print_error("%s%s\n%sgives '%s' and not '%s'\n",
			    rows[i].config ? rows[i].config : "", rows[i].path,
			    rows[i].text, value, rows[i].expected);
			wrong++;
		}
		site_clear(t);
	}
	fg_buf_free(&text);
	assert_int_equal(wrong, 0);
}

static void
the_source_keeps_front_matter_and_body(void **state)
{
	struct site_test *t = *state;
	struct fg_source s;

	site_put(POST, "---\ntitle: x\nown: [1]\n---\nBody\n");
	read_source(t, &s,
	    "defaults: [{scope: {path: ''}, values: {more: y}}]\n", POST);
	assert_str(s.front.body, "Body\n");
	assert_int_equal(s.front.body_line, 5);
	assert_non_null(fg_value_get(s.data, "own"));
	assert_non_null(fg_value_get(s.data, "more"));
	fg_buf_free(&text);
}

/* A list of 100,000 words is read once, not compared with itself. */
static void
many_words_take_no_time(void **state)
{
	struct site_test *t = *state;
	struct fg_buf yaml = {0};
	struct fg_source s;
	size_t words = 100000;

	fg_buf_add_c(&yaml, "---\ntags: ");
	for (size_t i = 0; i < words; i++)
		fg_buf_printf(&yaml, "%zu ", i);
	fg_buf_add_c(&yaml, "0 1 2\n---\n");
	site_put(POST, yaml.p);
	fg_buf_free(&yaml);
	read_source(t, &s, NULL, POST);
	assert_int_equal(s.doc.tags.n, words);
	fg_buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(each_field_is_read),
	    SITE_TEST(the_source_keeps_front_matter_and_body),
	    SITE_TEST(many_words_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
