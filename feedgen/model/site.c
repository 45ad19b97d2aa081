/* SPDX-License-Identifier: ISC */
/* site.c - looking things up in a site's configuration. */
#include "model/site.h"

const struct fg_collection *
fg_site_collection(const struct fg_site *site, struct fg_str label)
{
	size_t low = 0, high = site->collection_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = fg_str_cmp(label, site->collections[middle].label);

		if (order == 0)
			return &site->collections[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Merging copies values, but neither their text nor their items. */
static bool
is_same(const struct fg_value *a, const struct fg_value *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->line != b->line || a->column != b->column)
		return false;
	if (a->kind == FG_LIST)
		return a->list.items == b->list.items;
	return a->kind != FG_MAP && a->text.p == b->text.p;
}

/* Trees are at most FG_YAML_DEPTH_MOST deep. */
static bool
holds(const struct fg_value *tree, const struct fg_value *v)
{
	if (is_same(tree, v))
		return true;
	for (size_t i = 0; tree->kind == FG_LIST && i < tree->list.n; i++)
		if (holds(tree->list.items[i], v))
			return true;
	for (size_t i = 0; tree->kind == FG_MAP && i < tree->map.n; i++)
		if (holds(tree->map.pairs[i].value, v))
			return true;
	return false;
}

struct fg_place
fg_site_place(const struct fg_site *site, const struct fg_value *v)
{
	struct fg_place place = {{NULL, 0}, v->line, v->column};

	for (size_t i = site->file_count; i > 0 && !place.file.p; i--)
		if (holds(site->files[i - 1].tree, v))
			place.file = site->files[i - 1].name;
	return place;
}
