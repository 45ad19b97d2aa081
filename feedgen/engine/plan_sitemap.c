/* SPDX-License-Identifier: ISC */
/* plan_sitemap.c - which documents go into the sitemap, and in which order. */
#include "engine/plan.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"

#include <stdlib.h>

bool
fg_plan_is_taken(const struct fg_doc_list *docs, struct fg_str url)
{
	for (size_t i = 0; i < docs->n; i++)
		if (docs->items[i].is_written &&
		    fg_str_eq(docs->items[i].url, url))
			return true;
	return false;
}

static bool
is_error_page(const struct fg_doc *doc)
{
	return fg_str_eq(doc->url, FG_STR("/404.html")) ||
	       fg_str_eq(doc->url, FG_STR("/404/")) ||
	       (doc->kind == FG_DOC_STATIC &&
		   fg_str_eq(fg_path_base(doc->path), FG_STR("404.html")));
}

static bool
is_listed_kind(const struct fg_doc *doc)
{
	if (doc->kind == FG_DOC_STATIC)
		return doc->is_html || fg_str_eq(fg_path_extension(doc->path),
					   FG_STR(".pdf"));
	return doc->is_html || doc->kind == FG_DOC_COLLECTED;
}

enum fg_why
fg_plan_judge_sitemap(
    const struct fg_site *site, const struct fg_doc_list *docs)
{
	if (!site->options.sitemap_path.p)
		return FG_WHY_NO_SITEMAP;
	if (fg_plan_is_taken(docs, site->options.sitemap_path))
		return FG_WHY_SITEMAP_TAKEN;
	return FG_KEPT;
}

enum fg_why
fg_plan_judge_url(
    const struct fg_plan *plan, const struct fg_doc_list *docs, size_t index)
{
	const struct fg_doc *doc = &docs->items[index];
	enum fg_why why = fg_plan_judge_written(plan, docs, index);

	if (why != FG_KEPT)
		return why;
	if (!doc->in_sitemap)
		return FG_WHY_SITEMAP_FALSE;
	if (!is_listed_kind(doc))
		return FG_WHY_NOT_HTML;
	return is_error_page(doc) ? FG_WHY_ERROR_PAGE : FG_KEPT;
}

struct fg_str
fg_sitemap_path(struct fg_str url, struct fg_arena *a)
{
	struct fg_str name = FG_STR("/index.html"), kept;
	size_t at = fg_str_search(url, name, 0);
	struct fg_buf path = {0};

	if (at == url.n)
		return url;
	for (size_t from = 0; from < url.n; from = at + name.n) {
		at = fg_str_search(url, name, from);
		fg_buf_add(&path, fg_str_sub(url, from, at));
		/* Two slashes in front would be another host's. */
		if (at < url.n && !fg_str_starts(fg_str_sub(url, at + name.n,
				      url.n), FG_STR("/")))
			fg_buf_add_char(&path, '/');
	}
	kept = fg_arena_copy(a, fg_buf_str(&path));
	fg_buf_free(&path);
	return kept;
}

/* Collections by label, then pages, then static files, theirs at the end. */
static int
compare_groups(const struct fg_doc *x, const struct fg_doc *y)
{
	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	if (x->collection == y->collection)
		return 0;
	if (!x->collection || !y->collection)
		return x->collection ? 1 : -1;
	/* The site's collections are sorted by label. */
	return x->collection < y->collection ? -1 : 1;
}

/* By date; what has none comes last, as Jekyll takes today for its date. */
static int
compare_dates(struct feedgen_time x, struct feedgen_time y)
{
	if (x.set != y.set)
		return x.set ? -1 : 1;
	if (x.seconds != y.seconds)
		return x.seconds < y.seconds ? -1 : 1;
	return 0;
}

static int
compare_for_sitemap(const void *a, const void *b)
{
	const struct fg_doc *x = *(const struct fg_doc *const *)a;
	const struct fg_doc *y = *(const struct fg_doc *const *)b;
	int order = compare_groups(x, y);

	if (order == 0 && x->kind == FG_DOC_COLLECTED)
		order = compare_dates(x->date, y->date);
	if (order == 0 && x->kind == FG_DOC_PAGE)
		order =
		    fg_str_cmp(fg_path_base(x->path), fg_path_base(y->path));
	return order ? order : fg_str_cmp(x->path, y->path);
}

void
fg_plan_sitemap(struct fg_selection *out, const struct fg_plan *plan,
    const struct fg_site *site, const struct fg_doc_list *docs,
    struct fg_arena *a, struct fg_diags *d)
{
	const struct fg_doc **listed = calloc(docs->n + 1, sizeof(*listed));
	struct fg_map seen = {0};
	size_t n = 0;

	if (!listed)
		fg_out_of_memory();
	for (size_t i = 0; i < docs->n; i++)
		if (fg_plan_judge_url(plan, docs, i) == FG_KEPT)
			listed[n++] = &docs->items[i];
	if (n)
		qsort(listed, n, sizeof(*listed), compare_for_sitemap);
	*out = (struct fg_selection){
	    .items = fg_arena_array(a, n, sizeof(*out->items))};
	for (size_t i = 0; i < n; i++) {
		void **first = fg_map_put(
		    &seen, fg_sitemap_path(listed[i]->url, a));

		if (*first) {
			const struct fg_doc *other = *first;

			fg_diag(d, FG_URL_DUPLICATE,
			    fg_in_file(fg_path_join(
				a, site->source, listed[i]->path)),
			    fg_show(d, listed[i]->url),
			    fg_show(d, other->path));
			continue;
		}
		*first = (void *)(uintptr_t)listed[i];
		out->items[out->n++] = (size_t)(listed[i] - docs->items);
	}
	fg_map_free(&seen);
	free(listed);
}
