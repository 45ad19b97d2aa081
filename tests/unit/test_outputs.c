/* SPDX-License-Identifier: ISC */
/* test_outputs.c - validating and publishing the files of a run. */
#include "site.h"

#include "engine/outputs.h"

#define DESTINATION FG_STR("site/out")
#define MAP                                                                    \
	"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"  \
	"<loc>https://example.org/</loc></url></urlset>"
/* As an earlier run wrote it, with three parts. */
#define INDEX                                                                  \
	"<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" \
	"<sitemap><loc>https://example.org/map-1.xml</loc></sitemap>"          \
	"<sitemap><loc>https://example.org/map-2.xml</loc></sitemap>"          \
	"<sitemap><loc>https://example.org/map-3.xml</loc></sitemap>"          \
	"</sitemapindex>"

static struct fg_buf told;

static void
on_output(const struct feedgen_output *output, void *payload)
{
	static const char what[] = "+~=-";

	(void)payload;
	fg_buf_printf(&told, "%c %s %s %zu %zu\n", what[output->status],
	    output->path, output->format, output->items, output->bytes);
}

static const struct feedgen_report report = {.output = on_output};

static struct fg_output *
add(struct fg_outputs *o, const char *path, const char *text)
{
	struct fg_output *output =
	    fg_outputs_add(o, fg_str_c(path), "sitemap");

	fg_buf_add_c(&output->bytes, text);
	output->items = 1;
	return output;
}

static void
many_outputs_are_kept(void **state)
{
	struct fg_outputs o = {0};

	(void)state;
	for (int i = 0; i < 100; i++)
		add(&o, "a.xml", "x")->items = (size_t)i;
	assert_int_equal(o.n, 100);
	for (size_t i = 0; i < o.n; i++) {
		assert_int_equal(o.items[i].items, i);
		assert_str(fg_buf_str(&o.items[i].bytes), "x");
	}
	fg_outputs_free(&o);
	assert_int_equal(o.n, 0);
}

static void
each_file_is_validated(void **state)
{
	struct site_test *t = *state;
	struct fg_outputs o = {0};

	add(&o, "map.xml", MAP);
	add(&o, "robots.txt", "no XML")->is_xml = false;
	assert_int_equal(
	    fg_outputs_validate(&o, DESTINATION, &t->diags), 0);
	add(&o, "bad.xml",
	    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
	    "\n<");
	add(&o, "good.xml", MAP);
	add(&o, "d/wrong.xml", "<feed/>");
	add(&o, "empty.xml", "");
	assert_int_equal(
	    fg_outputs_validate(&o, DESTINATION, &t->diags), -1);
	assert_problems(t,
	    "site/out/bad.xml:2:2: xml-malformed\n"
	    "site/out/bad.xml:0:0: output-invalid\n"
	    "site/out/d/wrong.xml:1:1: root-wrong\n"
	    "site/out/d/wrong.xml:0:0: output-invalid\n"
	    "site/out/empty.xml:0:0: xml-empty\n"
	    "site/out/empty.xml:0:0: output-invalid\n");
	assert_int_equal(t->diags.list.worst, FEEDGEN_FAULT_SYSTEM);
	fg_outputs_free(&o);
}

static void
parts_have_numbers(void **state)
{
	struct site_test *t = *state;

	assert_str(fg_part_path(&t->arena, FG_STR("a/map"), 1), "a/map-1.xml");
	assert_str(fg_part_path(&t->arena, FG_STR("map"), 50000),
	    "map-50000.xml");
}

