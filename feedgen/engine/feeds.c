/* SPDX-License-Identifier: ISC */
/* feeds.c - what a feed says of itself; reference section 14.3. */
#include "engine/feeds.h"

#include "base/file.h"
#include "base/url.h"
#include "base/utf8.h"

/* A feed's path holds names as they are: blanks and letters are encoded. */
static const char *
feed_url(const struct fg_site *site, struct fg_str path, struct fg_arena *a)
{
	struct fg_buf encoded = {0};
	const char *url;

	fg_url_encode_path(&encoded, path);
	url = fg_absolute(site, fg_buf_str(&encoded), a);
	fg_buf_free(&encoded);
	return url;
}

static const char *
optional_text(struct fg_str text, struct fg_arena *a)
{
	return text.n ? fg_plain_text(text, a) : NULL;
}

/* A setting is met again for every feed: tell what is wrong once. */
static void
warn(struct fg_entry_maker *m, enum fg_code code, const struct fg_value *v)
{
	struct fg_str key = {(const char *)&v, sizeof(v)};
	void **told = fg_map_put(&m->told, fg_arena_copy(m->arena, key));
	struct fg_place place = {m->site->config_file, v->line, v->column};

	if (!*told)
		fg_diag(m->diags, code, place, fg_show(m->diags, v->text));
	*told = m;
}

static const char *
optional_url(struct fg_entry_maker *m, const char *key)
{
	const struct fg_value *v = fg_value_get(m->site->feed, key);
	struct fg_str path = fg_value_text(v, m->arena);
	const char *url;

	if (!fg_value_is_true(v) || path.n == 0)
		return NULL;
	url = fg_absolute(m->site, path, m->arena);
	if (fg_url_is_web(fg_str_c(url)))
		return url;
	warn(m, FG_IMAGE_INVALID, v);
	return NULL;
}

static const char *
lang_of(struct fg_entry_maker *m)
{
	const struct fg_value *v = fg_value_get(m->site->config, "lang");
	struct fg_str lang = m->site->lang;
	const char *tag = fg_language_tag(lang, m->arena);

	if (!tag && lang.n && v && fg_str_eq(lang, v->text))
		warn(m, FG_LANG_INVALID, v);
	return tag;
}

/* Which part of the site the feed is of, as its title says it. */
static void
add_part(struct fg_buf *title, const struct fg_feed_spec *spec)
{
	if (!fg_str_eq(spec->collection, FG_STR("posts"))) {
		fg_buf_add_c(title, " | ");
		fg_utf8_capitalize(title, spec->collection);
	}
	if (spec->category.p) {
		fg_buf_add_c(title, " | ");
		fg_utf8_capitalize(title, spec->category);
	}
	if (spec->tag.p) {
		fg_buf_add_c(title, " | ");
		fg_buf_add(title, spec->tag);
	}
}

static const char *
title_of(const struct fg_site *site, const struct fg_feed_spec *spec,
    struct fg_arena *a)
{
	struct fg_buf title = {0};
	const char *text;

	fg_buf_add(&title, site->title);
	add_part(&title, spec);
	text = fg_title_text(fg_buf_str(&title), a);
	fg_buf_free(&title);
	return text ? text : fg_arena_cstr(a, site->url);
}

/* RFC 4287 wants an author somewhere; without any, the site is its own. */
static void
set_authors(struct feedgen_feed *feed, struct fg_entry_maker *m)
{
	struct feedgen_person *person;

	fg_persons_of(
	    &feed->authors, &feed->author_count, m, m->site->author, NULL);
	if (feed->author_count)
		return;
	for (size_t i = 0; i < feed->entry_count; i++)
		if (feed->entries[i].author_count == 0)
			break;
		else if (i + 1 == feed->entry_count)
			return;
	person = FG_NEW(m->arena, struct feedgen_person);
	person->name = fg_title_text(m->site->title, m->arena);
	if (!person->name)
		person->name = fg_arena_cstr(m->arena, m->site->url);
	feed->authors = person;
	feed->author_count = 1;
}

/* The newest entry's; without entries, the newest of the site's documents. */
static struct feedgen_time
updated_of(const struct feedgen_feed *feed, const struct fg_doc_list *docs)
{
	struct feedgen_time newest = {.set = true};
	bool found = false;

	for (size_t i = 0; i < feed->entry_count; i++) {
		struct feedgen_time t = feed->entries[i].updated;

		if (!found || t.seconds > newest.seconds)
			newest = t;
		found = true;
	}
	for (size_t i = 0; !found && i < docs->n; i++) {
		const struct fg_doc *doc = &docs->items[i];
		struct feedgen_time t =
		    doc->modified.set ? doc->modified : doc->date;

		if (t.set && doc->is_written && t.seconds > newest.seconds)
			newest = t;
	}
	return newest;
}

void
fg_feed_fill(struct feedgen_feed *out, struct fg_entry_maker *m,
    const struct fg_plan *plan, const struct fg_feed_spec *spec)
{
	const struct fg_site *site = m->site;
	struct fg_arena *a = m->arena;
	struct fg_selection selection;
	struct feedgen_entry *entries;

	*out = (struct feedgen_feed){0};
	fg_plan_select(&selection, plan, spec, site, &m->scan->docs, a);
	entries = fg_arena_array(a, selection.n, sizeof(*entries));
	out->entries = entries;
	for (size_t i = 0; i < selection.n; i++) {
		const struct feedgen_entry *e =
		    fg_entry_make(m, selection.items[i]);

		if (e)
			entries[out->entry_count++] = *e;
	}
	out->self = out->id = feed_url(site, spec->path, a);
	out->link = fg_absolute(site, FG_STR("/"), a);
	out->title = title_of(site, spec, a);
	out->subtitle = optional_text(site->description, a);
	out->lang = lang_of(m);
	out->rights = optional_text(site->options.rights, a);
	out->icon = optional_url(m, "icon");
	out->logo = optional_url(m, "logo");
	out->ttl = site->options.ttl;
	out->updated = updated_of(out, &m->scan->docs);
	set_authors(out, m);
}

int
fg_url_of_doc(struct feedgen_url *out, const struct fg_site *site,
    const struct fg_doc *doc, struct fg_arena *a, struct fg_diags *d)
{
	*out = (struct feedgen_url){
	    .loc = fg_absolute(site, fg_sitemap_path(doc->url, a), a),
	    .lastmod = doc->modified,
	};
	if (!out->lastmod.set && doc->kind == FG_DOC_COLLECTED)
		out->lastmod = doc->date;
	if (fg_judge_length(out->loc) == FG_KEPT)
		return 0;
	return fg_diag(d, FG_URL_TOO_LONG,
	    fg_in_file(fg_path_join(a, site->source, doc->path)),
	    fg_show_number(d, (long long)strlen(out->loc)));
}

struct feedgen_url
fg_url_of_path(
    const struct fg_site *site, struct fg_str path, struct fg_arena *a)
{
	return (struct feedgen_url){
	    .loc = feed_url(site, fg_arena_join(a, FG_STR("/"), path), a)};
}
