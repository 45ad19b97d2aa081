/* SPDX-License-Identifier: ISC */
/* test_scan.c - reading all files of a site, on one thread or many. */
#include "site.h"

#define URL "url: https://example.org\ntitle: T\n"

/* Files enough for several workers; every third one is broken. */
#define FILES 400

static void
put_many(void)
{
	for (int i = 0; i < FILES; i++) {
		char path[64], text[128];

		snprintf(path, sizeof(path), "_posts/%d/2024-01-02-p%d.md",
		    i % 7, i);
		snprintf(text, sizeof(text), "---\ntags: t%d x\n%s\n---\nBody",
		    i, i % 3 ? "a: b" : "a: 'b");
		site_put(path, text);
	}
}

/* To be freed. */
static char *
scanned(struct site_test *t, unsigned workers)
{
	struct fg_buf all = {0};

	site_open(t, URL);
	assert_int_equal(
	    fg_scan_site(&t->scan, t->site, workers, &t->diags), 0);
	assert_int_equal(t->scan.docs.n, t->scan.candidates.n);
	for (size_t i = 0; i < t->scan.docs.n; i++) {
		const struct fg_doc *doc = &t->scan.docs.items[i];

		assert_ptr_equal(doc->path.p, t->scan.candidates.items[i].path.p);
		fg_buf_printf(&all, "%s %.*s %d %d", doc->path.p,
		    FG_ARG(doc->url), (int)doc->is_broken, (int)doc->kind);
		for (size_t w = 0; w < doc->tags.n; w++)
			fg_buf_printf(&all, " %s", doc->tags.items[w].p);
		fg_buf_add_char(&all, '\n');
	}
	fg_buf_add_c(&all, site_problems(t));
	return fg_buf_detach(&all);
}

static void
workers_make_no_difference(void **state)
{
	struct site_test *t = *state;
	char *one, *other;

	put_many();
	one = scanned(t, 1);
	for (unsigned workers = 0; workers <= 8; workers += 4) {
		site_forget(t);
		other = scanned(t, workers);
		assert_string_equal(one, other);
		free(other);
	}
	free(one);
	assert_true(t->scan.keep_count > 1);
	assert_int_equal(t->diags.list.errors, (FILES + 2) / 3);
}

static void
problems_are_in_the_order_of_paths(void **state)
{
	struct site_test *t = *state;

	site_put("_posts/2024-01-03-c.md", "---\ntitle: 'c\n---\n");
	site_put("_posts/2024-01-02-b.md", "---\ndate: soon\n---\n");
	site_put("_posts/x.md", "");
	site_put("about.md", "---\na: 1\na: 2\n---\n");
	site_put("z.md", "---\n");
	site_scan(t, URL);
	assert_problems(t,
	    "site/_posts/x.md:0:0: post-name\n"
	    "site/_posts/2024-01-02-b.md:2:7: date-invalid\n"
	    "site/_posts/2024-01-03-c.md:2:8: yaml-syntax\n"
	    "site/about.md:3:1: yaml-duplicate-key\n"
	    "site/z.md:1:1: front-unclosed\n");
}

static void
what_cannot_be_read_is_an_error(void **state)
{
	struct site_test *t = *state;

	site_put("_posts/2024-01-02-a.md", "");
	site_put("a.md", "");
	site_put("a.png", "");
	assert_int_equal(chmod("site/_posts/2024-01-02-a.md", 0), 0);
	assert_int_equal(chmod("site/a.md", 0), 0);
	assert_int_equal(chmod("site/a.png", 0), 0);
	site_open(t, URL);
	site_as_nobody(t, true);
	assert_int_equal(fg_scan_site(&t->scan, t->site, 1, &t->diags), 0);
	site_as_nobody(t, false);
	/* Of a picture only the URL counts. */
	assert_problems(t,
	    "site/_posts/2024-01-02-a.md:0:0: file-unreadable\n"
	    "site/a.md:0:0: file-unreadable\n");
	assert_true(site_doc(t, "a.md")->is_broken);
	assert_false(site_doc(t, "a.png")->is_broken);
}

/* A video is not read to find out that it is no page. */
static void
static_files_are_not_read_whole(void **state)
{
	struct site_test *t = *state;

	site_put("film.mp4", "x");
	site_put("huge.html", "x");
	assert_int_equal(truncate("site/film.mp4", 1L << 40), 0);
	assert_int_equal(truncate("site/huge.html", FG_FILE_MOST + 1L), 0);
	site_scan(t, URL);
	assert_problems(t, "site/huge.html:0:0: file-too-large\n");
	assert_int_equal(site_doc(t, "film.mp4")->kind, FG_DOC_STATIC);
}

static void
an_empty_site_is_scanned(void **state)
{
	struct site_test *t = *state;

	assert_int_equal(mkdir("elsewhere", 0755), 0);
	site_open(t, URL "source: ../elsewhere\n");
	assert_int_equal(fg_scan_site(&t->scan, t->site, 0, &t->diags), 0);
	assert_int_equal(t->scan.docs.n, 0);
}

static void
a_candidate_is_read_again(void **state)
{
	struct site_test *t = *state;
	struct fg_source s;
	struct fg_buf buf = {0};

	site_put("_posts/2024-01-02-a.md", "---\ntitle: A\n---\nBody");
	site_put("_posts/2024-01-02-b.md", "---\ntitle: 'A\n---\nBody");
	site_scan(t, URL);
	assert_int_equal(fg_scan_source(&s, t->site,
			     &t->scan.candidates.items[0], &buf, &t->arena,
			     &t->diags),
	    0);
	assert_str(s.title, "A");
	assert_str(s.front.body, "Body");
	assert_int_equal(fg_scan_source(&s, t->site,
			     &t->scan.candidates.items[1], &buf, &t->arena,
			     &t->diags),
	    -1);
	assert_true(s.doc.is_broken);
	fg_buf_free(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(workers_make_no_difference),
	    SITE_TEST(problems_are_in_the_order_of_paths),
	    SITE_TEST(what_cannot_be_read_is_an_error),
	    SITE_TEST(static_files_are_not_read_whole),
	    SITE_TEST(an_empty_site_is_scanned),
	    SITE_TEST(a_candidate_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
