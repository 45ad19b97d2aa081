/* SPDX-License-Identifier: ISC */
/* rss.c - a feed as RSS 2.0 (RSS Advisory Board, and its Best Practices). */
#include "output/rss.h"

#include "base/date.h"
#include "feedgen/feedgen.h"
#include "lib/xml.h"
#include "output/media.h"

/* Which namespaces the document needs beside its own elements. */
struct spaces {
	bool content;
	bool dc;
	bool media;
};

/*
 * Where there is no summary, the content stands in <description>, which every
 * reader knows, and not twice.
 */
static bool
has_content_element(const struct feedgen_entry *entry)
{
	return entry->summary && entry->content;
}

static struct spaces
find_spaces(const struct feedgen_feed *feed)
{
	struct spaces used = {.media = fg_media_is_used(feed)};

	for (size_t i = 0; i < feed->entry_count; i++) {
		const struct feedgen_entry *entry = &feed->entries[i];

		used.content = used.content || has_content_element(entry);
		used.dc = used.dc || entry->author_count > 0 ||
			  feed->author_count > 0;
	}
	return used;
}

static void
write_spaces(struct fg_xml *x, const struct spaces *used)
{
	fg_xml_attribute(x, "xmlns:atom", "http://www.w3.org/2005/Atom");
	if (used->content)
		fg_xml_attribute(x, "xmlns:content",
		    "http://purl.org/rss/1.0/modules/content/");
	if (used->dc)
		fg_xml_attribute(
		    x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	if (used->media)
		fg_xml_attribute(x, "xmlns:media", FG_MEDIA_NAMESPACE);
}

static void
write_date(struct fg_xml *x, const char *name, struct feedgen_time time)
{
	struct fg_buf text = {0};

	if (!time.set)
		return;
	fg_date_rfc822(&text, time);
	fg_xml_element(x, name, text.p);
	fg_buf_free(&text);
}

static void
write_cdata(struct fg_xml *x, const char *name, const char *html)
{
	fg_xml_start(x, name);
	fg_xml_cdata(x, fg_str_c(html));
	fg_xml_end(x);
}

/*
 * An item's description is HTML (Best Practices, "Character Data"), so plain
 * text is escaped twice: once for HTML, once for XML.
 */
static void
write_plain_description(struct fg_xml *x, const char *text)
{
	struct fg_buf html = {0};
	int result = fg_xml_escape(&html, fg_str_c(text), false);

	fg_xml_start(x, "description");
	/* Text that XML forbids is refused here again, for good. */
	fg_xml_text(x, result == 0 ? fg_buf_str(&html) : fg_str_c(text));
	fg_xml_end(x);
	fg_buf_free(&html);
}

static void
write_description(struct fg_xml *x, const struct feedgen_entry *entry)
{
	if (entry->summary)
		write_plain_description(x, entry->summary);
	else if (entry->content)
		write_cdata(x, "description", entry->content);
	if (has_content_element(entry))
		write_cdata(x, "content:encoded", entry->content);
}

/*
 * Always <dc:creator>, never <author>: that is an e-mail address by definition,
 * which readers show in place of the name, and which there can be only one of.
 * Nothing is inherited from the channel in RSS, so the feed's authors stand in.
 */
static void
write_authors(struct fg_xml *x, const struct feedgen_entry *entry,
    const struct feedgen_feed *feed)
{
	bool own = entry->author_count > 0;
	const struct feedgen_person *authors =
	    own ? entry->authors : feed->authors;
	size_t n = own ? entry->author_count : feed->author_count;

	for (size_t i = 0; i < n; i++)
		fg_xml_element(x, "dc:creator", authors[i].name);
}

static void
write_categories(struct fg_xml *x, const struct feedgen_entry *entry)
{
	for (size_t i = 0; i < entry->category_count; i++) {
		fg_xml_start(x, "category");
		fg_xml_attribute(x, "domain", entry->categories[i].scheme);
		fg_xml_text(x, fg_str_c(entry->categories[i].term));
		fg_xml_end(x);
	}
}

/* All three attributes are required: without one there is no enclosure. */
static void
write_enclosure(struct fg_xml *x, const struct feedgen_media *enclosure)
{
	if (!enclosure || !enclosure->type || enclosure->length < 0)
		return;
	fg_xml_start(x, "enclosure");
	fg_xml_attribute(x, "url", enclosure->url);
	fg_xml_attribute_number(x, "length", enclosure->length);
	fg_xml_attribute(x, "type", enclosure->type);
	fg_xml_end(x);
}

static void
write_guid(struct fg_xml *x, const struct feedgen_entry *entry)
{
	bool is_link = fg_str_eq(fg_str_c(entry->id), fg_str_c(entry->link));

	fg_xml_start(x, "guid");
	fg_xml_attribute(x, "isPermaLink", is_link ? "true" : "false");
	fg_xml_text(x, fg_str_c(entry->id));
	fg_xml_end(x);
}

static void
write_item(struct fg_xml *x, const struct feedgen_entry *entry,
    const struct feedgen_feed *feed)
{
	fg_xml_start(x, "item");
	fg_xml_element(x, "title", entry->title);
	fg_xml_element(x, "link", entry->link);
	write_guid(x, entry);
	write_date(x, "pubDate",
	    entry->published.set ? entry->published : entry->updated);
	write_authors(x, entry, feed);
	write_categories(x, entry);
	write_description(x, entry);
	fg_media_write(x, entry->image);
	write_enclosure(x, entry->enclosure);
	fg_xml_end(x);
}

static void
write_image(struct fg_xml *x, const struct feedgen_feed *feed)
{
	if (!feed->logo)
		return;
	fg_xml_start(x, "image");
	fg_xml_element(x, "url", feed->logo);
	fg_xml_element(x, "title", feed->title);
	fg_xml_element(x, "link", feed->link);
	fg_xml_end(x);
}

static void
write_self(struct fg_xml *x, const struct feedgen_feed *feed)
{
	fg_xml_start(x, "atom:link");
	fg_xml_attribute(x, "rel", "self");
	fg_xml_attribute(x, "type", "application/rss+xml");
	fg_xml_attribute(x, "href", feed->self);
	fg_xml_end(x);
}

static void
write_ttl(struct fg_xml *x, unsigned minutes)
{
	struct fg_buf text = {0};

	if (minutes == 0)
		return;
	fg_buf_printf(&text, "%u", minutes);
	fg_xml_element(x, "ttl", text.p);
	fg_buf_free(&text);
}

static void
write_head(struct fg_xml *x, const struct feedgen_feed *feed)
{
	fg_xml_element(x, "title", feed->title);
	fg_xml_element(x, "link", feed->link);
	/* Required, so it repeats the title if there is nothing else to say. */
	fg_xml_element(
	    x, "description", feed->subtitle ? feed->subtitle : feed->title);
	fg_xml_element(x, "language", feed->lang);
	fg_xml_element(x, "copyright", feed->rights);
	write_date(x, "lastBuildDate", feed->updated);
	fg_xml_element(x, "generator", "feedgen " FEEDGEN_VERSION);
	write_ttl(x, feed->ttl);
	write_image(x, feed);
	write_self(x, feed);
}

int
fg_rss_write(struct fg_buf *out, const struct feedgen_feed *feed)
{
	struct spaces used = find_spaces(feed);
	struct fg_xml *x = fg_xml_new();

	fg_xml_indent(x, true);
	fg_xml_start(x, "rss");
	fg_xml_attribute(x, "version", "2.0");
	write_spaces(x, &used);
	fg_xml_start(x, "channel");
	write_head(x, feed);
	for (size_t i = 0; i < feed->entry_count; i++)
		write_item(x, &feed->entries[i], feed);
	fg_xml_end(x);
	fg_xml_end(x);
	return fg_xml_finish(x, out);
}

int
feedgen_rss_write(char **out, size_t *out_size, const struct feedgen_feed *feed)
{
	struct fg_buf bytes = {0};
	int result = fg_rss_write(&bytes, feed);

	*out_size = bytes.n;
	*out = result == 0 ? fg_buf_detach(&bytes) : NULL;
	return result;
}
