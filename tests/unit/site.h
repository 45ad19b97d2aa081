/* SPDX-License-Identifier: ISC */
/* site.h - small sites in a temporary folder, for tests of what reads them. */
#ifndef TESTS_SITE_H
#define TESTS_SITE_H

#include "input/config.h"
#include "input/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above. */
#include <cmocka.h>

#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROWS(array) (sizeof(array) / sizeof(*(array)))

/* One file of a site; a path with a slash at its end is a folder. */
struct site_file {
	const char *path, *text;
};

/*
 * A temporary folder that is the working directory of the test; the site is
 * its folder "site", so that diagnostics say "site/_posts/...".
 */
struct site_test {
	char folder[256];
	int parent;
	struct fg_arena arena;
	struct fg_diags diags;
	struct fg_site *site;
	struct fg_scan scan;
	bool drafts, future;
};

/* 2024-06-01 12:00 UTC: what is later is of the future. */
#define SITE_NOW 1717243200

static inline int
site_setup(void **state)
{
	struct site_test *t = calloc(1, sizeof(*t));

	assert_non_null(t);
	t->diags.arena = &t->arena;
	snprintf(t->folder, sizeof(t->folder), "%s/feedgen.XXXXXX",
	    getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
	t->parent = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_non_null(mkdtemp(t->folder));
	assert_int_equal(chdir(t->folder), 0);
	assert_int_equal(mkdir("site", 0755), 0);
	*state = t;
	return 0;
}

static inline void
site_forget(struct site_test *t)
{
	fg_scan_free(&t->scan);
	if (t->site)
		close(t->site->source_fd);
	t->site = NULL;
	fg_arena_free(&t->arena);
	t->diags = (struct fg_diags){.arena = &t->arena};
}

static inline int
site_teardown(void **state)
{
	struct site_test *t = *state;
	char command[2 * sizeof(t->folder) + 64];

	site_forget(t);
	assert_int_equal(fchdir(t->parent), 0);
	close(t->parent);
	snprintf(command, sizeof(command),
	    "chmod -R u+rwx '%s' && rm -rf '%s'", t->folder, t->folder);
	assert_int_equal(system(command), 0);
	free(t);
	return 0;
}

#define SITE_TEST(name)                                                        \
	cmocka_unit_test_setup_teardown(name, site_setup, site_teardown)

/* Write a file below the site's folder, and the folders above it. */
static inline void
site_put_bytes(const char *path, const char *bytes, size_t n)
{
	char full[8192];
	int fd;

	snprintf(full, sizeof(full), "site/%s", path);
	for (char *p = full + strlen("site/"); (p = strchr(p, '/')); p++) {
		*p = '\0';
		(void)mkdir(full, 0755);
		*p = '/';
	}
	if (full[strlen(full) - 1] == '/')
		return;
	fd = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static inline void
site_put(const char *path, const char *text)
{
	site_put_bytes(path, text ? text : "", text ? strlen(text) : 0);
}

static inline void
site_put_all(const struct site_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		site_put(files[i].path, files[i].text);
}

/* An empty folder again. */
static inline void
site_clear(struct site_test *t)
{
	site_forget(t);
	assert_int_equal(system("rm -rf site && mkdir site"), 0);
}

/* Read the configuration; `config` replaces _config.yml unless it is NULL. */
static inline void
site_open(struct site_test *t, const char *config)
{
	struct feedgen_build_options options = {
	    .size = sizeof(options),
	    .site = "site",
	    .now = {SITE_NOW, 0, true},
	    .drafts = t->drafts,
	    .future = t->future,
	};

	if (config)
		site_put("_config.yml", config);
	if (fg_config_read(&t->site, &t->arena, &options, &t->diags) < 0)
		fail_msg("%s", t->diags.list.first->diag.message);
}

static inline void
site_scan(struct site_test *t, const char *config)
{
	site_open(t, config);
	fg_scan_site(&t->scan, t->site, 1, &t->diags);
}

/*
 * Root may read everything; so that files without rights are tested by root
 * too, it gives its own rights away for a while.
 */
static inline void
site_as_nobody(struct site_test *t, bool nobody)
{
	if (getuid() != 0)
		return;
	if (nobody)
		assert_int_equal(chmod(t->folder, 0755), 0);
	assert_int_equal(seteuid(nobody ? 65534 : 0), 0);
}

/* The document of that path; the test fails if there is none. */
static inline const struct fg_doc *
site_doc(const struct site_test *t, const char *path)
{
	for (size_t i = 0; i < t->scan.docs.n; i++)
		if (fg_str_eq(t->scan.docs.items[i].path, fg_str_c(path)))
			return &t->scan.docs.items[i];
	fail_msg("no document '%s'", path);
	return NULL;
}

/* "file:line:column: rule" of each diagnostic, one a line. */
static inline const char *
site_problems(struct site_test *t)
{
	struct fg_buf all = {0};
	const char *text;

	for (const struct fg_diag_item *i = t->diags.list.first; i; i = i->next)
		fg_buf_printf(&all, "%s:%u:%u: %s\n",
		    i->diag.file ? i->diag.file : "", i->diag.line,
		    i->diag.column, i->diag.rule);
	text = fg_arena_cstr(&t->arena, fg_buf_str(&all));
	fg_buf_free(&all);
	return text;
}

#define assert_problems(t, expected)                                           \
	assert_string_equal(site_problems(t), expected)

static inline void
assert_str(struct fg_str found, const char *expected)
{
	char text[4096];

	snprintf(text, sizeof(text), "%.*s", FG_ARG(found));
	assert_string_equal(text, expected);
}

#endif
