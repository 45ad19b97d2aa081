/* SPDX-License-Identifier: ISC */
/* test_permalink.c - URLs of documents and pages, and their files. */
#include "input/jekyll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* 2021-01-03 is a Sunday of the ISO week 53 of 2020. */
static struct fg_permalink
document(struct fg_arena *a, const char *template)
{
	struct fg_permalink p = {
	    .template = fg_str_c(template),
	    .collection = FG_STR("notes"),
	    .path = FG_STR("/sub/My file.x.."),
	    .name = FG_STR("2021-01-03-My-Slug_X"),
	    .slug = FG_STR("My-Slug_X!"),
	    .output_ext = FG_STR(".html"),
	    .date = {.seconds = 1609650245, .set = true}, /* 05:04:05 */
	};

	p.categories.items = fg_arena_array(a, 4, sizeof(struct fg_str));
	p.categories.items[p.categories.n++] = FG_STR("Foo");
	p.categories.items[p.categories.n++] = FG_STR("foo");
	p.categories.items[p.categories.n++] = FG_STR("C++ \xc3\x9c");
	p.categories.items[p.categories.n++] = FG_STR("a/b");
	return p;
}

static const char *const templates[][2] = {
    {"/:categories/:year/:month/:day/:title:output_ext",
	"/foo/c++%20%C3%BC/a/b/2021/01/03/My-Slug_X!.html"},
    {":slugified_categories", "/foo/c-%C3%BC/a-b"},
    {"/:collection/:path/", "/notes/sub/My%20file.x/"},
    {":name", "/2021-01-03-my-slug-x"},
    {":slug", "/my-slug-x"},
    {":title", "/My-Slug_X!"},
    {":hour:minute:second", "/050405"},
    {":i_month-:i_day-:short_year", "/1-3-21"},
    {":short_month:long_month", "/JanJanuary"},
    {":short_day:long_day", "/SunSunday"},
    {":y_day/:w_year/:week/:w_day", "/003/2020/53/7"},
    {"/W:week/:short_day/", "/W53/Sun/"},
    {"", "/"},
    {"no-slash", "/no-slash"},
    {"pretty", "/pretty"},
    {"/:year_:month_/", "/2021_01_/"},
    {"/x/../y//z.:year.foo", "/x/y/z.2021.foo"},
    {"/.../a./b", "/ab"},
    {"/a..b", "/a/b"},
    {"/12:30::X:", "/12:30::X:"},
    {"/a b/%20\xc3\xbc", "/a b/%20\xc3\xbc"},
};

static void
expands(void **state)
{
	struct fg_arena a = {0};
	struct fg_diags d = {.arena = &a};

	(void)state;
	for (size_t i = 0; i < sizeof(templates) / sizeof(templates[0]); i++) {
		struct fg_permalink p = document(&a, templates[i][0]);
		struct fg_buf out = {0};

		assert_int_equal(
		    fg_permalink_expand(&out, &p, fg_at(1, 1), &d), 0);
		assert_string_equal(fg_buf_str(&out).p, templates[i][1]);
		fg_buf_free(&out);
	}
	fg_arena_free(&a);
}

/* It appends, and leaves what stood there alone. */
static void
appends(void **state)
{
	struct fg_arena a = {0};
	struct fg_permalink p = document(&a, "//../:year");
	struct fg_buf out = {0};

	(void)state;
	fg_buf_add_c(&out, "..//./");
	fg_permalink_expand(&out, &p, fg_at(1, 1), NULL);
	assert_string_equal(out.p, "..//.//2021");
	fg_buf_reset(&out);
	fg_buf_add_c(&out, "x/");
	fg_output_path(&out, FG_STR("/../../a"), FG_STR(""));
	assert_string_equal(out.p, "x/a");
	fg_buf_free(&out);
	fg_arena_free(&a);
}

static void
refuses_unknown_placeholders(void **state)
{
	static const struct {
		const char *template, *message, *nearest;
	} table[] = {
	    {"/:yaer/:title/", "':yaer'", "':year'"},
	    {"/a/:titles", "':titles'", "':title'"},
	    {"/:year/:_", "':'", "':"},
	    {"/:output_extension_of_the_document_that_is_meant",
		"':output_extension_of_the_document_that_is_meant'", "':"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct fg_arena a = {0};
		struct fg_diags d = {.arena = &a};
		struct fg_permalink p = document(&a, table[i].template);
		struct fg_buf out = {0};
		const struct feedgen_diag *diag;

		fg_diags_open(&d, FG_STR("a.md"), FG_STR("---\npermalink: x"));
		fg_buf_add_c(&out, "x");
		assert_int_equal(
		    fg_permalink_expand(&out, &p, fg_at(2, 12), &d), -1);
		assert_string_equal(out.p, "x");
		diag = &d.list.first->diag;
		assert_string_equal(diag->rule, "permalink-unknown");
		assert_int_equal(diag->line, 2);
		assert_int_equal(diag->column, 12);
		assert_non_null(strstr(diag->message, table[i].message));
		assert_non_null(strstr(diag->hint, table[i].nearest));
		fg_buf_free(&out);
		fg_arena_free(&a);
	}
}

static const char *const styles[][3] = {
    {"pretty", "/:categories/:year/:month/:day/:title/", "/"},
    {"date", "/:categories/:year/:month/:day/:title:output_ext", ":output_ext"},
    {"none", "/:categories/:title:output_ext", ":output_ext"},
    {"ordinal", "/:categories/:year/:y_day/:title:output_ext", ":output_ext"},
    {"weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext", ""},
    {"/x/:title/", "/x/:title/", "/"},
    {"/x/:title:output_ext", "/x/:title:output_ext", ":output_ext"},
    {"/x/:title", "/x/:title", ""},
};

static void
knows_styles(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		struct fg_str style = fg_str_c(styles[i][0]);

		assert_true(fg_str_eq(
		    fg_permalink_style(style), fg_str_c(styles[i][1])));
		assert_true(fg_str_eq(
		    fg_permalink_suffix(style), fg_str_c(styles[i][2])));
	}
}

