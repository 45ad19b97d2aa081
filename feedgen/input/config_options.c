/* SPDX-License-Identifier: ISC */
/* config_options.c - our own options: feedgen.yml, or `feedgen:`. */
#include "input/config.h"

#include <stddef.h>

#include "input/config_reader.h"

/* Longer keys are not compared with known ones. */
#define LONGEST_KEY 31
/* A key that differs in more places is no misspelling. */
#define MOST_EDITS 3
/* RSS <ttl>: a year in minutes. */
#define MOST_MINUTES 525600

enum option_type {
	OPTION_TEXT,
	OPTION_PATH,	/* below the destination, or false */
	OPTION_BOOL,
	OPTION_MINUTES
};

/* What `type` expects, and an example. */
static const struct {
	const char *expects, *example;
} types[] = {
    [OPTION_TEXT] = {"text", "text"},
    [OPTION_PATH] = {"a path below the destination, or false", "/feed.xml"},
    [OPTION_BOOL] = {"true or false", "true"},
    [OPTION_MINUTES] = {"a number of minutes, 0 to 525600", "60"},
};

static const struct option {
	const char *name;
	enum option_type type;
	size_t offset;	    /* in struct fg_options */
	const char *preset; /* as in a file; NULL: absent, false or 0 */
	const char *doc;    /* for feedgen.yml(5) */
} options[] = {
/* clang-format off */
#define ROW(name, type, field, preset, doc)                                    \
	{name, OPTION_##type, offsetof(struct fg_options, field), preset, doc}
    ROW("rss", PATH, rss_path, "/rss.xml",
	"where the RSS feed goes; false: none is written"),
    ROW("sitemap", PATH, sitemap_path, "/sitemap.xml",
	"where the sitemap goes; false: none is written"),
    ROW("robots", BOOL, robots, "true",
	"write robots.txt where the site has none"),
    ROW("lang", TEXT, lang, NULL,
	"language of the feeds (BCP 47), instead of the site's"),
    ROW("rights", TEXT, rights, NULL,
	"copyright notice of the feeds"),
    ROW("ttl", MINUTES, ttl, NULL,
	"how long readers may keep the RSS feed, in minutes"),
#undef ROW
    /* clang-format on */
};

#define OPTION_COUNT (sizeof(options) / sizeof(*options))

/* ---- names ---- */

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Letters to insert, delete or replace (Levenshtein); both are short. */
static unsigned
edits(struct fg_str a, struct fg_str b)
{
	unsigned row[LONGEST_KEY + 1];

	for (unsigned j = 0; j <= b.n; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a.n; i++) {
		unsigned diagonal = row[0];

		row[0] = i;
		for (unsigned j = 1; j <= b.n; j++) {
			bool differ =
			    fg_lower(a.p[i - 1]) != fg_lower(b.p[j - 1]);
			unsigned above = row[j];

			row[j] = least(
			    least(above, row[j - 1]) + 1, diagonal + differ);
			diagonal = above;
		}
	}
	return row[b.n];
}

static const struct option *
find_option(struct fg_str name)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (fg_str_eq(name, fg_str_c(options[i].name)))
			return &options[i];
	return NULL;
}

/* The known key that is most like it, or NULL. */
static const struct option *
nearest_option(struct fg_str name)
{
	const struct option *nearest = NULL;
	unsigned fewest = MOST_EDITS + 1;

	for (size_t i = 0; name.n <= LONGEST_KEY && i < OPTION_COUNT; i++) {
		struct fg_str known = fg_str_c(options[i].name);
		unsigned n = edits(name, known);

		/* With all letters changed it is another word. */
		if (n < fewest && n < known.n) {
			fewest = n;
			nearest = &options[i];
		}
	}
	return nearest;
}

static const char *
known_options(struct fg_diags *d)
{
	struct fg_buf out = {0};
	const char *list;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		fg_buf_add_c(&out, i > 0 ? ", " : "");
		fg_buf_add_c(&out, options[i].name);
	}
	list = fg_arena_cstr(d->arena, fg_buf_str(&out));
	fg_buf_free(&out);
	return list;
}

static int
unknown_option(struct fg_diags *d, const struct fg_pair *pair)
{
	const struct option *nearest = nearest_option(pair->key);
	struct fg_place place = fg_at(pair->line, pair->column);
	const char *name = fg_show(d, pair->key);

	if (nearest)
		return fg_diag(
		    d, FG_OPTION_UNKNOWN, place, name, nearest->name);
	return fg_diag(d, FG_OPTION_UNLIKE, place, name, known_options(d));
}

/* ---- values ---- */

