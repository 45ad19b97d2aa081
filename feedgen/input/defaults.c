/* SPDX-License-Identifier: ISC */
/* defaults.c - the front matter defaults that a file gets. */
#include "input/jekyll.h"

/* Documents are known by their path below collections_dir, pages are not. */
static struct fg_str
without_collections_dir(const struct fg_site *site, struct fg_str path)
{
	struct fg_str dir = site->collections_dir;

	if (dir.n > 0 && path.n > dir.n && path.p[dir.n] == '/' &&
	    fg_str_starts(path, dir))
		return fg_str_sub(path, dir.n + 1, path.n);
	return path;
}

/* Jekyll still reads the singular names of its first versions. */
static bool
type_applies(struct fg_str scope, struct fg_str type)
{
	if (!scope.p)
		return true;
	if (!type.p)
		return false;
	if (fg_str_eq(scope, FG_STR("page")))
		scope = FG_STR("pages");
	else if (fg_str_eq(scope, FG_STR("post")))
		scope = FG_STR("posts");
	return fg_str_eq(scope, type);
}

/*
 * Does the path begin with one of the sorted hits?  None of them begins with
 * another, so the last one that is not above the path is the only candidate.
 */
static bool
hit_applies(const struct fg_str_list *hits, struct fg_str path)
{
	size_t low = 0, high = hits->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (fg_str_cmp(hits->items[middle], path) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && fg_str_starts(path, hits->items[low - 1]);
}

static bool
path_applies(const struct fg_site *site, const struct fg_defaults *set,
    struct fg_str path)
{
	if (set->path.n == 0)
		return true;
	if (set->is_glob)
		return hit_applies(&set->globbed, path);
	return fg_str_starts(path, without_collections_dir(site, set->path));
}

/* Length of the scope's path in characters. */
static size_t
scope_length(const struct fg_defaults *set)
{
	size_t n = 0;

	for (size_t i = 0; i < set->path.n; i++)
		n += ((unsigned char)set->path.p[i] & 0xc0) != 0x80;
	return n - (n > 0 && set->path.p[0] == '/');
}

static bool
has_precedence(const struct fg_defaults *old, const struct fg_defaults *new)
{
	size_t old_length = scope_length(old), new_length = scope_length(new);

	if (new_length != old_length)
		return new_length > old_length;
	return new->type.p || !old->type.p;
}

const struct fg_value *
fg_defaults_for(const struct fg_site *site, struct fg_arena *a,
    struct fg_str path, struct fg_str type)
{
	const struct fg_value *merged = NULL;
	const struct fg_defaults *top = NULL;

	if (fg_str_starts(path, FG_STR("/")))
		path = fg_str_sub(path, 1, path.n);
	if (type.p && !fg_str_eq(type, FG_STR("pages")))
		path = without_collections_dir(site, path);
	for (size_t i = 0; i < site->default_count; i++) {
		const struct fg_defaults *set = &site->defaults[i];

		if (!type_applies(set->type, type) ||
		    !path_applies(site, set, path))
			continue;
		/*
		 * Only the highest so far is compared with: of two that stand
		 * below it, the later one is the lower, as in Jekyll.
		 */
		if (!top || has_precedence(top, set)) {
			merged = merged ? fg_value_merge(a, merged, set->values)
					: set->values;
			top = set;
		} else {
			merged = fg_value_merge(a, set->values, merged);
		}
	}
	return merged;
}
