/* SPDX-License-Identifier: ISC */
/* test_entry.c - what an entry is made from. */
#include "site.h"

#include "base/utf8.h"
#include "engine/entry.h"

#define URL "url: https://example.org\ntitle: T\n"
#define NAME "_posts/2024-01-02-some-post.md"

enum field {
	ID,
	LINK,
	TITLE,
	LANG,
	PUBLISHED,
	UPDATED,
	AUTHORS,
	CATEGORIES,
	SUMMARY,
	CONTENT,
	IMAGE,
	PROBLEMS
};

static void
add_text(struct fg_buf *out, const char *text)
{
	fg_buf_add_c(out, text ? text : "(none)");
}

static void
add_authors(struct fg_buf *out, const struct feedgen_entry *e)
{
	for (size_t i = 0; i < e->author_count; i++) {
		const struct feedgen_person *p = &e->authors[i];

		fg_buf_printf(out, "%s%s", i ? "; " : "", p->name);
		if (p->email)
			fg_buf_printf(out, " <%s>", p->email);
		if (p->uri)
			fg_buf_printf(out, " %s", p->uri);
	}
}

static void
add_categories(struct fg_buf *out, const struct feedgen_entry *e)
{
	for (size_t i = 0; i < e->category_count; i++)
		fg_buf_printf(
		    out, "%s%s", i ? "," : "", e->categories[i].term);
}

static void
add_image(struct fg_buf *out, const struct feedgen_media *image)
{
	add_text(out, image ? image->url : NULL);
	if (image && image->alt)
		fg_buf_printf(out, " (%s)", image->alt);
}

