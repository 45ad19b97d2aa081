/* SPDX-License-Identifier: ISC */
/* feed_read.c - feeds and sitemaps into structs, as a driver of the parser. */
#include "lib/feed_read.h"

#include <stdlib.h>

#include "base/url.h"
#include "lib/feed_read_value.h"
#include "lib/schema_internal.h"

#define NS_XML "http://www.w3.org/XML/1998/namespace"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_CONTENT "http://purl.org/rss/1.0/modules/content/"
#define NS_MEDIA "http://search.yahoo.com/mrss/"

/* How the element says it. */
enum kind {
	LINE,	   /* plain text */
	RSS_TITLE, /* plain text, but for references that many write */
	CONSTRUCT, /* Atom's text construct: section 3.1 of RFC 4287 */
	HTML_TEXT, /* HTML of which only the text counts */
	CONTENT,
	URL,
	LINK, /* by its attributes */
	DATE,
	CATEGORY,
	PERSON,	 /* by its children */
	CREATOR, /* by its text */
	IMAGE,
	ENCLOSURE
};

static const struct field {
	const char *uri, *name; /* uri "": none */
	enum kind kind;
	size_t offset; /* of what it sets, in struct fg_read_entry */
} fields[] = {
#define FIELD(member) offsetof(struct fg_read_entry, member)
    {FG_NS_ATOM, "author", PERSON, FIELD(authors)},
    {FG_NS_ATOM, "category", CATEGORY, FIELD(categories)},
    {FG_NS_ATOM, "content", CONTENT, FIELD(content)},
    {FG_NS_ATOM, "id", LINE, FIELD(id)},
    {FG_NS_ATOM, "link", LINK, FIELD(link)},
    {FG_NS_ATOM, "published", DATE, FIELD(published)},
    {FG_NS_ATOM, "subtitle", CONSTRUCT, FIELD(summary)},
    {FG_NS_ATOM, "summary", CONSTRUCT, FIELD(summary)},
    {FG_NS_ATOM, "title", CONSTRUCT, FIELD(title)},
    {FG_NS_ATOM, "updated", DATE, FIELD(updated)},
    {"", "author", CREATOR, FIELD(authors)},
    {"", "category", CATEGORY, FIELD(categories)},
    {"", "description", HTML_TEXT, FIELD(summary)},
    {"", "enclosure", ENCLOSURE, FIELD(enclosure)},
    {"", "guid", LINE, FIELD(id)},
    {"", "link", URL, FIELD(link)},
    {"", "pubDate", DATE, FIELD(published)},
    {"", "title", RSS_TITLE, FIELD(title)},
    {NS_DC, "creator", CREATOR, FIELD(authors)},
    {NS_CONTENT, "encoded", CONTENT, FIELD(content)},
    {NS_MEDIA, "content", IMAGE, FIELD(image)},
    {NS_MEDIA, "thumbnail", IMAGE, FIELD(image)},
    {FG_NS_SITEMAP, "loc", URL, FIELD(link)},
    {FG_NS_SITEMAP, "lastmod", DATE, FIELD(updated)},
#undef FIELD
};

/* Where the entries of a format are, and what they are called. */
static const struct layout {
	unsigned depth; /* of an entry; the root has 1 */
	const char *uri, *name;
} layouts[] = {
    [FG_FORMAT_ATOM_FEED] = {2, FG_NS_ATOM, "entry"},
    [FG_FORMAT_ATOM_ENTRY] = {1, FG_NS_ATOM, "entry"},
    [FG_FORMAT_RSS] = {3, "", "item"},
    [FG_FORMAT_SITEMAP] = {2, FG_NS_SITEMAP, "url"},
    [FG_FORMAT_SITEMAP_INDEX] = {2, FG_NS_SITEMAP, "sitemap"},
};

enum form { FORM_TEXT, FORM_HTML, FORM_XHTML };

/* What is known so far of an entry, or of the feed. */
struct draft {
	struct fg_read_entry entry;
	struct fg_str href; /* the link as written */
	struct fg_read_list authors, categories;
};

