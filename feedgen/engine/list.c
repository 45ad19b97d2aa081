/* SPDX-License-Identifier: ISC */
/* list.c - what would be announced, and what would be in the sitemap. */
#include "engine/report.h"
#include "engine/survey.h"
#include "feedgen/feedgen.h"

#include <stdlib.h>

/* The feeds that a document is in. */
struct membership {
	struct membership *next;
	const char *feed;
};

/* What is known of a document that is listed. */
struct row {
	const struct fg_doc *doc;
	struct membership *first, *last;
	size_t feed_count;
	bool in_sitemap;
};

struct lister {
	struct fg_survey survey;
	struct row *rows; /* by index of the document, until they are sorted */
	struct fg_arena scratch; /* of one row */
	struct fg_buf text;
	feedgen_listed_fn *listed;
	void *payload;
};

static void
add_feed(struct lister *l, const struct fg_feed_spec *spec,
    const struct fg_selection *selection)
{
	struct fg_survey *s = &l->survey;
	const char *path = fg_arena_cstr(&s->arena, spec->path);

	for (size_t i = 0; i < selection->n; i++) {
		struct row *row = &l->rows[selection->items[i]];
		struct membership *m;

		if (!fg_entry_make(&s->maker, selection->items[i]))
			continue;
		m = FG_NEW(&s->arena, struct membership);
		m->feed = path;
		*(row->last ? &row->last->next : &row->first) = m;
		row->last = m;
		row->feed_count++;
	}
}

static void
fill_rows(struct lister *l)
{
	struct fg_survey *s = &l->survey;

	l->rows = fg_arena_array(&s->arena, s->scan.docs.n, sizeof(*l->rows));
	for (size_t i = 0; i < s->scan.docs.n; i++)
		l->rows[i].doc = &s->scan.docs.items[i];
	for (size_t i = 0; i < s->plan.feed_count; i++)
		add_feed(l, &s->plan.feeds[i], &s->feeds[i]);
	for (size_t i = 0; i < s->sitemap.n; i++) {
		struct row *row = &l->rows[s->sitemap.items[i]];
		struct feedgen_url url;

		row->in_sitemap = fg_url_of_doc(&url, s->site, row->doc,
				      &l->scratch, &s->diags) == 0;
		fg_arena_reset(&l->scratch);
	}
}

static struct feedgen_time
time_of(const struct fg_doc *doc)
{
	return doc->date.set ? doc->date : doc->modified;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	struct feedgen_time left = time_of(x->doc), right = time_of(y->doc);

	if (left.set != right.set)
		return left.set ? -1 : 1;
	if (left.set && left.seconds != right.seconds)
		return left.seconds > right.seconds ? -1 : 1;
	return fg_str_cmp(x->doc->path, y->doc->path);
}

static enum feedgen_kind
kind_of(const struct fg_doc *doc)
{
	if (doc->kind == FG_DOC_STATIC)
		return FEEDGEN_STATIC;
	if (doc->kind == FG_DOC_PAGE)
		return FEEDGEN_PAGE;
	return fg_str_eq(doc->collection->label, FG_STR("posts"))
		   ? FEEDGEN_POST
		   : FEEDGEN_DOCUMENT;
}

/* The entry's, if there is one: reading the file again takes longer. */
static const char *
title_of(struct lister *l, const struct fg_doc *doc)
{
	struct fg_survey *s = &l->survey;
	size_t index = (size_t)(doc - s->scan.docs.items);
	struct fg_diags unheard = {.arena = &l->scratch};
	struct fg_source source;
	struct fg_str title;

	if (s->maker.made[index])
		return s->maker.made[index]->title;
	if (fg_scan_source(&source, s->site, &s->scan.candidates.items[index],
		&l->text, &l->scratch, &unheard) < 0)
		return NULL;
	title = source.title;
	if (!title.p)
		title = fg_value_text(
		    fg_value_get(source.data, "title"), &l->scratch);
	return title.n ? fg_title_text(title, &l->scratch) : NULL;
}

static const char *const *
strings_of(struct lister *l, const struct fg_str_list *list)
{
	const char **strings =
	    fg_arena_array(&l->scratch, list->n, sizeof(*strings));

	for (size_t i = 0; i < list->n; i++)
		strings[i] = fg_arena_cstr(&l->scratch, list->items[i]);
	return strings;
}

static const char *const *
feeds_of(struct lister *l, const struct row *row)
{
	const char **feeds =
	    fg_arena_array(&l->scratch, row->feed_count, sizeof(*feeds));
	size_t n = 0;

	for (const struct membership *m = row->first; m; m = m->next)
		feeds[n++] = m->feed;
	return feeds;
}

static void
hand_over(struct lister *l, const struct row *row)
{
	const struct fg_doc *doc = row->doc;
	struct fg_diags known = {.arena = &l->scratch};
	struct feedgen_url url;

	(void)fg_url_of_doc(&url, l->survey.site, doc, &l->scratch, &known);
	l->listed(
	    &(struct feedgen_listed){
		.path = doc->path.p,
		.url = url.loc,
		.title = title_of(l, doc),
		.kind = kind_of(doc),
		.published = doc->date,
		.updated = doc->modified.set ? doc->modified : doc->date,
		.categories = strings_of(l, &doc->categories),
		.category_count = doc->categories.n,
		.tags = strings_of(l, &doc->tags),
		.tag_count = doc->tags.n,
		.feeds = feeds_of(l, row),
		.feed_count = row->feed_count,
		.in_sitemap = row->in_sitemap,
	    },
	    l->payload);
	fg_arena_reset(&l->scratch);
}

static void
list(struct lister *l)
{
	size_t n = 0;

	fill_rows(l);
	for (size_t i = 0; i < l->survey.scan.docs.n; i++)
		if (l->rows[i].feed_count || l->rows[i].in_sitemap)
			l->rows[n++] = l->rows[i];
	if (n)
		qsort(l->rows, n, sizeof(*l->rows), compare_rows);
	for (size_t i = 0; i < n; i++)
		hand_over(l, &l->rows[i]);
}

enum feedgen_status
feedgen_list(const struct feedgen_build_options *options,
    feedgen_listed_fn *listed, void *payload,
    const struct feedgen_report *report)
{
	static const struct feedgen_report nobody = {NULL, NULL, NULL};
	struct lister l = {.listed = listed, .payload = payload};
	enum feedgen_status status;

	if (fg_survey_init(&l.survey, options) == 0)
		list(&l);
	status = fg_report_diags(
	    &l.survey.diags.list, options->strict, report ? report : &nobody);
	fg_buf_free(&l.text);
	fg_arena_free(&l.scratch);
	fg_survey_free(&l.survey);
	return status;
}
