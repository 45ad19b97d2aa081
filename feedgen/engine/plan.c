/* SPDX-License-Identifier: ISC */
/* plan.c - feeds by configuration, documents by the rules of Jekyll. */
#include "engine/plan.h"

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"

#include <stdlib.h>

#define DEFAULT_FEED FG_STR("/feed.xml")

/* Feeds under construction. */
struct planner {
	const struct fg_site *site;
	const struct fg_doc_list *docs;
	struct fg_arena *arena;
	struct fg_diags *diags;
	struct fg_plan *plan;
	size_t capacity;
	int result;
};

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
is_planned(const struct fg_plan *plan, struct fg_str path)
{
	for (size_t i = 0; i < plan->feed_count; i++)
		if (fg_str_eq(plan->feeds[i].path, path))
			return true;
	return false;
}

static void
add_feed(struct planner *p, struct fg_feed_spec spec)
{
	struct fg_plan *plan = p->plan;

	if (spec.path.n == 0 || spec.path.p[0] != '/')
		spec.path = fg_arena_join(p->arena, FG_STR("/"), spec.path);
	if (is_planned(plan, spec.path)) {
		p->result = fg_diag(p->diags, FG_PUBLISH_TWICE,
		    fg_in_file(fg_path_join(p->arena, p->site->destination,
			fg_str_sub(spec.path, 1, spec.path.n))),
		    NULL);
		return;
	}
	if (fg_plan_is_taken(p->docs, spec.path)) {
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

		if (category.n)
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
    const struct fg_value *own, struct fg_str default_path)
{
	struct fg_str path =
	    fg_value_text(fg_value_get(own, "path"), p->arena);

	add_feed(p, (struct fg_feed_spec){
			.path = path.n ? path : default_path,
			.collection = label,
		    });
	add_categories(p, label, fg_value_get(own, "categories"));
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
			    feed_path(p, FG_STR("/feed/"), label));
	}
	for (size_t i = 0;
	    collections->kind == FG_MAP && i < collections->map.n; i++) {
		const struct fg_pair *pair = &collections->map.pairs[i];

		if (!fg_str_eq(pair->key, FG_STR("posts")))
			add_collection(p, pair->key, pair->value,
			    feed_path(p, FG_STR("/feed/"), pair->key));
	}
}