struct reader {
	struct fg_read_feed *out;
	struct fg_arena *arena;
	const struct layout *layout;
	struct draft head, item;
	bool in_item;
	size_t capacity;	   /* of out->entries, while reading */
	const struct field *field; /* being read, or NULL */
	unsigned field_depth;
	enum form form;
	struct fg_read_person person;
	struct fg_str *person_part; /* whose text it is, or NULL */
	struct fg_buf text, value, other;
	size_t resolved; /* bytes of URLs made absolute */
	/* By depth: what URLs refer to, and names in XHTML. */
	struct fg_str bases[FG_XML_DEPTH_MOST + 1];
	const xmlChar *names[FG_XML_DEPTH_MOST + 1];
};

static bool
is_named(const struct fg_tag *tag, const char *uri, const char *name)
{
	return strcmp((const char *)tag->name, name) == 0 &&
	       strcmp(tag->uri ? (const char *)tag->uri : "", uri) == 0;
}

/* The attribute's value until the next call; the zero view: absent. */
static struct fg_str
attribute(struct reader *r, const struct fg_tag *tag, const char *uri,
    const char *name)
{
	for (int i = 0; i < tag->attribute_count; i++) {
		const xmlChar **a = tag->attributes + (size_t)i * 5;

		if (strcmp((const char *)a[0], name) != 0 ||
		    strcmp(a[2] ? (const char *)a[2] : "", uri) != 0)
			continue;
		fg_buf_reset(&r->value);
		fg_tag_add_value(&r->value, a);
		return fg_str_trim(fg_buf_str(&r->value));
	}
	return (struct fg_str){0};
}

static struct draft *
draft(struct reader *r)
{
	return r->in_item ? &r->item : &r->head;
}

/* What comes first counts. */
static void
set(struct reader *r, struct fg_str *slot, struct fg_str text)
{
	if (slot->n == 0 && text.n > 0)
		*slot = fg_arena_copy(r->arena, text);
}

/*
 * Each entry may refer to a base of 2 KB with a few bytes of its own: without
 * a limit, 64 MB would become gigabytes.
 */
static void
set_url(struct fg_check *c, struct fg_str *slot, struct fg_str url)
{
	struct reader *r = c->state;
	struct fg_str base = r->bases[c->depth];

	if (slot->n > 0 || url.n == 0)
		return;
	fg_buf_reset(&r->other);
	if (fg_url_has_scheme(url) || base.n > 0)
		fg_url_resolve(&r->other, base.n > 0 ? base : url, url);
	else
		fg_buf_add(&r->other, url);
	r->resolved += r->other.n;
	if (r->resolved > FG_XML_MOST)
		fg_check_too_complex(c, c->after_tag,
		    "the URLs have more than 256 MiB when xml:base is added");
	else
		set(r, slot, fg_buf_str(&r->other));
}

static void
set_base(struct fg_check *c, const struct fg_tag *tag)
{
	struct reader *r = c->state;
	struct fg_str outer = r->bases[c->depth - 1];
	struct fg_str own = attribute(r, tag, NS_XML, "base");

	r->bases[c->depth] = outer;
	if (own.n == 0 || own.n > FG_URL_MOST ||
	    (outer.n == 0 && !fg_url_has_scheme(own)))
		return;
	fg_buf_reset(&r->other);
	fg_url_resolve(&r->other, outer.n > 0 ? outer : own, own);
	/* Longer ones are no URLs, and would grow with each level. */
	if (r->other.n <= FG_URL_MOST)
		r->bases[c->depth] =
		    fg_arena_copy(r->arena, fg_buf_str(&r->other));
}

static void
take_link(struct fg_check *c, const struct fg_tag *tag)
{
	struct reader *r = c->state;
	struct draft *d = draft(r);
	struct fg_str rel = attribute(r, tag, "", "rel");
	struct fg_str *slot = NULL;

	if (rel.n == 0 || fg_str_eq_nocase(rel, FG_STR("alternate")))
		slot = &d->entry.link;
	else if (fg_str_eq_nocase(rel, FG_STR("self")))
		slot = &d->entry.self;
	else if (fg_str_eq_nocase(rel, FG_STR("enclosure")))
		slot = &d->entry.enclosure;
	if (!slot)
		return;
	if (slot == &d->entry.link)
		set(r, &d->href, attribute(r, tag, "", "href"));
	set_url(c, slot, attribute(r, tag, "", "href"));
}