static const char *
value_of(struct site_test *t, const struct feedgen_entry *e, enum field field)
{
	const char *texts[] = {
	    [ID] = e->id,
	    [LINK] = e->link,
	    [TITLE] = e->title,
	    [LANG] = e->lang,
	    [SUMMARY] = e->summary,
	    [CONTENT] = e->content,
	    [PROBLEMS] = NULL,
	};
	struct fg_buf out = {0};
	const char *value;

	if (field == PROBLEMS)
		return site_problems(t);
	if (field == PUBLISHED)
		fg_date_rfc3339(&out, e->published);
	else if (field == UPDATED)
		fg_date_rfc3339(&out, e->updated);
	else if (field == AUTHORS)
		add_authors(&out, e);
	else if (field == CATEGORIES)
		add_categories(&out, e);
	else if (field == IMAGE)
		add_image(&out, e->image);
	else
		add_text(&out, texts[field]);
	value = fg_arena_cstr(&t->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return value;
}

/* The data file of authors that every row has. */
#define AUTHORS_FILE                                                           \
	"jane: {name: Jane Doe, email: jane@example.org, uri: /jane}\n"        \
	"bob: {email: bob@example.org}\nsue: Sue Roe\n7: {name: Seven}\n"        \
	"none: {}\nbad: {email: bad}\n"

/* Confirmed with jekyll-feed 0.17.0 where the reference was in doubt. */
static const struct {
	const char *config, *front, *body;
	enum field field;
	const char *expected;
} rows[] = {
    {"", "", "", ID, "https://example.org/2024/01/02/some-post"},
    {"", "", "", LINK, "https://example.org/2024/01/02/some-post.html"},
    {"baseurl: /b\n", "", "", LINK,
	"https://example.org/b/2024/01/02/some-post.html"},
    {"", "slug: \u00fc x\n", "", ID, "https://example.org/2024/01/02/%C3%BC%20x"},
    {"", "", "", PUBLISHED, "2024-01-02T00:00:00Z"},
    {"", "", "", UPDATED, "2024-01-02T00:00:00Z"},
    {"", "last_modified_at: 2024-02-03\n", "", UPDATED, "2024-02-03T00:00:00Z"},
    {"", "last_modified_at: 2024-02-03\n", "", PUBLISHED,
	"2024-01-02T00:00:00Z"},
    {"", "last_modified_at: never\n", "", UPDATED, "2024-01-02T00:00:00Z"},
    /* Titles are plain text. */
    {"", "title: A *b* \"c\" -- d & <i>e</i> &amp; f\n", "", TITLE,
	"A *b* \u201cc\u201d \u2013 d & e & f"},
    {"", "title: \"  a \\n b  \"\n", "", TITLE, "a b"},
    {"", "title: \"a\\x01 b\"\n", "", TITLE, "a b"},
    {"", "title: \"\"\n", "", TITLE, "Some Post"},
    {"", "title: \"\"\n", "", PROBLEMS, "site/" NAME ":2:8: title-missing\n"},
    {"", "title: <br>\n", "", TITLE, "Some Post"},
    {"", "lang: de\n", "", LANG, "de"},
    {"", "lang: zh-Hant-TW\n", "", LANG, "zh-Hant-TW"},
    {"", "", "", LANG, "(none)"},
    /* Jekyll sites write what their system calls the locale. */
    {"", "lang: de_DE\n", "", LANG, "de-DE"},
    {"", "lang: de_DE.UTF-8\n", "", LANG, "de-DE"},
    {"", "lang: es-419\n", "", LANG, "es-419"},
    {"", "lang: 419\n", "", LANG, "(none)"},
    {"", "lang: abcdefghi\n", "", LANG, "(none)"},
    {"", "lang: de-\n", "", LANG, "(none)"},
    {"", "lang: Deutsch (CH)\n", "", LANG, "(none)"},
    {"", "lang: Deutsch (CH)\n", "", PROBLEMS,
	"site/" NAME ":2:7: lang-invalid\n"},
    /* Authors: the first key that says anything. */
    {"", "", "", AUTHORS, ""},
    {"author: Site\n", "", "", AUTHORS, "Site"},
    {"author: {name: Site, email: s@example.org}\n", "", "", AUTHORS,
	"Site <s@example.org>"},
    {"author: jane\n", "", "", AUTHORS,
	"Jane Doe <jane@example.org> https://example.org/jane"},
    {"author: Site\n", "author: Ann\n", "", AUTHORS, "Ann"},
    {"author: Site\n", "author: \"\"\n", "", AUTHORS, "Site"},
    {"author: Site\n", "author:\n", "", AUTHORS, "Site"},
    {"author: Site\n", "author: false\n", "", AUTHORS, "Site"},
    {"author: Site\n", "author: {}\n", "", AUTHORS, "Site"},
    {"author: Site\n", "author: {email: a@example.org}\n", "", AUTHORS, "Site"},
    {"author: Site\n", "author: []\nauthors: [Ann, ~, jane]\n", "", AUTHORS,
	"Ann; Jane Doe <jane@example.org> https://example.org/jane"},
    {"", "author: Ann\nauthors: [Bea]\n", "", AUTHORS, "Ann"},
    {"", "author: [Ann, Bea]\n", "", AUTHORS, "Ann; Bea"},
    {"", "authors: [{name: Ann}, {name: Bea, uri: https://bea.example/}]\n", "",
	AUTHORS, "Ann; Bea https://bea.example/"},
    {"", "author: bob\n", "", AUTHORS, "bob <bob@example.org>"},
    {"", "author: sue\n", "", AUTHORS, "Sue Roe"},
    {"", "author: 7\n", "", AUTHORS, "Seven"},
    {"", "author: Jane\n", "", AUTHORS, "Jane"},
    {"", "author: \"a\\x01b\\x02\"\n", "", AUTHORS, "ab"},
    {"", "author: \"a \\n b\"\n", "", AUTHORS, "a b"},
    /* What is no mail address, or no web address, is left out. */
    {"", "author: {name: Ann, email: ann at example.org}\n", "", AUTHORS,
	"Ann"},
    {"", "author: {name: Ann, email: ann at example.org}\n", "", PROBLEMS,
	"site/" NAME ":2:28: email-invalid\n"},
    {"", "author: {name: Ann, uri: 'http://a b/'}\n", "", AUTHORS, "Ann"},
    {"", "author: {name: Ann, uri: 'mailto:ann'}\n", "", PROBLEMS,
	"site/" NAME ":2:26: uri-invalid\n"},
    {"author: {name: Site, email: none}\n", "", "", PROBLEMS,
	"site/_config.yml:3:29: email-invalid\n"},
    {"", "author: bad\n", "", PROBLEMS,
	"site/_data/authors.yml:6:14: email-invalid\n"},
    {"defaults: [{scope: {path: ''}, values: {lang: '?'}}]\n", "", "", PROBLEMS,
	"site/_config.yml:3:47: lang-invalid\n"},
    /* Categories and tags, each once. */
    {"", "categories: [a, b]\ntags: [b, c d]\n", "", CATEGORIES, "a,b,c d"},
    {"", "category: x\ncategories: y\n", "", CATEGORIES, "y,x"},
    {"", "tags: [\"a\\x01\", a, \"\\x01\"]\n", "", CATEGORIES, "a"},
    /* Images. */
    {"", "image: /a b.png\n", "", IMAGE, "https://example.org/a%20b.png"},
    {"baseurl: /b\n", "image: a.png\n", "", IMAGE,
	"https://example.org/b/a.png"},
    {"", "image: https://cdn.example/x.png\n", "", IMAGE,
	"https://cdn.example/x.png"},
    {"", "image: {path: /a.png, alt: An \"image\"}\n", "", IMAGE,
	"https://example.org/a.png (An \"image\")"},
    {"", "image: {path: /a.png, alt: ~}\n", "", IMAGE,
	"https://example.org/a.png"},
    {"", "image: {alt: x}\n", "", IMAGE, "(none)"},
    {"", "image:\n", "", IMAGE, "(none)"},
    {"", "image: false\n", "", IMAGE, "(none)"},
    {"", "image: \"\"\n", "", IMAGE, "(none)"},
    {"", "image: data:image/png;base64,AAAA\n", "", IMAGE, "(none)"},
    {"", "title: x\nimage: data:image/png;base64,AAAA\n", "", PROBLEMS,
	"site/" NAME ":3:8: image-invalid\n"},
    {"", "image: {path: 'mailto:x'}\n", "", PROBLEMS,
	"site/" NAME ":2:15: image-invalid\n"},
    /* Summaries: the description, else the excerpt. */
    {"", "", "One *two*\n\nthree", SUMMARY, "One two"},
    {"", "description: A <b>d</b> &amp; e\nexcerpt: x\n", "Body", SUMMARY,
	"A d & e"},
    {"", "description: \"\"\n", "Body", SUMMARY, "Body"},
    {"", "description:\n", "Body", SUMMARY, "Body"},
    {"", "description: false\n", "Body", SUMMARY, "Body"},
    {"", "description: [a]\n", "Body", SUMMARY, "Body"},
    {"", "description: 7\n", "Body", SUMMARY, "7"},
    {"", "excerpt: An *own* one\n", "Body", SUMMARY, "An *own* one"},
    {"", "", "", SUMMARY, "(none)"},
    {"", "", "<img src=\"x\">", SUMMARY, "(none)"},
    /* Content, and where only excerpts are wanted. */
    {"", "", "[a](/b) ![](c.png)", CONTENT,
	"<p><a href=\"https://example.org/b\">a</a> "
	"<img src=\"https://example.org/2024/01/02/c.png\" alt=\"\" /></p>"},
    {"", "", "a &#1; &#xfffe; b", CONTENT, NULL},
    {"", "", "a &#1; b", CONTENT, "<p>a  b</p>"},
    {"", "", "a &#1; b", PROBLEMS,
	"site/" NAME ":0:0: text-illegal-character\n"},
    {"", "", "", CONTENT, "(none)"},
    {"feed: {excerpt_only: true}\n", "", "x", CONTENT, "(none)"},
    {"feed: {excerpt_only: true}\n", "", "x", SUMMARY, "x"},
    {"feed: {excerpt_only: true}\n", "feed: {excerpt_only: false}\n", "x",
	CONTENT, "<p>x</p>"},
    {"", "feed: {excerpt_only: true}\n", "x", CONTENT, "(none)"},
    {"feed: {excerpt_only: true}\n", "feed:\n", "x", CONTENT, "(none)"},
    /* Letters that were encoded twice are told, not changed. */
    {"", "title: it\u00e2\u20ac\u2122s\n", "\n gr\u00c3\u00bcn", PROBLEMS,
	"site/" NAME ":2:10: text-double-encoded\n"
	"site/" NAME ":5:4: text-double-encoded\n"},
    {"", "title: it\u00e2\u20ac\u2122s\n", "", TITLE, "it\u00e2\u20ac\u2122s"},
    {"", "", "\u00c3\u00bc \u00c3\u00bc \u00c3\u00bc \u00c3\u00bc", PROBLEMS,
	"site/" NAME ":3:1: text-double-encoded\n"
	"site/" NAME ":3:4: text-double-encoded\n"
	"site/" NAME ":3:7: text-double-encoded\n"},
};

/* The entry of the only post; NULL as fg_entry_make() gives it. */
static const struct feedgen_entry *
make(struct site_test *t, struct fg_entry_maker *m)
{
	size_t i = 0;

	assert_int_equal(fg_entry_maker_init(
			     m, t->site, &t->scan, &t->arena, &t->diags),
	    0);
	while (i < t->scan.docs.n &&
	       t->scan.docs.items[i].kind != FG_DOC_COLLECTED)
		i++;
	return fg_entry_make(m, i);
}

static void
each_field_is_made(void **state)
{
	struct site_test *t = *state;
	unsigned wrong = 0;

	for (size_t i = 0; i < ROWS(rows); i++) {
		struct fg_entry_maker maker;
		const struct feedgen_entry *e;
		const char *value;
		char text[1024];

		site_put("_data/authors.yml", AUTHORS_FILE);
		snprintf(text, sizeof(text), "---\n%s---\n%s", rows[i].front,
		    rows[i].body);
		site_put(NAME, text);
		snprintf(text, sizeof(text), URL "%s", rows[i].config);
		site_scan(t, text);
		e = make(t, &maker);
		assert_non_null(e);
		value = value_of(t, e, rows[i].field);
		if (!rows[i].expected)
			assert_int_equal(fg_xml_find_illegal(fg_str_c(value)),
			    strlen(value));
		else if (strcmp(value, rows[i].expected) != 0) {
			print_error("%s%s%s\ngives '%s' and not '%s'\n",
			    rows[i].config, rows[i].front, rows[i].body, value,
			    rows[i].expected);
			wrong++;
		}
		fg_entry_maker_free(&maker);
		site_clear(t);
	}
	assert_int_equal(wrong, 0);
}

/* The title of last resort is the file's name, made legal. */
static void
titles_are_never_empty(void **state)
{
	static const char *const names[][2] = {
	    {"_posts/2024-01-02--.md", "2024-01-02--.md"},
	    {"_posts/2024-01-02-\xff.md", "\ufffd"},
	    {"_posts/2024-01-02-\x01.md", "2024-01-02-.md"},
	    {"_posts/2024-01-02-\x1b]0;x\x07.md", "]0;x"},
	};
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(names); i++) {
		struct fg_entry_maker maker;
		const struct feedgen_entry *e;

		site_put(names[i][0], "---\ntitle: ''\n---\n");
		site_scan(t, URL);
		e = make(t, &maker);
		assert_non_null(e);
		assert_string_equal(e->title, names[i][1]);
		for (const char *c = t->diags.list.first->diag.message; *c; c++)
			assert_true((unsigned char)*c >= ' ');
		fg_entry_maker_free(&maker);
		site_clear(t);
	}
}

