/* SPDX-License-Identifier: ISC */
/* liquid_links.c - documents by the names that links in posts call them. */
#include "base/file.h"
#include "input/liquid.h"

static void
add(struct fg_map *map, struct fg_str key, const struct fg_doc *doc)
{
	void **place;

	if (key.n == 0)
		return;
	place = fg_map_put(map, key);
	if (!*place)
		*place = (void *)doc;
}

/* Jekyll's relative path of a document does not name the collections_dir. */
static struct fg_str
path_of(const struct fg_site *site, const struct fg_doc *doc)
{
	size_t n = site->collections_dir.n;

	if (n && doc->collection && doc->path.n > n && doc->path.p[n] == '/' &&
	    fg_str_starts(doc->path, site->collections_dir))
		return fg_str_sub(doc->path, n + 1, doc->path.n);
	return doc->path;
}

/* "a/_posts/b/2024-03-28-c.md" is the post "a/b/2024-03-28-c". */
static void
add_post(struct fg_links *links, struct fg_str path, const struct fg_doc *doc)
{
	struct fg_str folder = FG_STR("_posts/");
	struct fg_str stem =
	    fg_str_sub(path, 0, path.n - fg_path_extension(path).n);
	size_t at = fg_str_search(stem, folder, 0);
	size_t slash = fg_str_rfind(stem, '/');

	if (at < stem.n && (at == 0 || stem.p[at - 1] == '/'))
		add(&links->posts,
		    fg_arena_join(links->arena, fg_str_sub(stem, 0, at),
			fg_str_sub(stem, at + folder.n, stem.n)),
		    doc);
	/* Jekyll finds it without its folder too, though it grumbles. */
	add(&links->posts,
	    fg_str_sub(stem, slash == stem.n ? 0 : slash + 1, stem.n), doc);
}

static void
make_index(struct fg_links *links)
{
	if (links->is_indexed)
		return;
	links->is_indexed = true;
	for (size_t i = 0; i < links->docs->n; i++) {
		const struct fg_doc *doc = &links->docs->items[i];
		struct fg_str path = path_of(links->site, doc);

		if (doc->is_broken || !doc->is_written)
			continue;
		add(&links->paths, path, doc);
		if (doc->collection &&
		    fg_str_eq(doc->collection->label, FG_STR("posts")))
			add_post(links, path, doc);
	}
}

const struct fg_doc *
fg_links_by_path(struct fg_links *links, struct fg_str path)
{
	make_index(links);
	if (path.n && path.p[0] == '/')
		path = fg_str_sub(path, 1, path.n);
	return fg_map_get(&links->paths, path);
}

const struct fg_doc *
fg_links_by_post(struct fg_links *links, struct fg_str name)
{
	make_index(links);
	if (name.n && name.p[0] == '/')
		name = fg_str_sub(name, 1, name.n);
	return fg_map_get(&links->posts, name);
}

void
fg_links_free(struct fg_links *links)
{
	fg_map_free(&links->paths);
	fg_map_free(&links->posts);
}