static void
take_image(struct fg_check *c, const struct fg_tag *tag)
{
	struct reader *r = c->state;
	struct fg_str medium = attribute(r, tag, "", "medium");
	bool is_image = medium.n == 0 || fg_str_eq(medium, FG_STR("image"));
	struct fg_str type = attribute(r, tag, "", "type");

	if (is_image && (type.n == 0 || fg_str_starts(type, FG_STR("image/"))))
		set_url(
		    c, &draft(r)->entry.image, attribute(r, tag, "", "url"));
}

/* Atom's categories say it by attributes, those of RSS by text. */
static void
take_category(struct reader *r, const struct fg_tag *tag)
{
	struct fg_str shown = attribute(r, tag, "", "label");

	if (shown.n == 0)
		shown = attribute(r, tag, "", "term");
	fg_buf_reset(&r->other);
	fg_text_squeeze(&r->other, shown);
	fg_read_list_add(
	    &draft(r)->categories, r->arena, fg_buf_str(&r->other));
}

static enum form
form_of(struct reader *r, const struct fg_tag *tag)
{
	struct fg_str type = attribute(r, tag, "", "type");

	if (r->field->kind == HTML_TEXT ||
	    !is_named(tag, FG_NS_ATOM, r->field->name))
		return FORM_HTML;
	if (fg_str_eq_nocase(type, FG_STR("html")) ||
	    fg_str_eq_nocase(type, FG_STR("text/html")))
		return FORM_HTML;
	if (fg_str_eq_nocase(type, FG_STR("xhtml")) ||
	    fg_str_ends(type, FG_STR("+xml")) ||
	    fg_str_ends(type, FG_STR("/xml")))
		return FORM_XHTML;
	return FORM_TEXT;
}

static void
begin_field(
    struct fg_check *c, const struct fg_tag *tag, const struct field *field)
{
	struct reader *r = c->state;

	r->field = field;
	r->field_depth = c->depth;
	r->form = form_of(r, tag);
	fg_buf_reset(&r->text);
	switch (field->kind) {
	case LINK:
		take_link(c, tag);
		break;
	case IMAGE:
		take_image(c, tag);
		break;
	case ENCLOSURE:
		set_url(c, &draft(r)->entry.enclosure,
		    attribute(r, tag, "", "url"));
		break;
	case CATEGORY:
		take_category(r, tag);
		break;
	case PERSON:
		r->person = (struct fg_read_person){0};
		r->person_part = NULL;
		break;
	case CONTENT:
		fg_html_escape(&r->text, attribute(r, tag, "", "src"));
		break;
	default:
		break;
	}
}

static void
begin_nested(struct fg_check *c, const struct fg_tag *tag)
{
	struct reader *r = c->state;

	if (r->field->kind == PERSON && c->depth == r->field_depth + 1) {
		r->person_part =
		    is_named(tag, FG_NS_ATOM, "name")	 ? &r->person.name
		    : is_named(tag, FG_NS_ATOM, "email") ? &r->person.email
		    : is_named(tag, FG_NS_ATOM, "uri")	 ? &r->person.uri
							 : NULL;
		fg_buf_reset(&r->text);
	}
	r->names[c->depth] = tag->name;
	/* The div around XHTML is none of it: RFC 4287 section 3.1.1.3. */
	if (r->form != FORM_XHTML || c->depth <= r->field_depth + 1)
		return;
	fg_buf_add_char(&r->text, '<');
	fg_buf_add_c(&r->text, (const char *)tag->name);
	for (int i = 0; i < tag->attribute_count; i++) {
		const xmlChar **a = tag->attributes + (size_t)i * 5;

		fg_buf_reset(&r->value);
		fg_tag_add_value(&r->value, a);
		fg_buf_add_char(&r->text, ' ');
		fg_buf_add_c(&r->text, (const char *)a[0]);
		fg_buf_add_c(&r->text, "=\"");
		fg_html_escape(&r->text, fg_buf_str(&r->value));
		fg_buf_add_char(&r->text, '"');
	}
	fg_buf_add_char(&r->text, '>');
}

