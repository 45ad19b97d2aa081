/* SPDX-License-Identifier: ISC */
/* plan_select.c - which documents go into a feed, and in which order. */
#include "engine/plan.h"

#include <stdlib.h>

bool
fg_plan_is_post(const struct fg_doc *doc)
{
	/* A page that could not be read is of no kind, and of no collection. */
	return doc->kind == FG_DOC_COLLECTED && doc->collection &&
	       fg_str_eq(doc->collection->label, FG_STR("posts"));
}

enum fg_why
fg_plan_judge_written(
    const struct fg_plan *plan, const struct fg_doc_list *docs, size_t index)
{
	const struct fg_doc *doc = &docs->items[index];

	if (doc->is_broken || !doc->is_written)
		return FG_WHY_NOT_WRITTEN;
	if (plan->beyond_limit && plan->beyond_limit[index])
		return FG_WHY_LIMIT_POSTS;
	return FG_KEPT;
}

enum fg_why
fg_plan_judge(const struct fg_plan *plan, const struct fg_site *site,
    const struct fg_doc_list *docs, size_t index)
{
	const struct fg_doc *doc = &docs->items[index];
	enum fg_why why = fg_plan_judge_written(plan, docs, index);

	if (why != FG_KEPT)
		return why;
	if (doc->kind != FG_DOC_COLLECTED)
		return FG_WHY_NOT_COLLECTED;
	if (!doc->date.set)
		return FG_WHY_UNDATED;
	return doc->is_draft && !site->drafts ? FG_WHY_DRAFT : FG_KEPT;
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
    size_t limit, struct fg_arena *a)
{
	out->n = n < limit ? n : limit;
	out->beyond = n - out->n;
	out->items = fg_arena_array(a, n, sizeof(*out->items));
	for (size_t i = 0; i < n; i++)
		out->items[i] = dated[i].index;
	free(dated);
}

enum fg_why
fg_plan_judge_for(const struct fg_plan *plan, const struct fg_feed_spec *spec,
    const struct fg_site *site, const struct fg_doc_list *docs, size_t index)
{
	const struct fg_doc *doc = &docs->items[index];
	enum fg_why why;

	if (doc->collection &&
	    !fg_str_eq(doc->collection->label, spec->collection))
		return FG_WHY_COLLECTION;
	why = fg_plan_judge(plan, site, docs, index);
	if (why != FG_KEPT)
		return why;
	if (spec->category.p && !lists(&doc->categories, spec->category))
		return FG_WHY_CATEGORY;
	if (spec->tag.p && !lists(&doc->tags, spec->tag))
		return FG_WHY_TAG;
	return FG_KEPT;
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

		if (fg_plan_judge_for(plan, spec, site, docs, i) == FG_KEPT)
			dated[n++] = (struct dated){
			    doc->date.seconds, doc->path, i};
	}
	if (n)
		qsort(dated, n, sizeof(*dated), compare_newest);
	keep_selection(out, dated, n, site->feed_limit, a);
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
