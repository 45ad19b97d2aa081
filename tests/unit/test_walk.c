/* SPDX-License-Identifier: ISC */
/* test_walk.c - which files of a site are read. */
#include "site.h"

/* "P path" for posts, D drafts, C other documents, O the rest; one a line. */
static const char *
walked(struct site_test *t)
{
	static const char roles[] = "PDCO";
	struct fg_candidate_list list;
	struct fg_buf all = {0};
	const char *text;

	fg_walk_site(&list, t->site, &t->arena, &t->diags);
	for (size_t i = 0; i < list.n; i++) {
		const struct fg_candidate *c = &list.items[i];

		assert_int_equal(c->path.p[c->path.n], '\0');
		assert_true((c->role == FG_ROLE_OTHER) == !c->collection);
		if (fg_str_eq(c->path, FG_STR("_config.yml")))
			continue;
		fg_buf_printf(&all, "%c %s\n", roles[c->role], c->path.p);
	}
	text = fg_arena_cstr(&t->arena, fg_buf_str(&all));
	fg_buf_free(&all);
	return text;
}

#define URL "url: https://example.org\ntitle: T\n"

/* Some of these were confirmed with Jekyll 4.3.1. */
static const struct {
	const char *config;
	bool drafts;
	const char *paths; /* one a word; "link>target" makes a link */
	const char *walked;
	const char *problems;
} sites[] = {
    {"", false, "index.md a/b/c.html style.css",
	"O a/b/c.html\nO index.md\nO style.css\n", ""},
    /* Special names (section 2.1). */
    {"", false,
	".hidden _under #hash ~tilde back~ dot. .htaccess .d/x _d/x #d/x d~/x",
	"O .htaccess\n", ""},
    {"include: [_pages, .well-known]\n", false,
	"_pages/a.md .well-known/b.txt _other/c.md .htaccess",
	"O .well-known/b.txt\nO _pages/a.md\n", ""},
    /* `include:` of single files in special and excluded folders. */
    {"include: [_private/one.md, assets/keep.html, gone.md]\n"
     "exclude: [assets]\n",
	false, "_private/one.md _private/two.md assets/keep.html assets/x.html",
	"O _private/one.md\nO assets/keep.html\n", ""},
    {"include: [a.md, ../out.md, /etc/passwd]\n", false, "a.md", "O a.md\n",
	""},
    {"exclude: [foob, '*.bak', a/*.html, dir/]\n", false,
	"foobar.html fo.html x.bak d/y.bak a/b/c.html dir/x other",
	"O fo.html\nO other\n", ""},
    {"", false, "vendor/bundle/x.md vendor/y.md node_modules/z.md Gemfile",
	"O vendor/y.md\n", ""},
    /* Posts: anywhere, at any depth, with a date in the name. */
    {"", false,
	"_posts/2024-01-02-a.md blog/_posts/2024-01-02-b.md "
	"_posts/sub/20-1-2-c.txt a/b/_posts/c/d/2024-01-02-d.html",
	"P _posts/2024-01-02-a.md\nP _posts/sub/20-1-2-c.txt\n"
	"P a/b/_posts/c/d/2024-01-02-d.html\n"
	"P blog/_posts/2024-01-02-b.md\n",
	""},
    {"", false,
	"_posts/nodate.md _posts/note.txt _posts/Page.HTML "
	"_posts/.2024-01-02-x.md _posts/_2024-01-02-x.md "
	"_posts/2024-01-02-x.md~ _posts/.d/2024-01-02-x.md "
	"_posts/_d/2024-01-02-x.md",
	"", "site/_posts/nodate.md:0:0: post-name\n"},
    {"exclude: [_posts/old]\n", false,
	"_posts/old/2024-01-02-x.md _posts/2024-01-02-y.md",
	"P _posts/2024-01-02-y.md\n", ""},
    /* Drafts, off and on. */
    {"", false, "_drafts/a.md blog/_drafts/b.md", "", ""},
    {"", true, "_drafts/a.md blog/_drafts/2024-01-02-b.md _drafts/plain",
	"D _drafts/a.md\nD blog/_drafts/2024-01-02-b.md\n", ""},
    {"show_drafts: true\n", false, "_drafts/a.md", "D _drafts/a.md\n", ""},
    /* Other collections; their dot files fall to the filter. */
    {"collections: [docs]\n", false,
	"_docs/a.md _docs/sub/b.md _docs/.c.md _docs/pic.png _notes/x.md "
	"_docs/.h/d.md _docs/sub/.h/e.md",
	"C _docs/a.md\nC _docs/pic.png\nC _docs/sub/.h/e.md\n"
	"C _docs/sub/b.md\n",
	""},
    {"collections: [data]\n", false, "_data/a.md", "", ""},
    {"collections: {docs: {output: true}}\ncollections_dir: col\n", false,
	"col/_docs/a.md _docs/b.md col/_posts/2024-01-02-c.md "
	"_posts/2024-01-02-d.md col/e.md column/_posts/2024-01-02-f.md "
	"col/sub/_posts/2024-01-02-g.md",
	"C col/_docs/a.md\nP col/_posts/2024-01-02-c.md\nO col/e.md\n"
	"P col/sub/_posts/2024-01-02-g.md\n",
	""},
    {"collections: [docs]\n", false, "real/a.md _docs>real",
	"C _docs/a.md\nO real/a.md\n", ""},
    /* The destination is no part of the source. */
    {"", false, "_site/index.html index.md", "O index.md\n", ""},
    {"destination: out\n", false, "out/index.html out2/index.html",
	"O out2/index.html\n", ""},
    {"destination: a/out\n", false, "a/out/index.html a/b.html",
	"O a/b.html\n", ""},
    {"destination: .\n", false, "index.html", "O index.html\n", ""},
    /* Links: inside, outside, in circles, dangling. */
    {"", false, "real/a.md link>real file.md>real/a.md",
	"O file.md\nO link/a.md\nO real/a.md\n", ""},
    {"", false, "a.md out>../outside", "O a.md\n",
	"site/out:0:0: dir-link\n"},
    {"", false, "a.md out>/etc", "O a.md\n", "site/out:0:0: dir-link\n"},
    {"", false, "d/a.md d/self>. d/up>..", "O d/a.md\n",
	"site/d/self:0:0: dir-link\nsite/d/up:0:0: dir-link\n"},
    {"", false, "a.md loop>loop gone>nowhere gone.md>nowhere",
	"O a.md\nO gone.md\n", ""},
    {"", false, "_posts/2024-01-02-x.md>nowhere",
	"P _posts/2024-01-02-x.md\n", ""},
    {"", false, "real/2024-01-02-a.md _posts>real",
	"P _posts/2024-01-02-a.md\nO real/2024-01-02-a.md\n", ""},
    {"", false, "real/2024-01-02-a.md _posts/link>../real",
	"O real/2024-01-02-a.md\n", ""},
};

