/* SPDX-License-Identifier: ISC */
/* plan.c - feeds by configuration. */
#include "engine/plan.h"

#include "base/file.h"
#include "base/map.h"
#include "base/url.h"
#include "base/utf8.h"

#include <stdlib.h>

#define DEFAULT_FEED FG_STR("/feed.xml")
/* File systems allow 255 bytes; a temporary file beside it needs some more. */
#define FILE_NAME_MOST 200

/* Feeds under construction. */
struct planner {
	const struct fg_site *site;
	const struct fg_doc_list *docs;
	struct fg_arena *arena;
	struct fg_diags *diags;
	struct fg_plan *plan;
	size_t capacity;
	struct fg_map taken; /* URLs of the site's own files */
	struct fg_map planned; /* paths of feeds */
	int result;
};

static void
index_urls(struct planner *p)
{
	for (size_t i = 0; i < p->docs->n; i++)
		if (p->docs->items[i].is_written)
			*fg_map_put(&p->taken, p->docs->items[i].url) = p;
}

/* Would the feed replace a file of the site?  URLs of files are encoded. */
static bool
is_taken(struct planner *p, struct fg_str path)
{
	struct fg_buf url = {0};
	bool taken;

	fg_url_encode_path(&url, path);
	taken = fg_map_get(&p->taken, fg_buf_str(&url)) != NULL;
	fg_buf_free(&url);
	return taken;
}

static void
add_feed(struct planner *p, struct fg_feed_spec spec)
{
	struct fg_plan *plan = p->plan;
	void **planned;

	if (spec.path.n == 0 || spec.path.p[0] != '/')
		spec.path = fg_arena_join(p->arena, FG_STR("/"), spec.path);
	planned = fg_map_put(&p->planned, spec.path);
	if (*planned) {
		p->result = fg_diag(p->diags, FG_PUBLISH_TWICE,
		    fg_in_file(fg_path_join(p->arena, p->site->destination,
			fg_str_sub(spec.path, 1, spec.path.n))),
		    NULL);
		return;
	}
	*planned = p;
	if (is_taken(p, spec.path)) {
		fg_diag(p->diags, FG_FEED_PATH_TAKEN,
		    fg_in_file(p->site->config_file),
		    fg_show(p->diags, spec.path));
		return;
	}
	if (plan->feed_count == p->capacity) {
		size_t capacity = p->capacity ? p->capacity * 2 : 8;
		struct fg_feed_spec *feeds =
		    fg_arena_array(p->arena, capacity, sizeof(*feeds));

		if (plan->feed_count)
			memcpy(feeds, plan->feeds,
			    plan->feed_count * sizeof(*feeds));
		plan->feeds = feeds;
		p->capacity = capacity;
	}
	plan->feeds[plan->feed_count++] = spec;
}

/* prefix + name + ".xml" */
static struct fg_str
feed_path(struct planner *p, struct fg_str prefix, struct fg_str name)
{
	return fg_arena_join(p->arena, fg_arena_join(p->arena, prefix, name),
	    FG_STR(".xml"));
}

/* Does an item before that one say the same? */
static bool
is_repeated(const struct fg_value *list, size_t index, struct fg_arena *a)
{
	struct fg_str text = fg_value_text(list->list.items[index], a);

	for (size_t i = 0; i < index; i++)
		if (fg_str_eq(fg_value_text(list->list.items[i], a), text))
			return true;
	return false;
}

static void
add_categories(struct planner *p, struct fg_str label,
    const struct fg_value *categories)
{
	bool is_posts = fg_str_eq(label, FG_STR("posts"));
	struct fg_str prefix = FG_STR("/feed/");

	if (!categories || categories->kind != FG_LIST)
		return;
	if (!is_posts)
		prefix = fg_arena_join(p->arena,
		    fg_arena_join(p->arena, prefix, label), FG_STR("/"));
	for (size_t i = 0; i < categories->list.n; i++) {
		struct fg_str category =
		    fg_value_text(categories->list.items[i], p->arena);

		if (category.n && !is_repeated(categories, i, p->arena))
			add_feed(p, (struct fg_feed_spec){
					.path = feed_path(p, prefix, category),
					.collection = label,
					.category = category,
				    });
	}
}

