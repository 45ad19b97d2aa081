/* SPDX-License-Identifier: ISC */
/* config_collections.c - the site's collections and front matter defaults. */
#include <stdlib.h>

#include "base/file.h"
#include "input/config_reader.h"
#include "input/jekyll.h"

/* ---- collections ---- */

/* Collection#sanitize_label: other characters are dropped. */
static struct fg_str
clean_label(struct fg_arena *a, struct fg_str label)
{
	char *p = fg_arena_alloc(a, label.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < label.n; i++)
		if (fg_is_alpha(label.p[i]) || fg_is_digit(label.p[i]) ||
		    strchr("_-.", label.p[i]))
			p[n++] = label.p[i];
	p[n] = '\0';
	return (struct fg_str){p, n};
}

static struct fg_str
directory_of(struct fg_config_reader *r, struct fg_str label)
{
	struct fg_str name = fg_arena_join(r->arena, FG_STR("_"), label);

	if (r->site->collections_dir.n == 0)
		return name;
	return fg_path_join(r->arena, r->site->collections_dir, name);
}

/* Read the map of a collection's settings, which may be absent. */
static int
read_collection(
    struct fg_collection *c, struct fg_config_reader *r, struct fg_str label)
{
	const struct fg_str key = FG_STR("collections");
	struct fg_setting s = FG_SETTING(r, key, label);
	int result = 0;

	if (s.value && s.value->kind != FG_MAP)
		return fg_setting_fault(r, &s, FG_CONFIG_COLLECTION,
		    fg_show(r->diags, label), fg_show(r->diags, label));
	c->output = fg_value_is_true(fg_value_get(s.value, "output"));
	c->future = fg_value_is_true(fg_value_get(s.value, "future"));
	result |= fg_setting_text(
	    &c->permalink, r, FG_SETTING(r, key, label, FG_STR("permalink")));
	result |= fg_setting_text(
	    &c->sort_by, r, FG_SETTING(r, key, label, FG_STR("sort_by")));
	result |= fg_setting_list(
	    &c->order, r, FG_SETTING(r, key, label, FG_STR("order")));
	return result;
}

static bool
is_posts(struct fg_str label)
{
	return fg_str_eq(label, FG_STR("posts"));
}

/* The labels: keys of a map, or items of a list; posts are always there. */
static int
read_labels(struct fg_str_list *out, struct fg_config_reader *r)
{
	struct fg_setting s = FG_SETTING(r, FG_STR("collections"));
	bool has_posts = false;
	int result = 0;
	struct fg_str *items;

	if (s.value && s.value->kind == FG_MAP) {
		out->n = s.value->map.n;
		out->items =
		    fg_arena_array(r->arena, out->n, sizeof(*out->items));
		for (size_t i = 0; i < out->n; i++)
			out->items[i] = s.value->map.pairs[i].key;
	} else {
		result = fg_setting_list(out, r, s);
	}
	for (size_t i = 0; i < out->n; i++)
		has_posts = has_posts || is_posts(out->items[i]);
	if (has_posts)
		return result;
	items = fg_arena_array(r->arena, out->n + 1, sizeof(*items));
	for (size_t i = 0; i < out->n; i++)
		items[i] = out->items[i];
	items[out->n++] = FG_STR("posts");
	out->items = items;
	return result;
}

static int
by_label(const void *a, const void *b)
{
	const struct fg_collection *left = a, *right = b;

	return fg_str_cmp(left->label, right->label);
}

/* Two keys may give one label; the first of them counts. */
static size_t
drop_repeated(struct fg_collection *collections, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !fg_str_eq(collections[kept - 1].label,
				     collections[i].label))
			collections[kept++] = collections[i];
	return kept;
}

int
fg_config_collections(struct fg_config_reader *r)
{
	struct fg_site *site = r->site;
	struct fg_str_list labels = {NULL, 0};
	int result = read_labels(&labels, r);

	site->collections =
	    fg_arena_array(r->arena, labels.n, sizeof(*site->collections));
	for (size_t i = 0; i < labels.n; i++) {
		struct fg_collection *c = &site->collections[i];

		if (read_collection(c, r, labels.items[i]) != 0)
			result = -1;
		c->label = clean_label(r->arena, labels.items[i]);
		c->directory = directory_of(r, c->label);
		if (!is_posts(c->label))
			continue;
		c->output = true;
		if (!c->permalink.p)
			c->permalink = site->permalink;
	}
	if (labels.n > 1)
		qsort(site->collections, labels.n, sizeof(*site->collections),
		    by_label);
	site->collection_count = drop_repeated(site->collections, labels.n);
	return result;
}

/* ---- defaults ---- */

/* Jekyll 2's names. */
static struct fg_str
plural_type(struct fg_str type)
{
	if (fg_str_eq(type, FG_STR("page")))
		return FG_STR("pages");
	if (fg_str_eq(type, FG_STR("post")))
		return FG_STR("posts");
	if (fg_str_eq(type, FG_STR("draft")))
		return FG_STR("drafts");
	return type;
}

static void
read_default(struct fg_defaults *out, struct fg_config_reader *r,
    const struct fg_value *item)
{
	const struct fg_value *scope = fg_value_get(item, "scope");
	const struct fg_value *path = fg_value_get(scope, "path");
	const struct fg_value *type = fg_value_get(scope, "type");

	*out = (struct fg_defaults){.path = FG_STR("")};
	out->values = fg_value_get(item, "values");
	if (path && path->kind == FG_STRING)
		out->path = path->text;
	if (type && type->kind != FG_NULL)
		out->type = plural_type(fg_value_text(type, r->arena));
	fg_defaults_glob(out, r->site, r->arena);
}

/* Jekyll goes on without a set that it cannot read. */
int
fg_config_defaults(struct fg_config_reader *r)
{
	struct fg_setting s = FG_SETTING(r, FG_STR("defaults"));
	struct fg_site *site = r->site;

	if (!s.value)
		return 0;
	if (s.value->kind != FG_LIST) {
		fg_setting_fault(r, &s, FG_CONFIG_DEFAULTS, NULL, NULL);
		return 0;
	}
	site->defaults =
	    fg_arena_array(r->arena, s.value->list.n, sizeof(*site->defaults));
	for (size_t i = 0; i < s.value->list.n; i++) {
		const struct fg_value *item = s.value->list.items[i];
		const struct fg_value *values = fg_value_get(item, "values");

		s.place = fg_at(item->line, item->column);
		if (!values || values->kind != FG_MAP)
			fg_setting_fault(r, &s, FG_CONFIG_DEFAULTS, NULL, NULL);
		else
			read_default(
			    &site->defaults[site->default_count++], r, item);
	}
	return 0;
}
