/* SPDX-License-Identifier: ISC */
/* diff.c - two versions of a feed or sitemap, compared. */
#include "engine/diff.h"

#include "lib/html_same.h"

static const struct {
	const char *name;
	size_t offset;
} texts[] =
    {
#define TEXT(name, member)                                                     \
	{                                                                      \
		name, offsetof(struct fg_read_entry, member)                   \
	}
	TEXT("title", title),
	TEXT("link", link),
	TEXT("authors", authors),
	TEXT("categories", categories),
	TEXT("summary", summary),
	TEXT("image", image),
	TEXT("enclosure", enclosure),
},
  head_texts[] = {
      TEXT("title", title),
      TEXT("subtitle", summary),
      TEXT("id", id),
      TEXT("self", self),
      TEXT("link", link),
#undef TEXT
};
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct comparing {
	const struct feedgen_diff_report *report;
	struct feedgen_comparison *totals;
	struct feedgen_difference difference; /* the part that stays */
	bool same_format;
};

static bool
is_sitemap(enum fg_format format)
{
	return format == FG_FORMAT_SITEMAP || format == FG_FORMAT_SITEMAP_INDEX;
}

bool
fg_diff_is_like(enum fg_format before, enum fg_format after)
{
	return before != FG_FORMAT_UNKNOWN && after != FG_FORMAT_UNKNOWN &&
	       is_sitemap(before) == is_sitemap(after);
}

static void
tell(struct comparing *c, enum feedgen_diff_change change, const char *field,
    struct fg_str before, struct fg_str after)
{
	c->difference.change = change;
	c->difference.field = field;
	c->difference.before = before.n > 0 ? before.p : NULL;
	c->difference.after = after.n > 0 ? after.p : NULL;
	if (c->report->difference)
		c->report->difference(&c->difference, c->report->payload);
}

static void
tell_changed(struct comparing *c, const char *field, struct fg_str before,
    struct fg_str after)
{
	tell(c, FEEDGEN_DIFF_CHANGED, field, before, after);
}

static void
tell_whole(struct comparing *c, enum feedgen_diff_change change)
{
	tell(c, change, NULL, (struct fg_str){0}, (struct fg_str){0});
}

/* The differences that follow are about this entry. */
static void
is_about(struct comparing *c, const struct fg_read_entry *entry)
{
	c->difference.title = entry->title.n > 0 ? entry->title.p : NULL;
	c->difference.link = entry->link.n > 0 ? entry->link.p : NULL;
}

static bool
compare_text(struct comparing *c, const char *field,
    const struct fg_read_entry *before, const struct fg_read_entry *after,
    size_t offset)
{
	struct fg_str a =
	    *(const struct fg_str *)((const char *)before + offset);
	struct fg_str b =
	    *(const struct fg_str *)((const char *)after + offset);

	if (fg_str_eq(a, b))
		return false;
	tell_changed(c, field, a, b);
	return true;
}

/* Dates are instants; where one of them is a day, their days count. */
static bool
is_same_date(const struct fg_read_date *a, const struct fg_read_date *b)
{
	if (fg_str_eq(a->text, b->text))
		return true;
	if (!a->time.set || !b->time.set)
		return false;
	if (a->is_day != b->is_day) {
		struct fg_civil x = fg_date_civil(a->time);
		struct fg_civil y = fg_date_civil(b->time);

		return x.year == y.year && x.year_day == y.year_day;
	}
	return a->time.seconds == b->time.seconds;
}

static bool
compare_date(struct comparing *c, const char *field,
    const struct fg_read_date *before, const struct fg_read_date *after)
{
	/* RSS has no date of change, and that is not news of the entry. */
	bool is_missing = before->text.n == 0 || after->text.n == 0;

	if (is_same_date(before, after) || (is_missing && !c->same_format))
		return false;
	tell_changed(c, field, before->text, after->text);
	return true;
}

static bool
compare_content(struct comparing *c, const struct fg_read_entry *before,
    const struct fg_read_entry *after)
{
	static const struct fg_str none;

	switch (fg_html_compare(before->content, before->content_base,
	    after->content, after->content_base)) {
	case FG_HTML_SAME:
		return false;
	case FG_HTML_SAME_TEXT:
		tell_changed(c, "markup", none, none);
		return true;
	case FG_HTML_OTHER_TEXT:
		tell_changed(c, "content", none, none);
		return true;
	}
	return false;
}

/* All but the id. */
static bool
compare_entry(struct comparing *c, const struct fg_read_entry *before,
    const struct fg_read_entry *after)
{
	bool differs = false;

	is_about(c, after);
	for (size_t i = 0; i < COUNT(texts); i++)
		differs |= compare_text(
		    c, texts[i].name, before, after, texts[i].offset);
	differs |=
	    compare_date(c, "published", &before->published, &after->published);
	differs |=
	    compare_date(c, "updated", &before->updated, &after->updated);
	differs |= compare_content(c, before, after);
	return differs;
}