/* `feed.collections.posts` says the same as the keys of `feed:`. */
static void
add_posts(struct planner *p)
{
	const struct fg_value *own = fg_value_get(
	    fg_value_get(p->site->feed, "collections"), "posts");
	struct fg_str path =
	    fg_value_text(fg_value_get(p->site->feed, "path"), p->arena);

	add_collection(
	    p, FG_STR("posts"), own, path.n ? path : DEFAULT_FEED);
	add_categories(p, FG_STR("posts"),
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

static bool
is_post(const struct fg_doc *doc)
{
	return doc->kind == FG_DOC_COLLECTED &&
	       fg_str_eq(doc->collection->label, FG_STR("posts"));
}

static bool
is_announced(const struct fg_plan *plan, const struct fg_site *site,
    const struct fg_doc_list *docs, size_t index)
{
	const struct fg_doc *doc = &docs->items[index];

	return doc->kind == FG_DOC_COLLECTED && doc->is_written &&
	       !doc->is_broken && doc->date.set &&
	       (site->drafts || !doc->is_draft) &&
	       !(plan->beyond_limit && plan->beyond_limit[index]);
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
	if (is_planned(p->plan, spec.path))
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
	for (size_t i = 0; i < p->docs->n; i++) {
		const struct fg_doc *doc = &p->docs->items[i];

		if (!is_post(doc) || !is_announced(p->plan, p->site, p->docs, i))
			continue;
		for (size_t t = 0; t < doc->tags.n; t++)
			fg_map_put(&seen, doc->tags.items[t]);
	}
	if (seen.n)
		qsort(seen.items, seen.n, sizeof(*seen.items), compare_strings);
	for (size_t i = 0; i < seen.n; i++) {
		struct fg_str tag = seen.items[i].key;

		if ((!only || has_word(only, tag, p->arena)) &&
		    !has_word(fg_value_get(tags, "except"), tag, p->arena))
			add_tag(p, prefix, tag);
	}
	fg_map_free(&seen);
}

/* ---- selecting ---- */

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

		if (!is_announced(plan, site, docs, i) ||
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

/* `limit_posts:` keeps the newest posts of the whole site. */
static void
limit_posts(struct planner *p)
{
	struct dated *dated;
	size_t n = 0;

	if (p->site->limit_posts == 0)
		return;
	dated = new_dated(p->docs->n);
	p->plan->beyond_limit =
	    fg_arena_array(p->arena, p->docs->n, sizeof(bool));
	for (size_t i = 0; i < p->docs->n; i++) {
		const struct fg_doc *doc = &p->docs->items[i];

		if (is_post(doc) && doc->is_written && !doc->is_broken)
			dated[n++] = (struct dated){
			    doc->date.seconds, doc->path, i};
	}
	if (n)
		qsort(dated, n, sizeof(*dated), compare_oldest);
	for (size_t i = 0; i + p->site->limit_posts < n; i++)
		p->plan->beyond_limit[dated[i].index] = true;
	free(dated);
}

int
fg_plan_feeds(struct fg_plan *out, const struct fg_site *site,
    const struct fg_doc_list *docs, struct fg_arena *a, struct fg_diags *d)
{
	struct planner p = {
	    .site = site, .docs = docs, .arena = a, .diags = d, .plan = out};

	*out = (struct fg_plan){0};
	limit_posts(&p);
	add_posts(&p);
	add_collections(&p, fg_value_get(site->feed, "collections"));
	add_tags(&p);
	if (site->options.rss_path.p)
		add_feed(&p, (struct fg_feed_spec){
				 .path = site->options.rss_path,
				 .collection = FG_STR("posts"),
				 .rss = true,
			     });
	return p.result;
}

/* ---- the sitemap ---- */

static bool
is_error_page(const struct fg_doc *doc)
{
	return fg_str_eq(doc->url, FG_STR("/404.html")) ||
	       fg_str_eq(doc->url, FG_STR("/404/")) ||
	       (doc->kind == FG_DOC_STATIC &&
		   fg_str_eq(fg_path_base(doc->path), FG_STR("404.html")));
}

static bool
is_in_sitemap(const struct fg_doc *doc)
{
	if (!doc->is_written || doc->is_broken || !doc->in_sitemap ||
	    is_error_page(doc))
		return false;
	if (doc->kind == FG_DOC_STATIC)
		return doc->is_html || fg_str_eq(fg_path_extension(doc->path),
					   FG_STR(".pdf"));
	return doc->is_html || doc->kind == FG_DOC_COLLECTED;
}

/* Collections by label, then pages, then static files. */
static int
compare_groups(const struct fg_doc *x, const struct fg_doc *y)
{
	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	if (x->kind != FG_DOC_COLLECTED || x->collection == y->collection)
		return 0;
	/* The site's collections are sorted by label. */
	return x->collection < y->collection ? -1 : 1;
}

static int
compare_for_sitemap(const void *a, const void *b)
{
	const struct fg_doc *x = *(const struct fg_doc *const *)a;
	const struct fg_doc *y = *(const struct fg_doc *const *)b;
	int order = compare_groups(x, y);

	if (order == 0 && x->kind == FG_DOC_COLLECTED &&
	    x->date.seconds != y->date.seconds)
		order = x->date.seconds < y->date.seconds ? -1 : 1;
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
		if (is_in_sitemap(&docs->items[i]) &&
		    !(plan->beyond_limit && plan->beyond_limit[i]))
			listed[n++] = &docs->items[i];
	if (n)
		qsort(listed, n, sizeof(*listed), compare_for_sitemap);
	*out = (struct fg_selection){
	    fg_arena_array(a, n, sizeof(*out->items)), 0};
	for (size_t i = 0; i < n; i++) {
		void **first = fg_map_put(&seen, listed[i]->url);

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
