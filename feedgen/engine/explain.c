/* SPDX-License-Identifier: ISC */
/* explain.c - why a file is in the outputs, or is not. */
#include "base/file.h"
#include "base/url.h"
#include "engine/locate.h"
#include "engine/report.h"

/* What a reason says beside its text. */
struct detail {
	const char *args[3]; /* for the %s of the text */
	struct fg_place place;
};

static const struct {
	const char *id, *text;
} reasons[FG_WHY_COUNT] = {
    [FG_KEPT] = {"kept", "%s"},
#define FG_REASON(name, id, text) [FG_WHY_##name] = {id, text},
#include "model/why.def"
#undef FG_REASON
};

struct explainer {
	struct fg_survey survey;
	struct fg_location at;
	const struct fg_doc *doc; /* NULL: the file is not read */
	struct fg_source source;  /* of it */
	struct fg_buf text;	  /* that source is made of views of */
	struct fg_str name;	  /* of the file, as the user would write it */
	const char *url;
	feedgen_reason_fn *reason;
	void *payload;
};

/* ---- what decided ---- */

/* A key of the document: its own, or from a set of `defaults:`. */
static struct detail
detail_of_key(struct explainer *e, const char *key)
{
	const struct fg_value *v = fg_value_get(e->source.data, key);
	struct detail d = {.args = {""}};

	if (!v)
		return d;
	d.place = fg_site_place(e->survey.site, v);
	if (!d.place.file.p)
		d.place.file = e->name;
	if (v->text.p)
		d.args[0] = fg_arena_cstr(&e->survey.arena, v->text);
	return d;
}

/* The value under a chain of keys of the configuration. */
static struct fg_place
place_in_config(struct explainer *e, const char *first, const char *second,
    const char *third)
{
	const struct fg_site *site = e->survey.site;
	const struct fg_value *v = fg_value_get(site->config, first);

	if (second && v)
		v = fg_value_get(v, second);
	if (third && fg_value_get(v, third))
		v = fg_value_get(v, third);
	return v ? fg_site_place(site, v) : FG_WHOLE_FILE;
}

static const char *
string(struct explainer *e, struct fg_str s)
{
	return fg_arena_cstr(&e->survey.arena, s);
}

static const char *
number(struct explainer *e, size_t n)
{
	return fg_show_number(&e->survey.diags, (long long)n);
}

static const char *
time_text(struct explainer *e, struct feedgen_time t)
{
	struct fg_buf text = {0};
	const char *kept;

	fg_date_rfc3339(&text, t);
	kept = string(e, fg_buf_str(&text));
	fg_buf_free(&text);
	return kept;
}

static const char *
words(struct explainer *e, const struct fg_str_list *list)
{
	struct fg_buf text = {0};
	const char *kept;

	for (size_t i = 0; i < list->n; i++) {
		fg_buf_add_c(&text, i ? ", " : "");
		fg_buf_add(&text, list->items[i]);
	}
	kept = text.n ? string(e, fg_buf_str(&text)) : "none";
	fg_buf_free(&text);
	return kept;
}

/*
 * The diagnostic that broke the file: its first error.  Of an entry it is the
 * last word about the file, as making one stops there.
 */
static struct detail
detail_of_fault(struct explainer *e, bool is_entry)
{
	const char *name = string(e, e->name);
	const struct feedgen_diag *fault = NULL;

	for (const struct fg_diag_item *i = e->survey.diags.list.first; i;
	     i = i->next) {
		if (!i->diag.file || strcmp(i->diag.file, name) != 0)
			continue;
		if (is_entry || (!fault && i->diag.severity == FEEDGEN_ERROR))
			fault = &i->diag;
	}
	if (!fault)
		return (struct detail){.args = {"it cannot be read"}};
	return (struct detail){
	    .args = {fault->message},
	    .place = {e->name, fault->line, fault->column},
	};
}

