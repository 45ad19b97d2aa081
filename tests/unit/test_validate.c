/* SPDX-License-Identifier: ISC */
/* test_validate.c - documents that somebody else wrote. */
#include "site.h"

#include "feedgen/feedgen.h"
#include "lib/schema.h"

#define MAP                                                                    \
	"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"  \
	"<loc>https://example.org/</loc></url></urlset>"

static struct fg_buf found;

static void
on_diag(const struct feedgen_diag *diag, void *payload)
{
	(void)payload;
	fg_buf_printf(&found, "%s:%u:%u: %s\n", diag->file ? diag->file : "",
	    diag->line, diag->column, diag->rule);
}

static const struct feedgen_report report = {.diag = on_diag};

static const struct {
	const char *document, *format;
	enum feedgen_status status;
	const char *problems;
} rows[] = {
    {MAP, "sitemap", FEEDGEN_OK, ""},
    {"<rss version=\"2.0\"><channel><title>t</title><link>https://e.org/"
     "</link><description>d</description></channel></rss>",
	"RSS feed", FEEDGEN_OK, ""},
    {"<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<nonsense/></feed>",
	"Atom feed", FEEDGEN_INVALID, NULL},
    {"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n<url>"
     "</urlset>",
	"sitemap", FEEDGEN_INVALID, NULL},
    {"", NULL, FEEDGEN_INVALID, "doc.xml:0:0: xml-empty\n"},
    {"<html/>", NULL, FEEDGEN_USAGE, "doc.xml:1:1: format-not-known\n"},
};

static void
documents_are_judged(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const char *format = "unset";
		enum feedgen_status status = feedgen_validate(&format,
		    rows[i].document, strlen(rows[i].document), "doc.xml",
		    &report);

		assert_int_equal(status, rows[i].status);
		if (rows[i].format)
			assert_string_equal(format, rows[i].format);
		else
			assert_null(format);
		if (rows[i].problems)
			assert_str(fg_buf_str(&found), rows[i].problems);
		else
			assert_true(found.n > 0);
		fg_buf_free(&found);
	}
}

static void
files_are_judged(void **state)
{
	static const struct {
		const char *path;
		enum feedgen_status status;
		const char *problems;
	} files[] = {
	    {"site/map.xml", FEEDGEN_OK, ""},
	    {"site/empty.xml", FEEDGEN_INVALID,
		"site/empty.xml:0:0: xml-empty\n"},
	    {"site/none.xml", FEEDGEN_FAILED,
		"site/none.xml:0:0: file-unreadable\n"},
	    {"site", FEEDGEN_FAILED, "site:0:0: file-not-regular\n"},
	    {"site/pipe", FEEDGEN_FAILED,
		"site/pipe:0:0: file-not-regular\n"},
	    {"site/huge.xml", FEEDGEN_FAILED,
		"site/huge.xml:0:0: file-too-large\n"},
	};

	(void)state;
	site_put("map.xml", MAP);
	site_put("empty.xml", "");
	site_put("huge.xml", "");
	assert_int_equal(truncate("site/huge.xml", FG_XML_MOST + 1L), 0);
	assert_int_equal(mkfifo("site/pipe", 0600), 0);
	for (size_t i = 0; i < ROWS(files); i++) {
		const char *format = "unset";

		assert_int_equal(
		    feedgen_validate_file(&format, files[i].path, &report),
		    files[i].status);
		assert_str(fg_buf_str(&found), files[i].problems);
		assert_true(files[i].status != FEEDGEN_FAILED || !format);
		fg_buf_free(&found);
	}
}

static void
nobody_need_listen(void **state)
{
	const struct feedgen_report deaf = {NULL, NULL, NULL};

	(void)state;
	assert_int_equal(
	    feedgen_validate(NULL, "<", 1, NULL, NULL), FEEDGEN_INVALID);
	assert_int_equal(
	    feedgen_validate(NULL, "<", 1, "x", &deaf), FEEDGEN_INVALID);
	assert_int_equal(
	    feedgen_validate(NULL, NULL, 0, "x", NULL), FEEDGEN_INVALID);
	assert_int_equal(
	    feedgen_validate_file(NULL, "none.xml", NULL), FEEDGEN_FAILED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(documents_are_judged),
	    SITE_TEST(files_are_judged),
	    SITE_TEST(nobody_need_listen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