static bool
is_part_bad(struct fg_str part)
{
	return part.n == 0 || fg_str_eq(part, FG_STR(".")) ||
	       fg_str_eq(part, FG_STR(".."));
}

/* A leading slash is added; what leaves the folder or names none is bad. */
static bool
read_path(struct fg_str *out, struct fg_arena *a, struct fg_str text)
{
	struct fg_str part, rest = text;

	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7f)
			return false;
	if (fg_str_starts(rest, FG_STR("/")))
		rest = fg_str_sub(rest, 1, rest.n);
	*out = fg_arena_join(a, FG_STR("/"), rest);
	while (fg_str_split(&part, &rest, '/'))
		if (is_part_bad(part))
			return false;
	return true;
}

static bool
is_scalar(const struct fg_value *v)
{
	return v->kind != FG_LIST && v->kind != FG_MAP;
}

/* May the value stand there?  *path is set for a path. */
static bool
fits(enum option_type type, const struct fg_value *v, struct fg_arena *a,
    struct fg_str *path)
{
	switch (type) {
	case OPTION_TEXT:
		return is_scalar(v) && v->kind != FG_BOOL;
	case OPTION_PATH:
		return fg_value_is_false(v) ||
		       (v->kind == FG_STRING && read_path(path, a, v->text));
	case OPTION_BOOL:
		return v->kind == FG_BOOL;
	case OPTION_MINUTES:
		return v->kind == FG_INTEGER && v->integer >= 0 &&
		       v->integer <= MOST_MINUTES;
	}
	return false;
}

/* Store the value in the field; false if its type or content is wrong. */
static bool
store(void *field, enum option_type type, struct fg_arena *a,
    const struct fg_value *v)
{
	struct fg_str path = {NULL, 0};

	if (!fits(type, v, a, &path))
		return false;
	switch (type) {
	case OPTION_TEXT:
		*(struct fg_str *)field = fg_value_text(v, a);
		break;
	case OPTION_PATH:
		*(struct fg_str *)field = path;
		break;
	case OPTION_BOOL:
		*(bool *)field = v->boolean;
		break;
	case OPTION_MINUTES:
		*(unsigned *)field = (unsigned)v->integer;
		break;
	}
	return true;
}

static void
store_presets(struct fg_options *out, struct fg_arena *a)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		struct fg_value *v;

		if (!options[i].preset)
			continue;
		v = fg_value_string(a, fg_str_c(options[i].preset));
		if (options[i].type == OPTION_BOOL) {
			v->kind = FG_BOOL;
			v->boolean = true;
		}
		store((char *)out + options[i].offset, options[i].type, a, v);
	}
}

static int
read_option(struct fg_config_reader *r, const struct fg_pair *pair)
{
	const struct option *option = find_option(pair->key);
	const struct fg_value *v = pair->value;

	if (!option)
		return unknown_option(r->diags, pair);
	/* As in Jekyll's own configuration, null is no value. */
	if (v->kind == FG_NULL)
		return 0;
	if (store((char *)&r->site->options + option->offset, option->type,
		r->arena, v))
		return 0;
	return fg_diag(r->diags, FG_OPTION_VALUE, fg_at(v->line, v->column),
	    option->name, types[option->type].expects, option->name,
	    types[option->type].example);
}

static int
read_options(struct fg_config_reader *r, const struct fg_config_file *file,
    const struct fg_value *map)
{
	int result = 0;

	fg_config_open(r, file);
	if (map->kind != FG_MAP)
		return fg_diag(r->diags, FG_CONFIG_TYPE,
		    fg_at(map->line, map->column), "feedgen", "a map",
		    "feedgen", "{ttl: 60}");
	for (size_t i = 0; i < map->map.n; i++)
		if (read_option(r, &map->map.pairs[i]) != 0)
			result = -1;
	return result;
}

int
fg_config_options(struct fg_config_reader *r, const struct fg_config_file *file)
{
	int result = 0;

	store_presets(&r->site->options, r->arena);
	for (size_t i = 0; i < r->file_count; i++) {
		const struct fg_value *map =
		    fg_value_get(r->files[i].tree, "feedgen");

		if (!fg_value_is_null(map) &&
		    read_options(r, &r->files[i], map) != 0)
			result = -1;
	}
	if (file && read_options(r, file, file->tree) != 0)
		result = -1;
	return result;
}

bool
fg_option_describe(struct fg_option_doc *out, unsigned index)
{
	if (index >= OPTION_COUNT)
		return false;
	*out = (struct fg_option_doc){
	    .name = options[index].name,
	    .expects = types[options[index].type].expects,
	    .preset = options[index].preset,
	    .doc = options[index].doc,
	};
	return true;
}