static void
entries_are_made_once(void **state)
{
	struct site_test *t = *state;
	struct fg_entry_maker maker;
	const struct feedgen_entry *first, *second;

	site_put("_posts/2024-01-02-a.md", "---\ntitle: A\n---\nThe first");
	site_put("_posts/2024-01-03-b.md", "---\ntitle: B\n---\nThe other\n");
	site_scan(t, URL);
	fg_entry_maker_init(&maker, t->site, &t->scan, &t->arena, &t->diags);
	first = fg_entry_make(&maker, 0);
	second = fg_entry_make(&maker, 1);
	assert_ptr_equal(fg_entry_make(&maker, 0), first);
	fg_entry_maker_free(&maker);
	/* Nothing of the first is a view of what the second was read into. */
	assert_string_equal(first->title, "A");
	assert_string_equal(first->summary, "The first");
	assert_string_equal(second->content, "<p>The other</p>");
}

static void
what_fails_is_told_once(void **state)
{
	struct site_test *t = *state;
	struct fg_entry_maker maker;

	site_put("_posts/2024-01-02-a.md", "x");
	site_scan(t, URL);
	assert_int_equal(unlink("site/_posts/2024-01-02-a.md"), 0);
	fg_entry_maker_init(&maker, t->site, &t->scan, &t->arena, &t->diags);
	assert_null(fg_entry_make(&maker, 0));
	assert_null(fg_entry_make(&maker, 0));
	assert_problems(t, "site/_posts/2024-01-02-a.md:0:0: file-unreadable\n");
	fg_entry_maker_free(&maker);
}

