/* SPDX-License-Identifier: ISC */
/* locate.c - from what a user names to a file of the site. */
#include "engine/locate.h"

#include "base/file.h"
#include "base/url.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Longer names are not compared letter by letter. */
#define LONGEST_NAME 255

/* ---- paths ---- */

static bool
find_path(size_t *index, const struct fg_survey *s, struct fg_str path)
{
	for (size_t i = 0; i < s->scan.docs.n; i++) {
		if (!fg_str_eq(s->scan.docs.items[i].path, path))
			continue;
		*index = i;
		return true;
	}
	return false;
}

/* "./a/" as "a" */
static struct fg_str
plain(struct fg_str path)
{
	while (fg_str_starts(path, FG_STR("./")))
		path = fg_str_sub(path, 2, path.n);
	while (path.n > 1 && fg_str_ends(path, FG_STR("/")))
		path.n--;
	return path;
}

static struct fg_str
real_path(struct fg_arena *a, struct fg_str path)
{
	char *real = realpath(fg_arena_cstr(a, path), NULL);
	struct fg_str kept = fg_arena_copy(a, fg_str_c(real));

	free(real);
	return kept;
}

/*
 * A path from the current folder as one from the source, or absent.  Only the
 * folders are resolved: the file may be a link.
 */
static struct fg_str
path_from_source(struct fg_survey *s, struct fg_str path)
{
	struct fg_arena *a = &s->arena;
	struct fg_str source = real_path(a, s->site->source);
	struct fg_str name = fg_path_base(path);
	struct fg_str folder = fg_str_sub(path, 0, path.n - name.n);

	folder = real_path(a, folder.n ? folder : FG_STR("."));
	if (!folder.p || !source.p || !fg_str_starts(folder, source) ||
	    (folder.n > source.n && folder.p[source.n] != '/'))
		return (struct fg_str){NULL, 0};
	return fg_path_join(a, plain(fg_str_sub(folder, source.n + 1, folder.n)),
	    name);
}

static bool
leads_out(struct fg_str path)
{
	struct fg_str part;

	if (path.n == 0 || path.p[0] == '/')
		return true;
	while (fg_str_split(&part, &path, '/'))
		if (fg_str_eq(part, FG_STR("..")))
			return true;
	return false;
}

/* Is there anything of that name, though it is not read? */
static bool
exists(bool *is_folder, const struct fg_survey *s, struct fg_str path)
{
	struct stat st;

	if (leads_out(path) ||
	    fstatat(s->site->source_fd, path.p, &st, 0) != 0)
		return false;
	*is_folder = S_ISDIR(st.st_mode);
	return true;
}

/* ---- URLs ---- */

/* Without query and fragment, which no URL of a file has. */
static struct fg_str
without_query(struct fg_str url)
{
	return fg_str_sub(url, 0, fg_str_find(fg_str_sub(url, 0,
				      fg_str_find(url, '#', 0)), '?', 0));
}

static struct fg_str
absolute(struct fg_survey *s, struct fg_str baseurl, struct fg_str url)
{
	struct fg_buf joined = {0}, normal = {0};
	struct fg_str kept;

	fg_url_absolute(&joined, s->site->url, baseurl, url);
	fg_url_normalise(&normal, fg_buf_str(&joined));
	kept = fg_arena_copy(&s->arena, fg_buf_str(&normal));
	fg_buf_free(&joined);
	fg_buf_free(&normal);
	return kept;
}

/* The document of that URL, one that is published before one that is not. */
static bool
find_url(size_t *index, struct fg_survey *s, struct fg_str url)
{
	struct fg_str whole, below;
	struct fg_arena scratch = {0};
	struct fg_buf buf = {0};
	bool found = false;

	if (!fg_url_has_scheme(url) && !fg_str_starts(url, FG_STR("/")))
		return false;
	/* A path is one of the site, or one of the server. */
	url = without_query(url);
	below = absolute(s, s->site->baseurl, url);
	whole = absolute(s, (struct fg_str){NULL, 0}, url);
	for (size_t i = 0; i < s->scan.docs.n; i++) {
		const struct fg_doc *doc = &s->scan.docs.items[i];
		struct fg_diags known = {.arena = &scratch};
		struct feedgen_url listed;

		if (!doc->url.p || (found && !doc->is_written))
			continue;
		fg_buf_reset(&buf);
		fg_url_absolute(
		    &buf, s->site->url, s->site->baseurl, doc->url);
		(void)fg_url_of_doc(&listed, s->site, doc, &scratch, &known);
		if (fg_str_eq(fg_buf_str(&buf), whole) ||
		    fg_str_eq(fg_buf_str(&buf), below) ||
		    fg_str_eq(fg_str_c(listed.loc), whole) ||
		    fg_str_eq(fg_str_c(listed.loc), below)) {
			*index = i;
			found = true;
		}
		fg_arena_reset(&scratch);
		if (found && doc->is_written)
			break;
	}
	fg_buf_free(&buf);
	fg_arena_free(&scratch);
	return found;
}