static struct detail
detail_of_exclude(struct explainer *e)
{
	const struct fg_rejection *r = &e->at.rejection;
	const struct fg_value *list =
	    fg_value_get(e->survey.site->config, "exclude");
	struct fg_arena *a = &e->survey.arena;
	struct detail d = {.args = {string(e, r->path)}};
	struct fg_str quoted = fg_arena_join(
	    a, FG_STR("'"), fg_arena_join(a, *r->pattern, FG_STR("'")));

	for (size_t i = 0; list && list->kind == FG_LIST && i < list->list.n;
	     i++) {
		const struct fg_value *v = list->list.items[i];

		if (!fg_str_eq(fg_value_text(v, a), *r->pattern))
			continue;
		d.place = fg_site_place(e->survey.site, v);
		d.args[1] = quoted.p;
		return d;
	}
	d.args[1] = fg_arena_join(a, FG_STR("Jekyll's own "), quoted).p;
	return d;
}

static struct detail
detail_of_sitemap_option(struct explainer *e)
{
	const struct fg_config_file *own = e->survey.site->options_file;
	const struct fg_value *v =
	    own ? fg_value_get(own->tree, "sitemap") : NULL;
	struct detail d = {
	    .place = place_in_config(e, "feedgen", "sitemap", NULL)};

	if (!fg_value_is_null(v))
		d.place = (struct fg_place){own->name, v->line, v->column};
	return d;
}

static struct detail
detail_of_collection(struct explainer *e)
{
	struct fg_str label = e->doc->collection->label;

	return (struct detail){
	    .args = {string(e, label)},
	    .place = place_in_config(e, "collections", label.p, "output"),
	};
}

static struct detail
detail_of_future(struct explainer *e)
{
	struct detail d = detail_of_key(e, "date");

	d.args[0] = time_text(e, e->source.doc.date);
	d.args[1] = time_text(e, e->survey.site->now);
	return d;
}

/* Of a file that is not read. */
static struct detail
detail_of_rejection(struct explainer *e)
{
	const struct fg_rejection *r = &e->at.rejection;

	switch (r->why) {
	case FG_WHY_EXCLUDED:
		return detail_of_exclude(e);
	case FG_WHY_POST_OUTSIDE:
		return (struct detail){
		    .args = {string(e, e->survey.site->collections_dir)},
		    .place = place_in_config(e, "collections_dir", NULL, NULL),
		};
	default:
		return (struct detail){.args = {string(e, r->path)}};
	}
}

/* Of a file that is read; spec is that of the feed, or NULL. */
static struct detail
detail_of(struct explainer *e, enum fg_why why, const struct fg_feed_spec *spec)
{
	const struct fg_site *site = e->survey.site;
	struct detail d = {.args = {NULL}};

	switch (why) {
	case FG_WHY_BROKEN:
	case FG_WHY_ENTRY:
		return detail_of_fault(e, why == FG_WHY_ENTRY);
	case FG_WHY_UNPUBLISHED:
		return detail_of_key(e, "published");
	case FG_WHY_DRAFT:
		return detail_of_key(e, "draft");
	case FG_WHY_SITEMAP_FALSE:
		return detail_of_key(e, "sitemap");
	case FG_WHY_FUTURE:
		return detail_of_future(e);
	case FG_WHY_NO_OUTPUT:
		return detail_of_collection(e);
	case FG_WHY_NO_SITEMAP:
		return detail_of_sitemap_option(e);
	case FG_WHY_NOT_COLLECTED:
		d.args[0] =
		    e->doc->kind == FG_DOC_PAGE ? "page" : "static file";
		break;
	case FG_WHY_LIMIT_POSTS:
		d.args[0] = number(e, site->limit_posts);
		d.place = place_in_config(e, "limit_posts", NULL, NULL);
		break;
	case FG_WHY_COLLECTION:
		d.args[0] = string(e, spec->collection);
		d.args[1] = string(e, e->doc->collection->label);
		break;
	case FG_WHY_CATEGORY:
		d.args[0] = string(e, spec->category);
		d.args[1] = words(e, &e->doc->categories);
		break;
	case FG_WHY_TAG:
		d.args[0] = string(e, spec->tag);
		d.args[1] = words(e, &e->doc->tags);
		break;
	case FG_WHY_SITEMAP_TAKEN:
		d.args[0] = string(e, site->options.sitemap_path);
		break;
	case FG_WHY_NOT_HTML:
		d.args[0] = string(e, e->doc->url);
		break;
	case FG_WHY_URL_LENGTH:
		d.args[0] = number(e, strlen(e->url));
		d.args[1] = number(e, FG_URL_MOST);
		break;
	default:
		break;
	}
	return d;
}