static void
long_links_are_left_out(void **state)
{
	struct site_test *t = *state;
	struct fg_entry_maker maker;
	char text[4096];

	snprintf(text, sizeof(text), "---\npermalink: /%0*d\n---\n", 2030, 0);
	site_put("_posts/2024-01-02-a.md", text);
	site_scan(t, URL);
	assert_null(make(t, &maker));
	assert_problems(t, "site/_posts/2024-01-02-a.md:0:0: url-too-long\n");
	fg_entry_maker_free(&maker);
}

static void
a_broken_authors_file_is_an_error(void **state)
{
	struct site_test *t = *state;
	struct fg_entry_maker maker;

	site_put("_data/authors.yml", "a: 'b");
	site_scan(t, URL);
	assert_int_equal(fg_entry_maker_init(
			     &maker, t->site, &t->scan, &t->arena, &t->diags),
	    -1);
	fg_entry_maker_free(&maker);
	assert_problems(t, "site/_data/authors.yml:1:6: yaml-syntax\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(each_field_is_made),
	    SITE_TEST(titles_are_never_empty),
	    SITE_TEST(entries_are_made_once),
	    SITE_TEST(what_fails_is_told_once),
	    SITE_TEST(long_links_are_left_out),
	    SITE_TEST(a_broken_authors_file_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