static void
make(struct site_test *t, const char *paths)
{
	struct fg_str rest = fg_str_c(paths), word;

	assert_int_equal(mkdir("outside", 0755), EXIT_SUCCESS);
	while (fg_str_split(&word, &rest, ' ')) {
		size_t arrow = fg_str_find(word, '>', 0);
		const char *path =
		    fg_arena_cstr(&t->arena, fg_str_sub(word, 0, arrow));
		const char *target = fg_arena_cstr(
		    &t->arena, fg_str_sub(word, arrow + 1, word.n));

		if (arrow == word.n) {
			site_put(path, "---\n---\n");
			continue;
		}
		site_put(fg_arena_cstr(&t->arena,
			     fg_str_sub(fg_str_c(path), 0,
				 strlen(path) -
				     fg_path_base(fg_str_c(path)).n)),
		    "");
		path = fg_path_join(&t->arena, FG_STR("site"), fg_str_c(path)).p;
		assert_int_equal(symlink(target, path), 0);
	}
}

static void
the_right_files_are_read(void **state)
{
	struct site_test *t = *state;

	for (size_t i = 0; i < ROWS(sites); i++) {
		char config[512];

		snprintf(config, sizeof(config), URL "%s", sites[i].config);
		t->drafts = sites[i].drafts;
		make(t, sites[i].paths);
		site_open(t, config);
		assert_string_equal(walked(t), sites[i].walked);
		assert_problems(t, sites[i].problems);
		site_clear(t);
		assert_int_equal(rmdir("outside"), 0);
	}
}

