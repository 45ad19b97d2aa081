/* SPDX-License-Identifier: ISC */
/* test_name.c - what file names say. */
#include "input/jekyll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *path;
	int year; /* 0: no post */
	unsigned month, day;
	const char *slug, *extension;
} names[] = {
    {"_posts/2024-03-28-title.md", 2024, 3, 28, "title", ".md"},
    {"2020-1-3-x.markdown", 2020, 1, 3, "x", ".markdown"},
    {"a/_posts/b/20-01-04-x.md", 2020, 1, 4, "x", ".md"},
    {"68-01-04-x.md", 2068, 1, 4, "x", ".md"},
    {"69-01-04-x.md", 1969, 1, 4, "x", ".md"},
    {"202-01-04-x.md", 202, 1, 4, "x", ".md"},
    {"2020-13-40-x.md", 2020, 13, 40, "x", ".md"},
    {"2020-01-02-Two.\xc3\x9c_x.tar.gz", 2020, 1, 2, "Two.\xc3\x9c_x.tar",
	".gz"},
    {"2020-01-02-dots...md", 2020, 1, 2, "dots", ".md"},
    {"2020-01-02-.md", 2020, 1, 2, "", ".md"},
    {"2020-01-02--x-.md", 2020, 1, 2, "-x-", ".md"},
    {"2020-01-02-x", 0, 0, 0, "2020-01-02-x", NULL},
    {"2020-01-02-x.", 0, 0, 0, "2020-01-02-x", NULL},
    {"2020-01-02.md", 0, 0, 0, "2020-01-02", NULL},
    {"20201-01-02-x.md", 0, 0, 0, "20201-01-02-x", NULL},
    {"2-01-02-x.md", 0, 0, 0, "2-01-02-x", NULL},
    {"2020-123-02-x.md", 0, 0, 0, "2020-123-02-x", NULL},
    {"2020-01-x.md", 0, 0, 0, "2020-01-x", NULL},
    {"x-2020-01-02-y.md", 0, 0, 0, "x-2020-01-02-y", NULL},
    {"2020-01-02-a/b.md", 0, 0, 0, "b", NULL},
    {"_posts/nodate.md", 0, 0, 0, "nodate", NULL},
    {"_drafts/a.b..md", 0, 0, 0, "a.b", NULL},
    {"", 0, 0, 0, "", NULL},
};

static void
reads_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct fg_str path = fg_str_c(names[i].path);
		struct fg_str slug = fg_str_c(names[i].slug);
		struct fg_post_name post;

		print_message("%s\n", names[i].path);
		assert_true(fg_str_eq(fg_slug_of_path(path), slug));
		assert_int_equal(
		    fg_post_name_read(&post, path), names[i].year > 0);
		if (names[i].year == 0)
			continue;
		assert_int_equal(post.year, names[i].year);
		assert_int_equal(post.month, names[i].month);
		assert_int_equal(post.day, names[i].day);
		assert_true(fg_str_eq(post.slug, slug));
		assert_true(
		    fg_str_eq(post.extension, fg_str_c(names[i].extension)));
	}
}

static const char *const titles[][2] = {
    {"hello-world", "Hello World"},
    {"Hello_World.Foo-Bar", "Hello_world.foo Bar"},
    {"HTML-and-XML", "Html And Xml"},
    {"\xc3\xa9t\xc3\x89-\xc3\x9c", "\xc3\x89t\xc3\xa9 \xc3\x9c"},
    {"-a--b-", " A  B"},
    {"---", ""},
    {"", ""},
    {"2020", "2020"},
};

static void
makes_titles(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		struct fg_buf out = {0};

		fg_title_from_slug(&out, fg_str_c(titles[i][0]));
		assert_string_equal(fg_buf_str(&out).p, titles[i][1]);
		fg_buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_names),
	    cmocka_unit_test(makes_titles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