/* One collection of jekyll-feed's; own is its map, or NULL. */
static void
add_collection(struct planner *p, struct fg_str label,
    const struct fg_value *own, struct fg_str default_path,
    const struct fg_value *default_categories)
{
	const struct fg_value *categories = fg_value_get(own, "categories");
	struct fg_str path =
	    fg_value_text(fg_value_get(own, "path"), p->arena);

	add_feed(p, (struct fg_feed_spec){
			.path = path.n ? path : default_path,
			.collection = label,
		    });
	add_categories(p, label,
	    fg_value_is_true(categories) ? categories : default_categories);
}

static void
add_collections(struct planner *p, const struct fg_value *collections)
{
	if (!collections)
		return;
	for (size_t i = 0; collections->kind == FG_LIST &&
			   i < collections->list.n;
	    i++) {
		struct fg_str label =
		    fg_value_text(collections->list.items[i], p->arena);

		if (label.n && !fg_str_eq(label, FG_STR("posts")))
			add_collection(p, label, NULL,
			    feed_path(p, FG_STR("/feed/"), label), NULL);
	}
	for (size_t i = 0;
	    collections->kind == FG_MAP && i < collections->map.n; i++) {
		const struct fg_pair *pair = &collections->map.pairs[i];

		if (!fg_str_eq(pair->key, FG_STR("posts")))
			add_collection(p, pair->key, pair->value,
			    feed_path(p, FG_STR("/feed/"), pair->key), NULL);
	}
}

/* `feed.collections.posts` says the same as the keys of `feed:`, and wins. */
static void
add_posts(struct planner *p)
{
	const struct fg_value *own = fg_value_get(
	    fg_value_get(p->site->feed, "collections"), "posts");
	struct fg_str path =
	    fg_value_text(fg_value_get(p->site->feed, "path"), p->arena);

	add_collection(p, FG_STR("posts"), own, path.n ? path : DEFAULT_FEED,
	    fg_value_get(p->site->feed, "categories"));
}

static bool
is_simple_tag(struct fg_str tag)
{
	for (size_t i = 0; i < tag.n; i++)
		if (!fg_is_alpha(tag.p[i]) && !fg_is_digit(tag.p[i]) &&
		    tag.p[i] != '_')
			return false;
	return tag.n > 0;
}

static bool
has_letter(struct fg_str s)
{
	uint32_t cp;

	for (size_t n; s.n > 0; s = fg_str_sub(s, n ? n : 1, s.n)) {
		n = fg_utf8_decode(&cp, s);
		if (fg_unicode_is_letter(cp) || fg_unicode_is_digit(cp))
			return true;
	}
	return false;
}

/* Of an emoji no letter is left: "u2764-ufe0f". */
static void
name_by_code_points(struct fg_buf *name, struct fg_str tag)
{
	uint32_t cp;

	fg_buf_reset(name);
	for (size_t n; tag.n > 0; tag = fg_str_sub(tag, n ? n : 1, tag.n)) {
		n = fg_utf8_decode(&cp, tag);
		fg_buf_printf(name, name->n ? "-u%x" : "u%x", (unsigned)cp);
	}
}

/* jekyll-feed passes over tags with blanks or letters like "ü"; we do not. */
static struct fg_str
tag_name(struct planner *p, struct fg_str tag)
{
	struct fg_buf slug = {0};
	struct fg_str name;

	if (is_simple_tag(tag))
		return tag;
	fg_slugify(&slug, tag, FG_SLUG_DEFAULT, false);
	if (!has_letter(fg_buf_str(&slug)))
		name_by_code_points(&slug, tag);
	name = fg_arena_copy(p->arena, fg_buf_str(&slug));
	fg_buf_free(&slug);
	return name;
}

