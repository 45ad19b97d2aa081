/* SPDX-License-Identifier: ISC */
/* filter.c - which files Jekyll reads: include, exclude, special names. */
#include "base/file.h"
#include "input/jekyll.h"

/* Most patterns are plain, and differ in their first byte. */
static bool
starts_differently(struct fg_str pattern, struct fg_str path)
{
	return pattern.n > 0 && path.n > 0 && pattern.p[0] != path.p[0] &&
	       !memchr("*?[\\", pattern.p[0], 4);
}

/*
 * Jekyll compares absolute paths, so that a leading dot is nothing special,
 * a pattern is also a plain prefix, and one slash in front does not count.
 */
static bool
pattern_matches(struct fg_str pattern, struct fg_str path, bool is_directory)
{
	if (fg_str_starts(pattern, FG_STR("/")))
		pattern = fg_str_sub(pattern, 1, pattern.n);
	if (starts_differently(pattern, path))
		return false;
	if (fg_str_starts(path, pattern))
		return true;
	if (is_directory && pattern.n == path.n + 1 &&
	    pattern.p[path.n] == '/' && fg_str_starts(pattern, path))
		return true;
	return fg_glob_match_inside(pattern, path);
}

bool
fg_filter_matches(
    const struct fg_str_list *patterns, struct fg_str path, bool is_directory)
{
	for (size_t i = 0; i < patterns->n; i++)
		if (pattern_matches(patterns->items[i], path, is_directory))
			return true;
	return false;
}

static bool
list_holds(const struct fg_str_list *list, struct fg_str s)
{
	for (size_t i = 0; i < list->n; i++)
		if (fg_str_eq(list->items[i], s))
			return true;
	return false;
}

/*
 * The pattern that excludes the path, or NULL.  An entry of `exclude:` that
 * `include:` repeats has no effect.
 */
static const struct fg_str *
excluded_by(const struct fg_site *site, struct fg_str path, bool is_directory)
{
	for (size_t i = 0; i < site->exclude.n; i++) {
		struct fg_str pattern = site->exclude.items[i];

		if (pattern_matches(pattern, path, is_directory) &&
		    !list_holds(&site->include, pattern))
			return &site->exclude.items[i];
	}
	return NULL;
}

static bool
begins_special(struct fg_str name)
{
	return name.n > 0 && memchr("._#~", name.p[0], 4);
}

enum fg_why
fg_filter_judge_below(const struct fg_str **pattern, const struct fg_site *site,
    size_t base, struct fg_str path, bool is_directory)
{
	struct fg_str entry = fg_str_sub(path, base, path.n);
	struct fg_str name = fg_path_base(entry);
	bool special;

	*pattern = NULL;
	if (fg_str_ends(entry, FG_STR(".")))
		return FG_WHY_NAME_DOT;
	*pattern = excluded_by(site, path, is_directory);
	special = begins_special(entry) || begins_special(name) ||
		  fg_str_ends(entry, FG_STR("~"));
	if ((!*pattern && !special) ||
	    fg_filter_matches(&site->include, entry, is_directory) ||
	    fg_filter_matches(&site->include, name, is_directory))
		return FG_KEPT;
	return *pattern ? FG_WHY_EXCLUDED : FG_WHY_NAME_SPECIAL;
}

enum fg_why
fg_filter_judge(const struct fg_str **pattern, const struct fg_site *site,
    struct fg_str path, bool is_directory)
{
	struct fg_str name = fg_path_base(path);

	return fg_filter_judge_below(
	    pattern, site, path.n - name.n, path, is_directory);
}