static void
end_nested(struct fg_check *c)
{
	struct reader *r = c->state;
	const char *name = (const char *)r->names[c->depth];

	if (c->depth == r->field_depth + 1 && r->person_part) {
		fg_buf_reset(&r->other);
		fg_text_squeeze(&r->other, fg_buf_str(&r->text));
		set(r, r->person_part, fg_buf_str(&r->other));
		r->person_part = NULL;
	}
	if (r->form != FORM_XHTML || c->depth <= r->field_depth + 1 ||
	    fg_html_is_void(fg_str_c(name)))
		return;
	fg_buf_add_c(&r->text, "</");
	fg_buf_add_c(&r->text, name);
	fg_buf_add_char(&r->text, '>');
}

static void
end_content(struct reader *r, struct fg_read_entry *e)
{
	struct fg_str text = fg_buf_str(&r->text);

	if (e->content.n > 0 || text.n == 0)
		return;
	if (r->form == FORM_TEXT) {
		fg_buf_reset(&r->other);
		fg_html_escape(&r->other, text);
		text = fg_buf_str(&r->other);
	}
	set(r, &e->content, text);
	e->content_base = r->bases[r->field_depth];
}

static void
end_field(struct fg_check *c)
{
	struct reader *r = c->state;
	const struct field *field = r->field;
	struct draft *d = draft(r);
	char *slot = (char *)&d->entry + field->offset;
	struct fg_str text = fg_str_trim(fg_buf_str(&r->text));

	r->field = NULL;
	fg_buf_reset(&r->other);
	switch (field->kind) {
	case DATE:
		if (((struct fg_read_date *)slot)->text.n == 0)
			fg_read_date(
			    (struct fg_read_date *)slot, r->arena, text);
		return;
	case CONTENT:
		end_content(r, &d->entry);
		return;
	case URL:
		set(r, &d->href, text);
		set_url(c, (struct fg_str *)slot, text);
		return;
	case PERSON:
		fg_read_person_text(&r->other, &r->person);
		fg_read_list_add(&d->authors, r->arena, fg_buf_str(&r->other));
		return;
	case CREATOR:
	case CATEGORY:
		fg_text_squeeze(&r->other, text);
		fg_read_list_add(
		    field->kind == CREATOR ? &d->authors : &d->categories,
		    r->arena, fg_buf_str(&r->other));
		return;
	case LINE:
	case RSS_TITLE:
	case CONSTRUCT:
	case HTML_TEXT:
		if (field->kind == RSS_TITLE)
			fg_read_decoded(&r->other, text);
		else if (field->kind == LINE)
			fg_buf_add(&r->other, text);
		else if (r->form != FORM_TEXT)
			fg_html_to_text(&r->other, text);
		else
			fg_text_squeeze(&r->other, text);
		set(r, (struct fg_str *)slot, fg_buf_str(&r->other));
		return;
	case LINK:
	case IMAGE:
	case ENCLOSURE:
		return;
	}
}

static void
settle(struct reader *r, struct draft *d)
{
	struct fg_read_entry *e = &d->entry;

	/* What nearly all readers go by when there is no id. */
	if (e->id.n == 0)
		e->id = d->href.n > 0 ? d->href : e->title;
	e->authors = fg_read_list_join(&d->authors, r->arena, false);
	e->categories = fg_read_list_join(&d->categories, r->arena, true);
}

static void
begin_item(struct reader *r)
{
	struct fg_read_list authors = r->item.authors;
	struct fg_read_list categories = r->item.categories;

	authors.n = categories.n = 0;
	r->item = (struct draft){
	    .authors = authors,
	    .categories = categories,
	};
	r->in_item = true;
}