static void
strange_names_are_names(void **state)
{
	struct site_test *t = *state;

	site_put("line\nbreak.md", "");
	site_put("_posts/2024-01-02-bad\xff.md", "");
	site_put("_posts/2024-01-02-\xe2\x80\xae.md", "");
	site_open(t, URL);
	assert_string_equal(walked(t),
	    "P _posts/2024-01-02-bad\xff.md\n"
	    "P _posts/2024-01-02-\xe2\x80\xae.md\nO line\nbreak.md\n");
	assert_problems(t, "");
}

/* What waits for ever when it is opened is left alone, or is an error later. */
static void
fifos_are_not_waited_for(void **state)
{
	struct site_test *t = *state;

	site_put("_posts/", NULL);
	assert_int_equal(mkfifo("site/pipe", 0600), 0);
	assert_int_equal(mkfifo("site/pipe.md", 0600), 0);
	assert_int_equal(mkfifo("site/_posts/2024-01-02-x.md", 0600), 0);
	site_scan(t, URL);
	assert_int_equal(t->scan.docs.n, 2);
	assert_problems(t,
	    "site/_posts/2024-01-02-x.md:0:0: file-not-regular\n"
	    "site/pipe.md:0:0: file-not-regular\n");
}

static void
deep_trees_are_refused(void **state)
{
	struct site_test *t = *state;
	struct fg_buf path = {0};
	size_t n;

	for (int i = 0; i < FG_WALK_DEPTH_MOST; i++)
		fg_buf_add_c(&path, "d/");
	n = path.n;
	fg_buf_add_c(&path, "in.md");
	site_put(path.p, "");
	fg_buf_truncate(&path, n);
	fg_buf_add_c(&path, "d/out.md");
	site_put(path.p, "");
	fg_buf_free(&path);
	site_open(t, URL);
	assert_non_null(strstr(walked(t), "/in.md\n"));
	assert_null(strstr(walked(t), "/out.md\n"));
	assert_non_null(strstr(site_problems(t), ": dir-too-deep\n"));
}

/* Twenty folders that link to each other are not 20! folders. */
static void
links_do_not_multiply(void **state)
{
	struct site_test *t = *state;

	for (int i = 0; i < 20; i++)
		for (int to = 0; to < 20; to++) {
			char path[32], target[32];

			snprintf(path, sizeof(path), "d%d/", i);
			site_put(path, NULL);
			snprintf(path, sizeof(path), "site/d%d/l%d", i, to);
			snprintf(target, sizeof(target), "../d%d", to);
			assert_int_equal(symlink(target, path), 0);
		}
	site_open(t, URL);
	walked(t);
	assert_non_null(strstr(site_problems(t), ": dir-links\n"));
}

static void
a_folder_without_rights_is_an_error(void **state)
{
	struct site_test *t = *state;

	site_put("a/x.md", "");
	site_put("b/y.md", "");
	assert_int_equal(chmod("site/a", 0), 0);
	site_open(t, URL);
	site_as_nobody(t, true);
	assert_string_equal(walked(t), "O b/y.md\n");
	site_as_nobody(t, false);
	assert_problems(t, "site/a:0:0: dir-unreadable\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    SITE_TEST(the_right_files_are_read),
	    SITE_TEST(strange_names_are_names),
	    SITE_TEST(fifos_are_not_waited_for),
	    SITE_TEST(deep_trees_are_refused),
	    SITE_TEST(a_folder_without_rights_is_an_error),
	    SITE_TEST(links_do_not_multiply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
