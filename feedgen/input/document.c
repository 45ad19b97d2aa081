/* SPDX-License-Identifier: ISC */
/* document.c - what Jekyll makes of one file of a site. */
#include "input/document.h"

#include "base/file.h"
#include "base/map.h"
#include "base/url.h"
#include "base/utf8.h"
#include "lib/yaml.h"

#include <stdio.h>

/* So few words are compared one by one; of more, a map is kept. */
#define FEW_WORDS 16

/* A list under construction, in an arena. */
struct words {
	struct fg_arena *arena;
	struct fg_str_list list;
	size_t capacity;
	struct fg_map seen; /* once there are FEW_WORDS */
};

static bool
has_word(struct words *w, struct fg_str word)
{
	if (w->list.n < FEW_WORDS) {
		for (size_t i = 0; i < w->list.n; i++)
			if (fg_str_eq(w->list.items[i], word))
				return true;
		return false;
	}
	for (size_t i = w->seen.n; i < w->list.n; i++)
		fg_map_put(&w->seen, w->list.items[i]);
	fg_map_put(&w->seen, word);
	return w->seen.n == w->list.n;
}

static void
add_word(struct words *w, struct fg_str word)
{
	if (word.n == 0 || has_word(w, word))
		return;
	if (w->list.n == w->capacity) {
		size_t capacity = w->capacity ? w->capacity * 2 : 4;
		struct fg_str *items =
		    fg_arena_array(w->arena, capacity, sizeof(*items));

		if (w->list.n)
			memcpy(items, w->list.items, w->list.n * sizeof(*items));
		w->list.items = items;
		w->capacity = capacity;
	}
	w->list.items[w->list.n++] = word;
}

static void
add_split(struct words *w, struct fg_str text)
{
	size_t from = 0;

	while (from < text.n) {
		size_t to;

		while (from < text.n && fg_is_space(text.p[from]))
			from++;
		for (to = from; to < text.n && !fg_is_space(text.p[to]); to++)
			;
		add_word(w, fg_str_sub(text, from, to));
		from = to;
	}
}

static struct fg_str_list
finish_words(struct words *w)
{
	fg_map_free(&w->seen);
	return w->list;
}

/* Lists in lists count as one, as Ruby's flatten does; the YAML depth is bounded. */
static void
add_value(struct words *w, const struct fg_value *v, bool split)
{
	if (fg_value_is_null(v) || v->kind == FG_MAP)
		return;
	if (v->kind == FG_LIST) {
		for (size_t i = 0; i < v->list.n; i++)
			add_value(w, v->list.items[i], false);
		return;
	}
	if (split && v->kind == FG_STRING)
		add_split(w, v->text);
	else
		add_word(w, fg_value_text(v, w->arena));
}

struct fg_str_list
fg_value_words(struct fg_arena *a, const struct fg_value *v, bool split)
{
	struct words w = {.arena = a};

	add_value(&w, v, split);
	return finish_words(&w);
}

/* The path as Jekyll's documents know it: below collections_dir. */
static struct fg_str
collected_path(const struct fg_site *site, struct fg_str path)
{
	size_t n = site->collections_dir.n;

	if (n && fg_str_starts(path, site->collections_dir) && path.n > n &&
	    path.p[n] == '/')
		return fg_str_sub(path, n + 1, path.n);
	return path;
}

/* Folders above _posts or _drafts are categories; reference section 7. */
static void
add_path_categories(struct words *w, const struct fg_site *site,
    const struct fg_candidate *c)
{
	struct fg_str special = c->role == FG_ROLE_DRAFT
				    ? FG_STR("_drafts")
				    : fg_path_base(c->collection->directory);
	struct fg_str rest = collected_path(site, c->path), part;
	size_t at = fg_str_search(rest, special, 0);

	rest = fg_str_sub(rest, 0, at);
	while (fg_str_split(&part, &rest, '/'))
		add_word(w, part);
}

static struct fg_str_list
categories_of(struct fg_arena *a, const struct fg_site *site,
    const struct fg_candidate *c, const struct fg_value *front,
    const struct fg_value *defaults, const struct fg_value *data)
{
	struct words w = {.arena = a};
	const struct fg_value *category = fg_value_get(data, "category");

	add_path_categories(&w, site, c);
	add_value(&w, fg_value_get(defaults, "categories"), true);
	add_value(&w, fg_value_get(front, "categories"), true);
	if (fg_value_is_true(category))
		add_value(&w, category, false);
	return finish_words(&w);
}

/* `tag` alone counts where it is there; reference section 7. */
static struct fg_str_list
tags_of(struct fg_arena *a, const struct fg_value *data)
{
	const struct fg_value *tag = fg_value_get(data, "tag");

	if (fg_value_is_true(tag))
		return fg_value_words(a, tag, false);
	return fg_value_words(a, fg_value_get(data, "tags"), true);
}