static bool
compare_url(struct comparing *c, const struct fg_read_entry *before,
    const struct fg_read_entry *after)
{
	is_about(c, after);
	return compare_date(c, "lastmod", &before->updated, &after->updated);
}

static bool
has_same_id(
    const struct fg_read_entry *before, const struct fg_read_entry *after)
{
	return fg_str_eq(before->id, after->id);
}

/* Changed ids stand together: they are what matters. */
static void
compare_ids(struct comparing *c, const struct fg_matches *m,
    const struct fg_read_entry *before, const struct fg_read_entry *after,
    size_t after_count)
{
	for (size_t i = 0; i < after_count; i++) {
		const struct fg_read_entry *old;

		if (m->after[i] == FG_DIFF_ALONE)
			continue;
		old = &before[m->after[i]];
		if (has_same_id(old, &after[i]))
			continue;
		is_about(c, &after[i]);
		tell_changed(c, "id", old->id, after[i].id);
		c->totals->ids_changed++;
	}
}

static void
tell_alone(struct comparing *c, enum feedgen_diff_change change,
    const struct fg_read_entry *entries, size_t n, const size_t *matches)
{
	for (size_t i = 0; i < n; i++) {
		if (matches[i] != FG_DIFF_ALONE)
			continue;
		is_about(c, &entries[i]);
		tell_whole(c, change);
	}
}

static void
compare_all(struct comparing *c, enum feedgen_diff_scope scope,
    const struct fg_read_entry *before, size_t before_count,
    const struct fg_read_entry *after, size_t after_count)
{
	bool are_urls = scope != FEEDGEN_DIFF_ENTRY;
	struct feedgen_comparison *totals = c->totals;
	struct fg_matches m;

	c->difference.scope = scope;
	fg_matches_init(&m, before, before_count, after, after_count, are_urls);
	totals->before = before_count;
	totals->after = after_count;
	totals->both = totals->changed = 0;
	if (!are_urls)
		compare_ids(c, &m, before, after, after_count);
	for (size_t i = 0; i < after_count; i++) {
		const struct fg_read_entry *old;
		bool differs;

		if (m.after[i] == FG_DIFF_ALONE)
			continue;
		old = &before[m.after[i]];
		differs = are_urls ? compare_url(c, old, &after[i])
				   : compare_entry(c, old, &after[i]);
		if (!are_urls && !has_same_id(old, &after[i]))
			differs = true;
		totals->both++;
		totals->changed += differs;
	}
	tell_alone(c, FEEDGEN_DIFF_ADDED, after, after_count, m.after);
	tell_alone(c, FEEDGEN_DIFF_GONE, before, before_count, m.before);
	fg_matches_free(&m);
}

static void
compare_heads(struct comparing *c, const struct fg_read_feed *before,
    const struct fg_read_feed *after)
{
	c->difference.scope = FEEDGEN_DIFF_FEED;
	if (!c->same_format)
		tell_changed(c, "format",
		    fg_str_c(fg_format_name(before->format)),
		    fg_str_c(fg_format_name(after->format)));
	for (size_t i = 0; i < COUNT(head_texts); i++)
		compare_text(c, head_texts[i].name, &before->head, &after->head,
		    head_texts[i].offset);
}

/* The parts of two indexes, and the URLs, in whatever part they are. */
static void
compare_sitemaps(struct comparing *c, const struct fg_version *before,
    const struct fg_version *after)
{
	if (c->same_format && after->feed.format == FG_FORMAT_SITEMAP_INDEX)
		compare_all(c, FEEDGEN_DIFF_SITEMAP, before->feed.entries,
		    before->feed.n, after->feed.entries, after->feed.n);
	if (before->has_urls && after->has_urls)
		compare_all(c, FEEDGEN_DIFF_URL, before->urls,
		    before->url_count, after->urls, after->url_count);
}

void
fg_diff_versions(struct feedgen_comparison *out,
    const struct fg_version *before, const struct fg_version *after,
    const char *file, const struct feedgen_diff_report *report)
{
	struct comparing c = {
	    .report = report,
	    .totals = out,
	    .difference = {.file = file},
	    .same_format = before->feed.format == after->feed.format,
	};

	*out = (struct feedgen_comparison){
	    .file = file,
	    .format = fg_format_name(after->feed.format),
	};
	compare_heads(&c, &before->feed, &after->feed);
	if (is_sitemap(after->feed.format))
		compare_sitemaps(&c, before, after);
	else
		compare_all(&c, FEEDGEN_DIFF_ENTRY, before->feed.entries,
		    before->feed.n, after->feed.entries, after->feed.n);
	if (report->comparison)
		report->comparison(out, report->payload);
}
