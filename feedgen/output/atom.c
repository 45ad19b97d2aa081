/* SPDX-License-Identifier: ISC */
/* atom.c - a feed as Atom 1.0 (RFC 4287). */
#include "output/atom.h"

#include "base/date.h"
#include "feedgen/feedgen.h"
#include "lib/xml.h"
#include "output/media.h"

static void
write_date(struct fg_xml *x, const char *name, struct feedgen_time time)
{
	struct fg_buf text = {0};

	if (!time.set)
		return;
	fg_date_rfc3339(&text, time);
	fg_xml_element(x, name, text.p);
	fg_buf_free(&text);
}

/* "text" is the default, but not every reader knows that. */
static void
write_text(struct fg_xml *x, const char *name, const char *text)
{
	if (!text)
		return;
	fg_xml_start(x, name);
	fg_xml_attribute(x, "type", "text");
	fg_xml_text(x, fg_str_c(text));
	fg_xml_end(x);
}

static void
write_link(struct fg_xml *x, const char *rel, const char *type,
    const char *lang, const char *href)
{
	fg_xml_start(x, "link");
	fg_xml_attribute(x, "rel", rel);
	fg_xml_attribute(x, "type", type);
	fg_xml_attribute(x, "hreflang", lang);
	fg_xml_attribute(x, "href", href);
	fg_xml_end(x);
}

static void
write_authors(struct fg_xml *x, const struct feedgen_person *authors, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		fg_xml_start(x, "author");
		fg_xml_element(x, "name", authors[i].name);
		fg_xml_element(x, "email", authors[i].email);
		fg_xml_element(x, "uri", authors[i].uri);
		fg_xml_end(x);
	}
}

static void
write_categories(struct fg_xml *x, const struct feedgen_entry *entry)
{
	for (size_t i = 0; i < entry->category_count; i++) {
		fg_xml_start(x, "category");
		fg_xml_attribute(x, "term", entry->categories[i].term);
		fg_xml_attribute(x, "scheme", entry->categories[i].scheme);
		fg_xml_attribute(x, "label", entry->categories[i].label);
		fg_xml_end(x);
	}
}

/*
 * CDATA: smaller than escaped HTML, and still readable; feed readers see the
 * same text either way.
 */
static void
write_content(struct fg_xml *x, const struct feedgen_entry *entry)
{
	if (!entry->content)
		return;
	fg_xml_start(x, "content");
	fg_xml_attribute(x, "type", "html");
	fg_xml_attribute(x, "xml:base", entry->content_base);
	fg_xml_cdata(x, fg_str_c(entry->content));
	fg_xml_end(x);
}

static void
write_enclosure(struct fg_xml *x, const struct feedgen_media *enclosure)
{
	if (!enclosure)
		return;
	fg_xml_start(x, "link");
	fg_xml_attribute(x, "rel", "enclosure");
	fg_xml_attribute(x, "type", enclosure->type);
	fg_xml_attribute_number(x, "length", enclosure->length);
	fg_xml_attribute(x, "href", enclosure->url);
	fg_xml_end(x);
}

static void
write_entry(struct fg_xml *x, const struct feedgen_entry *entry,
    const struct feedgen_feed *feed)
{
	struct fg_str lang = fg_str_c(entry->lang);

	fg_xml_start(x, "entry");
	/* Language tags do not tell case (RFC 5646, section 2.1.1). */
	if (!fg_str_eq_nocase(lang, fg_str_c(feed->lang)))
		fg_xml_attribute(x, "xml:lang", entry->lang);
	write_text(x, "title", entry->title);
	write_link(x, "alternate", "text/html", NULL, entry->link);
	write_date(x, "published", entry->published);
	write_date(x, "updated", entry->updated);
	fg_xml_element(x, "id", entry->id);
	write_content(x, entry);
	write_authors(x, entry->authors, entry->author_count);
	write_categories(x, entry);
	write_text(x, "summary", entry->summary);
	fg_media_write(x, entry->image);
	write_enclosure(x, entry->enclosure);
	fg_xml_end(x);
}

static void
write_head(struct fg_xml *x, const struct feedgen_feed *feed)
{
	fg_xml_start(x, "generator");
	fg_xml_attribute(x, "version", FEEDGEN_VERSION);
	fg_xml_text(x, FG_STR("feedgen"));
	fg_xml_end(x);
	write_link(x, "self", "application/atom+xml", NULL, feed->self);
	write_link(x, "alternate", "text/html", feed->lang, feed->link);
	write_date(x, "updated", feed->updated);
	fg_xml_element(x, "id", feed->id);
	write_text(x, "title", feed->title);
	write_text(x, "subtitle", feed->subtitle);
	fg_xml_element(x, "icon", feed->icon);
	fg_xml_element(x, "logo", feed->logo);
	write_text(x, "rights", feed->rights);
	write_authors(x, feed->authors, feed->author_count);
}

int
fg_atom_write(struct fg_buf *out, const struct feedgen_feed *feed)
{
	struct fg_xml *x = fg_xml_new();

	fg_xml_indent(x, true);
	fg_xml_start(x, "feed");
	fg_xml_attribute(x, "xmlns", "http://www.w3.org/2005/Atom");
	if (fg_media_is_used(feed))
		fg_xml_attribute(x, "xmlns:media", FG_MEDIA_NAMESPACE);
	fg_xml_attribute(x, "xml:lang", feed->lang);
	write_head(x, feed);
	for (size_t i = 0; i < feed->entry_count; i++)
		write_entry(x, &feed->entries[i], feed);
	fg_xml_end(x);
	return fg_xml_finish(x, out);
}

int
feedgen_atom_write(
    char **out, size_t *out_size, const struct feedgen_feed *feed)
{
	struct fg_buf bytes = {0};
	int result = fg_atom_write(&bytes, feed);

	*out_size = bytes.n;
	*out = result == 0 ? fg_buf_detach(&bytes) : NULL;
	return result;
}