/* ---- what is like it ---- */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to insert, delete or replace (Levenshtein). */
static size_t
edits(struct fg_str a, struct fg_str b)
{
	size_t row[LONGEST_NAME + 1];

	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t above = row[j];

			row[j] = least(least(above, row[j - 1]) + 1,
			    diagonal + (a.p[i - 1] != b.p[j - 1]));
			diagonal = above;
		}
	}
	return row[b.n];
}

/* What both begin and end with needs no comparing. */
static size_t
distance(struct fg_str a, struct fg_str b)
{
	while (a.n && b.n && a.p[0] == b.p[0]) {
		a = fg_str_sub(a, 1, a.n);
		b = fg_str_sub(b, 1, b.n);
	}
	while (a.n && b.n && a.p[a.n - 1] == b.p[b.n - 1]) {
		a.n--;
		b.n--;
	}
	return edits(a, b);
}

/* The known path or URL path that is most like the given one, or absent. */
static struct fg_str
nearest(const struct fg_survey *s, struct fg_str given, bool is_url)
{
	struct fg_str found = {NULL, 0};
	/* With more letters changed it is another name. */
	size_t fewest = given.n / 2 + 1;

	for (size_t i = 0; given.n <= LONGEST_NAME && i < s->scan.docs.n; i++) {
		const struct fg_doc *doc = &s->scan.docs.items[i];
		struct fg_str known = is_url ? doc->url : doc->path;
		size_t n;

		if (known.n > LONGEST_NAME || known.n >= given.n + fewest ||
		    given.n >= known.n + fewest)
			continue;
		n = distance(given, known);
		/* The same name in another folder is meant more likely. */
		if (fg_str_eq(fg_path_base(given), fg_path_base(known)))
			n /= 2;
		if (n >= fewest)
			continue;
		fewest = n;
		found = known;
	}
	return found;
}

/* ---- all of it ---- */

static int
unknown(struct fg_survey *s, struct fg_str given)
{
	struct fg_diags *d = &s->diags;
	bool is_url = fg_url_has_scheme(given);
	struct fg_str path = given, like;

	if (is_url)
		path = fg_url_split(given).path;
	like = nearest(s, path, is_url || fg_str_starts(given, FG_STR("/")));
	if (like.p)
		return fg_diag(d, FG_EXPLAIN_UNKNOWN, FG_WHOLE_FILE,
		    fg_show(d, given), fg_show(d, like));
	return fg_diag(
	    d, FG_EXPLAIN_UNLIKE, FG_WHOLE_FILE, fg_show(d, given), NULL);
}

static int
explain_walk(struct fg_location *out, struct fg_survey *s, bool is_folder)
{
	out->is_read = false;
	fg_walk_explain(&out->rejection, s->site, out->path, &s->arena);
	if (out->rejection.why != FG_KEPT)
		return 0;
	if (is_folder)
		return fg_diag(&s->diags, FG_EXPLAIN_FOLDER, FG_WHOLE_FILE,
		    fg_show(&s->diags, out->path), NULL);
	return unknown(s, out->path);
}

int
fg_locate(
    struct fg_location *out, struct fg_survey *s, const char *path_or_url)
{
	struct fg_str given = fg_str_c(path_or_url);
	struct fg_str path = fg_arena_copy(&s->arena, plain(given));
	struct fg_str below = {NULL, 0};
	bool is_folder;

	fg_diags_open(
	    &s->diags, (struct fg_str){NULL, 0}, (struct fg_str){NULL, 0});
	*out = (struct fg_location){.is_read = true};
	if (!fg_url_has_scheme(given))
		below = path_from_source(s, path);
	if (find_path(&out->index, s, path) ||
	    (below.p && find_path(&out->index, s, below)) ||
	    find_url(&out->index, s, given)) {
		out->path = s->scan.docs.items[out->index].path;
		return 0;
	}
	out->path = path;
	if (exists(&is_folder, s, path))
		return explain_walk(out, s, is_folder);
	out->path = below;
	if (below.p && exists(&is_folder, s, below))
		return explain_walk(out, s, is_folder);
	return unknown(s, given);
}
