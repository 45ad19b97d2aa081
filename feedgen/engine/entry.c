/* SPDX-License-Identifier: ISC */
/* entry.c - one announced document, ready to be written. */
#include "engine/entry.h"

#include "base/double_encoding.h"
#include "base/file.h"
#include "base/url.h"
#include "base/utf8.h"
#include "input/data.h"
#include "input/render.h"
#include "lib/html_rewrite.h"

#include <stdio.h>

/* What is found twice encoded often is so everywhere. */
#define DOUBLE_ENCODED_MOST 3
/* Of an entry; with the authors, fewer than validators take. */
#define CATEGORIES_MOST 500
/* libxml2, which many readers use, takes no text of more than 10 MB. */
#define CONTENT_MOST 8000000

int
fg_entry_maker_init(struct fg_entry_maker *m, const struct fg_site *site,
    const struct fg_scan *scan, struct fg_arena *a, struct fg_diags *d)
{
	*m = (struct fg_entry_maker){
	    .site = site,
	    .scan = scan,
	    .links = {.site = site, .docs = &scan->docs, .arena = a},
	    .arena = a,
	    .diags = d,
	};
	m->made = fg_arena_array(a, scan->docs.n, sizeof(*m->made));
	m->failed = fg_arena_array(a, scan->docs.n, sizeof(*m->failed));
	return fg_data_read(&m->authors, &m->authors_file, site, "authors", a, d);
}

void
fg_entry_maker_free(struct fg_entry_maker *m)
{
	/* What is being read lies in the buffers that go. */
	fg_diags_open(
	    m->diags, (struct fg_str){NULL, 0}, (struct fg_str){NULL, 0});
	fg_map_free(&m->told);
	fg_links_free(&m->links);
	fg_buf_free(&m->text);
	fg_buf_free(&m->html);
	fg_buf_free(&m->other);
}

static const char *
absolute(struct fg_entry_maker *m, struct fg_str path)
{
	return fg_absolute(m->site, path, m->arena);
}

static const char *
identity(struct fg_entry_maker *m, struct fg_str path)
{
	fg_buf_reset(&m->other);
	fg_url_identity(
	    &m->other, m->site->identity_url, m->site->baseurl, path);
	return fg_arena_cstr(m->arena, fg_buf_str(&m->other));
}

/* What escapes of YAML, HTML or Liquid spell, XML may forbid. */
static void
warn_illegal(struct fg_entry_maker *m, struct fg_str text, struct fg_place place)
{
	size_t at = fg_xml_find_illegal(text);
	char number[9];
	uint32_t cp;

	if (at == text.n)
		return;
	fg_utf8_decode(&cp, fg_str_sub(text, at, text.n));
	snprintf(number, sizeof(number), "%04X", (unsigned)cp);
	fg_diag(m->diags, FG_TEXT_ILLEGAL, place, number);
}

/* Without what XML forbids; NULL if nothing is left. */
static const char *
legal_line(struct fg_entry_maker *m, struct fg_str text)
{
	fg_buf_reset(&m->other);
	fg_xml_repair(&m->other, text);
	return m->other.n ? fg_arena_cstr(m->arena, fg_buf_str(&m->other))
			  : NULL;
}

static const char *
title_of(struct fg_entry_maker *m, const struct fg_source *s)
{
	const char *title = fg_title_text(s->title, m->arena);
	const struct fg_value *v = fg_value_get(s->data, "title");
	struct fg_buf from_slug = {0};

	if (v && v->text.p)
		warn_illegal(m, v->text, fg_source_place(s, m->site, v));
	/* A list or a map is no title; the scan has named it by its slug. */
	if (title && (!v || (v->kind != FG_LIST && v->kind != FG_MAP)))
		return title;
	fg_title_from_slug(&from_slug, fg_slug_of_path(s->doc.path));
	title = legal_line(m, fg_buf_str(&from_slug));
	fg_buf_free(&from_slug);
	if (!title)
		title = legal_line(m, fg_path_base(s->doc.path));
	fg_diag(m->diags, FG_TITLE_MISSING, fg_source_place(s, m->site, v),
	    fg_show(m->diags, fg_str_c(title)));
	return title;
}

/* The first author key that says anything; reference 14.5, item 8. */
static void
set_authors(
    struct feedgen_entry *e, struct fg_entry_maker *m, const struct fg_source *s)
{
	const struct fg_value *chain[] = {
	    fg_value_get(s->data, "author"),
	    fg_value_get(s->data, "authors"),
	    m->site->author,
	};