static bool
is_web_page(struct fg_str extension, struct fg_str url)
{
	return fg_str_eq(extension, FG_STR(".html")) ||
	       fg_str_eq(extension, FG_STR(".xhtml")) ||
	       fg_str_eq(extension, FG_STR(".htm")) ||
	       fg_str_ends(url, FG_STR("/"));
}

/* false says as little as null does: Ruby's `||`. */
static struct fg_str
text_of(struct fg_arena *a, const struct fg_value *data, const char *key)
{
	const struct fg_value *v = fg_value_get(data, key);

	return fg_value_is_true(v) ? fg_value_text(v, a)
				   : (struct fg_str){NULL, 0};
}

/* 0: a mapping, or nothing; -1 with a diagnostic. */
static int
read_front(struct fg_value **out, struct fg_source *s, struct fg_str text,
    struct fg_arena *a, struct fg_diags *d)
{
	struct fg_value *front;

	*out = NULL;
	if (fg_front_split(&s->front, text, d) < 0)
		return -1;
	if (!s->front.present)
		return 0;
	if (fg_yaml_parse(&front, a, s->front.yaml, s->front.yaml_line, d) < 0)
		return -1;
	if (fg_value_is_null(front))
		return 0;
	if (front->kind != FG_MAP)
		return fg_diag(d, FG_FRONT_NOT_MAP,
		    fg_at(front->line, front->column), NULL);
	*out = front;
	return 0;
}

static int
check_utf8(struct fg_str text, struct fg_diags *d)
{
	size_t bad = fg_utf8_find_invalid(text);
	char byte[5];

	if (bad == text.n)
		return 0;
	snprintf(byte, sizeof(byte), "0x%02x", (unsigned char)text.p[bad]);
	return fg_diag(d, FG_TEXT_INVALID, fg_place_of(text, bad), byte);
}

/* Is v that tree, or a part of it?  The depth of YAML is bounded. */
static bool
is_part_of(const struct fg_value *tree, const struct fg_value *v)
{
	if (!tree || tree == v)
		return tree != NULL;
	if (tree->kind == FG_LIST)
		for (size_t i = 0; i < tree->list.n; i++)
			if (is_part_of(tree->list.items[i], v))
				return true;
	if (tree->kind == FG_MAP)
		for (size_t i = 0; i < tree->map.n; i++)
			if (is_part_of(tree->map.pairs[i].value, v))
				return true;
	return false;
}

struct fg_place
fg_source_place(const struct fg_source *source, const struct fg_site *site,
    const struct fg_value *v)
{
	if (!v)
		return FG_WHOLE_FILE;
	if (is_part_of(source->own, v))
		return fg_at(v->line, v->column);
	return (struct fg_place){site->config_file, v->line, v->column};
}

/* XML Schema's dates begin with the year 1, and RFC 3339's have four digits. */
static bool
is_writable(struct feedgen_time t)
{
	int year = fg_date_civil(t).year;

	return year >= 1 && year <= 9999;
}

/* A date under that key.  -1: it is no date. */
static int
read_date(struct feedgen_time *out, const struct fg_source *s,
    const char *key, enum fg_code code, const struct fg_site *site,
    struct fg_diags *d)
{
	const struct fg_value *v = fg_value_get(s->data, key);

	if (fg_value_is_null(v) || fg_value_is_false(v))
		return 0;
	if (fg_date_of_value(out, v, site->zone) && is_writable(*out))
		return 0;
	*out = (struct feedgen_time){0};
	return fg_diag(
	    d, code, fg_source_place(s, site, v), fg_show(d, v->text));
}

/* The date in the file name, when there is none in the front matter. */
static int
date_from_name(struct fg_source *s, const struct fg_post_name *name,
    const struct fg_site *site, struct fg_diags *d)
{
	struct fg_civil civil = {
	    .year = name->year, .month = name->month, .day = name->day};

	if (name->year < 1 ||
	    !fg_date_exists(name->year, name->month, name->day))
		return fg_diag(d, FG_POST_NAME_DATE, FG_WHOLE_FILE, NULL);
	if (!s->doc.date.set)
		s->doc.date = fg_date_local(&civil, site->zone);
	return 0;
}

/* The path below the collection's folder, without its extension. */
static struct fg_str
path_in_collection(struct fg_arena *a, const struct fg_site *site,
    const struct fg_candidate *c, struct fg_str extension)
{
	struct fg_str path = collected_path(site, c->path);
	struct fg_str directory = fg_path_base(c->collection->directory);
	size_t at;

	path = fg_str_sub(path, 0, path.n - extension.n);
	while (fg_str_ends(path, FG_STR(".")))
		path.n--;
	at = fg_str_search(path, directory, 0);
	if (at == path.n)
		return path;
	return fg_arena_join(a, fg_str_sub(path, 0, at),
	    fg_str_sub(path, at + directory.n, path.n));
}