/* ---- telling ---- */

static void
tell(struct explainer *e, const char *output, enum fg_why why,
    const struct detail *detail)
{
	const char *const *arg = detail->args;
	struct fg_place place = detail->place;
	struct fg_buf text = {0};

	for (const char *p = reasons[why].text; *p; p++) {
		if (p[0] == '%' && p[1] == 's') {
			fg_buf_add_c(&text, *arg ? *arg : "");
			arg++;
			p++;
		} else {
			fg_buf_add_char(&text, *p);
		}
	}
	e->reason(
	    &(struct feedgen_reason){
		.path = e->at.path.p,
		.output = output,
		.is_kept = why == FG_KEPT,
		.rule = reasons[why].id,
		.text = text.p,
		.file = place.file.p ? string(e, place.file) : NULL,
		.line = place.line,
		.column = place.column,
	    },
	    e->payload);
	fg_buf_free(&text);
}

static void
tell_kept(struct explainer *e, const char *output, const char *before,
    const char *what)
{
	struct detail d = {
	    .args = {string(e, fg_arena_join(&e->survey.arena, fg_str_c(before),
				   fg_str_c(what)))}};

	tell(e, output, FG_KEPT, &d);
}

/* Where the document stands in a selection, from 0, or how many there are. */
static size_t
rank_of(const struct fg_selection *selection, size_t index)
{
	size_t all = selection->n + selection->beyond, i = 0;

	while (i < all && selection->items[i] != index)
		i++;
	return i;
}

/* "it is number 14 of 23 by date, and the feed ends with number 10" */
static void
explain_rank(struct explainer *e, const char *output,
    const struct fg_selection *selection, size_t rank)
{
	size_t all = selection->n + selection->beyond;
	struct detail d = {
	    .args = {number(e, rank + 1), number(e, all),
		number(e, selection->n)},
	    .place = place_in_config(e, "feed", "posts_limit", NULL),
	};
	struct fg_buf text = {0};

	if (rank >= selection->n) {
		tell(e, output, FG_WHY_FEED_LIMIT, &d);
		return;
	}
	fg_buf_printf(&text, "it is number %zu of %zu by date", rank + 1, all);
	tell_kept(e, output, "", text.p);
	fg_buf_free(&text);
}

static void
explain_feed(struct explainer *e, size_t feed)
{
	struct fg_survey *s = &e->survey;
	const struct fg_feed_spec *spec = &s->plan.feeds[feed];
	const char *output = string(e, spec->path);
	enum fg_why why = FG_WHY_NOT_WRITTEN;
	size_t rank = 0;
	struct detail d;

	if (e->doc)
		why = fg_plan_judge_for(
		    &s->plan, spec, s->site, &s->scan.docs, e->at.index);
	if (why == FG_KEPT) {
		rank = rank_of(&s->feeds[feed], e->at.index);
		if (rank < s->feeds[feed].n &&
		    !fg_entry_make(&s->maker, e->at.index))
			why = FG_WHY_ENTRY;
	}
	if (why == FG_KEPT) {
		explain_rank(e, output, &s->feeds[feed], rank);
		return;
	}
	d = detail_of(e, why, spec);
	tell(e, output, why, &d);
}

/* A document that belongs in the sitemap, and that another one keeps out. */
static struct detail
detail_of_twin(struct explainer *e)
{
	struct fg_survey *s = &e->survey;
	struct fg_str url = fg_sitemap_path(e->doc->url, &s->arena);
	struct detail d = {.args = {NULL}};

	for (size_t i = 0; i < s->sitemap.n && !d.args[0]; i++) {
		const struct fg_doc *other =
		    &s->scan.docs.items[s->sitemap.items[i]];

		if (fg_str_eq(fg_sitemap_path(other->url, &s->arena), url))
			d.args[0] = string(e, other->path);
	}
	return d;
}