static void
end_item(struct fg_check *c)
{
	struct reader *r = c->state;
	struct fg_read_feed *out = r->out;

	settle(r, &r->item);
	r->in_item = false;
	if (out->n == FG_READ_ENTRIES_MOST) {
		fg_check_too_complex(c, c->after_tag,
		    "more than " FG_TEXT_OF(
			FG_READ_ENTRIES_MOST) " entries or URLs");
		return;
	}
	if (out->n == r->capacity) {
		r->capacity = r->capacity * 2 + 64;
		out->entries =
		    realloc(out->entries, r->capacity * sizeof(*out->entries));
		if (!out->entries)
			fg_out_of_memory();
	}
	out->entries[out->n++] = r->item.entry;
}

static const struct field *
find_field(const struct fg_tag *tag)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (is_named(tag, fields[i].uri, fields[i].name))
			return &fields[i];
	return NULL;
}

/* ---- the driver ---- */

static int
read_begin(struct fg_check *c)
{
	struct reader *r = c->state;

	r->out->format = c->format;
	r->layout = &layouts[c->format];
	return 0;
}

static void
read_start(struct fg_check *c, const struct fg_tag *tag)
{
	struct reader *r = c->state;
	unsigned parent = r->layout->depth - (r->in_item ? 0 : 1);
	const struct field *field;

	set_base(c, tag);
	if (r->field) {
		begin_nested(c, tag);
	} else if (!r->in_item && c->depth == r->layout->depth &&
		   is_named(tag, r->layout->uri, r->layout->name)) {
		begin_item(r);
	} else if (c->depth == parent + 1) {
		field = find_field(tag);
		if (field)
			begin_field(c, tag, field);
	}
}

static void
read_text(struct fg_check *c, struct fg_str text, size_t offset)
{
	struct reader *r = c->state;

	(void)offset;
	if (!r->field)
		return;
	if (r->form == FORM_XHTML)
		fg_html_escape(&r->text, text);
	else
		fg_buf_add(&r->text, text);
}

static void
read_end(struct fg_check *c)
{
	struct reader *r = c->state;

	if (r->field && c->depth > r->field_depth)
		end_nested(c);
	else if (r->field)
		end_field(c);
	else if (r->in_item && c->depth == r->layout->depth)
		end_item(c);
}

/* The entries get memory of the arena, and the authors that they inherit. */
static void
read_finish(struct fg_check *c)
{
	struct reader *r = c->state;
	struct fg_read_feed *out = r->out;
	struct fg_read_entry *entries =
	    fg_arena_array(r->arena, out->n, sizeof(*entries));

	settle(r, &r->head);
	out->head = r->head.entry;
	if (out->n > 0)
		memcpy(entries, out->entries, out->n * sizeof(*entries));
	for (size_t i = 0; i < out->n; i++)
		if (entries[i].authors.n == 0)
			entries[i].authors = out->head.authors;
	free(out->entries);
	out->entries = entries;
	r->capacity = 0;
}

static void
read_free(struct fg_check *c)
{
	(void)c;
}

static const struct fg_driver driver = {
    .begin = read_begin,
    .start = read_start,
    .text = read_text,
    .end = read_end,
    .finish = read_finish,
    .free = read_free,
};

int
fg_feed_read(struct fg_read_feed *out, struct fg_str document,
    struct fg_arena *a, struct fg_diags *d)
{
	struct reader r = {.out = out, .arena = a};
	struct fg_check c = {.diags = d, .reader = &driver, .state = &r};
	int result;

	*out = (struct fg_read_feed){0};
	result = fg_check_run(&c, document);
	if (r.capacity > 0)
		free(out->entries);
	if (result < 0)
		*out = (struct fg_read_feed){0};
	fg_read_list_free(&r.head.authors);
	fg_read_list_free(&r.head.categories);
	fg_read_list_free(&r.item.authors);
	fg_read_list_free(&r.item.categories);
	fg_buf_free(&r.text);
	fg_buf_free(&r.value);
	fg_buf_free(&r.other);
	return result;
}