static struct fg_str
detach(struct fg_buf *b, struct fg_arena *a)
{
	struct fg_str s = fg_arena_copy(a, fg_buf_str(b));

	fg_buf_free(b);
	return s;
}

/* Jekyll's id: the folder of the URL and the raw slug. */
static struct fg_str
id_of(struct fg_arena *a, struct fg_str url, struct fg_str slug)
{
	size_t end = url.n;

	/* As File.dirname: a final slash does not end a folder. */
	while (end > 1 && url.p[end - 1] == '/')
		end--;
	while (end > 0 && url.p[end - 1] != '/')
		end--;
	if (end == 0)
		end = 1;
	return fg_arena_join(a, fg_str_sub(url, 0, end), slug);
}

static struct fg_str
collection_template(const struct fg_site *site,
    const struct fg_collection *collection, struct fg_arena *a)
{
	if (collection->permalink.n)
		return collection->permalink;
	return fg_arena_join(
	    a, FG_STR("/:collection/:path"), site->permalink_suffix);
}

static int
document_url(struct fg_source *s, const struct fg_site *site,
    const struct fg_candidate *c, struct fg_str slug, struct fg_arena *a,
    struct fg_diags *d)
{
	struct fg_str extension = fg_path_extension(c->path);
	struct fg_str base = fg_path_base(c->path);
	struct fg_str own = text_of(a, s->data, "permalink");
	struct fg_permalink p = {
	    .template =
		own.n ? own : collection_template(site, c->collection, a),
	    .collection = c->collection->label,
	    .path = path_in_collection(a, site, c, extension),
	    .name = fg_str_sub(base, 0, base.n - extension.n),
	    .slug = slug,
	    .categories = s->doc.categories,
	    .date = s->doc.date.set ? s->doc.date : site->now,
	};
	struct fg_buf url = {0};
	int result;

	s->output_ext = fg_output_extension(site, extension, own);
	p.output_ext = s->output_ext;
	result = fg_permalink_expand(&url, &p, fg_source_place(s, site,
		fg_value_get(s->data, "permalink")), d);
	s->doc.url = detach(&url, a);
	return result;
}

/* Title and slug by the file's name; reference sections 2.2 and 8. */
static int
name_document(struct fg_source *s, const struct fg_site *site,
    const struct fg_candidate *c, struct fg_str *slug, struct fg_arena *a,
    struct fg_diags *d)
{
	struct fg_str from_name = fg_slug_of_path(c->path);
	struct fg_post_name name;
	struct fg_buf title = {0};

	if (fg_post_name_read(&name, c->path) &&
	    date_from_name(s, &name, site, d) < 0)
		return -1;
	*slug = text_of(a, s->data, "slug");
	if (!slug->n)
		*slug = from_name;
	s->title = text_of(a, s->data, "title");
	if (!s->title.p) {
		fg_title_from_slug(&title, from_name);
		s->title = detach(&title, a);
	}
	return 0;
}

/* jekyll-feed compares `draft` with the boolean: "true" is no draft. */
static bool
is_yes(const struct fg_value *v)
{
	return v && v->kind == FG_BOOL && v->boolean;
}

static bool
is_published(const struct fg_site *site, const struct fg_value *data)
{
	const struct fg_pair *pair = fg_value_pair(data, FG_STR("published"));

	return !pair || site->unpublished || fg_value_is_true(pair->value);
}

/* Does Jekyll write the document?  Its date is known. */
static enum fg_why
judge_collected(const struct fg_source *s, const struct fg_site *site)
{
	const struct fg_collection *c = s->doc.collection;

	if (!c->output)
		return FG_WHY_NO_OUTPUT;
	if (!is_published(site, s->data))
		return FG_WHY_UNPUBLISHED;
	if (!site->future && !c->future && s->doc.date.set &&
	    s->doc.date.seconds > site->now.seconds)
		return FG_WHY_FUTURE;
	return FG_KEPT;
}

static int
read_collected(struct fg_source *s, const struct fg_site *site,
    const struct fg_candidate *c, const struct fg_value *front,
    const struct fg_value *defaults, struct fg_arena *a, struct fg_diags *d)
{
	struct fg_doc *doc = &s->doc;
	struct fg_str slug;
	int result;

	result = read_date(&doc->date, s, "date", FG_DATE_INVALID, site, d);
	if (name_document(s, site, c, &slug, a, d) < 0)
		return -1;
	if (!doc->date.set && c->role == FG_ROLE_DRAFT)
		doc->date = site->now;
	doc->categories = categories_of(a, site, c, front, defaults, s->data);
	doc->tags = tags_of(a, s->data);
	if (document_url(s, site, c, slug, a, d) < 0)
		return -1;
	s->id = id_of(a, doc->url, slug);
	doc->is_draft = c->role == FG_ROLE_DRAFT ||
	                is_yes(fg_value_get(s->data, "draft"));
	s->why = judge_collected(s, site);
	doc->is_html = is_web_page(s->output_ext, doc->url);
	return result;
}

