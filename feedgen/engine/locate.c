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
	struct fg_str source =
	    real_path(a, s->site->source.n ? s->site->source : FG_STR("."));
	struct fg_str name = fg_path_base(path);
	struct fg_str folder = fg_str_sub(path, 0, path.n - name.n);

	folder = real_path(a, folder.n ? folder : FG_STR("."));
	if (!folder.p || !source.p || !fg_str_starts(folder, source) ||
	    (folder.n > source.n && folder.p[source.n] != '/'))
		return (struct fg_str){NULL, 0};
	return fg_path_join(
	    a, plain(fg_str_sub(folder, source.n + 1, folder.n)), name);
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

	if (leads_out(path) || fstatat(s->site->source_fd, path.p, &st, 0) != 0)
		return false;
	*is_folder = S_ISDIR(st.st_mode);
	return true;
}

/* ---- URLs ---- */

/* A URL as it was given: a path may be one of the site, or of the server. */
struct address {
	struct fg_str below, whole;
};

static bool
is_url(struct fg_str given)
{
	return fg_url_has_scheme(given) || fg_str_starts(given, FG_STR("/"));
}

/* Without query and fragment, which no file has, and without index.html. */
static struct fg_str
plain_url(struct fg_str url)
{
	struct fg_str index = FG_STR("/index.html");

	url = fg_str_sub(url, 0, fg_str_find(url, '#', 0));
	url = fg_str_sub(url, 0, fg_str_find(url, '?', 0));
	if (fg_str_ends(url, index))
		url.n -= index.n - 1;
	return url;
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

static struct address
address_of(struct fg_survey *s, struct fg_str url)
{
	url = plain_url(url);
	return (struct address){
	    .below = absolute(s, s->site->baseurl, url),
	    .whole = absolute(s, (struct fg_str){NULL, 0}, url),
	};
}

static bool
is_at(const struct address *address, const char *url)
{
	return fg_str_eq(fg_str_c(url), address->below) ||
	       fg_str_eq(fg_str_c(url), address->whole);
}

/* The document of that URL, one that is published before one that is not. */
static bool
find_url(size_t *index, struct fg_survey *s, const struct address *address)
{
	struct fg_arena scratch = {0};
	bool found = false;

	for (size_t i = 0; i < s->scan.docs.n; i++) {
		const struct fg_doc *doc = &s->scan.docs.items[i];
		struct fg_diags known = {.arena = &scratch};
		struct feedgen_url url;

		if (!doc->url.p)
			continue;
		(void)fg_url_of_doc(&url, s->site, doc, &scratch, &known);
		if (is_at(address, url.loc)) {
			*index = i;
			found = true;
			if (doc->is_written)
				break;
		}
		fg_arena_reset(&scratch);
	}
	fg_arena_free(&scratch);
	return found;
}

static bool
is_path_at(
    struct fg_survey *s, const struct address *address, struct fg_str path)
{
	struct feedgen_url url;

	if (path.n == 0)
		return false;
	path = fg_str_sub(path, 1, path.n);
	url = fg_url_of_path(s->site, path, &s->arena);
	return is_at(address, url.loc);
}

static bool
is_output(struct fg_survey *s, const struct address *address)
{
	for (size_t i = 0; i < s->plan.feed_count; i++)
		if (is_path_at(s, address, s->plan.feeds[i].path))
			return true;
	return is_path_at(s, address, s->site->options.sitemap_path);
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
nearest(const struct fg_survey *s, struct fg_str given, bool by_url)
{
	struct fg_str found = {NULL, 0};
	/* With more letters changed it is another name. */
	size_t fewest = given.n / 3 + 1;

	for (size_t i = 0; given.n <= LONGEST_NAME && i < s->scan.docs.n; i++) {
		const struct fg_doc *doc = &s->scan.docs.items[i];
		struct fg_str known = by_url ? doc->url : doc->path;
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
	struct fg_str path = given, base = s->site->baseurl, like;

	if (fg_url_has_scheme(given))
		path = fg_url_split(given).path;
	if (is_url(given) && fg_str_starts(path, base))
		path = fg_str_sub(path, base.n, path.n);
	like = nearest(s, path, is_url(given));
	if (like.p)
		return fg_diag(d, FG_EXPLAIN_UNKNOWN, FG_WHOLE_FILE,
		    fg_show(d, given), fg_show(d, like));
	return fg_diag(
	    d, FG_EXPLAIN_UNLIKE, FG_WHOLE_FILE, fg_show(d, given));
}

static int
refuse_folder(struct fg_survey *s, struct fg_str path)
{
	return fg_diag(&s->diags, FG_EXPLAIN_FOLDER, FG_WHOLE_FILE,
	    fg_show(&s->diags, path));
}

static bool
holds_documents(struct fg_survey *s, struct fg_str folder)
{
	struct fg_str path = fg_arena_join(&s->arena, folder, FG_STR("/"));

	for (size_t i = 0; i < s->scan.docs.n; i++)
		if (fg_str_starts(s->scan.docs.items[i].path, path))
			return true;
	return false;
}

static int
explain_walk(struct fg_location *out, struct fg_survey *s, bool is_folder)
{
	out->is_read = false;
	if (is_folder && holds_documents(s, out->path))
		return refuse_folder(s, out->path);
	fg_walk_explain(&out->rejection, s->site, out->path, &s->arena);
	if (out->rejection.why != FG_KEPT)
		return 0;
	return is_folder ? refuse_folder(s, out->path) : unknown(s, out->path);
}

/* Set the path of what is read, or only exists; false if there is neither. */
static bool
find(struct fg_location *out, bool *is_folder, struct fg_survey *s,
    struct fg_str path)
{
	if (!path.p)
		return false;
	out->path = path;
	out->is_read = find_path(&out->index, s, path);
	return out->is_read || exists(is_folder, s, path);
}

int
fg_locate(struct fg_location *out, struct fg_survey *s, const char *path_or_url)
{
	struct fg_str given = fg_str_c(path_or_url), path;
	struct address address;
	bool is_folder = false;

	fg_diags_open(
	    &s->diags, (struct fg_str){NULL, 0}, (struct fg_str){NULL, 0});
	*out = (struct fg_location){.is_read = false};
	path = fg_arena_copy(&s->arena, plain(given));
	if (find(out, &is_folder, s, path) ||
	    (!fg_url_has_scheme(given) &&
		find(out, &is_folder, s, path_from_source(s, path))))
		return out->is_read ? 0 : explain_walk(out, s, is_folder);
	if (!is_url(given))
		return unknown(s, given);
	address = address_of(s, given);
	out->is_read = find_url(&out->index, s, &address);
	if (out->is_read) {
		out->path = s->scan.docs.items[out->index].path;
		return 0;
	}
	if (is_output(s, &address))
		return fg_diag(&s->diags, FG_EXPLAIN_OUTPUT, FG_WHOLE_FILE,
		    fg_show(&s->diags, given));
	return unknown(s, given);
}