static bool
has_word(const struct fg_value *list, struct fg_str word, struct fg_arena *a)
{
	if (!list || list->kind != FG_LIST)
		return false;
	for (size_t i = 0; i < list->list.n; i++)
		if (fg_str_eq(fg_value_text(list->list.items[i], a), word))
			return true;
	return false;
}

static int
compare_strings(const void *a, const void *b)
{
	return fg_str_cmp(((const struct fg_map_item *)a)->key,
	    ((const struct fg_map_item *)b)->key);
}

static void
collect_tags(struct planner *p, struct fg_map *seen)
{
	for (size_t i = 0; i < p->docs->n; i++) {
		const struct fg_doc *doc = &p->docs->items[i];

		if (!fg_plan_is_post(doc) ||
		    fg_plan_judge(p->plan, p->site, p->docs, i) != FG_KEPT)
			continue;
		for (size_t t = 0; t < doc->tags.n; t++)
			fg_map_put(seen, doc->tags.items[t]);
	}
	if (seen->n)
		qsort(seen->items, seen->n, sizeof(*seen->items),
		    compare_strings);
}

static void
add_tag(struct planner *p, struct fg_str prefix, struct fg_str tag)
{
	struct fg_feed_spec spec = {
	    .path = feed_path(p, prefix.n ? prefix : FG_STR("/feed/by_tag/"),
		tag_name(p, tag)),
	    .collection = FG_STR("posts"),
	    .tag = tag,
	};

	if (spec.path.p[0] != '/')
		spec.path = fg_arena_join(p->arena, FG_STR("/"), spec.path);
	if (fg_path_base(spec.path).n > FILE_NAME_MOST)
		fg_diag(p->diags, FG_TAG_TOO_LONG,
		    fg_in_file(p->site->config_file), fg_show(p->diags, tag));
	else if (fg_map_get(&p->planned, spec.path))
		fg_diag(p->diags, FG_TAG_COLLIDES,
		    fg_in_file(p->site->config_file), fg_show(p->diags, tag),
		    fg_show(p->diags, spec.path));
	else
		add_feed(p, spec);
}

static void
add_tags(struct planner *p)
{
	const struct fg_value *tags = fg_value_get(p->site->feed, "tags");
	const struct fg_value *only = fg_value_get(tags, "only");
	struct fg_str prefix =
	    fg_value_text(fg_value_get(tags, "path"), p->arena);
	struct fg_map seen = {0};

	if (!fg_value_is_true(tags))
		return;
	collect_tags(p, &seen);
	/* First those that jekyll-feed knows: they keep their paths. */
	for (size_t turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < seen.n; i++) {
			struct fg_str tag = seen.items[i].key;

			if (is_simple_tag(tag) == (turn == 0) &&
			    (!fg_value_is_true(only) ||
				has_word(only, tag, p->arena)) &&
			    !has_word(fg_value_get(tags, "except"), tag,
				p->arena))
				add_tag(p, prefix, tag);
		}
	fg_map_free(&seen);
}

int
fg_plan_feeds(struct fg_plan *out, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a, struct fg_diags *d)
{
	struct planner p = {
	    .site = site, .docs = docs, .arena = a, .diags = d, .plan = out};

	*out = (struct fg_plan){0};
	index_urls(&p);
	fg_plan_limit(out, site, docs, a);
	add_posts(&p);
	add_collections(&p, fg_value_get(site->feed, "collections"));
	add_tags(&p);
	if (site->options.rss_path.p)
		add_feed(&p, (struct fg_feed_spec){
				 .path = site->options.rss_path,
				 .collection = FG_STR("posts"),
				 .rss = true,
			     });
	fg_map_free(&p.taken);
	fg_map_free(&p.planned);
	return p.result;
}