static int
read_page(struct fg_source *s, const struct fg_site *site,
    const struct fg_candidate *c, const struct fg_value *front,
    struct fg_arena *a)
{
	struct fg_str own = text_of(a, s->data, "permalink");
	struct fg_buf url = {0};

	s->output_ext =
	    fg_output_extension(site, fg_path_extension(c->path), own);
	fg_page_url(&url, site, c->path, s->output_ext, own);
	s->doc.url = detach(&url, a);
	s->doc.kind = FG_DOC_PAGE;
	s->doc.is_html = is_web_page(s->output_ext, s->doc.url);
	/* Jekyll looks into a page itself for this, not into defaults. */
	s->why = is_published(site, front) ? FG_KEPT : FG_WHY_UNPUBLISHED;
	return 0;
}

static void
static_url(struct fg_buf *url, const struct fg_site *site,
    const struct fg_candidate *c, struct fg_arena *a)
{
	struct fg_str extension = fg_path_extension(c->path);

	if (c->collection) {
		struct fg_permalink p = {
		    .template = collection_template(site, c->collection, a),
		    .collection = c->collection->label,
		    .path = path_in_collection(a, site, c, extension),
		    .name = fg_path_base(c->path),
		    .output_ext = extension,
		};

		fg_static_url(url, &p);
		return;
	}
	fg_url_encode_path(url, FG_STR("/"));
	fg_url_encode_path(url, c->path);
}

/* Copied as it is. */
static void
read_static(struct fg_source *s, const struct fg_site *site,
    const struct fg_candidate *c, const struct fg_value *defaults,
    struct fg_arena *a)
{
	struct fg_buf url = {0};

	static_url(&url, site, c, a);
	s->doc.url = detach(&url, a);
	s->data = defaults;
	s->doc.kind = FG_DOC_STATIC;
	s->output_ext = fg_path_extension(c->path);
	if (c->collection && !c->collection->output)
		s->why = FG_WHY_NO_OUTPUT;
	else if (!is_published(site, defaults))
		s->why = FG_WHY_UNPUBLISHED;
	s->doc.is_html = is_web_page(s->output_ext, FG_STR(""));
}

static const struct fg_value *
defaults_of(const struct fg_site *site, const struct fg_candidate *c,
    bool is_page, struct fg_arena *a)
{
	if (site->default_count == 0)
		return NULL;
	if (c->role == FG_ROLE_OTHER)
		return fg_defaults_for(site, a, c->path,
		    is_page ? FG_STR("pages") : (struct fg_str){0});
	return fg_defaults_for(site, a, c->path, c->collection->label);
}

static int
read_converted(struct fg_source *s, const struct fg_site *site,
    const struct fg_candidate *c, struct fg_str text, struct fg_arena *a,
    struct fg_diags *d)
{
	const struct fg_value *defaults;
	struct fg_value *front;
	int result;

	if (check_utf8(text, d) < 0 || read_front(&front, s, text, a, d) < 0)
		return -1;
	s->own = front;
	defaults = defaults_of(site, c, true, a);
	s->data = defaults ? fg_value_merge(a, defaults, front) : front;
	result = c->role == FG_ROLE_OTHER
	             ? read_page(s, site, c, front, a)
	             : read_collected(s, site, c, front, defaults, a, d);
	/* A wrong last_modified_at costs a lastmod, not the entry. */
	(void)read_date(&s->doc.modified, s, "last_modified_at",
	    FG_MODIFIED_INVALID, site, d);
	return result;
}

int
fg_source_read(struct fg_source *out, const struct fg_site *site,
    const struct fg_candidate *candidate, struct fg_str text,
    struct fg_arena *a, struct fg_diags *d)
{
	bool is_post = candidate->role == FG_ROLE_POST ||
	               candidate->role == FG_ROLE_DRAFT;
	int result = 0;

	*out = (struct fg_source){
	    .doc = {.path = candidate->path,
	        .collection = candidate->collection},
	};
	/* Posts need no front matter, and everything else does. */
	if (is_post || fg_front_is_present(text))
		result = read_converted(out, site, candidate, text, a, d);
	else
		read_static(out, site, candidate,
		    defaults_of(site, candidate, false, a), a);
	out->doc.is_broken = result < 0;
	if (result < 0)
		out->why = FG_WHY_BROKEN;
	out->doc.is_written = out->why == FG_KEPT;
	out->doc.in_sitemap =
	    !fg_value_is_false(fg_value_get(out->data, "sitemap"));
	return result;
}
