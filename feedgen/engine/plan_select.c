/* SPDX-License-Identifier: ISC */
/* plan_select.c - which documents go into a feed, and in which order. */
#include "engine/plan.h"

#include <stdlib.h>

bool
fg_plan_is_post(const struct fg_doc *doc)
{
	return doc->kind == FG_DOC_COLLECTED &&
	       fg_str_eq(doc->collection->label, FG_STR("posts"));
}

bool
fg_plan_announces(const struct fg_plan *plan, const struct fg_site *site,
    const struct fg_doc_list *docs, size_t index)
{
	const struct fg_doc *doc = &docs->items[index];

	return doc->kind == FG_DOC_COLLECTED && doc->is_written &&
	       !doc->is_broken && doc->date.set &&
	       (site->drafts || !doc->is_draft) &&
	       !(plan->beyond_limit && plan->beyond_limit[index]);
}

struct dated {
	int64_t seconds;
	struct fg_str path;
	size_t index;
};

/* Newest first; of the same second, by path. */
static int
compare_newest(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->seconds != y->seconds)
		return x->seconds > y->seconds ? -1 : 1;
	return fg_str_cmp(x->path, y->path);
}

static int
compare_oldest(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->seconds != y->seconds)
		return x->seconds < y->seconds ? -1 : 1;
	return fg_str_cmp(x->path, y->path);
}

static bool
lists(const struct fg_str_list *list, struct fg_str word)
{
	for (size_t i = 0; i < list->n; i++)
		if (fg_str_eq(list->items[i], word))
			return true;
	return false;
}

static struct dated *
new_dated(size_t n)
{
	struct dated *dated = calloc(n + 1, sizeof(*dated));

	if (!dated)
		fg_out_of_memory();
	return dated;
}

static void
keep_selection(struct fg_selection *out, struct dated *dated, size_t n,
    struct fg_arena *a)
{
	out->n = n;
	out->items = fg_arena_array(a, n, sizeof(*out->items));
	for (size_t i = 0; i < n; i++)
		out->items[i] = dated[i].index;
	free(dated);
}

void
fg_plan_select(struct fg_selection *out, const struct fg_plan *plan,
    const struct fg_feed_spec *spec, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a)
{
	struct dated *dated = new_dated(docs->n);
	size_t n = 0;

	for (size_t i = 0; i < docs->n; i++) {
		const struct fg_doc *doc = &docs->items[i];

		if (!fg_plan_announces(plan, site, docs, i) ||
		    !fg_str_eq(doc->collection->label, spec->collection))
			continue;
		if ((spec->category.p &&
			!lists(&doc->categories, spec->category)) ||
		    (spec->tag.p && !lists(&doc->tags, spec->tag)))
			continue;
		dated[n++] = (struct dated){doc->date.seconds, doc->path, i};
	}
	if (n)
		qsort(dated, n, sizeof(*dated), compare_newest);
	keep_selection(
	    out, dated, n < site->feed_limit ? n : site->feed_limit, a);
}

void
fg_plan_limit(struct fg_plan *plan, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a)
{
	struct dated *dated;
	size_t n = 0;

	if (site->limit_posts == 0)
		return;
	dated = new_dated(docs->n);
	plan->beyond_limit = fg_arena_array(a, docs->n, sizeof(bool));
	for (size_t i = 0; i < docs->n; i++) {
		const struct fg_doc *doc = &docs->items[i];

		if (fg_plan_is_post(doc) && doc->is_written && !doc->is_broken)
			dated[n++] = (struct dated){
			    doc->date.seconds, doc->path, i};
	}
	if (n)
		qsort(dated, n, sizeof(*dated), compare_oldest);
	for (size_t i = 0; i + site->limit_posts < n; i++)
		plan->beyond_limit[dated[i].index] = true;
	free(dated);
}