static enum fg_why
judge_sitemap(const struct explainer *e)
{
	const struct fg_survey *s = &e->survey;
	enum fg_why why = fg_plan_judge_sitemap(s->site, &s->scan.docs);

	if (why != FG_KEPT)
		return why;
	if (!e->doc)
		return FG_WHY_NOT_WRITTEN;
	why = fg_plan_judge_url(&s->plan, &s->scan.docs, e->at.index);
	if (why != FG_KEPT)
		return why;
	if (rank_of(&s->sitemap, e->at.index) == s->sitemap.n)
		return FG_WHY_URL_TWICE;
	return fg_judge_length(e->url);
}

static void
explain_sitemap(struct explainer *e)
{
	struct fg_str path = e->survey.site->options.sitemap_path;
	const char *output = path.p ? string(e, path) : "sitemap";
	enum fg_why why = judge_sitemap(e);
	struct detail d;

	if (why == FG_KEPT) {
		tell_kept(e, output, "listed as ", e->url);
		return;
	}
	d = why == FG_WHY_URL_TWICE ? detail_of_twin(e)
				    : detail_of(e, why, NULL);
	tell(e, output, why, &d);
}

/* Read it once more, for what a document does not keep. */
static void
read_source(struct explainer *e)
{
	struct fg_survey *s = &e->survey;
	struct fg_diags known = {.arena = &s->arena};
	struct feedgen_url url;

	e->doc = &s->scan.docs.items[e->at.index];
	(void)fg_scan_source(&e->source, s->site,
	    &s->scan.candidates.items[e->at.index], &e->text, &s->arena,
	    &known);
	(void)fg_url_of_doc(&url, s->site, e->doc, &s->arena, &known);
	e->url = url.loc;
}

static void
explain_site(struct explainer *e)
{
	struct detail d;

	if (!e->doc) {
		d = detail_of_rejection(e);
		tell(e, NULL, e->at.rejection.why, &d);
	} else if (e->source.why != FG_KEPT) {
		d = detail_of(e, e->source.why, NULL);
		tell(e, NULL, e->source.why, &d);
	} else {
		tell_kept(e, NULL, "as ", e->url);
	}
}

static void
explain(struct explainer *e, const char *path_or_url)
{
	struct fg_survey *s = &e->survey;

	if (fg_locate(&e->at, s, path_or_url) < 0)
		return;
	e->name = fg_path_join(&s->arena, s->site->source, e->at.path);
	if (e->at.is_read)
		read_source(e);
	explain_site(e);
	for (size_t i = 0; i < s->plan.feed_count; i++)
		explain_feed(e, i);
	explain_sitemap(e);
}

/* Is the diagnostic about the question, the file, or the configuration? */
static bool
concerns(const struct explainer *e, const struct feedgen_diag *diag)
{
	const struct fg_site *site = e->survey.site;
	struct fg_str file = fg_str_c(diag->file);

	return !file.p || diag->fault == FEEDGEN_FAULT_CONFIG ||
	       fg_str_eq(file, e->name) ||
	       (site && fg_str_eq(file, site->config_file));
}

/* Other files have their own problems, which are not asked about. */
static struct fg_diag_list
concerning(const struct explainer *e)
{
	struct fg_diags kept = {.arena = NULL};
	struct fg_diag_item *next;

	for (struct fg_diag_item *i = e->survey.diags.list.first; i; i = next) {
		bool is_error = i->diag.severity == FEEDGEN_ERROR;
		struct fg_diag_list one = {
		    .first = i,
		    .last = i,
		    .errors = is_error,
		    .warnings = i->diag.severity == FEEDGEN_WARNING,
		    .worst = i->diag.fault,
		};

		next = i->next;
		i->next = NULL;
		if (concerns(e, &i->diag))
			fg_diags_append(&kept, one);
	}
	return kept.list;
}

enum feedgen_status
feedgen_explain(const struct feedgen_build_options *options,
    const char *path_or_url, feedgen_reason_fn *reason, void *payload,
    const struct feedgen_report *report)
{
	static const struct feedgen_report nobody = {NULL, NULL, NULL};
	struct explainer e = {.reason = reason, .payload = payload};
	enum feedgen_status status;

	if (fg_survey_init(&e.survey, options) == 0)
		explain(&e, path_or_url);
	e.survey.diags.list = concerning(&e);
	status = fg_report_diags(
	    &e.survey.diags.list, options->strict, report ? report : &nobody);
	fg_buf_free(&e.text);
	fg_survey_free(&e.survey);
	return status;
}