/* What stands there, what is published, and what becomes of it. */
static const struct {
	struct site_file old[5];
	size_t parts;
	const char *told;
	const char *gone; /* NULL: nothing is removed */
} rows[] = {
    {{{NULL, NULL}}, 0, "+ site/out/map.xml sitemap 1 111\n", NULL},
    {{{"out/map.xml", MAP}}, 0, "= site/out/map.xml sitemap 1 111\n", NULL},
    /* Parts that the old index names are stale now. */
    {{{"out/map.xml", INDEX}, {"out/map-1.xml", MAP}, {"out/map-2.xml", MAP},
	 {"out/map-3.xml", MAP}, {"out/map-4.xml", MAP}},
	0,
	"~ site/out/map.xml sitemap 1 111\n"
	"- site/out/map-1.xml sitemap 0 0\n"
	"- site/out/map-2.xml sitemap 0 0\n"
	"- site/out/map-3.xml sitemap 0 0\n",
	"site/out/map-3.xml"},
    {{{"out/map.xml", INDEX}, {"out/map-1.xml", MAP}, {"out/map-2.xml", MAP},
	 {"out/map-3.xml", MAP}},
	2,
	"~ site/out/map.xml sitemap 1 111\n"
	"- site/out/map-3.xml sitemap 0 0\n",
	"site/out/map-3.xml"},
    /* A name alone makes no part of ours. */
    {{{"out/map.xml", MAP}, {"out/map-1.xml", MAP}}, 0,
	"= site/out/map.xml sitemap 1 111\n", NULL},
    {{{"out/map-1.xml", MAP}}, 0, "+ site/out/map.xml sitemap 1 111\n", NULL},
    {{{"out/map.xml", INDEX}, {"out/map-2.xml", MAP}}, 0,
	"~ site/out/map.xml sitemap 1 111\n", NULL},
};

static void
stale_parts_are_removed(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(rows); i++) {
		struct fg_outputs o = {.index = FG_STR("map.xml"),
		    .part_stem = FG_STR("map"), .parts = rows[i].parts};

		for (size_t f = 0; f < 5 && rows[i].old[f].path; f++)
			site_put(rows[i].old[f].path, rows[i].old[f].text);
		add(&o, "map.xml", MAP);
		assert_int_equal(fg_outputs_publish(&o, DESTINATION, false,
				     &report, &t->diags),
		    0);
		assert_str(fg_buf_str(&told), rows[i].told);
		if (rows[i].gone)
			assert_int_equal(access(rows[i].gone, F_OK), -1);
		assert_problems(t, "");
		fg_buf_free(&told);
		fg_outputs_free(&o);
		site_clear(t);
	}
}

static void
some_files_are_written_only_once(void **state)
{
	struct site_test *t = *state;
	struct fg_outputs o = {0};

	site_put("out/robots.txt", "old");
	add(&o, "robots.txt", "new")->only_if_absent = true;
	add(&o, "other.txt", "new")->only_if_absent = true;
	assert_int_equal(
	    fg_outputs_publish(&o, DESTINATION, false, &report, &t->diags), 0);
	assert_str(fg_buf_str(&told), "+ site/out/other.txt sitemap 1 3\n");
	fg_buf_free(&told);
	fg_outputs_free(&o);
}

static void
nothing_is_told_of_what_fails(void **state)
{
	struct site_test *t = *state;
	struct fg_outputs o = {0};

	add(&o, "a.xml", MAP);
	add(&o, "../b.xml", MAP);
	assert_int_equal(
	    fg_outputs_publish(&o, DESTINATION, false, &report, &t->diags),
	    -1);
	assert_int_equal(told.n, 0);
	assert_int_equal(access("site/out/a.xml", F_OK), -1);
	assert_problems(t, "site/out:0:0: publish-path\n");
	fg_outputs_free(&o);
}

static void
a_dry_run_tells_and_writes_nothing(void **state)
{
	struct site_test *t = *state;
	struct fg_outputs o = {.index = FG_STR("map.xml"),
	    .part_stem = FG_STR("map")};

	site_put("out/map.xml", INDEX);
	site_put("out/map-1.xml", MAP);
	add(&o, "map.xml", MAP);
	assert_int_equal(
	    fg_outputs_publish(&o, DESTINATION, true, &report, &t->diags), 0);
	assert_str(fg_buf_str(&told),
	    "~ site/out/map.xml sitemap 1 111\n"
	    "- site/out/map-1.xml sitemap 0 0\n");
	assert_int_equal(access("site/out/map-1.xml", F_OK), 0);
	fg_buf_free(&told);
	fg_outputs_free(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(many_outputs_are_kept),
	    SITE_TEST(each_file_is_validated),
	    SITE_TEST(parts_have_numbers),
	    SITE_TEST(stale_parts_are_removed),
	    SITE_TEST(some_files_are_written_only_once),
	    SITE_TEST(nothing_is_told_of_what_fails),
	    SITE_TEST(a_dry_run_tells_and_writes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