static const struct {
	const char *suffix, *path, *output_ext, *permalink, *url;
} pages[] = {
    {":output_ext", "about.md", ".html", NULL, "/about.html"},
    {"/", "about.md", ".html", NULL, "/about/"},
    {"", "about.md", ".html", NULL, "/about"},
    {"/", "a b/\xc3\xbc.md", ".html", NULL, "/a%20b/%C3%BC/"},
    {":output_ext", "index.md", ".html", NULL, "/"},
    {":output_ext", "docs/index.html", ".html", NULL, "/docs/"},
    {"/", "docs/feed.xml", ".xml", NULL, "/docs/feed.xml"},
    {"/", "index.xml", ".xml", NULL, "/index.xml"},
    {"/", "old.htm", ".htm", NULL, "/old/"},
    {":output_ext", "x.xhtml", ".xhtml", NULL, "/x.xhtml"},
    {":output_ext", "a.b.md", ".html", NULL, "/a.b.html"},
    {":output_ext", "a..md", ".html", NULL, "/a.html"},
    {":output_ext", ".htaccess", "", NULL, "/.htaccess"},
    {":output_ext", "noext", ".html", NULL, "/noext.html"},
    {"/", "404.html", ".html", "/404.html", "/404.html"},
    {"/", "d/x.md", ".html", "/:path/new/:basename:output_ext",
	"/d/new/x.html"},
    {"/", "d/x.md", ".html", ":title/:basenames", "/:title/xs"},
};

static void
places_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct fg_site site = {
		    .permalink_suffix = fg_str_c(pages[i].suffix)};
		struct fg_buf out = {0};

		fg_page_url(&out, &site, fg_str_c(pages[i].path),
		    fg_str_c(pages[i].output_ext),
		    fg_str_c(pages[i].permalink));
		assert_string_equal(fg_buf_str(&out).p, pages[i].url);
		fg_buf_free(&out);
	}
}

static const struct {
	const char *extension, *permalink, *output_ext;
} extensions[] = {
    {".md", NULL, ".html"},
    {".MD", NULL, ".html"},
    {".mdx", NULL, ".mdx"},
    {".txt", NULL, ".txt"},
    {".scss", NULL, ".css"},
    {"", NULL, ""},
    {".md", "/a/b.xml", ".xml"},
    {".md", "/a.b/", ".html"},
    {".md", "/a.b/c", ".html"},
    {".md", "/.well-known", ".html"},
    {".md", "/:title:output_ext", ".html"},
};

static void
finds_output_extensions(void **state)
{
	struct fg_str markdown[] = {FG_STR("markdown"), FG_STR("md")};
	struct fg_site site = {.markdown_ext = {markdown, 2}};

	(void)state;
	for (size_t i = 0; i < sizeof(extensions) / sizeof(extensions[0]); i++)
		assert_true(fg_str_eq(fg_output_extension(&site,
					  fg_str_c(extensions[i].extension),
					  fg_str_c(extensions[i].permalink)),
		    fg_str_c(extensions[i].output_ext)));
}

static const char *const files[][3] = {
    {"/2020/a.html", ".html", "2020/a.html"},
    {"/noslash/file", ".html", "noslash/file.html"},
    {"/a/", ".html", "a/index.html"},
    {"/", ".html", "index.html"},
    {"", ".html", "index.html"},
    {"/a%20b/%C3%BC", ".html", "a b/\xc3\xbc.html"},
    {"/100%/x", ".html", "100%/x.html"},
    {"/a.txt", ".txt", "a.txt"},
    {"/%2e%2e/%2e%2e/etc/x", ".html", "etc/x.html"},
    {"/a/%2e%2e/%2e%2e/b%2f..%2fc/", ".html", "c/index.html"},
    {"/a/b/%2e%2e/c", ".html", "a/c.html"},
    {"/a%00b", ".html", "a%00b.html"},
};

static void
finds_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct fg_buf out = {0};

		fg_output_path(
		    &out, fg_str_c(files[i][0]), fg_str_c(files[i][1]));
		assert_string_equal(fg_buf_str(&out).p, files[i][2]);
		fg_buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(expands),
	    cmocka_unit_test(appends),
	    cmocka_unit_test(refuses_unknown_placeholders),
	    cmocka_unit_test(knows_styles),
	    cmocka_unit_test(places_pages),
	    cmocka_unit_test(finds_output_extensions),
	    cmocka_unit_test(finds_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