	for (size_t i = 0; i < 3 && e->author_count == 0; i++)
		fg_persons_of(&e->authors, &e->author_count, m, chain[i],
		    i < 2 ? s : NULL);
}

static bool
has_term(const struct feedgen_entry *e, struct fg_str term)
{
	for (size_t i = 0; i < e->category_count; i++)
		if (fg_str_eq(fg_str_c(e->categories[i].term), term))
			return true;
	return false;
}

static void
add_terms(struct feedgen_entry *e, struct feedgen_category *to,
    const struct fg_str_list *words, struct fg_entry_maker *m)
{
	for (size_t i = 0; i < words->n; i++) {
		const char *term;

		if (e->category_count == CATEGORIES_MOST) {
			fg_diag(m->diags, FG_TOO_MANY_NAMES, FG_WHOLE_FILE,
			    fg_show_number(m->diags, CATEGORIES_MOST),
			    "categories and tags");
			return;
		}
		fg_buf_reset(&m->other);
		fg_xml_repair(&m->other, words->items[i]);
		if (m->other.n == 0 || has_term(e, fg_buf_str(&m->other)))
			continue;
		term = fg_arena_cstr(m->arena, fg_buf_str(&m->other));
		to[e->category_count++] = (struct feedgen_category){.term = term};
	}
}

static void
set_categories(
    struct feedgen_entry *e, struct fg_entry_maker *m, const struct fg_doc *doc)
{
	struct feedgen_category *categories = fg_arena_array(m->arena,
	    doc->categories.n + doc->tags.n, sizeof(*categories));

	e->categories = categories;
	add_terms(e, categories, &doc->categories, m);
	if (e->category_count < CATEGORIES_MOST)
		add_terms(e, categories, &doc->tags, m);
}

/* `image: path` or `image: {path: path}`; reference 14.5, item 11. */
static void
set_image(
    struct feedgen_entry *e, struct fg_entry_maker *m, const struct fg_source *s)
{
	const struct fg_value *image = fg_value_get(s->data, "image");
	const struct fg_value *alt = fg_value_get(image, "alt");
	struct feedgen_media *media;
	struct fg_str path;

	if (image && image->kind == FG_MAP)
		image = fg_value_get(image, "path");
	path = fg_str_trim(fg_value_text(image, m->arena));
	if (!fg_value_is_true(image) || path.n == 0)
		return;
	media = FG_NEW(m->arena, struct feedgen_media);
	media->url = absolute(m, path);
	media->length = -1;
	if (fg_value_is_true(alt))
		media->alt = fg_plain_text(
		    fg_value_text(alt, m->arena), m->arena);
	if (fg_url_is_web(fg_str_c(media->url)))
		e->image = media;
	else
		fg_diag(m->diags, FG_IMAGE_INVALID,
		    fg_source_place(s, m->site, image),
		    fg_show(m->diags, path));
}

/*
 * The excerpt is a part of the body: what is wrong with it has been reported
 * already if the body was rendered too.
 */
static int
render_excerpt(struct fg_entry_maker *m, const struct fg_source *s,
    bool is_reported)
{
	struct fg_diags again = {.arena = m->arena};
	int result;

	fg_buf_reset(&m->html);
	if (!is_reported)
		return fg_render_excerpt(
		    &m->html, m->site, s, &m->links, m->diags);
	result =
	    fg_render_excerpt(&m->html, m->site, s, &m->links, &again);
	if (result < 0)
		fg_diags_append(m->diags, fg_diags_take(&again));
	return result;
}

static int
set_summary(struct feedgen_entry *e, struct fg_entry_maker *m,
    const struct fg_source *s, bool is_reported)
{
	const struct fg_value *description =
	    fg_value_get(s->data, "description");

	struct fg_str text = fg_value_text(description, m->arena);

	/* Liquid's `default` passes over empty text. */
	if (fg_value_is_true(description) && text.n > 0) {
		e->summary = fg_plain_text(text, m->arena);
		return 0;
	}
	if (render_excerpt(m, s, is_reported) < 0)
		return -1;
	e->summary = fg_plain_text(fg_buf_str(&m->html), m->arena);
	return 0;
}

static void
warn_double_encoded(struct fg_entry_maker *m)
{
	struct fg_str text = fg_buf_str(&m->text);
	unsigned shown = 0;
	size_t from = 0;
	struct fg_str hit;
	uint32_t meant;

	while (shown++ < DOUBLE_ENCODED_MOST &&
	       (hit = fg_double_encoding_find(&meant, text, from)).p) {
		char bytes[5] = "";

		fg_utf8_encode(bytes, meant);
		from = (size_t)(hit.p - text.p);
		fg_diag(m->diags, FG_TEXT_DOUBLE_ENCODED,
		    fg_place_of(text, from), fg_show(m->diags, hit), bytes);
		from += hit.n;
	}
}

/* Only the summary?  The post may say so, or that it wants all. */
static bool
is_excerpt_only(const struct fg_site *site, const struct fg_source *s)
{
	const struct fg_value *own = fg_value_get(
	    fg_value_get(s->data, "feed"), "excerpt_only");

	return fg_value_is_null(own) ? site->feed_excerpt_only
				     : fg_value_is_true(own);
}

static int
set_content(
    struct feedgen_entry *e, struct fg_entry_maker *m, const struct fg_source *s)
{
	struct fg_buf legal = {0};

	if (is_excerpt_only(m->site, s))
		return 0;
	fg_buf_reset(&m->html);
	fg_buf_reset(&m->other);
	if (fg_render_body(&m->html, m->site, s, &m->links, m->diags) < 0)
		return -1;
	warn_illegal(m, fg_buf_str(&m->html), FG_WHOLE_FILE);
	fg_xml_repair(&legal, fg_str_trim(fg_buf_str(&m->html)));
	fg_html_absolute(&m->other, fg_buf_str(&legal), fg_str_c(e->link));
	fg_buf_free(&legal);
	if (m->other.n == 0)
		return 0;
	if (m->other.n > CONTENT_MOST) {
		fg_diag(m->diags, FG_CONTENT_TOO_LARGE, FG_WHOLE_FILE,
		    fg_show_number(m->diags, (long long)m->other.n));
		return 0;
	}
	e->content = fg_arena_cstr(m->arena, fg_buf_str(&m->other));
	e->content_base = e->link;
	return 0;
}

static const char *
lang_of(struct fg_entry_maker *m, const struct fg_source *s)
{
	const struct fg_value *v = fg_value_get(s->data, "lang");
	const char *tag;

	if (!fg_value_is_true(v))
		return NULL;
	tag = fg_language_tag(fg_value_text(v, m->arena), m->arena);
	if (!tag)
		fg_diag(m->diags, FG_LANG_INVALID,
		    fg_source_place(s, m->site, v), fg_show(m->diags, v->text));
	return tag;
}

enum fg_why
fg_judge_length(const char *url)
{
	return strlen(url) > FG_URL_MOST ? FG_WHY_URL_LENGTH : FG_KEPT;
}

static int
fill(struct feedgen_entry *e, struct fg_entry_maker *m, const struct fg_source *s)
{
	e->link = absolute(m, s->doc.url);
	e->id = identity(m, s->id);
	if (fg_judge_length(e->link) != FG_KEPT)
		return fg_diag(m->diags, FG_URL_TOO_LONG, FG_WHOLE_FILE,
		    fg_show_number(m->diags, (long long)strlen(e->link)));
	e->title = title_of(m, s);
	e->lang = lang_of(m, s);
	e->published = s->doc.date;
	e->updated = s->doc.modified.set ? s->doc.modified : s->doc.date;
	set_authors(e, m, s);
	set_categories(e, m, &s->doc);
	set_image(e, m, s);
	warn_double_encoded(m);
	if (set_content(e, m, s) < 0)
		return -1;
	return set_summary(e, m, s, !is_excerpt_only(m->site, s));
}

/* The scan has reported what reading finds; only what is new counts now. */
static int
read_again(struct fg_source *s, struct fg_entry_maker *m, size_t index)
{
	struct fg_diags known = {.arena = m->arena};
	int result = fg_scan_source(s, m->site,
	    &m->scan->candidates.items[index], &m->text, m->arena, &known);

	if (result < 0) {
		fg_diags_append(m->diags, fg_diags_take(&known));
		return -1;
	}
	fg_diags_open(m->diags, known.file, known.text);
	return 0;
}

const struct feedgen_entry *
fg_entry_make(struct fg_entry_maker *m, size_t index)
{
	struct feedgen_entry *e = m->made[index];
	struct fg_source source;

	if (e || m->failed[index])
		return e;
	e = FG_NEW(m->arena, struct feedgen_entry);
	if (read_again(&source, m, index) < 0 || fill(e, m, &source) < 0) {
		m->failed[index] = true;
		return NULL;
	}
	m->made[index] = e;
	return e;
}
